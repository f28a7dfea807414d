"""``twoway score``: judge the deals in a file, or write the spreadsheet to fill."""

import datetime
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from twoway.cli import RefusedError, refuse_oserror
from twoway.core.judge import Judgement, judge
from twoway.core.reading import InvalidDataError, Node
from twoway.core.rubric import Rubric
from twoway.core.tell import tell

STDIN = "standard input"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@click.command()
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--as-of", metavar="DATE", help="Judge as on this day, such as 2026-11-22. Else the file's, or today.")
@click.option("--rubric", "rubric_file", metavar="FILE", help="A company's own wording.")
@click.option("--template", metavar="FILE", help="Write the spreadsheet to fill (.xlsx, or .csv), and stop.")
@click.option("--force", is_flag=True, help="With --template: write over a file that is there.")
def score(  # noqa: PLR0913 - one argument an option
    *, file: str | None, as_json: bool, as_of: str | None, rubric_file: str | None, template: str | None, force: bool
) -> None:
    """Judge the deals in FILE: verdict, reasons and next step.

    FILE is JSON, YAML, CSV or XLSX; - reads standard input. Nothing leaves this computer.
    """
    day = _day(as_of)
    rubric = _rubric(rubric_file)
    if template is not None:
        if file is not None:
            raise RefusedError("--template writes a file and judges none; leave FILE out.")
        _write_template(Path(template), rubric, force=force)
        return
    if file is None:
        raise RefusedError("say which file: twoway score deals.xlsx (and --template deals.xlsx makes one to fill).")
    _score(file, day, rubric, as_json=as_json)


def told_of(judgements: Iterable[Judgement], rubric: Rubric, as_of: datetime.date) -> dict[str, Any]:
    """Return judged deals as the interchange's whole object (RUBRIC, Interchange)."""
    return {"as_of": as_of.isoformat(), "deals": [tell(judgement, rubric) for judgement in judgements]}


def _score(file: str, day: datetime.date | None, rubric: Rubric, *, as_json: bool) -> None:
    from twoway.cli.deals_file import DealsFileError, read_deals_file  # noqa: PLC0415 - keeps --template quick

    name = STDIN if file == "-" else file
    try:
        found = read_deals_file(_bytes(file), name, rubric.ids)
    except DealsFileError as error:
        raise _refused(error.problems) from None
    as_of = day or found.as_of or datetime.datetime.now().astimezone().date()
    for note in found.notes:
        click.echo(_one_line(f"{name}: {note}"), err=True)
    judgements = [judge(deal, as_of, rubric.ids) for deal in found.deals]
    told = told_of(judgements, rubric, as_of)
    if as_json:
        click.echo(_json(told).encode("utf-8", "backslashreplace"), nl=False)
        return
    from twoway.cli.score_view import show  # noqa: PLC0415 - rich is not needed for JSON

    show(told, judgements, rubric)


def _json(told: dict[str, Any]) -> str:
    """Return the object with one deal a line: quick to write, and easy to compare."""
    deals = ",\n".join(json.dumps(deal, ensure_ascii=False) for deal in told["deals"])
    return f'{{"as_of": {json.dumps(told["as_of"])}, "deals": [\n{deals}\n]}}\n'


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise RefusedError(f"there is no file {_one_line(file)}.") from None
    except IsADirectoryError:
        raise RefusedError(f"{_one_line(file)} is a folder; name a file in it.") from None
    except OSError as error:
        raise RefusedError(f"cannot read {_one_line(file)}: {error.strerror or error}.") from None


def _day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    node = Node(text)
    day = node.date()
    try:
        node.finish()
    except InvalidDataError as error:
        raise RefusedError(f"--as-of: {error.problems[0].message}.") from None
    if day is None:
        raise RefusedError("--as-of: expected a date such as 2026-11-22, found nothing.")
    return day


def _rubric(file: str | None) -> Rubric:
    from twoway.content.rubric import load_rubric  # noqa: PLC0415 - keeps --help quick
    from twoway.content.yamlfile import ContentError  # noqa: PLC0415

    try:
        return load_rubric(Path(file) if file else None)
    except ContentError as error:
        raise _refused(error.problems) from None


def _write_template(path: Path, rubric: Rubric, *, force: bool) -> None:
    from twoway.crm.template import csv_template, xlsx_template  # noqa: PLC0415 - openpyxl takes 100 ms

    makers = {".xlsx": xlsx_template, ".csv": csv_template}
    make = makers.get(path.suffix.lower())
    if make is None:
        raise RefusedError(
            f"the template is an .xlsx or a .csv file; name it so: {_one_line(path.stem or 'deals')}.xlsx"
        )
    try:
        with path.open("wb" if force else "xb") as stream:
            stream.write(make(rubric))
    except FileExistsError:
        message = f"{_one_line(str(path))} is there already; choose another name, or add --force to write over it."
        raise RefusedError(message) from None
    except OSError as error:
        raise refuse_oserror(error, path) from None
    click.echo(f"Wrote {_one_line(str(path))}. Fill it, save it, then run: twoway score {_one_line(str(path))}")


def _refused(problems: Iterable[str]) -> click.exceptions.Exit:
    """Print every problem on a line of its own, and return the exit that goes with it."""
    for problem in problems:
        click.echo(_one_line(problem), err=True)
    return click.exceptions.Exit(RefusedError.exit_code)


def _one_line(text: str) -> str:
    """Keep what a file says from breaking the line or steering the terminal."""
    return _CONTROL.sub(" ", text)
