"""Quotations in a draft, and whether somebody is named as their speaker."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from twoway.core.language.words import Word, listed

_WINDOW = 18
"""Words before and after a quotation in which its speaker is looked for."""
_LONGEST = 400
"""Words; a quotation mark that is not closed within so many, or within its paragraph, opens none."""

_SAYING = listed(
    "said say says saying wrote write writes writing written told tell tells called call calls calling put puts"
    " described describes describing named names labelled labeled mailed emailed e-mailed noted replied answered"
    " answer asked added thanked posted commented quote quoted quotes stated spoke phrased phrase signed"
    " introduced introduces referred refer refers termed dubbed praised praises considered considers regards words"
    " word line mail email letter note message review survey reference testimonial remark feedback term expression"
    " phrase slack text speech interview post according per via from by asks ask demands demand reads read brief"
    " rfp tender requires mentioned mentions sees saw uses used promises promised painted written printed boasts"
    " summed asked thinks thought believes believed felt closed ended began opened"
)
_LABEL = 6
"""Words at most before the colon of "Sofia (customer):"."""
_POINTS_BACK = listed("that this so those these thus his her their")
_CLOSE = 3
_SELF = listed("we i us our my ourselves myself me")
_SPEAKERS = frozenset({"you", "your", "she", "he", "her", "his"})
_ANY_READER = listed("find hear see read get meet notice")
"""Words after "you" that make it everybody."""
_PAPERS = listed("web website site deck brochure slide slides letter offer proposal report mail ceo cfo")
_PLACED = listed("in across around with to near throughout between")
"""Words after which a capital names a place or a firm, and nobody who speaks."""
_ROLES = listed(
    "cfo ceo cio cto coo cmo ciso vp svp evp director head chief manager buyer president chair chairman"
    " chairwoman chairperson lead owner founder competitor rival colleague principal dean mayor minister nurse"
    " superintendent secretary treasurer sponsor champion board council committee"
)
_ANYBODY = listed(
    "customers clients people folks clinics hospitals growers analysts reviewers users operators members readers"
    " visitors guests farmers shipowners plants parishes banks accounts many some everyone everybody others buyers"
    " users several most few any anyone all vendors suppliers competitors sellers industry market analysts"
    " somebody someone nobody buyer customer client patron fans owners managers engineers teams most"
)
_NO_NAMES = listed(
    "they their widely often mostly usually perception somebody someone everybody nobody acording according"
    " overall every each another all our the a an in on at as and but or so if when while we i our my it this that"
    " these those there here yes no not thanks thank dear hi hello please for from with what which how why who is"
    " are was were be to of by after before since last next one two three today tomorrow yesterday re fwd subject"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december customers clients people many some everyone others buyers users several"
    " most few any all vendors suppliers being becoming calling more less"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words ``first`` to before ``last`` of the draft stand in quotation marks; ``spoken``: a speaker is named."""

    first: int
    last: int
    start: int
    end: int
    spoken: bool


def quotations(words: Sequence[Word]) -> list[Quotation]:
    """Return the quotations in order; they do not overlap."""
    found: list[Quotation] = []
    opened: dict[str, int] = {}
    until = -1
    for index, word in enumerate(words):
        if word.norm == "\n" and index + 1 < len(words) and words[index + 1].norm == "\n":
            opened.clear()
        if word.norm not in ('"', "'"):
            continue
        begin = opened.get(word.norm)
        if begin is not None and index - begin <= _LONGEST and _closes(words, index):
            opened.clear()
            if index - begin > 1 and begin > until:
                found.append(_quotation(words, begin, index))
                until = index
        elif _opens(words, index):
            opened[word.norm] = index
    return found


def _opens(words: Sequence[Word], index: int) -> bool:
    before, after = (words[index - 1] if index else None), (words[index + 1] if index + 1 < len(words) else None)
    mark = words[index]
    apart = before is None or before.end < mark.start or not before.is_word
    return apart and after is not None and after.start == mark.end and after.norm != "\n"


def _closes(words: Sequence[Word], index: int) -> bool:
    mark, before = words[index], words[index - 1]
    after = words[index + 1] if index + 1 < len(words) else None
    if mark.norm == '"':
        return True
    return before.end == mark.start and (after is None or after.start > mark.end or not after.is_word)


def _quotation(words: Sequence[Word], begin: int, index: int) -> Quotation:
    spoken = _named_before(words, begin) or _named_after(words, index)
    return Quotation(begin, index + 1, words[begin].start, words[index].end, spoken)


