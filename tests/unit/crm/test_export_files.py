"""Whole files as CRMs and people really make them: dialects, encodings, footers, and what is no list of deals."""

import datetime
import io

import pytest
from making_exports import grave, only, read
from openpyxl import Workbook

from twoway.core.imports import ImportedDeal
from twoway.crm.exports.generator import DEFECTS, DIALECTS, make_export
from twoway.crm.exports.generator_dialects import LANGUAGES, Style
from twoway.crm.exports.mapping import meaning_of, stated_in
from twoway.crm.exports.refusals import NotDealsError
from twoway.crm.exports.structure import survey
from twoway.crm.sheets import read_book

HEAD = "Deal name,Stage,Amount,Close date\n"
NAMED = {"salesforce-api": "salesforce", "dynamics-xlsx": "dynamics", "table": "plain"}


def as_read(deals: tuple[ImportedDeal, ...], dialect: str) -> tuple[ImportedDeal, ...]:
    """Return the truth as the dialect's columns can tell it."""
    return tuple(deal._replace(next_step="") for deal in deals) if dialect == "pipedrive" else deals


@pytest.mark.parametrize("defects", [(), DEFECTS], ids=["clean", "defects"])
@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "style",
    [
        Style(), Style(delimiter=";"), Style(encoding="utf-16", delimiter="\t"), Style(encoding="cp1252"),
        Style(encoding="utf-8-sig", quoted=True), Style(language="de", delimiter=";", extra=200),
    ],
    ids=["plain", "semicolon", "utf-16", "cp1252", "quoted", "german-wide"],
)  # fmt: skip
def test_every_dialect_is_read_right(dialect: str, style: Style, defects: tuple[str, ...]) -> None:
    """All deals come out as they were put in, and each planted defect is named by its row."""
    planted = [
        kind for kind in defects if (dialect, kind) != ("dynamics-xlsx", "crooked-row")
    ]  # a sheet has no such rows
    made = make_export(dialect, 7, 40, style=style, defects=planted)
    found = read(made.data)
    assert found.questions == ()
    assert tuple(found.deals) == as_read(made.deals, dialect)
    assert found.dialect == NAMED.get(dialect, dialect)
    if dialect != "dynamics-xlsx":
        assert (found.encoding, found.delimiter) == (style.encoding, style.delimiter)
    flagged = dialect in ("salesforce-api", "pipedrive", "dynamics", "dynamics-xlsx")
    unsaid = {"blank-row"} | ({"unknown-stage"} if flagged else set())
    rows = {problem.row for problem in found.problems}
    assert [kind for kind, row in made.planted if row not in rows and kind not in unsaid] == []
    if not defects:
        assert [one for one in found.problems if one.severity == "error"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hubspot_in_every_language(language: str) -> None:
    """Localised headings are known, hundreds of other columns and repeated headings do no harm."""
    made = make_export("hubspot", 3, 20, style=Style(language=language, extra=300))
    found = read(made.data)
    assert (found.dialect, tuple(found.deals)) == ("hubspot", made.deals)


def test_salesforce_report_columns() -> None:
    """Doubled prefixes, the currency beside the amount rather than beside the converted one, and footers."""
    made = make_export("salesforce", 1, 20, defects=("footer",))
    found = read(made.data)
    headings = ("Amount", "Amount Currency", "Account Name: Account Name", "Amount (converted)")
    assert [found.mapping[heading] for heading in headings] == ["amount", "currency", "account", ""]
    assert found.totals().keys() == {deal.currency for deal in made.deals}
    assert [problem.severity for problem in found.problems if "no deal" in problem.message] == ["info"] * 3


def test_converted_amounts_alone_are_said_to_be_converted() -> None:
    """Without the original amount the converted one is read with its own currency, and that is said."""
    found = read(
        "Opportunity Name,Stage,Amount (converted) Currency,Amount (converted),Close Date\na,Won,EUR,5,2026-01-31\n"
    )
    assert (found.deals[0].amount, found.deals[0].currency, grave(found)) == (5, "EUR", [(None, "Amount (converted)")])


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Deal - Title", "name"), ("Deal - Value *", "amount"), ("Organization - Name", "account"),
        ("Person - Name", None),
        ("(Do Not Modify) Opportunity", "id"), ("Est. revenue (Base)", "amount_converted"),
        ("Probability (%)", "probability"),
        ("Opportunity Owner: Full Name", "owner"), ("Account.Name", "account"), ("IsWon", "is_won"),
        ("ARR__c", "amount"),
        ("Stage ↑", "stage"), ("Lifecycle Stage", None), ("Annual Revenue", None), ("Campaign: Name", None),
        ("Deal_Name", "name"),
        ("Expected Revenue", None), ("Weighted amount", None), ("Last Modified Date", None), ("Lead Status", None),
    ],
)  # fmt: skip
def test_headings(heading: str, field: str | None) -> None:
    """Prefixes, stars, arrows and API names are seen through; look-alikes are left alone."""
    meaning = meaning_of(heading)
    assert (meaning[0] if meaning else None) == field


