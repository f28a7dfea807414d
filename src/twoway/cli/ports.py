"""A JupyterLab that really has its port before its address is shown.

Jupyter tries a port, lets go of it, and takes it again once it serves; a program that takes it in between would make it
end without a word. Here the port is taken for good first, and where it was lost, the next one.
"""

import errno
from pathlib import Path
from socket import socket

from tornado.netutil import bind_sockets

from twoway.cli import lab

TRIES = 50
"""How many ports after the one that was lost."""

_LOST = (errno.EADDRINUSE, errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES))


class HeldLab(lab.Lab):
    """A :class:`twoway.cli.lab.Lab` that listens on its port from the moment it is made."""

    def __init__(self, folder: Path, port: int | None, *, open_browser: bool) -> None:
        """Prepare JupyterLab for ``folder`` and take ``port``; None takes 8888 or, where that is not free, another.

        Raises :class:`twoway.cli.lab.NoPortError` when the port asked for, or any, cannot be had, and
        :class:`OSError` where the folder cannot be written.
        """
        super().__init__(folder, port, open_browser=open_browser)
        sockets = self._take([self.port] if port else range(self.port, self.port + TRIES))
        self._server._bind_http_server_tcp = lambda: self._serve_on(sockets)  # noqa: SLF001 - Jupyter binds there, late

    def _take(self, ports: range | list[int]) -> list[socket]:
        """Bind the first of ``ports`` that is free, and put its number where the old one was."""
        for port in ports:
            try:
                sockets = bind_sockets(port, self._server.ip)
            except OSError as error:
                if error.errno in _LOST:
                    continue
                raise
            self.url = self.url.replace(f":{self.port}/", f":{port}/", 1)
            self.port = self._server.port = port
            return sockets
        raise lab.NoPortError

    def _serve_on(self, sockets: list[socket]) -> bool:
        self._server.http_server.add_sockets(sockets)
        return True
