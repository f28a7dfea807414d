"""The columns of large files: held as codes or as shapes and digits, and the deals made of them only when looked at."""

from dataclasses import replace

import numpy as np
import pytest
from making_exports import read

from twoway.core.imports import Import
from twoway.crm.exports import gathering
from twoway.crm.exports import read as reading
from twoway.crm.exports.amount_shapes import read_by_shape
from twoway.crm.exports.columns import counted, distinct, inserted, places_of, replaced, tuples, without
from twoway.crm.exports.deal_columns import DealColumns, LargeImport
from twoway.crm.exports.packed import Coded, shaped

HEAD = "Id,Deal Name,Stage,Amount,Currency,Close Date,Next Step\n"
ROWS = [
    f'{row},"Deal {row % 7}, again",Proposal,{row * 977 % 40000 + 13}.{row % 90 + 10},EUR,2026-03-{row % 27 + 1:02},ask'
    for row in range(900)
]


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every file for a large one."""
    monkeypatch.setattr(reading, "SMALLEST", 0)


def small(data: bytes, patch: pytest.MonkeyPatch) -> Import:
    """Read a file as small ones are."""
    with patch.context() as context:
        context.setattr(reading, "SMALLEST", 1 << 40)
        return read(data)


def text(*rows: str) -> bytes:
    """Return a file of the usual rows, with others in its middle."""
    return (HEAD + "\n".join([*ROWS[:600], *rows, *ROWS[600:]]) + "\n").encode()


def test_deals_of_a_large_file_are_those_of_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deals that are made when looked at are equal, one by one, in slices, backwards and as a whole."""
    large, other = read(text()), small(text(), monkeypatch)
    assert isinstance(large.deals, DealColumns)
    assert isinstance(other.deals, tuple)
    assert large.deals == other.deals
    assert other.deals == large.deals
    assert (large, other) == (other, large)
    assert large.deals[3:9] == other.deals[3:9]
    assert (large.deals[0], large.deals[-1]) == (other.deals[0], other.deals[-1])
    assert list(reversed(large.deals)) == list(reversed(other.deals))
    assert hash(large.deals) == hash(other.deals)
    assert large.deals != other.deals[1:]
    assert large.deals != list(other.deals)


def test_totals_follow_the_deals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Totals are summed from the columns, and from the deals as soon as these are others."""
    data = text(
        "x1,Odd,Proposal,,CHF,2026-03-01,", "x2,Odd,Proposal,5.25,USD,2026-03-01,", "x3,Odd,Proposal,7,,2026-03-01,"
    )
    large = read(data)
    assert isinstance(large, LargeImport)
    assert large.totals() == small(data, monkeypatch).totals()
    assert large.totals().keys() == {"", "EUR", "USD"}
    fewer = replace(large, deals=tuple(large.deals[600:602]))
    assert fewer.totals() == {"USD": 5.25}


@pytest.mark.parametrize(
    "rows",
    [
        ["x1,Zero,Proposal,0.00,EUR,2026-03-01,"] * 3,
        ["x1,Nul,Prop\0osal,12\0.50,EUR,2026-03-01,"],
        ["x1,Nul,Proposal,1\0,EUR,2026-03-01,", 'x2,"Wrong" mark,Proposal,3.50,EUR,2026-03-01,'],
        ["x1,Long,Proposal,123456789012345678901234567890,EUR,2026-03-01,"],
        ["x1,Longer,Proposal,1234567890123456,EUR,2026-03-01,"],
        ['x1,Two lines,Proposal,"5\n",EUR,2026-03-01,'],
        ['x1,Quoted,Proposal,"5""",EUR,2026-03-01,'],
        [f"x1,Far,Proposal,8.50,EUR,2026-03-01,{'on and on ' * 400}"],
        [
            "x1,None,Proposal,,EUR,,",
            "x2,Sign,Proposal,€7.50,EUR,2026-03-01,",
            "x3,Minus,Proposal,-7.50,EUR,2026-03-01,",
        ],
        ["Id,Deal Name,Stage,Amount,Currency,Close Date,Next Step", "Total,,,99.00,,,"],
        [ROWS[0], "0,Another,Proposal,1.50,EUR,2026-03-01,"],
    ],
    ids=["zeros", "nul", "nul in amount", "30 digits", "16 digits", "line end", "mark", "long", "odd", "head", "twice"],
)
def test_odd_rows_in_a_large_file(rows: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in a few rows only is read, left out and said as in a small file."""
    large, other = read(text(*rows)), small(text(*rows), monkeypatch)
    assert large == replace(other, problems=large.problems)
    assert sorted(large.problems, key=repr) == sorted(other.problems, key=repr)


def test_thousands_of_zeros_are_read_by_their_shape() -> None:
    """Amounts of nothing, which are written alike, do not make each amount of the column be read by itself."""
    column = [cell for row in range(3000) for cell in ("0", "0.00", f"{row + 1}.50")]
    found = read_by_shape("Amount", column)
    assert found is not None
    assert found.amounts == list(map(float, column))


def test_cells_that_cannot_be_told_apart_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """When two different cells have the same number, they are compared as texts."""
    monkeypatch.setattr(gathering, "_MIX", np.uint64(0))
    first = gathering.numbered
    refused = []

    def watched(words: list[gathering.Words]) -> object:
        try:
            return first(words)
        except gathering.NotAlikeError:
            refused.append(len(words))
            raise

    monkeypatch.setattr(gathering, "numbered", watched)
    rows = [row.replace("again", "against all the odds") for row in ROWS]
    data = (HEAD + "\n".join(rows) + "\n").encode()
    large = read(data)
    assert refused
    assert large == replace(small(data, monkeypatch), problems=large.problems)


LISTS = (
    ["b", "a", "b", "c", "a", "b"],
    ["€1.50", "€22.05", "", "€7.00", "€0.00", "€1.50"],
)


@pytest.mark.parametrize("cells", LISTS, ids=["codes", "shapes"])
def test_packed_columns_do_as_lists_do(cells: list[str]) -> None:
    """Rows are counted, found, left out, put in and replaced in a packed column as in a list."""
    known = list(dict.fromkeys(cells))
    packed = (
        shaped(cells) if "€" in cells[0] else Coded(known, np.array([known.index(cell) for cell in cells], np.int32))
    )
    assert packed is not None
    plain: list[object] = [*cells]
    assert list(packed) == plain
    assert packed[1:4] == plain[1:4]
    assert packed[-1] == plain[-1]
    assert list(counted(packed).items()) == list(counted(plain).items())
    assert places_of(packed, {plain[1], "no"}) == places_of(plain, {plain[1], "no"})
    for cell in ("€5", "", "new\nline"):
        changed = [inserted(column, [0, 2, 2, 6], ["x", cell, "y", "z"]) for column in (packed, plain)]
        assert list(changed[0]) == list(changed[1])
        changed = [replaced(column, {1: cell, 4: cell}) for column in (packed, plain)]
        assert list(changed[0]) == list(changed[1])
        assert set(distinct(changed[0])) == set(changed[1])
    left = without(packed, {1, 4})
    assert list(left) == without(plain, {1, 4})
    assert set(distinct(left)) == set(left)
    assert list(counted(left)) == list(dict.fromkeys(left))
    assert list(tuples((packed, packed))) == list(zip(plain, plain, strict=True))
