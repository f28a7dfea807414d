"""``twoway doctor``: each line says ok, attention or mend, what was found, and what to do."""

import datetime
import json
import os
import re
import socket
import sqlite3
import tomllib
import webbrowser
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from click.testing import CliRunner

from twoway.cli import doctor_checks, doctor_probes, lab, main
from twoway.cli.doctor_checks import ATTENTION, CHECKS, MEND, OK, Finding
from twoway.content.paths import KitNotFoundError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every check find nothing to mend, whatever computer this is."""
    monkeypatch.setattr(doctor_checks, "CHECKS", (lambda _: [Finding("Python", OK, "3.11.7")],))


def one(check: Callable[[Path], list[Finding]], folder: Path) -> Finding:
    """Return the last finding of a check."""
    return check(folder)[-1]


def test_this_computer_can_hold_a_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tests run, nothing has to be mended; the engine really starts, and the folder is not made."""
    monkeypatch.setattr(doctor_checks, "PORTS", range(20000, 20050))
    result = CliRunner().invoke(main, ["doctor", "--json", "--workbook", str(tmp_path / "Neue Übung")])
    told = json.loads(result.output)
    assert (result.exit_code, told["ok"]) == (0, True)
    assert {one["status"] for one in told["checks"]} <= {OK, ATTENTION}
    assert told["checks"][-1]["found"].startswith("starts and loads Twoway")
    assert list(tmp_path.iterdir()) == []


def test_the_table_fits_80_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long paths and long advice are wrapped, and no line starts in another column."""
    advice = "a long piece of advice " * 9
    monkeypatch.setattr(doctor_checks, "CHECKS", (lambda _: [Finding("Workshop folder", ATTENTION, "x" * 70, advice)],))
    lines = CliRunner().invoke(main, ["doctor", "--workbook", str(tmp_path)]).output.splitlines()
    assert lines[0].startswith("attention  Workshop folder   ")
    assert max(len(line) for line in lines[1:]) <= 80
    assert lines[-1] == "Ready. One line to look at."


@pytest.mark.usefixtures("calm")
def test_all_well_is_said(tmp_path: Path) -> None:
    """With nothing to look at, the last line says so."""
    result = CliRunner().invoke(main, ["doctor", "--workbook", str(tmp_path)])
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Ready. Nothing to look at.")


def test_something_to_mend_is_exit_code_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workshop that could not be held fails the command, in words and in JSON."""
    monkeypatch.setattr(doctor_checks, "CHECKS", (lambda _: [Finding("Disk", MEND, "2 MB free", "free some space")],))
    plain = CliRunner().invoke(main, ["doctor", "--workbook", str(tmp_path)])
    told = CliRunner().invoke(main, ["doctor", "--json", "--workbook", str(tmp_path)])
    assert (plain.exit_code, plain.output.splitlines()[-1]) == (
        1,
        "1 thing to mend before the workshop, marked 'mend'.",
    )
    assert (told.exit_code, json.loads(told.output)["checks"]) == (
        1,
        [{"check": "Disk", "status": "mend", "found": "2 MB free", "do": "free some space"}],
    )


def test_a_folder_that_cannot_be_looked_into_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a check that fails is a line of the table, never a traceback."""

    def folder(_: Path) -> list[Finding]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor_checks, "CHECKS", (folder,))
    result = CliRunner().invoke(main, ["doctor", "--workbook", str(tmp_path)])
    assert result.exit_code == 1
    assert result.output.startswith("mend       Folder ")


def test_every_check_says_what_to_do_when_it_is_not_ok(tmp_path: Path) -> None:
    """No line leaves a person with a problem and no next step."""
    for check in CHECKS[:-1]:
        assert all(finding.do for finding in check(tmp_path) if finding.status != OK)


def test_supported_ranges_are_those_of_the_package() -> None:
    """What doctor asks for is what pyproject.toml asks for."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, (first, end) in doctor_checks.RANGES.items():
        assert f"{name}>={first},<{end}" in wanted["dependencies"]
    assert wanted["requires-python"] == f">={'.'.join(map(str, doctor_checks.PYTHON))}"


@pytest.mark.parametrize(("found", "status"), [("4.4.0", OK), ("4.10.1", OK), ("4.3.9", MEND), ("5.0.0a1", MEND)])
def test_a_version_out_of_range_is_to_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: str, status: str
) -> None:
    """Versions are compared as numbers, at both ends."""
    monkeypatch.setattr(doctor_checks, "RANGES", {"jupyterlab": ("4.4", "5")})
    monkeypatch.setattr(doctor_checks.metadata, "version", lambda _: found)
    assert one(doctor_checks.versions, tmp_path).status == status


def test_a_missing_package_is_to_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is named with the command that installs it."""
    monkeypatch.setattr(doctor_checks, "RANGES", {"no-such-package": ("1", "2")})
    finding = one(doctor_checks.versions, tmp_path)
    assert (finding.status, finding.found) == (MEND, "not installed")
    assert "pip install" in finding.do


def test_missing_lessons_are_to_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without its kit cannot hold a workshop."""
    monkeypatch.setattr(doctor_checks, "kit_root", failing(KitNotFoundError("gone")))
    assert one(doctor_checks.kit, tmp_path).status == MEND


