"""What reading 100,000 deals costs, over ``pandas.read_csv`` alone on the same file: seconds and peak memory."""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from twoway.crm.exports.generator import make_export
from twoway.crm.exports.generator_dialects import Style

ROWS = 100_000
RUNS = 5
GOAL = 3.0
KINDS = (("salesforce", Style()), ("salesforce-api", Style()), ("hubspot", Style(extra=20)), ("zoho", Style()))
MEASURE = """
import re, sys, time
{imports}
def peak():  # of this process alone; what getrusage tells begins with that of its parent
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
before = peak()
start = time.perf_counter()
{work}
seconds = time.perf_counter() - start
print(seconds, peak() - before)
"""
PANDAS = MEASURE.format(imports="import pandas", work="found = pandas.read_csv(sys.argv[1])")
OURS = MEASURE.format(
    imports="import pandas\nfrom pathlib import Path\nfrom twoway.crm.exports.read import read_export",
    work="found = read_export(Path(sys.argv[1]).read_bytes())\nassert len(found.deals) == int(sys.argv[2])",
)


def measure(code: str, path: Path) -> tuple[float, float]:
    """Return the median seconds and MB of several fresh processes."""
    runs = []
    for _ in range(RUNS):
        printed = subprocess.run(
            [sys.executable, "-c", code, path, str(ROWS)], check=True, capture_output=True, text=True
        )
        seconds, megabytes = printed.stdout.split()
        runs.append((float(seconds), float(megabytes)))
    return statistics.median(seconds for seconds, _ in runs), statistics.median(megabytes for _, megabytes in runs)


def main() -> None:
    """Print the table."""
    print(f"{ROWS:,} rows, median of {RUNS}; each at most {GOAL:.0f} times pandas.read_csv alone")
    print(f"{'':<16}{'file MB':>9}{'pandas s':>10}{'ours s':>9}{'ratio':>7}{'pandas MB':>11}{'ours MB':>9}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for dialect, style in KINDS:
            path = Path(folder) / f"{dialect}.csv"
            path.write_bytes(make_export(dialect, 1, ROWS, style=style).data)
            theirs, ours = measure(PANDAS, path), measure(OURS, path)
            seconds = f"{theirs[0]:>10.2f}{ours[0]:>9.2f}{ours[0] / theirs[0]:>7.2f}"
            memory = f"{theirs[1]:>11.0f}{ours[1]:>9.0f}{ours[1] / theirs[1]:>7.2f}"
            print(f"{dialect:<16}{path.stat().st_size / 1e6:>9.1f}{seconds}{memory}")


if __name__ == "__main__":
    main()
