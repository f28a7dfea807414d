"""What was found in a file of live deals: the deals, what could not be read, and what has to be asked."""

import datetime
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
Status = Literal["open", "won", "lost"]

FIELDS = (
    "id",
    "name",
    "account",
    "owner",
    "stage",
    "status",
    "amount",
    "currency",
    "close_date",
    "created_date",
    "next_step",
    "probability",
)
"""What a column of an export can be read as; other columns are left alone."""

CLAIMS = ("next_step", "probability", "stage")
"""What a CRM says of a deal because a colleague typed it. None of it is ever evidence (RUBRIC, Evidence)."""


class ImportedDeal(NamedTuple):
    """One deal as the file has it. Dates are ISO; ``probability`` is a percentage; unknown values are None or blank.

    ``source_row`` counts rows from 1 as a spreadsheet shows them.
    """

    id: str
    name: str
    account: str
    owner: str
    stage: str
    status: Status
    amount: float | None
    currency: str
    close_date: str | None
    created_date: str | None
    next_step: str
    probability: float | None
    source_row: int


class ImportProblem(NamedTuple):
    """Something that could not be read, or that a person should know: where it stands, and what was done.

    ``error``: a value or a row was left out. ``warning``: it was taken, and should be looked at. ``info``: how the
    file was understood. ``row`` is None for a whole column, ``column`` blank for a whole row.
    """

    row: int | None
    column: str
    message: str
    severity: Severity


class Question(NamedTuple):
    """A column that can be read in more than one way; ``options`` are the answers to choose from."""

    column: str
    message: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Import:
    """A whole file, read. While there are ``questions``, there are no ``deals``.

    ``mapping`` pairs each heading (numbered where two are alike) with the field it was read as, or a blank.
    """

    dialect: str
    encoding: str
    delimiter: str
    deals: tuple[ImportedDeal, ...]
    problems: tuple[ImportProblem, ...] = ()
    questions: tuple[Question, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    samples: Mapping[str, str] = field(default_factory=dict)
    """The first value of each heading, for a person who looks at the mapping."""

    def totals(self) -> dict[str, float]:
        """Return the sum of the amounts for each currency; currencies are never added up."""
        amounts: dict[str, list[float]] = {}
        for deal in self.deals:
            if deal.amount is not None:
                amounts.setdefault(deal.currency, []).append(deal.amount)
        return {currency: tidy(round(math.fsum(values), 2)) for currency, values in sorted(amounts.items())}


def tidy(number: float) -> float:
    """Return a whole number as an integer, so that it is written without a point."""
    return int(number) if number == int(number) else number


@dataclass(frozen=True)
class Change:
    """One value that another export of the same deal has changed."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Comparison:
    """What a file brings against what was taken before; each is a list of deal ids, in the order of the file."""

    new: tuple[str, ...]
    changed: Mapping[str, tuple[Change, ...]]
    same: tuple[str, ...]
    vanished: tuple[str, ...]


def facts_of(deal: ImportedDeal) -> dict[str, object]:
    """Return a deal as plain data, without its place in the file, which says nothing about the deal."""
    return {name: value for name, value in deal._asdict().items() if name != "source_row"}


def compare(before: Mapping[str, Mapping[str, object]], deals: Iterable[ImportedDeal], whole: bool) -> Comparison:  # noqa: FBT001 - a plain fact
    """Compare the facts taken earlier, by deal id, with the deals of a file.

    ``whole`` tells whether the file holds all that was taken earlier, so that what is missing has vanished. A file
    that has nothing in common with what is known is another list, from which nothing vanishes.
    """
    new: list[str] = []
    same: list[str] = []
    changed: dict[str, tuple[Change, ...]] = {}
    seen = set()
    for deal in deals:
        seen.add(deal.id)
        known = before.get(deal.id)
        if known is None:
            new.append(deal.id)
            continue
        facts = facts_of(deal)
        changes = tuple(Change(key, known.get(key), facts[key]) for key in facts if known.get(key) != facts[key])
        if changes or known.get("vanished"):
            changed[deal.id] = changes
        else:
            same.append(deal.id)
    related = whole and any(name in before for name in seen)
    vanished = tuple(name for name in before if name not in seen) if related else ()
    return Comparison(tuple(new), changed, tuple(same), vanished)


def aliased(deals: Sequence[ImportedDeal], aliases: Mapping[str, str]) -> tuple[ImportedDeal, ...]:
    """Return the deals with each customer's name replaced by its alias, wherever the deal's texts have it.

    ``aliases`` maps account names as the file writes them; ids stay, so that the next export finds its deals again.
    """
    patterns = {
        account: re.compile(re.escape(account), re.IGNORECASE) for account in aliases if account.strip()
    }  # one per customer, not per deal

    def hide(deal: ImportedDeal) -> ImportedDeal:
        pattern = patterns.get(deal.account)
        if pattern is None:
            return deal
        alias = aliases[deal.account]
        name, step = (pattern.sub(lambda _: alias, text) for text in (deal.name, deal.next_step))
        return deal._replace(name=name, next_step=step, account=alias)

    return tuple(map(hide, deals))


def plausible(day: datetime.date) -> bool:
    """Whether a deal's date lies between 1980 and 2079."""
    return datetime.date(1980, 1, 1) <= day <= datetime.date(2079, 12, 31)
