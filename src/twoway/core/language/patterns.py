"""The small language in which phrases are written, and what it compiles to.

A phrase is words with a space between them: ``whatever it takes``. In it

- ``sign|close`` means one of these words; ``(sign up|close)`` one of these phrases;
- ``really?`` means that the word may be missing; so does ``(as soon as)?``;
- ``{we}`` means a word or phrase of the list of that name, ``!{idle}`` one word that is not in it;
- ``*ing`` means one word that ends so;
- ``~3`` means up to three words, whatever they are, no mark between them; ``~3!{seam}`` three that are not in the list;
- ``{Name}`` means one to four words with a capital that means something; ``^partner`` means that word so written;
- ``^`` before the first word means the start of a sentence, ``$`` after the last its end;
- ``we are [ your partner ]`` means that only what stands in the brackets is marked.

Compiled, a phrase is a regular expression over a sentence's line (one space around every word). Every repetition in it
is bounded, so no draft can make it slow.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

Lists = Mapping[str, Iterable[str]]

MOST_BETWEEN = 6
"""Words that ``~n`` may skip at most."""

NAME = "^"
"""Stands before a word with a capital, in the line for phrases that look for names."""

_ELEMENT = re.compile(
    r"~(?P<gap>\d)(?:!\{(?P<without>[a-z-]+)\})?"
    r"|!\{(?P<none>[a-z-]+)\}"
    r"|\*(?P<ending>[a-z]+)"
    r"|(?P<name>\{Name\})(?P<maybe_name>\??)"
    r"|\{(?P<list>[a-z-]+)\}(?P<maybe_list>\??)"
    r"|\((?P<group>[^()]+)\)(?P<maybe_group>\??)"
    r"|(?P<focus>[\[\]])(?= |$)"
    r"|(?P<word>[^\s(){}~?\[\]]+)(?P<maybe>\??)"
)
_NO_MARK = r"(?![,;:—–\-])"

_COMMON_TEXT = (
    "a an the and or but of to in on at for with by from as is are am be been was were it this that you your we our us"
    " i me my one 's will would can could have has had do does did not no so if any all more than what when how"
    " , : ; - – —"
)
COMMON = frozenset(_COMMON_TEXT.split())
"""Words that occur in most sentences: a pattern is looked for only where its rarest word stands."""


class PhraseError(ValueError):
    """The phrase cannot be read; the message is one clear sentence."""


@dataclass(frozen=True)
class Pattern:
    """A compiled phrase; ``named`` tells that it looks at capitals, and so at the sentence's other line."""

    phrase: str
    lists: Lists
    named: bool = False

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, made when it is first needed: most phrases are not, and with its lists it is long."""
        rest = self.phrase.removeprefix("^ ")
        parts = [_compiled(element, rest, self.lists, named=self.named)[0] for element in _ELEMENT.finditer(rest)]
        return re.compile(("^ " if rest != self.phrase else "(?<= )") + "".join(parts))

    @cached_property
    def marked(self) -> str | int:
        """The group of the regular expression that is marked: what stands in brackets, else all of it."""
        return "focus" if "focus" in self.regex.groupindex else 0


def compile_phrase(phrase: str, lists: Lists) -> tuple[Pattern, tuple[frozenset[str], ...]]:
    """Compile ``phrase``, in which ``{name}`` stands for the entries of ``lists[name]``.

    The second result is what a sentence needs to match: of each set at least one word, the rarest set first. Raises
    :class:`PhraseError` for what is not in the small language.
    """
    rest = phrase.removeprefix("^ ")
    named = "{Name}" in rest or bool(re.search(r"\^[a-z]", rest))
    parts: list[str] = []
    cues: list[frozenset[str]] = []
    at = 0
    for element in _ELEMENT.finditer(rest):
        _nothing_between(rest, at, element.start())
        at = element.end()
        part, choices = _compiled(element, rest, lists, named=named)
        parts.append(part)
        if choices:
            cues.append(_list_cue(tuple(choices)) if element["list"] else _cue(choices))
    _nothing_between(rest, at, len(rest))
    cues = [cue for cue in cues if not cue & {"$", "?"}]
    if not cues:
        raise PhraseError(f"'{phrase}' has no word that must be there")
    if [part for part in parts if part in ("(?P<focus>", ")")] not in ([], ["(?P<focus>", ")"]):
        raise PhraseError(f"the brackets of '{phrase}' do not close, or are more than one pair")
    needs = tuple(sorted(cues, key=lambda one: (len(one & COMMON), len(one))))
    return Pattern(phrase, lists, named), needs


def _nothing_between(phrase: str, start: int, end: int) -> None:
    if phrase[start:end].strip():
        raise PhraseError(f"'{phrase[start:end].strip()}' cannot be read in '{phrase}'")


def _compiled(element: re.Match[str], phrase: str, lists: Lists, *, named: bool) -> tuple[str, list[str]]:
    """Return the regular expression of one element, and the words of which one must be there, if it must."""
    mark = r"\^?" if named else ""
    if element["gap"]:
        return _gap(element, phrase, lists, mark), []
    if element["none"]:
        return f"{_barred(element['none'], phrase, lists, mark)}{mark}[a-z][^ ]* ", []
    if element["ending"]:
        return rf"{mark}[a-z-]{{2,30}}{element['ending']} ", []
    if element["name"]:
        return r"(?:\^[^ ]+ (?:\^[^ ]+ |and (?=\^)|of (?=\^)){0,3})" + element["maybe_name"], []
    if element["focus"]:
        return "(?P<focus>" if element["focus"] == "[" else ")", []
    choices, maybe = _choices(element, phrase, lists)
    body = "|".join(_spelled(one, mark) for one in sorted(choices, key=len, reverse=True))
    return f"(?:{body})" + ("?" if maybe else ""), [] if maybe else [one.replace(NAME, "") for one in choices]


def _gap(element: re.Match[str], phrase: str, lists: Lists, mark: str) -> str:
    most = int(element["gap"])
    if not 1 <= most <= MOST_BETWEEN:
        raise PhraseError(f"'~{most}' in '{phrase}': at least 1 and at most {MOST_BETWEEN} words can be skipped")
    barred = _barred(element["without"], phrase, lists, mark) if element["without"] else ""
    return f"(?:{barred}{_NO_MARK}[^\\s]+ ){{0,{most}}}?"


def _barred(name: str, phrase: str, lists: Lists, mark: str) -> str:
    if name not in lists:
        raise PhraseError(f"there is no list '{{{name}}}', which '{phrase}' names")
    return f"(?!{'|'.join(_spelled(one, mark) for one in lists[name])})"


def _spelled(choice: str, mark: str = "") -> str:
    """Return the regular expression of one choice, each word with the space after it; ``$`` is the sentence's end."""
    return "".join(_word(word, mark) for word in choice.split())


def _word(word: str, mark: str) -> str:
    if word == "$":
        return "$"
    if word.startswith(NAME):
        return rf"\^{re.escape(word[1:])} "
    return f"{mark}{re.escape(word)} "


def _choices(element: re.Match[str], phrase: str, lists: Lists) -> tuple[list[str], bool]:
    if element["list"]:
        if element["list"] not in lists:
            raise PhraseError(f"there is no list '{{{element['list']}}}', which '{phrase}' names")
        return list(lists[element["list"]]), bool(element["maybe_list"])
    if element["group"]:
        return [" ".join(one.split()) for one in element["group"].split("|")], bool(element["maybe_group"])
    return element["word"].split("|"), bool(element["maybe"])


def _cue(choices: Iterable[str]) -> frozenset[str]:
    """Return the words of which one must be there."""
    return frozenset(_rarest(one) for one in choices)


_list_cue = lru_cache(maxsize=256)(_cue)
"""The same set for the same list, which comes up in many phrases."""


def _rarest(choice: str) -> str:
    """Return the word of a choice that says most: the longest that is not common."""
    words = choice.split()
    return sys.intern(max(words, key=lambda word: (word not in COMMON, len(word))))  # one copy of each, for all phrases
