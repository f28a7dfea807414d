"""What the scorecard control shows: the wording once, then the state of the open deal; and the same as plain text."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from twoway.core.deal import Evidence
from twoway.core.dimensions import BY_ID, DEAL, PARTNER, TWO_WAY
from twoway.core.judge import Judgement
from twoway.core.rubric import Rubric
from twoway.core.standing import Standing, carries, is_stale
from twoway.ui.verdict_view import FIRST_PASS, verdict
from twoway.workbook.deals import shown_name

KINDS = [("said", "They said it"), ("done", "They wrote or did it"), ("belief", "It is our belief")]
FATES = {"met": "answered and shown", "waiting": "waiting until {due}", "refused": "refused", "lapsed": "lapsed {due}"}


class Card(Protocol):
    """What the view needs to know of a scorecard."""

    rubric: Rubric
    back: str
    deal_id: str | None

    def deals(self) -> list[dict[str, Any]]:
        """Return all live deals as plain data."""

    def deal(self) -> dict[str, Any]:
        """Return the open deal as plain data."""

    def judge(self, plain: Mapping[str, Any]) -> Judgement:
        """Judge one deal."""


def wording(rubric: Rubric) -> dict[str, Any]:
    """Return the rubric's words for deals and for teams, sent to the control once."""
    return {
        "dimensions": {
            relationship: {
                identity: _dimension(rubric, identity, relationship)
                for identity in rubric.ids
                if relationship == "deal" or identity in TWO_WAY
            }
            for relationship in ("deal", "team")
        },
        "askable": {
            relationship: [
                (identity, rubric.dimension(identity, relationship).title)
                for identity in rubric.ids
                if relationship == "deal" or identity in TWO_WAY
            ]
            for relationship in ("deal", "team")
        },
        "kinds": KINDS,
        "comfort": [{"id": key, "title": one.title, "why": one.why} for key, one in rubric.comfort.items()],
    }


def _dimension(rubric: Rubric, identity: str, relationship: str) -> dict[str, Any]:
    words = rubric.dimension(identity, relationship)
    return {
        "title": words.title,
        "question": words.question,
        "facilitator": words.facilitator,
        "trap": words.trap,
        "levels": [{"label": one.label, "text": one.text, "examples": list(one.examples)} for one in words.levels],
    }


def view(card: Card) -> dict[str, Any]:
    """Return the list of deals, or the open deal with its verdict."""
    if card.deal_id is None:
        return {"deals": [_listed(card, deal) for deal in card.deals()], "deal": None}
    plain = card.deal()
    judgement = card.judge(plain)
    relationship = judgement.deal.relationship
    return {
        "deal": {
            "id": plain["id"],
            "shown": shown_name(plain),
            "name": plain["name"],
            "alias": plain.get("alias", ""),
            "kind": "team" if relationship == "team" else judgement.deal.customer,
        },
        "kicker": _kicker(plain, judgement),
        "back": card.back,
        "wording": relationship,
        "today": judgement.as_of.isoformat(),
        "groups": list(_groups(card, judgement)),
        "ratings": {identity: _rating(judgement, identity) for identity in _rated(judgement)},
        "asks": _asks(plain, judgement),
        "comfort": list(judgement.deal.comfort),
        "verdict": verdict(judgement, card.rubric),
    }


def _kicker(plain: dict[str, Any], judgement: Judgement) -> str:
    if plain.get("as_of"):
        return f"Made up for practice, as of {judgement.as_of:%B} {judgement.as_of.day}, {judgement.as_of.year}"
    return "Your team" if judgement.deal.relationship == "team" else "Your live deal"


def _listed(card: Card, plain: dict[str, Any]) -> dict[str, Any]:
    judgement = card.judge(plain)
    shown = verdict(judgement, card.rubric)
    return {
        "id": plain["id"],
        "name": shown_name(plain),
        "verdict": shown["id"],
        "title": shown["title"],
        "why": shown["line"],
    }


def _rated(judgement: Judgement) -> Iterator[str]:
    """Iterate over the dimensions that this deal can be rated on."""
    for identity, standing in judgement.standings.items():
        if judgement.deal.relationship == "team" and standing.effective == "n/a":
            continue
        yield identity


