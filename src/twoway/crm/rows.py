"""One row of a deals spreadsheet to one deal as plain data, remembering the cell that each value came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from twoway.core.reading import Node, Path, describe
from twoway.crm.cells import CellError, is_blank, plain
from twoway.crm.columns import Column, read_heading
from twoway.crm.sheets import Row

_STANDS_FOR: Mapping[str, object] = {"kind": "belief", "date": "2000-01-01", "made_on": "2000-01-01"}
"""What takes the place of a refused cell, so that it is not called missing as well; nothing is judged then."""


@dataclass(frozen=True)
class Cell:
    """A filled cell under a known heading."""

    column: Column
    value: object
    place: str


@dataclass(frozen=True)
class Draft:
    """The document while it is put together: its deals, every problem so far, and where each value stands."""

    document: dict[str, Any] = field(default_factory=lambda: {"deals": []})
    problems: list[tuple[Path, str]] = field(default_factory=list)
    places: dict[Path, str] = field(default_factory=dict)

    def refuse(self, path: Path, place: str, message: str) -> None:
        """Note that the cell at ``place`` is wrong."""
        self.places[path] = place
        self.problems.append((path, message))

    def node(self) -> Node:
        """Return the document with its problems, ready for the interchange."""
        node = Node(self.document)
        for path, message in self.problems:
            Node(None, path, node.problems).refuse(message)
        return node


def read_headings(row: Row, number: int, draft: Draft) -> list[Column | None]:
    """Return what each column stands for; unknown and repeated headings are refused.

    ``number`` is the row's own, counted from 1 as spreadsheet programs do.
    """
    columns: list[Column | None] = []
    for index, cell in enumerate(row):
        title = "" if is_blank(cell) else str(cell).strip()
        column = read_heading(title)
        place = f"row {number}, column {describe(title)}"
        if title and column is None:
            message = "unknown heading; take it from the template, or remove the column"
            draft.refuse(("heading", index), place, message)
        elif column is not None and column in columns:
            draft.refuse(("heading", index), place, "this heading stands here twice; keep one of the two columns")
        columns.append(column)
    return columns


def cells_of(row: Row, number: int, headings: Row, columns: Sequence[Column | None], draft: Draft) -> list[Cell]:
    """Return the filled cells of a row; one without any heading is refused."""
    cells = []
    for index, value in enumerate(row):
        if is_blank(value):
            continue
        title = "" if index >= len(headings) or is_blank(headings[index]) else str(headings[index]).strip()
        column = columns[index] if title else None
        if column is not None:
            cells.append(Cell(column, value, f"row {number}, column {describe(title)}"))
        elif not title:
            message = f"{describe(value)} stands in a column without a heading; give it one, or remove it"
            draft.refuse(("stray", number, index), f"row {number}, column {index + 1}", message)
    return cells


def add_deal(cells: Iterable[Cell], number: int, draft: Draft) -> None:
    """Add one row as a deal. A blank cell leaves its value out; what cannot be read is refused with its cell."""
    deals: list[dict[str, Any]] = draft.document["deals"]
    at: Path = ("deals", len(deals))
    deal: dict[str, Any] = {}
    deals.append(deal)
    draft.places[at] = f"row {number}"
    positions: dict[tuple[str, int], int] = {}
    for cell in sorted(cells, key=lambda cell: cell.column.number):
        holder, path = _holder(deal, at, cell.column, positions)
        field_path = (*path, cell.column.field)
        draft.places.setdefault(path, cell.place)
        draft.places[field_path] = cell.place
        try:
            value = plain(cell.value, cell.column.field)
        except CellError as error:
            draft.refuse(field_path, cell.place, str(error))
            value = _STANDS_FOR.get(cell.column.field)
        if cell.column.field == "as_of":
            _state_as_of(value, field_path, cell.place, draft)
        elif value is not None:
            holder[cell.column.field] = value


def _holder(
    deal: dict[str, Any], at: Path, column: Column, positions: dict[tuple[str, int], int]
) -> tuple[dict[str, Any], Path]:
    """Return the group that a column's value goes into, made if need be, and its path."""
    if column.part == "deal":
        return deal, at
    if column.part == "ask":
        items, path = deal.setdefault("asks", []), (*at, "asks")
    else:
        rating = deal.setdefault("ratings", {}).setdefault(column.owner, {})
        path = (*at, "ratings", column.owner)
        if column.part == "level":
            return rating, path
        items, path = rating.setdefault("evidence", []), (*path, "evidence")
    key = (column.owner, column.number)
    if key not in positions:
        positions[key] = len(items)
        items.append({})
    return items[positions[key]], (*path, positions[key])


def _state_as_of(value: object, path: Path, place: str, draft: Draft) -> None:
    """Keep the file's as-of date; rows may repeat it, but not contradict one another."""
    stated = draft.document.setdefault("as_of", value)
    draft.places.setdefault(("as_of",), place)
    if value is not None and stated is not None and value != stated:
        message = f"the file has one as-of date, and another row says {stated}; make them the same"
        draft.refuse(path, place, message)
