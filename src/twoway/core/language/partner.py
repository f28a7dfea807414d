"""Where the word "partner" stands in a sentence, and why it is left alone there.

What claims the word, and what excuses it, are phrases of the rule ``self-claimed-partner``; here is the rest of the
answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from twoway.core.language.grammar import denied, norms, open_question, reported
from twoway.core.language.scan import Hit
from twoway.core.language.sentences import Sentence

RULE = "self-claimed-partner"
NOUNS = frozenset({"partner", "partners"})
BONDS = frozenset({"partnership", "partnerships"})
STEMS = NOUNS | BONDS | {"partnered", "partnering"}

_REFUSED = "the word is refused, not claimed"
_ASKED = "an open question about the word leaves it to the customer"
_TOLD = "somebody else's word, told of them"
_OTHER = "somebody else's partner, or nobody's: nothing is claimed with it here"


@dataclass(frozen=True, slots=True)
class Sight:
    """A place of the word that claims nothing, ``start`` to ``end`` of the draft, and ``why``."""

    start: int
    end: int
    why: str


def kind_of(words: Sequence[str]) -> str:
    """Return what a claim's words are, for its rewording: a ``noun``, a ``verb`` or a ``bond``; else a ``phrase``."""
    if BONDS & set(words):
        return "bond"
    if words and (words[0] in ("partnered", "partnering") or (words[0] in NOUNS and len(words) > 1)):
        return "verb"
    return "noun" if NOUNS & set(words) else "phrase"


def unclaimed(sentence: Sentence, hits: Sequence[Hit]) -> list[Sight]:
    """Return each place of the word in ``sentence`` with the reason why it would be left alone."""
    words = norms(sentence)
    excuses = [hit for hit in hits if hit.name == f"not-{RULE}"]
    return [_sight(sentence, words, index, excuses) for index, word in enumerate(words) if word in STEMS]


def _sight(sentence: Sentence, words: Sequence[str], index: int, excuses: Sequence[Hit]) -> Sight:
    word = sentence.words[index]
    excuse = next((hit for hit in excuses if hit.overlaps(index, index + 1)), None)
    if excuse is not None:
        first = sentence.words[min(excuse.first, index)]
        return Sight(first.start, word.end, excuse.phrase.why or _OTHER)
    if denied(words, index):
        return Sight(word.start, word.end, _REFUSED)
    if open_question(sentence, words, index):
        return Sight(word.start, word.end, _ASKED)
    return Sight(word.start, word.end, _TOLD if reported(words, index) else _OTHER)
