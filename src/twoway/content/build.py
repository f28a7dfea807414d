"""Derive the worksheets in exercises/ from the answered ones in solutions/, and find answers that leaked.

A solution's notebook holds the whole worksheet: cells tagged ``solution`` are for it alone, and its calls end in
``.solution(…)`` with the answer. Taking both away, and the outputs, leaves the exercise; cell ids stay.
"""

import ast
import contextlib
import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from twoway.content.worksheets import EXERCISES, SOLUTIONS, list_worksheets, load_worksheet
from twoway.content.yamlfile import ContentError
from twoway.core.tasks import AnyTask, Build, Rate, Worksheet, Write

TAG = "solution"
"""Cells with this tag are left out of the exercise."""

ANSWERING = ("answer", "solution")
"""The methods that give an answer in code; calls of them are cut."""

SHORTEST_LEAK = 25
"""Characters of a line of a solution's prose from which finding it in an exercise cannot be chance."""


def derive(solution: dict[str, Any]) -> dict[str, Any]:
    """Return the exercise of the notebook ``solution``, which is left as it is.

    Raises:
        SyntaxError: when a code cell is not valid Python.

    """
    exercise = copy.deepcopy(solution)
    exercise["cells"] = [cell for cell in exercise["cells"] if TAG not in cell["metadata"].get("tags", [])]
    for cell in exercise["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = _as_lines(cut_answers(_text(cell)))
            cell["outputs"] = []
            cell["execution_count"] = None
    return exercise


def cut_answers(code: str) -> str:
    """Return ``code`` with every ``tw.exercise("…").solution(…)`` cut down to ``tw.exercise("…")``."""
    data = code.encode()  # Python counts columns in bytes
    starts = _line_starts(data)
    cuts = []
    for statement in ast.parse(code).body:
        if isinstance(statement, ast.Expr):
            inner = _without_answers(statement.value)
            if inner is not statement.value:
                cuts.append((_end(inner, starts), _end(statement.value, starts)))
    for start, end in reversed(cuts):
        data = data[:start] + data[end:]
    return data.decode()


def leaks(text: str, worksheet: Worksheet, solution: dict[str, Any]) -> list[str]:
    """Return one sentence for each piece of a solution that stands in ``text``, the text of a file in exercises/."""
    found = _flat(text)
    problems = [
        f"it holds the {what} of task '{task}'" for what, task, secret in _secrets(worksheet) if secret in found
    ]
    problems += [f"it answers: '.{name}(' stands in it" for name in ANSWERING if f".{name}(" in text]
    lines = [line for cell in solution["cells"] if TAG in cell["metadata"].get("tags", []) for line in _prose(cell)]
    problems += [f"it holds a line of the solution: “{line[:SHORTEST_LEAK]}…”" for line in lines if line in found]
    return problems


def exercises(root: Path) -> dict[Path, str]:
    """Return what every worksheet in ``root``/exercises must hold, by path.

    Raises:
        ContentError: when a solution cannot be read, or an exercise derived from one would give answers away.

    """
    made: dict[Path, str] = {}
    problems: list[str] = []
    for identity in list_worksheets(root):
        name = f"{SOLUTIONS}/{identity}.ipynb"
        try:
            worksheet = load_worksheet(identity, root)
            solution = json.loads((root / name).read_text(encoding="utf-8"))
            exercise = derive(solution)
        except ContentError as error:
            problems += error.problems
        except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
            problems.append(f"{name}: no exercise can be made of it: {type(error).__name__}: {error}")
        else:
            made[root / EXERCISES / f"{identity}.ipynb"] = as_text(exercise)
            plain = "\n".join(_text(cell) for cell in exercise["cells"])
            problems += [f"{name}: {line}, outside a cell tagged '{TAG}'" for line in leaks(plain, worksheet, solution)]
    if problems:
        raise ContentError(problems)
    return made


def drift(root: Path) -> list[str]:
    """Return what differs between ``root``/exercises and what the solutions give; raises as :func:`exercises` does."""
    made = exercises(root)
    problems = []
    for path, text in made.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            problems.append(f"{EXERCISES}/{path.name}: differs from what its solution gives; run 'twoway build'")
    for path in sorted((root / EXERCISES).rglob("*")):
        if path.is_file() and ".ipynb_checkpoints" not in path.parts:
            problems += _leaked_file(path, root)
    return problems


def as_text(notebook: dict[str, Any]) -> str:
    """Write a notebook as Jupyter does, so that opening and saving it changes nothing."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _leaked_file(path: Path, root: Path) -> list[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".ipynb":
        with contextlib.suppress(ValueError):  # a damaged notebook is searched as it is
            text = "\n".join(_strings(json.loads(text)))
    name = path.relative_to(root).as_posix()
    problems: list[str] = []
    for identity in list_worksheets(root):
        solution = json.loads((root / SOLUTIONS / f"{identity}.ipynb").read_text(encoding="utf-8"))
        problems += [f"{name}: {line}" for line in leaks(text, load_worksheet(identity, root), solution)]
    return problems


def _strings(value: object) -> Iterator[str]:
    """Iterate over all texts in plain data; a list of texts is one text, as in a notebook's cells and outputs."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield "".join(value)
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _secrets(worksheet: Worksheet) -> Iterator[tuple[str, str, str]]:
    """Iterate over what an exercise must not hold: what it is, of which task, and its text."""
    for task in worksheet.tasks:
        yield "reason", task.id, _flat(task.reason)
        for text in _feedback(task):
            yield "feedback", task.id, _flat(text)
        if isinstance(task, Write):
            yield "model answer", task.id, _flat(task.model)
        if isinstance(task, Build):
            yield "finished message", task.id, _flat(task.message(task.right, {}))
    for question in worksheet.retrieval:
        yield "reason", question.id, _flat(question.why)


def _feedback(task: AnyTask) -> tuple[str, ...]:
    if isinstance(task, Rate):
        return task.feedback
    items = task.checklist if isinstance(task, Write) else task.options
    return tuple(item.feedback for item in items)


def _prose(cell: dict[str, Any]) -> Iterator[str]:
    lines = (_flat(line) for line in _text(cell).splitlines())
    return (line for line in lines if len(line) >= SHORTEST_LEAK)


def _without_answers(node: ast.expr) -> ast.expr:
    """Return the innermost expression that is left when the answering calls at the end of ``node`` are taken away."""
    match node:
        case ast.Call(func=ast.Attribute(value=inner, attr=name)) if name in ANSWERING:
            return _without_answers(inner)
    return node


def _line_starts(data: bytes) -> list[int]:
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _end(node: ast.expr, starts: list[int]) -> int:
    if node.end_lineno is None or node.end_col_offset is None:
        raise ValueError("the parser gave no place")
    return starts[node.end_lineno - 1] + node.end_col_offset


def _as_lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _text(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return "".join(source) if isinstance(source, list) else str(source)


def _flat(text: str) -> str:
    return " ".join(text.split())
