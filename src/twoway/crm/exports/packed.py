"""Long columns that are not held cell by cell: as distinct values and codes, or as shapes and digits."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

from twoway.crm.exports.columns import Packed

Codes = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]

DIGITS = 18
"""Digits of a number that is sure to fit into 64 bits."""
_TABLE = 1 << 20
"""Pairs of codes for which a table is made; more of them are sorted."""


class Coded(Packed):
    """A column as its distinct values, and for each row the position of the one that stands there.

    Each value stands in some row; after :meth:`mapped`, two of them may be equal.
    """

    def __init__(self, values: Sequence[object], codes: Codes) -> None:
        """Take the values, and a code for each row."""
        self.values, self.codes = list(values), codes

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> object: ...
    @overload
    def __getitem__(self, place: slice) -> list[object]: ...
    def __getitem__(self, place: int | slice) -> object:
        """Return one row's value, or a list of several."""
        if isinstance(place, slice):
            return self._unpacked(self.codes[place])
        return self.values[self.codes[place]]

    def __iter__(self) -> Iterator[object]:
        """Iterate over the rows."""
        return iter(self._unpacked(self.codes))

    def _unpacked(self, codes: Codes) -> list[object]:
        values = np.empty(len(self.values), object)
        values[:] = self.values
        rows: list[object] = values.take(codes).tolist()
        return rows

    def distinct(self) -> Collection[object]:
        """Return the values."""
        return self.values

    def counts(self) -> dict[object, int]:
        """Return the values that stand in some row, the first one first, with the number of their rows."""
        count = np.bincount(self.codes, minlength=len(self.values)).tolist()
        first = np.zeros(len(self.values), np.int64)
        first[self.codes[::-1]] = np.arange(len(self.codes) - 1, -1, -1)  # of equal places, the last one assigned
        return {self.values[code]: count[code] for code in np.argsort(first).tolist()}

    def places(self, wanted: Container[object]) -> list[int]:
        """Return the rows whose value is among ``wanted``."""
        flags = np.fromiter((value in wanted for value in self.values), bool, len(self.values))
        found: list[int] = np.flatnonzero(flags[self.codes]).tolist() if flags.any() else []
        return found

    def mapped(self, values: Mapping[object, object]) -> "Coded":
        """Return the column with each value replaced."""
        return Coded([values.get(value) for value in self.values], self.codes)

    def without(self, out: Collection[int]) -> "Coded":
        """Return the column without some rows."""
        return _used(self.values, np.delete(self.codes, sorted(out)))

    def inserted(self, places: Sequence[int], cells: Sequence[object]) -> "Coded":
        """Return the column with cells put in before the rows ``places``, counted before anything is put in."""
        values = list(self.values)
        known = {value: code for code, value in enumerate(values)}
        new = [known.setdefault(cell, len(known)) for cell in cells]
        values += list(known)[len(values) :]
        return Coded(values, np.insert(self.codes, places, new))

    def replaced(self, cells: Mapping[int, object]) -> "Coded":
        """Return the column with some rows' cells replaced."""
        values, codes = list(self.values), self.codes.copy()
        known = {value: code for code, value in enumerate(values)}
        codes[list(cells)] = [known.setdefault(cell, len(known)) for cell in cells.values()]
        values += list(known)[len(values) :]
        return _used(values, codes)

    def beside(self, others: Sequence[Packed]) -> "Coded | None":
        """Return the column of the rows' tuples; None when another column is of another kind."""
        result = Coded([(value,) for value in self.values], self.codes)
        for other in others:
            if not isinstance(other, Coded):
                return None
            result = _pairs(result, other)
        return result


def _used(values: Sequence[object], codes: Codes) -> Coded:
    """Return a column without the values that stand in no row."""
    used = np.bincount(codes, minlength=len(values)) > 0
    if used.all():
        return Coded(values, codes)
    left = [value for value, stands in zip(values, used.tolist(), strict=True) if stands]
    return Coded(left, (np.cumsum(used, dtype=np.int32) - 1)[codes])


