"""Why a file is no list of deals: what it seems to be instead, and what to export in its place."""

from collections.abc import Iterable, Sequence

from twoway.crm.exports.mapping import known_headings
from twoway.crm.exports.no_deals import OTHER_LISTS, PIVOT, SURELY_DEALS
from twoway.crm.exports.words import words

REMEDY = "export the list of deals or opportunities itself, one row a deal"

_LISTS = {kind: frozenset(words(name) for name in names.split(";")) for kind, names in OTHER_LISTS.items()}
_WITHIN = 40


class NotDealsError(Exception):
    """The file is not a list of deals; the message says what it seems to be, and what to do."""


def why_no_headings(rows: Iterable[Sequence[object]]) -> NotDealsError:
    """Return the reason for which no row of headings was found."""
    seen = [[str(cell) for cell in row if cell not in (None, "")] for row in rows][:_WITHIN]
    full = [row for row in seen if row]
    if not full:
        return NotDealsError(f"the file is empty; {REMEDY}")
    for row in full:
        if any(words(cell).startswith(PIVOT) for cell in row):
            return NotDealsError(f"this is a pivot table or a summary; {REMEDY}")
        other = _other_list(row)
        if other:
            return NotDealsError(f"this looks like a list of {other}; {REMEDY}")
    if len(full) == 1 and len(full[0]) > 1:
        return NotDealsError(f"there is a single row, and it holds no headings of deals; {REMEDY}")
    if all(len(row) == 1 for row in full):
        return NotDealsError(f"the file has one column only, so it is no table of deals; {REMEDY}")
    return NotDealsError(
        "there is no row of headings such as 'Deal name', 'Stage', 'Amount' and 'Close date'; "
        f"{REMEDY}, with its headings, or say which column is which with --map"
    )


def check_headings(headings: Sequence[str], *, told: bool) -> None:
    """Check that a row of headings is one of a list of deals.

    Args:
        headings: the headings, as they stand in the file.
        told: whether the user said which column is which; then it is taken at the user's word.

    Raises:
        NotDealsError: when it is not.

    """
    if any(words(heading).startswith(PIVOT) for heading in headings):
        raise NotDealsError(f"this is a pivot table or a summary; {REMEDY}")
    if told:
        return
    known = set(known_headings(headings))
    names = [words(heading) for heading in headings]
    surely = any(word in name for name in names for word in SURELY_DEALS) and bool(
        known & {"stage", "status", "amount", "close_date", "is_won"}
    )
    other = _other_list(headings)
    if other and not surely and not {"stage", "close_date"} <= known and not {"stage", "amount"} <= known:
        raise NotDealsError(f"this looks like a list of {other}; {REMEDY}")
    if not known & {"stage", "status", "amount", "close_date", "is_won", "is_closed", "amount_converted"}:
        raise NotDealsError(f"there is no column for a stage, an amount or a close date; {REMEDY}")


def _other_list(row: Sequence[str]) -> str:
    """Return the other kind of list that a row's headings are typical of; blank when of none."""
    names = {words(cell) for cell in row}
    best = max(_LISTS, key=lambda kind: len(_LISTS[kind] & names))
    return best if len(_LISTS[best] & names) > 1 else ""
