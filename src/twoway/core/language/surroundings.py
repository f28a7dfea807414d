"""What stands around a quotation, as the ear hears it: to tell a word that nobody said from one with a speaker."""

from collections.abc import Iterator
from itertools import pairwise

from twoway.core.language.draft import Draft
from twoway.core.language.ear import NAME, NUMBER
from twoway.core.language.grammar import STARTS
from twoway.core.language.partner import STEMS
from twoway.core.language.quotes import Quotation
from twoway.core.language.words import Word, listed

_BEFORE, _AFTER, _NEXT = 10, 8, 4
"""Words looked at before and after a quotation, and of those nearest that are also heard by their place."""
_LONGEST, _MOST = 8, 4
_NO_NAMES = STARTS | listed(
    "our as and but how thanks thank dear hi hello customers people clients buyers everybody everyone"
)
"""Words with a capital that name nobody."""


def quotations_of_the_word(draft: Draft) -> Iterator[Quotation]:
    """Yield the quotations in which the word "partner" stands."""
    for quotation in draft.quotations:
        if any(word.norm in STEMS for word in draft.prose[quotation.first + 1 : quotation.last - 1]):
            yield quotation


def surroundings(draft: Draft, quotation: Quotation) -> tuple[str, ...]:
    """Return the features of ``quotation``: words and pairs before, in and after it, the nearest by their place."""
    return tuple(_features(draft, quotation))


def _features(draft: Draft, quotation: Quotation) -> Iterator[str]:
    inner = draft.prose[quotation.first + 1 : quotation.last - 1]
    before = [_told(word) for word in draft.prose[max(0, quotation.first - _BEFORE) : quotation.first]]
    after = [_told(word) for word in draft.prose[quotation.last : quotation.last + _AFTER]]
    for mark, told in (("b:", before), ("a:", after), ("i:", [_told(word) for word in inner[:_AFTER]])):
        yield from (mark + word for word in told)
        yield from (f"{mark}{one} {other}" for one, other in pairwise(told))
    yield from (f"B{place}:{word}" for place, word in enumerate(before[::-1][:_NEXT]))
    yield from (f"A{place}:{word}" for place, word in enumerate(after[:_NEXT]))
    yield from (
        f"{mark}{' '.join(told)}" for mark, told in (("B:", before[-2:]), ("B:", before[-3:]), ("A:", after[:2]))
    )
    yield f"long{min(_LONGEST, len(inner))}"
    yield f"capital{inner[0].capital:d}"
    yield f"spoken{quotation.spoken:d}"
    yield f"quotations{min(_MOST, len(draft.quotations))}"


def _told(word: Word) -> str:
    if word.norm == "\n":
        return "\\n"
    if word.norm[:1].isdigit():
        return NUMBER
    return NAME if word.capital and word.norm not in _NO_NAMES else word.norm
