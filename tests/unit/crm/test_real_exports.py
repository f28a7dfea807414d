"""Exports as real systems write them, by headings that were seen in the wild; all deals are invented.

Beside each file in ``real/`` stands, in ``expected.json``, the name of the program that is to be told, and what is to
be found of its deals. None of the files leaves a question open, and nothing of them is left out with an error.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from making_exports import read

REAL = Path(__file__).parent / "real"
EXPECTED: dict[str, dict[str, Any]] = json.loads((REAL / "expected.json").read_text("utf-8"))


def test_every_file_is_expected() -> None:
    """No file lies there unread."""
    assert {path.name for path in REAL.iterdir()} == {*EXPECTED, "expected.json"}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_export_is_read_right(name: str) -> None:
    """The program is named, and amounts, dates, currencies, customers and statuses come out as the file has them."""
    found, expected = read((REAL / name).read_bytes()), EXPECTED[name]
    assert found.questions == ()
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    wanted = expected["deals"]
    told = [{field: getattr(deal, field) for field in one} for deal, one in zip(found.deals, wanted, strict=True)]
    assert told == wanted
    assert found.dialect == expected["dialect"]
