"""The columns of a deals spreadsheet: one row a deal, a group of columns for each dimension and each ask."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from twoway.core.dimensions import IDS

DEAL_FIELDS = ("id", "name", "customer", "relationship", "comfort", "as_of")
EVIDENCE_FIELDS = ("kind", "who", "date", "quote", "where")
ASK_FIELDS = ("dimension", "text", "made_on", "due_on", "answer", "answered_on")
DATE_FIELDS = ("as_of", "date", "made_on", "due_on", "answered_on")

ASKS = 3
PIECES = 2
"""Asks, and pieces of evidence for each dimension, that the template has columns for; a reader takes up to 99."""

_SPACES = re.compile(r"[\s_-]+")
_ASK = re.compile(r"ask (\d{1,2}) (.+)")
_PIECE = re.compile(r"(?:(\d{1,2}) )?(.+)")


@dataclass(frozen=True)
class Column:
    """What a column holds: a field of the deal, a dimension's level, a piece of its evidence, or an ask.

    ``owner`` is a dimension id for ``level`` and ``evidence``; ``number`` counts pieces and asks from 1.
    """

    part: Literal["deal", "level", "evidence", "ask"]
    field: str
    owner: str = ""
    number: int = 1

    @property
    def heading(self) -> str:
        """The heading as the template writes it."""
        if self.part == "deal":
            return self.field
        if self.part == "ask":
            return f"ask {self.number} {self.field}"
        return f"{self.owner} {self.number} {self.field}" if self.number > 1 else f"{self.owner} {self.field}"


def deal_columns() -> tuple[Column, ...]:
    """Return the columns of the deal itself."""
    return tuple(Column("deal", field) for field in DEAL_FIELDS)


def dimension_columns(dimension: str, pieces: int = PIECES) -> tuple[Column, ...]:
    """Return one dimension's group: its level, then each piece of evidence."""
    evidence = (
        Column("evidence", field, dimension, number) for number in range(1, pieces + 1) for field in EVIDENCE_FIELDS
    )
    return (Column("level", "level", dimension), *evidence)


def ask_columns(number: int) -> tuple[Column, ...]:
    """Return the group of one ask."""
    return tuple(Column("ask", field, number=number) for field in ASK_FIELDS)


def read_heading(text: str) -> Column | None:
    """Return what a heading stands for; None when unknown. Case, spaces, hyphens and underscores do not matter."""
    plain = _plain(text)
    field = _one_of(plain, DEAL_FIELDS)
    if field:
        return Column("deal", field)
    ask = _ASK.fullmatch(plain)
    if ask:
        field = _one_of(ask[2], ASK_FIELDS)
        return Column("ask", field, number=int(ask[1])) if field and int(ask[1]) else None
    for dimension in IDS:
        name = _plain(dimension)
        piece = _PIECE.fullmatch(plain.removeprefix(f"{name} ")) if plain.startswith(f"{name} ") else None
        if piece:
            return _of_dimension(dimension, piece[2], piece[1])
    return None


def _of_dimension(dimension: str, field: str, number: str | None) -> Column | None:
    if field == "level" and number is None:
        return Column("level", "level", dimension)
    if field in EVIDENCE_FIELDS and number != "0":
        return Column("evidence", field, dimension, int(number or 1))
    return None


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text.strip().lower())


def _one_of(plain: str, fields: Iterable[str]) -> str:
    return next((field for field in fields if _plain(field) == plain), "")
