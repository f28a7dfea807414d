"""The columns of a table to deals: each read as what it holds, with all that is to be said and asked of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from twoway.core.imports import Import, ImportedDeal, ImportProblem, Question, Status
from twoway.crm.exports import amounts, dates
from twoway.crm.exports.choices import Choices
from twoway.crm.exports.columns import Packed, Reading, counted, distinct, few_distinct, mapped, shown, tuples, without
from twoway.crm.exports.date_shapes import read_by_day
from twoway.crm.exports.deal_columns import DealColumns, LargeImport, deals_of
from twoway.crm.exports.headings import FLAGS
from twoway.crm.exports.plain import combine_currencies, read_currencies, read_probabilities, read_texts
from twoway.crm.exports.rows import make_ids, settle_duplicates
from twoway.crm.exports.source import Source
from twoway.crm.exports.statuses import read_statuses
from twoway.crm.exports.table import Table
from twoway.crm.exports.words import words

_TEXTS = ("id", "name", "account", "owner", "stage", "next_step")
_DATES = ("close_date", "created_date")
_EXPECTED = {"amount": "amount", "close_date": "close date", "stage": "stage"}
_NAMED = 12


class DealReader:
    """Reads the columns of a table, one after the other."""

    def __init__(self, source: Source, table: Table, choices: Choices) -> None:
        """Take the table, and what the person decided."""
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
            reading = read_probabilities(mapping.heading("probability"), counted(table.columns["probability"]))
            columns["probability"] = self._column("probability", reading)
        self._amounts(columns)
        if "name" not in columns and "account" in columns:
            columns["name"] = columns["account"]
        columns["status"], said = self._statuses()
        self.found += said
        deals = () if self.questions else self._rows(columns)
        self._say_what_is_missing()
        problems = sorted((*table.problems, *self.found), key=lambda problem: (problem.row or 0, problem.column))
        fields = {place: name for name, place in mapping.fields.items()}
        kind = LargeImport if isinstance(deals, DealColumns) else Import
        return kind(
            dialect, self.source.encoding, self.source.delimiter, deals, tuple(problems), tuple(self.questions),
            {heading: fields.get(place, "") for place, heading in enumerate(mapping.headings)}, table.samples,
        )  # fmt: skip

    def _column(self, name: str, reading: Reading) -> Sequence[object]:
        """Return a column's values row by row, and keep what was said of them."""
        column = self.table.columns[name]
        self.found += reading.problems(self.table.mapping.heading(name), column, self.rows)
        if reading.question:
            self.questions.append(reading.question)
        return mapped(reading.values, column)

    def _dates(self, name: str) -> Sequence[object]:
        column = self.table.columns[name]
        if not few_distinct(column):
            alike = dates.read_alike(column)
            if alike is not None:
                return alike
        heading, answers = self.table.mapping.heading(name), (self.choices.answers, self.choices.order)
        by_day = read_by_day(heading, column, self.rows, *answers) if not few_distinct(column) else None
        if by_day is not None:
            self.found += by_day[1]
            return by_day[0]
        return self._column(name, dates.read_dates(heading, counted(column), *answers, self.source.epoch))

    def _amounts(self, columns: dict[str, Sequence[object]]) -> None:
        table, mapping = self.table, self.table.mapping
        stated: Sequence[str] | None = None
        if "currency" in table.columns:
            reading = read_currencies(counted(table.columns["currency"]))
            stated = cast("Sequence[str]", self._column("currency", reading))
        if "amount" not in table.columns:
            columns["currency"] = stated or [""] * len(self.rows)
            return
        heading, raw = mapping.heading("amount"), table.columns["amount"]
        keys, by_shape = raw, None
        parts: Mapping[object, amounts.Amount]
        if not few_distinct(raw):
            from twoway.crm.exports.amount_shapes import read_by_shape  # noqa: PLC0415 - needs numpy

            by_shape = read_by_shape(heading, raw)
        if by_shape is not None:
            keys, parts = by_shape.keys, by_shape.parts
            self.found += by_shape.reading.problems(heading, keys, self.rows)
            columns["amount"] = by_shape.amounts
            codes, said, dollars = combine_currencies(raw, keys, parts, stated, mapping.stated_currency)
        else:
            counts = counted(raw)
            beside = self._stated_beside(raw, stated, mapping.stated_currency)
            answers = (self.choices.answers, self.choices.decimal)
            reading, parts = amounts.read_amounts(heading, counts, beside, *answers)
            columns["amount"] = self._column("amount", reading)
            codes, said, dollars = combine_currencies(raw, raw, parts, stated, mapping.stated_currency)
        columns["currency"] = codes
        if mapping.factor != 1:
            self._count_in(mapping.factor, columns, keys, parts)
        self.found += [ImportProblem(self.rows[place], heading, message, "warning") for place, message in said.items()]
        if dollars:
            self.found.append(ImportProblem(None, heading, "'$' alone was read as US dollars", "info"))
        if mapping.converted:
            message = "the amounts are as the CRM converted them to the company's own currency"
            self.found.append(ImportProblem(None, heading, message, "warning"))

    def _count_in(
        self, factor: float, columns: dict[str, Sequence[object]], keys: Sequence[object],
        parts: Mapping[object, amounts.Amount],
    ) -> None:  # fmt: skip
        """Multiply the amounts by the unit that the heading names, but for those that have a unit of their own."""
        own = {key for key, part in parts.items() if part.factor != 1}
        columns["amount"] = [
            amount if amount is None or key in own else round(cast("float", amount) * factor, 6)
            for amount, key in zip(columns["amount"], keys, strict=True)
        ]
        message = f"the heading says that the amounts are counted in {factor:,.0f}; they were multiplied"
        self.found.append(ImportProblem(None, self.table.mapping.heading("amount"), message, "info"))

    def _stated_beside(self, raw: Sequence[object], stated: Sequence[str] | None, general: str) -> Mapping[object, str]:
        """Return the currency stated beside each amount; blank where its rows differ or one has none."""
        if stated is None:
            return dict.fromkeys(distinct(raw), general)
        found: dict[object, str] = {}
        for amount, code in cast("Iterable[tuple[object, str]]", distinct(tuples((raw, stated)))):
            if found.setdefault(amount, code) != code:
                found[amount] = ""
        return found

    def _statuses(self) -> tuple[Sequence[Status], list[ImportProblem]]:
        names = (*FLAGS, "status", "stage")
        columns = {name: self.table.columns[name] for name in names if name in self.table.columns}
        headings = {name: self.table.mapping.heading(name) for name in columns}
        return read_statuses(columns, headings, self.rows, self.choices.stages)

    def _rows(self, columns: Mapping[str, Sequence[object]]) -> tuple[ImportedDeal, ...]:
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
        out, said = settle_duplicates(ids, tuple(fields.values()), self.rows, own_ids=own_ids)
        self.found += said
        fields["source_row"] = self.rows
        if out:
            fields = {name: without(column, out) for name, column in fields.items()}
        if any(isinstance(column, Packed) for column in fields.values()):
            return cast("tuple[ImportedDeal, ...]", DealColumns(fields))
        return tuple(deals_of(list(fields.values())))

    def _say_what_is_missing(self) -> None:
        mapping = self.table.mapping
        names = {words(heading) for heading in mapping.headings}
        if {"value period", "lead name"} <= names and words(mapping.heading("amount")) == "value":
            message = "Close writes its values in cents in some exports; compare one with the CRM"
            self.found.append(ImportProblem(None, mapping.heading("amount"), message, "warning"))
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


def _text(value: object) -> str:
    return "" if value is None else str(value)
