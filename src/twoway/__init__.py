"""Twoway: play cases, rate live deals on evidence, leave with the next two-sided ask.

In a notebook: ``import twoway as tw``, then one call a cell. Nothing is loaded before it is called, so that the import
itself costs next to nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twoway.ui.before_after import BeforeAfter
    from twoway.ui.case import CasePlayer
    from twoway.ui.exercise import Exercise
    from twoway.ui.importer import Importer
    from twoway.ui.language import LanguageCheck
    from twoway.ui.pipeline import Pipeline
    from twoway.ui.progress import Progress
    from twoway.ui.quiz import Quiz
    from twoway.ui.scorecard import Scorecard
    from twoway.ui.surface import Message
    from twoway.ui.welcome import Welcome

__version__ = "0.1.0"
__all__ = [
    "before_after",
    "case",
    "deals_from",
    "exercise",
    "language_check",
    "pipeline",
    "progress",
    "quiz",
    "scorecard",
    "welcome",
]


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


def welcome() -> "Welcome | Message":
    """Ask what one does, show the way through the lessons, and offer a made-up deal to practice with."""
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.welcome()


def deals_from(file: str | None = None) -> "Importer | Message":
    """Bring in live deals from a CRM's export or a plain table: look at what was understood, correct it, take it.

    Args:
        file: the path of a CSV or XLSX file; without it one is chosen on the screen.

    """
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.importer(file)


def language_check(text: str = "") -> "LanguageCheck | Message":
    """Check a draft: what claims a status or serves instead of trading, what to write instead, and what is missing.

    Args:
        text: a draft to begin with. What is typed is kept under it, and never overwritten by it.

    """
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.language_check(text)


def quiz() -> "Quiz | Message":
    """Ask what is due today: questions about cases and worksheets of days ago, or when the next one comes."""
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.quiz()


def progress() -> "Progress | Message":
    """Show where one stands, and what is next."""
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.progress()


def before_after(case: str, moment: str = "") -> "BeforeAfter | Message":
    """Rate the deal of a case at the start and again at the end, and see the shift against the authors' rating.

    Args:
        case: the case's short name, such as ``"declined-vp-call"``.
        moment: the id of one of its reference ratings; without it, the first of those with most ratings.

    """
    from twoway.ui import opening  # noqa: PLC0415 - loaded when called

    return opening.before_after(case, moment)
