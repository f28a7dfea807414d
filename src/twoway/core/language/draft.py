"""A draft taken apart: its words, quotations and sentences, with what is left alone taken out."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from twoway.core.language.fold import fold
from twoway.core.language.quotes import Quotation, quotations
from twoway.core.language.regions import Region, regions
from twoway.core.language.sentences import Sentence, sentences
from twoway.core.language.words import BLOB, Word, words

SCARE_WORDS = 6
"""Words; a longer quotation is somebody's speech, even where nobody is named; a shorter one may be our own."""


@dataclass(frozen=True)
class Draft:
    """The parts of a draft that the rules look at. Places are characters of ``text``, the draft as it was given.

    ``prose`` is ``words`` without what is left alone; the numbers of words in ``quotations`` count in it.
    """

    text: str
    words: tuple[Word, ...]
    prose: tuple[Word, ...]
    regions: tuple[Region, ...]
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]

    def quotation_at(self, place: int) -> Quotation | None:
        """Return the quotation in which ``place`` stands."""
        index = bisect_right(self.quotations, place, key=lambda one: one.start) - 1
        return self.quotations[index] if index >= 0 and place < self.quotations[index].end else None

    def region_at(self, place: int) -> Region | None:
        """Return what is left alone at ``place``."""
        index = bisect_right(self.regions, place, key=lambda one: one.start) - 1
        return self.regions[index] if index >= 0 and place < self.regions[index].end else None


def take_apart(text: str, typos: Mapping[str, str]) -> Draft:
    """Return the parts of the draft ``text``; ``typos`` maps wrong spellings to right ones."""
    folded = fold(text)
    alone = regions(folded)
    everything = words(folded, typos)
    prose = _without_regions(everything, alone)
    quoted = quotations(prose)
    return Draft(
        text,
        tuple(everything),
        tuple(prose),
        tuple(alone),
        tuple(quoted),
        tuple(sentences(_without_speech(prose, quoted))),
    )


_start = attrgetter("start")


def _without_regions(found: Sequence[Word], alone: Sequence[Region]) -> list[Word]:
    """Put one stand-in for an address or code; a thread or signature leaves an empty line."""
    if not alone:
        return list(found)
    kept: list[Word] = []
    done = 0
    for region in alone:
        first = bisect_left(found, region.start, done, key=_start)
        last = bisect_left(found, region.end, first, key=_start)
        kept += found[done:first]
        if region.kind in ("thread", "signature"):
            kept += [Word("\n", region.start, region.start, "\n")] * (2 * (first < last))
        elif first < last:
            kept.append(Word(BLOB, region.start, region.end, BLOB))
        done = last
    return [*kept, *found[done:]]


def _without_speech(found: Sequence[Word], quoted: Sequence[Quotation]) -> list[Word]:
    """Put one stand-in for what somebody else said; a few words that nobody is named for stay."""
    kept: list[Word] = []
    at = 0
    for quotation in quoted:
        inner = found[quotation.first + 1 : quotation.last - 1]
        if not quotation.spoken and sum(word.is_word for word in inner) <= SCARE_WORDS:
            continue
        kept += [*found[at : quotation.first], Word(BLOB, quotation.start, quotation.end, BLOB)]
        at = quotation.last
        following = found[at] if at < len(found) else None
        if inner and inner[-1].norm[0] in ".!?…" and following is not None and following.capital:
            kept.append(Word(inner[-1].norm, quotation.end, quotation.end, "."))
    return [*kept, *found[at:]]
