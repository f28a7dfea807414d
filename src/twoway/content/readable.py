"""How hard each page of the kit is to read, for its authors: lessons, worksheets and cases, one grade each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from twoway.content.notebooks import open_notebook, source
from twoway.content.worksheets import SOLUTIONS
from twoway.content.yamlfile import ContentError, load
from twoway.core.readability import reading_of

_PROSE = frozenset(
    {"answer", "body", "coach", "consequence", "credit", "detail", "feedback", "hint", "hints", "key_points", "label"}
    | {"levels", "message", "model", "objectives", "question", "reason", "say", "situation", "summary", "text"}
    | {"thought", "why"}
)
"""Keys of worksheets and cases under which prose stands, or a list of it."""

_TABLES_OF_PROSE = frozenset({"what_if", "why"})
"""Keys with a table under them whose values are prose, whatever their keys."""

LEAST_WORDS = 3
"""A shorter text is a label or an id, and no sentence."""


@dataclass(frozen=True)
class PageReading:
    """A page, by its path under the kit, with its reading grade and its number of words."""

    page: str
    grade: float
    words: int


def readings(root: Path) -> tuple[PageReading, ...]:
    """Return the reading grade of each lesson, worksheet and case of the kit at ``root``, in the order of their paths.

    A page that cannot be read is left out: what is wrong with it is said by the other checks.
    """
    found = []
    for path in _pages(root):
        try:
            text = "\n\n".join(_texts(path, root))
        except ContentError:
            continue
        reading = reading_of(text)
        if reading is not None:
            found.append(PageReading(path.relative_to(root).as_posix(), reading.grade, reading.words))
    return tuple(found)


def _pages(root: Path) -> list[Path]:
    pages = [*(root / "notebooks").glob("*.ipynb"), *(root / SOLUTIONS).glob("*.yaml")]
    return sorted([*pages, *(root / "casestudies").glob("*/*.yaml"), *(root / "casestudies").glob("*/*.md")])


def _texts(path: Path, root: Path) -> Iterator[str]:
    if path.suffix == ".ipynb":
        cells = open_notebook(path, root).node.at("cells").items()
        yield from (source(cell) for cell in cells if cell.at("cell_type").value == "markdown")
    elif path.suffix == ".md":
        yield path.read_text(encoding="utf-8", errors="replace")
    else:
        yield from _strings(load(path).node.value)


def _strings(value: object, *, prose: bool = False) -> Iterator[str]:
    """Iterate over the prose in plain data; keys tell it from names, dates and ids."""
    if isinstance(value, str):
        if prose and len(value.split()) >= LEAST_WORDS:
            yield value if value.rstrip().endswith((".", "!", "?", "…")) else f"{value.rstrip()}."
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key in _TABLES_OF_PROSE and isinstance(item, Mapping):
                yield from (text for line in item.values() for text in _strings(line, prose=True))
            else:
                yield from _strings(item, prose=key in _PROSE)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, prose=prose)
