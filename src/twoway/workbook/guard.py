"""One process at a time may make, migrate or set aside a workbook file."""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 15.0
"""Seconds to wait for another process that is at the same work."""

_PAUSE = 0.02


def try_lock(descriptor: int) -> bool:
    """Take the lock on an open file without waiting; True as well where the system has no such locks."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there is no such module elsewhere

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    try:
        import fcntl  # noqa: PLC0415 - not there in a browser, where nobody else has the file
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # some network shares have no locks: better to go on than to refuse the learner
        return True
    return True


def _still_there(descriptor: int, path: Path) -> bool:
    """Whether the locked file is the one that the name stands for; its last holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """Hold the lock for the workbook at ``path``; a process that dies lets go of it by dying.

    Raises OSError where the lock file cannot be made, and sqlite3.OperationalError (busy) after :data:`PATIENCE`.
    """
    lock = path.with_name(f".{path.name}.lock")
    deadline = time.monotonic() + PATIENCE
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        if try_lock(descriptor) and _still_there(descriptor, lock):
            break
        os.close(descriptor)
        if time.monotonic() > deadline:
            busy = sqlite3.OperationalError("another process is making or mending the workbook")
            busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise busy
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with suppress(OSError):  # an open file cannot be removed on Windows; there it stays behind, empty
            lock.unlink()
        os.close(descriptor)
