"""Taking deals from a file into the workbook, and again next month: by their id, with ratings and evidence untouched.

What a CRM says of a deal is kept as facts of its own, apart from the deal's ratings: nothing of it is evidence.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twoway.core.imports import Comparison, Import, ImportedDeal, aliased, compare, facts_of
from twoway.workbook.deal_events import opening_data
from twoway.workbook.deals import Deals
from twoway.workbook.fold import Slots
from twoway.workbook.store import Workbook

PREFIX = "crm-"
"""Stands before the CRM's own id in the workbook's id of a deal."""

FACTS, VANISHED = "import.facts", "import.vanished"


@dataclass(frozen=True)
class Taken:
    """What a take has done, as numbers of deals."""

    new: int
    changed: int
    same: int
    vanished: int

    def sentence(self) -> str:
        """Say it."""
        said = [f"{self.new} new", f"{self.changed} changed", f"{self.same} as before"]
        if self.vanished:
            said.append(f"{self.vanished} no longer in the file (kept here)")
        return f"Taken into your workbook: {', '.join(said)}. Ratings and evidence are as they were."


class Taking:
    """The imported facts of one workbook's deals, and the way to bring more of them in."""

    def __init__(self, workbook: Workbook) -> None:
        """Work on ``workbook``."""
        self._workbook = workbook

    def known(self) -> dict[str, dict[str, object]]:
        """Return the facts taken last, by the CRM's id; one that has vanished since says so with ``vanished: True``."""
        deals: dict[str, Slots] = {}
        for event in self._workbook.history(kind="import."):
            slots = deals.setdefault(event.subject, Slots())
            facts = event.data.get("facts")
            if event.kind == FACTS and isinstance(facts, dict):
                slots.put(("facts",), facts, event)
                slots.put(("vanished",), False, event)
            elif event.kind == VANISHED:
                slots.put(("vanished",), True, event)
        known: dict[str, dict[str, object]] = {}
        for subject, slots in deals.items():
            facts = slots.values.get(("facts",))
            if isinstance(facts, dict):
                gone = {"vanished": True} if slots.values.get(("vanished",)) else {}
                known[subject.removeprefix(PREFIX)] = {**facts, **gone}
        return known

    def chosen(self, found: Import, *, open_only: bool, alias: bool) -> tuple[ImportedDeal, ...]:
        """Return the deals of a file that are to be taken.

        Args:
            found: the file, read.
            open_only: leave out won and lost deals, but for those that were taken while they were open.
            alias: replace each customer's name by an alias that stays the same from file to file.

        """
        known = self.known() if open_only else {}
        deals = [deal for deal in found.deals if not open_only or deal.status == "open" or deal.id in known]
        if not alias:
            return tuple(deals)
        return aliased(deals, {deal.account: alias_of(deal.account) for deal in deals if deal.account})

    def compare(self, chosen: Sequence[ImportedDeal], found: Import) -> Comparison:
        """Compare what is to be taken with what was taken before; only what the file has no more has vanished."""
        known = self.known()
        comparison = compare(known, chosen, whole=True)
        there = {deal.id for deal in found.deals}
        vanished = tuple(name for name in comparison.vanished if name not in there and not known[name].get("vanished"))
        return Comparison(comparison.new, comparison.changed, comparison.same, vanished)

    def take(self, chosen: Sequence[ImportedDeal], found: Import) -> Taken:
        """Save new deals, and what has changed of the others; all of it or nothing."""
        comparison, known = self.compare(chosen, found), self.known()
        deals = Deals(self._workbook)
        entries: list[tuple[str, str, Mapping[str, object]]] = []
        wanted = set(comparison.new) | comparison.changed.keys()
        for deal in chosen:
            if deal.id in wanted:
                entries += _entries(deal, known.get(deal.id, {}), _there(deals, PREFIX + deal.id))
        entries += [(VANISHED, PREFIX + name, {}) for name in comparison.vanished]
        if entries:
            self._workbook.record_all(entries)
        return Taken(len(comparison.new), len(comparison.changed), len(comparison.same), len(comparison.vanished))


def alias_of(account: str) -> str:
    """Return an alias for a customer: the same for the same name, and without the name in it."""
    return f"Customer {hashlib.sha256(account.casefold().strip().encode()).hexdigest()[:4].upper()}"


def _there(deals: Deals, name: str) -> dict[str, object] | None:
    """Return a deal as the workbook has it, removed or not."""
    try:
        return deals.get(name)
    except KeyError:
        return None


def _entries(
    deal: ImportedDeal, before: Mapping[str, object], there: Mapping[str, object] | None
) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Yield the events that bring one deal up to date. A name that the learner has changed stays."""
    subject, name = PREFIX + deal.id, deal.name or deal.account or deal.id
    if there is None:
        yield "deal.added", subject, {"deal": opening_data({"name": name})}
    elif there.get("name") == (before.get("name") or before.get("account") or deal.id) and there.get("name") != name:
        yield "deal.changed", subject, {"field": "name", "value": name}
    yield FACTS, subject, {"facts": facts_of(deal)}
