"""What a sentence needs for a phrase to stand in it, so that most phrases are never looked for."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from twoway.core.language.patterns import Lists, choices_of, elements_of, needed
from twoway.core.language.places import END, NAME_KEY, START, pair_key
from twoway.core.language.steps import NAME

_COMMON_TEXT = (
    "a an the and or but of to in on at for with by from as is are am be been was were it this that you your we our us"
    " i me my one 's will would can could have has had do does did not no so if any all more than what when how"
    " , : ; - – —"
)
COMMON = frozenset(_COMMON_TEXT.split())
"""Words that occur in most sentences: a pattern is looked for only where its rarest word stands."""


_MOST_PAIRS = 40
"""Pairs of words; to hold more of them against a sentence costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a sentence needs for a phrase: of each set of words at least one, the rarest set first, and so of pairs."""

    words: tuple[Sequence[str], ...]
    pairs: tuple[Sequence[str], ...]


def needs_of(phrase: str, lists: Lists) -> Needs:
    """Return what a sentence needs for ``phrase``, in which ``{name}`` stands for the entries of ``lists[name]``."""
    plain = [element for element in elements_of(phrase) if not element["focus"]]
    words = [cue for element in plain for cue in _words_of(element, lists)]
    pairs = [pair for element in plain for pair in _pairs_within(element, lists)] + [*_pairs_between(plain, lists)]
    if phrase.startswith(f"{START} "):
        pairs += _at_edge(plain, lists, lambda words: pair_key(START, words[0]))
    if plain[-1]["word"] == END:
        pairs += _at_edge(plain[-2::-1], lists, lambda words: pair_key(words[-1], END))
    words.sort(key=lambda one: (len(COMMON.intersection(one)), len(one)))
    return Needs(tuple(words), tuple(pairs))


def _words_of(element: re.Match[str], lists: Lists) -> Sequence[Sequence[str]]:
    """Return the set of words of which one has to stand in a sentence for ``element``, if any has."""
    if element["name"] and not element["maybe"]:
        return ((NAME_KEY,),)
    choices = needed(element, lists)
    if element["list"] and choices:
        return (_rarest_of(tuple(choices)),)
    return (tuple({_rarest(_plain(one)) for one in choices}),) if choices else ()


def _pairs_within(element: re.Match[str], lists: Lists) -> Iterator[Sequence[str]]:
    """Yield the pairs of words of which one has to stand there, or a word where a choice has no more."""
    choices = list(map(_plain, needed(element, lists)))
    if len(choices) <= _MOST_PAIRS and any(len(words) > 1 for words in choices):
        yield tuple({_rarest([*map(pair_key, words, words[1:])] or words) for words in choices})


def _pairs_between(elements: Sequence[re.Match[str]], lists: Lists) -> Iterator[Sequence[str]]:
    """Yield the pairs of words where an element follows another one, if they are few."""
    for one, other in pairwise(elements):
        if not one["maybe"] and not other["maybe"]:
            lasts = {words.split()[-1].removeprefix(NAME) for words in choices_of(one, lists)}
            firsts = {words.split()[0].removeprefix(NAME) for words in choices_of(other, lists)}
            if 0 < len(lasts) * len(firsts) <= _MOST_PAIRS and END not in lasts:
                yield tuple(sys.intern(pair_key(last, first)) for last in lasts for first in firsts)


def _at_edge(
    elements: Iterable[re.Match[str]], lists: Lists, key: Callable[[Sequence[str]], str]
) -> list[Sequence[str]]:
    """Return the set of pairs of a word and the sentence's edge of which one must be there; none where any word may."""
    found: set[str] = set()
    for element in elements:
        choices = [one.split() for one in choices_of(element, lists)]
        if not choices or [END] in choices:
            return []
        found.update(key([word.removeprefix(NAME) for word in words]) for words in choices)
        if not element["maybe"]:
            return [tuple(map(sys.intern, found))]
    return []


@lru_cache(maxsize=256)
def _rarest_of(choices: Sequence[str]) -> Sequence[str]:
    """Return the rarest word of each choice of a list, which comes up in many phrases."""
    return tuple({_rarest(_plain(one)) for one in choices})


def _plain(choice: str) -> Sequence[str]:
    return [word for word in choice.replace(NAME, "").split() if word != END]


def _rarest(keys: Sequence[str]) -> str:
    """Return the word, or the pair of words, that says most: the longest, not of common words only."""
    return sys.intern(max(keys, key=lambda key: (not COMMON.issuperset(key.split()), len(key))))
