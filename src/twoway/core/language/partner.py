"""The word "partner": who says it of whom. By phrase, subject and object, never by the bare word.

Each occurrence is a claim of ours, or is left alone for a reason that can be said (LANGUAGE, "Never flagged").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from twoway.core.language.grammar import NEGATIONS, OURS, THEIRS, denied, norms, open_question
from twoway.core.language.sentences import Sentence
from twoway.core.language.words import BLOB, Word

NOUNS = frozenset({"partner", "partners"})
BONDS = frozenset({"partnership", "partnerships"})
VERBS = frozenset({"partner", "partners", "partnered", "partnering"})
STEMS = NOUNS | BONDS | VERBS

_BE = frozenset(
    "be am is are was were been being become becomes became becoming remain remains remained act acts acting serve serves serving as like considered"
    " stay stays make makes grown develop developed into".split()
)
_DETERMINERS = frozenset(
    "a an the your our my their his her its this that these those any some no every each one another which whose".split()
)
_JOINS = frozenset("to for of in with at on by from and or as than not but that who which if when over".split()) | {
    ",",
    ";",
    ":",
    "–",
    "—",
    "-",
    "\n",
}
_SUBJECTS_OURS = OURS | {"together"}
_MOST_ADJECTIVES = 5
_LABEL = 8
"""Words at most before the colon of "Minutes, item 3, Mrs. Okonjo:"."""
_TOLD = frozenset(
    "said says say saying wrote writes called calls call told describes described introduced promises promised".split()
)
_LURES = frozenset("looking searching need want tired ready seeking partner".split())
_TITLES = frozenset("mr mrs ms dr prof minutes".split())
_GENERIC = frozenset(
    "customers clients people everyone everybody users many most some others buyers they folks analysts".split()
)


@dataclass(frozen=True)
class Sight:
    """An occurrence: the words ``first`` to before ``last`` of its sentence, claimed or left alone, and why."""

    first: int
    last: int
    claim: bool
    why: str
    kind: str = "noun"
    named: int = 0
    """The number of the first word of the name alone: "channel partner" without its article."""


@dataclass(frozen=True)
class Lexicon:
    """The lists of the rules' data that this part uses."""

    hard_kinds: frozenset[str]
    soft_kinds: frozenset[str]
    terms: frozenset[str]
    praise: frozenset[str]
    wishes: frozenset[str]

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[str]]) -> "Lexicon":
        """Read the lists."""
        named = ("partner-kinds", "soft-partner-kinds", "partner-terms", "praise", "wishes")
        return cls(*(frozenset(lists.get(name, ())) for name in named))


def sights(sentence: Sentence, lexicon: Lexicon) -> list[Sight]:
    """Return every occurrence of the word in ``sentence``."""
    if not STEMS & sentence.norms:
        return []
    words = norms(sentence)
    seen = []
    for index, word in enumerate(words):
        if word in STEMS:
            look = _Look(sentence, words, index, lexicon)
            seen.append(replace(look.sight(), named=index - len(look.adjectives)))
    return seen


