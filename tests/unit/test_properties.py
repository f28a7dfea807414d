"""What must always hold, on random deals; and the product against a judge that was written from the rubric's text."""

import copy
import datetime
import json
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import oracle
from strategies import AS_OF, COMFORT, a_deal, a_piece, randoms, read

from twoway.content.rubric import load_rubric
from twoway.core.dimensions import DEAL, IDS, PARTNER, TWO_WAY
from twoway.core.judge import VERDICTS, Judgement, first_pass, judge
from twoway.core.tell import tell

RANDOM_DEALS = 4000
SHARES = 4

often = settings(
    max_examples=200, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)  # fmt: skip


def judged(deal: dict[str, Any], as_of: datetime.date = AS_OF) -> Judgement:
    """Judge plain data as the product does."""
    return judge(read(deal), as_of)


def rank(deal: dict[str, Any], as_of: datetime.date = AS_OF) -> int:
    """Return how good the verdict is: decline 0 to pursue 3."""
    return VERDICTS.index(judged(deal, as_of).verdict)


def effective(deal: dict[str, Any]) -> dict[str, float]:
    """Return the effective levels that are numbers."""
    standings = judged(deal).standings.items()
    return {dimension: standing.effective for dimension, standing in standings if isinstance(standing.effective, int)}


def pieces_of(deal: dict[str, Any], dimension: str) -> list[dict[str, Any]]:
    """Return the evidence of one dimension, as a list in the deal itself."""
    rating = deal["ratings"].setdefault(dimension, {})
    evidence = rating.get("evidence", [])
    rating["evidence"] = [evidence] if isinstance(evidence, dict) else evidence
    pieces: list[dict[str, Any]] = rating["evidence"]
    return pieces


