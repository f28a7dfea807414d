"""Deals as plain data: what is read, what is refused and where, and what is written back."""

import copy
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import rating, strong
from strategies import a_deal, randoms, read

from twoway.core.interchange import read_deals, write_deal
from twoway.core.reading import InvalidDataError, Node, Path

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=6,
)


def problems(document: Any) -> list[tuple[Path, str]]:
    """Return every problem of a document, with its place."""
    with pytest.raises(InvalidDataError) as caught:
        read_deals(Node(document))
    return [(problem.path, problem.message) for problem in caught.value.problems]


@given(randoms)
def test_round_trip(rng: Random) -> None:
    """A deal that is written and read again is the same deal."""
    deal = read(a_deal(rng))
    assert read(write_deal(deal)) == deal


def test_single_piece_counts_as_list() -> None:
    """One evidence object is read as a list of one."""
    single = {"id": "D", "ratings": {"change": {"level": 2, "evidence": {"kind": "belief"}}}}
    several = {"id": "D", "ratings": {"change": {"level": 2, "evidence": [{"kind": "belief"}]}}}
    assert read(single) == read(several)


def test_bare_deal() -> None:
    """A deal needs an id and nothing else; its name is then its id."""
    deal = read({"id": 7})
    assert (deal.id, deal.name, deal.customer, deal.relationship) == ("7", "7", "new", "deal")


def test_named_but_empty_rating_is_unknown() -> None:
    """A dimension with nothing behind it is unknown, as a blank cell is."""
    assert read({"id": "D", "ratings": {"change": None}}).rating("change").level is None


def test_everything_at_once() -> None:
    """All problems of all deals come together, each with its path."""
    document = {
        "deals": [
            {"id": "A", "customer": "old", "colour": "red", "ratings": {"shared-goals": {}, "change": {"level": 5}}},
            {"id": "A", "ratings": {"negotiation": {"level": "n/a"}}, "asks": [{"dimension": "change"}]},
            "nonsense",
        ]
    }
    paths = {path for path, _ in problems(document)}
    assert paths == {
        ("deals", 0, "customer"), ("deals", 0, "colour"), ("deals", 0, "ratings", "shared-goals"),
        ("deals", 0, "ratings", "change", "level"), ("deals", 1, "id"), ("deals", 1, "ratings", "negotiation", "level"),
        ("deals", 1, "asks", 0), ("deals", 2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({"customer": "new", "renewal": rating("n/a")}, True),
        ({"customer": "existing", "renewal": rating("n/a")}, False),
        ({"customer": "new", "right_deal": rating("n/a")}, False),
        ({"relationship": "team", "right_deal": rating("n/a")}, True),
        ({"relationship": "team", "shared_goal": rating("n/a")}, False),
    ],
)
def test_not_applicable(changed: dict[str, Any], allowed: bool) -> None:  # noqa: FBT001
    """n/a is allowed where the rubric drops a dimension, and refused with the remedy elsewhere."""
    deal = strong(**changed)
    if allowed:
        read(deal)
    else:
        assert "leave the level out" in problems({"deals": [deal]})[0][1]


@pytest.mark.parametrize(
    "level", [5, -1, 2.5, "3", "high", True, float("nan"), float("inf"), pytest.param(10**5000, id="huge"), [3], {}]
)
def test_wrong_level(level: object) -> None:
    """Only the whole numbers from 0 to 4 are levels."""
    found = problems({"deals": [{"id": "D", "ratings": {"change": {"level": level}}}]})
    assert [path for path, _ in found] == [("deals", 0, "ratings", "change", "level")]


@pytest.mark.parametrize("dimension", [7, "", "  ", "sharedgoal", None, []])
def test_ask_about_nothing_known(dimension: object) -> None:
    """An ask is about one of the rubric's dimensions, and a wrong one is reported once."""
    ask = {"dimension": dimension, "made_on": "2026-11-01"}
    assert len(problems({"deals": [{"id": "D", "asks": [ask]}]})) == 1


def test_company_rubric_refuses_what_it_leaves_out() -> None:
    """A dimension that the company's rubric leaves out is unknown in its deals."""
    with pytest.raises(InvalidDataError, match="no dimension 'renewal'"):
        read_deals(Node({"deals": [{"id": "D", "ratings": {"renewal": {"level": 2}}}]}), ("shared-goal",))


@given(JUNK)
def test_any_data_is_read_or_refused(junk: object) -> None:
    """Whatever stands anywhere in a document, it is read or refused, never anything else."""
    for place in ("deals", "id", "ratings", "asks", "comfort", "customer", "level", "evidence", "piece", "made_on"):
        document = copy.deepcopy({"deals": [strong(asks=[{"dimension": "change", "made_on": "2026-11-01"}])]})
        deal: dict[str, Any] = document["deals"][0]
        rated = deal["ratings"]["change"]
        holders = {"deals": document, "level": rated, "evidence": rated, "made_on": deal["asks"][0]}
        if place == "piece":
            rated["evidence"] = [junk]
        else:
            holders.get(place, deal)[place] = junk
        try:
            read_deals(Node(document))
        except InvalidDataError as error:
            assert all(problem.message for problem in error.problems)  # noqa: PT017 - either outcome is right
