"""The bytes of an export to deals, problems and questions: the one way in."""

import csv
import gc
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from twoway.core.imports import Import, ImportedDeal, ImportProblem, Question, Status
from twoway.crm.exports import amounts, currencies, dates
from twoway.crm.exports.bulk import SMALLEST, bulk_table
from twoway.crm.exports.columns import Reading, few_distinct, shown
from twoway.crm.exports.decoding import REPLACED
from twoway.crm.exports.dialects import TEMPLATE, dialect_of
from twoway.crm.exports.headings import FLAGS
from twoway.crm.exports.mapping import UnknownColumnError
from twoway.crm.exports.plain import combine_currencies, read_currencies, read_probabilities, read_texts
from twoway.crm.exports.records import BrokenTextError
from twoway.crm.exports.refusals import REMEDY, NotDealsError, check_headings, why_no_headings
from twoway.crm.exports.rows import drop_rows_that_are_no_deals, keep, make_ids, settle_duplicates
from twoway.crm.exports.source import Source, book_source, is_book, text_source
from twoway.crm.exports.statuses import read_statuses
from twoway.crm.exports.table import CrookedHeadingsError, NoHeadingsError, Table, build_table
from twoway.crm.sheets import UnreadableSheetError
from twoway.crm.tables import EXAMPLE

_TEXTS = ("id", "name", "account", "owner", "stage", "next_step")
_DATES = ("close_date", "created_date")
_EXPECTED = {"amount": "amount", "close_date": "close date", "stage": "stage"}
_NAMED = 12
_MARKUP = (b"<html", b"<table", b"<!doctype", b"<?xml")


