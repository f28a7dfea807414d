"""The verdict on a deal: no total, no average, but gates (RUBRIC, Verdict). It says nothing in words; see ``tell``."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from twoway.core.asks import FollowedAsk, follow
from twoway.core.deal import Deal
from twoway.core.dimensions import (
    ASK_GATES,
    DECLINE_BELOW,
    DEEDS,
    GAP_FLAGS,
    GATES,
    IDS,
    PARTNER_ASKS,
    WORD,
    WORD_FROM,
    Gate,
)
from twoway.core.standing import Cause, Standing, standing

Verdict = Literal["decline", "ask", "fix-first", "pursue"]
VERDICTS: tuple[Verdict, ...] = ("decline", "ask", "fix-first", "pursue")
StepKind = Literal["ask", "homework", "reconfirm", "decline", "wait"]
Word = Literal["say-nothing", "quote-customer"]


@dataclass(frozen=True)
class Reason:
    """A gate that fails, and why."""

    gate: Gate
    cause: Cause


@dataclass(frozen=True)
class Step:
    """What to do next, and for which dimension; ``gate`` None when no gate fails."""

    kind: StepKind
    dimension: str
    gate: Gate | None = None


@dataclass(frozen=True)
class Judgement:
    """Everything that the rules say about a deal on a day."""

    deal: Deal
    as_of: datetime.date
    verdict: Verdict
    reasons: tuple[Reason, ...]
    flags: tuple[str, ...]
    word: Word | None
    step: Step | None
    waiting_until: datetime.date | None
    standings: Mapping[str, Standing]
    asks: tuple[FollowedAsk, ...]

    @property
    def qualified(self) -> bool:
        """Whether the deal is worth the team's hours: pursue, or pursue with a condition."""
        return self.verdict in ("fix-first", "pursue")


def judge(deal: Deal, as_of: datetime.date, dimensions: Sequence[str] = IDS) -> Judgement:
    """Judge ``deal`` on ``as_of``.

    Args:
        deal: the deal as described; whatever is dated after ``as_of`` is left out.
        as_of: the day on which the age of evidence and asks is measured.
        dimensions: ids in the rubric; a company may leave partner and deal dimensions out, and their gates with them.

    """
    standings = {dimension: standing(deal, dimension, as_of) for dimension in IDS if dimension in dimensions}
    asks = follow(deal, as_of)
    reasons = tuple(
        Reason(gate, standings[gate.dimension].cause(gate))
        for gate in GATES
        if _applies(gate, deal, standings) and standings[gate.dimension].below(gate.passes_at)
    )
    verdict = _verdict(deal, standings, asks, reasons)
    step, waiting_until = _step(verdict, standings, asks, reasons)
    word: Word | None = None if deal.relationship == "team" else "say-nothing"
    if word and _at_least(standings.get(WORD), WORD_FROM):
        word = "quote-customer"
    return Judgement(
        deal, as_of, verdict, reasons, _flags(standings), word, step, waiting_until, standings, asks
    )  # fmt: skip


def first_pass(judgement: Judgement) -> Verdict | Literal["rate-on"]:
    """Return the provisional verdict of the three-minute pass: decline, ask, or "could be more: rate on".

    Decline and ask hang on the shared goal, their actions and the asks alone, so that the same rules give them.
    """
    return judgement.verdict if judgement.verdict in ("decline", "ask") else "rate-on"


def _applies(gate: Gate, deal: Deal, standings: Mapping[str, Standing]) -> bool:
    if gate.dimension not in standings:
        return False
    if gate.applies_to == "all":
        return True
    return deal.relationship == "deal" and (gate.applies_to == "deal" or deal.customer == "existing")


def _at_least(stands: Standing | None, level: int) -> bool:
    return stands is not None and stands.known is not None and stands.known >= level


def _verdict(
    deal: Deal, standings: Mapping[str, Standing], asks: Sequence[FollowedAsk], reasons: Sequence[Reason]
) -> Verdict:
    if deal.relationship != "team" and _declines(standings, asks):
        return "decline"
    if any(reason.gate.id in ASK_GATES for reason in reasons):
        return "ask"
    return "fix-first" if reasons else "pursue"


def _declines(standings: Mapping[str, Standing], asks: Sequence[FollowedAsk]) -> bool:
    if not asks:
        return False
    no_goal = standings["shared-goal"].below(DECLINE_BELOW)
    no_actions = standings["their-actions"].below(DECLINE_BELOW)
    latest = asks[-1].fate
    refused = latest == "refused" and (no_goal or no_actions)
    lapsed = latest == "lapsed" and no_goal
    two_unmet = len(asks) > 1 and asks[-1].unmet and asks[-2].unmet and no_actions
    return refused or lapsed or two_unmet


def _flags(standings: Mapping[str, Standing]) -> tuple[str, ...]:
    flags = []
    for flag in GAP_FLAGS:
        higher, lower = standings[flag.higher].known, standings[flag.lower].known
        if higher is not None and lower is not None and higher - lower >= flag.gap:
            flags.append(flag.id)
    if _at_least(standings.get(WORD), WORD_FROM):
        deeds = [standings[deed] for deed in DEEDS if deed in standings]
        if any(deed.known is not None and deed.known < WORD_FROM for deed in deeds):
            flags.append("word-outruns-deeds")
        elif any(deed.effective is None for deed in deeds):
            flags.append("show-the-deeds")
    return tuple(flags)


def _step(
    verdict: Verdict, standings: Mapping[str, Standing], asks: Sequence[FollowedAsk], reasons: Sequence[Reason]
) -> tuple[Step | None, datetime.date | None]:
    if verdict == "pursue":
        wanted = (dim for dim in PARTNER_ASKS if dim in standings and standings[dim].below(WORD_FROM))
        step = next((Step("ask", dimension) for dimension in wanted), None)
    else:
        step = _step_for(verdict, reasons[0])
    if step is None or step.kind == "decline" or step.dimension == "our-actions":
        return step, None
    waiting = [ask.due_on for ask in asks if ask.fate == "waiting" and ask.ask.dimension == step.dimension]
    if waiting:
        return Step("wait", step.dimension, step.gate), max(waiting)
    return step, None


def _step_for(verdict: Verdict, first: Reason) -> Step:
    kinds: dict[Cause, StepKind] = {"unknown": "ask", "level": "ask", "stale": "reconfirm", "evidence": "homework"}
    kind = kinds[first.cause]
    if verdict == "decline":
        kind = "decline"
    elif first.gate.dimension == "our-actions":
        kind = "homework"
    return Step(kind, first.gate.dimension, first.gate)
