"""Where the words of a sentence stand, as bits of whole numbers: bit ``n`` is its word number ``n``."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

_SEAMS = (",", ";", ":", "—", "–", "-")
"""Marks that no gap of a phrase goes over."""


START, END = "^", "$"
"""Stand for the edges of a sentence."""
_FEW = 5
NAME_KEY = "{Name}"
"""Stands for any name, among the words of a sentence."""


def pair_key(word: str, following: str) -> str:
    """Return what stands for two words that touch, or a word and an edge, among the words of a sentence."""
    return f"{word} {following}"


class Places:
    """The places ``at`` which each word of a sentence stands, its ``end``, and ``everywhere``: all of these.

    ``words`` are all of them, with :data:`NAME_KEY` if there is a name. ``known`` remembers what was asked of it.
    ``named`` are the places of names.
    """

    __slots__ = ("_keys", "_norms", "_within", "at", "end", "everywhere", "known", "named", "words")

    def __init__(self, norms: Sequence[str], named: int) -> None:
        """Take the words as the rules spell them, and the places of names."""
        at: dict[str, int] = {}
        bit = 1
        for norm in norms:
            at[norm] = at.get(norm, 0) | bit
            bit <<= 1
        self.at = at
        self.named = named
        self.words = [*at, NAME_KEY] if named else [*at]
        self.end = bit
        self.everywhere = 2 * bit - 1
        self._norms = norms
        self._keys: AbstractSet[str] | None = None
        self._within: int | None = None
        self.known: dict[object, int] = {}

    def of(self, words: frozenset[str]) -> int:
        """Return the places of all ``words``; remembered."""
        found = self.known.get(words)
        if found is None:
            found, at = 0, self.at
            for word in words if len(words) < _FEW else words.intersection(at):
                found |= at.get(word, 0)
            self.known[words] = found
        return found

    def where(self, holds: Callable[[str], object]) -> int:
        """Return the places of the words for which ``holds`` is true."""
        found = 0
        for word, bits in self.at.items():
            if holds(word):
                found |= bits
        return found

    @property
    def keys(self) -> AbstractSet[str]:
        """Its words, and the pairs of words that touch (see :func:`pair_key`)."""
        if self._keys is None:
            norms = self._norms
            self._keys = {*self.at, *map(pair_key, (START, *norms), (*norms, END))}
        return self._keys

    @property
    def within(self) -> int:
        """The places of what may stand in a gap of a phrase: of all but the marks that part a sentence."""
        if self._within is None:
            marks = 0
            for mark in _SEAMS:
                marks |= self.at.get(mark, 0)
            self._within = (self.end - 1) & ~marks
        return self._within
