"""The rows of a file to the columns that are wanted: footers cut off, crooked rows named."""

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from twoway.core.imports import ImportProblem, Severity
from twoway.crm.exports.columns import inserted, shown
from twoway.crm.exports.records import Piece
from twoway.crm.exports.table import (
    HEADING_WITHIN,
    SAMPLE,
    Cells,
    NoHeadingsError,
    Table,
    heading_place,
    is_footer,
    is_total,
    start_table,
)

Crooked = tuple[int, Cells, bool]
"""A row that is not like the rest: its number, its cells, and whether its quotation marks are wrong."""

_LOOSE = 0.8
"""When fewer rows than this share have the usual number of cells, the file leaves empty ones out at the end."""


class CrookedHeadingsError(Exception):
    """The headings are fewer or more than the cells of the rows, so that values may stand under the wrong ones."""

    def __init__(self, headings: int, cells: int) -> None:
        """Keep how many there are of each."""
        super().__init__(f"there are {headings} headings, and the rows have {cells} cells")


def build_table(
    pieces: Iterable[Piece], given: Mapping[str, str], tick: Callable[[int], None], *, ragged: bool = True
) -> Table:
    """Read all rows and keep the columns that are fields of a deal.

    Args:
        pieces: the file's rows; the headings are in the first.
        given: the user's own mapping, heading to field.
        tick: called with the number of rows read so far.
        ragged: whether rows may have too many or too few cells (a spreadsheet's never have).

    Raises:
        NoHeadingsError: when there are no headings.
        CrookedHeadingsError: when they do not belong to the rows.
        UnknownColumnError: for a wrong ``given``.

    """
    stream = iter(pieces)
    first = next(stream, Piece(1, []))
    while len(first.rows) < HEADING_WITHIN and (more := next(stream, None)):
        moved = {position + len(first.rows) for position in more.broken}
        first = Piece(first.first, [*first.rows, *more.rows], first.broken | moved)
    index = heading_place(first.rows, given)
    if index is None:
        raise NoHeadingsError
    table, positions = start_table(first, index, given)
    broken = frozenset(place - index - 1 for place in first.broken if place > index)
    body = Piece(first.first + index + 1, first.rows[index + 1 :], broken)
    reader = TableReader(table, list(positions.values()), body.rows, ragged=ragged)
    reader.take(body)
    tick(body.first + len(body.rows) - 1)
    for piece in stream:
        reader.take(piece)
        tick(piece.first + len(piece.rows) - 1)
    reader.finish()
    return table


