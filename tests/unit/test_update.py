"""A newer version comes into an existing workshop folder: nothing is lost, and it says what it did."""

import errno
import hashlib
import json
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from twoway.cli import lab, main, ports, turn
from twoway.cli.workshop import MANIFEST, Delivery, deliver
from twoway.content.paths import kit_root
from twoway.ui.case import open_case
from twoway.ui.scorecard import open_scorecard
from twoway.ui.session import Session
from twoway.workbook.store import Workbook

ASSETS = Path(__file__).with_name("workshop_assets")
LESSON = "notebooks/01-reciprocity.ipynb"
NOTE = "My own note: ask Leilani about the spring timetable."
SECONDS = 60


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a workshop folder that version 0.1.0 made and a person worked in."""
    folder = tmp_path / "Großer Kurs"
    with zipfile.ZipFile(ASSETS / "0.1.0.zip") as asset:
        asset.extractall(folder)
    return folder


@pytest.fixture
def kit(old: Path, tmp_path: Path) -> Path:
    """Return a kit that changed every lesson since 0.1.0, brought a new one, and dropped its worksheet."""
    root = tmp_path / "kit"
    for name in ("notebooks", "exercises", "solutions", "casestudies"):
        (root / name).mkdir(parents=True)
    for path in sorted((old / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_bytes())
        notebook["cells"] = [notebook["cells"][0] | {"source": ["# Better than before\n"]}]
        (root / "notebooks" / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    (root / "notebooks/03-is-it-qualified.ipynb").write_bytes((root / "notebooks/00-start-here.ipynb").read_bytes())
    return root


def contents(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file under ``folder``, but for the list of deliveries."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_folder_of_the_first_version_loses_nothing(old: Path, kit: Path) -> None:
    """Workbook, note and dropped worksheet stay byte for byte; untouched lessons are new; each thing is said once."""
    before = contents(old)
    done = deliver(kit, old, "0.2.0")
    after = contents(old)
    changed = {name for name, digest in before.items() if after.get(name) != digest}
    brought = set(after) - set(before)
    untouched = ("00-start-here", "02-the-earned-word", "04-score-your-live-deal")
    assert changed == {f"notebooks/{name}.ipynb" for name in untouched}
    assert brought == {"notebooks/03-is-it-qualified.ipynb", "notebooks/01-reciprocity (new in 0.2.0).ipynb"}
    assert NOTE in (old / LESSON).read_text(encoding="utf-8")
    said = " ".join(done.sentences())
    assert all(name in said for name in changed | brought | {"exercises/01-reciprocity.ipynb"})
    assert "No longer part of Twoway, and left where it is: exercises/01-reciprocity.ipynb" in said
    assert deliver(kit, old, "0.2.0").sentences() == []


def test_answers_of_the_first_version_are_read_by_this_one(old: Path) -> None:
    """After this version's own kit was delivered, the decision and the rated deal are there."""
    deliver(kit_root(), old, "9.0.0")
    with Workbook.open(old / "workbook.twoway") as workbook:
        session = Session(workbook)
        assert open_case("declined-vp-call", session).result["first"] == {"first-answer": "ask-goals"}
        deal = open_scorecard(session, "Heron").deal()
    assert deal["ratings"]["shared-goal"]["evidence"][0]["who"] == "Leilani Kahale"
    assert deal["ratings"]["their-actions"]["level"] == 1
    assert NOTE in (old / LESSON).read_text(encoding="utf-8")


