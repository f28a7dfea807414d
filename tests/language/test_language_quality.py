"""How good the language check is on the drafts that are kept aside, and that the docs tell it as it is."""

import re
from functools import cache
from pathlib import Path

import pytest
import scoring

from twoway.content.language import load_language
from twoway.core.language.check import check

DOC = Path(__file__).parents[2] / "docs" / "language-check.md"
ROW = re.compile(r"^\| ([a-z-]+) \| (\d+) \| ([\d.]+) \| [\d.-]+ \| ([\d.]+) \| [\d.-]+ \|$", re.MULTILINE)
LEAST = {"self-claimed-partner": 20, "self-claimed-status": 20}


SECOND = "### A second part"
"""The heading under which the docs tell of the part ``fresh``."""


@cache
def counts(part: str) -> dict[str, scoring.Count]:
    """Count by rule on a part that is kept aside."""
    language = load_language()
    return scoring.score(scoring.drafts(part), lambda draft: check(draft, language).findings)


@pytest.mark.parametrize("part", ["aside", "fresh"])
def test_the_docs_tell_the_figures_of_the_rules_as_they_are(part: str) -> None:
    """Each row of the table is what is measured now; a rule that changes takes its figures along."""
    aside, _, fresh = DOC.read_text("utf-8").partition(SECOND)
    told = {
        rule: (int(positives), precision, recall)
        for rule, positives, precision, recall in ROW.findall(fresh if part == "fresh" else aside)
    }
    measured = {
        rule: (count.hits + len(count.missed), f"{count.precision:.3f}", f"{count.recall:.3f}")
        for rule, count in counts(part).items()
    }
    assert told == measured


@pytest.mark.parametrize("part", ["aside", "fresh"])
def test_enough_is_kept_aside(part: str) -> None:
    """At least 40 positives for the two self-claimed rules together, 25 for each other, and half the drafts clean."""
    labelled = scoring.drafts(part)
    positives = {rule: count.hits + len(count.missed) for rule, count in counts(part).items()}
    assert sum(positives[rule] for rule in LEAST) >= 40
    assert all(number >= 25 for rule, number in positives.items() if rule not in LEAST)
    assert sum(not draft.expected for draft in labelled) * 2 >= len(labelled)


@pytest.mark.parametrize("part", ["aside", "fresh"])
def test_nothing_kept_aside_is_tuned_on(part: str) -> None:
    """No draft stands in both parts."""
    tuned = {draft.text.strip() for draft in scoring.drafts("tuning")}
    assert not [draft.source for draft in scoring.drafts(part) if draft.text.strip() in tuned]
