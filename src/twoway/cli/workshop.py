"""The workshop folder: lessons and worksheets are copied into it, and a later version never overwrites a person's work.

``.twoway-workshop.json`` in the folder keeps, for each file, what was delivered. On the next start a file that
the person left alone is brought up to date; a changed one stays, and a newer one from the kit is put beside it.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from twoway.workbook.locate import MARKER

DELIVERED_FOLDERS = ("notebooks", "exercises", "solutions")
"""The kit's folders that a participant gets; cases are read from the kit itself."""

AUTHORS_SUFFIXES = frozenset({".yaml"})
"""Sources that worksheets are made from; participants get the notebooks."""

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

    def sentences(self) -> list[str]:
        """Say it to the person; nothing when nothing changed."""
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
    known = _read_manifest(manifest)
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
            neighbour = target.with_name(f"{target.stem} (new in {version}){target.suffix}")
            if not neighbour.exists():
                write_whole(neighbour, data)
            beside.append((name, neighbour.relative_to(folder).as_posix()))
    write_whole(manifest, _manifest_bytes(version, now))
    return Delivery(new_folder, tuple(added), tuple(updated), tuple(beside))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment either the old or the new one is there, complete. Makes its folder.

    Raises :class:`OSError` where it cannot be written; no half-written file is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".twoway-", dir=path.parent)
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


def _read_manifest(path: Path) -> dict[str, _Print]:
    """Read what was delivered before; nothing when there is no manifest or it is damaged, so that no file is lost."""
    try:
        files = json.loads(path.read_bytes())["files"]
        return {name: _Print(entry["sha256"], entry["content"]) for name, entry in files.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _manifest_bytes(version: str, files: dict[str, _Print]) -> bytes:
    """Return the manifest as readable JSON."""
    entries = {name: {"sha256": entry.sha256, "content": entry.content} for name, entry in files.items()}
    return (json.dumps({"twoway": version, "files": entries}, indent=1) + "\n").encode()


def _count(number: int, thing: str) -> str:
    """Return ``1 file``, ``2 files``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
