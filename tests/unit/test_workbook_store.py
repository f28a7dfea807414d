"""The workbook's history: saving, reading, several writers."""

import os
import subprocess
import sys
import threading
import uuid
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from twoway.workbook import Event, Workbook, WorkbookError
from twoway.workbook import database as database_module

NOON = datetime(2026, 11, 22, 12, 0, 5, 999, tzinfo=UTC)

WRITER = """
import sys
from pathlib import Path
from twoway.workbook import Workbook
workbook = Workbook.open(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    print(workbook.record("note", sys.argv[3], {"n": number}).id, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a place for a workbook, in a folder that is not there yet."""
    return tmp_path / "Ünser Ordner, 100% #1?" / "workbook.twoway"


def test_recorded_event_is_read_back_by_another_opening(path: Path) -> None:
    """What was recorded is there, whole, after the file is closed and opened again."""
    with Workbook.open(path, now=lambda: NOON) as workbook:
        event = workbook.record("note", "d-1", {"text": "Zoë said “yes” 🎈", "n": [1, 2.5, None, True]}, version="v3")
    with Workbook.open(path) as again:
        assert again.history() == [event]
        assert again.notices == ()
    expected = Event(1, event.id, "2026-11-22T12:00:05Z", "note", "d-1", dict(event.data), "v3")
    assert event == expected
    assert uuid.UUID(event.id).version == 4


def test_time_is_kept_in_utc(path: Path) -> None:
    """A clock in another time zone is written down in UTC."""
    clock = NOON.astimezone(timezone(timedelta(hours=9)))
    with Workbook.open(path, now=lambda: clock) as workbook:
        assert workbook.record("note", "", {}).at == "2026-11-22T12:00:05Z"


def test_repeated_event_id_is_saved_once(path: Path) -> None:
    """Recording under an id that is taken returns the event saved first and adds nothing."""
    name = str(uuid.uuid4())
    with Workbook.open(path) as workbook:
        first = workbook.record("note", "a", {"n": 1}, event_id=name)
        assert workbook.record("note", "b", {"n": 2}, event_id=name) == first
        assert workbook.history() == [first]
        assert workbook.last_seq() == 1


def test_history_is_narrowed_by_kind_family_subject_and_place(path: Path) -> None:
    """Each filter of the history keeps what it names, oldest first."""
    with Workbook.open(path) as workbook:
        assert workbook.last_seq() == 0
        rated = workbook.record("deal.rated", "d-1", {})
        asked = workbook.record("deal.ask", "d-2", {})
        other = workbook.record("dealer", "d-1", {})
        assert workbook.history(kind="deal.") == [rated, asked]
        assert workbook.history(kind="deal.ask") == [asked]
        assert workbook.history(subject="d-1") == [rated, other]
        assert workbook.history(after=asked.seq) == [other]
        assert workbook.history(kind="deal.", subject="d-1", after=rated.seq) == []
        assert workbook.last_seq() == other.seq


@pytest.mark.parametrize("data", [{"x": float("nan")}, {"x": object()}, {"x": {1, 2}}])
def test_data_that_is_not_plain_json_is_refused(path: Path, data: dict[str, object]) -> None:
    """What JSON cannot hold is refused and nothing is saved."""
    with Workbook.open(path) as workbook:
        with pytest.raises((TypeError, ValueError)):
            workbook.record("note", "", data)
        assert workbook.history() == []


def test_half_a_character_in_pasted_text_is_kept(path: Path) -> None:
    """A text with half a surrogate pair, as a browser can send it, is saved and read back."""
    with Workbook.open(path) as workbook:
        workbook.record("note", "", {"text": "cut \ud83d here"})
        assert workbook.history()[0].data == {"text": "cut \ud83d here"}
        with pytest.raises(ValueError, match="broken characters"):
            workbook.record("note", "\ud83d", {})


def test_closed_workbook_says_so(path: Path) -> None:
    """Using a closed workbook gives one clear sentence."""
    workbook = Workbook.open(path)
    workbook.close()
    workbook.close()
    with pytest.raises(WorkbookError, match="was closed; open it again"):
        workbook.record("note", "", {})


def test_threads_share_one_workbook(path: Path) -> None:
    """Four threads write through one object and every event is there."""
    with Workbook.open(path) as workbook:

        def write(name: str) -> None:
            for number in range(50):
                workbook.record("note", name, {"n": number})

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for name in "abcd":
            assert [event.data["n"] for event in workbook.history(subject=name)] == list(range(50))


@pytest.mark.parametrize("network", [False, True], ids=["log", "network share"])
def test_processes_write_at_once(path: Path, network: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Three processes make the file and write to it together, and nothing is lost or doubled."""
    code = ("import twoway.workbook.database as d; d.on_network = lambda path: True\n" if network else "") + WRITER
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), "100", name],
            stdout=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        for name in "abc"
    ]
    printed = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    with Workbook.open(path) as workbook:
        events = workbook.history()
    assert [event.seq for event in events] == list(range(1, 301))
    for name, ids in zip("abc", printed, strict=True):
        assert [event.id for event in events if event.subject == name] == ids


def test_two_openings_see_each_other(path: Path) -> None:
    """An event saved through one opening is in the other's history at once."""
    with Workbook.open(path) as one, Workbook.open(path) as two:
        event = one.record("note", "", {})
        assert two.history() == [event]
        assert two.record("note", "", {}).seq == event.seq + 1


def test_network_share_gets_a_rollback_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a network share there is no write-ahead log, the user is told, and a file made on a disk is still usable."""
    with Workbook.open(path) as workbook:
        workbook.record("note", "", {})
    monkeypatch.setattr(database_module, "on_network", lambda _: True)
    monkeypatch.setattr("twoway.workbook.opening.on_network", lambda _: True)
    with Workbook.open(path) as workbook:
        workbook.record("note", "", {})
        assert len(workbook.history()) == 2
        assert not path.with_name(path.name + "-wal").exists()
        assert "lies on a network share" in workbook.notices[0]


def test_network_mounts_are_recognized(tmp_path: Path) -> None:
    """The innermost mount decides whether a path is on a network share."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/vda / ext4 rw 0 0\nbox:/x /home/team\\040drive nfs4 rw 0 0\n/dev/b /home/team\\040drive/b xfs\n"
    )
    assert not database_module.on_network(Path("/home/me/workbook.twoway"), mounts)
    assert database_module.on_network(Path("/home/team drive/workbook.twoway"), mounts)
    assert not database_module.on_network(Path("/home/team drive/b/workbook.twoway"), mounts)
    assert not database_module.on_network(Path("/home"), tmp_path / "missing")


def test_log_is_moved_into_the_file_now_and_then(path: Path) -> None:
    """The write-ahead log does not grow without end while a workbook stays open."""
    with Workbook.open(path) as workbook:
        for _ in range(1000):
            workbook.record("note", "", {})
        assert path.with_name(path.name + "-wal").stat().st_size == 0
        assert workbook.last_seq() == 1000