@dataclass(frozen=True)
class Choices:
    """What a person decided about a file.

    ``columns`` maps headings to fields (a blank leaves a column out). ``answers`` maps headings to the answers of
    questions; ``order`` and ``decimal`` answer for all columns that have none. ``stages`` maps stages to a status.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    decimal: str = ""
    stages: Mapping[str, Status] = field(default_factory=dict)


NO_CHOICES = Choices()


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
    drop_rows_that_are_no_deals(table)
    if dialect == TEMPLATE:
        _drop_example(table)
    if not table.rows:
        raise NotDealsError(f"there are headings, and no deal below them; {REMEDY}")
    return _Deals(source, table, choices).read(dialect)


def _large(data: bytes, choices: Choices, tick: Callable[[int], None]) -> tuple[Source, Table] | None:
    """Read a large text whose rows are all alike; None for any other file."""
    if len(data) < SMALLEST or is_book(data):
        return None
    source = text_source(data, hasty=True)
    if source.form is None or source.odd:
        return None
    try:
        table = bulk_table(data, source.encoding, source.form, choices.columns, tick)
    except (UnicodeDecodeError, csv.Error):
        return None
    return (source, table) if table else None


def _any(data: bytes, choices: Choices, tick: Callable[[int], None]) -> tuple[Source, Table]:
    """Read any file; a text with a wrong quotation mark is read a second time, carefully."""
    source = book_source(data) if is_book(data) else text_source(data)
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
    for name, column in table.columns.items():
        heading = table.mapping.heading(name)
        for place, cell in enumerate(column):
            if not isinstance(cell, str):
                continue
            if "\0" in cell:
                column[place] = cell.replace("\0", "")
                message = "a NUL character stood in this cell and was taken out; look whether the rest is right"
                table.problems.append(ImportProblem(table.rows[place], heading, message, "warning"))
            if REPLACED in cell:
                message = "a character of this cell could not be read"
                table.problems.append(ImportProblem(table.rows[place], heading, message, "warning"))


def _drop_example(table: Table) -> None:
    examples = {place for place, cell in enumerate(table.columns["id"]) if str(cell).strip() == EXAMPLE}
    if examples and len(examples) < len(table.rows):
        keep(table, examples)


class _Deals:
    """Reads the columns of a table, one after the other."""

    def __init__(self, source: Source, table: Table, choices: Choices) -> None:
        self.source, self.table, self.choices = source, table, choices
        self.rows = table.rows
        self.found: list[ImportProblem] = []
        self.questions: list[Question] = []

    def read(self, dialect: str) -> Import:
        """Return the whole file, read."""
        table, mapping = self.table, self.table.mapping
        columns: dict[str, Sequence[object]] = {}
        for name in _TEXTS:
            if name in table.columns:
                columns[name], reading = read_texts(table.columns[name], ids=name == "id")
                self.found += reading.problems(mapping.heading(name), table.columns[name], self.rows)
        for name in _DATES:
            if name in table.columns:
                columns[name] = self._dates(name)
        if "probability" in table.columns:
            reading = read_probabilities(mapping.heading("probability"), Counter(table.columns["probability"]))
            columns["probability"] = self._column("probability", reading)
        self._amounts(columns)
        if "name" not in columns and "account" in columns:
            columns["name"] = columns["account"]
        columns["status"], said = self._statuses()
        self.found += said
        deals = [] if self.questions else self._rows(columns)
        self._say_what_is_missing()
        problems = sorted((*table.problems, *self.found), key=lambda problem: (problem.row or 0, problem.column))
        fields = {place: name for name, place in mapping.fields.items()}
        return Import(
            dialect, self.source.encoding, self.source.delimiter, tuple(deals), tuple(problems), tuple(self.questions),
            {heading: fields.get(place, "") for place, heading in enumerate(mapping.headings)}, table.samples,
        )  # fmt: skip

    def _column(self, name: str, reading: Reading) -> list[object]:
        """Return a column's values row by row, and keep what was said of them."""
        column = self.table.columns[name]
        self.found += reading.problems(self.table.mapping.heading(name), column, self.rows)
        if reading.question:
            self.questions.append(reading.question)
        return list(map(reading.values.__getitem__, column))

    def _dates(self, name: str) -> Sequence[object]:
        column = self.table.columns[name]
        if not few_distinct(column):
            alike = dates.read_alike(column)
            if alike is not None:
                return alike
        answers = (self.choices.answers, self.choices.order, self.source.epoch)
        return self._column(name, dates.read_dates(self.table.mapping.heading(name), Counter(column), *answers))

    def _amounts(self, columns: dict[str, Sequence[object]]) -> None:
        table, mapping = self.table, self.table.mapping
        stated: list[str] | None = None
        if "currency" in table.columns:
            reading = read_currencies(Counter(table.columns["currency"]))
            stated = cast("list[str]", self._column("currency", reading))
        if "amount" not in table.columns:
            columns["currency"] = stated or [""] * len(self.rows)
            return
        heading, raw = mapping.heading("amount"), table.columns["amount"]
        alike = None if few_distinct(raw) else amounts.read_alike(raw)
        parts: Mapping[object, amounts.Amount] = {}
        if alike is not None and (not alike[1] or stated is None):
            columns["amount"], symbol = alike
            general = currencies.SYMBOLS.get(symbol, "") or mapping.stated_currency
            codes, said, dollars = (stated or [general] * len(raw)), dict[int, str](), symbol == "$"
        else:
            counts = Counter(raw)
            beside = self._stated_beside(raw, stated, mapping.stated_currency)
            answers = (self.choices.answers, self.choices.decimal)
            reading, parts = amounts.read_amounts(heading, counts, beside, *answers)
            columns["amount"] = self._column("amount", reading)
            codes, said, dollars = combine_currencies(raw, parts, stated, mapping.stated_currency)
        columns["currency"] = codes
        self.found += [ImportProblem(self.rows[place], heading, message, "warning") for place, message in said.items()]
        if dollars:
            self.found.append(ImportProblem(None, heading, "'$' alone was read as US dollars", "info"))
        if mapping.converted:
            message = "the amounts are as the CRM converted them to the company's own currency"
            self.found.append(ImportProblem(None, heading, message, "warning"))

    def _stated_beside(self, raw: Sequence[object], stated: list[str] | None, general: str) -> Mapping[object, str]:
        """Return the currency stated beside each amount; blank where its rows differ or one has none."""
        if stated is None:
            return dict.fromkeys(raw, general)
        found: dict[object, str] = {}
        for amount, code in zip(raw, stated, strict=True):
            if found.setdefault(amount, code) != code:
                found[amount] = ""
        return found

    def _statuses(self) -> tuple[list[Status], list[ImportProblem]]:
        names = (*FLAGS, "status", "stage")
        columns = {name: self.table.columns[name] for name in names if name in self.table.columns}
        headings = {name: self.table.mapping.heading(name) for name in columns}
        return read_statuses(columns, headings, self.rows, self.choices.stages)

    def _rows(self, columns: Mapping[str, Sequence[object]]) -> list[ImportedDeal]:
        self.table.columns.clear()  # read, and as large as what they were read as
        count = len(self.rows)
        blank, nothing = [""] * count, [None] * count
        fields: dict[str, Sequence[object]] = {name: columns.get(name, blank) for name in ImportedDeal._fields[:-1]}
        for name in (*_DATES, "amount", "probability"):
            fields[name] = columns.get(name, nothing)
        ids = cast("list[str]", list(fields["id"]))
        own_ids = any(ids)
        if not all(ids):
            made = make_ids(
                {name: list(map(_text, fields[name])) for name in ("account", "name", "created_date")}, count
            )
            ids = [own or other for own, other in zip(ids, made, strict=True)]
        fields["id"] = ids
        out: set[int] = set()
        if len(set(ids)) < count:
            facts = list(zip(*fields.values(), strict=True))
            out, said = settle_duplicates(ids, facts, self.rows, own_ids=own_ids)
            self.found += said
        deals = list(map(_make, zip(*fields.values(), self.rows, strict=True)))
        return [deal for place, deal in enumerate(deals) if place not in out] if out else deals

    def _say_what_is_missing(self) -> None:
        mapping = self.table.mapping
        for name in mapping.doubtful:
            message = "the same heading stands over another column, which was read instead"
            self.found.append(ImportProblem(None, name, message, "warning"))
        has_status = {"stage", "status", *FLAGS} & mapping.fields.keys()
        for name, text in _EXPECTED.items():
            if name not in mapping.fields and not (name == "stage" and has_status):
                message = f"no column for the {text} was found; --map 'COLUMN={name}' names it"
                self.found.append(ImportProblem(self.table.heading_row, "", message, "warning"))
        read = set(mapping.fields.values())
        left = [shown(heading) for place, heading in enumerate(mapping.headings) if place not in read]
        if left:
            more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
            message = f"columns that are not read: {', '.join(left[:_NAMED])}{more}"
            self.found.append(ImportProblem(self.table.heading_row, "", message, "info"))


_make: Callable[[tuple[object, ...]], ImportedDeal] = partial(tuple.__new__, ImportedDeal)
"""Make a deal of its values, all known to be there; three times as quick as calling it with a hundred thousand."""


def _text(value: object) -> str:
    return "" if value is None else str(value)