class _Look:
    """One occurrence of the word, and the questions asked about it, from the surest to the least sure."""

    def __init__(self, sentence: Sentence, words: Sequence[str], at: int, lexicon: Lexicon) -> None:
        self.sentence, self.words, self.at, self.lexicon = sentence, words, at, lexicon
        self.word = words[at]
        self.first = self._first_adjective()
        self.before = words[max(0, self.first - 1)] if self.first else ""
        self.determiner = words[self.first] if words[self.first] in _DETERMINERS else ""
        self.adjectives = words[self.first + bool(self.determiner) : at]
        self.next = words[at + 1] if at + 1 < len(words) else ""
        self.after = words[at + 1 : at + 12]

    # What stands around it

    def _first_adjective(self) -> int:
        first = self.at
        for index in range(self.at - 1, max(-1, self.at - 1 - _MOST_ADJECTIVES), -1):
            word = self.words[index]
            if word in _DETERMINERS:
                return index
            if word == "and" and index > 0 and self.words[index - 1] in self.lexicon.praise:
                continue
            if (
                word == "'s"
                or word in _JOINS
                or word in _BE
                or word in OURS
                or word == "you"
                or not self.sentence.words[index].is_word
            ):
                break
            first = index
        return first

    def _has(self, *words: str, within: int = 12) -> bool:
        return any(word in self.words[max(0, self.at - within) : self.at + within] for word in words)

    def _ours_before(self) -> bool:
        return any(word in _SUBJECTS_OURS for word in self.words[max(0, self.first - 14) : self.first])

    def _capital_at(self, index: int) -> bool:
        words = self.sentence.words
        return (
            0 <= index < len(words)
            and words[index].capital
            and not (words[index].raw.isupper() and self.sentence.capitals)
        )

    def _name_at(self, index: int) -> bool:
        """Whether a name of something stands there: a capital that is not the sentence's first."""
        words = self.sentence.words
        return 0 < index < len(words) and words[index].capital and words[index].norm not in OURS

    # The answer

    def sight(self) -> Sight:
        last = self.at + 1
        why = self._left_alone()
        if why:
            return Sight(self.first, last, claim=False, why=why)
        if denied(self.words, self.first) or (self.determiner == "no" and self.word in BONDS):
            return Sight(self.first, last, claim=False, why="the word is refused, not claimed")
        if self.word in BONDS:
            return self._bond()
        if self._is_verb():
            return self._verb()
        return self._noun()

    def _left_alone(self) -> str:
        previous = self.words[self.at - 1] if self.at else ""
        one_before = self.words[self.at - 2] if self.at > 1 else ""
        if self._is_name(previous):
            return "a name or a title, not a claim"
        if previous in self.lexicon.hard_kinds or (one_before, previous) in (
            ("joint", "venture"),
            ("public", "private"),
        ):
            return f"{_article(previous)} {previous} {self.word} is a kind of firm or role, not a claim"
        if self.next in self.lexicon.terms or (
            self.next == "'s" and len(self.words) > self.at + 2 and self.words[self.at + 2] in self.lexicon.terms
        ):
            return "a term of its own, not a claim"
        if self._left_to_them():
            return "the word is left to the customer, or refused"
        if self._told_by_somebody():
            return "somebody else's word, told of them"
        if self._is_contract():
            return "a word that the contract defines"
        if self.word in NOUNS and (self._is_firm() or self._is_private()):
            return "a person's place in a firm, or in a life, not a claim"
        if "whether" in self.words[: self.first] and not self._proposes():
            return "the answer is left to the customer"
        if (
            self.sentence.asks
            and not OURS & self.sentence.norms
            and not {"why", "let", "partnering"} & self.sentence.norms
            and self.words[0] not in _LURES
        ):
            return "a question about their other partners"
        if open_question(self.sentence, self.words, self.first) and not self._proposes():
            return "an open question about the word leaves it to the customer"
        return ""

    def _is_name(self, previous: str) -> bool:
        if self.sentence.capitals:
            return self.next in self.lexicon.terms or previous == "and"
        if self.word in BONDS and self.at and self._capital_at(self.at) and self.determiner not in ("our", "your", "a"):
            return True
        if not self._capital_at(self.at) or previous in self.lexicon.praise or self.determiner in ("your", "our", "as"):
            return False
        beside = self._capital_at(self.at + 1) or (
            self.at > 0 and self._capital_at(self.at - 1) and previous not in _DETERMINERS
        )
        if self.at == 0:
            return self._capital_at(1) and self.next not in _JOINS
        if (
            self.word == "partners"
            and (previous == "and" or self._capital_at(self.at - 1))
            and self._capital_at(self.at)
        ):
            return True
        return beside or previous in ("and", "'s") or (self.determiner == "the" and not self.adjectives)

    def _is_contract(self) -> bool:
        marks = {
            "hereinafter",
            "herein",
            "agreement",
            "clause",
            "schedule",
            "parties",
            "indemnifies",
            "article",
            "indemnify",
            "defined",
        }
        if self.word in BONDS and {"act", "law", "counsel", "tax", "legal", "statute"} & self.sentence.norms:
            return True
        if self.word in BONDS and (denied(self.words, self.first) or self.adjectives[-1:] == ["limited"]):
            return bool(marks & self.sentence.norms)
        if "means" in self.after[:2] and self.determiner in ("", "the"):
            return True
        return self._capital_at(self.at) and bool(marks & self.sentence.norms)

    def _left_to_them(self) -> bool:
        """Whether the word itself is spoken of: "a big word", "before you call us that", "deserve the word"."""
        words = self.words
        near = set(words[max(0, self.at - 4) : self.at])
        previous = words[self.at - 1] if self.at else ""
        if self.determiner == "no" and not self.adjectives or (previous == "no"):
            return True
        if previous in ("say", "says", "said", "saying", "than") and ("rather" in words or previous != "than"):
            return True
        if (
            {"would", "is", "be"} & set(self.after[:3])
            and {"wrong", "unfair", "premature", "early", "much", "too"} & set(self.after[:6])
            and self.word in BONDS
        ):
            return True
        if (
            self.word in NOUNS
            and previous not in ("us", "to")
            and "us" in near
            and "you" in words[: self.first]
            and {"if", "may", "might", "whether", "one", "until", "would", "before", "when"} & set(words[: self.first])
        ):
            return True
        if (
            "who" in near
            or {"supplier", "vendor", "contractor"} <= set(words)
            or ({"supplier", "vendor"} & set(words) and {"word", "label"} & set(words))
        ):
            return True
        if len(words) == 1 and self.sentence.asks:
            return True
        if {"word", "term", "title", "label"} & near or {"word"} & set(self.after[:4]):
            return not {"earned", "use"} & self.sentence.norms or bool(NEGATIONS & self.sentence.norms)
        named = {"call", "calls", "called", "themselves", "itself"} & near
        if named and not OURS & near:
            return True
        return "between" in self.words[: self.first] and "supplier" in self.sentence.norms

    def _told_by_somebody(self) -> bool:
        """Whether it is told who calls us so: "your CFO called us a partner", "Mrs. Okonjo: we regard ..."."""
        words = self.words
        for index in range(1, self.first):
            told = words[index] in _TOLD or (
                words[index] == ":" and index <= _LABEL and bool(_TITLES & set(words[:index]))
            )
            if told and self._named_teller(index):
                return True
        tail = words[self.at + 1 :]
        return any(
            word in ("said", "says", "wrote") and self._name_at(self.at + index)
            for index, word in enumerate(tail)
            if index
        )

    def _named_teller(self, verb: int) -> bool:
        """Whether somebody in particular stands before the word of saying, and not we ourselves."""
        before = self.words[max(0, verb - 5) : verb]
        if not before or (OURS | _GENERIC) & set(before):
            return False
        named = any(self._capital_at(index) and (index or verb <= 2) for index in range(max(0, verb - 5), verb))  # noqa: PLR2004
        return named or bool(
            {"you", "she", "he", "your", "footer", "salesman", "vendors", "competitor", "competitors", "rep"}
            & set(before)
        )

    def _is_firm(self) -> bool:
        previous = self.words[self.at - 1] if self.at else ""
        if previous in ("made", "making", "make") or (self.before in ("becoming", "became") and self.next == ","):
            return not self._ours_before()
        follows = self.words[self.at + 2] if self.at + 2 < len(self.words) else ""
        if self.next in ("at", "from"):
            return True
        return (
            self.next in ("of", "in")
            and follows in ("a", "the")
            and bool({"firm", "practice", "fund", "joint"} & set(self.after[:6]))
        )

    def _is_private(self) -> bool:
        if self.determiner in ("my", "his", "her") and not self.adjectives and self.word == "partner":
            return not self._ours_as_claim()
        birth = {
            "recovered",
            "mortgage",
            "mentor",
            "exercise",
            "health",
            "pension",
            "household",
            "baby",
            "birthday",
            "operation",
            "gym",
            "marathon",
            "10k",
            "tennis",
            "doubles",
            "invited",
            "birth",
            "dinner",
            "wedding",
            "spouse",
            "husband",
            "wife",
            "children",
            "kids",
            "married",
            "pregnant",
        }
        return bool(birth & self.sentence.norms) and self.word == "partner"

    def _ours_as_claim(self) -> bool:
        return "you" in self.words[max(0, self.first - 4) : self.first]

    def _proposes(self) -> bool:
        opening = self.words[: self.first]
        if "why" in self.words[:2]:
            return True
        return bool({"shall", "let", "about"} & set(opening[:4])) or (
            bool({"we", "us"} & set(opening))
            and bool({"can", "could", "should", "may", "would", "might"} & set(opening[:6]))
            and not {"what", "which", "whether"} & set(opening[:2])
        )

    # The verb

    def _is_verb(self) -> bool:
        if self.word in ("partnering", "partnered"):
            return True
        previous = self.words[self.at - 1] if self.at else ""
        if self.next in ("with", "up", "alongside", "together") and (not self.determiner or previous.endswith("s")):
            return previous not in _BE and previous not in _DETERMINERS
        if (
            self.at == len(self.words) - 1
            and previous in ("might", "can", "could", "to", "should", "will", "would")
            and "with" not in self.words
        ):
            return True
        modal = {
            "to",
            "we",
            "i",
            "us",
            "shall",
            "can",
            "could",
            "will",
            "would",
            "should",
            "might",
            "may",
            "you",
            "let",
            "always",
            "not",
        }
        return self.word == "partner" and previous in modal and not self.determiner

    def _verb(self) -> Sight:
        at, after = self.at, self.after
        last = at + 1
        while (
            last < len(self.words)
            and last < at + 3
            and self.words[last] in ("with", "up", "together", "alongside", "closely", "side")
        ):
            last += 1
        target = self.words[last : last + 6]
        if target[:1] and target[0] in ("you", "your", "yours", "each", "our"):
            last += 1
            if target[0] == "your" or target[0] == "our":
                claim = target[0] == "your" or "you" in target
                return self._verb_sight(last - 1, claim=claim)
            return self._verb_sight(last, claim=True)
        if target[:1] == ["us"]:
            return self._verb_sight(last + 1, claim=self._side() != "theirs")
        yours = (
            any(target[index : index + 2] in (["like", "yours"], ["like", "you"], ["such", "as"]) for index in range(5))
            or "yours" in after
        )
        if yours:
            return self._verb_sight(last, claim=True)
        previous = set(self.words[max(0, at - 6) : at])
        if {"shall", "let", "about"} & previous or self._proposes():
            return self._verb_sight(last, claim=True)
        wishing = self.lexicon.wishes & set(self.words[max(0, at - 8) : at])
        if self.word == "partnered":
            return self._verb_sight(last, claim=bool({"you", "your", "together"} & set(after[:4])))
        if self.word == "partners" or self._side() in ("theirs", "yours"):
            return self._verb_sight(last, claim=False)
        if at == 0 or self.words[at - 1] in ("why", "to", "please", ",", "–", "—") or wishing:
            named = self._name_at(last) or self.words[last : last + 1] == [BLOB]
            return self._verb_sight(last, claim=bool(wishing) or at == 0 or named or "your" in after)
        return self._verb_sight(last, claim=False)

    def _verb_sight(self, last: int, *, claim: bool) -> Sight:
        return Sight(
            self.at, max(self.at + 1, last), claim, "" if claim else "a partnership with somebody else", "verb"
        )

    def _side(self) -> str:
        for index in range(self.first - 1, -1, -1):
            word = self.words[index]
            if word in OURS or word in THEIRS or word == "you":
                return "ours" if word in OURS else "yours" if word == "you" else "theirs"
            if word == "your":
                return "yours"
        return ""

    # The bond

    def _bond(self) -> Sight:
        last = self.at + 1
        after = self.after
        follows = after[1] if len(after) > 1 else ""
        praised = bool(self.lexicon.praise & set(self.adjectives))
        wishing = bool(self.lexicon.wishes & set(self.words[max(0, self.first - 10) : self.first]))
        mine = {"we", "us", "our", "i", "you", "your"} & self.sentence.norms
        if self.next in ("with", "between", "to") and follows in ("you", "your", "us", "our", "yours"):
            claim = not (follows in ("you", "your") and self.determiner == "their")
            return self._bond_sight(
                last, claim=claim and not (self.determiner == "your" and follows not in ("us", "our"))
            )
        if self.determiner in ("your", "their", "his", "her", "its") and self.next in ("with", "between", "agreement"):
            return self._bond_sight(last, claim=False)
        if self.next == "with" and follows in ("its", "their", "his", "her"):
            return self._bond_sight(last, claim=False)
        if self.next in ("with", "between", "of") and (
            self._name_at(self.at + 2) or follows in ("the", "a", "an") or follows == BLOB
        ):
            rest = self.words[self.at + 2 :]
            claim = (
                praised
                or wishing
                or bool({"your", "our", "us"} & set(rest[:8]))
                or (self.determiner in ("a", "") and "your" in rest)
            )
            if self.determiner in ("our", "") and not wishing and self.next == "with":
                claim = praised and self._ours_before()
            claim = claim or (follows == "the" and after[2:3] in (["customer"], ["client"], ["reader"]))
            return self._bond_sight(last, claim=claim)
        if self.determiner in ("our", "your", "this") or (
            self.before == "as" and self.determiner == "a" and self._side() != "theirs"
        ):
            return self._bond_sight(last, claim=True)
        if (
            self.next in ("model", "approach", "opportunity", "proposal", "mindset", "spirit", "journey", "status")
            or "ours" in self.words[: self.first]
        ):
            return self._bond_sight(last, claim=True)
        if {"announced", "announce", "signed", "between", "among"} & set(self.words[: self.first]) and not mine:
            return self._bond_sight(last, claim=False)
        if (
            {"appreciate", "thanks", "thank", "to", "in", "for", "committed"}
            & set(self.words[max(0, self.first - 2) : self.first])
            and not self.determiner == "their"
            and self.next not in ("with", "of", "between")
        ):
            return self._bond_sight(
                last,
                claim=self._side() != "theirs"
                and not {"love", "speak", "talk", "others"} & set(self.words[: self.first]),
            )
        claim = (praised or wishing or bool(mine)) and not (self.word == "partnerships" and self.next in ("is", "are"))
        if self.determiner == "the" and not praised:
            claim = bool(
                {"our", "us"} & set(after)
                or {"between", "value", "strengthen", "excited", "grow", "extend"} & self.sentence.norms
            )
        if self._side() == "theirs":
            claim = False
        return self._bond_sight(last, claim=claim)

    def _bond_sight(self, last: int, *, claim: bool) -> Sight:
        return Sight(self.first, last, claim, "" if claim else "a partnership of others, or with somebody else", "bond")

    # The noun

    def _noun(self) -> Sight:
        last = self.at + 1
        claim = self._noun_claims()
        return Sight(self.first, last, claim, "" if claim else "somebody else's partner, or somebody else who is one")

    def _noun_claims(self) -> bool:  # noqa: PLR0911, C901, PLR0912 - one question a line, in order of sureness
        words, first, at, after = self.words, self.first, self.at, self.after
        soft = bool(set(self.adjectives[-2:]) & self.lexicon.soft_kinds)
        praised = bool(self.lexicon.praise & set(self.adjectives))
        plural = self.word == "partners"
        of_us = self._ours_before()
        side = self._side()
        verbs = set(words[max(0, first - 4) : first])
        if (
            not first
            and not self.determiner
            and self.next in ("", "!", ",")
            or words[:first] in (["dear"], ["hi"], ["hello"], ["hey"], ["dear", "valued"])
        ):
            return not self._name_at(at + 1) or bool(words[:first])
        if words[:1] in (["dear"], ["hi"], ["hello"], ["hey"]) and first <= 2:  # noqa: PLR2004
            return True
        if self.determiner == "your":
            return self._your_claims(soft=soft, praised=praised, plural=plural, of_us=of_us)
        if self.next in ("like", "such") and {"us", "we"} & set(self.after[:4]):
            return True
        if self.determiner in ("our", "its", "my"):
            if {"consider", "call", "regard", "view"} & set(words[max(0, first - 5) : first]) or (
                "our" in words[:2]
                and {"are", "customers", "clients"} & set(words[:first])
                and "customers" in words[:first]
            ):
                return not plural or "customers" in words[:first] or "clients" in words[:first]
            named = self._name_at(at + 1)
            yours = "you" in words[max(0, first - 6) : first]
            return (
                (yours and bool({"are", "as", "be", "being"} & verbs))
                or ("as" in verbs and bool({"regards", "see", "regard", "consider"} & self.sentence.norms))
                or (praised and bool({"to", "dear"} & set(words[:1])) and named)
            )
        if self.determiner == "their" and "find" in words[:first]:
            return True
        if self.determiner in ("their", "his", "her") or (
            side == "theirs" and "us" not in words[max(0, first - 5) : first]
        ):
            return False
        to_you = any(after[index] in ("you", "your", "yours") for index in range(min(3, len(after))))
        if to_you and self.next in ("to", "for", "of", "in") and not soft:
            return True
        if to_you and praised:
            return True
        if of_us and (_BE & verbs) and not self._third_party(soft=soft):
            return True
        if "as" in verbs and (self.words[max(0, first - 1)] == "as") and not soft:
            together = {"we", "us", "you", "together", "our", "you", "growing"} & self.sentence.norms
            return bool(together) and side != "theirs"
        if {
            "deserve",
            "choose",
            "need",
            "want",
            "found",
            "find",
            "get",
            "gain",
            "have",
            "deserves",
            "needs",
            "chose",
        } & verbs and ("you" in words[:first] or first <= 1):
            return not self.sentence.asks and not soft and (self.determiner in ("a", "an", "the") or praised)
        if "you" in words[max(0, first - 4) : first] and {"are", "being", "be"} & verbs and not soft:
            return True
        if (
            {"being", "such"} & verbs
            and "thank" in self.sentence.norms
            or ("thanks" in self.sentence.norms and "being" in verbs)
        ):
            return True
        if (
            self.determiner in ("a", "an", "the", "that", "")
            and at + 1 < len(words)
            and after[:1] in (["you"], ["that"], ["who"])
            and self.determiner != "the"
            and (first == 0 or self.determiner == "a")
        ):
            return {"you", "your"} & set(after[:6]) != set() or first == 0
        if (
            first == 0
            and self.determiner != "the"
            and (praised or (self.determiner == "a" and len(words) <= 6))
            and not self._third_party(soft=soft)
        ):  # noqa: PLR2004
            return True
        if (
            len(words) <= 5
            and self.determiner in ("a", "")
            and not plural
            and first <= 3
            and not soft
            and not self._name_at(at + 1)
            and self.next in ("", ",", "for", "to", "in")
        ):  # noqa: PLR2004
            return True
        if (
            "you" in verbs
            and "us" in after[:3]
            or (
                "us" in words[max(0, first - 3) : first]
                and {"consider", "see", "think", "call", "make", "as", "count", "view", "choose"} & set(words[:first])
            )
        ):
            return True
        if (
            plural
            and self.next in ("in", "for")
            and (of_us or "your" in self.sentence.norms)
            and not self.determiner
            and not soft
        ):
            return True
        if self.determiner == "that" and at == len(words) - 1 and "is" in verbs:
            return True
        if praised and (of_us or self._wishing()) and not self._third_party(soft=soft):
            return True
        return not self._someone_else(soft=soft)

    def _someone_else(self, *, soft: bool) -> bool:
        """Whether anything points to a third firm, or to a person: then the word is no claim."""
        words, first, at = self.words, self.first, self.at
        before = words[first - 1] if first else ""
        if (
            words[0] in ("choosing", "finding", "selecting")
            or {"became", "become"} & set(words[max(0, first - 3) : first])
            and self._side() == "yours"
        ):
            return True
        if (
            "you" in words[:first]
            and {"have", "had"} & set(words[max(0, first - 3) : first])
            and not {"us", "we", "our"} & set(words[:first])
        ):
            return True
        if before == "'s" or (at and words[at - 1] == "'s"):
            owner = words[(first if words[first] == "'s" else at - 1) - 1]
            if owner in ("auditor", "investor", "landlord", "lawyer", "bank", "competitor", "supplier", "colleague"):
                return True
        if self.word == "partners" and first == 0 and self.next == "of":
            return True
        if {"surviving", "operating", "culture", "lead", "investor 's"} & set(self.adjectives):
            return True
        if self.next in (
            "agencies",
            "agency",
            "firm",
            "firms",
            "company",
            "companies",
            "bank",
            "banks",
            "store",
            "stores",
            "site",
            "sites",
            "schools",
            "hotels",
            "universities",
            "organisations",
            "organizations",
            "up",
        ):
            return True
        if (
            at
            and words[at - 1] == "("
            or self._capital_at(at)
            and at > 0
            and not self.sentence.capitals
            and not self.determiner
        ):
            return True
        third = {
            "through",
            "via",
            "by",
            "from",
            "each",
            "any",
            "another",
            "some",
            "every",
            "both",
            "these",
            "those",
            "per",
            "which",
            "whose",
        }
        if soft or before in third or self.determiner in third or self._name_at(at + 1) or self._third_party(soft=soft):
            return True
        if self.word == "partners" and (
            self.determiner == "the"
            or any(word.isdigit() for word in words[max(0, first - 1) : at])
            or before in ("of", "and", "our", "with")
        ):
            return True
        if before == "with" and not {"you", "us"} & set(words[:first]):
            return True
        return self.determiner == "the" and not {"you", "your", "we", "us"} & self.sentence.norms

    def _your_claims(self, *, soft: bool, praised: bool, plural: bool, of_us: bool) -> bool:
        words, first, at = self.words, self.first, self.at
        verbs = set(words[max(0, first - 4) : first])
        if self._name_at(at + 1) and not self.sentence.capitals:
            return False
        if "ourselves" in verbs:
            return True
        if {"chosen", "selected", "appointed", "named", "continue", "remain", "stay"} & set(
            words[max(0, first - 5) : first]
        ):
            return not self._third_subject()
        if "which" in words[:2] or "of" in verbs and plural:
            return praised and "among" in verbs
        if of_us and ((_BE & verbs) or praised or self._wishing()):
            return True
        if "as" in verbs or praised or self._wishing():
            return not self._third_subject()
        if first == 0:
            if self.next == "is" and {"here", "right", "called", "us"} & set(self.after[:4]):
                return True
            finite = {
                "is",
                "was",
                "has",
                "will",
                "are",
                "were",
                "had",
                "confirmed",
                "asked",
                "sent",
                "told",
                "can",
                "may",
                "gives",
                "wants",
                "said",
                "did",
            }
            return (not plural or self.next == "in") and not soft and not finite & set(self.after)
        if _BE & verbs or self._possessed_by_us(verbs):
            return not soft and not self._third_subject() and not self.sentence.asks
        return (
            not plural
            and not soft
            and self.next in ("of", "for", "in")
            and not {"who", "which", "from", "by", "with", "to"} & set(words[first - 1 : first])
        )

    def _possessed_by_us(self, verbs: set[str]) -> bool:
        return "us" in verbs and bool(
            {"consider", "call", "think", "see", "make", "as"} & set(self.words[: self.first])
        )

    def _wishing(self) -> bool:
        return bool(self.lexicon.wishes & set(self.words[max(0, self.first - 9) : self.first]))

    def _third_subject(self) -> bool:
        return bool((THEIRS - {"it", "its"}) & set(self.words[: self.first])) or bool(
            {"still", "currently", "current", "who"} & set(self.words[: self.first])
        )

    def _third_party(self, *, soft: bool) -> bool:
        """Whether the words around name a third firm: "our delivery partner in Zlín", "an AWS Advanced Tier Partner"."""
        named = any(self._name_at(index) for index in range(self.first, self.at)) and not self.sentence.capitals
        return (soft and "your" not in self.sentence.norms) or named


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
