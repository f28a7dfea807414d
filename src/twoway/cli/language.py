"""``twoway language``: check a draft, and say what to write instead of what claims or gives away too much."""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from twoway.cli import RefusedError
from twoway.content.documents import read_document
from twoway.content.documents_parts import MOST_BYTES, Extract, UnreadableDocumentError
from twoway.core.language.report import Report
from twoway.core.language.rules import Language

STDIN = "standard input"
SEVERE_CODE = 1
"""The exit code when a finding is of high severity."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NOTES = 20


@click.command()
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON; places count characters of --text.")
@click.option("--rules", "rules_file", metavar="FILE", help="A company's own words and rules, added to the built-in.")
@click.option("--text", "as_text", is_flag=True, help="Print the text that was read from FILE, and stop.")
def language(*, file: str | None, as_json: bool, rules_file: str | None, as_text: bool) -> None:
    """Check the draft in FILE: who claims what, and what to write instead.

    FILE is a text, a mail (.eml), a Word (.docx) or a PowerPoint (.pptx) file; - reads standard input.
    The exit code is 1 when something severe was found. Nothing leaves this computer.
    """
    if file is None:
        raise RefusedError("say which file: twoway language mail.eml (or - to paste a draft, and end it with Ctrl-D).")
    if as_json and as_text:
        raise RefusedError("--json and --text are two different outputs; choose one.")
    rules = None if as_text else _rules(rules_file)
    name = STDIN if file == "-" else file
    extract = _extract(file, name)
    for note in _short(extract.notes):
        click.echo(_one_line(f"{name}: {note}."), err=True)
    if rules is None:
        click.echo(extract.text.encode("utf-8", "replace"), nl=not extract.text.endswith("\n"))
        return
    report = _check(extract.text, rules)
    if as_json:
        click.echo(json.dumps(report.as_data(), ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    else:
        from twoway.cli.language_view import show  # noqa: PLC0415 - rich is not needed for JSON

        show(report, extract, rules, name)
    if report.severe:
        raise click.exceptions.Exit(SEVERE_CODE)


def _check(text: str, rules: Language) -> Report:
    from twoway.core.language.check import check  # noqa: PLC0415 - keeps --help and --text quick

    return check(text, rules)


def _rules(file: str | None) -> Language:
    from twoway.content.language import load_language  # noqa: PLC0415 - keeps --help and --text quick
    from twoway.content.yamlfile import ContentError  # noqa: PLC0415

    try:
        return load_language(Path(file) if file else None)
    except ContentError as error:
        for problem in error.problems:
            click.echo(_one_line(problem), err=True)
        raise click.exceptions.Exit(RefusedError.exit_code) from None


def _extract(file: str, name: str) -> Extract:
    try:
        return read_document(_bytes(file), "" if file == "-" else file)
    except UnreadableDocumentError as error:
        raise RefusedError(_one_line(f"{name}: {error}.")) from None


def _bytes(file: str) -> bytes:
    """Read the file, a little more of it than can be checked at most."""
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (FileNotFoundError, ValueError):
        raise RefusedError(f"there is no file {_one_line(file)}; check its name and folder.") from None
    except IsADirectoryError:
        raise RefusedError(f"{_one_line(file)} is a folder; name a file in it.") from None
    except OSError as error:
        reason = error.strerror or error
        raise RefusedError(f"cannot read {_one_line(file)}: {reason}; copy it to a folder of your own.") from None


def _short(notes: tuple[str, ...]) -> Iterable[str]:
    """Return the notes, of very many only the first."""
    unlike = list(dict.fromkeys(notes))
    if len(unlike) <= _NOTES:
        return unlike
    return [*unlike[:_NOTES], f"{len(unlike) - _NOTES} more notes like these"]


def _one_line(text: str) -> str:
    """Keep what a file says from breaking the line or steering the terminal."""
    return _CONTROL.sub(" ", text)
