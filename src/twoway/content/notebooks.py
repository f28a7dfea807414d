"""The house's rules for every notebook of the kit: prose, and one call a code cell; nothing that a seller must read."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from twoway.content.yamlfile import ContentError, Document, parse, report
from twoway.core.case_reading import raw_html
from twoway.core.reading import InvalidDataError, Node, did_you_mean

NOTEBOOK_FORMAT = (4, 5)
"""The first format in which cells have ids; people's comments and our reports hang on them."""

MOST_STATEMENTS = 3
FIRST_LINE = "import twoway as tw"

_CELL_ID = re.compile(r"(?![0-9a-f]{8}$)[a-z0-9]+(-[a-z0-9]+)*")
_LINK = re.compile(r"\]\(([^)#\s]+\.ipynb)\)")
_PROGRAMMING = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor, ast.While),
    *(ast.comprehension, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.Match),
)

Known = Mapping[str, Collection[str]]
"""What the calls of a notebook may name: cases under ``case``, tasks under ``exercise``."""


def open_notebook(path: Path, root: Path) -> Document:
    """Read the notebook at ``path``; problems name it by its path under ``root``. Raises :class:`ContentError`."""
    name = path.relative_to(root).as_posix()
    try:
        document = parse(path.read_text(encoding="utf-8"), name)
    except OSError as error:
        raise ContentError([f"{name}: cannot be read: {error.strerror or error}"]) from None
    except UnicodeDecodeError:
        raise ContentError([f"{name}: this is not UTF-8 text, so it is no notebook"]) from None
    if not isinstance(document.node.value, Mapping) or not isinstance(document.node.value.get("cells"), list):
        raise ContentError([f"{name}: this is not a notebook: it has no list of cells"])
    return document


def source(cell: Node) -> str:
    """Return a cell's text; on disk it is a list of lines, or one text."""
    value = cell.at("source").value
    return "".join(map(str, value)) if isinstance(value, list) else str(value or "")


def check_cells(node: Node, folder: Path, known: Known, *, outputs: bool = False) -> None:
    """Note in ``node`` whatever breaks the rules for notebooks.

    Args:
        node: the root of a notebook.
        folder: where the notebook is, to follow its links to other notebooks.
        known: the cases and tasks that exist.
        outputs: whether code cells must have stored outputs (a solution), or must have none.

    """
    written = (node.at("nbformat").value, node.at("nbformat_minor").value)
    if written != NOTEBOOK_FORMAT:
        node.at("nbformat").refuse("the notebook must be of format 4.5: open it in JupyterLab and save it")
    if node.at("metadata").at("kernelspec").at("name").value != "python3":
        node.at("metadata").refuse("the notebook's kernel must be 'python3', which every computer has")
    seen: set[str] = set()
    code = []
    for cell in node.at("cells").items():
        _check_id(cell, seen)
        if cell.at("cell_type").value == "code":
            code.append(cell)
            _check_code(cell, known)
            _check_outputs(cell, wanted=outputs)
        else:
            _check_prose(cell, folder)
    if not code:
        node.refuse("the notebook has no code cell; a lesson shows or asks something")
    elif not source(code[0]).startswith(FIRST_LINE):
        code[0].refuse(f"the first code cell must begin with '{FIRST_LINE}'")


def calls(text: str) -> Iterator[tuple[str, str]]:
    """Iterate over the calls ``tw.name("argument")`` in the code ``text``, as pairs of name and first argument."""
    for part in ast.walk(ast.parse(text)):
        match part:
            case ast.Call(func=ast.Attribute(value=ast.Name("tw"), attr=name), args=[ast.Constant(str(value)), *_]):
                yield name, value


def problems_of(document: Document) -> list[str]:
    """Return the document's problems as lines; none when all is well."""
    try:
        document.node.finish()
    except InvalidDataError as error:
        return report(error.problems, document)
    return []


def _check_id(cell: Node, seen: set[str]) -> None:
    identity = str(cell.at("id").value or "")
    if not _CELL_ID.fullmatch(identity):
        cell.refuse(f"give the cell an id that says what it is, such as 'play-the-case', instead of '{identity}'")
    if identity in seen:
        cell.refuse(f"two cells have the id '{identity}'")
    seen.add(identity)


def _check_prose(cell: Node, folder: Path) -> None:
    text = source(cell)
    tag = raw_html(text)
    if tag:
        cell.refuse(f"raw HTML ('{tag}…') is not shown everywhere; write Markdown")
    for target in _LINK.findall(text):
        if "://" not in target and not (folder / target).is_file():
            cell.refuse(f"the link to {target} leads nowhere")


def _check_code(cell: Node, known: Known) -> None:
    text = source(cell)
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:  # a zero byte is a ValueError
        line = f" (line {error.lineno} of the cell)" if isinstance(error, SyntaxError) else ""
        cell.refuse(f"this is not valid Python: {getattr(error, 'msg', error)}{line}")
        return
    if len(tree.body) > MOST_STATEMENTS:
        cell.refuse(f"a code cell has at most {MOST_STATEMENTS} statements; this has {len(tree.body)}")
    if any(isinstance(part, _PROGRAMMING) for part in ast.walk(tree)):
        cell.refuse("a code cell is one call: no functions, loops or conditions, which a seller would have to read")
    named = list(calls(text))
    if len(named) > 1:
        cell.refuse(f"a code cell is one call; this has {len(named)}")
    for name, value in named:
        if name in known and value not in known[name]:
            cell.refuse(f"there is no {name} '{value}'{did_you_mean(value, known[name])}")


def _check_outputs(cell: Node, *, wanted: bool) -> None:
    stored = cell.at("outputs").value
    counted = cell.at("execution_count").value is not None
    if wanted and not (stored and counted):
        cell.refuse("a solution keeps the output of each cell: run 'twoway build --run'")
    if not wanted and (stored or counted):
        cell.refuse("outputs must not be stored here: run 'Clear Outputs of All Cells' and save it")
