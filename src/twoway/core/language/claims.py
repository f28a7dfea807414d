"""What a sentence claims, by the rules' phrases: which words, under which rule, and what is no claim after all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from twoway.core.language.draft import Draft
from twoway.core.language.grammar import (
    denied,
    norms,
    open_question,
    reported,
    side_before,
    spoken_by_us,
    told_of_others,
)
from twoway.core.language.partner import RULE as PARTNER
from twoway.core.language.partner import kind_of
from twoway.core.language.rules import DRAFT_RULES, PHRASE_RULES
from twoway.core.language.scan import Hit
from twoway.core.language.sentences import Sentence
from twoway.core.language.words import listed

STATUS = "self-claimed-status"
_ASIDE = 2
"""Words of a question that leaves the word open: "A partner?"."""
_NOT = frozenset({"not", "never", "neither"})
_BESIDE = listed("side beside next skin back corner heart thick times")
"""Words of status phrases that only go with a partner in the same sentence."""
_RIVALS = frozenset({"competitor", "competitors", "rival", "rivals"})


@dataclass(frozen=True)
class Claim:
    """A finding before it is worded: the words ``first`` to before ``last`` of ``sentence``, for ``rule``.

    ``sure`` where it is a company's own phrase, on which nobody has a second opinion.
    """

    rule: str
    sentence: Sentence
    first: int
    last: int
    instead: str = ""
    kind: str = ""
    sure: bool = False

    @property
    def start(self) -> int:
        """The place of its first character in the draft."""
        return self.sentence.words[self.first].start

    @property
    def end(self) -> int:
        """The place after its last word in the draft."""
        return self.sentence.words[self.last - 1].end

    def overlaps(self, other: "Claim") -> bool:
        """Whether it shares a word of the sentence with ``other``."""
        return self.first < other.last and other.first < self.last

    def whole(self, draft: str) -> tuple[int, int]:
        """Return the place of its sentence in ``draft``, with the mark that ends it."""
        end = self.sentence.end
        while end < len(draft) and draft[end] in ".!?…":
            end += 1
        return self.sentence.start, end


def claims_of(sentence: Sentence, hits: Sequence[Hit], draft: Draft, *, excused: bool = False) -> list[Claim]:
    """Return what ``sentence`` claims; where two claims overlap, the stronger rule has the words.

    With ``excused``, return what it would claim if a phrase of the kit's own did not excuse it.
    """
    found = list(_claims(sentence, hits, draft, excused=excused))
    if any(claim.rule == PARTNER and claim.kind != "phrase" for claim in found):
        # "not just a vendor but your partner" is one claim, and the word itself is its place
        found = [claim for claim in found if claim.rule != PARTNER or claim.kind != "phrase"]
    if any(claim.rule == PARTNER for claim in found):
        # "the partner at your side" is one claim too
        found = [claim for claim in found if claim.rule != STATUS or _BESIDE.isdisjoint(_words(claim))]
    return _strongest(found)


def _words(claim: Claim) -> set[str]:
    return {word.norm for word in claim.sentence.words[claim.first : claim.last]}


def _claims(sentence: Sentence, hits: Sequence[Hit], draft: Draft, *, excused: bool) -> Iterator[Claim]:
    words = norms(sentence)
    for hit in hits:
        if (
            hit.name not in PHRASE_RULES
            or _excused(hit, hits) != excused
            or (excused and hit.name in DRAFT_RULES)
            or denied(words, hit.first)
            or _denied_within(hit, words)
        ):
            continue
        if _not_ours(hit, sentence, words) or _quoted(hit, sentence, draft):
            continue
        plain = hit.name != PARTNER or _within_word(sentence, hit.first)
        kind = "phrase" if plain else kind_of(words[hit.first : hit.last])
        yield Claim(hit.name, sentence, hit.first, hit.last, hit.phrase.instead, kind, hit.phrase.sure)


def _excused(hit: Hit, hits: Iterable[Hit]) -> bool | None:
    """Whether a phrase excuses ``hit``; None where it is a company's own, on which nobody has a second opinion."""
    excuses = [other for other in hits if other.name == f"not-{hit.name}" and other.overlaps(hit.first, hit.last)]
    return None if any(other.phrase.sure for other in excuses) else bool(excuses)


def _denied_within(hit: Hit, words: Sequence[str]) -> bool:
    """Whether a "not" stands where the phrase lets any word stand: "we were never your advisor"."""
    return bool(_NOT & set(words[hit.first : hit.last])) and _NOT.isdisjoint(re.findall(r"[a-z]+", hit.phrase.say))


def _within_word(sentence: Sentence, first: int) -> bool:
    """Whether the word number ``first`` is the end of a contraction, "isn't": nothing can be put there alone."""
    return first > 0 and sentence.words[first - 1].end == sentence.words[first].start


def _quoted(hit: Hit, sentence: Sentence, draft: Draft) -> bool:
    """Whether it stands in quotation marks: a turn of tone is then only mentioned, and a "partner" is whose-word's."""
    if draft.quotation_at(sentence.words[hit.first].start) is not None:
        return True
    return hit.name == PARTNER and draft.quotation_at(sentence.words[hit.last - 1].end - 1) is not None


def _not_ours(hit: Hit, sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether somebody else says it, or it is asked."""
    if hit.name == "empty-follow-up":
        return False
    told = told_of_others if hit.name == STATUS else reported
    if open_question(sentence, words, hit.first) or told(words, hit.first):
        return True
    if hit.name == PARTNER:
        return sentence.asks and len(words) <= _ASIDE
    rival = not _RIVALS.isdisjoint(words[: hit.first])
    if hit.name == STATUS:
        return rival or _is_title(hit, sentence) or not spoken_by_us(sentence, words, hit.first, hit.last)
    return rival or (hit.name != "presumptuous" and side_before(words, hit.first) == "theirs")


def _is_title(hit: Hit, sentence: Sentence) -> bool:
    """Whether its words are the name of a product or a book: each has a capital, in a sentence that has few."""
    named = sentence.words[hit.first : hit.last]
    return hit.first > 0 and not sentence.capitals and all(word.capital for word in named)


def _strongest(claims: Iterable[Claim]) -> list[Claim]:
    """Keep the strongest rule's claim where some overlap, and make one of those that belong under one mark."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (PHRASE_RULES.index(one.rule), one.first, -one.last)):
        same = next((index for index, one in enumerate(kept) if _one_mark(one, claim)), None)
        if same is not None:
            one = kept[same]
            kept[same] = replace(
                one, first=min(one.first, claim.first), last=max(one.last, claim.last), sure=one.sure or claim.sure
            )
        elif not any(claim.overlaps(one) for one in kept):
            kept.append(claim)
    return kept


def _one_mark(one: Claim, other: Claim) -> bool:
    """Whether two claims get one mark: the same rule in one sentence, or with the word "partner" where they touch."""
    if one.rule != other.rule:
        return False
    return one.rule != PARTNER or (one.first <= other.last and other.first <= one.last)
