"""One task of a worksheet: answer, ask for a hint, commit, read what there is to say to it, try again."""

from collections.abc import Callable
from typing import Any, Self, TypeVar

from twoway.content.paths import kit_root
from twoway.content.worksheets import list_worksheets, load_worksheet
from twoway.core.exercise import check, fitting, parts_chosen, sentence
from twoway.core.reading import did_you_mean
from twoway.core.tasks import (
    Answer,
    AnswerError,
    AnyTask,
    Build,
    Choose,
    Feedback,
    Order,
    Rate,
    Several,
    Write,
)
from twoway.ui import exercise_view
from twoway.ui.keeping import Apart, Keeps
from twoway.ui.surface import Interaction, UserError, strict

T = TypeVar("T")


class Exercise(Interaction):
    """One task. What is chosen or typed is kept at once; every committed try stays in the workbook's history.

    Example:
        ``tw.exercise("01-reciprocity/what-makes-it-two-way")``, or without a front end
        ``tw.exercise("01-reciprocity/what-makes-it-two-way").answer("one-side-works").result``

    """

    control = "exercise"
    events = frozenset({"choose", "pick", "move", "rate", "place", "write", "hint", "commit", "tick", "reveal"})

    def __init__(self, task: AnyTask, worksheet: str, answers: Keeps) -> None:
        """Do ``task`` of the worksheet with the id ``worksheet``; ``answers`` keeps what is done."""
        super().__init__()
        self.task = task
        self.worked = False
        self.trouble = ""
        self._scope = f"exercise:{worksheet}"
        self._answers = answers
        self._snapshot: dict[str, object] | None = None

    # What a person can do

    def choose(self, option: str) -> None:
        """Keep the one option chosen; nothing is committed yet."""
        self._draft(_checked(self._of(Choose), option))

    def pick(self, option: str, *, on: bool) -> None:
        """Add an option to those chosen (or a phrase to those marked), or take it away."""
        task = self._of(Several)
        chosen = set(self._many()) | {option} if on else set(self._many()) - {option}
        self._draft([one.id for one in task.options if one.id in chosen])

    def move(self, step: str, by: int) -> None:
        """Move a step up (``by`` -1) or down (1) in the order."""
        order = list(self._many())
        if step in order:
            place = order.index(step)
            order.insert(max(0, place + by), order.pop(place))
            self._draft(order)

    def rate(self, level: int | None) -> None:
        """Keep a level from 0 to 4; None for "I don't know yet"."""
        self._draft(level if level is None else _checked(self._of(Rate), level))

    def place(self, slot: str, option: str) -> None:
        """Put a part into a slot of the ask, in place of what is there; a blank ``option`` leaves the slot open."""
        task = self._of(Build)
        place = next((one for one in task.slots if one.id == slot), None)
        if place is None or option not in ("", *(one.id for one in place.options)):
            raise UserError("That part does not go there. Run this cell again.")
        others = [one for one in self._many() if one not in [own.id for own in place.options]]
        self._draft(parts_chosen(task, [*others, option]))

    def write(self, text: str) -> None:
        """Keep a text as it is being typed."""
        self._of(Write)
        self._draft(text)

    def hint(self) -> None:
        """Show one more hint, if one is left."""
        self._keep("hints", min(self.hints + 1, len(self.task.hints)))

    def commit(self) -> None:
        """Commit the present answer as a try; the same answer twice in a row is one try."""
        answer = _checked(self.task, self.draft)
        if answer != self.tried:
            self._keep("try", _plain_data(answer))

    def tick(self, line: str, *, on: bool) -> None:
        """Tick a line of the checklist after comparing one's text with the model answer, or take the tick away."""
        known = [one.id for one in self._of(Write).checklist]
        ticked = {*self.ticked, line} if on else {*self.ticked} - {line}
        self._keep("ticks", [one for one in known if one in ticked])

    def reveal(self) -> None:
        """Show the authors' answer, after a first try of one's own."""
        if self.tried is None:
            raise UserError("Try it yourself first; then you can see our answer.")
        self._keep("revealed", True)

    def answer(self, given: object, ticks: tuple[str, ...] = ()) -> Self:
        """Give an answer and commit it in one go; it counts as a try of the learner's own.

        Args:
            given: an option's id, a level, a text, or a list of ids (for an ask: one part for each slot).
            ticks: for a written text, the checklist lines that it meets.

        Raises:
            UserError: under ``TWOWAY_STRICT=1`` only, when the answer does not fit; else it is shown as a sentence.

        """
        self.trouble = ""
        try:
            self._keep("draft", _plain_data(_checked(self.task, given)))
            self.commit()
            for line in ticks:
                self.tick(line, on=True)
        except UserError as error:
            if strict():
                raise
            self.trouble = str(error)
        self.refresh()
        return self

    def solution(self, given: object, ticks: tuple[str, ...] = ()) -> Self:
        """Show a worked answer: as :meth:`answer`, but kept apart, so that the learner's own tries stay as they are."""
        self._answers = Apart()
        self.worked = True
        return self.answer(given, ticks)

    # What is kept

    @property
    def draft(self) -> Any:  # noqa: ANN401 - see core.exercise.Answer; None when nothing is chosen
        """What is chosen or typed now, committed or not; None for nothing. An order is shown as the task has it."""
        in_parts = isinstance(self.task, Order | Build)
        return list(self._many()) if in_parts else self._kept(f"{self.task.id}:draft")

    @property
    def tried(self) -> Answer | None:
        """The answer that was committed last; None before the first."""
        kept: Answer | None = self._kept(f"{self.task.id}:try")
        return kept

    @property
    def ticked(self) -> tuple[str, ...]:
        """The checklist lines that are ticked."""
        kept = self._all().get(f"{self.task.id}:ticks")
        known = [line.id for line in self.task.checklist] if isinstance(self.task, Write) else []
        return tuple(line for line in known if isinstance(kept, list) and line in kept)

    @property
    def hints(self) -> int:
        """How many hints have been asked for."""
        kept = self._all().get(f"{self.task.id}:hints")
        return min(kept, len(self.task.hints)) if isinstance(kept, int) else 0

    @property
    def revealed(self) -> bool:
        """Whether the authors' answer was asked for."""
        return self._all().get(f"{self.task.id}:revealed") is True

    @property
    def result(self) -> Feedback | None:
        """What there is to say to the last try; None before the first."""
        return None if self.tried is None else check(self.task, self.tried, self.ticked)

    def fixed(self) -> dict[str, Any]:
        """Return the task's wording."""
        return exercise_view.fixed(self.task)

    def view(self) -> dict[str, Any]:
        """Return the present answer, the hints shown, and what there is to say to the last try."""
        return self._reading_once(exercise_view.view)

    def plain(self) -> str:
        """Return the task, the last try and what there is to say to it, as Markdown."""
        return self._reading_once(exercise_view.plain)

    def _all(self) -> dict[str, object]:
        return self._answers.get(self._scope) if self._snapshot is None else self._snapshot

    def _reading_once(self, show: Callable[["Exercise"], T]) -> T:
        """Return what ``show`` makes of this, reading the workbook once and not for each thing that it asks."""
        self._snapshot = self._answers.get(self._scope)
        try:
            return show(self)
        finally:
            self._snapshot = None

    def _kept(self, item: str) -> Any:  # noqa: ANN401 - see core.exercise.Answer
        """Return a kept answer that still fits the task; None when the task has changed since, or there is none."""
        kept = self._all().get(item)
        try:
            return None if kept is None else fitting(self.task, kept)
        except AnswerError:
            return None

    def _many(self) -> tuple[str, ...]:
        if isinstance(self.task, Build):  # kept part by part, so it need not be whole
            parts = self._all().get(f"{self.task.id}:draft")
            return parts_chosen(self.task, parts) if isinstance(parts, list) else ()
        kept = self._kept(f"{self.task.id}:draft")
        if kept is None and isinstance(self.task, Order):
            return tuple(step.id for step in self.task.options)
        return tuple(kept or ())

    def _of(self, kind: type[Any]) -> Any:  # noqa: ANN401 - one of the kinds of task
        if not isinstance(self.task, kind):
            raise UserError("This task is answered in another way. Run this cell again.")
        return self.task

    def _draft(self, value: object) -> None:
        self._keep("draft", _plain_data(value))

    def _keep(self, what: str, value: object) -> None:
        self._answers.put(self._scope, f"{self.task.id}:{what}", value)
        if not self.worked:
            self.saved()


def open_exercise(reference: str, answers: Keeps) -> Exercise:
    """Open one task of the kit's worksheets.

    Args:
        reference: worksheet and task, such as ``01-reciprocity/what-makes-it-two-way``.
        answers: the learner's answers, of the workbook.

    Raises:
        UserError: when there is no such worksheet or task, with the nearest name.
        ContentError: when the worksheet's file has problems.

    """
    root = kit_root()
    identity, _, wanted = str(reference).partition("/")
    known = list_worksheets(root)
    if identity not in known:
        raise UserError(sentence(f"There is no worksheet '{identity}'{did_you_mean(identity, known)}"))
    worksheet = load_worksheet(identity, root)
    task = worksheet.task(wanted)
    if task is None:
        near = did_you_mean(wanted, [one.id for one in worksheet.tasks])
        raise UserError(sentence(f"The worksheet '{identity}' has no task '{wanted}'{near}"))
    return Exercise(task, identity, answers)


def _checked(task: AnyTask, answer: object) -> Answer:
    try:
        return fitting(task, answer)
    except AnswerError as error:
        raise UserError(str(error)) from None


def _plain_data(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
