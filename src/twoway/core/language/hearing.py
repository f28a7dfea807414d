"""Where the ear has its say: which of the phrases' marks it takes away, and which it adds."""

from collections.abc import Sequence
from dataclasses import asdict

from twoway.core.language.claims import Claim
from twoway.core.language.draft import Draft
from twoway.core.language.ear import Ear
from twoway.core.language.grammar import OURS, YOURS, denied, norms, open_question
from twoway.core.language.partner import STEMS
from twoway.core.language.quotes import Quotation
from twoway.core.language.report import TwoSided
from twoway.core.language.rules import DRAFT_RULES, PHRASE_RULES
from twoway.core.language.sentences import Sentence
from twoway.core.language.surroundings import Surroundings, surroundings
from twoway.core.language.words import listed

HEARD = "heard"
"""The kind of a claim in which no phrase stands."""

_SENTENCE_RULES = tuple(rule for rule in PHRASE_RULES if rule not in DRAFT_RULES)
_NOT = frozenset({"not", "never"})
_MINDED = OURS | YOURS | STEMS | listed("advisor adviser ally allies extension family vendor supplier let please sorry")
_TOWARD = frozenset({"toward", "goal"})
"""A sentence with these is tied to their goal, as the rewordings are: no bare claim."""
_MOST_SENTENCES = 60
"""Of drafts longer than any that the ear learned from, it has no opinion as a whole."""


class Hearing:
    """The ear at work on one draft: on its sentences one after the other, on quotations, then on the whole."""

    def __init__(self, ear: Ear | None) -> None:
        """Without an ``ear``, everything stays as the phrases found it."""
        self._ear = ear
        self._heard: list[tuple[Sentence, frozenset[int]]] = []
        self._quotations: dict[Surroundings, float] = {}

    def hear(self, sentence: Sentence) -> frozenset[int]:
        """Return what the ear hears of ``sentence``; nothing where there is none."""
        return self._ear.hear(sentence) if self._ear else frozenset()

    def keep(self, sentence: Sentence, heard: frozenset[int]) -> None:
        """Keep what was ``heard`` of the next sentence, for what is thought of the draft in the end."""
        if self.listens:
            self._heard.append((sentence, heard))

    @property
    def listens(self) -> bool:
        """Whether it has not heard too many sentences yet to think anything of the whole."""
        return len(self._heard) <= _MOST_SENTENCES

    def of_sentence(self, claims: Sequence[Claim], heard: frozenset[int]) -> list[Claim]:
        """Return those of ``claims``, found by phrases, that the ear leaves after it has ``heard`` the sentence."""
        if self._ear is None:
            return list(claims)
        return [claim for claim in claims if claim.rule in DRAFT_RULES or _agrees(self._ear, claim, heard)]

    def of_doubtful(self, claims: Sequence[Claim], heard: frozenset[int]) -> list[Claim]:
        """Return those of ``claims``, each excused by a phrase, that the ear takes for claims all the same."""
        if not claims or self._ear is None:
            return []
        opinions = self._ear.opinions
        return [claim for claim in claims if self._ear.chance(claim.rule, heard) > opinions[claim.rule].doubt]

    def alone(self, sentence: Sentence, heard: frozenset[int]) -> list[Claim]:
        """Return what the ear, which ``heard`` the sentence, marks in it without a phrase: nothing, or one claim."""
        return _alone(self._ear, sentence, heard) if self._ear and minded(sentence) else []

    def of_quotation(self, draft: Draft, quotation: Quotation) -> bool:
        """Tell whether the ear leaves the mark on ``quotation``, of which nobody is named as the speaker."""
        if self._ear is None:
            return True
        around = surroundings(draft, quotation)
        chance = self._quotations.get(around)  # a text full of quotation marks repeats itself
        if chance is None:
            chance = self._ear.chance("whose-word", self._ear.numbers(around.features()))
            self._quotations[around] = chance
        return chance >= self._ear.opinions["whose-word"].drop

    def of_draft(self, claims: Sequence[Claim], rule: str, line: TwoSided) -> list[Claim]:
        """Return ``claims``, all of the draft, with those of the draft rule ``rule`` as the ear leaves them.

        What the two-sidedness ``line`` found in the draft is heard too.
        """
        ear = self._ear
        if ear is None or len(self._heard) > _MOST_SENTENCES:
            return list(claims)
        flags = ear.numbers(f"{'+' if there else '-'}{part}" for part, there in asdict(line).items())
        whole = flags.union(*(heard for _, heard in self._heard))
        if any(claim.rule == rule for claim in claims):
            return [claim for claim in claims if claim.rule != rule or _agrees(ear, claim, whole)]
        marked = {id(claim.sentence) for claim in claims}
        free = [(sentence, heard) for sentence, heard in self._heard if id(sentence) not in marked]
        if not free or ear.chance(rule, whole) <= ear.opinions[rule].add or _balanced(rule, line):
            return list(claims)
        sentence, _ = max(free, key=lambda one: ear.chance(rule, one[1]))
        return [*claims, Claim(rule, sentence, 0, len(sentence.words), kind=HEARD)]


def minded(sentence: Sentence) -> bool:
    """Tell whether it names us, them or a partner: in any other the ear marks nothing by itself."""
    return not _MINDED.isdisjoint(sentence.norms)


def _agrees(ear: Ear, claim: Claim, heard: frozenset[int]) -> bool:
    return claim.sure or ear.chance(claim.rule, heard) >= ear.opinions[claim.rule].drop


def _alone(ear: Ear, sentence: Sentence, heard: frozenset[int]) -> list[Claim]:
    """Return what the ear is sure of without a phrase: nothing, or the likeliest rule's claim."""
    chances = ear.chances(_SENTENCE_RULES, heard)
    likely = [rule for rule, chance in chances.items() if chance > ear.opinions[rule].add]
    if not likely:
        return []
    rule = max(likely, key=chances.__getitem__)
    first, last = ear.loudest(rule, sentence)
    words = norms(sentence)
    if (
        sentence.norms >= _TOWARD
        or denied(words, first)
        or open_question(sentence, words, first)
        or not _NOT.isdisjoint(words[first:last])
    ):
        return []
    return [Claim(rule, sentence, first, last, kind=HEARD)]


def _balanced(rule: str, line: TwoSided) -> bool:
    """Whether the two-sidedness line says plainly what would contradict the mark."""
    if rule == "one-sided-ask":
        return line.goal and line.our_action
    return line.your_action
