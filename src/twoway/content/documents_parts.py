"""What a reader makes of a file: its text in one piece, and which part of it stands on which slide or paragraph."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

MOST_BYTES = 100_000_000
"""Bytes of a file that are read at most, its pictures and attachments included."""
MOST_TEXT = 20_000_000
"""Characters of text in one file that are read at most."""

_LINE_END = re.compile(r"\r\n?|\n")


class UnreadableDocumentError(Exception):
    """The file cannot be read as a draft; the message says why and what to do, in one sentence."""


@dataclass(frozen=True)
class Part:
    """A stretch of a file's text and its ``place``, such as "slide 3, title".

    ``lines``: its place is told with a line number. ``tight``: it follows the part before it on the next line, as the
    items of a list do; else an empty line parts the two.
    """

    text: str
    place: str = ""
    lines: bool = False
    tight: bool = False


@dataclass(frozen=True)
class Extract:
    """The text of a file, its parts with the character at which each begins, and ``notes`` on what was left out."""

    text: str
    parts: tuple[tuple[int, Part], ...] = ()
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.parts]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.end() for match in _LINE_END.finditer(self.text)]

    def place(self, offset: int) -> str:
        """Return where the character at ``offset`` stands: "line 3", "slide 2, notes", "message, line 7"."""
        index = bisect_right(self._starts, offset) - 1
        start, part = self.parts[max(0, index)] if self.parts else (0, Part(self.text, lines=True))
        if not part.lines:
            return part.place
        line = bisect_right(self._line_ends, offset) - bisect_right(self._line_ends, start) + 1
        return f"{part.place}, line {line}" if part.place else f"line {line}"


def joined(parts: Iterable[Part], notes: Iterable[str] = ()) -> Extract:
    """Put the parts that hold any text together.

    Raises:
        UnreadableDocumentError: when they hold more text than a draft can have.

    """
    pieces: list[str] = []
    placed: list[tuple[int, Part]] = []
    length = 0
    for part in parts:
        text = without_surrogates(part.text).strip("\n")
        if not text.strip():
            continue
        gap = "" if not placed else "\n" if part.tight else "\n\n"
        placed.append((length + len(gap), part))
        pieces += [gap, text]
        length += len(gap) + len(text)
        if length > MOST_TEXT:
            raise too_long()
    return Extract("".join(pieces), tuple(placed), tuple(notes))


def too_long() -> UnreadableDocumentError:
    """Return the error for a file whose text no reader could finish."""
    return UnreadableDocumentError(
        f"it holds more than {MOST_TEXT // 1_000_000} million characters of text; check it in pieces"
    )


def without_surrogates(text: str) -> str:
    """Return ``text`` with halves of characters, which cannot be printed, replaced by a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
