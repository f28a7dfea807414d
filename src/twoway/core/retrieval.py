"""When a question is asked again: 2, 7, 16 and 30 days after it was first met, and from the start after a wrong answer.

The days are those of the kit's plan for spaced retrieval. They are counted as steps between two answers (2, then 5, 9
and 14 more), so that whoever answers on the day keeps to them exactly, and whoever comes late is not asked twice in a
row. Pure: the day is an argument, and what was answered is passed in.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

DAYS = (2, 7, 16, 30)
"""Days after a question was first met on which it is due, as long as every answer is right."""

STEPS = tuple(day - before for day, before in zip(DAYS, (0, *DAYS), strict=False))
"""Days from one answer to the next time; the first counts from the day on which the question was met."""


@dataclass(frozen=True)
class Reply:
    """One answer: on which day, and whether it was right."""

    on: datetime.date
    right: bool


@dataclass(frozen=True)
class Card:
    """A question that was met on a day, with every reply to it since, in any order; ``id`` tells it from all others."""

    id: str
    met: datetime.date
    replies: tuple[Reply, ...] = ()


def due_on(card: Card) -> datetime.date | None:
    """Return the day on which ``card`` is asked next; None once it was right at every interval in a row.

    Replies before their day (two notebooks open at once, a calendar set back) are passed over. Of two replies on one
    day the wrong one counts, so that the order in which files were merged changes nothing.
    """
    step = 0
    due = card.met + datetime.timedelta(days=STEPS[0])
    for reply in sorted(card.replies, key=lambda reply: (reply.on, reply.right)):
        if reply.on < due:
            continue
        step = step + 1 if reply.right else 0
        if step == len(STEPS):
            return None
        due = reply.on + datetime.timedelta(days=STEPS[step])
    return due


def due(cards: Iterable[Card], as_of: datetime.date) -> tuple[Card, ...]:
    """Return the cards to ask on ``as_of``: the longest waiting first, then by id, whatever the order of ``cards``."""
    waiting = [(day, card.id, card) for card in cards if (day := due_on(card)) is not None and day <= as_of]
    return tuple(card for _, _, card in sorted(waiting, key=lambda entry: entry[:2]))


def next_due(cards: Iterable[Card], as_of: datetime.date) -> datetime.date | None:
    """Return the first day after ``as_of`` on which a card falls due; None when none will."""
    days = [day for card in cards if (day := due_on(card)) is not None and day > as_of]
    return min(days, default=None)
