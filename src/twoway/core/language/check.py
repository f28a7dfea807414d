"""The language check: a draft in, findings with reasons and rewordings out (LANGUAGE).

``check`` is the only door: ``check(draft, language)``. It is a pure function; the same draft, rules and facts give the
same report, and it takes time in proportion to the draft's length.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twoway.core.language.allowed import allowed
from twoway.core.language.draft import Draft, take_apart
from twoway.core.language.grammar import YOURS, denied, norms, open_question, reported, side_before, spoken_by_us
from twoway.core.language.partner import Lexicon, Sight, sights
from twoway.core.language.report import Finding, Report
from twoway.core.language.rewording import filled, message
from twoway.core.language.rules import DRAFT_RULES, PHRASE_RULES, Language
from twoway.core.language.scan import Hit, scan
from twoway.core.language.sentences import Sentence
from twoway.core.language.sides import Sides, item_under, sides_of, two_sided, with_promises
from twoway.core.language.whose import Unnamed, unnamed

_CONFIDENCE = {
    "self-claimed-partner": 0.9,
    "self-claimed-status": 0.9,
    "servile": 0.85,
    "presumptuous": 0.85,
    "whose-word": 0.9,
}
_LESS_SURE = 0.7
_MOST_OTHER_WORDS = 18
"""Words; a draft that says more than that beside its follow-up carries something."""
_TRAILING = 6
_PLEASANT = frozenset(
    "hope trust thanks thank happy have hi hello dear hey best wishes great lovely nice enjoy greetings morning cheers".split()
)


@dataclass(frozen=True)
class _Claim:
    """A finding before it is worded: the words ``first`` to before ``last`` of ``sentence``, for ``rule``."""

    rule: str
    sentence: Sentence
    first: int
    last: int
    instead: str = ""
    kind: str = ""

    @property
    def start(self) -> int:
        return self.sentence.words[self.first].start

    @property
    def end(self) -> int:
        return self.sentence.words[self.last - 1].end

    def whole(self, draft: str) -> tuple[int, int]:
        """The place of its sentence in the draft, with the mark that ends it."""
        end = self.sentence.end
        while end < len(draft) and draft[end] in ".!?…":
            end += 1
        return self.sentence.start, end


@dataclass(frozen=True)
class _Quoted:
    """The same for words in quotation marks that nobody is named for."""

    place: Unnamed
    kind: str = "quoted"
    instead: str = ""

    @property
    def rule(self) -> str:
        return "self-claimed-partner" if self.place.claimed else "whose-word"

    @property
    def start(self) -> int:
        return self.place.start

    @property
    def end(self) -> int:
        return self.place.end

    def whole(self, draft: str) -> tuple[int, int]:
        """The same place: nothing around it is changed."""
        del draft
        return self.start, self.end


def check(draft: str, language: Language, facts: Mapping[str, str] | None = None) -> Report:
    """Check ``draft`` against the rules of ``language``.

    ``facts`` of the deal (hello, goal, our_action, our_day, their_action, their_day) fill the rewordings; what is missing
    stays a blank in brackets. Places in the report are characters (code points) of ``draft``.
    """
    parts = take_apart(draft, language.typos)
    lexicon = Lexicon.of(language.lists)
    days = frozenset(language.lists.get("day", ()))
    claims: list[_Claim] = []
    seen: list[tuple[Sentence, Sight]] = []
    sides: list[Sides] = []
    for sentence in parts.sentences:
        hits = list(scan(sentence, language))
        looks = sights(sentence, lexicon)
        seen += [(sentence, sight) for sight in looks]
        claimed = _strongest([*_phrases(sentence, hits, parts), *_partners(sentence, looks)])
        claims += claimed
        empty = [claim for claim in claimed if claim.rule == "empty-follow-up"]
        sides.append(
            sides_of(
                sentence, [hit for hit in hits if not any(hit.overlaps(one.first, one.last) for one in empty)], days
            )
        )
    claims = _without_quoted(claims, parts)
    if _other_words(parts.sentences, claims) <= _MOST_OTHER_WORDS:
        claims = _without_empty(claims, sides)
    else:
        claims = [claim for claim in claims if claim.rule != "empty-follow-up"]
    claims += _one_sided(claims, sides)
    claims += [_Quoted(one) for one in unnamed(parts)]
    filled_in = facts or {}
    found = sorted(
        (_finding(claim, draft, language, filled_in) for claim in claims), key=lambda one: (one.start, one.end)
    )
    line = two_sided(sides)
    return Report(tuple(found), tuple(allowed(parts, found, seen)), line, message(line, language, filled_in))


# Phrases


def _phrases(sentence: Sentence, hits: Sequence[Hit], parts: Draft) -> Iterable[_Claim]:
    words = norms(sentence)
    for hit in hits:
        if hit.name not in PHRASE_RULES:
            continue
        if any(other.name == f"not-{hit.name}" and other.overlaps(hit.first, hit.last) for other in hits):
            continue
        if hit.name != "self-claimed-status" and parts.quotation_at(sentence.words[hit.first].start):
            continue
        if denied(words, hit.first) or _not_ours(hit, sentence, words):
            continue
        yield _Claim(hit.name, sentence, hit.first, hit.last, hit.phrase.instead, "phrase")


def _not_ours(hit: Hit, sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether somebody else says it, or it is asked."""
    if hit.name == "empty-follow-up":
        return False
    if open_question(sentence, words, hit.first) or reported(words, hit.first):
        return True
    if hit.name == "self-claimed-status":
        named = sentence.words[hit.first : hit.last]
        if hit.first and all(word.capital for word in named) and not sentence.capitals:
            return True
        return not spoken_by_us(sentence, words, hit.first, hit.last)
    return hit.name != "presumptuous" and side_before(words, hit.first) == "theirs"


