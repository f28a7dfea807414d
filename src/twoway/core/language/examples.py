"""The examples that a rule carries: drafts that it must flag, and drafts that it must leave alone."""

from collections.abc import Iterator

from twoway.core.language.check import check
from twoway.core.language.rules import Language


def wrong_examples(language: Language) -> Iterator[str]:
    """Yield a sentence for each example of ``language`` that does not come out as it should."""
    for rule in language.rules.values():
        for draft in rule.must:
            if rule.id not in _found(draft, language):
                yield f"the rule '{rule.id}' does not flag its own example '{draft}'"
        for draft in rule.must_not:
            if rule.id in _found(draft, language):
                yield f"the rule '{rule.id}' flags '{draft}', which it must leave alone"


def _found(draft: str, language: Language) -> set[str]:
    return {finding.rule for finding in check(draft, language).findings}
