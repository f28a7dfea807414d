"""Large texts, read in blocks: the structure of each block is checked first, so that nothing can move.

The rows of a block that are not like the rest are cut out and read one by one, by the same rules as in small files.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from twoway.crm.exports.decoding import Text
from twoway.crm.exports.gathering import Block, Numbered, Repeated, Texts
from twoway.crm.exports.records import Form, Piece, alone
from twoway.crm.exports.structure import Structure, quotes_in, survey
from twoway.crm.exports.table import HEADING_WITHIN, SAMPLE, Table, heading_place, start_table
from twoway.crm.exports.table_reader import TableReader

_BLOCK = 2_000_000
"""Bytes that are read at once: few enough that memory hardly grows, enough that the preparations are small."""
_LONGEST = 64_000_000
"""Bytes of a single row, or of a cell whose quotation mark is never closed."""
_MANY = 20
"""When more than one row in that many is odd, the file is another reader's."""
_SOME = 200
"""That many odd rows are always allowed; of those to be put back among the others, there may be no more."""
SOME_ROWS = 200
"""More rows than that tell whether a column's values come again and again."""


_Gathered = Numbered | Repeated | Texts


class OtherReaderError(Exception):
    """The text is not for this reader; the other one reads everything."""


def bulk_table(text: Text, form: Form, given: Mapping[str, str], tick: Callable[[int], None]) -> Table:
    """Return the table of a large text.

    Args:
        text: the file.
        form: how it is written.
        given: the user's own mapping, heading to field.
        tick: called with the number of rows read so far.

    Raises:
        OtherReaderError: when the rows are too different from each other.
        UnicodeDecodeError: when the text has another encoding than its beginning.
        CrookedHeadingsError: when the headings do not belong to the rows.
        UnknownColumnError: for a wrong ``given``.

    """
    top, offset = _beginning(text, form, given)
    index = heading_place(top[:HEADING_WITHIN], given)
    if index is None or form.backslash or not form.delimiter.isascii():
        raise OtherReaderError
    table, positions = start_table(Piece(1, top), index, given)
    reader = TableReader(table, list(positions.values()), top[index + 1 :], ragged=True)
    if reader.loose or reader.width < 2 or max(positions.values()) >= reader.width:  # noqa: PLR2004 - one column
        raise OtherReaderError
    blocks = _Blocks(reader, form, _gathering(top[index + 1 :], positions), table.heading_row + 1)
    for block in _blocks(_utf8(text), offset):
        blocks.add(block)
        tick(blocks.next_row - 1)
    blocks.finish()
    return table


def _beginning(text: Text, form: Form, given: Mapping[str, str]) -> tuple[list[list[str]], int]:
    """Return the first rows, and where, in UTF-8, the text goes on behind the headings."""
    lines, read = text.lines(), []

    def kept() -> Iterator[str]:
        for line in lines:
            read.append(line)
            yield line

    reader = form.reader(kept())
    rows, ends = [], []
    try:
        for row in islice(reader, HEADING_WITHIN + SAMPLE):
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error:
        raise OtherReaderError from None
    index = heading_place(rows[:HEADING_WITHIN], given)
    if index is None:
        raise OtherReaderError
    return rows, text.passed_over() + sum(len(line.encode()) for line in read[: ends[index]])


def _gathering(rows: Sequence[Sequence[str]], positions: Mapping[str, int]) -> list[tuple[int, _Gathered]]:
    """Return how each column is to be gathered: ids and amounts have a value of their own in nearly every row."""
    found: list[tuple[int, _Gathered]] = []
    for name, place in positions.items():
        many = len({row[place] for row in rows if len(row) > place}) * 4 > len(rows) > SOME_ROWS
        found.append((place, (Numbered() if name == "amount" else Texts()) if many else Repeated()))
    return found


def _utf8(text: Text) -> Iterator[bytes]:
    """Yield the text in UTF-8 without a mark at its beginning: as it is, or recoded piece by piece."""
    if text.encoding in ("utf-8", "utf-8-sig") and not text.damaged:
        yield text.data.removeprefix(codecs.BOM_UTF8)
        return
    decoder = codecs.getincrementaldecoder(text.encoding)("replace" if text.damaged else "strict")
    for place in range(0, len(text.data), _BLOCK):
        piece = text.data[place : place + _BLOCK]
        plain = text.encoding == "cp1252" and not _has_controls(piece)
        yield (piece.decode("latin-1") if plain else decoder.decode(piece)).encode()
    yield decoder.decode(b"", final=True).encode()


