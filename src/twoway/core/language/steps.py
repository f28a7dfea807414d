"""The steps of a phrase, each held against all places of a sentence at once.

This is the shift-and method (R. Baeza-Yates and G. Gonnet, A new approach to text searching, 1992), over words instead
of characters, and from a phrase's end to its beginning: then its words are found with no step back.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from twoway.core.language.places import END, Places

NOWHERE = -1
NAME = "^"
"""Stands before a word that has a capital which means something."""


class Step(Protocol):
    """A part of a phrase."""

    @property
    def words(self) -> frozenset[str] | None:
        """Where it is nothing but one word out of some, these: the usual case, and the quick one."""

    def before(self, places: Places, after: int) -> int:
        """Return the places from which this step leads to one of those in ``after``."""

    def onward(self, places: Places, place: int, after: int) -> int:
        """Return the place to which it leads from ``place``: the preferred one in ``after``, or :data:`NOWHERE`."""


class OneOf:
    """One word out of some."""

    __slots__ = ("words",)

    def __init__(self, words: frozenset[str]) -> None:
        """Take the words."""
        self.words = words

    def before(self, places: Places, after: int) -> int:
        """Return where one of the words stands, right before ``after``."""
        return after >> 1 & places.of(self.words)

    def onward(self, places: Places, place: int, after: int) -> int:
        """Return the next place, if it is one of the words that stands here."""
        return place + 1 if self.before(places, after) >> place & 1 else NOWHERE


class Choice:
    """One of some sequences of words, of which the longer one goes first, else one word, else a sentence's end."""

    __slots__ = ("_at_end", "_by_word", "_one", "_telling")
    words = None

    def __init__(self, one: OneOf, sequences: Sequence[Sequence[str]], *, at_end: bool) -> None:
        """Take the words, the sequences, and whether the end may stand there instead."""
        self._one = one
        self._at_end = at_end
        self._by_word: dict[str, list[Sequence[str]]] = {}
        for words in sequences:
            self._by_word.setdefault(_telling(words), []).append(words[::-1])
        self._telling = frozenset(self._by_word)

    def before(self, places: Places, after: int) -> int:
        """Return where one of the sequences or words stands, right before ``after``."""
        found = self._one.before(places, after)
        if self._at_end:
            found |= after & places.end
        for telling in self._telling.intersection(places.at):
            for backward in self._by_word[telling]:
                found |= _sequence(places, backward, after)
        return found

    def onward(self, places: Places, place: int, after: int) -> int:
        """Return the place behind the longest sequence that stands here."""
        longest = NOWHERE, NOWHERE
        for telling in self._telling.intersection(places.at):
            for backward in self._by_word[telling]:
                beyond = place + len(backward) - (backward[0] == END)
                if _sequence(places, backward, after & 1 << beyond) >> place & 1:
                    longest = max(longest, (len(" ".join(backward)), beyond))
        if longest[1] != NOWHERE:
            return longest[1]
        if self._at_end and after & places.end & 1 << place:
            return place
        return self._one.onward(places, place, after)


def _telling(words: Sequence[str]) -> str:
    """Return the word of a sequence by which it is told quickest that it does not stand in a sentence: the longest."""
    return max((word.removeprefix(NAME) for word in words if word != END), key=len)


def choice(entries: Iterable[str]) -> Step:
    """Return the step of a choice, each entry a word or some with a space between, :data:`END` a sentence's end."""
    apart = [entry.split() for entry in entries]
    one = OneOf(frozenset(one[0] for one in apart if len(one) == 1 and one[0][0] not in (END, NAME)))
    sequences = [one for one in apart if len(one) > 1 or one[0].startswith(NAME)]
    at_end = [END] in apart
    return Choice(one, sequences, at_end=at_end) if sequences or at_end else one


class Maybe:
    """A step that may be missing; it is taken where it can be."""

    __slots__ = ("_step",)
    words = None

    def __init__(self, step: Step) -> None:
        """Take the step."""
        self._step = step

    def before(self, places: Places, after: int) -> int:
        """Return ``after``, with the places from which the step leads there."""
        return after | self._step.before(places, after)

    def onward(self, places: Places, place: int, after: int) -> int:
        """Return where the step leads, else ``place`` itself."""
        beyond = self._step.onward(places, place, after)
        return place if beyond == NOWHERE and after >> place & 1 else beyond


