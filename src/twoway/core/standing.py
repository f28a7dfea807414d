"""How far each dimension stands: the rated level, what its evidence carries, and why a gate fails."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from twoway.core.deal import Deal, Evidence, Level
from twoway.core.dimensions import BY_ID, CAPS, TWO_WAY, Dimension, Gate

Cause = Literal["unknown", "level", "stale", "evidence"]

_CAPS = {cap.kind: cap for cap in CAPS}


@dataclass(frozen=True)
class Standing:
    """One dimension on a day.

    ``level`` is as rated; ``effective`` is what the evidence lets count; ``if_fresh`` is what would count were no
    evidence stale. ``evidence`` holds the pieces that were known by that day.
    """

    dimension: str
    level: Level
    effective: Level
    if_fresh: Level
    evidence: tuple[Evidence, ...] = ()

    @property
    def known(self) -> int | None:
        """The effective level as a number; None when unknown or n/a."""
        return self.effective if isinstance(self.effective, int) else None

    def below(self, level: int) -> bool:
        """Whether it stands below ``level``; unknown does, n/a does not."""
        return self.effective is None or (isinstance(self.effective, int) and self.effective < level)

    def cause(self, gate: Gate) -> Cause:
        """Say why ``gate`` fails on this dimension (RUBRIC, Verdict): unknown, level, stale, or evidence."""
        if not isinstance(self.level, int):
            return "unknown"
        if self.level < gate.passes_at:
            return "level"
        if isinstance(self.if_fresh, int) and self.if_fresh >= gate.passes_at:
            return "stale"
        return "evidence"


def is_stale(evidence: Evidence, dimension: Dimension, as_of: datetime.date) -> bool:
    """Whether dated evidence is older than its dimension allows; exactly that many days is not stale."""
    return evidence.date is not None and (as_of - evidence.date).days > dimension.stale_after


def carries(evidence: Evidence, *, stale: bool) -> int:
    """Return the highest level that one piece carries; without a name or a date it is belief."""
    cap = _CAPS[evidence.kind if evidence.valid else "belief"]
    return cap.stale if stale else cap.fresh


def known_by(evidence: Iterable[Evidence], as_of: datetime.date) -> tuple[Evidence, ...]:
    """Leave out what is dated after ``as_of``."""
    return tuple(piece for piece in evidence if piece.date is None or piece.date <= as_of)


def applies(dimension: Dimension, deal: Deal) -> bool:
    """Whether ``dimension`` can be rated: a team has only the five two-way ones."""
    return deal.relationship == "deal" or dimension.id in TWO_WAY


def standing(deal: Deal, dimension_id: str, as_of: datetime.date) -> Standing:
    """Weigh one dimension of ``deal`` on ``as_of``: effective level = min(level, what the strongest piece carries)."""
    dimension = BY_ID[dimension_id]
    rating = deal.rating(dimension_id)
    evidence = known_by(rating.evidence, as_of)
    level = rating.level
    if not applies(dimension, deal) or (level is None and dimension.existing_only and deal.customer == "new"):
        level = "n/a"
    if not isinstance(level, int):
        return Standing(dimension_id, level, level, level, evidence)
    least = _CAPS["belief"].fresh
    cap = max((carries(piece, stale=is_stale(piece, dimension, as_of)) for piece in evidence), default=least)
    if_fresh = max((carries(piece, stale=False) for piece in evidence), default=least)
    return Standing(dimension_id, level, min(level, cap), min(level, if_fresh), evidence)
