"""``twoway language`` as it is called: what it prints, its exit codes, and what it refuses."""

import io
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from pptx import Presentation

from twoway.cli import main
from twoway.core.language.report import PARTS

SEVERE = (
    "Dear Zoë,\r\n\r\nas your trusted partner 🙌, we are glad to help.\r\nOur channel partner in Oslo installs it.\r\n"
)
MILD = "Hi Bo, just checking in. Any updates?"
FINE = "Hi Bo,\n\nyour 12 percent fewer stock-outs by 3 March is what we work on. What would it take?\n"
KEYS = ["rule", "severity", "start", "end", "text", "reason", "suggestion", "confidence"]


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Raise an error that nobody foresaw, so that it fails the test."""
    monkeypatch.setenv("TWOWAY_STRICT", "1")


def language(*arguments: str | Path, data: bytes | None = None) -> Result:
    """Call ``twoway language``."""
    return CliRunner().invoke(main, ["language", *map(str, arguments)], input=data)


def checked(text: str) -> dict[str, Any]:
    """Return the JSON for a draft on standard input."""
    printed: dict[str, Any] = json.loads(language("-", "--json", data=text.encode()).stdout)
    return printed


def refused(result: Result) -> str:
    """Return the sentence of a refused call: nothing on standard output, exit code 2, one line."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_json_shape() -> None:
    """The JSON has findings, allowed words and the two-sidedness line, and its places are exact."""
    printed = checked(SEVERE)
    assert list(printed) == ["findings", "allowed", "two_sided"]
    assert {tuple(finding) for finding in printed["findings"]} == {tuple(KEYS)}
    assert {tuple(allowed) for allowed in printed["allowed"]} == {("start", "end", "text", "why")}
    assert tuple(printed["two_sided"]) == PARTS
    for marked in (*printed["findings"], *printed["allowed"]):
        assert marked["text"] == SEVERE[marked["start"] : marked["end"]]
    assert "self-claimed-partner" in {finding["rule"] for finding in printed["findings"]}
    assert any("channel partner" in allowed["text"] for allowed in printed["allowed"])


def test_exit_codes() -> None:
    """Only a severe finding makes the exit code 1, with JSON and without."""
    for text, code in ((SEVERE, 1), (MILD, 0), (FINE, 0), ("", 0)):
        assert [language("-", *more, data=text.encode()).exit_code for more in ((), ("--json",))] == [code, code]


def test_human_output(tmp_path: Path) -> None:
    """A person reads line, severity, words, reason and rewording, what was left alone, and what is missing."""
    file = tmp_path / "mail.txt"
    file.write_bytes(SEVERE.encode())
    shown = language(file).stdout
    assert "line 3  HIGH" in shown
    assert "[[as your trusted partner]]" in shown.replace("\n", " ") or "trusted partner]]" in shown
    assert "Why" in shown
    assert "Instead" in shown
    assert "Left alone" in shown
    assert 'line 4: "channel partner"' in shown
    assert "Lacks" in shown


@pytest.mark.parametrize(
    "text",
    [
        SEVERE,
        MILD,
        "We are your partner " * 300,
        "x" * 500 + " we are your partner " + "y" * 500,
        "我们 " * 60 + "we are your trusted partner " + "🙌🏽" * 90,
    ],
)
def test_eighty_columns(text: str, tmp_path: Path) -> None:
    """No line is wider than 80 columns, however long the draft's lines are."""
    from rich.cells import cell_len  # noqa: PLC0415 - how wide a terminal shows it

    file = tmp_path / ("a" * 90 + ".txt")
    file.write_text(text, encoding="utf-8")
    assert [line for line in language(file).stdout.splitlines() if cell_len(line) > 80] == []


def test_nothing_steers_the_terminal() -> None:
    """Escape sequences and reversed writing in a draft do not reach the terminal."""
    shown = language("-", data="\x1b[31m we are your \u202epartner\x07 today\x1b]0;x\x07".encode()).stdout
    assert not set("\x1b\x07\u202e") & set(shown)


