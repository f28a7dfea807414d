"""Which sides act in a draft: the two-sidedness line, sentence by sentence (LANGUAGE, "two-sided")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from twoway.core.language.doing import (
    IF_YOU,
    MODALS,
    asking,
    at_work,
    barred,
    imperative,
    named_will,
    no_goal,
    questioned,
    they_do,
    work,
)
from twoway.core.language.grammar import norms, reported, side_before
from twoway.core.language.report import TwoSided
from twoway.core.language.scan import Hit
from twoway.core.language.sentences import Sentence

_WISHES = frozenset({"like", "love", "appreciate", "prefer", "need", "wonder", "hear"})
"""Words after which "we would" promises nothing."""

_MAY_WE = MODALS - {"to"}
"""Before "we" or "I": a question whether we may, no promise."""

_TELL = frozenset({"tell", "say", "could", "can", "would", "will", "might", "may"})
"""A question for a fact is no ask worth a mark, and yet it waits for an answer: it balances."""

_HEADING_WORDS = 9


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
    promised: bool = False
    """Whether somebody named before, "they", "he" or "she", will do something: ours, if our people were named."""
    worked: bool = False
    """Whether work of ours is done: "I have corrected the invoice", "we moved the dryer"."""


def sides_of(sentence: Sentence, hits: Sequence[Hit], days: frozenset[str]) -> Sides:
    """Tell what ``sentence`` does, from the phrases found in it."""
    words = norms(sentence)
    by_name: dict[str, list[Hit]] = {}
    for one in hits:
        by_name.setdefault(one.name, []).append(one)
    excused = by_name.get("not-ask", [])

    def found(name: str) -> list[Hit]:
        wishes = _WISHES if name.startswith("give") else frozenset()
        return [hit for hit in by_name.get(name, ()) if not barred(words, hit, wishes)]

    def meant(name: str, excuses: Sequence[Hit]) -> list[Hit]:
        return [hit for hit in found(name) if not any(one.overlaps(hit.first, hit.last) for one in excuses)]

    asks = meant("ask", excused)
    asks_too = meant("ask-too", [one for one in excused if words[one.first] not in _TELL])

    def ours(hit: Hit) -> bool:
        before = words[hit.first - 1] if hit.first else ""
        if tuple(words[hit.first : hit.first + 2]) == ("let", "us"):
            return not any(ask.overlaps(hit.first, hit.last) for ask in asks)
        return not (
            (words[hit.first] in ("we", "i") and before in _MAY_WE) or (words[hit.first] == "you" and before in IF_YOU)
        )

    def told(hit: Hit) -> bool:
        return side_before(words, hit.first + (words[hit.first] not in ("it", "this", "that"))) != "theirs"

    unmeant = by_name.get("not-give", [])
    free = bool(unmeant)
    gives = [] if free else [hit for hit in found("give") if ours(hit) and told(hit) and not asking(words, hit, asks)]
    named = not free and named_will(sentence, words)
    dated = [index for index, word in enumerate(words) if word in days or word[:1].isdigit()]
    our_date, your_date = _dates(dated, [*gives, *found("give-too")], [*found("ask"), *found("ask-too")])
    told_to = not asks and not excused and imperative(sentence, words, days)
    ordered = told_to and not gives
    balanced = [hit for hit in meant("give-too", unmeant) if ours(hit) and not asking(words, hit, asks)]
    busy, told_day = at_work(words, days, min((hit.first for hit in [*asks, *asks_too]), default=len(words)))
    return Sides(
        sentence,
        (bool(asks) and not reported(words, asks[0].first)) or ordered,
        bool(asks or asks_too) or told_to or questioned(sentence) or (not excused and they_do(words, days)),
        (bool(gives) or named) and not (gives and reported(words, gives[0].first)),
        bool(gives)
        or named
        or any(not any(ask.overlaps(hit.first, hit.last) for ask in asks) for hit in balanced)
        or (busy and not free),
        any(ours(hit) and words[hit.first - 1] not in ("that", "which", "if") for hit in found("done")),
        any(not no_goal(words, hit) for hit in by_name.get("goal", ())),
        bool(found("easy-no")),
        our_date or told_day,
        your_date,
        worked=any(work(words, hit) for hit in found("done")),
        promised=not free
        and any(ahead in words[1:3] for ahead in ("will", "shall"))
        and words[0] in ("they", "he", "she")
        and "you" not in words[:2],
    )


def _dates(dated: Iterable[int], gives: Sequence[Hit], asks: Sequence[Hit]) -> tuple[bool, bool]:
    """Give each day in the sentence to the side that is named nearest before it, else nearest after."""
    ours = yours = False
    for index in dated:
        before = [
            (hit.first, side) for side, hits in (("ours", gives), ("yours", asks)) for hit in hits if hit.first <= index
        ]
        after = [
            (-hit.first, side) for side, hits in (("ours", gives), ("yours", asks)) for hit in hits if hit.first > index
        ]
        nearest = max(before, default=None) or max(after, default=None)
        if nearest:
            ours = ours or nearest[1] == "ours"
            yours = yours or nearest[1] == "yours"
    return ours, yours


def with_promises(found: Sequence[Sides]) -> list[Sides]:
    """Count as ours what "they", "he" or "she" promise right after our own people were named."""
    resolved: list[Sides] = []
    for one in found:
        named = any({"our", "my", "us"} & before.sentence.norms for before in resolved[-2:])
        resolved.append(replace(one, gives=True, gives_too=True) if one.promised and named else one)
    return resolved


def item_under(heading: Sides, found: Sequence[Sides]) -> Sides:
    """Return the first item of the list that ``heading`` begins, where it is one: "What we need from you"."""
    at = next(index for index, one in enumerate(found) if one.sentence is heading.sentence)
    sentence = heading.sentence
    if sentence.ends_with or sentence.bullet or at + 1 == len(found) or len(sentence.words) > _HEADING_WORDS:
        return heading
    return found[at + 1] if found[at + 1].sentence.bullet or "what" in sentence.norms else heading


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
