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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from twoway.core.language.places import END, START, Places
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
_INNER = re.compile(r"!?\{[^|]*|~\d[^|]*|\*[a-z]+|\w+\?")
_ANY_WORD = re.compile(r"[a-z].*")


class PhraseError(ValueError):
    """The phrase cannot be read; the message is one clear sentence."""


@dataclass(frozen=True)
class Pattern:
    """A phrase, in which ``{name}`` stands for the entries of ``lists[name]``, as it is looked for.

    It is one that :func:`refuse_unreadable` does not refuse.
    """

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


def refuse_unreadable(phrase: str, lists: Lists) -> None:
    """Raise :class:`PhraseError` if ``phrase`` is not in the small language, or names none of ``lists``."""
    brackets = ""
    at = 0
    rest = phrase.removeprefix("^ ")
    for element in _ELEMENT.finditer(rest):
        _nothing_between(rest, at, element.start())
        at = element.end()
        brackets += element["focus"] or ""
        _refuse_choices(element["group"] or element["word"] or "", phrase)
        _refuse_names_and_numbers(element, phrase, lists)
    _nothing_between(rest, at, len(rest))
    if brackets not in ("", "[]"):
        raise PhraseError(f"the brackets of '{phrase}' do not close, or are more than one pair")
    if not any(element["name"] or needed(element, lists) for element in elements_of(phrase) if not element["maybe"]):
        raise PhraseError(f"'{phrase}' has no word that must be there")


def _nothing_between(phrase: str, start: int, end: int) -> None:
    if phrase[start:end].strip():
        raise PhraseError(f"'{phrase[start:end].strip()}' cannot be read in '{phrase}'")


def _refuse_choices(choices: str, phrase: str) -> None:
    """Refuse elements within a choice, which would be taken for words, and choices of nothing."""
    inner = _INNER.search(choices)
    if inner:
        raise PhraseError(f"'{inner.group()}' cannot stand within '{choices}' in '{phrase}': write two phrases")
    for one in choices.split("|") if choices else ():
        words = one.split()
        if not words:
            raise PhraseError(f"nothing stands between two '|' of '{choices}' in '{phrase}'")
        bare = [word.removeprefix(NAME) for word in words]
        if END in words[:-1] or not all(bare) or any(NAME in word for word in bare) or NAME + END in words:
            raise PhraseError(f"'{START}' stands before a phrase or a word, '{END}' after one: not so in '{phrase}'")


def _refuse_names_and_numbers(element: re.Match[str], phrase: str, lists: Lists) -> None:
    for kind in ("list", "none", "without"):
        if element[kind] and element[kind] not in lists:
            raise PhraseError(f"there is no list '{{{element[kind]}}}', which '{phrase}' names")
    if element["gap"] and not 1 <= int(element["gap"]) <= MOST_BETWEEN:
        raise PhraseError(
            f"'~{element['gap']}' in '{phrase}': at least 1 and at most {MOST_BETWEEN} words can be skipped"
        )


def elements_of(phrase: str) -> Iterator[re.Match[str]]:
    """Yield the elements of a phrase."""
    return _ELEMENT.finditer(phrase.removeprefix("^ "))


def needed(element: re.Match[str], lists: Lists) -> Sequence[str]:
    """Return the choices of which one has to stand in a sentence for ``element``; none where it may be without."""
    choices = [] if element["maybe"] else choices_of(element, lists)
    return [] if END in choices or "?" in choices else choices


def _steps_of(phrase: str, lists: Lists) -> _Steps:
    steps: list[Step] = []
    marked: dict[str, int] = {}
    for element in elements_of(phrase):
        if element["focus"]:
            marked[element["focus"]] = len(steps)
        else:
            steps.append(_step(element, lists))
    backward = tuple((step.words, step) for step in reversed(steps))
    at_start = phrase.startswith(f"{START} ")
    return _Steps(tuple(steps), backward, marked.get("[", 0), marked.get("]", len(steps)), at_start)


def _step(element: re.Match[str], lists: Lists) -> Step:
    if element["gap"]:
        barred = _barred(tuple(lists[element["without"]])) if element["without"] else None
        return Gap(int(element["gap"]), barred)
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
        step = choice(choices_of(element, lists))
    return Maybe(step) if element["maybe"] else step


def choices_of(element: re.Match[str], lists: Lists) -> Sequence[str]:
    """Return the words and sequences of which one stands there; none where that may be anything."""
    if element["list"]:
        return list(lists[element["list"]])
    if element["group"]:
        return [" ".join(one.split()) for one in element["group"].split("|")]
    return element["word"].split("|") if element["word"] else []


_choice = lru_cache(maxsize=256)(choice)
_barred = lru_cache(maxsize=256)(Barred)
