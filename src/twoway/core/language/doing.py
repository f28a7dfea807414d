"""What a sentence does, asked word by word where no phrase can say it: who orders, offers, promises or works in it."""

import re
from collections.abc import Sequence

from twoway.core.language.grammar import OURS, STARTS, THEIRS, YOURS, denied, side_before
from twoway.core.language.scan import Hit
from twoway.core.language.sentences import Sentence

_DENIALS = frozenset({"not", "never"})

MODALS = frozenset({"will", "would", "shall", "can", "could", "may", "might", "to", "must", "should"})

IF_YOU = MODALS | {
    "when",
    "if",
    "once",
    "until",
    "do",
    "did",
    "have",
    "as",
    "before",
    "whenever",
    "after",
    "what",
    "than",
}
"""Before "you": what follows is no promise that they will get something."""

_QUESTIONS = (
    "what when how which who whom whose whether where why do does did is are was were am can could would will"
    " shall should may might must have has had any anything anyone ok okay right agreed deal yes no fair"
    " interested possible thoughts questions if or"
)

_ASKING = frozenset(_QUESTIONS.split())
"""Words of which one stands in every real question; "The new connector? You'll have it." has none."""

_SMALL_TALK = re.compile(
    r" how (?:are (?:you|things)|is (?:it going|life|everything)|did the (?:trip|weekend) go"
    r"|was (?:the|your) (?:weekend|holiday|holidays|trip|vacation|flight|break))"
    r"| what is up | (?:did|do) you know | guess what "
)

_THING_WORDS = "the your our my a an it them us me him her this these those all both"

_THING = frozenset(_THING_WORDS.split())

_NO_VERB_WORDS = (
    "whether in on at by for with from to of about between among as that because if when since after before"
    " until till unless and but or so yet not thanks thank than expect leave let allow permit enjoy trust"
    " believe love like see imagine consider hope excuse forgive pardon wish say what which who whom whose how"
    " why where here there while though although whereas once per re via despite inside outside within without"
    " under over above below behind beyond near into onto upon across along around through throughout toward"
    " except plus minus maybe perhaps yesterday today tomorrow tonight soon now then also even just only quite"
    " rather such half again still already almost nearly never ever always often you we i he she they it is"
    " are was were am be been do does did have had has will would shall should can could may might must made"
    " got sent took gave found met saw said went came brought built kept left lost told put read cut set both"
    " all each every some any one two three many most much more less no yes hi hello hey dear ok okay great"
    " good nice regards greetings cheers best next last first second third happy glad sorry sure fine meet"
    " discover save boost grow reduce improve increase halve double shorten stop forget think know rest mind"
    " bless make get keep goal subject slide step note notes minutes option day week month year our your my"
    " the a an this these those her his their its please kindly whatever whenever wherever whoever either"
    " neither nor against off out up down unlike besides cc fwd fw ps nb btw fyi ref question answer order"
    " date place part chapter section item point"
)

_NO_VERB = frozenset(_NO_VERB_WORDS.split())

_WORKED_WORDS = (
    "fixed corrected repaired replaced moved loaded tested measured compared rebuilt updated cleaned reset"
    " calibrated installed migrated imported translated removed refunded credited drafted prepared uploaded"
    " mapped marked"
)

_WORKED = frozenset(_WORKED_WORDS.split())

_DEADLINES = frozenset({("no", "later"), ("no", "more"), ("no", "longer")})

_PURPOSES = frozenset({"so", "in", "has", "have", "must", "needs", "should", "to", "until"})

_PURPOSE_REACH = 5

_PRICED = frozenset({"price", "prices", "group", "audience", "market", "budget"})

_ADDRESSED_WORDS = (
    "you your yours u ur please kindly we i us me our my all everyone everybody each attendees participants users"
    " customer client buyer copies copy form documents need remember reminder everyone's team teams y'all"
)

_ADDRESSED = frozenset(_ADDRESSED_WORDS.split())
"""Before "must submit": somebody who is asked, and no rule for others ("Learners must complete module 2")."""

_BUSY_REACH = 14

_BETWEEN_WORDS = "then also both each just now gladly happily again still"

_BETWEEN = frozenset(_BETWEEN_WORDS.split())

_BEFORE_WE_WORDS = (
    "that which what who how when if where why whether as than do did does have are am until before once after"
)

_BEFORE_WE = MODALS | frozenset(_BEFORE_WE_WORDS.split())

