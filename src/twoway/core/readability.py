"""How hard a text is to read, as a school grade. Information for authors: a low grade does not make a text good.

The formula is the Flesch-Kincaid grade level: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid,
Fishburne, Rogers and Chissom, *Derivation of New Readability Formulas*, Naval Technical Training Command, Research
Branch Report 8-75, 1975). Syllables are counted by groups of vowels, which is off by a few in a hundred.
"""

import re
from dataclasses import dataclass

PER_WORD_IN_SENTENCE, PER_SYLLABLE, BASE = 0.39, 11.8, 15.59

_SENTENCE = re.compile(r"[.!?…]+(?:[\s\"'”’)*_]|$)|\n\s*\n|\n\s*(?=[-*#|>]|\d+\.)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàáâäæèéêëìíîïòóôöøùúûü]+")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SILENT = re.compile(r"(?<![^aeiouy]l)e$|(?<![td])ed$|(?<![sxzcg])(?<!ch)(?<!sh)es$")
"""Endings in an e that is written and not spoken: *make*, *asked*, *makes*; not *little*, *wanted*, *prices*."""


@dataclass(frozen=True)
class Reading:
    """A text's grade (about the years at school that it takes), and its number of words."""

    grade: float
    words: int


def reading_of(text: str) -> Reading | None:
    """Return how hard ``text`` (plain or Markdown) is to read; None when there are no words in it."""
    plain = _LINK.sub(r"\1", _CODE.sub(" ", text))
    sentences = [words for part in _SENTENCE.split(plain) if (words := _WORD.findall(part))]
    total = sum(map(len, sentences))
    if not total:
        return None
    spoken = sum(syllables(word) for words in sentences for word in words)
    grade = PER_WORD_IN_SENTENCE * total / len(sentences) + PER_SYLLABLE * spoken / total - BASE
    return Reading(round(grade, 1), total)


def syllables(word: str) -> int:
    """Return about how many syllables ``word`` has; at least one."""
    spoken = _SILENT.sub("", word.lower())
    return max(1, len(_VOWELS.findall(spoken)))
