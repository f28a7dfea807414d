"""One start at a time on a workshop folder: whoever serves it holds a lock for as long as it does."""

import os
import time
from pathlib import Path

from twoway.cli import lab
from twoway.workbook.guard import try_lock

LOCK = f"{lab.STATE}/start.lock"
"""The locked file, relative to the workshop folder. It stays there, empty; a process that dies lets go of it."""

PATIENCE = 30.0
"""Seconds to wait for another start that is on its way, before giving up."""

_PAUSE = 0.2


class BusyError(Exception):
    """Another start holds the folder, and no JupyterLab answers for it."""


class Turn:
    """The right to start JupyterLab on one folder. Keep it: the lock goes with the object, or with the process."""

    def __init__(self, folder: Path) -> None:
        """Open the lock file, making ``folder`` where it is missing. Raises :class:`OSError` where that fails."""
        path = folder / LOCK
        path.parent.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def wait(self, patience: float = PATIENCE) -> lab.RunningLab | None:
        """Return the JupyterLab that serves the folder already; None when it is for us to start one.

        Another start may be between its first line and its first answer; that is waited for. Raises
        :class:`BusyError` after ``patience`` seconds.
        """
        deadline = time.monotonic() + patience
        while True:
            running = _running(self._folder)
            if running or try_lock(self._descriptor):
                return running
            if time.monotonic() > deadline:
                raise BusyError
            time.sleep(_PAUSE)

    def __del__(self) -> None:
        """Let go of the lock."""
        if hasattr(self, "_descriptor"):
            os.close(self._descriptor)


def _running(folder: Path) -> lab.RunningLab | None:
    try:
        return lab.find_running(folder)
    except FileNotFoundError:  # some other server's note of itself went while the notes were read
        return None
