"""Tests of the overview of where one stands, of the deal that is rated before and after, and of reading grades."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from twoway import before_after, progress, quiz
from twoway.cli import main
from twoway.content.cases import list_cases, load_case
from twoway.content.paths import kit_root
from twoway.content.readable import readings
from twoway.content.role_paths import cases_in, lessons_for
from twoway.content.worksheets import load_worksheet
from twoway.core.dimensions import TWO_WAY
from twoway.core.play import roads
from twoway.core.readability import reading_of, syllables
from twoway.ui.before_after import BeforeAfter, open_before_after
from twoway.ui.case import open_case
from twoway.ui.exercise import Exercise
from twoway.ui.progress import Progress, link
from twoway.ui.quiz import Quiz
from twoway.ui.session import Session
from twoway.ui.surface import UserError
from twoway.ui.welcome import ROLES, Role, Welcome
from twoway.workbook.store import Workbook

SLUG = "declined-vp-call"
CASE = load_case(SLUG)
SHEET = "01-reciprocity"
LATE = "after-silence"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Share a fresh workbook."""
    opened = Session(Workbook.open(tmp_path / "workbook.twoway"))
    yield opened
    opened.workbook.close()


def row(page: Progress, what: str) -> dict[str, str]:
    """Return the row about ``what``."""
    return next(one for one in page.rows() if one["what"] == what)


def play(session: Session, slug: str = SLUG) -> None:
    """Play a case to an ending."""
    for decision, option in next(roads(load_case(slug))):
        open_case(slug, session).decide(decision, option)


def test_fresh_start(session: Session) -> None:
    """A new workbook has done nothing, and is sent to the first lesson."""
    page = Progress(session)
    assert row(page, "Cases played to an ending")["done"] == f"0 of {len(list_cases())}"
    assert page.next_step()["href"].endswith("00-start-here.ipynb")
    assert "[Start here](" in page.plain()


def test_case_counts_once_it_has_ended(session: Session) -> None:
    """A case on the way is named as such; played to an ending, it counts, with its endings."""
    decision, option = next(roads(CASE))[0]
    open_case(SLUG, session).decide(decision, option)
    before = row(Progress(session), "Cases played to an ending")
    assert (before["done"][:4], CASE.title in before["note"]) == ("0 of", True)
    play(session)
    after = row(Progress(session), "Cases played to an ending")
    assert (after["done"][:4], after["note"]) == ("1 of", "1 ending seen")


def test_worksheet_counts_committed_tasks(session: Session) -> None:
    """A draft is not counted, a committed task is, right or wrong, and a worked solution never."""
    sheet = load_worksheet(SHEET, kit_root())
    task = next(task for task in sheet.tasks if task.id == "what-makes-it-two-way")
    exercise = Exercise(task, SHEET, session.answers)
    exercise.choose("praise")
    Exercise(task, SHEET, session.answers).solution("cannery")
    assert row(Progress(session), f"Worksheet: {sheet.title}")["done"] == f"0 of {len(sheet.tasks)} tasks"
    exercise.commit()
    assert row(Progress(session), f"Worksheet: {sheet.title}")["done"] == f"1 of {len(sheet.tasks)} tasks"


def test_deals_count_when_rated(session: Session) -> None:
    """A live deal counts once something on it is rated; the made-up one never."""
    session.deals.add({"name": "Made up", "customer": "new", "relationship": "deal", "as_of": "2026-11-22"})
    deal = session.deals.add({"name": "Live", "customer": "new", "relationship": "deal"})
    assert row(Progress(session), "Live deals scored")["done"] == "0"
    session.deals.rate(deal, "shared-goal", 0)
    scored = row(Progress(session), "Live deals scored")
    assert (scored["done"], scored["note"]) == ("1", "1 in your workbook")


def test_next_goes_on_through_the_lessons(session: Session) -> None:
    """When everything on the first page is done, the next line leads further; the link never goes back to it."""
    first = Progress(session).next_step()
    play(session)
    sheet = kit_root() / "solutions" / "00-start-here.yaml"
    if sheet.exists():
        for task in load_worksheet("00-start-here", kit_root()).tasks:
            session.answers.put("exercise:00-start-here", f"{task.id}:try", "anything")
    following = Progress(session).next_step()
    assert following["href"]
    assert following["href"] != first["href"]


def finish(session: Session, lesson: str) -> None:
    """Play a lesson's cases to an ending, and commit every task of its worksheet."""
    found = next(one for one in lessons_for(kit_root()) if one.path.name == lesson)
    for slug in cases_in(found.node):
        play(session, slug)
    sheet = load_worksheet(found.path.stem, kit_root())
    for task in sheet.tasks:
        session.answers.put(f"exercise:{sheet.id}", f"{task.id}:try", "anything")


