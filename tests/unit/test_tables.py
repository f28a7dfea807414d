"""Filled spreadsheets as people fill them: encodings, separators, dates, levels, and mistakes with their cells."""

import csv
import datetime
import io
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook
from strategies import a_deal, randoms, read

from twoway.core.dimensions import IDS
from twoway.core.interchange import read_deals, write_deal
from twoway.core.reading import InvalidDataError
from twoway.crm.columns import Column, ask_columns, deal_columns, dimension_columns, read_heading
from twoway.crm.filling import cells_for
from twoway.crm.sheets import UnreadableSheetError
from twoway.crm.tables import load, read_rows

COLUMNS = (
    *deal_columns(),
    *(column for dimension in IDS for column in dimension_columns(dimension, 3)),
    *(column for number in (1, 2, 3) for column in ask_columns(number)),
)


def as_csv(rows: list[list[Any]], separator: str = ",") -> str:
    """Return the rows as CSV text."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def as_xlsx(rows: list[list[Any]]) -> bytes:
    """Return the rows as the second sheet of an XLSX file, after one with something else."""
    book = Workbook()
    book.worksheets[0].append(["Notes", "of my own"])
    sheet = book.create_sheet("Mine")
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def deals_of(data: bytes) -> Any:
    """Return the deals in a file."""
    return read_deals(load(data).node)[1]


def places(rows: list[list[Any]]) -> list[str]:
    """Return every problem of some rows, as place and message."""
    table = read_rows(rows)
    with pytest.raises(InvalidDataError) as caught:
        read_deals(table.node)
    return [f"{table.where(problem.path)}: {problem.message}" for problem in caught.value.problems]


SAMPLE = [
    ["id", "name", "customer", "shared-goal level", "shared-goal kind", "shared-goal who", "shared-goal date"],
    ["A", "Größe & Söhne; “Ltd”", "existing", 3, "done", "Zoë Çelik", "2026-11-01"],
]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_any_program(separator: str, encoding: str) -> None:
    """Encoding and separator are found out, and no letter is lost."""
    deal = deals_of(as_csv(SAMPLE, separator).encode(encoding))[0]
    assert (deal.name, deal.rating("shared-goal").evidence[0].who) == ("Größe & Söhne; “Ltd”", "Zoë Çelik")


def test_excels_separator_line() -> None:
    """The line with which Excel names the separator is passed over."""
    assert len(deals_of(("sep=;\r\n" + as_csv(SAMPLE, ";")).encode())) == 1


def test_xlsx_is_the_same() -> None:
    """A sheet with the headings is found wherever it is, and gives what the CSV gives."""
    assert deals_of(as_xlsx(SAMPLE)) == deals_of(as_csv(SAMPLE).encode())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(randoms)
def test_round_trip(rng: Random) -> None:
    """A deal that is filled into a row and read again is the same deal; a rating with nothing in it is no cell."""
    drawn = a_deal(rng)
    filled = {
        one: rating for one, rating in drawn["ratings"].items() if rating.get("level") == 0 or any(rating.values())
    }
    drawn["ratings"] = filled
    deal = read(drawn)
    cells = cells_for(write_deal(deal))
    headings = [column.heading for column in COLUMNS]
    rows = [headings, [cells.get(column) for column in COLUMNS]]
    assert read_deals(read_rows(rows).node)[1][0] == deal


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.heading)
def test_headings(column: Column) -> None:
    """A heading is understood whatever its case, and with spaces, hyphens or underscores."""
    variants = (column.heading, column.heading.upper(), column.heading.replace("-", " "), f" {column.heading} ")
    assert {read_heading(variant) for variant in variants} == {column}


@pytest.mark.parametrize("heading", ["", "colour", "shared-goal", "shared-goal 2 level", "ask 0 text", "ask dimension"])
def test_unknown_headings(heading: str) -> None:
    """What is not a heading is not guessed at."""
    assert read_heading(heading) is None


@pytest.mark.parametrize(
    ("cell", "level"),
    [(3, 3), (3.0, 3), ("3", 3), (" 3 ", 3), ("3.0", 3), ("3,0", 3), ("n/a", "n/a"), ("N/A", "n/a"), ("unknown", None),
     ("Unknown", None), ("?", None), ("", None), (None, None), ("  ", None)],
)  # fmt: skip
def test_levels(cell: object, level: object) -> None:
    """Levels are read as people write them; unknown in any words is unknown."""
    rows = [["id", "renewal level"], ["A", cell]]
    assert read_deals(read_rows(rows).node)[1][0].rating("renewal").level == level


@pytest.mark.parametrize("cell", [5, "4.5", "high", True, datetime.date(2026, 1, 3), -1, "33333333333333"])
def test_wrong_levels(cell: object) -> None:
    """Any other level is refused at its cell."""
    found = places([["id", "change level"], ["A", cell]])
    assert len(found) == 1
    assert found[0].startswith("row 2, column 'change level': expected a ")


@pytest.mark.parametrize(
    "cell",
    [datetime.date(2026, 11, 2), datetime.datetime.fromisoformat("2026-11-02T09:30"), "2026-11-02",
     "2026/11/02", "2026-11-2",
     "2026-11-02 00:00:00"],
)  # fmt: skip
def test_dates(cell: object) -> None:
    """Dates are read as dates, or as text with the year first."""
    rows = [["id", "ask 1 dimension", "ask 1 made_on"], ["A", "change", cell]]
    assert read_deals(read_rows(rows).node)[1][0].asks[0].made_on == datetime.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("cell", "words"),
    [("01/02/2026", "two different days"), ("1.2.26", "two different days"), ("25/12/2026", "year first"),
     ("2026-02-30", "no such day"), (46348, "format the cell as a date"), ("soon", "year first"), ("#REF!", "formula")],
)  # fmt: skip
def test_wrong_dates(cell: object, words: str) -> None:
    """A date that could be two days, or none, is refused at its cell with the remedy, once."""
    found = places([["id", "ask 1 dimension", "ask 1 made_on"], ["A", "change", cell]])
    assert len(found) == 1
    assert found[0].startswith("row 2, column 'ask 1 made_on': ")
    assert words in found[0]


def test_places_count_as_the_spreadsheet_does() -> None:
    """Rows are numbered as the spreadsheet shows them, titles and blank rows included."""
    rows = [["My deals"], [], ["id", "change level", "change who"], ["A", 2, None], [None, ""], ["B", 9, "Eva"], []]
    assert places(rows) == [
        "row 6, column 'change level': expected a whole number from 0 to 4, found 9",
        "row 6, column 'change who': 'kind' is missing",
    ]


def test_wrong_columns() -> None:
    """Unknown and repeated headings, and values without one, are refused at their place."""
    found = places([["id", "Change level", "change level", "foo"], ["A", 1, 1, "x", "stray"]])
    assert [line.split(":")[0] for line in found] == [
        "row 1, column 'change level'", "row 1, column 'foo'", "row 2, column 5",
    ]  # fmt: skip


def test_deal_without_id() -> None:
    """A row with something in it and no id is refused as a row."""
    assert places([["id", "name"], [None, "Acme"]]) == ["row 2: 'id' is missing"]


def test_same_id_twice() -> None:
    """The second of two rows with one id is named."""
    assert places([["id"], ["A"], ["A"]])[0].startswith("row 3, column 'id': deal 'A' is in the list already")


def test_gaps_between_pieces() -> None:
    """A third piece or ask without a second is still read."""
    rows = [
        ["id", "change 3 kind", "change kind", "ask 7 dimension", "ask 7 made_on"],
        ["A", "said", "belief", "change", "2026-11-01"],
    ]
    deal = read_deals(read_rows(rows).node)[1][0]
    assert [piece.kind for piece in deal.rating("change").evidence] == ["belief", "said"]
    assert len(deal.asks) == 1


def test_example_is_left_out() -> None:
    """The template's example is judged while it is alone, and left out with a note beside real deals."""
    alone = read_rows([["id"], ["EXAMPLE"]])
    beside = read_rows([["id"], ["Example"], ["A"]])
    assert [deal.id for deal in read_deals(alone.node)[1]] == ["EXAMPLE"]
    assert [deal.id for deal in read_deals(beside.node)[1]] == ["A"]
    assert (alone.notes, len(beside.notes)) == ((), 1)


