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

Every repetition in it is bounded, so no draft can make it slow.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from twoway.core.language.places import END, NAME_KEY, START, Places, pair_key
from twoway.core.language.steps import NAME, Barred, Fitting, Gap, Maybe, Named, Step, choice

Lists = Mapping[str, Iterable[str]]

MOST_BETWEEN = 6
"""Words that ``~n`` may skip at most."""

_ELEMENT = re.compile(
    r"~(?P<gap>\d)(?:!\{(?P<without>[a-z-]+)\})?"
    r"|!\{(?P<none>[a-z-]+)\}"
    r"|\*(?P<ending>[a-z]+)"
    r"|(?P<focus>[\[\]])(?= |$)"
    r"|(?:(?P<name>\{Name\})|\{(?P<list>[a-z-]+)\}|\((?P<group>[^()]+)\)|(?P<word>[^\s(){}~?\[\]]+))(?P<maybe>\?)?"
)
_MOST_PAIRS = 40
_INNER = re.compile(r"!?\{[^|]*|~\d[^|]*|\*[a-z]+|\w+\?")
_ANY_WORD = re.compile(r"[a-z].*")

_COMMON_TEXT = (
    "a an the and or but of to in on at for with by from as is are am be been was were it this that you your we our us"
    " i me my one 's will would can could have has had do does did not no so if any all more than what when how"
    " , : ; - – —"
)
COMMON = frozenset(_COMMON_TEXT.split())
"""Words that occur in most sentences: a pattern is looked for only where its rarest word stands."""


class PhraseError(ValueError):
    """The phrase cannot be read; the message is one clear sentence."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a sentence needs for a phrase: of each set of words at least one, the rarest set first, and so of pairs."""

    words: tuple[frozenset[str], ...]
    pairs: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Pattern:
    """A compiled phrase."""

    phrase: str
    lists: Lists

    @cached_property
    def _steps(self) -> "_Steps":
        """Its steps, made when they are first needed: of most phrases they are not."""
        return _steps_of(self.phrase, self.lists)

    def found(self, places: Places) -> Sequence[tuple[int, int]]:
        """Return where it stands in a sentence: the numbers of the first word that is marked, and after the last."""
        steps = self._steps
        after, known = places.everywhere, places.known
        ahead: list[int] = []
        for words, step in steps.backward:
            ahead.append(after)
            if words is None:
                after = step.before(places, after)
            else:
                bits = known.get(words)
                after = after >> 1 & (places.of(words) if bits is None else bits)
            if not after:
                return ()
        starts = after & 1 if steps.at_start else after
        return list(steps.ways(places, starts, ahead[::-1])) if starts else ()


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps of a phrase, ``opens`` and ``closes``: how many stand before the brackets of what is marked."""

    all: tuple[Step, ...]
    backward: tuple[tuple[frozenset[str] | None, Step], ...]
    opens: int
    closes: int
    at_start: bool

    def ways(self, places: Places, starts: int, ahead: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield what is marked from each of ``starts`` on; ``ahead`` has the places to go to in each step."""
        while starts:
            trail = [(starts & -starts).bit_length() - 1]
            for step, beyond in zip(self.all, ahead, strict=True):
                trail.append(step.onward(places, trail[-1], beyond))
            first = trail[self.opens]
            yield first, max(first + 1, trail[self.closes])
            starts &= -1 << trail[-1]


def compile_phrase(phrase: str, lists: Lists) -> tuple[Pattern, Needs]:
    """Compile ``phrase``, in which ``{name}`` stands for the entries of ``lists[name]``.

    Raises :class:`PhraseError` for what is not in the small language.
    """
    rest = phrase.removeprefix("^ ")
    elements = list(_ELEMENT.finditer(rest))
    brackets = ""
    at = 0
    for element in elements:
        _nothing_between(rest, at, element.start())
        at = element.end()
        brackets += element["focus"] or ""
        _refuse_choices(element["group"] or element["word"] or "", phrase)
        _step(element, phrase, lists)  # raises where it cannot be made
    _nothing_between(rest, at, len(rest))
    if brackets not in ("", "[]"):
        raise PhraseError(f"the brackets of '{phrase}' do not close, or are more than one pair")
    plain = [element for element in elements if not element["focus"]]
    words = [cue for element in plain for cue in _words_of(element, lists)]
    if not words:
        raise PhraseError(f"'{phrase}' has no word that must be there")
    pairs = [pair for element in plain for pair in _pairs_within(element, lists)] + [*_pairs_between(plain, lists)]
    if rest != phrase:
        pairs += _at_edge(plain, lists, lambda words: pair_key(START, words[0]))
    if plain[-1]["word"] == END:
        pairs += _at_edge(plain[-2::-1], lists, lambda words: pair_key(words[-1], END))
    words.sort(key=lambda one: (len(one & COMMON), len(one)))
    return Pattern(phrase, lists), Needs(tuple(words), tuple(pairs))


def _words_of(element: re.Match[str], lists: Lists) -> Sequence[frozenset[str]]:
    """Return the set of words of which one has to stand in a sentence for ``element``, if any has."""
    if element["maybe"]:
        return ()
    if element["name"]:
        return (frozenset({NAME_KEY}),)
    choices = _choices(element, lists)
    return () if not choices or END in choices or "?" in choices else (_words_cue(tuple(choices)),)


