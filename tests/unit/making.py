"""Short ways to write a deal in a test: every dimension strong and fresh, then only what the test is about."""

import datetime
from typing import Any

from twoway.core.dimensions import IDS
from twoway.core.interchange import read_deals
from twoway.core.judge import Judgement, judge
from twoway.core.reading import Node

AS_OF = datetime.date(2026, 11, 22)


def days_ago(days: int) -> str:
    """Return the ISO date so many days before the as-of date."""
    return (AS_OF - datetime.timedelta(days=days)).isoformat()


def piece(kind: str = "done", age: int = 5, who: str = "Dana Reyes", **more: str) -> dict[str, Any]:
    """Return one complete piece of evidence."""
    return {"kind": kind, "who": who, "date": days_ago(age), **more}


def rating(level: int | str | None, *evidence: dict[str, Any]) -> dict[str, Any]:
    """Return a level with evidence; one fresh deed where none is given."""
    return {"level": level, "evidence": list(evidence) or [piece()]}


def strong(*, asks: list[dict[str, Any]] | None = None, drop: tuple[str, ...] = (), **changed: Any) -> dict[str, Any]:
    """Return a deal on which every gate passes, with some ratings or fields changed.

    Underscores stand for hyphens in the names of dimensions; ``drop`` leaves ratings out.
    """
    fields = {key: changed.pop(key) for key in ("customer", "relationship", "comfort", "name") if key in changed}
    deal: dict[str, Any] = {"id": "D1", "name": "Acme", "customer": "existing", "relationship": "deal", **fields}
    ratings: dict[str, Any] = {dimension: rating(3) for dimension in IDS if dimension not in drop}
    deal["ratings"] = ratings | {name.replace("_", "-"): value for name, value in changed.items()}
    deal["asks"] = asks or []
    return deal


def ask(age: int, due: int | None = None, answer: str = "none", dimension: str = "shared-goal") -> dict[str, Any]:
    """Return an ask made ``age`` days ago, due ``due`` days ago (negative: still to come)."""
    made: dict[str, Any] = {"dimension": dimension, "made_on": days_ago(age), "text": "Would you?", "answer": answer}
    return made if due is None else made | {"due_on": days_ago(due)}


def judged(deal: dict[str, Any], as_of: datetime.date = AS_OF) -> Judgement:
    """Read the deal as the product does, and judge it."""
    return judge(read_deals(Node({"deals": [deal]}))[1][0], as_of)
