"""Where the word "partner" stands and claims nothing, and why it is left alone."""

from collections.abc import Iterator, Sequence

from twoway.core.language.draft import Draft
from twoway.core.language.partner import STEMS, Sight
from twoway.core.language.regions import WHY
from twoway.core.language.report import Allowed, Finding

_QUOTED = "somebody else's words, quoted with their speaker"
_TERM = "a label or a defined word in quotation marks, or a refusal of the word"
_OTHER = "nothing is claimed with it here"


def allowed(draft: Draft, found: Sequence[Finding], seen: Sequence[Sight]) -> Iterator[Allowed]:
    """Yield each place of the word that no finding covers, in the order of the draft.

    ``seen`` is what was thought of each place in the writer's own sentences, in order.
    """
    sights = {sight.end: sight for sight in seen}
    taken = sorted((finding.start, finding.end) for finding in found)
    at = last = 0
    for word in draft.words:
        if word.norm not in STEMS or word.start < last:
            continue
        while at < len(taken) and taken[at][1] <= word.start:
            at += 1
        if at < len(taken) and taken[at][0] <= word.start:
            continue
        one = _at(draft, word.start, word.end, sights)
        start = max(one.start, last, taken[at - 1][1] if at else 0)
        last = one.end
        yield Allowed(start, last, draft.text[start:last], one.why)


def _at(draft: Draft, start: int, end: int, sights: dict[int, Sight]) -> Allowed:
    region = draft.region_at(start)
    if region is not None:
        return Allowed(start, end, draft.text[start:end], WHY[region.kind])
    quotation = draft.quotation_at(start)
    if end in sights:
        sight = sights[end]
        return Allowed(sight.start, end, draft.text[sight.start : end], sight.why)
    if quotation is not None:
        return Allowed(
            quotation.start,
            quotation.end,
            draft.text[quotation.start : quotation.end],
            _QUOTED if quotation.spoken else _TERM,
        )
    return Allowed(start, end, draft.text[start:end], _OTHER)
