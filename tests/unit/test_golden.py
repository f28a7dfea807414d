"""The deals whose results are known beforehand."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from oracle import oracle

from twoway.content.rubric import load_rubric
from twoway.core.interchange import read_deals
from twoway.core.judge import judge
from twoway.core.reading import Node
from twoway.core.tell import tell

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
AS_OF = datetime.date.fromisoformat(GOLDEN["as_of"])


def cases() -> list[Any]:
    """Return every deal with what the rules give for it."""
    return [pytest.param(item["deal"], item["expect"], id=item["deal"]["id"]) for item in GOLDEN["deals"]]


@pytest.mark.parametrize(("deal", "expected"), cases())
def test_golden(deal: dict[str, Any], expected: dict[str, Any]) -> None:
    """Each golden deal gets exactly the result that is written beside it."""
    read = read_deals(Node({"deals": [deal]}))[1][0]
    told = tell(judge(read, AS_OF), load_rubric())
    for key in ("gate", "text"):
        (told["next_step"] or {}).pop(key, None)
    told["reasons"] = [{key: reason[key] for key in ("gate", "dimension", "cause")} for reason in told["reasons"]]
    assert expected == {key: told[key] for key in expected}


@pytest.mark.parametrize(("deal", "expected"), cases())
def test_oracle_is_golden(deal: dict[str, Any], expected: dict[str, Any]) -> None:
    """The tests' own naive judge agrees with the golden deals, so that it may judge others."""
    assert expected == oracle(deal, AS_OF)
