"""Amounts as people and programs write them: 1,234.56, 1.234,56, 1 234, (500), 12,34,567, € 1.200, 5k, 1,5 Mio."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from twoway.core.imports import Question
from twoway.crm.exports.columns import Reading, answer_for, shown
from twoway.crm.exports.currencies import CODES, SYMBOLS, THREE_DECIMALS, UNSURE
from twoway.crm.exports.odd import blank_mark, is_blank, is_sheet_error, unlike_the_rest

POINT, COMMA = "decimal-point", "decimal-comma"
OPTIONS = (POINT, COMMA)
MARKS = {POINT: ".", COMMA: ","}

FACTORS = {
    "k": 1e3, "tsd": 1e3, "tsd.": 1e3, "t": None, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6,
    "mio.": 1e6, "mill": 1e6, "mill.": 1e6, "mln": 1e6, "million": 1e6, "millionen": 1e6, "millions": 1e6, "b": 1e9,
    "bn": 1e9, "mrd": 1e9, "mrd.": 1e9, "md": 1e9, "billion": 1e9, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "crore": 1e7,
    "cr": 1e7, "cr.": 1e7,
}  # fmt: skip
"""What may stand behind a number; None where it means different things to different people."""

_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,2})?")
_MINUS = r"\-−–"
_WHOLE = re.compile(
    rf"(?P<s1>[{_MINUS}])?\s*(?P<pre>[^0-9\s.,'’()+{_MINUS}][^0-9()+{_MINUS}]{{0,12}}?)?\s*(?P<s2>[{_MINUS}])?\s*"
    rf"(?P<number>[0-9][0-9.,'’\s]*|[.,][0-9]+)(?P<post>[^0-9()+{_MINUS}]{{0,24}}?)(?P<s3>[{_MINUS}])?"
)
_NO_CENTS = re.compile(r"([.,])(?:-{1,2}|–|—)(?=\s|$|[^0-9])")
_JAVA = re.compile(r"[1-9]\.[0-9]{1,15}E[0-9]{1,2}")
"""From ten million on, Salesforce's Data Loader writes 1.2E7; unlike a spreadsheet's 1.2E+07 it has all its digits."""
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,2}")
_THREES = re.compile(r"[1-9][0-9]{0,2}(?:\x00[0-9]{3})+")
_INDIAN = re.compile(r"[1-9][0-9]?(?:\x00[0-9]{2})+\x00[0-9]{3}")
_FEATURES = ("spaces around it", "separators", "unit", "sign", "currency", "leading zeros", "decimals", "mark for none")
_MANY = 5
_GROUP = 3
_OVERWHELMING = 9


@dataclass(frozen=True)
class Amount:
    """One cell taken apart. ``point`` and ``comma`` are its number under either decimal mark, None where impossible."""

    point: float | None
    comma: float | None
    currency: str = ""
    symbol: str = ""
    factor: float = 1.0
    features: Mapping[str, object] | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether the number can be read in two ways."""
        return self.point is not None and self.comma is not None and self.point != self.comma

    def number(self, mark: str) -> float | None:
        """Return the number under a decimal mark."""
        number = self.point if mark == "." else self.comma
        return None if number is None else round(number * self.factor, 6)


class UnreadableAmountError(Exception):
    """A cell is no amount; the message says why."""


def read_amounts(
    heading: str, counts: Mapping[object, int], stated: Mapping[object, str], answers: Mapping[str, str], general: str
) -> tuple[Reading, dict[object, Amount]]:
    """Read the distinct values of an amount column; the decimal mark is decided by all of them together.

    Args:
        heading: the column's heading.
        counts: how many rows hold each value.
        stated: the currency that the file states beside a value, where it is the same in all its rows.
        answers: answers to questions, by heading.
        general: the answer for columns without one of their own.

    """
    reading = Reading(remedy="write it as 1234.56 and export again")
    parts: dict[object, Amount] = {}
    for value in counts:
        if isinstance(value, str) and _PLAIN.fullmatch(value):
            number = float(value)
            decimals = "." in value
            long = number >= 1000  # noqa: PLR2004 - four digits, so that separators could be there
            parts[value] = Amount(number, None if decimals else number, features=_PLAIN_FEATURES[decimals, long])
        elif is_blank(value):
            reading.values[value] = None
        else:
            try:
                parts[value] = take_apart(value)
            except UnreadableAmountError as error:
                reading.refuse(value, str(error))
    mark = _decimal_mark(heading, parts, stated, answer_for(heading, answers, general, OPTIONS), reading)
    for value, amount in parts.items():
        chosen = amount.number(mark)
        if chosen is None:
            other = "comma" if mark == "." else "point"
            reading.refuse(
                value, f"{shown(value)} has a decimal {other} while the rest of the column has not; left out"
            )
        else:
            reading.values[value] = chosen
    _warn_of_odd(reading, parts, counts)
    return reading, parts


