"""Tests of the lessons and worksheets: the kit's own are in order, and an author's mistakes are named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from twoway.content.lessons import check_lessons
from twoway.content.paths import KIT_FOLDERS, kit_root
from twoway.content.role_paths import Found, lessons_for
from twoway.content.worksheets import check_worksheets, list_worksheets, load_worksheet
from twoway.core.tasks import Write

LESSON = "notebooks/01-reciprocity.ipynb"
SHEET = "solutions/01-reciprocity.yaml"


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Copy the kit to a place where it may be spoiled."""
    for name in KIT_FOLDERS:
        shutil.copytree(kit_root() / name, tmp_path / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return tmp_path


def spoil(path: Path, change: Callable[[Any], object]) -> None:
    """Change a notebook and write it back as Jupyter does."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_the_kit_is_in_order() -> None:
    """Every lesson and worksheet that is delivered passes its own checks."""
    assert check_lessons(kit_root()) == []
    assert check_worksheets(kit_root()) == []


@pytest.mark.parametrize("identity", list_worksheets(kit_root()))
def test_worksheets_mix_kinds(identity: str) -> None:
    """A worksheet asks in at least three different ways, and every task has hints and a reason."""
    tasks = load_worksheet(identity, kit_root()).tasks
    assert len({type(task) for task in tasks}) >= 3
    assert all(task.hints and task.reason for task in tasks)


LENGTHS = {"twenty-five": 25, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100}
"""The lengths that a task may ask for, in words."""


@pytest.mark.parametrize("identity", list_worksheets(kit_root()))
def test_written_models_keep_to_their_length(identity: str) -> None:
    """A model answer has no more words than its task allows."""
    for task in load_worksheet(identity, kit_root()).tasks:
        if isinstance(task, Write):
            asked = next(number for words, number in LENGTHS.items() if f"in {words} words or fewer" in task.question)
            assert len(task.model.split()) <= asked


def prose(name: str) -> str:
    """Return the text of a lesson's cells that are no code."""
    cells = json.loads((kit_root() / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(one["source"]) for one in cells if one["cell_type"] == "markdown")


LESSONS = [found for found in lessons_for(kit_root()) if found.lesson.id]


@pytest.mark.parametrize("found", LESSONS, ids=lambda found: found.path.stem)
def test_each_lesson_leads_to_its_worksheet_and_onward(found: Found) -> None:
    """A lesson links the worksheet of its own name, and the lesson that its metadata call the next one."""
    text = prose(found.path.name)
    assert f"](../exercises/{found.path.name})" in text
    assert not found.lesson.next or f"]({found.lesson.next})" in text


def test_lessons_form_one_line() -> None:
    """Each lesson's next one is the next in number, and only the last has none."""
    files = [found.path.name for found in LESSONS]
    assert [found.lesson.next for found in LESSONS] == [*files[1:], ""]


def test_the_first_lesson_lists_them_all() -> None:
    """From the first page every other lesson can be opened, by its number and title."""
    text = prose("00-start-here.ipynb")
    rows = [f"| {found.lesson.id} | [{found.lesson.title}]({found.path.name}) |" for found in LESSONS[1:]]
    assert [row for row in rows if row not in text] == []


def test_minutes_are_as_the_lesson_says() -> None:
    """The minutes that a page names at its top are those of its metadata."""
    for found in LESSONS[1:]:
        assert f"bout {found.lesson.minutes} minutes" in prose(found.path.name)


def metadata(key: str, value: object) -> Callable[[Any], object]:
    """Return a change of one entry in a lesson's metadata."""
    return lambda notebook: notebook["metadata"]["twoway"].update({key: value})


def cell(number: int, **fields: object) -> Callable[[Any], object]:
    """Return a change of one cell."""
    return lambda notebook: notebook["cells"][number].update(fields)


CODE = 4
"""The place of the first code cell in the lesson on reciprocity."""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (metadata("minutes", "long"), "expected a whole number from 1 to 240, found 'long'"),
        (metadata("minuets", 5), "unknown key 'minuets'; did you mean 'minutes'?"),
        (metadata("objectives", []), "write at least one"),
        (metadata("roles", ["saler"]), "did you mean 'seller'?"),
        (metadata("next", "02-the-earned-wrd.ipynb"), "did you mean '02-the-earned-word.ipynb'?"),
        (metadata("lesson", "07"), "must be in a file whose name begins with '07-'"),
        (lambda notebook: notebook["metadata"].pop("twoway"), "the lesson says nothing of itself"),
        (cell(0, id="4f2a9c01"), "give the cell an id that says what it is"),
        (cell(0, id="play-the-case"), "two cells have the id 'play-the-case'"),
        (cell(0, source="See [there](nowhere.ipynb)."), "the link to nowhere.ipynb leads nowhere"),
        (cell(0, source="<div>Hello</div>"), "raw HTML ('<div…')"),
        (
            cell(CODE, source="import twoway as tw\ntw.case('earned-wrod')"),
            "no case 'earned-wrod'; did you mean 'earned-word'?",
        ),
        (
            cell(CODE, source="import twoway as tw\ntw.exercise('01-reciprocity/x')"),
            "there is no exercise '01-reciprocity/x'",
        ),
        (cell(CODE, source="tw.scorecard()"), "the first code cell must begin with 'import twoway as tw'"),
        (cell(CODE, source="import twoway as tw\na = 1\nb = 2\ntw.pipeline()"), "at most 3 statements; this has 4"),
        (
            cell(CODE, source="import twoway as tw\nfor n in (1, 2):\n    tw.pipeline()"),
            "no functions, loops or conditions",
        ),
        (cell(CODE, source="import twoway as tw\ntw.case('"), "this is not valid Python"),
        (cell(CODE, execution_count=3), "outputs must not be stored here"),
        (
            cell(CODE, outputs=[{"output_type": "stream", "name": "stdout", "text": "x"}]),
            "outputs must not be stored here",
        ),
    ],
)
def test_mistakes_in_a_lesson(kit: Path, change: Callable[[Any], object], message: str) -> None:
    """Each mistake is reported with the notebook's name and a line, and says what to do."""
    assert json.loads((kit / LESSON).read_text(encoding="utf-8"))["cells"][CODE]["cell_type"] == "code"
    spoil(kit / LESSON, change)
    problems = [line for line in check_lessons(kit) if message in line]
    assert problems, check_lessons(kit)
    place = problems[0].removeprefix(f"{LESSON}:").split(":")[0]
    assert place.isdigit()


