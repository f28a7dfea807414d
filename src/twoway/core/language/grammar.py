"""Small questions about a sentence that several rules ask: who acts in it, is it denied, is it an open question."""

from collections.abc import Sequence

from twoway.core.language.sentences import Sentence
from twoway.core.language.words import listed

OURS = listed("we i us me our my ourselves myself ours mine bidder tenderer offeror proposer")
"""Words of our own side; in a tender it speaks of itself as the bidder."""

YOURS = frozenset({"you", "your", "yours", "yourself", "yourselves"})
THEIRS = listed("they them their theirs he him his she her hers it its")
NEGATIONS = listed(
    "not never no nobody none nor neither without refuse refused refuses decline declined avoid avoided wrong"
    " hardly nothing deleted removed cut struck stop stopped dropped unlike"
)
_NOT_DENIED = listed("wait doubt only just help matter more longer less merely simply one thank stress problem")
_PARTS = listed("; : — – - , but because")
_ABOVE_ALL = frozenset({"more", "better", "prouder", "happier"})
"""After "nothing" they say the contrary: "nothing makes us prouder than"."""
_REACH = 15
"""Words back to which a "not" is looked for."""
_OPEN = listed("what when how which who whom whose whether where")
_MAY_WE = frozenset(["can", "could", "do", "may", "might", "should"])


def norms(sentence: Sentence) -> Sequence[str]:
    """Return the words of ``sentence`` as the rules spell them."""
    return [word.norm for word in sentence.words]


def denied(words: Sequence[str], first: int) -> bool:
    """Whether the word number ``first`` stands under a "not" earlier in its part of the sentence."""
    for index in range(first - 1, max(-1, first - _REACH), -1):
        if words[index] in _PARTS:
            if words[index] == "," and index + 1 < len(words) and words[index + 1] in ("or", "nor", "a", "an"):
                continue  # a list goes on
            return words[index] == ":" and index > 0 and words[index - 1] == "not"
        if words[index] == "nothing" and _ABOVE_ALL & set(words[index : index + 6]):
            return False
        if words[index] in NEGATIONS and words[index + 1] not in _NOT_DENIED:
            return not (words[index] == "not" and index and words[index - 1] in ("or", "if", "why"))
    return False


def open_question(sentence: Sentence, words: Sequence[str], first: int) -> bool:
    """Whether the word number ``first`` stands in a question that leaves the answer to the other side."""
    return sentence.asks and any(
        word in _OPEN and not _proposes(words[index + 1 : index + 3])
        for index, word in enumerate(words[: min(first, 12)])
    )


def _proposes(following: Sequence[str]) -> bool:
    """Whether "how" or "what" opens a proposal with these two words: "how about", "what if", "how can we"."""
    if following[:1] in (["about"], ["if"]):
        return True
    return len(following) > 1 and following[0] in _MAY_WE and following[1] in ("we", "i")


def side_before(words: Sequence[str], first: int) -> str:
    """Return whose doing stands nearest before the word number ``first``: ``ours``, ``yours``, ``theirs`` or none."""
    for index in range(first - 1, -1, -1):
        word = words[index]
        if word in OURS:
            return "ours"
        if word in YOURS:
            return "yours"
        if word in THEIRS:
            return "theirs"
    return ""


def spoken_by_us(sentence: Sentence, words: Sequence[str], first: int, last: int) -> bool:
    """Whether our side says of itself what stands from word ``first`` to before ``last``.

    So it is unless the sentence asks for it, or tells it of somebody else: a heading, a claim of "they" (our people, of
    whom the sentence before spoke) and one of a firm by its name count as ours.
    """
    before = set(words[:first])
    if OURS & set(words[:last]):
        return True
    if (sentence.asks and words[0] in _ASKING) or _TITLES & before:
        return False  # "Dr Roth has been"
    heads = first == 0 or (first <= len(("as", "an")) and words[0] in ("a", "an", "as"))
    if heads or words[0] in _INVITES or words[0] in ("as", "being") or "you" in before:
        return first > 0 or not _told_something(words[last : last + _NEAR])
    if _SOMEBODY & before or words[0] == "they":
        return not _SOMEBODY & before
    ours = next((index for index in range(last, len(words)) if words[index] in OURS), None)
    return ours is None or words[ours - 1] in _GOES_ON or (words[0] in STARTS | _GREETINGS and words[ours - 1] == ",")


def _told_something(words: Sequence[str]) -> bool:
    """Whether a verb follows with no mark before it: "your trusted advisor in Bonn has the login" is no claim."""
    telling = next((word for word in words if word in _TELLS or word in _PARTS), "")
    return telling in _TELLS


_TITLES = listed("dr mr mrs ms prof professor frau herr madame")
_TELLS = listed(
    "is are was were has had remains moves moved sat went asked wrote meets met flagged shows showed touches"
)
"""Words after a heading that make it the subject of a sentence, which tells something of it."""
_NEAR = 7
_SOMEBODY = listed("he him his she her hers your yours yourself themselves")
"""Words before a claim that tell of whom it is told: "your works council has been a true ally"."""
_GOES_ON = frozenset({"and", "like", "as", "than"})
_GREETINGS = listed("dear hi hello hey moving coming")
_INVITES = listed("think consider count call see regard treat welcome imagine let have use view take make")
STARTS = listed(
    "we i you it he she they who what there please the a an this that these those other another some many most"
    " your his her their every each in on at by for with since after before when if"
)
_ASKING = listed("do does did is are was were has have had who which what")
_SAID = listed(
    "said says wrote writes told called calls mentioned asked answered noted named reported claims claim claimed"
    " thought"
)
_NAMED = frozenset({"called", "named", "thought"})
_PASSIVE = listed("be been being are am were was get got getting")


def reported(words: Sequence[str], first: int) -> bool:
    """Whether what follows is told of somebody else: "you wrote that you", "your CIO called it a"."""
    for index in range(first):
        if words[index] in _NAMED and words[index - 1] in _PASSIVE:
            continue  # "to be called your partner"
        if words[index] in _SAID and not OURS & set(words[max(0, index - 2) : index]):
            return index > 0
    return False


def told_of_others(words: Sequence[str], first: int) -> bool:
    """Whether what follows is :func:`reported`, and our side has not taken up its own word since.

    "What you said stayed with me: I see myself as your" is ours again; in "after all those calls I feel" nobody says.
    """
    for index in range(1, first):
        if words[index] not in _SAID or (words[index] in _NAMED and words[index - 1] in _PASSIVE):
            continue
        if words[index] in _ALSO_NOUNS and words[index + 1] in ("we", "i", ":", ","):
            continue
        if not OURS & set(words[max(0, index - 4) : index]) and not _taken_up(words[index + 4 : first + 1]):
            return True
    return False


def _taken_up(words: Sequence[str]) -> bool:
    """Whether a mark, and then our side, stand in ``words``."""
    marks = [index for index, word in enumerate(words) if word in (";", ":", "—", "–")]
    return bool(marks) and not {"we", "i"}.isdisjoint(words[marks[0] :])


_ALSO_NOUNS = frozenset({"calls", "claims", "claim"})
