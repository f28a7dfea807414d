"""The status of each row: from flags where the file has them, else from its status column, else from its stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from twoway.core.imports import ImportProblem, Status
from twoway.crm.exports.columns import distinct, mapped, places_of, shown, tuples
from twoway.crm.exports.headings import FLAGS
from twoway.crm.exports.odd import is_blank
from twoway.crm.exports.stages import status_of, truth
from twoway.crm.exports.words import words

_HOW_MANY = "\0"
"""Stands in a message until it is known how many deals it is about."""

Flags = Mapping[str, bool | None]


@dataclass(frozen=True)
class _Remark:
    """What is odd about a row's status: the field, and the message, said for each row or once for each value."""

    field: str
    message: str
    each_row: bool = True


def read_statuses(
    columns: Mapping[str, Sequence[object]],
    headings: Mapping[str, str],
    rows: Sequence[int],
    given: Mapping[str, Status],
) -> tuple[Sequence[Status], list[ImportProblem]]:
    """Return each row's status, and what is to be said of them.

    Args:
        columns: the columns by field: stage, status and the flags, as far as the file has them.
        headings: the heading of each field.
        rows: the number of each row.
        given: the user's own stage map.

    """
    own = {words(name): status for name, status in given.items()}
    used = [name for name in FLAGS if name in columns and _is_flag(columns[name])]
    used += [name for name in ("status", "stage") if name in columns]
    if not used:
        return ["open"] * len(rows), []
    single = len(used) == 1  # then the column itself serves, and no tuples are made
    keys = columns[used[0]] if single else tuples([columns[name] for name in used])
    known: dict[object, Status] = {}
    said: dict[object, tuple[str, _Remark]] = {}
    for key in distinct(keys):
        known[key], remark = _status(
            {used[0]: key} if single else dict(zip(used, cast("tuple[object, ...]", key), strict=True)), own
        )
        if remark:
            said[key] = (headings.get(remark.field, ""), remark)
    return mapped(known, keys), _told(said, keys, rows)


def _is_flag(column: Sequence[object]) -> bool:
    """Whether a column really holds yes and no: a heading such as ``Closed`` may stand over dates as well."""
    values = {value for value in distinct(column) if not is_blank(value)}
    flags = sum(truth(value) is not None for value in values)
    return flags > 0 and flags * 2 >= len(values)


def _status(row: Mapping[str, object], own: Mapping[str, Status]) -> tuple[Status, _Remark | None]:
    """Return one row's status, and what is odd about it."""
    flags = {name: truth(row[name]) for name in FLAGS if name in row}
    texts = {name: "" if is_blank(row.get(name)) else str(row[name]).strip() for name in ("status", "stage")}
    says = {name: status_of(text, own) if text else None for name, text in texts.items()}
    by_flags = _by_flags(flags, says["stage"] or says["status"])
    by_texts = says["status"] or says["stage"]
    result: Status = by_flags or by_texts or "open"
    against = _against(result, says, settled=by_flags is not None or says["status"] is not None)
    if against:
        what = f"{shown(texts[against])} contradicts what else the file says of the deal's status; taken as {result}"
        return result, _Remark(against, what)
    for name, flag in flags.items():
        if flag is None and not is_blank(row[name]):
            return result, _Remark(name, f"{shown(row[name])} is neither yes nor no; taken as {result}")
    if by_flags is None and texts["status"] and says["status"] is None:
        what = f"the status {shown(texts['status'])} is not known here; {_HOW_MANY} as {result} until you say otherwise"
        return result, _Remark("status", what, each_row=False)
    if by_flags is None and by_texts is None:
        field = "stage" if "stage" in row else "status"
        what = f"the stage {shown(texts[field])} is not known here" if texts[field] else "no stage is stated"
        return "open", _Remark(field, f"{what}; {_HOW_MANY} as open until you say otherwise", each_row=False)
    return result, None


def _against(result: Status, says: Mapping[str, Status | None], *, settled: bool) -> str:
    """Return which of status and stage contradicts the result; an open stage of a closed deal is no contradiction."""
    if not settled:
        return ""
    if says["status"] is not None and says["status"] != result:
        return "status"
    return "stage" if says["stage"] in ("won", "lost") and says["stage"] != result else ""


def _by_flags(flags: Flags, hint: Status | None) -> Status | None:
    """Return what the flags say; ``hint`` is what stage or status say, for where a flag alone leaves two ways open."""
    won, lost, closed = (flags.get(name) for name in FLAGS)
    if won or lost:
        return "won" if won else "lost"
    if closed:
        return "lost" if won is False else "won" if lost is False else None
    if closed is False or (won is False and (lost is False or hint == "won")):
        return "open"
    return None


def _told(
    said: Mapping[object, tuple[str, _Remark]], keys: Sequence[object], rows: Sequence[int]
) -> list[ImportProblem]:
    """Return a problem for each odd row; for an unknown stage one at its first row, with how many rows have it."""
    if not said:
        return []
    problems: list[ImportProblem] = []
    groups: dict[tuple[str, str], list[int]] = {}
    for place in places_of(keys, said):
        heading, remark = said[keys[place]]
        if remark.each_row:
            problems.append(ImportProblem(rows[place], heading, remark.message, "warning"))
        else:
            groups.setdefault((heading, remark.message), []).append(rows[place])
    for (heading, message), where in groups.items():
        deals = "it counts" if len(where) == 1 else f"its {len(where)} deals count"
        problems.append(ImportProblem(where[0], heading, message.replace(_HOW_MANY, deals), "warning"))
    return problems
