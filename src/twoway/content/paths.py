"""Where the kit's lessons, worksheets and cases are: packed into the installed package, or in the source tree."""

from pathlib import Path

KIT_FOLDERS = ("notebooks", "exercises", "solutions", "casestudies")
"""The folders that make up the kit."""


class KitNotFoundError(Exception):
    """Neither the installed package nor a source tree around it holds the kit's folders."""


def kit_root(package: Path | None = None) -> Path:
    """Return the folder that holds notebooks/, exercises/, solutions/ and casestudies/.

    An installed wheel carries it as ``twoway/kit``; in a source tree (an editable install) it is the tree's root.
    ``package`` is the folder of the ``twoway`` package, by default the one that is running.
    Raises :class:`KitNotFoundError` when neither is there.
    """
    package = package or Path(__file__).resolve().parent.parent
    for candidate in (package / "kit", package.parent.parent):
        if all((candidate / name).is_dir() for name in KIT_FOLDERS):
            return candidate
    raise KitNotFoundError(f"the lessons and cases are missing beside {package}: remove Twoway and install it again")
