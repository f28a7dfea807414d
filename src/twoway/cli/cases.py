"""``twoway cases``: what there is to play."""

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from twoway.cli import RefusedError
from twoway.content.cases import list_cases, load_case
from twoway.content.paths import KitNotFoundError
from twoway.content.yamlfile import ContentError
from twoway.core.case import Case


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def cases(*, as_json: bool) -> None:
    """List the cases, for whom each one is, and how long it takes."""
    try:
        listed = [summary(load_case(slug)) for slug in list_cases()]
    except (ContentError, KitNotFoundError) as error:
        raise RefusedError(str(error)) from error
    if as_json:
        click.echo(json.dumps({"cases": listed}, ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False)
    for title in ("case", "title", "for", "minutes", "endings"):
        table.add_column(title)
    for case in listed:
        minutes, endings = str(case["minutes"]["planned"]), str(case["endings"])
        table.add_row(case["slug"], case["title"], ", ".join(case["roles"]), minutes, endings)
    Console().print(table)


def summary(case: Case) -> dict[str, Any]:
    """Return what a list says about a case; ``branches`` counts the decisions after which the story can differ."""
    decisions = list(case.decisions())
    return {
        "slug": case.slug,
        "title": case.title,
        "roles": list(case.roles),
        "minutes": {"least": case.minutes.least, "planned": case.minutes.planned, "most": case.minutes.most},
        "decisions": len(decisions),
        "branches": sum(len({option.goes_to for option in decision.options}) > 1 for decision in decisions),
        "endings": len(case.endings),
    }
