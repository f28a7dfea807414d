"""Judged deals as readable text for a terminal: verdict, reasons, and the next step as a whole message."""

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from twoway.core.judge import VERDICTS, Judgement
from twoway.core.rubric import Rubric

WIDTH = 80
"""Columns that the output never exceeds."""
MARGIN = 14
"""Columns before the text that stands beside a label."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
_STYLES = {"decline": "bold magenta", "ask": "bold yellow", "fix-first": "bold cyan", "pursue": "bold green"}
_STEPS = {
    "ask": "Ask this (a message to send):",
    "reconfirm": "Ask whether it still holds (a message to send):",
    "homework": "Do your own homework first:",
    "decline": "Decline with respect (a message to send):",
    "wait": "Wait:",
}


def show(told: Mapping[str, Any], judgements: Sequence[Judgement], rubric: Rubric) -> None:
    """Print the judged deals; in color only where standard output is a terminal.

    ``told`` is the interchange's object, ``judgements`` what it was told from, in the same order.
    """
    terminal = sys.stdout.isatty()
    console = Console(
        file=io.StringIO(), width=WIDTH, force_terminal=terminal, color_system="auto" if terminal else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    console.print(_summary(told, rubric))
    for deal, judgement in zip(told["deals"], judgements, strict=True):
        _deal(console, deal, judgement, rubric)
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    encoding = sys.stdout.encoding or "utf-8"
    lines = "".join(f"{line.rstrip(' ')}\n" for line in text.splitlines())
    click.echo(lines.encode(encoding, "replace").decode(encoding), nl=False, color=True)


def _summary(told: Mapping[str, Any], rubric: Rubric) -> Text:
    counts = Counter(deal["verdict"] for deal in told["deals"])
    parts = [f"{counts[one]} {rubric.verdicts[one].title}" for one in reversed(VERDICTS) if counts[one]]
    deals = "1 deal" if len(told["deals"]) == 1 else f"{len(told['deals'])} deals"
    listed = f": {', '.join(parts)}" if parts else ""
    return Text(f"{deals}, judged as of {told['as_of']}{listed}.")


def _deal(console: Console, deal: Mapping[str, Any], judgement: Judgement, rubric: Rubric) -> None:
    verdict = rubric.verdicts[deal["verdict"]]
    console.print()
    console.print(Rule(style="dim"))
    named = "" if deal["name"] == deal["id"] else f"  ({_clean(deal['id'])})"
    console.print(Text(f"{_clean(deal['name'])}{named}", style="bold"))
    console.print(Text(verdict.title.upper(), style=_STYLES[deal["verdict"]]))
    console.print(Text(f"{_clean(verdict.line)}\n{_clean(deal['qualified_text'])}"))
    console.print()
    last = ""
    for label, text in _rows(deal, judgement, rubric):
        _row(console, "" if label == last else label, _clean(text))
        last = label


def _row(console: Console, label: str, text: str) -> None:
    """Print a label and its text beside it, wrapped; by hand, since a table takes ten times as long."""
    lines = Text(text).wrap(console, WIDTH - MARGIN - 1)
    for number, line in enumerate(lines):
        shown = label if number == 0 else ""
        console.file.write(f"  {shown:<{MARGIN - 2}}{line.plain.rstrip()}\n")


def _rows(deal: Mapping[str, Any], judgement: Judgement, rubric: Rubric) -> Iterator[tuple[str, str]]:
    for reason in deal["reasons"]:
        yield "Open", f"{reason['message'].removesuffix('.')} ({reason['cause']})."
    for condition in deal["conditions"]:
        yield "Condition", condition["message"]
    for flag in deal["flags"]:
        yield "Flag", f"{rubric.flags[flag].title}: {rubric.flags[flag].advice}"
    if deal["word"]:
        yield "Word", f"{rubric.word[deal['word']].title}: {rubric.word[deal['word']].advice}"
    yield "Levels", _levels(judgement, rubric)
    step = deal["next_step"]
    if step:
        yield "Next", f"{_STEPS[step['kind']]}\n{step['text']}"
    else:
        yield "Next", "Nothing is missing: keep both sides' promises, and go on."
    if deal["waiting_until"]:
        yield "Wait until", deal["waiting_until"]
    for note in deal["notes"]:
        yield "Note", note


def _levels(judgement: Judgement, rubric: Rubric) -> str:
    shown = []
    for identity, standing in judgement.standings.items():
        if standing.level == "n/a":
            continue
        counts = "?" if standing.effective is None else str(standing.effective)
        lowered = f" (rated {standing.level})" if standing.level != standing.effective else ""
        shown.append(f"{rubric.dimension(identity, judgement.deal.relationship).title} {counts}{lowered}")
    return " · ".join(shown)


def _clean(text: str) -> str:
    """Keep what a file says from steering the terminal; line breaks stay."""
    return _CONTROL.sub(" ", text)
