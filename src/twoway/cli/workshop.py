"""The workshop folder: lessons and worksheets are copied into it, and a later version never overwrites a person's work.

``.twoway-workshop.json`` in the folder keeps, for each file, what was delivered. On the next start a file that
the person left alone is brought up to date; a changed one stays, and a newer one from the kit is put beside it. What
the kit no longer has stays too, and an older kit leaves a newer folder alone. Nothing is ever deleted.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from twoway.workbook.locate import MARKER

DELIVERED_FOLDERS = ("notebooks", "exercises", "solutions")
"""The kit's folders that a participant gets; cases are read from the kit itself."""

AUTHORS_SUFFIXES = frozenset({".yaml"})
"""Sources that worksheets are made from; participants get the notebooks."""

TEMPORARY = ".twoway-"
"""How the name of a file begins that is being written."""

MANIFEST = MARKER
"""Marks a folder as a workshop folder, and holds what was delivered into it."""


@dataclass(frozen=True)
class Delivery:
    """What a start did to the workshop folder; paths are relative to it, with forward slashes."""

    new_folder: bool
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    """Pairs of a file that the person changed, and the kit's newer one that was put next to it."""
    retired: tuple[str, ...] = ()
    """Files that an earlier kit delivered and this one no longer has; they are still there."""
    newer: str = ""
    """The version that used the folder last, when it is newer than this one; nothing was then done."""

    def sentences(self) -> list[str]:
        """Say it to the person; nothing when nothing changed."""
        if self.newer:
            stays = f"A newer Twoway ({self.newer}) has used this folder, so its lessons stay as they are"
            return [f"{stays}; to have that version here, run 'pip install --upgrade twoway'."]
        said = []
        if self.new_folder:
            said.append(f"Made your workshop folder with {_count(len(self.added), 'lesson and worksheet file')}.")
        elif self.added:
            said.append(f"Added {_count(len(self.added), 'file')}: {', '.join(self.added)}.")
        if self.updated:
            said.append(f"Brought up to date: {', '.join(self.updated)}.")
        said.extend(
            f"You changed {old}, so it stays as it is; the new one is beside it: {new}." for old, new in self.beside
        )
        if self.retired:
            said.append(f"No longer part of Twoway, and left where it is: {', '.join(self.retired)}.")
        return said


@dataclass(frozen=True)
class _Print:
    """What is remembered of a delivered file: the SHA-256 of its bytes, and of what a person would change in it."""

    sha256: str
    content: str


def deliver(kit: Path, folder: Path, version: str) -> Delivery:
    """Copy the kit's lessons and worksheets into ``folder``, made if missing, and return what was done.

    ``kit`` holds notebooks/, exercises/ and solutions/; ``version`` is the kit's and names a file that is put beside
    a changed one. Each file is replaced whole or not at all. Raises :class:`OSError` where the folder cannot be
    written; what was there before is then still there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / MANIFEST
    new_folder = not manifest.exists()
    last, known = _read_manifest(manifest)
    if _number(last) > _number(version):
        return Delivery(new_folder=False, newer=last)
    added, updated, beside = [], [], []
    now: dict[str, _Print] = {}
    for name, source in _kit_files(kit):
        data = source.read_bytes()
        now[name] = fresh = _print(name, data)
        target = folder / name
        before = known.get(name)
        if not target.exists():
            write_whole(target, data)
            added.append(name)
            continue
        here = _print(name, target.read_bytes())
        if fresh in (here, before):  # as it should be; or changed by the person, and the kit has nothing newer
            continue
        if before is not None and here.content == before.content:
            write_whole(target, data)
            updated.append(name)
        elif here.content != fresh.content:
            neighbour = _put_beside(target, fresh, data, version)
            beside.append((name, neighbour.relative_to(folder).as_posix()))
    retired = tuple(name for name in known if name not in now and (folder / name).exists())
    whole = _manifest_bytes(version, now)
    if new_folder or manifest.read_bytes() != whole:
        write_whole(manifest, whole)
    return Delivery(new_folder, tuple(added), tuple(updated), tuple(beside), retired)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment either the old or the new one is there, complete. Makes its folder.

    Raises :class:`OSError` where it cannot be written; no half-written file is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)  # mkstemp's 0600 is too tight for a folder that colleagues may share
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _put_beside(target: Path, fresh: "_Print", data: bytes, version: str) -> Path:
    """Write the kit's file next to a changed one, under a name that is free or has it already; return that name."""
    number = 1
    while True:
        again = f", {number}" if number > 1 else ""
        neighbour = target.with_name(f"{target.stem} (new in {version}{again}){target.suffix}")
        if not neighbour.exists():
            write_whole(neighbour, data)
            return neighbour
        if _print(target.name, neighbour.read_bytes()).content == fresh.content:
            return neighbour
        number += 1  # the one there is a person's own by now, or of an unreleased kit


def _kit_files(kit: Path) -> Iterator[tuple[str, Path]]:
    """Iterate over the files to deliver, with their names in the workshop folder."""
    for top in DELIVERED_FOLDERS:
        for source in sorted((kit / top).rglob("*")):
            relative = source.relative_to(kit)
            hidden = any(part.startswith((".", "__")) for part in relative.parts)
            if source.is_file() and not hidden and source.suffix not in AUTHORS_SUFFIXES:
                yield relative.as_posix(), source


def _print(name: str, data: bytes) -> _Print:
    """Fingerprint a file. A notebook that was merely run has other bytes but the same content: its cells' text."""
    whole = hashlib.sha256(data).hexdigest()
    if not name.endswith(".ipynb"):
        return _Print(whole, whole)
    try:
        cells = [[cell["cell_type"], "".join(cell["source"])] for cell in json.loads(data)["cells"]]
    except (ValueError, KeyError, TypeError):
        return _Print(whole, whole)  # damaged: whatever it is, it is not as delivered
    return _Print(whole, hashlib.sha256(json.dumps(cells).encode()).hexdigest())


def _read_manifest(path: Path) -> tuple[str, dict[str, _Print]]:
    """Read the version that delivered before, and what; nothing where there is no manifest or it is damaged.

    Whatever differs from the kit then counts as the person's own, so that no file is lost.
    """
    try:
        content = json.loads(path.read_bytes())
        files = {name: _Print(entry["sha256"], entry["content"]) for name, entry in content["files"].items()}
        return str(content["twoway"]), files
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}


def _number(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version, to compare it; a suffix such as ``rc1`` does not count."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _manifest_bytes(version: str, files: dict[str, _Print]) -> bytes:
    """Return the manifest as readable JSON."""
    entries = {name: {"sha256": entry.sha256, "content": entry.content} for name, entry in files.items()}
    return (json.dumps({"twoway": version, "files": entries}, indent=1) + "\n").encode()


def _count(number: int, thing: str) -> str:
    """Return ``1 file``, ``2 files``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
