"""What the verdict says in words: one deal's part of the interchange's answer (RUBRIC, Interchange)."""

from collections.abc import Iterable, Mapping
from typing import Any

from twoway.core.asks import FollowedAsk
from twoway.core.dimensions import ASK_GATES, DECLINE_BELOW
from twoway.core.facts import facts_of, newest_valid
from twoway.core.judge import Judgement, Reason, Step
from twoway.core.notes import notes
from twoway.core.rubric import Rubric
from twoway.core.standing import carries

GOAL_GATE, PROMISE_GATE = ASK_GATES


def tell(judgement: Judgement, rubric: Rubric) -> dict[str, Any]:
    """Return one judged deal as the interchange's plain data, in ``rubric``'s words.

    The same judgement and rubric give the same result; every date in it comes from the deal or its as-of date.
    """
    deal = judgement.deal
    reasons = [
        {
            "gate": reason.gate.id,
            "dimension": reason.gate.dimension,
            "cause": reason.cause,
            "message": _reason(reason, judgement, rubric),
        }
        for reason in judgement.reasons
    ]
    return {
        "id": deal.id,
        "name": deal.name,
        "verdict": judgement.verdict,
        "qualified": judgement.qualified,
        "qualified_text": qualified_text(judgement),
        "reasons": reasons,
        "conditions": _conditions(judgement, rubric),
        "flags": list(judgement.flags),
        "word": judgement.word,
        "waiting_until": judgement.waiting_until.isoformat() if judgement.waiting_until else None,
        "next_step": _next_step(judgement.step, judgement, rubric),
        "effective": {dimension: standing.effective for dimension, standing in judgement.standings.items()},
        "notes": notes(judgement, rubric),
    }


def qualified_text(judgement: Judgement) -> str:
    """Say in one sentence whether the deal is qualified, and what that hangs on."""
    goal = judgement.standings["shared-goal"]
    team = judgement.deal.relationship == "team"
    failed = {reason.gate.id: reason.cause for reason in judgement.reasons}
    if failed.get(GOAL_GATE) == "stale":
        since = newest_valid(goal.evidence, kind="done")
        confirmed = since.date.isoformat() if since and since.date else ""
        what = "The team's work" if team else "This"
        return f"{what} was qualified on a goal that nobody has confirmed since {confirmed}."
    if goal.below(DECLINE_BELOW):
        if team:
            return "This is not qualified, whatever the rest: nothing shows a goal that the team has said itself."
        return "This is not qualified, whatever the rest: nothing shows a goal that the buyer has said themselves."
    return _team_text(judgement, failed) if team else _deal_text(judgement, failed)


def _deal_text(judgement: Judgement, failed: Mapping[str, str]) -> str:
    if judgement.verdict == "decline":
        if judgement.deal.customer == "existing":
            return "This request is not qualified: what we asked for went unmet. The relationship goes on."
        return "This is not qualified: what we asked for went unmet. Closing it well is a win for both sides."
    if GOAL_GATE in failed:
        return "This is not qualified yet: the goal is not shown in the buyer's own writing, with a measure."
    if PROMISE_GATE in failed:
        return "This is not qualified yet: nothing shows that the buyer has kept a promise with a date."
    if failed:
        return f"This is qualified, on {_conditions_in_words(len(failed))}."
    return "This is qualified: goal, actions and agreement are shared, and shown by what both sides did."


def _team_text(judgement: Judgement, failed: Mapping[str, str]) -> str:
    if GOAL_GATE in failed:
        return "The team's work is not qualified yet: the team has not written down its goal, with a measure."
    if PROMISE_GATE in failed:
        return "The team's work is not qualified yet: nothing shows that a member has kept a promise with a date."
    if judgement.reasons:
        return f"The team's work is qualified, on {_conditions_in_words(len(failed))}."
    return "The team's work is qualified: goal and actions are shared, and shown by what manager and members did."


def _conditions_in_words(count: int) -> str:
    return "one condition" if count == 1 else f"{count} conditions"


def _reason(reason: Reason, judgement: Judgement, rubric: Rubric) -> str:
    standing = judgement.standings[reason.gate.dimension]
    carrying = [piece for piece in standing.evidence if carries(piece, stale=False) >= reason.gate.passes_at]
    newest = newest_valid(carrying if reason.cause == "stale" else standing.evidence)
    facts = {
        "title": rubric.dimension(standing.dimension, judgement.deal.relationship).title,
        "level": str(standing.level),
        "needed": str(reason.gate.passes_at),
        "effective": str(standing.effective),
    }
    if newest and newest.date:
        days = (judgement.as_of - newest.date).days
        facts |= {"who": newest.who.strip(), "date": newest.date.isoformat(), "days": str(days)}
    return rubric.reason(reason.cause, facts)


def _conditions(judgement: Judgement, rubric: Rubric) -> list[dict[str, str]]:
    if judgement.verdict != "fix-first":
        return []
    relationship = judgement.deal.relationship
    gates = [reason.gate for reason in judgement.reasons]
    return [
        {
            "gate": gate.id,
            "dimension": gate.dimension,
            "message": rubric.dimension(gate.dimension, relationship).condition,
        }
        for gate in gates
    ]


def _next_step(step: Step | None, judgement: Judgement, rubric: Rubric) -> dict[str, str | None] | None:
    if step is None:
        return None
    return {
        "kind": step.kind,
        "gate": step.gate.id if step.gate else None,
        "dimension": step.dimension,
        "text": _step_text(step, judgement, rubric),
    }


def _step_text(step: Step, judgement: Judgement, rubric: Rubric) -> str:
    """Return the whole message to send, or what to do first where nothing is to be sent."""
    wording = rubric.dimension(step.dimension, judgement.deal.relationship)
    if step.kind == "homework":
        return wording.homework
    if step.kind == "wait":
        return _waiting(ask for ask in judgement.asks if ask.fate == "waiting" and ask.ask.dimension == step.dimension)
    facts = facts_of(judgement)
    if step.kind == "decline":
        return rubric.decline.message(judgement.deal.customer, facts)
    return wording.reconfirm_message(facts) if step.kind == "reconfirm" else wording.ask_message(facts)


def _waiting(asks: Iterable[FollowedAsk]) -> str:
    last = max(asks, key=lambda ask: ask.due_on)
    until = last.due_on.isoformat()
    made = last.ask.made_on.isoformat()
    asked = f"You asked on {made}: “{last.ask.text}”" if last.ask.text else f"You asked on {made}."
    answered = "They agreed; it is theirs to do" if last.ask.answer == "accepted" else "The answer is theirs to give"
    return f"{asked} {answered}, until {until}. Ask for nothing else on this before then."
