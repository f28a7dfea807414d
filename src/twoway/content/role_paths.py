"""Which lessons, and which cases in them, are for whom: as the lessons themselves say it, in their order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from twoway.content.cases import load_case
from twoway.content.lessons import Lesson, read_lesson
from twoway.content.notebooks import calls, open_notebook, source
from twoway.core.reading import Node

FIRST = "00"
"""The lesson in which one chooses a path; it comes before all of them."""


@dataclass(frozen=True)
class CaseStop:
    """A case that is played in a lesson; the planned minutes are part of the lesson's."""

    title: str
    minutes: int


@dataclass(frozen=True)
class Stop:
    """A lesson on the way, with the cases that it plays; ``file`` is its name in notebooks/."""

    file: str
    title: str
    minutes: int
    cases: tuple[CaseStop, ...]


@dataclass(frozen=True)
class Found:
    """A lesson's notebook: where it is, its content, and what it says of itself."""

    path: Path
    node: Node
    lesson: Lesson


def lessons_for(root: Path, roles: Collection[str] | None = None) -> Iterator[Found]:
    """Iterate over the lessons of the kit at ``root`` for any of ``roles``, after the first one, by their numbers.

    Args:
        root: the kit's folder.
        roles: as lessons name them; None, before one has chosen, means every lesson.

    Raises:
        ContentError: for a lesson that cannot be read.

    """
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        node = open_notebook(path, root).node
        lesson = read_lesson(node)
        if roles is None or lesson.id == FIRST or set(lesson.roles) & set(roles):
            yield Found(path, node, lesson)


def role_path(root: Path, roles: Collection[str]) -> tuple[Stop, ...]:
    """Return the lessons of the kit at ``root`` that are for any of ``roles``, in the order of their numbers.

    Raises :class:`twoway.content.yamlfile.ContentError` for a lesson or a case that cannot be read.
    """
    return tuple(_stops(root, roles))


def _stops(root: Path, roles: Collection[str]) -> Iterator[Stop]:
    for found in lessons_for(root, roles):
        if found.lesson.id in ("", FIRST):
            continue
        cases = [load_case(slug, root / "casestudies") for slug in cases_in(found.node)]
        yield Stop(
            file=found.path.name,
            title=found.lesson.title,
            minutes=found.lesson.minutes,
            cases=tuple(CaseStop(case.title, case.minutes.planned) for case in cases),
        )


def cases_in(node: Node) -> list[str]:
    """Return the slugs of the cases that a lesson's notebook plays, in their order."""
    code = (cell for cell in node.at("cells").items() if cell.at("cell_type").value == "code")
    return [slug for cell in code for name, slug in calls(source(cell)) if name == "case"]
