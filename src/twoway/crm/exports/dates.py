"""Dates as programs write them; whether the day or the month comes first is decided by the whole column, or asked."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twoway.core.imports import Question, plausible
from twoway.crm.exports.columns import Reading, answer_for, shown
from twoway.crm.exports.months import full_year, named_date
from twoway.crm.exports.odd import blank_mark, is_blank, is_sheet_error, unlike_the_rest

DAY_FIRST, MONTH_FIRST = "dayfirst", "monthfirst"
OPTIONS = (DAY_FIRST, MONTH_FIRST)
EPOCHS = {1900: datetime.date(1899, 12, 30), 1904: datetime.date(1904, 1, 1)}
"""Day 0 of spreadsheets' day numbers, as far as dates after February 1900 go."""

_TIME = (
    r"(?:(?:[T,]\s?|\s+|,\s+)(?:(?:at|um|à|às|a las|om|kl\.?|alle(?: ore)?)\s+)?"
    r"(?P<hour>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})"
    r"(?:[.,][0-9]{1,9})?)?\s?(?P<half>[AaPp]\.?\s?[Mm]\.?)?(?:\s?(?:Uhr|Z|UTC|GMT|[A-Z]{3,4}|"
    r"(?:UTC|GMT)?[+-][0-9]{2}:?[0-9]{2})|\s?\([^()]{2,40}\)){0,2})?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<s>[-/.])(?P<month>[0-9]{1,2})(?P=s)(?P<day>[0-9]{1,2})" + _TIME
)  # fmt: skip
_EAST_ASIAN = re.compile(r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日" + _TIME)
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})" + _TIME)
_NUMERIC = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<s>[-/.]) ?(?P<two>[0-9]{1,2})(?P=s) ?(?P<year>[0-9]{4}|[0-9]{2})" + _TIME
)  # fmt: skip
_NAMED = re.compile(r"(?P<date>[^:]*?[0-9]{2}|[^:]*?[0-9]{4}\s[^\s:]+\s[0-9]{1,2})" + _TIME)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?Z?)?")
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{3})?+)?+Z?+"
_ALIKE = re.compile(rf"(?:(?:{_DAY})?+(?:\n|\Z))*+|(?:(?:{_DAY}{_CLOCK})?+(?:\n|\Z))*+")
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_MILLISECONDS = re.compile(r"[0-9]{12,13}")
_FEATURES = ("spaces around it", "form", "digits of the year", "leading zeros", "mark for none")
_OVERWHELMING = 9
_MANY = 12
"""That many values that can be read both ways beside a single one that cannot are too odd to rely upon it."""


@dataclass(frozen=True)
class _Date:
    """A date as it is written: known, or two numbers of which one is the day."""

    known: datetime.date | None
    form: str
    features: Mapping[str, object]
    day_first: datetime.date | None = None
    month_first: datetime.date | None = None
    serial: float | None = None

    @property
    def ambiguous(self) -> bool:
        return (
            self.day_first is not None and self.month_first is not None and self.day_first != self.month_first
        )  # fmt: skip


class _NoDateError(Exception):
    pass


def read_dates(
    heading: str, counts: Mapping[object, int], answers: Mapping[str, str], general: str, epoch: int | None = None
) -> Reading:
    """Read the distinct values of a date column as ISO dates.

    Args:
        heading: the column's heading.
        counts: how many rows hold each value.
        answers: answers to questions, by heading.
        general: the answer for columns without one of their own.
        epoch: the day numbers of a spreadsheet count from this year; None for a text file, which does not say.

    """
    reading = Reading(remedy="write it as 2026-11-22 and export again")
    found: dict[object, _Date] = {}
    days: dict[str, str | None] = {}
    for value in counts:
        if isinstance(value, str) and _ISO.fullmatch(value):
            day = value[:10]
            if day not in days:
                days[day] = _iso(day)
            if days[day] is not None:
                reading.values[value] = days[day]
                continue
        if is_blank(value):
            reading.values[value] = None
            continue
        try:
            found[value] = _take_apart(value)
        except _NoDateError as error:
            reading.refuse(value, f"{error}; left out")
    plain = sum(counts[value] for value in reading.values if reading.values[value] is not None)
    _decide_serials(reading, found, epoch, alone=not plain)
    order = _order(heading, found, answer_for(heading, answers, general, OPTIONS), reading)
    for value, date in found.items():
        if value not in reading.values:
            day_ = date.known or (date.day_first if order == DAY_FIRST else date.month_first)
            words_ = "day" if order == DAY_FIRST else "month"
            if day_ is None:
                reading.refuse(
                    value, f"{shown(value)} is no date with the {words_} first, as the column has it; left out"
                )
            else:
                reading.values[value] = day_.isoformat()
    _warn(reading, found, counts)
    return reading


