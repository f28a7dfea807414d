"""What to write instead, with the deal's own facts in the blanks."""

from collections.abc import Mapping

from twoway.core.language.report import TwoSided
from twoway.core.language.rules import Language, Rule
from twoway.core.messages import fill


def reword(rule: Rule, instead: str, kind: str, text: str, language: Language, facts: Mapping[str, str]) -> str:
    """Return what takes the place of ``text``: the phrase's own rewording, or the rule's, with its blanks filled."""
    blanks = {**language.blanks, **{name: fact for name, fact in facts.items() if fact}, "sentence": text}
    return fill(instead or rule.suggestion, blanks)


def message(line: TwoSided, language: Language, facts: Mapping[str, str]) -> str:
    """Return what to add to a draft to make it two-sided."""
    return ""
