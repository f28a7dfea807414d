"""A real Chromium on a real JupyterLab, started by ``twoway start`` as a learner starts it."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

START_SECONDS = 60
KERNEL_MILLISECONDS = int(os.environ.get("KM", "60000"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
MORE_FLAGS = ["--disable-component-update", "--disable-sync"]

expect.set_options(timeout=20_000)


def chromium() -> str | None:
    """Return the path of the Chromium to drive, or None."""
    names = ["chromium", "chromium-browser", "google-chrome", "chrome"]
    return os.environ.get("TWOWAY_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests, saying so, where there is no Chromium; under CI=true they must run."""
    for item in items:
        if item.path.parent != Path(__file__).parent:
            continue
        item.add_marker("browser")
        if chromium() is None and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason="no Chromium found: install one, or name it in TWOWAY_CHROMIUM"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium; a shifted clock (LD_PRELOAD) is for the kit, not for the browser."""
    clean = {key: value for key, value in os.environ.items() if key not in ("LD_PRELOAD", "FAKETIME")}
    return {**browser_type_launch_args, "executable_path": chromium(), "args": [*FLAGS, *MORE_FLAGS], "env": clean}


class Lab:
    """A running ``twoway start`` on a workshop folder, and ways to look into it as a learner would."""

    def __init__(self, folder: Path, page: Page) -> None:
        """Start the server; it is up when this returns."""
        self.folder, self.page = folder, page
        environment = {key: value for key, value in os.environ.items() if key != "TWOWAY_STRICT"}
        environment |= {"HOME": str(folder.parent), "JUPYTER_RUNTIME_DIR": str(folder.parent / "runtime")}
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        command = [sys.executable, "-m", "twoway", "start", "--no-browser", "--port", port, "--workbook", str(folder)]
        self.said = folder.parent / "start.log"
        with self.said.open("w") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        self.base, self.token = self._wait_until_up()

    def _wait_until_up(self) -> tuple[str, str]:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            address = re.search(r"(http://\S+?)/lab/tree/\S*token=(\w+)", self.said.read_text(encoding="utf-8"))
            if address and self._answers(address[1], address[2]):
                return address[1], address[2]
            time.sleep(0.1)  # polling a process that has no event to wait for
        raise RuntimeError(f"twoway start did not come up: {self.said.read_text(encoding='utf-8')}")

    def _answers(self, base: str, token: str) -> bool:
        try:
            with urllib.request.urlopen(f"{base}/api/status?token={token}", timeout=2) as reply:
                return bool(reply.status == 200)
        except OSError:
            return False

    def api(self, path: str, method: str = "GET") -> Any:
        """Call the server's own interface."""
        address = f"{self.base}/api/{path}?token={self.token}"
        with urllib.request.urlopen(urllib.request.Request(address, method=method), timeout=20) as reply:
            body = reply.read()
        return json.loads(body) if body else None

    def notebook(self, name: str, *calls: str) -> str:
        """Write a notebook of one call a cell into the workshop folder, and return its path there."""
        cells = [nbformat.v4.new_code_cell(call) for call in calls]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        kernel["language_info"] = {"name": "python"}
        (self.folder / "notebooks").mkdir(exist_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), self.folder / "notebooks" / name)
        return f"notebooks/{name}"

    def open(self, path: str) -> Page:
        """Open a notebook of the workshop folder, alone on the screen."""
        self.page.goto(f"{self.base}/lab/tree/{path}?token={self.token}")
        expect(self.page.locator(".jp-Notebook")).to_be_visible(timeout=KERNEL_MILLISECONDS)
        return self.page

    def run_all(self, controls: int = 1, *, keyboard: bool = False) -> Locator:
        """Run all cells, from the menu or with the command palette, and wait until ``controls`` of ours are alive."""
        self._wait_for_kernel()
        if keyboard:
            self.page.keyboard.press("Control+Shift+C")
            expect(self.page.locator(".lm-CommandPalette-input")).to_be_focused()
            self.page.keyboard.type("Run All Cells")
            expect(self.page.locator(".lm-CommandPalette-item.lm-mod-active")).to_contain_text("Run All Cells")
            self.page.keyboard.press("Enter")
        else:
            self.page.get_by_role("menuitem", name="Run", exact=True).click()
            self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        roots = self.page.locator("[data-twoway]")
        expect(roots).to_have_count(controls, timeout=KERNEL_MILLISECONDS)
        return roots.first

    def _wait_for_kernel(self) -> None:
        """Wait until the notebook on the screen is connected to a kernel; before that JupyterLab asks for one."""
        name = self.page.url.split("?")[0].rsplit("/", 1)[1]

        def connected() -> bool:
            kernels = [one["kernel"] for one in self.api("sessions") if one["path"].endswith(name)]
            return any(kernel["connections"] and kernel["execution_state"] == "idle" for kernel in kernels)

        self.wait_until(connected)
        # Attached, not visible: on a narrow screen the toolbar hides it.
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for(state="attached")

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Poll until ``holds``; fail when it never does."""
        until = time.monotonic() + KERNEL_MILLISECONDS / 1000
        while not holds():
            assert time.monotonic() < until, "waited in vain"
            self.page.wait_for_timeout(100)

    def kernels(self) -> list[Mapping[str, Any]]:
        """List the running kernels."""
        listed: list[Mapping[str, Any]] = self.api("kernels")
        return listed

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


@pytest.fixture
def lab(tmp_path: Path, page: Page) -> Iterator[Lab]:
    """Serve a fresh workshop folder."""
    running = Lab(tmp_path / "workshop", page)
    yield running
    running.page.screenshot(path=tmp_path / "last.png")  # what was on the screen, for when the test has failed
    page.goto("about:blank")  # leave before the server goes, so that nothing is asked about unsaved work
    running.stop()


@pytest.fixture
def check_accessible(page: Page) -> Callable[[], None]:
    """Return a check that axe-core finds nothing serious or critical inside the kit's own part of the page."""

    def check() -> None:
        found = Axe().run(page, context={"include": [["[data-twoway]"]]}).response["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        told = [f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes']][:3]}" for one in grave]
        assert told == []

    return check
