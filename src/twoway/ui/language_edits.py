"""Edits of a draft: what changed between two texts, where a mended stretch has gone, and places as a browser counts.

A browser counts a text in UTF-16 units, in which an emoji is two; Python counts characters (code points).
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

_WIDE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Edit:
    """The characters ``start`` to ``end`` of a text gave way to ``words``."""

    start: int
    end: int
    words: str

    def apply(self, text: str) -> str:
        """Return ``text`` with this edit made."""
        return text[: self.start] + self.words + text[self.end :]


@dataclass(frozen=True)
class Mended:
    """A stretch of the present draft that stands where ``before`` stood.

    ``within`` holds the fixes that it swallowed, with their places in ``before``: they come back with it.
    """

    start: int
    end: int
    before: str
    within: tuple["Mended", ...] = ()

    @property
    def undoing(self) -> Edit:
        """The edit that puts the old words back."""
        return Edit(self.start, self.end, self.before)

    def moved(self, by: int) -> "Mended":
        """Return the same stretch ``by`` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)

    def carried(self, edit: Edit) -> "Mended | None":
        """Return where this stretch is after ``edit``; an edit within it belongs to it, one across its rim ends it."""
        grown = len(edit.words) - (edit.end - edit.start)
        if self.start == self.end == edit.start:
            return None  # words were taken out here, and new ones put in
        if edit.end <= self.start:
            return self.moved(grown)
        if edit.start >= self.end:
            return self
        return replace(self, end=self.end + grown) if self.start <= edit.start and edit.end <= self.end else None


def difference(old: str, new: str) -> Edit:
    """Return the one edit that makes ``new`` of ``old``: all between their common beginning and their common end."""
    start = _in_common(old, new)
    most = min(len(old), len(new)) - start
    rest = _in_common(old[len(old) - most :][::-1], new[len(new) - most :][::-1])
    return Edit(start, len(old) - rest, new[start : len(new) - rest])


def _in_common(one: str, other: str) -> int:
    """Return how many characters the two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def clean(text: str) -> str:
    """Return ``text`` as a browser's text field holds it: lines end with a line feed, and no character is half."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


class Places:
    """Places in one text, as characters and as UTF-16 units."""

    def __init__(self, text: str) -> None:
        """Find the characters that are two units."""
        self._wide = [match.start() for match in _WIDE.finditer(text)]

    @cached_property
    def _wide_units(self) -> list[int]:
        return [place + before for before, place in enumerate(self._wide)]

    def units(self, place: int) -> int:
        """Return the place in UTF-16 units."""
        return place + bisect_left(self._wide, place)

    def characters(self, unit: int) -> int:
        """Return the place in characters; within a pair, that of its character."""
        return unit - bisect_left(self._wide_units, unit)
