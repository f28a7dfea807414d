"""Opening a workbook in whatever state its file is."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from twoway.workbook import Deals, Workbook, WorkbookError
from twoway.workbook import database as database_module
from twoway.workbook.errors import explain
from twoway.workbook.guard import guard

ASSETS = Path(__file__).parent / "workbook_assets"


def noon() -> datetime:
    """Tell a fixed time."""
    return datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a place for a workbook."""
    return tmp_path / "workbook.twoway"


def filled(path: Path, count: int = 200) -> list[str]:
    """Make a workbook of several pages and return the ids of its events."""
    with Workbook.open(path) as workbook:
        return [workbook.record("note", f"s{n % 7}", {"n": n, "text": "x" * 200}).id for n in range(count)]


def names(path: Path) -> list[str]:
    """List the folder of ``path``."""
    return sorted(item.name for item in path.parent.iterdir())


def test_schema_1_is_migrated_with_a_backup(path: Path) -> None:
    """A file of the first layout is brought up to date, with every event, and kept beside it as it was."""
    shutil.copy(ASSETS / "schema1.twoway", path)
    with Workbook.open(path, now=noon) as workbook:
        events = workbook.history()
        deal = Deals(workbook).get("d-0a1b2c3d")
        workbook.record("note", "", {}, version="v1")
        notices = workbook.notices
    assert [event.kind for event in events] == ["deal.added", "deal.rated", "deal.evidence", "deal.rated", "answer"]
    assert {event.version for event in events} == {""}
    assert deal["name"] == "Tidewater Ceramics"
    backup = path.with_name("workbook.schema1-20261122-120005.twoway.bak")
    assert len(notices) == 1
    assert backup.name in notices[0]
    with closing(sqlite3.connect(backup)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (1,)
        assert kept.execute("SELECT count(*) FROM event").fetchone() == (5,)
    with Workbook.open(path) as again:
        assert again.notices == ()
        assert again.last_seq() == 6


def test_processes_migrate_once(path: Path) -> None:
    """Two processes that open an old file at once make one backup."""
    shutil.copy(ASSETS / "schema1.twoway", path)
    open_it = (
        "import sys, pathlib; from twoway.workbook import Workbook; Workbook.open(pathlib.Path(sys.argv[1])).close()"
    )
    openers = [subprocess.Popen([sys.executable, "-c", open_it, str(path)]) for _ in range(3)]
    assert [opener.wait() for opener in openers] == [0, 0, 0]
    assert len([name for name in names(path) if name.endswith(".bak")]) == 1


def test_newer_file_is_refused_and_left_untouched(path: Path) -> None:
    """A file of a later layout is not opened, not changed, and the user is told to update."""
    filled(path, 3)
    with closing(sqlite3.connect(path)) as later:
        later.execute("PRAGMA user_version = 3")
        later.commit()
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match=r"written by a newer Twoway .* update with 'pip install --upgrade twoway'"):
        Workbook.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("start", [0, 100, 4096])
def test_overwritten_bytes_are_survived(path: Path, start: int) -> None:
    """Random bytes over a part of the file: it is set aside unchanged, and most events are brought over."""
    ids = filled(path)
    content = bytearray(path.read_bytes())
    noise = bytes((n * 7919 + 13) % 256 for n in range(4096))
    content[start : start + 4096] = noise
    path.write_bytes(content)
    with Workbook.open(path, now=noon) as workbook:
        kept = [event.id for event in workbook.history()]
        assert "workbook.damaged-20261122-120005.twoway" in workbook.notices[0]
        assert f"{len(kept)} saved entries" in workbook.notices[0] or not kept
        workbook.record("note", "", {})
    assert path.with_name("workbook.damaged-20261122-120005.twoway").read_bytes() == content
    assert set(kept) <= set(ids)
    assert len(kept) >= len(ids) - 25


