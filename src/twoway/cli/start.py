"""``twoway start``: the workshop folder, open in JupyterLab."""

import contextlib
import webbrowser
from pathlib import Path

import click

from twoway import __version__
from twoway.cli import RefusedError, lab, refuse_oserror
from twoway.cli.workshop import TEMPORARY, deliver
from twoway.content.paths import KitNotFoundError, kit_root

LARGEST_PORT = 65535

ON_SHARE = (
    "This folder is on a network share: everything is saved, but open it on one computer at a time; a folder on this "
    "computer's own disk is safer, and 'twoway start --workbook DIR' uses one."
)
BUSY = (
    "{folder} is being started in another window, or is stuck there: look for that window, press Ctrl-C in it, and try "
    "again."
)


@click.command()
@click.option(
    "--workbook",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("~/Twoway"),
    show_default=True,
    envvar="TWOWAY_WORKBOOK",
    metavar="DIR",
    help="The workshop folder: lessons, worksheets and your answers. Made if it is not there.",
)
@click.option("--no-browser", is_flag=True, envvar="TWOWAY_NO_BROWSER", help="Print the address; open no browser.")
@click.option(
    "--port", type=click.IntRange(1, LARGEST_PORT), help="Use exactly this port.  [default: 8888, or a free one]"
)
def start(workbook: Path, port: int | None, *, no_browser: bool) -> None:
    """Make or reopen the workshop folder, and open it in JupyterLab.

    Everything stays on this computer. Lessons that you changed are never overwritten: a newer one is put
    beside yours. Press Ctrl-C to stop.
    """
    from twoway.cli.ports import HeldLab  # noqa: PLC0415 - slow to import
    from twoway.cli.turn import BusyError, Turn  # noqa: PLC0415 - the same
    from twoway.workbook.database import on_network  # noqa: PLC0415 - the same

    folder = workbook
    try:
        folder = workbook.expanduser().resolve()
        turn = Turn(folder)  # held until this process ends
        running = turn.wait()
        if running:
            _show_running(running, folder, no_browser=no_browser)
            return
        delivery = deliver(kit_root(), folder, __version__)
        click.echo(f"Workshop folder: {folder}")
        for sentence in delivery.sentences():
            click.echo(sentence)
        if on_network(folder):
            click.echo(ON_SHARE)
        click.echo("Opening JupyterLab …")
        server = HeldLab(folder, port, open_browser=not no_browser)
    except KitNotFoundError as error:
        raise RefusedError(str(error)) from error
    except lab.NoPortError as error:
        place = f"port {port} is in use by another program" if port else "no free port was found"
        raise RefusedError(f"{place}: choose another with --port. Details are in {folder / lab.LOG}") from error
    except BusyError as error:
        raise RefusedError(BUSY.format(folder=folder)) from error
    except OSError as error:
        raise _refusal(error, folder) from error
    if port is None and server.port != lab.DEFAULT_PORT:
        click.echo(f"Port {lab.DEFAULT_PORT} is in use by another program, so this is port {server.port}.")
    click.echo(f"\n  {server.url}\n")
    click.echo("If no browser window opens, copy this address into one. It works on this computer only.")
    click.echo("Everything you type is saved as you go. To stop, press Ctrl-C here or close this window.")
    server.serve()
    with contextlib.suppress(OSError):  # the window may be gone
        click.echo(f"Stopped. Your answers are in {folder}; 'twoway start' brings you back to them.")


def _refusal(error: OSError, folder: Path) -> RefusedError:
    """Return the sentence for a workshop folder that could not be read or written, with the way out."""
    place = Path(error.filename or folder)
    ours = lab.STATE in place.parts or place.name.startswith(TEMPORARY)  # names that say nothing to the person
    place = folder if ours else place
    sentence = refuse_oserror(error, place).message
    return RefusedError(sentence.replace("choose another place", "choose another folder with --workbook DIR"))


def _show_running(running: lab.RunningLab, folder: Path, *, no_browser: bool) -> None:
    """Open the JupyterLab that serves this folder already."""
    click.echo(f"Your workshop folder {folder} is open already:\n\n  {running.url}\n")
    click.echo(f"To stop it, press Ctrl-C where it was started, or end process {running.pid}.")
    if not no_browser:
        webbrowser.open(running.url)
