"""Taking deals into the workbook, and the same export again next month."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from making_exports import read

from twoway.cli import main
from twoway.core.imports import Change, Import
from twoway.ui.importer import Importer
from twoway.ui.session import Session
from twoway.workbook.deals import Deals
from twoway.workbook.store import Workbook
from twoway.workbook.taking import Taking, alias_of

HEAD = "Record ID,Deal Name,Associated Company,Deal Stage,Amount,Currency,Close Date,Next step,Deal probability\n"
MAY = HEAD + (
    "1,Acme rollout,Acme,Proposal,5000,EUR,2026-05-31,Acme to answer,0.5\n"
    "2,Bolt pilot,Bolt,Negotiation,700,USD,2026-06-30,,0.8\n3,Old one,Cable,Closed Won,1,EUR,2026-01-31,,1\n"
)
JUNE = HEAD + (
    "1,Acme rollout,Acme,Closed Won,5500,EUR,2026-05-31,Acme to answer,1\n"
    "4,New one,Dune,Proposal,9,EUR,2026-09-30,,0.2\n"
)


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    """Open a fresh workbook."""
    with Workbook.open(tmp_path / "workbook.twoway") as opened:
        yield opened


def take(workbook: Workbook, found: Import, *, alias: bool = False) -> str:
    """Take a file's open deals."""
    taking = Taking(workbook)
    return taking.take(taking.chosen(found, open_only=True, alias=alias), found).sentence()


def test_a_take_and_the_next_one(workbook: Workbook) -> None:
    """Deals are updated by their id and keep their ratings; what changed and what vanished is shown and kept."""
    assert take(workbook, read(MAY)).startswith("Taken into your workbook: 2 new, 0 changed, 0 as before.")
    deals = Deals(workbook)
    deals.rate("crm-1", "shared-goal", 2)
    june, taking = read(JUNE), Taking(workbook)
    comparison = taking.compare(taking.chosen(june, open_only=True, alias=False), june)
    assert (comparison.new, comparison.vanished, list(comparison.changed)) == (("4",), ("2",), ["1"])
    assert comparison.changed["1"] == (
        Change("stage", "Proposal", "Closed Won"),
        Change("status", "open", "won"),
        Change("amount", 5000, 5500),
        Change("probability", 50, 100),
    )
    assert "1 no longer in the file" in take(workbook, june)
    assert deals.get("crm-1")["ratings"] == {"shared-goal": {"level": 2, "evidence": []}}
    assert [deal["id"] for deal in deals.all()] == ["crm-1", "crm-2", "crm-4"]
    known = taking.known()
    assert (known["1"]["amount"], known["2"]["vanished"]) == (5500, True)
    assert take(workbook, june).startswith("Taken into your workbook: 0 new, 0 changed, 2 as before.")
    assert take(workbook, read(MAY)).startswith("Taken into your workbook: 0 new, 2 changed, 0 as before, 1 no longer")


def test_another_list_makes_nothing_vanish(workbook: Workbook) -> None:
    """A file that has no deal in common with what was taken is another list."""
    take(workbook, read(MAY))
    assert "no longer" not in take(workbook, read(HEAD + "9,Other,Egret,Proposal,9,EUR,2026-09-30,,0.2\n"))


def test_claims_are_never_evidence(workbook: Workbook) -> None:
    """Next step and probability arrive as facts of the CRM; no rating and no evidence comes of them."""
    take(workbook, read(MAY))
    assert [deal["ratings"] for deal in Deals(workbook).all()] == [{}, {}]
    assert Taking(workbook).known()["1"]["next_step"] == "Acme to answer"


def test_aliases_on_the_way_in(workbook: Workbook) -> None:
    """With aliases no customer's name reaches the workbook, and the next export finds its deals all the same."""
    take(workbook, read(MAY), alias=True)
    kept = json.dumps([[event.subject, dict(event.data)] for event in workbook.history()])
    assert "Acme" not in kept
    assert "Bolt" not in kept
    assert Deals(workbook).get("crm-1")["name"] == f"{alias_of('Acme')} rollout"
    assert take(workbook, read(JUNE), alias=True).startswith("Taken into your workbook: 1 new, 1 changed")


