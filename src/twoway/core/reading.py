"""Read plain data (from JSON, YAML or a spreadsheet) strictly, and report every problem at once.

One mechanism for deals, rubrics, cases and worksheets: a :class:`Node` is a piece of the input together with its path,
and all nodes of one document share one list of :class:`Problem`. Whoever loaded the file turns a path into a line.
"""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Path = tuple[str | int, ...]
"""Where a value stands in a document: keys and list positions from its root."""

T = TypeVar("T")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MISSING = object()
_READABLE = 40
"""Characters of a wrong value that a message shows."""
_MOST_BITS = 128
"""Whole numbers beyond this size are not written out in a message."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the input, where it stands, and how to mend it."""

    path: Path
    message: str


class InvalidDataError(Exception):
    """The input was refused; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep ``problems``, in the order in which they were found."""
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Node:
    """A piece of plain data, the path to it, and the problem list that its document shares."""

    value: object
    path: Path = ()
    problems: list[Problem] = field(default_factory=list, compare=False)

    def refuse(self, message: str) -> None:
        """Note that something is wrong here; reading goes on, so that all problems come at once."""
        self.problems.append(Problem(self.path, message))

    def finish(self) -> None:
        """Raise :class:`InvalidDataError` when anything in the document was refused."""
        if self.problems:
            raise InvalidDataError(self.problems)

    @property
    def missing(self) -> bool:
        """Whether there is no value: the key is absent, or its value is null."""
        return self.value is None or self.value is _MISSING

    def keys(self, *, required: Iterable[str] = (), optional: Iterable[str] = ()) -> "Node":
        """Check that this is a mapping with these keys and no others, and return it.

        A value of another type is noted once and read on as an empty mapping.
        """
        if not isinstance(self.value, Mapping):
            self.refuse(f"expected a group of named values, found {describe(self.value)}")
            return Node({}, self.path, [])
        required = tuple(required)
        known = (*required, *optional)
        for key in self.value:
            if key not in known:
                Node(self.value[key], (*self.path, str(key)), self.problems).refuse(
                    f"unknown key {describe(str(key))}{did_you_mean(str(key), known)}"
                )
        for key in required:
            if self.value.get(key) is None:
                self.refuse(f"'{key}' is missing")
        return self

    def at(self, key: str) -> "Node":
        """Return the value under ``key``; a missing node where there is none."""
        value = self.value.get(key, _MISSING) if isinstance(self.value, Mapping) else _MISSING
        return Node(value, (*self.path, key), self.problems)

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Iterate over the keys and values of a mapping whose keys are free."""
        if self.missing:
            return
        if not isinstance(self.value, Mapping):
            self.refuse(f"expected a group of named values, found {describe(self.value)}")
            return
        for key, value in self.value.items():
            yield str(key), Node(value, (*self.path, str(key)), self.problems)

    def items(self, *, single: bool = False) -> Iterator["Node"]:
        """Iterate over a list; nothing when missing. With ``single``, one bare mapping counts as a list of one."""
        if self.missing:
            return
        if single and isinstance(self.value, Mapping):
            yield self
            return
        if not isinstance(self.value, list | tuple):
            self.refuse(f"expected a list, found {describe(self.value)}")
            return
        for position, value in enumerate(self.value):
            yield Node(value, (*self.path, position), self.problems)

    def text(self, default: str = "") -> str:
        """Return a text, stripped; a number counts as its digits."""
        if self.missing:
            return default
        if isinstance(self.value, str):
            return self.value.strip()
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return describe(self.value)
        self.refuse(f"expected a text, found {describe(self.value)}")
        return default

    def filled(self) -> str:
        """Return a text that must not be blank; a missing one was noted by :meth:`keys` already."""
        text = self.text()
        if not text and not self.missing and isinstance(self.value, str):
            self.refuse("expected a text, found a blank one")
        return text

    def choice(self, among: Sequence[str], default: str) -> str:
        """Return one of the words ``among``."""
        if self.missing:
            return default
        if isinstance(self.value, str) and self.value.strip() in among:
            return self.value.strip()
        near = _nearest(self.value, among) if isinstance(self.value, str) else ""
        hint = f"; did you mean '{near}'?" if near else ""
        self.refuse(f"expected one of {', '.join(among)}, found {describe(self.value)}{hint}")
        return default

    def integer(self, least: int, most: int) -> int | None:
        """Return a whole number between ``least`` and ``most``, both included; None when missing."""
        if self.missing:
            return None
        number = self.value
        if isinstance(number, bool) or not isinstance(number, int | float) or not least <= number <= most:
            self.refuse(f"expected a whole number from {least} to {most}, found {describe(self.value)}")
            return None
        if number != int(number):
            self.refuse(f"expected a whole number from {least} to {most}, found {number}")
            return None
        return int(number)

    def date(self) -> datetime.date | None:
        """Return a calendar date written as YYYY-MM-DD; None when missing or blank."""
        if self.missing or self.value == "":
            return None
        if isinstance(self.value, str) and _DATE.fullmatch(self.value.strip()):
            try:
                return datetime.date.fromisoformat(self.value.strip())
            except ValueError:
                self.refuse(f"there is no such day as '{self.value}'")
                return None
        self.refuse(f"expected a date such as 2026-11-22, found {describe(self.value)}")
        return None

    def flag(self, *, default: bool = False) -> bool:
        """Return true or false."""
        if self.missing:
            return default
        if isinstance(self.value, bool):
            return self.value
        self.refuse(f"expected true or false, found {describe(self.value)}")
        return default

    def each(self, read: Callable[["Node"], T]) -> tuple[T, ...]:
        """Read every item of a list with ``read``."""
        return tuple(read(item) for item in self.items())


def describe(value: object) -> str:
    """Name a value as a reader of the file would: ``'abc'``, ``a list``, ``nothing``."""
    if value is None or value is _MISSING:
        return "nothing"
    if isinstance(value, str):
        return f"'{shortened(value)}'"
    if isinstance(value, Mapping):
        return "a group of named values"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        value = "a very large number"  # Python refuses to write out thousands of digits
    return str(value)


def shortened(text: str) -> str:
    """Cut a text to a length that leaves the sentence around it readable."""
    return text if len(text) <= _READABLE else text[: _READABLE - 1] + "…"


def did_you_mean(word: str, among: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest known word, else the words to choose from."""
    known = tuple(among)
    near = _nearest(word, known)
    if near:
        return f"; did you mean '{near}'?"
    return f"; known here: {', '.join(known)}" if known else ""


def _nearest(word: str, among: Iterable[str]) -> str:
    """Return the known word that looks most like ``word``; none for a long text, where looking would take minutes."""
    near = difflib.get_close_matches(word, tuple(among), n=1) if len(word) <= _READABLE else []
    return near[0] if near else ""
