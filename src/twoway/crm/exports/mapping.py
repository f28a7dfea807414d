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
_STATED = re.compile(
    r"[\[(]([^\])]{1,24})[\])]"
    r"|\bin ((?:[kKMT]|Tsd\.? |Mio\.? )?(?:[A-Z]{3}\b|[€$£]))"
    r"|\bin (thousands|millions|Tsd\.?|Mio\.?)(?:\W|$)"
    r"|\b([Tk]?[A-Z]{3})$|\b([kKTM][€£$])|([€£$](?:[kKM]\b|000s?)?)"
)
_UNITS = {
    "k": 1e3, "t": 1e3, "tsd": 1e3, "tsd.": 1e3, "000": 1e3, "000s": 1e3, "thousand": 1e3, "thousands": 1e3,
    "tausend": 1e3, "milliers": 1e3, "miles": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "mio.": 1e6,
    "million": 1e6, "millions": 1e6, "millionen": 1e6,
}  # fmt: skip
"""What a heading may say that its amounts are counted in."""
_ENDING = re.compile(r" (?:in )?([a-z]{3}|c)$")
"""A currency at the end of a heading, or the mark of Salesforce's custom fields."""
_ARROWS = re.compile(r"[↑↓▲▼]|\u2191|\u2193")
_PAIRS = tuple(name for name, (meaning, _) in KNOWN.items() if meaning == "currency" and " " not in name)
KEEP_OUT = re.compile(
    r"\s*\((?:do not modify|nicht ändern|nicht bearbeiten|ne pas modifier|no modificar|não modificar|non modificare|"
    r"niet wijzigen|ändra inte|må ikke ændres|nie modyfikuj|変更しない[^)]*|変更不可[^)]*|请勿修改[^)]*)\)\s*",
    re.IGNORECASE,
)
"""How Dynamics marks its hidden columns; that of the opportunity itself holds the id."""
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
    factor: float = 1.0
    """What the amount's heading says that its numbers count: 1,000 under ``Amount (k€)``."""
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
    kept_out = KEEP_OUT.match(bare)
    if kept_out:
        name = KNOWN.get(words(bare[kept_out.end() :]))
        return ["do not modify opportunity"] if name is not None and name[0] == "name" else []
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
    _settle_values(headings, candidates)
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
    stated, factor = "", 1.0
    if "amount" in fields:
        heading = headings[fields["amount"]]
        pair = _pair(headings, heading)
        if pair is not None and "currency" not in given.values():
            fields["currency"] = pair
        elif converted and "currency" not in given.values():
            fields.pop("currency", None)  # it names the currency of the amount that is not here
        stated, factor = stated_in(heading)
    return Columns(headings, fields, stated, factor, converted, tuple(doubtful))


def _settle_values(headings: Sequence[str], candidates: dict[str, list[tuple[bool, int, int]]]) -> None:
    """Choose where two CRMs mean other things by the same heading.

    Close writes ``value`` in cents beside ``value_formatted``, which is read in its place. In Odoo the expected revenue
    is the amount; elsewhere it is the amount times the probability, and no field of a deal.
    """
    names = [words(heading) for heading in headings]
    if "value formatted" in names and "value" in names:
        candidates["amount"] = [one for one in candidates["amount"] if names[one[2]] != "value"]
    if "amount" not in candidates and "expected revenue" in names and {"salesperson", "expected closing"} & set(names):
        candidates["amount"] = [(False, 0, names.index("expected revenue"))]


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


def stated_in(heading: str) -> tuple[str, float]:
    """Return the currency and the unit that a heading names: ``Amount (USD, thousands)``, ``Value in k€``, ``TEUR``."""
    currency, factor = "", 1.0
    for match in _STATED.finditer(heading):
        text = next(part for part in match.groups() if part).strip()
        for part in [text, *re.split(r"[\s,;/]+", text)]:
            bare, unit = _without_unit(part.strip("'’ "))
            factor = unit if unit != 1 else factor
            if not currency and bare.upper() in CODES and bare.isupper():
                currency = bare
            elif not currency and bare.lower() in SYMBOLS and not bare.isalpha():
                currency = SYMBOLS[bare.lower()]
    return currency, factor


def _without_unit(text: str) -> tuple[str, float]:
    """Return a currency without the thousands or millions before or behind it, and what these stand for."""
    if text.lower() in _UNITS:
        return "", _UNITS[text.lower()]
    for unit, factor in _UNITS.items():
        front, back = text[: len(unit)].lower() == unit, text[-len(unit) :].lower() == unit
        for bare in (text[len(unit) :] if front else "", text[: -len(unit)] if back else ""):
            if bare.strip().upper() in CODES or bare.strip() in SYMBOLS:
                return bare.strip(), factor
    return text, 1.0