def test_a_name_that_the_learner_changed_stays(workbook: Workbook) -> None:
    """A new name in the CRM reaches the workbook, unless the learner has given one."""
    take(workbook, read(MAY))
    Deals(workbook).change("crm-2", "name", "My Bolt")
    renamed = MAY.replace("Acme rollout", "Acme wave 1").replace("Bolt pilot", "Bolt wave 1")
    take(workbook, read(renamed))
    assert [deal["name"] for deal in Deals(workbook).all()] == ["Acme wave 1", "My Bolt"]


def deals(*arguments: str | Path, data: bytes | None = None) -> Result:
    """Call ``twoway deals``."""
    return CliRunner().invoke(main, ["deals", *map(str, arguments)], input=data)


def test_json_has_the_promised_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and values are as the interchange says."""
    monkeypatch.setenv("TWOWAY_STRICT", "1")
    told = json.loads(deals("-", "--json", data=MAY.encode()).stdout)
    assert list(told) == ["dialect", "encoding", "delimiter", "deals", "problems", "questions", "totals"]
    assert told["deals"][0] == {
        "id": "1", "name": "Acme rollout", "account": "Acme", "owner": "", "stage": "Proposal", "status": "open",
        "amount": 5000, "currency": "EUR", "close_date": "2026-05-31", "created_date": None,
        "next_step": "Acme to answer", "probability": 50, "source_row": 2,
    }  # fmt: skip
    assert told["totals"] == {"EUR": 5001, "USD": 700}


def test_a_question_has_exit_code_3() -> None:
    """While a question is open nothing is taken, and the exit code is 3; the option answers it."""
    doubtful = b"Deal name,Stage,Amount,Close date\na,Won,5,03/04/2026\n"
    result = deals("-", "--json", "--take", data=doubtful)
    told = json.loads(result.stdout)
    assert (result.exit_code, told["deals"], [list(one) for one in told["questions"]]) == (
        3,
        [],
        [["column", "message", "options"]],
    )
    assert "--dayfirst or --monthfirst" in deals("-", data=doubtful).stdout.replace("\n", " ")
    answered = deals("-", "--json", "--monthfirst", data=doubtful)
    assert (answered.exit_code, json.loads(answered.stdout)["deals"][0]["close_date"]) == (0, "2026-03-04")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "standard input: this looks like a list of contacts"), ([], "say which file"),
        (["nothing.csv"], "there is no file"),
        (["-", "--map", "x"], "--map x: expected"), (["-", "--stage", "x=maybe"], "expected open, won or lost"),
        (["-", "--alias"], "--alias goes with"),
    ],
)  # fmt: skip
def test_refusals_have_exit_code_2(arguments: list[str], said: str) -> None:
    """What cannot be done is said in one sentence, without a traceback."""
    result = deals(*arguments, data=b"First name,Last name,Email\na,b,c\n")
    assert (result.exit_code, result.stdout, said in result.stderr) == (2, "", True)


def test_the_table_for_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table shows deals, totals by currency and remarks; --take puts the open ones into the workbook."""
    monkeypatch.setenv("TWOWAY_WORKBOOK", str(tmp_path))
    file = tmp_path / "export.csv"
    file.write_text(MAY, encoding="utf-8")
    result = deals(file, "--take")
    assert (result.exit_code, "Total EUR: 5,001.00" in result.stdout) == (0, True)
    assert "2 new" in result.stderr
    with Workbook.open(tmp_path / "workbook.twoway") as workbook:
        assert len(Deals(workbook).all()) == 2


def test_the_notebooks_import_without_a_front_end(workbook: Workbook) -> None:
    """Upload in pieces, correct a column, answer a question, take; then the same columns are read so again."""
    importer = Importer(Session(workbook))
    assert importer.view()["step"] == "choose"
    text = "Deal name,Whose,Stage,Amount,Close date\na,Acme,Proposal,5,03/04/2026\n"
    halves = [text[:30].encode(), text[30:].encode()]
    for number, half in enumerate(halves):
        importer.handle(
            "piece", {"name": "a.csv", "number": number, "total": 2, "data": base64.b64encode(half).decode()}
        )
    assert (importer.view()["step"], len(importer.view()["questions"])) == ("look", 1)
    importer.set_column("Whose", "account").answer("Close date", "dayfirst").take()
    assert (importer.view()["step"], importer.taken and importer.taken.new) == ("taken", 1)
    importer.read("b.csv", text.replace(",5,", ",6,").encode())
    view = importer.view()
    assert (view["questions"], view["rows"][0]["account"]) == ([], "Acme")
    assert view["changed"][0]["changes"] == ["Amount: 5 → 6"]
    assert "Acme" in importer.plain()