def test_an_interrupted_update_goes_on_where_it_was(old: Path, kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills up half-way, every file is the old one or the new one, and the next start does the rest."""
    calls = []
    real = os.fsync

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    before = contents(old)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        deliver(kit, old, "0.2.0")
    monkeypatch.setattr(os, "fsync", real)
    known = set(before.values()) | set(contents(kit).values())
    assert set(contents(old).values()) <= known
    deliver(kit, old, "0.2.0")
    assert contents(old)["notebooks/02-the-earned-word.ipynb"] == contents(kit)["notebooks/02-the-earned-word.ipynb"]
    assert contents(old)[LESSON] == before[LESSON]


def test_a_neighbor_that_became_a_persons_own_is_kept(old: Path, kit: Path) -> None:
    """The new lesson beside a changed one may be changed as well; a third one then finds another name."""
    deliver(kit, old, "0.2.0")
    neighbor = old / "notebooks/01-reciprocity (new in 0.2.0).ipynb"
    neighbor.write_bytes(b"mine too")
    lesson = kit / LESSON
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("Better", "Still better"), encoding="utf-8")
    done = deliver(kit, old, "0.2.0")
    assert done.beside == ((LESSON, "notebooks/01-reciprocity (new in 0.2.0, 2).ipynb"),)
    assert neighbor.read_bytes() == b"mine too"
    assert (old / done.beside[0][1]).read_bytes() == lesson.read_bytes()


def test_an_older_version_leaves_a_newer_folder_alone(old: Path, kit: Path) -> None:
    """Going back a version changes no file, and one sentence says how to come forward again."""
    deliver(kit, old, "0.10.0")
    before = contents(old)
    done = deliver(kit_root(), old, "0.9.1")
    assert before == contents(old)
    assert done == Delivery(new_folder=False, newer="0.10.0")
    assert "pip install --upgrade twoway" in done.sentences()[0]


def test_a_folder_with_nothing_new_is_not_written(old: Path, kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing changed, not even the list of deliveries is written again."""
    deliver(kit, old, "0.2.0")
    monkeypatch.setattr("twoway.cli.workshop.write_whole", failing(OSError("written")))
    assert deliver(kit, old, "0.2.0").sentences() == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_read_only_folder_is_one_sentence_with_the_way_out(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Where the folder may not be written, the sentence names the folder and the option for another."""
    monkeypatch.setattr("twoway.cli.turn.os.open", failing(OSError(number, os.strerror(number), str(old / turn.LOCK))))
    result = start(old)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert f"cannot use {old}: it " in result.output
    assert "choose another folder with --workbook DIR" in result.output


def test_a_full_disk_is_one_sentence_with_the_way_out(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk names the folder, not a half-written file in it."""
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
    (old / LESSON).unlink()
    result = start(old)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert f"{old}: the disk is full: free some space" in result.output


def test_a_network_share_is_said(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a network share the start goes on, and says what is safe there and what is safer."""
    monkeypatch.setattr("twoway.workbook.database.on_network", lambda _: True)
    monkeypatch.setattr(ports, "HeldLab", failing(lab.NoPortError()))
    assert "open it on one computer at a time" in start(old).output


def test_a_start_that_never_answers_is_one_sentence(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another start holds the folder and no JupyterLab comes up there, the wait ends with what to do."""
    holder = turn.Turn(old)
    assert holder.wait() is None
    monkeypatch.setattr(turn.Turn.wait, "__defaults__", (0.0,))
    result = start(old)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "press Ctrl-C in it, and try again" in result.output


def test_the_turn_goes_with_its_holder(old: Path) -> None:
    """The lock file stays behind empty, and keeps nobody out."""
    first = turn.Turn(old)
    assert first.wait() is None
    with pytest.raises(turn.BusyError):
        turn.Turn(old).wait(0)
    del first
    assert turn.Turn(old).wait(0) is None
    assert (old / turn.LOCK).read_bytes() == b""


def test_a_vanishing_note_of_another_server_is_no_error(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's JupyterLab that ends while we look is none of our folder's business."""
    monkeypatch.setattr(lab, "find_running", failing(FileNotFoundError(2, "gone", "jpserver-1.json")))
    assert turn.Turn(old).wait(0) is None


def test_two_starts_in_the_same_second_share_one_jupyterlab(old: Path, tmp_path: Path) -> None:
    """Started at the same moment, one serves and the other gives its address."""
    both = [begin(old, tmp_path) for _ in range(2)]
    try:
        said = ["".join(line_by_line(one, "http://127.0.0.1")) for one in both]
        addresses = {line.strip() for text in said for line in text.splitlines() if "http://" in line}
        assert len(addresses) == 1
        assert sum("is open already" in text for text in said) == 1
        late = both[["is open already" in text for text in said].index(True)]
        assert late.wait(SECONDS) == 0
    finally:
        end(both)


def test_a_port_lost_before_serving_is_replaced_by_the_next(tmp_path: Path) -> None:
    """A program that takes the port right after Jupyter tried it costs nothing: the next one is shown, and answers."""
    out = run_with_thief(tmp_path, "None")
    assert out.splitlines() == ["moved on", "200"]


def test_a_port_asked_for_and_lost_before_serving_is_an_error(tmp_path: Path) -> None:
    """Where exactly that port was asked for, the loss is told before an address is shown."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert run_with_thief(tmp_path, str(port)).splitlines() == ["NoPortError"]


THIEF = """
import socket, sys, threading, urllib.request
from pathlib import Path
from twoway.cli import lab, ports

folder, port = Path(sys.argv[1]), eval(sys.argv[2])
made, stolen = lab.Lab.__init__, []

def robbed(self, *args, **options):
    made(self, *args, **options)
    stolen.append(socket.create_server(("127.0.0.1", self.port)))

lab.Lab.__init__ = robbed
folder.mkdir()
try:
    server = ports.HeldLab(folder, port, open_browser=False)
except lab.NoPortError:
    print("NoPortError")
    sys.exit()
lost = stolen[0].getsockname()[1]
print("moved on" if server.port != lost and f":{server.port}/" in server.url else server.url, flush=True)

def ask():
    answer = urllib.request.urlopen(server.url, timeout=60).status
    print(answer, file=sys.__stderr__, flush=True)
    server._server.io_loop.add_callback(server._server.stop)

log = sys.__stderr__
thread = threading.Thread(target=ask)
thread.start()
server._server.start()
thread.join()
"""


def run_with_thief(tmp_path: Path, port: str) -> str:
    """Make a server whose port is taken right after Jupyter has chosen it, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", THIEF, str(tmp_path / "w"), port],
        env=surroundings(tmp_path), capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if line == "200"]
    return done.stdout + "\n".join(told)


def surroundings(tmp_path: Path) -> dict[str, str]:
    """Return an environment with a home folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG", "TWOWAY"))}
    return {**kept, "HOME": str(tmp_path / "home")}


def begin(folder: Path, tmp_path: Path) -> subprocess.Popen[str]:
    """Start ``twoway start`` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "twoway", "start", "--no-browser", "--workbook", str(folder)],
        env=surroundings(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def line_by_line(process: subprocess.Popen[str], last: str) -> list[str]:
    """Read what a process prints up to the line that holds ``last``."""
    assert process.stdout is not None
    seen = []
    for line in process.stdout:
        seen.append(line)
        if last in line:
            return seen
    raise AssertionError("".join(seen))


def end(processes: list[subprocess.Popen[str]]) -> None:
    """End processes that may still run."""
    for one in processes:
        one.kill()
        one.communicate(timeout=SECONDS)


def start(folder: Path) -> Result:
    """Call ``twoway start`` on a folder, in this process."""
    return CliRunner().invoke(main, ["start", "--no-browser", "--workbook", str(folder)])


def failing(error: Exception) -> Callable[..., object]:
    """Return a function that raises ``error``, whatever its arguments."""

    def fail(*_: object, **__: object) -> object:
        raise error

    return fail
