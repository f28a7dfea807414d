"""Who said what stands in quotation marks: the words around it, and whether they name a speaker."""

from bisect import bisect_left
from collections.abc import Sequence

from twoway.core.language.words import Word, listed

_WINDOW = 18
"""Words before and after a quotation in which its speaker is looked for."""
_SHORT_LINE = 12
"""Words; a line break after a shorter line, and before a capital, ends a sentence."""

_SAYING = listed(
    "said say says saying wrote write writes writing written told tell tells called call calls calling put puts"
    " describe describes described describing named names labelled labeled mailed emailed noted replied answered"
    " answer asked ask asks added thanked thanks posted commented quote quoted quotes stated spoke speaks phrased"
    " phrase signed introduced introduces referred refer refers termed dubbed praised praises considered considers"
    " regards words word line sentence mail email letter note message review mentioned mentions sees saw uses used use"
    " promises promised painted reads read requires demand demands boasts summed thinks thought believes believed felt"
    " ended began opened term expression warned warns distinguish distinguishes divides expects wants wanted lists"
    " chose chooses seeks insists joked claims claimed"
)
_TELLING = listed(
    "said says wrote writes told called calls put noted added asked answered replied thanked insists joked"
)
"""Verbs that stand after what was said: "…", said Amara."""
_MARKED = listed(
    "interview words word term answer quote phrase line expression question sentence painted printed written"
)
"""What somebody's words are called: "was your word", "painted on your wall"; a passive is no matter there."""
_LABEL = 1
"""Number of the last word before the colon of "Sofia (customer):" or "The chief:" that may be the speaker."""
_NEAR = 5
"""Words at most between a word of saying and the speaker, after a quotation."""
_SIGNED = 4
"""Words after a dash or bracket in which the name of who said it begins."""
_FROM = listed("by from per via quote with")
_OF = _FROM | {"words"}
_DASHES = listed("— – - ( ~ |")
_POINTS_BACK = listed("that this so those these thus his her thats")
_PASSIVE = listed("be been being is are was were get gets got getting")
_SELF = listed("we i us our my ourselves myself me")
_OWNERS = listed("your her his")
_SPEAKERS = _OWNERS | listed("you she he")
_LEADS = listed("and but as what because how when if , : ; ( — –")
"""After them, or first, "he" and "she" are somebody who was named before."""
_ANY_READER = listed("find hear see get meet notice turn become ask")
"""Words after "you" that make it everybody."""
_TITLES = listed("mr mrs ms miss dr prof herr frau mme madame monsieur sir father signor maître")
_PAPERS = listed(
    "web website site homepage intranet deck brochure slide slides letter offer proposal report mail rfp tender code"
    " guide policy strategy handbook scorecard minutes release brief notice questionnaire post paper bid bids ceo cfo"
)
_CLAUSES = listed("clause article section paragraph annex schedule")
"""They speak for themselves where a number follows."""
_PLACED = listed(
    "in across around with to near throughout between about of at on for from like into among than versus hi hello"
    " dear hey"
)
"""Words after which a capital names a place or a firm, and nobody who speaks."""
_NOT_OWNED = (_PLACED - {"of", "from", "in", "about", "than"}) | listed("as is are be been being become am , all")
"""Before "your" they leave the sentence to somebody else: "introduced us as your"."""
_ROLES = listed(
    "cfo ceo cio cto coo cmo ciso vp svp evp director head chief manager president chair chairman chairwoman"
    " chairperson founder competitor rival dean mayor minister superintendent treasurer board council committee"
)
_ANY = listed("a an one some many several")
_ANYBODY = listed(
    "a an some many most several every each few half any all everybody everyone somebody someone nobody anyone others"
    " plenty whoever one two three customers clients people folks clinics hospitals growers analysts reviewers users"
    " operators members readers visitors guests colleagues suppliers vendors competitors sellers buyers industry"
    " market press procurement purchasing insiders teams"
)
"""Who stands behind them is not named, unless a comma names him: "one of your buyers, Ms Duarte, said"."""
_ASIDE = _ANYBODY | _PLACED - {"of"}
"""Between "by" and a name they part the two: "by growers across Andalusia, Riego Sur"."""
_OBJECTS = _PLACED | _SAYING | _OWNERS | listed("its their as is was us by the")
"""After them somebody unnamed is told or told about, and does not say it."""
_NO_NAMES = _ANYBODY | listed(
    "they their it its the that this these those there here we i our my us me you your he she his her in on at by as"
    " and but or so if when while before after since until for from with of to not no yes what which how why who whose"
    " where is are was were be been being am do does did has have had can could will would should may might must"
    " please thanks thank dear hi hello re fwd subject slide page chapter figure note notes headline title quote"
    " feedback survey nps rated known seen described more less last next today tomorrow yesterday overall apparently"
    " monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december english german french then word words term perception widely often mostly usually over"
    " acording according among only even reputation testimonial testimonials review reviews verdict rating summary"
    " comment comments reference references result results verified anonymous speaker rfps crm b2b q1 q2 q3 q4 g2"
    " linkedin lol founded between"
)
_PARTS = _NO_NAMES - {"and"}
_NAME_ENDS = ("is", "as", "us", "mes")
"""Names end so, and few plurals."""
_CALLED = _SPEAKERS | _ROLES | _CLAUSES | {"their"}
"""Words that may be a speaker without a capital."""
_ENDS = frozenset(".!?…")


