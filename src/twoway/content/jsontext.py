"""Read JSON text: fast when it is right, and with the line of everything when it is not."""

import json
import re

from twoway.content.tree import Tree, UnreadableError
from twoway.core.reading import Problem

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+|\n')
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class _LookCloserError(Exception):
    """The fast way met something that has to be reported with its line."""


def read_json(text: str) -> tuple[object, list[Problem]]:
    """Return the plain data of ``text`` and what is wrong with it short of its syntax.

    Raises :class:`UnreadableError` where the syntax is wrong, with the line.
    """
    try:
        value = json.loads(text, object_pairs_hook=_group, parse_constant=_constant)
        if "\\ud" in text.casefold():
            json.dumps(value, ensure_ascii=False).encode()  # half a character can be neither printed nor saved
    except json.JSONDecodeError as error:
        raise _syntax(error) from None
    except (_LookCloserError, RecursionError, ValueError):
        return _closer(text)
    return value, []


def json_tree(text: str) -> Tree:
    """Return the tree of ``text``, valid JSON, with lines; raises :class:`UnreadableError` where it cannot go on."""
    tree = Tree()
    line = 1
    for match in _TOKEN.finditer(text):
        piece = match.group()
        if piece == "\n":
            line += 1
        elif piece == "{":
            tree.open_group(line)
        elif piece == "[":
            tree.open_list(line)
        elif piece in "}]":
            tree.close()
        elif piece not in ":,":
            _scalar(tree, piece, line)
    return tree


def _closer(text: str) -> tuple[object, list[Problem]]:
    """Read ``text`` slowly; a syntax error later in it still comes first, since nothing after it can be trusted."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise _syntax(error) from None
    except (RecursionError, ValueError):
        pass  # the tree meets the same place, and names its line
    tree = json_tree(text)
    return tree.root, tree.problems


def _scalar(tree: Tree, token: str, line: int) -> None:
    try:
        value = token[1:-1] if token[0] == '"' and "\\" not in token else json.loads(token)
    except ValueError:
        raise UnreadableError(line, f"the number {token[:12]}… has too many digits") from None
    if tree.wants_key:
        tree.key(_HALF_CHARACTER.sub("�", value), line)
        return
    path = tree.value(value, line)
    if isinstance(value, str) and _HALF_CHARACTER.search(value):
        tree.problems.append(Problem(path, "half a character stands in this text: write it again"))
    if token in {"NaN", "Infinity", "-Infinity"}:
        tree.problems.append(Problem(path, f"{token} is not a number: leave it out"))


def _syntax(error: json.JSONDecodeError) -> UnreadableError:
    return UnreadableError(error.lineno, f"this is not valid JSON: {error.msg} (column {error.colno})")


def _group(pairs: list[tuple[str, object]]) -> dict[str, object]:
    group = dict(pairs)
    if len(group) != len(pairs):
        raise _LookCloserError
    return group


def _constant(_: str) -> object:
    raise _LookCloserError
