"""Load a YAML or JSON file as plain data that knows its lines, and report what is wrong as ``file:line: message``."""

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeVar

from twoway.content.jsontext import json_tree, read_json
from twoway.content.tree import UnreadableError
from twoway.content.yamltext import yaml_tree
from twoway.core.reading import InvalidDataError, Node, Path, Problem

T = TypeVar("T")

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class ContentError(Exception):
    """A file was refused; ``problems`` holds a line of text for each thing to mend, ``file:line: message``."""

    def __init__(self, problems: Iterable[str]) -> None:
        """Keep ``problems`` in the order of the file."""
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass
class Document:
    """A file's plain data as a :class:`Node`, and where everything in it stands."""

    name: str
    node: Node
    _text: str = ""
    _lines: dict[Path, int] = field(default_factory=dict)

    def where(self, path: Path) -> int | None:
        """Return the line of ``path``, or of the nearest group around it that the file has; None for no lines."""
        if not self._lines and self._text:  # JSON that read well; its lines were not needed until now
            try:
                self._lines = json_tree(self._text).lines
            except UnreadableError:
                self._lines = {(): 1}
        for end in range(len(path), -1, -1):
            if path[:end] in self._lines:
                return self._lines[path[:end]]
        return None


def load(path: FilePath) -> Document:
    """Read the file at ``path``: JSON when it is named so or looks so, else YAML.

    Doubled names, aliases and the like are noted in the node's problems, so that they come with everything else
    that its reader finds. Raises :class:`ContentError` when the file cannot be read or its syntax is wrong.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError([f"{path}: cannot be read: {error.strerror or error}"]) from None
    return parse(_decoded(raw, str(path)), str(path))


def parse(text: str, name: str) -> Document:
    """Read ``text`` as :func:`load` does; ``name`` is what problems call it. Raises :class:`ContentError`."""
    try:
        if name.casefold().endswith(".json"):
            return _from_json(text, name)
        if text.lstrip()[:1] in {"{", "["}:
            try:
                return _from_json(text, name)
            except UnreadableError:
                pass  # braces open YAML too
        return _from_yaml(text, name)
    except UnreadableError as error:
        raise ContentError([f"{name}:{error.line}: {error.message}"]) from None


def report(problems: Iterable[Problem], document: Document) -> list[str]:
    """Return ``file:line: message`` for each problem, in the order of the file, none of them twice."""
    placed = sorted(((document.where(problem.path) or 0, problem.message) for problem in problems), key=_line)
    lines = (
        f"{document.name}:{line}: {message}" if line else f"{document.name}: {message}" for line, message in placed
    )
    return list(dict.fromkeys(lines))


def read(document: Document, reader: Callable[[Node], T]) -> T:
    """Return what ``reader`` makes of the document's node; its refusal becomes a :class:`ContentError` with lines."""
    try:
        result = reader(document.node)
        document.node.finish()
    except InvalidDataError as error:
        raise ContentError(report(error.problems, document)) from None
    return result


def _line(placed: tuple[int, str]) -> int:
    return placed[0]


def _decoded(raw: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError([f"{name}:{line}: this is not UTF-8 text: save the file as UTF-8"]) from None


def _from_json(text: str, name: str) -> Document:
    value, problems = read_json(text)
    return Document(name, Node(value, (), problems), text)


def _from_yaml(text: str, name: str) -> Document:
    odd = _UNPRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise UnreadableError(line, f"an unprintable character (U+{ord(odd.group()):04X}) stands here: delete it")
    tree = yaml_tree(text)
    return Document(name, Node(tree.root, (), tree.problems), "", tree.lines or {(): 1})