def read_alike(column: Sequence[object]) -> list[str | None] | None:
    """Read a long column of ISO dates or moments, all of the same form; None for any other column."""
    try:
        joined = "\n".join(column)  # type: ignore[arg-type] # a spreadsheet's dates are for the other reader
    except TypeError:
        return None
    if joined.count("\n") >= len(column) or not _ALIKE.fullmatch(joined):
        return None  # a cell with a line break in it is for the other reader too
    texts = [cell[:10] for cell in column]  # type: ignore[index] # all are texts, or joining would have failed
    days: dict[str, str | None] = {text: _iso(text) for text in set(texts) if text}
    if None in days.values():
        return None
    days[""] = None
    return [days[text] for text in texts]


def _iso(text: str) -> str | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return text if plausible(day) else None


def _take_apart(value: object) -> _Date:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return _Date(value, "date", {})
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _NoDateError(f"{shown(value)} is no date")
    if is_sheet_error(value):
        raise _NoDateError(f"the formula in this cell gives {shown(value)}")
    text = str(value).strip()
    if not isinstance(value, str) or _SERIAL.fullmatch(text):
        return _Date(None, "number", {"form": "number"}, serial=float(text))
    if _MILLISECONDS.fullmatch(text):
        moment = datetime.datetime.fromtimestamp(int(text) / 1000, datetime.UTC)
        return _Date(moment.date(), "milliseconds", {"form": "milliseconds"})
    features: dict[str, object] = {"spaces around it": value != value.strip()}
    for pattern, form in ((_YEAR_FIRST, "year first"), (_EAST_ASIAN, "year first"), (_COMPACT, "digits")):
        match = pattern.fullmatch(text)
        if match:
            _check_time(match, value)
            day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
            if day is None:
                raise _NoDateError(f"there is no such day as {shown(value)}")
            features |= {
                "form": f"{form} {match.groupdict().get('s') or ''}",
                "digits of the year": 4,
                "leading zeros": True,
            }
            return _Date(day, form, features | _zeros(match["month"], match["day"]))
    match = _NUMERIC.fullmatch(text)
    return _numeric(match, value, features) if match else _named(text, value, features)


def _numeric(match: re.Match[str], value: object, features: dict[str, object]) -> _Date:
    _check_time(match, value)
    one, two, year = int(match["one"]), int(match["two"]), full_year(match["year"])
    day_first, month_first = _day(year, two, one), _day(year, one, two)
    if day_first is None and month_first is None:
        raise _NoDateError(f"there is no such day as {shown(value)}")
    features |= {"form": f"numbers {match['s']}", "digits of the year": len(match["year"])}
    features |= _zeros(match["one"], match["two"])
    known = day_first if day_first == month_first else None
    return _Date(known, match["s"], features, day_first, month_first)


def _named(text: str, value: object, features: dict[str, object]) -> _Date:
    match = _NAMED.fullmatch(text) if len(text) < 80 else None  # noqa: PLR2004 - a date is short
    parts = named_date(match["date"]) if match else None
    if match is None or parts is None:
        raise _NoDateError(f"{shown(value)} is no date")
    _check_time(match, value)
    day = _day(*parts)
    if day is None:
        raise _NoDateError(f"there is no such day as {shown(value)}")
    digits = re.findall("[0-9]+", match["date"])
    features |= {"form": re.sub(r"[^\W_]+", "x", match["date"].strip()), "digits of the year": max(map(len, digits))}
    return _Date(day, "named", features | _zeros(min(digits, key=len)))


