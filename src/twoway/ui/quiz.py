"""The quiz: questions from what was met days ago, one at a time, when they are due."""

import datetime
from collections.abc import Iterable
from typing import Any

from twoway.core.case import Answer
from twoway.core.reading import did_you_mean
from twoway.core.retrieval import DAYS, Card, Reply, due, next_due
from twoway.ui.markdown import to_html
from twoway.ui.met import Source, begun, played, sources
from twoway.ui.session import Session
from twoway.ui.surface import Interaction, UserError
from twoway.workbook.answers import Answers

SCOPE = "quiz"
"""Where the workbook keeps the replies: one item a question, and the choice that is not committed yet."""

DRAFT = "draft"
FROM = {"case": "From the case “{}”", "worksheet": "From the worksheet “{}”"}
START = (
    f"Nothing to ask yet. Play a case to its end, or do a task of a worksheet: {DAYS[0]} days later the first "
    "questions about it are here."
)
REST = "Nothing is due today. Questions wait for you again on {}."
DONE = (
    "Every question has been answered at each of its days. There is nothing left to ask, until you play another case."
)


class Quiz(Interaction):
    """What is due today, one question after another. Every reply is kept; it decides when the question comes back.

    Example:
        ``tw.quiz()``, or without a front end ``tw.quiz().answer("both-choose")``

    """

    control = "quiz"
    events = frozenset({"choose", "commit", "onward"})

    def __init__(self, session: Session, known: Iterable[Source] | None = None) -> None:
        """Ask what is due by the learner's workbook and calendar; ``known`` spares looking again for what was met."""
        super().__init__()
        self._session = session
        found = sources(played(session), begun(session)) if known is None else known
        self._sources = {source.key: source for source in found}
        self._said: tuple[Source, Answer] | None = None

    # What a person can do

    def choose(self, option: str) -> "Quiz":
        """Keep ``option`` as the choice for the present question; nothing is committed yet."""
        source = self._asked()
        _option(source, option)
        return self._put(DRAFT, {"question": source.key, "option": option})

    def commit(self) -> "Quiz":
        """Commit the present choice; what there is to say to it stays on the screen until :meth:`onward`."""
        source = self._asked()
        chosen = self.draft
        if not chosen:
            raise UserError("Choose one of the answers first.")
        said = _option(source, chosen)
        self._put(source.key, {"option": chosen, "on": self._session.today().isoformat()})
        self._said = (source, said)
        return self

    def onward(self) -> "Quiz":
        """Go to the next question that is due."""
        self._said = None
        return self

    def answer(self, option: str) -> "Quiz":
        """Choose and commit in one go; the question is the one that is shown next."""
        self.onward().choose(option).commit()
        self.refresh()
        return self

    # What is there

    @property
    def waiting(self) -> tuple[Source, ...]:
        """The questions that are due today, the longest waiting first."""
        return tuple(self._sources[card.id] for card in due(self._cards(), self._session.today()))

    @property
    def next_day(self) -> datetime.date | None:
        """The first day after today on which a question falls due; None when none will."""
        return next_due(self._cards(), self._session.today())

    @property
    def draft(self) -> str:
        """The choice for the present question that is not committed yet; blank for none."""
        kept = self._session.answers.get(SCOPE).get(DRAFT)
        waiting = self.waiting
        if not (isinstance(kept, dict) and waiting and kept.get("question") == waiting[0].key):
            return ""
        option = str(kept.get("option", ""))
        return option if option in [one.id for one in waiting[0].question.options] else ""

    def view(self) -> dict[str, Any]:
        """Return the present question, or what there is to say to the last answer, or when the next one is due."""
        waiting = self.waiting
        if self._said:
            source, said = self._said
            return {"said": _feedback(source, said, self._later(source)), "left": len(waiting), "question": None}
        if not waiting:
            return {"said": None, "left": 0, "question": None, "rest": self._rest()}
        source = waiting[0]
        options = [{"id": one.id, "label": one.text} for one in source.question.options]
        return {
            "said": None,
            "left": len(waiting),
            "question": {"id": source.key, "text": source.question.question, "from": _from(source), "options": options},
            "chosen": self.draft,
        }

    def plain(self) -> str:
        """Return the same as Markdown."""
        view = self.view()
        if view["said"] and self._said:
            source, said = self._said
            parts = [
                source.question.question,
                f"> {said.text}",
                f"**{view['said']['heading']}**",
                *_reasons(source, said),
            ]
            return "\n\n".join([*parts, view["said"]["later"]])
        if view["question"] is None:
            return str(view["rest"])
        question = view["question"]
        listed = "\n".join(f"- {one['label']}" for one in question["options"])
        return f"*{question['from']}. {_count(view['left'])} due today.*\n\n**{question['text']}**\n\n{listed}"

    def _asked(self) -> Source:
        waiting = self.waiting
        if self._said or not waiting:
            raise UserError("There is no open question here now; go on to the next one.")
        return waiting[0]

    def _cards(self) -> list[Card]:
        replies = _replies(self._session.answers, self._sources)
        return [Card(key, source.met, tuple(replies.get(key, ()))) for key, source in self._sources.items()]

    def _rest(self) -> str:
        following = self.next_day
        if following is not None:
            return REST.format(long_day(following))
        return DONE if self._sources else START

    def _later(self, source: Source) -> str:
        card = next(card for card in self._cards() if card.id == source.key)
        following = next_due([card], self._session.today())
        return f"You meet it again on {long_day(following)}." if following else "It has been right at every interval."

    def _put(self, item: str, value: object) -> "Quiz":
        self._session.answers.put(SCOPE, item, value)
        self.saved()
        return self


def long_day(day: datetime.date) -> str:
    """Write a day as people say it: ``Tuesday 24 November``."""
    return f"{day:%A} {day.day} {day:%B}"


def _replies(answers: Answers, known: dict[str, Source]) -> dict[str, list[Reply]]:
    """Read every reply that was ever given to the questions ``known``; what no longer fits them is passed over."""
    found: dict[str, list[Reply]] = {}
    for event in answers.events(SCOPE):
        source, value = known.get(str(event.data["item"])), event.data.get("value")
        if source is None or not isinstance(value, dict):
            continue
        try:
            day = datetime.date.fromisoformat(str(value.get("on")))
        except ValueError:
            continue
        right = value.get("option") == source.question.answer
        if value.get("option") in [one.id for one in source.question.options]:
            found.setdefault(source.key, []).append(Reply(day, right))
    return found


def _option(source: Source, identity: str) -> Answer:
    options = source.question.options
    found = next((one for one in options if one.id == identity), None)
    if found is None:
        near = did_you_mean(identity, [one.id for one in options])
        raise UserError(f"'{identity}' is not among the answers to this question{near}")
    return found


def _from(source: Source) -> str:
    return FROM[source.kind].format(source.title)


def _count(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"


def _reasons(source: Source, said: Answer) -> list[str]:
    right = next(one for one in source.question.options if one.id == source.question.answer)
    ours = [] if said == right else [f"Ours: {right.text}"]
    return [*ours, source.question.why]


def _feedback(source: Source, said: Answer, later: str) -> dict[str, Any]:
    return {
        "id": source.key,
        "text": source.question.question,
        "from": _from(source),
        "yours": said.text,
        "heading": "Right." if said.id == source.question.answer else "Not quite.",
        "reasons": [to_html(text) for text in _reasons(source, said)],
        "later": later,
    }