def test_without_the_extension_the_way_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lessons that do not run by themselves still run, and the line says how."""
    monkeypatch.setattr(lab, "EXTENSIONS", tmp_path)
    finding = one(doctor_checks.kit, tmp_path)
    assert finding.status == ATTENTION
    assert "Run All Cells" in finding.do


def test_an_unwritable_folder_is_to_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only folder is named with its reason and the way out."""
    monkeypatch.setattr(doctor_probes.tempfile, "TemporaryFile", failing(OSError(30, os.strerror(30))))
    finding = one(doctor_checks.folder, tmp_path)
    assert (finding.status, finding.found) == (MEND, f"{tmp_path}: it is read-only")
    assert "--workbook DIR" in finding.do


def test_a_folder_below_a_file_is_to_be_mended(tmp_path: Path) -> None:
    """A file where a folder should be cannot hold a workshop folder."""
    (tmp_path / "file").write_text("")
    assert one(doctor_checks.folder, tmp_path / "file" / "w").status == MEND


def test_a_network_share_wants_attention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share works, on one computer at a time."""
    monkeypatch.setattr(doctor_checks, "on_network", lambda _: True)
    assert [one.status for one in doctor_checks.folder(tmp_path) if one.title == "Network share"] == [ATTENTION]


@pytest.mark.parametrize(("megabytes", "status"), [(10, MEND), (200, ATTENTION), (80_000, OK)])
def test_little_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, megabytes: int, status: str) -> None:
    """Too little to work is to be mended, little wants attention."""
    monkeypatch.setattr(doctor_checks.shutil, "disk_usage", lambda _: SimpleNamespace(free=megabytes * 1_000_000))
    assert one(doctor_checks.folder, tmp_path).status == status


def test_a_damaged_workbook_is_named_and_left_alone(tmp_path: Path) -> None:
    """Doctor looks at the answers without touching them."""
    file = tmp_path / "workbook.twoway"
    file.write_bytes(b"no database" * 100)
    assert one(doctor_checks.workbook, tmp_path).status == ATTENTION
    assert file.read_bytes() == b"no database" * 100


def test_a_newer_workbook_is_to_be_mended(tmp_path: Path) -> None:
    """A workbook that this version cannot read says which one can."""
    with sqlite3.connect(tmp_path / "workbook.twoway") as file:
        file.execute("CREATE TABLE event (seq)")
        file.execute("PRAGMA application_id = 0x54774F77")
        file.execute("PRAGMA user_version = 99")
    file.close()
    finding = one(doctor_checks.workbook, tmp_path)
    assert finding.status == MEND
    assert "pip install --upgrade twoway" in finding.found


def test_a_taken_port_wants_no_more_than_attention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one is free, and is named; when none is, that is to be mended."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(doctor_checks, "PORTS", range(port, port + 20))
        assert one(doctor_checks.port, tmp_path).status == ATTENTION
        monkeypatch.setattr(doctor_checks, "PORTS", range(port, port + 1))
        assert one(doctor_checks.port, tmp_path).status == MEND


@pytest.mark.parametrize(("name", "status"), [("firefox", OK), ("/usr/bin/w3m", ATTENTION), ("xdg-open", OK)])
def test_a_browser_without_windows_wants_attention(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, status: str
) -> None:
    """A text browser cannot show a lesson."""
    monkeypatch.setattr(webbrowser, "get", lambda: SimpleNamespace(name=name))
    assert one(doctor_checks.browser, tmp_path).status == status


def test_no_browser_wants_attention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a browser to open, the address can be copied."""
    monkeypatch.setattr(webbrowser, "get", failing(webbrowser.Error("none")))
    assert "copy the address" in one(doctor_checks.browser, tmp_path).do


def test_addresses_are_found_without_sending(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is sent, no name is looked up; loopback does not count; without a network it is said."""
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        monkeypatch.setattr(socket, name, failing(AssertionError(name)))
    assert not [one for one in doctor_probes.lan_addresses() if one.startswith("127.")]
    monkeypatch.setattr(doctor_probes, "_FAR", ())
    assert one(doctor_checks.network, tmp_path).status == ATTENTION


def test_the_clock_shows_its_zone(tmp_path: Path) -> None:
    """Date, time and offset stand in the line, for a person to compare with a watch."""
    finding = one(doctor_checks.clock, tmp_path)
    assert finding.status == OK
    assert re.match(r"20\d\d-\d\d-\d\d \d\d:\d\d, UTC[+-]\d\d:\d\d \(", finding.found)


@pytest.mark.parametrize("year", [2019, 2061])
def test_an_impossible_date_is_to_be_mended(tmp_path: Path, year: int) -> None:
    """A clock before the release, or far ahead, would make every piece of evidence too old or not yet given."""
    with time_machine.travel(datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)):
        assert one(doctor_checks.clock, tmp_path).status == MEND


def test_a_clock_behind_the_folder_wants_attention(tmp_path: Path) -> None:
    """Answers from the future mean that one of the two clocks was wrong."""
    file = tmp_path / "workbook.twoway"
    file.touch()
    ahead = datetime.datetime.now().astimezone() + datetime.timedelta(3)
    os.utime(file, (ahead.timestamp(), ahead.timestamp()))
    assert one(doctor_checks.clock, tmp_path).status == ATTENTION


def test_an_engine_that_cannot_load_twoway_is_to_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names what went wrong inside the engine."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "twoway.py").write_text("raise ImportError('half an installation')")
    finding = one(doctor_checks.kernel, tmp_path)
    assert (finding.status, finding.found) == (MEND, "cannot load Twoway: half an installation")


def failing(error: Exception) -> Callable[..., object]:
    """Return a function that raises ``error``, whatever its arguments."""

    def fail(*_: object, **__: object) -> object:
        raise error

    return fail
