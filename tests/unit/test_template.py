"""The spreadsheet to fill."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from twoway.content.rubric import load_rubric
from twoway.core.dimensions import IDS
from twoway.core.interchange import read_deals, write_deal
from twoway.core.judge import judge
from twoway.core.rubric import Rubric
from twoway.crm.example import AS_OF, DEAL
from twoway.crm.readme_sheet import READ_ME
from twoway.crm.tables import load
from twoway.crm.template import HEADING_ROW, csv_template, template_columns, xlsx_template


@pytest.fixture(scope="module")
def book() -> Workbook:
    """Return the template, opened again."""
    return load_workbook(io.BytesIO(xlsx_template(load_rubric())))


@pytest.mark.parametrize("make", [xlsx_template, csv_template])
def test_example_is_read_back(make: object) -> None:
    """A fresh template is a valid file, and its example the deal that was put in, with its own date."""
    as_of, deals = read_deals(load(make(load_rubric())).node)  # type: ignore[operator]
    assert as_of is not None
    assert (as_of.isoformat(), [write_deal(deal) for deal in deals]) == (AS_OF, [DEAL])


def test_example_teaches_something() -> None:
    """The example is neither perfect nor hopeless: to fix first, with evidence that does not carry its level."""
    as_of, deals = read_deals(load(csv_template(load_rubric())).node)
    assert as_of is not None
    judgement = judge(deals[0], as_of)
    assert (judgement.verdict, [reason.cause for reason in judgement.reasons]) == ("fix-first", ["evidence", "unknown"])


def test_headings_and_titles(book: Workbook) -> None:
    """Above each group stands its title; the headings below are the ones that are read."""
    sheet = book["Deals"]
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    assert headings == [column.heading for column in template_columns(load_rubric())]
    titles = [cell.value for cell in sheet[1] if cell.value]
    assert sum(title.startswith(load_rubric().dimension(one).title) for one in IDS for title in titles) >= len(IDS)


def test_levels_are_explained(book: Workbook) -> None:
    """The heading of each level carries the wording of all five as a comment."""
    rubric = load_rubric()
    comments = {cell.value: cell.comment.text for cell in book["Deals"][HEADING_ROW] if cell.comment}
    for dimension in rubric.dimensions:
        assert all(level.text in comments[f"{dimension.id} level"] for level in dimension.levels)


def test_drop_downs(book: Workbook) -> None:
    """Levels, kinds, customers, relationships, answers and dimensions are chosen from a list that Excel accepts."""
    sheet = book["Deals"]
    covered = {}
    for validation in sheet.data_validations.dataValidation:
        assert len(validation.formula1) <= 255
        for area in validation.sqref.ranges:
            heading = sheet.cell(HEADING_ROW, area.min_col).value
            covered[heading] = validation.formula1
    assert covered["shared-goal level"] == '"0,1,2,3,4,n/a"'
    assert covered["change 2 kind"] == '"belief,said,done"'
    assert {"customer", "relationship", "ask 3 answer", "ask 1 dimension"} <= set(covered)


def test_frozen_and_read_me(book: Workbook) -> None:
    """Names and headings stay in view, and a second sheet says how to fill the first."""
    assert book["Deals"].freeze_panes == "C3"
    assert book.sheetnames == ["Deals", "Read me"]
    assert [row[0].value for row in book["Read me"].iter_rows()] == [word for word, _ in READ_ME]


def test_no_formulas() -> None:
    """Words of a company's rubric never become a formula, whatever they start with."""
    own = load_rubric()
    first, *rest = own.dimensions
    evil = Rubric(**(vars(own) | {"dimensions": (type(first)(**(vars(first) | {"title": "=1+1"})), *rest)}))
    sheet = load_workbook(io.BytesIO(xlsx_template(evil)))["Deals"]
    assert any(str(cell.value).startswith("=1+1") for cell in sheet[1])
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_company_rubric() -> None:
    """Dimensions that a company leaves out have no columns."""
    own = load_rubric()
    two_way = Rubric(**(vars(own) | {"dimensions": own.dimensions[:5]}))
    assert "renewal level" not in csv_template(two_way).decode("utf-8-sig")
