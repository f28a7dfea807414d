"""The documentation is a promise: every command is described, every command described exists."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest
from click import Group
from click.testing import CliRunner

from twoway import __version__
from twoway.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    """README or a page of docs/ tells how to use each command."""
    assert any(f"twoway {name}" in page for page in PAGES.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists(name: str) -> None:
    """Each command that help lists can be called, and explains itself."""
    result = CliRunner().invoke(main, [name, "--help"])
    assert (result.exit_code, "Usage:" in result.output) == (0, True)


def test_documented_commands_and_options_exist() -> None:
    """Every ``twoway …`` in the documentation is a command that exists, with options that it has."""
    assert isinstance(main, Group)
    for page, text in PAGES.items():
        for name, rest in re.findall(r"(?<![\w/-])(?<!import )twoway ([a-z]+)\b((?: +(?:--)?[\w./-]+)*)", code(text)):
            assert name in COMMANDS, f"{page}: twoway {name}"
            command = main.get_command(None, name)  # type: ignore[arg-type] # the group needs no context
            known = {option for parameter in command.params for option in parameter.opts} if command else set()
            assert set(re.findall(r"--[\w-]+", rest)) <= known, f"{page}: twoway {name}{rest}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("serve", "python -m pip install -c constraints.txt . && twoway start"),
        ("test", 'python -m pip install -c constraints.txt -e ".[test]" && python -m pytest'),
    ],
)
def test_readme_has_the_two_commands(name: str, expected: str) -> None:
    """The commands that .ci/run takes from the README are there, each once."""
    command = runpy.run_path(str(ROOT / ".ci" / "readme_command.py"))["command"]
    assert expected == command(README, name)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Each link to a file of the checkout has that file behind it."""
    folder = ROOT if name == "README.md" else ROOT / "docs"
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", PAGES[name])
    assert [link for link in links if "://" not in link and not (folder / link).exists()] == []


def test_version_is_the_newest_in_the_changelog() -> None:
    """The first version of the changelog is the package's."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert __version__ == re.findall(r"^## \[?(\d[^\]\s]*)", changelog, re.MULTILINE)[0]


def test_constraints_pin_every_requirement() -> None:
    """Each package that pyproject.toml asks for has one exact version in constraints.txt, and no address."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {plain(line.split("==")[0]) for line in lines if re.fullmatch(r"[\w.-]+==[\w.]+(; .+)?", line)}
    assert [line for line in lines if not line.startswith("#") and plain(line.split("==")[0]) not in pins] == []
    assert [need for need in wanted if plain(re.split(r"[<>=~! \[]", need)[0]) not in pins] == []


def code(text: str) -> str:
    """Return only what a page shows as code: fenced blocks, indented ones and inline code."""
    return "\n".join(
        "".join(part) for part in re.findall(r"^```\w*\n(.*?)^```|`([^`\n]+)`", text, re.MULTILINE | re.DOTALL)
    )


def plain(name: str) -> str:
    """Return a package's name as the registry compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()
