"""The bytes of an export to deals, problems and questions: the one way in."""

import csv
import gc
from collections.abc import Callable, Sequence

from twoway.core.imports import Import, ImportProblem
from twoway.crm.exports.choices import NO_CHOICES, Choices
from twoway.crm.exports.columns import outlines, places_where, replaced
from twoway.crm.exports.deal_reader import DealReader
from twoway.crm.exports.decoding import REPLACED
from twoway.crm.exports.dialects import TEMPLATE, dialect_of
from twoway.crm.exports.groups import fill_groups
from twoway.crm.exports.mapping import UnknownColumnError
from twoway.crm.exports.records import BrokenTextError
from twoway.crm.exports.refusals import REMEDY, NotDealsError, check_headings, why_no_headings
from twoway.crm.exports.rows import drop_rows_that_are_no_deals, keep
from twoway.crm.exports.source import Source, book_source, is_book, text_source
from twoway.crm.exports.table import NoHeadingsError, Table
from twoway.crm.exports.table_reader import CrookedHeadingsError, build_table
from twoway.crm.sheets import UnreadableSheetError
from twoway.crm.tables import EXAMPLE

SMALLEST = 2_000_000
"""Bytes of a text; below that, loading pandas costs more than it saves."""
_MARKUP = (b"<html", b"<table", b"<!doctype", b"<?xml")


def read_export(data: bytes, choices: Choices = NO_CHOICES, tick: Callable[[int], None] = lambda _rows: None) -> Import:
    """Read the deals in the bytes of a file: CSV text in any usual encoding, or XLSX.

    Args:
        data: the whole file.
        choices: what the person decided.
        tick: called now and then with the number of rows read so far.

    Raises:
        NotDealsError: when the file is no list of deals, with the reason and what to do.

    """
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and looking for them among a million cells takes a second
    try:
        return _read(data, choices, tick)
    finally:
        if collecting:
            gc.enable()


def _read(data: bytes, choices: Choices, tick: Callable[[int], None]) -> Import:
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise NotDealsError(f"this is a web page, whatever its name says; {REMEDY}, as CSV or XLSX")
    try:
        source, table = _large(data, choices, tick) or _any(data, choices, tick)
    except UnreadableSheetError as error:
        raise NotDealsError(str(error)) from None
    except UnknownColumnError as error:
        raise NotDealsError(str(error)) from None
    except CrookedHeadingsError as error:
        raise NotDealsError(f"{error}, so that values may stand under the wrong ones; export the file anew") from None
    except BrokenTextError:
        message = "the quotation marks of this text are broken in too many rows; export it anew, or save it as .xlsx"
        raise NotDealsError(message) from None
    dialect = dialect_of(table.head)
    if dialect != TEMPLATE:
        check_headings(table.mapping.headings, told=bool(choices.columns))
    if source.odd:
        _clean(table)
    subtotals = drop_rows_that_are_no_deals(table)
    fill_groups(table, subtotals=subtotals)
    if dialect == TEMPLATE:
        _drop_example(table)
    if not table.rows:
        raise NotDealsError(f"there are headings, and no deal below them; {REMEDY}")
    return DealReader(source, table, choices).read(dialect)


def _large(data: bytes, choices: Choices, tick: Callable[[int], None]) -> tuple[Source, Table] | None:
    """Read a large text in blocks; None for any other file."""
    if len(data) < SMALLEST or is_book(data):
        return None
    from twoway.crm.exports.bulk import OtherReaderError, bulk_table  # noqa: PLC0415 - half a second for pandas

    for hasty in (True, False):
        source = text_source(data, hasty=hasty)
        if source.form is None or source.text is None:
            return None
        try:
            return source, bulk_table(source.text, source.form, choices.columns, tick)
        except OtherReaderError:
            return None
        except UnicodeDecodeError:
            continue  # what comes later is not written as its beginning
    return None


def _any(data: bytes, choices: Choices, tick: Callable[[int], None]) -> tuple[Source, Table]:
    """Read any file; a text with a wrong quotation mark is read a second time, carefully."""
    source = book_source(data, tick) if is_book(data) else text_source(data)
    ragged = source.epoch is None
    try:
        try:
            return source, build_table(source.rows(), choices.columns, tick, ragged=ragged)
        except csv.Error:
            return source, build_table(source.careful(), choices.columns, tick, ragged=ragged)
    except NoHeadingsError:
        rows = [row for piece in source.careful() for row in piece.rows]
        raise why_no_headings(rows) from None


def _clean(table: Table) -> None:
    """Take NUL characters out of the cells, and name each cell that held one, or one that could not be read."""
    for name, column in tuple(table.columns.items()):
        heading = table.mapping.heading(name)
        odd = places_where(column, _is_odd) if _any_holds(column) else []
        without_nul: dict[int, object] = {}
        for place in odd:
            cell = str(column[place])
            if "\0" in cell:
                without_nul[place] = cell.replace("\0", "")
                message = "a NUL character stood in this cell and was taken out; look whether the rest is right"
                table.problems.append(ImportProblem(table.rows[place], heading, message, "warning"))
            if REPLACED in cell:
                message = "a character of this cell could not be read"
                table.problems.append(ImportProblem(table.rows[place], heading, message, "warning"))
        if without_nul:
            table.columns[name] = replaced(column, without_nul)


def _is_odd(cell: object) -> bool:
    return isinstance(cell, str) and ("\0" in cell or REPLACED in cell)


def _any_holds(column: Sequence[object]) -> bool:
    """Whether any cell of a column may be odd."""
    try:
        return _is_odd("".join(outlines(column)))  # type: ignore[arg-type] # quick where all are texts
    except TypeError:
        return True


def _drop_example(table: Table) -> None:
    """Leave the template's example out, and say who reads the rest of the file."""
    message = "this is Twoway's own template: ids and names are taken from it; its ratings and evidence are read by "
    table.problems.append(ImportProblem(table.heading_row, "", f"{message}twoway score FILE", "info"))
    examples = {place for place, cell in enumerate(table.columns["id"]) if str(cell).strip() == EXAMPLE}
    if examples and len(examples) < len(table.rows):
        keep(table, examples)
