"""Random damage to valid exports: never a traceback, and never a silently wrong amount, date or status.

What no reader can notice is left out of the property: a digit that became another digit, and a month's name that became
another month's. Everything else must be right, or named in a problem of its row or its column, or asked about, or the
whole file is refused.
"""

from random import Random

import pytest

from twoway.core.imports import Import
from twoway.crm.exports.generator import DIALECTS, Made, make_export
from twoway.crm.exports.generator_dialects import Style
from twoway.crm.exports.months import MONTHS
from twoway.crm.exports.read import read_export
from twoway.crm.exports.refusals import NotDealsError

CAREFUL = ("amount", "close_date", "created_date", "status")
STYLES = (
    Style(),
    Style(delimiter=";"),
    Style(quoted=True),
    Style(encoding="utf-16", delimiter="\t"),
    Style(encoding="cp1252"),
    Style(language="de", delimiter=";"),
)
TEXTS = [dialect for dialect in DIALECTS if dialect != "dynamics-xlsx"]


def damaged(data: bytes, random: Random) -> tuple[bytes, int]:
    """Return the data with one byte changed, and where; a change that nobody can notice is drawn anew."""
    while True:
        place = random.randrange(len(data))
        new = random.choice([random.randrange(256), *b"0 ,;.\t\n\r\"'-/()kM$x\0"])
        digits = b"0123456789"
        if new == data[place] or (new in digits and data[place] in digits):
            continue
        changed = data[:place] + bytes([new]) + data[place + 1 :]
        if _month_near(data, place) != _month_near(changed, place):
            continue
        return changed, place


def _month_near(data: bytes, place: int) -> list[int]:
    around = data[max(0, place - 3) : place + 4].decode("latin-1").lower()
    return [MONTHS[around[start : start + 3]] for start in range(5) if around[start : start + 3] in MONTHS]


def silently_wrong(made: Made, found: Import) -> list[str]:
    """Return what is wrong and not named."""
    if found.questions:
        return []
    named = {problem.row for problem in found.problems}
    columns = {problem.column for problem in found.problems if problem.row in (None, 1) and problem.severity != "info"}
    truth = {deal.id: deal for deal in made.deals}
    by_row = {deal.source_row: deal for deal in made.deals}
    wrong = []
    for deal in found.deals:
        near = [by_row[row] for row in range(deal.source_row - 1, deal.source_row + 2) if row in by_row]
        true = [truth[deal.id]] if deal.id in truth else near  # a damaged id, or a line break put in, moves the rows
        if deal.source_row in named or columns or not true:
            continue
        gone = {name for name in CAREFUL if all(getattr(one, name) is None for one in found.deals)}  # said: not read
        differences = [
            [name for name in CAREFUL if getattr(deal, name) != getattr(one, name) and name not in gone] for one in true
        ]
        wrong += [f"row {deal.source_row}: {names} of {deal}" for names in [min(differences, key=len)] if names]
    missing = len(made.deals) - len(found.deals)
    if missing > 0 and not any(problem.row for problem in found.problems):
        wrong.append(f"{missing} missing")
    return wrong


@pytest.mark.parametrize("dialect", TEXTS)
def test_a_damaged_byte_is_never_silently_wrong(dialect: str) -> None:
    """One changed byte anywhere gives the right value, a named problem, a question, or a refusal; never a traceback."""
    random = Random(f"damage {dialect}")  # noqa: S311 - nothing secret
    found_wrong = []
    for round_ in range(240):
        made = make_export(dialect, round_ % 8, 30, style=STYLES[round_ % len(STYLES)])
        data, place = damaged(made.data, random)
        try:
            wrong = silently_wrong(made, read_export(data))
        except NotDealsError:
            continue
        found_wrong += [
            f"round {round_}, {made.data[place - 12 : place + 8]!r} -> {data[place - 12 : place + 8]!r}: {one}"
            for one in wrong
        ]
    assert found_wrong == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_heavy_damage_never_gives_a_traceback(dialect: str) -> None:
    """Bytes lost, put in, cut off and overwritten by the dozen: the file is read or refused with a sentence."""
    random = Random(f"heavy {dialect}")  # noqa: S311 - nothing secret
    for round_ in range(60):
        data = bytearray(make_export(dialect, round_ % 5, 12, style=STYLES[round_ % len(STYLES)]).data)
        for _ in range(random.choice((2, 10, 60))):
            place = random.randrange(len(data))
            kind = random.randrange(3)
            if kind == 0:
                data[place : place + random.randrange(1, 9)] = b""
            elif kind == 1:
                data[place:place] = random.randbytes(random.randrange(1, 9))
            else:
                data[place] = random.randrange(256)
        cut = random.randrange(len(data)) if round_ % 3 == 0 else len(data)
        try:
            read_export(bytes(data[:cut]))
        except NotDealsError:
            continue


def test_noise_is_refused_with_a_reason() -> None:
    """Files that never were a table are refused, and say why."""
    random = Random(3)  # noqa: S311 - nothing secret
    for size in (0, 1, 2, 7, 100, 5000):
        with pytest.raises(NotDealsError):
            read_export(random.randbytes(size))
