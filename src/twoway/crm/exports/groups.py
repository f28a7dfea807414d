"""Reports that are grouped: the value of a group is written once, in its first row, and holds for the rows below."""

import re
from collections.abc import Sequence

from twoway.core.imports import ImportProblem
from twoway.crm.exports.columns import Packed, distinct
from twoway.crm.exports.odd import is_blank
from twoway.crm.exports.table import FIRST, Table

_GROUPED_BY = ("stage", "owner", "account", "status", FIRST)
_COUNT = re.compile(r"\s*\([0-9]+(?: [\w ]{1,20})?\)$")
"""How many rows a group has, behind its name: ``Prospecting (12)``, ``Prospecting (12 records)``."""
_ARROWS = "↑↓▲▼"


def fill_groups(table: Table, *, subtotals: bool) -> None:
    """Fill the values of groups down, and say so.

    Only the first columns of a table can be those of groups, and only where the file shows that it is grouped: by
    subtotals among the rows, or by an arrow in the heading, which Salesforce writes there.

    Args:
        table: its rows without totals and footers.
        subtotals: whether rows of subtotals stood among them.

    """
    places = {place: name for name, place in table.mapping.fields.items() if name in table.columns}
    if FIRST in table.columns:
        places[0] = FIRST
    outer: list[object] = [None] * len(table.rows)
    for place in sorted(places):
        name = places[place]
        column = table.columns[name]
        if all(map(is_blank, distinct(column) if isinstance(column, Packed) else column)):
            continue  # formatted reports leave the first column empty
        arrow = any(sign in str(table.head[place]) for sign in _ARROWS)
        if not column or name not in _GROUPED_BY or not (subtotals or arrow) or not _is_written_once(column, outer):
            return
        filled, column = _fill(column)
        table.columns[name] = column
        if filled and name != FIRST:
            message = f"the report is grouped: the value of each group was filled down, into {filled} more rows"
            table.problems.append(ImportProblem(None, table.mapping.heading(name), message, "info"))
        outer = list(column)


def _is_written_once(column: Sequence[object], outer: Sequence[object]) -> bool:
    """Whether values look like those of groups: one in the first row, and none twice in a row in the same group."""
    if is_blank(column[0]) or not any(map(is_blank, column)):
        return False
    before: object = None
    for place, cell in enumerate(column):
        anew = place == 0 or outer[place] != outer[place - 1]
        if anew and is_blank(cell):
            return False
        if not is_blank(cell):
            if cell == before and not anew:
                return False
            before = cell
    return True


def _fill(column: Sequence[object]) -> tuple[int, list[object]]:
    """Fill one column down; return in how many rows, and the column."""
    filled, cells = 0, []
    value: object = None
    for cell in column:
        if is_blank(cell):
            filled += 1
        else:
            value = _COUNT.sub("", cell) if isinstance(cell, str) else cell
        cells.append(value)
    return filled, cells
