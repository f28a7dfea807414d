"""Marking, building, the quiz, the overview, the deal rated twice: worked by keyboard, and nothing for axe to find."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from conftest import Lab

KINDS = """
from twoway.core.tasks import SLOTS, Build, Item, Mark, Piece, Slot
from twoway.ui import session
from twoway.ui.exercise import Exercise
said = dict(title="A mail", question="What has she promised?", reason="Because.")
phrases = (Item("warm", "it was a pleasure", "Kind."), Item("log", "I will send the log by Friday", "A day."))
pieces = (Piece("Dear all, "), Piece("it was a pleasure", "warm"), Piece(". "), Piece(phrases[1].label, "log"))
mark = Mark(id="mark", **said, options=phrases, right=("log",), pieces=pieces)
parts = [(Item(f"{slot}-a", f"good {slot}", "Yes."), Item(f"{slot}-b", f"thin {slot}", "No.")) for slot in SLOTS]
slots = tuple(Slot(slot, two, two[0].id) for slot, two in zip(SLOTS, parts))
build = Build(id="build", **said, slots=slots, template=" ".join(f"{{{slot}}}" for slot in SLOTS))
answers = session.current().answers
Exercise({kind}, "sheet", answers)"""

QUIZ = """
import datetime
import twoway as tw
from twoway.core.play import roads
from twoway.content.cases import load_case
from twoway.ui import session
player = tw.case("declined-vp-call")
[player.decide(*pair) for pair in next(roads(load_case("declined-vp-call")))]
day = session.current().today() + datetime.timedelta(days=2)
session.current().today = lambda: day
tw.quiz()"""


def press(button: Locator) -> None:
    """Press a button with the keyboard, as it is reached with Tab."""
    button.focus()
    button.page.keyboard.press("Enter")


def test_marking_and_building(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """A phrase is marked with the space bar; an ask grows as its parts are chosen, and can then be copied."""
    page = lab.open(lab.notebook("kinds.ipynb", *(KINDS.replace("{kind}", kind) for kind in ("mark", "build"))))
    lab.run_all(2)
    marking, building = page.locator("[data-twoway]").all()
    check_accessible()
    marking.get_by_role("checkbox", name="I will send the log by Friday").focus()
    page.keyboard.press("Space")
    press(marking.get_by_role("button", name="Commit my answer"))
    expect(marking.get_by_role("heading", name="Right.")).to_be_visible()
    for name in ("The goal", "Our action", "Our date", "Your action", "Your date"):
        building.get_by_label(name, exact=True).select_option(index=1)
    expect(building.get_by_text("good your-date [an easy no]")).to_be_visible()
    expect(building.get_by_role("button", name="Copy the message")).to_have_count(0)
    building.get_by_label("An easy no").select_option(index=2)
    expect(building.get_by_role("button", name="Copy the message")).to_be_visible()
    press(building.get_by_role("button", name="Commit my answer"))
    expect(building.get_by_text("Five of the six parts carry.")).to_be_visible()
    check_accessible()
    page.screenshot(path=lab.folder.parent / "kinds.png")


def test_quiz_progress_and_two_ratings(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """A question that is due is answered by keyboard; the overview links on; a deal is rated twice and compared."""
    calls = ("tw.progress()", 'tw.before_after("two-sided-yes")')
    page = lab.open(lab.notebook("quiz.ipynb", QUIZ, *calls))
    lab.run_all(3)
    quiz, progress, twice = page.locator("[data-twoway]").all()
    check_accessible()
    expect(quiz.get_by_text("3 questions are due today.")).to_be_visible()
    quiz.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    press(quiz.get_by_role("button", name="Commit my answer"))
    expect(quiz.get_by_role("button", name="Next question (2 left)")).to_be_visible()
    expect(quiz.get_by_role("heading", name="What do you remember?")).to_be_focused()
    check_accessible()
    press(quiz.get_by_role("button", name="Next question (2 left)"))
    expect(quiz.get_by_text("2 questions are due today.")).to_be_visible()
    press(progress.get_by_role("button", name="Answer them now"))
    expect(progress.get_by_text("2 questions are due today.")).to_be_visible()
    press(progress.get_by_role("button", name="Back to where you stand"))
    for again in (False, True):
        if again:
            press(twice.get_by_role("button", name="Rate it again now"))
        twice.get_by_role("radio", name="3").first.check()
        for number, title in enumerate(("Their actions", "Our actions", "Equal standing", "Explicit agreement"), 2):
            press(twice.get_by_role("button", name=f"Next: {title}"))
            expect(twice.get_by_text(f"{number} of 5", exact=True)).to_be_visible()
            expect(twice.get_by_role("heading", name=title, exact=True)).to_be_focused()
        press(twice.get_by_role("button", name="Commit my rating"))
    expect(
        twice.get_by_role("cell", name="as far as before").or_(twice.get_by_role("cell", name="the same as"))
    ).to_be_visible()
    check_accessible()
    page.screenshot(path=lab.folder.parent / "quiz.png")
