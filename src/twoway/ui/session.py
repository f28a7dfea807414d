"""What all interactions of one kernel share: the learner's workbook, and today's date."""

import datetime
import os
from functools import cache, cached_property
from pathlib import Path

from twoway.content.rubric import load_rubric
from twoway.core.rubric import Rubric
from twoway.workbook.answers import Answers
from twoway.workbook.deals import Deals
from twoway.workbook.locate import locate
from twoway.workbook.store import Workbook

OWN_RUBRIC = "rubric.yaml"
"""A company's wording, in the workshop folder."""


class Session:
    """An open workbook with its views; ``today`` is the only place where the kit's notebooks ask the clock."""

    def __init__(self, workbook: Workbook) -> None:
        """Share ``workbook``."""
        self.workbook = workbook
        self.deals = Deals(workbook)
        self.answers = Answers(workbook)

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric's wording: the company's, where a ``rubric.yaml`` lies beside the workbook; else the kit's.

        Raises ContentError with every problem of the company's file.
        """
        own = self.workbook.path.with_name(OWN_RUBRIC)
        return load_rubric(own if own.is_file() else None)

    def today(self) -> datetime.date:
        """Return the date on the learner's own calendar."""
        return datetime.datetime.now().astimezone().date()


@cache
def _session(path: Path) -> Session:
    return Session(Workbook.open(path))


def current() -> Session:
    """Return the session on this folder's workbook, opened on first use.

    Raises:
        WorkbookError: when the workbook cannot be opened, with the remedy.

    """
    return _session(locate(Path.cwd(), os.environ))
