"""A live deal, rated as a learner rates it; everything is back after a reload, a restart and a kill."""

import datetime
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import psutil
from playwright.sync_api import Locator, Page, expect

from conftest import Lab

CARD = "import twoway as tw\ntw.scorecard({deal})"


def days_ago(days: int) -> str:
    """Return the day that lies ``days`` days back, as a date field takes it."""
    return (datetime.datetime.now().astimezone().date() - datetime.timedelta(days)).isoformat()


def add_deal(root: Locator, name: str, alias: str = "") -> None:
    """Fill in the form for a new deal."""
    root.get_by_label("Customer or deal").fill(name)
    root.get_by_label("Alias, if it is confidential").fill(alias)
    root.get_by_role("button", name="Start with this one").click()
    expect(root.get_by_role("heading", name=alias or name)).to_be_visible()


def show_evidence(root: Locator, kind: str, who: str, day: str) -> None:
    """Add one piece of evidence to the dimension on the screen."""
    root.get_by_role("button", name="Add evidence").click()
    root.get_by_label("What kind?").select_option(label=kind)
    root.get_by_label("Who? A named person").fill(who)
    root.get_by_label("When?").fill(day)
    root.get_by_label("Where is it?").click()


def rate_first_pass(root: Locator) -> None:
    """Rate the shared goal 3 on a belief, and their actions 1."""
    root.get_by_role("radio", name="3 Written").check()
    root.get_by_role("button", name="Next: Their actions").click()
    root.get_by_role("radio", name="1 Attends").check()


def expect_first_pass(root: Locator) -> None:
    """Expect what :func:`rate_first_pass` left behind."""
    rail = root.get_by_role("navigation", name="What is rated")
    expect(rail.get_by_role("button", name="Shared goal 3 → 1")).to_be_visible()
    expect(rail.get_by_role("button", name="Their actions 1")).to_be_visible()
    expect(root.get_by_role("complementary", name="Verdict")).to_contain_text("Ask first")


def python_kernel(folder: Path) -> int:
    """Return the process id of the kernel that works in ``folder``."""
    for process in psutil.process_iter(["cmdline", "cwd"]):
        line = process.info["cmdline"] or []
        if any("ipykernel" in part for part in line) and str(process.info["cwd"]).startswith(str(folder)):
            return int(process.pid)
    raise AssertionError("no kernel is running")


def test_a_deal_is_rated_on_evidence_and_the_verdict_follows(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """A belief is capped, a named person lifts the cap, and the ask to send is there to copy."""
    lab.open(lab.notebook("card.ipynb", CARD.format(deal="")))
    root = lab.run_all()
    check_accessible()
    add_deal(root, "Northwind Logistics")
    check_accessible()
    verdict = root.get_by_role("complementary", name="Verdict")
    expect(verdict).to_contain_text("Nothing rated yet")
    root.get_by_role("radio", name="3 Written").check()
    expect(root.get_by_text("counts as 1 until somebody is named, with a day")).to_be_visible()
    expect(verdict).to_contain_text("Ask first")
    expect(verdict).to_contain_text("Our own homework first")
    show_evidence(root, "They wrote or did it", "Dana Reyes", days_ago(20))
    rail = root.get_by_role("navigation", name="What is rated")
    expect(rail.get_by_role("button", name="Shared goal 3", exact=True)).to_be_visible()
    expect(verdict).to_contain_text("The ask to send")
    expect(verdict).to_contain_text("Hello Dana")
    verdict.get_by_role("button", name="I have sent it").click()
    expect(verdict).to_contain_text("You asked on")
    check_accessible()
    rail.get_by_role("button", name="The last ask").click()
    expect(root.get_by_label("What did you ask?")).to_have_value(re.compile("^Hello Dana"))
    root.get_by_label("Their answer").select_option(label="Refused")
    expect(verdict).to_contain_text("Decline, with respect")
    check_accessible()
    rail.get_by_role("button", name="What feels good").click()
    root.get_by_role("checkbox", name="Budget approved").check()
    expect(verdict).to_contain_text("Decline, with respect")
    check_accessible()


def test_everything_is_back_after_a_reload_a_restart_and_a_kill(lab: Lab) -> None:
    """Reload the page, restart the kernel, kill it: the deal is as it was left."""
    path = lab.notebook("card.ipynb", CARD.format(deal=""), CARD.format(deal='"Heron"'))
    page = lab.open(path)
    root = lab.run_all(2)
    add_deal(root, "Northwind Logistics", "Heron")
    rate_first_pass(root)
    expect_first_pass(root)
    page.keyboard.press("Control+s")  # from inside the control: it saves the page, as people expect
    lab.wait_until(lambda: "widget-view" in (lab.folder / path).read_text(encoding="utf-8"))
    page.reload()
    expect_first_pass(page.locator("[data-twoway]").first)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells…").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    expect_first_pass(page.locator("[data-twoway]").last)
    os.kill(python_kernel(lab.folder), signal.SIGKILL)
    lab.page.goto("about:blank")
    lab.open(path)
    lab.run_all(2)
    expect_first_pass(page.locator("[data-twoway]").last)


def test_two_notebooks_that_write_at_once_lose_nothing(lab: Lab, page: Page) -> None:
    """Two notebooks with kernels of their own rate different dimensions of one deal, and both ratings stay."""
    first = lab.notebook("one.ipynb", CARD.format(deal=""))
    second = lab.notebook("two.ipynb", CARD.format(deal='"Heron"'))
    lab.open(first)
    root = lab.run_all()
    add_deal(root, "Northwind Logistics", "Heron")
    other = page.context.new_page()
    lab.page = other
    lab.open(second)
    beside = lab.run_all()
    assert len(lab.kernels()) == 2
    root.get_by_role("radio", name="3 Written").check()
    beside.get_by_role("button", name="Their actions").first.click()
    beside.get_by_role("radio", name="1 Attends").check()
    expect_first_pass(beside)
    root.get_by_role("button", name="Next: Their actions").click()
    root.get_by_role("button", name="Add evidence").click()
    expect_first_pass(root)


def test_the_pipeline_lists_sorts_filters_and_opens(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """All deals stand side by side with one line why and the next step; one of them opens in place."""
    calls = [
        "import twoway as tw\ncard = tw.scorecard()",
        'card.add_deal("Acme").rate("shared-goal", 0)',
        'card.add_deal("Borealis").rate("shared-goal", 3).add_ask(made_on="2026-01-05", answer="refused")',
        "tw.pipeline()",
    ]
    lab.open(lab.notebook("pipeline.ipynb", *calls))
    lab.run_all(3)
    root = lab.page.locator("[data-twoway]").last
    table = root.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(3)
    expect(table.get_by_role("row").nth(1)).to_contain_text("Borealis")
    check_accessible()
    root.get_by_role("button", name="Deal", exact=True).click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("Acme")
    root.get_by_label("Show").select_option(label="Ask first")
    expect(table.get_by_role("row")).to_have_count(2)
    root.get_by_role("button", name="Acme").click()
    expect(root.get_by_role("heading", name="Acme")).to_be_visible()
    root.get_by_role("button", name="Back to the pipeline").click()
    expect(root.get_by_role("heading", name="Your pipeline")).to_be_visible()
