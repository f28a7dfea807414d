"""Precision and recall of the language check on labelled drafts, with their intervals. See labelled/README.md."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml

from twoway.core.language.report import Finding
from twoway.core.language.rules import DRAFT_RULES, RULES

LABELLED = Path(__file__).parent / "labelled"
Z95 = 1.959964
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick one of the two that read plain data, where it was built."""


@dataclass(frozen=True)
class Draft:
    """A labelled draft: the words that each rule must find in it, by rule and place; none for a negative."""

    source: str
    text: str
    expected: tuple[tuple[str, int, int], ...]


@dataclass
class Count:
    """What a rule got right and wrong. ``missed`` and ``wrong`` quote the draft for those who may read it."""

    hits: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was flagged that had to be; 1 where nothing was flagged."""
        flagged = self.hits + len(self.wrong)
        return self.hits / flagged if flagged else 1.0

    @property
    def recall(self) -> float:
        """The share of what had to be flagged that was; 1 where there was nothing."""
        positives = self.hits + len(self.missed)
        return self.hits / positives if positives else 1.0


@cache
def drafts(part: str) -> tuple[Draft, ...]:
    """Return the labelled drafts of ``part``, ``tuning``, ``aside`` or ``fresh``."""
    found = []
    for path in sorted(LABELLED.glob(f"{part}-*.yaml")):
        for number, item in enumerate(yaml.load(path.read_text(encoding="utf-8"), LOADER), start=1):  # noqa: S506 - one of the two safe loaders
            text = item["text"]
            places = tuple(
                (rule, text.index(words), text.index(words) + len(words)) for rule, words in item["findings"]
            )
            found.append(Draft(f"{path.name}#{number}", text, places))
    return tuple(found)


def score(labelled: Iterable[Draft], check: Callable[[str], Sequence[Finding]]) -> dict[str, Count]:
    """Run ``check`` over the drafts and count by rule.

    Phrase rules are counted by phrase: a finding that overlaps a labelled phrase of its rule is a hit. Draft rules are
    counted once a draft; there too a hit has to overlap one of the labelled sentences.
    """
    counts = {rule: Count() for rule in RULES}
    for draft in labelled:
        findings = check(draft.text)
        for rule, count in counts.items():
            expected = [(start, end) for named, start, end in draft.expected if named == rule]
            found = [(finding.start, finding.end) for finding in findings if finding.rule == rule]
            if rule in DRAFT_RULES:
                _count_draft(count, draft, expected, found)
            else:
                _count_phrases(count, draft, expected, found)
    return counts


def _count_phrases(count: Count, draft: Draft, expected: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    for start, end in expected:
        if any(begin < end and start < stop for begin, stop in found):
            count.hits += 1
        else:
            count.missed.append(f"{draft.source}: {draft.text[start:end]!r}")
    for begin, stop in found:
        if not any(begin < end and start < stop for start, end in expected):
            count.wrong.append(f"{draft.source}: {draft.text[begin:stop]!r}")


def _count_draft(count: Count, draft: Draft, expected: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    met = any(begin < end and start < stop for begin, stop in found for start, end in expected)
    if expected and met:
        count.hits += 1
    elif expected:
        count.missed.append(f"{draft.source}: {draft.text[expected[0][0] : expected[0][1]]!r}")
    if found and not (expected and met):
        count.wrong.append(f"{draft.source}: {draft.text[found[0][0] : found[0][1]]!r}")


def interval(share: float, number: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share of ``number`` trials (E. B. Wilson, 1927)."""
    if not number:
        return 0.0, 1.0
    middle = share + Z95**2 / (2 * number)
    spread = Z95 * math.sqrt(share * (1 - share) / number + Z95**2 / (4 * number**2))
    whole = 1 + Z95**2 / number
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def digest(part: str) -> str:
    """Return the SHA-256 of all labelled drafts of ``part``, their names left out."""
    whole = sha256()
    for path in sorted(LABELLED.glob(f"{part}-*.yaml")):
        whole.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()
