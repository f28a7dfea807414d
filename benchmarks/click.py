"""A click in Chromium to its painted verdict: the whole way through JupyterLab, and the kernel's share of it."""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "browser"))
from conftest import FLAGS, MORE_FLAGS, Lab, chromium

CLICKS = 60
SET_UP = """import json, time
import twoway as tw
from twoway.ui.surface import Interaction
spent, inner = [], Interaction.handle
def timed(self, event, args):
    start = time.perf_counter()
    inner(self, event, args)
    spent.append(1000 * (time.perf_counter() - start))
Interaction.handle = timed
card = tw.scorecard()
card.add_deal("Northwind Logistics").rate("their-actions", 1)
card"""
REPORT = "print(json.dumps(spent))"

# From the click until the frame in which the changed verdict is painted: the frame after the one that carries it.
CLICK = """(position) => new Promise((done) => {
  const root = document.querySelector('[data-twoway]');
  const verdict = root.querySelector('.tw-verdict');
  const radio = root.querySelectorAll('.tw-lv input')[position];
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  });
  watch.observe(verdict, {subtree: true, childList: true, characterData: true, attributes: true});
  const start = performance.now();
  radio.click();
})"""


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` lie."""
    return statistics.quantiles(values, n=100)[round(share * 100) - 1]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *MORE_FLAGS])
        lab = Lab(Path(folder) / "workshop", browser.new_page())
        try:
            page = lab.open(lab.notebook("click.ipynb", SET_UP, REPORT))
            lab.run_all()
            page.locator(".tw-verdict h3").wait_for()
            clicks = [float(page.evaluate(CLICK, n % 5)) for n in range(CLICKS)]
            page.get_by_role("menuitem", name="Run", exact=True).click()
            lab.page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click(force=True)
            page.keyboard.press("Control+Enter")
            shown = page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea-output pre")
            shown.wait_for()
            kernel = json.loads(shown.inner_text())[-CLICKS:]
        finally:
            page.goto("about:blank")
            lab.stop()
            browser.close()
    print(f"{'one click on a level, milliseconds':<40}{'median':>8}{'p95':>8}   ({len(clicks)} clicks)")
    for title, values, goal in (("click to painted verdict", clicks, 150), ("of which in the kernel", kernel, 50)):
        print(f"{title:<40}{statistics.median(values):>8.1f}{percentile(values, 0.95):>8.1f}   goal p95 {goal}")


if __name__ == "__main__":
    main()
