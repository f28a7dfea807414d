"""Where the words of a sentence stand, as bits of whole numbers: bit ``n`` is its word number ``n``."""

from collections.abc import Callable, Sequence

_SEAMS = (",", ";", ":", "—", "–", "-")
"""Marks that no gap of a phrase goes over."""


class Places:
    """The places ``at`` which each word of a sentence stands, its ``end``, and ``everywhere``: all of these.

    ``known`` remembers what :meth:`of` returned.
    """

    __slots__ = ("_find_named", "_named", "_within", "at", "end", "everywhere", "known")

    def __init__(self, norms: Sequence[str], find_named: Callable[[], int]) -> None:
        """Take the words as the rules spell them, and what finds the places of names, if anybody asks."""
        at: dict[str, int] = {}
        bit = 1
        for norm in norms:
            at[norm] = at.get(norm, 0) | bit
            bit <<= 1
        self.at = at
        self.end = bit
        self.everywhere = 2 * bit - 1
        self._find_named = find_named
        self._named: int | None = None
        self._within: int | None = None
        self.known: dict[frozenset[str], int] = {}

    def of(self, words: frozenset[str]) -> int:
        """Return the places of all ``words``; remembered."""
        found = self.known.get(words)
        if found is None:
            found = 0
            for word in words.intersection(self.at):
                found |= self.at[word]
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
    def within(self) -> int:
        """The places of what may stand in a gap of a phrase: of all but the marks that part a sentence."""
        if self._within is None:
            marks = 0
            for mark in _SEAMS:
                marks |= self.at.get(mark, 0)
            self._within = (self.end - 1) & ~marks
        return self._within

    @property
    def named(self) -> int:
        """The places of names."""
        if self._named is None:
            self._named = self._find_named()
        return self._named
