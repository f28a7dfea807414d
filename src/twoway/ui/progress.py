"""Where one stands: cases played, worksheet tasks done, deals scored, questions due; and one line on what is next."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from twoway.content.cases import list_cases
from twoway.content.paths import kit_root
from twoway.content.role_paths import cases_in, lessons_for
from twoway.content.worksheets import list_worksheets, load_worksheet
from twoway.core.retrieval import DAYS
from twoway.ui.met import Begun, Played, begun, played, sources
from twoway.ui.quiz import Quiz, long_day
from twoway.ui.session import Session
from twoway.ui.surface import Interaction
from twoway.ui.welcome import Welcome

FOLDERS = ("notebooks", "exercises")
SCORECARD_LESSON = "04-score-your-live-deal.ipynb"


class Progress(Interaction):
    """One learner's own overview, counted from the workbook when the cell runs. Which pages were opened is not known.

    Example:
        ``tw.progress()``, or without a front end ``tw.progress().rows()``

    """

    control = "progress"
    events = Quiz.events | {"open_quiz", "close_quiz"}

    def __init__(self, session: Session) -> None:
        """Count what is in the learner's workbook."""
        super().__init__()
        self._session = session
        self._played = {one.case.slug: one for one in played(session)}
        self._begun = {one.worksheet.id: one for one in begun(session)}
        self._quiz = Quiz(session, sources(self._played.values(), self._begun.values()))

        self._quiz_open = False

    def open_quiz(self) -> "Progress":
        """Ask the questions that are due, in the same place."""
        self._quiz_open = True
        return self

    def close_quiz(self) -> "Progress":
        """Go back to the overview."""
        self._quiz_open = False
        return self

    def rows(self) -> list[dict[str, str]]:
        """Return one row for each thing that counts: ``what``, ``done`` and a ``note``."""
        return [self._cases(), *self._worksheets(), self._deals(), self._questions()]

    def next_step(self) -> dict[str, str]:
        """Return what to do next: ``text`` before the link, and the link's ``title`` and ``href`` (both may be blank).

        Questions that are due come first, as they take minutes; then the first lesson, in order, of which a case is
        not played to an ending or a worksheet's task not committed; then a live deal. Whoever has said in the welcome
        what they do is led through the lessons of that path, and past the others.
        """
        due = len(self._quiz.waiting)
        if due:
            asked = "one question is" if due == 1 else f"{due} questions are"
            return {"text": f"First, {asked} due today; a few minutes.", "title": "", "href": ""}
        return next(self._open_lessons(), self._own_deal())

    def view(self) -> dict[str, Any]:
        """Return the rows and what is next; or, once opened, the questions that are due."""
        if self._quiz_open:
            return {"quiz": {**self._quiz.view(), "saved": self._saved}}
        return {"quiz": None, "rows": self.rows(), "next": self.next_step(), "due": len(self._quiz.waiting)}

    def plain(self) -> str:
        """Return the rows and what is next as Markdown; the questions themselves are in ``tw.quiz()``."""
        lines = [f"| {row['what']} | {row['done']} | {row['note']} |" for row in self.rows()]
        step = self.next_step()
        link = f" [{step['title']}]({step['href']})" if step["href"] else ""
        table = "\n".join(["| What | So far | |", "|---|---|---|", *lines])
        return f"{table}\n\n**Next:** {step['text']}{link}"

    def _method(self, event: str) -> Callable[..., object]:
        if event not in Quiz.events:
            return super()._method(event)
        method: Callable[..., object] = getattr(self._quiz, event)

        def call(**args: object) -> None:
            method(**args)
            if event != "onward":
                self.saved()

        return call

    def _cases(self) -> dict[str, str]:
        total = len(list_cases(kit_root() / "casestudies"))
        finished = [one for one in self._played.values() if one.finished]
        on_the_way = [one.case.title for one in self._played.values() if not one.finished]
        seen = sum(one.endings for one in finished)
        notes = [f"{seen} ending{'' if seen == 1 else 's'} seen"] if finished else []
        notes += [f"on the way: {', '.join(on_the_way)}"] if on_the_way else []
        return {"what": "Cases played to an ending", "done": f"{len(finished)} of {total}", "note": "; ".join(notes)}

    def _worksheets(self) -> Iterator[dict[str, str]]:
        root = kit_root()
        for identity in list_worksheets(root):
            sheet = load_worksheet(identity, root)
            done = self._committed(identity)
            note = "done" if done == len(sheet.tasks) else ""
            yield {"what": f"Worksheet: {sheet.title}", "done": f"{done} of {len(sheet.tasks)} tasks", "note": note}

    def _deals(self) -> dict[str, str]:
        live = [deal for deal in self._session.deals.all() if not deal.get("as_of")]
        scored = sum(_is_rated(deal) for deal in live)
        return {
            "what": "Live deals scored",
            "done": str(scored),
            "note": f"{len(live)} in your workbook" if live else "",
        }

    def _questions(self) -> dict[str, str]:
        due, following = len(self._quiz.waiting), self._quiz.next_day
        note = f"more on {long_day(following)}" if following else ""
        if not due and not following:
            note = f"the first come {DAYS[0]} days after a case or a worksheet"
        return {"what": "Questions due today", "done": str(due), "note": note}

    def _committed(self, worksheet: str) -> int:
        found: Begun | None = self._begun.get(worksheet)
        return found.committed if found else 0

    def _open_lessons(self) -> Iterator[dict[str, str]]:
        root = kit_root()
        sheets = list_worksheets(root)
        role = Welcome(self._session).role
        for found in lessons_for(root, role.roles if role else None):
            path, title = found.path, found.lesson.title or found.path.stem
            cases = [self._played.get(slug) for slug in cases_in(found.node)]
            # A lesson that only begins a case (the first one does) is done once the case is begun.
            if any(not _far_enough(one, path) for one in cases):
                yield {"text": "Go on with the lesson", "title": title, "href": link("notebooks", path.name)}
            elif path.stem in sheets and self._committed(path.stem) < len(load_worksheet(path.stem, root).tasks):
                yield {"text": "Do the worksheet", "title": title, "href": link("exercises", path.name)}

    def _own_deal(self) -> dict[str, str]:
        lesson = {"title": "Score your live deal", "href": link("notebooks", SCORECARD_LESSON)}
        if any(_is_rated(deal) for deal in self._session.deals.all() if not deal.get("as_of")):
            return {"text": "Look at your live deals once more; what is new since you rated them?", **lesson}
        return {"text": "Rate a deal of your own:", **lesson}


def link(folder: str, name: str, here: Path | None = None) -> str:
    """Return the address of a notebook as seen from the one that asks, which runs in ``here`` (by default, the cwd)."""
    here = here or Path.cwd()
    if here.name == folder:
        return name
    return f"../{folder}/{name}" if here.name in (*FOLDERS, "solutions") else f"{folder}/{name}"


def _far_enough(one: Played | None, path: Path) -> bool:
    first_taste = path.name.startswith("00-")
    return one is not None and (first_taste or one.finished is not None)


def _is_rated(deal: dict[str, Any]) -> bool:
    return any(isinstance(rating.get("level"), int) for rating in deal.get("ratings", {}).values())
