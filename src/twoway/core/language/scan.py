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
    norms, index = sentence.norms, language.index
    if norms.isdisjoint(language.watched_words):
        return
    tried = set()
    for norm in dict.fromkeys(word.norm for word in sentence.words):  # in order, so that every process says the same
        for watched in index.get(norm, ()):
            if watched in tried:
                continue
            tried.add(watched)
            if any(need.isdisjoint(norms) for need in watched.pattern.needs):
                continue
            line = sentence.named_line if watched.pattern.named else sentence.line
            for match in watched.pattern.regex.finditer(line):
                start, end = match.span("focus") if "focus" in watched.pattern.regex.groupindex else match.span()
                first, last = sentence.words_of(line, max(1, start), end)
                yield Hit(watched.name, watched.phrase, first, last)
