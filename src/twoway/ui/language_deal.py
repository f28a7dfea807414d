"""The deal beside a draft: its facts fill the blanks, and the finished message is kept on it as an ask."""

from twoway.core.facts import facts_of, newest_valid
from twoway.core.judge import Judgement
from twoway.core.standing import known_by
from twoway.ui.scorecard import Scorecard
from twoway.ui.scorecard_view import wording
from twoway.ui.session import Session
from twoway.ui.surface import UserError
from twoway.workbook.deals import shown_name

GOAL = "shared-goal"
LONGEST_ASK = 5_000
"""Characters of a message that is kept with a deal."""

_LONGEST_GOAL = 160


class DealBeside:
    """A deal of the workbook that a draft is for, if one is chosen."""

    def __init__(self, session: Session) -> None:
        """Choose among the deals of the learner's workbook; none is chosen yet."""
        self._card = Scorecard(session)
        self.names: dict[str, str] = {}
        self.facts: dict[str, str] = {}
        self.dimension = GOAL
        self.askable: list[tuple[str, str]] = []
        self._attached = ("", "")
        self.choose("")

    @property
    def id(self) -> str:
        """The chosen deal's id; blank for none."""
        return self._card.deal_id or ""

    @property
    def name(self) -> str:
        """The chosen deal's alias or name."""
        return self.names.get(self.id, "")

    def choose(self, deal: str) -> None:
        """Choose the deal with this id, name or alias; blank for none. UserError when there is none."""
        if deal:
            self._card.open_deal(deal)
        else:
            self._card.choose_deal()
        self.names = {str(one["id"]): shown_name(one) for one in self._card.deals()}
        if not deal:
            self.facts, self.dimension, self.askable = {}, GOAL, []
            return
        judgement = self._card.result
        self.facts = deal_facts(judgement)
        self.askable = wording(self._card.rubric)["askable"][judgement.deal.relationship]
        step = judgement.step.dimension if judgement.step else GOAL
        self.dimension = step if step in dict(self.askable) else GOAL

    def choose_if_there(self, deal: str) -> None:
        """Choose the deal that was kept, unless it has been removed since."""
        if deal in self.names:
            self.choose(deal)

    def choose_dimension(self, dimension: str) -> None:
        """Say what the message asks about."""
        if not self.id:
            raise UserError("Choose a deal first.")
        if dimension not in dict(self.askable):
            raise UserError(f"The rubric has no dimension '{dimension}'.")
        self.dimension = dimension

    def attach(self, draft: str, blanks: int = 0) -> None:
        """Keep ``draft`` as an ask made today, with so many ``blanks`` left; the same message is kept once a day."""
        text = draft.strip()
        if not self.id:
            raise UserError("Choose a deal first; then the message can be kept with it.")
        if not text:
            raise UserError("Write the message first; then it can be kept with the deal.")
        if len(text) > LONGEST_ASK:
            raise UserError("This is more than a message. Put the part that asks into a draft of its own.")
        made_on = self._card.day_of(self._card.deal()).isoformat()
        new = {"text": text, "dimension": self.dimension, "made_on": made_on}
        if not any(new.items() <= ask.items() for ask in self._card.deal()["asks"]):
            self._card.add_ask(**new)
        title = dict(self.askable)[self.dimension]
        self._attached = (draft, f"Kept with {self.name} as an ask made today, about: {title}.{_left(blanks)}")

    def said(self, draft: str) -> str:
        """Return what was said when ``draft`` was attached; nothing once it has changed."""
        kept, sentence = self._attached
        return sentence if kept == draft else ""


def _left(blanks: int) -> str:
    return {0: "", 1: " One blank in it is still open."}.get(blanks, f" {blanks} blanks in it are still open.")


def deal_facts(judgement: Judgement) -> dict[str, str]:
    """Return what fills the blanks of a rewording: greeting, days, and the goal in the customer's own words.

    What each side will do is in no deal yet: it stays a blank to think about.
    """
    said = known_by(judgement.deal.rating(GOAL).evidence, judgement.as_of)
    newest = newest_valid(piece for piece in said if piece.quote.strip())
    goal = " ".join(newest.quote.split()).strip(" \"'“”‘’.") if newest else ""
    facts = facts_of(judgement)
    return facts | {"goal": f"“{goal}”"} if 0 < len(goal) <= _LONGEST_GOAL else facts
