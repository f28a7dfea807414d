"""The word "partner" in quotation marks with nobody named who said it."""

from collections.abc import Iterator
from dataclasses import dataclass

from twoway.core.language.draft import Draft
from twoway.core.language.grammar import NEGATIONS
from twoway.core.language.partner import STEMS
from twoway.core.language.quotes import Quotation
from twoway.core.language.words import listed

_CLAIMED = frozenset({"are", "am", "be", "become", "being", "is"})
_LABELS = listed(
    "tab tabs field fields column columns header folder file button dropdown drop-down menu option label page"
    " section sheet filter checkbox box role category status chapter expression expressions called titled entitled"
    " heading row type value term defined means stands hereinafter hereafter"
)
_VAGUE_LABELS = listed("file label type value option role category term called section status page")
"""Labels that are also said of people: they explain the marks only before a capital."""
_MEANING = listed("means mean stands refers has denotes shall grants indemnifies")
_TAKEN_BACK = listed("deleted removed replaced replacing mistake slipped wrong struck crossed redline")
_FORBIDDEN = listed("forbid forbids forbade forbidden ban bans banned")
_OPEN = listed("what when how which who whether why")
_AROUND = 12
_NAME_WORDS = 5
_TITLED = listed("trophy award prize badge song film movie band course talk book tag tags")
_LOOSELY = frozenset({"usually", "often", "mostly", "sometimes", "rarely"})


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A quotation, ``start`` to ``end`` of the draft, whose speaker is missing; ``claimed`` where our side says it."""

    start: int
    end: int
    claimed: bool


def unnamed(draft: Draft) -> Iterator[Unnamed]:
    """Yield the quotations with the word "partner" in them for which somebody has to be named."""
    for quotation in draft.quotations:
        inner = draft.prose[quotation.first + 1 : quotation.last - 1]
        if quotation.spoken or not any(word.norm in STEMS for word in inner):
            continue
        before = _before(draft, quotation)
        after = _after(draft, quotation)
        if _explained(before, after, capital=inner[0].capital):
            continue
        own = before[-3:]
        claimed = (
            bool({"we", "i"} & set(before[-4:])) and bool(_CLAIMED & set(own)) and bool({"your", "a", "the"} & set(own))
        )
        claimed = claimed or _as_yours(before)
        claimed = claimed and not {"say", "says", "said", "tell", "tells", "told", "hear", "that", "to"} & set(
            before[:-4]
        )
        yield Unnamed(quotation.start, quotation.end, claimed)


def _as_yours(before: list[str]) -> bool:
    """Whether it reads "I see us as your", or after our name ", your"."""
    if before[-3:] == ["us", "as", "your"]:
        return bool({"i", "we"} & set(before[:-3]))
    return before[-2:] == [",", "your"] and len(before) <= _NAME_WORDS


def _before(draft: Draft, quotation: Quotation) -> list[str]:
    """Return the words of the sentence before the quotation."""
    found: list[str] = []
    for word in reversed(draft.prose[max(0, quotation.first - _AROUND) : quotation.first]):
        if word.norm[0] in ".!?…" or (word.norm == "\n" and not found):
            break
        if word.norm != "\n":
            found.append(word.norm)
    return found[::-1]


def _after(draft: Draft, quotation: Quotation) -> list[str]:
    found: list[str] = []
    for word in draft.prose[quotation.last : quotation.last + _AROUND]:
        found.append(word.norm)
        if word.norm[0] in ".!?…":
            break
    return found


def _explained(before: list[str], after: list[str], *, capital: bool) -> bool:
    """Whether the quotation marks have another use: a title, a label, a defined term, a word refused or asked about."""
    if _defines(before, after, capital=capital) or _titles(before, after):
        return True
    if _LOOSELY & set(after[:1]):
        return False
    return _labels(before, after) or _refuses(before, after)


def _defines(before: list[str], after: list[str], *, capital: bool) -> bool:
    """Whether a contract or a form writes it so: with a capital, as `(the "Partner")` or `the field "Partner"`."""
    marked = before[-2:] == ["(", "the"] or bool((_LABELS | _TITLED) & set(before[-3:]) or _MEANING & set(after[:2]))
    return capital and marked


def _titles(before: list[str], after: list[str]) -> bool:
    """Whether it is the name of a song, an award, a tag, or what the writer wrote."""
    return bool(_TITLED & {*before[-1:], *after[:1]}) or before[-2:] == ["i", "wrote"]


def _labels(before: list[str], after: list[str]) -> bool:
    """Whether it is a label on a screen or a page, or a word whose meaning is told."""
    if (_LABELS - _VAGUE_LABELS) & set(before[-3:]) or _MEANING & set(after[:2]) - {"has", "shall"}:
        return True
    if _LABELS & set(after[:1]):
        return True
    told = after[:2] in (["is", "the"], ["was", "the"]) and "our" not in after
    told = told or after[:2] == ["is", "a"]
    return told and bool({"title", "name", "heading", "label", "word", "grade", "verdict"} & set(after[2:5]))


def _refuses(before: list[str], after: list[str]) -> bool:
    """Whether the word is left out, taken back, looked for, forbidden, or asked about openly."""
    if ("out" in after[:2] and "left" in before) or _TAKEN_BACK & {*before, *after}:
        return True
    if {"find", "search"} & set(before[-3:]) or (NEGATIONS | _FORBIDDEN) & set(before[-8:]) or "rather" in before:
        return True
    return bool(after) and after[-1][0] == "?" and bool(_OPEN & set(before))
