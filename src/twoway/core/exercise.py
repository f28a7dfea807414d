"""What a worksheet's task is, and the pure checker that says what is right with an answer to it, and why.

Five kinds: choose one, choose several, put in order, rate a described deal on one dimension, and write. Ids of
worksheets, tasks and their items are public: a person's answers hang on them, so they are never renamed or reused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twoway.core.dimensions import MOST
from twoway.core.reading import describe, did_you_mean

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


@dataclass(frozen=True, kw_only=True)
class Order(Task):
    """The ``options``, shown as they stand here, belong in the order of the ids in ``right``."""

    options: tuple[Item, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rate(Task):
    """A described deal is rated 0-4 on ``dimension``; ``feedback`` has a text for each of the five levels."""

    dimension: str
    right: int
    feedback: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Write(Task):
    """A text is written, then compared with ``model`` by ticking the lines of ``checklist`` that it meets."""

    model: str
    checklist: tuple[Item, ...]


AnyTask = Choose | Several | Order | Rate | Write


@dataclass(frozen=True)
class Worksheet:
    """The tasks that go with one lesson."""

    id: str
    title: str
    tasks: tuple[AnyTask, ...]

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


def check(task: AnyTask, answer: object, ticked: Sequence[str] = ()) -> Feedback:
    """Say what is right with ``answer``, and what to look at again; the reason is kept for a right answer.

    Args:
        task: any task.
        answer: see :data:`Answer`; lists count as tuples.
        ticked: for a written text only, the ids of the checklist lines that its author found in it.

    Raises:
        AnswerError: when the answer does not fit the task, such as an option that it does not have.

    """
    given = fitting(task, answer)
    match task:
        case Choose():
            chosen = next(option for option in task.options if option.id == given)
            return Feedback(given == task.right, chosen.feedback, {chosen.id: chosen.feedback})
        case Several():
            return _check_several(task, _ids(given))
        case Order():
            return _check_order(task, _ids(given))
        case Rate():
            level = int(str(given))
            return Feedback(level == task.right, task.feedback[level])
        case Write():
            return _check_written(task, ticked)


def fitting(task: AnyTask, answer: object) -> Answer:
    """Return ``answer`` in the shape that the task needs, or raise :class:`AnswerError` with what is wrong."""
    if isinstance(task, Rate):
        if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer <= MOST:
            raise AnswerError(f"Give a level from 0 to {MOST}, not {describe(answer)}.")
        return answer
    if isinstance(task, Choose | Write):
        if not isinstance(answer, str) or not answer.strip():
            raise AnswerError("Write a line first." if isinstance(task, Write) else "Choose one of the answers first.")
        if isinstance(task, Choose):
            known_item(task.options, answer)
        return answer.strip()
    if not isinstance(answer, list | tuple) or not answer:
        raise AnswerError("Choose at least one of the answers first.")
    for identity in answer:
        known_item(task.options, str(identity))
    ids = tuple(dict.fromkeys(str(identity) for identity in answer))
    if isinstance(task, Order) and len(ids) != len(task.options):
        raise AnswerError("Put all the steps in order, each of them once.")
    return ids


def known_item(items: Sequence[Item], identity: str) -> Item:
    """Return the item with this id, or raise :class:`AnswerError` naming the nearest one."""
    found = next((item for item in items if item.id == identity), None)
    if found is None:
        near = did_you_mean(identity, [item.id for item in items])
        raise AnswerError(sentence(f"There is no answer '{identity}' here{near}"))
    return found


def sentence(text: str) -> str:
    """Return ``text`` with a full stop, unless it ends in a question mark already."""
    return text if text.endswith("?") else f"{text}."


def _ids(given: Answer) -> tuple[str, ...]:
    return given if isinstance(given, tuple) else (str(given),)


def _word(number: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else str(number)


def _check_several(task: Several, given: tuple[str, ...]) -> Feedback:
    found = [identity for identity in task.right if identity in given]
    missing, extra = len(task.right) - len(found), len(given) - len(found)
    parts = [f"You found {_word(len(found))} of the {_word(len(task.right))}."]
    if extra:
        parts.append(f"{_word(extra).capitalize()} of your choices {'does' if extra == 1 else 'do'} not belong.")
    if not missing and not extra:
        parts = [f"All {_word(len(found))}, and nothing that does not belong."]
    said = {option.id: option.feedback for option in task.options if option.id in given}
    return Feedback(not missing and not extra, " ".join(parts), said)


def _check_order(task: Order, given: tuple[str, ...]) -> Feedback:
    if given == task.right:
        return Feedback(right=True, text="Every step is in its place.")
    kept = next(n for n, (one, other) in enumerate(zip(given, task.right, strict=True)) if one != other)
    step = known_item(task.options, given[kept])
    start = f"The first {_word(kept)} stand right. " if kept > 1 else "The first stands right. " if kept else ""
    return Feedback(
        False, f"{start}Look again at number {_word(kept + 1)}: “{step.label.rstrip('.')}”.", {step.id: step.feedback}
    )


def _check_written(task: Write, ticked: Sequence[str]) -> Feedback:
    known = [known_item(task.checklist, identity).id for identity in ticked]
    missing = {line.id: line.feedback for line in task.checklist if line.id not in known}
    if not known:
        text = "Hold your text against ours, and tick what yours has too."
    elif missing:
        has = _word(len(task.checklist) - len(missing))
        text = f"Yours has {has} of {_word(len(task.checklist))}. What it could still say:"
    else:
        text = f"Yours has all {_word(len(task.checklist))}. It need not sound like ours; it should sound like you."
    return Feedback(right=None, text=text, items=missing if known else {})
