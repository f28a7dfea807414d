"""What a workbook holds: events, and the one error that reaches whoever uses it."""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

STAMP = "%Y-%m-%dT%H:%M:%SZ"
"""How an event's time is written: UTC, whole seconds."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class WorkbookError(Exception):
    """The workbook cannot do what was asked; the message is one sentence for the user, with the remedy."""


@dataclass(frozen=True)
class Event:
    """One thing that happened, as it was saved.

    ``seq`` counts up in the order of saving within one file; ``id`` (32 hexadecimal digits) is the same wherever the
    event is copied to; ``at`` is UTC, such as ``2026-11-22T10:15:00Z``; ``kind`` and ``subject`` say what happened to
    what; ``data`` is plain JSON data; ``version`` is that of the content it answers, or blank. ``imported`` tells an
    event that came from another file from one that was recorded here.
    """

    seq: int
    id: str
    at: str
    kind: str
    subject: str
    data: Mapping[str, object]
    version: str = ""
    imported: bool = False


def to_json(value: object) -> str:
    """Write plain data as compact JSON that every file can hold (half a surrogate pair stays an escape).

    Raises TypeError or ValueError when ``value`` is not plain JSON data (NaN included).
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def clean_id(event_id: str | None) -> str:
    """Return ``event_id`` as 32 hexadecimal digits, or a new one for None; ValueError when it is not a UUID."""
    return (uuid.uuid4() if event_id is None else uuid.UUID(event_id)).hex


def stamp(moment: datetime) -> str:
    """Write ``moment`` (a naive one counts as local time) in UTC, to the second."""
    return moment.astimezone(UTC).strftime(STAMP)


def file_stamp(moment: datetime) -> str:
    """Write ``moment`` for a file name: ``20261122-101500``, UTC."""
    return moment.astimezone(UTC).strftime("%Y%m%d-%H%M%S")


def storable(text: str) -> bool:
    """Whether ``text`` can be kept as it is: it holds no half of a surrogate pair."""
    return _LONE_SURROGATE.search(text) is None
