"""``twoway start``: the workshop folder keeps a person's work, and JupyterLab starts, is found again and stops."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from twoway.cli import lab, main, workshop
from twoway.cli.workshop import deliver
from twoway.content.paths import KitNotFoundError, kit_root

LESSON = "notebooks/00-start-here.ipynb"
SECONDS = 60


def notebook(*sources: str, ran: bool = False) -> bytes:
    """Return a notebook with these code cells; with ``ran``, as JupyterLab saves it after running."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": ["hello\n"]}] if ran else []
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": [source],
            "outputs": outputs,
            "execution_count": n,
        }
        for n, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content).encode()


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return a kit with one lesson, one worksheet and one solution."""
    root = tmp_path / "kit"
    for name in ("notebooks", "exercises", "solutions", "casestudies"):
        (root / name).mkdir(parents=True)
    (root / LESSON).write_bytes(notebook("1 + 1"))
    (root / "exercises/01.ipynb").write_bytes(notebook("2"))
    (root / "solutions/01.ipynb").write_bytes(notebook("3"))
    (root / "solutions/01.yaml").write_text("id: 01\n")
    return root


def test_first_start_delivers_the_notebooks(kit: Path, tmp_path: Path) -> None:
    """A new folder gets every lesson, worksheet and solution, and none of the authors' sources."""
    done = deliver(kit, tmp_path / "w", "0.1.0")
    assert done.new_folder
    assert done.added == ("notebooks/00-start-here.ipynb", "exercises/01.ipynb", "solutions/01.ipynb")
    assert not (tmp_path / "w/solutions/01.yaml").exists()


def test_second_start_says_nothing(kit: Path, tmp_path: Path) -> None:
    """Where nothing is new, a start changes nothing and says nothing."""
    deliver(kit, tmp_path / "w", "0.1.0")
    assert deliver(kit, tmp_path / "w", "0.1.0").sentences() == []


def test_untouched_lesson_is_updated(kit: Path, tmp_path: Path) -> None:
    """A lesson that was only run, so that just its outputs changed, is brought up to date."""
    deliver(kit, tmp_path / "w", "0.1.0")
    (tmp_path / "w" / LESSON).write_bytes(notebook("1 + 1", ran=True))
    (kit / LESSON).write_bytes(notebook("1 + 2"))
    done = deliver(kit, tmp_path / "w", "0.2.0")
    assert (done.updated, done.beside) == ((LESSON,), ())
    assert (tmp_path / "w" / LESSON).read_bytes() == notebook("1 + 2")


def test_changed_lesson_is_kept_and_the_new_one_put_beside(kit: Path, tmp_path: Path) -> None:
    """A lesson that the person changed stays as it is, once and for all; the new one stands beside it."""
    deliver(kit, tmp_path / "w", "0.1.0")
    mine = notebook("1 + 1", "my own note")
    (tmp_path / "w" / LESSON).write_bytes(mine)
    (kit / LESSON).write_bytes(notebook("1 + 2"))
    done = deliver(kit, tmp_path / "w", "0.2.0")
    beside = tmp_path / "w/notebooks/00-start-here (new in 0.2.0).ipynb"
    assert (tmp_path / "w" / LESSON).read_bytes() == mine
    assert beside.read_bytes() == notebook("1 + 2")
    assert "00-start-here (new in 0.2.0).ipynb" in done.sentences()[0]
    assert deliver(kit, tmp_path / "w", "0.2.0").sentences() == []


def test_changed_lesson_without_a_newer_one_is_left_alone(kit: Path, tmp_path: Path) -> None:
    """As long as the kit has nothing newer, a changed lesson causes no copy and no remark."""
    deliver(kit, tmp_path / "w", "0.1.0")
    (tmp_path / "w" / LESSON).write_bytes(notebook("mine"))
    assert deliver(kit, tmp_path / "w", "0.1.0").sentences() == []
    assert (tmp_path / "w" / LESSON).read_bytes() == notebook("mine")


def test_deleted_lesson_comes_back(kit: Path, tmp_path: Path) -> None:
    """Deleting a lesson is the way to start it afresh: the next start brings it back."""
    deliver(kit, tmp_path / "w", "0.1.0")
    (tmp_path / "w" / LESSON).unlink()
    assert deliver(kit, tmp_path / "w", "0.1.0").added == (LESSON,)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"files": {"x": 1}}', b"\xff\xfe"])
def test_damaged_manifest_loses_nothing(kit: Path, tmp_path: Path, damage: bytes) -> None:
    """With a damaged list of deliveries, whatever differs from the kit counts as the person's own."""
    deliver(kit, tmp_path / "w", "0.1.0")
    (tmp_path / "w" / LESSON).write_bytes(notebook("mine"))
    (tmp_path / "w" / workshop.MANIFEST).write_bytes(damage)
    done = deliver(kit, tmp_path / "w", "0.2.0")
    assert [old for old, _ in done.beside] == [LESSON]
    assert (tmp_path / "w" / LESSON).read_bytes() == notebook("mine")


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills up while writing, the old file is still whole and no half one is left."""
    target = tmp_path / "a.txt"
    workshop.write_whole(target, b"old")
    monkeypatch.setattr(os, "fsync", raising(errno.ENOSPC))
    with pytest.raises(OSError, match="No space"):
        workshop.write_whole(target, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"old")]


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "free some space"), (errno.EROFS, "read-only"), (errno.EACCES, "choose another")],
)
def test_unwritable_folder_is_one_sentence(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str
) -> None:
    """A full disk or a read-only folder gives one sentence with the remedy and exit code 2."""
    monkeypatch.setattr("twoway.cli.start.kit_root", lambda: kit)
    monkeypatch.setattr(os, "fsync", raising(number))
    result = CliRunner().invoke(main, ["start", "--workbook", str(tmp_path / "w")])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert remedy in result.output


def test_folder_under_a_file_is_one_sentence(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workshop folder inside a file cannot be made, and the sentence says so."""
    monkeypatch.setattr("twoway.cli.start.kit_root", lambda: kit)
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["start", "--workbook", str(tmp_path / "file" / "w")])
    assert result.exit_code == 2
    assert "a file is in the way" in result.output


