"""The cells of blocks of text to columns, all rows of a block at once: equal cells are decoded once, amounts never."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from twoway.crm.exports.packed import DIGITS, Coded, Codes, Numbers, Shaped
from twoway.crm.exports.structure import Bytes, Places, Structure

Words = npt.NDArray[np.uint64]

_RETURN, _QUOTE, _ONE, _ZERO = 13, 34, 49, 48
_WORD = 8
"""Bytes that are compared at once."""
_LONGEST = 2048
"""Bytes of a cell beyond which a block's cells are compared one by one."""
_LONGEST_NUMBER = 32
_MOST_SHAPES = 64
_UP_TO = np.array([(1 << 8 * min(max(count, 0), _WORD)) - 1 for count in range(-_LONGEST, _LONGEST + 1)], np.uint64)
"""Which bits of a word belong to a cell that has so many more bytes, fewer than none and more than eight included."""
_MIX, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


class NotAlikeError(Exception):
    """The cells are not as this way of reading them expects."""


class Block:
    """A block of rows that are all alike, and its bytes eight by eight."""

    def __init__(self, found: Structure) -> None:
        """Take the block's structure, which has no odd rows."""
        if found.grid is None:
            raise NotAlikeError
        self.block, self.cells, self.grid = found.block, found.cells, found.grid
        padded = found.block + bytes(_WORD)
        self.words: Words = np.ndarray((len(found.block) + 1,), "<u8", padded, strides=(1,))

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.grid)

    def spans(self, place: int) -> tuple[Places, Places]:
        """Return where the cells of a column begin and end."""
        ends = self.grid[:, place]
        if place:
            starts = self.grid[:, place - 1] + 1
        else:
            starts = np.concatenate((np.zeros(1, np.int64), self.grid[:-1, -1] + 1))
        if place == self.grid.shape[1] - 1:
            ends = ends - (self.cells[ends - 1] == _RETURN)
        return starts, ends

    def within_quotes(self, place: int) -> tuple[Places, Places]:
        """Return the same without the quotation marks around cells."""
        starts, ends = self.spans(place)
        quoted = self.cells[starts] == _QUOTE
        return (starts + quoted, ends - quoted) if quoted.any() else (starts, ends)

    def words_of(self, starts: Places, lengths: Places) -> list[Words]:
        """Return the cells' bytes, eight by eight, with zeros behind their end; no cell holds a zero of its own.

        No cell may be longer than ``_LONGEST``.
        """
        longest = int(lengths.max())
        found, last = [], len(self.words) - 1
        for done in range(0, max(longest, 1), _WORD):
            where = np.minimum(starts + done, last) if done else starts
            found.append(self.words[where] & _UP_TO[lengths + (_LONGEST - done)])
        return found

    def texts(self, place: int) -> list[str]:
        """Return the cells of a column as texts."""
        starts, ends = self.within_quotes(place)
        lengths = ends - starts + 1
        behind = np.cumsum(lengths)
        taken = self.cells[np.arange(behind[-1]) + np.repeat(starts - behind + lengths, lengths)]
        taken[behind - 1] = 0  # between the cells, none of which holds a zero
        cut: list[str] = taken.tobytes().decode().replace('""', '"').split("\0")[:-1]
        return cut

    def text(self, start: int, end: int) -> str:
        """Return one cell, given with its quotation marks."""
        cell = self.block[start:end]
        return (cell[1:-1].replace(b'""', b'"') if cell[:1] == b'"' else cell).decode()


