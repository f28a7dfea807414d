"""Rows that are no deals: blank ones, headings repeated inside, totals, footers and duplicates."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import cast

from twoway.core.imports import ImportProblem
from twoway.crm.exports.columns import Packed, distinct, few_and_packed, places_where, shown, without
from twoway.crm.exports.odd import BLANK_TEXTS, is_blank
from twoway.crm.exports.table import FIRST, Table, is_footer, is_total

NAMING = ("id", "name", "account")
TEXTS = ("id", "name", "account", "owner", "stage", FIRST)
_LAST = 40
_NUMBER = re.compile(r"[0-9][0-9.,\s]*")
_NOTHING = BLANK_TEXTS | {" " * count for count in range(1, 9)} | {"\u00a0", "\t"}
"""Rows at the end among which footers are looked for."""


def drop_rows_that_are_no_deals(table: Table) -> bool:
    """Take away what is no deal, and say so; afterwards every row has a name, a customer or an id.

    Returns whether there were totals among the rows, and not just behind them.
    """
    rows, columns = table.rows, table.columns
    naming = [columns[name] for name in NAMING if name in columns]
    out = _without_any(naming)
    dated = [columns[name] for name in ("close_date", "stage", "created_date") if name in columns]
    bare = _without_any(dated) if dated else set(range(len(rows)))
    repeated = _repeated_headings(table)
    gap = _gap_before_the_end(table)
    said: list[ImportProblem] = []
    totals: list[int] = []
    for place in sorted(out | bare | repeated):
        texts = [str(columns[name][place]).strip() for name in TEXTS if name in columns]
        filled = [text for text in texts if not is_blank(text)]
        others = [name for name in columns if name not in TEXTS and not is_blank(columns[name][place])]
        first = filled[0] if filled else ""
        if place in repeated:
            said.append(ImportProblem(rows[place], "", "the headings are repeated in this row; left out", "info"))
        elif any(map(is_total, filled)) and all(is_total(text) or _NUMBER.fullmatch(text) for text in filled):
            totals.append(place)
            said.append(ImportProblem(rows[place], "", f"{shown(first)} is a row of totals; left out", "info"))
        elif len(set(filled)) == 1 and not others and (is_footer(first) or place >= gap):
            said.append(ImportProblem(rows[place], "", f"{shown(first)} is no deal; left out", "info"))
        elif place in out and not filled and others:
            said.append(
                ImportProblem(rows[place], "", "the row names no deal, as a row of totals does; left out", "info")
            )
        elif len(filled) == 1 and not others and place + 1 in repeated:
            said.append(ImportProblem(rows[place], "", f"{shown(first)} is the title of a group; left out", "info"))
        elif place in out and filled:
            said.append(
                ImportProblem(
                    rows[place], "", "the row names no deal and no customer; left out: give it a name", "error"
                )
            )
        elif place not in out:
            continue
        out.add(place)
    table.problems += said
    among = any(place + 1 < len(rows) and not set(range(place + 1, len(rows))) <= out for place in totals[:1])
    keep(table, out)
    return among


def _without_any(columns: Sequence[Sequence[object]]) -> set[int]:
    """Return the places where none of the columns holds anything."""
    quick = sorted(columns, key=lambda column: not isinstance(column, Packed))
    if not columns or not all(map(_any_blank, quick)):
        return set()
    first, *others = quick
    return {place for place in places_where(first, is_blank) if all(is_blank(column[place]) for column in others)}


def _any_blank(column: Sequence[object]) -> bool:
    """Whether there may be a blank cell in a column."""
    cells = distinct(column) if isinstance(column, Packed) else column  # a set of all cells takes its time
    return not (all(cells) and _NOTHING.isdisjoint(cells))


def keep(table: Table, out: set[int]) -> None:
    """Take the rows at the places ``out`` away."""
    if out:
        table.rows[:] = cast("Sequence[int]", without(table.rows, out))
        for name, column in tuple(table.columns.items()):
            table.columns[name] = without(column, out)


def _repeated_headings(table: Table) -> set[int]:
    """Return the places of rows that hold the headings again."""
    headings = {name: table.mapping.heading(name) for name in table.columns if name != FIRST}
    probe = next((name for name in (*NAMING, "stage", "amount") if name in headings), "")
    if not probe:
        return set()
    found = set()
    if sum(_may_hold(table.columns[name], text) for name, text in headings.items()) * 2 <= len(headings):
        return set()
    column = table.columns[probe]
    cells = distinct(column) if isinstance(column, Packed) else column
    if not any(form in cells for form in (headings[probe], f"{headings[probe]} ", f" {headings[probe]}")):
        return set()
    for place in places_where(column, lambda cell: isinstance(cell, str) and cell.strip() == headings[probe].strip()):
        if column[place]:
            same = sum(str(table.columns[name][place]).strip() == text for name, text in headings.items())
            if same * 2 > len(headings):
                found.add(place)
    return found


def _may_hold(column: Sequence[object], heading: str) -> bool:
    """Whether a heading may be repeated in a column: known at once where the distinct cells are few."""
    if not few_and_packed(column):
        return True
    return any(str(cell).strip() == heading for cell in distinct(column))


def _gap_before_the_end(table: Table) -> int:
    """Return the place after the last blank row near the end: single cells from there on are no deals."""
    rows = table.rows
    for place in range(len(rows) - 1, max(0, len(rows) - _LAST), -1):
        if rows[place] - rows[place - 1] > 1:
            return place
        if all(not column[place] for column in table.columns.values()):
            return place + 1
    return len(rows)


def make_ids(columns: Mapping[str, Sequence[str]], count: int) -> list[str]:
    """Return an id for each row of a file that has none: the same for the same customer, name and creation date."""
    blank = [""] * count
    keys = zip(*(columns.get(name, blank) for name in ("account", "name", "created_date")), strict=True)
    return [f"x-{hashlib.sha256('|'.join(text or '' for text in key).encode()).hexdigest()[:12]}" for key in keys]


def settle_duplicates(
    ids: list[str], columns: Sequence[Sequence[object]], rows: Sequence[int], *, own_ids: bool
) -> tuple[set[int], list[ImportProblem]]:
    """Find rows whose id stands above already.

    A row that says the same again is left out. With another content it is left out and named where the file has ids;
    where the ids were made here, both are deals, and the later one's id is numbered.
    """
    if len(set(ids)) == len(ids):
        return set(), []
    first: dict[str, int] = {}
    out: set[int] = set()
    problems: list[ImportProblem] = []
    for place, name in enumerate(ids):
        if name not in first:
            first[name] = place
            continue
        before = first[name]
        if all(column[before] == column[place] for column in columns):
            out.add(place)
            problems.append(ImportProblem(rows[place], "", f"the same as row {rows[before]}; left out", "info"))
        elif own_ids:
            out.add(place)
            message = f"the id {shown(name)} stands in row {rows[before]} already, with other values; left out: "
            message += "each deal needs an id of its own"
            problems.append(ImportProblem(rows[place], "", message, "error"))
        else:
            number = 2
            while f"{name}-{number}" in first:
                number += 1
            ids[place] = f"{name}-{number}"
            first[ids[place]] = place
            message = f"same customer and name as row {rows[before]}, and the file has no ids: "
            message += "the next export may mix the two up"
            problems.append(ImportProblem(rows[place], "", message, "warning"))
    return out, problems
