"""List the processes that still run out of a folder (by command line or working directory), and end them with --end.

Usage: python .ci/processes.py FOLDER [--end]. Prints one line each; exit code 1 when there are any. Linux only.
"""

import contextlib
import os
import signal
import sys
from pathlib import Path


def running_from(folder: str) -> dict[int, str]:
    """Return process ids and command lines of other processes whose command or working directory is in ``folder``."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
            uses = any(word.startswith(folder) for word in words) or str((entry / "cwd").readlink()).startswith(folder)
            if uses and int(entry.name) not in (os.getpid(), os.getppid()):
                found[int(entry.name)] = " ".join(words).strip()
    return found


if __name__ == "__main__":
    left = running_from(sys.argv[1])
    for process, words in left.items():
        print(process, words)
        if "--end" in sys.argv:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
    sys.exit(1 if left else 0)
