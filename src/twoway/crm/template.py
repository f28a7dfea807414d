"""The spreadsheet to fill: one row a deal, drop-downs, each level's wording as a comment, and one filled example."""

import csv
import datetime
import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from twoway.core.dimensions import BY_ID
from twoway.core.interchange import ANSWERS, CUSTOMERS, KINDS, RELATIONSHIPS
from twoway.core.rubric import Rubric
from twoway.crm.columns import ASKS, DATE_FIELDS, Column, ask_columns, deal_columns, dimension_columns
from twoway.crm.example import AS_OF, DEAL
from twoway.crm.filling import cells_for
from twoway.crm.readme_sheet import READ_ME

LAST_ROW = 1000
"""Drop-downs reach to this row."""
HEADING_ROW = 2
FIRST_DEAL_ROW = 3

_INK = "1F2933"
_TINTS = {"deal": "E8E4DA", "two-way": "D8E8E4", "partner": "E6E0F0", "deal-dimension": "F3E6D3", "ask": "DDE6F2"}
_WIDTHS = {"id": 12, "name": 28, "comfort": 28, "level": 9, "kind": 9, "who": 20, "quote": 42, "where": 16, "text": 42}
_DEFAULT_WIDTH = 14
_HINTS = {
    "kind": "belief: ours, or a field in the CRM. said: they said it. done: they wrote it, did it, or acknowledged it. "
    "said and done need a name and a date.",
    "who": "The person, by name.",
    "date": "The day on which it was said or done.",
    "quote": "Their words, or what was done.",
    "where": "Where it can be found: email, call note, plan.",
    "comfort": "Separate with semicolons. Shown back to you; it never changes the verdict.",
    "as_of": "Leave blank to judge as of today. One date for the whole file.",
    "due_on": "Blank means two weeks after it was made.",
    "answer": "“I'll think about it” is none.",
}


def xlsx_template(rubric: Rubric) -> bytes:
    """Return the template as an XLSX file, with the wording of ``rubric`` and a group for each of its dimensions."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Deals"
    columns = template_columns(rubric)
    _titles(sheet, rubric, columns)
    for index, column in enumerate(columns, start=1):
        _column(sheet, index, column, rubric)
    _drop_downs(sheet, columns, rubric)
    example = cells_for(DEAL, AS_OF)
    for index, column in enumerate(columns, start=1):
        _put(sheet, FIRST_DEAL_ROW, index, example.get(column))
    sheet.row_dimensions[1].height = 34
    sheet.row_dimensions[HEADING_ROW].height = 32
    sheet.freeze_panes = f"C{FIRST_DEAL_ROW}"
    _read_me(book.create_sheet("Read me"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_template(rubric: Rubric) -> bytes:
    """Return the headings and the example as CSV in UTF-8 with a byte-order mark, as Excel likes it."""
    columns = template_columns(rubric)
    example = cells_for(DEAL, AS_OF)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.heading for column in columns])
    writer.writerow([example.get(column, "") for column in columns])
    return stream.getvalue().encode("utf-8-sig")


def template_columns(rubric: Rubric) -> tuple[Column, ...]:
    """Return all columns of the template, in order."""
    return (
        *deal_columns(),
        *(column for dimension in rubric.ids for column in dimension_columns(dimension)),
        *(column for number in range(1, ASKS + 1) for column in ask_columns(number)),
    )


def _put(sheet: Worksheet, row: int, index: int, value: object) -> None:
    """Write a value; a text is always a text, never a formula."""
    if value is None:
        return
    cell = sheet.cell(row, index)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value  # type: ignore[assignment]
    if isinstance(value, datetime.date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _group(column: Column) -> tuple[str, str, int]:
    """Return what the title above a column spans: the deal, one dimension, or one ask."""
    return ("ask", "", column.number) if column.part == "ask" else ("deal" if not column.owner else "", column.owner, 0)


def _titles(sheet: Worksheet, rubric: Rubric, columns: Iterable[Column]) -> None:
    spans: dict[tuple[str, str, int], list[int]] = {}
    for index, column in enumerate(columns, start=1):
        spans.setdefault(_group(column), []).append(index)
    for (part, dimension, number), indices in spans.items():
        if dimension:
            words = rubric.dimension(dimension)
            title = f"{words.title}: {words.question}"
        else:
            title = "The deal" if part == "deal" else f"Ask {number}: what did you ask of them, and what came of it?"
        _put(sheet, 1, indices[0], title)
        cell = sheet.cell(1, indices[0])
        cell.font = Font(bold=True, size=12, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_TINTS[_tint(dimension, part)])
        cell.alignment = Alignment(vertical="center")
        sheet.merge_cells(start_row=1, end_row=1, start_column=indices[0], end_column=indices[-1])


def _tint(dimension: str, part: str) -> str:
    if not dimension:
        return part
    group = BY_ID[dimension].group
    return "deal-dimension" if group == "deal" else group


def _column(sheet: Worksheet, index: int, column: Column, rubric: Rubric) -> None:
    """Write a column's heading with its comment, and give the column its width and format."""
    _put(sheet, HEADING_ROW, index, column.heading)
    cell = sheet.cell(HEADING_ROW, index)
    cell.font = Font(bold=column.field in ("id", "level"), color=_INK)
    cell.fill = PatternFill("solid", fgColor=_TINTS[_tint(column.owner, "ask" if column.part == "ask" else "deal")])
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    text = _levels(rubric, column.owner) if column.part == "level" else _HINTS.get(column.field, "")
    if text:
        cell.comment = Comment(text, "Twoway", height=260 if column.part == "level" else 110, width=420)
    letter = get_column_letter(index)
    dimension = sheet.column_dimensions[letter]
    dimension.width = _WIDTHS.get(column.field, _DEFAULT_WIDTH)
    if column.field in DATE_FIELDS:
        dimension.number_format = "yyyy-mm-dd"
    elif column.part != "level":
        dimension.number_format = "@"  # text, so that "-5% churn" is not taken for a formula
    if column.part == "evidence" and column.number > 1:
        dimension.outlineLevel = 1
        dimension.hidden = column.owner != "shared-goal"  # the example shows one second piece


def _levels(rubric: Rubric, dimension: str) -> str:
    words = rubric.dimension(dimension)
    lines = (f"{number}  {level.label}: {level.text}" for number, level in enumerate(words.levels))
    return "\n".join((words.question, "", *lines, "", "Leave it blank when you do not know."))


def _drop_downs(sheet: Worksheet, columns: Iterable[Column], rubric: Rubric) -> None:
    choices: Mapping[str, Iterable[str]] = {
        "level": ("0", "1", "2", "3", "4", "n/a"),
        "kind": KINDS,
        "customer": CUSTOMERS,
        "relationship": RELATIONSHIPS,
        "answer": ANSWERS,
        "dimension": rubric.ids,
    }
    lists = {
        field: DataValidation(
            type="list",
            formula1=f'"{",".join(words)}"',
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Choose one",
            error=f"Choose from the list, or leave the cell blank: {', '.join(words)}."[:225],
        )
        for field, words in choices.items()
    }
    for index, column in enumerate(columns, start=1):
        if column.field in lists:
            letter = get_column_letter(index)
            lists[column.field].add(f"{letter}{FIRST_DEAL_ROW}:{letter}{LAST_ROW}")
    for validation in lists.values():
        sheet.add_data_validation(validation)


def _read_me(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 92
    for row, (word, text) in enumerate(READ_ME, start=1):
        _put(sheet, row, 1, word)
        _put(sheet, row, 2, text)
        sheet.cell(row, 1).font = Font(bold=True, size=14 if row == 1 else 11, color=_INK)
