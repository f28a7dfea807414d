"""What the events about a deal mean: which of its places each one writes, and what may stand there."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from twoway.workbook.event import Event

Level = int | Literal["n/a"] | None
Slot = tuple[str, ...]

_WORDS = {"customer": ("new", "existing"), "relationship": ("deal", "team")}
_FIELDS = ("name", "alias", "customer", "relationship", "comfort", "removed", "as_of")
_PARTS = ("ratings", "asks")
_OWN = ("id", "created", "changed")
_HIGHEST = 4
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)?")


def check_level(level: object) -> None:
    """Raise ValueError unless ``level`` is 0-4, ``"n/a"`` or None (unknown)."""
    if not _is_level(level):
        raise ValueError(f"a level is 0-4, 'n/a' or None, not {level!r}")


def check_field(field: str, value: object) -> None:
    """Raise ValueError unless a deal has such a field and it can hold ``value``."""
    if field not in _FIELDS:
        raise ValueError(f"a deal has no field '{field}'; known here: {', '.join(_FIELDS)}")
    if not _fits(field, value):
        raise ValueError(f"the field '{field}' of a deal cannot hold {value!r}")


def opening_data(deal: Mapping[str, object]) -> dict[str, object]:
    """Return a deal in the interchange shape as its first event keeps it: checked, and with an id for each ask.

    The deal's own id and times are left out. Raises ValueError for what a deal cannot hold.
    """
    kept: dict[str, object] = {}
    for key, value in deal.items():
        if value is None or key in _OWN:
            continue
        if key == "ratings":
            kept[key] = {str(dimension): _rating(rating) for dimension, rating in _mapping(value, key).items()}
        elif key == "asks":
            asks = list(value) if isinstance(value, list | tuple) else [value]
            kept[key] = [{"id": f"a{n}", **_mapping(ask, key)} for n, ask in enumerate(asks, 1)]
        else:
            check_field(key, value)
            kept[key] = list(value) if isinstance(value, tuple) else value
    return kept


def writes(event: Event) -> Iterator[tuple[Slot, object]]:
    """Yield each place of the deal that ``event`` writes, with its value.

    What this version does not understand (a newer one's event, a hand-made import) is passed over.
    """
    data = event.data
    dimension = data.get("dimension")
    if event.kind == "deal.added":
        deal = data.get("deal")
        yield from _all_parts(deal) if isinstance(deal, dict) else ()
    elif event.kind == "deal.changed":
        yield from _field(data.get("field"), data.get("value"))
    elif event.kind == "deal.rated" and isinstance(dimension, str) and _is_level(data.get("level")):
        yield ("level", dimension), data.get("level")
    elif event.kind == "deal.evidence" and isinstance(dimension, str) and _are_mappings(data.get("evidence")):
        yield ("evidence", dimension), data["evidence"]
    elif event.kind == "deal.ask" and isinstance(data.get("ask"), str):
        value = data.get("value")
        if value is None or isinstance(value, dict):
            yield ("ask", str(data["ask"])), value


def _all_parts(deal: Mapping[str, object]) -> Iterator[tuple[Slot, object]]:
    for key, value in deal.items():
        yield from _field(key, value)
    ratings, asks = deal.get("ratings"), deal.get("asks")
    for dimension, rating in ratings.items() if isinstance(ratings, dict) else ():
        if isinstance(rating, dict) and _is_level(rating.get("level")):
            yield ("level", dimension), rating.get("level")
        if isinstance(rating, dict) and _are_mappings(rating.get("evidence")):
            yield ("evidence", dimension), rating["evidence"]
    for ask in asks if isinstance(asks, list) else ():
        if isinstance(ask, dict) and isinstance(ask.get("id"), str):
            yield ("ask", ask["id"]), {key: value for key, value in ask.items() if key != "id"}


def _field(field: object, value: object) -> Iterator[tuple[Slot, object]]:
    if isinstance(field, str) and field in _FIELDS and _fits(field, value):
        yield (field,), value


def _fits(field: str, value: object) -> bool:
    if field in _WORDS:
        return value in _WORDS[field]
    if field == "removed":
        return isinstance(value, bool)
    if field == "as_of":  # a made-up deal's own day; blank for every other
        return isinstance(value, str) and _DAY.fullmatch(value) is not None
    if field == "comfort":
        return isinstance(value, list | tuple) and all(isinstance(signal, str) for signal in value)
    return isinstance(value, str)


def _is_level(level: object) -> bool:
    whole = isinstance(level, int) and not isinstance(level, bool)
    return level is None or level == "n/a" or (whole and 0 <= int(str(level)) <= _HIGHEST)


def _are_mappings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(piece, dict) for piece in value)


def _rating(rating: object) -> dict[str, object]:
    given = _mapping(rating, "ratings")
    check_level(given.get("level"))
    evidence = given.get("evidence") or []
    pieces = list(evidence) if isinstance(evidence, list | tuple) else [evidence]
    return {"level": given.get("level"), "evidence": [_mapping(piece, "evidence") for piece in pieces]}


def _mapping(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError(f"in a deal's {where}, a group of named values is expected, not {value!r}")  # noqa: TRY004
    return dict(value)
