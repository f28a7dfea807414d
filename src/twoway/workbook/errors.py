"""Turn what SQLite and the operating system report into one clear sentence with a remedy."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twoway.workbook.event import WorkbookError

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_FULL_ERRNO = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_READ_ONLY_ERRNO = {errno.EACCES, errno.EPERM, errno.EROFS}


class DamagedRowError(Exception):
    """A row came back that no version of Twoway can have written."""


def code_of(error: BaseException) -> int:
    """Return SQLite's primary result code of ``error``; 0 when it carries none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_damage(error: BaseException) -> bool:
    """Whether ``error`` says that the file itself is damaged, rather than out of reach."""
    if isinstance(error, DamagedRowError):
        return True
    return code_of(error) in _DAMAGED or "Could not decode to UTF-8" in str(error)


def is_busy(error: BaseException) -> bool:
    """Whether ``error`` says that somebody else holds the file just now."""
    return code_of(error) in _BUSY


def explain(error: BaseException, path: Path) -> WorkbookError:
    """Return the sentence for ``error``, which happened on the workbook at ``path``."""
    code, number = code_of(error), getattr(error, "errno", None)
    if code in _BUSY:
        return WorkbookError(
            f"{path} is in use by another program, so this change was not saved; close other notebooks that have it "
            "open, wait a moment and try again"
        )
    if code in _READ_ONLY or number in _READ_ONLY_ERRNO:
        return WorkbookError(
            f"{path} cannot be written, because the file or its folder is read-only; allow writing there, or choose "
            "another folder with TWOWAY_WORKBOOK"
        )
    if code == sqlite3.SQLITE_FULL or number in _FULL_ERRNO:
        return WorkbookError(
            f"the disk that holds {path} is full, so this change was not saved; free some space and try again"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return WorkbookError(
            f"{path} cannot be opened or made; check that its folder is there and may be written to, or choose "
            "another one with TWOWAY_WORKBOOK"
        )
    if is_damage(error):
        return WorkbookError(
            f"{path} is damaged ({error}); close every notebook that uses it and open it again, "
            "which sets it aside and saves what can be read"
        )
    return WorkbookError(
        f"{path} could not be read or written ({error}); check that its disk or network share is "
        "connected, and try again"
    )


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Let no raw database or file error about ``path`` out of the block: each becomes a WorkbookError."""
    try:
        yield
    except (sqlite3.Error, OSError, DamagedRowError) as error:
        raise explain(error, path) from error
