"""Playing a case: walking roads, going back, and the checks on the story."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.core.case import (
    Answer,
    Case,
    DebriefQuestion,
    Decision,
    Document,
    Ending,
    Facilitator,
    Minutes,
    Option,
    ReasonedAnswer,
    Reference,
    RetrievalQuestion,
    Scene,
    TalkStep,
)
from twoway.core.case_check import MOST_WORDS, checks, facilitator_checks
from twoway.core.deal import Deal
from twoway.core.play import Commit, Walk, follow, replay, roads

DAY = datetime.date(2026, 11, 22)


def option(identity: str, goes_to: str) -> Option:
    """Return an option whose texts are its own."""
    return Option(identity, identity, "…", goes_to, f"What comes of {identity}.", f"On {identity}.")


def decision(identity: str, **targets: str) -> Decision:
    """Return a decision whose options are named by keyword and lead to the values."""
    options = tuple(option(name, target) for name, target in targets.items())
    return Decision(identity, "What now?", options, ReasonedAnswer(options[0].id, "Because."))


def scene(identity: str, ahead: Decision | str) -> Scene:
    """Return a scene that ends in a decision, or goes on to the scene or ending with this id."""
    if isinstance(ahead, str):
        return Scene(identity, identity, "Monday", "Some words.", next=ahead)
    return Scene(identity, identity, "Monday", "Some words.", decision=ahead)


def question(identity: str) -> RetrievalQuestion:
    """Return a retrieval question."""
    return RetrievalQuestion(identity, "Which?", (Answer("a", "A"), Answer("b", "B"), Answer("c", "C")), "a", "So.")


CASE = Case(
    slug="small",
    title="Small",
    roles=("seller",),
    credit="Invented",
    as_of=DAY,
    summary="A small case.",
    minutes=Minutes(1, 2, 3),
    people=(),
    start="first",
    scenes=(
        scene("first", decision("one", call="meeting", ask="reply", drop="gone")),
        scene("meeting", decision("two", push="lost", stop="gone")),
        scene("reply", "later"),
        scene("later", decision("three", wait="lost", chase="lost", close="free")),
    ),
    endings=tuple(Ending(name, name, "The end.", "unsettled") for name in ("lost", "gone", "free")),
    reference=(Reference("then", "Then", DAY, Deal("d", "D"), {}),),
    debrief=(DebriefQuestion("What did the buyer do?", "Much."),),
    retrieval=tuple(question(name) for name in ("q1", "q2", "q3")),
)


def messages(case: Case) -> list[str]:
    """Return what the checks say about ``case``."""
    return [problem.message for problem in checks(case)]


def with_scene(position: int, changed: Scene) -> Case:
    """Return the small case with one scene replaced."""
    scenes = list(CASE.scenes)
    scenes[position] = changed
    return replace(CASE, scenes=tuple(scenes))


def test_without_answers_the_first_decision_is_open() -> None:
    """A fresh play shows the first scene and waits for its decision."""
    assert follow(CASE, {}) == Walk((CASE.scenes[0],), (), open_decision=CASE.scenes[0].decision)


def test_scene_without_decision_goes_on_by_itself() -> None:
    """After an answer, scenes are visible up to the next open decision."""
    walk = follow(CASE, {"one": "ask"})
    assert [shown.id for shown in walk.scenes] == ["first", "reply", "later"]
    assert walk.open_decision == CASE.decision("three")


def test_road_ends() -> None:
    """A road that is answered to its end has an ending and no open decision."""
    walk = follow(CASE, {"one": "ask", "three": "close", "two": "push"})
    assert walk.road == (("one", "ask"), ("three", "close"))
    assert walk.ending == CASE.ending("free")
    assert walk.open_decision is None


def test_vanished_option_leaves_decision_open() -> None:
    """An answer that the case no longer offers is asked for again."""
    assert follow(CASE, {"one": "fax"}).open_decision == CASE.decision("one")


def test_all_roads_are_walked() -> None:
    """Every way through the case is listed once, and each ends."""
    found = list(roads(CASE))
    assert len(found) == len(set(found)) == 6
    assert {follow(CASE, dict(road)).ending.id for road in found if follow(CASE, dict(road)).ending} == {
        "lost",
        "gone",
        "free",
    }


def test_going_back_takes_the_other_road_and_keeps_the_first_answer() -> None:
    """Answering again drops what came after, keeps the first answer, and remembers the road that was left."""
    history = [Commit("one", "ask", "curious"), Commit("three", "wait"), Commit("one", "call", "to compare")]
    record = replay(CASE, history)
    assert record.choices == {"one": "call"}
    assert record.first["one"] == Commit("one", "ask", "curious")
    assert record.first["three"].option == "wait"
    assert record.roads == ((("one", "ask"), ("three", "wait")), (("one", "call"),))


def test_answer_off_the_road_moves_nothing() -> None:
    """A late answer to a decision on another road does not change where one stands."""
    record = replay(CASE, [Commit("one", "ask"), Commit("two", "push")])
    assert record.choices == {"one": "ask"}
    assert record.first["two"] == Commit("two", "push")


@given(
    st.lists(
        st.builds(
            Commit,
            st.sampled_from(["one", "two", "three", "none"]),
            st.sampled_from(["call", "ask", "drop", "push", "stop", "wait", "chase", "close", "fax"]),
        )
    )
)
def test_replay_always_stands_on_a_road(history: list[Commit]) -> None:
    """Whatever was committed, the answers that count form one road from the start, and first answers never change."""
    record = replay(CASE, history)
    assert follow(CASE, record.choices).road == tuple(record.choices.items())
    for name, first in record.first.items():
        assert first == next(commit for commit in history if commit.decision == name)
    if record.choices:
        assert record.roads[-1] == tuple(record.choices.items())


def test_sound_case_passes() -> None:
    """A case that holds together has no problems."""
    assert checks(CASE) == ()


def test_target_that_does_not_exist_is_named_with_its_neighbor() -> None:
    """A misspelled target is refused at its place, with the nearest id."""
    broken = with_scene(0, scene("first", decision("one", call="meeting", ask="reply2", drop="gone")))
    (wrong,) = [problem for problem in checks(broken) if "does not exist" in problem.message]
    assert wrong.path == ("scenes", 0, "decision", "options", 1, "goes_to")
    assert wrong.message == "option 'ask' leads to 'reply2', which does not exist; did you mean 'reply'?"


def test_unreachable_scenes_and_endings_are_named() -> None:
    """What no road leads to is a problem."""
    broken = with_scene(0, scene("first", decision("one", call="meeting", ask="meeting", drop="gone")))
    assert {
        "no road leads to scene 'reply'",
        "no road leads to scene 'later'",
        "no road leads to ending 'free'",
    } <= set(messages(broken))


def test_loop_is_refused_and_never_hangs() -> None:
    """A road that comes round to itself is named, and walking it stops."""
    broken = with_scene(2, scene("reply", "first"))
    assert "scene 'first' can come round to itself; a road must end" in messages(broken)
    assert follow(broken, {"one": "ask"}).ending is None
    assert list(roads(broken))


def test_start_must_exist() -> None:
    """A case whose first scene is missing is refused."""
    assert any("starts at scene 'frist'" in text for text in messages(replace(CASE, start="frist")))


def test_repeated_ids_are_refused() -> None:
    """Two scenes, decisions or options with one id are a problem each."""
    assert "decision 'one' exists already; ids must differ" in messages(
        with_scene(1, scene("meeting", decision("one", push="lost", stop="gone")))
    )
    assert "scene or ending 'lost' exists already; ids must differ" in messages(
        replace(CASE, scenes=(*CASE.scenes, scene("lost", "free")))
    )


def test_every_option_teaches_its_own_thing() -> None:
    """Two options with the same coach's note are refused."""
    two = CASE.decision("two")
    assert two is not None
    same = replace(two, options=(two.options[0], replace(two.options[1], coach=two.options[0].coach)))
    assert any(
        "option 'stop' repeats the text of option 'push'" in text
        for text in messages(with_scene(1, scene("meeting", same)))
    )


