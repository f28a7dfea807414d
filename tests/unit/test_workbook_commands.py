"""Taking the workbook along, and the rubric's wording as a file."""

from pathlib import Path

from click.testing import CliRunner, Result

from twoway.cli import main
from twoway.workbook.deals import Deals
from twoway.workbook.store import Workbook


def run(*arguments: str) -> Result:
    """Run a twoway command."""
    return CliRunner().invoke(main, arguments)


def workshop(folder: Path, *deals: str) -> Path:
    """Make a workshop folder with these deals."""
    with Workbook.open(folder / "workbook.twoway") as opened:
        for deal in deals:
            Deals(opened).add({"name": deal})
    return folder


def names(folder: Path) -> list[object]:
    """List the deals of a workshop folder."""
    with Workbook.open(folder / "workbook.twoway") as opened:
        return [deal["name"] for deal in Deals(opened).all()]


def test_an_export_is_imported_whole_and_once(tmp_path: Path) -> None:
    """What was exported is there after the import, beside what was there; a second import adds nothing."""
    here, there = workshop(tmp_path / "here", "Acme"), workshop(tmp_path / "there", "Borealis")
    file = str(tmp_path / "mine.json")
    assert run("workbook", "export", file, "--workbook", str(here)).exit_code == 0
    first = run("workbook", "import", file, "--workbook", str(there))
    second = run("workbook", "import", file, "--workbook", str(there))
    assert ("Added 1 entry" in first.output, "Added 0 entries" in second.output) == (True, True)
    assert sorted(map(str, names(there))) == ["Acme", "Borealis"]


def test_an_export_never_overwrites(tmp_path: Path) -> None:
    """A file that is there already stays as it is."""
    file = tmp_path / "mine.json"
    file.write_text("precious", encoding="utf-8")
    result = run("workbook", "export", str(file), "--workbook", str(workshop(tmp_path / "here", "Acme")))
    assert (result.exit_code, file.read_text(encoding="utf-8")) == (2, "precious")


def test_an_export_of_no_workbook_makes_none(tmp_path: Path) -> None:
    """A mistyped folder is a sentence, not a new empty workbook."""
    result = run("workbook", "export", str(tmp_path / "mine.json"), "--workbook", str(tmp_path / "typo"))
    assert (result.exit_code, (tmp_path / "typo").exists()) == (2, False)


def test_a_file_that_is_no_export_changes_nothing(tmp_path: Path) -> None:
    """Whatever is wrong with the file, the workbook stays as it was."""
    folder = workshop(tmp_path / "here", "Acme")
    for content in (b"\xff\xfe\x00", b"{}", b"", b'{"twoway_workbook": 1, "events": [], "sha256": "0"}'):
        file = tmp_path / "other.json"
        file.write_bytes(content)
        result = run("workbook", "import", str(file), "--workbook", str(folder))
        assert (result.exit_code, names(folder)) == (2, ["Acme"])
        assert "Traceback" not in result.output


def test_the_rubric_is_written_as_a_file_that_checks_clean(tmp_path: Path) -> None:
    """A company starts from the kit's own words, and an existing file is not overwritten."""
    file = str(tmp_path / "rubric.yaml")
    assert run("rubric", file).exit_code == 0
    assert run("check", file).exit_code == 0
    assert run("rubric", file).exit_code == 2