class TableReader:
    """Sorts rows into the columns of a table."""

    def __init__(self, table: Table, positions: list[int], sample: Sequence[Cells], *, ragged: bool) -> None:
        """Learn from the first rows how many cells a row has."""
        self.table, self.head, self.ragged, self.positions = table, table.head, ragged, positions
        self.lists: list[list[object]] = [[] for _ in table.columns]
        table.columns.update(zip(table.columns, self.lists, strict=True))
        self.memos: list[dict[object, object]] = [{} for _ in self.lists]
        widths = Counter(len(row) for row in sample[:SAMPLE] if len(row) > 1)
        self.width = widths.most_common(1)[0][0] if widths else len(table.head)
        self.loose = bool(widths) and widths[self.width] < _LOOSE * widths.total()
        self.crooked: list[Crooked] = []
        self.late: list[tuple[int, Cells]] = []
        """Rows that came one by one, and have their place between those that are there."""
        self.named = named = len(self.head) - next(
            (n for n, cell in enumerate(reversed(self.head)) if cell not in (None, "")), 0
        )
        usual = [row for row in sample[:SAMPLE] if len(row) == self.width]
        beyond = any(cell not in (None, "") for row in usual for cell in row[len(self.head) :])
        if ragged and widths and not self.loose and (self.width < named or beyond):
            raise CrookedHeadingsError(named, self.width)

    def take(self, piece: Piece) -> None:
        """Add the rows of a piece; all at once where every row has the usual number of cells."""
        if not piece.rows:
            return
        widths = set(map(len, piece.rows))
        if not self.ragged and self.named < self.width:
            for number, row in enumerate(piece.rows, piece.first):
                if any(cell not in (None, "") for cell in row[self.named :]):
                    message = "there is a cell beyond the last heading; look whether the values have moved"
                    self._say(number, message, "warning")
        if widths == {self.width} and not piece.broken:
            self._extend(piece.rows, range(piece.first, piece.first + len(piece.rows)))
            return
        good: list[Cells] = []
        numbers: list[int] = []
        for position, row in enumerate(piece.rows):
            number = piece.first + position
            if self._is_good(number, row, mended=position in piece.broken):
                good.append(row)
                numbers.append(number)
        self._extend(good, numbers)

    def take_columns(self, columns: Sequence[Sequence[object]], numbers: list[int]) -> None:
        """Take rows that all have the usual number of cells, given as columns in the order of the table's."""
        self.table.columns.update(zip(self.table.columns, columns, strict=True))
        self.table.rows = numbers

    def take_odd(self, number: int, row: Cells, *, mended: bool) -> None:
        """Add a row that was read by itself; it is put in its place among the others at the end."""
        if self._is_good(number, row, mended=mended):
            self.late.append((number, row))

    def _is_good(self, number: int, row: Cells, *, mended: bool) -> bool:
        """Whether a row can be read as it is; keep it for later where it cannot."""
        if len(row) == self.width or not (mended or self.ragged):
            if mended:
                message = "a quotation mark stands in the wrong place; the row was read without it"
                self._say(number, message, "warning")
            return True
        if any(cell not in (None, "") for cell in row):
            self.crooked.append((number, row, mended))
        return False

    def _extend(self, rows: Sequence[Cells], numbers: Iterable[int]) -> None:
        if not rows:
            return
        missing = max(self.positions) + 1 - len(rows[0])
        if missing > 0:  # headings without a cell below them
            rows = [[*row, *[""] * missing] for row in rows]
        columns = list(zip(*rows, strict=False))  # all columns, as that is quicker than looking into each row
        for position, target, memo in zip(self.positions, self.lists, self.memos, strict=True):
            share = memo.setdefault
            target.extend([share(cell, cell) for cell in columns[position]])  # equal texts are kept once
        self.table.rows.extend(numbers)

    def finish(self) -> None:
        """Judge the crooked rows, now that it is known which of them come after the last good one."""
        if self.late:
            self._insert()
        last = self.table.rows[-1] if self.table.rows else 0
        for number, row, mended in self.crooked:
            text = next((str(cell) for cell in row if cell not in (None, "")), "")
            single = sum(cell not in (None, "") for cell in row) == 1
            if not mended and single and (number > last or is_footer(text)):
                self._say(number, f"{shown(text)} is no deal; left out", "info")
            elif not mended and is_total(text):
                self._say(number, f"{shown(text)} is a row of totals; left out", "info")
            elif not mended and self.loose and len(row) < self.width:
                padded = [*row, *[""] * (max(self.width, len(self.head)) - len(row))]
                self._extend([padded], [number])
                message = f"the row has {len(row)} cells of {self.width}; the missing ones count as empty"
                self._say(number, message, "warning")
            elif mended:
                message = f"{shown(text)}: a quotation mark is missing or too many; the row was left out: "
                message += "correct it, or export anew"
                self._say(number, message, "error")
            else:
                message = f"{shown(text)}: the row has {len(row)} cells where the others have {self.width}, "
                self._say(
                    number, f"{message}so its values may have moved; left out: correct it, or export anew", "error"
                )
        if self.loose:
            self._sort()

    def _insert(self) -> None:
        """Put the rows that came one by one in their places."""
        rows, columns = self.table.rows, self.table.columns
        places = [bisect(rows, number) for number, _ in self.late]
        for position, (name, column) in zip(self.positions, columns.items(), strict=True):
            columns[name] = inserted(column, places, [row[position] for _, row in self.late])
        rows[:] = sorted((*rows, *(number for number, _ in self.late)))

    def _sort(self) -> None:
        rows = self.table.rows
        if any(above > below for above, below in pairwise(rows)):
            order = sorted(range(len(rows)), key=rows.__getitem__)
            rows[:] = [rows[place] for place in order]
            for column in self.lists:
                column[:] = [column[place] for place in order]

    def _say(self, row: int, message: str, severity: Severity) -> None:
        self.table.problems.append(ImportProblem(row, "", message, severity))