def _groups(card: Card, judgement: Judgement) -> Iterator[dict[str, Any]]:
    rated = list(_rated(judgement))
    asks = {"id": "asks", "kind": "asks", "title": "The last ask", **_ask_mark(judgement)}
    yield {"title": "First look, 3 minutes", "entries": [*_entries(card, judgement, FIRST_PASS), asks]}
    rest = [identity for identity in TWO_WAY if identity not in FIRST_PASS]
    yield {"title": "Both ways", "entries": _entries(card, judgement, rest)}
    for title, group in (("The earned word", PARTNER), ("This deal", DEAL)):
        there = [identity for identity in group if identity in rated]
        if there:
            yield {"title": title, "entries": _entries(card, judgement, there)}
    noted = len(judgement.deal.comfort)
    mark = f"{noted} noted" if noted else "none"
    comfort = {"id": "comfort", "kind": "comfort", "title": "What feels good", "mark": mark, "answered": True}
    yield {"title": "Carries no weight", "entries": [comfort]}


def _entries(card: Card, judgement: Judgement, identities: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - ids
    entries = []
    for identity in identities:
        standing = judgement.standings[identity]
        title = card.rubric.dimension(identity, judgement.deal.relationship).title
        answered = standing.level is not None
        entries.append({"id": identity, "kind": "rate", "title": title, "mark": _mark(standing), "answered": answered})
    return entries


def _mark(standing: Standing) -> str:
    if standing.level is None:
        return "not yet"
    if standing.level == standing.effective:
        return str(standing.level)
    return f"{standing.level} → {standing.effective}"


def _ask_mark(judgement: Judgement) -> dict[str, Any]:
    if not judgement.asks:
        return {"mark": "none", "answered": False}
    return {"mark": judgement.asks[-1].fate, "answered": True}


def _rating(judgement: Judgement, identity: str) -> dict[str, Any]:
    standing, rating = judgement.standings[identity], judgement.deal.rating(identity)
    dimension = BY_ID[identity]
    best = max(
        (carries(piece, stale=is_stale(piece, dimension, judgement.as_of)) for piece in standing.evidence),
        default=1,
    )
    new = judgement.deal.customer == "new"
    return {
        "level": standing.level,
        "carried": best if rating.evidence or standing.level is not None else None,
        "chip": _chip(standing, rating.evidence, best),
        "may_be_left_out": dimension.existing_only and new,
        "evidence": [_piece(piece) for piece in rating.evidence],
    }


def _chip(standing: Standing, evidence: tuple[Evidence, ...], best: int) -> str:
    """Say in a few words what the evidence does to the rating; nothing when it carries it."""
    if not isinstance(standing.level, int) or standing.level == standing.effective:
        return ""
    until = "somebody is named, with a day"
    if standing.if_fresh == standing.level:
        until = "it is confirmed again: too old"
    elif any(piece.valid for piece in evidence):
        until = "they write it or do it"
    return f"counts as {best} until {until}"


def _piece(piece: Evidence) -> dict[str, str]:
    day = piece.date.isoformat() if piece.date else ""
    return {"kind": piece.kind, "who": piece.who, "date": day, "quote": piece.quote, "where": piece.where}


def _asks(plain: dict[str, Any], judgement: Judgement) -> list[dict[str, Any]]:
    """Return the asks as they were entered, each with its fate today."""
    fates = {id(followed.ask): followed for followed in judgement.asks}
    shown = []
    for kept, ask in zip(plain.get("asks", []), judgement.deal.asks, strict=True):
        followed = fates.get(id(ask))
        due = f"{followed.due_on:%b} {followed.due_on.day}" if followed else ""
        fate = followed.fate if followed else "later"
        blank = {"text": "", "due_on": "", "answered_on": ""}
        shown.append({**blank, **kept, "fate": fate, "fate_text": FATES.get(fate, "not made yet").format(due=due)})
    return shown


def plain(card: Card) -> str:
    """Return the list of deals, or the open deal's verdict, as Markdown."""
    shown = view(card)
    if shown["deal"] is None:
        lines = [f"- **{deal['name']}**: {deal['title']}. {deal['why']}" for deal in shown["deals"]]
        return "\n\n".join(
            ["# Score a live deal", "\n".join(lines) or "No deal yet. Add one, and rate it on evidence."]
        )
    panel = shown["verdict"]
    parts = [f"# {shown['deal']['shown']}", f"**{panel['title']}.** {panel['line']}"]
    parts += [f"- {entry['title']}: {entry['mark']}" for group in shown["groups"] for entry in group["entries"]]
    head, rest = "\n\n".join(parts[:2]), "\n".join(parts[2:])
    reasons = "\n".join(f"- {reason['text']}" for reason in panel["reasons"])
    step = f"## {panel['step']['title']}\n\n{panel['step']['text']}" if panel["step"] else ""
    return "\n\n".join(part for part in (head, rest, reasons, step) if part)
