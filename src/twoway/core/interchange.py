"""Deals as plain data, in and out: the shape that scoring, the workbook and the cases share (RUBRIC, Interchange)."""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from twoway.core.deal import Ask, Deal, Evidence, Level, Rating
from twoway.core.dimensions import BY_ID, IDS, MOST, TWO_WAY
from twoway.core.reading import Node, describe, did_you_mean

KINDS = ("belief", "said", "done")
CUSTOMERS = ("new", "existing")
RELATIONSHIPS = ("deal", "team")
ANSWERS = ("none", "accepted", "refused")


def read_deals(node: Node, dimensions: Sequence[str] = IDS) -> tuple[datetime.date | None, tuple[Deal, ...]]:
    """Read a whole document of deals, and its as-of date if it states one.

    Args:
        node: the document's root.
        dimensions: the rubric's dimension ids; any other is refused.

    Raises:
        InvalidDataError: with everything that is wrong, when anything is.

    """
    node.keys(required=["deals"], optional=["as_of"])
    as_of = node.at("as_of").date()
    deals = tuple(read_deal(item, dimensions) for item in node.at("deals").items())
    seen: dict[str, int] = {}
    for position, deal in enumerate(deals):
        if deal.id and deal.id in seen:
            item = Node(None, (*node.path, "deals", position, "id"), node.problems)
            item.refuse(
                f"deal {describe(deal.id)} is in the list already, as number {seen[deal.id] + 1}; give each its own id"
            )
        seen.setdefault(deal.id, position)
    node.finish()
    return as_of, deals


def read_deal(node: Node, dimensions: Sequence[str] = IDS) -> Deal:
    """Read one deal; problems go to the node's list, and what could be read is returned."""
    node.keys(required=["id"], optional=["name", "customer", "relationship", "ratings", "asks", "comfort"])
    notes = []
    customer = node.at("customer").choice(CUSTOMERS, "new")
    if node.at("customer").missing:
        notes.append("Whether this customer is new or existing is not stated; it is read as new.")
    relationship = node.at("relationship").choice(RELATIONSHIPS, "deal")
    ratings: dict[str, Rating] = {}
    for dimension, rating in node.at("ratings").members():
        if dimension not in dimensions:
            rating.refuse(f"the rubric has no dimension {describe(dimension)}{did_you_mean(dimension, dimensions)}")
            continue
        ratings[dimension] = _read_rating(rating, _may_be_left_out(dimension, customer, relationship))
    identity = node.at("id").filled()
    return Deal(
        id=identity,
        name=node.at("name").text(identity) or identity,
        customer="existing" if customer == "existing" else "new",
        relationship="team" if relationship == "team" else "deal",
        ratings=MappingProxyType(ratings),
        asks=node.at("asks").each(lambda item: _read_ask(item, dimensions)),
        comfort=node.at("comfort").each(lambda item: item.filled()),
        notes=tuple(notes),
    )


def _may_be_left_out(dimension: str, customer: str, relationship: str) -> bool:
    if relationship == "team":
        return dimension not in TWO_WAY
    return BY_ID[dimension].existing_only and customer == "new"


def _read_rating(node: Node, may_be_left_out: bool) -> Rating:  # noqa: FBT001 - one caller, right above
    if node.missing:  # "negotiation:" with nothing after it: named, and unknown
        return Rating()
    node.keys(optional=["level", "evidence"])
    level: Level
    if node.at("level").value == "n/a":
        level = "n/a"
        if not may_be_left_out:
            node.at("level").refuse(
                "'n/a' is allowed only for renewal and change with a new customer, and for what a team does not have; "
                "leave the level out when it is unknown"
            )
    else:
        level = node.at("level").integer(0, MOST)
    evidence = tuple(_read_evidence(item) for item in node.at("evidence").items(single=True))
    return Rating(level, evidence)


def _read_evidence(node: Node) -> Evidence:
    node.keys(required=["kind"], optional=["who", "date", "quote", "where"])
    kind = node.at("kind").choice(KINDS, "belief")
    return Evidence(
        kind="said" if kind == "said" else "done" if kind == "done" else "belief",
        who=node.at("who").text(),
        date=node.at("date").date(),
        quote=node.at("quote").text(),
        where=node.at("where").text(),
    )


def _read_ask(node: Node, dimensions: Sequence[str]) -> Ask:
    node.keys(required=["dimension", "made_on"], optional=["text", "due_on", "answer", "answered_on"])
    stated = node.at("dimension")
    dimension = stated.filled()
    if dimension and dimension not in dimensions:
        stated.refuse(f"the rubric has no dimension {describe(dimension)}{did_you_mean(dimension, dimensions)}")
    answer = node.at("answer").choice(ANSWERS, "none")
    made_on = node.at("made_on").date()
    if made_on is None and node.at("made_on").value == "":
        node.at("made_on").refuse("expected the date on which the ask was made, found a blank one")
    return Ask(
        dimension=dimension,
        made_on=made_on or datetime.date.min,
        text=node.at("text").text(),
        due_on=node.at("due_on").date(),
        answer="accepted" if answer == "accepted" else "refused" if answer == "refused" else "none",
        answered_on=node.at("answered_on").date(),
    )


def write_deal(deal: Deal) -> dict[str, object]:
    """Return ``deal`` as plain data that :func:`read_deal` reads back; what is blank is left out."""
    return {
        "id": deal.id,
        "name": deal.name,
        "customer": deal.customer,
        "relationship": deal.relationship,
        "ratings": {dimension: _write_rating(rating) for dimension, rating in deal.ratings.items()},
        "asks": [_filled(_ask_fields(ask)) for ask in deal.asks],
        "comfort": list(deal.comfort),
    }


def _write_rating(rating: Rating) -> dict[str, object]:
    written: dict[str, object] = {} if rating.level is None else {"level": rating.level}
    if rating.evidence:
        written["evidence"] = [write_evidence(piece) for piece in rating.evidence]
    return written


def write_evidence(piece: Evidence) -> dict[str, object]:
    """Return one piece of evidence as plain data, blanks left out."""
    fields = {"kind": piece.kind, "who": piece.who, "date": piece.date, "quote": piece.quote, "where": piece.where}
    return _filled(fields)


def _ask_fields(ask: Ask) -> dict[str, object]:
    return {
        "dimension": ask.dimension,
        "text": ask.text,
        "made_on": ask.made_on,
        "due_on": ask.due_on,
        "answer": ask.answer,
        "answered_on": ask.answered_on,
    }


def _filled(fields: Mapping[str, object]) -> dict[str, object]:
    plain = {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in fields.items()}
    return {key: value for key, value in plain.items() if value not in ("", None)}
