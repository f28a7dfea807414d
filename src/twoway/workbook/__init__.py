"""The learner's own workbook: one file that keeps everything, and what its history amounts to."""

from twoway.workbook.answers import Answers
from twoway.workbook.deals import Deals, shown_name
from twoway.workbook.event import Event, WorkbookError
from twoway.workbook.locate import locate
from twoway.workbook.store import Workbook
from twoway.workbook.transfer import export_json, import_json

__all__ = [
    "Answers",
    "Deals",
    "Event",
    "Workbook",
    "WorkbookError",
    "export_json",
    "import_json",
    "locate",
    "shown_name",
]
