"""What stands around a quotation, as the ear hears it: to tell a word that nobody said from one with a speaker."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from twoway.core.language.draft import Draft
from twoway.core.language.ear import NAME, NUMBER
from twoway.core.language.grammar import STARTS
from twoway.core.language.quotes import Quotation
from twoway.core.language.words import Word, listed

_BEFORE, _AFTER, _NEXT = 10, 8, 4
"""Words looked at before and after a quotation, and of those nearest that are also heard by their place."""
_MOST = 4
_NO_NAMES = STARTS | listed(
    "our as and but how thanks thank dear hi hello customers people clients buyers everybody everyone"
)
"""Words with a capital that name nobody."""


class Surroundings(NamedTuple):
    """The words before, in and after a quotation, as the ear hears them, and what else is known of it."""

    before: tuple[str, ...]
    inner: tuple[str, ...]
    after: tuple[str, ...]
    capital: bool
    spoken: bool
    quotations: int

    def features(self) -> Iterator[str]:
        """Yield its words and pairs of words, those nearest also by their place, and the rest."""
        for mark, told in (("b:", self.before), ("a:", self.after), ("i:", self.inner)):
            yield from (mark + word for word in told)
            yield from (f"{mark}{one} {other}" for one, other in pairwise(told))
        yield from (f"B{place}:{word}" for place, word in enumerate(self.before[::-1][:_NEXT]))
        yield from (f"A{place}:{word}" for place, word in enumerate(self.after[:_NEXT]))
        yield from (f"B:{' '.join(self.before[-most:])}" for most in (2, 3))
        yield f"A:{' '.join(self.after[:2])}"
        yield f"long{len(self.inner)}"
        yield f"capital{self.capital:d}"
        yield f"spoken{self.spoken:d}"
        yield f"quotations{self.quotations}"


def surroundings(draft: Draft, quotation: Quotation) -> Surroundings:
    """Return what stands around and in ``quotation``."""
    inner = draft.prose[quotation.first + 1 : quotation.last - 1]
    return Surroundings(
        tuple(_told(word) for word in draft.prose[max(0, quotation.first - _BEFORE) : quotation.first]),
        tuple(_told(word) for word in inner[:_AFTER]),
        tuple(_told(word) for word in draft.prose[quotation.last : quotation.last + _AFTER]),
        inner[0].capital,
        quotation.spoken,
        min(_MOST, len(draft.quotations)),
    )


def _told(word: Word) -> str:
    if word.norm == "\n":
        return "\\n"
    if word.norm[:1].isdigit():
        return NUMBER
    return NAME if word.capital and word.norm not in _NO_NAMES else word.norm
