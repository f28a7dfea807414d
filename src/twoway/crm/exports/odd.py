"""Values that are written unlike the rest of their column: a sign that something happened to them on the way."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from twoway.crm.exports.words import listed

BLANKS = frozenset(
    listed("""-; –; —; --; ---; .; #n/a; #na; n/a; n.a.; \\n; null; none; nan; nil; (blank); <blank>; [blank]; (empty);
        (leer); (vide); [null]; (null); <null>; (no value); no value; not set; (not set)""")
)
"""What programs write into a cell that holds nothing, in lower case."""

BLANK_TEXTS = frozenset({form for mark in BLANKS for form in (mark, mark.upper(), mark.capitalize(), mark.title())}) - {
    "None", "NONE", "none", "Nan", "nan", "NaN", "NAN", "Nil", "NIL", "nil", ".", "Leer",
}  # fmt: skip
"""What means nothing in a column of texts too; a person may be called Nan, and a deal may be a Nil."""

SHEET_ERRORS = ("#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!", "#calc!", "#error!", "#####")

_FEW, _SHARE, _LEAST = 3, 20, 4


def is_blank(value: object) -> bool:
    """Whether a cell holds nothing, in any of the ways in which programs write that."""
    return value is None or (isinstance(value, str) and (not value.strip() or value.strip().lower() in BLANKS))


def is_sheet_error(value: object) -> bool:
    """Whether a cell holds the error of a spreadsheet's formula."""
    return isinstance(value, str) and value.strip().lower().startswith(SHEET_ERRORS)


def blank_mark(value: object) -> str:
    """Return how nothing is written: blank for an empty cell."""
    return value.strip().lower() or "spaces" if isinstance(value, str) and value else ""


def rare(count: int, total: int) -> bool:
    """Whether ``count`` of ``total`` is so few that it may be an accident: one of four or more, or three of sixty."""
    return total >= _LEAST and count > 0 and (count == 1 or (count <= _FEW and count * _SHARE <= total))


def unlike_the_rest(
    features: Mapping[object, Mapping[str, Hashable]], counts: Mapping[object, int], names: Iterable[str]
) -> dict[object, str]:
    """Return the values with a feature that hardly any other row of the column has, and the names of these features.

    Args:
        features: for each distinct value, its features by name; a feature that does not apply is left out.
        counts: how many rows hold each value.
        names: the features to compare.

    """
    found: dict[object, list[str]] = {}
    for name in names:
        tally: Counter[Hashable] = Counter()
        for value, of_value in features.items():
            if name in of_value:
                tally[of_value[name]] += counts[value]
        total = sum(tally.values())
        seldom = {kind for kind, count in tally.items() if rare(count, total)}
        if seldom and max(tally.values()) * 4 >= total * 3:  # there is a rest to be unlike
            for value, of_value in features.items():
                if name in of_value and of_value[name] in seldom:
                    found.setdefault(value, []).append(name)
    return {value: " and ".join(reasons) for value, reasons in found.items()}
