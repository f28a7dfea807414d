"""A second judge, written from the text of the rubric alone and on purpose without the product's code or tables.

It reads plain data and is slow and blunt; the tests hold the product's answers against it.
"""

import datetime
from typing import Any

FIVE = ["shared-goal", "their-actions", "our-actions", "equal-standing", "explicit-agreement"]
THREE = ["acts-like-owner", "thinks-like-customer", "earned-word"]
REST = ["value-proposition", "negotiation", "right-deal", "renewal", "change"]
ALL = FIVE + THREE + REST


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _pieces(deal: dict[str, Any], dimension: str, as_of: datetime.date) -> list[dict[str, Any]]:
    evidence = deal.get("ratings", {}).get(dimension, {}).get("evidence") or []
    evidence = [evidence] if isinstance(evidence, dict) else evidence
    return [piece for piece in evidence if not piece.get("date") or _day(piece["date"]) <= as_of]


def _real(piece: dict[str, Any]) -> bool:
    named = (piece.get("who") or "").strip() != ""
    return piece["kind"] in ("said", "done") and named and bool(piece.get("date"))


def _cap(pieces: list[dict[str, Any]], dimension: str, as_of: datetime.date, *, forget_age: bool) -> int:
    days = 180 if dimension == "shared-goal" else 365 if dimension == "earned-word" else 60
    best = 1
    for piece in pieces:
        if not _real(piece):
            continue
        old = not forget_age and (as_of - _day(piece["date"])).days > days
        if piece["kind"] == "said":
            best = max(best, 1 if old else 2)
        if piece["kind"] == "done":
            best = max(best, 2 if old else 4)
    return best


def _level(deal: dict[str, Any], dimension: str) -> Any:
    if deal.get("relationship") == "team" and dimension not in FIVE:
        return "n/a"
    level = deal.get("ratings", {}).get(dimension, {}).get("level")
    if level is None and dimension in ("renewal", "change") and deal.get("customer", "new") == "new":
        return "n/a"
    return level


def _effective(deal: dict[str, Any], dimension: str, as_of: datetime.date) -> Any:
    level = _level(deal, dimension)
    if level in (None, "n/a"):
        return level
    return min(level, _cap(_pieces(deal, dimension, as_of), dimension, as_of, forget_age=False))


def _fate(deal: dict[str, Any], ask: dict[str, Any], as_of: datetime.date) -> str:
    answer = ask.get("answer", "none")
    if ask.get("answered_on") and _day(ask["answered_on"]) > as_of:
        answer = "none"
    if answer == "refused":
        return "refused"
    made = _day(ask["made_on"])
    due = _day(ask["due_on"]) if ask.get("due_on") else made + datetime.timedelta(days=14)
    shown = [piece for piece in _pieces(deal, ask["dimension"], as_of) if _real(piece) and _day(piece["date"]) >= made]
    if due < as_of and (answer == "none" or (answer == "accepted" and not shown)):
        return "lapsed"
    if due >= as_of and not (answer == "accepted" and shown):
        return "waiting"
    return "met"


def _gates(deal: dict[str, Any]) -> list[tuple[str, str, int]]:
    gates = [
        ("goal-stated-by-buyer", "shared-goal", 3),
        ("buyer-keeps-a-promise", "their-actions", 3),
        ("we-keep-ours", "our-actions", 3),
        ("both-ask", "equal-standing", 2),
        ("said-out-loud", "explicit-agreement", 2),
    ]
    if deal.get("relationship", "deal") == "deal":
        gates += [
            ("buyer-sees-value", "value-proposition", 2),
            ("buyer-priority-known", "negotiation", 2),
            ("fair-to-both", "right-deal", 2),
        ]
        if deal.get("customer", "new") == "existing":
            gates += [("renewal-judged-by-goal", "renewal", 2), ("change-asked", "change", 2)]
    return gates


def _cause(deal: dict[str, Any], dimension: str, needed: int, as_of: datetime.date) -> str:
    level = _level(deal, dimension)
    if level is None:
        return "unknown"
    if level < needed:
        return "level"
    if _cap(_pieces(deal, dimension, as_of), dimension, as_of, forget_age=True) >= needed:
        return "stale"
    return "evidence"


