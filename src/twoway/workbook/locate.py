"""Where the learner's workbook is."""

from collections.abc import Mapping
from pathlib import Path

FILE_NAME = "workbook.twoway"
"""The workbook's name in a workshop folder."""

MARKER = ".twoway-workshop.json"
"""A file that marks a folder as a workshop's, even before anything was saved there."""

VARIABLE = "TWOWAY_WORKBOOK"
"""The environment variable that names a folder, or a ``.twoway`` file, and wins over everything."""


def locate(cwd: Path, environ: Mapping[str, str]) -> Path:
    """Return the path of the workbook to use; the file may not be there yet.

    First what :data:`VARIABLE` in ``environ`` says (relative to ``cwd``); else the nearest folder from ``cwd``
    upward that has a workbook or is a workshop folder; else the user's own data folder.
    """
    told = environ.get(VARIABLE, "").strip()
    if told:
        place = cwd / Path(told).expanduser()
        return place if place.suffix == ".twoway" and not place.is_dir() else place / FILE_NAME
    here = cwd.absolute()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file() or (folder / MARKER).is_file():
            return folder / FILE_NAME
    import platformdirs  # noqa: PLC0415 - only needed here, and lessons must start fast

    return platformdirs.user_data_path("twoway", appauthor=False) / FILE_NAME
