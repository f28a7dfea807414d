"""What the kit costs in a kernel: seconds and unique memory, over a bare kernel that has loaded ipywidgets."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

RUNS = 7
BARE = "import ipywidgets\nipywidgets.Button()"
IMPORT = "import twoway as tw"
FIRST_CASE = 'tw.case("declined-vp-call")'
NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
MEGABYTE = 1e6


@contextmanager
def kernel() -> Iterator[tuple[BlockingKernelClient, psutil.Process]]:
    """Start a kernel with a fresh workbook."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TWOWAY_WORKBOOK": folder, "TWOWAY_STRICT": "1"}
        manager, client = start_new_kernel(env=environment, stderr=subprocess.DEVNULL)
        try:
            yield client, psutil.Process(manager.provisioner.process.pid)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def run(client: BlockingKernelClient, code: str) -> float:
    """Run one cell and return its seconds."""
    start = time.perf_counter()
    reply = client.execute_interactive(code, timeout=120, output_hook=lambda _message: None)
    if reply["content"]["status"] != "ok":
        raise RuntimeError("\n".join(reply["content"]["traceback"]))
    return time.perf_counter() - start


def unique(process: psutil.Process) -> float:
    """Return the memory that is this process's own, in MB."""
    return float(process.memory_full_info().uss) / MEGABYTE


def measure(cells: Sequence[str]) -> tuple[float, float]:
    """Return seconds and MB that ``cells`` add to a bare kernel."""
    with kernel() as (client, process):
        run(client, BARE)
        run(client, "pass")
        before = unique(process)
        seconds = sum(run(client, cell) for cell in cells)
        return seconds, unique(process) - before


def lesson(path: Path) -> float:
    """Return the unique memory of a kernel that has run a whole lesson, in MB."""
    with kernel() as (client, process):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                run(client, cell.source)
        return unique(process)


def main() -> None:
    """Print the table."""
    print(f"{'over a bare kernel with ipywidgets':<46}{'seconds':>9}{'MB':>8}   (median of {RUNS})")
    for title, cells, seconds_goal, mb_goal in (
        ("import twoway", [IMPORT], 0.15, 6),
        ("import twoway and show the first case", [IMPORT, FIRST_CASE], 0.4, 12),
        ("import twoway and show the scorecard", [IMPORT, "tw.scorecard()"], 0.4, 12),
    ):
        runs = [measure(cells) for _ in range(RUNS)]
        seconds, size = (statistics.median(one[n] for one in runs) for n in (0, 1))
        print(f"{title:<46}{seconds:>9.3f}{size:>8.1f}   goal {seconds_goal} s, {mb_goal} MB")
    print(f"\n{'unique memory of a kernel':<46}{'':>9}{'MB':>8}")
    with kernel() as (client, process):
        run(client, BARE)
        print(f"{'bare, with ipywidgets':<46}{'':>9}{unique(process):>8.1f}")
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        print(f"{path.name:<46}{'':>9}{lesson(path):>8.1f}   goal 50 MB")


if __name__ == "__main__":
    main()
