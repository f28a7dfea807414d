"""``twoway doctor``: look at this computer before a workshop, and say what to mend."""

import json
import sys
import textwrap
from pathlib import Path

import click

from twoway.cli import doctor_checks, refuse_oserror
from twoway.cli.doctor_checks import MEND, Check, Finding

WIDTH = 80
"""Columns that the table never exceeds."""

_STATUS, _TITLE = 11, 18


@click.command()
@click.option(
    "--workbook",
    type=click.Path(path_type=Path),
    default=Path("~/Twoway"),
    show_default=True,
    envvar="TWOWAY_WORKBOOK",
    metavar="DIR",
    help="The workshop folder to look at; it need not be there yet.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def doctor(workbook: Path, *, as_json: bool) -> None:
    """Look at this computer before a workshop, and say what to mend.

    Changes nothing, and sends nothing. Exit code 0 when a workshop can be held here, 1 when something must be mended.
    """
    findings = []
    for check in doctor_checks.CHECKS:
        found = _run(check, workbook.expanduser().resolve())
        findings += found
        if not as_json:  # line by line: the last check takes seconds
            click.echo("\n".join(line for one in found for line in _lines(one)))
    bad = [one for one in findings if one.status == MEND]
    if as_json:
        checks = [{"check": one.title, "status": one.status, "found": one.found, "do": one.do} for one in findings]
        click.echo(json.dumps({"ok": not bad, "checks": checks}, ensure_ascii=False, indent=1))
    else:
        click.echo(f"\n{_summary(findings)}")
    sys.exit(1 if bad else 0)


def _run(check: Check, folder: Path) -> list[Finding]:
    """Return what a check finds; a folder that cannot even be looked into is a finding as well."""
    try:
        return check(folder)
    except OSError as error:
        return [Finding(check.__name__.capitalize(), MEND, str(refuse_oserror(error, folder)), "see there")]


def _lines(finding: Finding) -> list[str]:
    """Return one finding as lines of the table."""
    lead = f"{finding.status:<{_STATUS}}{finding.title:<{_TITLE}}"
    room = " " * len(lead)
    lines = textwrap.wrap(finding.found, WIDTH, initial_indent=lead, subsequent_indent=room)
    todo = textwrap.wrap(finding.do, WIDTH, initial_indent=f"{room}→ ", subsequent_indent=f"{room}  ")
    return [*(lines or [lead.rstrip()]), *todo]


def _summary(findings: list[Finding]) -> str:
    to_mend = sum(one.status == MEND for one in findings)
    if to_mend:
        return f"{to_mend} {'thing' if to_mend == 1 else 'things'} to mend before the workshop, marked '{MEND}'."
    noted = sum(bool(one.do) for one in findings)
    return f"Ready. {'Nothing' if not noted else 'One line' if noted == 1 else f'{noted} lines'} to look at."
