"""The rules one by one, and their borders to the day."""

import pytest
from making import AS_OF, ask, days_ago, judged, piece, rating, strong

from twoway.core.judge import first_pass


def causes(judgement: object) -> dict[str, str]:
    """Return the failed gates' dimensions, with their causes."""
    return {reason.gate.dimension: reason.cause for reason in judgement.reasons}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("dimension", "days", "before", "after"),
    [
        ("their-actions", 60, 4, 2),
        ("value-proposition", 60, 4, 2),
        ("shared-goal", 180, 4, 2),
        ("earned-word", 365, 4, 2),
    ],
)
def test_staleness_border(dimension: str, days: int, before: int, after: int) -> None:
    """Evidence of exactly the allowed age still counts in full; one day older does not."""
    name = dimension.replace("-", "_")
    fresh = judged(strong(**{name: rating(4, piece(age=days))}))
    stale = judged(strong(**{name: rating(4, piece(age=days + 1))}))
    assert (before, after) == (fresh.standings[dimension].effective, stale.standings[dimension].effective)


@pytest.mark.parametrize(("age", "effective"), [(60, 2), (61, 1)])
def test_said_cap(age: int, effective: int) -> None:
    """What was said carries 2 while fresh and 1 when stale."""
    judgement = judged(strong(negotiation=rating(4, piece("said", age))))
    assert effective == judgement.standings["negotiation"].effective


@pytest.mark.parametrize(
    "weak", [{"kind": "done", "date": days_ago(1)}, {"kind": "done", "who": " ", "date": days_ago(1)},
             {"kind": "said", "who": "Dana Reyes"}, {"kind": "belief", "who": "Dana Reyes", "date": days_ago(1)}]
)  # fmt: skip
def test_incomplete_evidence_is_belief(weak: dict[str, str]) -> None:
    """Evidence without a name or a date carries no more than belief."""
    assert judged(strong(right_deal=rating(3, weak))).standings["right-deal"].effective == 1


def test_strongest_piece_counts() -> None:
    """The strongest piece of several sets the cap, wherever it stands in the list."""
    pieces = [piece("belief"), piece("done", 3), piece("said", 1)]
    assert judged(strong(negotiation=rating(4, *pieces))).standings["negotiation"].effective == 4


def test_evidence_of_the_as_of_day_counts() -> None:
    """Evidence of the as-of day counts; of the day after, it is left out."""
    assert judged(strong(right_deal=rating(3, piece(age=0)))).verdict == "pursue"
    assert causes(judged(strong(right_deal=rating(3, piece(age=-1))))) == {"right-deal": "evidence"}


@pytest.mark.parametrize(
    ("rated", "cause"),
    [
        ({"evidence": [piece()]}, "unknown"),
        (rating(1), "level"),
        (rating(1, piece(age=400)), "level"),
        (rating(3, piece(age=61)), "stale"),
        (rating(3, piece("said", 61)), "evidence"),
        (rating(3, piece("said", 1), piece("done", 61)), "stale"),
        (rating(3, {"kind": "belief"}), "evidence"),
    ],
)
def test_causes(rated: dict[str, object], cause: str) -> None:
    """A failed gate names the first cause that applies: unknown, level, stale, else evidence."""
    assert causes(judged(strong(their_actions=rated))) == {"their-actions": cause}


def test_all_failed_gates_in_order() -> None:
    """Reasons list every failed gate in the order of the gates, not only the deciding ones."""
    judgement = judged(strong(drop=("change", "shared-goal", "right-deal")))
    assert [reason.gate.id for reason in judgement.reasons] == ["goal-stated-by-buyer", "fair-to-both", "change-asked"]


@pytest.mark.parametrize(
    ("asks", "ratings", "verdict"),
    [
        ([ask(30, 10, "refused")], {"shared_goal": rating(1)}, "decline"),
        ([ask(30, 10, "refused")], {"their_actions": rating(1)}, "decline"),
        ([ask(30, 10, "refused")], {"their_actions": rating(2)}, "ask"),
        ([ask(30, 10, "none")], {"shared_goal": rating(1)}, "decline"),
        ([ask(30, 10, "none")], {"their_actions": rating(1)}, "ask"),
        ([ask(40, 30), ask(30, 10)], {"their_actions": rating(1)}, "decline"),
        ([ask(40, 30, "refused"), ask(3)], {"shared_goal": rating(0), "their_actions": rating(0)}, "ask"),
        ([ask(3), ask(40, 30, "refused")], {"shared_goal": rating(0), "their_actions": rating(0)}, "ask"),
        ([ask(14)], {"shared_goal": rating(0)}, "ask"),
        ([ask(15)], {"shared_goal": rating(0)}, "decline"),
        ([ask(30, 0)], {"shared_goal": rating(0)}, "ask"),
        ([ask(30, 1)], {"shared_goal": rating(0)}, "decline"),
        ([ask(-1, answer="refused")], {"shared_goal": rating(0)}, "ask"),
    ],
)
def test_decline(asks: list[dict[str, object]], ratings: dict[str, object], verdict: str) -> None:
    """Declining hangs on the latest asks and on the goal and their actions, to the day."""
    assert judged(strong(asks=asks, **ratings)).verdict == verdict


