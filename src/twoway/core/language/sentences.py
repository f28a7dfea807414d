"""Sentences of a draft: where each begins and ends, whether it asks, and its words in a line for the rules to read."""

import re
from collections.abc import Iterable, Iterator, KeysView, Sequence
from dataclasses import dataclass
from functools import cached_property

from twoway.core.language.needs import COMMON
from twoway.core.language.places import Places
from twoway.core.language.words import BLOB, Word, listed

_ENDS = frozenset(".!?…")
_ABBREVIATIONS = listed("mr mrs ms dr prof st vs etc inc ltd approx dept eg ie jr sr resp incl")
_MARKS = frozenset("\"'()[]{}*#|<>+/=")
"""Marks that the rules do not see."""
_BULLETS = frozenset("-–•*·>#+")
_NO_WORDS = _ENDS | _MARKS | _BULLETS | {"\n"}
"""What does not begin so is a word."""
_NUMBERED = re.compile(r"\d{1,2}\)?")
_SHORT_LINE = 55
_LABEL_WORDS = 6
MOST_WORDS = 160
"""Words; a longer stretch without a full stop is cut, so that no sentence costs more than its length."""


@dataclass(frozen=True)
class Sentence:
    """The words of one sentence, in order; ``ends_with`` is the mark that ends it, ``bullet`` tells a list's item."""

    words: tuple[Word, ...]
    paragraph: int
    ends_with: str = ""
    bullet: bool = False

    @cached_property
    def line(self) -> str:
        """Its words with one space around each."""
        return f" {' '.join([word.norm for word in self.words])} "

    @cached_property
    def places(self) -> Places:
        """Where each of its words stands."""
        return Places([word.norm for word in self.words], _named(self.words))

    def names(self, index: int) -> bool:
        """Whether the capital of the word number ``index`` means something: no sentence's first, no heading's."""
        return bool(self.places.named >> index & 1)

    def forget(self) -> None:
        """Drop what was worked out of it, which is made again for who asks: a long text has too much of it."""
        self.__dict__.pop("line", None)
        self.__dict__.pop("places", None)

    @property
    def start(self) -> int:
        """The place of its first character in the draft."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The place after its last word in the draft."""
        return self.words[-1].end

    @property
    def asks(self) -> bool:
        """Whether it ends with a question mark."""
        return "?" in self.ends_with

    @property
    def capitals(self) -> bool:
        """Whether capitals say nothing in it: it is written in capitals, or with one on most words."""
        return _capitals(self.words)

    @property
    def norms(self) -> KeysView[str]:
        """All its words, as the rules spell them."""
        return self.places.at.keys()


def _capitals(words: Sequence[Word]) -> bool:
    letters = [raw for norm, _, _, raw in words if len(norm) > 3 and norm.isalpha()]  # noqa: PLR2004
    return len(words) > 1 and bool(letters) and sum([raw[0].isupper() for raw in letters]) > 0.7 * len(letters)


def _named(words: Sequence[Word]) -> int:
    """Return the places of names: of words with a capital that means something."""
    capital = [index for index, word in enumerate(words) if word[3][0].isupper() and word[0] != "i"]
    if capital and capital[0] == 0 and not (len(words) > 1 and words[1].capital and words[0].norm not in COMMON):
        del capital[0]
    return sum([1 << index for index in capital]) if capital and not _capitals(words) else 0


def sentences(found: Iterable[Word]) -> Iterator[Sentence]:
    """Split the words of a draft into sentences.

    A sentence ends with a full stop, a question or exclamation mark, an empty line, a list's next item, and a short
    line that something else follows (greetings, headings, slide lines). Lines wrapped by a mail client go on.
    """
    pending = list(found)
    paragraph, current, bullet = 0, list[Word](), False
    line_start = done = 0
    marks = [index for index, word in enumerate(pending) if word[0][0] in _NO_WORDS]
    for index in marks:
        for some in _filled(current, pending[done:index]):
            current = some
            if len(some) == MOST_WORDS:
                yield Sentence(tuple(some), paragraph, "", bullet)
                current = []
        done = index + 1
        word, ends_with = pending[index], _ending(pending, index, line_start)
        if _is_seen(word.norm) and (current or word.norm not in _BULLETS):
            current.append(word)
        if ends_with is not None and current:
            yield Sentence(tuple(current), paragraph, ends_with, bullet)
            current = []
        if word.norm == "\n":
            line_start = done
            if ends_with is not None:
                following = pending[done].norm if done < len(pending) else ""
                paragraph += following == "\n"
                bullet = following in _BULLETS
    for some in _filled(current, pending[done:]):
        if some:
            yield Sentence(tuple(some), paragraph, "", bullet)


def _is_seen(norm: str) -> bool:
    return norm[0] not in _ENDS and norm != "\n" and norm not in _MARKS


def _filled(begun: list[Word], more: list[Word]) -> Iterator[list[Word]]:
    """Yield the words of a sentence that has ``begun`` with those that follow, in as many as are needed."""
    room = MOST_WORDS - len(begun)
    yield begun + more[:room]
    yield from (more[at : at + MOST_WORDS] for at in range(room, len(more), MOST_WORDS))


def _ending(pending: list[Word], index: int, line_start: int) -> str | None:
    """Return the mark with which a sentence ends at ``index``, blank at a line's end; None where it goes on."""
    mark = pending[index].norm
    if mark[0] in _ENDS:
        return mark if _really_ends(pending, index) else None
    following = pending[index + 1] if index + 1 < len(pending) else None
    if mark == "\n" and (
        following is None
        or following.norm == "\n"
        or _line_ends(pending[line_start:index], following, pending[index].start)
    ):
        return ""
    return None


def _really_ends(pending: list[Word], index: int) -> bool:
    """Tell a full stop from the point of an abbreviation; three dots end only before a capital."""
    mark = pending[index]
    before = pending[index - 1] if index else None
    after = pending[index + 1] if index + 1 < len(pending) else None
    if after is None or mark.norm[0] in "!?":
        return True
    if after.start == mark.end and after.is_word:
        return before is not None and before.norm.isalpha() and after.capital and len(before.norm) > 2  # noqa: PLR2004
    if (
        before is not None
        and before.end == mark.start
        and (before.norm in _ABBREVIATIONS or (len(before.raw) == 1 and before.raw.isalpha()))
    ):
        return False
    return not (mark.norm in ("..", "…") and after.is_word and not after.capital)


def _line_ends(line: list[Word], following: Word, end: int) -> bool:
    """Tell whether a line break parts two sentences, or only wraps one."""
    if not line or following.norm in _BULLETS or _NUMBERED.fullmatch(following.raw):
        return True
    last = line[-1].norm
    length = end - line[0].start
    if last in (",", ":") and sum(one.is_word for one in line) <= _LABEL_WORDS:
        return True
    return length < _SHORT_LINE and (following.capital or following.norm in ('"', BLOB)) and last != ","
