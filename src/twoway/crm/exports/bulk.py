"""Large files whose rows are all alike, read by pandas: the structure is checked first, so that nothing can move."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, repeat

from twoway.crm.exports.decoding import Text
from twoway.crm.exports.records import Form, Piece
from twoway.crm.exports.table import HEADING_WITHIN, Table, finish_table, heading_place, start_table

SMALLEST = 2_000_000
"""Bytes; below that, loading pandas costs more than it saves."""

_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252")
_BLOCK = 6_000_000
_TAIL = 60
"""Lines at the end that may be footers."""


def bulk_table(
    data: bytes, encoding: str, form: Form, given: Mapping[str, str], tick: Callable[[int], None]
) -> Table | None:
    """Return the table of a large text, or None when it is small or its rows are not all alike.

    The arguments are those of :func:`twoway.crm.exports.table.build_table`, with the text's encoding and form.

    Raises:
        UnicodeDecodeError: when the text has another encoding.
        csv.Error: where a quotation mark is wrong among the last lines.
        UnknownColumnError: for a wrong ``given``.

    """
    if len(data) < SMALLEST or encoding not in _ENCODINGS or form.backslash or data[:4].lower() == b"sep=":
        return None
    top = list(islice(form.reader(Text(data, encoding, damaged=False).lines()), HEADING_WITHIN))
    index = heading_place(top, given)
    start = None if index is None else _offset(data, index + 1)
    end = _start_of_tail(data)
    if index is None or start is None or end is None:
        return None
    table, positions = start_table(Piece(1, top), index, given)
    delimiter, width = form.delimiter.encode(), len(top[index])
    for block, parts in _blocks(data, start, end):
        widths = structure(parts, delimiter)
        if widths is None or widths.count(width - 1) != len(widths):
            return None
        if _add(table, positions, block, encoding, form.delimiter) != len(widths):
            return None
        tick(len(table.rows))
    _finish(data[end:].decode(encoding), form, table, positions, width)
    return table


def structure(parts: Sequence[bytes], delimiter: bytes) -> list[int] | None:
    """Return how many delimiters each row has outside quotation marks; None where these marks are not all right.

    ``parts`` is a text cut at its quotation marks.
    """
    outside = parts[::2]
    edges = delimiter + b"\r\n"
    middle = [part for part in outside[1:-1] if part]  # an empty one is a doubled quotation mark inside a cell
    first = {part[0] for part in middle} | set(outside[-1][:1] if len(outside) > 1 else b"")
    last = {part[-1] for part in middle} | set(outside[0][-1:] if len(outside) > 1 else b"")
    bare = b"".join(outside)
    if not first | last <= set(edges):
        return None  # a lone carriage return is not looked for: pandas takes it for the end of a row, and counts others
    lines = bare.split(b"\n")
    if not lines[-1]:
        lines.pop()
    return list(map(bytes.count, lines, repeat(delimiter)))


def _blocks(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, list[bytes]]]:
    """Cut the text into blocks of whole rows, where a line ends outside quotation marks; each also cut at its marks."""
    while start < end:
        cut = data.find(b"\n", start + _BLOCK, end) + 1 or end
        block = data[start:cut]
        parts = block.split(b'"')
        while not len(parts) % 2 and cut < end:
            cut = data.find(b"\n", cut, end) + 1 or end
            block = data[start:cut]
            parts = block.split(b'"')
        yield block, parts
        start = cut


def _offset(data: bytes, lines: int) -> int | None:
    """Return where the text goes on after its first lines; None when a cell with a line break is among them."""
    place = 0
    for _ in range(lines):
        place = data.find(b"\n", place) + 1
    return place if data.count(b'"', 0, place) % 2 == 0 else None


def _start_of_tail(data: bytes) -> int | None:
    """Return where the last lines begin; None when no line begins outside quotation marks there."""
    place = len(data)
    for _ in range(_TAIL):
        place = data.rfind(b"\n", 0, place)
    while place > 0 and data.count(b'"', place) % 2:
        place = data.rfind(b"\n", 0, place)
    return place + 1 if place > 0 else None


def _add(table: Table, positions: Mapping[str, int], block: bytes, encoding: str, delimiter: str) -> int:
    """Add a block of rows that are all alike to the table's columns; return how many pandas has found."""
    import pandas as pd  # noqa: PLC0415 - half a second that small files do not pay

    wanted = sorted(set(positions.values()))
    frame = pd.read_csv(
        io.BytesIO(block), sep=delimiter, header=None, names=range(len(table.head)), usecols=wanted, dtype=object,
        na_filter=False, skip_blank_lines=False, encoding=encoding, encoding_errors="strict", engine="c",
        low_memory=False,
    )  # fmt: skip
    for name, position in positions.items():
        table.columns[name] += frame[position].tolist()
    first = table.rows[-1] + 1 if table.rows else table.heading_row + 1
    table.rows += range(first, first + len(frame))
    return len(frame)


def _finish(text: str, form: Form, table: Table, positions: Mapping[str, int], width: int) -> None:
    """Read the last lines, footers among them."""
    first = table.rows[-1] + 1 if table.rows else table.heading_row + 1
    rows = list(form.reader(io.StringIO(text, newline="")))
    finish_table(table, positions, width, Piece(first, rows))
