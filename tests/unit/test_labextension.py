"""The JupyterLab extension is packed as JupyterLab wants it, and the workshop's own settings stay in the workshop."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import twoway
from twoway.cli import lab
from twoway.controls import style

EXTENSION = lab.EXTENSIONS / "twoway"
SOURCE = Path(__file__).parents[2]


def test_package_names_its_version_and_its_entry() -> None:
    """The version is the kit's, and the file that JupyterLab loads is there."""
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert package["version"] == twoway.__version__
    assert (EXTENSION / package["jupyterlab"]["_build"]["load"]).is_file()
    assert package["name"] == EXTENSION.name


def test_every_import_leads_to_a_file() -> None:
    """The modules name each other rightly, and nothing from elsewhere."""
    for module in (EXTENSION / "static").glob("*.js"):
        text = module.read_text(encoding="utf-8")
        for target in re.findall(r'(?:from |new URL\()"([^"]+)"', text):
            assert (module.parent / target).is_file()
        assert "://" not in text


def test_wheel_delivers_the_extension() -> None:
    """Every install puts the extension where any Jupyter server of that Python finds it."""
    project = tomllib.loads((SOURCE / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {EXTENSION.relative_to(SOURCE).as_posix(): "share/jupyter/labextensions/twoway"}


def test_colors_are_the_controls_colors() -> None:
    """The banner's tokens are those of the shared style sheet, in light and in dark."""
    theirs = set(re.findall(r"--[a-z-]+: #\w+", style()))
    ours = re.findall(r"--[a-z-]+: #\w+", (EXTENSION / "static/door.css").read_text(encoding="utf-8"))
    assert len(ours) >= 20
    assert set(ours) <= theirs


def test_style_reaches_only_the_kits_notebooks() -> None:
    """Every rule of the extension's style sheet is below a class that only kit notebooks have."""
    text = re.sub(r"/\*.*?\*/", "", (EXTENSION / "static/door.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [part.strip() for part in re.findall(r"([^{};]+)\{", text) if not part.strip().startswith("@media")]
    assert selectors
    assert [one for one in selectors if ".tw-door" not in one.split(":is(")[0].split("(")[0]] == []


def test_settings_are_written_into_the_workshop_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The defaults land in the workshop's .twoway folder and nowhere in the person's home."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    lab.write_settings(tmp_path / "w")
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert "w/.twoway/config/labconfig/default_setting_overrides.json" in written
    assert {name for name in written if not name.startswith("w/.twoway/")} == set()


def test_settings_are_ones_that_jupyterlab_knows(tmp_path: Path) -> None:
    """Each default names a plugin and a setting of the JupyterLab that is installed."""
    from jupyterlab.commands import get_app_dir  # noqa: PLC0415 - slow to import

    lab.write_settings(tmp_path)
    defaults = json.loads((tmp_path / ".twoway/config/labconfig/default_setting_overrides.json").read_text())
    for plugin, settings in defaults.items():
        package, name = plugin.split(":")
        schema = json.loads((Path(get_app_dir()) / "schemas" / package / f"{name}.json").read_text())
        assert set(settings) <= set(schema["properties"])
