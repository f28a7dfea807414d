"""Amounts, dates, currencies, probabilities and statuses, in all the ways in which exports write them."""

import pytest
from making_exports import amounts, closing, column, grave, read

from twoway.crm.exports.currencies import currency_of
from twoway.crm.exports.months import MONTHS, named_date


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1,234.56", 1234.56, ""), ("1.234,56", 1234.56, ""), ("1 234,56", 1234.56, ""), ("1\u00a0234,56", 1234.56, ""),
        ("1\u202f234,56", 1234.56, ""), ("1'234.50", 1234.5, ""), ("1’234.50", 1234.5, ""),
        ("12,34,567", 1234567, ""),
        ("1,234,567.89", 1234567.89, ""), ("5k", 5000, ""), ("1.5M", 1.5e6, ""), ("1,5 Mio", 1.5e6, ""),
        ("3,5 Mio. €", 3.5e6, "EUR"),
        ("2 Mrd", 2e9, ""), ("TEUR 12", 12000, "EUR"), ("12 k€", 12000, "EUR"), ("(500)", -500, ""),
        ("(1,234.50)", -1234.5, ""),
        ("-$500", -500, "USD"), ("$22,700.00", 22700, "USD"), ("€ 1.200", 1200, "EUR"), ("USD 5,000.00", 5000, "USD"),
        ("5000 USD", 5000, "USD"), ("R$ 1.234,56", 1234.56, "BRL"), ("£1,200.50", 1200.5, "GBP"),
        ("CHF 1'234.–", 1234, "CHF"),
        ("1.200,-", 1200, ""), ("500-", -500, ""), ("A$5k", 5000, "AUD"), ("5.000 Kč", 5000, "CZK"),
        ("  750  ", 750, ""),
        ("0.50", 0.5, ""), ("1234.567", 1234.567, ""), ("12 lakh", 1.2e6, ""), ("1 200 €", 1200, "EUR"),
    ],
)  # fmt: skip
def test_amounts_as_they_are_written(text: str, amount: float, currency: str) -> None:
    """Separators, units, brackets and symbols of many countries give the amount, and the currency that is stated."""
    (deal,) = read(column("Amount", text)).deals
    assert (deal.amount, deal.currency) == (amount, currency)


@pytest.mark.parametrize("text", ["-", "–", "#N/A", "\\N", "N/A", "NULL", "", "   "])
def test_marks_for_nothing(text: str) -> None:
    """What programs write into an empty cell is no amount, and nothing to speak of."""
    found = read(column("Amount", "500", text))
    assert [deal.amount for deal in found.deals] == [500, None]
    assert grave(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "to be agreed",
        "ca. 500",
        "1e5",
        "1.2E+06",
        "12 T",
        "10%",
        "1,23,45",
        "5..0",
        "+5",
        "500-600",
        "$5 €",
        "#REF!",
        "٥٠٠",
    ],
)
def test_what_is_no_amount_is_named(text: str) -> None:
    """An unreadable amount is left out and listed by row and column; the rest is imported."""
    found = read(column("Amount", "500", text, "700"))
    assert [deal.amount for deal in found.deals] == [500, None, 700]
    assert grave(found) == [(3, "Amount")]


def test_1_234_is_decided_by_the_rest_of_the_column() -> None:
    """A decimal comma elsewhere makes 1.234 a thousand and more; a decimal point elsewhere makes it little."""
    assert amounts("1.234", "10,5") == [1234, 10.5]
    assert amounts("1.234", "10.5") == [1.234, 10.5]
    assert amounts("1.234", "1.234.567") == [1234, 1234567]


def test_1_234_alone_is_asked_about() -> None:
    """With nothing to decide by there is a question, and nothing is taken; its answer is obeyed."""
    found = read(column("Amount", "1.234", "500"))
    assert (found.deals, [question.column for question in found.questions]) == ((), ["Amount"])
    assert found.questions[0].options == ("decimal-point", "decimal-comma")
    assert amounts("1.234", "500", decimal="decimal-comma") == [1234, 500]
    assert amounts("1.234", "500", answers={"Amount": "decimal-point"}) == [1.234, 500]


def test_both_decimal_marks_are_asked_about() -> None:
    """A column that mixes decimal point and decimal comma is asked about, and the odd ones are then named."""
    assert read(column("Amount", "1.50", "2,50")).questions
    found = read(column("Amount", "1.50", "2,50"), decimal="decimal-point")
    assert ([deal.amount for deal in found.deals], grave(found)) == ([1.5, None], [(3, "Amount")])


