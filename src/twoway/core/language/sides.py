"""Which sides act in a draft: the two-sidedness line, sentence by sentence (LANGUAGE, "two-sided")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twoway.core.language.grammar import STARTS, THEIRS, denied, norms, reported, side_before
from twoway.core.language.report import TwoSided
from twoway.core.language.scan import Hit
from twoway.core.language.sentences import Sentence


_DENIALS = frozenset({"not", "never"})
_WISHES = _DENIALS | {"like", "love", "appreciate", "prefer", "need", "wonder", "hear"}
"""Words after which "we would" promises nothing."""


@dataclass(frozen=True)
class Sides:
    """What one sentence does: asks something of them, gives something of ours, and what else it names."""

    sentence: Sentence
    asks: bool
    asks_too: bool
    gives: bool
    gives_too: bool
    done: bool
    goal: bool
    easy_no: bool
    our_date: bool
    your_date: bool


def sides_of(sentence: Sentence, hits: Sequence[Hit], days: frozenset[str]) -> Sides:
    """Tell what ``sentence`` does, from the phrases found in it."""
    words = norms(sentence)

    def found(name: str) -> list[Hit]:
        other = _WISHES if name.startswith("give") else _DENIALS
        return [hit for hit in hits if hit.name == name and not denied(words, hit.first) and not other & set(words[hit.first : hit.last])]

    excused = [hit for hit in hits if hit.name == "not-ask"]
    asks = [hit for hit in found("ask") if not any(one.overlaps(hit.first, hit.last) for one in excused)]
    gives = [] if any(hit.name == "not-give" for hit in hits) else [hit for hit in found("give") if side_before(words, hit.first + 1) != "theirs"]
    named = _named_will(sentence, words)
    dated = [index for index, word in enumerate(words) if word in days or word[:1].isdigit()]
    our_date, your_date = _dates(dated, gives, asks)
    return Sides(
        sentence,
        bool(asks) and not reported(words, asks[0].first),
        bool(asks or found("ask-too")) or sentence.asks,
        (bool(gives) or named) and not (gives and reported(words, gives[0].first)),
        bool(gives) or named or any(not any(ask.overlaps(hit.first, hit.last) for ask in asks) for hit in found("give-too")),
        bool(found("done")),
        any(hit.name == "goal" for hit in hits),
        any(hit.name == "easy-no" for hit in hits),
        our_date,
        your_date,
    )


def _named_will(sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether it begins like "Acme will assign": a name, most often our own, that promises something."""
    for index in range(1, min(4, len(words))):
        if words[index] in ("will", "shall") or words[index : index + 3] == ["is", "going", "to"]:
            names = sentence.words[:index]
            return all(word.capital for word in names) and words[0] not in STARTS and not THEIRS & sentence.norms and "you" not in words[:index]
    return False


def _dates(dated: Iterable[int], gives: Sequence[Hit], asks: Sequence[Hit]) -> tuple[bool, bool]:
    """Give each day in the sentence to the side that is named nearest before it, else nearest after."""
    ours = yours = False
    for index in dated:
        before = [(hit.first, side) for side, hits in (("ours", gives), ("yours", asks)) for hit in hits if hit.first <= index]
        after = [(-hit.first, side) for side, hits in (("ours", gives), ("yours", asks)) for hit in hits if hit.first > index]
        nearest = max(before, default=None) or max(after, default=None)
        if nearest:
            ours = ours or nearest[1] == "ours"
            yours = yours or nearest[1] == "yours"
    return ours, yours


def two_sided(found: Sequence[Sides]) -> TwoSided:
    """Return the two-sidedness line of a whole draft."""
    return TwoSided(
        goal=any(one.goal for one in found),
        our_action=any(one.gives or one.done or one.gives_too for one in found),
        our_date=any(one.our_date for one in found),
        your_action=any(one.asks or one.asks_too for one in found),
        your_date=any(one.your_date for one in found),
        easy_no=any(one.easy_no for one in found),
    )
