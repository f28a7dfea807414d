"""One cell of a spreadsheet to the plain value that the interchange expects."""

import datetime
import re

from twoway.core.reading import describe
from twoway.crm.columns import DATE_FIELDS

CHOICES = ("customer", "relationship", "kind", "answer", "dimension")
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
UNKNOWN = ("unknown", "?", "-", "–", "—")
"""Ways in which people write that they do not know a level."""
NOT_APPLICABLE = ("n/a", "na", "n.a.")

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_OTHER_ORDER = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{2}|\d{4})")
_WHOLE = re.compile(r"-?\d{1,6}(?:[.,]0+)?")
_MONTHS = 12


class CellError(Exception):
    """A cell cannot be read as it stands; the message says what to write instead."""


def is_blank(value: object) -> bool:
    """Whether nothing is written in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def plain(value: object, field: str) -> object:
    """Return a cell that is not blank as the interchange has it; None for a level written as unknown.

    Raises:
        CellError: where the cell holds a spreadsheet error, or a date that is not written year first.

    """
    if isinstance(value, str) and value.strip() in ERRORS:
        raise CellError(f"the formula in this cell gives {value.strip()}; write the value itself")
    if field in DATE_FIELDS:
        return _date(value)
    if field == "level":
        return _level(value)
    if field == "comfort":
        return [part.strip().lower().replace(" ", "-") for part in re.split(r"[;,\n]", _text(value)) if part.strip()]
    text = _text(value)
    return text.lower().replace("_", "-") if field in CHOICES else text


def _level(value: object) -> object:
    if isinstance(value, datetime.date | datetime.time):
        raise CellError("expected a level from 0 to 4, found a date; write the number, and format the cell as a number")
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in UNKNOWN:
        return None
    if word in NOT_APPLICABLE:
        return "n/a"
    return int(re.split("[.,]", word)[0]) if _WHOLE.fullmatch(word) else value.strip()


def _date(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise CellError(f"expected a date such as 2026-11-22, found {describe(value)}; format the cell as a date")
    text = value.strip()
    iso = _ISO.fullmatch(text)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), text)
    other = _OTHER_ORDER.fullmatch(text)
    if other and int(other[1]) <= _MONTHS and int(other[2]) <= _MONTHS:
        raise CellError(f"'{text}' can be read as two different days; write it year first, such as 2026-11-22")
    raise CellError(f"expected a date such as 2026-11-22, found {describe(text)}; write it year first")


def _day(year: int, month: int, day: int, text: str) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        raise CellError(f"there is no such day as '{text}'") from None


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
