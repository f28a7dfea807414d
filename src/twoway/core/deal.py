"""A live deal as its owner describes it: ratings with their evidence, asks made, comfort signals."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from twoway.core.dimensions import Kind

Level = int | Literal["n/a"] | None
"""0-4; ``"n/a"`` takes the dimension out; None is unknown."""

Customer = Literal["new", "existing"]
Relationship = Literal["deal", "team"]
Answer = Literal["none", "accepted", "refused"]


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence: what kind, by whom, when, in which words or deed, and where it can be found."""

    kind: Kind
    who: str = ""
    date: datetime.date | None = None
    quote: str = ""
    where: str = ""

    @property
    def valid(self) -> bool:
        """Whether it is more than belief: said or done, by somebody named, on a day."""
        return self.kind != "belief" and bool(self.who.strip()) and self.date is not None


@dataclass(frozen=True)
class Rating:
    """A level with what shows it."""

    level: Level = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Ask:
    """Something that we asked of the buyer, and what came of it. ``due_on`` None: two weeks after ``made_on``."""

    dimension: str
    made_on: datetime.date
    text: str = ""
    due_on: datetime.date | None = None
    answer: Answer = "none"
    answered_on: datetime.date | None = None


@dataclass(frozen=True)
class Deal:
    """A deal (or, for a manager, a team) with its ratings by dimension id."""

    id: str
    name: str
    customer: Customer = "new"
    relationship: Relationship = "deal"
    ratings: Mapping[str, Rating] = field(default_factory=lambda: MappingProxyType({}))
    asks: tuple[Ask, ...] = ()
    comfort: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def rating(self, dimension: str) -> Rating:
        """Return the rating of ``dimension``; an unknown one where there is none."""
        return self.ratings.get(dimension, Rating())
