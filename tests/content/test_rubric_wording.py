"""The built-in wording is complete, keeps its promises, and says nothing that it teaches not to say."""

import re
from collections.abc import Iterator

import pytest

from twoway.content.rubric import BUILT_IN, load_rubric
from twoway.core.dimensions import GATES, IDS, TWO_WAY
from twoway.core.messages import WORD_LIMIT, word_count
from twoway.core.rubric import DimensionWording, LevelWording
from twoway.core.rubric_reading import COMFORT

FACTS = {"hello": "Hello Dana,", "our_day": "Wednesday 25 November", "their_day": "Wednesday 2 December"}
GOAL = {**FACTS, "goal": "late deliveries down from 9% to 3% by June"}
RUBRIC = load_rubric()
ALL = [words for one in RUBRIC.dimensions for words in (one, one.team) if words]
NAMES = [f"{words.id}{'' if words in RUBRIC.dimensions else ' team'}" for words in ALL]


def every_message() -> Iterator[tuple[str, str]]:
    """Iterate over all messages that somebody could send, filled in."""
    for name, words in zip(NAMES, ALL, strict=True):
        for kind, make in (("ask", words.ask_message), ("reconfirm", words.reconfirm_message)):
            for facts in (FACTS, GOAL):
                if make(facts):
                    yield f"{name} {kind}{' with goal' if facts is GOAL else ''}", make(facts)
    for customer in ("new", "existing"):
        yield f"decline {customer}", RUBRIC.decline.message(customer, FACTS)


MESSAGES = dict(every_message())
ASKS = {name: text for name, text in MESSAGES.items() if not name.startswith("decline")}


def levels() -> Iterator[LevelWording]:
    """Iterate over every level of every dimension, deals and teams."""
    for words in ALL:
        yield from words.levels


def test_the_built_in_rubric_has_everything() -> None:
    """Thirteen dimensions in the rules' order, a team variant of the five two-way ones, and a title for every gate."""
    assert RUBRIC.ids == IDS
    assert tuple(one.id for one in RUBRIC.dimensions if one.team) == TWO_WAY
    assert set(RUBRIC.gates) == {gate.id for gate in GATES}
    assert all(RUBRIC.dimension(gate.dimension).condition for gate in GATES)


def test_the_team_variant_is_chosen_by_relationship() -> None:
    """A team's wording speaks of the team, and a dimension without one keeps its own."""
    assert "team" in RUBRIC.dimension("shared-goal", "team").question
    assert RUBRIC.dimension("renewal", "team") is RUBRIC.dimension("renewal")
    assert RUBRIC.gate_title("goal-stated-by-buyer", "team") != RUBRIC.gate_title("goal-stated-by-buyer")


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_short_enough(name: str) -> None:
    """Every message has at most seventy words once it is filled in, and no blank is left in it."""
    assert word_count(MESSAGES[name]) <= WORD_LIMIT
    assert not re.search(r"[{}]", MESSAGES[name])


@pytest.mark.parametrize("name", ASKS)
def test_an_ask_has_all_its_parts(name: str) -> None:
    """Goal or question, our action and day, their action and day, and an easy no are in every ask."""
    text = ASKS[name].casefold()
    assert re.search(r"\bgoal|result|outcome|what has changed|late deliveries", text)
    assert re.search(r"by wednesday 25 november,? (i|we) will|(i|we) will[^.?]* by wednesday 25 november", text)
    assert re.search(r"would you[^?]* by wednesday 2 december", text)
    assert re.search(r"\bif .*\bno\b|\bno\b.*\bif ", text)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_keeps_to_the_kits_own_language(name: str) -> None:
    """No message claims a status, serves, presumes or follows up emptily."""
    said = r"partner|trusted|whatever it takes|at your service|sorry to bother|checking in|touching base|circling back"
    presumed = (
        r"when you sign|i'm sure|you need our|you will love|any update|just wanted|hope this finds|drop everything"
    )
    assert not re.search(f"{said}|{presumed}", MESSAGES[name], re.IGNORECASE)


def test_with_goal_messages_quote_the_goal() -> None:
    """Where the goal is known the ask says it, in the customer's words."""
    quoted = [name for name, text in MESSAGES.items() if "“late deliveries down from 9% to 3% by June”" in text]
    assert len(quoted) == sum(bool(words.ask_with_goal) + bool(words.reconfirm_with_goal) for words in ALL)


def test_no_two_levels_share_an_example() -> None:
    """Every example in the rubric is its own, and is one sentence that ends as one."""
    examples = [example for level in levels() for example in level.examples]
    assert len(set(examples)) == len(examples)
    assert len(examples) == 2 * 5 * len(ALL)
    assert [example for example in examples if not example.endswith((".", ".”", "”."))] == []


def test_no_text_stands_twice() -> None:
    """Questions, reasons, traps and messages are each written for their own place."""
    texts = [getattr(words, field) for words in ALL for field in ("question", "why", "facilitator", "trap", "homework")]
    texts = [text for text in [*texts, *(text for name, text in MESSAGES.items() if "goal" not in name)] if text]
    assert len(set(texts)) == len(texts)


def test_labels_are_one_or_two_words() -> None:
    """A level's label fits a narrow column."""
    assert [level.label for level in levels() if len(level.label) > 16 or not level.label] == []


@pytest.mark.parametrize("words", ALL, ids=NAMES)
def test_nobody_asks_for_the_word_or_for_our_own_actions(words: DimensionWording) -> None:
    """Our own actions and the earned word have no ask; everything else has one."""
    assert bool(words.ask) == (words.id not in {"our-actions", "earned-word"})
    assert bool(words.if_missing) == (words.id == "earned-word")


def test_causes_are_worded_with_the_facts() -> None:
    """A reason reads as a sentence with its numbers, name and day filled in."""
    facts = {"title": "Shared goal", "level": "3", "needed": "3", "effective": "2"}
    facts |= {"who": "Elif Arslan", "date": "2026-03-02", "days": "200"}
    for cause in RUBRIC.causes:
        text = RUBRIC.reason(cause, facts)
        assert text.startswith("Shared goal: ")
        assert "{" not in text
    assert "Elif Arslan, 2026-03-02" in RUBRIC.reason("stale", facts)


def test_comfort_says_why_it_carries_no_weight() -> None:
    """Every comfort signal is shown back with the sentence and its reason."""
    whys = [comfort.why for comfort in RUBRIC.comfort.values()]
    assert [why for why in whys if not why.startswith("It carries no weight here because ")] == []
    assert len(set(whys)) == len(COMFORT)


def test_the_wording_never_promises_a_win() -> None:
    """Nothing in the rubric claims to predict who wins."""
    assert not re.search(r"\bwin rate|\bpredict|\bguarantee|odds", BUILT_IN.read_text("utf-8"), re.IGNORECASE)
