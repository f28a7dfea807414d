"""Worksheets: the tasks are in solutions/<worksheet>.yaml, and the notebooks beside it and in exercises/ call them."""

from functools import cache
from pathlib import Path

from twoway.content.notebooks import calls, check_cells, open_notebook, problems_of, source
from twoway.content.yamlfile import ContentError, load, read
from twoway.core.exercise import sentence
from twoway.core.exercise_reading import read_worksheet
from twoway.core.reading import Node, did_you_mean
from twoway.core.tasks import Worksheet

SOLUTIONS = "solutions"
EXERCISES = "exercises"


def list_worksheets(root: Path) -> tuple[str, ...]:
    """Return the ids of the worksheets under ``root``, in their order."""
    return tuple(sorted(path.stem for path in (root / SOLUTIONS).glob("*.yaml")))


def load_worksheet(identity: str, root: Path) -> Worksheet:
    """Load one worksheet of the kit at ``root``.

    Raises:
        ContentError: when there is no such worksheet, or with every problem in its file.

    """
    known = list_worksheets(root)
    if identity not in known:
        raise ContentError([sentence(f"There is no worksheet '{identity}'{did_you_mean(identity, known)}")])
    path = root / SOLUTIONS / f"{identity}.yaml"
    try:
        worksheet = _load(path, path.stat().st_mtime_ns)
    except ContentError as error:
        raise ContentError([line.removeprefix(f"{root}/") for line in error.problems]) from None
    if worksheet.id != identity:
        name = f"{SOLUTIONS}/{identity}.yaml"
        raise ContentError([f"{name}: 'worksheet' says '{worksheet.id}'; it must be '{identity}', as the file's name"])
    return worksheet


@cache
def _load(path: Path, _changed: int) -> Worksheet:
    """Read a worksheet once for all its tasks; again when the file has changed."""
    return read(load(path), read_worksheet)


def known_calls(root: Path) -> dict[str, tuple[str, ...]]:
    """Return what notebooks may call: the cases, and the tasks of every worksheet that can be read."""
    tasks: list[str] = []
    for identity in list_worksheets(root):
        try:
            tasks += [f"{identity}/{task.id}" for task in load_worksheet(identity, root).tasks]
        except ContentError:
            continue  # said by check_worksheets, once
    cases = tuple(sorted(path.parent.name for path in (root / "casestudies").glob("*/case.yaml")))
    return {"case": cases, "before_after": cases, "exercise": tuple(tasks)}


def check_worksheets(root: Path) -> list[str]:
    """Return every problem in the worksheets under ``root``: their tasks, and the notebooks that call them."""
    known = known_calls(root)
    problems: list[str] = []
    identities = list_worksheets(root)
    for identity in identities:
        try:
            tasks = [f"{identity}/{task.id}" for task in load_worksheet(identity, root).tasks]
        except ContentError as error:
            problems += error.problems
            continue
        for folder in (SOLUTIONS, EXERCISES):
            problems += _check_notebook(root / folder / f"{identity}.ipynb", root, known, tasks)
    for folder in (SOLUTIONS, EXERCISES):
        orphans = [path for path in sorted((root / folder).glob("*.ipynb")) if path.stem not in identities]
        problems += [f"{folder}/{path.name}: {SOLUTIONS}/{path.stem}.yaml, its tasks, is missing" for path in orphans]
    return problems or ([] if identities else [f"{SOLUTIONS}: there are no worksheets here"])


def _check_notebook(path: Path, root: Path, known: dict[str, tuple[str, ...]], tasks: list[str]) -> list[str]:
    try:
        document = open_notebook(path, root)
    except ContentError as error:
        return error.problems
    node = document.node
    check_cells(node, path.parent, known, outputs=path.parent.name == SOLUTIONS)
    said = node.at("metadata").at("twoway")
    if said.at("worksheet").value != path.stem:
        said.refuse(f"the notebook's metadata must say 'twoway': {{'worksheet': '{path.stem}'}}")
    called = _called(node)
    for task in tasks:
        if called.count(task) != 1:
            node.at("cells").refuse(
                f'the notebook must call tw.exercise("{task}") once; it does {called.count(task)} times'
            )
    if sorted(called) == sorted(tasks) and called != tasks:
        node.at("cells").refuse(
            f"the tasks must stand in the order of {SOLUTIONS}/{path.stem}.yaml: {', '.join(tasks)}"
        )
    return problems_of(document)


def _called(node: Node) -> list[str]:
    called: list[str] = []
    for cell in node.at("cells").items():
        if cell.at("cell_type").value != "code":
            continue
        try:
            called += [value for name, value in calls(source(cell)) if name == "exercise"]
        except (SyntaxError, ValueError):
            continue  # noted by check_cells
    return called
