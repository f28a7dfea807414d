"""What a verdict says in words: qualified or not, notes, and the message to send."""

import datetime
import re
from typing import Any

import pytest
from making import AS_OF, ask, days_ago, judged, piece, rating, strong

from twoway.content.rubric import load_rubric
from twoway.core.facts import greeted_as, in_words, working_day
from twoway.core.tell import tell


def told(deal: dict[str, Any], as_of: datetime.date = AS_OF) -> dict[str, Any]:
    """Tell a deal in the kit's own words."""
    return tell(judged(deal, as_of), load_rubric())


@pytest.mark.parametrize(
    "goal", [{}, rating(1), rating(0), rating(3, {"kind": "belief"}), rating(2, piece("said", 181))]
)
@pytest.mark.parametrize("relationship", ["deal", "team"])
def test_no_goal_of_theirs(goal: dict[str, Any], relationship: str) -> None:
    """Without a goal of the other side it is not qualified, whatever the rest."""
    text = told(strong(shared_goal=goal, relationship=relationship))["qualified_text"]
    assert "not qualified, whatever the rest" in text


def test_stale_goal_names_the_day() -> None:
    """A goal once written and now old names the last day on which somebody confirmed it."""
    goal = rating(4, piece(age=300), piece("done", 200), piece("said", 190))
    text = told(strong(shared_goal=goal))["qualified_text"]
    assert f"was qualified on a goal that nobody has confirmed since {days_ago(200)}" in text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "This is qualified:"),
        ({"change": rating(0)}, "qualified, on one condition"),
        ({"shared_goal": rating(2)}, "not qualified yet"),
        ({"their_actions": rating(2)}, "not qualified yet"),
        ({"their_actions": rating(0), "asks": [ask(20, 10, "refused")]}, "The relationship goes on"),
        ({"relationship": "team"}, "manager and members"),
        ({"relationship": "team", "their_actions": rating(2)}, "a member has kept a promise"),
    ],
)
def test_qualified_text(changed: dict[str, Any], words: str) -> None:
    """Each kind of verdict has its own sentence; a team's speaks of the team."""
    assert words in told(strong(**changed))["qualified_text"]


def notes(**changed: Any) -> str:
    """Return all notes on a strong deal with some changes, as one text."""
    return "\n".join(told(strong(**changed))["notes"])


def test_strong_deal_has_no_notes() -> None:
    """Where nothing was left out or lowered, there is nothing to say beside the verdict."""
    assert notes() == ""


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"right_deal": rating(3, piece(), piece(age=-2))}, f"left out ({days_ago(-2)})"),
        ({"asks": [ask(-3)]}, f"Asks made after 2026-11-22 are left out ({days_ago(-3)})"),
        ({"asks": [ask(3, answer="refused") | {"answered_on": days_ago(-1)}]}, "Answers that came after 2026-11-22"),
        ({"right_deal": rating(3, piece(), {"kind": "said", "date": days_ago(1)})}, "'said' without a name counts"),
        ({"right_deal": rating(3, piece(), {"kind": "done", "who": "Dana"})}, "'done' without a date counts"),
        ({"right_deal": rating(3, piece(), {"kind": "done"})}, "'done' without a name and a date counts"),
        ({"acts_like_owner": rating(4, {"kind": "belief"})}, "rated 4 and counts as 1: the evidence for it carries no"),
        ({"acts_like_owner": rating(4, piece(age=61))}, "rated 4 and counts as 2: the evidence for it is too old"),
        ({"acts_like_owner": {"level": 3}}, "rated 3 and counts as 1: it has no evidence"),
        ({"their_actions": {"level": 2}}, "rated 2 and counts as 1"),
        ({"right_deal": rating(4, piece("said"))}, "rated 4 and counts as 2"),
        ({"relationship": "team"}, "A team is rated on the five two-way dimensions only"),
        ({"asks": [ask(5) | {"due_on": days_ago(6)}]}, "due before it was made"),
        ({"asks": [ask(5, answer="accepted") | {"answered_on": days_ago(6)}]}, "answered before it was made"),
        ({"comfort": ["they-like-us"]}, "carries no weight here because"),
        ({"comfort": ["the moon"]}, "'the moon': It carries no weight here because"),
        ({"shared_goal": rating(0), "asks": [ask(30, 10)]}, f"was due on {days_ago(10)}; it was not answered"),
        ({"their_actions": rating(0), "asks": [ask(30, 10, "refused")]}, "was refused"),
    ],
)
def test_notes(changed: dict[str, Any], words: str) -> None:
    """Whatever was left out, lowered, or looks odd is said in a note."""
    assert words in notes(**changed)


def test_answer_of_a_left_out_ask_is_not_noted_twice() -> None:
    """An ask that is left out takes its answer with it."""
    later = ask(-3, answer="refused") | {"answered_on": days_ago(-4)}
    assert notes(asks=[later]) == f"Asks made after 2026-11-22 are left out ({days_ago(-3)})."