def speakers(words: Sequence[Word]) -> list[int]:
    """Return the numbers of the words of a draft that may name a speaker."""
    return [index for index, word in enumerate(words) if word[3][0].isupper() or word[0] in _CALLED]


def is_spoken(words: Sequence[Word], named: Sequence[int], begin: int, end: int) -> bool:
    """Whether somebody who may be a speaker stands near, and the words around make him one."""
    at = bisect_left(named, begin - _WINDOW)
    if at < len(named) and named[at] < begin and _named_before(words_before(words, begin)):
        return True
    at = bisect_left(named, end + 1)
    return at < len(named) and named[at] <= end + _WINDOW and _named_after(words, end)


def words_before(words: Sequence[Word], begin: int) -> list[Word]:
    """Return the words of the sentence before a quotation; those of the line above where it ends in a colon."""
    found: list[Word] = []
    for index in range(begin - 1, max(-1, begin - 1 - _WINDOW), -1):
        word = words[index]
        norm = word.norm
        if norm[0].isalnum():
            found.append(word)
            continue
        last = words[index - 1].norm if index else ""
        if norm == "\n":
            if last == "\n" or (not found and last != ":") or (found and _line_ends(words, index)):
                break
        elif norm[0] in _ENDS:
            if not _shortened(last):
                break
        else:
            found.append(word)
    return found[::-1]


def _shortened(norm: str) -> bool:
    """Whether the full stop after it ends no sentence: "Ms.", "P."."""
    return norm in _TITLES or (len(norm) == 1 and norm.isalpha())


def _line_ends(words: Sequence[Word], index: int) -> bool:
    """Whether the line break ``index`` stands after a short line and before a capital."""
    last = max(0, index - _SHORT_LINE)
    return words[index + 1].capital and (not last or any(words[at].norm == "\n" for at in range(last, index)))


def words_after(words: Sequence[Word], end: int) -> list[Word]:
    """Return the words of the sentence after a quotation, with the mark that ends it, or of the line below it."""
    found: list[Word] = []
    for index in range(end + 1, min(len(words), end + 1 + _WINDOW)):
        word = words[index]
        if word.norm == "\n":
            if found and (index + 1 == len(words) or words[index + 1].capital or not words[index + 1].is_word):
                break
        elif word.norm[0] not in _ENDS:
            found.append(word)
        elif not found or not _shortened(found[-1].norm):
            return [*found, word]
    return found


def _named_before(window: Sequence[Word]) -> bool:
    """Look for "Amara wrote:", "your CFO called us a", "in Dana's words", "clause 7 reads"."""
    norms = [word.norm for word in window]
    named = _named(window, norms)
    if norms[-1:] == [":"] and _labels(window, norms, named):
        return True
    if any(_tells(window, norms, index) for index in named) or _papers(norms):
        return True
    anybody = max((at for at, norm in enumerate(norms[:-1]) if norm in _ANYBODY and _leads(norms, at)), default=-1)
    if anybody >= 0:
        comma = next((at for at in range(anybody, len(norms)) if norms[at] in (",", "—", "–", ":")), len(norms))
        named = [index for index in named if index > comma]
    said = [index for index, norm in enumerate(norms) if norm in _SAYING and not _passive(norms, index)]
    return any(name < verb for name in named for verb in said)


def _labels(window: Sequence[Word], norms: Sequence[str], named: Sequence[int]) -> bool:
    """Whether a colon follows somebody's name: "Sofia (customer):", "quote of the week, from Matteo at Ferrovie:"."""
    if any(index <= _LABEL or (_in_full(window, index) and window[index].capital) for index in named):
        return True
    sources = [window[at].capital for at, norm in enumerate(norms[:-1], start=1) if norm in _FROM]
    return any(sources) and not _MARKED.isdisjoint(norms[:3])


def _tells(window: Sequence[Word], norms: Sequence[str], index: int) -> bool:
    """Whether it stands after "according to", or in full after "by", "from", "in the words of"."""
    near = norms[max(0, index - 3) : index]
    return "according" in near or (_in_full(window, index) and not _OF.isdisjoint(near))


def _leads(norms: Sequence[str], index: int) -> bool:
    """Whether it is who does something: not "in a letter", "told many"."""
    return not index or norms[index - 1] not in _OBJECTS


def _papers(norms: Sequence[str]) -> bool:
    """Whether it stands in a paper of theirs: "on your intranet I saw"."""
    return any(norm == "your" and not _PAPERS.isdisjoint(norms[at + 1 : at + 4]) for at, norm in enumerate(norms))


