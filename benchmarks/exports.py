"""What importing a CRM export costs: seconds and memory over pandas reading the same file.

Measured is all that ``twoway deals FILE`` does up to its summary: the bytes to deals, problems, questions and totals.
The deals of a large file are held as columns, so the last two columns tell what it costs to write all of them out, as
``twoway deals FILE --json`` does.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from twoway.crm.exports.generator import DEFECTS, make_export
from twoway.crm.exports.generator_dialects import Style

ROWS = 100_000
RUNS = int(os.environ.get("RUNS", "9"))
GOAL = 3.0
PLAIN, UTF16, WINDOWS = Style(), Style(encoding="utf-16", delimiter="\t"), Style(encoding="cp1252")
KINDS = (
    ("salesforce", PLAIN, ""), ("salesforce", UTF16, ""), ("salesforce", Style(quoted=True), ""),
    ("salesforce", PLAIN, "crooked rows"), ("salesforce", PLAIN, "a NUL byte"), ("salesforce-api", PLAIN, ""),
    ("hubspot", PLAIN, ""), ("hubspot", Style(extra=20), ""), ("hubspot", UTF16, ""), ("pipedrive", PLAIN, ""),
    ("dynamics", WINDOWS, ""), ("zoho", PLAIN, ""), ("table", Style(delimiter=";", language="de"), ""),
)  # fmt: skip
MEASURE = """
import os, re, sys, time
{imports}
def peak():  # of this process alone; what getrusage tells begins with that of its parent
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
before = peak()
start = time.process_time()
{work}
seconds = time.process_time() - start
print(seconds, peak() - before)
"""
PANDAS = MEASURE.format(
    imports="import pandas",
    work="found = pandas.read_csv(sys.argv[1], encoding=sys.argv[3], sep=sys.argv[4], on_bad_lines='skip')",
)
READ = "found = read_export(Path(sys.argv[1]).read_bytes())\nassert len(found.deals) > int(sys.argv[2]) - 9\n"
IMPORTS = "import pandas\nfrom pathlib import Path\nfrom twoway.crm.exports.read import read_export"
OURS = MEASURE.format(imports=IMPORTS, work=READ + "totals = found.totals()")
JSON = MEASURE.format(
    imports=IMPORTS + "\nfrom twoway.cli.deals import json_lines",
    work=READ + "with open(os.devnull, 'w', encoding='utf-8') as file:\n    file.writelines(json_lines(found))",
)
CODES = (PANDAS, OURS, JSON)


def measure(path: Path, style: Style, environment: Mapping[str, str]) -> list[tuple[float, float]]:
    """Return seconds and MB of pandas, of ours and of ours with JSON: the best of several fresh processes each.

    They are started in turns, and the best run is the one that the machine's other work has disturbed least.
    """
    runs: dict[str, list[tuple[float, float]]] = {code: [] for code in CODES}
    for _ in range(RUNS):
        for code, found in runs.items():
            command = [sys.executable, "-c", code, path, str(ROWS), style.encoding, style.delimiter]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
            seconds, memory = map(float, done.stdout.split())
            found.append((seconds, memory))
    return [(min(run[0] for run in found), min(run[1] for run in found)) for found in runs.values()]


def main() -> None:
    """Print the table."""
    print(f"{ROWS:,} rows, best of {RUNS}; each at most {GOAL:.0f} times pandas.read_csv alone")
    print(f"{'':<40}{'file MB':>9}{'pandas s':>10}{'ours s':>9}{'ratio':>7}", end="")
    print(f"{'pandas MB':>11}{'ours MB':>9}{'ratio':>7}{'+JSON s':>10}{'+JSON MB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}  # compiled once, as installed packages are
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for dialect, style, damage in KINDS:
            path = Path(folder) / "export.csv"
            path.write_bytes(damaged(dialect, style, damage))
            theirs, ours, printed = measure(path, style, environment)
            seconds = f"{theirs[0]:>10.3f}{ours[0]:>9.3f}{ours[0] / theirs[0]:>7.2f}"
            memory = f"{theirs[1]:>11.0f}{ours[1]:>9.0f}{ours[1] / theirs[1]:>7.2f}"
            json = f"{printed[0]:>10.3f}{printed[1]:>10.0f}"
            told = ("quoted" if style.quoted else "", f"+{style.extra} columns" if style.extra else "", damage)
            name = ", ".join(filter(None, (dialect, style.encoding, style.delimiter.replace("\t", "tab"), *told)))
            print(f"{name:<40}{path.stat().st_size / 1e6:>9.1f}{seconds}{memory}{json}", flush=True)


def damaged(dialect: str, style: Style, damage: str) -> bytes:
    """Return an export, with planted defects or a NUL byte in its middle where that is asked for."""
    defects = [kind for kind in DEFECTS if kind != "title"] if damage == "crooked rows" else []
    data = make_export(dialect, 1, ROWS, style=style, defects=defects).data
    middle = data.index(b"\n", len(data) // 2) + 3
    return data[:middle] + b"\0" + data[middle:] if damage == "a NUL byte" else data


if __name__ == "__main__":
    main()
