"""Long columns of amounts, read by their shapes: ``€12,345.00`` and ``€98,760.50`` differ in nothing but digits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twoway.crm.exports.amounts import Amount, read_amounts
from twoway.crm.exports.columns import Reading
from twoway.crm.exports.packed import Coded, Numbers, Shaped, shaped

_MOST_SHAPES = 400
_MOST_ALONE = 2000
"""Different amounts that are read one by one since their shape does not tell all; with more of them, all are."""
_EXACT = 15
"""Digits of a whole number that is exact as a floating-point one, and so exact when divided by a power of ten."""
_DIVISORS = (1, 10, 100, 1000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class ReadShapes:
    """A column read: the amounts, and for each row the value of ``parts`` that is written as it is."""

    amounts: list[float | None]
    keys: Coded
    parts: Mapping[object, Amount]
    reading: Reading


def read_by_shape(heading: str, column: Sequence[object]) -> ReadShapes | None:
    """Read a column whose decimal mark is beyond doubt; None for any other, which has to be read value by value.

    One amount of each shape is read by :func:`twoway.crm.exports.amounts.read_amounts`, with the number of rows that
    share it; from the others only the digits are taken. So the result is the same, and quicker by far.
    """
    cells = column if isinstance(column, Shaped) else shaped(column)
    if cells is None or len(cells) != len(column) or len(cells.shapes) > _MOST_SHAPES:
        return None
    zeros = cells.zeros_in_front()  # they matter
    stands = np.arange(len(cells.shapes))
    stands[cells.codes] = np.arange(len(cells))
    stands[cells.codes[~zeros]] = np.flatnonzero(~zeros)
    texts = [cells[place] for place in stands.tolist()]
    alone = zeros | np.array([width > _EXACT for width in cells.widths], bool)[cells.codes]
    read = _read(heading, cells, texts, np.flatnonzero(alone))
    if read is not None and read[1].said:  # what is to be said names the value itself
        alone |= np.array([text in read[1].said for text in texts], bool)[cells.codes]
        read = _read(heading, cells, texts, np.flatnonzero(alone))
    if read is None:
        return None
    keys, reading, parts = read
    amounts = _with_digits(cells, keys, reading, parts)
    return None if amounts is None else ReadShapes(amounts, keys, parts, reading)


def _read(
    heading: str, cells: Shaped, texts: Sequence[object], alone: Numbers
) -> tuple[Coded, Reading, Mapping[object, Amount]] | None:
    """Read one value of each shape, and the rows ``alone`` by themselves; None where the decimal mark is in doubt."""
    keys = Coded(texts, cells.codes)
    if len(alone):
        own = cells.texts(alone)
        if len(set(own)) > _MOST_ALONE:
            return None
        keys = keys.replaced(dict(zip(alone.tolist(), own, strict=True)))
    reading, parts = read_amounts(heading, keys.counts(), {}, {}, "")
    points = any(one.comma is None for one in parts.values())
    commas = any(one.point is None for one in parts.values())
    doubt = any(one.ambiguous for one in parts.values()) and not (points or commas)
    if reading.question or reading.notes or doubt or (points and commas):
        return None
    return keys, reading, parts


def _with_digits(
    cells: Shaped, keys: Coded, reading: Reading, parts: Mapping[object, Amount]
) -> list[float | None] | None:
    """Give each row its own number: the digits, divided as those of the value that stands for its shape."""
    divisors = np.ones(len(keys.values))
    others: list[int] = []
    for code, key in enumerate(keys.values):
        number = "".join(character for character in str(key) if character in "0123456789")
        plain = key in parts and parts[key].factor == 1 and number[:1] not in ("0", "")
        divisor = _divisor(reading.values[key], int(number)) if plain and len(number) <= _EXACT else None
        if divisor is None:
            others.append(code)
        else:
            divisors[code] = divisor
    amounts: list[float | None] = (cells.digits / divisors[keys.codes]).tolist()
    if others:
        apart = np.zeros(len(keys.values), bool)
        apart[others] = True
        places = np.flatnonzero(apart[keys.codes])
        for place, text in zip(places.tolist(), cells.texts(places), strict=True):
            if keys[place] != text:
                return None
            amounts[place] = reading.values[text]
    return amounts


def _divisor(number: float | None, digits: int) -> int | None:
    """Return by what the digits are to be divided to be the number; negative for a negative one, None for nothing."""
    for divisor in _DIVISORS:
        for signed in (divisor, -divisor):
            if number == digits / signed:
                return signed
    return None