def numbered(words: Sequence[Words]) -> tuple[Codes, Places]:
    """Return a number for each row, the same for rows whose words are equal, and the first row of each number.

    Raises:
        NotAlikeError: when two different rows cannot be told apart, which chance does not bring about.

    """
    mixed = words[0]
    for word in words[1:]:
        mixed = mixed * _MIX
        mixed ^= mixed >> _SHIFT
        mixed += word
    codes, different = pd.factorize(mixed)
    first = np.empty(len(different), np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # of equal places, the last one assigned
    if len(words) > 1 and not all((word[first][codes] == word).all() for word in words):
        raise NotAlikeError
    return codes, first


@dataclass
class Texts:
    """Gathers a column in which nearly every row has a value of its own."""

    rows: list[object] = field(default_factory=list)

    def add(self, block: Block, place: int) -> None:
        """Add a block's cells."""
        self.rows += block.texts(place)

    def column(self) -> Sequence[object]:
        """Return the whole column."""
        return self.rows


@dataclass
class Repeated:
    """Gathers a column whose values come again and again."""

    known: dict[object, int] = field(default_factory=dict)
    codes: list[Codes] = field(default_factory=list)

    def add(self, block: Block, place: int) -> None:
        """Add a block's cells."""
        starts, ends = block.spans(place)
        lengths = ends - starts
        codes: Codes | None = None
        cells: list[str] = []
        if lengths.max() <= _LONGEST:
            with suppress(NotAlikeError):
                codes, first = numbered(block.words_of(starts, lengths))
                spans = zip(starts[first].tolist(), ends[first].tolist(), strict=True)
                cells = [block.text(start, end) for start, end in spans]
        known = self.known
        table = np.array(
            [known.setdefault(cell, len(known)) for cell in (block.texts(place) if codes is None else cells)], np.int32
        )
        self.codes.append(table if codes is None else table[codes])

    def column(self) -> Sequence[object]:
        """Return the whole column."""
        codes = np.concatenate(self.codes) if self.codes else np.zeros(0, np.int32)
        return Coded(list(self.known), codes)


@dataclass
class Numbered:
    """Gathers a column of numbers, each another, and written in few ways; any other cell makes it one of texts."""

    known: dict[str, int] = field(default_factory=dict)
    codes: list[Codes] = field(default_factory=list)
    digits: list[Numbers] = field(default_factory=list)
    texts: Texts | None = None

    def add(self, block: Block, place: int) -> None:
        """Add a block's cells."""
        if self.texts is None:
            try:
                shapes, codes, digits = _shapes(block, *block.within_quotes(place))
            except NotAlikeError:
                self.texts = Texts(list(self.column()))
            else:
                known = self.known
                table = np.array([known.setdefault(shape, len(known)) for shape in shapes], np.int32)
                self.codes.append(table[codes])
                self.digits.append(digits)
        if self.texts is not None:
            self.texts.add(block, place)

    def column(self) -> Sequence[object]:
        """Return the whole column."""
        if self.texts is not None:
            return self.texts.column()
        if not self.codes:
            return []
        return Shaped(list(self.known), np.concatenate(self.codes), np.concatenate(self.digits))


def _shapes(block: Block, starts: Places, ends: Places) -> tuple[list[str], Codes, Numbers]:
    """Return the shapes of a block's cells, each row's shape, and its digits as one number."""
    lengths = ends - starts
    if lengths.max() > _LONGEST_NUMBER:
        raise NotAlikeError
    words = block.words_of(starts, lengths)
    cells: Bytes = np.stack(words, axis=1).view(np.uint8)
    numbers = cells - np.uint8(_ZERO)
    digital = numbers < 10  # noqa: PLR2004 - ten digits
    outlines = np.where(digital, np.uint8(_ONE), cells)
    codes, first = numbered([*outlines.view(np.uint64).T])
    if len(first) > _MOST_SHAPES:
        raise NotAlikeError
    digits = np.zeros(len(codes), np.int64)
    shapes = []
    for code, row in enumerate(first.tolist()):
        places = np.flatnonzero(digital[row])
        shape = outlines[row].tobytes().rstrip(b"\0").decode()
        if len(places) > DIGITS or '"' in shape:
            raise NotAlikeError
        shapes.append(shape)
        powers = 10 ** np.arange(len(places) - 1, -1, -1, dtype=np.int64)
        rows = np.flatnonzero(codes == code)
        digits[rows] = numbers[rows[:, np.newaxis], places].astype(np.int64) @ powers
    return shapes, codes, digits
