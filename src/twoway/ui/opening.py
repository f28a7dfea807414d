"""Make what a notebook asked for; when that fails, show one sentence instead of a traceback."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from twoway.ui import session
from twoway.ui.surface import SORRY, Interaction, Message, UserError, strict

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
    from twoway.ui.welcome import Welcome

log = logging.getLogger("twoway")
T = TypeVar("T", bound=Interaction)


def _friendly(make: Callable[[], T]) -> T | Message:
    """Return what ``make`` makes, with the workbook's notices; or a message that says what is wrong and what to do."""
    try:
        made = make()
        made.notices = session.current().workbook.notices
    except Exception as error:
        if strict():
            raise
        log.exception("could not open")
        known = isinstance(error, UserError) or type(error).__name__ in ("WorkbookError", "ContentError")
        return Message(str(error) if known else SORRY)
    return made


# Each import waits for its call: a lesson's kernel loads only what it shows.


def case(slug: str) -> "CasePlayer | Message":
    """Open the case ``slug``."""
    from twoway.ui.case import open_case  # noqa: PLC0415

    return _friendly(lambda: open_case(slug, session.current()))


def scorecard(deal: str | None) -> "Scorecard | Message":
    """Open the scorecard, on ``deal`` when one is named."""
    from twoway.ui.scorecard import open_scorecard  # noqa: PLC0415

    return _friendly(lambda: open_scorecard(session.current(), deal))


def pipeline() -> "Pipeline | Message":
    """Open the list of all live deals."""
    from twoway.ui.pipeline import Pipeline  # noqa: PLC0415

    return _friendly(lambda: Pipeline(session.current()))


def exercise(task: str) -> "Exercise | Message":
    """Open one task of a worksheet."""
    from twoway.ui.exercise import open_exercise  # noqa: PLC0415

    return _friendly(lambda: open_exercise(task, session.current().answers))


def welcome() -> "Welcome | Message":
    """Open the newcomer's welcome."""
    from twoway.ui.welcome import open_welcome  # noqa: PLC0415

    return _friendly(lambda: open_welcome(session.current()))


def importer(file: str | None) -> "Importer | Message":
    """Open the import of live deals, on ``file`` when one is named."""
    from twoway.ui.importer import open_importer  # noqa: PLC0415

    return _friendly(lambda: open_importer(session.current(), file))


def language_check(text: str) -> "LanguageCheck | Message":
    """Open the language check, on the draft kept under ``text``."""
    from twoway.ui.language import open_language_check  # noqa: PLC0415

    return _friendly(lambda: open_language_check(session.current(), text))


def quiz() -> "Quiz | Message":
    """Open the questions that are due."""
    from twoway.ui.quiz import Quiz  # noqa: PLC0415

    return _friendly(lambda: Quiz(session.current()))


def progress() -> "Progress | Message":
    """Open the overview of where one stands."""
    from twoway.ui.progress import Progress  # noqa: PLC0415

    return _friendly(lambda: Progress(session.current()))


def before_after(slug: str, moment: str) -> "BeforeAfter | Message":
    """Open the deal of the case ``slug``, to be rated twice."""
    from twoway.ui.before_after import open_before_after  # noqa: PLC0415

    return _friendly(lambda: open_before_after(slug, session.current(), moment))
