"""The learner's deals, as the history of a workbook tells them."""

import copy
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twoway.workbook.deal_events import Level, check_field, check_level, opening_data, writes
from twoway.workbook.event import Event
from twoway.workbook.fold import Slots
from twoway.workbook.store import Workbook


@dataclass
class _Deal:
    """One deal being folded: its slots, and when it began and last changed."""

    created: str
    changed: str
    slots: Slots = field(default_factory=Slots)


class Deals:
    """Read and write the deals of one workbook; every change is one event, saved when the call returns.

    Different fields and dimensions never overwrite each other, however many notebooks write at once; for the same
    one the last change holds, and the history keeps both.
    """

    def __init__(self, workbook: Workbook) -> None:
        """Fold the deals of ``workbook``; nothing is read until it is asked for."""
        self._workbook = workbook
        self._lock = threading.RLock()
        self._deals: dict[str, _Deal] = {}
        self._seen = 0
        self._generation = workbook.generation

    def add(self, deal: Mapping[str, object], *, deal_id: str | None = None) -> str:
        """Save a new deal in the interchange shape (each part optional) and return its id, such as ``d-7f3a91c2``.

        Raises ValueError for a key or value that a deal does not have, and for an id that is taken.
        """
        with self._lock:
            self._update()
            name = deal_id or f"d-{secrets.token_hex(4)}"
            if name in self._deals:
                raise ValueError(f"there is a deal '{name}' already")
            self._workbook.record("deal.added", name, {"deal": opening_data(deal)})
            return name

    def change(self, deal_id: str, field_name: str, value: object) -> Event:
        """Set one field: name, alias, customer, relationship, comfort, as_of, or removed (True hides it)."""
        check_field(field_name, value)
        return self._record("deal.changed", deal_id, {"field": field_name, "value": value})

    def rate(self, deal_id: str, dimension: str, level: Level) -> Event:
        """Set the level of one dimension: 0-4, ``"n/a"``, or None for unknown."""
        check_level(level)
        return self._record("deal.rated", deal_id, {"dimension": dimension, "level": level})

    def evidence(self, deal_id: str, dimension: str, evidence: Sequence[Mapping[str, object]]) -> Event:
        """Replace the list of evidence of one dimension."""
        pieces = [dict(piece) for piece in evidence]
        return self._record("deal.evidence", deal_id, {"dimension": dimension, "evidence": pieces})

    def ask(self, deal_id: str, ask_id: str, ask: Mapping[str, object] | None) -> Event:
        """Add or replace the ask ``ask_id``; None removes it."""
        value = None if ask is None else {key: item for key, item in ask.items() if key != "id"}
        return self._record("deal.ask", deal_id, {"ask": ask_id, "value": value})

    def all(self) -> list[dict[str, object]]:
        """Return every deal that was not removed, in the order in which they were added (see :meth:`get`)."""
        with self._lock:
            self._update()
            kept = ((name, deal) for name, deal in self._deals.items() if not deal.slots.values.get(("removed",)))
            return [_shape(name, deal) for name, deal in kept]

    def get(self, deal_id: str) -> dict[str, object]:
        """Return one deal as it stands, removed or not; KeyError when there never was one.

        Keys: id, name, alias, customer, relationship, ratings ``{dimension: {level, evidence}}``, asks (each with its
        id), comfort, created and changed (UTC); a made-up deal also has ``as_of``, its day of judgment.
        The dict is the caller's own.
        """
        with self._lock:
            self._update()
            return _shape(deal_id, self._deals[deal_id])

    def _record(self, kind: str, deal_id: str, data: Mapping[str, object]) -> Event:
        with self._lock:
            self._update()
            if deal_id not in self._deals:
                raise KeyError(deal_id)
            return self._workbook.record(kind, deal_id, data)

    def _update(self) -> None:
        """Fold in the events that are newer than what was folded."""
        events = self._workbook.history(kind="deal.", after=self._seen)
        if self._workbook.generation != self._generation:
            self._generation, self._seen = self._workbook.generation, 0
            self._deals.clear()
            events = self._workbook.history(kind="deal.")
        for event in events:
            self._seen = event.seq
            self._fold(event)

    def _fold(self, event: Event) -> None:
        deal = self._deals.setdefault(event.subject, _Deal(event.at, event.at))
        deal.created, deal.changed = min(deal.created, event.at), max(deal.changed, event.at)
        for slot, value in writes(event):
            deal.slots.put(slot, value, event)


def shown_name(deal: Mapping[str, object]) -> str:
    """Return the name to show for a deal: its alias, else its name, else its id."""
    return str(deal.get("alias") or deal.get("name") or deal.get("id") or "")


def _shape(deal_id: str, deal: _Deal) -> dict[str, object]:
    values = copy.deepcopy(deal.slots.values)
    ratings: dict[str, dict[str, object]] = {}
    asks: list[object] = []
    for slot, value in values.items():
        if slot[0] == "level" and value is not None:
            ratings.setdefault(slot[1], {"level": None, "evidence": []})["level"] = value
        elif slot[0] == "evidence" and value:
            ratings.setdefault(slot[1], {"level": None, "evidence": []})["evidence"] = value
        elif slot[0] == "ask" and isinstance(value, dict):
            asks.append({"id": slot[1], **value})
    return {
        "id": deal_id,
        "name": values.get(("name",), ""),
        "alias": values.get(("alias",), ""),
        "customer": values.get(("customer",), "new"),
        "relationship": values.get(("relationship",), "deal"),
        "ratings": ratings,
        "asks": asks,
        "comfort": values.get(("comfort",), []),
        **({"as_of": values[("as_of",)]} if values.get(("as_of",)) else {}),
        "created": deal.created,
        "changed": deal.changed,
    }
