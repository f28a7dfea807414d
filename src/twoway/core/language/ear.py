"""A second opinion: how much a sentence, or a whole draft, sounds like those that readers marked by hand.

Phrases know what stands in them, and nothing else. The ear is a linear model, a logistic regression over words, pairs
and triples of words, each weighted by its rarity (tf-idf with binary counts, length 1; D. Jurafsky and J. H. Martin,
Speech and Language Processing, chapters on logistic regression and vector semantics), made from the labelled drafts;
it hears the words around a phrase too.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, repeat
from operator import add, itemgetter
from zlib import crc32

from twoway.core.language.sentences import Sentence
from twoway.core.language.words import listed

START, NAME, NUMBER, ASKS, EXCLAIMS, ENDS = "<s>", "Nm", "0", "?", "!", "</s>"
KEYS = listed(
    "we our us i my you your partner partners partnership partnering partnered not never they their he she his her its"
    " it as is are be become say said asks who what advisor adviser ally team extension family vendor supplier customer"
    " customers client clients"
)
"""Words that tell who says what of whom: of these it matters that two stand in one sentence, however far apart."""
_TRIPLE = 3
_FAR, _SKIPPED = "..", "_"
_BITS = 16
MOST_FEATURES = (1 << _BITS) - 1
_STEM = 5
"""Characters of a word that its forms share, by and large."""
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Opinion:
    """What the ear knows of one rule: a weight for each feature, in units of ``scale``, and the ``bias``.

    Where the chance is below ``drop`` the ear takes a mark away; above ``doubt`` it makes one of a phrase that another
    phrase excuses; above ``add`` it makes one by itself.
    """

    weights: Sequence[int]
    scale: float
    bias: float
    drop: float
    doubt: float
    add: float


@dataclass(frozen=True)
class Ear:
    """The features it knows, each with its number, and an opinion on each rule.

    ``single`` has those that it looks for as a whole, by their CRC-32: words, stems, far pairs, what is not of a
    sentence. ``pairs`` and ``skips`` (pairs with a word between) have :func:`joined` numbers of two words, ``triples``
    those of a pair and a word. ``squares`` are those of the features' rarity (inverse document frequency).
    """

    single: Mapping[int, int]
    pairs: Mapping[int, int]
    skips: Mapping[int, int]
    triples: Mapping[int, int]
    squares: Sequence[float]
    opinions: Mapping[str, Opinion]
    _words: "_Memory" = field(init=False, repr=False, compare=False)
    _stems: "_Memory" = field(init=False, repr=False, compare=False)
    _far: dict[frozenset[str], list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Begin with nothing remembered."""
        object.__setattr__(self, "_words", _Memory(self._single))
        object.__setattr__(self, "_stems", _Memory(lambda word: self._single(stem_of(word))))

    def hear(self, sentence: Sentence) -> frozenset[int]:
        """Return the numbers of the known features of ``sentence``."""
        told = spelled(sentence)
        for memory in (self._words, self._stems):
            memory.forget()
        numbers = [*map(self._words.__getitem__, told)]
        shifted = [number << _BITS for number in numbers]  # as in joined(), for all at once
        unknown = repeat(-1)
        pairs = [*map(self.pairs.get, map(add, numbers, shifted[1:]), unknown)]
        found = {*numbers, *map(self._stems.__getitem__, told), *pairs}
        found.update(map(self.skips.get, map(add, numbers, shifted[2:]), unknown))
        found.update(map(self.triples.get, map(add, pairs, shifted[2:]), unknown))
        found.update(self._far_pairs(KEYS.intersection(told)))
        found.discard(-1)
        return frozenset(found)

    def _far_pairs(self, keys: frozenset[str]) -> list[int]:
        """Return the numbers of the pairs of ``keys``, the telling words of a sentence; remembered."""
        known = self._far.get(keys)
        if known is None:
            if len(self._far) > _MOST_REMEMBERED:
                self._far.clear()
            known = self._far[keys] = [self._single(pair) for pair in far_pairs(keys)]
        return known

    def _single(self, feature: str) -> int:
        return self.single.get(crc32(feature.encode()), -1)

    def _number(self, feature: str) -> int:
        """Return the number of any feature of a sentence."""
        words = feature.split(" ")
        if len(words) == 1 or _FAR in words:
            return self._single(feature)
        if words[1] == _SKIPPED:
            return self.skips.get(joined(self._words[words[0]], self._words[words[2]]), -1)
        number = self.pairs.get(joined(self._words[words[0]], self._words[words[1]]), -1)
        return number if len(words) < _TRIPLE else self.triples.get(joined(number, self._words[words[2]]), -1)

    def numbers(self, features: Iterable[str]) -> frozenset[int]:
        """Return the numbers of those of ``features``, none of a sentence, that are known."""
        return frozenset(number for one in features if (number := self._single(one)) >= 0)

    def chance(self, rule: str, heard: frozenset[int]) -> float:
        """Return the chance, between 0 and 1, that a reader marks under ``rule`` what has the features ``heard``."""
        return self.chances((rule,), heard)[rule]

    def chances(self, rules: Iterable[str], heard: frozenset[int]) -> dict[str, float]:
        """Return that chance for each of ``rules``."""
        told = _picked(heard)
        length = math.sqrt(sum(told(self.squares))) or 1.0
        found = {}
        for rule in rules:
            opinion = self.opinions[rule]
            total = opinion.bias + opinion.scale * sum(told(opinion.weights)) / length
            found[rule] = 1 / (1 + math.exp(-total))
        return found

    def loudest(self, rule: str, sentence: Sentence) -> tuple[int, int]:
        """Return the numbers of the first word, and after the last, of the words that speak most for ``rule``."""
        weights = self.opinions[rule].weights
        told = [0.0] * len(sentence.words)
        for first, last, feature in features(spelled(sentence)):
            number = self._number(feature)
            inside = range(max(0, first - 1), min(last - 1, len(told)))  # the first one spelled is the start
            for index in inside if number >= 0 else ():
                told[index] += weights[number] / len(inside)
        best, start, total = (-math.inf, 0, 1), 0, 0.0
        for index, one in enumerate(told):
            start, total = (index, one) if total <= 0 else (start, total + one)
            best = max(best, (total, start, index + 1))
        return best[1], best[2]