def _named_before(words: Sequence[Word], begin: int) -> bool:
    """Look for "Amara wrote:", "your CFO called us a", "in Dana's words"."""
    near = words[max(0, begin - _WINDOW) : begin]
    if begin and words[begin - 1].norm != ":" and not any(word.norm in _SAYING or word.norm == ":" for word in near):
        return False
    window: list[Word] = []
    for index in range(begin - 1, max(-1, begin - 1 - _WINDOW), -1):
        word = words[index]
        if word.norm[0] in ".!?…" and window:
            break
        if word.norm == "\n" and (not window or words[index - 1].norm == "\n"):
            if window or words[index - 1].norm != ":":
                break
            continue
        window.append(word)
    window.reverse()
    return _names_speaker(window)


def _named_after(words: Sequence[Word], index: int) -> bool:
    """Look for "— Amara Obi, CFO", "said Amara", "was your word"."""
    window: list[Word] = []
    stopped = words[index - 1].norm[0] in ".!?…,"
    for position in range(index + 1, min(len(words), index + 1 + _WINDOW)):
        word = words[position]
        if word.norm[0] in ".!?…" or (word.norm == "\n" and window) or (word.norm == "," and len(window) > _CLOSE):
            break
        if word.norm != "\n":
            window.append(word)
    if len(window) > _CLOSE and all(one.raw.isupper() for one in window if one.is_word):
        return False  # a line in capitals names nobody by its capitals
    if window and window[0].norm in ("—", "–", "-", "(", "~") and any(one.capital for one in window[1:4]):
        return True
    if (
        window
        and words[index + 1].norm == "\n"
        and len(window) <= _WINDOW // 2
        and all(one.capital for one in window[:2])
    ):
        return True  # the line below names who said it
    if stopped and words[index - 1].norm[0] != "," and window and window[0].capital:
        if len(window) > _CLOSE and window[1].capital and "," in (window[2].norm, window[3].norm):
            return True  # Jorge Medina, Plant Director
        return window[0].norm in _POINTS_BACK and _names_speaker(window)  # a new sentence
    return _names_speaker(window[:14], backwards=True) if window and window[0].norm != '"' else False


def _names_speaker(window: Sequence[Word], *, backwards: bool = False) -> bool:
    """Tell whether a word of saying and somebody who says it stand in ``window``, and that somebody is not us.

    The name stands before the word of saying, or anywhere with "in Dana's words", "by Dana" and, ``backwards``, "said
    Dana".
    """
    norms = [word.norm for word in window]
    named = [index for index, word in enumerate(window) if _is_speaker(window, norms, index)]
    anybody = [index for index, norm in enumerate(norms) if norm in _ANYBODY or (norm == "one" and not index)]
    named = [index for index in named if not any(one < index and "," not in norms[one:index] for one in anybody)]
    named = [index for index in named if backwards or not anybody or index > anybody[-1]]
    if not named:
        return False
    if norms[-1] == ":" and len(norms) <= _LABEL and norms[0] not in _SELF:
        return True
    verbs = [index for index, norm in enumerate(norms) if norm in _SAYING and not (index and norms[index - 1] in _SELF)]
    if backwards or {"per", "via", "by", "from", "according", "words", "quote"} & {norms[index] for index in verbs}:
        return bool(verbs)
    return any(index < verb for verb in verbs for index in named)


def _is_speaker(window: Sequence[Word], norms: Sequence[str], index: int) -> bool:
    word = window[index]
    if word.norm == "their":
        return index + 1 < len(norms) and norms[index + 1] in _PAPERS
    if word.norm in _SPEAKERS:
        return not (index + 1 < len(norms) and norms[index + 1] in _ANY_READER)
    if word.norm in _ROLES:
        return not {"a", "one", "some", "many", "several"} & set(norms[max(0, index - 3) : index])
    if index and norms[index - 1] in _PLACED:
        return False
    return word.capital and word.norm not in _NO_NAMES and not _plain_start(window, index)


def _plain_start(window: Sequence[Word], index: int) -> bool:
    """Whether it is a sentence's first word: its capital names somebody only where a word of saying follows at once."""
    if index:
        return False
    return not any(word.norm in _SAYING or word.norm in ("'s", ",", "'", "(", ":") for word in window[1:4])


def quoted_at(found: Sequence[Quotation], place: int) -> Quotation | None:
    """Return the quotation in which ``place`` (a character of the draft) stands."""
    index = bisect_left(found, place + 1, key=lambda one: one.start) - 1
    return found[index] if index >= 0 and found[index].start <= place < found[index].end else None