def test_encodings_and_stray_bytes() -> None:
    """A text is read whatever it was saved as; a NUL is taken out and its cell named; a broken character too."""
    text = HEAD + "Žižkov Größe,Won,5,2026-01-31\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert only(text.encode(encoding)).name == "Žižkov Größe"
    assert only((HEAD + "Größe €,Won,5,2026-01-31\n").encode("cp1252")).name == "Größe €"
    found = read((HEAD + "Gr\0öße,Won,5\0,2026-01-31\n").encode())
    assert (found.deals[0].name, found.deals[0].amount) == ("Größe", 5)
    assert grave(found) == [(2, "Amount"), (2, "Deal name")]
    broken = (HEAD + "Größe,Won,5,2026-01-31\nÄäÖöÜü,Won,5,2026-01-31\n").encode().replace(b"\xc3\x9f", b"\xff")
    assert grave(read(broken)) == [(2, "Deal name")]


def test_excels_separator_line_and_repeated_headings() -> None:
    """The line sep=; does not count as a row; headings repeated inside are passed over."""
    found = read(
        "sep=;\nDeal name;Stage;Amount;Close date\na;Won;5;2026-01-31\n"
        "Deal name;Stage;Amount;Close date\nb;Won;6;2026-01-31\n"
    )
    assert [(deal.name, deal.source_row) for deal in found.deals] == [("a", 2), ("b", 4)]


def test_quoted_line_breaks_count_as_one_row() -> None:
    """Rows are numbered as a spreadsheet shows them."""
    found = read('Deal name,Stage,Amount,Close date,Next step\na,Won,5,2026-01-31,"call\nthem"\nb,Won,x,2026-01-31,\n')
    assert (found.deals[0].next_step, grave(found)) == ("call\nthem", [(3, "Amount")])


def test_wrong_quotation_marks_cost_one_row() -> None:
    """An inner quotation mark is mended and named; one that is never closed costs its row only."""
    found = read(HEAD + '"He said "hi" there",Won,5,2026-01-31\n"open,Won,6,2026-01-31\nc,Won,7,2026-01-31\n')
    assert ([deal.amount for deal in found.deals], grave(found)) == ([5, 7], [(2, ""), (3, "")])


def test_backslashes_before_quotation_marks() -> None:
    r"""A database's way of writing quotation marks is known, and its \\N is nothing."""
    deal = only('Deal name,Stage,Amount,Close date,Next step\n"a \\"big\\" one",Won,5,2026-01-31,"\\N"\n')
    assert deal.name == 'a "big" one'


def test_crooked_rows_are_left_out_and_named() -> None:
    """A row with a cell too many or too few is no longer trusted."""
    rows = [f"{name},Won,5,2026-01-31" for name in "abcdefghij"]
    rows[1], rows[4] = "b,x,Won,5,2026-01-31", "e,Won,2026-01-31"
    found = read(HEAD + "\n".join(rows))
    assert ([deal.name for deal in found.deals], grave(found)) == (list("acdfghij"), [(3, ""), (6, "")])


def test_totals_subtotals_and_footers() -> None:
    """Rows of totals are no deals, wherever they stand; a company called Total is one."""
    found = read(
        HEAD
        + "a,Won,5,2026-01-31\nSubtotal,,5,\nTotal Energies,Won,7,2026-01-31\nTotal,,12,\n\n"
        + "Confidential Information - Do Not Distribute,,,\n"
    )
    assert ([deal.name for deal in found.deals], grave(found)) == (["a", "Total Energies"], [])


def test_duplicates() -> None:
    """The same row again is left out; the same id with other values is named."""
    found = read(
        "Deal ID,Deal name,Stage,Amount,Close date\n1,a,Won,5,2026-01-31\n1,a,Won,5,2026-01-31\n1,a,Won,9,2026-01-31\n"
    )
    assert ([deal.amount for deal in found.deals], grave(found)) == ([5], [(4, "")])


