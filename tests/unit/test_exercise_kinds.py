"""Tests of three kinds of task: marking phrases in a text, building an ask from its parts, and rating a team."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from twoway.content.build import leaks
from twoway.content.rubric import load_rubric
from twoway.core.exercise import check
from twoway.core.exercise_reading import read_worksheet
from twoway.core.reading import InvalidDataError, Node
from twoway.core.tasks import SLOTS, AnswerError, Build, Mark, Rate, Worksheet
from twoway.ui.exercise import Exercise
from twoway.ui.surface import UserError
from twoway.workbook.answers import Answers
from twoway.workbook.store import Workbook

SHEET = """
worksheet: sheet
title: A sheet
tasks:
  - id: promises
    kind: mark
    title: A mail from Tunis
    question: What has she promised?
    reason: A promise has a doer and a day.
    text: |-
      Dear all,

      [[warm|it was a pleasure]]. [[log|I will send the log by Friday]], and [[read|we read your plan with interest]].
    phrases:
      - {id: warm, feedback: Kind words.}
      - {id: log, feedback: A deed and a day.}
      - {id: read, feedback: Reading changes nothing yet.}
    answer: [log]
  - id: ask
    kind: build
    title: Ask her
    question: Build a message that asks of both sides.
    reason: Each part does its own work.
    message: |-
      Hello Amira,

      {goal} {our-action} {our-date}. {your-action} {your-date}? {easy-no}
    slots:
SLOT_TEXT
  - {id: third, kind: choose, title: T, question: Q, reason: R, answer: x, options: [
      {id: x, label: X, feedback: FX}, {id: y, label: Y, feedback: FY}, {id: z, label: Z, feedback: FZ}]}
retrieval:
  - id: later
    question: What is a promise made of?
    options: [{id: a, text: A doer and a day.}, {id: b, text: Warmth.}, {id: c, text: Reading.}]
    answer: a
    why: Without a day nobody can keep it.
"""
SLOT = """      {slot}:
        options:
          - {{id: {slot}-good, label: good {slot}, feedback: This {slot} carries.}}
          - {{id: {slot}-thin, label: thin {slot}, feedback: This {slot} does not.}}
        answer: {slot}-good"""
TEXT = SHEET.replace("SLOT_TEXT", "\n".join(SLOT.format(slot=slot) for slot in SLOTS))
GOOD = [f"{slot}-good" for slot in SLOTS]


def sheet(text: str = TEXT) -> Worksheet:
    """Read a worksheet written as YAML."""
    return read_worksheet(Node(yaml.safe_load(text)))


def problems(text: str) -> str:
    """Return everything that is wrong with a worksheet."""
    with pytest.raises(InvalidDataError) as caught:
        sheet(text)
    return "\n".join(problem.message for problem in caught.value.problems)


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    """Open a fresh workbook's answers."""
    with Workbook.open(tmp_path / "workbook.twoway") as workbook:
        yield Answers(workbook)


def mark() -> Mark:
    """Return the task with a text to mark."""
    task = sheet().tasks[0]
    assert isinstance(task, Mark)
    return task


def build() -> Build:
    """Return the task with an ask to build."""
    task = sheet().tasks[1]
    assert isinstance(task, Build)
    return task


def test_text_is_cut_into_phrases() -> None:
    """The pieces of a text give the text back, and each phrase keeps its own words as its label."""
    task = mark()
    text = "".join(piece.text for piece in task.pieces)
    assert text.startswith("Dear all,\n\nit was a pleasure. I will send the log by Friday, and we")
    assert [option.id for option in task.options] == ["warm", "log", "read"]
    assert task.options[1].label == "I will send the log by Friday"


@pytest.mark.parametrize(("marked", "right"), [(["log"], True), (["log", "warm"], False), (["read"], False)])
def test_marks(marked: list[str], right: bool) -> None:  # noqa: FBT001 - a parameter of the table
    """All phrases that belong and no others: right; each marked phrase gets its own feedback."""
    feedback = check(mark(), marked)
    assert feedback.right is right
    assert set(feedback.items) == set(marked)