def test_accepted_but_not_shown_lapses() -> None:
    """A yes that nothing shows lapses after its day; evidence from the day of the ask on shows it."""
    yes = ask(30, 10, "accepted", "their-actions")
    low = rating(1, piece("done", 31))
    assert judged(strong(asks=[yes], their_actions=low)).asks[0].fate == "lapsed"
    assert judged(strong(asks=[yes], their_actions=rating(1, piece("said", 30)))).asks[0].fate == "met"
    assert judged(strong(asks=[yes], their_actions=rating(1, piece("belief", 20)))).asks[0].fate == "lapsed"


def test_later_answer_is_no_answer_yet() -> None:
    """An answer that comes after the as-of date does not count yet."""
    refused = ask(5, answer="refused") | {"answered_on": days_ago(-1)}
    judgement = judged(strong(asks=[refused], shared_goal=rating(0)))
    assert (judgement.verdict, judgement.asks[0].fate) == ("ask", "waiting")


def test_team_is_never_declined() -> None:
    """A manager never gets to decline the team; a team has five dimensions, no word and no partner ask."""
    refused = [ask(40, 30, "refused"), ask(30, 10, "refused")]
    low = judged(strong(relationship="team", asks=refused, shared_goal=rating(0), their_actions=rating(0)))
    well = judged(strong(relationship="team", earned_word=rating(4)))
    assert (low.verdict, low.word) == ("ask", None)
    assert (well.verdict, well.step, well.flags, well.standings["earned-word"].effective) == ("pursue", None, (), "n/a")


def test_new_customer_needs_no_renewal() -> None:
    """Renewal and change are n/a for a new customer and gates for an existing one."""
    bare = ("renewal", "change")
    assert judged(strong(customer="new", drop=bare)).verdict == "pursue"
    assert causes(judged(strong(customer="existing", drop=bare))) == {"renewal": "unknown", "change": "unknown"}


def test_our_actions_are_homework_whatever_the_cause() -> None:
    """We never ask the buyer for our own actions, not even while an ask on them is open."""
    waiting = [ask(2, dimension="our-actions")]
    for rated in (rating(1), rating(4, piece("said")), rating(4, piece(age=70)), {}):
        step = judged(strong(our_actions=rated, asks=waiting)).step
        assert step is not None
        assert (step.kind, step.dimension) == ("homework", "our-actions")


def test_waiting_ask_comes_first() -> None:
    """While an ask on the dimension is open nothing else is asked, until the last of several is due."""
    judgement = judged(
        strong(right_deal=rating(1), asks=[ask(2, -9, dimension="right-deal"), ask(1, -3, dimension="right-deal")])
    )
    assert judgement.step is not None
    assert (judgement.step.kind, judgement.waiting_until) == ("wait", AS_OF.fromisoformat(days_ago(-9)))


@pytest.mark.parametrize(
    ("changed", "step"),
    [
        ({}, None),
        ({"acts_like_owner": rating(2)}, "acts-like-owner"),
        ({"thinks_like_customer": rating(2)}, "thinks-like-customer"),
        ({"acts_like_owner": {}, "thinks_like_customer": {}}, "acts-like-owner"),
        ({"earned_word": rating(0)}, None),
    ],
)
def test_pursue_asks_for_partner_deeds(changed: dict[str, object], step: str | None) -> None:
    """A deal to pursue gets the first partner ask that is open, and never an ask for the word."""
    judgement = judged(strong(**changed))
    assert (judgement.verdict, judgement.step and judgement.step.dimension) == ("pursue", step)


@pytest.mark.parametrize(
    ("changed", "flags"),
    [
        ({"our_actions": rating(4), "their_actions": rating(2)}, ("one-sided",)),
        ({"our_actions": rating(2), "their_actions": rating(4)}, ("we-owe-them",)),
        ({"our_actions": rating(4), "their_actions": rating(3)}, ()),
        ({"our_actions": rating(4), "their_actions": {}}, ()),
        ({"acts_like_owner": rating(2), "thinks_like_customer": {}}, ("word-outruns-deeds",)),
        ({"acts_like_owner": rating(3), "thinks_like_customer": {}}, ("show-the-deeds",)),
        ({"earned_word": rating(2), "acts_like_owner": rating(0)}, ()),
    ],
)
def test_flags(changed: dict[str, object], flags: tuple[str, ...]) -> None:
    """Flags compare known effective levels only."""
    assert judged(strong(**changed)).flags == flags


def test_company_rubric_without_deal_dimensions() -> None:
    """Gates of dimensions that a company leaves out do not apply."""
    from twoway.core.dimensions import TWO_WAY  # noqa: PLC0415
    from twoway.core.judge import judge  # noqa: PLC0415

    deal = judged(strong(drop=("negotiation", "earned-word"))).deal
    judgement = judge(deal, AS_OF, TWO_WAY)
    assert (judgement.verdict, judgement.word, judgement.step, judgement.flags) == ("pursue", "say-nothing", None, ())


def test_first_pass() -> None:
    """The first pass says decline, ask, or rate on; it never says pursue."""
    assert first_pass(judged(strong())) == "rate-on"
    assert first_pass(judged(strong(drop=("negotiation",)))) == "rate-on"
    assert first_pass(judged(strong(shared_goal=rating(2)))) == "ask"
    assert first_pass(judged(strong(shared_goal=rating(0), asks=[ask(20)]))) == "decline"
