"""The welcome without a front end: the role, the path for it, and the made-up deal."""

import datetime
from pathlib import Path

import pytest

import twoway as tw
from twoway.content.paths import kit_root
from twoway.content.practice import practice_deal
from twoway.content.role_paths import role_path
from twoway.core.case import ROLES as LESSON_ROLES
from twoway.ui import session as sessions
from twoway.ui.pipeline import Pipeline
from twoway.ui.scorecard import Scorecard
from twoway.ui.session import Session
from twoway.ui.surface import UserError
from twoway.ui.welcome import ROLES, SCORECARD, Welcome
from twoway.workbook.store import Workbook

MADE_UP = "Tamarind Coaches (made up)"


class Shifted(Session):
    """A session whose calendar is set by the test."""

    day = datetime.date(2026, 11, 22)

    def today(self) -> datetime.date:
        """Return the day that was set."""
        return self.day


@pytest.fixture
def session(tmp_path: Path) -> Shifted:
    """Open a fresh workbook."""
    return Shifted(Workbook.open(tmp_path / "workbook.twoway"))


def test_nothing_is_chosen_for_a_newcomer(session: Session) -> None:
    """A new workbook has no role, no path and no made-up deal."""
    view = Welcome(session).view()
    assert (view["role"], view["path"], view["deal"]) == (None, None, "")
    assert len(view["roles"]) == 4


def test_the_role_is_remembered(session: Session) -> None:
    """The choice is in the workbook, for the next visit and for other pages; it can be changed."""
    Welcome(session).choose_role("seller")
    Welcome(session).choose_role("manager")
    assert Welcome(Session(session.workbook)).view()["role"] == "manager"


def test_an_unknown_role_is_refused(session: Session) -> None:
    """A page cannot store just anything."""
    with pytest.raises(UserError, match="Choose one of the four"):
        Welcome(session).choose_role("wizard")


@pytest.mark.parametrize("role", ROLES)
def test_every_path_leads_through_lessons_that_exist_to_the_scorecard(session: Session, role: object) -> None:
    """Each role has at least two lessons, all of them there, with minutes, and the scorecard among them."""
    assert role in ROLES
    steps = Welcome(session).choose_role(role.id).view()["path"]["steps"]  # type: ignore[attr-defined]
    files = [step["file"] for step in steps]
    assert all((kit_root() / "notebooks" / file).is_file() for file in files)
    assert len(files) >= 2
    assert files == sorted(files)
    assert SCORECARD in files
    assert all("minutes" in step["about"] for step in steps)


def test_every_kind_of_work_that_a_lesson_can_name_has_a_choice() -> None:
    """No lesson is written for people whom the welcome does not ask about."""
    assert {one for role in ROLES for one in role.roles} == set(LESSON_ROLES)


def test_cases_stand_with_the_lesson_that_plays_them() -> None:
    """A path names the case of each lesson, with its planned minutes."""
    first = role_path(kit_root(), ["seller"])[0]
    assert (first.file, [case.title for case in first.cases]) == ("01-reciprocity.ipynb", ["The declined call"])
    assert 0 < first.cases[0].minutes < first.minutes


def test_the_made_up_deal_is_on_scorecard_and_pipeline_once(session: Session) -> None:
    """However often it is asked for, there is one; and it is not counted as a live deal."""
    Welcome(session).practice().practice()
    pipeline = Pipeline(session)
    assert [row["name"] for row in pipeline.rows()] == [MADE_UP]
    assert pipeline.view()["kicker"] == "A made-up deal"
    Scorecard(session).add_deal("Northwind")
    assert pipeline.view()["kicker"] == "1 live deal, and a made-up one"
    assert Welcome(session).view()["deal"] == MADE_UP


def test_the_made_up_deal_says_what_it_is(session: Session) -> None:
    """The scorecard shows that it is made up, and as of which day."""
    Welcome(session).practice()
    view = Scorecard(session).open_deal(MADE_UP).view()
    assert view["kicker"] == "Made up for practice, as of November 22, 2026"
    assert view["today"] == "2026-11-22"


@pytest.mark.parametrize("days", [-400, 0, 400, 4000])
def test_its_verdict_is_the_same_on_any_day(session: Shifted, days: int) -> None:
    """It is judged as of its own day: no evidence grows old, and none is still to come."""
    Welcome(session).practice()
    session.day = Shifted.day + datetime.timedelta(days)
    card = Scorecard(session).open_deal(MADE_UP)
    told = card.view()["verdict"]
    assert (told["id"], [flag["id"] for flag in told["flags"]]) == ("ask", ["one-sided"])
    assert told["step"]["kind"] == "homework"
    assert [group["entries"][0]["mark"] for group in card.view()["groups"][:2]] == ["3 → 2", "3"]
    assert card.add_ask().deal()["asks"][-1]["made_on"] == "2026-11-22"


def test_it_can_be_put_away_and_started_afresh(session: Session) -> None:
    """Put away, it is gone from the lists; asked for again, it comes as it was at first."""
    welcome = Welcome(session).practice()
    Scorecard(session).open_deal(MADE_UP).rate("shared-goal", 0)
    welcome.put_away().put_away()
    assert Pipeline(session).rows() == []
    assert (
        Scorecard(session)
        .open_deal(str(welcome.practice().made_up()["id"]))
        .deal()["ratings"]["shared-goal"][  # type: ignore[index]
            "level"
        ]
        == practice_deal()["ratings"]["shared-goal"]["level"]
    )


def test_live_deals_are_judged_today(session: Shifted) -> None:
    """Only a made-up deal has a day of its own."""
    card = Scorecard(session).add_deal("Northwind")
    session.day = datetime.date(2027, 1, 5)
    assert card.view()["today"] == "2027-01-05"
    assert "as_of" not in card.deal()


def test_plain_text_has_every_path(session: Session) -> None:
    """Where no widget can be shown, all four ways and the made-up deal are there to read, with links."""
    text = Welcome(session).plain()
    assert all(f"**{role.label}.**" in text for role in ROLES)
    assert f"]({SCORECARD})" in text
    chosen = Welcome(session).choose_role("manager").practice().plain()
    assert "I sell" not in chosen
    assert MADE_UP in chosen


def test_a_notebook_calls_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """``tw.welcome()`` opens it, strictly."""
    monkeypatch.setenv("TWOWAY_STRICT", "1")
    monkeypatch.setenv("TWOWAY_WORKBOOK", str(tmp_path))
    sessions._session.cache_clear()
    assert "What do you do?" in repr(tw.welcome())
