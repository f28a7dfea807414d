"""Which column of a file is which field of a deal."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from twoway.core.imports import FIELDS
from twoway.crm.exports.currencies import CODES, SYMBOLS
from twoway.crm.exports.headings import FLAGS, KNOWN
from twoway.crm.exports.words import words

_BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
_STATED = re.compile(r"[\[(]([^\])]{1,12})[\])]|\bin ([A-Z]{3})\b|\b([A-Z]{3})$|([€£])")
_ENDING = re.compile(r" (?:in )?([a-z]{3}|c)$")
"""A currency at the end of a heading, or the mark of Salesforce's custom fields."""
_ARROWS = re.compile(r"[↑↓▲▼]|\u2191|\u2193")
_PAIRS = ("currency", "currency code", "wahrung", "devise", "divisa", "moneda", "moeda", "valuta")
_OF_DEALS = ("opportunity", "deal", "potential")


@dataclass(frozen=True)
class Columns:
    """The columns of a file: for each field its position, and what the headings say beside that."""

    headings: tuple[str, ...]
    """Every heading, trimmed; those that occur twice are numbered: ``Amount``, ``Amount (2)``."""
    fields: Mapping[str, int]
    """Positions by field, the flags and ``amount_currency`` included."""
    stated_currency: str = ""
    """A currency that the amount's heading names."""
    converted: bool = False
    """Whether the amounts were converted to the company's currency by the CRM."""
    doubtful: tuple[str, ...] = field(default=())
    """Headings that a field could as well be read from: the same heading, again."""

    def heading(self, name: str) -> str:
        """Return the heading of a field; blank when it has no column."""
        return self.headings[self.fields[name]] if name in self.fields else ""


class UnknownColumnError(Exception):
    """A mapping given by the user names a column or a field that does not exist; the message says which."""


def numbered(row: Sequence[object]) -> tuple[str, ...]:
    """Return the headings of a row, each different: an empty one becomes ``column 7``, a repeated one is numbered."""
    seen: dict[str, int] = {}
    names = []
    for position, cell in enumerate(row, 1):
        name = " ".join(_ARROWS.sub(" ", str("" if cell is None else cell)).replace("\0", "").split()).strip("\ufeff ")
        name = name or f"column {position}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def known_headings(row: Sequence[object]) -> dict[str, int]:
    """Return the fields that a row's cells would be headings of, each with the best rank."""
    found: dict[str, int] = {}
    for cell in row:
        if isinstance(cell, str) and len(cell) < 80:  # noqa: PLR2004 - headings are short
            meaning = meaning_of(cell)
            if meaning:
                found[meaning[0]] = min(meaning[1], found.get(meaning[0], meaning[1]))
    return found


@lru_cache(maxsize=4096)  # the same cells are looked at once for each separator that is tried
def meaning_of(heading: str) -> tuple[str, int] | None:
    """Return the field that a heading stands for and how sure that is (0 is the surest); None when unknown."""
    for position, name in enumerate(_variants(heading)):
        if name in KNOWN:
            field_name, rank = KNOWN[name]
            return field_name, rank * 4 + position
    return None


def _variants(heading: str) -> list[str]:
    """Return a heading as words: whole, then without what CRMs put around it."""
    bare = heading.replace("\0", "").replace("\ufeff", "")
    found = [words(bare)]
    before, colon, behind = bare.partition(":")
    if colon:  # Salesforce: "Account Name: Account Name", "Opportunity: Close Date", "Opportunity Owner: Full Name"
        prefix, rest = words(before), words(behind)
        if prefix == rest or prefix in _OF_DEALS or rest.startswith(prefix):
            found.append(rest)
        if rest in ("full name", "name", "alias"):
            found.append(prefix)
    plain = words(_BRACKETS.sub(" ", bare))
    if "converted" not in found[0] and "company currency" not in found[0] and "base" not in found[0].split():
        found.append(plain)
    for prefix in _OF_DEALS:
        found.extend([name.removeprefix(f"{prefix} ") for name in (found[0], plain) if name.startswith(f"{prefix} ")])
    ending = _ENDING.search(plain)
    if ending and (ending[1] == "c" or ending[1].upper() in CODES):
        found.append(plain[: ending.start()])
    return list(dict.fromkeys(name for name in found if name))


def map_columns(row: Sequence[object], filled: Sequence[bool], given: Mapping[str, str]) -> Columns:
    """Decide which column is which field.

    Args:
        row: the cells of the heading row.
        filled: for each column, whether any value was seen in it; an empty column is no field's first choice.
        given: the user's own decisions, heading to field; a blank field leaves the column out.

    Raises:
        UnknownColumnError: for a heading or a field in ``given`` that does not exist.

    """
    headings = numbered(row)
    fields = _given(headings, given)
    left_out = {
        position
        for position, name in enumerate(headings)
        if name in given or name.casefold() in {key.casefold() for key in given}
    }
    candidates: dict[str, list[tuple[bool, int, int]]] = {}
    for position, cell in enumerate(row):
        meaning = meaning_of(str(cell)) if cell is not None and position not in left_out else None
        if meaning:
            candidates.setdefault(meaning[0], []).append((not filled[position], meaning[1], position))
    doubtful = []
    for name, places in candidates.items():
        if name not in fields:
            places.sort()
            fields[name] = places[0][2]
            doubtful += [headings[place[2]] for place in places[1:] if place[:2] == places[0][:2]]
    converted = "amount" not in fields and "amount_converted" in fields
    if converted:
        fields["amount"] = fields["amount_converted"]
    fields.pop("amount_converted", None)
    stated = ""
    if "amount" in fields:
        heading = headings[fields["amount"]]
        pair = _pair(headings, heading)
        if pair is not None and "currency" not in given.values():
            fields["currency"] = pair
        elif converted and "currency" not in given.values():
            fields.pop("currency", None)  # it names the currency of the amount that is not here
        stated = _stated(heading)
    return Columns(headings, fields, stated, converted, tuple(doubtful))


def _given(headings: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    positions = {name.casefold(): position for position, name in reversed(list(enumerate(headings)))}
    fields: dict[str, int] = {}
    for heading, name in given.items():
        if heading.strip().casefold() not in positions:
            near = difflib.get_close_matches(heading, headings, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else f"; there are: {', '.join(headings[:20])}"
            raise UnknownColumnError(f"there is no column '{heading}' in the file{hint}")
        if name and name not in (*FIELDS, *FLAGS):
            raise UnknownColumnError(f"a deal has no field '{name}'; known here: {', '.join(FIELDS)}")
        if name:
            fields[name] = positions[heading.strip().casefold()]
    return fields


def _pair(headings: Sequence[str], heading: str) -> int | None:
    """Return the position of the column that states the currency of the amounts under ``heading``."""
    amount = words(heading)
    wanted = {f"{amount} {word}" for word in _PAIRS} | {f"{word} {amount}" for word in _PAIRS}
    wanted |= {f"currency of {amount}", f"deal currency of {amount.removeprefix('deal ')}"}
    return next((position for position, one in enumerate(headings) if words(one) in wanted), None)


def _stated(heading: str) -> str:
    """Return the currency in a heading such as ``Amount (EUR)``, ``Value in USD`` or ``Betrag €``."""
    for match in _STATED.finditer(heading):
        text = next(part for part in match.groups() if part).strip()
        if text.upper() in CODES and text.isupper():
            return text
        if text.lower() in SYMBOLS and not text.isalpha():
            return SYMBOLS[text.lower()]
    return ""
