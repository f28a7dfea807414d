"""The language check in a real browser: paste, see marks, mend with the keyboard, undo, copy, attach."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import Lab

CHECK = "import twoway as tw\ntw.language_check({text})"
DRAFT = (
    "😀 Hello Ingrid 👩🏽‍💻,\n\nAs your trusted partner we will do whatever it takes.\n"
    "<b>Our channel partner in Tampere</b> begins in March.\n"
)


@pytest.fixture
def clipboard(page: Page) -> Callable[[], str]:
    """Allow the page to use the clipboard, and return a way to read it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return lambda: str(page.evaluate("navigator.clipboard.readText()"))


def paste(page: Page, field: Locator, text: str) -> None:
    """Put ``text`` on the clipboard, and paste it into ``field`` at the caret."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    field.focus()
    page.keyboard.press("Control+v")
    expect(field).to_have_value(text)


def summary(root: Locator) -> Locator:
    """Return the heading that tells how many things there are to look at."""
    return root.locator(".tw-said [role='status'] h3").first


def marked(root: Locator) -> list[str]:
    """Return the words under which marks stand, as they are drawn."""
    return root.locator(".tw-mirror mark").all_inner_texts()


def lies_on_its_words(root: Locator) -> bool:
    """Whether the unseen text is as wide and as high as the text area, so that marks stand under their words."""
    layers = "[...document.querySelectorAll('.tw-stack > *')]"
    mirror, area = root.page.evaluate(layers + ".map(one => [one.clientWidth, one.clientHeight, one.scrollHeight])")
    return bool(mirror == area and area[1] == area[2])


@pytest.mark.usefixtures("clipboard")
def test_a_draft_is_pasted_and_mended_with_the_keyboard_alone(
    lab: Lab, page: Page, clipboard: Callable[[], str], check_accessible: Callable[[], None]
) -> None:
    """Paste, see the marks, mend one after the other, take one back, copy; the focus is never lost."""
    lab.open(lab.notebook("draft.ipynb", CHECK.format(text="")))
    root = lab.run_all()
    draft = root.get_by_label("Your draft")
    expect(root.get_by_role("button", name="Try an example")).to_be_visible()
    check_accessible()

    paste(page, draft, DRAFT)
    expect(summary(root)).to_have_text("2 things to look at")
    assert marked(root) == ["your trusted partner", "whatever it takes"]
    assert lies_on_its_words(root)
    expect(root.locator(".tw-language b")).to_have_count(0)
    check_accessible()

    page.keyboard.press("Tab")  # out of the text: it is no trap
    expect(root.get_by_role("button", name="Copy the draft")).to_be_focused()
    first = root.get_by_role("button", name="Use this wording, mark 1")
    for _ in range(12):
        if first.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(first).to_be_focused()
    wording = str(root.locator(".tw-instead").first.inner_text()).removeprefix("Instead: ")
    page.keyboard.press("Enter")
    once = DRAFT.replace("your trusted partner", wording)
    expect(draft).to_have_value(once)
    expect(summary(root)).to_have_text("One thing to look at")
    expect(root.get_by_role("button", name="Use this wording, mark 1")).to_be_focused()
    expect(root.get_by_role("heading", name="To fill in before it goes out")).to_be_visible()
    check_accessible()

    page.keyboard.press("Enter")
    expect(summary(root)).to_have_text("Nothing to change in the words")
    expect(summary(root)).to_be_focused()
    check_accessible()

    root.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(draft).to_have_value(once)
    expect(summary(root)).to_have_text("One thing to look at")
    expect(root.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(draft).to_have_value(DRAFT)
    expect(summary(root)).to_have_text("2 things to look at")

    root.get_by_role("button", name="Copy the draft").focus()
    page.keyboard.press("Enter")
    expect(root.get_by_text("Copied.")).to_be_visible()
    assert clipboard() == DRAFT


@pytest.mark.usefixtures("clipboard")
def test_marks_follow_while_one_types_and_the_browsers_own_undo_works(lab: Lab, page: Page) -> None:
    """A mark moves with its words; a fix is taken back by Ctrl-Z; the caret goes to a mark that is asked for."""
    lab.open(lab.notebook("draft.ipynb", CHECK.format(text="")))
    root = lab.run_all()
    draft = root.get_by_label("Your draft")
    paste(page, draft, DRAFT)
    expect(summary(root)).to_have_text("2 things to look at")

    page.keyboard.press("Control+Home")
    page.keyboard.type("Dear 😀 all, ")
    assert marked(root) == ["your trusted partner", "whatever it takes"]
    page.keyboard.type("sorry to bother you again. ")
    expect(summary(root)).to_have_text("3 things to look at")
    assert lies_on_its_words(root)

    root.get_by_role("button", name="Show mark 2 in the text").click()
    expect(draft).to_be_focused()
    assert draft.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)") == "your trusted partner"
    before = draft.input_value()
    root.get_by_role("button", name="Use this wording, mark 2").click()
    expect(draft).not_to_have_value(before)
    expect(summary(root)).to_have_text("2 things to look at")
    draft.focus()
    page.keyboard.press("Control+z")
    expect(draft).to_have_value(before)
    expect(summary(root)).to_have_text("3 things to look at")
    expect(root.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")


def test_what_is_missing_is_added_and_the_message_attached_to_a_deal(
    lab: Lab, page: Page, check_accessible: Callable[[], None]
) -> None:
    """The deal's goal fills the blanks, the missing parts are added, and the message becomes an ask of today."""
    goal = 'kind="said", who="Dana Reyes", date="2026-11-02", quote="late deliveries down to three in a hundred"'
    deal = 'tw.scorecard().add_deal("Northwind").rate("shared-goal", 2).add_evidence("shared-goal", {goal})'
    cells = ["import twoway as tw\ncard = " + deal.format(goal=goal), CHECK.format(text="")]
    lab.open(lab.notebook("deal.ipynb", *cells, 'tw.scorecard("Northwind")'))
    lab.run_all(2)
    root = page.locator("[data-twoway]").first
    draft = root.get_by_label("Your draft")
    draft.fill("Could you send us the list of your depots? We want to be your partner.")
    expect(summary(root)).to_contain_text("to look at")
    root.get_by_label("Which of your deals").select_option(label="Northwind")
    expect(root.locator(".tw-instead").last).to_contain_text("three in a hundred")
    expect(root.get_by_text("Their day: missing")).to_be_visible()
    root.get_by_role("button", name="Add to the end of the draft").click()
    expect(draft).to_be_focused()
    expect(root.get_by_text("Their day: there")).to_be_visible()
    check_accessible()
    root.get_by_label("It asks about").select_option(label="Their actions")
    root.get_by_role("button", name="Attach to this deal").click()
    expect(root.get_by_text("Kept with Northwind as an ask made today, about: Their actions")).to_be_visible()
    check_accessible()
    page.locator(".jp-CodeCell").last.locator(".jp-InputPrompt").click()
    page.keyboard.press("Control+Enter")
    card = page.locator("[data-twoway]").last
    card.get_by_role("button", name="The last ask waiting").click()
    expect(card.get_by_label("What did you ask?")).to_have_value(draft.input_value())


