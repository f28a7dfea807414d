"""Tests of ``twoway build``: exercises are derived from solutions, stay so, and give nothing away."""

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from twoway.cli.build import build
from twoway.content.build import as_text, cut_answers, derive, leaks
from twoway.content.paths import KIT_FOLDERS, kit_root
from twoway.content.worksheets import load_worksheet

NAME = "01-reciprocity"


def read(path: Path) -> Any:
    """Read a notebook as plain data."""
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Copy the kit to a place where it may be spoiled."""
    for name in KIT_FOLDERS:
        shutil.copytree(kit_root() / name, tmp_path / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    """Run the command, and return its exit code and everything it printed."""
    done = CliRunner().invoke(build, arguments)
    return done.exit_code, done.output


def test_exercise_is_byte_for_byte_what_its_solution_gives() -> None:
    """The worksheets in the kit are the derived ones."""
    solution = read(kit_root() / f"solutions/{NAME}.ipynb")
    assert (kit_root() / f"exercises/{NAME}.ipynb").read_text(encoding="utf-8") == as_text(derive(solution))


def test_derive_leaves_the_solution_as_it_is() -> None:
    """Deriving works on a copy."""
    solution = read(kit_root() / f"solutions/{NAME}.ipynb")
    before = copy.deepcopy(solution)
    derive(solution)
    assert solution == before


def test_derive_keeps_ids_and_drops_answers() -> None:
    """Cells keep their ids; tagged cells, answers, outputs and counts are gone."""
    solution = read(kit_root() / f"solutions/{NAME}.ipynb")
    exercise = derive(solution)
    tagged = {cell["id"] for cell in solution["cells"] if "solution" in cell["metadata"].get("tags", [])}
    assert tagged
    assert [cell["id"] for cell in solution["cells"] if cell["id"] not in tagged] == [
        cell["id"] for cell in exercise["cells"]
    ]
    code = [cell for cell in exercise["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert not any(".solution(" in "".join(cell["source"]) for cell in code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('tw.exercise("a/b").solution("c")', 'tw.exercise("a/b")'),
        ('tw.exercise("ä/é").solution(\n    "one ) two",\n    ticks=("x",),\n)\n', 'tw.exercise("ä/é")\n'),
        (
            'import twoway as tw\n\ntw.exercise("a/b").answer([1, 2]).solution("c")',
            'import twoway as tw\n\ntw.exercise("a/b")',
        ),
        ('tw.exercise("a/b")', 'tw.exercise("a/b")'),
        ("tw.scorecard()", "tw.scorecard()"),
    ],
)
def test_cut_answers(code: str, expected: str) -> None:
    """Only the answering calls at the end of a statement are cut; everything else stays to the letter."""
    assert cut_answers(code) == expected


def test_nothing_to_do() -> None:
    """On the kit as it is, the check is content and a build changes nothing."""
    assert run("--check") == (0, "The worksheets are as their solutions give them.\n")
    assert run()[1] == "Nothing has changed.\n"


def test_check_fails_on_drift_and_build_mends_it(kit: Path) -> None:
    """An edited exercise fails the check with its name; a build puts it right."""
    path = kit / f"exercises/{NAME}.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("See it", "Look at it"), encoding="utf-8")
    code, said = run(str(kit), "--check")
    assert code == 1
    assert f"exercises/{NAME}.ipynb: differs from what its solution gives; run 'twoway build'" in said
    assert run(str(kit)) == (0, f"Written: exercises/{NAME}.ipynb.\n")
    assert run(str(kit), "--check")[0] == 0


def test_check_fails_on_a_missing_exercise(kit: Path) -> None:
    """A worksheet that was never derived is drift too."""
    (kit / f"exercises/{NAME}.ipynb").unlink()
    assert run(str(kit), "--check")[0] == 1


def test_untagged_solution_text_is_no_exercise(kit: Path) -> None:
    """When a cell with the reason loses its tag, nothing is written and the leak is named."""
    path = kit / f"solutions/{NAME}.ipynb"
    notebook = read(path)
    reason = load_worksheet(NAME, kit).tasks[0].reason
    notebook["cells"].append({"cell_type": "markdown", "id": "oops", "metadata": {}, "source": f"Well. {reason}"})
    path.write_text(as_text(notebook), encoding="utf-8")
    before = (kit / f"exercises/{NAME}.ipynb").read_bytes()
    code, said = run(str(kit))
    assert code == 1
    assert "it holds the reason of task 'what-makes-it-two-way'" in said
    assert (kit / f"exercises/{NAME}.ipynb").read_bytes() == before


@pytest.mark.parametrize("kind", ["yaml", "output", "tagged prose", "call"])
def test_check_finds_leaks(kit: Path, kind: str) -> None:
    """Answers that got into exercises/ by any road fail the check: the tasks' file, an output, prose, a call."""
    solution = read(kit / f"solutions/{NAME}.ipynb")
    exercise = read(kit / f"exercises/{NAME}.ipynb")
    code = next(n for n, cell in enumerate(exercise["cells"]) if cell["cell_type"] == "code")
    if kind == "yaml":
        shutil.copy(kit / f"solutions/{NAME}.yaml", kit / f"exercises/{NAME}.yaml")
    elif kind == "output":
        kept = next(cell for cell in solution["cells"] if cell["cell_type"] == "code")
        exercise["cells"][code]["outputs"] = kept["outputs"]
    elif kind == "tagged prose":
        exercise["cells"].append(next(cell for cell in solution["cells"] if "tags" in cell["metadata"]))
    else:
        exercise["cells"][code]["source"] = ['tw.exercise("01-reciprocity/rate-their-side").solution(1)']
    (kit / f"exercises/{NAME}.ipynb").write_text(as_text(exercise), encoding="utf-8")
    exit_code, said = run(str(kit), "--check")
    assert exit_code == 1
    assert "it holds" in said or "it answers" in said


def test_every_feedback_is_a_secret() -> None:
    """Feedback, reasons and model answers are each found when they leak, however their lines are broken."""
    worksheet = load_worksheet(NAME, kit_root())
    for task in worksheet.tasks:
        assert leaks("Before. " + task.reason.replace(" ", "\n", 3), worksheet, {"cells": []})
    assert leaks("Nothing here.", worksheet, {"cells": []}) == []


@pytest.mark.parametrize(
    "text", ["", "{}", '{"cells": 3}', '{"cells": [{}]}', "[]", '{"cells": [{"metadata": {}, "cell_type": "code"}]}']
)
def test_unreadable_solution(kit: Path, text: str) -> None:
    """A damaged solution is one sentence with its name, exit code 1, and no traceback."""
    (kit / f"solutions/{NAME}.ipynb").write_text(text, encoding="utf-8")
    for arguments in ([str(kit)], [str(kit), "--check"]):
        code, said = run(*arguments)
        assert code == 1
        assert f"solutions/{NAME}.ipynb: no exercise can be made of it" in said


def test_json(kit: Path) -> None:
    """With --json the result is data."""
    (kit / f"exercises/{NAME}.ipynb").unlink()
    assert json.loads(run(str(kit), "--json")[1]) == {"problems": [], "written": [f"exercises/{NAME}.ipynb"]}


def test_folder_without_solutions(tmp_path: Path) -> None:
    """A folder that holds no solutions is refused with exit code 2."""
    code, said = run(str(tmp_path))
    assert code == 2
    assert "holds no solutions/ folder" in said
