"""How ``twoway doctor`` tries things out on this computer, leaving no trace."""

import contextlib
import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from twoway.cli import OSERROR_REMEDIES, lab

if TYPE_CHECKING:
    from jupyter_client.manager import KernelManager

KERNEL_SECONDS = 60
"""How long a kernel may take to start and import Twoway."""

# A connected UDP socket says from which address one would send; connecting it sends nothing: UDP has no handshake.
_FAR = (
    *((socket.AF_INET, host) for host in ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")),
    (socket.AF_INET6, "2001:db8::1"),
)


def free_port(port: int) -> bool:
    """Whether a server could have ``port`` on this computer."""
    try:
        with socket.create_server(("127.0.0.1", port)):
            return True
    except OSError:
        return False


def lan_addresses() -> list[str]:
    """Return the addresses under which others on the network could reach this computer; nothing is sent."""
    found = []
    for family, host in _FAR:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((host, 9))
            found.append(str(probe.getsockname()[0]))
    return [address for address in dict.fromkeys(found) if not address.startswith(("127.", "::1", "fe80:"))]


def writable_problem(folder: Path) -> str:
    """Return why no file can be made in ``folder``; blank when one can. The file is gone again at once."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        remedy = OSERROR_REMEDIES.get(error.errno or 0, f"{error.strerror or error}: ")
        return remedy.split(":")[0]
    return ""


def kernel_seconds() -> tuple[float, str]:
    """Start the kernel that ``twoway start`` would start, import Twoway in it, and return seconds and the problem."""
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415 - slow to import
    from jupyter_client.manager import KernelManager  # noqa: PLC0415 - the same

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        lab.write_settings(Path(name))
        kernels = str(Path(name) / lab.STATE / "data" / "kernels")
        specs = KernelSpecManager(kernel_dirs=[kernels], ensure_native_kernel=False)
        manager = KernelManager(kernel_name="python3", kernel_spec_manager=specs, connection_file=f"{name}/kernel.json")
        surroundings = {**os.environ, "IPYTHONDIR": str(Path(name) / lab.STATE / "ipython"), "TWOWAY_WORKBOOK": name}
        began = time.monotonic()
        try:
            manager.start_kernel(env=surroundings, cwd=name, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            problem = _ask(manager)
        except Exception as error:  # noqa: BLE001 - whatever it is, the line says so
            problem = f"does not start ({error or type(error).__name__})"
        finally:
            with contextlib.suppress(Exception):  # it may never have lived
                manager.shutdown_kernel(now=True)
        return time.monotonic() - began, problem


def _ask(manager: "KernelManager") -> str:
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=KERNEL_SECONDS)
        reply = client.execute_interactive("import twoway", timeout=KERNEL_SECONDS, output_hook=lambda _: None)
    finally:
        client.stop_channels()
    content = reply["content"]
    return "" if content["status"] == "ok" else f"cannot load Twoway: {content.get('evalue', '')}"
