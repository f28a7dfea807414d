"""Where the workbook is looked for."""

from pathlib import Path

import platformdirs
import pytest

from twoway.workbook import locate


def test_variable_names_a_folder_or_a_file(tmp_path: Path) -> None:
    """TWOWAY_WORKBOOK wins, whether it names a folder or a file, absolute or not."""
    (tmp_path / "workbook.twoway").touch()
    folder = tmp_path / "mine"
    assert locate(tmp_path, {"TWOWAY_WORKBOOK": str(folder)}) == folder / "workbook.twoway"
    assert locate(tmp_path, {"TWOWAY_WORKBOOK": str(folder / "a.twoway")}) == folder / "a.twoway"
    assert locate(tmp_path, {"TWOWAY_WORKBOOK": "mine"}) == folder / "workbook.twoway"


@pytest.mark.parametrize("mark", ["workbook.twoway", ".twoway-workshop.json"])
def test_nearest_workshop_folder_upward(tmp_path: Path, mark: str) -> None:
    """From a folder inside a workshop, the nearest workshop folder above is taken."""
    (tmp_path / "workbook.twoway").touch()
    inner = tmp_path / "shop" / "notebooks" / "deep"
    inner.mkdir(parents=True)
    (tmp_path / "shop" / mark).touch()
    assert locate(inner, {"TWOWAY_WORKBOOK": " "}) == tmp_path / "shop" / "workbook.twoway"


def test_else_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside any workshop the workbook is in the user's data folder."""
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, appauthor: tmp_path / "data" / name)  # noqa: ARG005
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    assert locate(tmp_path, {}) == tmp_path / "data" / "twoway" / "workbook.twoway"
