"""The language check: a draft in, findings with reasons and rewordings out (LANGUAGE).

``check`` is the only door: ``check(draft, language)``. It is a pure function; the same draft, rules and facts give the
same report, and it takes time in proportion to the draft's length.
"""

import gc
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter

from twoway.core.language.allowed import allowed
from twoway.core.language.claims import Claim
from twoway.core.language.draft import take_apart
from twoway.core.language.hearing import HEARD
from twoway.core.language.reader import Reader
from twoway.core.language.report import Finding, Report
from twoway.core.language.rewording import filled, message
from twoway.core.language.rules import DRAFT_RULES, Language
from twoway.core.language.sides import two_sided
from twoway.core.language.whole import FOLLOW_UP, ONE_SIDED, one_sided, settled, without_carried
from twoway.core.language.whose import Unnamed, unnamed

_CONFIDENCE = {
    "self-claimed-partner": 0.9,
    "self-claimed-status": 0.9,
    "servile": 0.85,
    "presumptuous": 0.85,
    "whose-word": 0.9,
}
_LESS_SURE = 0.7


def check(draft: str, language: Language, facts: Mapping[str, str] | None = None) -> Report:
    """Check ``draft`` against the rules of ``language``.

    ``facts`` of the deal (hello, goal, our_action, our_day, their_action, their_day) fill the rewordings; what is
    missing stays a blank in brackets. Places in the report are characters (code points) of ``draft``.
    """
    with _uncollected():
        return _check(draft, language, facts or {})


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector still: it would look through the words again and again, and finds no cycle in them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _check(draft: str, language: Language, facts: Mapping[str, str]) -> Report:
    parts = take_apart(draft, language.typos)
    reader = Reader(parts, language)
    for sentence in parts.sentences:
        reader.read(sentence)
    claims, sides, hearing = reader.claims, reader.sides, reader.hearing
    line = two_sided(sides)
    claims = without_carried(claims, parts.sentences, sides)
    claims = hearing.of_draft(claims, FOLLOW_UP, line)
    claims += one_sided(claims, sides)
    for rule in ONE_SIDED:
        if not any(claim.rule in ONE_SIDED and claim.rule != rule for claim in claims):
            claims = hearing.of_draft(claims, rule, line)
    line = settled(line, claims)
    quoted = [_Quoted(one) for one in unnamed(parts) if one.claimed or hearing.of_quotation(parts, one.quotation)]
    marked: list[Claim | _Quoted] = [*_beside(claims, quoted), *quoted]
    found = [_finding(claim, draft, language, facts) for claim in marked]
    found.sort(key=lambda one: (one.start, one.end))
    return Report(tuple(found), tuple(allowed(parts, found, reader.seen)), line, message(line, language, facts))


def _beside(claims: Iterable[Claim], quoted: Sequence["_Quoted"]) -> Iterator[Claim]:
    """Yield the claims but those that the ear alone heard around a word in quotation marks, which is marked as that."""
    for claim in claims:
        at = bisect_left(quoted, claim.end, key=attrgetter("start"))
        if claim.kind != HEARD or claim.rule in DRAFT_RULES or not at or quoted[at - 1].end <= claim.start:
            yield claim


@dataclass(frozen=True)
class _Quoted:
    """A claim in quotation marks, for which nobody is named, or which we make ourselves."""

    place: Unnamed
    kind: str = "quoted"
    instead: str = ""

    @property
    def rule(self) -> str:
        return "self-claimed-partner" if self.place.claimed else "whose-word"

    @property
    def start(self) -> int:
        return self.place.quotation.start

    @property
    def end(self) -> int:
        return self.place.quotation.end

    def whole(self, _draft: str) -> tuple[int, int]:
        """Return the same place: nothing around it is changed."""
        return self.start, self.end


def _finding(claim: Claim | _Quoted, draft: str, language: Language, facts: Mapping[str, str]) -> Finding:
    """Word a claim: the words alone are replaced where the rule or the phrase knows how, else the whole sentence."""
    rule = language.rules[claim.rule]
    text = draft[claim.start : claim.end]
    instead = claim.instead or rule.instead.get(claim.kind, "")
    start, end = (claim.start, claim.end) if instead else claim.whole(draft)
    suggestion = filled(instead or rule.suggestion, language, facts, draft[start:end])
    if text[:1].isupper() or start < claim.start:
        suggestion = suggestion[:1].upper() + suggestion[1:]
    return Finding(
        rule=claim.rule,
        severity=rule.severity,
        start=claim.start,
        end=claim.end,
        text=text,
        reason=rule.reason,
        suggestion=suggestion,
        confidence=_CONFIDENCE.get(claim.rule, _LESS_SURE),
        fix_start=start,
        fix_end=end,
    )
