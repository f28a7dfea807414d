"""Fold events into a current value: which of two writes to the same place holds."""

from dataclasses import dataclass, field

from twoway.workbook.event import Event


@dataclass
class Slots:
    """Named places, each with the latest value written to it.

    A value recorded in this file always replaces what was there, whatever the clocks said. One that came in from
    another file does so only if it is not older; so bringing in last week's export undoes nothing.
    """

    values: dict[tuple[str, ...], object] = field(default_factory=dict)
    _at: dict[tuple[str, ...], str] = field(default_factory=dict)

    def put(self, slot: tuple[str, ...], value: object, event: Event) -> None:
        """Write ``value``, as ``event`` says, unless a newer one is there."""
        if event.imported and event.at < self._at.get(slot, ""):
            return
        self.values[slot] = value
        self._at[slot] = event.at