def test_marks_that_do_not_belong_are_counted_as_marks() -> None:
    """The sentence speaks of marks, not of choices."""
    assert check(mark(), ["warm"]).text == "You found none of the one. One of your marks does not belong."


def test_marking_by_events(answers: Answers) -> None:
    """A phrase is marked and unmarked like any option, kept at once, and shown after a restart."""
    task = Exercise(mark(), "sheet", answers)
    for option, on in (("log", True), ("warm", True), ("warm", False)):
        task.handle("pick", {"option": option, "on": on})
    again = Exercise(mark(), "sheet", answers)
    assert again.view()["chosen"] == ["log"]
    assert again.fixed()["kind"] == "mark"
    again.handle("commit", {})
    assert again.result is not None
    assert again.result.right


def test_nothing_marked(answers: Answers) -> None:
    """A commit without a mark is told what to do."""
    with pytest.raises(UserError, match="Mark at least one phrase first"):
        Exercise(mark(), "sheet", answers).commit()


def test_ask_is_right_when_every_part_carries() -> None:
    """Six carrying parts are right; with one thin part the number that carry is said, and each part has its words."""
    assert check(build(), GOOD).right is True
    feedback = check(build(), [*GOOD[:5], "easy-no-thin"])
    assert feedback.right is False
    assert feedback.text.startswith("Five of the six parts carry.")
    assert feedback.items["easy-no-thin"] == "This easy-no does not."


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ([], "Choose a part for each place first."),
        (GOOD[:4], "Choose a part for each place; two are still open."),
        ([*GOOD, "goal-thin"], "Choose one part for each place, not two."),
        ([*GOOD[:5], "else"], "There is no answer 'else' here"),
    ],
)
def test_asks_that_are_not_whole(answer: list[str], sentence: str) -> None:
    """A slot left open, two parts in one slot, and an unknown part are each named."""
    with pytest.raises(AnswerError, match=f"^{re.escape(sentence)}"):
        check(build(), answer)


def test_order_of_the_parts_does_not_matter() -> None:
    """An ask given in code may name its parts in any order."""
    assert check(build(), GOOD[::-1]).right is True


def test_ask_grows_part_by_part(answers: Answers) -> None:
    """A half-built ask is kept; its message shows what is still open, and can be copied only when it is whole."""
    task = Exercise(build(), "sheet", answers)
    task.handle("place", {"slot": "goal", "option": "goal-thin"})
    task.handle("place", {"slot": "goal", "option": "goal-good"})
    view = Exercise(build(), "sheet", answers).view()
    assert view["message"] == (
        "Hello Amira,\n\ngood goal [our action] [our date]. [your action] [your date]? [an easy no]"
    )
    assert (view["chosen"], view["whole"]) == (["goal-good"], False)
    for slot in SLOTS[1:]:
        task.handle("place", {"slot": slot, "option": f"{slot}-good"})
    assert "[" not in task.view()["message"]
    assert task.view()["whole"]
    task.handle("place", {"slot": "easy-no", "option": ""})
    assert not task.view()["whole"]


def test_part_in_a_wrong_slot(answers: Answers) -> None:
    """A part of another slot is refused."""
    with pytest.raises(UserError, match="does not go there"):
        Exercise(build(), "sheet", answers).place("goal", "easy-no-good")


def test_built_ask_is_shown_as_a_message(answers: Answers) -> None:
    """The plain text shows the committed message, what there is to say to each part, and the reason."""
    text = Exercise(build(), "sheet", answers).answer(GOOD).plain()
    assert "> Hello Amira," in text
    assert "- *An easy no: good easy-no* This easy-no carries." in text
    assert "Each part does its own work." in text


def test_nothing_is_given_away(answers: Answers) -> None:
    """What the page receives before a commit holds no feedback, no reason, and no mark of what is right."""
    for task in (mark(), build()):
        exercise = Exercise(task, "sheet", answers)
        sent = str((exercise.fixed(), exercise.view()))
        assert not any(secret in sent for secret in ("carries", "Kind words", "A promise has", "Each part", "right"))


