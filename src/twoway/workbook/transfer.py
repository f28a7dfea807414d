"""The whole workbook as checked JSON, to carry to another computer or to keep; never as a database file."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from twoway.core.reading import InvalidDataError, Node, Problem, describe
from twoway.workbook.event import STAMP, Event, storable, to_json
from twoway.workbook.store import Workbook

FORMAT = 1
"""The number under ``twoway_workbook``: how an export is laid out."""

_ID = re.compile(r"[0-9a-f]{32}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def export_json(workbook: Workbook) -> str:
    """Return the whole history as JSON: the format number, the events oldest first, and a check sum over them."""
    events = [
        {
            "id": event.id,
            "at": event.at,
            "kind": event.kind,
            "subject": event.subject,
            "data": event.data,
            "version": event.version,
        }
        for event in workbook.history()
    ]
    lines = ",\n".join(to_json(event) for event in events)
    return f'{{"twoway_workbook": {FORMAT},\n"events": [\n{lines}\n],\n"sha256": "{check_sum(events)}"}}\n'


def import_json(workbook: Workbook, text: str) -> int:
    """Add to ``workbook`` the events of an export that it does not have yet, by their id; return how many were new.

    Nothing is added unless everything is sound. Raises InvalidDataError with every problem, and WorkbookError when
    the workbook cannot be written.
    """
    return workbook.merge(_read(_parse(text)))


def check_sum(events: Sequence[object]) -> str:
    """Return the SHA-256, in hexadecimal, of the events as JSON with sorted keys, no spaces and ASCII only."""
    canonical = json.dumps(events, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _parse(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        message = f"line {error.lineno}, column {error.colno}: this is not a whole workbook export ({error.msg})"
        raise InvalidDataError([Problem((), f"{message}; export the workbook again")]) from None
    except (ValueError, RecursionError):
        raise InvalidDataError([Problem((), "this is not a workbook export; export the workbook again")]) from None


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _read(document: object) -> list[Event]:
    root = Node(document)
    top = root.keys(required=("twoway_workbook", "events", "sha256"))
    number = top.at("twoway_workbook")
    if not number.missing and number.value != FORMAT:
        number.refuse(
            f"expected {FORMAT}, found {describe(number.value)}; a newer Twoway may have written this: update"
        )
    events = [_event(node, place) for place, node in enumerate(top.at("events").items(), 1)]
    for event_id, count in Counter(event.id for event in events).items():
        if count > 1 and event_id:
            top.at("events").refuse(f"{count} events have the id '{event_id}'; export the workbook again")
    given = top.at("events").value
    if isinstance(given, list) and not top.at("sha256").missing and top.at("sha256").value != check_sum(given):
        top.at("sha256").refuse("the events are not those that were exported; export the workbook again")
    root.finish()
    return events


def _event(node: Node, place: int) -> Event:
    node.keys(required=("id", "at", "kind", "subject", "data", "version"))
    event_id, at = _string(node.at("id")), _string(node.at("at"))
    if event_id and not _ID.fullmatch(event_id):
        node.at("id").refuse(f"expected 32 hexadecimal digits, found {describe(event_id)}")
    if at and not _is_time(at):
        node.at("at").refuse(f"expected a time such as 2026-11-22T10:15:00Z, found {describe(at)}")
    kind = _string(node.at("kind"))
    if kind == "" and not node.at("kind").missing and node.at("kind").value == "":
        node.at("kind").refuse("expected a text, found a blank one")
    data = node.at("data")
    members = dict(data.value) if isinstance(data.value, dict) else {}
    if not isinstance(data.value, dict) and not data.missing:
        data.refuse(f"expected a group of named values, found {describe(data.value)}")
    return Event(
        place, event_id, at, kind, _string(node.at("subject")), members, _string(node.at("version")), imported=True
    )


def _string(node: Node) -> str:
    """Return a text exactly as it stands; a missing one was noted by ``keys``."""
    if node.missing:
        return ""
    if not isinstance(node.value, str) or not storable(node.value):
        node.refuse(f"expected a text, found {describe(node.value)}")
        return ""
    return node.value


def _is_time(text: str) -> bool:
    if not _AT.fullmatch(text):
        return False
    try:
        datetime.strptime(text, STAMP)  # noqa: DTZ007 - only asks whether there is such a time
    except ValueError:
        return False
    return True
