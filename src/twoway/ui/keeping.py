"""Where an exercise's answers are kept: in the learner's workbook, or apart from it for a worked solution."""

from typing import Protocol

from twoway.workbook.event import Event


class Keeps(Protocol):
    """Where answers are kept: the learner's workbook, or nowhere for a worked solution."""

    def put(self, scope: str, item: str, value: object, *, version: str = "") -> Event | None:
        """Save ``value`` as the answer to ``item``."""

    def get(self, scope: str) -> dict[str, object]:
        """Return the latest answer to each item."""


class Apart:
    """Keeps a worked solution in memory, so that running one never touches the learner's own answers."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: dict[str, object] = {}

    def put(self, scope: str, item: str, value: object, *, version: str = "") -> None:  # noqa: ARG002
        """Keep ``value`` until the notebook is closed."""
        self._kept[item] = value

    def get(self, scope: str) -> dict[str, object]:  # noqa: ARG002
        """Return the latest answer to each item."""
        return dict(self._kept)