def take_apart(value: object) -> Amount:
    """Return one cell as its number, unit and currency.

    Raises:
        UnreadableAmountError: when it is no amount.

    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnreadableAmountError(f"{shown(value)} is no amount; left out")
    if not isinstance(value, str):
        number = float(value)
        if number != number or abs(number) > 1e15:  # noqa: PLR0124, PLR2004 - not a number; beyond any deal
            raise UnreadableAmountError(f"{shown(value)} is no amount; left out")
        return Amount(number, number, features={"sign": number < 0})
    if is_sheet_error(value):
        raise UnreadableAmountError(f"the formula in this cell gives {value.strip()}; left out")
    text = _NO_CENTS.sub(r"\g<1>00", value.strip())
    bracketed = text.startswith("(") and text.endswith(")")
    if bracketed:
        text = text[1:-1].strip()
    if _JAVA.fullmatch(text) and float(text) < 1e15:  # noqa: PLR2004 - beyond any deal
        return Amount(float(text), None, features={"decimals": True, "unit": "E"})
    if _SCIENTIFIC.fullmatch(text):
        raise UnreadableAmountError(f"{shown(value)} has lost its digits in a spreadsheet; left out")
    match = _WHOLE.fullmatch(text)
    signs = [match[name] for name in ("s1", "s2", "s3") if match[name]] if match else []
    if match is None or len(signs) + bracketed > 1:
        raise UnreadableAmountError(f"{shown(value)} is no amount; left out")
    core = match["number"].strip()
    factor, unit, currency, symbol = _unit_and_currency(match["pre"] or "", match["post"] or "", value)
    point, comma = _number(core, "."), _number(core, ",")
    if point is None and comma is None:
        raise UnreadableAmountError(f"the digits of {shown(value)} are not grouped as a number's are; left out")
    sign = -1 if signs or bracketed else 1
    features = _features(value, core, unit, symbol, "brackets" if bracketed else bool(signs))
    return Amount(
        None if point is None else sign * point, None if comma is None else sign * comma, currency, symbol, factor,
        features,
    )  # fmt: skip


def _number(core: str, mark: str) -> float | None:
    """Return the number when ``mark`` is the decimal mark; None when it cannot be."""
    whole, dot, fraction = core.partition(mark)
    if dot and not (fraction.isascii() and fraction.isdigit()):
        return None
    whole = re.sub(r"\s", " ", whole).replace("’", "'")
    marks = set(whole) - set("0123456789")
    if not marks:
        return float(f"{whole or 0}.{fraction or 0}")
    if len(marks) > 1:
        return None
    grouped = whole.replace(marks.pop(), "\x00")
    if _THREES.fullmatch(grouped) or ("," in whole and _INDIAN.fullmatch(grouped)):
        return float(f"{grouped.replace(chr(0), '')}.{fraction or 0}")
    return None


def _unit_and_currency(pre: str, post: str, value: object) -> tuple[float, str, str, str]:
    """Return factor, unit, currency and its symbol from what stands before and behind a number."""
    symbol = pre.strip().lower()
    factor, unit = 1.0, ""
    behind = post.strip().lower()
    if symbol in ("t€", "teur"):
        symbol, factor, unit = symbol[1:], 1e3, "t"
    if behind and not _is_currency(behind):
        if behind in ("t€", "teur"):
            behind = "k" + behind[1:]
        fitting = [one for one in FACTORS if behind.startswith(one) and _is_currency(behind[len(one) :].strip() or "€")]
        unit = max(fitting, key=len, default="")
        known = FACTORS.get(unit)
        if known is None:
            raise UnreadableAmountError(f"{shown(value)}: what '{post.strip()}' stands for is not known here; left out")
        factor, behind = known, behind[len(unit) :].strip()
    if symbol and behind and _code(symbol) != _code(behind):
        raise UnreadableAmountError(f"{shown(value)} names two currencies; left out")
    symbol = symbol or behind
    if symbol and not _is_currency(symbol):
        raise UnreadableAmountError(f"{shown(value)}: '{symbol}' is no currency that is known here; left out")
    return factor, unit, _code(symbol), symbol


def _is_currency(text: str) -> bool:
    return text.upper() in CODES or text in SYMBOLS or text in UNSURE


def _code(text: str) -> str:
    return text.upper() if text.upper() in CODES else SYMBOLS.get(text, "")


def _features(value: str, core: str, unit: str, symbol: str, sign: object) -> dict[str, object]:
    last = max(core.rfind("."), core.rfind(","))
    behind = len(core) - last - 1
    others = set(core[: max(last, 0)]) - set("0123456789")
    decimals = last >= 0 and (behind != _GROUP or bool(others - {core[last]}))
    whole = core[:last] if decimals else core
    group = "".join(sorted(set(re.sub(r"\s", " ", re.sub("[0-9]", "", whole)).replace("’", "'"))))
    found: dict[str, object] = {"spaces around it": value != value.strip(), "unit": unit, "sign": sign}
    found |= {"currency": symbol, "leading zeros": bool(re.match(r"0[0-9]", core)), "decimals": decimals}
    if len(re.sub("[^0-9]", "", whole)) > _GROUP:
        found["separators"] = group
    return found | {"mark for none": ""}


_PLAIN_FEATURES = {
    (decimals, long): {
        "spaces around it": False, "unit": "", "sign": False, "currency": "", "leading zeros": False,
        "decimals": decimals, "mark for none": "", **({"separators": ""} if long else {}),
    }
    for decimals in (False, True)
    for long in (False, True)
}  # fmt: skip
"""The features of a number that has digits only, or a decimal point as well."""


def _decimal_mark(
    heading: str, parts: Mapping[object, Amount], stated: Mapping[object, str], answer: str, reading: Reading
) -> str:
    """Return the column's decimal mark; a question is left in ``reading`` when the values do not tell."""
    points = sum(one.comma is None for one in parts.values())
    commas = sum(one.point is None for one in parts.values())
    open_ones = [value for value, one in parts.items() if one.ambiguous]
    less, more = sorted((points, commas))
    if more and less * _OVERWHELMING <= more:
        return "." if points > commas else ","
    if answer:
        return MARKS[answer]
    if more:
        message = f"some amounts in '{heading}' have a decimal point and others a decimal comma; which one is right?"
        reading.question = Question(heading, message, OPTIONS)
        return "."
    if not open_ones:
        return "."
    grouped = {"," if "," in str(value) else "." for value in open_ones}
    money = all(_has_two_decimals(parts[value], stated.get(value, "")) for value in open_ones)
    if len(grouped) == 1 and (money or len(open_ones) >= _MANY):
        mark = grouped.pop()
        why = "money has no third decimal" if money else "all of them have three digits behind it"
        reading.notes.append((f"{shown(open_ones[0])} and the like were read as thousands: {why}", "warning"))
        return "," if mark == "." else "."
    one = open_ones[0]
    point, comma = parts[one].number("."), parts[one].number(",")
    message = f"{shown(one)} in '{heading}' is {point} with a decimal point and {comma} with a decimal comma; which?"
    reading.question = Question(heading, message, OPTIONS)
    return "."


def _has_two_decimals(amount: Amount, stated: str) -> bool:
    currency = amount.currency or stated
    return amount.factor == 1 and bool(currency) and currency not in THREE_DECIMALS


def _warn_of_odd(reading: Reading, parts: Mapping[object, Amount], counts: Mapping[object, int]) -> None:
    features: dict[object, Mapping[str, object]] = {value: one.features or {} for value, one in parts.items()}
    for value in counts:
        if value not in features and reading.values.get(value, 0) is None and is_blank(value) and value:
            features[value] = {"mark for none": blank_mark(value)}
    for value, why in unlike_the_rest(features, counts, _FEATURES).items():
        number = reading.values.get(value)
        taken = "left blank" if number is None else f"taken as {number}"
        reading.warn(value, f"{shown(value)} is written unlike the rest of the column ({why}); {taken}")
