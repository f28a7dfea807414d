"""Which phrases can stand in a sentence, told from its words alone: nearly all need no further look."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from twoway.core.language.patterns import Pattern

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Watched(Generic[P]):
    """A compiled phrase, and what it shows: a rule's id, ``not-`` and that id, or a name of CUES."""

    name: str
    phrase: P
    pattern: Pattern


class Index(Generic[P]):
    """The phrases as bits of whole numbers, so that a sentence is held against all of them at once.

    A phrase has one bit, the same in every row. Row ``n`` tells for a word the phrases whose ``n``-th set of needed words
    has it, and ``_free[n]`` the phrases that need fewer sets.
    """

    def __init__(self, watched: Iterable[tuple[Watched[P], tuple[frozenset[str], ...]]]) -> None:
        self._watched: list[Watched[P]] = []
        self._rows: list[dict[str, int]] = []
        counts: list[int] = []
        for number, (one, needs) in enumerate(watched):
            self._watched.append(one)
            counts.append(len(needs))
            self._rows += [{} for _ in needs[len(self._rows) :]]
            for row, words in zip(self._rows, needs, strict=False):
                for word in words:
                    row[word] = row.get(word, 0) | 1 << number
        self._free = [sum(1 << at for at, count in enumerate(counts) if count <= row) for row in range(len(self._rows))]

    def possible(self, words: frozenset[str]) -> Iterator[Watched[P]]:
        """Yield the phrases of which every needed set has one of ``words``, in the order of the rules."""
        bits = -1
        for row, free in zip(self._rows, self._free, strict=True):
            met = free
            for word in row.keys() & words:
                met |= row[word]
            bits &= met
            if not bits:
                return
        while bits:
            lowest = bits & -bits
            yield self._watched[lowest.bit_length() - 1]
            bits ^= lowest
