"""The pure checker: whether an answer fits a worksheet's task, what is right with it, and why."""

from collections.abc import Sequence

from twoway.core.dimensions import MOST
from twoway.core.reading import describe, did_you_mean
from twoway.core.tasks import (
    Answer,
    AnswerError,
    AnyTask,
    Build,
    Choose,
    Feedback,
    Item,
    Mark,
    Order,
    Rate,
    Several,
    Write,
)


def check(task: AnyTask, answer: object, ticked: Sequence[str] = ()) -> Feedback:
    """Say what is right with ``answer``, and what to look at again; the reason is kept for a right answer.

    Args:
        task: any task.
        answer: see :data:`twoway.core.tasks.Answer`; lists count as tuples.
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
        case Build():
            return _check_built(task, _ids(given))
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
        what = {Mark: "Mark at least one phrase first.", Build: "Choose a part for each place first."}
        raise AnswerError(what.get(type(task), "Choose at least one of the answers first."))
    for identity in answer:
        known_item(task.options, str(identity))
    ids = tuple(dict.fromkeys(str(identity) for identity in answer))
    if isinstance(task, Order) and len(ids) != len(task.options):
        raise AnswerError("Put all the steps in order, each of them once.")
    return _one_a_slot(task, ids) if isinstance(task, Build) else ids


def parts_chosen(task: Build, ids: Sequence[object]) -> tuple[str, ...]:
    """Return those of ``ids`` that are parts of the task, in the order of its slots, one a slot: the last one given."""
    latest = {slot.id: one for one in ids for slot in task.slots if one in [option.id for option in slot.options]}
    return tuple(str(latest[slot.id]) for slot in task.slots if slot.id in latest)


def _one_a_slot(task: Build, ids: tuple[str, ...]) -> tuple[str, ...]:
    parts = parts_chosen(task, ids)
    if len(parts) < len(task.slots):
        missing = len(task.slots) - len(parts)
        raise AnswerError(
            f"Choose a part for each place; {_word(missing)} {'is' if missing == 1 else 'are'} still open."
        )
    if len(parts) < len(ids):
        raise AnswerError("Choose one part for each place, not two.")
    return parts


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
    chosen = "marks" if isinstance(task, Mark) else "choices"
    parts = [f"You found {_word(len(found))} of the {_word(len(task.right))}."]
    if extra:
        parts.append(f"{_word(extra).capitalize()} of your {chosen} {'does' if extra == 1 else 'do'} not belong.")
    if not missing and not extra:
        parts = [f"{'That one' if len(found) == 1 else f'All {_word(len(found))}'}, and nothing that does not belong."]
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


def _check_built(task: Build, given: tuple[str, ...]) -> Feedback:
    carry = sum(part == slot.right for part, slot in zip(given, task.slots, strict=True))
    said = {one: known_item(task.options, one).feedback for one in given}
    if carry == len(task.slots):
        return Feedback(True, "Every part carries. Read it aloud once, and it can go.", said)
    text = f"{_word(carry).capitalize()} of the {_word(len(task.slots))} parts {'carries' if carry == 1 else 'carry'}."
    return Feedback(False, f"{text} Read what each one does to the message.", said)


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