def _has_controls(piece: bytes) -> bool:
    """Whether there are bytes for which Windows-1252 differs from Latin-1, which is decoded far more quickly."""
    return bool((np.frombuffer(piece, np.uint8) - np.uint8(0x80) < 0x20).any())  # noqa: PLR2004 - 0x80 to 0x9f


def _blocks(pieces: Iterator[bytes], offset: int) -> Iterator[bytes]:
    """Cut the text behind its first ``offset`` bytes into blocks of whole rows."""
    rest = b""
    for new in pieces:
        if offset >= len(new):
            offset -= len(new)
            continue
        piece = rest + new
        place, offset = offset, 0
        while cut := _end_of_rows(piece, place):
            yield piece[place:cut]
            place = cut
        rest = piece[place:]
    if rest:
        yield rest if rest.endswith(b"\n") else rest + b"\n"


def _end_of_rows(piece: bytes, place: int) -> int:
    """Return where a block of whole rows that begins at ``place`` ends; 0 when no row ends in what is there."""
    size = _BLOCK
    while True:
        if size > _LONGEST:
            raise OtherReaderError
        cut = piece.rfind(b"\n", place, place + size) + 1
        inside = quotes_in(piece, place, cut) % 2
        while cut > place and inside:  # back to a line that ends outside quotation marks
            before = piece.rfind(b"\n", place, cut - 1) + 1
            inside ^= piece.count(b'"', max(before, place), cut) % 2
            cut = before
        if cut > place or place + size >= len(piece):
            return cut if cut > place else 0
        size *= 2


class _Blocks:
    """Adds blocks of rows to a table, one after the other."""

    def __init__(
        self, reader: TableReader, form: Form, gathered: Sequence[tuple[int, _Gathered]], first_row: int
    ) -> None:
        self.reader, self.form, self.gathered, self.next_row = reader, form, gathered, first_row
        self.numbers: list[int] = []
        self.delimiter = ord(form.delimiter)

    def add(self, block: bytes) -> None:
        """Add a block of whole rows."""
        found = survey(block, self.delimiter, self.reader.width)
        if found is None:
            raise OtherReaderError
        count = len(found.ends)
        first = self.next_row
        self.next_row += count
        if not len(found.odd):
            self._columns(found, range(first, first + count))
            return
        if len(found.odd) > _SOME and len(found.odd) * _MANY > count:
            raise OtherReaderError
        good = found.without_odd()
        numbers = np.delete(np.arange(first, first + count), found.odd).tolist()
        if numbers:
            whole = survey(good, self.delimiter, self.reader.width)
            if whole is None or len(whole.odd):
                raise OtherReaderError
            self._columns(whole, numbers)
        for position, line in found.odd_rows():
            self._odd(first + position, line)

    def _columns(self, found: Structure, numbers: Iterable[int]) -> None:
        """Add rows that are all alike."""
        block = Block(found)
        for place, gathered in self.gathered:
            gathered.add(block, place)
        self.numbers.extend(numbers)

    def finish(self) -> None:
        """Hand the columns to the reader, which puts the rows in between that were read by themselves."""
        self.reader.take_columns([gathered.column() for _, gathered in self.gathered], self.numbers)
        self.reader.finish()

    def _odd(self, number: int, line: bytes) -> None:
        """Add a row that has too many or too few cells, a NUL character or a wrong quotation mark."""
        text = line.decode()
        try:
            rows, mended = list(self.form.reader(io.StringIO(text, newline=""))), False
        except csv.Error as error:
            if "\n" in text.rstrip("\r\n") or "unexpected end" in str(error):
                raise OtherReaderError from None
            rows, mended = [alone(text, self.form)], True
        if len(rows) != 1 or len(self.reader.late) > _SOME:
            raise OtherReaderError
        self.reader.take_odd(number, rows[0], mended=mended)
