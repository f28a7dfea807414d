"""Precision and recall of the language check by rule.

``python benchmarks/language_quality.py [tuning|aside|fresh] [--misses] [--rule RULE] [--phrases]``

``aside`` and ``fresh`` are the parts that rules are never tuned on; texts are printed only with --misses. Nobody has
read those of ``fresh`` yet: they are for the next who changes rules.
``--phrases`` leaves the ear out, so that only the phrases are measured.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "language"))

from scoring import Count, drafts, interval, score

from twoway.content.language import load_language
from twoway.core.language.check import check


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="aside", choices=("tuning", "aside", "fresh"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--rule", default="")
    parser.add_argument("--phrases", action="store_true")
    chosen = parser.parse_args()
    language, labelled = load_language(), drafts(chosen.part)
    if chosen.phrases:
        language = replace(language, ear=None)
    counts = score(labelled, lambda text: check(text, language).findings)
    negatives = sum(not draft.expected for draft in labelled)
    print(f"{chosen.part}: {len(labelled)} drafts, {negatives} of them with nothing to find\n")
    print("| rule | positives | precision | 95 % | recall | 95 % |\n|---|---|---|---|---|---|")
    for rule, count in {"both self-claimed": both(counts), **counts}.items():
        if chosen.rule in ("", rule):
            print(row(rule, count))
    if chosen.misses:
        for rule, count in counts.items():
            if chosen.rule in ("", rule):
                print(
                    "\n".join(
                        [
                            f"\n{rule}",
                            *(f"  missed {one}" for one in count.missed),
                            *(f"  wrong  {one}" for one in count.wrong),
                        ]
                    )
                )


def both(counts: dict[str, Count]) -> Count:
    """Return the two self-claimed rules as one."""
    first, second = counts["self-claimed-partner"], counts["self-claimed-status"]
    return Count(first.hits + second.hits, first.missed + second.missed, first.wrong + second.wrong)


def row(rule: str, count: Count) -> str:
    """Return one line of the table."""
    positives, flagged = count.hits + len(count.missed), count.hits + len(count.wrong)
    low, high = interval(count.precision, flagged)
    least, most = interval(count.recall, positives)
    return (
        f"| {rule} | {positives} | {count.precision:.3f} | {low:.2f}-{high:.2f} "
        f"| {count.recall:.3f} | {least:.2f}-{most:.2f} |"
    )


if __name__ == "__main__":
    main()
