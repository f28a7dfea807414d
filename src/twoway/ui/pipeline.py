"""The pipeline: all live deals with verdict, one line why, next step, and the age of their newest evidence."""

from typing import Any

from twoway.core.judge import VERDICTS, Judgement
from twoway.ui import verdict_view
from twoway.ui.scorecard import Scorecard
from twoway.ui.session import Session
from twoway.ui.surface import Interaction
from twoway.workbook.deals import shown_name

NEXT = {
    "ask": "Ask: {about}",
    "homework": "Our own homework: {about}",
    "reconfirm": "Ask whether it still holds: {about}",
    "decline": "Close it kindly",
    "wait": "Wait until {until}",
}
EMPTY = "No deals yet. Add one that you work on now: after three answers you have a first look at it."


class Pipeline(Interaction):
    """All live deals of one learner; opening one shows its scorecard in the same place.

    Example:
        ``tw.pipeline()``, or without a front end ``tw.pipeline().rows()``

    """

    control = "pipeline"
    events = Scorecard.events | {"new_deal"}

    def __init__(self, session: Session) -> None:
        """Show the deals of the learner's workbook."""
        super().__init__()
        self.card = Scorecard(session, back="Back to the pipeline")
        self._adding = False

    def new_deal(self) -> "Pipeline":
        """Show the form for a new deal."""
        self._adding = True
        return self

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a deal: id, name, verdict, title, why, next, age in days of its newest evidence (or None)."""
        return [self._row(deal) for deal in self.card.deals()]

    def _row(self, plain: dict[str, Any]) -> dict[str, Any]:
        judgement = self.card.judge(plain)
        panel = verdict_view.verdict(judgement, self.card.rubric)
        age = _age(judgement)
        reasons = panel["reasons"]
        step = panel["step"]
        return {
            "id": plain["id"],
            "name": shown_name(plain),
            "verdict": panel["id"],
            "rank": VERDICTS.index(judgement.verdict),
            "title": panel["title"],
            "why": reasons[0]["text"] if reasons else panel["line"],
            "next": self._next(step, judgement) if step else "",
            "age": age,
            "age_text": "none yet" if age is None else "today" if age == 0 else f"{age} day{'' if age == 1 else 's'}",
        }

    def _next(self, step: dict[str, Any], judgement: Judgement) -> str:
        until = judgement.waiting_until
        title = self.card.rubric.dimension(step["dimension"], judgement.deal.relationship).title.lower()
        return NEXT[step["kind"]].format(about=title, until=f"{until:%b} {until.day}" if until else "")

    def view(self) -> dict[str, Any]:
        """Return the rows; or, when a deal is open, its scorecard."""
        rows = self.rows()
        titles = {row["verdict"]: row["title"] for row in rows}
        opened = None
        if self.card.deal_id or self._adding:
            opened = {"saved": self._saved, **self.card.view(), **({} if self.card.deal_id else {"deals": []})}
        return {
            "rows": rows,
            "verdicts": list(titles.items()),
            "kicker": self._kicker(),
            "empty": EMPTY,
            "open": opened,
        }

    def _kicker(self) -> str:
        deals = self.card.deals()
        made_up = sum(bool(deal.get("as_of")) for deal in deals)
        live = len(deals) - made_up
        if made_up and not live:
            return "A made-up deal"
        return f"{live} live deal{'' if live == 1 else 's'}{', and a made-up one' if made_up else ''}"

    def fixed(self) -> dict[str, Any]:
        """Return the rubric's wording, for an opened deal."""
        return self.card.fixed()

    def plain(self) -> str:
        """Return the rows as a Markdown table."""
        rows = self.rows()
        if not rows:
            return f"# Your pipeline\n\n{EMPTY}"
        lines = [
            f"| {row['name']} | {row['title']} | {row['why']} | {row['next']} | {row['age_text']} |" for row in rows
        ]
        head = "| Deal | Verdict | Why | Next step | Newest evidence |\n|---|---|---|---|---|"
        return "\n".join(["# Your pipeline\n", head, *lines])

    def _method(self, event: str) -> Any:  # noqa: ANN401 - any method that a control may call
        if event == "new_deal":
            return self.new_deal
        return self._card_method(event)

    def _card_method(self, event: str) -> Any:  # noqa: ANN401 - any method that a control may call
        method = self.card._method(event)  # noqa: SLF001 - the pipeline holds this scorecard

        def call(**args: object) -> None:
            method(**args)
            self._adding = False
            self._saved = self.card._saved  # noqa: SLF001 - the same saved mark

        return call


def _age(judgement: Judgement) -> int | None:
    days = [piece.date for standing in judgement.standings.values() for piece in standing.evidence if piece.date]
    return (judgement.as_of - max(days)).days if days else None
