"""Where the headings of a file stand, and the columns below them that are wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from twoway.core.imports import ImportProblem
from twoway.crm.exports.dialects import TEMPLATE, dialect_of
from twoway.crm.exports.mapping import Columns, known_headings, map_columns
from twoway.crm.exports.no_deals import FOOTERS, TOTALS
from twoway.crm.exports.records import Piece
from twoway.crm.exports.words import words

Cells = Sequence[object]

HEADING_WITHIN = 40
"""The headings stand in one of this many first rows; reports have titles and filters above them."""

SAMPLE = 2000
"""Rows that are looked at to know what the columns are like."""
_PLENTY = 5
"""That many known headings in one row are no coincidence."""


FIRST = "first"
"""The first column, kept beside the fields when it is none of them: in reports it labels totals and footers."""


class NoHeadingsError(Exception):
    """None of the first rows holds headings of a list of deals."""


@dataclass
class Table:
    """The wanted columns, by field, and the number of each row; ``problems`` says what was left out on the way."""

    mapping: Columns
    heading_row: int
    head: Cells
    """The heading row as it stands."""
    columns: dict[str, Sequence[object]]
    rows: list[int] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    samples: Mapping[str, str] = field(default_factory=dict)


def heading_index(rows: Sequence[Cells]) -> int | None:
    """Return the index of the first row that holds headings of a list of deals: two known ones, a name among them."""
    best, index = 0, None
    for position, row in enumerate(rows[:HEADING_WITHIN]):
        known = known_headings(row)
        score = len(known) if {"name", "account", "id"} & known.keys() else 0
        if score > best and score > 1:
            best, index = score, position
        if score >= _PLENTY:
            break
    return index


def start_table(first: Piece, index: int, given: Mapping[str, str]) -> tuple[Table, dict[str, int]]:
    """Return a table without rows, and the positions of its columns.

    Args:
        first: the first rows of the file.
        index: which of them holds the headings.
        given: the user's own mapping, heading to field.

    Raises:
        UnknownColumnError: for a wrong ``given``.

    """
    head, below = first.rows[index], first.rows[index + 1 :]
    mapping = map_columns(head, _filled(below, len(head)), given)
    if dialect_of(head) == TEMPLATE and not given:  # its 'customer' says new or existing, and levels are no stages
        own = {name: place for name, place in mapping.fields.items() if name in ("id", "name")}
        mapping = replace(mapping, fields=own)
    fields = dict(mapping.fields)
    if 0 not in fields.values():
        fields[FIRST] = 0
    samples = _samples(mapping, below)
    table = Table(mapping, first.first + index, head, {name: [] for name in fields}, samples=samples)
    _say_what_is_above(table, first.rows[:index])
    return table, fields


def is_total(text: str) -> bool:
    """Whether a row that begins with ``text`` is a row of totals: ``Grand Totals (12 records)``."""
    return words(text.split("(", maxsplit=1)[0]) in TOTALS


def is_footer(text: str) -> bool:
    """Whether ``text`` is one of the lines that programs write below a table."""
    return words(text).startswith(FOOTERS)


def heading_place(rows: Sequence[Cells], given: Mapping[str, str]) -> int | None:
    """Return the index of the row of headings: one that has a heading of the user's own, else one that is known."""
    names = {name.strip().casefold() for name in given}
    for position, row in enumerate(rows[:HEADING_WITHIN]):
        if names & {str(cell).strip().casefold() for cell in row}:
            return position
    known = heading_index(rows)
    if known is None and given and rows:  # the user names columns, so there are some: the names are what is wrong
        return max(range(len(rows[:HEADING_WITHIN])), key=lambda position: len(rows[position]))
    return known


def _filled(rows: Sequence[Cells], width: int) -> list[bool]:
    filled = [False] * width
    for row in rows[:SAMPLE]:
        for position, cell in enumerate(row[:width]):
            if not filled[position] and cell not in (None, ""):
                filled[position] = True
    return filled


def _samples(mapping: Columns, rows: Sequence[Cells]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows[:SAMPLE]:
        for heading, cell in zip(mapping.headings, row, strict=False):
            if heading not in found and cell not in (None, ""):
                found[heading] = str(cell)[:80]
        if len(found) == len(mapping.headings):
            break
    return found


def _say_what_is_above(table: Table, rows: Sequence[Cells]) -> None:
    """Name rows above the headings that could be deals; titles are passed over."""
    width = len(table.mapping.headings)
    for number, row in enumerate(rows, table.heading_row - len(rows)):
        if sum(cell not in (None, "") for cell in row) * 2 > width:
            message = "the row stands above the headings; left out"
            table.problems.append(ImportProblem(number, "", message, "warning"))
