"""What became of each ask on a day: met, waiting, refused or lapsed."""

import datetime
from dataclasses import dataclass
from typing import Literal

from twoway.core.deal import Ask, Deal
from twoway.core.dimensions import ASK_DUE_DAYS
from twoway.core.standing import known_by

Fate = Literal["met", "waiting", "refused", "lapsed"]


@dataclass(frozen=True)
class FollowedAsk:
    """An ask with the day on which it is due and its fate on the as-of date."""

    ask: Ask
    due_on: datetime.date
    fate: Fate

    @property
    def unmet(self) -> bool:
        """Whether it was refused, or lapsed without being shown."""
        return self.fate in ("refused", "lapsed")


def due_on(ask: Ask) -> datetime.date:
    """Return the day on which ``ask`` is due: its own, else two weeks after it was made (or the last day there is)."""
    last = datetime.date.max - datetime.timedelta(days=ASK_DUE_DAYS)
    return ask.due_on or min(ask.made_on, last) + datetime.timedelta(days=ASK_DUE_DAYS)


def answer_on(ask: Ask, as_of: datetime.date) -> str:
    """Return the answer as known on ``as_of``; one that came later is none yet."""
    return "none" if ask.answered_on and ask.answered_on > as_of else ask.answer


def fate(ask: Ask, deal: Deal, as_of: datetime.date) -> Fate:
    """Follow one ask of ``deal`` to ``as_of`` (RUBRIC, Asks).

    An accepted ask is shown by valid evidence on its dimension dated on or after the day it was made.
    """
    answer = answer_on(ask, as_of)
    if answer == "refused":
        return "refused"
    evidence = known_by(deal.rating(ask.dimension).evidence, as_of)
    shown = any(piece.valid and piece.date is not None and piece.date >= ask.made_on for piece in evidence)
    if answer == "accepted" and shown:
        return "met"
    return "lapsed" if due_on(ask) < as_of else "waiting"


def follow(deal: Deal, as_of: datetime.date) -> tuple[FollowedAsk, ...]:
    """Follow the asks made by ``as_of``, in the order in which they were made (ties keep the order of the list)."""
    made = sorted((ask for ask in deal.asks if ask.made_on <= as_of), key=lambda ask: ask.made_on)
    return tuple(FollowedAsk(ask, due_on(ask), fate(ask, deal, as_of)) for ask in made)
