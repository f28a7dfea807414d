"""The verdict panel: what the rules say of a deal, in the rubric's words; the scorecard and the pipeline show it."""

from collections.abc import Iterator
from typing import Any

from twoway.core.judge import Judgement, first_pass
from twoway.core.rubric import Rubric
from twoway.core.tell import tell

FIRST_PASS = ("shared-goal", "their-actions")
"""What the three minutes of the first pass rate, beside the last ask."""

STEPS = {
    "ask": "The ask to send",
    "homework": "Our own homework first",
    "reconfirm": "Ask whether it still holds",
    "decline": "The message that closes well",
    "wait": "Wait",
}
SENDABLE = ("ask", "reconfirm", "decline")


def verdict(judgement: Judgement, rubric: Rubric) -> dict[str, Any]:
    """Return the verdict panel: provisional until something beyond the first pass is rated."""
    told = tell(judgement, rubric)
    relationship = judgement.deal.relationship
    rated = [identity for identity, standing in judgement.standings.items() if isinstance(standing.level, int)]
    total = [identity for identity, standing in judgement.standings.items() if standing.level != "n/a"]
    provisional = not set(rated) - set(FIRST_PASS)
    shown: str = first_pass(judgement) if provisional else judgement.verdict
    if not rated and not judgement.asks:
        return _blank()
    words = rubric.verdicts[shown]
    left = len(total) - len(rated)
    kicker = "First look" if provisional else "Verdict today"
    if left:
        kicker += f" · {left} of {len(total)} not rated yet"
    step = told["next_step"]
    return {
        "id": shown,
        "kicker": kicker,
        "title": words.title,
        "line": words.line if shown == "rate-on" else told["qualified_text"],
        "reasons": list(_reasons(told["reasons"], rubric, relationship)),
        "conditions": [condition["message"] for condition in told["conditions"]] if shown != "rate-on" else [],
        "flags": [
            {"id": one, "title": rubric.flags[one].title, "advice": rubric.flags[one].advice} for one in told["flags"]
        ],
        "word": rubric.word[told["word"]].advice if told["word"] == "quote-customer" else "",
        "notes": told["notes"],
        "step": _step(step) if step else None,
    }


def _step(step: dict[str, Any]) -> dict[str, Any]:
    kind = step["kind"]
    asks = kind in ("ask", "reconfirm")
    return {**step, "title": STEPS[kind], "sendable": kind in SENDABLE, "notable": asks}


def _reasons(reasons: list[dict[str, Any]], rubric: Rubric, relationship: str) -> Iterator[dict[str, str]]:
    """Iterate over the reasons, the name of each in bold; what is not rated yet makes one line at the end."""
    unknown = []
    for reason in reasons:
        title = rubric.dimension(reason["dimension"], relationship).title
        message = reason["message"]
        if reason["cause"] == "unknown":
            unknown.append(title)
        elif message.startswith(title):
            yield {"key": reason["gate"], "text": message, "lead": title, "rest": message[len(title) :]}
        else:
            yield {"key": reason["gate"], "text": message, "lead": "", "rest": message}
    if unknown:
        rest = f": {', '.join(unknown)}. An unknown passes nothing."
        yield {"key": "unknown", "text": f"Not rated yet{rest}", "lead": "Not rated yet", "rest": rest}


def _blank() -> dict[str, Any]:
    return {
        "id": "start",
        "kicker": "Verdict",
        "title": "Nothing rated yet",
        "line": "Start with the shared goal. After three answers you have a first look.",
        "reasons": [],
        "conditions": [],
        "flags": [],
        "word": "",
        "notes": [],
        "step": None,
    }