def walked(session: Session) -> list[str]:
    """Do what is next until it is no lesson, and return the names of the lessons in the order of the walk."""
    seen: list[str] = []
    while (step := Progress(session).next_step())["text"] in ("Go on with the lesson", "Do the worksheet"):
        lesson = step["href"].rsplit("/", 1)[-1]
        assert lesson not in seen
        finish(session, lesson)
        seen.append(lesson)
    return seen


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_next_follows_the_path_that_was_chosen(role: Role, session: Session) -> None:
    """Whoever said what they do is led through the lessons of that path and no others, then to a deal of their own."""
    Welcome(session).choose_role(role.id)
    path = [step["file"] for step in Welcome(session).view()["path"]["steps"]]
    assert walked(session) == ["00-start-here.ipynb", *path]
    assert Progress(session).next_step()["text"] == "Rate a deal of your own:"


def test_next_goes_through_all_lessons_before_a_choice(session: Session) -> None:
    """Before one has said what one does, no lesson is passed over."""
    assert walked(session) == [path.name for path in sorted((kit_root() / "notebooks").glob("*.ipynb"))]


def test_another_choice_changes_what_is_next(session: Session) -> None:
    """The path can be changed on the way: what is next is the first open lesson of the new one."""
    for lesson in ("00-start-here.ipynb", "01-reciprocity.ipynb"):
        finish(session, lesson)
    Welcome(session).choose_role("seller")
    first = Progress(session).next_step()["title"]
    Welcome(session).choose_role("manager")
    second = Progress(session).next_step()["title"]
    assert (first, second) == ("The earned word", "Is it qualified?")