def test_places_in_office_files(tmp_path: Path) -> None:
    """A finding in a Word file or a deck is told with its paragraph or slide, in JSON with its place in the text."""
    document: Any = Document()
    document.add_paragraph("Offer")
    document.add_paragraph("We are your trusted partner for the rollout in Porto.")
    document.save(str(tmp_path / "a.docx"))
    deck: Any = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Why us"
    slide.notes_slide.notes_text_frame.text = "We are your trusted partner for the rollout in Porto."
    deck.save(str(tmp_path / "a.pptx"))
    for name, place in (("a.docx", "paragraph 2  HIGH"), ("a.pptx", "slide 1, notes  HIGH")):
        result = language(tmp_path / name)
        assert (result.exit_code, place in result.stdout) == (1, True)
        text = language(tmp_path / name, "--text").stdout
        for finding in json.loads(language(tmp_path / name, "--json").stdout)["findings"]:
            assert finding["text"] == text[finding["start"] : finding["end"]]


def test_text_of_a_mail(tmp_path: Path) -> None:
    """--text prints what was read, and the note on an attachment goes to the error stream."""
    file = tmp_path / "a.eml"
    file.write_bytes(
        b"From: a@example.com\nSubject: Offer\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n"
        b"--b\nContent-Type: image/png; name=a.png\n\nx\n--b--\n"
    )
    result = language(file, "--text")
    assert (result.exit_code, result.stdout) == (0, "Subject: Offer\n\nwords\n")
    assert result.stderr == f"{file}: the attachment a.png was not checked.\n"


def test_encodings_agree() -> None:
    """The same draft in UTF-8, UTF-16 and with a mark before it has the same findings at the same places."""
    outputs = {language("-", "--json", data=SEVERE.encode(one)).stdout for one in ("utf-8", "utf-8-sig", "utf-16")}
    assert len(outputs) == 1


def test_refusals(tmp_path: Path) -> None:
    """What cannot be read is refused in one sentence with the remedy."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "paste" in refused(language(tmp_path / "a.pdf"))
    assert "save it anew" in refused(language(tmp_path / "a.docx"))
    assert "save it as .docx" in refused(language(tmp_path / "a.doc"))
    assert "is a folder" in refused(language(tmp_path))
    assert "there is no file" in refused(language(tmp_path / "none.txt"))
    assert "say which file" in refused(language())
    assert "choose one" in refused(language("-", "--json", "--text", data=b""))


def test_rules_that_cannot_be_read(tmp_path: Path) -> None:
    """A company's rules with mistakes are refused with every problem on a line of its own, before the draft is read."""
    rules = tmp_path / "rules.yaml"
    rules.write_text("nonsense: [1\n", encoding="utf-8")
    for file in (rules, tmp_path / "none.yaml"):
        result = language("-", "--rules", file, data=SEVERE.encode())
        assert (result.exit_code, result.stdout) == (2, "")
        assert str(file) in result.stderr


@pytest.mark.parametrize("ending", ["", ".txt", ".eml", ".docx", ".pptx"])
def test_any_file(ending: str, tmp_path: Path) -> None:
    """Files of damaged bytes end with exit code 0, 1 or 2, never with an error that nobody foresaw."""
    random = Random(ending)  # noqa: S311 - seeded damage
    document: Any = Document()
    document.add_paragraph("We are your partner")
    stream = io.BytesIO()
    document.save(stream)
    seeds = [stream.getvalue(), b"From: a@example.com\nSubject: x\n\nWe are your partner\n", SEVERE.encode()]
    for number in range(20):
        data = bytearray(random.choice(seeds))
        for _ in range(random.choice((0, 1, 9))):
            at = random.randrange(len(data))
            data[at : at + random.randrange(30)] = random.randbytes(random.randrange(30))
        file = tmp_path / f"{number}{ending}"
        file.write_bytes(data)
        assert language(file, *random.choice(((), ("--json",), ("--text",)))).exit_code in (0, 1, 2)