def test_all_mistakes_at_once(kit: Path) -> None:
    """Two mistakes in two lessons are two lines."""
    spoil(kit / LESSON, metadata("minutes", 0))
    spoil(kit / "notebooks/00-start-here.ipynb", metadata("title", ""))
    assert len(check_lessons(kit)) == 2


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"cells": 1}', "\x00", '{"cells": [1, null, {}]}', '{"cells": [], "cells": []}']
)
def test_not_a_notebook(kit: Path, text: str) -> None:
    """A file that is no notebook is one or more sentences, whatever is in it."""
    (kit / LESSON).write_text(text, encoding="utf-8")
    problems = check_lessons(kit)
    assert problems
    assert all(line.startswith(LESSON) for line in problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("answer: cannery", "answer: canery", "there is no option 'canery' here; did you mean 'cannery'?"),
        ("kind: choose", "kind: chose", "did you mean 'choose'?"),
        ("    answer: 1\n", "    answer: 7\n", "expected a whole number from 0 to 4, found 7"),
        ("id: trade-fair", "id: praise", "option 'praise' exists already"),
        ("id: rate-their-side", "id: what-the-buyer-did", "task 'what-the-buyer-did' exists already"),
        ("answer: [ask, name, promise, kept, proposal]", "answer: [ask, name]", "must name every step once"),
        (
            "answer: [ask, name, promise, kept, proposal]",
            "answer: [proposal, name, kept, ask, promise]",
            "right order already",
        ),
        ("dimension: their-actions", "dimension: their-action", "did you mean 'their-actions'?"),
        ("worksheet: 01-reciprocity", "worksheet: 02-other", "it must be '01-reciprocity'"),
        ("    question: Put them", "    pitch: Put them", "unknown key 'pitch'"),
        ("You have never spoken.", "You have <b>never</b> spoken.", "raw HTML ('<b…')"),
    ],
)
def test_mistakes_in_a_worksheet(kit: Path, old: str, new: str, message: str) -> None:
    """Each mistake in a worksheet's tasks is reported with file and line."""
    text = (kit / SHEET).read_text(encoding="utf-8")
    assert old in text
    (kit / SHEET).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(message in line and line.startswith(SHEET) for line in check_worksheets(kit)), check_worksheets(kit)


def test_worksheet_and_notebooks_must_agree(kit: Path) -> None:
    """A task that no cell calls is reported for the notebook that leaves it out."""
    path = kit / "exercises/01-reciprocity.ipynb"
    spoil(path, lambda notebook: notebook["cells"].pop())
    spoil(path, lambda notebook: notebook["cells"].pop())
    assert any("once; it does 0 times" in line for line in check_worksheets(kit))


def test_solution_must_keep_its_outputs(kit: Path) -> None:
    """A solution without stored outputs would compare nothing, so it is refused."""
    path = kit / "solutions/01-reciprocity.ipynb"
    spoil(path, lambda notebook: [one.update(outputs=[]) for one in notebook["cells"] if one["cell_type"] == "code"])
    assert sum("keeps the output" in line for line in check_worksheets(kit)) == 5


def test_notebook_without_tasks(kit: Path) -> None:
    """A worksheet's notebook whose tasks file is missing is reported."""
    shutil.copy(kit / "exercises/01-reciprocity.ipynb", kit / "exercises/09-later.ipynb")
    assert check_worksheets(kit) == ["exercises/09-later.ipynb: solutions/09-later.yaml, its tasks, is missing"]
