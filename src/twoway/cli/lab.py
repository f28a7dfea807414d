"""JupyterLab for one workshop folder: on this machine only, with a token, and apart from the person's own Jupyter.

Its settings are written into ``.twoway/`` in the workshop folder at each start; ``~/.jupyter`` is neither read
nor changed.
"""

import json
import os
import signal
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from twoway.cli.workshop import write_whole

FIRST_LESSON = "notebooks/00-start-here.ipynb"
"""Where JupyterLab opens, relative to the workshop folder."""

DEFAULT_PORT = 8888
STATE = ".twoway"
"""The folder inside the workshop folder for JupyterLab's own settings; hidden from its file browser."""

LOG = f"{STATE}/jupyter.log"
"""What JupyterLab and the kernels printed since the last start, relative to the workshop folder."""

EXTENSIONS = Path(__file__).resolve().parent.parent / "labextension"
"""JupyterLab extensions that the package carries; the same one is installed for other Jupyter servers."""

_NETWORK_EXTENSIONS = ("@jupyterlab/apputils-extension:announcements", "@jupyterlab/extensionmanager-extension")
_ANSWER_SECONDS = 3

_DEFAULTS: Mapping[str, Mapping[str, object]] = {
    "@jupyterlab/application-extension:shell": {"startMode": "single"},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 15},
    "@jupyterlab/notebook-extension:tracker": {
        "windowingMode": "none",  # everything is on the page, so nothing typed is lost by scrolling
        "scrollPastEnd": False,
        "showEditorForReadOnlyMarkdown": False,
    },
    "@jupyterlab/statusbar-extension:plugin": {"visible": False},  # "Ln 1, Col 1" and the like
}
"""JupyterLab's settings here, unless a person chooses others in its Settings menu."""


class NoPortError(Exception):
    """JupyterLab could not have the port that was asked for, or any."""


@dataclass(frozen=True)
class RunningLab:
    """A JupyterLab that serves a workshop folder already."""

    url: str
    pid: int


def find_running(folder: Path) -> RunningLab | None:
    """Return the JupyterLab that serves ``folder``, when there is one and it answers."""
    from jupyter_server.serverapp import list_running_servers  # noqa: PLC0415 - slow to import

    for info in list_running_servers():
        if Path(info.get("root_dir", "")) == folder and _answers(info["url"], info.get("token", "")):
            return RunningLab(_address(info["url"], info.get("token", "")), info["pid"])
    return None


class Lab:
    """A JupyterLab server in this process: bound to its port when made, serving while :meth:`serve` runs."""

    def __init__(self, folder: Path, port: int | None, *, open_browser: bool) -> None:
        """Prepare JupyterLab for ``folder`` and bind ``port``; None tries 8888 and, where that is taken, another.

        What Jupyter and the kernels print goes to a log in the folder. Sets environment variables of this process.
        Raises :class:`NoPortError` when the port asked for cannot be had, and :class:`OSError` where the folder
        cannot be written.
        """
        os.environ.update(_environment(folder))
        write_settings(folder)
        self._log = folder / LOG
        write_whole(self._log, b"")
        self._log.chmod(0o600)  # Jupyter writes the token into it
        arguments = _arguments(folder, port, open_browser=open_browser)
        from jupyterlab.labapp import LabApp  # noqa: PLC0415 - slow to import, and reads the environment

        with _output_to(self._log):
            try:
                self._server: Any = LabApp.initialize_server(argv=arguments)
            except SystemExit as stop:  # Jupyter's way to say that it found no port
                raise NoPortError from stop
        _stop_at_once_on_signals()
        self.port: int = self._server.port
        self.url = _address(self._server.connection_url, self._server.identity_provider.token)

    def serve(self) -> None:
        """Serve until Ctrl-C, a termination signal, or a shutdown from the browser; kernels end with it."""
        with _output_to(self._log):
            self._server.start()


