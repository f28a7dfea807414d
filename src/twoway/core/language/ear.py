"""A second opinion: how much a sentence, or a whole draft, sounds like those that readers marked by hand.

Phrases know what stands in them, and nothing else. The ear is a linear model, a logistic regression over words, pairs
and triples of words, each weighted by its rarity (tf-idf with binary counts, length 1; D. Jurafsky and J. H. Martin,
Speech and Language Processing, chapters on logistic regression and vector semantics), made from the labelled drafts;
it hears the words around a phrase too.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise
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
_STEM = 5
"""Characters of a word that its forms share, by and large."""
_MOST_REMEMBERED = 5_000


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
    """The features it knows, by the CRC-32 of their words, each with its number, and an opinion on each rule.

    ``squares`` are those of the features' rarity (inverse document frequency).
    """

    known: Mapping[int, int]
    squares: Sequence[float]
    opinions: Mapping[str, Opinion]
    _words: dict[str, tuple[bytes, int, int, int]] = field(default_factory=dict, repr=False, compare=False)
    _pairs: dict[frozenset[str], tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def hear(self, sentence: Sentence) -> frozenset[int]:
        """Return the numbers of the known features of ``sentence``.

        Whatever is known has only words, and pairs, that are known too; so most of a text is never looked up.
        """
        told, get, words = spelled(sentence), self.known.get, self._words
        spelt = [words.get(word) or self._word(word) for word in told]
        found = {number for _, _, number, _ in spelt}
        found.update([stem for _, _, _, stem in spelt])
        before, pair_before, hash_before, skipped = -1, -1, 0, 0
        for (_, hashed, number, _), (following, _, number_after, _) in pairwise(spelt):
            pair, pair_hash = -1, 0
            if number_after >= 0:
                if number >= 0:
                    pair_hash = crc32(following, hashed)
                    pair = get(pair_hash, -1)
                    found.add(pair)
                    if pair >= 0 and pair_before >= 0:
                        found.add(get(crc32(following, hash_before), -1))
                if before >= 0:
                    found.add(get(crc32(following, skipped), -1))
            before, pair_before, hash_before = number, pair, pair_hash
            skipped = crc32(b" _", hashed)
        found.update(self._far(KEYS.intersection(told)))
        found.discard(-1)
        return frozenset(found)

    def _far(self, keys: frozenset[str]) -> tuple[int, ...]:
        """Return the numbers of the pairs of ``keys``, the telling words of a sentence; remembered."""
        known = self._pairs.get(keys)
        if known is None:
            if len(self._pairs) > _MOST_REMEMBERED:
                self._pairs.clear()
            known = self._pairs[keys] = tuple(self.known.get(crc32(pair.encode()), -1) for pair in far_pairs(keys))
        return known

    def _word(self, word: str) -> tuple[bytes, int, int, int]:
        """Return a word with a space before it as bytes, its CRC-32, and its number and its stem's as features."""
        if len(self._words) > _MOST_REMEMBERED:
            self._words.clear()
        hashed = crc32(word.encode())
        stem = self.known.get(crc32(stem_of(word).encode()), -1)
        known = self._words[word] = b" " + word.encode(), hashed, self.known.get(hashed, -1), stem
        return known

    def numbers(self, features: Iterable[str]) -> frozenset[int]:
        """Return the numbers of those of ``features`` that are known."""
        return frozenset(number for one in features if (number := self.known.get(crc32(one.encode()), -1)) >= 0)

    def chance(self, rule: str, heard: frozenset[int]) -> float:
        """Return the chance, between 0 and 1, that a reader marks under ``rule`` what has the features ``heard``."""
        return self.chances((rule,), heard)[rule]

    def chances(self, rules: Iterable[str], heard: frozenset[int]) -> dict[str, float]:
        """Return that chance for each of ``rules``."""
        length = math.sqrt(sum(map(self.squares.__getitem__, heard))) or 1.0
        found = {}
        for rule in rules:
            opinion = self.opinions[rule]
            total = opinion.bias + opinion.scale * sum(map(opinion.weights.__getitem__, heard)) / length
            found[rule] = 1 / (1 + math.exp(-total))
        return found

    def loudest(self, rule: str, sentence: Sentence) -> tuple[int, int]:
        """Return the numbers of the first word, and after the last, of the words that speak most for ``rule``."""
        weights = self.opinions[rule].weights
        told = [0.0] * len(sentence.words)
        for first, last, feature in features(spelled(sentence)):
            number = self.known.get(crc32(feature.encode()), -1)
            inside = range(max(0, first - 1), min(last - 1, len(told)))  # the first one spelled is the start
            for index in inside if number >= 0 else ():
                told[index] += weights[number] / len(inside)
        best, start, total = (-math.inf, 0, 1), 0, 0.0
        for index, one in enumerate(told):
            start, total = (index, one) if total <= 0 else (start, total + one)
            best = max(best, (total, start, index + 1))
        return best[1], best[2]


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
    return (f"{one} .. {other}" for one, other in combinations(keys, 2))


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
            yield at, at + 3, f"{word} _ {beyond}"
    yield from ((0, len(told), pair) for pair in far_pairs(told))
