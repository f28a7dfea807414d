"""The learner's door: a lesson opens itself, hides the machinery, and its banner says what is true."""

import json
import os
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.reader import NotJSONError
from nbformat.sign import NotebookNotary
from playwright.sync_api import Locator, Page, Route, expect
from test_case import decide

from conftest import KERNEL_MILLISECONDS, Lab
from twoway.content.manifest import MANIFEST, code_hash
from twoway.content.paths import kit_root

LESSON = "notebooks/00-start-here.ipynb"
READY = "What you enter is saved as you go."
MACHINERY = ".jp-InputArea-editor, .jp-InputPrompt, .jp-OutputPrompt, .jp-cell-toolbar"
PANELS = ("#jp-left-stack", "#jp-right-stack", ".jp-NotebookPanel-toolbar", "#jp-main-statusbar")
OVERFLOWING = """() => [...document.querySelectorAll("[data-twoway] *, .tw-door-banner, .tw-door-banner *")]
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1))
  .filter(([one]) => !one.closest(".tw-hidden, .tw-table")).map(([one]) => one.outerHTML.slice(0, 120))"""


def said(page: Page) -> Locator:
    """Return the sentence in the banner."""
    return page.locator(".tw-door-said")


def case_on(page: Page) -> Locator:
    """Return the case of the first lesson."""
    return page.locator("[data-twoway]").filter(has=page.get_by_role("heading", name="The declined call"))


def begin(lab: Lab) -> Locator:
    """Open the first lesson and do nothing; return its case when the lesson has run."""
    page = lab.open(LESSON)
    expect(case_on(page)).to_be_attached(timeout=KERNEL_MILLISECONDS)
    expect(said(page)).to_have_text(READY)
    return case_on(page)


def kill_engine(lab: Lab) -> None:
    """Kill the one kernel at once, as a computer out of memory does."""
    below = psutil.Process(lab.process.pid).children(recursive=True)
    (kernel,) = [one for one in below if any("ipykernel" in word for word in one.cmdline())]
    kernel.kill()


def grave(page: Page) -> list[str]:
    """List what axe-core finds serious or critical in the banner."""
    found = Axe().run(page, context={"include": [[".tw-door-banner"]]}).response["violations"]
    return [f"{one['id']}: {one['help']}" for one in found if one["impact"] in ("serious", "critical")]


def change(lab: Lab, name: str, code: str) -> str:
    """Put a copy of the first lesson with other code into the workshop folder, and return its path."""
    lesson = nbformat.read(lab.folder / LESSON, as_version=4)
    lesson.cells = [cell for cell in lesson.cells if cell.cell_type != "code"] + [nbformat.v4.new_code_cell(code)]
    nbformat.write(lesson, lab.folder / "notebooks" / name)
    return f"notebooks/{name}"


def trusted(lab: Lab, path: str) -> bool:
    """Whether Jupyter trusts a notebook."""
    notary = NotebookNotary(data_dir=str(lab.folder.parent / ".local/share/jupyter"))
    try:
        return bool(notary.check_signature(nbformat.read(lab.folder / path, as_version=4)))
    except NotJSONError:  # it is being written at this moment
        return False
    finally:
        notary.store.close()


def commit(root: Locator) -> None:
    """Take the case's first decision."""
    root.get_by_role("radio", name=re.compile("^Ask for his goals first")).check()
    root.get_by_role("button", name="Commit my answer").click()
    expect(root.get_by_role("heading", name="You: Ask for his goals first")).to_be_visible()


