"""The language check without a front end: marks, fixes, undo, the deal beside it, and what is kept."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twoway as tw
from twoway.content.language import load_language
from twoway.content.yamlfile import ContentError
from twoway.core.language.report import apply_fix
from twoway.ui import session as sessions
from twoway.ui.language import EXAMPLE, LARGEST, LONG, LanguageCheck, open_language_check
from twoway.ui.language_edits import Edit, Mended, Places, clean, difference
from twoway.ui.markdown import to_html
from twoway.ui.scorecard import Scorecard
from twoway.ui.session import Session
from twoway.ui.surface import UserError
from twoway.workbook.store import Workbook

TODAY = datetime.date(2026, 11, 22)
CLAIM = "We want to be your trusted partner in this."
TWO = "As your trusted partner we will do whatever it takes."
TEXTS = st.text(st.sampled_from("ab \n😀é"), max_size=12)


class FixedSession(Session):
    """A session whose calendar stands still."""

    def today(self) -> datetime.date:
        """Return one and the same day."""
        return TODAY


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Open a fresh workbook."""
    return FixedSession(Workbook.open(tmp_path / "workbook.twoway"))


def opened(session: Session, text: str = "") -> LanguageCheck:
    """Open the check."""
    return open_language_check(session, text)


def with_goal(session: Session, name: str = "Northwind") -> str:
    """Add a deal whose customer has said a goal, and return its id."""
    quote = "late deliveries down to three in a hundred"
    card = Scorecard(session).add_deal(name).rate("shared-goal", 2)
    card.add_evidence("shared-goal", kind="said", who="Dana Reyes", date="2026-11-02", quote=quote)
    return str(card.deal()["id"])


def asks(session: Session, deal: str) -> list[dict[str, Any]]:
    """Return the asks on a deal."""
    return list(Scorecard(session).open_deal(deal).deal()["asks"])


def send(control: LanguageCheck, event: str, **args: object) -> dict[str, Any]:
    """Send an event as the page does, and return the view that it then shows."""
    surface = control.widget()
    surface._handle_custom_msg({"event": event, "args": args}, [])
    view: dict[str, Any] = surface.view
    return view


# Marks


def test_an_empty_draft_shows_what_one_will_get_and_no_marks(session: Session) -> None:
    """Nothing is said of a text that is not there."""
    view = opened(session).view()
    assert (view["empty"], view["summary"], view["marks"], view["parts"]) == (True, "", [], [])
    assert view["start"]
    assert view["example"] == "Try an example"


def test_a_claim_is_marked_with_title_severity_reason_and_rewording(session: Session) -> None:
    """Each mark says in words what is wrong, how grave, why, and what to write instead."""
    view = opened(session, CLAIM).view()
    mark = view["marks"][0]
    assert view["summary"] == "One thing to look at"
    assert view["kinds"] == "1 serious"
    assert mark["severity_text"] == "Serious"
    assert mark["title"] == load_language().rules["self-claimed-partner"].title
    assert CLAIM[mark["start"] : mark["end"]] == mark["words"]
    assert mark["reason"]
    assert mark["suggestion"]


def test_the_example_shows_marks_of_both_kinds_and_parts_that_are_missing(session: Session) -> None:
    """One click shows a newcomer what the check does; what they have written is never replaced by it."""
    control = opened(session).example()
    view = control.view()
    assert control.draft == EXAMPLE
    assert {mark["severity"] for mark in view["marks"]} == {"high", "medium"}
    assert not all(part["there"] for part in view["parts"])
    with pytest.raises(UserError, match="still here"):
        control.example()


def test_marks_after_an_emoji_stand_where_a_browser_counts_them(session: Session) -> None:
    """An emoji is one character here and two units there."""
    control = opened(session, "😀😀 " + CLAIM)
    mark, finding = control.view()["marks"][0], control.report.findings[0]
    assert mark["start"] == finding.start + 2
    units = control.draft.encode("utf-16-le")
    assert units[2 * mark["start"] : 2 * mark["end"]].decode("utf-16-le") == finding.text


def test_a_mark_keeps_its_id_when_others_come_before_it(session: Session) -> None:
    """The page knows a mark again, and keeps the focus on it."""
    control = opened(session, CLAIM)
    before = control.view()["marks"][0]["id"]
    control.type("Sorry to bother you again. " + CLAIM)
    marks = control.view()["marks"]
    assert len(marks) == 2
    assert marks[1]["id"] == before


