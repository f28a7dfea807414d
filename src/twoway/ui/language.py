"""The language check: write or paste a draft, see what it claims and what it gives away, mend it, send it."""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, Self

from twoway.content.language import load_language
from twoway.core.language.check import check
from twoway.core.language.report import Finding, Report, TwoSided
from twoway.core.language.rules import Language
from twoway.ui import language_view
from twoway.ui.language_deal import DealBeside
from twoway.ui.language_edits import Edit, Mended, Places, clean, difference
from twoway.ui.session import Session
from twoway.ui.surface import Interaction, UserError

OWN_RULES = "language.yaml"
"""A company's additions to the rules, in the workshop folder."""

LONG = 20_000
"""Characters; a longer draft is kept at every tenth pause, and when one leaves it, so that the workbook stays small."""

LARGEST = 2_000_000
"""Characters; a longer text is kept, and not checked."""

_PAUSES = 10
_NOTHING = Report((), (), TwoSided())

EXAMPLE = (
    "Hello Ingrid,\n\n"
    "Just checking in on our offer for the returns desk. As your trusted partner we will do whatever it takes to bring "
    "the returns down. Once you have signed, our channel partner in Tampere can begin in March.\n\n"
    "Could you send us the list of your depots?\n\n"
    "Best regards,\nAmaru"
)
"""A made-up draft to try the check on."""

Checks = Callable[[str, Mapping[str, str]], Report]


