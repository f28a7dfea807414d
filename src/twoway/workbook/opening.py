"""Open a workbook file whatever state it is in: missing, older, newer, damaged, or simply ready."""

import enum
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from twoway.workbook.database import (
    APPLICATION_ID,
    SCHEMA,
    connect,
    create,
    migrate,
    on_network,
    secure,
    settle_journal,
    wanted_journal,
)
from twoway.workbook.errors import is_busy, is_damage
from twoway.workbook.event import WorkbookError, file_stamp
from twoway.workbook.guard import guard
from twoway.workbook.salvage import free_name, readable_rows, set_aside

CHECK_BYTES = 20_000_000
"""Up to this size, and after an unclean end at any size, SQLite's quick check runs on opening (about 1 ms a MB)."""

LEAST_BYTES = 512
"""No SQLite database is shorter."""

Clock = Callable[[], datetime]
Identity = tuple[int, int]


class State(enum.Enum):
    """What was found at the path."""

    NEW = enum.auto()
    READY = enum.auto()
    OLDER = enum.auto()
    DAMAGED = enum.auto()
    FOREIGN = enum.auto()
    UNSETTLED = enum.auto()


@dataclass(frozen=True)
class Opened:
    """A connection ready for use, which file it is on, and what to tell the user."""

    connection: sqlite3.Connection
    identity: Identity | None
    notices: tuple[str, ...] = ()


def identity_of(path: Path) -> Identity | None:
    """Tell one file from another that later takes its name; None where there is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def open_file(path: Path, now: Clock) -> Opened:
    """Open the workbook at ``path``, making, migrating or replacing the file first where that is needed.

    Raises WorkbookError for a file that a newer Twoway wrote; sqlite3.Error and OSError as they come.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if examine(path) is State.READY:
        return _connected(path)
    with guard(path):
        notices: tuple[str, ...] = ()
        state = examine(path)  # again: another process may have done the work meanwhile
        if state in {State.DAMAGED, State.FOREIGN}:
            notices = (_replace(path, now, foreign=state is State.FOREIGN),)
        elif state is State.OLDER:
            notices = (_bring_up_to_date(path, now),)
        elif state is State.NEW:
            notices = (_was_empty(path),) if path.exists() else ()
            with closing(connect(path)) as connection:
                create(connection)
        _settle(path)
        return _connected(path, notices)


def reopen_damaged(path: Path, now: Clock, damaged: Identity | None) -> Opened:
    """Replace the file that proved damaged in use, unless another process has done so already."""
    with guard(path):
        if identity_of(path) == damaged:
            notice = _replace(path, now, foreign=False)
            _settle(path)
            return _connected(path, (notice,))
    return open_file(path, now)


def examine(path: Path) -> State:
    """Look at the file at ``path``, changing nothing but to roll back a change that was cut short."""
    leftover = _size(path.with_name(path.name + "-wal")) > 0
    size = _size(path)
    if size <= 0:
        return State.DAMAGED if size == 0 and leftover else State.NEW
    if size < LEAST_BYTES and not path.with_name(path.name + "-journal").exists():
        return State.DAMAGED  # SQLite would take it for an empty file, and overwrite what is there
    for mode in ("ro", "rw"):
        try:
            with closing(connect(path, mode)) as connection:
                return _state(connection, path, check=leftover or size <= CHECK_BYTES)
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                return State.DAMAGED
            if mode == "rw" or is_busy(error):
                raise  # else an interrupted change has to be rolled back first, which a reader may not do
    return State.READY


def _state(connection: sqlite3.Connection, path: Path, *, check: bool) -> State:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if application == schema == 0 and not tables:
        return State.NEW
    if application != APPLICATION_ID:
        return State.FOREIGN
    if schema > SCHEMA:
        raise WorkbookError(
            f"{path} was written by a newer Twoway (layout {schema}; this one knows {SCHEMA}) and was left untouched; "
            "update with 'pip install --upgrade twoway'"
        )
    if "event" not in tables or schema < 1:
        return State.DAMAGED
    if check and connection.execute("PRAGMA quick_check (1)").fetchone()[0] != "ok":
        return State.DAMAGED
    if schema < SCHEMA:
        return State.OLDER
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    return State.READY if journal == wanted_journal(path) else State.UNSETTLED


def _connected(path: Path, notices: tuple[str, ...] = ()) -> Opened:
    identity = identity_of(path)  # before connecting: a file that takes the name later is noticed at the first use
    connection = connect(path, "rw")
    try:
        secure(connection)
        connection.execute("UPDATE event SET seq = seq WHERE 0")  # nothing; but refused where the file is read-only
    except BaseException:
        connection.close()
        raise
    if on_network(path):
        notices += (_on_share(path),)
    return Opened(connection, identity, notices)


def _settle(path: Path) -> None:
    with closing(connect(path, "rw")) as connection:
        settle_journal(connection, wanted_journal(path))


def _was_empty(path: Path) -> str:
    return (
        f"{path.name} was an empty file, so a new workbook was started in it; if you had work there, bring in your "
        "last export"
    )


def _on_share(path: Path) -> str:
    return (
        f"{path.name} lies on a network share: everything is saved, but open it on one computer at a time; a folder on "
        "this computer's own disk is safer"
    )


def _bring_up_to_date(path: Path, now: Clock) -> str:
    with closing(connect(path)) as connection:
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
        backup = free_name(path, f"schema{schema}-{file_stamp(now())}{path.suffix}.bak")
        with closing(connect(backup)) as target:
            connection.backup(target)
        migrate(connection)
    return f"{path.name} was brought up to date for this version of Twoway; the file as it was is kept as {backup.name}"


def _replace(path: Path, now: Clock, *, foreign: bool) -> str:
    """Set the file aside, start a new one with what could be read, and return the notice."""
    rows = readable_rows(path)
    aside = set_aside(path, now())
    with closing(connect(path)) as connection:
        create(connection, rows)
    what = "was not a Twoway workbook" if foreign and not rows else "was damaged"
    saved = (
        f"{len(rows)} saved entries could be read and were brought over" if rows else "nothing could be read from it"
    )
    return (
        f"{path.name} {what}; it is kept unchanged as {aside.name} and a new workbook was started ({saved}); look "
        "through your deals, and bring in your last export if something is missing"
    )


def _size(path: Path) -> int:
    """Length in bytes; -1 where there is no file."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1
