"""Where the rows and cells of a block of CSV text begin and end, found for all of them at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

_LINE_END, _RETURN, _QUOTE = 10, 13, 34
_SLICE = 1 << 18
"""Bytes that are looked at together: what is made of them stays in the processor's own memory."""


@dataclass(frozen=True)
class Structure:
    """A block of whole rows: where each ends, its delimiters, and which rows are not like the rest.

    ``ends`` are the places of the line ends; ``marks`` the delimiters of each row, of one width when no row is odd;
    ``odd`` the positions of rows with another number of cells, with a wrong quotation mark or a NUL character.
    """

    block: bytes
    cells: Bytes
    ends: Places
    marks: Places
    odd: Places

    def without_odd(self) -> bytes:
        """Return the block without its odd rows."""
        kept, place = [], 0
        for start, end in self._spans():
            kept.append(self.block[place:start])
            place = end
        return b"".join([*kept, self.block[place:]])

    def odd_rows(self) -> Iterator[tuple[int, bytes]]:
        """Iterate over the odd rows: the position, and the bytes with their line end."""
        for position, (start, end) in zip(self.odd.tolist(), self._spans(), strict=True):
            yield position, self.block[start:end]

    def _spans(self) -> Iterator[tuple[int, int]]:
        for position in self.odd.tolist():
            yield (int(self.ends[position - 1]) + 1 if position else 0), int(self.ends[position]) + 1


def survey(block: bytes, delimiter: int, width: int) -> Structure | None:
    """Return the structure of a block that ends with a line end.

    None when it ends within quotation marks, or has carriage returns that are no part of a line end: these end a row
    for one reader and not for another.

    Args:
        block: the rows.
        delimiter: the byte between two cells.
        width: how many cells a row usually has.

    """
    cells = np.frombuffer(block, np.uint8)
    found = _Found([], [], [], [])
    inside = False
    for start in range(0, len(cells), _SLICE):
        inside = _look(cells[start : start + _SLICE], start, delimiter, found, inside=inside)
    if inside:
        return None
    ends, marks, quotes, returns = map(_joined, found)
    if (cells[returns + 1] != _LINE_END).any():
        return None
    wrong = []
    if len(quotes):
        edge = np.zeros(256, bool)
        edge[[delimiter, _LINE_END, _RETURN, _QUOTE]] = True  # a mark beside a mark: a doubled one inside a cell
        opening, closing = quotes[::2], quotes[1::2]
        wrong += [opening[~edge[cells[opening - 1]]], closing[~edge[cells[closing + 1]]]]
    if b"\0" in block:
        wrong.append(np.flatnonzero(cells == 0))
    odd = [np.searchsorted(ends, places) for places in wrong if len(places)]
    grid = marks.reshape(-1, width - 1) if len(marks) == len(ends) * (width - 1) else None
    if grid is None or (grid[:, -1] > ends).any() or (grid[1:, 0] < ends[:-1]).any():
        counts = np.diff(np.searchsorted(marks, ends), prepend=0)
        odd.append(np.flatnonzero(counts != width - 1))
    every = np.unique(np.concatenate(odd)) if odd else np.zeros(0, np.int64)
    return Structure(block, cells, ends, marks, every)


class _Found(NamedTuple):
    """The places of line ends, delimiters, quotation marks and carriage returns, slice by slice."""

    ends: list[Places]
    marks: list[Places]
    quotes: list[Places]
    returns: list[Places]


def _look(cells: Bytes, start: int, delimiter: int, found: _Found, *, inside: bool) -> bool:
    """Add what is in a slice to ``found``; ``inside`` tells, before and after, whether a quotation mark is open."""
    at_end, at_mark, quotes = cells == _LINE_END, cells == delimiter, cells == _QUOTE
    places = np.flatnonzero(quotes)
    if len(places):
        within = np.bitwise_xor.accumulate(quotes.view(np.uint8))
        outside = within == (1 if inside else 0)
        at_end &= outside
        at_mark &= outside
    elif inside:
        at_end[:] = at_mark[:] = False
    for target, flags in ((found.ends, at_end), (found.marks, at_mark), (found.returns, cells == _RETURN)):
        target.append(np.flatnonzero(flags) + start)
    found.quotes.append(places + start)
    return inside ^ bool(len(places) % 2)


def _joined(places: list[Places]) -> Places:
    return np.concatenate(places) if places else np.zeros(0, np.int64)


def quotes_in(text: bytes, start: int, end: int) -> int:
    """Return how many quotation marks there are in a part of a text."""
    return int(np.count_nonzero(np.frombuffer(text, np.uint8, max(0, end - start), start) == _QUOTE))


def cells_of(found: Structure, place: int) -> list[str] | None:
    """Return the cells of one column, in a block without odd rows; None where quotation marks need a closer look."""
    grid = found.marks.reshape(len(found.ends), -1)
    width = grid.shape[1] + 1
    starts = grid[:, place - 1] + 1 if place else np.concatenate(([0], found.ends[:-1] + 1))
    ends = grid[:, place] if place < width - 1 else found.ends
    if place == width - 1:
        ends = ends - (found.cells[ends - 1] == _RETURN)
    if (found.cells[starts] == _QUOTE).all():
        starts, ends = starts + 1, ends - 1
    lengths = ends - starts + 1
    behind = np.cumsum(lengths)
    taken = found.cells[np.arange(behind[-1]) + np.repeat(starts - behind + lengths, lengths)]
    taken[behind - 1] = _LINE_END
    text = taken.tobytes()
    if b'"' in text or b"\r" in text or text.count(b"\n") != len(starts):
        return None
    cut: list[str] = text.decode().split("\n")[:-1]
    return cut
