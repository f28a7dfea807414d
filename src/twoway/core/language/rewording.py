"""What to write instead, with the deal's own facts in the blanks."""

from collections.abc import Mapping

from twoway.core.language.report import TwoSided
from twoway.core.language.rules import Language
from twoway.core.messages import fill


def filled(template: str, language: Language, facts: Mapping[str, str], sentence: str = "") -> str:
    """Return ``template`` with the deal's ``facts`` in its blanks, and a blank in brackets where there is none."""
    known = {name: " ".join(fact.split()) for name, fact in facts.items() if fact.strip()}
    return fill(template, {**language.blanks, **known, "sentence": sentence})


def message(line: TwoSided, language: Language, facts: Mapping[str, str]) -> str:
    """Return what to add to a draft to make it two-sided: a sentence for each part that is missing, in their order.

    A day is only asked for by itself where its action is there already.
    """
    missing = [part for part in line.missing if part not in _DAY_OF or _DAY_OF[part] not in line.missing]
    return " ".join(filled(language.missing[part], language, facts) for part in missing)


_DAY_OF = {"our_date": "our_action", "your_date": "your_action"}
