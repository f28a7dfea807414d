"""Look for all phrases in a sentence at once: only those whose cue word stands in it are tried."""

from collections.abc import Iterator
from dataclasses import dataclass

from twoway.core.language.rules import Language, Phrase, Watched
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
    """Yield every phrase of ``language`` that stands in ``sentence``, in the order of the words that led to it."""
    norms, index = sentence.norms, language.index
    if norms.isdisjoint(language.watched_words):
        return
    tried = set()
    for norm in dict.fromkeys(word.norm for word in sentence.words):  # in order, so that every process says the same
        for watched in index.get(norm, ()):
            for need in watched.needs:  # the tightest loop of the check: most phrases go out here
                if need.isdisjoint(norms):
                    break
            else:
                if watched not in tried:
                    tried.add(watched)
                    pattern = watched.pattern
                    line = sentence.named_line if pattern.named else sentence.line
                    if pattern.regex.search(line):
                        yield from _hits(watched, sentence, line)


def _hits(watched: Watched, sentence: Sentence, line: str) -> Iterator[Hit]:
    pattern = watched.pattern
    for match in pattern.regex.finditer(line):
        start, end = match.span(pattern.marked)
        first, last = sentence.words_of(line, max(1, start), end)
        yield Hit(watched.name, watched.phrase, first, last)
