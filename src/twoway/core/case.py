"""What a case is: scenes with their documents, decisions that branch, endings, and the ratings to calibrate against.

All texts are Markdown without raw HTML. Ids of cases, scenes, decisions, options and endings are public: a person's
answers hang on them, so they are never renamed or reused.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from twoway.core.deal import Deal

DocumentKind = Literal["email", "call-note", "slide", "plan", "forecast", "letter", "chat", "calendar"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = (
    "email",
    "call-note",
    "slide",
    "plan",
    "forecast",
    "letter",
    "chat",
    "calendar",
)
EndingKind = Literal["two-sided", "one-sided", "unsettled"]
ENDING_KINDS: tuple[EndingKind, ...] = ("two-sided", "one-sided", "unsettled")
"""Both sides know where they stand; one side gave or took alone; nobody knows yet."""

ROLES = ("seller", "customer-success", "manager", "executive", "cross-functional")
WHAT_IF = ("all-agree", "nobody-agrees", "manager-dominates", "confidential-deal", "cynic")
"""The moments for which every facilitator's page has an answer ready."""


@dataclass(frozen=True)
class Minutes:
    """How long a case takes to play, in minutes."""

    least: int
    planned: int
    most: int


@dataclass(frozen=True)
class Person:
    """Somebody in the case: name, role, and a line about them."""

    name: str
    role: str
    about: str = ""


@dataclass(frozen=True)
class Document:
    """A primary document as the people in the case saw it; ``date`` and ``time`` are when it was sent or held."""

    kind: DocumentKind
    body: str
    sender: str = ""
    to: str = ""
    cc: str = ""
    date: datetime.date | None = None
    time: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Option:
    """One defensible answer. ``goes_to`` names a scene or an ending; consequence and coach's note come after commit."""

    id: str
    label: str
    detail: str
    goes_to: str
    consequence: str
    coach: str


@dataclass(frozen=True)
class ReasonedAnswer:
    """The option that the authors would take, and why. A reference to compare with, not a score."""

    option: str
    why: str


@dataclass(frozen=True)
class Decision:
    """A question that is answered in private and committed."""

    id: str
    question: str
    options: tuple[Option, ...]
    reference: ReasonedAnswer
    hint: str = ""

    def option(self, identity: str) -> Option | None:
        """Return the option with this id, or None."""
        return next((option for option in self.options if option.id == identity), None)


@dataclass(frozen=True)
class Scene:
    """A moment to read; it ends in a decision, or goes on to ``next`` (a scene or an ending) by itself."""

    id: str
    title: str
    when: str
    text: str
    documents: tuple[Document, ...] = ()
    decision: Decision | None = None
    next: str = ""

    @property
    def exits(self) -> tuple[str, ...]:
        """Ids of the scenes and endings that can follow, without repeats, in the order of the options."""
        if self.decision is None:
            return (self.next,) if self.next else ()
        return tuple(dict.fromkeys(option.goes_to for option in self.decision.options if option.goes_to))


@dataclass(frozen=True)
class Ending:
    """Where a road stops."""

    id: str
    title: str
    text: str
    kind: EndingKind


@dataclass(frozen=True)
class Reference:
    """How the authors rate the deal at one moment; ``why`` holds the evidence line of each rating, by dimension id."""

    id: str
    title: str
    as_of: datetime.date
    deal: Deal
    why: Mapping[str, str]


@dataclass(frozen=True)
class DebriefQuestion:
    """A question for after the play, and a thought to hold one's own against."""

    question: str
    thought: str


@dataclass(frozen=True)
class Answer:
    """One answer that a retrieval question offers."""

    id: str
    text: str


@dataclass(frozen=True)
class RetrievalQuestion:
    """A question asked again days later; ``answer`` is the id of the right option."""

    id: str
    question: str
    options: tuple[Answer, ...]
    answer: str
    why: str


@dataclass(frozen=True)
class Case:
    """A whole case, as a participant needs it; the facilitator's page is kept apart."""

    slug: str
    title: str
    roles: tuple[str, ...]
    credit: str
    as_of: datetime.date
    summary: str
    minutes: Minutes
    people: tuple[Person, ...]
    start: str
    scenes: tuple[Scene, ...]
    endings: tuple[Ending, ...]
    reference: tuple[Reference, ...]
    debrief: tuple[DebriefQuestion, ...]
    retrieval: tuple[RetrievalQuestion, ...]

    def scene(self, identity: str) -> Scene | None:
        """Return the scene with this id, or None."""
        return next((scene for scene in self.scenes if scene.id == identity), None)

    def ending(self, identity: str) -> Ending | None:
        """Return the ending with this id, or None."""
        return next((ending for ending in self.endings if ending.id == identity), None)

    def decisions(self) -> Iterator[Decision]:
        """Iterate over all decisions, in the order of their scenes."""
        return (scene.decision for scene in self.scenes if scene.decision is not None)

    def decision(self, identity: str) -> Decision | None:
        """Return the decision with this id, or None."""
        return next((decision for decision in self.decisions() if decision.id == identity), None)


@dataclass(frozen=True)
class TalkStep:
    """What a facilitator does at one moment, for how many minutes, and what to say."""

    moment: str
    minutes: int
    say: str


@dataclass(frozen=True)
class Facilitator:
    """The facilitator's page: what the case is for and how to hold it; ``what_if`` is keyed by :data:`WHAT_IF`."""

    objectives: tuple[str, ...]
    key_points: tuple[str, ...]
    talk_track: tuple[TalkStep, ...]
    debrief: tuple[DebriefQuestion, ...]
    what_if: Mapping[str, str]