def test_each_page_lost_in_turn(path: Path, tmp_path: Path) -> None:
    """Whichever single page of the file is wiped, it opens, and no lost page costs more than the events on it."""
    ids = filled(path)
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        folder = tmp_path / str(page)
        folder.mkdir()
        content = bytearray(whole)
        content[page * 4096 : (page + 1) * 4096] = bytes(4096)
        place = folder / "workbook.twoway"
        place.write_bytes(content)
        with Workbook.open(place) as workbook:
            kept = [event.id for event in workbook.history()]
            assert kept == [name for name in ids if name in set(kept)]
            assert len(kept) >= len(ids) - 25
            if len(kept) < len(ids):
                assert "was damaged" in workbook.notices[0]


@pytest.mark.parametrize("length", [1, 50, 3000, 4096, 20000, 40000])
def test_truncated_file_is_survived(path: Path, length: int) -> None:
    """A file cut off at any length is set aside, and a new one is started with what could be read."""
    ids = filled(path)
    os.truncate(path, length)
    cut = path.read_bytes()
    with Workbook.open(path, now=noon) as workbook:
        kept = [event.id for event in workbook.history()]
        assert "was damaged" in workbook.notices[0]
    assert path.with_name("workbook.damaged-20261122-120005.twoway").read_bytes() == cut
    assert kept == [name for name in ids if name in set(kept)]
    if length == 40000:
        assert kept


@pytest.mark.parametrize("wiped", [100, 4096, 12288])
def test_log_of_a_killed_process_is_read_too(path: Path, wiped: int) -> None:
    """Events that are only in the log of a killed process are brought over although the file itself is damaged."""
    ids = filled(path, 20)
    code = (
        "import os, sys, pathlib; from twoway.workbook import Workbook\n"
        "workbook = Workbook.open(pathlib.Path(sys.argv[1]))\n"
        "for n in range(20): print(workbook.record('note', 'late', {'n': n}).id, flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    writer = subprocess.run([sys.executable, "-c", code, str(path)], check=False, stdout=subprocess.PIPE, text=True)
    with path.open("r+b") as file:
        file.write(b"\xee" * wiped)
    with Workbook.open(path) as workbook:
        kept = [event.id for event in workbook.history()]
    late = writer.stdout.split()
    assert len(late) == 20
    assert set(late) <= set(kept) <= {*ids, *late}


def test_file_of_another_program_is_set_aside(path: Path) -> None:
    """A text file or somebody else's database under our name is kept under another one."""
    path.write_text("Dear diary, " * 500)
    Workbook.open(path, now=noon).close()
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE event (x)")
        other.execute("INSERT INTO event VALUES (1)")
        other.commit()
    with Workbook.open(path, now=noon) as workbook:
        assert "was not a Twoway workbook" in workbook.notices[0]
        assert "workbook.2.damaged-20261122-120005.twoway" in workbook.notices[0]
    assert [name for name in names(path) if "damaged" in name] == [
        "workbook.2.damaged-20261122-120005.twoway",
        "workbook.damaged-20261122-120005.twoway",
    ]


def test_empty_file_becomes_a_workbook(path: Path) -> None:
    """An empty file is used, and the user is told that it was empty."""
    path.touch()
    with Workbook.open(path) as workbook:
        assert "was an empty file" in workbook.notices[0]
        workbook.record("note", "", {})
    with Workbook.open(path) as again:
        assert again.notices == ()


def test_log_beside_an_emptied_file_is_kept(path: Path) -> None:
    """When the file was emptied but its log is there, the log is set aside with it, not thrown away."""
    path.touch()
    path.with_name("workbook.twoway-wal").write_bytes(b"all that was typed")
    Workbook.open(path, now=noon).close()
    kept = path.with_name("workbook.damaged-20261122-120005.twoway-wal")
    assert kept.read_bytes() == b"all that was typed"


def test_damaged_file_is_set_aside_once_by_two_processes(path: Path) -> None:
    """Processes that find the same damage together start one new file."""
    filled(path)
    content = path.read_bytes()
    path.write_bytes(content[:8192] + bytes(4096) + content[12288:])
    code = (
        "import sys, pathlib; from twoway.workbook import Workbook\n"
        "Workbook.open(pathlib.Path(sys.argv[1])).record('note', 'new', {})"
    )
    openers = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(3)]
    assert [opener.wait() for opener in openers] == [0, 0, 0]
    assert len([name for name in names(path) if "damaged" in name and name.endswith(".twoway")]) == 1
    with Workbook.open(path) as workbook:
        assert len(workbook.history(subject="new")) == 3