def write_settings(folder: Path) -> None:
    """Write JupyterLab's settings for this folder: no news, no calls home, and this interpreter as the kernel.

    Raises :class:`OSError` where the folder cannot be written.
    """
    from ipykernel.kernelspec import get_kernel_dict  # noqa: PLC0415 - slow to import

    settings: Mapping[str, object] = {
        "config/labconfig/page_config.json": {
            "disabledExtensions": dict.fromkeys(_NETWORK_EXTENSIONS, True),
            "twoway": "own",  # tells the extension that this whole JupyterLab is the kit's
        },
        "config/labconfig/default_setting_overrides.json": _DEFAULTS,
        "data/kernels/python3/kernel.json": {**get_kernel_dict(), "display_name": "Twoway"},
        "ipython/profile_default/ipython_kernel_config.json": {
            "HistoryManager": {"enabled": False},
            # A lesson runs by itself: a twoway.py that somebody put beside it must not be what it imports.
            "InteractiveShellApp": {"ignore_cwd": True},
        },
    }
    for name, content in settings.items():
        write_whole(folder / STATE / name, json.dumps(content, indent=1).encode())


def _environment(folder: Path) -> dict[str, str]:
    """Return the variables that keep the person's own Jupyter out, and tell the kernels where the workbook is."""
    state = folder / STATE
    paths = [str(state / "data"), os.environ.get("JUPYTER_PATH", "")]
    return {
        "TWOWAY_WORKBOOK": str(folder),
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_PATH": os.pathsep.join(path for path in paths if path),  # searched before everything else
        "IPYTHONDIR": str(state / "ipython"),
    }


def _arguments(folder: Path, port: int | None, *, open_browser: bool) -> list[str]:
    """Return JupyterLab's command line; it wins over any configuration file."""
    options = {
        "ServerApp.root_dir": folder,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": DEFAULT_PORT if port is None else port,
        "ServerApp.port_retries": 50 if port is None else 0,
        "ServerApp.open_browser": open_browser,
        "ServerApp.allow_root": True,  # containers; only this machine can reach it, and only with the token
        "LabApp.default_url": f"/lab/tree/{FIRST_LESSON}",
        "LabApp.user_settings_dir": folder / STATE / "config/lab/user-settings",
        "LabApp.workspaces_dir": folder / STATE / "config/lab/workspaces",
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
        "LabApp.extra_labextensions_path": EXTENSIONS,
        "KernelRestarter.time_to_dead": 1.0,  # seconds between looks: a page must say soon that its engine stopped
        "KernelRestarter.restart_limit": 0,  # the page offers the restart, and then runs itself again
        "LanguageServerManager.autodetect": False,  # it looks for programmers' tools, npm among them
    }
    return [f"--{name}={value}" for name, value in options.items()]


def _address(base: str, token: str) -> str:
    """Return the address to open in a browser: the first lesson, with the token that lets one in."""
    return f"{base.rstrip('/')}/lab/tree/{quote(FIRST_LESSON)}?token={token}"


def _answers(base: str, token: str) -> bool:
    """Whether a Jupyter server at ``base`` answers; a file left by a dead one does not count."""
    request = urllib.request.Request(f"{base}api/status", headers={"Authorization": f"token {token}"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS) as reply:  # noqa: S310 - our own machine
            return bool(reply.status == 200)  # noqa: PLR2004
    except OSError:
        return False


def _stop_at_once_on_signals() -> None:
    """Make Ctrl-C and a closed window stop the server, from before its address is shown."""
    signal.signal(signal.SIGINT, _stop)  # at once; Jupyter itself would ask whether one is sure
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, _stop)  # the window was closed


def _stop(*_: object) -> None:
    """Pass a signal on as the one that Jupyter always answers by shutting down its kernels and ending."""
    signal.raise_signal(signal.SIGTERM)


@contextmanager
def _output_to(log: Path) -> Iterator[None]:
    """Send everything that this process and its children print to a file, for as long as the block runs."""
    sys.stdout.flush()
    sys.stderr.flush()
    saved = [os.dup(1), os.dup(2)]
    try:
        with log.open("ab") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, copy in zip((1, 2), saved, strict=True):
            os.dup2(copy, number)
            os.close(copy)
