"""Columns of plain texts, of probabilities, and of currencies."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from twoway.core.imports import tidy
from twoway.crm.exports.amounts import Amount
from twoway.crm.exports.columns import (
    Packed,
    Reading,
    distinct,
    few_distinct,
    mapped,
    outlines,
    places_of,
    shown,
    tuples,
)
from twoway.crm.exports.currencies import SHARED, UNSURE, currency_of
from twoway.crm.exports.odd import BLANK_TEXTS, SHEET_ERRORS, is_blank, is_sheet_error, unlike_the_rest

_PERCENT = re.compile(r"(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,6})?)\s?(?P<sign>%?)")
_HUNDRED = 100
_SPECIAL = BLANK_TEXTS | {form for error in SHEET_ERRORS for form in (error, error.upper())}


def read_texts(column: Sequence[object], *, ids: bool = False) -> tuple[Sequence[str], Reading]:
    """Read a column of texts: trimmed, and blank where a program's word for nothing stands.

    Returns the texts row by row, and what is to be said of some of the values as they stand.
    """
    reading = Reading()
    texts: Sequence[str]
    if isinstance(column, Packed) or few_distinct(column):
        plain: dict[object, str] = {value: _trimmed(value) for value in distinct(column)}
        special = not _SPECIAL.isdisjoint(plain.values())
        same = all(value is text for value, text in plain.items())  # strip gives a text that needs none itself
        texts = cast("Sequence[str]", column) if same else mapped(plain, column)
    else:
        try:
            texts = list(map(str.strip, column))  # type: ignore[arg-type] # quick where all are texts
        except TypeError:
            texts = list(map(_trimmed, column))
        special = not _SPECIAL.isdisjoint(texts)
    if special:
        for value in distinct(column):
            if is_sheet_error(value):
                reading.warn(value, f"the formula in this cell gives {value}; left blank")
        texts = mapped({text: "" if text in _SPECIAL else text for text in distinct(texts)}, texts)
    if ids and any(mark in "\n".join(cast("Iterable[str]", outlines(texts))) for mark in ("e+", "E+")):
        for value in {cell for cell in distinct(column) if isinstance(cell, str) and "+" in cell}:
            if re.fullmatch(r"[0-9][.,][0-9]+[eE]\+[0-9]+", value.strip()):
                reading.warn(value, f"{shown(value)} has lost its digits in a spreadsheet, so it may not be unique")
    return texts, reading


def _trimmed(cell: object) -> str:
    """Return a cell as a text; a spreadsheet's whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def read_probabilities(heading: str, values: Mapping[object, int]) -> Reading:
    """Read a column of probabilities as percentages; fractions are told by the whole column."""
    reading = Reading(remedy="write it as 40 %")
    numbers: dict[object, float] = {}
    percent = "%" in heading or "percent" in heading.lower()
    signed = set()
    for value in values:
        if is_blank(value):
            reading.values[value] = None
            continue
        match = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
        if match:
            numbers[value] = float(match["number"].replace(",", "."))
            if match["sign"]:
                signed.add(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            numbers[value] = float(value)
        else:
            reading.refuse(value, f"{shown(value)} is no probability; left out")
    bare = {value: number for value, number in numbers.items() if value not in signed}
    fractions = bool(bare) and max(bare.values()) <= 1 and (any(0 < number < 1 for number in bare.values()))
    unsure = bool(bare) and set(bare.values()) == {0.0, 1.0} and not percent and not signed
    for value, number in numbers.items():
        result = number * _HUNDRED if value not in signed and (fractions or (unsure and number == 0)) else number
        if not 0 <= result <= _HUNDRED:
            reading.refuse(value, f"{shown(value)} is no probability: it is not between 0 and 100 %; left out")
        elif unsure and number == 1:
            reading.refuse(value, f"{shown(value)} can be 1 % or 100 %; left out")
        else:
            reading.values[value] = tidy(round(result, 4))
    return reading


def read_currencies(values: Mapping[object, int]) -> Reading:
    """Read a currency column as ISO codes."""
    reading = Reading()
    for value in values:
        text = "" if is_blank(value) else str(value)
        code = currency_of(text)
        if text.strip().lower() in UNSURE or code is None:
            reading.values[value] = ""
            reading.warn(value, f"{shown(value)} is no currency that is known here; the amount goes without one")
        else:
            reading.values[value] = code
    features: dict[object, Mapping[str, object]] = {
        value: {"code": code} for value, code in reading.values.items() if code
    }
    total = sum(values[value] for value in features)
    if total >= 30:  # noqa: PLR2004 - in a short list a currency of its own is nothing odd
        for value in unlike_the_rest(features, values, ("code",)):
            reading.warn(value, f"hardly any other row has the currency {shown(value)}; look whether it is right")
    return reading


def combine_currencies(
    amounts: Sequence[object], keys: Sequence[object], parts: Mapping[object, Amount],
    column: Sequence[str] | None, stated: str,
) -> tuple[Sequence[str], dict[int, str], bool]:  # fmt: skip
    """Return each row's currency: the one beside the amount, else the column's, else what the heading states.

    Also what is to be said, by place in the column, and whether a bare ``$`` was taken for US dollars.

    Args:
        amounts: the column of amounts as it stands.
        keys: for each of its rows, the value of ``parts`` that tells what stands beside the amount.
        parts: the amounts taken apart.
        column: the codes of the currency column, where there is one.
        stated: the code that the heading states, or a blank.

    """
    if column is None and not any(part.symbol for part in parts.values()):
        return [stated] * len(keys), {}, False
    pairs = tuples((keys,) if column is None else (keys, column))
    decided = {
        pair: _currency(parts.get(pair[0]), str(pair[1]) if column is not None else "", stated)
        for pair in cast("Iterable[tuple[object, ...]]", distinct(pairs))
    }
    said = {}
    messages: dict[object, str] = {pair: message for pair, (_, message, _) in decided.items() if message}
    for place in places_of(pairs, messages) if messages else ():
        said[place] = messages[pairs[place]].replace(_AMOUNT, shown(amounts[place]))
    codes: dict[object, str] = {pair: code for pair, (code, _, _) in decided.items()}
    return mapped(codes, pairs), said, any(dollars for _, _, dollars in decided.values())


_AMOUNT = "\0"
"""Stands in a message for the amount, which is another one in each row."""


def _currency(part: Amount | None, code: str, stated: str) -> tuple[str, str, bool]:
    """Return one row's currency, what is to be said of it, and whether a bare ``$`` was taken for US dollars."""
    base = code or stated
    if part is None or not part.symbol:
        return base, "", False
    if part.symbol in UNSURE:
        message = f"'{part.symbol}' is more than one country's currency; the amount goes without one"
        return base, "" if base else message, False
    if part.symbol in SHARED and base in SHARED[part.symbol]:
        return base, "", False
    if code and code != part.currency:
        message = f"{_AMOUNT} and the currency column ({code}) contradict each other; taken as {part.currency}"
        return part.currency, message, False
    return part.currency, "", part.symbol == "$"