def test_damage_while_open_is_mended(path: Path) -> None:
    """A file that is damaged under an open workbook is set aside at the next use, which then works."""
    ids = filled(path)
    with Workbook.open(path, now=noon) as workbook:
        with path.open("r+b") as file:
            file.seek(4096 * 5)
            file.write(b"\x99" * 4096)
        kept = [event.id for event in workbook.history()]
        assert len(ids) - 25 <= len(kept) < len(ids)
        assert "workbook.damaged-20261122-120005.twoway" in workbook.notices[0]
        assert workbook.record("note", "", {}).seq == len(kept) + 1


def test_row_that_is_not_json_is_mended(path: Path) -> None:
    """One unreadable entry costs that entry only, and the file is kept."""
    filled(path, 5)
    with closing(sqlite3.connect(path)) as meddler:
        meddler.execute("UPDATE event SET data = '{\"n\":' WHERE seq = 3")
        meddler.commit()
    with Workbook.open(path) as workbook:
        assert [event.data["n"] for event in workbook.history()] == [0, 1, 3, 4]
        assert "4 saved entries" in workbook.notices[0]


def test_event_is_saved_in_the_file_that_has_the_name(path: Path) -> None:
    """When another file takes the name of an open workbook, new events go there, and readers start over."""
    filled(path, 3)
    other = path.with_name("other.twoway")
    other_ids = filled(other, 2)
    with Workbook.open(path) as workbook:
        deals = Deals(workbook)
        deals.add({"name": "Old"})
        path.unlink()
        for extra in ("-wal", "-shm"):
            path.with_name(path.name + extra).unlink()
        other.rename(path)
        event = workbook.record("note", "", {})
        assert [old.id for old in workbook.history()] == [*other_ids, event.id]
        assert deals.all() == []
        assert "was replaced while it was open" in workbook.notices[0]


def test_event_saved_while_the_file_is_set_aside_is_saved_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event that went into a file just being renamed by another process is in the new file too, once."""

    def renamed_after(*arguments: object) -> object:
        monkeypatch.setattr("twoway.workbook.store.within", database_module.within)
        result = database_module.within(*arguments)  # type: ignore[arg-type]
        path.rename(path.with_name("aside.twoway"))
        return result

    with Workbook.open(path) as workbook:
        monkeypatch.setattr("twoway.workbook.store.within", renamed_after)
        event = workbook.record("note", "", {"n": 1})
        with Workbook.open(path) as other:
            assert other.history() == [event]


def test_busy_file_gives_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another program holds gives one clear sentence, and works again when it lets go."""
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    with Workbook.open(path) as workbook, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkbookError, match="in use by another program, so this change was not saved; close"):
            workbook.record("note", "", {})
        other.execute("ROLLBACK")
        assert workbook.record("note", "", {}).seq == 1