def test_an_amount_unlike_the_rest_is_pointed_out() -> None:
    """One amount with a unit among plain ones is taken, and named."""
    found = read(column("Amount", "100", "200", "300", "400", "5k", "600"))
    assert (found.deals[4].amount, grave(found)) == (5000, [(6, "Amount")])


@pytest.mark.parametrize(
    "text",
    [
        "2021-04-16", "2021-04-16T00:03:00Z", "2021-04-16T00:03:00.000+0000", "2021-04-16 00:03",
        "16 Apr, 2021 00:03:00",
        "4/16/2021", "4/16/2021 12:03 AM", "16/04/2021", "16.04.2021", "16.4.21", "16. April 2021", "16 avril 2021",
        "16 de abril de 2021", "16 aprile 2021", "16 april 2021", "16-Apr-21", "Apr 16th, 2021", "Fri, 16 Apr 2021",
        "2021/4/16",
        "20210416", "2021年4月16日", "44302", "1618531200000", "16.04.2021 14:30 Uhr", "16/04/2021 à 10:00",
    ],
)  # fmt: skip
def test_dates_as_they_are_written(text: str) -> None:
    """One day in the ways of many programs and countries."""
    assert closing(text) == ["2021-04-16"]


@pytest.mark.parametrize(
    "text", ["2021-13-01", "31.02.2021", "next quarter", "Q3 2021", "2021-04-16 25:00", "16/04/221", "#VALUE!"]
)
def test_what_is_no_date_is_named(text: str) -> None:
    """An unreadable date is left out and listed; the rest is imported."""
    found = read(column("Close date", "2021-04-16", text))
    assert ([deal.close_date for deal in found.deals], grave(found)) == (["2021-04-16", None], [(3, "Close date")])


def test_day_or_month_first_by_the_rest_of_the_column() -> None:
    """03/04 is read as the column's other dates tell."""
    assert closing("03/04/2021", "16/04/2021") == ["2021-04-03", "2021-04-16"]
    assert closing("03/04/2021", "04/16/2021") == ["2021-03-04", "2021-04-16"]
    assert closing("05/05/2021") == ["2021-05-05"]


def test_day_or_month_first_is_asked_about() -> None:
    """Where no date tells, nothing is taken until the question is answered."""
    found = read(column("Close date", "03/04/2021", "05/06/2021"))
    assert (found.deals, found.questions[0].column, found.questions[0].options) == (
        (),
        "Close date",
        ("dayfirst", "monthfirst"),
    )
    assert closing("03/04/2021", order="dayfirst") == ["2021-04-03"]
    assert closing("03/04/2021", answers={"Close date": "monthfirst"}) == ["2021-03-04"]


def test_a_wrong_answer_does_not_overrule_the_dates() -> None:
    """--monthfirst has no say where the dates themselves tell that the day comes first."""
    assert closing("03/04/2021", "16/04/2021", order="monthfirst") == ["2021-04-03", "2021-04-16"]


def test_a_single_telling_date_among_many_doubtful_ones_is_not_enough() -> None:
    """One date with a 14 among a dozen that can be read both ways may itself be wrong, so it is asked about."""
    doubtful = (
        [f"0{month}/0{month + 1}/2021" for month in range(1, 9)]
        + [f"1{month}/02/2021" for month in range(3)]
        + ["02/10/2021"]
    )
    assert read(column("Close date", *doubtful, "03/14/2021")).questions
    assert not read(column("Close date", *doubtful[:8], "03/14/2021")).questions


def test_month_names_of_six_languages() -> None:
    """Each language has its twelve months, and no name stands for two of them."""
    for names in (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ):
        assert [named_date(f"16 {name} 2021") for name in names.split()] == [
            (2021, month, 16) for month in range(1, 13)
        ]
    assert set(MONTHS.values()) == set(range(1, 13))


def test_currencies() -> None:
    """Codes, symbols and names are known; what is not is named, and no currency is ever assumed."""
    assert [currency_of(text) for text in ("eur", "€", "US Dollar", "EUR - Euro", "", "Doubloon")] == [
        "EUR",
        "EUR",
        "USD",
        "EUR",
        "",
        None,
    ]
    found = read("Deal name,Stage,Amount,Currency\na,Won,5,EUR\nb,Won,6,\nc,Won,7,Doubloon\n")
    assert [deal.currency for deal in found.deals] == ["EUR", "", ""]
    assert (4, "Currency") in grave(found)
    assert found.totals() == {"": 13, "EUR": 5}


