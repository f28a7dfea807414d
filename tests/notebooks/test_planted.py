"""A green notebook is a working notebook: a broken case, or a callback that raises, turns the suite red."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import twoway
from twoway.content.paths import KIT_FOLDERS, kit_root

PLAY = 'import twoway as tw\n\ntw.case("declined-vp-call")'
RAISE = 'def fail(**_):\n    raise RuntimeError("planted")\n\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Copy the package with its kit, as a wheel would install it, to a place where it may be spoiled."""
    package = tmp_path / "site" / "twoway"
    unwanted = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "kit")
    shutil.copytree(Path(twoway.__file__).parent, package, ignore=unwanted)
    for name in KIT_FOLDERS:
        shutil.copytree(kit_root() / name, package / "kit" / name, ignore=unwanted)
    return tmp_path / "site"


def nbval(site: Path, *cells: str) -> tuple[int, str]:
    """Run a notebook of these cells with nbval, strictly, on the package in ``site``; return exit code and output."""
    folder = site.parent / "run"
    folder.mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "planted.ipynb")
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(site),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # nbval alone: quicker, and nothing shuffles or spreads the cells
        "TWOWAY_STRICT": "1",
        "TWOWAY_WORKBOOK": str(site.parent / "workbook"),
    }
    command = [sys.executable, "-m", "pytest", "-p", "nbval.plugin", "-p", "no:cacheprovider", "--nbval-lax"]
    done = subprocess.run(
        [*command, "--nbval-current-env", "planted.ipynb"],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_good_notebook_passes(site: Path) -> None:
    """The case plays, and a message from its widget is answered without an error."""
    message = '{"event": "choose", "args": {"decision": "first-answer", "option": "take-call"}}'
    code, said = nbval(site, PLAY, f'tw.case("declined-vp-call").widget()._handle_custom_msg({message}, [])')
    assert code == 0, said
    assert "2 passed" in said


def test_the_planted_package_is_the_one_that_runs(site: Path) -> None:
    """The notebook runs the spoiled copy, and not the package under test."""
    code, said = nbval(site, f"import twoway\n\nassert twoway.__file__.startswith({str(site)!r})")
    assert code == 0, said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    question:", "    qestion:"),
        ("goes_to:", "goes_to: nowhere #"),
    ],
    ids=["a mistyped key", "a road to nowhere"],
)
def test_a_broken_case_fails(site: Path, old: str, new: str) -> None:
    """A mistake in a case's file turns the notebook that plays it red, and the output names it."""
    path = site / "twoway/kit/casestudies/declined-vp-call/case.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, said = nbval(site, PLAY)
    assert code == 1, said
    assert "case.yaml:" in said


def test_an_unknown_case_fails(site: Path) -> None:
    """A friendly sentence for a learner is an error under test."""
    code, said = nbval(site, PLAY.replace("declined", "declinde"))
    assert code == 1
    assert "declined-vp-call" in said


def test_an_unknown_exercise_fails(site: Path) -> None:
    """So is a task that does not exist."""
    code, said = nbval(site, 'import twoway as tw\n\ntw.exercise("01-reciprocity/what-the-buyer-di")')
    assert code == 1
    assert "did you mean 'what-the-buyer-did'?" in said


def test_a_callback_that_raises_fails(site: Path) -> None:
    """An event of a control that ends in an exception fails the cell in which its widget received it."""
    planted = f'{RAISE}player = tw.case("declined-vp-call")\nplayer.choose = fail\n'
    code, said = nbval(site, PLAY, planted + 'player.widget()._handle_custom_msg({"event": "choose", "args": {}}, [])')
    assert code == 1, said
    assert "planted" in said


def test_a_button_that_raises_fails(site: Path) -> None:
    """What a plain button raises is caught by ipywidgets; the notebook fails all the same."""
    planted = (
        f"import ipywidgets\n\n{RAISE}button = ipywidgets.Button()\nbutton.on_click(lambda _: fail())\nbutton.click()"
    )
    code, said = nbval(site, planted)
    assert code == 1, said
    assert "planted" in said
