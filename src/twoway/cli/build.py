"""``twoway build``: derive the worksheets in exercises/ from solutions/, or check that they are derived.

For the kit itself, also the list of notebooks that run by themselves in JupyterLab.
"""

import json
from pathlib import Path

import click

from twoway.cli import RefusedError, refuse_oserror
from twoway.content.build import drift, exercises
from twoway.content.manifest import MANIFEST, manifest_drift, manifest_text
from twoway.content.paths import kit_root
from twoway.content.yamlfile import ContentError


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--check", is_flag=True, help="Change nothing; fail when exercises/ is out of date or gives answers away."
)
@click.option("--run", is_flag=True, help="First run the solutions and store what they show.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done, or what is wrong, as JSON.")
def build(folder: Path | None, *, check: bool, run: bool, as_json: bool) -> None:
    """Derive the worksheets in exercises/ from the answered ones in solutions/.

    FOLDER holds solutions/ and exercises/; without it, the kit's own, and then the list of the kit's notebooks that run
    by themselves is brought up to date as well.
    """
    if check and run:
        raise RefusedError("--check changes nothing, and --run stores outputs: use one of the two.")
    kit = kit_root().resolve()
    root = (folder or kit).resolve()
    if not (root / "solutions").is_dir():
        raise RefusedError(f"{root} holds no solutions/ folder: name the folder that does.")
    try:
        problems = drift(root) if check else []
        changed = [] if check else [*(_run(root) if run else []), *_write(exercises(root), root)]
        if root == kit:
            problems += manifest_drift(root) if check else []
            changed += [] if check else _write({MANIFEST: manifest_text(root)}, MANIFEST.parent)
    except ContentError as error:
        problems, changed = error.problems, []
    except OSError as error:
        raise refuse_oserror(error, root / "exercises") from error
    if as_json:
        click.echo(json.dumps({"problems": problems, "written": changed}, ensure_ascii=False))
    else:
        for line in problems:
            click.echo(line, err=True)
        click.echo(_summary(problems, changed, check=check), err=bool(problems))
    if problems:
        raise click.exceptions.Exit(1)


def _run(root: Path) -> list[str]:
    """Store the solutions' outputs, and return the names of those that changed."""
    from nbclient.exceptions import CellExecutionError  # noqa: PLC0415 - slow to import, and seldom needed

    from twoway.cli.outputs import store_outputs  # noqa: PLC0415

    try:
        return store_outputs(root)
    except CellExecutionError as error:
        raise ContentError([f"solutions: a cell failed: {error.ename}: {error.evalue}"]) from error


def _write(made: dict[Path, str], root: Path) -> list[str]:
    """Write the files that differ, and return their names."""
    written = []
    for path, text in made.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path.relative_to(root).as_posix())
    return written


def _summary(problems: list[str], changed: list[str], *, check: bool) -> str:
    if problems:
        return f"{len(problems)} to mend."
    if changed:
        return f"Written: {', '.join(changed)}."
    return "The worksheets are as their solutions give them." if check else "Nothing has changed."
