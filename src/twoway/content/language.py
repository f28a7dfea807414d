"""The rules of the language check: the kit's own, and a company's additions to them."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from twoway.content.ear import read_ear
from twoway.content.yamlfile import load, read
from twoway.core.language.rules import RULES, Language
from twoway.core.language.rules_reading import read_language
from twoway.core.reading import Node

BUILT_IN = Path(__file__).with_name("language_rules")
"""The kit's own rules: word lists, what a sentence does, and a file for each rule."""


def load_language(path: Path | None = None) -> Language:
    """Return the kit's own rules, with the additions of the company's file at ``path`` if there is one.

    Raises :class:`twoway.content.yamlfile.ContentError` with every problem of that file.
    """
    return _built_in() if path is None else _with(_built_in(), path)


@cache
def _built_in() -> Language:
    language = Language({}, {})
    for name in ("words", "sides", *RULES):
        language = _with(language, BUILT_IN / f"{name}.yaml")
    ear = BUILT_IN / "ear.bin"
    return replace(language, ear=read_ear(ear) if ear.exists() else None)


def _with(base: Language, path: Path) -> Language:
    def reader(node: Node) -> Language:
        return read_language(node, base)

    return read(load(path), reader)
