"""Which phrases can stand in a sentence, told from its words alone: nearly all need no further look."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from twoway.core.language.needs import Needs
from twoway.core.language.patterns import Pattern
from twoway.core.language.places import Places

P = TypeVar("P")

_ROWS = 3
"""Sets of words; to look for more of them takes longer than to try the phrase."""


@dataclass(frozen=True, slots=True)
class Watched(Generic[P]):
    """A compiled phrase, and what it shows: a rule's id, ``not-`` and that id, or a name of CUES."""

    name: str
    phrase: P
    pattern: Pattern


class Index(Generic[P]):
    """The phrases as bits of whole numbers, so that the words of a sentence are held against all of them at once.

    A phrase has one bit in each of :data:`_ROWS` rows, which follow each other in one number. ``_bits`` tells for a
    word the phrases of which a set of needed words has it, the first set in the first row; ``_free`` the phrases that
    need no more sets. What is left has to have its pairs of words too.
    """

    def __init__(self, watched: Iterable[tuple[Watched[P], Needs]]) -> None:
        """Take each phrase with what a sentence needs for it."""
        everything = list(watched)
        self.watched = [one for one, _ in everything]
        self._pairs = [needs.pairs for _, needs in everything]
        self._free = 0
        of_word: dict[str, list[int]] = {}
        for number, (_, needs) in enumerate(everything):
            for row in range(_ROWS):
                bit = number + row * len(everything)
                if row >= len(needs.words):
                    self._free |= 1 << bit
                    continue
                for word in needs.words[row]:
                    of_word.setdefault(word, []).append(bit)
        same: dict[tuple[int, ...], int] = {}  # the words of a list have equal bits, of which one copy is enough
        self._bits: dict[str, int] = {}
        for word, bits in of_word.items():
            key = tuple(bits)
            self._bits[word] = same[key] = same.get(key) or _number(key)

    def among(self, names: Collection[str]) -> int:
        """Return the bits of the phrases that show one of ``names``."""
        return sum(1 << number for number, one in enumerate(self.watched) if one.name in names)

    def possible(self, places: Places, among: int | None = None) -> Iterator[Watched[P]]:
        """Yield the phrases, ``among`` these bits if given, that need nothing which a sentence has not, in order."""
        rows = reduce(or_, filter(None, map(self._bits.get, places.words)), self._free)
        count = len(self.watched)
        bits = (1 << count) - 1 if among is None else among
        for _ in range(_ROWS):
            bits &= rows
            rows >>= count
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            number = lowest.bit_length() - 1
            if not any(map(places.keys.isdisjoint, self._pairs[number])):
                yield self.watched[number]


def _number(bits: Iterable[int]) -> int:
    """Return the number in which these bits are set; a word may have one twice."""
    return reduce(or_, (1 << bit for bit in bits))
