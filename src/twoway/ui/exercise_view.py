"""What an exercise's control shows, and the same as Markdown."""

from typing import TYPE_CHECKING, Any

from twoway.content.rubric import load_rubric
from twoway.core.tasks import SLOTS, AnyTask, Build, Choose, Feedback, Item, Mark, Order, Rate, Several, Write
from twoway.ui.markdown import to_html

if TYPE_CHECKING:
    from twoway.ui.exercise import Exercise

KINDS = {
    Choose: "choose",
    Several: "several",
    Mark: "mark",
    Order: "order",
    Rate: "rate",
    Build: "build",
    Write: "write",
}

NOTES = {
    "choose": "One answer.",
    "several": "Choose as many as belong.",
    "mark": "Mark as many phrases as belong. Press one again to take the mark away.",
    "order": "Move the steps until their order is right.",
    "build": "One part for each place. The message below grows as you choose.",
    "rate": "Rate what is shown, not what is likely.",
    "write": "In your own words. After you commit, you see ours beside it.",
}

SLOT_TITLES = dict(
    zip(SLOTS, ("The goal", "Our action", "Our date", "Your action", "Your date", "An easy no"), strict=True)
)
"""What the parts of an ask are called; "your" is the buyer's, to whom it is written."""

GAPS = {slot: f"[{title.lower()}]" for slot, title in SLOT_TITLES.items()}


def fixed(task: AnyTask) -> dict[str, Any]:
    """Return the wording of ``task``, without anything that gives its answer away."""
    kind = KINDS[type(task)]
    shown: dict[str, Any] = {
        "id": task.id,
        "kind": kind,
        "title": task.title,
        "situation": to_html(task.situation) if task.situation else "",
        "question": task.question,
        "note": NOTES[kind],
        "options": [],
        "levels": [],
        "pieces": [],
        "slots": [],
    }
    if isinstance(task, Choose | Several | Order):
        shown["options"] = [{"id": one.id, "label": one.label, "detail": one.detail} for one in task.options]
    if isinstance(task, Mark):
        shown["pieces"] = [{"text": piece.text, "phrase": piece.phrase} for piece in task.pieces]
    if isinstance(task, Build):
        shown["slots"] = [
            {"id": slot.id, "title": SLOT_TITLES[slot.id], "options": [[one.id, one.label] for one in slot.options]}
            for slot in task.slots
        ]
    if isinstance(task, Rate):
        levels = load_rubric().dimension(task.dimension, task.relationship).levels
        shown["levels"] = [{"label": one.label, "text": one.text, "examples": list(one.examples)} for one in levels]
    return shown


def view(exercise: "Exercise") -> dict[str, Any]:
    """Return the state that the control shows."""
    task, result = exercise.task, exercise.result
    draft = exercise.draft
    tried = list(exercise.tried) if isinstance(exercise.tried, tuple) else exercise.tried
    chosen = list(draft) if isinstance(draft, tuple) else draft
    changed = tried is not None and chosen != tried
    return {
        "worked": exercise.worked,
        "trouble": exercise.trouble,
        "chosen": chosen,
        "message": task.message(draft, GAPS) if isinstance(task, Build) else "",
        "whole": isinstance(task, Build) and len(draft) == len(task.slots),
        "hints": [to_html(text) for text in task.hints[: exercise.hints]],
        "hints_left": len(task.hints) - exercise.hints,
        "changed": changed,
        "feedback": _feedback(exercise, result) if result and not changed else None,
        "checklist": _checklist(exercise) if result else [],
        "may_reveal": bool(result and result.right is False and not exercise.revealed),
        "solution": to_html(solution(task)) if result and _open(exercise, result) else "",
    }


def _open(exercise: "Exercise", result: Feedback) -> bool:
    """Whether the authors' answer may be shown: it was found, asked for, or is there to be compared with."""
    return result.right is not False or exercise.revealed


def _heading(result: Feedback) -> str:
    return {True: "Right.", False: "Not yet.", None: "Compare."}[result.right]


def _feedback(exercise: "Exercise", result: Feedback) -> dict[str, Any]:
    return {
        "right": result.right,
        "heading": _heading(result),
        "text": to_html(result.text),
        "items": [{"label": label, "html": to_html(said)} for label, said in _said(exercise.task, result)],
    }


