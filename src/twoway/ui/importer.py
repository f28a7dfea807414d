"""Bring in live deals: choose the CRM's export, look at what was understood, correct it, take it."""

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from twoway.core.imports import FIELDS, Comparison, Import, ImportedDeal
from twoway.crm.exports.choices import Choices
from twoway.crm.exports.read import read_export
from twoway.crm.exports.refusals import NotDealsError
from twoway.ui.importer_view import look, plain_text
from twoway.ui.session import Session
from twoway.ui.surface import Interaction, UserError
from twoway.workbook.taking import Taken, Taking

LARGEST = 200_000_000
"""Bytes of a file that can be uploaded."""


class Importer(Interaction):
    """One file of live deals on its way into the workbook. Nothing is kept before :meth:`take`.

    Example:
        ``tw.deals_from()``, or without a front end ``tw.deals_from("export.csv").take()``

    """

    control = "importer"
    events = frozenset({"piece", "set_column", "answer", "set_stage", "prefer", "take", "again"})

    def __init__(self, session: Session) -> None:
        """Take deals into the learner's workbook."""
        super().__init__()
        self._taking = Taking(session.workbook)
        self._pieces: list[str] = []
        self._data = b""
        self.file = ""
        self.found: Import | None = None
        self.taken: Taken | None = None
        self._columns: dict[str, str] = {}
        self._answers: dict[str, str] = {}
        self._stages: dict[str, Any] = {}
        self.open_only, self.alias = True, False

    # The file

    def piece(self, name: str, number: int, total: int, data: str) -> "Importer":
        """Take one piece of an uploaded file (base64, numbered from 0); with the last one the file is read."""
        if number == 0:
            self._pieces = []
        if number != len(self._pieces) or (number + 1) * len(data) * 3 / 4 > LARGEST:
            self._pieces = []
            raise UserError("The file did not arrive whole, or is too large; choose it again.")
        self._pieces.append(data)
        if number + 1 < total:
            return self
        content = b"".join(base64.b64decode(part) for part in self._pieces)
        self._pieces = []
        return self.read(name, content)

    def read(self, name: str, data: bytes) -> "Importer":
        """Read a file's bytes; ``name`` is only shown. The same columns as last time are read as they were then."""
        kept = self._columns, self._answers, self._stages
        self._columns, self._answers, self._stages = {}, {}, {}
        self._read(name, data)
        found = self.found
        if found is not None and set(kept[0]) | set(kept[1]) <= found.mapping.keys():
            self._columns, self._answers, self._stages = kept
            self._read(name, data)
        return self

    def _read(self, name: str, data: bytes) -> None:
        choices = Choices(columns=self._columns, answers=self._answers, stages=self._stages)
        try:
            self.found = read_export(data, choices)
        except NotDealsError as error:
            raise UserError(f"{name}: {error}.") from None
        self.file, self._data, self.taken = name, data, None

    def again(self) -> "Importer":
        """Go back to choosing a file."""
        self.found, self.taken, self.file, self._data = None, None, "", b""
        return self

    # What a person corrects

    def set_column(self, heading: str, field: str) -> "Importer":
        """Read a column as another field; blank leaves it out."""
        found = self._there()
        if field and field not in FIELDS:
            raise UserError(f"A deal has no field '{field}'.")
        others = {other: "" for other, was in found.mapping.items() if was and was == field and other != heading}
        return self._with("_columns", {**self._columns, **others, heading: field})

    def answer(self, column: str, option: str) -> "Importer":
        """Answer the question about a column."""
        if option not in {option for question in self._there().questions for option in question.options}:
            raise UserError("That question is no longer open.")
        return self._with("_answers", {**self._answers, column: option})

    def set_stage(self, stage: str, status: str) -> "Importer":
        """Count a stage as open, won or lost."""
        if status not in ("open", "won", "lost"):
            raise UserError("A stage counts as open, won or lost.")
        return self._with("_stages", {**self._stages, stage: status})

    def prefer(self, *, open_only: bool | None = None, alias: bool | None = None) -> "Importer":
        """Choose whether only open deals are taken, and whether customers get an alias."""
        self.open_only = self.open_only if open_only is None else open_only
        self.alias = self.alias if alias is None else alias
        return self

    def _with(self, name: str, value: dict[str, Any]) -> "Importer":
        before = getattr(self, name)
        setattr(self, name, value)
        try:
            self._read(self.file, self._data)
        except UserError:
            setattr(self, name, before)
            raise
        return self

    # Taking

    def take(self) -> "Importer":
        """Put the chosen deals into the workbook, or bring them up to date there."""
        found = self._there()
        if found.questions:
            raise UserError("Answer the question first; nothing is taken until then.")
        self.taken = self._taking.take(self.chosen(), found)
        self.saved()
        return self

    def chosen(self) -> Sequence[ImportedDeal]:
        """Return the deals that would be taken."""
        return self._taking.chosen(self._there(), open_only=self.open_only, alias=self.alias)

    def comparison(self) -> Comparison:
        """Compare the file with what was taken before."""
        return self._taking.compare(self.chosen(), self._there())

    def name_of(self, deal: str) -> str:
        """Return the name that a deal had when it was last taken, by the CRM's id."""
        facts = self._taking.known().get(deal, {})
        return str(facts.get("name") or facts.get("account") or deal)

    @property
    def stages(self) -> Mapping[str, str]:
        """The stages that the person gave a status of their own."""
        return self._stages

    def _there(self) -> Import:
        if self.found is None:
            raise UserError("Choose a file first.")
        return self.found

    def view(self) -> dict[str, Any]:
        """Return what is to be done next: choose a file, look at it, or what was taken."""
        return look(self)

    def plain(self) -> str:
        """Return the same as Markdown."""
        return plain_text(self)


def open_importer(session: Session, file: str | None) -> Importer:
    """Return an import, on ``file`` when one is named."""
    importer = Importer(session)
    if file is None:
        return importer
    try:
        return importer.read(Path(file).name, Path(file).expanduser().read_bytes())
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror or error}.") from None