def _pairs_within(element: re.Match[str], lists: Lists) -> Iterator[frozenset[str]]:
    """Yield the pairs of words of which one has to stand there, or a word where a choice has no more."""
    choices = [] if element["maybe"] else list(map(_plain, _choices(element, lists)))
    if [] not in choices and len(choices) <= _MOST_PAIRS and any(len(words) > 1 for words in choices):
        yield frozenset(_rarest([*map(pair_key, words, words[1:])] or words) for words in choices)


def _pairs_between(elements: Sequence[re.Match[str]], lists: Lists) -> Iterator[frozenset[str]]:
    """Yield the pairs of words where an element follows another one, if they are few."""
    for one, other in pairwise(elements):
        if not one["maybe"] and not other["maybe"]:
            lasts = {words.split()[-1].removeprefix(NAME) for words in _choices(one, lists)}
            firsts = {words.split()[0].removeprefix(NAME) for words in _choices(other, lists)}
            if 0 < len(lasts) * len(firsts) <= _MOST_PAIRS and END not in lasts:
                yield frozenset(sys.intern(pair_key(last, first)) for last in lasts for first in firsts)


def _at_edge(
    elements: Iterable[re.Match[str]], lists: Lists, key: Callable[[Sequence[str]], str]
) -> list[frozenset[str]]:
    """Return the set of pairs of a word and the sentence's edge of which one must be there; none where any word may."""
    found: set[str] = set()
    for element in elements:
        choices = [one.split() for one in _choices(element, lists)]
        if not choices or [END] in choices:
            return []
        found.update(key([word.removeprefix(NAME) for word in words]) for words in choices)
        if not element["maybe"]:
            return [frozenset(map(sys.intern, found))]
    return []


def _nothing_between(phrase: str, start: int, end: int) -> None:
    if phrase[start:end].strip():
        raise PhraseError(f"'{phrase[start:end].strip()}' cannot be read in '{phrase}'")


def _refuse_choices(choices: str, phrase: str) -> None:
    """Refuse elements within a choice, which would be taken for words, and choices of nothing."""
    inner = _INNER.search(choices)
    if inner:
        raise PhraseError(f"'{inner.group()}' cannot stand within '{choices}' in '{phrase}': write two phrases")
    if choices and not all(one.strip() for one in choices.split("|")):
        raise PhraseError(f"nothing stands between two '|' of '{choices}' in '{phrase}'")


def _steps_of(phrase: str, lists: Lists) -> _Steps:
    rest = phrase.removeprefix("^ ")
    steps: list[Step] = []
    marked: dict[str, int] = {}
    for element in _ELEMENT.finditer(rest):
        if element["focus"]:
            marked[element["focus"]] = len(steps)
        else:
            steps.append(_step(element, phrase, lists))
    backward = tuple((step.words, step) for step in reversed(steps))
    return _Steps(tuple(steps), backward, marked.get("[", 0), marked.get("]", len(steps)), at_start=rest != phrase)


def _step(element: re.Match[str], phrase: str, lists: Lists) -> Step:
    for kind in ("list", "none", "without"):
        if element[kind] and element[kind] not in lists:
            raise PhraseError(f"there is no list '{{{element[kind]}}}', which '{phrase}' names")
    if element["gap"]:
        return _gap(element, phrase, lists)
    if element["none"]:
        return Fitting(_ANY_WORD.fullmatch, _barred(tuple(lists[element["none"]])))
    if element["ending"]:
        return Fitting(re.compile(rf"[a-z-]{{2,30}}{element['ending']}").fullmatch)
    step: Step
    if element["name"]:
        step = Named()
    elif element["list"]:
        step = _choice(tuple(lists[element["list"]]))
    else:
        step = choice(_choices(element, lists))
    return Maybe(step) if element["maybe"] else step


def _gap(element: re.Match[str], phrase: str, lists: Lists) -> Step:
    most = int(element["gap"])
    if not 1 <= most <= MOST_BETWEEN:
        raise PhraseError(f"'~{most}' in '{phrase}': at least 1 and at most {MOST_BETWEEN} words can be skipped")
    return Gap(most, _barred(tuple(lists[element["without"]])) if element["without"] else None)


def _choices(element: re.Match[str], lists: Lists) -> Sequence[str]:
    """Return the words and sequences of which one must stand there; none where anything may."""
    if element["list"]:
        return list(lists[element["list"]])
    if element["group"]:
        return [" ".join(one.split()) for one in element["group"].split("|")]
    return element["word"].split("|") if element["word"] else []


_choice = lru_cache(maxsize=256)(choice)
_barred = lru_cache(maxsize=256)(Barred)


@lru_cache(maxsize=1024)
def _words_cue(choices: Sequence[str]) -> frozenset[str]:
    """Return the rarest word of each choice; the same set for the same choices, which come up in many phrases."""
    return frozenset(_rarest(_plain(one)) for one in choices)


def _plain(choice: str) -> Sequence[str]:
    return [word for word in choice.replace(NAME, "").split() if word != END]


def _rarest(keys: Sequence[str]) -> str:
    """Return the word, or the pair of words, that says most: the longest, not of common words only."""
    return sys.intern(max(keys, key=lambda key: (not COMMON.issuperset(key.split()), len(key))))
