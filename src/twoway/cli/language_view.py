"""The report on a draft as readable text for a terminal, at most 80 columns wide."""

import io
import re
import sys
from collections.abc import Iterator

import click
from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from twoway.content.documents_parts import Extract
from twoway.core.language.report import PARTS, Allowed, Finding, Report
from twoway.core.language.rules import Language

WIDTH = 80
"""Columns that the output never exceeds."""
MARGIN = 10
"""Columns before the text that stands beside a label."""
MOST_SHOWN = 100
"""Findings, and words left alone, that are written out; JSON has all of them."""
AROUND = 60
"""Characters of the line that are shown on each side of the marked words."""

PART_NAMES = {
    "goal": "goal", "our_action": "our action", "our_date": "our date",
    "your_action": "your action", "your_date": "your date", "easy_no": "an easy no",
}  # fmt: skip

_STYLES = {"high": "bold red", "medium": "bold yellow", "low": "bold cyan"}
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_CONTROL_IN_MESSAGE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_LONGEST_QUOTE = 240


def show(report: Report, extract: Extract, language: Language, name: str) -> None:
    """Print the report; in color only where standard output is a terminal. ``name`` is what the file is called."""
    terminal = sys.stdout.isatty()
    console = Console(
        file=io.StringIO(), width=WIDTH, force_terminal=terminal, color_system="auto" if terminal else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    console.print(Text(_summary(report, _clean(name))))
    for finding in report.findings[:MOST_SHOWN]:
        _finding(console, finding, extract, language)
    _more(console, len(report.findings), "findings")
    if report.allowed:
        console.print()
        console.print(Rule("Left alone", style="dim", align="left"))
        for allowed in report.allowed[:MOST_SHOWN]:
            _allowed(console, allowed, extract)
        _more(console, len(report.allowed), "words left alone")
    _two_sided(console, report)
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    encoding = sys.stdout.encoding or "utf-8"
    lines = "".join(f"{line.rstrip(' ')}\n" for line in text.split("\n")[:-1])
    click.echo(lines.encode(encoding, "replace").decode(encoding), nl=False, color=True)


def _summary(report: Report, name: str) -> str:
    counts = [
        f"{count} {severity}"
        for severity in ("high", "medium", "low")
        if (count := sum(finding.severity == severity for finding in report.findings))
    ]
    number = len(report.findings)
    found = "nothing to reword" if not number else "1 finding" if number == 1 else f"{number} findings"
    listed = f" ({', '.join(counts)})" if counts else ""
    alone = f"; {len(report.allowed)} left alone" if report.allowed else ""
    return f"{name}: {found}{listed}{alone}."


def _finding(console: Console, finding: Finding, extract: Extract, language: Language) -> None:
    rule = language.rules.get(finding.rule)
    console.print()
    console.print(Rule(style="dim"))
    heading = Text(_clean(extract.place(finding.start)), style="bold")
    heading.append("  ")
    heading.append(finding.severity.upper(), style=_STYLES[finding.severity])
    heading.append(f"  {_clean(rule.title if rule else finding.rule)} ({finding.rule})")
    console.print(heading)
    console.print(_in_context(extract.text, finding.start, finding.end, _STYLES[finding.severity]))
    _row(console, "Why", finding.reason)
    whole = (finding.fix_start, finding.fix_end) != (finding.start, finding.end)
    instead = finding.suggestion or "(leave these words out)"
    _row(console, "Instead", f"{instead} (in place of the whole sentence)" if whole else instead)


def _in_context(text: str, start: int, end: int, style: str) -> Text:
    """Return the line with the marked words in brackets, cut where it is long."""
    left = text[max(0, start - AROUND) : start]
    broken = max((match.end() for match in _LINE_END.finditer(left)), default=None)
    before = left[broken:] if broken is not None else f"…{_from_a_word(left)}" if start > AROUND else left
    right = text[end : end + AROUND]
    cut = _LINE_END.search(right)
    after = right[: cut.start()] if cut else f"{_to_a_word(right)}…" if end + AROUND < len(text) else right
    shown = Text(_clean(before).lstrip())
    shown.append(f"[[{_quoted(text[start:end])}]]", style=style)
    shown.append(_clean(after).rstrip())
    return shown


def _from_a_word(text: str) -> str:
    """Leave out the part of a word with which a cut text begins."""
    return text.partition(" ")[2] or text


def _to_a_word(text: str) -> str:
    """Leave out the part of a word with which a cut text ends."""
    return text.rpartition(" ")[0] or text


def _allowed(console: Console, allowed: Allowed, extract: Extract) -> None:
    console.print(
        Text(f'{_clean(extract.place(allowed.start))}: "{_quoted(allowed.text)}": {_clean(allowed.why)}'.rstrip("."))
    )


def _two_sided(console: Console, report: Report) -> None:
    there = [PART_NAMES[part] for part in PARTS if part not in report.two_sided.missing]
    missing = [PART_NAMES[part] for part in report.two_sided.missing]
    console.print()
    console.print(Rule("Two-sided?", style="dim", align="left"))
    _row(console, "Has", ", ".join(there) or "none of the six parts yet")
    _row(console, "Lacks", ", ".join(missing) or "nothing: both sides know what they do, and by when")
    if report.message:
        console.print()
        console.print(Text("To add (fill in what stands in brackets):"))
        for line in _CONTROL_IN_MESSAGE.sub(" ", report.message).split("\n"):
            console.print(Text(f"  {line}") if len(line) + 2 <= WIDTH else _wrapped(console, line))


def _wrapped(console: Console, line: str) -> Text:
    lines = Text(line).wrap(console, WIDTH - 2)
    return Text("\n").join(Text(f"  {one.plain.rstrip()}") for one in lines)


def _row(console: Console, label: str, text: str) -> None:
    """Print a label and its text beside it, wrapped; by hand, since a table takes ten times as long."""
    for number, line in enumerate(_lines(console, text)):
        shown = label if number == 0 else ""
        console.print(Text(f"  {shown:<{MARGIN - 2}}{line}"))


def _lines(console: Console, text: str) -> Iterator[str]:
    for line in Text(_CONTROL_IN_MESSAGE.sub(" ", text)).wrap(console, WIDTH - MARGIN):
        yield line.plain.rstrip()


def _more(console: Console, number: int, what: str) -> None:
    if number > MOST_SHOWN:
        console.print(Text(f"\n… and {number - MOST_SHOWN} more {what}: --json has all of them."))


def _quoted(text: str) -> str:
    """Return marked words on one line, very long ones cut in the middle."""
    shown = _clean(text)
    half = _LONGEST_QUOTE // 2
    return shown if len(shown) <= _LONGEST_QUOTE else f"{shown[:half]} … {shown[-half:]}"


def _clean(text: str) -> str:
    """Keep what a file says from steering the terminal."""
    return _CONTROL.sub(" ", text)