def _verdict(deal: dict[str, Any], effective: dict[str, Any], fates: list[str], failed: list[str]) -> str:
    low_goal = effective["shared-goal"] is None or effective["shared-goal"] < 2
    low_actions = effective["their-actions"] is None or effective["their-actions"] < 2
    if deal.get("relationship") != "team" and fates:
        if fates[-1] == "refused" and (low_goal or low_actions):
            return "decline"
        if fates[-1] == "lapsed" and low_goal:
            return "decline"
        unmet = [fate in ("refused", "lapsed") for fate in fates]
        if len(unmet) >= 2 and unmet[-1] and unmet[-2] and low_actions:
            return "decline"
    if "goal-stated-by-buyer" in failed or "buyer-keeps-a-promise" in failed:
        return "ask"
    return "fix-first" if failed else "pursue"


def _flags(effective: dict[str, Any]) -> list[str]:
    flags = []
    ours, theirs = effective["our-actions"], effective["their-actions"]
    if isinstance(ours, int) and isinstance(theirs, int):
        if ours - theirs >= 2:
            flags.append("one-sided")
        if theirs - ours >= 2:
            flags.append("we-owe-them")
    word = effective["earned-word"]
    if isinstance(word, int) and word >= 3:
        deeds = [effective["acts-like-owner"], effective["thinks-like-customer"]]
        if any(isinstance(deed, int) and deed < 3 for deed in deeds):
            flags.append("word-outruns-deeds")
        elif None in deeds:
            flags.append("show-the-deeds")
    return flags


def _step(verdict: str, failed: list[tuple[str, str, str]], effective: dict[str, Any]) -> tuple[str, str] | None:
    """Return kind and dimension, before any waiting."""
    if verdict == "pursue":
        for dimension in ("acts-like-owner", "thinks-like-customer"):
            if effective[dimension] is None or (effective[dimension] != "n/a" and effective[dimension] < 3):
                return ("ask", dimension)
        return None
    _, dimension, cause = failed[0]
    if verdict == "decline":
        return ("decline", dimension)
    if dimension == "our-actions" or cause == "evidence":
        return ("homework", dimension)
    return ("reconfirm" if cause == "stale" else "ask", dimension)


def oracle(deal: dict[str, Any], as_of: datetime.date) -> dict[str, Any]:
    """Judge one deal in the shape of golden.json's ``expect``."""
    effective = {dimension: _effective(deal, dimension, as_of) for dimension in ALL}
    asks = sorted((a for a in deal.get("asks", []) if _day(a["made_on"]) <= as_of), key=lambda a: _day(a["made_on"]))
    fates = [_fate(deal, ask, as_of) for ask in asks]
    failed = [
        (gate, dimension, _cause(deal, dimension, needed, as_of))
        for gate, dimension, needed in _gates(deal)
        if effective[dimension] is None or effective[dimension] < needed
    ]
    verdict = _verdict(deal, effective, fates, [gate for gate, _, _ in failed])
    step = _step(verdict, failed, effective)
    waiting = None
    if step and step[0] != "decline" and step[1] != "our-actions":
        dues = [
            ask.get("due_on") or (_day(ask["made_on"]) + datetime.timedelta(days=14)).isoformat()
            for ask, fate in zip(asks, fates, strict=True)
            if fate == "waiting" and ask["dimension"] == step[1]
        ]
        if dues:
            waiting, step = max(dues), ("wait", step[1])
    word = "quote-customer" if isinstance(effective["earned-word"], int) and effective["earned-word"] >= 3 else None
    return {
        "verdict": verdict,
        "qualified": verdict in ("fix-first", "pursue"),
        "flags": _flags(effective),
        "word": None if deal.get("relationship") == "team" else word or "say-nothing",
        "waiting_until": waiting,
        "next_step": {"kind": step[0], "dimension": step[1]} if step else None,
        "reasons": [{"gate": gate, "dimension": dimension, "cause": cause} for gate, dimension, cause in failed],
        "effective": effective,
    }