def test_customer_not_stated() -> None:
    """A customer read as new because nothing says otherwise is noted."""
    deal = strong()
    del deal["customer"]
    assert "it is read as new" in told(deal)["notes"][0]


def test_lowering_is_said_once() -> None:
    """A lowering that a reason explains already is not repeated in the notes."""
    one = told(strong(their_actions=rating(3, {"kind": "belief"})))
    assert [reason["cause"] for reason in one["reasons"]] == ["evidence"]
    assert one["notes"] == []


def test_message_is_whole() -> None:
    """An ask is a message with a greeting and both days, at most 70 words, and no blanks left."""
    text = told(strong(renewal=rating(1, piece(age=1, who="Ines Faria"))))["next_step"]["text"]
    assert text.startswith("Hello Ines,")
    assert "Thursday, November 26" in text
    assert "Friday, November 27" in text
    assert not re.search(r"[{}]", text)
    assert len(text.split()) <= 70


@pytest.mark.parametrize(
    ("changed", "kind", "words"),
    [
        ({"change": rating(1)}, "ask", "Hello Dana,"),
        ({"shared_goal": rating(3, piece(age=181))}, "reconfirm", "Is this still the goal"),
        ({"shared_goal": rating(3, {"kind": "belief"})}, "homework", "in writing"),
        ({"our_actions": rating(1)}, "homework", "Do ours first"),
        ({"shared_goal": rating(0), "asks": [ask(30)]}, "decline", "Everything else we agreed goes on"),
        ({"shared_goal": rating(0), "asks": [ask(30)], "customer": "new"}, "decline", "close it on my side"),
        ({"change": rating(1), "asks": [ask(2, -5, dimension="change")]}, "wait", f"until {days_ago(-5)}"),
        ({"shared_goal": rating(1), "relationship": "team"}, "ask", "our team"),
    ],
)
def test_next_step(changed: dict[str, Any], kind: str, words: str) -> None:
    """Each kind of step comes in its own words, for the customer or the team at hand."""
    step = told(strong(**changed))["next_step"]
    assert (step["kind"], words in step["text"]) == (kind, True)


def test_conditions_are_worded() -> None:
    """Each failed gate of a deal to fix first is a condition in the rubric's words."""
    conditions = told(strong(value_proposition=rating(1)))["conditions"]
    assert [one["gate"] for one in conditions] == ["buyer-sees-value"]
    assert "no proposal yet" in conditions[0]["message"]


def test_reason_of_stale_evidence() -> None:
    """A stale reason names who showed it, when, and how old that is."""
    message = told(strong(their_actions=rating(3, piece(age=61, who="Lea Brandt"))))["reasons"][0]["message"]
    assert all(word in message for word in ("Lea Brandt", days_ago(61), "61 days"))


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Dana Reyes", "Dana"), ("Aisha", "Aisha"), ("Dr. Ito", "Dr. Ito"), ("J. Park", "J. Park"), ("us", ""),
        ("We", ""), ("", ""), ("  ", ""), ("dana@acme.example", ""), ("the buying team", ""), ("procurement", ""),
        ("Mei-Ling Chow (CFO)", "Mei-Ling"), ("Zoë Çelik, VP", "Zoë"), ("孙伟", "孙伟"), ("Mr Okafor", "Mr Okafor"),
        ("X" * 50, ""), ("=1+1", ""),
    ],
)  # fmt: skip
def test_greeting(who: str, name: str) -> None:
    """A first name where there is one, a title with its name, and nothing for those who are nobody in particular."""
    assert greeted_as(who) == name


def test_greets_the_newest_on_their_side() -> None:
    """The greeting goes to whoever showed something last; our own actions name somebody only as a last resort."""
    ours = strong(our_actions=rating(3, piece(age=0, who="Sam Own")), change=rating(1, piece(age=1, who="Noor Haddad")))
    assert told(ours)["next_step"]["text"].startswith("Hello Noor,")


def test_greets_nobody_from_belief() -> None:
    """Where no evidence names anybody, the message greets without a name."""
    deal = {"id": "D1", "ratings": {"shared-goal": {"level": 1, "evidence": [{"kind": "belief", "who": "Dana Reyes"}]}}}
    assert told(deal)["next_step"]["text"].startswith("Hello,")


def test_working_days() -> None:
    """Days in messages are working days in plain English, and the calendar's end is no error."""
    assert in_words(working_day(datetime.date(2026, 11, 27), 1)) == "Monday, November 30"
    assert working_day(datetime.date.max, 5) == datetime.date.max


def test_last_day_of_the_calendar() -> None:
    """A deal can be judged on the last day that dates know."""
    late = {"id": "D1", "asks": [{"dimension": "shared-goal", "made_on": "9999-12-30"}]}
    assert told(late, datetime.date.max)["waiting_until"] == "9999-12-31"
