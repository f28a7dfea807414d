"""The deal's own facts for a message: whom to greet, and the days on which each side acts."""

import datetime
import re
from collections.abc import Iterable

from twoway.core.deal import Evidence
from twoway.core.dimensions import IDS
from twoway.core.judge import Judgement
from twoway.core.standing import known_by

THEIR_WORKING_DAYS = 4
OUR_WORKING_DAYS = 5
"""Working days from the as-of date to the days that a message names."""

_US = frozenset({"us", "we", "me", "i", "ourselves", "our", "my", "the", "a", "an", "all", "everybody", "everyone"})
"""First words after which no person's name follows."""
_TITLES = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof", "sir", "herr", "frau", "señor", "señora", "madame"})
_LONGEST_NAME = 30
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def facts_of(judgement: Judgement) -> dict[str, str]:
    """Return what fills a message's blanks: ``hello``, ``their_day`` and ``our_day``."""
    name = _whom_to_greet(judgement)
    return {
        "hello": f"Hello {name}," if name else "Hello,",
        "their_day": in_words(working_day(judgement.as_of, THEIR_WORKING_DAYS)),
        "our_day": in_words(working_day(judgement.as_of, OUR_WORKING_DAYS)),
    }


def newest_valid(evidence: Iterable[Evidence], kind: str = "") -> Evidence | None:
    """Return the newest piece that is more than belief, of one kind if given; the first of several on one day."""
    valid = [piece for piece in evidence if piece.valid and kind in ("", piece.kind)]
    return max(valid, key=lambda piece: piece.date or datetime.date.min, default=None)


def working_day(start: datetime.date, count: int) -> datetime.date:
    """Return the day ``count`` working days (Monday to Friday) after ``start``, or the last day there is."""
    day = start
    while count and day < datetime.date.max:
        day += datetime.timedelta(days=1)
        count -= day.weekday() < 5  # noqa: PLR2004 - Saturday and Sunday are 5 and 6
    return day


def in_words(day: datetime.date) -> str:
    """Return a day such as ``Friday, November 27``, in English whatever the machine's language."""
    return f"{_DAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}"


def greeted_as(who: str) -> str:
    """Return the name by which to greet ``who``, a person as written in evidence; nothing where it names nobody.

    A first name where there is a last name too; with a title before it ("Dr. Ito"), the whole.
    """
    name = re.split(r"[,(;/]", who, maxsplit=1)[0].strip()
    words = name.split()
    if not words or "@" in name or not words[0][0].isalpha() or words[0].islower() or words[0].lower() in _US:
        return ""
    titled = words[0].endswith(".") or words[0].lower() in _TITLES
    shown = name if titled else words[0]
    return shown if len(shown) <= _LONGEST_NAME and "\n" not in shown else ""


def _whom_to_greet(judgement: Judgement) -> str:
    """Look at what the other side said or did first; only then at what we did, where the name may be our own."""
    ratings = [judgement.deal.rating(dimension) for dimension in IDS if dimension != "our-actions"]
    for group in (ratings, [judgement.deal.rating("our-actions")]):
        known = [piece for rating in group for piece in known_by(rating.evidence, judgement.as_of)]
        newest = newest_valid(piece for piece in known if greeted_as(piece.who))
        if newest:
            return greeted_as(newest.who)
    return ""
