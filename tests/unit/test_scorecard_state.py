"""The scorecard and the pipeline without a front end."""

import datetime
from pathlib import Path

import pytest

from twoway.content.rubric import BUILT_IN
from twoway.content.yamlfile import ContentError
from twoway.core.dimensions import IDS, TWO_WAY
from twoway.ui.pipeline import Pipeline
from twoway.ui.scorecard import Scorecard
from twoway.ui.session import Session
from twoway.ui.surface import UserError
from twoway.workbook.store import Workbook

TODAY = datetime.date(2026, 11, 22)


class FixedSession(Session):
    """A session whose calendar stands still."""

    def today(self) -> datetime.date:
        """Return one and the same day."""
        return TODAY


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Open a fresh workbook."""
    return FixedSession(Workbook.open(tmp_path / "workbook.twoway"))


def card(session: Session) -> Scorecard:
    """Open the scorecard on ``session``."""
    return Scorecard(session)


def fully_rated(session: Session, level: int = 4) -> Scorecard:
    """Rate every dimension of a new deal at ``level``, each shown by something a named person did."""
    open_card = card(session).add_deal("Northwind", customer="existing")
    for dimension in IDS:
        open_card.rate(dimension, level).add_evidence(dimension, kind="done", who="Dana Reyes", date="2026-11-02")
    return open_card


def test_a_companys_own_words_are_used_where_they_lie_beside_the_workbook(session: Session) -> None:
    """A rubric.yaml in the workshop folder replaces the kit's wording, and its gaps are out of the rubric."""
    own = BUILT_IN.read_text(encoding="utf-8").replace("title: Shared goal", "title: The goal we share", 1)
    session.workbook.path.with_name("rubric.yaml").write_text(own, encoding="utf-8")
    view = card(session).add_deal("Northwind").view()
    assert view["groups"][0]["entries"][0]["title"] == "The goal we share"


