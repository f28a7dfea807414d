"""The ``twoway`` command. Each subcommand is a module of this package, imported when it is called and not before.

A subcommand ``name`` is the click command called ``name`` in ``twoway.cli.name``.
"""

import errno
import importlib
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from twoway import __version__

COMMANDS: Mapping[str, str] = {
    "start": "Make or reopen the workshop folder, and open it in JupyterLab.",
    "cases": "List the cases: for whom each one is, and how long it takes.",
    "doctor": "Look at this computer before a workshop, and say what to mend.",
    "score": "Judge deals from a file: verdict, reasons and next step.",
    "language": "Check a draft (text, mail, Word, PowerPoint), and say what to write.",
    "workbook": "Export the workbook, or import an export into it.",
    "rubric": "Write the rubric's wording to a file, to make it your company's own.",
    "deals": "Read live deals from a CRM's export or a spreadsheet.",
    "check": "Check the cases, the wording and the worksheets for mistakes.",
    "build": "Derive the worksheets in exercises/ from solutions/.",
}
"""Every subcommand, with the line that ``twoway --help`` shows; here so that help needs no import."""

OSERROR_REMEDIES: Mapping[int, str] = {
    errno.EACCES: "it may not be written to: choose another place, or ask for the right to write there",
    errno.EPERM: "it may not be written to: choose another place, or ask for the right to write there",
    errno.EROFS: "it is read-only: choose another place",
    errno.ENOSPC: "the disk is full: free some space, then try again",
    errno.EDQUOT: "your share of the disk is full: free some space, then try again",
    errno.ENOTDIR: "a file is in the way: choose another place",
    errno.EEXIST: "a file is in the way: choose another place",
    errno.ENAMETOOLONG: "its name is too long: choose a shorter one",
}


class RefusedError(click.ClickException):
    """What was asked cannot be done as asked; the message is one sentence with the remedy. Exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ARG002, ANN401 - click's signature
        """Print the sentence on the error stream, without click's own prefix."""
        click.echo(f"twoway: {self.format_message()}", err=True)


class UnexpectedError(RefusedError):
    """A mistake of ours; the message says where the details are. Exit code 1."""

    exit_code = 1


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, and whose failures never show a traceback.

    With ``TWOWAY_STRICT=1`` in the environment an unexpected failure is raised as it is.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of one command and return the command; None for a name that is not known."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"twoway.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from :data:`COMMANDS`, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn whatever it did not foresee into one sentence and an entry in the log."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if os.environ.get("TWOWAY_STRICT") == "1" or isinstance(error, BrokenPipeError):
                raise  # click itself ends quietly when the reader of a pipe has gone
            raise UnexpectedError(_unexpected(error)) from error


def refuse_oserror(error: OSError, place: Path | str) -> RefusedError:
    """Return the sentence for a folder or file that could not be read or written.

    ``place`` is what the person named; the remedy depends on the operating system's error number.
    """
    remedy = OSERROR_REMEDIES.get(error.errno or 0, f"{error.strerror or error}; choose another place")
    return RefusedError(f"cannot use {place}: {remedy}.")


def log_folder() -> Path:
    """Return the folder of Twoway's logs, making it if need be.

    Raises :class:`OSError` where it cannot be made.
    """
    from platformdirs import user_log_path  # noqa: PLC0415 - keeps --help quick

    return user_log_path("twoway", appauthor=False, ensure_exists=True)


def _unexpected(error: Exception) -> str:
    """Write the error to the log and return the sentence that says so."""
    try:
        log = log_folder() / "twoway.log"
        handler = logging.FileHandler(log, encoding="utf-8", delay=False)
    except OSError:
        return f"something went wrong that we did not foresee ({error}). Your answers are kept."
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("twoway.cli")
    logger.addHandler(handler)
    logger.propagate = False
    logger.error("unexpected error, Twoway %s", __version__, exc_info=error)
    logger.removeHandler(handler)
    handler.close()
    return f"something went wrong that we did not foresee. Your answers are kept; the details are in {log}"


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="twoway")
def main() -> None:
    """Play cases, rate live deals on evidence, and leave with the next two-sided ask.

    New here? Run: twoway start
    """
