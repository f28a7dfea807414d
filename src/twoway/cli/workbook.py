"""``twoway workbook``: take the whole workbook along as a checked text file, and bring it into another one."""

from pathlib import Path

import click

from twoway.cli import RefusedError, refuse_oserror
from twoway.core.reading import InvalidDataError
from twoway.workbook import WorkbookError
from twoway.workbook.locate import VARIABLE, locate
from twoway.workbook.store import Workbook
from twoway.workbook.transfer import export_json, import_json

FOLDER = click.option(
    "--workbook",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("~/Twoway"),
    show_default=True,
    envvar=VARIABLE,
    metavar="DIR",
    help="The workshop folder whose workbook is meant.",
)


@click.group()
def workbook() -> None:
    """Export the workbook, or import an export into it."""


@workbook.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@FOLDER
def export(file: Path, folder: Path) -> None:
    """Write everything in the workbook to FILE, a text that can be checked and imported elsewhere.

    It holds your deals in clear text: keep it as you keep them. A file that is there already is not overwritten.
    """
    place = _place(folder)
    if not place.is_file():
        raise RefusedError(f"there is no workbook in {place.parent}: name your workshop folder with --workbook")
    try:
        with _opened(place) as opened:
            text = export_json(opened)
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise RefusedError(f"{file} is there already: choose another name, nothing was overwritten") from error
    except OSError as error:
        raise refuse_oserror(error, file) from error
    click.echo(f"Wrote {file}: everything in {place}, in clear text.")


@workbook.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@FOLDER
def import_(file: Path, folder: Path) -> None:
    """Add what FILE holds, and this workbook does not, to the workbook. Nothing that is there is lost.

    Nothing is added unless the whole file is sound.
    """
    place = _place(folder)
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(f"{file} is not a workbook export: export the workbook again") from error
    except OSError as error:
        raise RefusedError(f"cannot read {file}: {error.strerror or error}") from error
    with _opened(place) as opened:
        try:
            added = import_json(opened, text)
        except InvalidDataError as error:
            raise RefusedError("\n".join(f"{file}: {problem.message}" for problem in error.problems)) from error
    click.echo(f"Added {added} entr{'y' if added == 1 else 'ies'} to {place}.")


def _place(folder: Path) -> Path:
    return locate(Path.cwd(), {VARIABLE: str(folder)})


def _opened(place: Path) -> Workbook:
    """Open the workbook at ``place``, telling what it has to tell."""
    try:
        opened = Workbook.open(place)
    except WorkbookError as error:
        raise RefusedError(str(error)) from error
    for notice in opened.notices:
        click.echo(notice, err=True)
    return opened
