"""The deals of a large file, held as columns: each deal is made when somebody looks at it."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from operator import eq
from typing import cast, overload

from twoway.core.imports import Import, ImportedDeal, tidy
from twoway.crm.exports.columns import distinct, places_of
from twoway.crm.exports.records import PIECE


class DealColumns(Sequence[ImportedDeal]):
    """Deals as a tuple would have them, made anew at each look, as a hundred thousand of them fill the memory."""

    def __init__(self, columns: Mapping[str, Sequence[object]]) -> None:
        """Take the columns by field; each has as many rows as the others."""
        self.columns = [columns[name] for name in ImportedDeal._fields]
        self._amounts, self._currencies = columns["amount"], columns["currency"]

    def __len__(self) -> int:
        """Return how many deals there are."""
        return len(self.columns[0])

    @overload
    def __getitem__(self, place: int) -> ImportedDeal: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ImportedDeal, ...]: ...
    def __getitem__(self, place: int | slice) -> ImportedDeal | tuple[ImportedDeal, ...]:
        """Return one deal, or a tuple of several."""
        if isinstance(place, slice):
            return tuple(deals_of([column[place] for column in self.columns]))
        return _make(tuple(column[place] for column in self.columns))

    def __iter__(self) -> Iterator[ImportedDeal]:
        """Iterate over the deals, some of which are made at a time."""
        for start in range(0, len(self), PIECE):
            yield from deals_of([column[start : start + PIECE] for column in self.columns])

    def __eq__(self, other: object) -> bool:
        """Whether the other, a tuple or of this kind, has the same deals."""
        if not isinstance(other, DealColumns | tuple):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        """Return what the tuple of the deals would."""
        return hash(tuple(self))

    def totals(self) -> dict[str, float]:
        """Return what :meth:`twoway.core.imports.Import.totals` returns for these deals."""
        amounts = cast("Sequence[float | None]", list(self._amounts))
        found: dict[str, float] = {}
        for currency in sorted(set(cast("Sequence[str]", distinct(self._currencies)))):
            places = places_of(self._currencies, {currency})
            numbers = [amount for amount in map(amounts.__getitem__, places) if amount is not None]
            if numbers:
                found[currency] = tidy(round(math.fsum(numbers), 2))
        return found


@dataclass(frozen=True, eq=False)
class LargeImport(Import):
    """A large file, read: its totals are those of its columns as long as its deals are."""

    def totals(self) -> dict[str, float]:
        """Return the sum of the amounts for each currency; currencies are never added up."""
        deals: object = self.deals
        return deals.totals() if isinstance(deals, DealColumns) else super().totals()

    def __eq__(self, other: object) -> bool:
        """Whether the other is what was read from a file too, and has the same of everything."""
        if not isinstance(other, Import):
            return NotImplemented
        return all(getattr(self, one.name) == getattr(other, one.name) for one in fields(Import))

    __hash__ = Import.__hash__


def deals_of(columns: Sequence[Sequence[object]]) -> Iterator[ImportedDeal]:
    """Make deals of columns in the order of their fields."""
    return map(_make, zip(*columns, strict=True))


_make: Callable[[tuple[object, ...]], ImportedDeal] = partial(tuple.__new__, ImportedDeal)
"""Make a deal of its values, all known to be there; three times as quick as calling it with a hundred thousand."""
