"""What a learner has met so far: cases played to an ending, and worksheets begun, each with its first day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from twoway.content.cases import list_cases, load_case
from twoway.content.paths import kit_root
from twoway.content.worksheets import list_worksheets, load_worksheet
from twoway.core.case import Case, RetrievalQuestion
from twoway.core.play import Commit, follow, replay
from twoway.core.tasks import Worksheet
from twoway.ui.session import Session
from twoway.workbook.event import Event

TRY = ":try"
"""How the item of a committed try ends; see :mod:`twoway.ui.exercise`."""


@dataclass(frozen=True)
class Played:
    """A case that was begun; ``finished`` is the day on which it first reached an ending, None before that."""

    case: Case
    endings: int
    finished: datetime.date | None


@dataclass(frozen=True)
class Begun:
    """A worksheet with at least one committed task: how many of its tasks, and the day of the first."""

    worksheet: Worksheet
    committed: int
    since: datetime.date


@dataclass(frozen=True)
class Source:
    """A question that comes back, where it is from, and the day on which that was met."""

    key: str
    question: RetrievalQuestion
    kind: Literal["case", "worksheet"]
    title: str
    met: datetime.date


def played(session: Session) -> tuple[Played, ...]:
    """Return the kit's cases that were begun, in their order; a case that nobody touched is not even loaded."""
    root = kit_root() / "casestudies"
    found = []
    for slug in list_cases(root):
        events = session.answers.tries(f"case:{slug}", "commit")
        if events:
            found.append(_played(load_case(slug, root), events))
    return tuple(found)


def begun(session: Session) -> tuple[Begun, ...]:
    """Return the worksheets with at least one committed task, in their order."""
    root = kit_root()
    found = []
    for identity in list_worksheets(root):
        scope = f"exercise:{identity}"
        tried = [item.removesuffix(TRY) for item in session.answers.get(scope) if item.endswith(TRY)]
        if not tried:
            continue
        worksheet = load_worksheet(identity, root)
        known = [task.id for task in worksheet.tasks if task.id in tried]
        if known:
            first = min(day_of(session.answers.tries(scope, f"{task}{TRY}")[0]) for task in known)
            found.append(Begun(worksheet, len(known), first))
    return tuple(found)


def sources(cases: Iterable[Played], worksheets: Iterable[Begun]) -> tuple[Source, ...]:
    """Return every question that may come back, from cases that were finished and worksheets that were begun."""
    found = [
        Source(f"case:{one.case.slug}/{question.id}", question, "case", one.case.title, one.finished)
        for one in cases
        if one.finished
        for question in one.case.retrieval
    ]
    return (
        *found,
        *(
            Source(f"worksheet:{one.worksheet.id}/{question.id}", question, "worksheet", one.worksheet.title, one.since)
            for one in worksheets
            for question in one.worksheet.retrieval
        ),
    )


def day_of(event: Event) -> datetime.date:
    """Return the day of ``event`` on this computer's calendar."""
    return datetime.datetime.fromisoformat(event.at).astimezone().date()


def _played(case: Case, events: list[Event]) -> Played:
    history: list[Commit] = []
    finished: datetime.date | None = None
    for event in events:
        value = event.data.get("value")
        if not isinstance(value, dict):
            continue
        history.append(Commit(str(value.get("decision")), str(value.get("option")), str(value.get("why", ""))))
        if finished is None and follow(case, replay(case, history).choices).ending is not None:
            finished = day_of(event)
    roads = replay(case, history).roads
    endings = {ending.id for road in roads if (ending := follow(case, dict(road)).ending) is not None}
    return Played(case, len(endings), finished)