class LanguageCheck(Interaction):
    """One draft and what there is to say of it. The draft is kept in the workbook as it is being typed.

    Example:
        ``tw.language_check()``, or without a front end
        ``tw.language_check("We want to be your partner.").fix(1).draft``

    """

    control = "language"
    events = frozenset({"type", "replace", "undo", "example", "use_deal", "choose_dimension", "attach"})

    def __init__(self, session: Session, language: Language, text: str = "") -> None:
        """Open the draft that is kept under ``text``; where none is, ``text`` itself. ``language`` holds the rules."""
        super().__init__()
        self.language = language
        self.first = clean(text)
        self.deal = DealBeside(session)
        self._answers = session.answers
        name = hashlib.sha256(self.first.encode()).hexdigest()[:12] if self.first else "own"
        self._scope = f"language:{name}"
        kept = self._answers.get(self._scope)
        self.draft = str(kept.get("draft", self.first))
        self.deal.choose_if_there(str(kept.get("deal", "")))
        self._on_disk, self._pauses = self.draft, 0
        self._mended: tuple[Mended, ...] = ()
        self._read: tuple[str, Mapping[str, str], Report] = ("", {}, _NOTHING)

    # The draft

    def type(self, text: str, *, leaving: bool = False) -> Self:
        """Take ``text`` as the whole draft; ``leaving`` when the person has just left the text."""
        self._become(clean(text))
        return self._keep(leaving=leaving or len(self.draft) <= LONG)

    def replace(self, draft: str, start: int, end: int, words: str) -> Self:
        """Put ``words`` in the place of a stretch of ``draft``, the text on the screen; :meth:`undo` takes it back.

        ``start`` and ``end`` are UTF-16 units, as a browser counts.
        """
        self._become(clean(draft))
        places = Places(self.draft)
        return self._mend(Edit(places.characters(start), places.characters(end), clean(words)))

    def fix(self, number: int) -> Self:
        """Use the suggested wording of the finding with this ``number``, counted from 1 as listed."""
        found = self.report.findings
        if not 1 <= number <= len(found):
            raise UserError(f"There is no mark number {number} in this draft.")
        one = found[number - 1]
        return self._mend(Edit(one.fix_start, one.fix_end, one.suggestion))

    def add_message(self) -> Self:
        """Add what is missing for a two-sided draft at its end."""
        if not self.report.message:
            raise UserError("Nothing is missing in this draft.")
        return self._mend(Edit(len(self.draft), len(self.draft), self.addition))

    def undo(self, draft: str | None = None) -> Self:
        """Take back the newest fix that is left; what was typed elsewhere stays. ``draft``: the text on the screen."""
        if draft is not None:
            self._become(clean(draft))
        if not self._mended:
            return self._keep()
        *earlier, newest = self._mended
        self._mended = tuple(earlier)
        self._become(newest.undoing.apply(self.draft), newest.undoing)
        self._mended = (*self._mended, *(one.moved(newest.start) for one in newest.within))
        return self._keep()

    def example(self) -> Self:
        """Put in the text that this was opened with, or a made-up one; only where the draft is empty."""
        if self.draft.strip():
            raise UserError("Your draft is still here. Clear it first.")
        return self.type(self.first or EXAMPLE)

    # The deal

    def use_deal(self, deal: str) -> Self:
        """Fill the blanks from the deal with this id, name or alias; blank for none."""
        self.deal.choose(deal)
        self._put("deal", self.deal.id)
        return self

    def choose_dimension(self, dimension: str) -> Self:
        """Say what the message asks about, before it is attached."""
        self.deal.choose_dimension(dimension)
        return self

    def attach(self, deal: str = "", dimension: str = "") -> Self:
        """Keep the draft as an ask made today on the chosen deal (or on ``deal``), about what it asks for."""
        if deal:
            self.use_deal(deal)
        if dimension:
            self.choose_dimension(dimension)
        self.deal.attach(self.draft, len(self.blanks))
        self.saved()
        return self

    # What there is to say

    @property
    def report(self) -> Report:
        """What the check says of the draft as it stands, with the deal's facts in the suggestions."""
        draft, facts, report = self._read
        if (draft, facts) != (self.draft, self.deal.facts):
            report = check(self.draft, self.language, self.deal.facts) if self.readable else _NOTHING
            self._read = (self.draft, self.deal.facts, report)
        return report

    @property
    def readable(self) -> bool:
        """Whether there is a draft, and of a length that can be checked while one waits."""
        return bool(self.draft.strip()) and len(self.draft) <= LARGEST

    @property
    def addition(self) -> str:
        """What is missing, with the line breaks that part it from the draft."""
        gap = "" if not self.draft or self.draft.endswith("\n\n") else "\n" if self.draft.endswith("\n") else "\n\n"
        return gap + self.report.message

    @property
    def blanks(self) -> tuple[re.Match[str], ...]:
        """The blanks in the draft that a suggestion left there, to be filled before it goes out."""
        known = "|".join(re.escape(text) for text in self.language.blanks.values() if text.strip())
        return tuple(re.finditer(known, self.draft)) if known and self.readable else ()

    @property
    def last_fix(self) -> Mended | None:
        """The fix that :meth:`undo` would take back."""
        return self._mended[-1] if self._mended else None

    def title_of(self, finding: Finding) -> str:
        """Return the title of the finding's rule."""
        rule = self.language.rules.get(finding.rule)
        return rule.title if rule else finding.rule

    def view(self) -> dict[str, Any]:
        """Return the draft, its marks, what was left alone, what is missing, and the deal."""
        return language_view.look(self)

    def fixed(self) -> dict[str, Any]:
        """Return the length from which a draft is kept less often."""
        return {"long": LONG}

    def plain(self) -> str:
        """Return the same as Markdown."""
        return language_view.plain_text(self)

    # Keeping

    def _mend(self, edit: Edit) -> Self:
        before = self.draft[edit.start : edit.end]
        swallowed = (one for one in self._mended if edit.start <= one.start and one.end <= edit.end)
        within = tuple(one.moved(-edit.start) for one in swallowed)
        self._become(edit.apply(self.draft), edit)
        self._mended = (*self._mended, Mended(edit.start, edit.start + len(edit.words), before, within))
        return self._keep()

    def _become(self, draft: str, edit: Edit | None = None) -> None:
        """Take a new draft, and carry the fixes made so far to where they are in it; those undone by hand go."""
        if draft == self.draft:
            return
        edit = edit or difference(self.draft, draft)
        carried = [mended.carried(edit) for mended in self._mended]
        self.draft = draft
        left: list[Mended] = []
        for one in carried:
            if one and draft[one.start : one.end] == one.before:
                left += (inner.moved(one.start) for inner in one.within)
            elif one:
                left.append(one)
        self._mended = tuple(left)

    def _keep(self, *, leaving: bool = True) -> Self:
        self._pauses += 1
        if self.draft == self._on_disk:
            return self
        if leaving or self._pauses >= _PAUSES:
            self._put("draft", self.draft)
            self._on_disk, self._pauses = self.draft, 0
        else:
            self._saved = "A long draft: saved when you leave the text"
        return self

    def _put(self, item: str, value: str) -> None:
        self._answers.put(self._scope, item, value)
        self.saved()


def open_language_check(session: Session, text: str) -> LanguageCheck:
    """Return the check on the draft kept under ``text``, with a company's own rules where they lie by the workbook."""
    own = session.workbook.path.with_name(OWN_RULES)
    return LanguageCheck(session, load_language(own if own.is_file() else None), text)
