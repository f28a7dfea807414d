"""The thin view: events in, views out, errors as sentences."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, ClassVar

import pytest

import twoway as tw
from twoway.controls import bundle, style
from twoway.ui import session as sessions
from twoway.ui.surface import SORRY, Interaction, UserError


class Counter(Interaction):
    """A small interaction for these tests."""

    control = "counter"
    events: ClassVar[frozenset[str]] = frozenset({"add", "refuse", "fail"})
    count = 0

    def add(self, number: int) -> None:
        """Count."""
        self.count += number
        self.saved()

    def refuse(self) -> None:
        """Say no in a sentence."""
        raise UserError("Not like this.")

    def fail(self) -> None:
        """Break."""
        raise RuntimeError("broken inside")

    def view(self) -> dict[str, Any]:
        """Return the count."""
        return {"count": self.count}

    def plain(self) -> str:
        """Return the count as text, with a tag that must not be run."""
        return f"# Count\n\n{self.count} <script>alert(1)</script>"


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behave as in front of people."""
    monkeypatch.delenv("TWOWAY_STRICT", raising=False)


def send(interaction: Interaction, event: str, **args: object) -> dict[str, Any]:
    """Send an event as a control would, and return the view that it then shows."""
    surface = interaction.widget()
    surface._handle_custom_msg({"event": event, "args": args}, [])
    view: dict[str, Any] = surface.view
    return view


def test_an_event_changes_the_view_and_says_that_it_is_saved() -> None:
    """What a person does reaches the object, and comes back as a new view with the time of saving."""
    view = send(Counter(), "add", number=2)
    assert view["count"] == 2
    assert re.fullmatch(r"Saved here \d\d:\d\d", view["saved"])


def test_a_view_says_which_events_it_knows() -> None:
    """A page can tell a view that is older than its last event, and wait for the next."""
    counter = Counter()
    for number in (1, 2):
        message = {"event": "add", "args": {"number": 1}, "client": "page", "number": number}
        counter.widget()._handle_custom_msg(message, [])
    assert counter.widget().view["seen"] == {"page": 2}


def test_a_refusal_is_shown_as_it_is() -> None:
    """One sentence that a person can act on."""
    assert send(Counter(), "refuse")["problem"] == "Not like this."


@pytest.mark.usefixtures("lenient")
def test_a_breakage_is_shown_as_a_sentence() -> None:
    """No traceback reaches a participant."""
    assert send(Counter(), "fail")["problem"] == SORRY


def test_a_breakage_is_raised_under_strict_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    """A green notebook is a working notebook."""
    monkeypatch.setenv("TWOWAY_STRICT", "1")
    with pytest.raises(RuntimeError, match="broken inside"):
        Counter().handle("fail", {})


def test_only_listed_events_can_be_called() -> None:
    """A page cannot call any method it likes."""
    counter = Counter()
    assert "no 'plain'" in send(counter, "plain")["problem"]


def test_plain_text_and_safe_html_stand_in_for_the_widget() -> None:
    """Where no widget can be shown, the text is there, and a tag in it stays a text."""
    data, _ = Counter()._repr_mimebundle_()
    assert data["text/plain"].startswith("# Count")
    assert "<h1>Count</h1>" in data["text/html"]
    assert "<script>" not in data["text/html"]


@pytest.mark.usefixtures("lenient")
def test_an_unknown_case_is_a_sentence_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A mistyped call says what was meant."""
    monkeypatch.setenv("TWOWAY_WORKBOOK", str(tmp_path))
    sessions._session.cache_clear()
    assert "declined-vp-call" in tw.case("declined-vp-cal").plain()


@pytest.mark.usefixtures("lenient")
def test_an_unreadable_workbook_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When the workbook cannot be opened, one sentence says why, and nothing is overwritten."""
    (tmp_path / "workbook.twoway").mkdir()
    monkeypatch.setenv("TWOWAY_WORKBOOK", str(tmp_path))
    sessions._session.cache_clear()
    message = tw.scorecard().plain()
    assert "workbook.twoway" in message
    assert "Traceback" not in message


def test_the_bundle_is_one_module_without_imports() -> None:
    """A notebook gets one module: nothing is left to load."""
    text = bundle()
    assert not re.search(r"^import ", text, re.MULTILINE)
    assert "export const mount" in text


@pytest.mark.skipif(shutil.which("node") is None, reason="no node here; the browser tests load the module for real")
def test_the_bundle_is_valid_javascript(tmp_path: Path) -> None:
    """What is joined can be parsed."""
    module = tmp_path / "bundle.mjs"
    module.write_text(bundle(), encoding="utf-8")
    assert subprocess.run(["node", "--check", str(module)], capture_output=True, check=False).returncode == 0


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No control and no style names another server."""
    assert re.findall(r"https?://(?!www\.w3\.org)", bundle() + style()) == []
