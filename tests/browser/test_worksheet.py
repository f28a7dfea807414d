"""A worksheet, done as a learner does it: by keyboard, with feedback that is announced, and back after a reload."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from conftest import Lab

TASK = 'import twoway as tw\ntw.exercise("01-reciprocity/{task}")'


def press(page: Page, button: Locator) -> None:
    """Press a button with the keyboard, as it is reached with Tab."""
    button.focus()
    page.keyboard.press("Enter")


def test_a_choice_is_tried_again_until_it_is_right(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """A wrong answer gets its feedback, a hint counts down, the right one gets the reason; a reload keeps it all."""
    page = lab.open(lab.notebook("choose.ipynb", TASK.format(task="what-makes-it-two-way")))
    root = lab.run_all()
    check_accessible()
    root.get_by_role("radio", name=re.compile("^A hotel group in Quito")).focus()
    page.keyboard.press("Space")
    press(page, root.get_by_role("button", name="Commit my answer"))
    said = root.get_by_role("status").filter(has_text="Not yet.")
    expect(said).to_contain_text("All of this effort is ours.")
    press(page, root.get_by_role("button", name="Hint (2 left)"))
    expect(root.get_by_role("button", name="Hint (1 left)")).to_be_focused()
    expect(root.get_by_text("Put your finger on the goal")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    root.get_by_role("radio", name=re.compile("^A cannery in Dundee")).check()
    expect(said).to_have_count(0)
    press(page, root.get_by_role("button", name="Commit my answer"))
    expect(root.get_by_role("heading", name="Right.")).to_be_visible()
    expect(root.get_by_text("Two things make a relationship two-way")).to_be_visible()
    check_accessible()
    page.reload()
    root = lab.run_all()
    expect(root.get_by_role("heading", name="Right.")).to_be_visible()
    expect(root.get_by_role("radio", name=re.compile("^A cannery in Dundee"))).to_be_checked()


def test_steps_are_ordered_by_keyboard(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """A step moves up when its button is pressed, the focus stays on it, and the new place is announced."""
    page = lab.open(lab.notebook("order.ipynb", TASK.format(task="an-honest-beginning")))
    root = lab.run_all()
    up = root.get_by_role("button", name="Move up: We ask what must improve")
    up.focus()
    for place in (3, 2, 1):
        page.keyboard.press("Enter")
        expect(root.get_by_role("status").filter(has_text=f"now number {place} of 5")).to_be_attached()
        expect(up).to_be_focused()
    expect(root.get_by_role("listitem").first).to_contain_text("We ask what must improve")
    check_accessible()
    press(page, root.get_by_role("button", name="Commit my answer"))
    expect(root.get_by_text("The first stands right.")).to_be_visible()


def test_a_text_is_compared_with_a_model(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """The model appears after the commit, and what is ticked on the checklist is counted and kept."""
    page = lab.open(lab.notebook("write.ipynb", TASK.format(task="answer-the-hurry")))
    root = lab.run_all()
    expect(root.get_by_text("Thank you, I am glad the hour was useful.")).to_have_count(0)
    root.get_by_role("textbox").focus()
    page.keyboard.type("Hello Priscilla, what must improve?")
    press(page, root.get_by_role("button", name="Commit my answer"))
    expect(root.get_by_text("Thank you, I am glad the hour was useful.")).to_be_visible()
    root.get_by_role("checkbox", name=re.compile("^It asks what must improve")).focus()
    page.keyboard.press("Space")
    expect(root.get_by_text("Yours has one of five.")).to_be_visible()
    check_accessible()


def test_a_level_and_several_answers(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """A rating and a choice of several work side by side in one notebook."""
    lab.open(
        lab.notebook(
            "two.ipynb", TASK.format(task="rate-their-side"), 'tw.exercise("01-reciprocity/what-the-buyer-did")'
        )
    )
    lab.run_all(2)
    rate, several = lab.page.locator("[data-twoway]").all()
    rate.get_by_role("radio", name="2 Promised").check()
    rate.get_by_role("button", name="Commit my answer").click()
    expect(rate.get_by_text("It was a two while the ninth lay ahead")).to_be_visible()
    rate.get_by_role("button", name="Show me your answer").click()
    expect(rate.get_by_text("Level 1.")).to_be_visible()
    for start in ("The head nurse sent", "The director brought", "The head nurse corrected"):
        several.get_by_role("checkbox", name=re.compile(f"^{start}")).check()
    several.get_by_role("button", name="Commit my answer").click()
    expect(several.get_by_role("heading", name="Right.")).to_be_visible()
    check_accessible()
