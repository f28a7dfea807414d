"""``twoway deals``: read live deals from a CRM's export or a spreadsheet, and show what was understood."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import click

from twoway.cli import RefusedError, refuse_oserror
from twoway.core.imports import FIELDS, Import, ImportedDeal, Status, tidy

STDIN = "standard input"
QUESTION_CODE = 3
"""The exit code while a question is open."""

_ANSWERS = {
    "dayfirst": "--dayfirst",
    "monthfirst": "--monthfirst",
    "decimal-point": "--decimal point",
    "decimal-comma": "--decimal comma",
}
_SHOWN = 25
_PIECE = 2000


@click.command()
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option(
    "--dayfirst", "order", flag_value="dayfirst", help="03/04 is the third of April, where the file does not tell."
)
@click.option(
    "--monthfirst", "order", flag_value="monthfirst", help="03/04 is the fourth of March, where it does not tell."
)
@click.option(
    "--decimal", type=click.Choice(["point", "comma"]), help="What 1.234 means, where the file does not tell."
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="COLUMN=FIELD",
    help=f"Read a column as {', '.join(FIELDS)}, or as nothing.",
)
@click.option("--stage", "stages", multiple=True, metavar="STAGE=STATUS", help="Count a stage as open, won or lost.")
@click.option(
    "--take", is_flag=True, help="Put the open deals into the workbook of this folder, or bring them up to date."
)
@click.option("--alias", is_flag=True, help="With --take: replace each customer's name by an alias.")
def deals(  # noqa: PLR0913 - one argument an option
    *, file: str | None, as_json: bool, order: str | None, decimal: str | None, columns: tuple[str, ...],
    stages: tuple[str, ...], take: bool, alias: bool,
) -> None:  # fmt: skip
    """Read the deals in FILE, an export of your CRM or a plain table (CSV or XLSX); - reads standard input.

    Nothing leaves this computer, and without --take nothing is kept.
    """
    if file is None:
        raise RefusedError("say which file: twoway deals export.csv")
    if alias and not take:
        raise RefusedError("--alias goes with --take; without it nothing is kept.")
    found = _read(file, order or "", f"decimal-{decimal}" if decimal else "", _pairs(columns, "--map"), _stages(stages))
    if as_json:
        _print_json(found)
    else:
        _show(found)
    if found.questions:
        sys.exit(QUESTION_CODE)
    if take:
        _take(found, alias=alias)


def _read(file: str, order: str, decimal: str, columns: dict[str, str], stages: dict[str, Status]) -> Import:
    from twoway.cli.score import _bytes, _one_line  # noqa: PLC0415 - the same reading of what was named
    from twoway.crm.exports.choices import Choices  # noqa: PLC0415 - keeps --help quick
    from twoway.crm.exports.read import read_export  # noqa: PLC0415
    from twoway.crm.exports.refusals import NotDealsError  # noqa: PLC0415

    choices = Choices(columns=columns, order=order, decimal=decimal, stages=stages)
    try:
        with _progress() as tick:
            return read_export(_bytes(file), choices, tick)
    except NotDealsError as error:
        name = STDIN if file == "-" else file
        raise RefusedError(_one_line(f"{name}: {error}.")) from None


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """Yield what shows the rows read so far, on one line of a terminal that is cleared at the end; nowhere else."""
    if not sys.stderr.isatty():
        yield lambda _rows: None
        return
    widest = 0

    def tick(rows: int) -> None:
        nonlocal widest
        line = f"{rows:,} rows read"
        widest = max(widest, len(line))
        click.echo(f"\r{line}", err=True, nl=False)

    try:
        yield tick
    finally:
        click.echo(f"\r{' ' * widest}\r" if widest else "", err=True, nl=False)


def _pairs(given: Iterable[str], option: str) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, equals, value = one.rpartition("=")
        if not equals or not name.strip():
            raise RefusedError(f"{option} {one}: expected two names with = between them.")
        pairs[name.strip()] = value.strip()
    return pairs


def _stages(given: Iterable[str]) -> dict[str, Status]:
    known: dict[str, Status] = {"open": "open", "won": "won", "lost": "lost"}
    stages = {}
    for name, value in _pairs(given, "--stage").items():
        if value.lower() not in known:
            raise RefusedError(f"--stage {name}={value}: expected open, won or lost behind the =.")
        stages[name] = known[value.lower()]
    return stages


def json_lines(found: Import) -> Iterator[str]:
    """Yield the object that ``--json`` prints, one deal, problem or question a line."""
    write = json.JSONEncoder(ensure_ascii=False).encode
    yield f'{{"dialect": {write(found.dialect)},\n"encoding": {write(found.encoding)},\n'
    yield f'"delimiter": {write(found.delimiter)},\n'
    lists: dict[str, Iterable[str]] = {
        "deals": (write(_plain(deal)) for deal in found.deals),
        "problems": (write(problem._asdict()) for problem in found.problems),
        "questions": (write(question._asdict()) for question in found.questions),
    }
    for name, lines in lists.items():
        yield f'"{name}": ['
        before = "\n"
        for line in lines:
            yield before + line
            before = ",\n"
        yield "],\n" if before == "\n" else "\n],\n"
    yield f'"totals": {write(found.totals())}}}\n'


def _plain(deal: ImportedDeal) -> dict[str, object]:
    """Return a deal as JSON has it: whole numbers without a decimal point."""
    told = deal._asdict()
    for name in ("amount", "probability"):
        if told[name] is not None:
            told[name] = tidy(told[name])
    return told


def _print_json(found: Import) -> None:
    """Print piece by piece, so that a hundred thousand deals are not held a second time as text."""
    lines = json_lines(found)
    while piece := "".join(islice(lines, _PIECE)):
        click.echo(piece.encode("utf-8", "backslashreplace"), nl=False)


def _show(found: Import) -> None:
    from rich.console import Console  # noqa: PLC0415 - not needed for JSON
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console(soft_wrap=not sys.stdout.isatty())
    read_as = ", ".join(f"{heading} as {field}" for heading, field in found.mapping.items() if field)
    count = "No deals yet" if found.questions else f"{len(found.deals)} deals"
    console.print(escape(f"{count} ({found.dialect}). Read: {read_as}."))
    if found.deals:
        table = Table("Deal", "Customer", "Status", "Stage", "Amount", "Close date")
        for deal in found.deals[:_SHOWN]:
            amount = "" if deal.amount is None else f"{deal.amount:,.2f} {deal.currency}".strip()
            cells = (deal.name, deal.account, deal.status, deal.stage, amount, deal.close_date or "")
            table.add_row(*(escape(" ".join(cell.split())) for cell in cells))
        console.print(table)
        if len(found.deals) > _SHOWN:
            console.print(f"and {len(found.deals) - _SHOWN} more; --json prints all of them.")
        for currency, total in found.totals().items():
            console.print(escape(f"Total {currency or '(no currency stated)'}: {total:,.2f}"))
        console.print("Stage, next step and probability are what the CRM claims; none of it counts as evidence.")
    for problem in found.problems:
        place = ", ".join(filter(None, (f"row {problem.row}" if problem.row else "", problem.column)))
        console.print(escape(f"{problem.severity}: {place}: {' '.join(problem.message.split())}"))
    for question in found.questions:
        answers = " or ".join(_ANSWERS.get(option, option) for option in question.options)
        console.print(escape(f"Question: {question.message} Answer with {answers}. Nothing is taken until then."))


def _take(found: Import, *, alias: bool) -> None:
    from twoway.workbook.event import WorkbookError  # noqa: PLC0415 - only needed here
    from twoway.workbook.locate import locate  # noqa: PLC0415
    from twoway.workbook.store import Workbook  # noqa: PLC0415
    from twoway.workbook.taking import Taking  # noqa: PLC0415

    path = locate(Path.cwd(), os.environ)
    try:
        with Workbook.open(path) as workbook:
            taking = Taking(workbook)
            chosen = taking.chosen(found, open_only=True, alias=alias)
            done = taking.take(chosen, found)
    except WorkbookError as error:
        raise RefusedError(str(error)) from None
    except OSError as error:
        raise refuse_oserror(error, path) from None
    click.echo(done.sentence(), err=True)