class _Memory(dict[str, int]):
    """What ``find`` returns for a word, remembered."""

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> int:
        found = self[word] = self._find(word)
        return found

    def forget(self) -> None:
        """Forget all where it is too much."""
        if len(self) > _MOST_REMEMBERED:
            self.clear()


def joined(one: int, other: int) -> int:
    """Return what stands for two numbers; with an unknown one, which is -1, it stands for nothing known."""
    return one + (other << _BITS)


def _picked(numbers: frozenset[int]) -> Callable[[Sequence[float]], Sequence[float]]:
    """Return what takes the items of these ``numbers`` out of a sequence, and is twice as fast as one by one."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda sequence: [sequence[number] for number in numbers]


def spelled(sentence: Sentence) -> list[str]:
    """Return the words of ``sentence`` as the ear hears them: all names, and all numbers, are the same to it."""
    named, told = sentence.places.named, [START]
    for index, (norm, _, _, _) in enumerate(sentence.words):
        told.append(NAME if named >> index & 1 else NUMBER if norm[0].isdigit() else norm)
    told.append(ASKS if sentence.asks else EXCLAIMS if "!" in sentence.ends_with else ENDS)
    return told


def stem_of(word: str) -> str:
    """Return the feature of a word's beginning, which its forms have in common."""
    return f"{word[:_STEM]}*"


def far_pairs(words: Iterable[str]) -> Iterator[str]:
    """Yield the features of telling words that stand in one sentence, near or far."""
    keys = sorted(KEYS.intersection(words))
    return (f"{one} {_FAR} {other}" for one, other in combinations(keys, 2))


def features(told: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield all features of a spelled sentence: words and stems, pairs, triples, pairs with a word between, far pairs.

    Each comes with the place of its first word, and after its last.
    """
    for at, word in enumerate(told):
        yield at, at + 1, stem_of(word)
        for more in range(1, _TRIPLE + 1):
            if at + more <= len(told):
                yield at, at + more, " ".join(told[at : at + more])
        for beyond in islice(told, at + 2, at + 3):
            yield at, at + 3, f"{word} {_SKIPPED} {beyond}"
    yield from ((0, len(told), pair) for pair in far_pairs(told))