def test_unexpected_error_goes_to_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours is one sentence that names the log; the log has the details."""
    monkeypatch.setattr("twoway.cli.start.kit_root", raising_error(ZeroDivisionError("nobody thought of it")))
    monkeypatch.setattr("twoway.cli.log_folder", lambda: tmp_path)
    result = CliRunner().invoke(main, ["start", "--workbook", str(tmp_path / "w")])
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert str(tmp_path / "twoway.log") in result.output
    assert "nobody thought of it" in (tmp_path / "twoway.log").read_text()


def test_strict_raises_the_unexpected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With TWOWAY_STRICT=1 a mistake of ours is raised as it is."""
    monkeypatch.setenv("TWOWAY_STRICT", "1")
    monkeypatch.setattr("twoway.cli.start.kit_root", raising_error(ZeroDivisionError("nobody thought of it")))
    result = CliRunner().invoke(main, ["start", "--workbook", str(tmp_path / "w")])
    assert isinstance(result.exception, ZeroDivisionError)


def test_kit_is_found_in_a_wheel_and_in_a_source_tree(kit: Path, tmp_path: Path) -> None:
    """The kit inside the installed package wins; a source tree's root serves; neither is a clear error."""
    installed = tmp_path / "site" / "twoway"
    installed.mkdir(parents=True)
    with pytest.raises(KitNotFoundError, match="install it again"):
        kit_root(installed)
    kit.rename(installed / "kit")
    assert kit_root(installed) == installed / "kit"
    assert kit_root() == Path(__file__).parents[2]


def test_own_jupyter_settings_stay_out(tmp_path: Path) -> None:
    """News, calls home and history are off; the kernel is this interpreter, whatever kernels a person has installed."""
    lab.write_settings(tmp_path)
    state = tmp_path / lab.STATE
    page = json.loads((state / "config/labconfig/page_config.json").read_bytes())
    kernel = json.loads((state / "data/kernels/python3/kernel.json").read_bytes())
    assert page["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"]
    assert kernel["argv"][0] == sys.executable


class Started:
    """A ``twoway start`` in a process of its own, with a home folder of its own."""

    def __init__(self, home: Path, folder: Path, *options: str) -> None:
        """Start it; output goes to a pipe."""
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG", "TWOWAY"))},
            "HOME": str(home),
            "BROWSER": "true",
        }
        command = [sys.executable, "-m", "twoway", "start", "--workbook", str(folder), *options]
        self.process = subprocess.Popen(  # a session of its own, as if in a terminal of its own
            command,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def address(self) -> str:
        """Read on to the line with the address."""
        assert self.process.stdout is not None
        seen = []
        for line in self.process.stdout:
            seen.append(line)
            if line.strip().startswith("http://127.0.0.1"):
                return line.strip()
        raise AssertionError("".join(seen))

    def end(self) -> tuple[int, str]:
        """Wait for the end; return the exit code and the rest of the output."""
        output, _ = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, output


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    """Start ``twoway start`` processes that end with the test."""
    started = []

    def begin(folder: Path, *options: str) -> Started:
        started.append(Started(tmp_path / "home", folder, *options))
        return started[-1]

    yield begin
    for one in started:
        one.process.kill()
        one.process.communicate(timeout=SECONDS)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_serves_and_stops_at_once(start: Callable[..., Started], tmp_path: Path, name: str) -> None:
    """Ctrl-C, a termination and a closed window each stop it with a word, from a folder with spaces and umlauts."""
    folder = tmp_path / "Mein Büro"
    one = start(folder, "--no-browser")
    assert f"/lab/tree/{LESSON}?token=" in one.address()
    one.process.send_signal(getattr(signal, name))
    code, output = one.end()
    assert (code, "Stopped. Your answers are in" in output) == (0, True)


def test_second_start_opens_the_running_one(start: Callable[..., Started], tmp_path: Path) -> None:
    """A second start for the same folder gives the address of the first and ends; so does one by another spelling."""
    first = start(tmp_path / "w", "--no-browser")
    address = first.address()
    second = start(tmp_path / "x" / ".." / "w")
    code, output = second.end()
    assert (code, "is open already" in output, address in output) == (0, True, True)


def test_taken_port(start: Callable[..., Started], tmp_path: Path) -> None:
    """A port that was asked for and is taken is one sentence and exit code 2, without a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, output = start(tmp_path / "w", "--no-browser", "--port", str(port)).end()
    assert code == 2
    assert output.splitlines()[-1].startswith(f"twoway: port {port} is in use")
    assert "Traceback" not in output


def test_next_free_port(start: Callable[..., Started], tmp_path: Path) -> None:
    """Two folders can be open at the same time: the second gets another port."""
    first, second = start(tmp_path / "a", "--no-browser"), start(tmp_path / "b", "--no-browser")
    assert first.address() != second.address()


def raising(number: int) -> Callable[..., object]:
    """Return a function that fails as the operating system would."""
    return raising_error(OSError(number, os.strerror(number)))


def raising_error(error: Exception) -> Callable[..., object]:
    """Return a function that raises ``error``, whatever its arguments."""

    def fail(*_: object) -> object:
        raise error

    return fail
