"""Filled spreadsheets to the plain document that the interchange checks, with the cell that each value came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twoway.core.reading import Node, Path
from twoway.crm.cells import is_blank
from twoway.crm.columns import Column
from twoway.crm.rows import Cell, Draft, add_deal, cells_of, read_headings
from twoway.crm.sheets import Row, csv_rows, heading_row, is_ole, is_zip, no_headings, xlsx_rows

EXAMPLE = "EXAMPLE"
"""The id that marks the template's filled row."""


@dataclass(frozen=True)
class Table:
    """A spreadsheet as a document: ``node`` to check, ``notes`` on what was left out, and where each value stands."""

    node: Node
    notes: tuple[str, ...] = ()
    places: Mapping[Path, str] = field(default_factory=dict, repr=False)

    def where(self, path: Path) -> str:
        """Return the place of a value, or of the nearest thing around it: ``row 7, column 'shared-goal who'``."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return ""


def load(data: bytes) -> Table:
    """Read the bytes of a CSV or XLSX file.

    Problems with single cells wait in ``node.problems``, so that the interchange's problems come together with them.

    Raises:
        UnreadableSheetError: when the file as a whole cannot be read.

    """
    return read_rows(xlsx_rows(data) if is_zip(data) or is_ole(data) else csv_rows(data))


def read_rows(rows: Sequence[Row]) -> Table:
    """Read rows that have headings among them; blank rows are passed over.

    The template's example is read only while it is alone, so that a fresh template can be tried out.

    Raises:
        UnreadableSheetError: when there is no row of headings.

    """
    top = heading_row(rows)
    if top is None:
        raise no_headings("the text")
    draft = Draft()
    headings = rows[top]
    columns = read_headings(headings, top + 1, draft)
    filled = {
        number: cells_of(row, number, headings, columns, draft)
        for number, row in enumerate(rows[top + 1 :], start=top + 2)
        if not all(is_blank(cell) for cell in row)
    }
    examples = [number for number, cells in filled.items() if _is_example(cells)]
    notes = []
    if len(examples) < len(filled):
        for number in examples:
            del filled[number]
            notes.append(f"The template's example (row {number}) is still in the file; it was left out.")
    for number, cells in filled.items():
        add_deal(cells, number, draft)
    return Table(draft.node(), tuple(notes), draft.places)


def _is_example(cells: Sequence[Cell]) -> bool:
    identity = Column("deal", "id")
    return any(cell.column == identity and str(cell.value).strip().upper() == EXAMPLE for cell in cells)
