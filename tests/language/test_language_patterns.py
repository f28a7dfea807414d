"""The small language of phrases: what each element means, held against a plain search word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from twoway.core.language.index import Index, Watched
from twoway.core.language.needs import needs_of
from twoway.core.language.patterns import Pattern, PhraseError, refuse_unreadable
from twoway.core.language.sentences import Sentence
from twoway.core.language.words import Word

LISTS = {"few": ("a", "b c", "c"), "one": ("b",)}
RAW = st.lists(st.sampled_from(("a", "b", "c", "d", "A", "B", "and", ",", "binging")), min_size=1, max_size=12)


@dataclass(frozen=True)
class Element:
    """One element of a phrase as it is written, with the sequences of words that it may be, the preferred first."""

    text: str
    sequences: tuple[tuple[str, ...], ...] = ()
    gap: int = 0
    barred: tuple[str, ...] = ()
    name: bool = False

    def ends(self, raw: Sequence[str], at: int) -> Iterator[int]:
        """Yield where it can end when it begins at word number ``at``, the preferred place first."""
        if self.gap:
            yield from self._after_gap(raw, at)
        elif self.name:
            yield from sorted({end for end in range(at + 1, min(len(raw), at + 4) + 1) if is_name(raw, at, end)})[::-1]
        else:
            for words in self.sequences:
                beyond = at + len([word for word in words if word != "$"])
                stands = [one.lower() for one in raw[at:beyond]] == [word for word in words if word != "$"]
                if stands and ("$" not in words or beyond == len(raw)):
                    yield beyond
        if self.text.endswith("?"):
            yield at

    def _after_gap(self, raw: Sequence[str], at: int) -> Iterator[int]:
        for end in range(at, min(len(raw), at + self.gap) + 1):
            yield end
            if end < len(raw) and (raw[end] == "," or raw[end].lower() in self.barred):
                return


def is_name(raw: Sequence[str], at: int, end: int) -> bool:
    """Whether these words are a name: capitals, and "and" before a further one."""
    if not capital(raw, at):
        return False
    return all(
        capital(raw, index) or (raw[index] == "and" and index + 1 < len(raw) and capital(raw, index + 1))
        for index in range(at, end)
    )


def capital(raw: Sequence[str], index: int) -> bool:
    """Whether the capital of a word means something, as the sentence itself says."""
    return sentence(raw).names(index)


def element(text: str, *sequences: str, **more: object) -> Element:
    """Return an element."""
    return Element(text, tuple(tuple(one.split()) for one in sequences), **more)  # type: ignore[arg-type]


ELEMENTS = st.sampled_from(
    (
        element("a", "a"),
        element("b|c", "b", "c"),
        element("(b c|a|b)", "b c", "a", "b"),
        element("(a b c|c)?", "a b c", "c"),
        element("b?", "b"),
        element("{few}", "b c", "a", "c"),
        element("{one}?", "b"),
        element("~2", gap=2),
        element("~3!{one}", gap=3, barred=("b",)),
        element("{Name}", name=True),
        element("{Name}?", name=True),
        element("(a|$)", "a", "$"),
        element("(c $|b)", "c $", "b"),
        element("*ing", "binging"),
    )
)


def sentence(raw: Sequence[str]) -> Sentence:
    """Return a sentence of these words."""
    return Sentence(tuple(Word(one.lower(), at, at, one) for at, one in enumerate(raw)), 0)


def plainly(elements: Sequence[Element], raw: Sequence[str], at: int) -> int | None:
    """Return where the first way through ``elements`` ends that begins at word number ``at``."""
    if not elements:
        return at
    ends = (plainly(elements[1:], raw, end) for end in elements[0].ends(raw, at))
    return next((end for end in ends if end is not None), None)


@settings(max_examples=1500, deadline=None)
@given(st.lists(ELEMENTS, min_size=1, max_size=5), RAW, st.sampled_from(("", "^ ")))
def test_a_phrase_is_found_where_a_plain_search_finds_it(elements: list[Element], raw: list[str], start: str) -> None:
    """Everywhere from the left, each element in the way that it prefers, and the index does not hide it."""
    phrase = start + " ".join(one.text for one in elements)
    try:
        refuse_unreadable(phrase, LISTS)
    except PhraseError:
        return  # no word must be there
    expected, at = [], 0
    while at < (1 if start else len(raw)):
        end = plainly(elements, raw, at)
        if end is not None:
            expected.append((at, end))
        at = end or at + 1
    pattern, places = Pattern(phrase, LISTS), sentence(raw).places
    assert list(pattern.found(places)) == expected
    index = Index([(Watched("it", phrase, pattern), needs_of(phrase, LISTS))])
    assert bool([*index.possible(places)]) >= bool(expected)


@settings(max_examples=1500, deadline=None)
@given(st.text(alphabet="ab |?()[]{}~!*^$2,", max_size=14), RAW)
def test_whatever_somebody_writes_as_a_phrase_is_refused_or_can_be_looked_for(phrase: str, raw: list[str]) -> None:
    """A slip in a company's file gives a sentence, and never an error of ours or a search without an end."""
    phrase = " ".join(phrase.split())
    try:
        refuse_unreadable(phrase, LISTS)
    except PhraseError:
        return
    places = sentence(raw).places
    found = Pattern(phrase, LISTS).found(places)
    possible = [*Index([(Watched("it", phrase, Pattern(phrase, LISTS)), needs_of(phrase, LISTS))]).possible(places)]
    assert all(first < last for first, last in found)
    assert possible or not found
