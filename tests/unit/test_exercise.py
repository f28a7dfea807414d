"""Tests of worksheets' tasks: the pure checker, and the exercise that keeps answers in a workbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from twoway.core.exercise import AnswerError, Choose, Item, Order, Rate, Several, Write, check
from twoway.ui.exercise import Exercise, open_exercise
from twoway.ui.surface import UserError
from twoway.workbook.answers import Answers
from twoway.workbook.store import Workbook

ITEMS = (Item("a", "First", "About a."), Item("b", "Second", "About b."), Item("c", "Third", "About c."))
COMMON: dict[str, Any] = {
    "id": "task",
    "title": "A task",
    "question": "Which?",
    "reason": "Because.",
    "hints": ("One.", "Two."),
}
CHOOSE = Choose(**COMMON, options=ITEMS, right="b")
SEVERAL = Several(**COMMON, options=ITEMS, right=("a", "c"))
ORDER = Order(**COMMON, options=ITEMS, right=("c", "a", "b"))
RATE = Rate(**COMMON, dimension="their-actions", right=1, feedback=("zero", "one", "two", "three", "four"))
WRITE = Write(**COMMON, model="Our text.", checklist=ITEMS)
TASKS = (CHOOSE, SEVERAL, ORDER, RATE, WRITE)
FITTING: dict[str, Any] = {
    "Choose": "b",
    "Several": ["a", "c"],
    "Order": ["c", "a", "b"],
    "Rate": 1,
    "Write": "My text.",
}


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    """Open a fresh workbook."""
    opened = Workbook.open(tmp_path / "workbook.twoway")
    yield opened
    opened.close()


def exercise(task: Any, workbook: Workbook) -> Exercise:
    """Open ``task`` on ``workbook``."""
    return Exercise(task, "sheet", Answers(workbook))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: type(task).__name__)
def test_right_answer(task: Any) -> None:
    """The right answer is right; a written text is neither right nor wrong."""
    expected = None if isinstance(task, Write) else True
    assert expected is check(task, FITTING[type(task).__name__]).right


def test_wrong_choice_gets_its_own_feedback() -> None:
    """A wrong option is answered with that option's feedback, and the reason stays unsaid."""
    feedback = check(CHOOSE, "a")
    assert (feedback.right, feedback.text) == (False, "About a.")


def test_several_counts_missing_and_extra() -> None:
    """One found, one that does not belong: both are said, and feedback is given for the chosen ones only."""
    feedback = check(SEVERAL, ["a", "b"])
    assert feedback.right is False
    assert feedback.text == "You found one of the two. One of your choices does not belong."
    assert set(feedback.items) == {"a", "b"}


def test_several_part_is_not_right() -> None:
    """All chosen belong, but one is missing: not right yet."""
    assert check(SEVERAL, ["c"]).right is False


def test_order_names_the_first_step_that_is_out_of_place() -> None:
    """The steps that stand right are counted, and the first wrong one is named."""
    feedback = check(ORDER, ["c", "b", "a"])
    assert feedback.text == "The first stands right. Look again at number two: “Second”."
    assert feedback.items == {"b": "About b."}


def test_level_feedback() -> None:
    """Each level has its own words."""
    assert [check(RATE, level).text for level in range(5)] == ["zero", "one", "two", "three", "four"]


def test_checklist() -> None:
    """What is not ticked is given back with its advice; all ticked leaves nothing open."""
    assert check(WRITE, "Mine.").items == {}
    assert check(WRITE, "Mine.", ["a"]).items == {"b": "About b.", "c": "About c."}
    assert check(WRITE, "Mine.", ["a", "b", "c"]).items == {}


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        (CHOOSE, "bb"),
        (CHOOSE, ""),
        (CHOOSE, None),
        (CHOOSE, 3),
        (CHOOSE, ["b"]),
        (SEVERAL, []),
        (SEVERAL, "a"),
        (SEVERAL, ["a", "zz"]),
        (ORDER, ["c", "a"]),
        (ORDER, ["c", "c", "a"]),
        (RATE, 5),
        (RATE, -1),
        (RATE, True),
        (RATE, "1"),
        (RATE, 1.0),
        (WRITE, "   "),
        (WRITE, 7),
    ],
)
def test_answers_that_do_not_fit(task: Any, answer: Any) -> None:
    """An answer of the wrong shape is refused with a sentence, and never checked."""
    with pytest.raises(AnswerError, match=r"^[A-Z].*[.?]$"):
        check(task, answer)


def test_did_you_mean() -> None:
    """A mistyped option names the nearest one."""
    task = Choose(**COMMON, options=(*ITEMS, Item("their-log", "Log", "About the log.")), right="a")
    with pytest.raises(AnswerError, match="did you mean 'their-log'"):
        check(task, "theirlog")


@pytest.mark.parametrize("task", TASKS, ids=lambda task: type(task).__name__)
def test_everything_is_back_after_a_restart(task: Any, workbook: Workbook, tmp_path: Path) -> None:
    """Answer, hints and feedback are the same in another kernel on the same file."""
    first = exercise(task, workbook).answer(FITTING[type(task).__name__])
    first.handle("hint", {})
    reopened = Workbook.open(tmp_path / "workbook.twoway")
    again = exercise(task, reopened)
    assert again.view() == first.view()
    assert again.result == first.result
    assert again.hints == 1
    reopened.close()


def test_draft_is_kept_but_is_no_try(workbook: Workbook) -> None:
    """What is chosen and not committed survives a restart, and nothing is said to it."""
    exercise(CHOOSE, workbook).handle("choose", {"option": "a"})
    again = exercise(CHOOSE, workbook)
    assert (again.draft, again.result) == ("a", None)


