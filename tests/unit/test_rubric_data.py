"""Messages with blanks: how they are filled, counted and chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.core.messages import GOAL_BLANKS, WORD_LIMIT, fill, message, template, word_count
from twoway.core.reading import Node
from twoway.core.rubric import Decline, DimensionWording, Rubric, in_order

FACTS = {"hello": "Hello,", "our_day": "Friday 27 November", "their_day": "Monday 30 November"}


def words(name: str) -> DimensionWording:
    """Return a dimension with nothing but its name."""
    return DimensionWording(name, name, "", "", "", "", ())


@given(st.text(), st.text())
def test_a_fact_is_never_read_as_a_blank(goal: str, hello: str) -> None:
    """Braces in what a customer wrote stay as they were written."""
    assert fill("x{hello}|{goal}x", {"hello": hello, "goal": goal}) == f"x{hello}|{goal}x"


def test_a_blank_without_a_fact_becomes_nothing() -> None:
    """A message is never shown with a blank in it."""
    assert fill("{hello} Bye.", {}) == "Bye."


def test_words_are_counted_as_by_eye() -> None:
    """A dash or a slash between spaces is not a word, and a figure is one."""
    assert word_count("From 9% to 3% – that's it / done.") == 7


def test_the_goal_is_said_where_it_is_known() -> None:
    """The variant with the goal is used when there is a goal, without the goal's own quotation marks."""
    assert (
        message("{hello} A.", "{hello} “{goal}” A.", {**FACTS, "goal": '"fewer\n errors."'})
        == "Hello, “fewer errors” A."
    )
    assert message("{hello} A.", "{hello} “{goal}” A.", FACTS) == "Hello, A."
    assert message("{hello} A.", "", {**FACTS, "goal": "fewer errors"}) == "Hello, A."


@given(st.integers(0, 200), st.integers(0, 15))
def test_no_fact_makes_a_message_too_long(goal: int, name: int) -> None:
    """A long goal gives way to the text without it, and a long name to a plain hello."""
    plain = "{hello} " + "word " * (WORD_LIMIT - 2)
    facts = {"hello": "Hello " + "Name " * name, "goal": "goal " * goal}
    assert word_count(message(plain, plain + "{goal}", facts)) <= WORD_LIMIT


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{hello} {name}", "unknown blank '{name}'"),
        ("{hello} {", "a brace stands alone"),
        ("Dear all", "the blank '{hello}' is missing"),
        ("{hello} " + "word " * 70, "has 72 words"),
    ],
)
def test_a_wrong_template_is_refused(text: str, problem: str) -> None:
    """Unknown and missing blanks, stray braces and too many words are each told."""
    node = Node(text)
    template(node, GOAL_BLANKS, words=WORD_LIMIT, needs=("hello",))
    assert [problem in found.message for found in node.problems] == [True]


def test_dimensions_stand_in_the_rules_order() -> None:
    """The order of a company's file does not matter."""
    found = in_order({name: words(name) for name in ("change", "our-actions", "shared-goal")})
    assert Rubric(found, Decline("", "")).ids == ("shared-goal", "our-actions", "change")


def test_a_dimension_that_is_left_out_has_no_words() -> None:
    """Asking for one is a programmer's mistake, and says so."""
    with pytest.raises(KeyError):
        Rubric((words("shared-goal"),), Decline("", "")).dimension("change")


def test_declining_speaks_to_the_customer_one_has() -> None:
    """An existing customer gets the message that declines the request and not the relationship."""
    decline = Decline("{hello} new", "{hello} existing")
    assert [decline.message(customer, FACTS) for customer in ("new", "existing")] == ["Hello, new", "Hello, existing"]
