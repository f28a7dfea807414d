"""Deals and answers as a workbook's history tells them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from twoway.workbook import Answers, Deals, Workbook, shown_name


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """Make a workbook whose clock goes on by a minute a look."""
    times = (datetime(2026, 11, 22, 9, tzinfo=UTC) + timedelta(minutes=n) for n in range(10_000))
    return Workbook.open(tmp_path / "workbook.twoway", now=lambda: next(times))


PIECE = {"kind": "done", "who": "Dana Reyes", "date": "2026-11-02", "quote": "our top two", "where": "email"}
ASK = {"dimension": "shared-goal", "text": "Which results?", "made_on": "2026-10-01", "answer": "none"}


def test_deal_is_added_and_shown_in_the_interchange_shape(workbook: Workbook) -> None:
    """A deal added whole comes back whole, with its times, and asks have ids."""
    with workbook:
        deals = Deals(workbook)
        given = {
            "name": "Acme",
            "customer": "existing",
            "ratings": {"shared-goal": {"level": 3, "evidence": PIECE}, "renewal": {"level": "n/a"}, "change": {}},
            "asks": [ASK, {**ASK, "id": "mine"}],
            "comfort": ["they-like-us"],
        }
        name = deals.add(given)
        assert name.startswith("d-")
        expected = {
            "id": name,
            "name": "Acme",
            "alias": "",
            "customer": "existing",
            "relationship": "deal",
            "ratings": {
                "shared-goal": {"level": 3, "evidence": [PIECE]},
                "renewal": {"level": "n/a", "evidence": []},
            },
            "asks": [{"id": "a1", **ASK}, {"id": "mine", **ASK}],
            "comfort": ["they-like-us"],
            "created": "2026-11-22T09:00:00Z",
            "changed": "2026-11-22T09:00:00Z",
        }
        assert deals.get(name) == expected
        copied = deals.add(deals.get(name), deal_id="d-copy")
        assert deals.get(copied) | {"id": name, "created": "", "changed": ""} == expected | {
            "created": "",
            "changed": "",
        }


def test_each_change_is_seen_by_another_notebook(workbook: Workbook) -> None:
    """Every kind of change shows in a second picture of the same file, which reads only what is new."""
    with workbook, Workbook.open(workbook.path) as second:
        deals, other = Deals(workbook), Deals(second)
        name = deals.add({"name": "Acme"})
        assert other.get(name)["ratings"] == {}
        deals.change(name, "alias", "Blue Heron")
        deals.change(name, "comfort", ["they-like-us"])
        deals.rate(name, "shared-goal", 2)
        deals.evidence(name, "shared-goal", [PIECE, PIECE])
        deals.evidence(name, "shared-goal", [PIECE])
        deals.ask(name, "a1", ASK)
        deals.ask(name, "a1", {**ASK, "answer": "refused", "id": "ignored"})
        assert other.get(name) == deals.get(name)
        seen = other.get(name)
        assert seen["ratings"] == {"shared-goal": {"level": 2, "evidence": [PIECE]}}
        assert seen["asks"] == [{"id": "a1", **ASK, "answer": "refused"}]
        assert seen["changed"] == "2026-11-22T09:07:00Z"
        assert shown_name(seen) == "Blue Heron"
        other.rate(name, "shared-goal", None)
        other.evidence(name, "shared-goal", [])
        other.ask(name, "a1", None)
        assert deals.get(name)["ratings"] == {}
        assert deals.get(name)["asks"] == []


def test_different_dimensions_written_at_once_both_stay(workbook: Workbook) -> None:
    """Two notebooks that rate different dimensions, neither having seen the other, overwrite nothing."""
    with workbook, Workbook.open(workbook.path) as second:
        one = Deals(workbook)
        name = one.add({"name": "Acme"})
        two = Deals(second)
        two.all()
        one.rate(name, "shared-goal", 3)
        two.rate(name, "their-actions", 2)
        one.rate(name, "our-actions", 1)
        two.rate(name, "our-actions", 4)
        levels = {dimension: rating["level"] for dimension, rating in one.get(name)["ratings"].items()}  # type: ignore[attr-defined]
        assert levels == {"shared-goal": 3, "their-actions": 2, "our-actions": 4}
        history = workbook.history(kind="deal.rated", subject=name)
        assert [event.data["level"] for event in history] == [3, 2, 1, 4]


def test_removed_deal_is_hidden_and_comes_back(workbook: Workbook) -> None:
    """Removing hides a deal from the list and destroys nothing."""
    with workbook:
        deals = Deals(workbook)
        first, second = deals.add({"name": "A"}), deals.add({"name": "B"})
        deals.change(first, "removed", True)
        assert [deal["id"] for deal in deals.all()] == [second]
        assert deals.get(first)["name"] == "A"
        deals.change(first, "removed", False)
        assert [deal["id"] for deal in deals.all()] == [first, second]


def test_returned_deal_is_the_callers_own(workbook: Workbook) -> None:
    """Changing a returned deal changes nothing that is kept."""
    with workbook:
        deals = Deals(workbook)
        name = deals.add({"ratings": {"shared-goal": {"level": 3, "evidence": [PIECE]}}})
        deals.get(name)["ratings"]["shared-goal"]["evidence"].clear()  # type: ignore[index]
        assert deals.get(name)["ratings"] == {"shared-goal": {"level": 3, "evidence": [PIECE]}}


def test_clock_set_back_does_not_freeze_a_field(workbook: Workbook, tmp_path: Path) -> None:
    """A change made after the computer's clock was set back still holds."""
    workbook.close()
    times = iter([datetime(2027, 12, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)])
    with Workbook.open(tmp_path / "clock.twoway", now=lambda: next(times)) as other:
        deals = Deals(other)
        name = deals.add({"name": "then"})
        deals.change(name, "name", "now")
        assert deals.get(name)["name"] == "now"


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("rate", ("shared-goal", 5)), ("rate", ("shared-goal", True)), ("rate", ("shared-goal", "NA")),
        ("change", ("stage", "won")), ("change", ("customer", "old")), ("change", ("comfort", "yes")),
        ("change", ("removed", "yes")), ("change", ("name", 3)),
    ],
)  # fmt: skip
def test_wrong_value_is_refused(workbook: Workbook, method: str, arguments: tuple[object, ...]) -> None:
    """What a deal cannot hold is refused before it is saved."""
    with workbook:
        deals = Deals(workbook)
        name = deals.add({})
        with pytest.raises(ValueError, match=r"level is|no field|cannot hold"):
            getattr(deals, method)(name, *arguments)
        assert workbook.last_seq() == 1


