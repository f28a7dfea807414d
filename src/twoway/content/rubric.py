"""The rubric's wording: the kit's own, or a company's."""

from functools import cache
from pathlib import Path

from twoway.content.yamlfile import load, read
from twoway.core.reading import Node
from twoway.core.rubric import Rubric
from twoway.core.rubric_reading import read_rubric

BUILT_IN = Path(__file__).with_name("rubric.yaml")
"""The kit's own wording."""


def load_rubric(path: Path | None = None) -> Rubric:
    """Return the kit's own rubric, or the company's at ``path``.

    A company's file has to have the five two-way dimensions; it may leave out others, and every section beside the
    dimensions, whose words are then the kit's. Raises :class:`twoway.content.yamlfile.ContentError` with every problem.
    """
    return _built_in() if path is None else _company(path)


@cache
def _built_in() -> Rubric:
    return read(load(BUILT_IN), read_rubric)


def _company(path: Path) -> Rubric:
    def reader(node: Node) -> Rubric:
        return read_rubric(node, base=_built_in())

    return read(load(path), reader)
