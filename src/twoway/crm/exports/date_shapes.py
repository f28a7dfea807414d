"""Long columns of moments, read by their days: the time of day is taken out first, so that few values are left."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from twoway.core.imports import ImportProblem
from twoway.crm.exports.dates import read_dates

_SECONDS = r":[0-5][0-9](?::[0-5][0-9])?"
_TIME = re.compile(
    rf"(?:(?<=[0-9][ T])|(?<=[0-9], ))(?:(?:0?[1-9]|1[0-2]){_SECONDS}(?=\s?[AaPp][Mm]|Z?$)"
    rf"|(?:0?[0-9]|1[0-9]|2[0-3]){_SECONDS}(?=Z?$))",
    re.MULTILINE,
)
"""A time of day beyond doubt: any such time can stand for any other, as far as the day is concerned."""
_ANY_TIME = "01:00"
_MOST_ALONE = 2000


def read_by_day(
    heading: str, column: Sequence[object], rows: Sequence[int], answers: Mapping[str, str], general: str
) -> tuple[list[str | None], list[ImportProblem]] | None:
    """Read a text file's column whose days are beyond doubt; None for any other, which has to be read value by value.

    The arguments are those of :func:`twoway.crm.exports.dates.read_dates`; ``rows`` has the number of each row.
    Returns the days, and what is to be said of some of the rows.
    """
    try:
        joined = "\n".join(column)  # type: ignore[arg-type] # a spreadsheet's dates are for the other reader
    except TypeError:
        return None
    keys = _TIME.sub(_ANY_TIME, joined).split("\n")
    if len(keys) != len(column):
        return None
    reading = read_dates(heading, Counter(keys), answers, general)
    alone = [place for place, key in enumerate(keys) if key in reading.said] if reading.said else []
    if alone and len(alone) <= _MOST_ALONE:  # what is to be said names the value itself
        for place in alone:
            keys[place] = str(column[place])
        reading = read_dates(heading, Counter(keys), answers, general)
    if reading.question or reading.notes or len(alone) > _MOST_ALONE:
        return None
    return list(map(reading.values.__getitem__, keys)), reading.problems(heading, keys, rows)
