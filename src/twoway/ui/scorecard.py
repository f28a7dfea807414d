"""The scorecard: rate one live deal on evidence; the verdict, its reasons and the next step follow each click."""

import datetime
import secrets
from collections.abc import Mapping
from typing import Any

from twoway.core.deal import Deal
from twoway.core.interchange import read_deal
from twoway.core.judge import Judgement, judge
from twoway.core.reading import Node
from twoway.core.rubric import Rubric
from twoway.ui import scorecard_view
from twoway.ui.session import Session
from twoway.ui.surface import Interaction, UserError
from twoway.workbook.deals import shown_name

OWN_FIELDS = ("alias", "created", "changed", "removed", "as_of")
"""What the workbook keeps of a deal beyond the interchange shape."""


class Scorecard(Interaction):
    """One learner's scorecard. Each method is one thing that a person does; each is saved before it returns.

    Example:
        ``tw.scorecard()``, or without a front end
        ``card.add_deal("Acme").rate("shared-goal", 2)``

    """

    control = "scorecard"
    events = frozenset(
        {
            "add_deal",
            "open_deal",
            "choose_deal",
            "change_deal",
            "change_kind",
            "rate",
            "add_evidence",
            "change_evidence",
        }
        | {"drop_evidence", "add_ask", "change_ask", "drop_ask", "comfort"}
    )

    def __init__(self, session: Session, back: str = "Another deal") -> None:
        """Work on the learner's workbook, in the session's words; ``back`` names the way out of an open deal."""
        super().__init__()
        self._session = session
        self.rubric = session.rubric
        self.back = back
        self.deal_id: str | None = None

    # The deal

    def add_deal(self, name: str, alias: str = "", customer: str = "new", relationship: str = "deal") -> "Scorecard":
        """Add a live deal, and open it."""
        if not name.strip():
            raise UserError("Give the deal a name first; an alias will do.")
        fields = {"name": name.strip(), "alias": alias.strip(), "customer": customer, "relationship": relationship}
        self.deal_id = self._session.deals.add(fields)
        return self._kept()

    def open_deal(self, deal: str) -> "Scorecard":
        """Open the deal with this id, name or alias."""
        for candidate in self.deals():
            if deal in (candidate["id"], candidate["name"], candidate.get("alias")):
                self.deal_id = candidate["id"]
                return self
        raise UserError(f"There is no deal '{deal}' in your workbook; choose one from the list, or add it.")

    def choose_deal(self) -> "Scorecard":
        """Go back to the list of deals."""
        self.deal_id = None
        return self

    def change_deal(self, field: str, value: str) -> "Scorecard":
        """Change the name or the alias; a blank name is not taken, so that the deal can always be found."""
        if field not in ("name", "alias"):
            raise UserError(f"'{field}' cannot be changed here.")
        if field == "name" and not value.strip():
            raise UserError("A deal needs a name; the old one is kept.")
        self._session.deals.change(self._open, field, value.strip())
        return self._kept()

    def change_kind(self, value: str) -> "Scorecard":
        """Say whom the deal is with: a new customer, an existing one, or one's own team."""
        self._session.deals.change(self._open, "relationship", "team" if value == "team" else "deal")
        if value != "team":
            self._session.deals.change(self._open, "customer", value)
        return self._kept()

    # Ratings and their evidence

    def rate(self, dimension: str, level: int | str | None) -> "Scorecard":
        """Rate a dimension 0-4, ``"n/a"`` where that is allowed, or None for "I don't know yet"."""
        self._known(dimension)
        if level not in (0, 1, 2, 3, 4, "n/a", None):
            raise UserError("A level is a whole number from 0 to 4.")
        self._session.deals.rate(self._open, dimension, level if isinstance(level, int) or level is None else "n/a")
        return self._kept()

    def add_evidence(self, dimension: str, **fields: str) -> "Scorecard":
        """Add a piece of evidence: kind (belief, said, done), who, date, quote, where; blank fields can follow."""
        return self._evidence(dimension, [*self._pieces(dimension), {"kind": "said", **fields}])

    def change_evidence(self, dimension: str, position: int, field: str, value: str) -> "Scorecard":
        """Change one field of the piece at ``position`` (from 0)."""
        pieces = self._pieces(dimension)
        if not 0 <= position < len(pieces):
            raise UserError("That piece of evidence was removed in another window; add it again.")
        pieces[position] = {**pieces[position], field: value}
        return self._evidence(dimension, pieces)

    def drop_evidence(self, dimension: str, position: int) -> "Scorecard":
        """Remove the piece at ``position`` (from 0)."""
        pieces = self._pieces(dimension)
        return self._evidence(dimension, pieces[:position] + pieces[position + 1 :])

    # Asks and comfort signals

    def add_ask(self, **fields: str) -> "Scorecard":
        """Add an ask, made today about the shared goal unless ``fields`` say otherwise."""
        new = {"dimension": "shared-goal", "made_on": self.day_of(self.deal()).isoformat(), "answer": "none", **fields}
        self._session.deals.ask(self._open, f"a-{secrets.token_hex(4)}", new)
        return self._kept()

    def change_ask(self, ask: str, fields: Mapping[str, str]) -> "Scorecard":
        """Change some fields of an ask; a blank date takes that date away, but for the day it was made."""
        kept = next((one for one in self.deal().get("asks", []) if one["id"] == ask), None)
        if kept is None:
            raise UserError("That ask was removed in another window; add it again.")
        new = {key: value for key, value in {**kept, **fields}.items() if key != "id" and value != ""}
        new.setdefault("made_on", kept["made_on"])
        self._session.deals.ask(self._open, ask, new)
        return self._kept()

    def drop_ask(self, ask: str) -> "Scorecard":
        """Remove an ask."""
        self._session.deals.ask(self._open, ask, None)
        return self._kept()

    def comfort(self, signal: str, on: bool) -> "Scorecard":  # noqa: FBT001 - what a check box sends
        """Note a comfort signal, or take it back; it changes nothing."""
        present = [one for one in self.deal().get("comfort", []) if one != signal]
        self._session.deals.change(self._open, "comfort", [*present, signal] if on else present)
        return self._kept()

    # What is there

    def deals(self) -> list[dict[str, Any]]:
        """Return all live deals as plain data, oldest first."""
        return list(self._session.deals.all())

    def deal(self) -> dict[str, Any]:
        """Return the open deal as plain data."""
        return dict(self._session.deals.get(self._open))

    @property
    def result(self) -> Judgement:
        """The judgement on the open deal today; on a made-up deal, on its own day."""
        return self.judge(self.deal())

    def judge(self, plain: Mapping[str, Any]) -> Judgement:
        """Judge one deal, given as plain data, on its day."""
        return judge(as_deal(plain, self.rubric), self.day_of(plain), self.rubric.ids)

    def day_of(self, plain: Mapping[str, Any]) -> datetime.date:
        """Return the as-of date of a deal: today; or a made-up deal's own, so that the calendar never changes it."""
        made_up = str(plain.get("as_of") or "")
        try:
            return datetime.date.fromisoformat(made_up)
        except ValueError:  # a live deal; or a day that no calendar has, from a hand-made import
            return self._session.today()

    def fixed(self) -> dict[str, Any]:
        """Return the rubric's wording."""
        return scorecard_view.wording(self.rubric)

    def view(self) -> dict[str, Any]:
        """Return the open deal, or the list to choose from."""
        return scorecard_view.view(self)

    def plain(self) -> str:
        """Return the same as Markdown."""
        return scorecard_view.plain(self)

    @property
    def _open(self) -> str:
        if self.deal_id is None:
            raise UserError("Choose a deal first.")
        return self.deal_id

    def _known(self, dimension: str) -> None:
        if dimension not in self.rubric.ids:
            raise UserError(f"The rubric has no dimension '{dimension}'.")

    def _pieces(self, dimension: str) -> list[dict[str, Any]]:
        self._known(dimension)
        return [dict(piece) for piece in self.deal()["ratings"].get(dimension, {}).get("evidence", [])]

    def _evidence(self, dimension: str, pieces: list[dict[str, Any]]) -> "Scorecard":
        kept = [{key: value for key, value in piece.items() if value != "" or key == "kind"} for piece in pieces]
        self._session.deals.evidence(self._open, dimension, kept)
        return self._kept()

    def _kept(self) -> "Scorecard":
        self.saved()
        return self


def as_deal(plain: Mapping[str, Any], rubric: Rubric) -> Deal:
    """Turn a deal of the workbook into one that can be judged; it goes by its alias where it has one."""
    fields = {key: value for key, value in plain.items() if key not in OWN_FIELDS}
    fields["asks"] = [{key: value for key, value in ask.items() if key != "id"} for ask in plain.get("asks", [])]
    fields["ratings"] = {key: value for key, value in plain.get("ratings", {}).items() if key in rubric.ids}
    fields["name"] = shown_name(plain)
    node = Node(fields)
    deal = read_deal(node, rubric.ids)
    node.finish()
    return deal


def open_scorecard(session: Session, deal: str | None) -> Scorecard:
    """Return a scorecard, on ``deal`` (id, name or alias) when one is named."""
    card = Scorecard(session)
    return card.open_deal(deal) if deal else card