RATE = """  - {id: crew, kind: rate, title: T, question: Q, reason: R, dimension: their-actions, relationship: team,
      answer: 3, levels: [Nought., One., Two., Three., Four.]}
retrieval:"""
TEAM = TEXT.replace("retrieval:", RATE)


@pytest.mark.parametrize(
    ("line", "expected"), [(" relationship: team,", "team"), (" relationship: deal,", "deal"), ("", "deal")]
)
def test_rating_a_team_has_the_words_for_teams(line: str, expected: str, answers: Answers) -> None:
    """A task about a team shows the rubric's levels for teams; without a word about it, it is about a deal."""
    task = sheet(TEAM.replace(" relationship: team,", line)).task("crew")
    assert isinstance(task, Rate)
    assert task.relationship == expected
    exercise = Exercise(task, "sheet", answers)
    words = load_rubric().dimension("their-actions", expected).levels
    assert [level["text"] for level in exercise.fixed()["levels"]] == [level.text for level in words]
    assert all(level.text in exercise.plain() for level in words)
    other = load_rubric().dimension("their-actions", "deal" if expected == "team" else "team").levels
    assert other[4].text not in exercise.plain()


def test_retrieval_is_read() -> None:
    """A worksheet's questions for later come with it."""
    assert [(item.id, item.answer) for item in sheet().retrieval] == [("later", "a")]


def test_leaks_are_found() -> None:
    """The finished ask, a phrase's feedback and the reason of a later question are secrets of the solution."""
    told = (
        "Hello Amira, good goal good our-action good our-date. good your-action good your-date? good easy-no "
        "A deed and a day. Without a day nobody can keep it."
    )
    found = " ".join(leaks(told, sheet(), {"cells": []}))
    assert "finished message of task 'ask'" in found
    assert "feedback of task 'promises'" in found
    assert "reason of task 'later'" in found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[[read|", "[[reads|", "'reads' has no feedback under 'phrases'; did you mean 'read'?"),
        ("[[read|", "[[reads|", "the text has no [[read|…]]"),
        ("[[read|", "[[log|", "the phrase 'log' stands in the text twice; ids must differ"),
        ("[[read|we read your plan with interest]]", "all", "at least 3 phrases are needed"),
        ("answer: [log]", "answer: [lgo]", "there is no option 'lgo' here; did you mean 'log'?"),
        ("answer: [log]", "answer: [log, warm, read]", "every phrase belongs"),
        ("feedback: Kind words.", "feedback: A deed and a day.", "repeats the feedback of another option"),
        ("{easy-no}", "Bye.", "the message must say {easy-no} once"),
        ("      easy-no:\n", "      easy:\n", "'easy-no' is missing"),
        ("id: our-date-thin", "id: goal-thin", "option 'goal-thin' exists already; ids must differ"),
        ("answer: goal-good", "answer: good", "there is no option 'good' here"),
        ("answer: a\n", "answer: d\n", "there is no option 'd' here"),
        ("{id: b, text: Warmth.}", "{id: a, text: Warmth.}", "option 'a' exists already; ids must differ"),
    ],
)
def test_mistakes_of_authors(old: str, new: str, message: str) -> None:
    """What is wrong with such a task is named, with the remedy."""
    assert old in TEXT
    assert message in problems(TEXT.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("relationship: team", "relationship: taem", "did you mean 'team'?"),
        ("relationship: team", "relationship: 3", "expected one of deal, team, found 3"),
        ("relationship: team", "relation: team", "unknown key 'relation'; did you mean 'relationship'?"),
        ("dimension: their-actions", "dimension: negotiation", "'negotiation' is for deals"),
        ("kind: choose, ", "kind: choose, relationship: team, ", "unknown key 'relationship'"),
    ],
)
def test_mistakes_in_rating_a_team(old: str, new: str, message: str) -> None:
    """Another word for a team, a dimension that teams do not have, and the key in another kind are each named."""
    assert old in TEAM
    assert message in problems(TEAM.replace(old, new, 1))
