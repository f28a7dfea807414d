"""The rows of a CSV or XLSX file as they stand, whatever its encoding and separator."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from twoway.crm.columns import read_heading

Row = Sequence[object]

HEADING_WITHIN = 10
"""The headings stand in one of this many first rows; above them there may be titles."""

_MOST_UNPACKED = 300_000_000
"""Bytes; a spreadsheet that unpacks to more was made to do harm, or is not a list of deals."""
_TICK = 2000
"""Rows after which progress is told."""
_SEPARATORS = (",", ";", "\t")


class UnreadableSheetError(Exception):
    """The file cannot be read as a spreadsheet; the message says why and what to do."""


def no_headings(what: str) -> UnreadableSheetError:
    """Return the error for a spreadsheet whose first rows hold no headings."""
    return UnreadableSheetError(
        f"expected {what} with a heading 'id' in one of the first {HEADING_WITHIN} rows, and found none; "
        "start from the template: twoway score --template deals.xlsx"
    )


def heading_row(rows: Sequence[Row]) -> int | None:
    """Return the index of the row of headings: the first that has a cell ``id``; None when there is none."""
    for index, row in enumerate(rows[:HEADING_WITHIN]):
        if any(isinstance(cell, str) and cell.strip().lower() == "id" for cell in row):
            return index
    return None


def is_zip(data: bytes) -> bool:
    """Whether ``data`` starts as XLSX (a zip archive) does."""
    return data.startswith(b"PK\x03\x04")


def is_ole(data: bytes) -> bool:
    """Whether ``data`` starts as an old XLS, or an XLSX with a password, does."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def xlsx_rows(data: bytes) -> list[Row]:
    """Return the rows of the first sheet that has a row of headings, formulas as the values they had when saved.

    Raises:
        UnreadableSheetError: for a password, an old format, a damaged file, or no sheet with headings.

    """
    for rows in read_book(data).sheets:
        if heading_row(rows) is not None:
            return rows
    raise no_headings("a sheet")


@dataclass(frozen=True)
class Book:
    """The sheets of an XLSX file as rows, and the year from which its day numbers count (1900 or 1904)."""

    sheets: tuple[list[Row], ...]
    epoch: int


def read_book(data: bytes, tick: Callable[[int], None] = lambda _rows: None) -> Book:
    """Read all sheets of an XLSX file, formulas as the values they had when saved.

    Args:
        data: the whole file.
        tick: called now and then with the number of rows read so far.

    Raises:
        UnreadableSheetError: for a password, an old format, or a damaged file.

    """
    if is_ole(data):
        raise UnreadableSheetError("this is an old .xls file, or one with a password; save it as .xlsx without one")
    try:
        return _book(data, tick)
    except UnreadableSheetError:
        raise
    except Exception as error:  # a damaged file can fail in any layer: zip, XML, openpyxl
        raise UnreadableSheetError(
            "this is not an .xlsx file that can be read; open it in your spreadsheet program and save it anew"
        ) from error


def _book(data: bytes, tick: Callable[[int], None]) -> Book:
    from openpyxl import load_workbook  # noqa: PLC0415 - 100 ms that JSON does not need

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > _MOST_UNPACKED:
        raise UnreadableSheetError("this file unpacks to far more than a list of deals; copy the rows to a new one")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of drop-downs and styles that reading does not need
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some exporters state a size that cuts off all but the first cell
            sheets.append(_without_trailing_blanks(_counted(sheet.iter_rows(values_only=True), tick)))
        return Book(tuple(sheets), 1904 if book.epoch.year == 1904 else 1900)  # noqa: PLR2004 - the two that there are


def _counted(rows: Iterable[Row], tick: Callable[[int], None]) -> Iterator[Row]:
    """Yield the rows, and tell now and then how many there were."""
    for number, row in enumerate(rows, 1):
        if not number % _TICK:
            tick(number)
        yield row


def csv_rows(data: bytes) -> list[Row]:
    """Return the rows of a CSV text; the separator is the one that gives the most known headings.

    Raises:
        UnreadableSheetError: for an unknown encoding, a quotation mark that is never closed, or no headings.

    """
    text = _decoded(data)
    text = re.sub(r"\A(?i:sep=).\r?\n", "", text)  # a line with which Excel names the separator
    best: list[Row] = []
    fault, known = "", 0
    for separator in _SEPARATORS:
        try:
            rows = _without_trailing_blanks(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        except csv.Error as error:
            fault = fault or str(error)
            continue
        index = heading_row(rows)
        headings = 0 if index is None else sum(bool(read_heading(str(cell))) for cell in rows[index])
        if headings > known:
            best, known = rows, headings
    if known:
        return best
    if fault:
        raise UnreadableSheetError(f"the CSV text is broken ({fault}); look for a quotation mark that is never closed")
    raise no_headings("the text")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        encodings = []
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSheetError("this is not a text in UTF-8, UTF-16 or Windows encoding; save it as 'CSV UTF-8'")


def _without_trailing_blanks(rows: Iterable[Row]) -> list[Row]:
    kept: list[Row] = []
    last = 0
    for row in rows:
        kept.append(row)
        if any(cell is not None and cell != "" for cell in row):
            last = len(kept)
    return kept[:last]