@pytest.mark.usefixtures("clipboard")
def test_the_draft_is_back_when_the_cell_is_run_again(lab: Lab, page: Page) -> None:
    """A given text is only where one begins; what was pasted comes back, and a long text does not stop the page."""
    lab.open(lab.notebook("again.ipynb", CHECK.format(text='"As your trusted partner we begin."')))
    root = lab.run_all()
    draft = root.get_by_label("Your draft")
    expect(draft).to_have_value("As your trusted partner we begin.")
    expect(summary(root)).to_have_text("One thing to look at")
    root.get_by_role("button", name="Clear").click()
    expect(draft).to_be_focused()
    expect(draft).to_have_value("")
    expect(root.get_by_role("button", name="Put the first text back")).to_be_visible()

    long = (
        "We counted the returns of nine depots by hand, twice.\n" * 3700 + "We are your partner. We are your partner."
    )
    page.evaluate("text => navigator.clipboard.writeText(text)", long)
    page.keyboard.press("Control+v")
    expect(summary(root)).to_have_text("2 things to look at")
    page.keyboard.type(" Yes.")
    assert draft.evaluate("(one, text) => one.value === text", f"{long} Yes.")
    page.keyboard.press("Tab")
    expect(root.get_by_text("Saved here")).to_be_visible()
    page.locator(".jp-CodeCell").last.locator(".jp-InputPrompt").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-twoway]")).to_have_count(1)
    expect(summary(page.locator("[data-twoway]"))).to_have_text("2 things to look at")
    again = page.get_by_label("Your draft")
    assert again.evaluate("(one, text) => one.value === text", f"{long} Yes.")


def test_it_fits_a_phone_and_dark(lab: Lab, page: Page, check_accessible: Callable[[], None]) -> None:
    """At 360 pixels nothing is cut off, and both themes are readable."""
    page.set_viewport_size({"width": 360, "height": 740})
    lab.open(lab.notebook("small.ipynb", CHECK.format(text="")))
    root = lab.run_all()
    root.get_by_role("button", name="Try an example").click()
    expect(summary(root)).to_contain_text("things to look at")
    assert lies_on_its_words(root)
    assert root.evaluate("one => one.scrollWidth <= one.clientWidth")
    check_accessible()
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    check_accessible()
