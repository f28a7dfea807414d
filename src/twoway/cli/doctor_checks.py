"""What ``twoway doctor`` looks at. Each check changes nothing, sends nothing, and takes the workshop folder."""

import datetime
import platform
import re
import shutil
import socket
import sys
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from twoway.cli import lab
from twoway.cli.doctor_probes import free_port, kernel_seconds, lan_addresses, writable_problem
from twoway.content.paths import KitNotFoundError, kit_root
from twoway.workbook.database import on_network
from twoway.workbook.event import WorkbookError
from twoway.workbook.locate import FILE_NAME
from twoway.workbook.opening import State, examine

OK, ATTENTION, MEND = "ok", "attention", "mend"

RANGES: Mapping[str, tuple[str, str]] = {
    "jupyterlab": ("4.4", "5"),
    "ipywidgets": ("8.1.5", "9"),
    "anywidget": ("0.11", "0.12"),
}
"""What matters, with the first version that works and the first that is not supported; as pyproject.toml has it."""

PYTHON = (3, 11)
LEAST_MB, ENOUGH_MB = 50, 500
"""Free disk below the first is not enough to work; below the second it may run out during a workshop."""

PORTS = range(lab.DEFAULT_PORT, lab.DEFAULT_PORT + 50)
RELEASED = datetime.date(2026, 11, 1)
"""No clock that is right shows an earlier day."""

YEARS_AHEAD = 10
TEXT_BROWSERS = ("www-browser", "w3m", "lynx", "links", "elinks", "edbrowse")
_INSTALL = "run 'pip install --upgrade --force-reinstall twoway'"


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, ``ok``, ``attention`` or ``mend``, what was found, and what to do (or blank)."""

    title: str
    status: str
    found: str
    do: str = ""


def python(_: Path) -> list[Finding]:
    """Check Python's version."""
    version = platform.python_version()
    if sys.version_info < PYTHON:
        return [Finding("Python", MEND, version, "install Python 3.11 or newer, then Twoway in it")]
    return [Finding("Python", OK, f"{version}, at {sys.executable}")]


def versions(_: Path) -> list[Finding]:
    """Check the versions of the packages that matter."""
    return [_version(name, first, end) for name, (first, end) in RANGES.items()]


def _version(name: str, first: str, end: str) -> Finding:
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(name, MEND, "not installed", _INSTALL)
    if not numbers(first) <= numbers(found) < numbers(end):
        return Finding(name, MEND, f"{found}; Twoway needs {first} or newer, and older than {end}", _INSTALL)
    return Finding(name, OK, found)


def numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version, to compare it."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def kit(_: Path) -> list[Finding]:
    """Check that the lessons and cases are there, and the part that makes lessons run by themselves."""
    try:
        lessons = len(list((kit_root() / "notebooks").glob("*.ipynb")))
    except KitNotFoundError:
        return [Finding("Lessons", MEND, "missing in this installation", _INSTALL)]
    found = [Finding("Lessons", OK, f"{lessons} in this installation")]
    if (lab.EXTENSIONS / "twoway" / "package.json").is_file():
        return [*found, Finding("Opening", OK, "lessons run by themselves when they are opened")]
    do = f"open the Run menu and choose Run All Cells in each lesson; or {_INSTALL}"
    return [*found, Finding("Opening", ATTENTION, "lessons do not run by themselves here", do)]


def folder(place: Path) -> list[Finding]:
    """Check that the workshop folder can be written, where it lies, and that its disk has room."""
    there = existing(place)
    problem = writable_problem(there)
    if problem:
        return [Finding("Workshop folder", MEND, f"{place}: {problem}", "choose another with --workbook DIR")]
    found = [Finding("Workshop folder", OK, f"{place}{'' if there == place else ', not there yet'}: can be written")]
    if on_network(place):
        do = "open it on one computer at a time, or choose a folder on this computer with --workbook DIR"
        found.append(Finding("Network share", ATTENTION, f"{place} lies on one", do))
    free = shutil.disk_usage(there).free // 1_000_000
    shown = f"{free / 1000:,.1f} GB free" if free >= 1000 else f"{free} MB free"  # noqa: PLR2004 - MB in a GB
    status = OK if free >= ENOUGH_MB else ATTENTION if free >= LEAST_MB else MEND
    do = "" if status == OK else f"free some space: {ENOUGH_MB} MB is plenty"
    return [*found, Finding("Disk", status, shown, do)]


