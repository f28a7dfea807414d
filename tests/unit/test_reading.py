"""The one way in which plain data is read strictly."""

import datetime

import pytest

from twoway.core.reading import InvalidDataError, Node, describe, did_you_mean


def messages(node: Node) -> list[str]:
    """Return what was refused so far."""
    return [problem.message for problem in node.problems]


def test_problems_come_together() -> None:
    """Reading goes on after a problem, and finishing raises them all, with their paths."""
    node = Node({"a": [1], "b": "x"})
    node.at("a").text()
    node.at("b").integer(0, 4)
    with pytest.raises(InvalidDataError) as caught:
        node.finish()
    assert [problem.path for problem in caught.value.problems] == [("a",), ("b",)]


def test_unknown_and_missing_keys() -> None:
    """An unknown key gets the nearest known one; a missing one is named."""
    node = Node({"nmae": "x", "id": None})
    node.keys(required=["id"], optional=["name"])
    assert messages(node) == ["unknown key 'nmae'; did you mean 'name'?", "'id' is missing"]


@pytest.mark.parametrize("value", [None, 3, "text", []])
def test_keys_of_something_else(value: object) -> None:
    """Where a group is expected anything else is refused once, and reading goes on as if it were empty."""
    node = Node(value)
    assert list(node.keys(required=["id"]).members()) == []
    assert len(node.problems) == 1


@pytest.mark.parametrize(("value", "number"), [(3, 3), (3.0, 3), (0, 0), (None, None)])
def test_whole_numbers(value: object, number: int | None) -> None:
    """Whole numbers are read, also where a file writes them with a point."""
    node = Node(value)
    assert (node.integer(0, 4), node.problems) == (number, [])


@pytest.mark.parametrize("value", [True, "3", 2.5, 9, float("nan"), float("inf"), pytest.param(10**5000, id="huge")])
def test_no_whole_number(value: object) -> None:
    """Everything else is refused, in a sentence of readable length."""
    node = Node(value)
    assert node.integer(0, 4) is None
    assert len(messages(node)[0]) < 100


@pytest.mark.parametrize("value", ["2026-11-22", " 2026-11-22 "])
def test_dates(value: str) -> None:
    """A date is written year first."""
    assert Node(value).date() == datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    "value", ["22.11.2026", "2026-02-30", "2026-11-22T10:00", 20261122, "٢٠٢٦-١١-٢٢", "  ", "0000-01-01"]
)
def test_no_date(value: object) -> None:
    """Anything else is refused with an example, or as a day that does not exist."""
    node = Node(value)
    assert node.date() is None
    assert len(node.problems) == 1


def test_choice_suggests() -> None:
    """A word that is not among the choices gets them all, and the nearest."""
    node = Node("accpted")
    assert node.choice(("none", "accepted"), "none") == "none"
    assert messages(node) == ["expected one of none, accepted, found 'accpted'; did you mean 'accepted'?"]


def test_long_values_are_cut() -> None:
    """A message stays readable, and quick to make, whatever stands in the file."""
    long = "x" * 1_000_000
    node = Node({long: 1})
    node.keys(optional=["name"])
    node.at(long).choice(("a",), "a")
    Node(long, (), node.problems).choice(("a",), "a")
    assert max(len(message) for message in messages(node)) < 100


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "nothing"), (True, "true"), ("a", "'a'"), ({}, "a group of named values"), ([], "a list"), (2.5, "2.5"),
     pytest.param(1 << 20_000, "a very large number", id="huge")],
)  # fmt: skip
def test_describe(value: object, words: str) -> None:
    """A value is named as a reader of the file would name it."""
    assert describe(value) == words


def test_did_you_mean_lists_what_is_known() -> None:
    """Where nothing is near, the known words are listed."""
    assert did_you_mean("zzz", ["a", "b"]) == "; known here: a, b"


def test_single_group_as_list() -> None:
    """Where a single group may stand for a list of one, it keeps its own path."""
    assert [item.path for item in Node({"a": 1}, ("e",)).items(single=True)] == [("e",)]
