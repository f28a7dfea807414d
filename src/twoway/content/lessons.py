"""Check the lessons in notebooks/: what each says of itself, and the house's rules for its cells.

What a lesson says of itself follows The Carpentries: questions, objectives, minutes, key points, instructor notes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from twoway.content.notebooks import check_cells, open_notebook, problems_of
from twoway.content.worksheets import known_calls
from twoway.content.yamlfile import ContentError
from twoway.core.case import ROLES
from twoway.core.reading import Node, did_you_mean

MOST_MINUTES = 240


@dataclass(frozen=True)
class Lesson:
    """What a lesson says of itself; ``next`` is the file name of the following lesson, blank for the last."""

    id: str
    title: str
    questions: tuple[str, ...]
    objectives: tuple[str, ...]
    minutes: int
    key_points: tuple[str, ...]
    instructor_notes: tuple[str, ...]
    roles: tuple[str, ...]
    next: str = ""


def read_lesson(node: Node) -> Lesson:
    """Read a lesson's metadata from the root of its notebook; what is wrong is noted in ``node``."""
    metadata = node.at("metadata").at("twoway")
    if metadata.missing:
        node.at("metadata").refuse("the lesson says nothing of itself: 'twoway' is missing in the notebook's metadata")
        metadata = Node({}, metadata.path, [])
    metadata = metadata.keys(
        required=["lesson", "title", "questions", "objectives", "minutes", "key_points", "instructor_notes", "roles"],
        optional=["next"],
    )
    lists = {key: _lines(metadata.at(key)) for key in ("questions", "objectives", "key_points", "instructor_notes")}
    return Lesson(
        id=metadata.at("lesson").filled(),
        title=metadata.at("title").filled(),
        minutes=metadata.at("minutes").integer(1, MOST_MINUTES) or 1,
        roles=metadata.at("roles").each(lambda role: role.choice(ROLES, ROLES[0])),
        next=metadata.at("next").text(),
        **lists,
    )


def check_lessons(root: Path) -> list[str]:
    """Return every problem in the lessons under ``root``/notebooks as ``notebooks/x.ipynb:line: message``."""
    folder = root / "notebooks"
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        return ["notebooks: there are no lessons here"]
    known = known_calls(root)
    return [line for path in paths for line in _check_lesson(path, root, known)]


def _check_lesson(path: Path, root: Path, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    try:
        document = open_notebook(path, root)
    except ContentError as error:
        return error.problems
    node = document.node
    lesson = read_lesson(node)
    metadata = node.at("metadata").at("twoway")
    if lesson.id and not path.name.startswith(f"{lesson.id}-"):
        metadata.at("lesson").refuse(f"lesson '{lesson.id}' must be in a file whose name begins with '{lesson.id}-'")
    if lesson.next and not (path.parent / lesson.next).is_file():
        near = did_you_mean(lesson.next, sorted(other.name for other in path.parent.glob("*.ipynb")))
        metadata.at("next").refuse(f"the next lesson, {lesson.next}, does not exist{near}")
    check_cells(node, path.parent, known)
    return problems_of(document)


def _lines(node: Node) -> tuple[str, ...]:
    lines = node.each(Node.filled)
    if not node.missing and not lines:
        node.refuse("write at least one")
    return lines