def test_the_six_parts_are_told_in_words(session: Session) -> None:
    """Present or missing, for each, in the order of a message."""
    view = opened(session, "Could you send us the list of your depots by Tuesday?").view()
    assert [part["id"] for part in view["parts"]] == [
        "goal",
        "our_action",
        "our_date",
        "your_action",
        "your_date",
        "easy_no",
    ]
    there = {part["id"]: part["there"] for part in view["parts"]}
    assert there["your_action"]
    assert not there["goal"]


def test_a_text_of_any_length_is_kept_and_the_longest_not_checked(session: Session) -> None:
    """Where waiting would be long, it is said, and nothing typed is lost."""
    control = opened(session).type("a" * (LARGEST + 1), leaving=True)
    assert control.view()["summary"].startswith("This text is too long")
    assert len(opened(session).draft) == LARGEST + 1


def test_hundreds_of_marks_are_counted_and_only_the_first_shown(session: Session) -> None:
    """A long draft full of claims is told as it is, without filling the page."""
    view = opened(session).type(f"{CLAIM}\n" * 200).view()
    assert view["summary"] == "200 things to look at"
    assert len(view["marks"]) + view["more"] == 200
    assert view["more"] > 100


# Fixes


def test_a_fix_changes_its_stretch_and_nothing_else(session: Session) -> None:
    """The suggestion stands where the claim stood."""
    control = opened(session, f"Hello 😀,\n\n{TWO}\n")
    expected = apply_fix(control.draft, control.report.findings[0])
    assert control.fix(1).draft == expected


def test_a_fix_that_is_not_there_is_refused(session: Session) -> None:
    """Marks are counted from 1, as listed."""
    control = opened(session, CLAIM)
    for number in (0, 2):
        with pytest.raises(UserError, match=f"no mark number {number}"):
            control.fix(number)


def test_fixes_are_taken_back_one_after_the_other(session: Session) -> None:
    """The newest first, back to the draft as it was written."""
    control = opened(session, TWO)
    once = control.fix(1).draft
    control.fix(1)
    assert control.undo().draft == once
    assert control.undo().draft == TWO
    assert control.undo().draft == TWO
    assert control.view()["undo"] is None


def test_undo_keeps_what_was_typed_elsewhere_since(session: Session) -> None:
    """Only the mended stretch goes back."""
    control = opened(session, TWO).fix(1)
    control.type("Hello Ingrid,\n" + control.draft)
    control.type(control.draft + "\nAmaru")
    assert control.undo().draft == f"Hello Ingrid,\n{TWO}\nAmaru"


def test_undo_takes_back_a_fix_whose_blanks_were_filled(session: Session) -> None:
    """What was typed within the mended stretch belongs to it."""
    control = opened(session, TWO).fix(2)
    blank = control.blanks[0].group()
    control.type(control.draft.replace(blank, "count the returns", 1))
    assert control.undo().draft == TWO


def test_a_fix_undone_by_hand_is_not_undone_twice(session: Session) -> None:
    """The browser's own undo and the button go together."""
    control = opened(session, TWO).fix(1)
    once = control.draft
    control.fix(1).type(once)
    assert control.undo().draft == TWO


def test_the_page_mends_by_its_own_count_and_the_kernel_follows(session: Session) -> None:
    """A stretch after an emoji is replaced exactly, in the text on the screen, and can be taken back."""
    control = opened(session)
    mark = send(control, "type", text="😀 " + TWO)["marks"][1]
    words = mark["suggestion"]
    screen = "😀😀 " + TWO  # typed a moment ago, and not yet answered
    view = send(control, "replace", draft=screen, start=mark["start"] + 2, end=mark["end"] + 2, words=words)
    assert view["draft"] == screen.replace(mark["words"], words)
    assert view["undo"] == {"start": mark["start"] + 2, "end": mark["start"] + 2 + len(words), "words": mark["words"]}
    assert send(control, "undo", draft=view["draft"])["draft"] == screen


def test_what_is_missing_is_added_at_the_end_and_can_be_taken_back(session: Session) -> None:
    """The lines follow after an empty line, and the part above stays as it was."""
    control = opened(session, "Could you send us the list of your depots?")
    message = control.report.message
    assert message
    assert control.add_message().draft == f"Could you send us the list of your depots?\n\n{message}"
    assert control.undo().draft == "Could you send us the list of your depots?"


