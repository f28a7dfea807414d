"""The rubric's wording: what each dimension asks, how its levels read, and what to say next.

The rules are in :mod:`twoway.core.dimensions`; a company can replace every word here and no rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from twoway.core.dimensions import IDS
from twoway.core.messages import fill, message


@dataclass(frozen=True)
class LevelWording:
    """One level of a dimension: a label of one or two words, one line, and two or more things one could see."""

    label: str
    text: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class DimensionWording:
    """The words for one dimension, for a deal or (``team``) for a manager and a team.

    ``levels`` are five, 0 to 4. A text that the dimension does not have is empty: our own actions are never asked
    for, the earned word has only ``if_missing``, and only gated dimensions have a ``condition``.
    """

    id: str
    title: str
    question: str
    why: str
    facilitator: str
    trap: str
    levels: tuple[LevelWording, ...]
    ask: str = ""
    ask_with_goal: str = ""
    reconfirm: str = ""
    reconfirm_with_goal: str = ""
    homework: str = ""
    condition: str = ""
    if_missing: str = ""
    team: "DimensionWording | None" = None

    def ask_message(self, facts: Mapping[str, str]) -> str:
        """Return the ask, filled in from ``facts`` (hello, our_day, their_day, goal); empty where nobody asks."""
        return message(self.ask, self.ask_with_goal, facts)

    def reconfirm_message(self, facts: Mapping[str, str]) -> str:
        """Return "is this still the goal?", filled in from ``facts`` as in :meth:`ask_message`."""
        return message(self.reconfirm, self.reconfirm_with_goal, facts)


@dataclass(frozen=True)
class Advice:
    """A word result or a flag: its title, and what to do about it."""

    title: str
    advice: str


@dataclass(frozen=True)
class VerdictWording:
    """A verdict's title, what it means in one sentence, and the feeling that it should leave."""

    title: str
    line: str
    feeling: str


@dataclass(frozen=True)
class Comfort:
    """A comfort signal, and why it carries no weight here."""

    title: str
    why: str


@dataclass(frozen=True)
class Decline:
    """The respectful declining messages, for a new and for an existing customer."""

    new: str
    existing: str

    def message(self, customer: str, facts: Mapping[str, str]) -> str:
        """Return the message for ``customer`` ("new" or "existing"), filled in from ``facts`` (hello)."""
        return fill(self.existing if customer == "existing" else self.new, facts)


@dataclass(frozen=True)
class GateWording:
    """A gate's short title, and how it reads for a team."""

    title: str
    team: str


@dataclass(frozen=True)
class Rubric:
    """All the wording; ``dimensions`` stand in the rules' order, without those that a company leaves out."""

    dimensions: tuple[DimensionWording, ...]
    decline: Decline
    word: Mapping[str, Advice] = field(default_factory=dict)
    flags: Mapping[str, Advice] = field(default_factory=dict)
    verdicts: Mapping[str, VerdictWording] = field(default_factory=dict)
    comfort: Mapping[str, Comfort] = field(default_factory=dict)
    causes: Mapping[str, str] = field(default_factory=dict)
    gates: Mapping[str, GateWording] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the dimensions it has, in the rules' order."""
        return tuple(dimension.id for dimension in self.dimensions)

    def dimension(self, dimension: str, relationship: str = "deal") -> DimensionWording:
        """Return the words for ``dimension``, in the variant for ``relationship`` ("deal" or "team") where it has one.

        Raises KeyError for a dimension that this rubric leaves out.
        """
        found = {wording.id: wording for wording in self.dimensions}[dimension]
        return found.team if relationship == "team" and found.team else found

    def reason(self, cause: str, facts: Mapping[str, str]) -> str:
        """Return why a gate failed, from ``facts`` (title, level, needed, effective, who, date, days)."""
        return fill(self.causes[cause], facts)

    def gate_title(self, gate: str, relationship: str = "deal") -> str:
        """Return the short title of ``gate``, as it reads for ``relationship``."""
        wording = self.gates[gate]
        return wording.team if relationship == "team" and wording.team else wording.title


def in_order(dimensions: Mapping[str, DimensionWording]) -> tuple[DimensionWording, ...]:
    """Return ``dimensions`` in the order of the rules, whatever the order of the file."""
    return tuple(dimensions[dimension] for dimension in IDS if dimension in dimensions)
