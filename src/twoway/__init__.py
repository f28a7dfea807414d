"""Twoway: play cases, rate live deals on evidence, leave with the next two-sided ask.

In a notebook: ``import twoway as tw``, then one call a cell. Nothing is loaded before it is called, so that the import
itself costs next to nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twoway.ui.case import CasePlayer
    from twoway.ui.exercise import Exercise
    from twoway.ui.pipeline import Pipeline
    from twoway.ui.scorecard import Scorecard
    from twoway.ui.surface import Message

__version__ = "0.1.0"
__all__ = ["case", "exercise", "pipeline", "scorecard"]


def case(slug: str) -> "CasePlayer | Message":
    """Play a case.

    Args:
        slug: the case's short name, such as ``"declined-vp-call"``; ``twoway check`` lists them all.

    """
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.case(slug)


def scorecard(deal: str | None = None) -> "Scorecard | Message":
    """Rate a live deal on evidence, and see the verdict with its reasons and the next ask.

    Args:
        deal: the id, name or alias of a deal in the workbook to open at once; without it one chooses.

    """
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.scorecard(deal)


def pipeline() -> "Pipeline | Message":
    """Show all live deals with their verdicts, next steps, and the age of their newest evidence."""
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.pipeline()


def exercise(task: str) -> "Exercise | Message":
    """Do one task of a worksheet.

    Args:
        task: worksheet and task, such as ``"01-reciprocity/what-makes-it-two-way"``.

    """
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.exercise(task)
