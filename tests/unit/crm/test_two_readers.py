"""The reader for large files and the one for small files give the same, whatever is in the file.

The first checks where rows begin and end, gathers columns block by block and reads amounts by their shape; the second
reads one row after the other. Each file here is read by both, and by the first in each of its ways: with columns as
codes and as texts, their values read one by one and all at once.
"""

from random import Random

import pytest
from making_exports import read

from twoway.core.imports import Import
from twoway.crm.exports import bulk, columns, deal_reader, plain
from twoway.crm.exports import read as reading
from twoway.crm.exports.generator import DEFECTS, DIALECTS, make_export
from twoway.crm.exports.generator_dialects import Style
from twoway.crm.exports.refusals import NotDealsError

TEXTS = [dialect for dialect in DIALECTS if dialect != "dynamics-xlsx"]
STYLES = {
    "plain": Style(),
    "semicolon": Style(delimiter=";", language="de"),
    "quoted": Style(quoted=True),
    "utf-16": Style(encoding="utf-16", delimiter="\t"),
    "cp1252": Style(encoding="cp1252"),
    "bom": Style(encoding="utf-8-sig", extra=7),
}

_ALL = 1 << 40
"""More bytes, and more rows, than any file has."""


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> "Both":
    """Return what reads a file by both readers."""
    return Both(monkeypatch)


class Both:
    """Reads by either reader, as if the file were large or small."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take what sets the sizes."""
        self.patch = monkeypatch

    def results(self, data: bytes) -> list[Import | str]:
        """Return what the reader for large files makes of the bytes, and then the one for small files."""
        ways = (
            (True, False, _ALL),
            (True, True, _ALL),
            (True, False, 0),
            (True, True, 0),
            (False, True, _ALL),
        )
        return [self._result(data, large=large, few=few, repeated=repeated) for large, few, repeated in ways]

    def _result(self, data: bytes, *, large: bool, few: bool, repeated: int) -> Import | str:
        self.patch.setattr(reading, "SMALLEST", 0 if large else _ALL)
        self.patch.setattr(bulk, "SOME_ROWS", repeated)
        for module in (deal_reader, plain, columns):
            self.patch.setattr(module, "few_distinct", lambda _column, few=few: few)
        try:
            return read(data)
        except NotDealsError as error:
            return str(error)


def same(results: list[Import | str]) -> bool:
    """Whether all results are equal to the last; the order in which one row's problems are told does not count."""
    return all(same_two(large, results[-1]) for large in results[:-1])


def same_two(large: Import | str, small: Import | str) -> bool:
    """Whether two results are equal."""
    if isinstance(large, str) or isinstance(small, str):
        return large == small
    told = [sorted(found.problems, key=repr) for found in (large, small)]
    return told[0] == told[1] and all(
        getattr(large, name) == getattr(small, name)
        for name in ("dialect", "encoding", "delimiter", "deals", "questions", "mapping", "samples")
    )


@pytest.mark.parametrize("dialect", TEXTS)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_both_readers_agree(dialect: str, style: Style, both: Both) -> None:
    """Deals, problems and questions are equal, with planted defects and without them, and with a NUL in a cell."""
    for defects in ((), DEFECTS):
        data = make_export(dialect, 3, 300, style=style, defects=defects).data
        assert same(both.results(data))
        if style.encoding.startswith("utf-8"):
            place = data.index(b"\n", len(data) // 2) + 4
            assert same(both.results(data[:place] + b"\0" + data[place:]))


@pytest.mark.parametrize("dialect", TEXTS)
def test_both_readers_agree_on_damaged_files(dialect: str, both: Both) -> None:
    """Bytes put in, taken away and changed make no difference between the readers."""
    random = Random(f"both {dialect}")  # noqa: S311 - nothing secret
    different = []
    for round_ in range(60):
        data = bytearray(make_export(dialect, round_ % 4, 60, style=list(STYLES.values())[round_ % len(STYLES)]).data)
        for _ in range(random.choice((1, 1, 3, 8))):
            place = random.randrange(len(data))
            data[place : place + random.randrange(2)] = random.choice(
                (b'"', b",", b";", b"\n", b"\r", b"\0", b"x", b"")
            )
        if not same(both.results(bytes(data))):
            different.append(round_)
    assert different == []
