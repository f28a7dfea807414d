"""Quotations in a draft, and whether somebody is named as their speaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twoway.core.language.speakers import is_spoken, speakers
from twoway.core.language.words import Word

_LONGEST = 400
"""Words; a quotation mark that is not closed within so many, or within its paragraph, opens none."""
_SPACED = 8
"""Words at most between « marks with spaces inside »."""
_MARKS = frozenset({'"', "'", "\n"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words ``first`` to before ``last`` of the draft stand in quotation marks; ``spoken``: a speaker is named."""

    first: int
    last: int
    start: int
    end: int
    spoken: bool


def quotations(words: Sequence[Word]) -> list[Quotation]:
    """Return the quotations in order; they do not overlap."""
    marks = [index for index, word in enumerate(words) if word[0] in _MARKS]
    if not any(words[index].norm != "\n" for index in marks):
        return []
    named = speakers(words)
    return [
        Quotation(begin, end + 1, words[begin].start, words[end].end, is_spoken(words, named, begin, end))
        for begin, end in _pairs(words, marks)
    ]


def _pairs(words: Sequence[Word], marks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the marks that open and close a quotation."""
    opened: dict[str, int] = {}
    until = -1
    for index in marks:
        norm = words[index].norm
        if norm == "\n":
            if index + 1 < len(words) and words[index + 1].norm == "\n":
                opened.clear()
            continue
        begin = opened.get(norm)
        if begin is not None and index - begin <= _LONGEST and _closes(words, index):
            opened.clear()
            if begin > until and any(words[at].is_word for at in range(begin + 1, index)):
                yield begin, index
                until = index
        elif _opens(words, index):
            opened[norm] = index


def _opens(words: Sequence[Word], index: int) -> bool:
    before, after = (words[index - 1] if index else None), (words[index + 1] if index + 1 < len(words) else None)
    mark = words[index]
    if after is None or after.norm == "\n" or (before is not None and before.end == mark.start and before.is_word):
        return False
    if after.start == mark.end:
        return True
    nearby = (words[at] for at in range(index + 2, min(len(words), index + 2 + _SPACED)))
    closing = next((word for word in nearby if word.norm in _MARKS), mark)
    return mark.norm == closing.norm == '"' and closing is not mark and before is not None and before.end < mark.start


def _closes(words: Sequence[Word], index: int) -> bool:
    mark, before = words[index], words[index - 1]
    after = words[index + 1] if index + 1 < len(words) else None
    if mark.norm == '"':
        return True
    return before.end == mark.start and (after is None or after.start > mark.end or not after.is_word)
