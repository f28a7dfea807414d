"""The bytes of a text file to its lines, in whatever encoding it was saved."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

REPLACED = "\ufffd"
"""Stands for bytes that mean nothing in the file's encoding."""

_PIECE = 1 << 20
_UTF8_BOM, _UTF32_BOM = codecs.BOM_UTF8, codecs.BOM_UTF32_LE
_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_HEAD = 4096


@dataclass(frozen=True)
class Text:
    """A text file: its bytes, its encoding, and whether some of the bytes could not be read or were NUL."""

    data: bytes
    encoding: str
    damaged: bool

    def lines(self) -> Iterator[str]:
        """Iterate over the lines with their ends as they are; a first ``sep=;`` line of Excel's is passed over."""
        stream = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, errors="replace", newline="")
        first = stream.readline()
        if not _names_separator(first):
            yield first
        yield from stream

    def passed_over(self) -> int:
        """Return how long the line ``sep=;`` is in UTF-8 where there is one; else 0."""
        stream = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, errors="replace", newline="")
        first = stream.readline()
        return len(first.encode()) if _names_separator(first) else 0

    @property
    def odd(self) -> bool:
        """Whether cells may hold NUL or replaced characters, and have to be looked at one by one."""
        wide = self.encoding.startswith(("utf-16", "utf-32"))
        replaced = REPLACED.encode()  # a single byte is looked for first, as that is ten times as quick
        return self.damaged or wide or b"\0" in self.data or (replaced[:1] in self.data and replaced in self.data)


def _names_separator(line: str) -> bool:
    return line.lower().lstrip("\ufeff").startswith("sep=")


def hasty_text(data: bytes) -> Text:
    """Take the encoding of a long text's first megabyte for that of the whole.

    Whoever reads on has to notice that it is not, and to ask :func:`read_text`.
    """
    return Text(data, read_text(data[:_PIECE]).encoding, damaged=False)


def read_text(data: bytes) -> Text:
    """Find the encoding: by its mark, by its pattern of NUL bytes, then UTF-8, and Windows-1252 as the last resort."""
    if data.startswith(_UTF32_BOM) and not len(data) % 4:
        return _text(data, "utf-32")
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return _text(data, encoding)
    if data.startswith(_UTF8_BOM):
        return _text(data, "utf-8-sig")
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 3 > len(head) and min(even, odd) * 10 < max(even, odd):
        return _text(data, "utf-16-le" if odd > even else "utf-16-be")
    if data.isascii() or _fits(data, "utf-8"):
        return Text(data, "utf-8", damaged=False)
    good, bad = _count_utf8(data)
    return _text(data, "utf-8" if good > bad else "cp1252")


def _text(data: bytes, encoding: str) -> Text:
    return Text(data, encoding, damaged=not _fits(data, encoding))


def _fits(data: bytes, encoding: str) -> bool:
    """Whether all of ``data`` can be read; piece by piece, so that no second copy is held."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(data[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _count_utf8(data: bytes) -> tuple[int, int]:
    """Count the characters beyond ASCII that are right UTF-8, and the stretches that are not."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count(REPLACED)
    return len(text) - len(text.encode("ascii", errors="ignore")) - bad, bad
