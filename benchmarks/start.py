"""The first minute: command to server ready, page to first control live; beside plain JupyterLab, run by hand.

"Cold" is the first time on a folder and in a browser that has nothing stored; "warm" is every time after. By hand means
the same notebook in the plain JupyterLab of the same installation: wait for its kernel, then Run All Cells from the
menu, at the speed of a program (a person takes longer, and has to be told).
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "browser"))
from conftest import FLAGS, MORE_FLAGS, chromium

RUNS = 5
LESSON = "notebooks/00-start-here.ipynb"
LONGEST = 120_000
"""Milliseconds after which something is broken."""

KERNEL_READY = ".jp-Notebook-ExecutionIndicator[data-status='idle']"
CONTROL = "[data-twoway] input, [data-twoway] button"
OFF = "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"


@contextmanager
def server(command: list[str], home: Path) -> Iterator[tuple[str, float]]:
    """Start a server; give the address that it prints and the seconds until it answers there."""
    hidden = ("JUPYTER", "XDG", "TWOWAY", "IPYTHON")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)} | {
        "HOME": str(home)
    }
    said = home / "said.log"
    began = time.perf_counter()
    with said.open("w") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT, cwd=home)
    try:
        yield _address(said, process), time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(30)


def _address(said: Path, process: subprocess.Popen[bytes]) -> str:
    """Wait for an address in what a server says, and for an answer there."""
    while process.poll() is None:
        found = re.search(r"http://(?:127\.0\.0\.1|localhost):\d+/\S*token=\w+", said.read_text())
        if found:
            try:
                urllib.request.urlopen(found[0], timeout=30).close()  # noqa: S310 - our own machine
            except OSError:
                continue
            return found[0]
        time.sleep(0.01)  # a file has no event to wait for
    raise RuntimeError(said.read_text())


def live(page: Page, address: str, *, by_hand: bool) -> float:
    """Open the lesson and return the seconds until its first control can be used."""
    began = time.perf_counter()
    page.goto(address)
    if by_hand:
        while not any(one["kernel"]["connections"] for one in _sessions(address)):  # before that, it asks for a kernel
            page.wait_for_timeout(50)
        page.locator(KERNEL_READY).first.wait_for(state="attached", timeout=LONGEST)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(CONTROL).first.wait_for(timeout=LONGEST)
    return time.perf_counter() - began


def visits(browser: Browser, address: str, *, by_hand: bool) -> tuple[float, float]:
    """Return the seconds of a first visit with a fresh browser, and the median of later ones."""
    context = browser.new_context()
    times = []
    for _ in range(RUNS + 1):
        _end_kernels(address)
        page = context.new_page()
        times.append(live(page, address, by_hand=by_hand))
        page.goto("about:blank")
        page.close()
    context.close()
    return times[0], statistics.median(times[1:])


def _end_kernels(address: str) -> None:
    """End what an earlier visit has left running, so that each visit waits for a kernel of its own."""
    for one in _sessions(address):
        _call(address, f"sessions/{one['id']}", "DELETE")


def _sessions(address: str) -> list[dict[str, Any]]:
    sessions: list[dict[str, Any]] = json.loads(_call(address, "sessions"))
    return sessions


def _call(address: str, path: str, method: str = "GET") -> bytes:
    base, token = re.sub(r"/lab.*", "", address), address.split("token=")[1]
    request = urllib.request.Request(f"{base}/api/{path}?token={token}", method=method)  # noqa: S310 - our own machine
    with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310
        return bytes(reply.read())


def starts(command: list[str], home: Path) -> list[float]:
    """Return the seconds of several starts, one after the other."""
    taken = []
    for _ in range(RUNS + 1):
        with server(command, home) as (_, seconds):
            taken.append(seconds)
    return taken


def line(title: str, cold: float, warm: float) -> None:
    """Print one row."""
    print(f"{title:<56}{cold:>9.2f}{warm:>9.2f}")


def main() -> None:
    """Print the table."""
    python = [sys.executable, "-m"]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        home, plain_home = Path(name) / "kit", Path(name) / "plain"
        folder = home / "Twoway"
        home.mkdir()
        page_config = plain_home / ".jupyter/labconfig/page_config.json"
        page_config.parent.mkdir(parents=True)
        page_config.write_text('{"disabledExtensions": {"twoway": true}}')
        kit = [*python, "twoway", "start", "--no-browser", "--workbook", str(folder)]
        plain = [
            *python,
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            *OFF,
            f"--LabApp.default_url=/lab/tree/{LESSON}",
        ]
        print(f"{'seconds':<56}{'cold':>9}{'warm':>9}   (warm: median of {RUNS})")
        first, *rest = starts(kit, home)
        line("command to server ready: twoway start", first, statistics.median(rest))
        shutil.copytree(folder / "notebooks", plain_home / "notebooks")
        first, *rest = starts(plain, plain_home)
        line("command to server ready: plain JupyterLab", first, statistics.median(rest))
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *MORE_FLAGS])
        with server(kit, home) as (address, _):
            line("page to first control live: twoway start, no click", *visits(browser, address, by_hand=False))
        with server(plain, plain_home) as (address, _):
            page = re.sub(r"/lab\S*\?", f"/lab/tree/{LESSON}?", address)
            line("page to first control live: plain JupyterLab, by hand", *visits(browser, page, by_hand=True))
        browser.close()


if __name__ == "__main__":
    main()
