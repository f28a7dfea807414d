"""The list of notebooks that run by themselves is the kit's own, and the hash tells code apart, and only code."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from twoway.content import manifest
from twoway.content.paths import kit_root

command = importlib.import_module("twoway.cli.build")  # the module; its command has the same name


def code(*sources: str | list[str]) -> dict[str, Any]:
    """Return a notebook with these code cells."""
    return {"cells": [{"cell_type": "code", "source": source} for source in sources]}


def test_the_list_is_current() -> None:
    """The stored list is what the kit's notebooks give; 'twoway build' makes it so."""
    assert manifest.manifest_drift(kit_root()) == []


def test_the_list_has_every_notebook() -> None:
    """Lessons, worksheets and solutions are all in it, each with its own path and title."""
    listed = json.loads(manifest.MANIFEST.read_text(encoding="utf-8"))["notebooks"]
    there = [path for folder in manifest.FOLDERS for path in sorted((kit_root() / folder).glob("*.ipynb"))]
    assert [entry["path"] for entry in listed] == [path.relative_to(kit_root()).as_posix() for path in there]
    assert all(entry["title"] for entry in listed)


@pytest.mark.parametrize(
    "other",
    [
        code("tw.case('b')"),
        code("tw.case('a') "),
        code("tw.case('a')", "1"),
        code("tw.", "case('a')"),
        code("1", "tw.case('a')"),
        code(),
    ],
)
def test_other_code_has_another_hash(other: dict[str, Any]) -> None:
    """A changed, added, cut or moved piece of code is noticed."""
    assert manifest.code_hash(other) != manifest.code_hash(code("tw.case('a')"))


@pytest.mark.parametrize(
    "same",
    [
        code(["a\n", "b"]),
        code("a\r\nb"),
        code("a\rb"),
        code("", "a\nb", " \n"),
        {"cells": [{"cell_type": "markdown", "source": "Hello"}, {**code("a\nb")["cells"][0], "outputs": [1]}]},
    ],
)
def test_what_does_not_run_does_not_count(same: dict[str, Any]) -> None:
    """Prose, outputs, empty cells, the way lines are stored and how they end leave the hash as it is."""
    assert manifest.code_hash(same) == manifest.code_hash(code("a\nb"))


def test_no_cell_can_pass_for_two() -> None:
    """Text made to look like the end of one cell and the start of the next has a hash of its own."""
    assert manifest.code_hash(code("a\n1\nb")) != manifest.code_hash(code("a", "b"))


def test_build_writes_the_list_and_check_misses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stale list fails 'twoway build --check', and 'twoway build' brings it up to date."""
    stored = tmp_path / "manifest.json"
    stored.write_text("{}")
    for folder in manifest.FOLDERS:
        (tmp_path / folder).mkdir()
    (tmp_path / "notebooks/00.ipynb").write_text(json.dumps({**code("1"), "metadata": {}}))
    monkeypatch.setattr(manifest, "MANIFEST", stored)
    monkeypatch.setattr(command, "MANIFEST", stored)
    monkeypatch.setattr(command, "kit_root", lambda: tmp_path)
    stale = CliRunner().invoke(command.build, ["--check"])
    assert (stale.exit_code, "manifest.json: the list" in stale.output) == (1, True)
    assert CliRunner().invoke(command.build, []).exit_code == 0
    assert manifest.code_hash(code("1")) in stored.read_text()
    assert CliRunner().invoke(command.build, ["--check"]).exit_code == 0
