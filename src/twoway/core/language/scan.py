"""Look for all phrases in a sentence at once: only those whose cue word stands in it are tried."""

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


def scan(sentence: Sentence, language: Language) -> Iterator[Hit]:
    """Yield every phrase of ``language`` that stands in ``sentence``."""
    tried = set()
    for norm in sentence.norms:
        for watched in language.index.get(norm, ()):
            if watched in tried:
                continue
            tried.add(watched)
            for match in watched.pattern.regex.finditer(sentence.line):
                first, last = sentence.words_of(match.start() + 1 - bool(match.start()), match.end() - 1)
                yield Hit(watched.name, watched.phrase, first, last)