def test_symbol_and_currency_column() -> None:
    """A bare $ beside CAD means Canadian dollars; € beside USD is a contradiction and is named."""
    found = read("Deal name,Stage,Amount,Currency\na,Won,$5,CAD\nb,Won,€6,USD\nc,Won,kr 7,SEK\nd,Won,kr 8,\n")
    assert [deal.currency for deal in found.deals] == ["CAD", "EUR", "SEK", ""]
    assert [row for row, name in grave(found) if name == "Amount"] == [3, 5]


@pytest.mark.parametrize("heading", ["Amount (EUR)", "Value in EUR", "Betrag €", "Amount EUR"])
def test_a_currency_in_the_heading(heading: str) -> None:
    """The heading may state the currency."""
    assert read(column(heading, "500")).deals[0].currency == "EUR"


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("Probability (%)", ("10", "1", "100"), [10, 1, 100]), ("Deal probability", ("0.1", "1", "0"), [10, 100, 0]),
        ("Probability", ("10 %", "25%", ""), [10, 25, None]), ("Probability", ("1", "0"), [None, 0]),
        ("Probability", ("0,25", "1"), [25, 100]), ("Probability", ("120", "likely", "50"), [None, None, 50]),
    ],
)  # fmt: skip
def test_probabilities(heading: str, cells: tuple[str, ...], expected: list[float | None]) -> None:
    """Fractions and percentages come as percentages; the column tells which they are."""
    assert [deal.probability for deal in read(column(heading, *cells)).deals] == expected


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("Closed Won", "won"), ("closedwon", "won"), ("6 - Closed Won", "won"), ("Closed Won (100%)", "won"),
        ("Gewonnen", "won"),
        ("Fermée gagnée", "won"), ("Cierre ganado", "won"), ("Fechado e ganho", "won"), ("Chiuso vinto", "won"),
        ("Gesloten gewonnen", "won"),
        ("Closed Lost", "lost"), ("Closed-Lost to Competition", "lost"), ("Abgeschlossen und verloren", "lost"),
        ("Perdu", "lost"),
        ("Cerrado perdido", "lost"), ("Perdido", "lost"), ("Chiuso perso", "lost"), ("Negotiation/Review", "open"),
        ("appointmentscheduled", "open"),
        ("Angebot gesendet", "open"), ("失注", "lost"), ("受注", "won"),
    ],
)  # fmt: skip
def test_stages_of_several_languages(stage: str, status: str) -> None:
    """The usual stages are known."""
    found = read(f"Deal name,Stage,Amount,Close date\na,{stage},5,2026-01-31\n")
    assert (found.deals[0].status, grave(found)) == (status, [])


def test_an_unknown_stage_is_open_and_said_so() -> None:
    """A stage that nobody knows counts as open, once and with its name; the map can be changed."""
    text = "Deal name,Stage,Amount,Close date\na,Signed,5,2026-01-31\nb,Signed,6,2026-01-31\n"
    found = read(text)
    assert [deal.status for deal in found.deals] == ["open", "open"]
    assert [(problem.row, problem.message) for problem in found.problems] == [
        (2, "the stage 'Signed' is not known here; its 2 deals count as open until you say otherwise")
    ]
    assert [deal.status for deal in read(text, stages={"signed": "won"}).deals] == ["won", "won"]


@pytest.mark.parametrize(
    ("headings", "cells", "status"),
    [
        ("IsWon,IsClosed", "true,true", "won"), ("IsWon,IsClosed", "false,true", "lost"),
        ("IsWon,IsClosed", "false,false", "open"),
        ("Won,Closed", "1,1", "won"), ("Won,Closed", "0,0", "open"),
        ("Is Closed Won,Is closed lost", "false,true", "lost"),
        ("Status,Other", "Lost,", "lost"), ("Deal - Status,Other", "won,", "won"),
    ],
)  # fmt: skip
def test_flags_tell_the_status(headings: str, cells: str, status: str) -> None:
    """Flags and a status column are believed before the stage."""
    found = read(f"Deal name,Stage,Amount,{headings}\na,Signed on paper,5,{cells}\n")
    assert found.deals[0].status == status


def test_contradictions_of_the_status_are_named() -> None:
    """A won flag on a lost stage is taken at its word, and pointed out."""
    found = read("Deal name,StageName,Amount,CloseDate,IsWon,IsClosed\na,Closed Lost,5,2026-01-31,true,true\n")
    assert (found.deals[0].status, grave(found)) == ("won", [(2, "StageName")])
