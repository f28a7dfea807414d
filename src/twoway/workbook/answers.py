"""Answers to cases, exercises and questions, as the history of a workbook tells them."""

from twoway.workbook.event import Event
from twoway.workbook.fold import Slots
from twoway.workbook.store import Workbook

_KIND = "answer"


class Answers:
    """Read and write answers in one workbook; every answer stays in the history, the latest one counts."""

    def __init__(self, workbook: Workbook) -> None:
        """Work on ``workbook``."""
        self._workbook = workbook

    def put(self, scope: str, item: str, value: object, *, version: str = "") -> Event:
        """Save ``value`` (plain JSON data) as the answer to ``item`` of ``scope``, such as ``case:green-deal``.

        ``version`` is that of the content that was answered. It is on the disk when this returns.
        """
        return self._workbook.record(_KIND, scope, {"item": item, "value": value}, version=version)

    def get(self, scope: str) -> dict[str, object]:
        """Return the latest answer to each item of ``scope``."""
        slots = Slots()
        for event in self.events(scope):
            slots.put((str(event.data["item"]),), event.data.get("value"), event)
        return {slot[0]: value for slot, value in slots.values.items()}

    def tries(self, scope: str, item: str) -> list[Event]:
        """Return every answer that was ever given to ``item`` of ``scope``, oldest first."""
        return [event for event in self.events(scope) if event.data["item"] == item]

    def events(self, scope: str) -> list[Event]:
        """Return every answer that was ever given in ``scope``, oldest first; its item is under ``data["item"]``."""
        events = self._workbook.history(kind=_KIND, subject=scope)
        return [event for event in events if isinstance(event.data.get("item"), str)]
