"""A column's distinct values, each read once, and the problems of the rows that hold them."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

from twoway.core.imports import ImportProblem, Question, Severity

_FEW = 5000


class Packed(Sequence[object]):
    """A long column that is not held cell by cell; see :mod:`twoway.crm.exports.packed`, which needs numpy."""

    @abstractmethod
    def distinct(self) -> Collection[object]:
        """Return the distinct cells."""

    def outlines(self) -> Collection[object]:
        """Return texts that together have every character of the cells, but for digits."""
        return self.distinct()

    def few(self, limit: int) -> bool:
        """Whether there are no more distinct cells than ``limit``."""
        return len(self.distinct()) <= limit

    @abstractmethod
    def counts(self) -> dict[object, int]:
        """Return the distinct cells, the first one first, with the number of their rows."""

    @abstractmethod
    def places(self, wanted: Container[object]) -> list[int]:
        """Return the rows whose cell is among ``wanted``."""

    @abstractmethod
    def without(self, out: Collection[int]) -> "Packed":
        """Return the column without some rows."""

    def mapped(self, values: Mapping[object, object]) -> Sequence[object]:
        """Return the column with each cell replaced."""
        return list(map(values.__getitem__, self))

    def inserted(self, places: Sequence[int], cells: Sequence[object]) -> Sequence[object]:
        """Return the column with cells put in before the rows ``places`` (ascending, counted as they are now)."""
        return inserted(list(self), places, cells)

    def replaced(self, cells: Mapping[int, object]) -> Sequence[object]:
        """Return the column with some rows' cells replaced."""
        return replaced(list(self), cells)

    def beside(self, _others: Sequence["Packed"]) -> "Packed | None":
        """Return the column of the rows' tuples; None when that saves nothing."""
        return None


def distinct(column: Sequence[object]) -> Collection[object]:
    """Return a column's distinct cells."""
    return column.distinct() if isinstance(column, Packed) else set(column)


def outlines(column: Sequence[object]) -> Collection[object]:
    """Return texts that together have every character of a column's cells, but for digits."""
    return column.outlines() if isinstance(column, Packed) else column


def counted(column: Sequence[object]) -> Mapping[object, int]:
    """Return a column's distinct cells, the first one first, with the number of their rows."""
    return column.counts() if isinstance(column, Packed) else Counter(column)


def places_of(column: Sequence[object], wanted: Container[object]) -> list[int]:
    """Return the places of the cells that are among ``wanted``."""
    if isinstance(column, Packed):
        return column.places(wanted)
    return [place for place, cell in enumerate(column) if cell in wanted]


def mapped(values: Mapping[object, Any], column: Sequence[object]) -> Sequence[Any]:
    """Return a column with each cell replaced."""
    return column.mapped(values) if isinstance(column, Packed) else list(map(values.__getitem__, column))


def without(column: Sequence[object], out: Collection[int]) -> Sequence[object]:
    """Return a column without some rows."""
    if isinstance(column, Packed):
        return column.without(out)
    kept = bytearray(b"\1" * len(column))
    for place in out:
        kept[place] = 0
    return list(compress(column, kept))


def inserted(column: Sequence[object], places: Sequence[int], cells: Sequence[object]) -> Sequence[object]:
    """Return a column with cells put in before the rows ``places`` (ascending, counted as they are now)."""
    if isinstance(column, Packed):
        return column.inserted(places, cells)
    rows, before = list[object](), 0
    for place, cell in zip(places, cells, strict=True):
        rows += column[before:place]
        rows.append(cell)
        before = place
    return [*rows, *column[before:]]


def replaced(column: Sequence[object], cells: Mapping[int, object]) -> Sequence[object]:
    """Return a column with some rows' cells replaced."""
    if isinstance(column, Packed):
        return column.replaced(cells)
    return [cells.get(place, cell) for place, cell in enumerate(column)]


def tuples(columns: Sequence[Sequence[object]]) -> Sequence[object]:
    """Return the column of the rows' tuples."""
    packed = [column for column in columns if isinstance(column, Packed)]
    found = packed[0].beside(packed[1:]) if len(packed) == len(columns) else None
    return list(zip(*columns, strict=True)) if found is None else found


def places_where(column: Sequence[object], test: Callable[[object], bool]) -> list[int]:
    """Return the places of the cells that pass a test."""
    return places_of(column, {cell for cell in distinct(column) if test(cell)})


@dataclass
class Reading:
    """What a column's distinct values were read as, and what is to be said of some of them."""

    values: dict[object, Any] = field(default_factory=dict)
    said: dict[object, tuple[str, Severity]] = field(default_factory=dict)
    notes: list[tuple[str, Severity]] = field(default_factory=list)
    """What concerns the whole column."""
    question: Question | None = None
    remedy: str = ""
    """What to do about a value that was left out."""

    def refuse(self, value: object, message: str) -> None:
        """Leave the value out, and say why."""
        self.values[value] = None
        self.said[value] = (f"{message}: {self.remedy}" if self.remedy else message, "error")

    def warn(self, value: object, message: str) -> None:
        """Take the value, and say why it should be looked at."""
        self.said.setdefault(value, (message, "warning"))

    def problems(self, heading: str, column: Sequence[object], rows: Sequence[int]) -> list[ImportProblem]:
        """Return what was said, for each row."""
        found = [ImportProblem(None, heading, message, severity) for message, severity in self.notes]
        if self.said:
            said = self.said
            found += [ImportProblem(rows[place], heading, *said[column[place]]) for place in places_of(column, said)]
        return found


def few_distinct(column: Sequence[object]) -> bool:
    """Whether a column's values are few enough to be looked at one by one."""
    if isinstance(column, Packed):
        return column.few(_FEW)
    return len(column) <= _FEW or len(set(column[: 4 * _FEW])) <= _FEW


def few_and_packed(column: Sequence[object]) -> bool:
    """Whether a column's distinct values are few and already known."""
    return isinstance(column, Packed) and column.few(_FEW)


def shown(value: object) -> str:
    """Return a cell for a message: in quotation marks, on one line, cut to a readable length."""
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"  # noqa: PLR2004 - as long as reading.shortened


def answer_for(heading: str, answers: Mapping[str, str], general: str, options: Sequence[str]) -> str:
    """Return the answer given for a column, else the general one, if it is among ``options``; else a blank."""
    given = answers.get(heading) or general
    return given if given in options else ""
