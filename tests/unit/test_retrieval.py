"""Tests of when a question is asked again: the intervals, and what must hold for any history of replies."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.core.retrieval import DAYS, STEPS, Card, Reply, due, due_on, next_due

MET = datetime.date(2026, 3, 2)


def day(number: int) -> datetime.date:
    """Return the day so many days after the question was met."""
    return MET + datetime.timedelta(days=number)


def card(*replies: tuple[int, bool], name: str = "q") -> Card:
    """Return a question with replies as pairs of day number and right or wrong."""
    return Card(name, MET, tuple(Reply(day(number), right) for number, right in replies))


REPLIES = st.lists(st.tuples(st.integers(0, 90), st.booleans()), max_size=8)
CARDS = st.lists(st.tuples(st.integers(0, 30), REPLIES), max_size=6).map(
    lambda rows: [
        Card(f"q{n}", day(met), tuple(Reply(day(on), right) for on, right in replies))
        for n, (met, replies) in enumerate(rows)
    ]
)


def test_days_of_the_plan() -> None:
    """Answered right on each of its days, a question comes 2, 7, 16 and 30 days after it was met, and then rests."""
    history: list[tuple[int, bool]] = []
    for number in DAYS:
        assert due_on(card(*history)) == day(number)
        history.append((number, True))
    assert due_on(card(*history)) is None


def test_late_answer_moves_what_follows() -> None:
    """Whoever answers three weeks late is not asked again on the same day."""
    assert due_on(card((23, True))) == day(23 + STEPS[1])


@pytest.mark.parametrize("before", [[], [(2, True)], [(2, True), (7, True), (16, True)]])
def test_wrong_goes_back_to_the_first_interval(before: list[tuple[int, bool]]) -> None:
    """After a wrong answer the question is back in two days, however far it was."""
    assert due_on(card(*before, (60, False))) == day(62)


def test_right_after_wrong_climbs_again() -> None:
    """After a wrong answer the whole ladder is climbed anew."""
    history = [(2, True), (7, False), (9, True), (14, True), (23, True)]
    assert due_on(card(*history)) == day(37)
    assert due_on(card(*history, (37, True))) is None


def test_reply_before_its_day_changes_nothing() -> None:
    """A second reply from another window on the same day is passed over."""
    assert due_on(card((2, True), (2, True), (4, True))) == due_on(card((2, True)))


def test_due_is_sorted_by_waiting_time() -> None:
    """The longest waiting comes first; what is not due yet stays away."""
    old, new, later = Card("b", day(0)), Card("a", day(3)), Card("c", day(9))
    assert [one.id for one in due([later, new, old], day(6))] == ["b", "a"]
    assert next_due([later, new, old], day(6)) == day(11)


def test_nothing_left() -> None:
    """Without cards there is no next day."""
    assert next_due([], MET) is None


@given(REPLIES)
def test_never_due_early(replies: list[tuple[int, bool]]) -> None:
    """A question never comes within two days of being met, and never on a day with a reply or before one."""
    following = due_on(card(*replies))
    assert following is None or following >= day(DAYS[0])
    assert following is None or all(day(on) < following for on, _ in replies)


@given(CARDS, st.integers(0, 120))
def test_what_is_due_is_due(cards: list[Card], number: int) -> None:
    """Everything asked today has its day today or earlier, and everything else later or never."""
    asked = due(cards, day(number))
    for one in cards:
        following = due_on(one)
        assert (one in asked) == (following is not None and following <= day(number))


@given(CARDS, st.integers(0, 120), st.randoms())
def test_order_is_stable(cards: list[Card], number: int, random: object) -> None:
    """The order of the cards, and of their replies, changes nothing."""
    shuffled = [Card(one.id, one.met, one.replies[::-1]) for one in reversed(cards)]
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert [one.id for one in due(cards, day(number))] == [one.id for one in due(shuffled, day(number))]


@given(REPLIES, st.integers(0, 60))
def test_wrong_answer_never_lengthens(replies: list[tuple[int, bool]], wait: int) -> None:
    """A wrong answer, given when it was due, brings the question back at least as soon as a right one."""
    following = due_on(card(*replies))
    if following is None:
        return
    on = (following - MET).days + wait
    after_wrong, after_right = due_on(card(*replies, (on, False))), due_on(card(*replies, (on, True)))
    assert after_wrong == day(on + STEPS[0])
    assert after_right is None or after_wrong <= after_right
