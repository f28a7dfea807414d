"""A draft read sentence by sentence: what each claims and does. Texts repeat their sentences, and each is read once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from twoway.core.language.claims import Claim, claims_of
from twoway.core.language.draft import Draft
from twoway.core.language.hearing import Hearing, minded
from twoway.core.language.partner import STEMS, Sight, unclaimed
from twoway.core.language.report import TwoSided
from twoway.core.language.rules import PHRASE_RULES, Language
from twoway.core.language.scan import Hit, scan
from twoway.core.language.sentences import Sentence
from twoway.core.language.sides import Sides, sides_of, two_sided

_CLAIMING = frozenset(PHRASE_RULES)
_MOST_REMEMBERED = 20_000
"""Sentences."""


@dataclass(slots=True)
class _Told:
    """What a sentence says wherever it stands."""

    hits: tuple[Hit, ...]
    heard: frozenset[int]
    phrases: bool
    """Whether a phrase of a rule stands in it."""
    named: bool
    """Whether the word "partner", or one of its kind, stands in it."""
    easy_no: bool
    let_pass: bool
    """Whether a company's own phrase excuses something in it."""
    alone: list[Claim] | None = None
    """What the ear marks where no phrase does; blank until somebody asks."""
    sides: dict[tuple[tuple[int, int], ...], Sides] = field(default_factory=dict)
    """What it does, by the places of what it claims."""


class Reader:
    """What has been read of a draft: its ``claims``, what its sentences do (``sides``), where the word is ``seen``."""

    def __init__(self, draft: Draft, language: Language) -> None:
        """Begin to read ``draft`` by the rules of ``language``."""
        self.claims: list[Claim] = []
        self.seen: list[Sight] = []
        self.sides: list[Sides] = []
        self.hearing = Hearing(language.ear)
        self._draft = draft
        self._language = language
        self._days = frozenset(language.lists.get("day", ()))
        self._line = TwoSided()
        self._among: int | None = None
        self._remembered: dict[object, _Told] = {}

    def read(self, sentence: Sentence) -> None:
        """Read the next sentence of the draft."""
        told = self._told(sentence)
        self.hearing.keep(sentence, told.heard)
        claimed = self._claimed(sentence, told)
        self.claims += claimed
        if told.named:
            self.seen += unclaimed(sentence, told.hits)
        if self._among is None or told.easy_no:
            self.sides.append(self._sides(sentence, told, claimed))
        sentence.forget()

    def _claimed(self, sentence: Sentence, told: _Told) -> list[Claim]:
        """Return what ``sentence`` claims: by its phrases, by those that are excused in vain, or by its sound alone."""
        if told.phrases:
            claimed = self.hearing.of_sentence(claims_of(sentence, told.hits, self._draft), told.heard)
            excused = [] if claimed else claims_of(sentence, told.hits, self._draft, excused=True)
            claimed = claimed or self.hearing.of_doubtful(excused, told.heard)
            if claimed or excused:
                return claimed
        if told.alone is None:
            told.alone = self._alone(sentence, told)
        return [replace(claim, sentence=sentence) for claim in told.alone]

    def _alone(self, sentence: Sentence, told: _Told) -> list[Claim]:
        return [] if told.easy_no or told.let_pass else self.hearing.alone(sentence, told.heard)

    def _told(self, sentence: Sentence) -> _Told:
        text = self._draft.text[sentence.start : sentence.end]
        key = sentence.line, text, sentence.ends_with, sentence.bullet
        told = self._remembered.get(key)
        if told is None:
            hits = tuple(scan(sentence, self._language, self._among))
            names = {hit.name for hit in hits}
            let_pass = any(hit.phrase.sure and hit.name.startswith("not-") for hit in hits)
            phrases = not _CLAIMING.isdisjoint(names)
            minds = phrases or self.hearing.listens or minded(sentence)
            heard = self.hearing.hear(sentence) if minds else frozenset()
            named = not STEMS.isdisjoint(sentence.norms)
            told = _Told(hits, heard, phrases, named, "easy-no" in names, let_pass)
            if not phrases and not self.hearing.listens:
                told.alone = self._alone(sentence, told)
                told.heard = frozenset()  # of a long text there is too much of it to be kept
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[key] = told
        return told

    def _sides(self, sentence: Sentence, told: _Told, claimed: Sequence[Claim]) -> Sides:
        """Tell what ``sentence`` does; words that claim something balance nothing."""
        places = tuple((claim.first, claim.last) for claim in claimed)
        sides = told.sides.get(places)
        if sides is None:
            telling = [hit for hit in told.hits if not any(hit.overlaps(first, last) for first, last in places)]
            sides = told.sides[places] = sides_of(sentence, telling, self._days)
            self._look_less(sides)
            return sides
        return replace(sides, sentence=sentence)

    def _look_less(self, sides: Sides) -> None:
        """Stop looking for what each side does once both do something by a day toward a goal: nothing more follows."""
        new, old = two_sided([sides]), self._line
        line = self._line = TwoSided(
            goal=old.goal or new.goal,
            our_action=old.our_action or new.our_action,
            our_date=old.our_date or new.our_date,
            your_action=old.your_action or new.your_action,
            your_date=old.your_date or new.your_date,
        )
        if line.goal and line.our_action and line.our_date and line.your_action and line.your_date:
            self._among = self._language.claiming