def test_narrow_and_straight_stories_are_refused() -> None:
    """A case needs two broad decisions and a real fork."""
    straight = replace(
        CASE,
        scenes=(scene("first", decision("one", a="last", b="last")), scene("last", "lost")),
        endings=CASE.endings[:1],
    )
    found = " ".join(messages(straight))
    assert "at least 2 decisions with 3 or more options; this has 0" in found
    assert "never branches" in found


def test_long_scenes_are_refused_with_their_documents() -> None:
    """Words of text and documents count together."""
    long = replace(CASE.scenes[2], documents=(Document("email", "word " * MOST_WORDS),))
    assert any(f"has {MOST_WORDS + 2} words" in text for text in messages(with_scene(2, long)))


def test_reference_after_the_cases_day_is_refused() -> None:
    """A reference rating cannot know the future of its case."""
    later = replace(CASE.reference[0], as_of=DAY + datetime.timedelta(days=1))
    assert messages(replace(CASE, reference=(later,))) == ["this moment is later than the case's own day, 2026-11-22"]


@pytest.mark.parametrize("minutes", [1, 3])
def test_talk_track_fills_the_planned_minutes(minutes: int) -> None:
    """A talk track that is shorter or longer than planned is refused."""
    page = Facilitator(("Learn.",), ("Ask.",), (TalkStep("All", minutes, "Go."),), CASE.debrief, {})
    assert [problem.path for problem in facilitator_checks(page, CASE)] == [("talk_track",)]