def _partners(sentence: Sentence, looks: Iterable[Sight]) -> Iterable[_Claim]:
    for sight in looks:
        if sight.claim:
            yield _Claim("self-claimed-partner", sentence, sight.first, sight.last, "", sight.kind)


def _strongest(claims: Sequence[_Claim]) -> list[_Claim]:
    """Where claims overlap, keep the strongest rule's, and of one rule the one that began first, made as long as both."""
    kept: list[_Claim] = []
    if any(claim.rule == "self-claimed-partner" and claim.kind != "phrase" for claim in claims):
        claims = [claim for claim in claims if claim.rule != "self-claimed-partner" or claim.kind != "phrase"]
    order = sorted(claims, key=lambda one: (PHRASE_RULES.index(one.rule), one.first, -one.last))
    for claim in order:
        same = next((index for index, one in enumerate(kept) if _one_mark(one, claim)), None)
        if same is not None:
            one = kept[same]
            kept[same] = _Claim(
                one.rule, one.sentence, min(one.first, claim.first), max(one.last, claim.last), one.instead, one.kind
            )
        elif not any(claim.first < one.last and one.first < claim.last for one in kept):
            kept.append(claim)
    return kept


def _one_mark(one: _Claim, other: _Claim) -> bool:
    """Whether two claims get one mark: the same rule, and touching; or two turns of tone in one sentence."""
    if one.rule != other.rule:
        return False
    return not one.rule.startswith("self-claimed") or (one.first <= other.last and other.first <= one.last)


def _without_quoted(claims: Iterable[_Claim], parts: Draft) -> list[_Claim]:
    """Drop what is claimed inside quotation marks; there the question is whose word it is."""
    return [
        claim for claim in claims if claim.rule != "self-claimed-partner" or parts.quotation_at(claim.end - 1) is None
    ]


# Whole drafts


def _other_words(sentences: Iterable[Sentence], claims: Iterable[_Claim]) -> int:
    """Count the words of a draft that neither follow up nor wish anybody well: what it says beside."""
    spans = {id(claim.sentence): claim for claim in claims if claim.rule == "empty-follow-up"}
    count = 0
    for sentence in sentences:
        words = [word.norm for word in sentence.words if word.is_word]
        if id(sentence) in spans:
            count += max(0, len(sentence.words) - spans[id(sentence)].last - _TRAILING)
        elif not _PLEASANT & set(words[:6]):
            count += len(words)
    return count


def _without_empty(claims: Sequence[_Claim], sides: Sequence[Sides]) -> list[_Claim]:
    """Drop follow-ups of a draft that carries something: a goal, something of ours, or something definite of theirs."""
    carried = any(one.goal or one.gives or one.done or one.asks for one in sides)
    return [claim for claim in claims if claim.rule != "empty-follow-up" or not carried]


def _one_sided(claims: Sequence[_Claim], sides: Sequence[Sides]) -> list[_Claim]:
    """Flag the first sentence that asks, or gives, in a draft in which nothing balances it."""
    taken = {id(claim.sentence) for claim in claims if claim.rule in PHRASE_RULES}
    sides = with_promises(sides)
    asks = [one for one in sides if one.asks and id(one.sentence) not in taken]
    gives = [one for one in sides if one.gives and id(one.sentence) not in taken]
    goal = any(one.goal for one in sides)
    done = any(one.done and YOURS & one.sentence.norms for one in sides)
    if asks and not goal and not done and not any(one.gives or one.gives_too for one in sides):
        rule, first = "one-sided-ask", asks[0]
    elif (
        gives
        and not any(one.asks_too or one.easy_no for one in sides)
        and not any(one.goal and one.gives for one in sides)
    ):
        rule, first = "one-sided-give", gives[0]
    else:
        return []
    sentence = item_under(first, sides).sentence
    return [_Claim(rule, sentence, 0, len(sentence.words), "", "sentence")]


# In words


def _finding(claim: "_Claim | _Quoted", draft: str, language: Language, facts: Mapping[str, str]) -> Finding:
    """Word a claim: the words alone are replaced where the rule or the phrase knows how, else the whole sentence."""
    rule = language.rules[claim.rule]
    text = draft[claim.start : claim.end]
    instead = claim.instead or rule.instead.get(claim.kind, "")
    start, end = (claim.start, claim.end) if instead or claim.kind == "quoted" else claim.whole(draft)
    suggestion = filled(instead or rule.suggestion, language, facts, draft[start:end])
    if text[:1].isupper() or start < claim.start:
        suggestion = suggestion[:1].upper() + suggestion[1:]
    confidence = _CONFIDENCE.get(claim.rule, _LESS_SURE)
    return Finding(
        claim.rule, rule.severity, claim.start, claim.end, text, rule.reason, suggestion, confidence, start, end
    )
