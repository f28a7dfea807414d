"""A deal as plain data to the cells of its row, the way back from :mod:`twoway.crm.rows`."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from twoway.crm.columns import ASK_FIELDS, DATE_FIELDS, DEAL_FIELDS, EVIDENCE_FIELDS, Column


def cells_for(deal: Mapping[str, Any], as_of: str = "") -> dict[Column, object]:
    """Return the filled cells of one deal: dates as dates, a list of comfort signals as one text.

    ``deal`` is as :func:`twoway.core.interchange.write_deal` gives it; ``as_of`` an ISO date, or blank.
    """
    cells = dict(_cells(deal))
    if as_of:
        cells[Column("deal", "as_of")] = as_of
    return {column: _value(value, column.field) for column, value in cells.items()}


def _cells(deal: Mapping[str, Any]) -> Iterator[tuple[Column, object]]:
    for field in set(DEAL_FIELDS) & set(deal):
        yield Column("deal", field), deal[field]
    for dimension, rating in deal.get("ratings", {}).items():
        if "level" in rating:
            yield Column("level", "level", dimension), rating["level"]
        for number, piece in enumerate(rating.get("evidence", ()), start=1):
            for field in set(EVIDENCE_FIELDS) & set(piece):
                yield Column("evidence", field, dimension, number), piece[field]
    for number, ask in enumerate(deal.get("asks", ()), start=1):
        for field in set(ASK_FIELDS) & set(ask):
            yield Column("ask", field, number=number), ask[field]


def _value(value: object, field: str) -> object:
    if field in DATE_FIELDS and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    return "; ".join(value) if isinstance(value, list) else value
