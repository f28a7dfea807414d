"""What the language check says of a draft: findings, what it leaves alone and why, and the two-sidedness line."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["high", "medium", "low"]

PARTS = ("goal", "our_action", "our_date", "your_action", "your_date", "easy_no")
"""The six parts that make a draft two-sided (LANGUAGE, two-sidedness line), in the order of a message."""


@dataclass(frozen=True)
class Finding:
    """A stretch of the draft, ``start`` to ``end`` in characters (code points), and what is said about it.

    ``suggestion`` takes the place of ``fix_start`` to ``fix_end``: of this stretch, or of the whole sentence where a
    few words alone could not be replaced. ``confidence`` is between 0 and 1.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    reason: str
    suggestion: str
    confidence: float
    fix_start: int
    fix_end: int

    def as_data(self) -> dict[str, Any]:
        """Return what the interchange says of a finding (LANGUAGE, at its end)."""
        return {name: value for name, value in asdict(self).items() if not name.startswith("fix_")}


@dataclass(frozen=True)
class Allowed:
    """A stretch that looks like a claim and is none, and ``why`` it is left alone."""

    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True)
class TwoSided:
    """Which of the six parts of a two-sided message the draft has."""

    goal: bool = False
    our_action: bool = False
    our_date: bool = False
    your_action: bool = False
    your_date: bool = False
    easy_no: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that the draft does not have, in the order of :data:`PARTS`."""
        return tuple(part for part in PARTS if not getattr(self, part))


@dataclass(frozen=True)
class Report:
    """Everything that the check says of one draft, findings and allowed words in the order of the text.

    ``message`` is what to add to the draft to make it two-sided, blank where nothing is missing.
    """

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]
    two_sided: TwoSided
    message: str = ""

    @property
    def severe(self) -> bool:
        """Whether a finding is of high severity."""
        return any(finding.severity == "high" for finding in self.findings)

    def as_data(self) -> dict[str, Any]:
        """Return findings, allowed and two_sided as plain data (LANGUAGE, at its end)."""
        return {
            "findings": [finding.as_data() for finding in self.findings],
            "allowed": [asdict(allowed) for allowed in self.allowed],
            "two_sided": asdict(self.two_sided),
        }


def apply_fix(text: str, finding: Finding) -> str:
    """Return ``text`` with the finding's suggestion in its place, and nothing else changed."""
    return text[: finding.fix_start] + finding.suggestion + text[finding.fix_end :]