def test_a_lesson_opens_itself_and_leads_to_the_next(lab: Lab) -> None:
    """Without a click: alive, no code, no dialog, nothing to save; the banner says when, where, and goes on."""
    before = (lab.folder / LESSON).read_bytes()
    root = begin(lab)
    page = lab.page
    expect(page.locator(".jp-Notebook .jp-CodeCell")).not_to_have_count(0)
    for element in page.locator(".jp-Notebook").locator(MACHINERY).all():
        expect(element).to_be_hidden()
    expect(page.locator(".jp-Dialog, .jp-toast-button, .jp-mod-dirty")).to_have_count(0)
    for part in PANELS:
        expect(page.locator(part)).to_have_count(1)
        expect(page.locator(part)).to_be_hidden()
    commit(root)
    expect(said(page)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    page.get_by_role("switch", name="Show the code").check()
    expect(page.locator(".jp-CodeCell .cm-content").last).to_contain_text('tw.case("declined-vp-call")')
    page.get_by_role("switch", name="Show the code").uncheck()
    page.get_by_role("button", name="Where am I?").click()
    expect(
        page.get_by_role("navigation", name="Lessons").get_by_role("button", name="Start here", exact=True)
    ).to_have_attribute("aria-current", "page")
    page.get_by_role("button", name="Next lesson: Reciprocity").click()
    expect(page.get_by_role("heading", name="Reciprocity").first).to_be_visible()
    decided = page.get_by_role("heading", name="You: Ask for his goals first")
    expect(decided).to_be_visible(timeout=KERNEL_MILLISECONDS)
    lab.wait_until(lambda: len(lab.kernels()) == 1)
    assert (lab.folder / LESSON).read_bytes() == before


def test_a_lesson_is_safe_from_slips(lab: Lab) -> None:
    """Letters and Delete outside a field, a double click on prose: no cell is changed, added or lost."""
    begin(lab)
    page = lab.page
    cells = page.locator(".jp-Notebook .jp-Cell")
    texts, number = cells.all_inner_texts(), cells.count()
    page.get_by_role("heading", name="Start here").dblclick()
    for key in ("d", "d", "x", "a", "b", "y", "Delete", "Shift+Enter", "Alt+Enter", "Control+Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(cells).to_have_count(number)
    assert cells.all_inner_texts() == texts
    page.get_by_role("menuitem", name="Edit", exact=True).click()
    expect(page.get_by_role("menuitem", name=re.compile("^Delete Cell"))).to_have_class(re.compile("lm-mod-disabled"))
    page.keyboard.press("Escape")
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)


def test_the_engine_stops_and_is_restarted(lab: Lab) -> None:
    """A killed kernel is told by the banner, whose button brings back the page with the answers."""
    root = begin(lab)
    commit(root)
    kill_engine(lab)
    expect(said(lab.page)).to_contain_text("The engine stopped: your answers are safe.")
    expect(lab.page.locator(".jp-Dialog")).to_have_count(0)
    assert grave(lab.page) == []
    lab.page.get_by_role("button", name="Restart", exact=True).click()
    expect(said(lab.page)).to_have_text(re.compile("^Saved"), timeout=KERNEL_MILLISECONDS)
    expect(lab.page.get_by_role("heading", name="You: Ask for his goals first")).to_be_visible()
    again = case_on(lab.page)
    again.get_by_role("radio").first.check()
    again.get_by_role("button", name="Commit my answer").first.click()
    expect(again.get_by_role("heading", name=re.compile("^You: "))).to_have_count(2)


def test_the_program_stops_and_is_started_again(lab: Lab) -> None:
    """A killed server is told by the banner, not by a dialog; started again, a reload brings the answers."""
    root = begin(lab)
    commit(root)
    lab.process.kill()
    lab.process.wait()
    expect(said(lab.page)).to_contain_text("The program behind this page has stopped: your answers are safe on disk.")
    expect(lab.page.locator(".jp-Dialog")).to_have_count(0)
    home = str(lab.folder.parent)
    environment = {**os.environ, "HOME": home, "JUPYTER_RUNTIME_DIR": f"{home}/runtime"}
    lab.process = subprocess.Popen(lab.process.args, env=environment, stdout=subprocess.DEVNULL)

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"{lab.base}/api", timeout=2) as reply:
                return bool(reply.status == 200)
        except urllib.error.URLError:
            return False

    lab.wait_until(answers)
    lab.page.reload()
    expect(lab.page.get_by_role("heading", name="You: Ask for his goals first")).to_be_visible(timeout=60_000)


def test_a_strangers_notebook_does_not_run_by_itself(lab: Lab) -> None:
    """Not with the kit's metadata, and not after it was saved, when Jupyter trusts it; by hand it does."""
    trace = lab.folder / "ran"
    path = change(lab, "strange.ipynb", f'open({str(trace)!r}, "w")')
    page = lab.open(path)
    assert not trusted(lab, path)
    expect(said(page)).to_contain_text("choose Run All Cells")
    lab.wait_until(lambda: any(one["connections"] and one["execution_state"] == "idle" for one in lab.kernels()))
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Save Notebook(?! As)")).click()
    lab.wait_until(lambda: trusted(lab, path))
    page.reload()
    expect(said(page)).to_contain_text("choose Run All Cells")
    expect(page.get_by_role("switch", name="Show the code")).to_have_count(0)
    assert not trace.exists()
    lab.run_all(0)
    lab.wait_until(trace.exists)


