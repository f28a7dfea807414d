"""Read YAML text as YAML 1.2 understands it: only null, true, false and numbers are anything but text.

PyYAML follows YAML 1.1, where ``no`` is false, ``1:30`` is ninety and a date is a date; none of that happens here.
"""

import re

import yaml

from twoway.content.tree import Tree, UnreadableError
from twoway.core.reading import Path, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"

_CONSTANTS: dict[str, object] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")

_PLAINER = {
    "found character that cannot start any token": "a tab or a sign such as @ or % begins a value here: indent with "
    "spaces, and put such a text in quotes",
    "mapping values are not allowed in this context": "a second ': ' stands on this line, or the indent is wrong: put "
    "the text in quotes",
    "mapping values are not allowed here": "a second ': ' stands on this line, or the indent is wrong: put the text in "
    "quotes",
    "found unexpected end of stream": "the quotes that open here are never closed",
    "could not find expected ':'": "the name before this line lacks its ':', or the indent is wrong",
    "did not find expected key": "the indent does not fit the lines above, or quotes are missing",
    "but found another document": "a second document begins here ('---'): keep one",
}


def plain(text: str) -> object:
    """Return what an unquoted YAML 1.2 word stands for: null, true, false, a number, else the text itself.

    Raises ValueError for a number with thousands of digits.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if not text or text[0] not in "-+.0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text, 0 if text[:2] in {"0o", "0x"} else 10)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _SPECIAL.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def yaml_tree(text: str) -> Tree:
    """Return the tree of ``text`` with lines and with what is wrong short of its syntax.

    Anchors, aliases and tags are refused: a reader of the file should see each value where it stands.
    Raises :class:`UnreadableError` where the syntax is wrong, with the line.
    """
    tree = Tree()
    try:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise UnreadableError(_line(event), _PLAINER["but found another document"])
            _take(tree, event)
    except yaml.MarkedYAMLError as error:
        unclosed = error.context_mark and "quoted scalar" in (error.context or "")
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = str(error.problem or error.context)
        raise UnreadableError(line, _PLAINER.get(problem, f"this is not valid YAML: {problem}")) from None
    except yaml.YAMLError:
        raise UnreadableError(1, "this is not valid YAML") from None
    return tree


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _take(tree: Tree, event: yaml.Event) -> None:
    line = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        _scalar(tree, event, line)
    elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        if tree.wants_key:
            raise UnreadableError(line, "a name must be a plain word: write 'name: value'")
        (tree.open_group if isinstance(event, yaml.MappingStartEvent) else tree.open_list)(line)
        _refuse_extras(tree, event, tree.here)
    elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        tree.close()
    elif isinstance(event, yaml.AliasEvent):
        if tree.wants_key:
            raise UnreadableError(line, f"'*{event.anchor}' cannot be a name: write it out")
        path = tree.value(None, line)
        tree.problems.append(Problem(path, f"'*{event.anchor}' points elsewhere: write the value out, or quote it"))


def _scalar(tree: Tree, event: yaml.ScalarEvent, line: int) -> None:
    if tree.wants_key:
        tree.key(str(event.value), line)
        return
    value: object = event.value
    if event.implicit[0] and event.tag is None:
        try:
            value = plain(event.value)
        except ValueError:
            raise UnreadableError(line, f"the number {event.value[:12]}… has too many digits") from None
    path = tree.value(value, line)
    if isinstance(value, str) and _HALF_CHARACTER.search(value):
        tree.problems.append(Problem(path, "half a character stands in this text: write it again"))
    _refuse_extras(tree, event, path)


def _refuse_extras(tree: Tree, event: yaml.NodeEvent, path: Path) -> None:
    if event.anchor:
        tree.problems.append(Problem(path, f"'&{event.anchor}' marks a value for use elsewhere: leave the mark out"))
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        shown = "!!" + tag.removeprefix(_TAG) if tag.startswith(_TAG) else tag
        tree.problems.append(Problem(path, f"'{shown}' is not understood: leave it out, or put the text in quotes"))
