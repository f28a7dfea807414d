"""The learner's own file: an append-only history that several notebooks may write at once."""

import json
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from twoway.workbook.database import Row, checkpoint, insert, within
from twoway.workbook.errors import DamagedRowError, clear_errors, is_damage
from twoway.workbook.event import Event, WorkbookError, clean_id, stamp, storable, to_json
from twoway.workbook.opening import Clock, Opened, identity_of, open_file, reopen_damaged

T = TypeVar("T")

_SELECT = "SELECT seq, id, at, kind, subject, data, version, imported FROM event"
_CHECKPOINT_EVERY = 1000
_REPLACED = "{} was replaced while it was open here; from now on the file that has its name is used"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Workbook:
    """One workbook file, open. Make it with :meth:`open`; it may be used from several threads.

    ``path`` is the file. ``notices`` are sentences for the user about what happened to the file (brought up to date,
    set aside as damaged, on a network share). ``generation`` rises whenever a different file takes the name, after
    which sequence numbers start anew: whoever keeps a running picture must read everything again.
    """

    def __init__(self, path: Path, opened: Opened, now: Clock) -> None:
        """Take over an open file; :meth:`open` is the way in."""
        self.path = path
        self.notices = opened.notices
        self.generation = 0
        self._now = now
        self._lock = threading.RLock()
        self._closed = False
        self._use(opened)

    @classmethod
    def open(cls, path: Path, *, now: Clock = _utc_now) -> Self:
        """Open the workbook at ``path``; the file and its folder are made where they are missing.

        ``now`` is the clock. Raises WorkbookError when the file cannot be used, with the remedy; a damaged file is no
        such case: it is set aside and named in ``notices``.
        """
        path = path.expanduser().resolve()
        with clear_errors(path):
            return cls(path, open_file(path, now), now)

    def record(
        self, kind: str, subject: str, data: Mapping[str, object], *, version: str = "", event_id: str | None = None
    ) -> Event:
        """Save one event; it is on the disk when this returns.

        ``event_id`` (a UUID) makes a repeated call harmless: the event saved first is returned. Raises WorkbookError
        when it could not be saved, TypeError or ValueError when ``data`` is not plain JSON data.
        """
        if not (kind and storable(kind) and storable(subject) and storable(version)):
            raise ValueError(f"an event needs a kind, and texts without broken characters: {kind!r}, {subject!r}")
        name = clean_id(event_id)
        row: Row = (name, stamp(self._now()), kind, subject, to_json(dict(data)), version, 0)

        def save(connection: sqlite3.Connection) -> Event:
            within(connection, lambda: insert(connection, (row,)))
            return _event(connection.execute(f"{_SELECT} WHERE id = ?", (name,)).fetchone())

        event = self._write(save)
        if event.seq % _CHECKPOINT_EVERY == 0:
            self.tidy()
        return event

    def record_all(self, entries: Sequence[tuple[str, str, Mapping[str, object]]]) -> int:
        """Save events given as kind, subject and data, all or none; return how many. They are then on the disk.

        Raises what :meth:`record` raises.
        """
        if not all(kind and storable(kind) and storable(subject) for kind, subject, _ in entries):
            raise ValueError("an event needs a kind, and texts without broken characters")
        at = stamp(self._now())
        rows: list[Row] = [
            (clean_id(None), at, kind, subject, to_json(dict(data)), "", 0) for kind, subject, data in entries
        ]

        def save(connection: sqlite3.Connection) -> int:
            return within(connection, lambda: insert(connection, rows))

        added = self._write(save)
        self.tidy()
        return added

    def merge(self, events: Iterable[Event]) -> int:
        """Add those ``events`` of another file that this one does not have (by id), all or none; return how many."""
        rows: list[Row] = [
            (event.id, event.at, event.kind, event.subject, to_json(dict(event.data)), event.version, 1)
            for event in events
        ]

        def save(connection: sqlite3.Connection) -> int:
            return within(connection, lambda: insert(connection, rows))

        added = self._write(save)
        self.tidy()
        return added

    def history(self, *, kind: str | None = None, subject: str | None = None, after: int = 0) -> list[Event]:
        """Return the events saved after sequence number ``after``, oldest first.

        ``kind`` keeps one kind, or with a dot at its end a family (``deal.``); ``subject`` keeps one subject.
        """
        query = f"{_SELECT} WHERE seq > ?"
        arguments: list[object] = [after]
        if kind is not None and kind.endswith("."):
            query += " AND substr(kind, 1, ?) = ?"
            arguments += [len(kind), kind]
        elif kind is not None:
            query += " AND kind = ?"
            arguments.append(kind)
        if subject is not None:
            query += " AND subject = ?"
            arguments.append(subject)
        query += " ORDER BY seq"
        return self._read(lambda connection: [_event(row) for row in connection.execute(query, arguments)])

    def last_seq(self) -> int:
        """Return the sequence number of the newest event; 0 when there is none."""
        return int(self._read(lambda connection: connection.execute("SELECT max(seq) FROM event").fetchone()[0] or 0))

    def tidy(self) -> None:
        """Move the write-ahead log into the file; put off when somebody is reading."""
        with self._lock, suppress(sqlite3.Error):
            checkpoint(self._connection)

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        with self._lock, clear_errors(self.path):
            self._closed = True
            self._closing()

    def __enter__(self) -> Self:
        """Return the workbook itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def _use(self, opened: Opened) -> None:
        self._connection, self._identity = opened.connection, opened.identity
        self._closing = weakref.finalize(self, opened.connection.close)

    def _swap(self, opened: Opened, *notices: str) -> None:
        self._closing()
        self._use(opened)
        self.generation += 1
        self.notices = tuple(dict.fromkeys((*self.notices, *notices, *opened.notices)))

    def _moved(self) -> bool:
        """Whether another file has taken the name; then go over to it."""
        if identity_of(self.path) == self._identity:
            return False
        self._swap(open_file(self.path, self._now), _REPLACED.format(self.path.name))
        return True

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock, clear_errors(self.path):
            if self._closed:
                raise WorkbookError(f"{self.path} was closed; open it again")
            if not self._closing.alive:  # an earlier attempt to mend the file failed half-way
                self._swap(open_file(self.path, self._now))
            self._moved()
            try:
                return work(self._connection)
            except (sqlite3.DatabaseError, DamagedRowError) as error:
                if not is_damage(error):
                    raise
            self._closing()
            self._swap(reopen_damaged(self.path, self._now, self._identity))
            return work(self._connection)

    def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do ``work``, and again when the file was set aside meanwhile; work must be harmless when repeated."""
        with self._lock, clear_errors(self.path):
            result = self._read(work)
            while self._moved():
                result = self._read(work)
            return result


def _event(row: tuple[int, str, str, str, str, str, str, int]) -> Event:
    seq, name, at, kind, subject, text, version, imported = row
    try:
        data = json.loads(text)
    except (TypeError, ValueError) as error:
        raise DamagedRowError(f"entry {seq} cannot be read") from error
    if not isinstance(data, dict):
        raise DamagedRowError(f"entry {seq} cannot be read")
    return Event(seq, name, at, kind, subject, data, version, bool(imported))
