"""What a reader of the verdict should know beside it: what was left out, what was lowered, which dates look odd."""

import datetime
from collections.abc import Iterable, Iterator

from twoway.core.deal import Deal
from twoway.core.dimensions import IDS, TWO_WAY
from twoway.core.judge import Judgement
from twoway.core.rubric import Rubric
from twoway.core.standing import Standing

_EXPLAINED = ("stale", "evidence")
"""Causes whose reasons say already that the evidence does not carry the rated level."""


def notes(judgement: Judgement, rubric: Rubric) -> list[str]:
    """Return the notes on a judged deal, whole sentences in a fixed order."""
    return [
        *judgement.deal.notes,
        *_why_declined(judgement),
        *_left_out(judgement, rubric),
        *_ignored(judgement, rubric),
        *_incomplete(judgement, rubric),
        *_lowered(judgement, rubric),
        *_odd_dates(judgement.deal),
        *_comfort(judgement.deal, rubric),
    ]


def _why_declined(judgement: Judgement) -> Iterator[str]:
    """Name the asks that closed the matter; the reasons speak of gates only."""
    if judgement.verdict != "decline":
        return
    for followed in [ask for ask in judgement.asks[-2:] if ask.unmet]:
        made = followed.ask.made_on.isoformat()
        if followed.fate == "refused":
            yield f"The ask of {made} was refused."
        else:
            answer = "agreed to, and nothing shows it" if followed.ask.answer == "accepted" else "not answered"
            yield f"The ask of {made} was due on {followed.due_on.isoformat()}; it was {answer}."


def _left_out(judgement: Judgement, rubric: Rubric) -> Iterator[str]:
    as_of, deal = judgement.as_of, judgement.deal
    for dimension in judgement.standings:
        later = [piece.date for piece in deal.rating(dimension).evidence if piece.date and piece.date > as_of]
        if later:
            title = _title(dimension, judgement, rubric)
            yield f"{title}: evidence dated after {as_of.isoformat()} is left out ({_dates(later)})."
    asks = [ask.made_on for ask in deal.asks if ask.made_on > as_of]
    if asks:
        yield f"Asks made after {as_of.isoformat()} are left out ({_dates(asks)})."
    answers = [
        ask.answered_on for ask in deal.asks if ask.answered_on and ask.made_on <= as_of and ask.answered_on > as_of
    ]
    if answers:
        yield f"Answers that came after {as_of.isoformat()} are left out ({_dates(answers)})."


def _ignored(judgement: Judgement, rubric: Rubric) -> Iterator[str]:
    deal = judgement.deal
    if deal.relationship != "team":
        return
    dropped = [dimension for dimension in IDS if dimension not in TWO_WAY]
    rated = [one for one in dropped if isinstance(deal.rating(one).level, int) or deal.rating(one).evidence]
    if rated:
        titles = ", ".join(_title(dimension, judgement, rubric) for dimension in rated)
        yield f"A team is rated on the five two-way dimensions only; the rest is left out ({titles})."


def _incomplete(judgement: Judgement, rubric: Rubric) -> Iterator[str]:
    for standing in _applying(judgement):
        for piece in standing.evidence:
            if piece.kind == "belief" or piece.valid:
                continue
            missing = " and ".join(
                word for word, there in (("a name", piece.who.strip()), ("a date", piece.date)) if not there
            )
            yield f"{_title(standing.dimension, judgement, rubric)}: '{piece.kind}' without {missing} counts as belief."


def _lowered(judgement: Judgement, rubric: Rubric) -> Iterator[str]:
    explained = {reason.gate.dimension for reason in judgement.reasons if reason.cause in _EXPLAINED}
    for standing in _applying(judgement):
        level, effective = standing.level, standing.effective
        if not isinstance(level, int) or level == effective or standing.dimension in explained:
            continue
        why = "the evidence for it carries no more"
        if standing.if_fresh == level:
            why = "the evidence for it is too old to carry more"
        elif not standing.evidence:
            why = "it has no evidence"
        yield f"{_title(standing.dimension, judgement, rubric)} is rated {level} and counts as {effective}: {why}."


def _odd_dates(deal: Deal) -> Iterator[str]:
    for ask in deal.asks:
        made = ask.made_on.isoformat()
        if ask.due_on and ask.due_on < ask.made_on:
            yield f"The ask of {made} is due before it was made ({ask.due_on.isoformat()}); check the dates."
        if ask.answered_on and ask.answered_on < ask.made_on:
            yield f"The ask of {made} was answered before it was made ({ask.answered_on.isoformat()}); check the dates."


def _comfort(deal: Deal, rubric: Rubric) -> Iterator[str]:
    for signal in dict.fromkeys(deal.comfort):
        wording = rubric.comfort.get(signal)
        if wording:
            yield f"{wording.title}: {wording.why}"
        else:
            yield f"'{signal}': It carries no weight here because only what the buyer says and does is evidence."


def _applying(judgement: Judgement) -> Iterator[Standing]:
    return (standing for standing in judgement.standings.values() if standing.level != "n/a")


def _title(dimension: str, judgement: Judgement, rubric: Rubric) -> str:
    if dimension not in rubric.ids:
        return dimension
    return rubric.dimension(dimension, judgement.deal.relationship).title


def _dates(days: Iterable[datetime.date]) -> str:
    return ", ".join(day.isoformat() for day in sorted(set(days)))