def test_ids_without_a_column_are_stable() -> None:
    """The made id hangs on customer, name and creation, not on the place in the file or what changes."""
    head = "Deal name,Customer,Stage,Amount,Created\n"
    first = read(head + "a,Acme,Proposal,5,2026-01-01\nb,Bolt,Won,6,2026-01-02\n").deals
    later = read(head + "b,Bolt,Lost,7,2026-01-02\na,Acme,Won,8,2026-01-01\n").deals
    assert {deal.name: deal.id for deal in first} == {deal.name: deal.id for deal in later}


def test_the_users_own_mapping() -> None:
    """--map wins over what the headings say; a wrong name is refused with the nearest one."""
    text = "What,State of play,Money,Other\na,Won,5,7\n"
    deal = only(text, columns={"What": "name", "State of play": "stage", "Other": "amount"})
    assert (deal.name, deal.status, deal.amount) == ("a", "won", 7)
    with pytest.raises(NotDealsError, match="did you mean 'Money'"):
        read(text, columns={"Monney": "amount"})
    with pytest.raises(NotDealsError, match="no field 'price'"):
        read(text, columns={"Money": "price"})


def test_twoways_own_template() -> None:
    """The template of twoway score is known; its example is left out, and its 'customer' is no customer's name."""
    found = read("id,name,customer,shared-goal level\nEXAMPLE,Example,new,3\nA,Mine,existing,2\n")
    assert (found.dialect, [(deal.id, deal.name, deal.account) for deal in found.deals]) == (
        "template",
        [("A", "Mine", "")],
    )


def book(rows: list[list[object]], *, mac: bool = False) -> bytes:
    """Return rows as the second sheet of an XLSX file."""
    made = Workbook()
    made.worksheets[0].append(["Filters", "none"])
    if mac:
        made.epoch = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - a spreadsheet's day zero
    sheet = made.create_sheet("Export")
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_spreadsheets_with_dates_and_day_numbers() -> None:
    """Real dates, day numbers, truth values and numbers of a spreadsheet are read as what they are."""
    head: list[object] = ["Topic", "Status", "Est. Revenue", "Est. Close Date", "Created On", "Probability"]
    day = datetime.date(2021, 4, 16)
    deal = only(book([head, ["a", "Won", 1.234, day, 44302, 0.5]]))
    assert (deal.amount, deal.probability, deal.source_row) == (1.234, 50, 2)
    assert (deal.close_date, deal.created_date) == ("2021-04-16", "2021-04-16")
    assert only(book([head, ["a", "Won", 1, day, 42840, 1]], mac=True)).created_date == "2021-04-16"


def test_dates_that_a_spreadsheet_may_have_swapped() -> None:
    """Texts beside real dates in one column are the mark of a file that a spreadsheet program has swapped dates in."""
    rows: list[list[object]] = [["a", "Won", 1, datetime.date(2021, 5, 4)], ["b", "Won", 1, "4/16/2021"]]
    assert grave(read(book([["Deal name", "Stage", "Amount", "Close date"], *rows]))) == [(None, "Close date")]


