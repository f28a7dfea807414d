"""Tests of the quiz: what was met comes back when it is due, every reply is kept, and the page says what is next."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from twoway.content.cases import load_case
from twoway.core.play import roads
from twoway.ui.case import open_case
from twoway.ui.exercise import open_exercise
from twoway.ui.quiz import DONE, SCOPE, START, Quiz
from twoway.ui.session import Session
from twoway.ui.surface import UserError
from twoway.workbook.store import Workbook

SLUG = "declined-vp-call"
CASE = load_case(SLUG)
RIGHT = {f"case:{SLUG}/{question.id}": question.answer for question in CASE.retrieval}
START_DAY = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


class Calendar(Session):
    """A session whose days a test turns."""

    def __init__(self, path: Path) -> None:
        """Begin on the first day, with a fresh workbook."""
        self.moment = START_DAY
        super().__init__(Workbook.open(path, now=lambda: self.moment))

    def today(self) -> datetime.date:
        """Return the day that the test is on."""
        return self.moment.astimezone().date()

    def turn_to(self, day: int) -> "Calendar":
        """Go to the day so many days after the first."""
        self.moment = START_DAY + datetime.timedelta(days=day)
        return self


@pytest.fixture
def calendar(tmp_path: Path) -> Iterator[Calendar]:
    """Open a fresh workbook on a calendar that the test turns."""
    opened = Calendar(tmp_path / "workbook.twoway")
    yield opened
    opened.workbook.close()


def play(session: Session) -> None:
    """Play the case to an ending."""
    for decision, option in next(roads(CASE)):
        open_case(SLUG, session).decide(decision, option)


def answer_all(session: Session, *, right: bool = True) -> int:
    """Answer everything that is due, and return how many questions that were."""
    quiz = Quiz(session)
    for source in quiz.waiting:
        options = [one.id for one in source.question.options if (one.id == source.question.answer) == right]
        quiz.answer(options[0])
    return len(RIGHT) - len(quiz.waiting)


def test_nothing_met(calendar: Calendar) -> None:
    """Who has met nothing is told how questions come about."""
    assert (Quiz(calendar).waiting, Quiz(calendar).plain()) == ((), START)


def test_case_on_the_way_is_not_asked(calendar: Calendar) -> None:
    """A case that was begun and has not reached an ending brings no questions."""
    decision, option = next(roads(CASE))[0]
    open_case(SLUG, calendar).decide(decision, option)
    assert Quiz(calendar.turn_to(40)).plain() == START


def test_two_days_after_the_ending(calendar: Calendar) -> None:
    """The day after an ending nothing is due and the next day is named; two days after, all its questions are."""
    play(calendar)
    assert (
        Quiz(calendar.turn_to(1)).plain() == "Nothing is due today. Questions wait for you again on Wednesday 4 March."
    )
    assert [source.key for source in Quiz(calendar.turn_to(2)).waiting] == sorted(RIGHT)


def test_playing_again_does_not_put_it_off(calendar: Calendar) -> None:
    """The first ending counts; another road a day later changes no day."""
    play(calendar)
    calendar.turn_to(1)
    decision, option = next(roads(CASE))[-1]
    other = next(one.id for one in CASE.decision(decision).options if one.id != option)  # type: ignore[union-attr] # it is there
    open_case(SLUG, calendar).decide(decision, other)
    assert len(Quiz(calendar.turn_to(2)).waiting) == len(RIGHT)


def test_the_whole_ladder(calendar: Calendar) -> None:
    """Right on days 2, 7, 16 and 30, the questions rest; on no day between is anything due."""
    play(calendar)
    asked = [day for day in range(60) if Quiz(calendar.turn_to(day)).waiting and answer_all(calendar)]
    assert asked == [2, 7, 16, 30]
    assert Quiz(calendar).plain() == DONE


def test_wrong_comes_back_in_two_days(calendar: Calendar) -> None:
    """After wrong answers on day 7, everything is due on day 9."""
    play(calendar)
    answer_all(calendar.turn_to(2))
    answer_all(calendar.turn_to(7), right=False)
    assert Quiz(calendar).next_day == calendar.turn_to(9).today()
    assert len(Quiz(calendar).waiting) == len(RIGHT)


def test_feedback_stays_until_one_goes_on(calendar: Calendar) -> None:
    """After a wrong answer the page shows both answers, the reason and the next day; then the next question."""
    play(calendar)
    quiz = Quiz(calendar.turn_to(2))
    source = quiz.waiting[0]
    wrong = next(one for one in source.question.options if one.id != source.question.answer)
    quiz.handle("choose", {"option": wrong.id})
    quiz.handle("commit", {})
    said = quiz.view()["said"]
    assert (said["heading"], said["yours"]) == ("Not quite.", wrong.text)
    assert said["later"] == "You meet it again on Friday 6 March."
    assert source.question.why.split(".")[0][:20] in quiz.plain()
    quiz.handle("onward", {})
    assert quiz.view()["question"]["id"] == quiz.waiting[0].key != source.key


def test_choice_survives_a_restart(calendar: Calendar) -> None:
    """A choice that was not committed is there again in another kernel, and belongs to its question only."""
    play(calendar)
    calendar.turn_to(2)
    source = Quiz(calendar).waiting[0]
    Quiz(calendar).choose(source.question.answer)
    again = Quiz(calendar)
    assert again.view()["chosen"] == source.question.answer
    again.commit().onward()
    assert again.view()["chosen"] == ""


def test_nothing_is_given_away(calendar: Calendar) -> None:
    """What the page receives before a commit holds no reason and no mark of what is right."""
    play(calendar)
    quiz = Quiz(calendar.turn_to(2))
    sent = str((quiz.fixed(), quiz.view()))
    assert quiz.waiting[0].question.why[:30] not in sent
    assert "right" not in sent


@pytest.mark.parametrize("event", ["commit", "choose"])
def test_wrong_use_is_a_sentence(event: str, calendar: Calendar) -> None:
    """Committing nothing, or choosing what is not offered, is told in a sentence; nothing is kept."""
    play(calendar)
    quiz = Quiz(calendar.turn_to(2))
    widget = quiz.widget()
    quiz.handle(event, {"option": "nonsense"} if event == "choose" else {})
    assert widget.view["problem"].endswith((".", "?")) or "known here" in widget.view["problem"]
    assert calendar.answers.events(SCOPE) == []


def test_answering_twice_in_a_row(calendar: Calendar) -> None:
    """Once everything is answered there is no question left to answer."""
    play(calendar)
    answer_all(calendar.turn_to(2))
    with pytest.raises(UserError, match="no open question"):
        Quiz(calendar).answer("anything")


def test_odd_replies_are_passed_over(calendar: Calendar) -> None:
    """Replies to questions or options that are gone, or without a day, do no harm."""
    play(calendar)
    key = next(iter(RIGHT))
    for value in ({"option": "gone", "on": "2026-03-04"}, {"option": RIGHT[key], "on": "soon"}, "text", None):
        calendar.answers.put(SCOPE, key, value)
    calendar.answers.put(SCOPE, "case:gone/question", {"option": "a", "on": "2026-03-04"})
    assert len(Quiz(calendar.turn_to(2)).waiting) == len(RIGHT)


def test_worksheet_questions(calendar: Calendar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worksheet's own questions come two days after its first committed task, and only then."""
    kit = _kit_with_questions(tmp_path)
    for module in ("met", "exercise"):
        monkeypatch.setattr(f"twoway.ui.{module}.kit_root", lambda: kit)
    exercise = open_exercise("sheet/one", calendar.answers)
    exercise.choose("a")
    assert Quiz(calendar.turn_to(5)).waiting == ()
    exercise.commit()
    waiting = Quiz(calendar.turn_to(7)).waiting
    assert [source.key for source in waiting] == ["worksheet:sheet/later"]
    assert "From the worksheet “A sheet”" in Quiz(calendar).plain()


def _kit_with_questions(folder: Path) -> Path:
    kit = folder / "kit"
    for name in ("solutions", "casestudies"):
        (kit / name).mkdir(parents=True)
    options = "[{id: a, label: A, feedback: FA}, {id: b, label: B, feedback: FB}, {id: c, label: C, feedback: FC}]"
    tasks = "\n".join(
        f"  - {{id: {name}, kind: choose, title: T, question: Q, reason: R, answer: a, options: {options}}}"
        for name in ("one", "two", "three")
    )
    (kit / "solutions" / "sheet.yaml").write_text(
        f"worksheet: sheet\ntitle: A sheet\ntasks:\n{tasks}\n"
        "retrieval:\n  - {id: later, question: Which?, answer: a, why: So., "
        "options: [{id: a, text: A}, {id: b, text: B}]}\n",
        encoding="utf-8",
    )
    return kit