_STILL_WORDS = (
    "am are is was were be been have has had do does did will would shall should can could may might must"
    " need needs want wants like likes love loves hope hopes think thinks believe know knows guess"
    " understand understands see sees wish wishes expect expects ask asks request requests require requires"
    " wait waits await awaits look appreciate trust mean mind remember saw met spoke sent gave got went came"
    " took made found heard read told said thought knew felt won lost ran wrote began kept left held put"
    " meet meets close closes end ends celebrate celebrates launch launches open opens attend attends"
    " exhibit exhibits host hosts invite invites depend depends not never you it the a they insist insists"
    " miss lack count rely beg urge encourage plan plans aim intend presume recall wonder figure suppose"
    " feel feels live lives turn turns start starts begin begins says suggest propose rang shot grew rose"
    " broke chose drew drove fell flew shared spent stood swam wore sang swore always often usually only"
    " really very speak speaks talk talks present presents sell sells leave leaves travel travels fly flies"
    " 's , ; :"
)

_STILL = frozenset(_STILL_WORDS.split())
"""After "we": no work done for them."""

_ACTING_WORDS = (
    "crew team engineer engineers technician lab workshop warehouse desk driver drivers guys people fitter"
    " fitters installer installers surveyor trainer consultant specialist colleague colleagues staff"
    " developer developers designer analyst company firm van truck side support service"
)

_ACTING = frozenset(_ACTING_WORDS.split())

_SEAMS = frozenset({",", ";", ":", "–", "—", "-", "and", "then", "but"})

_BEFORE_YOU_WORDS = "that which to for with of from by at on thank see"

_BEFORE_YOU = IF_YOU | frozenset(_BEFORE_YOU_WORDS.split())

_STILL_YOURS_WORDS = "keep get find receive enjoy save pay paid use become benefit owe own set cut"

_STILL_YOURS = _STILL | frozenset(_STILL_YOURS_WORDS.split())

_WE = frozenset({"we", "i"})

_NEAR = 8

_KEPT = frozenset({"forget", "charged", "billed", "invoiced"})
"""With these, a "not" asks or gives all the same: "do not forget", "will not be charged"."""

_SUBJECTS = frozenset({"we", "i", "they", "he", "she", "who", "which"})

_ACTS_WORDS = (
    "submit return upload complete sign settle pay acknowledge approve confirm renew send give pass forward"
    " share get bring show take spare come swing pop drop stop tag invite talk speak"
)

_ACTS = frozenset(_ACTS_WORDS.split())

_OTHERS = THEIRS | {"the", "a", "an"}

_PROMISES = frozenset({"will", "shall", "undertakes", "commits", "promises", "pledges"})

_PARTIES = "you your yours customer supplier contractor client buyer licensee seller party i we"

_NOT_OURS = THEIRS | frozenset(_PARTIES.split())

_SERVICE_WORDS = (
    "provide deliver train assign install supply support replace credit refund extend waive draft prepare run"
    " build send maintain migrate configure staff host lend second monitor design test repair stock offer"
    " treat arrange"
)

_SERVICE = frozenset(_SERVICE_WORDS.split())


def work(words: Sequence[str], hit: Hit) -> bool:
    """Whether it tells of work of ours that serves them, and not of our own affairs."""
    phrase = words[hit.first : hit.last]
    if phrase[0] == "as":
        return True
    return phrase[0] in ("we", "i") and phrase[-1] in _WORKED and words[hit.first - 1] not in ("that", "which", "if")


def no_goal(words: Sequence[str], hit: Hit) -> bool:
    """Whether it is a deadline, "no later than Friday", a price, "your target price", or a purpose of our own."""
    first = tuple(words[hit.first : hit.first + 2])
    priced = "target" in words[hit.first : hit.last] and _PRICED & set(words[hit.first : hit.last + 1])
    whole = set(words[hit.first : hit.last + _PURPOSE_REACH])
    own = first[0] in _PURPOSES and bool(OURS & whole) and not YOURS & whole
    return first in _DEADLINES or bool(priced) or own


def barred(words: Sequence[str], hit: Hit, wishes: frozenset[str]) -> bool:
    """Whether a phrase is denied, or only wished for, or its verb is not theirs ("we return it Monday")."""
    phrase = set(words[hit.first : hit.last])
    before = words[max(0, hit.first - _NEAR) : hit.first]
    if hit.name == "easy-no":
        return bool(_DENIALS & set(before[-2:]))
    if denied(words, hit.first) and not {"forget", "wrong"} & set(before):
        return True
    if (_DENIALS & phrase and not _KEPT & phrase) or (wishes & phrase and not _SERVICE & phrase):
        return True
    if hit.name == "done":
        return bool(MODALS & phrase)
    return hit.name == "ask" and hit.first > 0 and words[hit.first] in _ACTS and others_act(words, hit.first)


