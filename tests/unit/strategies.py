"""Random deals as plain data, rich in borders: days around each staleness limit, all kinds, teams, all fates of asks.

Each maker takes a ``random.Random``; hypothesis passes one (``st.randoms``), a mass test a seeded one.
"""

import datetime
from random import Random
from typing import Any

from hypothesis import strategies as st

from twoway.core.deal import Deal
from twoway.core.dimensions import IDS, TWO_WAY
from twoway.core.interchange import read_deals
from twoway.core.reading import Node

AS_OF = datetime.date(2026, 11, 22)
AGES = (0, 1, 5, 14, 15, 30, 59, 60, 61, 90, 179, 180, 181, 300, 364, 365, 366, 500)
FUTURE = (-1, -7, -40)
PEOPLE = ("Dana Reyes", "Oluwaseun Adeyemi", "Dr. Ito", "Procurement", "us", "Zoë Çelik", " Mei-Ling Chow ")
COMFORT = (
    "budget-approved",
    "met-all-influencers",
    "they-like-us",
    "executive-interest",
    "stage",
    "long-demo",
    "other",
)

LEVELS: dict[str, tuple[int | None, ...]] = {
    "strong": (2, 3, 3, 3, 4, 4),
    "mixed": (None, 0, 1, 2, 3, 4),
    "weak": (None, None, 0, 1, 1, 2),
}
KINDS = {
    "strong": ("done", "done", "done", "said"),
    "mixed": ("done", "said", "belief"),
    "weak": ("belief", "said", "belief", "done"),
}

randoms = st.randoms(use_true_random=False)


def day(rng: Random, *, future: bool, recent: bool = False) -> str:
    """Return a day around a border, or in the future where that is wanted."""
    ages = AGES[:8] if recent else AGES
    age = rng.choice(FUTURE) if future and rng.random() < 0.1 else rng.choice(ages)
    return (AS_OF - datetime.timedelta(days=age)).isoformat()


def a_piece(rng: Random, mood: str = "mixed", *, future: bool = True) -> dict[str, Any]:
    """Return one piece of evidence; now and then without a name, a date, or with one that is blank."""
    piece: dict[str, Any] = {"kind": rng.choice(KINDS[mood])}
    if rng.random() < 0.92:
        piece["who"] = rng.choice(PEOPLE)
    elif rng.random() < 0.5:
        piece["who"] = rng.choice(("", "  "))
    if rng.random() < 0.92:
        piece["date"] = day(rng, future=future, recent=mood == "strong" and rng.random() < 0.9)
    if rng.random() < 0.3:
        piece["quote"] = "we will bring the numbers"
    if rng.random() < 0.2:
        piece["where"] = "email"
    return piece


def a_rating(rng: Random, mood: str, *, may_be_left_out: bool, future: bool) -> dict[str, Any]:
    """Return a level with zero to three pieces of evidence; n/a only where it is allowed."""
    rating: dict[str, Any] = {}
    level = rng.choice(LEVELS[mood])
    if level is not None or rng.random() < 0.3:
        rating["level"] = level
    if may_be_left_out and rng.random() < 0.3:
        rating["level"] = "n/a"
    count = rng.choice((1, 1, 2, 3) if mood == "strong" else (0, 1, 1, 2, 3))
    pieces = [a_piece(rng, mood, future=future) for _ in range(count)]
    if count == 1 and rng.random() < 0.3:
        rating["evidence"] = pieces[0]
    elif pieces or rng.random() < 0.3:
        rating["evidence"] = pieces
    return rating


def an_ask(rng: Random, *, future: bool = True) -> dict[str, Any]:
    """Return an ask of any fate, on any dimension; its due day is often the as-of day or next to it."""
    made = datetime.date.fromisoformat(day(rng, future=future))
    ask: dict[str, Any] = {"dimension": rng.choice((*TWO_WAY, *IDS)), "made_on": made.isoformat(), "text": "Would you?"}
    if rng.random() < 0.6:
        due = rng.choice((made, made + datetime.timedelta(days=10), AS_OF, AS_OF - datetime.timedelta(days=1)))
        ask["due_on"] = max(due, made).isoformat()
    if rng.random() < 0.7:
        ask["answer"] = rng.choice(("none", "accepted", "accepted", "refused"))
        if ask["answer"] != "none" and rng.random() < 0.6:
            late = AS_OF + datetime.timedelta(days=2)
            answered = rng.choice((made, AS_OF, late)) if future else made
            ask["answered_on"] = answered.isoformat()
    return ask


def a_deal(rng: Random, *, identity: str = "D1", future: bool = True) -> dict[str, Any]:
    """Return one deal as plain data. Without ``future`` nothing in it happens after :data:`AS_OF`."""
    mood = rng.choice(("strong", "strong", "mixed", "weak"))
    deal: dict[str, Any] = {"id": identity, "name": f"Deal {identity}", "ratings": {}}
    deal["customer"] = rng.choice(("new", "existing"))
    deal["relationship"] = rng.choice(("deal", "deal", "deal", "deal", "team"))
    for dimension in IDS:
        if rng.random() < (0.97 if mood == "strong" else 0.75):
            left_out = dimension not in TWO_WAY if deal["relationship"] == "team" else (
                dimension in ("renewal", "change") and deal["customer"] == "new"
            )  # fmt: skip
            off = mood if rng.random() < 0.9 else "mixed"
            deal["ratings"][dimension] = a_rating(rng, off, may_be_left_out=left_out, future=future)
    deal["asks"] = [an_ask(rng, future=future) for _ in range(rng.choice((0, 0, 1, 1, 2, 3)))]
    deal["comfort"] = [signal for signal in COMFORT if rng.random() < 0.2]
    return deal


def read(deal: dict[str, Any]) -> Deal:
    """Read one deal as the product does."""
    return read_deals(Node({"deals": [deal]}))[1][0]
