"""Before and after: rate the same described deal at the start and at the end, and see the shift against the authors.

One deal rated twice is a hint about one's own eye, and no measure of a person; the page says so.
"""

from typing import Any, Literal

from twoway.content.cases import load_case
from twoway.content.paths import kit_root
from twoway.core.case import Case, Reference
from twoway.core.dimensions import MOST, TWO_WAY
from twoway.core.reading import did_you_mean
from twoway.ui import before_after_view
from twoway.ui.session import Session
from twoway.ui.surface import Interaction, UserError

Round = Literal["before", "after"]
Levels = dict[str, int]


class BeforeAfter(Interaction):
    """One deal of a case, rated twice on the five two-way dimensions. The first rating stays as it was.

    Example:
        ``tw.before_after("declined-vp-call")``, or without a front end
        ``tw.before_after("declined-vp-call").rate("shared-goal", 1).commit()``

    """

    control = "before_after"
    events = frozenset({"rate", "commit", "again"})

    def __init__(self, case: Case, moment: Reference, session: Session) -> None:
        """Rate the deal of ``case`` as it stood at ``moment``; the session's rubric words the levels."""
        super().__init__()
        self.case = case
        self.moment = moment
        self.rubric = session.rubric
        self._answers = session.answers
        self._scope = f"before-after:{case.slug}/{moment.id}"

    # What a person can do

    def rate(self, dimension: str, level: int | None) -> "BeforeAfter":
        """Keep a level from 0 to 4; None for "I don't know yet"."""
        if self.round is None:
            raise UserError("Both ratings are in; rate it once more to change the second one.")
        if dimension not in TWO_WAY:
            raise UserError(f"This deal is rated on five things, and '{dimension}' is none of them.")
        if isinstance(level, bool) or level not in (None, *range(MOST + 1)):
            raise UserError(f"A level is a whole number from 0 to {MOST}.")
        return self._put(f"draft:{self.round}", {**self.draft, dimension: level})

    def commit(self) -> "BeforeAfter":
        """Commit the present rating; what was left open counts as "I don't know yet"."""
        if self.round is None:
            return self
        levels = {dimension: level for dimension, level in self.draft.items() if level is not None}
        if not levels:
            raise UserError("Rate at least one of the five first.")
        self._put(self.round, levels)
        return self._put("open", False)

    def again(self) -> "BeforeAfter":
        """Rate the deal once more, from a blank page; the first rating stays, the second one is replaced."""
        if self.levels("before") is None:
            return self
        self._put("draft:after", {})
        return self._put("open", True)

    # What is kept

    @property
    def round(self) -> Round | None:
        """The rating that is open now: ``before`` until it is committed, ``after`` once asked for; else None."""
        if self.levels("before") is None:
            return "before"
        return "after" if self._kept("open") is True else None

    @property
    def draft(self) -> dict[str, int | None]:
        """What is rated in the open round so far, by dimension; None for "I don't know yet"."""
        kept = self._kept(f"draft:{self.round}")
        if not isinstance(kept, dict):
            return {}
        return {key: value for key, value in kept.items() if key in TWO_WAY and (value is None or _level(value))}

    def levels(self, which: Round) -> Levels | None:
        """Return a committed rating by dimension; None before it is committed."""
        kept = self._kept(which)
        if not isinstance(kept, dict):
            return None
        return {key: value for key, value in kept.items() if key in TWO_WAY and _level(value)}

    @property
    def reference(self) -> Levels:
        """The authors' levels; a dimension that they left open is not in it."""
        ratings = {dimension: self.moment.deal.rating(dimension).level for dimension in TWO_WAY}
        return {dimension: level for dimension, level in ratings.items() if isinstance(level, int)}

    @property
    def result(self) -> dict[str, int] | None:
        """How far both ratings are from the authors', in levels, on what all three rated; None before the second."""
        before, after, ours = self.levels("before"), self.levels("after"), self.reference
        if before is None or after is None:
            return None
        shared = [
            dimension for dimension in TWO_WAY if dimension in before and dimension in after and dimension in ours
        ]
        return {
            "rated": len(shared),
            "before": sum(abs(before[one] - ours[one]) for one in shared),
            "after": sum(abs(after[one] - ours[one]) for one in shared),
        }

    def facts(self) -> list[str]:
        """Return what is on file about the deal at that moment, without anybody's rating, as Markdown lines."""
        return before_after_view.facts(self.moment, self.rubric)

    def fixed(self) -> dict[str, Any]:
        """Return the deal's description and the levels' wording."""
        return before_after_view.fixed(self)

    def view(self) -> dict[str, Any]:
        """Return the open rating; or, when both are in, the shift against the authors."""
        return before_after_view.view(self)

    def plain(self) -> str:
        """Return the same as Markdown."""
        return before_after_view.plain(self)

    def _kept(self, item: str) -> object:
        return self._answers.get(self._scope).get(item)

    def _put(self, item: str, value: object) -> "BeforeAfter":
        self._answers.put(self._scope, item, value)
        self.saved()
        return self


def open_before_after(slug: str, session: Session, moment: str = "") -> BeforeAfter:
    """Open the deal of the case ``slug`` at one of its reference moments.

    Args:
        slug: the case.
        session: the learner's workbook, and the wording.
        moment: the id of a moment; without it, the first of those on which the authors rated most of the five.

    Raises:
        ContentError: when there is no such case, or its files have problems.
        UserError: when the case has no such moment.

    """
    case = load_case(slug, kit_root() / "casestudies")
    known = [reference.id for reference in case.reference]
    if moment and moment not in known:
        raise UserError(f"The case '{slug}' has no moment '{moment}'{did_you_mean(moment, known)}")
    pages = [BeforeAfter(case, reference, session) for reference in case.reference if moment in ("", reference.id)]
    return max(pages, key=lambda page: len(page.reference))  # of equals, the first


def _level(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST
