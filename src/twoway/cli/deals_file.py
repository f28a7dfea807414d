"""A file of deals, whatever its kind, read and checked: JSON, YAML, CSV or XLSX."""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from twoway.content.yamlfile import ContentError, Document, parse, read
from twoway.core.deal import Deal
from twoway.core.interchange import read_deals
from twoway.core.reading import InvalidDataError, Node
from twoway.crm.sheets import UnreadableSheetError, csv_rows, heading_row, is_ole, is_zip, xlsx_rows
from twoway.crm.tables import Table, read_rows

XLSX = (".xlsx", ".xlsm", ".xls")
CSV = (".csv", ".tsv")
TREES = (".json", ".yaml", ".yml")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Read = tuple[datetime.date | None, tuple[Deal, ...]]


@dataclass(frozen=True)
class DealsFile:
    """What a file holds: its as-of date if it states one, its deals, and notes on what was left out."""

    as_of: datetime.date | None
    deals: tuple[Deal, ...]
    notes: tuple[str, ...] = ()


class DealsFileError(Exception):
    """The file was refused; ``problems`` has one line for each thing that is wrong, with its place."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep ``problems`` in the order of the file."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def read_deals_file(data: bytes, name: str, dimensions: Sequence[str]) -> DealsFile:
    """Read deals from a file's bytes, by their content first and by the ending of ``name`` where that is not clear.

    Args:
        data: the whole file.
        name: what problems call it; its ending counts.
        dimensions: the rubric's dimension ids.

    Raises:
        DealsFileError: with every problem.

    """

    def checked(node: Node) -> Read:
        return read_deals(node, dimensions)

    kind = _kind(data, Path(name).suffix.lower())
    try:
        if kind == "tree":
            as_of, deals = read(_document(data, name), checked)
            return DealsFile(as_of, deals)
        table = read_rows(xlsx_rows(data) if kind == "xlsx" else csv_rows(data))
    except UnreadableSheetError as error:
        raise DealsFileError([f"{name}: {error}"]) from None
    except ContentError as error:
        raise DealsFileError(error.problems) from None
    as_of, deals = _check_table(table, name, checked)
    return DealsFile(as_of, deals, table.notes)


def _kind(data: bytes, ending: str) -> str:
    if is_zip(data) or is_ole(data) or ending in XLSX:
        return "xlsx"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" or ending in TREES:
        return "tree"
    return "csv" if ending in CSV or _has_headings(data) else "tree"


def _has_headings(data: bytes) -> bool:
    try:
        return heading_row(csv_rows(data)) is not None
    except UnreadableSheetError:
        return False


def _document(data: bytes, name: str) -> Document:
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "this is not text in UTF-8; save the file as UTF-8, or as .xlsx"
        raise DealsFileError([f"{name}:{line}: {message}"]) from None
    return parse(text, name)


def _check_table(table: Table, name: str, checked: Callable[[Node], Read]) -> Read:
    try:
        as_of, deals = checked(table.node)
        table.node.finish()
    except InvalidDataError as error:
        places = sorted(((table.where(problem.path), problem.message) for problem in error.problems), key=_row)
        lines = (f"{name}, {place}: {message}" if place else f"{name}: {message}" for place, message in places)
        raise DealsFileError(list(dict.fromkeys(lines))) from None
    return as_of, deals


def _row(placed: tuple[str, str]) -> int:
    number = re.search(r"\d+", placed[0])
    return int(number.group()) if number else 0
