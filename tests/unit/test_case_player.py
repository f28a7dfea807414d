"""The case player without a front end: what a person can do, and what is kept."""

from pathlib import Path

import pytest

from twoway.content.cases import load_case
from twoway.content.paths import kit_root
from twoway.ui.case import CasePlayer
from twoway.ui.session import Session
from twoway.ui.surface import UserError
from twoway.workbook.store import Workbook


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Open a fresh workbook."""
    return Session(Workbook.open(tmp_path / "workbook.twoway"))


def play(session: Session) -> CasePlayer:
    """Open the declined call on ``session``."""
    return CasePlayer(load_case("declined-vp-call", kit_root() / "casestudies"), session)


def test_a_choice_is_private_until_it_is_committed(session: Session) -> None:
    """Choosing shows no consequence and no coach's note."""
    player = play(session).choose("first-answer", "take-call")
    assert [step["kind"] for step in player.view()["steps"]] == ["scene", "open"]
    assert player.result == {"first": {}, "road": {}, "ending": None}


def test_a_choice_and_its_reason_are_there_again_in_another_kernel(session: Session) -> None:
    """What was chosen and typed, but not committed, is back after a restart."""
    play(session).choose("first-answer", "ask-goals").why("first-answer", "He has no goal yet.")
    step = play(session).view()["steps"][-1]
    assert (step["chosen"], step["why"]) == ("ask-goals", "He has no goal yet.")


def test_a_commit_shows_the_consequence_and_the_next_scene(session: Session) -> None:
    """After the commit the story goes on, and the coach speaks."""
    player = play(session).decide("first-answer", "take-call", "It is only half an hour.")
    taken = player.view()["steps"][1]
    assert (taken["kind"], taken["label"], taken["why"]) == ("taken", "Take the call", "It is only half an hour.")
    assert "fourteen slides" in player.view()["steps"][2]["title"]


def test_the_other_road_keeps_the_first_answer(session: Session) -> None:
    """Playing a decision again moves the story, and leaves the first answer in the comparison."""
    player = play(session).decide("first-answer", "take-call").decide("after-call", "thank-and-close")
    player.retake("first-answer").decide("first-answer", "ask-goals").decide("after-silence", "close")
    assert player.result["first"]["first-answer"] == "take-call"
    assert player.result["ending"] == "free-hands"
    assert {ending.id for ending in player.endings_seen()} == {"late-goodbye", "free-hands"}


def test_comparison_and_debrief_wait_for_the_ending(session: Session) -> None:
    """Nothing is compared before the learner has decided for themselves."""
    player = play(session).decide("first-answer", "ask-goals")
    assert player.view()["compare"] is None
    compare = player.decide("after-silence", "wait").view()["compare"]
    assert [rating["verdict"] for rating in compare["ratings"]] == ["ask", "decline"]


def test_staying_on_the_road_changes_nothing(session: Session) -> None:
    """Going back and thinking better of it leaves the road as it was."""
    player = play(session).decide("first-answer", "take-call")
    before = player.result
    assert player.retake("first-answer").keep().result == before


@pytest.mark.parametrize("step", [("first-answer", "no-such-option"), ("no-such-decision", "take-call")])
def test_what_the_case_does_not_have_is_refused_in_one_sentence(session: Session, step: tuple[str, str]) -> None:
    """An unknown decision or option is no traceback but a sentence."""
    with pytest.raises(UserError, match=r"^.*'no-such-\w+'.*\.$"):
        play(session).choose(*step)


def test_a_commit_without_a_choice_is_refused(session: Session) -> None:
    """Commit asks for a choice first."""
    with pytest.raises(UserError, match="Choose one of the answers first"):
        play(session).commit("first-answer")


def test_reflections_are_kept(session: Session) -> None:
    """An answer to a debrief question is back after a restart."""
    play(session).reflect("0", "He answered politely.")
    assert play(session).reflections() == {"0": "He answered politely."}


def test_plain_text_tells_the_story_so_far(session: Session) -> None:
    """Without a widget front end, the same steps are readable text."""
    text = play(session).decide("first-answer", "take-call").plain()
    assert "**You: Take the call**" in text
    assert "Half an hour, fourteen slides" in text
