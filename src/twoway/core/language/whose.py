"""The word "partner" in quotation marks with nobody named who said it."""

from collections.abc import Iterator
from dataclasses import dataclass

from twoway.core.language.draft import Draft
from twoway.core.language.grammar import NEGATIONS
from twoway.core.language.partner import STEMS
from twoway.core.language.quotes import Quotation

_CLAIMED = frozenset({"are", "am", "be", "become", "being", "is"})
_LABELS = frozenset(
    "tab tabs field fields column columns header folder file button dropdown drop-down menu option label page section sheet filter checkbox box role"
    " category status chapter expression expressions called titled entitled heading row type value term defined means stands hereinafter hereafter".split()
)
_MEANING = frozenset(
    {"means", "mean", "stands", "refers", "has", "denotes", "shall", "grants", "means:", "indemnifies"}
)
_TAKEN_BACK = frozenset("deleted removed replaced replacing mistake slipped wrong struck crossed redline".split())
_OPEN = frozenset({"what", "when", "how", "which", "who", "whether", "why"})
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A quotation, from ``start`` to ``end`` of the draft, whose speaker is missing; ``claimed`` where our side says it."""

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
        claimed = claimed and not {"say", "says", "said", "told", "that", "to"} & set(before[:-4])
        yield Unnamed(quotation.start, quotation.end, claimed)


def _before(draft: Draft, quotation: Quotation) -> list[str]:
    """The words of the sentence before the quotation."""
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
    """Whether the quotation marks have another use: a label, a defined term, a refusal, a question about the word."""
    nearest = set(before[-3:])
    if capital and (before[-2:] == ["(", "the"] or _LABELS & nearest or _MEANING & set(after[:2])):
        return True
    if nearest & (
        _LABELS
        - {
            "file",
            "label",
            "type",
            "value",
            "option",
            "role",
            "category",
            "term",
            "called",
            "section",
            "status",
            "page",
        }
    ) or _MEANING & set(after[:2]) - {"has", "shall"}:
        return True
    if (
        _LABELS & set(after[:1])
        or after[:2] in (["is", "the"], ["was", "the"])
        and {"title", "name", "heading", "label", "word"} & set(after[2:4])
        and "our" not in after
    ):
        return True
    if "out" in after[:2] and "left" in before:
        return True
    if _TAKEN_BACK & {*before, *after} or {"find", "search"} & set(before[-3:]):
        return True
    if after[:2] == ["is", "a"] and {"grade", "word", "title", "verdict", "label"} & set(after[2:5]):
        return True
    if NEGATIONS & set(before[-8:]) or "rather" in before:
        return True
    return bool(after) and after[-1][0] == "?" and bool(_OPEN & set(before))
