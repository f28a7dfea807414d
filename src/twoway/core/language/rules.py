"""The rules of the language check as data: what each one flags, why, and what to write instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from twoway.core.language.ear import Ear
from twoway.core.language.index import Index, Watched
from twoway.core.language.needs import needs_of
from twoway.core.language.patterns import Pattern
from twoway.core.language.report import Severity
from twoway.core.language.words import slips

PHRASE_RULES = ("self-claimed-partner", "self-claimed-status", "servile", "presumptuous", "empty-follow-up")
"""Rules that look for phrases, the strongest first: where two claim the same words, the first has them."""

DRAFT_RULES = ("empty-follow-up", "one-sided-ask", "one-sided-give")
"""Rules that depend on the whole draft: a sentence is only flagged when nothing else in the draft balances it."""

CUES = ("ask", "ask-too", "not-ask", "give", "not-give", "give-too", "done", "goal", "easy-no")
"""What a sentence can be or name, for the draft rules and the two-sidedness line."""

RULES = (*PHRASE_RULES, "one-sided-ask", "one-sided-give", "whose-word")


@dataclass(frozen=True)
class Phrase:
    """A phrase that a rule flags, and what to write ``instead`` of exactly these words.

    Where ``instead`` is blank, the rule's suggestion takes the place of the whole sentence. ``why`` is the reason that
    is given where an excusing phrase leaves the word "partner" alone. ``sure`` marks a company's own phrase, on which
    the ear has no say.
    """

    say: str
    instead: str = ""
    why: str = ""
    sure: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule: its severity, the ``reason`` in a sentence, its phrases, and where they are no fault (``unless``).

    ``suggestion`` takes the place of a whole sentence, ``instead`` (by kind: noun, verb, bond, quoted) that of the
    words alone.
    ``must`` and ``must_not`` are drafts that it has to flag and to leave alone; they are run as tests.
    """

    id: str
    severity: Severity
    title: str
    reason: str
    suggestion: str
    instead: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class Language:
    """All rules, the word lists that their phrases use, and the words whose slips of the finger are read as meant."""

    rules: Mapping[str, Rule]
    lists: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    slips_of: tuple[str, ...] = ()
    blanks: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    ear: Ear | None = None

    @cached_property
    def typos(self) -> Mapping[str, str]:
        """Wrong spellings, and the words they stand for."""
        return slips(self.slips_of)

    @cached_property
    def index(self) -> Index["Phrase"]:
        """All phrases, to be found by the words of a sentence."""
        lists = self.lists
        return Index(
            (Watched(name, phrase, Pattern(phrase.say, lists)), needs_of(phrase.say, lists))
            for name, phrase in self._phrases()
        )

    @cached_property
    def claiming(self) -> int:
        """The bits of the phrases that can still say something new of a draft in which both sides act already."""
        rules = {rule for name in PHRASE_RULES for rule in (name, f"not-{name}")}
        return self.index.among(rules | {"easy-no"})

    def _phrases(self) -> Iterator[tuple[str, Phrase]]:
        for rule in self.rules.values():
            yield from ((rule.id, phrase) for phrase in rule.phrases)
            yield from ((f"not-{rule.id}", phrase) for phrase in rule.unless)
        for name, phrases in self.cues.items():
            yield from ((name, phrase) for phrase in phrases)
