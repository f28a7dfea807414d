"""A second opinion: how much a sentence, or a whole draft, sounds like those that readers marked by hand.

Phrases know what stands in them, and nothing else. The ear is a linear model, a logistic regression over words, pairs and
triples of words, each weighted by its rarity (tf-idf with binary counts, length 1; D. Jurafsky and J. H. Martin, Speech and
Language Processing, chapters 4 to 6), made from the labelled drafts; it hears the words around a phrase too.
"""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from zlib import crc32

from twoway.core.language.sentences import Sentence

START, NAME, NUMBER, ASKS, EXCLAIMS, ENDS = "<s>", "Nm", "0", "?", "!", "</s>"
_TRIPLE = 3
_STEM = 5
"""Characters of a word that its forms share, by and large."""
_MOST_REMEMBERED = 5_000
_STRONG = 3.5
"""Where a chance is above any limit, a feature with a coefficient of 4 or more has been there: lower ones do not add up."""


@dataclass(frozen=True)
class Opinion:
    """What the ear knows of one rule: a weight for each feature, in units of ``scale``, and the ``bias``.

    Where the chance is below ``drop`` the ear takes a mark away; above ``add`` it makes one by itself.
    """

    weights: Sequence[int]
    scale: float
    bias: float
    drop: float
    add: float


class Known:
    """The features that the ear knows, by the CRC-32 of their words: a hash table in arrays, since a dict is ten times as large."""

    def __init__(self, hashes: Sequence[int]) -> None:
        self._hashes = hashes
        self._slots = array("l", bytes(array("l").itemsize << (2 * len(hashes)).bit_length()))
        self._mask = len(self._slots) - 1
        for number, one in enumerate(hashes, start=1):
            at = one & self._mask
            while self._slots[at]:
                at = (at + 1) & self._mask
            self._slots[at] = number

    def get(self, one: int) -> int:
        """Return the number of the feature with the CRC-32 ``one``; -1 where it is not known."""
        at = one & self._mask
        while number := self._slots[at]:
            if self._hashes[number - 1] == one:
                return number - 1
            at = (at + 1) & self._mask
        return -1


@dataclass(frozen=True)
class Ear:
    """The features it knows, the square of each one's rarity (inverse document frequency), and an opinion on each rule."""

    known: Known
    squares: Sequence[float]
    opinions: Mapping[str, Opinion]
    _words: dict[str, tuple[bytes, int, int, int]] = field(default_factory=dict, repr=False, compare=False)

    def hear(self, sentence: Sentence) -> frozenset[int]:
        """Return the numbers of the known features of ``sentence``.

        Whatever is known has only words, and pairs, that are known too; so most of a text is never looked up.
        """
        get, spelt = self.known.get, [self._word(word) for word in spelled(sentence)]
        found, last, pair_before = set(), len(spelt) - 1, -1
        for at, (word, hashed, number, stem) in enumerate(spelt):
            found.add(number)
            found.add(stem)
            pair = -1
            if at < last and spelt[at + 1][2] >= 0:
                following = spelt[at + 1][0]
                before, known_before = spelt[at - 1][1:3] if at else (0, -1)
                if number >= 0:
                    pair = get(crc32(following, hashed))
                    found.add(pair)
                    if pair >= 0 and pair_before >= 0:
                        found.add(get(crc32(following, crc32(word, before))))
                if known_before >= 0:
                    found.add(get(crc32(following, crc32(b" _", before))))
            pair_before = pair
        found.discard(-1)
        return frozenset(found)

    def _word(self, word: str) -> tuple[bytes, int, int, int]:
        """Return a word with a space before it as bytes, its CRC-32, and its number and its stem's as features."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) > _MOST_REMEMBERED:
                self._words.clear()
            hashed = crc32(word.encode())
            stem = self.known.get(crc32(stem_of(word).encode()))
            known = self._words[word] = b" " + word.encode(), hashed, self.known.get(hashed), stem
        return known

    @cached_property
    def strong(self) -> frozenset[int]:
        """The features of which one at least stands wherever the ear is sure: those with a large coefficient."""
        lengths = [math.sqrt(square) for square in self.squares]
        found: set[int] = set()
        for opinion in self.opinions.values():
            least = _STRONG / opinion.scale
            pairs = zip(opinion.weights, lengths, strict=True)
            found.update(number for number, (weight, length) in enumerate(pairs) if weight > least * length)
        return frozenset(found)

    def numbers(self, features: Iterable[str]) -> frozenset[int]:
        """Return the numbers of those of ``features`` that are known."""
        return frozenset(number for one in features if (number := self.known.get(crc32(one.encode()))) >= 0)

    def chance(self, rule: str, heard: frozenset[int]) -> float:
        """Return the chance, between 0 and 1, that a reader marks under ``rule`` what has the features ``heard``."""
        opinion = self.opinions[rule]
        length = math.sqrt(sum(map(self.squares.__getitem__, heard))) or 1.0
        total = opinion.bias + opinion.scale * sum(map(opinion.weights.__getitem__, heard)) / length
        return 1 / (1 + math.exp(-total))

    def loudest(self, rule: str, sentence: Sentence) -> tuple[int, int]:
        """Return the numbers of the first word, and after the last, of the words that speak most for ``rule``."""
        weights = self.opinions[rule].weights
        told = [0.0] * len(sentence.words)
        for first, last, feature in features(spelled(sentence)):
            number = self.known.get(crc32(feature.encode()))
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
    told = [START]
    for index, word in enumerate(sentence.words):
        if word.raw[:1].isupper() and sentence.names(index):
            told.append(NAME)
        else:
            told.append(NUMBER if word.norm[:1].isdigit() else word.norm)
    told.append(ASKS if sentence.asks else EXCLAIMS if "!" in sentence.ends_with else ENDS)
    return told


def stem_of(word: str) -> str:
    """Return the feature of a word's beginning, which its forms have in common."""
    return f"{word[:_STEM]}*"


def features(told: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield all features of a spelled sentence: words and their stems, pairs, triples, and pairs with one word between.

    Each comes with the place of its first word, and after its last.
    """
    for at, word in enumerate(told):
        yield at, at + 1, stem_of(word)
        for more in range(1, _TRIPLE + 1):
            if at + more <= len(told):
                yield at, at + more, " ".join(told[at : at + more])
        for beyond in islice(told, at + 2, at + 3):
            yield at, at + 3, f"{word} _ {beyond}"
