"""The SQLite file itself: its layout, how it is made and migrated, and how a connection is set up for safety."""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from twoway.workbook.errors import is_busy

T = TypeVar("T")

SCHEMA = 2
"""The layout written now; 1 had neither ``version`` nor ``imported``."""

APPLICATION_ID = 0x54774F77
"""``TwOw``: marks the file as ours in SQLite's header."""

BUSY_SECONDS = 10.0
"""How long a write waits for another process's write."""

Row = tuple[str, str, str, str, str, str, int]
"""id, at, kind, subject, data as JSON, version, imported."""

_CREATE = """
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    data TEXT NOT NULL,
    version TEXT NOT NULL DEFAULT '',
    imported INTEGER NOT NULL DEFAULT 0
)
"""
_INDEX = "CREATE INDEX event_subject ON event (subject, kind, seq)"
_TO_SCHEMA_2 = (
    "ALTER TABLE event ADD COLUMN version TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE event ADD COLUMN imported INTEGER NOT NULL DEFAULT 0",
    _INDEX,
)
_INSERT = (
    "INSERT INTO event (id, at, kind, subject, data, version, imported) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO NOTHING"
)
_NETWORK = {
    "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph", "fuse.davfs2",
    "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.gcsfuse", "gfs2", "glusterfs", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
}  # fmt: skip


def connect(path: Path, mode: str = "rwc") -> sqlite3.Connection:
    """Open a connection that commits only where told, may be used from any thread, and waits for other writers.

    ``mode`` is SQLite's: ``ro`` never changes the file, ``rw`` needs it to be there, ``rwc`` makes it.
    """
    place = quote(path.as_posix())
    address = f"file://{'' if place.startswith('/') else '/'}{place}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def within(connection: sqlite3.Connection, work: Callable[[], T]) -> T:
    """Do ``work`` in one write transaction, which is taken back when the work fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> int:
    """Add those ``rows`` whose id is new, inside the caller's transaction; return how many they were."""
    before = connection.total_changes
    connection.executemany(_INSERT, rows)
    return connection.total_changes - before


def create(connection: sqlite3.Connection, rows: Iterable[Row] = ()) -> None:
    """Lay out an empty file as a workbook that holds ``rows``, in one transaction."""
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("PRAGMA synchronous = FULL")

    def lay_out() -> None:
        connection.execute(_CREATE)
        connection.execute(_INDEX)
        _mark(connection)
        insert(connection, rows)

    within(connection, lay_out)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file of schema 1 to the present layout, in one transaction."""
    connection.execute("PRAGMA synchronous = FULL")

    def change() -> None:
        for statement in _TO_SCHEMA_2:
            connection.execute(statement)
        _mark(connection)

    within(connection, change)


def _mark(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def wanted_journal(path: Path) -> str:
    """Return the journal mode for a file there: a write-ahead log, but a rollback journal on a network share.

    A write-ahead log needs memory that all processes share, which a network share cannot give
    (https://www.sqlite.org/wal.html).
    """
    return "delete" if on_network(path) else "wal"


def settle_journal(connection: sqlite3.Connection, mode: str) -> None:
    """Put the file into journal ``mode``; where a write-ahead log does not work, it gets a rollback journal.

    The change needs the file to itself for a moment, so the caller keeps other openers out, and it is tried for a
    while. Raises sqlite3.OperationalError (busy) when somebody keeps a file in use that must lose its log.
    """
    try:
        got = _switch(connection, mode)
    except sqlite3.OperationalError as error:
        if mode == "delete":
            raise
        if is_busy(error):
            return  # in use with a rollback journal, which is as safe
        got = ""
    if got != mode:
        _switch(connection, "delete")


def _switch(connection: sqlite3.Connection, mode: str) -> str:
    """Ask for a journal mode until the file is free for the change; return the mode that is then in force."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return str(connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0])
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def secure(connection: sqlite3.Connection) -> None:
    """Make every commit durable.

    The write-ahead log is emptied only by :func:`checkpoint` and by the last close, never by SQLite's own automatic
    checkpoint: before 3.51.3 that could race another writer and lose pages (the page above, "The WAL-Reset Bug").
    """
    for pragma in ("synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON", "wal_autocheckpoint = 0"):
        connection.execute(f"PRAGMA {pragma}")


def checkpoint(connection: sqlite3.Connection) -> None:
    """Move the write-ahead log into the file, keeping other writers out meanwhile."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def on_network(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether ``path`` is known to lie on a network share: a UNC path on Windows, a network mount on Linux."""
    if sys.platform == "win32":
        return str(path).startswith("\\\\")
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    kind, depth = "", -1
    for line in lines:
        fields = line.split(" ")
        place = Path(fields[1].replace("\\040", " ")) if len(fields) > 2 else None  # noqa: PLR2004 - device, place, kind
        if place is not None and path.is_relative_to(place) and len(place.parts) >= depth:
            kind, depth = fields[2], len(place.parts)
    return kind in _NETWORK
