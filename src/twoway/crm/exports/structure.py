"""Where the rows and cells of a block of CSV text begin and end, found for all of them at once."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

_LINE_END, _RETURN, _QUOTE = 10, 13, 34
_SLICE = 1 << 17
"""Bytes that are looked at together: what is made of them stays in the processor's own memory."""


@dataclass(frozen=True)
class Structure:
    """A block of whole rows: where each ends, its delimiters, and which rows are not like the rest.

    ``ends`` are the places of the line ends; ``grid`` has a row for each row of the block, with the places of its
    delimiters and its line end (None while there are odd rows); ``odd`` the positions of rows with another number of
    cells, with a wrong quotation mark or a NUL character.
    """

    block: bytes
    cells: Bytes
    ends: Places
    grid: Places | None
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
    places = _signs(cells, delimiter)
    kinds = cells[places]
    returns = places[kinds == _RETURN]
    if (cells[returns + 1] != _LINE_END).any():
        return None
    quoting = kinds == _QUOTE
    wrong = []
    if quoting.any():
        inside = np.bitwise_xor.accumulate(quoting.view(np.uint8)).view(bool)
        if inside[-1]:
            return None
        edge = np.zeros(256, bool)
        edge[[delimiter, _LINE_END, _RETURN, _QUOTE]] = True  # a mark beside a mark: a doubled one inside a cell
        quotes = places[quoting]
        opening, closing = quotes[::2], quotes[1::2]
        wrong += [opening[~edge[cells[opening - 1]]], closing[~edge[cells[closing + 1]]]]
        quoting |= inside
    if len(returns):
        quoting |= kinds == _RETURN
    if quoting.any():
        outside = np.flatnonzero(~quoting)
        places, kinds = places[outside], kinds[outside]
    if b"\0" in block:
        wrong.append(np.flatnonzero(cells == 0))
    at_end = kinds == _LINE_END
    ends = places[at_end]
    odd = [np.searchsorted(ends, found) for found in wrong if len(found)]
    grid = None
    if len(places) == len(ends) * width and at_end[width - 1 :: width].all():
        grid = places.reshape(-1, width)
    else:
        counts = np.diff(np.flatnonzero(at_end), prepend=-1)
        odd.append(np.flatnonzero(counts != width))
    every = np.unique(np.concatenate(odd)) if odd else np.zeros(0, np.int64)
    return Structure(block, cells, ends, grid, every)


def _signs(cells: Bytes, delimiter: int) -> Places:
    """Return the places of line ends, delimiters, quotation marks and carriage returns."""
    found = []
    for start in range(0, len(cells), _SLICE):
        part = cells[start : start + _SLICE]
        flags = part == _LINE_END
        for sign in (delimiter, _QUOTE, _RETURN):
            flags |= part == sign
        found.append(np.flatnonzero(flags) + start)
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def quotes_in(text: bytes, start: int, end: int) -> int:
    """Return how many quotation marks there are in a part of a text."""
    return int(np.count_nonzero(np.frombuffer(text, np.uint8, max(0, end - start), start) == _QUOTE))