def test_a_book_that_cannot_be_read() -> None:
    """A damaged or old spreadsheet is refused with the remedy."""
    for data in (b"PK\x03\x04 no", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        with pytest.raises(NotDealsError, match="save it"):
            read(data)
    assert read_book(book([["a"]])).epoch == 1900


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"), ("\n\n", "empty"), ("First Name,Last Name,Email\na,b,c\n", "contacts"),
        ("Name,Email,Phone,Company\na,b,c,d\n", "contacts"),
        ("Account Name,Industry,Billing City,Website\na,b,c,d\n", "accounts"),
        ("Row Labels,Sum of Amount\nWon,5\n", "pivot"),
        ("Invoice Number,Customer,Amount,Due Date,Status\n1,a,5,2026-01-01,paid\n", "invoices"),
        ("a,1,2026-01-01\nb,2,2026-01-01\n", "no row of headings"),
        ("Deal name,Stage,Amount,Close date\n", "no deal below"),
        ("<html><table><tr><td>Deal name</td></tr></table>", "web page"),
        ("just some words\nand more\n", "one column"),
        ("Case Number,Subject,Status,Priority\n1,a,Open,High\n", "cases"),
        ("Deal name,Owner\na,b\n", "stage, an amount"),
        ("Deal name,Stage,Am,ount,Close date\na,Won,5,2026-01-31\n", "5 headings"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_deals_is_refused(text: str, reason: str) -> None:
    """The reason is given, with what to do."""
    with pytest.raises(NotDealsError, match=reason):
        read(text)


def test_large_files_are_read_as_small_ones() -> None:
    """What pandas reads of a large file is what the other reader finds in it; a crooked row goes the other way."""
    for dialect, style in (("salesforce", Style()), ("hubspot", Style(extra=5)), ("zoho", Style(quoted=True)),
    ("table", Style(delimiter=";", language="de"))):  # fmt: skip
        made = make_export(dialect, 5, 15_000, style=style, defects=("footer",))
        assert len(made.data) > 2_000_000
        assert read(made.data).deals == made.deals
    spoiled = make_export("salesforce", 5, 15_000, defects=DEFECTS)
    assert read(spoiled.data).deals == spoiled.deals


def test_the_structure_of_a_block() -> None:
    """Delimiters inside quotation marks do not count; a misplaced mark is noticed, and so is a lone line end."""

    def odd(block: bytes) -> list[int] | None:
        found = survey(block, ord(","), 2)
        return None if found is None else found.odd.tolist()

    assert odd(b'a,b\r\n"c,d",e\r\n"f""g",\r\n') == []
    assert odd(b'a,"b"c\r\na,b\r\n') == [0]
    assert odd(b'a,b\r\na,b"c"\r\na,b,c\r\n\r\na\0,b\n') == [1, 2, 3, 4]
    assert odd(b'a,"b\r\n') is None
    assert odd(b"a,b\rc,d\r\n") is None


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_problem_has_its_place_and_a_remedy(dialect: str) -> None:
    """What was left out has a row, a value also its column, and says what to do; a remark on a column names it."""
    found = read(make_export(dialect, 7, 40, defects=DEFECTS).data)
    assert found.problems
    for problem in found.problems:
        assert problem.row or problem.column
        if problem.severity == "error":
            assert problem.row
            assert "left out: " in problem.message
    headings = {problem.column for problem in found.problems if "no amount" in problem.message}
    assert all(found.mapping[heading] == "amount" for heading in headings)


def test_a_heading_may_say_what_its_amounts_are_counted_in() -> None:
    """Thousands and millions in a heading multiply the amounts, but for those that have a unit of their own."""
    for heading, factor, currency in (
        ("Amount (k€)", 1000, "EUR"), ("Value in TEUR", 1000, "EUR"), ("Amount ($000s)", 1000, "USD"),
        ("Betrag (Mio. €)", 1e6, "EUR"), ("Amount (USD, thousands)", 1000, "USD"), ("Deal Size ($M)", 1e6, "USD"),
        ("Amount (EUR)", 1, "EUR"), ("Amount", 1, ""), ("Value in USD", 1, "USD"),
    ):  # fmt: skip
        assert stated_in(heading) == (currency, factor)
    found = read("Deal name;Stage;Amount (k€);Close date\na;Won;45;2026-01-31\nb;Won;1,5M;2026-01-31\n")
    assert [deal.amount for deal in found.deals] == [45_000, 1_500_000]


def test_groups_are_filled_down_only_where_the_file_is_grouped() -> None:
    """With subtotals or an arrow in the heading; never in a plain list where a stage is missing."""
    body = "Proposal,a,5,2026-01-31\n,b,6,2026-01-31\nClosed Won,c,7,2026-01-31\n"
    plain = read("Stage,Deal name,Amount,Close date\n" + body)
    assert [deal.stage for deal in plain.deals] == ["Proposal", "", "Closed Won"]
    arrow = read("Stage \u2191,Deal name,Amount,Close date\n" + body)
    assert [deal.stage for deal in arrow.deals] == ["Proposal", "Proposal", "Closed Won"]
    subtotals = read("Stage,Deal name,Amount,Close date\n" + body.replace("Closed Won", "Subtotal,,11,\nClosed Won"))
    assert [(deal.stage, deal.name) for deal in subtotals.deals] == [
        ("Proposal", "a"), ("Proposal", "b"), ("Closed Won", "c"),
    ]  # fmt: skip
    assert [problem.severity for problem in subtotals.problems] == ["info", "info"]
