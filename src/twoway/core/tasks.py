"""What a worksheet's task is: seven kinds of it, and what can be said to an answer.

Choose one, choose several, mark in a text, put in order, rate a described deal on one dimension, build an ask from
parts, and write. Ids of worksheets, tasks and their items are public: a person's answers hang on them, so they are
never renamed or reused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twoway.core.case import RetrievalQuestion
from twoway.core.deal import Relationship

Answer = str | int | tuple[str, ...]
"""An option's id, a level, a written text, or several ids; for an order, all of them from first to last."""


class AnswerError(ValueError):
    """The answer does not fit the task; the message is one sentence for the person who gave it."""


@dataclass(frozen=True)
class Item:
    """One option, one step to order, or one line of a checklist; ``feedback`` says what to think of it."""

    id: str
    label: str
    feedback: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What all kinds share. ``situation`` is Markdown and may be blank; ``hints`` come in order."""

    id: str
    title: str
    question: str
    reason: str
    situation: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choose(Task):
    """One of the ``options`` is right: the one with the id ``right``."""

    options: tuple[Item, ...]
    right: str


@dataclass(frozen=True, kw_only=True)
class Several(Task):
    """Those of the ``options`` whose ids are in ``right`` belong, and no others."""

    options: tuple[Item, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; ``phrase`` is the id of the option that it is, blank for what cannot be marked."""

    text: str
    phrase: str = ""


@dataclass(frozen=True, kw_only=True)
class Mark(Several):
    """The same, in a running text: the ``options`` are the phrases of ``pieces`` that can be marked, as they come."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Order(Task):
    """The ``options``, shown as they stand here, belong in the order of the ids in ``right``."""

    options: tuple[Item, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rate(Task):
    """A described deal is rated 0-4 on ``dimension``; ``feedback`` has a text for each of the five levels.

    With ``relationship`` "team" it is a manager and a team, and the rubric's wording for teams is shown.
    """

    dimension: str
    right: int
    feedback: tuple[str, ...]
    relationship: Relationship = "deal"


@dataclass(frozen=True, kw_only=True)
class Write(Task):
    """A text is written, then compared with ``model`` by ticking the lines of ``checklist`` that it meets."""

    model: str
    checklist: tuple[Item, ...]


SLOTS = ("goal", "our-action", "our-date", "your-action", "your-date", "easy-no")
"""The parts that make an ask two-sided, in the order in which a message has them."""


@dataclass(frozen=True)
class Slot:
    """One part of an ask (an id of :data:`SLOTS`), with what can be put there; ``right`` is the id that carries."""

    id: str
    options: tuple[Item, ...]
    right: str


@dataclass(frozen=True, kw_only=True)
class Build(Task):
    """An ask is built from parts, one for each of the ``slots``; option ids differ across all of them.

    ``template`` is the message around the parts, with ``{goal}``, ``{our-action}`` and so on where they go.
    """

    slots: tuple[Slot, ...]
    template: str

    @property
    def options(self) -> tuple[Item, ...]:
        """All parts, slot by slot."""
        return tuple(option for slot in self.slots for option in slot.options)

    @property
    def right(self) -> tuple[str, ...]:
        """The ids of the parts that carry, one a slot."""
        return tuple(slot.right for slot in self.slots)

    def message(self, chosen: Sequence[str], gaps: Mapping[str, str]) -> str:
        """Return the message made of the parts ``chosen`` (ids); an open slot shows its name from ``gaps``."""
        text = self.template
        for slot in self.slots:
            part = next((option.label for option in slot.options if option.id in chosen), gaps.get(slot.id, ""))
            text = text.replace(f"{{{slot.id}}}", part)
        return text


AnyTask = Choose | Several | Order | Rate | Build | Write
"""A :class:`Mark` is a :class:`Several` with a text around it."""


@dataclass(frozen=True)
class Worksheet:
    """The tasks that go with one lesson, and questions that come back days later."""

    id: str
    title: str
    tasks: tuple[AnyTask, ...]
    retrieval: tuple[RetrievalQuestion, ...] = ()

    def task(self, identity: str) -> AnyTask | None:
        """Return the task with this id, or None."""
        return next((task for task in self.tasks if task.id == identity), None)


@dataclass(frozen=True)
class Feedback:
    """What to say to an answer. ``right`` is None where nothing is right or wrong: a written text.

    ``items`` holds what there is to say of single options, steps or checklist lines, by their id.
    """

    right: bool | None
    text: str
    items: Mapping[str, str] = field(default_factory=dict)