def test_tries_are_append_only(workbook: Workbook) -> None:
    """Each new answer is a try of its own in the history; the last one counts."""
    done = exercise(CHOOSE, workbook).answer("a").answer("c").answer("c").answer("b")
    tries = Answers(workbook).tries("exercise:sheet", "task:try")
    assert [event.data["value"] for event in tries] == ["a", "c", "b"]
    assert done.result is not None
    assert done.result.right


def test_worked_solution_leaves_own_tries_alone(workbook: Workbook) -> None:
    """Running a solution's notebook writes nothing to the learner's workbook."""
    exercise(CHOOSE, workbook).answer("a")
    before = workbook.last_seq()
    worked = exercise(CHOOSE, workbook).solution("b")
    assert workbook.last_seq() == before
    assert worked.result is not None
    assert worked.result.right
    assert exercise(CHOOSE, workbook).tried == "a"


def test_pick_and_move(workbook: Workbook) -> None:
    """Options are picked one by one, and steps moved one place at a time, within the list."""
    several = exercise(SEVERAL, workbook)
    for option in ("c", "a", "b"):
        several.handle("pick", {"option": option, "on": True})
    several.handle("pick", {"option": "b", "on": False})
    assert several.draft == ("a", "c")
    order = exercise(Order(**{**COMMON, "id": "other"}, options=ITEMS, right=ORDER.right), workbook)
    order.handle("move", {"step": "c", "by": -1})
    order.handle("move", {"step": "c", "by": -1})
    order.handle("move", {"step": "c", "by": -1})
    assert order.draft == ["c", "a", "b"]


def test_order_can_be_committed_as_shown(workbook: Workbook) -> None:
    """Whoever finds the shown order right may commit it without moving anything."""
    order = exercise(ORDER, workbook)
    order.handle("commit", {})
    assert order.tried == ("a", "b", "c")


def test_nothing_chosen(workbook: Workbook) -> None:
    """A commit without an answer is refused with a sentence on the page, and is no try."""
    empty = exercise(CHOOSE, workbook)
    widget = empty.widget()
    empty.handle("commit", {})
    assert widget.view["problem"] == "Choose one of the answers first."
    assert empty.tried is None


def test_reveal_needs_a_try(workbook: Workbook) -> None:
    """The authors' answer can be seen after a first wrong try, and not before."""
    task = exercise(CHOOSE, workbook)
    with pytest.raises(UserError, match="Try it yourself first"):
        task.reveal()
    task.answer("a")
    assert task.view()["solution"] == ""
    task.reveal()
    assert "Because." in task.view()["solution"]


def test_feedback_goes_with_its_answer(workbook: Workbook) -> None:
    """When the answer is changed after a commit, the old feedback is not shown beside it."""
    task = exercise(CHOOSE, workbook).answer("a")
    task.handle("choose", {"option": "b"})
    assert (task.view()["changed"], task.view()["feedback"]) == (True, None)


def test_written_text_is_compared_after_commit_only(workbook: Workbook) -> None:
    """The model answer and the checklist appear once one's own text is committed, and ticks are kept."""
    task = exercise(WRITE, workbook)
    task.handle("write", {"text": "My own."})
    assert (task.view()["solution"], task.view()["checklist"]) == ("", [])
    task.handle("commit", {})
    assert "Our text." in task.view()["solution"]
    task.handle("tick", {"line": "b", "on": True})
    assert [line["on"] for line in task.view()["checklist"]] == [False, True, False]


def test_fixed_gives_nothing_away(workbook: Workbook) -> None:
    """What the page receives before a commit holds neither feedback nor reason nor model."""
    for task in TASKS:
        sent = str((exercise(task, workbook).fixed(), exercise(task, workbook).view()))
        assert not any(secret in sent for secret in ("About ", "Because.", "Our text.", "'three'"))


def test_answers_that_no_longer_fit_are_passed_over(workbook: Workbook) -> None:
    """An answer to an earlier version of a task, with an option that is gone, does no harm."""
    Answers(workbook).put("exercise:sheet", "task:try", "gone")
    Answers(workbook).put("exercise:sheet", "task:draft", ["gone"])
    task = exercise(CHOOSE, workbook)
    assert (task.tried, task.draft, task.result) == (None, None, None)
    assert "Not answered yet" in task.plain()


def test_wrong_answer_in_code(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped answer in code is a sentence for a person, and an error under test."""
    monkeypatch.delenv("TWOWAY_STRICT", raising=False)
    assert "There is no answer 'x' here" in exercise(CHOOSE, workbook).answer("x").plain()
    monkeypatch.setenv("TWOWAY_STRICT", "1")
    with pytest.raises(UserError):
        exercise(CHOOSE, workbook).answer("x")


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("01-reciprocty/x", "There is no worksheet '01-reciprocty'; did you mean '01-reciprocity'?"),
        ("01-reciprocity/what-the-buyer-di", "has no task 'what-the-buyer-di'; did you mean 'what-the-buyer-did'?"),
        ("", "There is no worksheet ''"),
        ("../../etc/passwd", "There is no worksheet '..'"),
    ],
)
def test_unknown_task(reference: str, sentence: str, workbook: Workbook) -> None:
    """A worksheet or task that does not exist is named, with the nearest one that does."""
    with pytest.raises(UserError) as caught:
        open_exercise(reference, Answers(workbook))
    assert sentence in str(caught.value)
