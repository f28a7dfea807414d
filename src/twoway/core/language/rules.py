"""The rules of the language check as data: what each one flags, why, and what to write instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from twoway.core.language.patterns import Pattern, compile_phrase
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
    is given where an excusing phrase leaves the word "partner" alone.
    """

    say: str
    instead: str = ""
    why: str = ""


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

    @cached_property
    def typos(self) -> Mapping[str, str]:
        """Wrong spellings, and the words they stand for."""
        return slips(self.slips_of)

    @cached_property
    def index(self) -> Mapping[str, tuple["Watched", ...]]:
        """For each cue word, the patterns that can only match a sentence in which it stands."""
        compiled = [(name, phrase, compile_phrase(phrase.say, self.lists)) for name, phrase in self._phrases()]
        watched = [Watched(name, phrase, pattern, pattern.needs) for name, phrase, pattern in compiled]
        found: dict[str, list[Watched]] = {}
        for one in watched:
            for cue in one.pattern.cues:
                found.setdefault(cue, []).append(one)
        return {cue: tuple(patterns) for cue, patterns in found.items()}

    @cached_property
    def watched_words(self) -> frozenset[str]:
        """All cue words."""
        return frozenset(self.index)

    def _phrases(self) -> Iterator[tuple[str, Phrase]]:
        for rule in self.rules.values():
            yield from ((rule.id, phrase) for phrase in rule.phrases)
            yield from ((f"not-{rule.id}", phrase) for phrase in rule.unless)
        for name, phrases in self.cues.items():
            yield from ((name, phrase) for phrase in phrases)


@dataclass(frozen=True, eq=False)
class Watched:
    """A compiled phrase, what it ``needs``, and what it shows: a rule's id, ``not-`` and that id, or a name of CUES."""

    name: str
    phrase: Phrase
    pattern: Pattern
    needs: tuple[frozenset[str], ...]