def test_questions_are_answered_in_place(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """When questions are due they come first, open in the same place, and are counted down in the overview."""
    play(session)
    later = session.today() + datetime.timedelta(days=2)
    monkeypatch.setattr(session, "today", lambda: later)
    page = Progress(session)
    widget = page.widget()
    assert page.next_step()["text"] == f"First, {len(CASE.retrieval)} questions are due today; a few minutes."
    page.handle("open_quiz", {})
    page.handle("choose", {"option": next(iter(Quiz(session).waiting)).question.answer})
    page.handle("commit", {})
    assert widget.view["quiz"]["said"]["heading"] == "Right."
    assert widget.view["quiz"]["saved"].startswith("Saved here")
    page.handle("close_quiz", {})
    assert widget.view["due"] == len(CASE.retrieval) - 1
    page.handle("nonsense", {})
    assert "has no 'nonsense'" in widget.view["problem"]


@pytest.mark.parametrize(
    ("here", "expected"),
    [("notebooks", "a.ipynb"), ("exercises", "../notebooks/a.ipynb"), ("workshop", "notebooks/a.ipynb")],
)
def test_links_fit_the_folder(here: str, expected: str) -> None:
    """The link to a lesson works from a lesson, from a worksheet, and from the workshop folder itself."""
    assert link("notebooks", "a.ipynb", Path("/home") / here) == expected


def test_public_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The three calls open in a notebook's folder, and show something there."""
    monkeypatch.setenv("TWOWAY_STRICT", "1")
    monkeypatch.setenv("TWOWAY_WORKBOOK", str(tmp_path))
    shown = (quiz(), progress(), before_after(SLUG))
    assert all(len(page._repr_mimebundle_()[0]["text/plain"]) > 40 for page in shown)


# Before and after


def test_facts_hold_no_rating(session: Session) -> None:
    """What is shown before a rating has the evidence, and neither the authors' levels nor their reasons."""
    page = open_before_after(SLUG, session, LATE)
    sent = str((page.fixed(), page.view()))
    assert "Fair question" in sent
    assert not any(line in sent for line in page.moment.why.values())


def test_first_look_stays(session: Session) -> None:
    """The first rating stays when the second is made, and the second starts from a blank page."""
    page = open_before_after(SLUG, session, LATE)
    page.rate("shared-goal", 3).rate("their-actions", 2).commit()
    assert (page.round, page.view()["rows"]) == (None, [])
    page.again()
    assert (page.round, page.draft) == ("after", {})
    page.rate("shared-goal", 0).commit()
    again = open_before_after(SLUG, session, LATE)
    assert (again.levels("before"), again.levels("after")) == (
        {"shared-goal": 3, "their-actions": 2},
        {"shared-goal": 0},
    )
    again.again().rate("shared-goal", 1).commit()
    assert again.levels("before") == {"shared-goal": 3, "their-actions": 2}


def test_shift_counts_what_all_three_rated(session: Session) -> None:
    """The distance is counted on what was rated both times and by the authors; the rest is shown as open."""
    page = open_before_after(SLUG, session, LATE)
    page.rate("shared-goal", 3).rate("their-actions", 1).rate("our-actions", 4).commit()
    page.again().rate("shared-goal", 1).rate("their-actions", 3).rate("equal-standing", 2).commit()
    assert page.result == {"rated": 2, "before": 3, "after": 3}
    assert [one["shift"] for one in page.view()["rows"]] == ["2 closer", "2 further away", "", "", ""]
    assert [one["ours"] for one in page.view()["rows"]][3:] == ["left open", "left open"]
    assert "| Shared goal | 3 | 1 | 0 | 2 closer |" in page.plain()


def test_second_round_is_asked_for(session: Session) -> None:
    """After the first commit nothing can be rated until one asks for the second round."""
    page = open_before_after(SLUG, session, LATE).rate("shared-goal", 1).commit()
    with pytest.raises(UserError):
        page.rate("shared-goal", 2)


@pytest.mark.parametrize(("dimension", "level"), [("renewal", 2), ("shared-goal", 5), ("shared-goal", True)])
def test_ratings_that_do_not_fit(dimension: str, level: int, session: Session) -> None:
    """Another dimension or a level off the scale is refused."""
    with pytest.raises(UserError):
        open_before_after(SLUG, session, LATE).rate(dimension, level)


def test_nothing_rated(session: Session) -> None:
    """Leaving all five open is no rating."""
    page = open_before_after(SLUG, session, LATE).rate("shared-goal", None)
    with pytest.raises(UserError, match="at least one"):
        page.commit()


def test_moment_by_name(session: Session) -> None:
    """A named moment is opened and kept apart; a mistyped one names the nearest."""
    open_before_after(SLUG, session, "asked").rate("shared-goal", 1).commit()
    assert open_before_after(SLUG, session, LATE).levels("before") is None
    with pytest.raises(UserError, match="did you mean 'asked'"):
        open_before_after(SLUG, session, "askedd")


def test_moment_by_itself(session: Session) -> None:
    """Without a name, the moment is taken on which the authors rated most; of equals, the first."""
    assert open_before_after(SLUG, session).moment.id == "asked"
    assert open_before_after("two-sided-yes", session).moment.id == load_case("two-sided-yes").reference[0].id


def test_facts_come_in_their_order(session: Session) -> None:
    """What was asked and what happened stand by date, each once; names in capitals stay so."""
    facts = open_before_after(SLUG, session, LATE).facts()
    assert [line.split(",")[0] for line in facts[:3]] == ["2 November", "4 November", "4 November"]
    late = load_case("two-sided-yes").reference[-1].id
    assert "Also noted: probability in the CRM." in open_before_after("two-sided-yes", session, late).facts()


@pytest.mark.parametrize("slug", list_cases())
def test_every_moment_of_every_case_can_be_rated(slug: str, session: Session) -> None:
    """Each case's reference moments have facts to go by and at least two of the five rated by the authors."""
    case = load_case(slug)
    for moment in case.reference:
        page = BeforeAfter(case, moment, session)
        assert page.facts()
        assert len(page.fixed()["dimensions"]) == len(TWO_WAY)
        assert len(page.reference) >= 2


# Reading grades


@pytest.mark.parametrize(
    ("word", "expected"),
    [("make", 1), ("asked", 1), ("wanted", 2), ("table", 2), ("whole", 1), ("customer", 3), ("prices", 2), ("the", 1)],
)
def test_syllables(word: str, expected: int) -> None:
    """Silent endings are not counted."""
    assert syllables(word) == expected


def test_grade_by_the_formula() -> None:
    """Nine words of nine syllables and one of two in two sentences give what the formula says."""
    reading = reading_of("The cat sat on the mat. It was really warm.")
    assert reading is not None
    assert (reading.words, reading.grade) == (10, round(0.39 * 5 + 11.8 * 1.1 - 15.59, 1))


def test_markdown_is_no_prose() -> None:
    """Code and addresses are not read; what links say is."""
    assert reading_of("`tw.case(1)`") is None
    linked, plain = (
        reading_of("Read [the next page](https://example.org/long/address) now."),
        reading_of("Read the next page now."),
    )
    assert linked == plain


def test_every_page_has_its_grade() -> None:
    """Lessons, worksheets and cases are all listed, with a grade that a school knows."""
    pages = readings(kit_root())
    assert {"notebooks/00-start-here.ipynb", f"casestudies/{SLUG}/case.yaml", f"solutions/{SHEET}.yaml"} <= {
        page.page for page in pages
    }
    assert all(0 < page.grade < 16 for page in pages)


def test_readability_is_information_only(tmp_path: Path) -> None:
    """The grades are printed beside the result, and never change it."""
    broken = tmp_path / "rubric.yaml"
    broken.write_text("dimensions: 3\n", encoding="utf-8")
    for arguments in ([str(broken)], [f"casestudies/{SLUG}"]):
        plain = CliRunner().invoke(main, ["check", *arguments, "--json"])
        graded = CliRunner().invoke(main, ["check", *arguments, "--json", "--readability"])
        assert plain.exit_code == graded.exit_code
        found = json.loads(graded.output)
        assert len(found.pop("readability")) > 10
        assert found == json.loads(plain.output)
