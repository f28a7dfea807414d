"""The case player: read, decide in private and say why, commit, see what follows, compare, and play the other road."""

from typing import Any

from twoway.content.cases import load_case
from twoway.content.paths import kit_root
from twoway.core.case import Case, Decision, Ending
from twoway.core.play import Commit, Record, Walk, follow, replay
from twoway.ui import case_view
from twoway.ui.session import Session
from twoway.ui.surface import Interaction, UserError


class CasePlayer(Interaction):
    """One learner's play of one case. Every answer is kept; the first one to each decision stays the first.

    Example:
        ``tw.case("declined-vp-call")``, or without a front end
        ``tw.case("declined-vp-call").decide("first-reply", "ask", why="He has not said what he wants.")``

    """

    control = "case"
    events = frozenset({"choose", "why", "commit", "retake", "keep", "reflect"})

    def __init__(self, case: Case, session: Session) -> None:
        """Play ``case`` on the learner's workbook; the session's rubric words the reference ratings."""
        super().__init__()
        self.case = case
        self._answers = session.answers
        self._rubric = session.rubric
        self._scope = f"case:{case.slug}"
        self._again: str | None = None

    # What a person can do

    def choose(self, decision: str, option: str) -> "CasePlayer":
        """Keep ``option`` as the present choice; nothing is committed yet."""
        if self._decision(decision).option(option) is None:
            raise UserError(f"'{option}' is not among the answers to this question.")
        return self._put(f"draft:{decision}", {**self._draft(decision), "option": option})

    def why(self, decision: str, text: str) -> "CasePlayer":
        """Keep the reason as it is being typed."""
        return self._put(f"draft:{decision}", {**self._draft(decision), "why": text})

    def commit(self, decision: str) -> "CasePlayer":
        """Commit the present choice, and go where it leads."""
        draft = self._draft(decision)
        if not draft.get("option"):
            raise UserError("Choose one of the answers first.")
        self._put("commit", {"decision": decision, "option": draft["option"], "why": draft.get("why", "")})
        self._again = None
        return self

    def retake(self, decision: str) -> "CasePlayer":
        """Go back to a decision to play another road; the first answer stays."""
        self._decision(decision)
        self._again = decision
        return self

    def keep(self) -> "CasePlayer":
        """Stay on the present road after all."""
        self._again = None
        return self

    def reflect(self, question: str, text: str) -> "CasePlayer":
        """Keep an answer to a debrief question."""
        return self._put(f"reflect:{question}", text)

    def decide(self, decision: str, option: str, why: str = "") -> "CasePlayer":
        """Choose, say why and commit in one go."""
        self.choose(decision, option).why(decision, why).commit(decision)
        self.refresh()
        return self

    # What is kept

    @property
    def result(self) -> dict[str, Any]:
        """The first answer to each decision, the road now taken, and the ending reached (None while on the way)."""
        walk = self.walk()
        return {
            "first": {decision: commit.option for decision, commit in self.record().first.items()},
            "road": dict(walk.road),
            "ending": walk.ending.id if walk.ending else None,
        }

    def record(self) -> Record:
        """Fold everything ever committed into what counts now."""
        history = []
        for event in self._answers.tries(self._scope, "commit"):
            value = event.data["value"]
            if isinstance(value, dict):
                history.append(Commit(str(value["decision"]), str(value["option"]), str(value.get("why", ""))))
        return replay(self.case, history)

    def walk(self) -> Walk:
        """Follow the answers that count now; up to a decision that is being retaken."""
        choices = self.record().choices
        if self._again:
            choices.pop(self._again, None)
        return follow(self.case, choices)

    def tried(self) -> set[tuple[str, str]]:
        """List the pairs of decision and option that were ever on a road."""
        return {pair for road in self.record().roads for pair in road}

    def endings_seen(self) -> tuple[Ending, ...]:
        """List the endings that any road has reached, in the case's order."""
        seen = {follow(self.case, dict(road)).ending for road in self.record().roads}
        return tuple(ending for ending in self.case.endings if ending in seen)

    def reflections(self) -> dict[str, str]:
        """Return the answers to the debrief questions, by the question's number."""
        kept = self._answers.get(self._scope)
        return {key.removeprefix("reflect:"): str(text) for key, text in kept.items() if key.startswith("reflect:")}

    def view(self) -> dict[str, Any]:
        """Return the steps so far and, at an ending, the comparison and the debrief."""
        return case_view.view(self, self._rubric)

    def plain(self) -> str:
        """Return the steps so far as Markdown."""
        return case_view.plain(self)

    @property
    def again(self) -> str | None:
        """The decision that is being retaken, if any."""
        return self._again

    def draft(self, decision: str) -> dict[str, Any]:
        """Return what is chosen and typed for ``decision`` but not committed."""
        return self._draft(decision)

    def _draft(self, decision: str) -> dict[str, Any]:
        kept = self._answers.get(self._scope).get(f"draft:{decision}")
        return dict(kept) if isinstance(kept, dict) else {}

    def _decision(self, identity: str) -> Decision:
        decision = self.case.decision(identity)
        if decision is None:
            raise UserError(f"This case has no decision '{identity}'.")
        return decision

    def _put(self, item: str, value: object) -> "CasePlayer":
        self._answers.put(self._scope, item, value)
        self.saved()
        return self


def open_case(slug: str, session: Session) -> CasePlayer:
    """Load the case ``slug`` of the kit, and play it on the learner's workbook.

    Raises:
        ContentError: when there is no such case, or its files have problems.

    """
    return CasePlayer(load_case(slug, kit_root() / "casestudies"), session)
