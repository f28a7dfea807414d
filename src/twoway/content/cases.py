"""Cases from their folders: ``casestudies/<slug>/`` holds ``case.yaml``, ``facilitator.yaml`` and ``author.md``."""

import os
from pathlib import Path

from twoway.content.paths import kit_root
from twoway.content.yamlfile import ContentError, Document, load, read, report
from twoway.core.case import Case, Facilitator
from twoway.core.case_check import checks, facilitator_checks
from twoway.core.case_reading import raw_html, read_case, read_facilitator
from twoway.core.reading import Problem, did_you_mean

CASE = "case.yaml"
FACILITATOR = "facilitator.yaml"
AUTHOR = "author.md"


def cases_root() -> Path:
    """Return the kit's own ``casestudies`` folder; raises ``KitNotFoundError`` where there is none."""
    return kit_root() / "casestudies"


def list_cases(root: Path | None = None) -> tuple[str, ...]:
    """Return the slugs of all cases under ``root`` (the kit's own without one), in alphabetical order."""
    root = root or cases_root()
    if not root.is_dir():
        return ()
    folders = (folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith((".", "_")))
    return tuple(sorted(folder.name for folder in folders))


def load_case(case: str | Path, root: Path | None = None) -> Case:
    """Read one case as a participant needs it; the facilitator's page is not opened.

    Args:
        case: a slug under ``root``, or the path of a case's folder or of its ``case.yaml``.
        root: the folder of cases; the kit's own without one.

    Raises:
        ContentError: when there is no such case, or with everything that is wrong with it.

    """
    folder = _folder(case, root)
    document = _load(folder / CASE)
    found = read(document, read_case)
    problems = _story_problems(found, folder, document)
    if problems:
        raise ContentError(problems)
    return found


def load_facilitator(case: str | Path, root: Path | None = None) -> Facilitator:
    """Read the facilitator's page of a case; arguments and errors are those of :func:`load_case`."""
    return read(_load(_folder(case, root) / FACILITATOR), read_facilitator)


def load_author_note(case: str | Path, root: Path | None = None) -> str:
    """Return the author's note of a case, in Markdown; arguments and errors are those of :func:`load_case`."""
    text, problems = _author_note(_folder(case, root) / AUTHOR)
    if problems:
        raise ContentError(problems)
    return text


def check(root: Path | None = None) -> list[str]:
    """Return everything that is wrong with the cases under ``root``, each as ``casestudies/x/case.yaml:12: …``.

    ``root`` may also be one case's folder, or its ``case.yaml``. Files are named as ``root`` names them; under an
    absolute ``root``, from its last folder on.
    """
    root = root or cases_root()
    if root.name == CASE:
        root = root.parent
    if not root.is_dir():
        return [f"{root}: there is no such folder of cases"]
    folders = [root] if (root / CASE).exists() else [root / slug for slug in list_cases(root)]
    problems = [problem for folder in folders for problem in _check_folder(folder)]
    if not folders:
        problems = [f"{root}: there are no cases here; a case is a folder with a {CASE}"]
    shown = f"{root.parent}{os.sep}" if root.is_absolute() else ""
    return [problem.removeprefix(shown) for problem in problems]


def _folder(case: str | Path, root: Path | None) -> Path:
    path = Path(case)
    if path.name == CASE:
        return path.parent
    if isinstance(case, Path) or path.name != case:
        return path
    root = root or cases_root()
    known = list_cases(root)
    if case not in known:
        raise ContentError([f"there is no case '{case}' in {root.name}{did_you_mean(case, known)}"])
    return root / case


def _load(path: Path) -> Document:
    if not path.exists():
        raise ContentError([f"{path}: the file is missing; a case has a {CASE}, a {FACILITATOR} and an {AUTHOR}"])
    return load(path)


def _check_folder(folder: Path) -> list[str]:
    problems: list[str] = []
    case: Case | None = None
    try:
        document = _load(folder / CASE)
        case = read(document, read_case)
        problems += _story_problems(case, folder, document)
    except ContentError as error:
        problems += error.problems
    try:
        document = _load(folder / FACILITATOR)
        page = read(document, read_facilitator)
        if case is not None:
            problems += report(facilitator_checks(page, case), document)
    except ContentError as error:
        problems += error.problems
    return problems + _author_note(folder / AUTHOR)[1]


def _story_problems(case: Case, folder: Path, document: Document) -> list[str]:
    problems = list(checks(case))
    name = folder.resolve().name
    if case.slug != name:
        problems.append(Problem(("slug",), f"slug '{case.slug}' must be the folder's name, '{name}'"))
    return report(problems, document)


def _author_note(path: Path) -> tuple[str, list[str]]:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return "", [f"{path}: the author's note is missing; say what the case is for and what it leaves out"]
    except (OSError, UnicodeDecodeError) as error:
        return "", [f"{path}: cannot be read as UTF-8 text ({error})"]
    if not text:
        return "", [f"{path}:1: the author's note is blank; say what the case is for and what it leaves out"]
    tagged = ((number, raw_html(line)) for number, line in enumerate(text.splitlines(), start=1))
    return text, [
        f"{path}:{number}: raw HTML ('{tag}…') is not shown; write Markdown, or put it in `backticks`"
        for number, tag in tagged
        if tag
    ]
