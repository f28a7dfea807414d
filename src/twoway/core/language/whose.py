"""The word "partner" in quotation marks with nobody named who said it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from twoway.core.language.draft import Draft
from twoway.core.language.grammar import denied
from twoway.core.language.partner import STEMS
from twoway.core.language.quotes import Quotation
from twoway.core.language.speakers import words_after, words_before
from twoway.core.language.words import Word, listed

_LONGEST = 8
"""Words; a longer quotation is somebody's speech, even where nobody is named."""
_CLAIMED = listed("are am be become being is")
_WISHES = listed("want wants like love hope wish aim")
_CALLED = listed("called named labelled labeled titled entitled marked")
_US = listed("us our me we")
_TOLD = listed("say says said tell tells told hear hears that to")
_NAME_WORDS = 5
_LABELS = listed(
    "tab tabs field fields column columns header folder file button dropdown drop-down menu option sheet filter"
    " checkbox box row cell chapter category type value variable entry setting tier role badge tag tags workshop event"
    " session conference seminar webinar play novel game brand template project program programme module expressions"
    " trophy award prize song film movie band course book"
)
"""What carries a name in quotation marks: parts of a screen and a page, titles, programs."""
_PRESSED = listed("= choose select click tick")
"""Before a label of the screen: "click on"."""
_LISTING = listed(", and or")
_UNDER = frozenset({"", "under", "as"})
_TITLES = listed("title name heading")
_FORMS = listed(
    "form file export report portal workbook system menu tenant crm erp template questionnaire app dropdown"
)
_CONTRACT = listed(
    "clause agreement annex schedule msa dpa definition definitions hereinafter hereafter terms cooperation article"
    " law §"
)
_EACH = listed("the any each every an all such either one a")
_KINDS = listed(
    "channel reseller implementation referral alliance technology delivery business sparring dance trading lending"
    " spouse hr sales domestic civil limited general senior managing equity"
)
"""Before "partner" they make it a job or a kind of firm."""
_PRAISE = listed(
    "true real trusted strategic preferred best great genuine good valued reliable long-term ideal your our"
)
_MARRIED = listed("husband wife spouse girlfriend boyfriend married")
_SMALL = listed("of the in for a an and to on at with / -")
_REMOVED = listed(
    "delete deleted remove removed strike drop replaced replace replacing mistake slipped wrong struck crossed cut"
    " dropped forbid forbids forbade forbidden ban bans banned avoid avoids avoided refuse refuses"
)
"""What is done to a word that is taken back or forbidden."""
_LEFT = listed("leave left take took taken keep kept")
_RATHER = listed("instead rather over")
_ONLY = listed("just only merely")
_NOT = listed("not no for")
_PLAIN_NOT = listed("easy hard us me surprising nothing long often once alone shortage wonder secret coincidence")
"""After a "not" or "no" they leave the word standing: "it is not easy to find a"."""
_ASKS = listed("what when how which who whether why is are was does do did has")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A ``quotation`` whose speaker is missing; ``claimed`` where our side says it."""

    quotation: Quotation
    claimed: bool


def of_the_word(draft: Draft) -> Iterator[Quotation]:
    """Yield the quotations in which the word "partner" stands."""
    places = [index for index, word in enumerate(draft.prose) if word.norm in STEMS] if draft.quotations else []
    if not places:
        return
    for quotation in draft.quotations:
        at = bisect_left(places, quotation.first)
        if at < len(places) and places[at] < quotation.last:
            yield quotation


def unnamed(draft: Draft) -> Iterator[Unnamed]:
    """Yield the quotations with the word "partner" in them for which somebody has to be named."""
    for quotation in of_the_word(draft):
        if quotation.spoken:
            continue
        inner = draft.prose[quotation.first + 1 : quotation.last - 1]
        ahead = [word.norm for word in words_before(draft.prose, quotation.first)]
        behind = words_after(draft.prose, quotation.last - 1)
        if _is_speech(inner) or _explained(inner, ahead, behind):
            continue
        yield Unnamed(quotation, _claims(ahead))


def _claims(ahead: list[str]) -> bool:
    """Whether our side says it outright: "we are your", "we want to be your"; or our name, ", your"."""
    if ahead[-3:] == ["us", "as", "your"]:
        return bool({"i", "we"} & set(ahead[:-3]))
    if ahead[-2:] == [",", "your"]:
        return len(ahead) <= _NAME_WORDS
    wishes = ahead[-3:-1] == ["to", "be"] and bool(_WISHES & set(ahead[-5:-3]))
    own = {"we", "i"} & set(ahead[-6 if wishes else -4 :]) and _CLAIMED & set(ahead[-3:])
    return bool(own) and ahead[-1] in ("your", "a", "the") and (wishes or not _TOLD & set(ahead[:-4]))


def _is_speech(inner: Sequence[Word]) -> bool:
    """Whether it is long, or a question."""
    return sum(word.is_word for word in inner) > _LONGEST or inner[-1].norm[0] == "?"


def _explained(inner: Sequence[Word], ahead: list[str], behind: Sequence[Word]) -> bool:
    """Whether the quotation marks have another use: a title, a label, a defined term, a word refused or asked about."""
    after_it = [word.norm for word in behind]
    return (
        _names(inner, ahead, after_it)
        or _labels(ahead, after_it)
        or _defines(inner, ahead, behind)
        or _refuses(ahead, after_it)
    )


def _names(inner: Sequence[Word], ahead: list[str], behind: list[str]) -> bool:
    """Whether it is the name of a program or a job: "Partner Academy", "channel partner"; or others' own word."""
    named = [word for word in inner if word.norm[0].isalpha() and word.norm not in _SMALL]
    norms = {word.norm for word in named}
    if norms & _KINDS and not norms & _PRAISE:
        return True
    if not _MARRIED.isdisjoint(ahead) or (ahead[-1:] == ["their"] and _US.isdisjoint({*ahead, *behind})):
        return True
    if len(named) < 2 or all(word.raw.isupper() for word in named):  # noqa: PLR2004
        return False
    return all(word.capital and word.norm not in _PRAISE for word in named)