def _said(task: AnyTask, result: Feedback) -> list[tuple[str, str]]:
    """List what there is to say of single items; one option alone has said it in the text already."""
    if isinstance(task, Choose | Rate):
        return []
    if isinstance(task, Build):
        parts = [(SLOT_TITLES[slot.id], one) for slot in task.slots for one in slot.options]
        return [(f"{title}: {one.label}", result.items[one.id]) for title, one in parts if one.id in result.items]
    items = task.checklist if isinstance(task, Write) else task.options
    return [(one.label, result.items[one.id]) for one in items if one.id in result.items]


def _checklist(exercise: "Exercise") -> list[dict[str, Any]]:
    task = exercise.task
    lines = task.checklist if isinstance(task, Write) else ()
    return [{"id": line.id, "label": line.label, "on": line.id in exercise.ticked} for line in lines]


def solution(task: AnyTask) -> str:
    """Return the authors' answer with its reason, as Markdown."""
    match task:
        case Write():
            ours = _quoted(task.model)
        case Build():
            ours = _quoted(task.message(task.right, GAPS))
        case Rate():
            ours = f"**Level {task.right}.**"
        case Choose():
            ours = f"**{_label(task.options, task.right)}**"
        case Order():
            ours = "\n".join(f"{n}. {_label(task.options, one)}" for n, one in enumerate(task.right, 1))
        case Several():
            ours = "\n".join(f"- {_label(task.options, one)}" for one in task.right)
    return f"{ours}\n\n{task.reason}"


def plain(exercise: "Exercise") -> str:
    """Return the task, the last try and what there is to say to it, as Markdown."""
    task, result = exercise.task, exercise.result
    parts = [f"### {task.title}", task.situation, f"**{task.question}**"]
    if isinstance(task, Mark):
        parts.append(_quoted("".join(f"[{one.text}]" if one.phrase else one.text for one in task.pieces)))
    elif isinstance(task, Build):
        parts += [f"*{SLOT_TITLES[slot.id]}:* " + " / ".join(one.label for one in slot.options) for slot in task.slots]
    elif isinstance(task, Choose | Several | Order):
        parts.append("\n".join(f"- {one.label}{f': {one.detail}' if one.detail else ''}" for one in task.options))
    if isinstance(task, Rate):
        levels = load_rubric().dimension(task.dimension, task.relationship).levels
        parts.append("\n".join(f"- {n} {level.label}: {level.text}" for n, level in enumerate(levels)))
    parts += [f"*Hint:* {text}" for text in task.hints[: exercise.hints]]
    if result is None:
        return _joined([*parts, exercise.trouble, "*Not answered yet.*"])
    parts += [f"**{'A worked answer' if exercise.worked else 'You'}:**", _given(task, exercise.tried)]
    parts.append(f"**{_heading(result)}** {result.text}")
    parts.append("\n".join(f"- *{label}* {said}" for label, said in _said(task, result)))
    if isinstance(task, Write):
        parts.append("\n".join(f"- [{'x' if line['on'] else ' '}] {line['label']}" for line in _checklist(exercise)))
    if _open(exercise, result):
        parts += [f"**{'Why' if result.right else 'Ours'}:**", task.reason if result.right else solution(task)]
    return _joined(parts)


def _given(task: AnyTask, answer: object) -> str:
    if isinstance(task, Choose):
        return f"> {_label(task.options, str(answer))}"
    if isinstance(task, Rate):
        return f"> Level {answer}"
    if isinstance(task, Build) and isinstance(answer, tuple):
        return _quoted(task.message(answer, GAPS))
    if isinstance(task, Several | Order) and isinstance(answer, tuple):
        mark = (f"{n}." for n in range(1, len(answer) + 1)) if isinstance(task, Order) else ("-" for _ in answer)
        return "\n".join(f"> {bullet} {_label(task.options, one)}" for bullet, one in zip(mark, answer, strict=True))
    return _quoted(str(answer))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _label(items: tuple[Item, ...], identity: str) -> str:
    return next((item.label for item in items if item.id == identity), identity)


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())