def test_blanks_that_a_suggestion_left_are_listed(session: Session) -> None:
    """Nothing goes out with a bracket in it unnoticed."""
    control = opened(session, CLAIM).fix(1)
    blanks = control.view()["blanks"]
    assert blanks
    for one in blanks:
        assert control.draft[one["start"] : one["end"]] == one["words"]
        assert one["words"].startswith("[")


# The deal


def test_a_deal_fills_the_blanks_of_the_suggestions(session: Session) -> None:
    """The goal stands in the customer's own words, and the days are real ones."""
    control = opened(session, TWO)
    assert "three in a hundred" not in control.report.findings[0].suggestion
    with_goal(session)
    control.use_deal("Northwind")
    said = " ".join(finding.suggestion for finding in control.report.findings)
    assert "“late deliveries down to three in a hundred”" in said
    assert "Friday, November 27" in said
    control.use_deal("")
    assert "three in a hundred" not in control.report.findings[0].suggestion


def test_an_unknown_deal_is_refused(session: Session) -> None:
    """What is not in the workbook cannot be chosen."""
    with pytest.raises(UserError, match="There is no deal 'Heron'"):
        opened(session, CLAIM).use_deal("Heron")


def test_the_message_is_attached_as_an_ask_made_today(session: Session) -> None:
    """It is an ask like those of the scorecard, about what the deal needs next, and the check says so."""
    deal = with_goal(session)
    draft = "Would you send us the list of your depots by Tuesday?"
    control = opened(session, draft + "\n").use_deal(deal).attach()
    (kept,) = asks(session, deal)
    step = Scorecard(session).open_deal(deal).result
    assert (kept["text"], kept["made_on"], kept["answer"]) == (draft, "2026-11-22", "none")
    assert kept["dimension"] == "shared-goal"
    assert step.step is not None
    assert control.view()["attached"].startswith("Kept with Northwind as an ask made today")
    control.type(draft + " Please.")
    assert control.view()["attached"] == ""


def test_the_dimension_is_that_of_the_next_step_and_can_be_chosen(session: Session) -> None:
    """By default it asks about what holds the deal up."""
    card = Scorecard(session).add_deal("Northwind")
    for dimension in ("shared-goal", "equal-standing"):
        card.rate(dimension, 4).add_evidence(dimension, kind="done", who="Dana Reyes", date="2026-11-12")
    step = card.result.step
    assert step is not None
    control = opened(session, CLAIM).use_deal("Northwind")
    assert control.deal.dimension == step.dimension != "shared-goal"
    control.attach(dimension="our-actions")
    assert asks(session, "Northwind")[0]["dimension"] == "our-actions"
    with pytest.raises(UserError, match="no dimension 'weather'"):
        control.choose_dimension("weather")


def test_the_same_message_is_attached_once_a_day(session: Session) -> None:
    """A second click adds nothing."""
    deal = with_goal(session)
    opened(session, CLAIM).attach(deal).attach()
    assert len(asks(session, deal)) == 1


@pytest.mark.parametrize(
    ("draft", "deal", "why"),
    [
        (CLAIM, "", "Choose a deal first"),
        ("  ", "Northwind", "Write the message"),
        ("a" * 6000, "Northwind", "more than a"),
    ],
)
def test_what_cannot_be_attached_is_refused(session: Session, draft: str, deal: str, why: str) -> None:
    """Without a deal, without words, or with a whole proposal."""
    with_goal(session)
    with pytest.raises(UserError, match=why):
        opened(session).type(draft).attach(deal)


# What is kept


def test_the_draft_and_its_deal_are_there_when_the_cell_is_run_again(session: Session) -> None:
    """Typed text is in the workbook, and so is the deal that it is for."""
    deal = with_goal(session)
    opened(session).type(CLAIM).use_deal(deal)
    again = opened(Session(session.workbook))
    assert (again.draft, again.deal.id) == (CLAIM, deal)


def test_a_given_text_never_overwrites_what_was_typed(session: Session) -> None:
    """Each starting text has a draft of its own."""
    opened(session, CLAIM).type("My own words")
    opened(session).type("Another draft")
    assert opened(session, CLAIM).draft == "My own words"
    assert opened(session).draft == "Another draft"
    assert opened(session, TWO).draft == TWO