def _pairs(left: Coded, right: Coded) -> Coded:
    """Return the tuples of one column with the values of another behind them."""
    many = max(1, len(right.values))
    joined = left.codes.astype(np.int64) * many + right.codes
    if len(left.values) * many <= _TABLE:
        there = np.flatnonzero(np.bincount(joined, minlength=1))
        table = np.zeros(len(left.values) * many + 1, np.int32)
        table[there] = np.arange(len(there))
        codes = table[joined]
    else:
        there, codes = np.unique(joined, return_inverse=True)
    values = []
    for pair in there.tolist():
        before = left.values[pair // many]
        assert isinstance(before, tuple)  # noqa: S101 - made by beside
        values.append((*before, right.values[pair % many]))
    return Coded(values, codes.astype(np.int32))


class Shaped(Packed):
    """A column of numbers as their shapes, ``$11,111.11``, and for each row its shape and its digits as one number."""

    def __init__(self, shapes: Sequence[str], codes: Codes, digits: Numbers) -> None:
        """Take the shapes, and for each row its shape's position and its digits."""
        self.shapes, self.codes, self.digits = list(shapes), codes, digits
        self.widths = [shape.count("1") for shape in self.shapes]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> object: ...
    @overload
    def __getitem__(self, place: slice) -> list[object]: ...
    def __getitem__(self, place: int | slice) -> object:
        """Return one row's cell as it is written, or a list of several."""
        if isinstance(place, slice):
            return list(map(self._text, self.codes[place].tolist(), self.digits[place].tolist()))
        return self._text(int(self.codes[place]), int(self.digits[place]))

    def __iter__(self) -> Iterator[object]:
        """Iterate over the rows."""
        return map(self._text, self.codes.tolist(), self.digits.tolist())

    def texts(self, places: Numbers) -> list[str]:
        """Return the cells of some rows; each text is made once."""
        pairs = list(zip(self.codes[places].tolist(), self.digits[places].tolist(), strict=True))
        made = {pair: self._text(*pair) for pair in set(pairs)}
        return list(map(made.__getitem__, pairs))

    def _text(self, code: int, digits: int) -> str:
        if not self.widths[code]:
            return self.shapes[code]
        left = iter(f"{digits:0{self.widths[code]}}")
        return "".join(next(left) if character == "1" else character for character in self.shapes[code])

    def outlines(self) -> Collection[object]:
        """Return the shapes."""
        return self.shapes

    def distinct(self) -> Collection[object]:
        """Return the cells that there are."""
        return set(self)

    def few(self, _limit: int) -> bool:
        """Tell that there are many cells, which is why the column is held in this way."""
        return False

    def counts(self) -> dict[object, int]:
        """Return the cells, the first one first, with the number of their rows."""
        found: dict[object, int] = {}
        for cell in self:
            found[cell] = found.get(cell, 0) + 1
        return found

    def places(self, wanted: Container[object]) -> list[int]:
        """Return the rows whose cell is among ``wanted``."""
        return [place for place, cell in enumerate(self) if cell in wanted]

    def without(self, out: Collection[int]) -> "Shaped":
        """Return the column without some rows."""
        places = sorted(out)
        return Shaped(self.shapes, np.delete(self.codes, places), np.delete(self.digits, places))

    def inserted(self, places: Sequence[int], cells: Sequence[object]) -> Sequence[object]:
        """Return the column with cells put in before the rows ``places`` (ascending, counted as they are now)."""
        new = shaped(cells)
        if new is None or len(new) != len(cells):
            return super().inserted(places, cells)
        shapes, codes = self._together(new)
        return Shaped(shapes, np.insert(self.codes, places, codes), np.insert(self.digits, places, new.digits))

    def replaced(self, cells: Mapping[int, object]) -> Sequence[object]:
        """Return the column with some rows' cells replaced."""
        new, places = shaped(cells.values()), list(cells)
        if new is None or len(new) != len(cells):
            return super().replaced(cells)
        shapes, own = self._together(new)
        codes, digits = self.codes.copy(), self.digits.copy()
        codes[places], digits[places] = own, new.digits
        return Shaped(shapes, codes, digits)

    def _together(self, other: "Shaped") -> tuple[list[str], Codes]:
        """Return the shapes of both columns, and the other's codes for them."""
        known = {shape: code for code, shape in enumerate(self.shapes)}
        table = np.array([known.setdefault(shape, len(known)) for shape in other.shapes], np.int32)
        return list(known), table[other.codes]

    def zeros_in_front(self) -> npt.NDArray[np.bool_]:
        """Return for each row whether its first digit is a zero."""
        least = np.array([10 ** (width - 1) if width else 0 for width in self.widths], np.int64)
        found: npt.NDArray[np.bool_] = self.digits < least[self.codes]
        return found


def shaped(cells: Iterable[object]) -> Shaped | None:
    """Return cells as a column of shapes; None when one of them is no text, or has too many digits."""
    try:
        data = "\n".join(cells).encode()  # type: ignore[arg-type] # a spreadsheet's numbers are for another reader
    except TypeError:
        return None
    digits = data.translate(None, delete=_NO_DIGITS).split(b"\n")
    known: dict[bytes, int] = {}
    codes = [known.setdefault(shape, len(known)) for shape in data.translate(_SHAPE).split(b"\n")]
    if any(shape.count(b"1") > DIGITS for shape in known):
        return None
    numbers = np.array(list(map(int, (cell or b"0" for cell in digits))), np.int64)
    return Shaped([shape.decode() for shape in known], np.array(codes, np.int32), numbers)


_SHAPE = bytes.maketrans(b"0123456789", b"1111111111")
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789\n"))
