"""Look for all phrases in a sentence at once: only those are tried whose needed words stand in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from twoway.core.language.rules import Language, Phrase
from twoway.core.language.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the words ``first`` to before ``last`` of its sentence, and the ``name`` it stands under."""

    name: str
    phrase: Phrase
    first: int
    last: int

    def overlaps(self, first: int, last: int) -> bool:
        """Whether it shares a word with that stretch."""
        return self.first < last and first < self.last


def scan(sentence: Sentence, language: Language, among: int | None = None) -> Iterator[Hit]:
    """Yield every phrase of ``language``, ``among`` these bits of its index if given, that stands in ``sentence``."""
    places = sentence.places
    for watched in language.index.possible(places, among):
        for first, last in watched.pattern.found(places):
            yield Hit(watched.name, watched.phrase, first, last)