def existing(place: Path) -> Path:
    """Return ``place``, or the nearest folder above it that is there."""
    return next((one for one in (place, *place.parents) if one.exists()), place)


def workbook(place: Path) -> list[Finding]:
    """Check the learner's answers, where there are any, without changing them."""
    path = place / FILE_NAME
    if not path.is_file():
        return [Finding("Workbook", OK, "none yet; the first answer makes it")]
    try:
        state = examine(path)
    except WorkbookError as error:
        return [Finding("Workbook", MEND, str(error), "see there")]
    except Exception as error:  # noqa: BLE001 - whatever it is, the line says so
        return [Finding("Workbook", ATTENTION, f"cannot be read just now ({error})", "close Twoway, and look again")]
    if state in (State.DAMAGED, State.FOREIGN):
        do = "Twoway sets it aside at the next start and saves what can be read; have your last export at hand"
        return [Finding("Workbook", ATTENTION, f"{FILE_NAME} is damaged", do)]
    return [Finding("Workbook", OK, f"{path.stat().st_size // 1000 + 1} kB, readable")]


def port(_: Path) -> list[Finding]:
    """Check the ports that JupyterLab takes."""
    free = next((number for number in PORTS if free_port(number)), None)
    if free is None:
        do = "close programs that serve pages here, or name a free port with --port"
        return [Finding("Port", MEND, f"none of {PORTS[0]} to {PORTS[-1]} is free", do)]
    if free != PORTS[0]:
        found = f"{PORTS[0]} is in use, {free} is free"
        return [Finding("Port", ATTENTION, found, "nothing: twoway start takes the free one and says so")]
    return [Finding("Port", OK, f"{free} is free")]


def browser(_: Path) -> list[Finding]:
    """Check that a browser with windows can be opened."""
    do = "copy the address that twoway start prints into Chrome, Edge, Firefox or Safari"
    try:
        name = Path(str(getattr(webbrowser.get(), "name", "") or "the system's own")).name
    except webbrowser.Error:
        return [Finding("Browser", ATTENTION, "none found that can be opened from here", do)]
    if name.split()[0] in TEXT_BROWSERS:
        return [Finding("Browser", ATTENTION, f"only {name}, which shows no pictures or buttons", do)]
    return [Finding("Browser", OK, name)]


def network(_: Path) -> list[Finding]:
    """Name this computer's addresses on the network; nothing is sent."""
    found = lan_addresses()
    if not found:
        do = "fine for one person; for phones in a room, join a network first"
        return [Finding("Network", ATTENTION, "not on a network", do)]
    return [Finding("Network", OK, f"{', '.join(found)}, as {socket.gethostname()}")]


def clock(place: Path) -> list[Finding]:
    """Check the date against what cannot be, and show the time zone, on which the dates of evidence depend."""
    now = datetime.datetime.now().astimezone()
    offset = f"{now:%z}"
    shown = f"{now:%Y-%m-%d %H:%M}, UTC{offset[:3]}:{offset[3:5]} ({now.tzname()})"
    newest = max((path.stat().st_mtime for path in place.glob("*") if path.is_file()), default=0.0)
    day = datetime.timedelta(days=1)
    do = "set date, time and time zone: evidence grows old by this clock"
    if not RELEASED <= now.date() <= RELEASED + YEARS_AHEAD * 365 * day:
        return [Finding("Clock", MEND, f"{shown}, which cannot be right", do)]
    if newest > (now + day).timestamp():
        return [Finding("Clock", ATTENTION, f"{shown}, which is before the workshop folder's newest file", do)]
    return [Finding("Clock", OK, shown)]


def kernel(_: Path) -> list[Finding]:
    """Start what a lesson starts, and load Twoway in it."""
    seconds, problem = kernel_seconds()
    if problem:
        return [Finding("A lesson's engine", MEND, problem, _INSTALL)]
    return [Finding("A lesson's engine", OK, f"starts and loads Twoway, in {seconds:.1f} s")]


Check = Callable[[Path], list[Finding]]
CHECKS: tuple[Check, ...] = (python, versions, kit, folder, workbook, port, browser, network, clock, kernel)
"""All checks in the order of the table, the slowest last."""
