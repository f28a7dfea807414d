"""The lines of a CSV text to rows of cells; a broken quotation mark costs one row, never the rest of the file."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

PIECE = 20_000
"""Rows that are handled together."""

_MOST_BROKEN = 200
"""Broken rows that are passed over; with more (and more than one in twenty), the text is no CSV."""


class BrokenTextError(Exception):
    """Too many rows are broken for the text to be what it says it is."""


@dataclass(frozen=True)
class Form:
    """How a CSV text is written: its separator, and whether quotes inside a cell have a backslash before them."""

    delimiter: str
    backslash: bool = False

    def reader(self, lines: Iterable[str], *, strict: bool = True) -> "Reader":
        """Return the standard library's reader for this form."""
        escape = "\\" if self.backslash else None
        return csv.reader(
            lines, delimiter=self.delimiter, strict=strict, escapechar=escape, doublequote=not self.backslash
        )


@dataclass(frozen=True)
class Piece:
    """Some consecutive rows; ``first`` is the number of the first, ``broken`` has the positions of mended ones."""

    first: int
    rows: Sequence[Sequence[object]]
    broken: frozenset[int] = frozenset()


def pieces(lines: Callable[[], Iterator[str]], form: Form) -> Iterator[Piece]:
    """Read well-formed lines, quickly; numbers count from 1 as a spreadsheet's do.

    Raises:
        csv.Error: where a quotation mark is wrong; then :func:`careful_pieces` is for this text.

    """
    reader = form.reader(lines())
    first = 1
    while rows := list(islice(reader, PIECE)):
        yield Piece(first, rows)
        first += len(rows)


def careful_pieces(lines: Callable[[], Iterator[str]], form: Form) -> Iterator[Piece]:
    """Read lines some of which have wrong quotation marks: each such line is a row of its own, marked as broken.

    Raises:
        BrokenTextError: when that many are broken that the rest cannot be relied upon.

    """
    every = list(lines())
    start, first, faults = 0, 1, 0
    while start < len(every):
        reader = form.reader(every[start:])
        rows: list[list[str]] = []
        done = 0
        broken: frozenset[int] = frozenset()
        try:
            for row in reader:
                rows.append(row)
                done = reader.line_num
        except csv.Error:
            faults += 1
            rows.append(alone(every[start + done], form))
            broken = frozenset({len(rows) - 1})
            done += 1
        yield Piece(first, rows, broken)
        first += len(rows)
        start += done
        if faults > _MOST_BROKEN and faults * 20 > first:
            raise BrokenTextError


def alone(line: str, form: Form) -> list[str]:
    """Read one line as it stands, taking a quotation mark in the wrong place for a character."""
    try:
        return next(form.reader([line], strict=False), [])
    except csv.Error:  # longer than any cell may be
        return []
