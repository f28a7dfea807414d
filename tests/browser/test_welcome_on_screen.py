"""The first minute: what do you do, which way is yours, and a made-up deal to practice with."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import KERNEL_MILLISECONDS, Lab
from twoway.content.paths import kit_root

LESSON = "notebooks/00-start-here.ipynb"
MADE_UP = "Tamarind Coaches (made up)"
OVERFLOWING = """() => [...document.querySelectorAll("[data-twoway] *")]
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1))
  .filter(([one]) => !one.closest(".tw-hidden, .tw-table")).map(([one]) => one.outerHTML.slice(0, 120))"""
HEIGHT = "() => document.querySelector('[data-twoway]').getBoundingClientRect().height"


def begin(lab: Lab) -> Locator:
    """Open the first lesson, which runs by itself, and return the welcome."""
    page = lab.open(LESSON)
    root = page.locator("[data-twoway]").first
    expect(root.get_by_role("group", name="What do you do?")).to_be_visible(timeout=KERNEL_MILLISECONDS)
    return root


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until ``target`` has the focus."""
    for _ in range(60):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {target}")


def test_from_the_question_to_the_made_up_deals_verdict_by_keyboard(
    lab: Lab, check_accessible: Callable[[], None]
) -> None:
    """A role, the way for it, the made-up deal, the scorecard's lesson and the verdict, without a mouse."""
    root = begin(lab)
    page = lab.page
    check_accessible()
    tab_to(page, root.get_by_role("radio", name="I sell"))
    page.keyboard.press("Space")
    way = root.get_by_role("region", name="Your way")
    expect(way.get_by_role("listitem")).to_have_count(len(steps("seller")))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(root.get_by_role("radio", name="I lead a team")).to_be_checked()
    expect(way.get_by_role("listitem")).to_have_count(len(steps("manager")))
    expect(way.get_by_role("listitem").first).to_contain_text("35 minutes, with “The declined call” (15)")
    expect(root.get_by_text("Saved here")).to_be_visible()
    tab_to(page, root.get_by_role("button", name="Practice with a made-up one"))
    page.keyboard.press("Enter")
    expect(root.get_by_role("status").filter(has_text=MADE_UP)).to_be_visible()
    check_accessible()
    tab_to(page, root.get_by_role("link", name="Open it on the scorecard"))
    page.keyboard.press("Enter")
    deal = page.get_by_role("button", name=MADE_UP).first
    expect(deal).to_be_visible(timeout=KERNEL_MILLISECONDS)
    deal.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Made up for practice, as of November 22, 2026")).to_be_visible()
    verdict = page.get_by_role("complementary", name="Verdict").first
    expect(verdict).to_contain_text("Ask first")
    expect(verdict).to_contain_text("One-sided")


def test_the_choice_is_remembered_and_links_lead_to_lessons(lab: Lab) -> None:
    """After a reload the way is there, and its first lesson opens without a question about unsaved changes."""
    root = begin(lab)
    root.get_by_role("radio", name="I run the company").check()
    expect(root.get_by_role("region", name="Your way")).to_be_visible()
    lab.page.reload()
    root = begin(lab)
    expect(root.get_by_role("radio", name="I run the company")).to_be_checked()
    root.get_by_role("link", name="The earned word").click()
    expect(lab.page.get_by_role("heading", name="The earned word").first).to_be_visible(timeout=KERNEL_MILLISECONDS)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_it_fits_its_screen(
    lab: Lab, check_accessible: Callable[[], None], width: int, height: int, tmp_path: Path
) -> None:
    """Nothing is cut off at 360 pixels; on a laptop the whole welcome is one screen, the way and the deal included."""
    lab.page.set_viewport_size({"width": width, "height": height})
    root = begin(lab)
    root.get_by_role("radio", name="I look after customers").check()
    root.get_by_role("button", name="Practice with a made-up one").click()
    expect(root.get_by_role("button", name="Put the made-up deal away")).to_be_visible()
    lab.page.screenshot(path=tmp_path / "welcome.png")
    assert lab.page.evaluate(OVERFLOWING) == []
    assert width < 1280 or lab.page.evaluate(HEIGHT) <= height
    check_accessible()


def steps(role: str) -> list[str]:
    """Return the lessons that say they are for ``role``."""
    found = []
    for path in sorted((kit_root() / "notebooks").glob("*.ipynb")):
        about = json.loads(path.read_text(encoding="utf-8"))["metadata"]["twoway"]
        if about.get("lesson") not in (None, "00") and role in about["roles"]:
            found.append(path.name)
    return found