def _passive(norms: Sequence[str], index: int) -> bool:
    """Whether it is said of somebody, or by us."""
    if not index or norms[index - 1] in _SELF:
        return bool(index)
    return norms[index] not in _MARKED and not _PASSIVE.isdisjoint(norms[max(0, index - 2) : index])


def _named_after(words: Sequence[Word], end: int) -> bool:
    """Look for "— Amara Obi, CFO", "said Amara", "was your word"."""
    window = words_after(words, end)
    norms = [word.norm for word in window]
    if not window or (len(window) > _LABEL + 2 and all(one.raw.isupper() for one in window if one.is_word)):
        return False  # a line in capitals names nobody by its capitals
    named = _named(window, norms)
    if norms[0] in _DASHES and any(index < _SIGNED for index in named):
        return True
    if words[end + 1].norm == "\n":
        return named[:2] == [0, 1] or (named[:1] == [0] and norms[1:2] == [","])  # who said it stands below
    if words[end - 1].norm[0] in _ENDS:
        if named[:2] == [0, 1] and "," in norms[2:4]:
            return True  # Jorge Medina, Plant Director
        if window[0].capital and norms[0] not in (_POINTS_BACK | _SPEAKERS) and named[:1] != [0]:
            return False  # a new sentence
    return any(_says(window, norms, named, index) for index in range(len(norms)))


def _says(window: Sequence[Word], norms: Sequence[str], named: Sequence[int], verb: int) -> bool:
    """Whether the word number ``verb``, after a quotation, gives it to somebody of ``named``."""
    norm = norms[verb]
    following = [name for name in named if verb < name <= verb + _NEAR]
    if norm in _FROM:
        full = next((name for name in following if _in_full(window, name)), 0)
        return bool(full) and _ASIDE.isdisjoint(norms[verb + 1 : full])
    if (norm in _TELLING or norm in _MARKED) and any(norms[name] != "you" for name in following):
        return True
    return norm in _SAYING and any(verb - _NEAR <= name < verb for name in named) and not _passive(norms, verb)


def _named(window: Sequence[Word], norms: Sequence[str]) -> list[int]:
    """Return the numbers of the words that name somebody who may have said it."""
    return [index for index in range(len(window)) if _is_speaker(window, norms, index)]


def _in_full(window: Sequence[Word], index: int) -> bool:
    """Whether it is a title, a role or your own, or a name of two words."""
    near = window[max(0, index - 1) : index + 2]
    return window[index].norm in _CALLED or sum(one.capital and one.norm not in _NO_NAMES for one in near) > 1


def _is_speaker(window: Sequence[Word], norms: Sequence[str], index: int) -> bool:
    norm = norms[index]
    before, after = norms[index - 1] if index else "", norms[index + 1] if index + 1 < len(norms) else ""
    if norm in _OWNERS or norm == "their":
        return _owns(norms, index, before)
    if norm in _ROLES:
        return _ANY.isdisjoint([*norms[max(0, index - 3) : index], *norms[index + 1 : index + 3]])
    if norm in ("he", "she"):
        return not before or before in _LEADS
    if norm == "you":
        return after not in _ANY_READER and before not in _PLACED and before not in _SAYING
    return after[:1].isdigit() if norm in _CLAUSES else _is_name(window, norms, index)


def _owns(norms: Sequence[str], index: int, before: str) -> bool:
    """Whether "your" leads to who says it: "your CFO", "on your intranet", "is your word"; "their" only to a paper."""
    owned = norms[index + 1 : index + 4]
    if not _PAPERS.isdisjoint(owned) or (before in ("is", "was") and not _MARKED.isdisjoint(owned)):
        return True
    return norms[index] != "their" and before not in _NOT_OWNED


def _is_name(window: Sequence[Word], norms: Sequence[str], index: int) -> bool:
    """Whether its capital names somebody: it is no sentence's first word, and follows no "in" or "with"."""
    word = window[index]
    if not word.capital or word.norm in _NO_NAMES or len(word.norm) == 1:
        return False
    first = index
    while first and (window[first - 1].capital or norms[first - 1] == "and") and norms[first - 1] not in _PARTS:
        first -= 1
    if first > 1 and norms[first - 1] == "the":
        first -= 1
    if first and norms[first - 1] in _PLACED - {"from"} and "'s" not in norms[index : index + 3]:
        return norms[max(0, first - 2) : first] == ["according", "to"]
    return first > 0 or index > 0 or _opens_as_name(norms)


def _opens_as_name(norms: Sequence[str]) -> bool:
    """Whether the first word of a sentence, with its capital, is a name: "Hemi wrote", not "Foundries say"."""
    following = norms[1:4]
    plural = norms[0].endswith("s") and not norms[0].endswith(_NAME_ENDS)
    if plural and not any(one == "'s" or (one in _SAYING and one.endswith("s")) for one in following[:1]):
        return False
    return any(one in _SAYING or one in ("'s", ",", "(", ":") for one in following)
