"""Which lessons, and which cases in them, are for whom: as the lessons themselves say it, in their order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from twoway.content.cases import load_case
from twoway.content.lessons import read_lesson
from twoway.content.notebooks import calls, open_notebook, source
from twoway.core.reading import Node

FIRST = "00"
"""The lesson in which one chooses a path; it is on none."""


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


def role_path(root: Path, roles: Collection[str]) -> tuple[Stop, ...]:
    """Return the lessons of the kit at ``root`` that are for any of ``roles``, in the order of their numbers.

    Raises :class:`twoway.content.yamlfile.ContentError` for a lesson or a case that cannot be read.
    """
    return tuple(_stops(root, roles))


def _stops(root: Path, roles: Collection[str]) -> Iterator[Stop]:
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        node = open_notebook(path, root).node
        lesson = read_lesson(node)
        if lesson.id in ("", FIRST) or not set(lesson.roles) & set(roles):
            continue
        made = [call for cell in _code(node) for call in calls(source(cell))]
        cases = [load_case(slug, root / "casestudies") for name, slug in made if name == "case"]
        yield Stop(
            file=path.name,
            title=lesson.title,
            minutes=lesson.minutes,
            cases=tuple(CaseStop(case.title, case.minutes.planned) for case in cases),
        )


def _code(node: Node) -> Iterator[Node]:
    return (cell for cell in node.at("cells").items() if cell.at("cell_type").value == "code")
