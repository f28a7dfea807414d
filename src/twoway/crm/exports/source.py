"""A file as pieces of rows, whether it is a text with separators or a spreadsheet."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from twoway.crm.exports.decoding import Text, hasty_text, read_text
from twoway.crm.exports.mapping import known_headings
from twoway.crm.exports.records import BrokenTextError, Form, Piece, careful_pieces, pieces
from twoway.crm.exports.table import HEADING_WITHIN, heading_index
from twoway.crm.sheets import Row, is_ole, is_zip, read_book

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_LINES = 120
_SAMPLE_CHARACTERS = 400_000


@dataclass(frozen=True)
class Source:
    """What is known of a file before its rows are read.

    ``rows`` and ``careful`` start anew at each call; the latter is for when the former finds a wrong quotation mark.
    ``epoch`` is the year that a spreadsheet's day numbers count from; None for a text. ``odd`` tells that cells may
    hold NUL or replaced characters.
    """

    encoding: str
    delimiter: str
    rows: Callable[[], Iterator[Piece]]
    careful: Callable[[], Iterator[Piece]]
    epoch: int | None = None
    odd: bool = False
    text: Text | None = None
    form: Form | None = None
    """A text, and how it is written; None for a spreadsheet."""


def is_book(data: bytes) -> bool:
    """Whether ``data`` is a spreadsheet file and no text."""
    return is_zip(data) or is_ole(data)


def book_source(data: bytes, tick: Callable[[int], None] = lambda _rows: None) -> Source:
    """Return the sheet of an XLSX file that has the most headings of deals.

    Raises:
        UnreadableSheetError: when the file cannot be read.

    """
    book = read_book(data, tick)
    best: Sequence[Row] = max(book.sheets, key=_score, default=[])
    width = max(map(len, best), default=0)
    rows = [[*map(_cell, row), *[""] * (width - len(row))] for row in best]

    def whole() -> Iterator[Piece]:
        return iter([Piece(1, rows)] if rows else [])

    return Source("xlsx", "", whole, whole, book.epoch)


def _score(rows: Sequence[Row]) -> tuple[int, int]:
    index = heading_index(rows)
    return (0 if index is None else len(known_headings(rows[index])), min(len(rows), HEADING_WITHIN))


def _cell(value: object) -> object:
    """Return a spreadsheet's cell as the columns read it: a truth value as its word, a moment as its day."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    return "" if value is None else value


def text_source(data: bytes, *, hasty: bool = False) -> Source:
    """Return a text with the encoding and the separator that give the most headings of deals.

    ``hasty`` looks for the encoding at the beginning only, see :func:`hasty_text`.
    """
    text = hasty_text(data) if hasty else read_text(data)
    form = _form(text)

    def quick() -> Iterator[Piece]:
        return pieces(text.lines, form)

    def careful() -> Iterator[Piece]:
        return careful_pieces(text.lines, form)

    return Source(text.encoding, form.delimiter, quick, careful, odd=text.odd, text=text, form=form)


def _form(text: Text) -> Form:
    lines, size = [], 0
    for line in islice(text.lines(), _SAMPLE_LINES):
        lines.append(line)
        size += len(line)
        if size > _SAMPLE_CHARACTERS:
            break
    escaped = any('\\"' in line for line in lines)
    forms = [
        Form(separator, backslash)
        for separator in _SEPARATORS
        for backslash in ((False, True) if escaped else (False,))
    ]
    return max(forms, key=lambda form: _fit(lines, form))


def _fit(lines: list[str], form: Form) -> tuple[int, int, int]:
    """Rate a form: headings that it finds, rows that it does not break, cells in a usual row."""
    try:
        found = list(careful_pieces(lambda: iter(lines), form))
    except BrokenTextError:
        return 0, 0, 0
    rows = [row for piece in found for row in piece.rows]
    broken = sum(len(piece.broken) for piece in found)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    index = heading_index(rows)
    return (
        0 if index is None else len(known_headings(rows[index])),
        -broken,
        widths.most_common(1)[0][0] if widths else 0,
    )