def test_as_of_column() -> None:
    """The as-of date holds for the whole file; rows that contradict each other are refused."""
    assert read_deals(read_rows([["id", "as_of"], ["A", None], ["B", "2026-11-22"]]).node)[0] == datetime.date(
        2026, 11, 22
    )
    found = places([["id", "as_of"], ["A", "2026-11-21"], ["B", "2026-11-22"]])
    assert [line.split(":")[0] for line in found] == ["row 3, column 'as_of'"]


def test_example_does_not_date_real_deals() -> None:
    """An example that is left out takes its as-of date with it."""
    rows = [["id", "as_of"], ["EXAMPLE", "2026-11-22"], ["A", None]]
    assert read_deals(read_rows(rows).node)[0] is None


def test_comfort_list() -> None:
    """Comfort signals are separated by semicolons, commas or lines."""
    rows = [["id", "comfort"], ["A", "Budget approved; they-like-us,stage\nlong demo;"]]
    assert read_deals(read_rows(rows).node)[1][0].comfort == ("budget-approved", "they-like-us", "stage", "long-demo")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "heading 'id'"),
        (b"name;customer\nx;new\n", "heading 'id'"),
        (b"\x00\x01\x02", "not a text"),
        (b'id,name\nA,"never closed\n', "never closed"),
        (b"PK\x03\x04 and no more", "not an .xlsx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "password"),
        (as_xlsx([["nothing", "here"]]), "heading 'id'"),
    ],
    ids=["empty", "no-id", "binary", "open-quote", "broken-zip", "encrypted", "no-headings"],
)
def test_unreadable(data: bytes, words: str) -> None:
    """A file that is no list of deals is refused with the reason and what to do."""
    with pytest.raises(UnreadableSheetError, match=words):
        load(data)