@pytest.mark.parametrize(
    "deal", [{"stage": "won"}, {"ratings": []}, {"ratings": {"change": {"level": 9}}}, {"asks": ["?"]}, {"name": 1}]
)
def test_wrong_deal_is_refused(workbook: Workbook, deal: dict[str, object]) -> None:
    """A deal that cannot be one is refused before it is saved, and so is an id that is taken or unknown."""
    with workbook:
        deals = Deals(workbook)
        with pytest.raises(ValueError, match=r"deal|level"):
            deals.add(deal)
        assert workbook.last_seq() == 0
        deals.add({}, deal_id="d-1")
        with pytest.raises(ValueError, match="already"):
            deals.add({}, deal_id="d-1")
        with pytest.raises(KeyError):
            deals.rate("d-2", "change", 1)


def test_events_that_make_no_sense_are_passed_over(workbook: Workbook) -> None:
    """Events of a newer version or a hand-made import never keep the other deals from showing."""
    with workbook:
        deals = Deals(workbook)
        name = deals.add({"name": "Acme"})
        nonsense: list[dict[str, object]] = [
            {}, {"deal": 3}, {"deal": {"ratings": 1, "asks": [1, {"id": 2}], "name": []}}, {"field": ["name"]},
            {"field": "name", "value": 3}, {"dimension": "change", "level": 77, "evidence": "x"}, {"dimension": 3},
            {"ask": "a", "value": 3}, {"ask": [], "value": {}}, {"deal": {"ratings": {"change": 1}}},
        ]  # fmt: skip
        for kind in ("deal.added", "deal.changed", "deal.rated", "deal.evidence", "deal.ask", "deal.merged"):
            for data in nonsense:
                workbook.record(kind, name, data)
        assert deals.get(name)["name"] == "Acme"
        assert deals.get(name)["ratings"] == {}
        assert deals.get(name)["asks"] == []


def test_deal_whose_first_event_was_lost_is_still_there(workbook: Workbook) -> None:
    """After a salvage without the first event, the ratings of a deal show under its id."""
    with workbook:
        workbook.record("deal.rated", "d-lost", {"dimension": "change", "level": 1})
        (deal,) = Deals(workbook).all()
        assert shown_name(deal) == "d-lost"
        assert deal["ratings"] == {"change": {"level": 1, "evidence": []}}


def test_latest_answer_counts_and_every_try_is_kept(workbook: Workbook) -> None:
    """Playing the other road gives a new current answer and keeps the first one."""
    with workbook:
        answers = Answers(workbook)
        assert answers.get("case:x") == {}
        first = answers.put("case:x", "reply", "accept", version="1.0")
        second = answers.put("case:x", "reply", "ask")
        answers.put("case:x", "why", {"text": "…", "sure": 0.5})
        answers.put("case:y", "reply", None)
        assert answers.get("case:x") == {"reply": "ask", "why": {"text": "…", "sure": 0.5}}
        assert answers.get("case:y") == {"reply": None}
        assert answers.tries("case:x", "reply") == [first, second]
        assert first.version == "1.0"
