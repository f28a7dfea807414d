"""What the language check shows: marks with their reasons, what was left alone, the six parts, and the deal."""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from twoway.core.language.report import PARTS, Finding
from twoway.ui.language_edits import Places

if TYPE_CHECKING:
    from twoway.ui.language import LanguageCheck

SEVERITIES = {"high": "Serious", "medium": "Worth changing", "low": "Small"}
TITLES = {
    "goal": "Their goal", "our_action": "What we do", "our_date": "Our day",
    "your_action": "What they do", "your_date": "Their day", "easy_no": "An easy no",
}  # fmt: skip
"""What each of the six parts is called on the screen."""

START = "You see what it claims or gives away, why that matters to the reader, and what to write instead."
TOO_LONG = "This text is too long to check while you wait. Check it in parts, or with the command twoway language."
MOST = 60
"""Marks, and words left alone, that are shown at once."""

_MARKS = "\"'“”„«‘’"
"""Quotation marks, with which words in quotation marks begin."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")


def look(control: "LanguageCheck") -> dict[str, Any]:
    """Return the control's view; places in UTF-16 units, as a browser counts."""
    report, places, draft = control.report, Places(control.draft), control.draft
    fix = control.last_fix
    message = report.message
    return {
        "draft": draft,
        "start": START,
        "example": "Put the first text back" if control.first else "Try an example",
        "empty": not draft.strip(),
        "summary": _summary(control),
        "kinds": _kinds(report.findings),
        "marks": _marks(control, places),
        "more": max(0, len(report.findings) - MOST),
        "allowed": [
            {"start": places.units(one.start), "end": places.units(one.end), "words": one.text, "why": one.why}
            for one in report.allowed[:MOST]
        ],
        "more_allowed": max(0, len(report.allowed) - MOST),
        "blanks": [
            {"start": places.units(one.start()), "end": places.units(one.end()), "words": one.group()}
            for one in control.blanks[:MOST]
        ],
        "parts": [
            {"id": part, "title": TITLES[part], "there": part not in report.two_sided.missing}
            for part in (PARTS if control.readable else ())
        ],
        "message": message,
        "addition": control.addition if message else "",
        "undo": {"start": places.units(fix.start), "end": places.units(fix.end), "words": fix.before} if fix else None,
        "deals": list(control.deal.names.items()),
        "deal": control.deal.id,
        "deal_name": control.deal.name,
        "askable": control.deal.askable,
        "dimension": control.deal.dimension,
        "attached": control.deal.said(draft),
    }


def _summary(control: "LanguageCheck") -> str:
    if not control.draft.strip():
        return ""
    if not control.readable:
        return TOO_LONG
    count = len(control.report.findings)
    return {0: "Nothing to change in the words", 1: "One thing to look at"}.get(count, f"{count:,} things to look at")


def _kinds(findings: tuple[Finding, ...]) -> str:
    count: Counter[str] = Counter(finding.severity for finding in findings)
    return ", ".join(f"{count[one]:,} {words.lower()}" for one, words in SEVERITIES.items() if count[one])


def _marks(control: "LanguageCheck", places: Places) -> list[dict[str, Any]]:
    """Return the first marks. Ids keep to their words, so that a mark stays itself when others come and go."""
    same: Counter[tuple[str, str]] = Counter()
    marks = []
    for finding in control.report.findings[:MOST]:
        key = (finding.rule, finding.text[:40])
        same[key] += 1
        marks.append(
            {
                "id": f"{finding.rule}/{finding.text[:40]}/{same[key]}",
                "start": places.units(finding.start),
                "end": places.units(finding.end),
                "title": control.title_of(finding),
                "severity": finding.severity,
                "severity_text": SEVERITIES[finding.severity],
                "words": finding.text,
                "reason": finding.reason,
                "suggestion": finding.suggestion,
                "fix": {"start": places.units(finding.fix_start), "end": places.units(finding.fix_end)},
                "whole": (finding.fix_start, finding.fix_end) != (finding.start, finding.end),
            }
        )
    return marks


def plain_text(control: "LanguageCheck") -> str:
    """Return the draft, its marks, what was left alone and the six parts as Markdown."""
    if not control.draft.strip():
        how = '`tw.language_check("…")` opens with your text.'
        return f"# Check a draft\n\nPaste an email, a proposal or a slide. {START}\n\n{how}"
    report = control.report
    quoted = "\n".join(f"    {line}" for line in control.draft.splitlines())
    parts = ["# Your draft", quoted, f"## {_summary(control)}"]
    for number, mark in enumerate(look(control)["marks"], 1):
        where = " of the sentence" if mark["whole"] else ""
        instead = f"\n\n   Instead{where}: {_safe(mark['suggestion'])}" if mark["suggestion"] else ""
        head = f"{number}. **{mark['title']}** ({mark['severity_text'].lower()}): {_in_quotes(mark['words'])}"
        parts.append(f"{head}\n\n   {_safe(mark['reason'])}{instead}")
    if report.allowed:
        lines = [f"- {_in_quotes(one.text)}: {_safe(one.why)}" for one in report.allowed[:MOST]]
        parts.append("## Left alone\n\n" + "\n".join(lines))
    if control.readable:
        missing = report.two_sided.missing
        lines = [f"- {TITLES[part]}: {'missing' if part in missing else 'there'}" for part in PARTS]
        parts.append("## Do both sides act?\n\n" + "\n".join(lines))
    if report.message:
        message = "\n".join(f"    {line}" for line in report.message.splitlines())
        parts.append(f"What is missing, as a message:\n\n{message}")
    return "\n\n".join(parts)


def _in_quotes(words: str) -> str:
    """Return ``words`` in quotation marks, unless they come with their own."""
    return _safe(words) if words[0] in _MARKS else f"“{_safe(words)}”"


def _safe(text: str) -> str:
    """Return ``text`` on one line, with nothing in it that Markdown would read as markup."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
