"""The list of the kit's own notebooks, by the SHA-256 of their code: only these run by themselves in JupyterLab.

The browser extension (``labextension/``) ships the list and computes the same hash; Jupyter's trust is no guard, since
one plain save makes it trust a stranger's notebook. ``twoway build`` writes the list, and with ``--check`` compares it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from twoway.content.build import as_text

FOLDERS = ("notebooks", "exercises", "solutions")
"""The kit's folders whose notebooks may run by themselves, in the order of the list."""

MANIFEST = Path(__file__).resolve().parent.parent / "labextension/twoway/static/manifest.json"
"""Where the extension reads the list."""


def code_hash(notebook: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of what running ``notebook`` would run.

    It is taken over all code cells in order, each written as the number of its UTF-8 bytes, a line feed, its text, and
    a line feed. A cell's lines are joined, and each line ends in a line feed alone. Cells of white space run nothing
    and do not count. The count of bytes keeps one cell apart from two.
    """
    digest = hashlib.sha256()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            text = "".join(cell["source"]).replace("\r\n", "\n").replace("\r", "\n")
            if text.strip(" \t\n"):
                data = text.encode()
                digest.update(b"%d\n%s\n" % (len(data), data))
    return digest.hexdigest()


def manifest(root: Path) -> dict[str, Any]:
    """Return the list for the kit in ``root`` as plain data: every notebook, the lessons in order first.

    Raises :class:`OSError` or :class:`ValueError` for a notebook that cannot be read; ``twoway check`` tells more.
    """
    return {"notebooks": [entry for folder in FOLDERS for entry in _entries(root, folder)]}


def manifest_text(root: Path) -> str:
    """Return the list as the file holds it."""
    return as_text(manifest(root))


def manifest_drift(root: Path) -> list[str]:
    """Return what is wrong with the stored list for the kit in ``root``; nothing when it is current."""
    if MANIFEST.is_file() and MANIFEST.read_text(encoding="utf-8") == manifest_text(root):
        return []
    return [f"{MANIFEST.name}: the list of lessons that run by themselves is out of date; run 'twoway build'"]


def _entries(root: Path, folder: str) -> Iterator[dict[str, str]]:
    for path in sorted((root / folder).glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        about = notebook["metadata"].get("twoway", {})
        yield {
            "path": f"{folder}/{path.name}",
            "sha256": code_hash(notebook),
            "title": about.get("title", path.stem),
            "lesson": about.get("lesson", ""),
            "next": about.get("next", ""),
        }
