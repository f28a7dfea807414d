"""A column's distinct values, each read once, and the problems of the rows that hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from twoway.core.imports import ImportProblem, Question, Severity

_FEW = 5000


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
            found += [
                ImportProblem(row, heading, *said[value])
                for row, value in zip(rows, column, strict=True)
                if value in said
            ]
        return found


def few_distinct(column: Sequence[object]) -> bool:
    """Whether a column's values are few enough to be looked at one by one."""
    return len(column) <= _FEW or len(set(column[: 4 * _FEW])) <= _FEW


def shown(value: object) -> str:
    """Return a cell for a message: in quotation marks, on one line, cut to a readable length."""
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"  # noqa: PLR2004 - as long as reading.shortened


def answer_for(heading: str, answers: Mapping[str, str], general: str, options: Sequence[str]) -> str:
    """Return the answer given for a column, else the general one, if it is among ``options``; else a blank."""
    given = answers.get(heading) or general
    return given if given in options else ""
