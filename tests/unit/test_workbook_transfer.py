"""Taking a workbook out as JSON and bringing it in elsewhere."""

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twoway.core.reading import InvalidDataError
from twoway.workbook import Deals, Workbook, WorkbookError, export_json, import_json
from twoway.workbook.transfer import check_sum

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
WHOLE = st.text(st.characters(exclude_categories=["Cs"]))
RECORDS = st.lists(
    st.tuples(WHOLE.filter(bool), WHOLE, st.dictionaries(st.text(), PLAIN, max_size=4), WHOLE), max_size=6
)


@given(RECORDS)
@settings(max_examples=50, deadline=None)
def test_export_and_import_give_the_same_history(records: list[tuple[str, str, dict[str, object], str]]) -> None:
    """Whatever was recorded comes out of an export unchanged, once, however often it is brought in."""
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder) / "here.twoway", Path(folder) / "there.twoway"
        with Workbook.open(here) as one, Workbook.open(there) as two:
            for kind, subject, data, version in records:
                one.record(kind, subject, data, version=version)
            text = export_json(one)
            assert import_json(two, text) == len(records)
            assert import_json(two, text) == 0
            assert export_json(two) == text


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """Make a workbook with two events."""
    opened = Workbook.open(tmp_path / "workbook.twoway", now=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))
    opened.record("note", "d-1", {"n": 1})
    opened.record("note", "d-2", {"n": 2}, version="v2")
    return opened


def test_export_names_its_format_and_check_sum(workbook: Workbook) -> None:
    """An export is plain JSON with the format number, the events and their check sum."""
    document = json.loads(export_json(workbook))
    assert set(document) == {"twoway_workbook", "events", "sha256"}
    assert document["twoway_workbook"] == 1
    assert document["sha256"] == check_sum(document["events"])
    assert set(document["events"][0]) == {"id", "at", "kind", "subject", "data", "version"}
    workbook.close()


def test_reformatted_export_is_accepted(workbook: Workbook, tmp_path: Path) -> None:
    """An export that an editor has indented is the same export."""
    with Workbook.open(tmp_path / "other.twoway") as other:
        assert import_json(other, json.dumps(json.loads(export_json(workbook)), indent=4)) == 2
        assert all(event.imported for event in other.history())
    workbook.close()


def test_every_problem_is_reported_and_nothing_added(workbook: Workbook) -> None:
    """A wrong export gives each problem with its place, and leaves the workbook as it was."""
    document = json.loads(export_json(workbook))
    document["events"][0] |= {"id": "zz", "at": "2026-02-30T10:00:00Z", "extra": 1}
    document["events"][1] |= {"kind": "", "data": [], "version": 3}
    document["events"] += [7, {"id": "0" * 32}, {"id": "0" * 32}]
    with pytest.raises(InvalidDataError) as caught:
        import_json(workbook, json.dumps(document))
    found = {".".join(map(str, problem.path)) for problem in caught.value.problems}
    assert found >= {
        "events.0.id", "events.0.at", "events.0.extra", "events.1.kind", "events.1.data", "events.1.version",
        "events.2", "events.3", "events", "sha256",
    }  # fmt: skip
    assert workbook.last_seq() == 2
    workbook.close()


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "NaN", "1" * 5000, "[" * 100_000, '{"twoway_workbook": 2, "events": [], "sha256": ""}',
        '{"twoway_workbook": 1, "events": {}, "sha256": ""}', '{"twoway_workbook": 1, "events": [NaN], "sha256": ""}',
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused(workbook: Workbook, text: str) -> None:
    """Text that is no export is refused with a reason, never with another error."""
    with pytest.raises(InvalidDataError) as caught:
        import_json(workbook, text)
    assert caught.value.problems
    workbook.close()


def test_changed_event_is_refused(workbook: Workbook) -> None:
    """An event altered after the export no longer fits the check sum."""
    text = export_json(workbook).replace('{"n":1}', '{"n":4}')
    with pytest.raises(InvalidDataError, match="not those that were exported"):
        import_json(workbook, text)
    workbook.close()


def test_import_into_a_closed_workbook_says_so(workbook: Workbook) -> None:
    """Bringing events into a closed workbook gives its clear sentence."""
    text = export_json(workbook)
    workbook.close()
    with pytest.raises(WorkbookError, match="was closed"):
        import_json(workbook, text)


def test_old_export_undoes_nothing_newer(tmp_path: Path) -> None:
    """Bringing in last week's file keeps this week's rating, and adds what only that file had."""
    times = iter([datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3)])
    with Workbook.open(tmp_path / "old.twoway", now=lambda: next(times)) as old:
        name = Deals(old).add({"name": "Tidewater"})
        Deals(old).rate(name, "shared-goal", 2)
        first = export_json(old)
        Deals(old).rate(name, "renewal", "n/a")
        second = export_json(old)
    with Workbook.open(tmp_path / "new.twoway", now=lambda: datetime(2026, 11, 2, 12, tzinfo=UTC)) as new:
        import_json(new, first)
        deals = Deals(new)
        deals.rate(name, "shared-goal", 4)
        assert import_json(new, second) == 1
        ratings = deals.get(name)["ratings"]
    assert ratings == {
        "shared-goal": {"level": 4, "evidence": []},
        "renewal": {"level": "n/a", "evidence": []},
    }
    with Workbook.open(tmp_path / "third.twoway", now=lambda: datetime(2026, 11, 9, tzinfo=UTC)) as third:
        deals = Deals(third)
        deals.add({"ratings": {"shared-goal": {"level": 1}}}, deal_id=name)
        import_json(third, second)
        assert deals.get(name)["ratings"]["shared-goal"]["level"] == 1  # type: ignore[index]
        assert deals.get(name)["name"] == "Tidewater"
        assert deals.get(name)["created"] == "2026-11-01T00:00:00Z"
