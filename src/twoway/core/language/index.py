"""Which phrases can stand in a sentence, told from its words alone: nearly all need no further look."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Generic, TypeVar

from twoway.core.language.patterns import Pattern

P = TypeVar("P")

EVERYTHING = -1
"""The bits of all phrases."""
_MOST_NEEDS = 5
"""Sets of words; to look for more of them takes longer than to try the phrase."""


@dataclass(frozen=True, slots=True)
class Watched(Generic[P]):
    """A compiled phrase, and what it shows: a rule's id, ``not-`` and that id, or a name of CUES."""

    name: str
    phrase: P
    pattern: Pattern


class Index(Generic[P]):
    """The phrases as bits of whole numbers, so that a sentence is held against all of them at once.

    A phrase has one bit. ``_rows`` tells for a word, by number ``n``, the phrases whose ``n``-th set of needed words
    has it; ``_free[n]`` tells the phrases that need fewer sets.
    """

    def __init__(self, watched: Iterable[tuple[Watched[P], tuple[frozenset[str], ...]]]) -> None:
        """Take each phrase with the sets of words of which a sentence needs one each."""
        self.watched: list[Watched[P]] = []
        rows: dict[str, dict[int, int]] = {}
        counts: list[int] = []
        for number, (one, needs) in enumerate(watched):
            self.watched.append(one)
            counts.append(min(_MOST_NEEDS, len(needs)))
            for row, words in enumerate(needs[:_MOST_NEEDS]):
                for word in words:
                    of_word = rows.setdefault(word, {})
                    of_word[row] = of_word.get(row, 0) | 1 << number
        self._rows = {word: tuple(of_word.items()) for word, of_word in rows.items()}
        most = max(counts, default=0)
        self._free = [sum(1 << at for at, count in enumerate(counts) if count <= row) for row in range(most)]

    def among(self, names: Collection[str]) -> int:
        """Return the bits of the phrases that show one of ``names``."""
        return sum(1 << number for number, one in enumerate(self.watched) if one.name in names)

    def possible(self, words: Iterable[str], among: int = EVERYTHING) -> Iterator[Watched[P]]:
        """Yield the phrases ``among`` these bits of which every needed set has one of ``words``, in their order."""
        met, rows = self._free.copy(), self._rows
        for word in words:
            for row, phrases in rows.get(word, ()):
                met[row] |= phrases
        bits = reduce(and_, met, among) if met else 0
        while bits:
            lowest = bits & -bits
            yield self.watched[lowest.bit_length() - 1]
            bits ^= lowest
