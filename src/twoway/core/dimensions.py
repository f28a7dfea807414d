"""The one table of the rules: dimensions, evidence caps, gates and flags.

Everything that judges reads this table, in Python or (through :func:`as_data`) in JavaScript; nothing repeats a number
from it. Source: the kit's rubric, after the two articles credited in the README. Ids are public and never renamed.
"""

from dataclasses import asdict, dataclass
from typing import Literal

Group = Literal["two-way", "partner", "deal"]
Kind = Literal["belief", "said", "done"]

MOST = 4
"""The highest level; levels run from 0."""


@dataclass(frozen=True)
class Dimension:
    """One thing that is rated 0-4, and the age in days beyond which its evidence is stale."""

    id: str
    group: Group
    stale_after: int = 60
    existing_only: bool = False


@dataclass(frozen=True)
class Cap:
    """The highest effective level that a kind of evidence carries, fresh and stale."""

    kind: Kind
    fresh: int
    stale: int


@dataclass(frozen=True)
class Gate:
    """A dimension passes its gate when its effective level is at least ``passes_at``."""

    id: str
    dimension: str
    passes_at: int
    applies_to: Literal["all", "deal", "deal-existing"] = "all"


@dataclass(frozen=True)
class GapFlag:
    """Raised when the first dimension is at least ``gap`` levels above the second; both must be known."""

    id: str
    higher: str
    lower: str
    gap: int


DIMENSIONS = (
    Dimension("shared-goal", "two-way", stale_after=180),
    Dimension("their-actions", "two-way"),
    Dimension("our-actions", "two-way"),
    Dimension("equal-standing", "two-way"),
    Dimension("explicit-agreement", "two-way"),
    Dimension("acts-like-owner", "partner"),
    Dimension("thinks-like-customer", "partner"),
    Dimension("earned-word", "partner", stale_after=365),
    Dimension("value-proposition", "deal"),
    Dimension("negotiation", "deal"),
    Dimension("right-deal", "deal"),
    Dimension("renewal", "deal", existing_only=True),
    Dimension("change", "deal", existing_only=True),
)
BY_ID = {dimension.id: dimension for dimension in DIMENSIONS}
IDS = tuple(BY_ID)
TWO_WAY = tuple(dimension.id for dimension in DIMENSIONS if dimension.group == "two-way")
PARTNER = tuple(dimension.id for dimension in DIMENSIONS if dimension.group == "partner")
DEAL = tuple(dimension.id for dimension in DIMENSIONS if dimension.group == "deal")

CAPS = (Cap("belief", 1, 1), Cap("said", 2, 1), Cap("done", 4, 2))
"""What each kind of evidence carries; none at all counts as ``belief``."""

GATES = (
    Gate("goal-stated-by-buyer", "shared-goal", 3),
    Gate("buyer-keeps-a-promise", "their-actions", 3),
    Gate("we-keep-ours", "our-actions", 3),
    Gate("both-ask", "equal-standing", 2),
    Gate("said-out-loud", "explicit-agreement", 2),
    Gate("buyer-sees-value", "value-proposition", 2, "deal"),
    Gate("buyer-priority-known", "negotiation", 2, "deal"),
    Gate("fair-to-both", "right-deal", 2, "deal"),
    Gate("renewal-judged-by-goal", "renewal", 2, "deal-existing"),
    Gate("change-asked", "change", 2, "deal-existing"),
)
ASK_GATES = ("goal-stated-by-buyer", "buyer-keeps-a-promise")
"""The gates whose failure asks for reciprocity; any other failure is a condition."""

DECLINE_BELOW = 2
"""An unmet ask closes the matter only while the shared goal, or their actions, stand below this level."""

ASK_DUE_DAYS = 14
"""An ask without a date is due this many days after it was made."""

GAP_FLAGS = (
    GapFlag("one-sided", "our-actions", "their-actions", 2),
    GapFlag("we-owe-them", "their-actions", "our-actions", 2),
)
WORD = "earned-word"
WORD_FROM = 3
"""From this level of the earned word on, the customer may be quoted; the deeds are held to the same level."""
DEEDS = ("acts-like-owner", "thinks-like-customer")
PARTNER_ASKS = DEEDS
"""The partner dimensions that have an ask, in the order in which they are asked for; the word itself never is."""


def as_data() -> dict[str, object]:
    """Return the whole table as plain data, for the judges that are not written in Python."""
    return {
        "dimensions": [asdict(dimension) for dimension in DIMENSIONS],
        "caps": [asdict(cap) for cap in CAPS],
        "gates": [asdict(gate) for gate in GATES],
        "ask_gates": list(ASK_GATES),
        "decline_below": DECLINE_BELOW,
        "ask_due_days": ASK_DUE_DAYS,
        "gap_flags": [asdict(flag) for flag in GAP_FLAGS],
        "word": {"dimension": WORD, "from": WORD_FROM, "deeds": list(DEEDS)},
        "partner_asks": list(PARTNER_ASKS),
    }
