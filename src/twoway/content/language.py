"""The rules of the language check: the kit's own, and a company's additions to them."""

from functools import cache
from pathlib import Path

from twoway.content.yamlfile import load, read
from twoway.core.language.rules import Language
from twoway.core.language.rules_reading import read_language
from twoway.core.reading import Node

BUILT_IN = Path(__file__).with_name("language.yaml")
"""The kit's own rules."""


def load_language(path: Path | None = None) -> Language:
    """Return the kit's own rules, with the additions of the company's file at ``path`` if there is one.

    Raises :class:`twoway.content.yamlfile.ContentError` with every problem of that file.
    """
    return _built_in() if path is None else _company(path)


@cache
def _built_in() -> Language:
    return read(load(BUILT_IN), read_language)


def _company(path: Path) -> Language:
    def reader(node: Node) -> Language:
        return read_language(node, base=_built_in())

    return read(load(path), reader)
