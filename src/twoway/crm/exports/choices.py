"""What a person decided about a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from twoway.core.imports import Status


@dataclass(frozen=True)
class Choices:
    """What a person decided about a file.

    ``columns`` maps headings to fields (a blank leaves a column out). ``answers`` maps headings to the answers of
    questions; ``order`` and ``decimal`` answer for all columns that have none. ``stages`` maps stages to a status.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    decimal: str = ""
    stages: Mapping[str, Status] = field(default_factory=dict)


NO_CHOICES = Choices()