def _check_time(match: re.Match[str], value: object) -> None:
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 24 or minute > 59 or second > 60 or (match["half"] and hour > 12):  # noqa: PLR2004 - a clock
        raise _NoDateError(f"there is no such time of day as in {shown(value)}")


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _zeros(*numbers: str) -> dict[str, object]:
    """Tell whether small numbers have a leading zero; nothing where none of them is small."""
    small = [number for number in numbers if int(number) < 10]  # noqa: PLR2004 - one digit
    return {"leading zeros": all(number.startswith("0") for number in small)} if small else {}


def _order(heading: str, found: Mapping[object, _Date], answer: str, reading: Reading) -> str:
    """Return which of day and month comes first; a question is left in ``reading`` when the values do not tell."""
    numeric = {value: date for value, date in found.items() if date.known is None and date.serial is None}
    open_ones = [value for value, date in numeric.items() if date.ambiguous]
    day = sum(date.month_first is None for date in numeric.values())
    month = sum(date.day_first is None for date in numeric.values())
    less, more = sorted((day, month))
    lonely = more == 1 and len(open_ones) >= _MANY
    decided = DAY_FIRST if day > month else MONTH_FIRST
    if more and not lonely and less * _OVERWHELMING <= more:
        return decided
    if answer or not (open_ones or less):
        return answer or decided
    if not more and all(numeric[value].form == "." for value in open_ones):
        reading.notes.append((f"dates with dots, such as {shown(open_ones[0])}, were read day first", "info"))
        return DAY_FIRST
    one = open_ones[0] if open_ones else next(iter(numeric))
    if open_ones:
        one_day, other = numeric[one].day_first, numeric[one].month_first
        message = (
            f"{shown(one)} in '{heading}' is {_said(one_day)} with the day first and {_said(other)} with the month"
        )
        message += " first; which?"
    else:
        message = f"some dates in '{heading}' have the day first and others the month, such as {shown(one)}; which?"
    reading.question = Question(heading, message, OPTIONS)
    return decided


def _said(day: datetime.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "no date"


def _decide_serials(reading: Reading, found: dict[object, _Date], epoch: int | None, *, alone: bool) -> None:
    """Turn day numbers into dates: in a text file only when the column has nothing else."""
    serials = {value: date.serial for value, date in found.items() if date.serial is not None}
    if not serials:
        return
    taken = epoch is not None or (alone and len(serials) == len(found))
    for value, serial in serials.items():
        if taken and 20_000 <= serial < 80_000:  # noqa: PLR2004 - 1954 to 2119
            day = EPOCHS[epoch or 1900] + datetime.timedelta(days=int(serial))
            reading.values[value] = day.isoformat()
        else:
            reading.refuse(value, f"{shown(value)} is a number, no date; left out")
    if taken and epoch is None:
        example = next(iter(serials))
        reading.notes.append(
            (f"numbers such as {shown(example)} were read as a spreadsheet's days since 1900", "warning")
        )


def _warn(reading: Reading, found: Mapping[object, _Date], counts: Mapping[object, int]) -> None:
    features = {value: date.features for value, date in found.items()}
    for value in counts:
        if value not in features and isinstance(value, str):
            if value and reading.values.get(value, 0) is None and is_blank(value):
                features[value] = {"mark for none": blank_mark(value)}
            elif reading.values.get(value):
                features[value] = _ISO_FEATURES
    for value, why in unlike_the_rest(features, counts, _FEATURES).items():
        taken = reading.values.get(value) or "left blank"
        reading.warn(value, f"{shown(value)} is written unlike the rest of the column ({why}); taken as {taken}")
    for value in found:
        day = reading.values.get(value)
        if day and not plausible(datetime.date.fromisoformat(day)):
            reading.warn(value, f"{shown(value)} is far from any deal; taken as {day}")
    real = [value for value in found if isinstance(value, datetime.date)]
    texts = [value for value, date in found.items() if date.form in ("/", "-", ".")]
    if real and texts:
        note = (
            f"some cells are dates and others texts such as {shown(texts[0])}: a spreadsheet program may have swapped "
        )
        note += "day and month in the former; compare them with the CRM"
        reading.notes.append((note, "warning"))


_ISO_FEATURES: Mapping[str, object] = {
    "spaces around it": False,
    "form": "year first -",
    "digits of the year": 4,
    "leading zeros": True,
}