def test_the_given_text_can_be_put_back(session: Session) -> None:
    """Once the draft is empty, one click brings back what the page began with."""
    control = opened(session, CLAIM).type("")
    assert control.view()["example"] == "Put the first text back"
    assert control.example().draft == CLAIM


def test_a_deal_that_was_removed_is_no_longer_chosen(session: Session) -> None:
    """The draft opens all the same."""
    deal = with_goal(session)
    opened(session).type(CLAIM).use_deal(deal)
    session.deals.change(deal, "removed", True)
    assert opened(session).deal.id == ""


def test_a_long_draft_is_kept_when_one_leaves_it(session: Session) -> None:
    """The workbook does not fill with copies; it is said when the last words are not saved yet."""
    control = opened(session)
    long = "a" * (LONG + 1)
    control.type(long)
    assert "saved when you leave" in control._saved
    assert opened(session).draft == ""
    control.type(long, leaving=True)
    assert opened(session).draft == long
    for pause in range(10):
        control.type(long + "b" * (pause + 1))
    assert opened(session).draft == long + "b" * 10
    assert len(session.answers.tries("language:own", "draft")) == 2


def test_a_company_can_add_rules_of_its_own(session: Session) -> None:
    """A language.yaml in the workshop folder adds phrases; a mistake in it is named with its place."""
    own = session.workbook.path.with_name("language.yaml")
    own.write_text("rules: [{id: weather}]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"language\.yaml:1"):
        opened(session)


# As Markdown, and as a public call


def test_html_in_a_draft_is_shown_and_never_run(session: Session) -> None:
    """Neither in the marks nor in the draft does a tag come through."""
    control = opened(session, "<img src=x onerror=alert(1)> We want to be your <b>trusted</b> partner. `*x*`")
    shown = to_html(control.plain())
    assert "<img" not in shown
    assert "<b>" not in shown
    assert "&lt;img" in shown


def test_the_plain_text_tells_everything(session: Session) -> None:
    """Draft, marks, rewordings and the six parts are all in the Markdown."""
    control = opened(session).example()
    told = control.plain()
    for finding in control.report.findings:
        assert finding.text in told
    assert "An easy no: missing" in told
    assert "Instead: " in told
    assert opened(session, "").type("").plain().startswith("# Check a draft")


def test_words_that_come_with_quotation_marks_get_no_second_pair(session: Session) -> None:
    """In the text version of the page; the page itself does the same."""
    told = opened(session, "Clients call us a \u201cpartner\u201d.").plain()
    assert ": \u201cpartner\u201d\n" in told


def test_the_public_call_opens_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook calls it with or without a text."""
    monkeypatch.setattr(sessions, "current", lambda: session)
    control = tw.language_check(CLAIM)
    assert isinstance(control, LanguageCheck)
    assert control.report.severe


# Edits


@given(TEXTS, TEXTS)
def test_the_difference_makes_the_new_text_of_the_old(old: str, new: str) -> None:
    """Whatever was typed, the edit found leads there."""
    assert difference(old, new).apply(old) == new


@given(st.lists(TEXTS, min_size=5, max_size=5), TEXTS)
def test_undo_restores_a_stretch_whatever_was_typed_around_it(parts: list[str], words: str) -> None:
    """An edit before or after a mended stretch moves it, and changes nothing in it."""
    first, old, middle, new, last = parts
    before = Edit(len(first), len(first) + len(old), "X" + new)
    mended = Mended(len(first), len(first) + 1 + len(new), old)
    text = before.apply(first + old + middle + last)
    assert mended.undoing.apply(text) == first + old + middle + last
    typed = Edit(0, len(first), words)
    carried = mended.carried(typed)
    assert carried is not None
    assert carried.undoing.apply(typed.apply(text)) == words + old + middle + last


@given(TEXTS)
def test_places_are_the_same_in_both_counts(text: str) -> None:
    """Characters and UTF-16 units lead to each other, at every place."""
    places = Places(text)
    for place in range(len(text) + 1):
        unit = places.units(place)
        assert unit == len(text[:place].encode("utf-16-le")) // 2
        assert places.characters(unit) == place


def test_line_ends_and_broken_characters_are_made_whole() -> None:
    """A text from a mail client is held as the text field holds it."""
    assert clean("a\r\nb\rc\ud83d") == "a\nb\nc\ufffd"
