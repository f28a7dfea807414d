"""A damaged workbook: read out of it what can still be read, and set it aside without touching a byte."""

import json
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from twoway.workbook.database import Row, connect, create
from twoway.workbook.event import file_stamp

_PAGE = 4096
_LEAF = 0x0D
"""The first byte of a page that holds rows of a table."""

_SIZE_IN_PAGES = slice(28, 32)
"""Where the file's header says how long it is."""

_LAID_OUT = 5
"""Pages of an empty workbook: header, events, their ids, the last sequence number, the index."""

_ID = re.compile(r"[0-9a-f]{32}")
_SELECT = "SELECT seq, id, at, kind, subject, data, version, imported FROM event NOT INDEXED ORDER BY seq"
_SELECT_1 = "SELECT seq, id, at, kind, subject, data, '', 0 FROM event NOT INDEXED ORDER BY seq"


def set_aside(path: Path, moment: datetime) -> Path:
    """Rename the file at ``path``, with its log and journal, to a name that says when it was found damaged."""
    aside = free_name(path, f"damaged-{file_stamp(moment)}{path.suffix}")
    path.rename(aside)
    for extra in ("-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + extra).rename(aside.with_name(aside.name + extra))
    return aside


def free_name(path: Path, ending: str) -> Path:
    """Return a name beside ``path`` that nothing has yet: ``workbook.<ending>``, numbered where needed."""
    candidate, number = path.with_name(f"{path.stem}.{ending}"), 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}.{number}.{ending}")
    return candidate


def readable_rows(path: Path) -> list[Row]:
    """Return every event that can still be read from the file at ``path``, oldest first.

    Works on a private copy, so that neither a log being replayed nor a repair changes the original. Where the table
    cannot be read from end to end, its leaf pages are read one by one (https://www.sqlite.org/fileformat2.html): a
    lost page then costs the events on it and no others.
    """
    found: dict[int, Row] = {}
    with tempfile.TemporaryDirectory(prefix=".twoway-", dir=path.parent) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        for extra in ("-wal", "-journal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + extra), copy.with_name(copy.name + extra))
        if not _scan(copy, found):
            _read_leaves(copy, found)
    return [found[seq] for seq in sorted(found)]


def _read_leaves(copy: Path, found: dict[int, Row]) -> None:
    """Put each leaf page in the place of the table's root, so that SQLite reads it as a table of its own."""
    template = copy.with_name("template.db")
    with closing(connect(template)) as connection:
        create(connection)
        connection.execute("PRAGMA journal_mode = wal")
    first = bytearray(template.read_bytes()[:_PAGE])  # workbooks are all laid out alike, the first page too
    pages = -(-copy.stat().st_size // _PAGE)
    first[_SIZE_IN_PAGES] = max(pages, _LAID_OUT).to_bytes(4, "big")
    with copy.open("r+b") as file:
        file.write(first)
        file.truncate(max(pages, _LAID_OUT) * _PAGE)
    _scan(copy, found)  # with a sound first page the log, if there is one, is replayed into the file
    content = copy.read_bytes()
    for start in range(_PAGE, len(content), _PAGE):
        if content[start] == _LEAF:
            with copy.open("r+b") as file:
                file.seek(_PAGE)
                file.write(content[start : start + _PAGE])
            _scan(copy, found)


def _scan(copy: Path, found: dict[int, Row]) -> bool:
    """Collect sound events until the table ends (True) or damage is met (False)."""
    try:
        with closing(connect(copy)) as connection:
            connection.text_factory = bytes
            columns = {bytes(row[1]) for row in connection.execute("PRAGMA table_info (event)")}
            for seq, *values in connection.execute(_SELECT if b"imported" in columns else _SELECT_1):
                row = _sound(values)
                if row is not None:
                    found.setdefault(seq, row)
    except sqlite3.Error:
        return False
    return True


def _sound(values: list[object]) -> Row | None:
    """Return a row whose values are all as Twoway writes them; None for any other."""
    try:
        event_id, at, kind, subject, data, version = (
            value.decode() if isinstance(value, bytes) else None for value in values[:6]
        )
        if None in (event_id, at, kind, subject, data, version) or not isinstance(json.loads(str(data)), dict):
            return None
    except (ValueError, RecursionError):
        return None
    if not _ID.fullmatch(str(event_id)):
        return None
    return str(event_id), str(at), str(kind), str(subject), str(data), str(version), int(values[6] == 1)
