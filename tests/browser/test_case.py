"""A case, played as a learner plays it: by keyboard, on paper that stays."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from conftest import Lab


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until ``target`` has the focus, as somebody without a mouse would."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {target}")


def decide(page: Page, root: Locator, choice: str, why: str) -> None:
    """Take one decision with the keyboard alone."""
    radio = root.get_by_role("radio", name=re.compile(f"^{choice}"))
    group = root.get_by_role("group").filter(has=page.get_by_role("radio", name=re.compile(f"^{choice}")))
    first = group.get_by_role("radio").first
    tab_to(page, first)
    page.keyboard.press("Space")
    for _ in range(6):
        if radio.is_checked():
            break
        page.keyboard.press("ArrowDown")
    expect(radio).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type(why)
    commit = root.get_by_role("button", name="Commit my answer")
    tab_to(page, commit)
    page.keyboard.press("Enter")
    expect(root.get_by_role("heading", name=f"You: {choice}")).to_be_focused()


def test_a_case_is_played_to_its_end_by_keyboard_only(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """From the first scene to the debrief no mouse is needed, and axe-core finds nothing grave."""
    path = lab.notebook("play.ipynb", 'import twoway as tw\ntw.case("declined-vp-call")')
    page = lab.open(path)
    root = lab.run_all(keyboard=True)
    check_accessible()
    decide(page, root, "Ask for his goals first", "He has not said what he wants.")
    expect(root.get_by_role("heading", name="Sixteen days")).to_be_visible()
    check_accessible()
    decide(page, root, "Close it respectfully", "Two weeks were enough.")
    expect(root.get_by_role("heading", name="Both hands free")).to_be_visible()
    expect(root.get_by_role("heading", name="Compare")).to_be_visible()
    check_accessible()
    debrief = root.get_by_label("Why did Marc offer the call?")
    tab_to(page, debrief)
    page.keyboard.type("To be able to say that he had followed up.")
    page.keyboard.press("Tab")
    expect(root.get_by_role("status").filter(has_text="Saved here").first).to_be_visible()


def test_the_other_road_keeps_the_first_answer(lab: Lab) -> None:
    """Going back plays another story, and the first answer is still there to compare with."""
    page = lab.open(lab.notebook("play.ipynb", 'import twoway as tw\ntw.case("declined-vp-call")'))
    root = lab.run_all()
    root.get_by_role("radio", name=re.compile("^Take the call")).check()
    root.get_by_role("button", name="Commit my answer").click()
    expect(root.get_by_role("heading", name="Half an hour, fourteen slides")).to_be_visible()
    root.get_by_role("button", name="Go back and answer this one differently").first.click()
    expect(root.get_by_text("Your first answer stays: Take the call")).to_be_visible()
    root.get_by_role("radio", name=re.compile("^Ask for his goals first")).check()
    root.get_by_role("button", name="Commit my answer").click()
    expect(root.get_by_role("heading", name="A fair question")).to_be_visible()
    expect(root.get_by_role("heading", name="Half an hour, fourteen slides")).to_have_count(0)
    expect(root.get_by_text("First time you chose: Take the call")).to_be_visible()
    page.reload()
    lab.run_all()
    expect(page.get_by_text("First time you chose: Take the call")).to_be_visible(timeout=60_000)


def test_letters_typed_into_a_control_are_not_commands_of_the_notebook(lab: Lab) -> None:
    """Typing 'add a line' into a field adds no cell and deletes none."""
    page = lab.open(lab.notebook("play.ipynb", 'import twoway as tw\ntw.case("declined-vp-call")'))
    root = lab.run_all()
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    root.get_by_label("Why? One line is enough.").click()
    page.keyboard.type("add a bad day, mmm dd")
    root.get_by_role("radio").first.focus()
    page.keyboard.type("addbmy")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)
    expect(root.get_by_label("Why? One line is enough.")).to_have_value("add a bad day, mmm dd")