@pytest.mark.parametrize("share", range(SHARES))
def test_against_the_oracle(share: int) -> None:
    """On thousands of random deals the product gives what a naive reading of the rubric gives."""
    rng = Random(share)  # noqa: S311 - the same deals each time
    rubric = load_rubric()
    seen = set()
    for _ in range(RANDOM_DEALS // SHARES):
        deal = a_deal(rng)
        told = tell(judged(deal), rubric)
        for key in ("gate", "text"):
            (told["next_step"] or {}).pop(key, None)
        told["reasons"] = [{key: reason[key] for key in ("gate", "dimension", "cause")} for reason in told["reasons"]]
        expected = oracle(deal, AS_OF)
        assert expected == {key: told[key] for key in expected}, deal
        seen |= {expected["verdict"], *expected["flags"], (expected["next_step"] or {}).get("kind")}
    assert {*VERDICTS, "one-sided", "we-owe-them", "word-outruns-deeds", "wait", "reconfirm", "homework"} <= seen


@often
@given(randoms, st.lists(st.sampled_from(COMFORT)))
def test_comfort_changes_nothing(rng: Random, comfort: list[str]) -> None:
    """A comfort signal never changes the verdict, a flag, the word or the next step."""
    deal = a_deal(rng)
    rubric = load_rubric()
    told = [tell(judged(deal | {"comfort": signals}), rubric) for signals in ([], comfort)]
    for one in told:
        del one["notes"]
    assert told[0] == told[1]


@often
@given(randoms, st.sampled_from(TWO_WAY + DEAL), st.booleans())
def test_raising_never_worsens(rng: Random, dimension: str, shown: bool) -> None:  # noqa: FBT001
    """Raising a two-way or deal level, with new evidence or without, never worsens the verdict."""
    deal = a_deal(rng)
    raised = copy.deepcopy(deal)
    level = raised["ratings"].setdefault(dimension, {}).get("level")
    raised["ratings"][dimension]["level"] = rng.randint(level if isinstance(level, int) else 0, 4)
    if shown:
        pieces_of(raised, dimension).append({"kind": "done", "who": "Dana Reyes", "date": AS_OF.isoformat()})
    assert rank(deal) <= rank(raised)


@often
@given(randoms, randoms)
def test_partner_dimensions_do_not_decide(rng: Random, other: Random) -> None:
    """Other ratings of the partner dimensions give the same verdict, as long as no ask was about them."""
    deal = a_deal(rng)
    deal["asks"] = [ask for ask in deal["asks"] if ask["dimension"] not in PARTNER]
    changed = copy.deepcopy(deal)
    drawn = a_deal(other)["ratings"] if deal["relationship"] == "deal" else {}
    for dimension in PARTNER:
        changed["ratings"].pop(dimension, None)
        if dimension in drawn and drawn[dimension].get("level") != "n/a":
            changed["ratings"][dimension] = drawn[dimension]
    assert judged(deal).verdict == judged(changed).verdict


@often
@given(randoms, st.sampled_from(PARTNER), st.integers(0, 4))
def test_partner_levels_do_not_decide(rng: Random, dimension: str, level: int) -> None:
    """The level of a partner dimension never changes the verdict, whatever was asked."""
    deal = a_deal(rng)
    changed = copy.deepcopy(deal)
    changed["ratings"].setdefault(dimension, {})["level"] = level
    assert judged(deal).verdict == judged(changed).verdict


@often
@given(randoms, randoms)
def test_deal_dimensions_do_not_change_the_word(rng: Random, other: Random) -> None:
    """Deal dimensions never change what may be done with the word."""
    deal = a_deal(rng)
    changed = copy.deepcopy(deal)
    changed["ratings"] = {key: value for key, value in deal["ratings"].items() if key not in DEAL}
    drawn = a_deal(other)["ratings"]
    same = {key: drawn[key] for key in DEAL if key in drawn and drawn[key].get("level") != "n/a"}
    assert judged(deal).word == judged(changed | {"ratings": changed["ratings"] | same}).word


@often
@given(randoms, st.sampled_from(IDS))
def test_unknown_never_beats_zero(rng: Random, dimension: str) -> None:
    """A rating left blank is never better than a rating of 0."""
    zero = a_deal(rng)
    zero["ratings"].setdefault(dimension, {})["level"] = 0
    unknown = copy.deepcopy(zero)
    del unknown["ratings"][dimension]["level"]
    assert rank(unknown) <= rank(zero)


@often
@given(randoms, st.sampled_from(IDS), st.integers(0, 400))
def test_older_never_beats_newer(rng: Random, dimension: str, days: int) -> None:
    """Making evidence older never raises a level and never improves the verdict."""
    deal = a_deal(rng, future=False)
    older = copy.deepcopy(deal)
    for piece in pieces_of(older, dimension):
        if "date" in piece:
            piece["date"] = (datetime.date.fromisoformat(piece["date"]) - datetime.timedelta(days=days)).isoformat()
    assert rank(older) <= rank(deal)
    assert all(effective(older)[one] <= level for one, level in effective(deal).items())


@often
@given(randoms, st.sampled_from(IDS), randoms)
def test_more_evidence_never_lowers(rng: Random, dimension: str, other: Random) -> None:
    """Another piece of evidence, however weak, never lowers a level."""
    deal = a_deal(rng)
    more = copy.deepcopy(deal)
    pieces = pieces_of(more, dimension)
    pieces.insert(other.randint(0, len(pieces)), a_piece(other))
    before, after = effective(deal), effective(more)
    assert all(after[one] >= level for one, level in before.items())


@often
@given(randoms, st.integers(1, 500))
def test_time_never_improves(rng: Random, days: int) -> None:
    """Time that passes without a new fact never improves a verdict."""
    deal = a_deal(rng, future=False)
    assert rank(deal, AS_OF + datetime.timedelta(days=days)) <= rank(deal)


def shuffled(value: Any, rng: Random) -> Any:
    """Return the same plain data with the keys of every group in another order; lists keep theirs."""
    if isinstance(value, list):
        return [shuffled(item, rng) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    rng.shuffle(keys)
    return {key: shuffled(value[key], rng) for key in keys}


@often
@given(randoms)
def test_order_of_keys(rng: Random) -> None:
    """The same input gives the same output to the letter, whatever the order of keys."""
    deal = a_deal(rng)
    rubric = load_rubric()
    outputs = {json.dumps(tell(judged(one), rubric)) for one in (deal, shuffled(deal, rng), copy.deepcopy(deal))}
    assert len(outputs) == 1


@often
@given(randoms)
def test_first_pass_agrees(rng: Random) -> None:
    """What the first pass says from goal, actions and asks holds whatever else is rated."""
    deal = a_deal(rng)
    bare = copy.deepcopy(deal)
    for dimension, rating in bare["ratings"].items():
        if dimension not in ("shared-goal", "their-actions"):
            rating.pop("level", None)
    assert first_pass(judged(bare)) == first_pass(judged(deal))


@often
@given(randoms)
def test_internal_agreement(rng: Random) -> None:
    """Verdict, qualification, conditions, reasons and next step never contradict one another."""
    deal = a_deal(rng)
    told = tell(judged(deal), load_rubric())
    verdict, step = told["verdict"], told["next_step"]
    assert told["qualified"] == (verdict in ("fix-first", "pursue"))
    assert (verdict == "pursue") == (not told["reasons"])
    assert len(told["conditions"]) == (len(told["reasons"]) if verdict == "fix-first" else 0)
    assert (told["waiting_until"] is not None) == (step is not None and step["kind"] == "wait")
    assert step is None or step["text"].strip()
    assert step is None or verdict == "pursue" or step["gate"] == told["reasons"][0]["gate"]
    assert list(told["effective"]) == list(IDS)