def test_a_changed_lesson_says_how_to_run_it(lab: Lab) -> None:
    """A lesson whose code somebody changed waits, and runs from the menu that its banner names."""
    page = lab.open(change(lab, "00-start-here.ipynb", 'import twoway as tw\n\ntw.case("earned-word")'))
    expect(said(page)).to_contain_text("open the Run menu at the top and choose Run All Cells")
    expect(page.locator("[data-twoway]")).to_have_count(0)
    lab.run_all(1)


def configure(lab: Lab, **changes: Any) -> None:
    """Change what the server tells the page."""
    config = lab.folder / ".twoway/config/labconfig/page_config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), **changes}))


def test_a_neighbor_named_like_the_kit_is_not_imported(lab: Lab) -> None:
    """A twoway.py beside a lesson is not what it runs; in a Jupyter that is not the kit's, such a lesson waits."""
    trace = lab.folder / "ran"
    (lab.folder / "notebooks/twoway.py").write_text(f'open({str(trace)!r}, "w")')
    begin(lab)
    configure(lab, twoway="")
    lab.page.reload()
    expect(said(lab.page)).to_contain_text("There is program code in the same folder")
    expect(lab.page.locator("[data-twoway]")).to_have_count(0)
    assert not trace.exists()


def test_from_start_to_the_first_decision_by_keyboard(lab: Lab) -> None:
    """Tab, arrows and Enter lead from the opened page to a committed decision."""
    root = begin(lab)
    decide(lab.page, root, "Ask for his goals first", "He has not said what he wants.")
    expect(said(lab.page)).to_have_text(re.compile("^Saved"))


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_nothing_is_cut_off_on_a_phone(lab: Lab, theme: str, tmp_path: Path) -> None:
    """At 360 pixels all of the banner and the control is on the screen, and axe-core is content with the banner."""
    lab.page.set_viewport_size({"width": 360, "height": 740})
    settings = lab.folder / ".twoway/config/lab/user-settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))
    begin(lab)
    lab.page.get_by_role("button", name="Where am I?").click()
    expect(lab.page.locator("body")).to_have_attribute("data-jp-theme-light", str(theme.endswith("Light")).lower())
    lab.page.screenshot(path=tmp_path / "phone.png")
    assert lab.page.evaluate(OVERFLOWING) == []
    assert grave(lab.page) == []


def test_without_the_extension_run_all_does_it(lab: Lab) -> None:
    """Where the extension is switched off, the lesson is a plain notebook that works by Run All Cells."""
    configure(lab, disabledExtensions={"twoway": True})
    page = lab.open(LESSON)
    calls = [cell for cell in nbformat.read(lab.folder / LESSON, as_version=4).cells if cell.cell_type == "code"]
    lab.run_all(len(calls))
    expect(page.locator(".tw-door-banner")).to_have_count(0)
    commit(case_on(page))


def test_browser_and_python_agree_on_the_hash(page: Page) -> None:
    """The extension's hash is Python's, for all of the kit's notebooks and for awkward text."""

    def serve(route: Route) -> None:
        script = MANIFEST.with_name("hash.js").read_text(encoding="utf-8")
        found = route.request.url.endswith("hash.js")
        route.fulfill(body=script if found else "", content_type="text/javascript" if found else "text/html")

    page.route("http://localhost/**", serve)
    page.goto("http://localhost/")  # a secure context, as 127.0.0.1 is
    awkward: list[list[str]] = [
        [],
        [""],
        [" \n"],
        ["a\r\nb\rc"],
        ["a", "b"],
        ["a\nb"],
        ["“ü”\u2028😀\x00"],
        ["\ufeff x", "\t"],
    ]
    notebooks: list[dict[str, Any]] = [
        {"cells": [{"cell_type": "code", "source": one} for one in each]} for each in awkward
    ]
    notebooks += [json.loads(path.read_text(encoding="utf-8")) for path in sorted(kit_root().glob("[nes]*/*.ipynb"))]
    assert len(notebooks) > len(awkward) + 3
    for notebook in notebooks:
        sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
        found = page.evaluate("async sources => (await import('/hash.js')).codeHash(sources)", sources)
        assert found == code_hash(notebook)
