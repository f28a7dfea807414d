"""Rules that depend on the whole draft: empty follow-ups, asks without a give, and gives without an ask."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from twoway.core.language.claims import Claim
from twoway.core.language.grammar import YOURS
from twoway.core.language.report import TwoSided
from twoway.core.language.rules import PHRASE_RULES
from twoway.core.language.sentences import Sentence
from twoway.core.language.sides import Sides, item_under, with_promises
from twoway.core.language.words import listed

FOLLOW_UP = "empty-follow-up"
ONE_SIDED = ("one-sided-ask", "one-sided-give")
_MOST_OTHER_WORDS = 18
"""Words; a draft that says more than that beside its follow-up carries something."""
_TRAILING = 6
_PLEASANT = listed(
    "hope trust thanks thank happy have hi hello dear hey best wishes great lovely nice enjoy greetings morning cheers"
)


def without_carried(claims: Iterable[Claim], sentences: Iterable[Sentence], sides: Sequence[Sides]) -> list[Claim]:
    """Drop the follow-ups of a draft that carries something.

    It does with a goal, something of ours, something definite of theirs, or simply much else to say.
    """
    claims = list(claims)
    carried = any(one.goal or one.gives or one.done or one.asks for one in sides)
    if carried or _other_words(sentences, claims) > _MOST_OTHER_WORDS:
        return [claim for claim in claims if claim.rule != FOLLOW_UP]
    return claims


def _other_words(sentences: Iterable[Sentence], claims: Iterable[Claim]) -> int:
    """Count the words of a draft that neither follow up nor wish anybody well: what it says beside."""
    follow_ups = {id(claim.sentence): claim for claim in claims if claim.rule == FOLLOW_UP}
    count = 0
    for sentence in sentences:
        words = [word.norm for word in sentence.words if word.is_word]
        if id(sentence) in follow_ups:
            count += max(0, len(sentence.words) - follow_ups[id(sentence)].last - _TRAILING)
        elif not _PLEASANT & set(words[:6]):
            count += len(words)
    return count


def one_sided(claims: Sequence[Claim], sides: Sequence[Sides]) -> list[Claim]:
    """Flag the first sentence that asks, or gives, in a draft in which nothing balances it."""
    taken = {id(claim.sentence) for claim in claims if claim.rule in PHRASE_RULES}
    sides = with_promises(sides)
    asks = [one for one in sides if one.asks and id(one.sentence) not in taken]
    gives = [one for one in sides if one.gives and id(one.sentence) not in taken]
    goal = any(one.goal for one in sides)
    done = any(one.done and (YOURS & one.sentence.norms or one.worked) for one in sides)
    if asks and not goal and not done and not any(one.gives or one.gives_too for one in sides):
        rule, first = "one-sided-ask", asks[0]
    elif (
        gives
        and not any(one.asks_too or one.easy_no for one in sides)
        and not any(one.goal and one.gives for one in sides)
    ):
        rule, first = "one-sided-give", gives[0]
    else:
        return []
    sentence = item_under(first, sides).sentence
    return [Claim(rule, sentence, 0, len(sentence.words), "", "sentence")]


def settled(line: TwoSided, claims: Iterable[Claim]) -> TwoSided:
    """Return ``line`` without what a mark denies: a one-sided ask has no goal beside it, and nothing of ours."""
    rules = {claim.rule for claim in claims}
    if "one-sided-ask" in rules:
        line = replace(line, goal=False, our_action=False, our_date=False)
    if "one-sided-give" in rules:
        line = replace(line, your_action=False, your_date=False, easy_no=False)
    return line