def others_act(words: Sequence[str], first: int) -> bool:
    """Whether somebody else does what the verb number ``first`` says: "Learners must complete module 2"."""
    last = words[first - 1]
    if last in ("to", "must", "should"):
        return not _ADDRESSED & set(words[:first])
    return last in _SUBJECTS or (last in MODALS and side_before(words, first) != "yours")


def asking(words: Sequence[str], hit: Hit, asks: Sequence[Hit]) -> bool:
    """Whether what looks like an offer is part of the asking: "we would like to ask you", "are you willing to host"."""
    theirs = hit.name == "give" and not OURS & set(words[hit.first : hit.last])
    return any(ask.first == hit.first or (theirs and ask.first < hit.first < ask.last) for ask in asks)


def at_work(words: Sequence[str], days: frozenset[str], asked: int) -> tuple[bool, bool]:
    """Whether we say what we do, in the present, with a day: "I change the gripper on Thursday", "our crew comes".

    After an ask, at word ``asked``, no day is needed: "send me the log and I find out why".
    """
    for index, word in enumerate(words[:-2]):
        verb = index + 1
        if word in ("our", "my"):
            verb = next((at for at in range(index + 2, min(index + 5, len(words))) if words[at][-1:] == "s"), 0)
            if not verb or not (_ACTING & set(words[index + 1 : verb + 1])) or words[verb] in _ACTING:
                continue
        elif word not in ("we", "i") or (index and words[index - 1] in _BEFORE_WE):
            continue
        while verb + 1 < len(words) and words[verb] in _BETWEEN:
            verb += 1
        if not words[verb].isalpha() or words[verb] in _STILL or words[verb].endswith(("ed", "ing", "ly")):
            continue
        after = words[verb + 1 : verb + 1 + _BUSY_REACH]
        if days & set(after):
            return True, True
        if word in ("we", "i") and asked < index and words[index - 1] in ("and", "then", ";"):
            return True, False
    return False, False


def they_do(words: Sequence[str], days: frozenset[str]) -> bool:
    """Whether they are told what they do, in the present: "you re-run the test tonight", "you walk it with me"."""
    for index, word in enumerate(words[:-2]):
        if word not in ("you", "u") or (index and words[index - 1] in _BEFORE_YOU):
            continue
        verb, thing = words[index + 1], words[index + 2]
        if verb in _STILL_YOURS or verb.endswith(("ed", "ing", "ly", "s")) or not verb.replace("-", "").isalpha():
            continue
        if index and words[index - 1] in _SEAMS and _WE & set(words):
            return True  # "we add a second agent; you route resets to the portal"
        if thing in _THING and (index == 0 or words[index - 1] in _SEAMS) and days & set(words):
            return True
    return False


def questioned(sentence: Sentence) -> bool:
    """Whether it asks something that waits for an answer."""
    return sentence.asks and bool(_ASKING & sentence.norms) and not _SMALL_TALK.search(sentence.line)


def imperative(sentence: Sentence, words: Sequence[str], days: frozenset[str]) -> bool:
    """Whether it begins with a verb that tells them to do something: "Settle it by return", "Rank them for her"."""
    start = next(
        (
            index
            for index, word in enumerate(words[:4])
            if word not in ("and", "then", "so", "please", "just", "also", "now", ",")
        ),
        0,
    )
    if start + 2 >= len(words) or sentence.asks or sentence.bullet or sentence.capitals:
        return False
    verb, thing = words[start], words[start + 1]
    return (
        thing in _THING
        and verb.isalpha()
        and verb not in _NO_VERB
        and verb not in days
        and not verb.endswith(("ed", "ing", "ly", "s"))
    )


def named_will(sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether a name, most often our own, promises something: "Acme will assign", "Delphine, our trainer, will"."""
    if sentence.capitals:
        return False
    for index, word in enumerate(words):
        promise = word in _PROMISES or tuple(words[index : index + 3]) == ("is", "going", "to")
        if not promise or not 0 < index < len(words) - 1 or _NOT_OURS & set(words[max(0, index - 3) : index]):
            continue
        names = sentence.words[max(0, index - 3) : index]
        served = index < _NEAR and bool(_SERVICE & set(words[index + 1 : index + 4]))
        told = served or bool(YOURS & set(words[index:]))
        before = set(words[:index])
        if "our" in before and words[0] not in STARTS and names[-1].norm == "," and sentence.words[0].capital:
            return told
        if names[-1].capital and names[-1].norm not in STARTS and names[-1].norm.isalpha():
            return told and words[0] not in _OTHERS
    return False
