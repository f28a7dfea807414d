"""A process that is killed while it writes never takes with it what it had reported as saved."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from twoway.workbook import Workbook

WRITER = """
import sys
from pathlib import Path
import twoway.workbook.database as database
if sys.argv[2] == "share":
    database.on_network = lambda path: True
from twoway.workbook import Workbook
print("begin", flush=True)
workbook = Workbook.open(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    print(workbook.record("note", "s", {"n": number, "text": "x" * (number * 37 % 3000)}).id, flush=True)
    if number % 11 == 0:
        workbook.tidy()
"""


@pytest.mark.parametrize(("place", "rounds"), [("disk", 75), ("share", 25)])
def test_killed_writers_lose_nothing_reported(
    tmp_path: Path, place: str, rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In 200 kills, two writers at a time on one file: each id that was printed is there, and the file opens."""
    path = tmp_path / "workbook.twoway"
    if place == "share":
        monkeypatch.setattr("twoway.workbook.database.on_network", lambda _: True)
    chance = random.Random(20261122 + rounds)  # noqa: S311 - picks moments, keeps no secrets
    reported: set[str] = set()
    kills = 0
    for _ in range(rounds):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), place],
                stdout=subprocess.PIPE,
                text=True,
                env=dict(os.environ),
            )
            for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout is not None
            # after "begin" alone the kill falls into the opening, else somewhere into the writing
            lines = [writer.stdout.readline() for _ in range(chance.randint(1, 12))]
            writer.kill()
            rest, _ = writer.communicate()
            lines += rest.splitlines(keepends=True)
            assert writer.returncode == -9
            assert lines[0] == "begin\n"
            reported.update(line.strip() for line in lines[1:] if line.endswith("\n"))
            kills += 1
        with Workbook.open(path) as workbook:
            assert workbook.notices == ()
            saved = {event.id for event in workbook.history()} if chance.random() < 0.2 else None
        assert saved is None or reported <= saved
    with Workbook.open(path) as workbook:
        events = workbook.history()
    assert reported <= {event.id for event in events}
    assert [event.seq for event in events] == sorted(event.seq for event in events)
    assert kills == rounds * 2
    assert len(reported) > kills
