"""What the before-and-after control shows, and the same as Markdown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from twoway.core.case import Reference
from twoway.core.deal import Ask, Evidence
from twoway.core.dimensions import TWO_WAY
from twoway.core.rubric import Rubric
from twoway.ui.markdown import to_html

if TYPE_CHECKING:
    from twoway.ui.before_after import BeforeAfter

INTRO = {
    "before": "Rate this deal as you see it today, before the lessons. Nothing here is scored.",
    "after": "Rate the same deal again, from a blank page. Your first rating comes back when you commit.",
}
KEPT = (
    "Your first look is kept. Come back when you have done the lessons, and rate the same deal again; then you see "
    "both beside ours."
)
HONEST = (
    "One deal, looked at twice: a hint about where your eye has moved. It is no measure of you, and the authors' "
    "rating is a reasoned reference."
)
ANSWERS = {"none": "no answer so far", "accepted": "accepted", "refused": "refused"}
OPEN = "not rated"
LEFT_OPEN = "left open"


def facts(moment: Reference, rubric: Rubric) -> list[str]:
    """Return what is on file at ``moment``, as Markdown lines: evidence without its ratings, asks, comfort signals."""
    pieces = [piece for dimension in TWO_WAY for piece in moment.deal.rating(dimension).evidence]
    dated = [(_when(piece), _piece(piece)) for piece in pieces]
    dated += [(ask.made_on.isoformat(), _ask(ask)) for ask in moment.deal.asks]
    lines = dict.fromkeys(line for _, line in sorted(dated, key=lambda entry: entry[0]))
    signals = [rubric.comfort[one].title for one in moment.deal.comfort if one in rubric.comfort]
    return [*lines, *(f"Also noted: {title[:1].lower()}{title[1:]}." for title in signals)]


def fixed(page: "BeforeAfter") -> dict[str, Any]:
    """Return the deal's description and the levels' wording."""
    relationship = page.moment.deal.relationship
    worded = [page.rubric.dimension(dimension, relationship) for dimension in TWO_WAY]
    return {
        "title": page.moment.title,
        "from": f"From the case “{page.case.title}”, {_day(page.moment)}",
        "summary": to_html(page.case.summary),
        "facts": [to_html(line) for line in page.facts()],
        "dimensions": [
            {
                "id": one.id,
                "title": one.title,
                "question": one.question,
                "levels": [
                    {"label": level.label, "text": level.text, "examples": list(level.examples)} for level in one.levels
                ],
            }
            for one in worded
        ],
    }


def view(page: "BeforeAfter") -> dict[str, Any]:
    """Return the open rating; or, when both are in, the table with the shift."""
    shown = page.round
    both = page.round is None and page.levels("after") is not None
    return {
        "round": shown,
        "intro": INTRO[shown] if shown else KEPT if not both else "",
        "levels": page.draft if shown else {},
        "rows": list(_rows(page)) if both else [],
        "line": _line(page) if both else "",
        "honest": HONEST if both else "",
    }


def plain(page: "BeforeAfter") -> str:
    """Return the same as Markdown."""
    shown = view(page)
    listed = "\n".join(f"- {line}" for line in page.facts())
    parts = [f"### {page.moment.title}", page.case.summary, listed, f"*{shown['intro']}*" if shown["intro"] else ""]
    if shown["rows"]:
        lines = [
            f"| {row['title']} | {row['before']} | {row['after']} | {row['ours']} | {row['shift']} |"
            for row in shown["rows"]
        ]
        head = "| What | Before | After | The authors | Shift |\n|---|---|---|---|---|"
        parts += ["\n".join([head, *lines]), shown["line"], f"*{HONEST}*"]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _rows(page: "BeforeAfter") -> Iterator[dict[str, str]]:
    before, after, ours = page.levels("before") or {}, page.levels("after") or {}, page.reference
    for dimension in TWO_WAY:
        one, two, reference = before.get(dimension), after.get(dimension), ours.get(dimension)
        yield {
            "id": dimension,
            "title": page.rubric.dimension(dimension, page.moment.deal.relationship).title,
            "before": OPEN if one is None else str(one),
            "after": OPEN if two is None else str(two),
            "ours": LEFT_OPEN if reference is None else str(reference),
            "shift": _shift(one, two, reference),
            "why": page.moment.why.get(dimension, ""),
        }


def _shift(before: int | None, after: int | None, ours: int | None) -> str:
    if before is None or after is None or ours is None:
        return ""
    moved = abs(before - ours) - abs(after - ours)
    if moved:
        return f"{abs(moved)} {'closer' if moved > 0 else 'further away'}"
    return "the same as ours both times" if after == ours else "as far as before"


def _line(page: "BeforeAfter") -> str:
    result = page.result
    if not result or not result["rated"]:
        return "Nothing was rated both times and by the authors too, so there is nothing to set side by side."
    what = "one thing" if result["rated"] == 1 else f"{result['rated']} things"
    return (
        f"On the {what} that you rated both times, you were {_levels(result['before'])} away from the authors in all; "
        f"now it is {_levels(result['after'])}."
    )


def _levels(number: int) -> str:
    return f"{number} level{'' if number == 1 else 's'}"


def _when(piece: Evidence) -> str:
    return piece.date.isoformat() if piece.date else ""


def _piece(piece: Evidence) -> str:
    if piece.kind == "belief":
        return f"What we believe: {piece.quote.rstrip('.')}."
    day = f"{piece.date.day} {piece.date:%B}" if piece.date else "no date"
    where = f" ({piece.where})" if piece.where else ""
    return f"{day}, {piece.who}{where}: {piece.quote.rstrip('.')}."


def _ask(ask: Ask) -> str:
    return f"{ask.made_on.day} {ask.made_on:%B}, we asked: “{ask.text}” ({ANSWERS[ask.answer]})"


def _day(moment: Reference) -> str:
    return f"{moment.as_of.day} {moment.as_of:%B %Y}"