class Barred:
    """Words and sequences that must not begin at a place."""

    __slots__ = ("_sequences", "_words")

    def __init__(self, entries: Sequence[str]) -> None:
        """Take words, or several with a space between."""
        self._words = frozenset(one for one in entries if " " not in one)
        self._sequences = [one.split()[::-1] for one in entries if " " in one]

    def free(self, places: Places) -> int:
        """Return the places of a sentence at which none of them begins; remembered."""
        found = places.known.get(self)
        if found is None:
            barred = places.of(self._words)
            for one in self._sequences:
                barred |= _sequence(places, one, places.everywhere)
            found = places.known[self] = places.everywhere & ~barred
        return found


class Gap:
    """Up to ``most`` words, whatever they are but those ``barred``; as few as possible."""

    __slots__ = ("_barred", "_most")
    words = None

    def __init__(self, most: int, barred: Barred | None) -> None:
        """Take both."""
        self._most = most
        self._barred = barred

    def _free(self, places: Places) -> int:
        return places.within & self._barred.free(places) if self._barred else places.within

    def before(self, places: Places, after: int) -> int:
        """Return the places from which few enough words lead to ``after``."""
        free, step = self._free(places), after
        for _ in range(self._most):
            step = step >> 1 & free
            if not step:
                break
            after |= step
        return after

    def onward(self, places: Places, place: int, after: int) -> int:
        """Return the nearest place in ``after``."""
        free = self._free(places)
        for beyond in range(place, place + self._most + 1):
            if after >> beyond & 1:
                return beyond
            if not free >> beyond & 1:
                break
        return NOWHERE


class Fitting:
    """One word for which ``fits`` is true, none of those ``barred``."""

    __slots__ = ("_barred", "_fits")
    words = None

    def __init__(self, fits: Callable[[str], object], barred: Barred | None = None) -> None:
        """Take both."""
        self._fits = fits
        self._barred = barred

    def before(self, places: Places, after: int) -> int:
        """Return where such a word stands, right before ``after``."""
        fitting = places.known.get(self)
        if fitting is None:
            fitting = places.where(self._fits) & (self._barred.free(places) if self._barred else places.everywhere)
            places.known[self] = fitting
        return after >> 1 & fitting

    def onward(self, places: Places, place: int, after: int) -> int:
        """Return the next place, if such a word stands here."""
        return place + 1 if self.before(places, after) >> place & 1 else NOWHERE


class Named:
    """A name of one to four words, of which "and" and "of" may be one; as long as possible."""

    __slots__ = ()
    words = None
    _MORE = 3
    _LINKS = frozenset({"and", "of"})

    def before(self, places: Places, after: int) -> int:
        """Return where names begin that end right before ``after``."""
        parts = self._parts(places)
        for _ in range(self._MORE):
            after |= after >> 1 & parts
        return after >> 1 & places.named

    def _parts(self, places: Places) -> int:
        """Return the places of words that a name goes on with."""
        return places.named | places.of(self._LINKS) & places.named >> 1

    def onward(self, places: Places, place: int, after: int) -> int:
        """Return the place behind the longest name that begins here."""
        if not places.named >> place & 1:
            return NOWHERE
        parts, beyond, found = self._parts(places), place + 1, NOWHERE
        for more in range(self._MORE + 1):
            if after >> beyond & 1:
                found = beyond
            if more == self._MORE or not parts >> beyond & 1:
                break
            beyond += 1
        return found


def _sequence(places: Places, backward: Sequence[str], after: int) -> int:
    """Return the places at which words begin, given from the last to the first, that end right before ``after``."""
    get = places.at.get
    for word in backward:
        bits = get(word)
        if bits is not None:
            after = after >> 1 & bits
        elif word == END:
            after &= places.end
        elif word[0] == NAME:
            after = after >> 1 & get(word[1:], 0) & places.named
        else:
            return 0
        if not after:
            return 0
    return after
