"""``twoway rubric``: the kit's wording as a file to start one's own from."""

from pathlib import Path

import click

from twoway.cli import RefusedError, refuse_oserror
from twoway.content.rubric import BUILT_IN


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def rubric(file: Path) -> None:
    """Write the rubric's wording to FILE, to make it your company's own.

    Put your version into the workshop folder as rubric.yaml, and the scorecard speaks its words.
    """
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(BUILT_IN.read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise RefusedError(f"{file} is there already: choose another name, nothing was overwritten") from error
    except OSError as error:
        raise refuse_oserror(error, file) from error
    click.echo(f"Wrote {file}. Change its words, then try it: twoway check {file}")