def test_a_companys_bad_words_are_refused_with_every_place(session: Session) -> None:
    """A mistake in the company's file is named with its line, not shown as a broken scorecard."""
    session.workbook.path.with_name("rubric.yaml").write_text("dimensions:\n  shared-gaol: {}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"rubric\.yaml:2: .*shared-goal"):
        card(session)


def test_a_new_scorecard_asks_for_a_deal(session: Session) -> None:
    """Without a deal there is nothing to rate, and the control says so."""
    assert card(session).view() == {"deals": [], "deal": None}


def test_a_blank_name_is_refused(session: Session) -> None:
    """A deal needs a name or an alias to be found again."""
    with pytest.raises(UserError, match="Give the deal a name"):
        card(session).add_deal("  ")


def test_the_first_pass_gives_a_provisional_verdict(session: Session) -> None:
    """Goal and actions shown, nothing else rated: could be more."""
    first = card(session).add_deal("Northwind")
    for dimension in ("shared-goal", "their-actions"):
        first.rate(dimension, 3).add_evidence(dimension, kind="done", who="Dana Reyes", date="2026-11-02")
    verdict = first.view()["verdict"]
    assert (verdict["id"], verdict["kicker"]) == ("rate-on", "First look · 9 of 11 not rated yet")
    assert first.rate("equal-standing", 0).view()["verdict"]["id"] == "fix-first"


def test_an_unshown_rating_is_lowered_and_says_why(session: Session) -> None:
    """A belief counts as 1 at most; the mark and the chip say so at once."""
    view = card(session).add_deal("Northwind").rate("shared-goal", 3).view()
    assert view["groups"][0]["entries"][0]["mark"] == "3 → 1"
    assert view["ratings"]["shared-goal"]["chip"] == "counts as 1 until somebody is named, with a day"


@pytest.mark.parametrize(
    ("kind", "day", "chip"),
    [
        ("said", "2026-11-02", "counts as 2 until they write it or do it"),
        ("done", "2026-01-02", "counts as 2 until it is confirmed again: too old"),
        ("done", "2026-11-02", ""),
    ],
)
def test_the_chip_says_what_would_carry_the_rating(session: Session, kind: str, day: str, chip: str) -> None:
    """Each cause of a lowering has its own remedy."""
    rated = card(session).add_deal("Northwind").rate("shared-goal", 3)
    view = rated.add_evidence("shared-goal", kind=kind, who="Dana Reyes", date=day).view()
    assert chip == view["ratings"]["shared-goal"]["chip"]


def test_evidence_is_changed_field_by_field(session: Session) -> None:
    """Two quick changes to different fields of a piece both hold."""
    rated = card(session).add_deal("Northwind").add_evidence("shared-goal")
    rated.change_evidence("shared-goal", 0, "who", "Dana Reyes").change_evidence("shared-goal", 0, "date", "2026-11-02")
    assert rated.deal()["ratings"]["shared-goal"]["evidence"] == [
        {"kind": "said", "who": "Dana Reyes", "date": "2026-11-02"}
    ]
    assert rated.drop_evidence("shared-goal", 0).deal()["ratings"] == {}


def test_everything_at_its_best_is_pursue(session: Session) -> None:
    """A deal that is shown on every dimension is pursued, and nothing is left to ask."""
    assert fully_rated(session).view()["verdict"]["id"] == "pursue"


def test_a_refused_ask_without_a_goal_is_declined_with_a_message_to_send(session: Session) -> None:
    """Declining is a whole message, ready to copy."""
    refused = card(session).add_deal("Northwind").rate("shared-goal", 0)
    step = refused.add_ask(made_on="2026-11-01", answer="refused").view()["verdict"]["step"]
    assert (step["kind"], step["sendable"]) == ("decline", True)


def test_a_waiting_ask_says_until_when(session: Session) -> None:
    """While an ask on the dimension is open, there is nothing to send."""
    waiting = card(session).add_deal("Northwind").rate("shared-goal", 0).add_ask(made_on="2026-11-20")
    step = waiting.view()["verdict"]["step"]
    assert (step["kind"], step["sendable"]) == ("wait", False)
    assert "2026-12-04" in step["text"]


def test_a_message_that_was_sent_is_noted_as_an_ask(session: Session) -> None:
    """One click after sending, the scorecard waits for the answer and says until when."""
    rated = card(session).add_deal("Northwind").rate("shared-goal", 0)
    step = rated.view()["verdict"]["step"]
    assert step["notable"]
    rated.add_ask(dimension=step["dimension"], text=step["text"])
    assert rated.view()["verdict"]["step"]["kind"] == "wait"


def test_clearing_the_day_of_an_ask_keeps_the_old_one(session: Session) -> None:
    """An ask always has a day; a date field emptied by accident does not break the deal."""
    asked = card(session).add_deal("Northwind").add_ask(made_on="2026-11-20")
    ask = asked.deal()["asks"][0]["id"]
    assert asked.change_ask(ask, {"made_on": ""}).deal()["asks"][0]["made_on"] == "2026-11-20"
    assert asked.drop_ask(ask).deal()["asks"] == []


def test_a_team_has_the_five_two_way_dimensions(session: Session) -> None:
    """For one's own team only what goes both ways is rated."""
    team = card(session).add_deal("My team", relationship="team")
    assert set(TWO_WAY) == set(team.view()["ratings"])
    assert team.change_kind("existing").view()["ratings"].keys() == set(IDS)


def test_comfort_changes_nothing(session: Session) -> None:
    """A comfort signal is noted, and the verdict stays."""
    rated = card(session).add_deal("Northwind").rate("shared-goal", 1)
    before = rated.view()["verdict"]["id"]
    assert before == rated.comfort("budget-approved", on=True).view()["verdict"]["id"]
    assert rated.view()["comfort"] == ["budget-approved"]
    assert rated.comfort("budget-approved", on=False).view()["comfort"] == []


def test_an_alias_is_shown_in_place_of_the_name(session: Session) -> None:
    """Once a deal has an alias, the customer's name is not on the screen but for its own field."""
    named = card(session).add_deal("Northwind", alias="Heron")
    assert named.view()["deal"]["shown"] == "Heron"
    assert "Northwind" not in named.plain()
    assert "Northwind" not in Pipeline(session).plain()


def test_a_deal_is_opened_by_name_alias_or_id(session: Session) -> None:
    """Whatever a person calls it, it is found; else one sentence says so."""
    first = card(session).add_deal("Northwind", alias="Heron")
    for name in ("Northwind", "Heron", str(first.deal_id)):
        assert first.deal_id == card(session).open_deal(name).deal_id
    with pytest.raises(UserError, match="There is no deal 'Acme'"):
        card(session).open_deal("Acme")


def test_the_pipeline_names_reason_step_and_age(session: Session) -> None:
    """One row a deal: verdict, one line why, what next, and how old the newest evidence is."""
    fully_rated(session)
    card(session).add_deal("Acme").rate("shared-goal", 0).add_ask(made_on="2026-11-20")
    rows = {row["name"]: row for row in Pipeline(session).rows()}
    assert (rows["Northwind"]["verdict"], rows["Northwind"]["age_text"]) == ("pursue", "20 days")
    assert (rows["Acme"]["why"], rows["Acme"]["next"]) == ("Shared goal: rated 0; it needs a 3.", "Wait until Dec 4")
    assert rows["Acme"]["age_text"] == "none yet"


def test_an_empty_pipeline_says_what_to_do(session: Session) -> None:
    """Nobody meets an empty table."""
    assert "Add one that you work on now" in Pipeline(session).plain()
