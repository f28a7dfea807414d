"""The rows of a file to the columns that are wanted: headings found, footers cut off, crooked rows named."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from twoway.core.imports import ImportProblem, Severity
from twoway.crm.exports.columns import shown
from twoway.crm.exports.dialects import TEMPLATE, dialect_of
from twoway.crm.exports.headings import FOOTERS, TOTALS
from twoway.crm.exports.mapping import Columns, known_headings, map_columns
from twoway.crm.exports.records import Piece
from twoway.crm.exports.words import words

Cells = Sequence[object]
Crooked = tuple[int, Cells, bool]
"""A row that is not like the rest: its number, its cells, and whether its quotation marks are wrong."""

HEADING_WITHIN = 40
"""The headings stand in one of this many first rows; reports have titles and filters above them."""

_LOOSE = 0.8
"""When fewer rows than this share have the usual number of cells, the file leaves empty ones out at the end."""
_SAMPLE = 2000
_PLENTY = 5
"""That many known headings in one row are no coincidence."""


FIRST = "first"
"""The first column, kept beside the fields when it is none of them: in reports it labels totals and footers."""


class CrookedHeadingsError(Exception):
    """The headings are fewer or more than the cells of the rows, so that values may stand under the wrong ones."""

    def __init__(self, headings: int, cells: int) -> None:
        """Keep how many there are of each."""
        super().__init__(f"there are {headings} headings, and the rows have {cells} cells")


class NoHeadingsError(Exception):
    """None of the first rows holds headings of a list of deals."""


@dataclass
class Table:
    """The wanted columns, by field, and the number of each row; ``problems`` says what was left out on the way."""

    mapping: Columns
    heading_row: int
    head: Cells
    """The heading row as it stands."""
    columns: dict[str, list[object]]
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
    reader = _Reader(table, list(positions.values()), body.rows, ragged=ragged)
    reader.take(body)
    tick(body.first + len(body.rows) - 1)
    for piece in stream:
        reader.take(piece)
        tick(piece.first + len(piece.rows) - 1)
    reader.finish()
    return table


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


def finish_table(table: Table, positions: Mapping[str, int], width: int, tail: Piece) -> None:
    """Add the last rows of a table whose other rows all have ``width`` cells, and judge those that are different."""
    reader = _Reader(table, list(positions.values()), [], ragged=True)
    reader.width = width
    reader.take(tail)
    reader.finish()


class _Reader:
    """Sorts rows into the columns of a table."""

    def __init__(self, table: Table, positions: list[int], sample: Sequence[Cells], *, ragged: bool) -> None:
        self.table, self.head, self.ragged, self.positions = table, table.head, ragged, positions
        self.lists = list(table.columns.values())
        self.memos: list[dict[object, object]] = [{} for _ in self.lists]
        widths = Counter(len(row) for row in sample[:_SAMPLE] if len(row) > 1)
        self.width = widths.most_common(1)[0][0] if widths else len(table.head)
        self.loose = bool(widths) and widths[self.width] < _LOOSE * widths.total()
        self.crooked: list[Crooked] = []
        self.named = named = len(self.head) - next(
            (n for n, cell in enumerate(reversed(self.head)) if cell not in (None, "")), 0
        )
        usual = [row for row in sample[:_SAMPLE] if len(row) == self.width]
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
            mended = position in piece.broken
            if not mended and (len(row) == self.width or not self.ragged):
                good.append(row)
                numbers.append(number)
            elif len(row) == self.width and mended:
                good.append(row)
                numbers.append(number)
                self._say(number, "a quotation mark stands in the wrong place; the row was read without it", "warning")
            elif any(cell not in (None, "") for cell in row):
                self.crooked.append((number, row, mended))
        self._extend(good, numbers)

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
                message = f"{shown(text)}: a quotation mark is missing or too many; the row was left out"
                self._say(number, message, "error")
            else:
                message = f"{shown(text)}: the row has {len(row)} cells where the others have {self.width}, "
                self._say(number, f"{message}so its values may have moved; left out", "error")
        if self.loose:
            self._sort()

    def _sort(self) -> None:
        rows = self.table.rows
        if any(above > below for above, below in pairwise(rows)):
            order = sorted(range(len(rows)), key=rows.__getitem__)
            rows[:] = [rows[place] for place in order]
            for column in self.lists:
                column[:] = [column[place] for place in order]

    def _say(self, row: int, message: str, severity: Severity) -> None:
        self.table.problems.append(ImportProblem(row, "", message, severity))


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
    for row in rows[:_SAMPLE]:
        for position, cell in enumerate(row[:width]):
            if not filled[position] and cell not in (None, ""):
                filled[position] = True
    return filled


def _samples(mapping: Columns, rows: Sequence[Cells]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows[:_SAMPLE]:
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