def test_full_disk_gives_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk gives one clear sentence, and what was saved before stays."""

    def small(place: Path, mode: str = "rwc") -> sqlite3.Connection:
        connection = database_module.connect(place, mode)
        connection.execute("PRAGMA max_page_count = 12")
        return connection

    monkeypatch.setattr("twoway.workbook.opening.connect", small)
    with Workbook.open(path) as workbook:
        workbook.record("note", "", {"n": 1})
        with pytest.raises(WorkbookError, match="is full, so this change was not saved; free some space"):
            workbook.record("note", "", {"text": "x" * 100_000})
        assert [event.data for event in workbook.history()] == [{"n": 1}]


def test_read_only_file_gives_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written is refused at opening, with what to do."""
    filled(path, 1)
    monkeypatch.setattr("twoway.workbook.opening.connect", lambda place, _: database_module.connect(place, "ro"))
    with pytest.raises(WorkbookError, match="read-only; allow writing there, or choose another folder with TWOWAY_"):
        Workbook.open(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind root")
def test_read_only_folder_gives_a_sentence(tmp_path: Path) -> None:
    """A folder that cannot be written is refused with what to do."""
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(WorkbookError, match="read-only"):
        Workbook.open(folder / "workbook.twoway")


def test_folder_in_the_way_gives_a_sentence(tmp_path: Path) -> None:
    """A folder where the file should be, or a file where its folder should be, gives one sentence."""
    (tmp_path / "workbook.twoway").mkdir()
    (tmp_path / "file").touch()
    for place in (tmp_path / "workbook.twoway", tmp_path / "file" / "workbook.twoway"):
        with pytest.raises(WorkbookError) as caught:
            Workbook.open(place)
        assert "\n" not in str(caught.value)
        assert isinstance(caught.value.__cause__, OSError | sqlite3.Error)


def test_every_error_becomes_a_sentence_with_a_remedy(path: Path) -> None:
    """Whatever the system reports, the sentence names the file and says what to do."""
    errors = [PermissionError(13, "no"), OSError(28, "no space"), OSError(5, "io"), sqlite3.DatabaseError("?")]
    for code in (5, 6, 8, 10, 11, 13, 14, 26):
        error = sqlite3.OperationalError("raw")
        error.sqlite_errorcode = code
        errors.append(error)
    for error in errors:
        message = str(explain(error, path))
        assert str(path) in message
        assert ";" in message


def test_only_one_at_a_time_mends_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one process is making the file, another waits, and says so when that takes too long."""
    monkeypatch.setattr("twoway.workbook.guard.PATIENCE", 0.05)
    with guard(path), pytest.raises(WorkbookError, match="in use by another program"):
        Workbook.open(path)
    Workbook.open(path).close()
    assert names(path) == ["workbook.twoway"]


def test_interrupted_change_is_rolled_back(path: Path) -> None:
    """A rollback journal left by a killed process is played back on opening, and nothing is set aside."""
    code = (
        "import sys, os, pathlib, twoway.workbook.database as d\n"
        "d.on_network = lambda path: True\n"
        "from twoway.workbook import Workbook\n"
        "workbook = Workbook.open(pathlib.Path(sys.argv[1]))\n"
        "workbook.record('note', '', {'n': 1}); workbook.close()\n"
        "connection = d.connect(pathlib.Path(sys.argv[1]))\n"
        "connection.execute('PRAGMA cache_size = 1')\n"
        "connection.execute('BEGIN')\n"
        "rows = [(f'{n:032x}', 'at', 'k', 's', '{\"t\":\"' + 'x' * 900 + '\"}', '', 0) for n in range(500)]\n"
        "d.insert(connection, rows)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert path.with_name("workbook.twoway-journal").stat().st_size > 0
    with Workbook.open(path) as workbook:
        assert [event.data for event in workbook.history()] == [{"n": 1}]
        assert workbook.notices == ()


def test_big_file_is_checked_only_after_an_unclean_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the size limit the check is left out, unless a log was left behind."""
    filled(path)
    monkeypatch.setattr("twoway.workbook.opening.CHECK_BYTES", 1000)
    content = path.read_bytes()
    path.write_bytes(content[:20480] + bytes(4096) + content[24576:])
    opening = partial(Workbook.open, path, now=noon)
    with opening() as workbook:
        assert workbook.notices == ()
    path.with_name("workbook.twoway-wal").write_bytes(b"left over")
    with opening() as workbook:
        assert "was damaged" in workbook.notices[0]
