"""The small language in which phrases are written, and what it compiles to.

A phrase is words with a space between them: ``whatever it takes``. In it

- ``sign|close`` means one of these words; ``(sign up|close)`` one of these phrases;
- ``really?`` means that the word may be missing; so does ``(as soon as)?``;
- ``{we}`` means a word or phrase of the list of that name;
- ``!{idle}`` means one word that is not in the list of that name, ``*ing`` one that ends so;
- ``~3`` means up to three words, whatever they are, no mark between them;
- ``^`` before the first word means the start of a sentence, ``$`` after the last its end.

Compiled, a phrase is a regular expression over a sentence's line (one space around every word). Every repetition in it
is bounded, so no draft can make it slow.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

MOST_BETWEEN = 6
"""Words that ``~n`` may skip at most."""

_ELEMENT = re.compile(
    r"\((?P<group>[^()]+)\)(?P<maybe_group>\??)|~(?P<gap>\d)|!\{(?P<none>[a-z-]+)\}|\*(?P<ending>[a-z]+)|\{(?P<list>[a-z-]+)\}(?P<maybe_list>\??)|(?P<word>[^\s(){}~?]+)(?P<maybe>\??)"
)
_ANY_WORD = r"(?:[^\s,;:—–\-][^\s]* )"

COMMON = frozenset(
    "a an the and or but of to in on at for with by from as is are am be been was were it this that you your we our us i my me will would can could"
    " have has had do does did not no so if any all more than what when how".split()
)
"""Words that occur in most sentences: a pattern is looked for only where its rarest word stands."""


class PhraseError(ValueError):
    """The phrase cannot be read; the message is one clear sentence."""


@dataclass(frozen=True)
class Pattern:
    """A compiled phrase.

    ``cues`` are words of which at least one stands in every sentence that it matches; so it is with each set of ``needs``.
    """

    phrase: str
    source: str
    cues: frozenset[str]
    needs: tuple[frozenset[str], ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first needed: most phrases are not, in a short draft."""
        return re.compile(self.source)


def compile_phrase(phrase: str, lists: Mapping[str, Iterable[str]]) -> Pattern:
    """Compile ``phrase``, in which ``{name}`` stands for the entries of ``lists[name]``.

    Raises :class:`PhraseError` for what is not in the small language.
    """
    parts: list[str] = []
    cues: list[frozenset[str]] = []
    starts = phrase.startswith("^ ")
    phrase = phrase.removeprefix("^ ")
    at = 0
    for element in _ELEMENT.finditer(phrase):
        if phrase[at : element.start()].strip():
            raise PhraseError(f"'{phrase[at : element.start()].strip()}' cannot be read in '{phrase}'")
        at = element.end()
        if element["gap"]:
            most = int(element["gap"])
            if not 1 <= most <= MOST_BETWEEN:
                raise PhraseError(
                    f"'~{most}' in '{phrase}': at least 1 and at most {MOST_BETWEEN} words can be skipped"
                )
            parts.append(f"{_ANY_WORD}{{0,{most}}}?")
            continue
        if element["none"] or element["ending"]:
            parts.append(_open_word(element, phrase, lists))
            continue
        choices, maybe = _choices(element, phrase, lists)
        body = "|".join(_spelled(one) for one in sorted(choices, key=len, reverse=True))
        parts.append(f"(?:{body})" + ("?" if maybe else ""))
        if not maybe:
            cues.append(frozenset(_rarest(one) for one in choices))
    if phrase[at:].strip():
        raise PhraseError(f"'{phrase[at:].strip()}' cannot be read in '{phrase}'")
    if not cues:
        raise PhraseError(f"'{phrase}' has no word that must be there")
    cues = [cue for cue in cues if not cue & {"$", "?"}]
    if not cues:
        raise PhraseError(f"'{phrase}' has no word that must be there")
    best = min(cues, key=lambda one: (len(one & COMMON) > 0, len(one)))
    return Pattern(
        phrase, ("^ " if starts else "(?<= )") + "".join(parts), best, tuple(cue for cue in cues if cue is not best)
    )


def _open_word(element: re.Match[str], phrase: str, lists: Mapping[str, Iterable[str]]) -> str:
    if element["ending"]:
        return rf"[a-z-]{{2,30}}{element['ending']} "
    if element["none"] not in lists:
        raise PhraseError(f"there is no list '{{{element['none']}}}', which '{phrase}' names")
    barred = "|".join(_spelled(one) for one in lists[element["none"]])
    return f"(?!{barred})[a-z][^ ]* "


def _spelled(choice: str) -> str:
    """Return the regular expression of one choice, each word with the space after it; ``$`` is the sentence's end."""
    return "".join("$" if word == "$" else re.escape(word) + " " for word in choice.split())


def _choices(element: re.Match[str], phrase: str, lists: Mapping[str, Iterable[str]]) -> tuple[list[str], bool]:
    if element["list"]:
        if element["list"] not in lists:
            raise PhraseError(f"there is no list '{{{element['list']}}}', which '{phrase}' names")
        return list(lists[element["list"]]), bool(element["maybe_list"])
    if element["group"]:
        return [" ".join(one.split()) for one in element["group"].split("|")], bool(element["maybe_group"])
    return element["word"].split("|"), bool(element["maybe"])


def _rarest(choice: str) -> str:
    """Return the word of a choice that says most: the longest that is not common."""
    words = choice.split()
    return max(words, key=lambda word: (word not in COMMON, len(word)))