def _labels(ahead: list[str], behind: list[str]) -> bool:
    """Whether it is a label on a screen or a page, or a title."""
    if not _LABELS.isdisjoint([*ahead[-1:], *behind[:1]]) or not _PRESSED.isdisjoint(ahead[-2:]):
        return True
    if ahead[-2:] == ["i", "wrote"] or ahead[:1] == ["rename"]:
        return True
    last = ahead[-1] if ahead else ""
    if (last == ":" or last in _CALLED or (":" in ahead and last in _LISTING)) and not _LABELS.isdisjoint(ahead):
        return True
    if last in _UNDER and behind[:1] == ["in"]:
        return not _FORMS.isdisjoint(behind[:5])
    return behind[:2] in (["is", "the"], ["was", "the"]) and not _TITLES.isdisjoint(behind[2:4])


def _defines(inner: Sequence[Word], ahead: list[str], behind: Sequence[Word]) -> bool:
    """Whether a contract or a form writes it so, as `(the "Partner")` or `"Partner" means any`."""
    norms = [word.norm for word in behind if word.norm != "shall"]
    if inner[0].norm != "the" and not any(word.capital and word.norm in STEMS for word in inner):
        return False
    if ahead[-2:] == ["(", "the"] or ahead[-1:] == ["("] or not _CONTRACT.isdisjoint({*ahead, *norms}):
        return True
    if norms[:1] == ["means"] or norms[:1] == ["mean"]:
        return not norms[1:] or norms[1] in _EACH or any(word.capital for word in behind[1:2])
    return norms[:2] in (["stands", "for"], ["refers", "to"]) or norms[:1] == ["denotes"]


def _refuses(ahead: list[str], behind: list[str]) -> bool:
    """Whether the word is left out, taken back, forbidden, or asked about openly."""
    if (
        not _REMOVED.isdisjoint([*ahead, *behind[:4]])
        or not _RATHER.isdisjoint(ahead[-2:])
        or ("out" in behind[:2] and not _LEFT.isdisjoint(ahead))
    ):
        return True
    if ahead[:2] == ["if", "you"] or (behind[:2] == ["is", "not"] and _ONLY.isdisjoint(behind[2:3])):
        return True
    plain = any(one in _PLAIN_NOT and before_it in _NOT for before_it, one in pairwise(ahead))
    if not plain and denied([*ahead, '"'], len(ahead)):
        return True
    return behind[-1:] == ["?"] and not _ASKS.isdisjoint(ahead)
