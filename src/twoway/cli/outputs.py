"""Run the solutions and store what they show, so that the tests can compare it and a reader without Jupyter sees it."""

import os
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from twoway.content.build import as_text
from twoway.content.worksheets import SOLUTIONS, list_worksheets

KEPT = ("text/plain", "text/html")
"""What is stored of an output; a widget's own state is random and of no use without its kernel."""


def store_outputs(root: Path) -> list[str]:
    """Run every solution under ``root``, strictly and on an empty workbook; return the names of those that changed.

    Raises:
        nbclient.exceptions.CellExecutionError: when a cell fails; nothing of that notebook is written.

    """
    changed = []
    for identity in list_worksheets(root):
        path = root / SOLUTIONS / f"{identity}.ipynb"
        before = path.read_text(encoding="utf-8")
        notebook = nbformat.reads(before, as_version=4)  # type: ignore[no-untyped-call]
        with tempfile.TemporaryDirectory() as folder:
            surroundings = {**os.environ, "TWOWAY_STRICT": "1", "TWOWAY_WORKBOOK": folder}
            NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}).execute(env=surroundings)
        text = as_text(_on_disk(notebook))
        if text != before:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(f"{SOLUTIONS}/{path.name}")
    return changed


def _on_disk(notebook: Any) -> dict[str, Any]:  # noqa: ANN401 - nbformat is untyped
    """Return the notebook as it is written: outputs cut to what is kept, no state of widgets."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            for output in cell.outputs:
                _tidy(output)
    split: dict[str, Any] = nbformat.v4.rwbase.split_lines(notebook)  # type: ignore[no-untyped-call]
    return split


def _tidy(output: Any) -> None:  # noqa: ANN401 - nbformat is untyped
    if "data" in output:
        output["data"] = {kind: text for kind, text in output["data"].items() if kind in KEPT}
        output["metadata"] = {}
