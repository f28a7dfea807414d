"""Make the ear of the language check anew from the drafts that rules are made with.

``python tests/language/make_ear.py`` needs scikit-learn (``pip install -e ".[ear]"``), which the kit itself does not.
The limits, at which the ear takes a mark away or makes one, were chosen on drafts that neither the phrases nor the ear
had seen (see docs/language-check.md).
"""

import math
import re
from array import array
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from zlib import crc32

import numpy as np
import scoring
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from twoway.content.ear import Features, write_ear
from twoway.content.language import BUILT_IN, load_language
from twoway.core.language.check import check
from twoway.core.language.draft import take_apart
from twoway.core.language.ear import MOST_FEATURES, Opinion, features, spelled
from twoway.core.language.rules import DRAFT_RULES, PHRASE_RULES, Language
from twoway.core.language.surroundings import surroundings
from twoway.core.language.whose import of_the_word

LEAST, LEAST_QUOTATIONS = 3, 2
"""Sentences, and quotations, in which a feature has to stand."""
STRENGTH = 60.0
"""The inverse of the regularization (C of logistic regression); of 5, 20 and 60 the last is best, by little."""
FAINTEST = 1.2
"""What says less than this about every rule (its coefficient) is left out, and the rest learned again."""
WEIGHT_OF_POSITIVES = {"sentences": 3.0, "wholes": 3.0, "quotations": 1.5}
POOLS = {
    "sentences": [rule for rule in PHRASE_RULES if rule not in DRAFT_RULES],
    "wholes": DRAFT_RULES,
    "quotations": ["whose-word"],
}
OWN = 3
"""Times that a rule's own examples count."""
NEVER = 2.0
LIMITS = {
    "self-claimed-partner": (0.45, 0.70, 0.92),
    "self-claimed-status": (0.45, 0.70, 0.92),
    "servile": (0.08, NEVER, 0.85),
    "presumptuous": (0.05, NEVER, 0.70),
    "empty-follow-up": (0.10, NEVER, 0.70),
    "one-sided-ask": (0.25, NEVER, 0.65),
    "one-sided-give": (0.10, NEVER, 0.60),
    "whose-word": (0.25, NEVER, NEVER),
}
"""Below the first chance a mark goes; above the second an excuse does not count, above the third a mark is made."""
MOST = 32_000
_SORTS = ("single", "pairs", "skips", "triples")


@dataclass(frozen=True)
class Example:
    """A sentence or a draft to learn from: what the ear hears of it, and the rules that readers marked in it."""

    features: Sequence[str]
    rules: frozenset[str]


def examples(drafts: Sequence[scoring.Draft], language: Language) -> dict[str, list[Example]]:
    """Return the sentences, the whole drafts, and the quotations with the word "partner", to learn from."""
    found: dict[str, list[Example]] = {"sentences": [], "wholes": [], "quotations": []}
    for draft in drafts:
        parts, heard = take_apart(draft.text, language.typos), list[str]()

        def example(told: Sequence[str], start: int, end: int, draft: scoring.Draft = draft) -> Example:
            rules = {rule for rule, first, last in draft.expected if first < end and start < last}
            return Example(told, frozenset(rules))

        for sentence in parts.sentences:
            told = [feature for _, _, feature in features(spelled(sentence))]
            found["sentences"].append(example(told, sentence.start, sentence.end))
            heard += told
        line = asdict(check(draft.text, language).two_sided)
        flags = [f"{'+' if there else '-'}{part}" for part, there in line.items()]
        found["wholes"].append(example([*heard, *flags], 0, len(draft.text)))
        for quotation in of_the_word(parts):
            found["quotations"].append(
                example([*surroundings(parts, quotation).features()], quotation.start, quotation.end)
            )
    return found


def own_examples(language: Language) -> list[scoring.Draft]:
    """Return the examples that the rules themselves carry, each as a draft; of another rule they say nothing."""
    found = []
    for rule in language.rules.values():
        found += [scoring.Draft(rule.id, text, ((rule.id, 0, len(text)),)) for text in rule.must]
        found += [scoring.Draft(rule.id, text, ()) for text in rule.must_not]
    return found


def learn(drafts: Sequence[scoring.Draft], language: Language) -> tuple[Features, "array[float]", dict[str, Opinion]]:
    """Return the features, their squared rarity, and an opinion for each rule."""
    found = examples([*drafts, *own_examples(language) * OWN], language)
    flags = {
        feature for whole in found["wholes"] for feature in whole.features if re.fullmatch(r"[+-][a-z_]+", feature)
    }
    vocabulary = {**_rarities(found["sentences"], LEAST), **dict.fromkeys(sorted(flags), 1.0)}
    vocabulary |= _rarities(found["quotations"], LEAST_QUOTATIONS)
    everything = _models(found, vocabulary)
    loudest = np.abs(np.vstack([model.coef_[0] for model in everything.values()])).max(axis=0)
    telling = {feature for feature, most in zip(vocabulary, loudest, strict=True) if most >= FAINTEST}
    wanted = telling.union(*map(_parts, telling))
    kept = {feature: rarity for feature, rarity in vocabulary.items() if feature in wanted}
    spoken = {feature for one in found["sentences"] for feature in one.features}
    order = sorted(range(len(kept)), key=[_SORTS.index(_sort(one, spoken)) for one in kept].__getitem__)
    features = _features([list(kept)[place] for place in order], spoken)
    rarity = np.array(list(kept.values()))
    opinions = {}
    for rule, model in _models(found, kept).items():
        weights = model.coef_[0] * rarity  # a feature counts with its rarity, over the length of all
        scale = float(np.abs(weights).max() / MOST)
        whole = array("h", np.round(weights[order] / scale).astype(int).tolist())
        opinions[rule] = Opinion(whole, scale, float(model.intercept_[0]), *LIMITS[rule])
    return features, array("f", (rarity[order] ** 2).tolist()), opinions


def _sort(feature: str, spoken: Container[str]) -> str:
    """Return the sort of a feature; those of quotations are looked for as a whole, like words."""
    words = feature.split(" ")
    if len(words) == 1 or ".." in words or feature not in spoken:
        return "single"
    return "skips" if words[1] == "_" else "pairs" if len(words) == len(("a", "pair")) else "triples"


def _features(kept: Sequence[str], spoken: Container[str]) -> Features:
    """Return the features by their sorts, with the numbers of their parts."""
    numbers = {feature: number for number, feature in enumerate(kept)}
    sorts: dict[str, list[str]] = {sort: [] for sort in _SORTS}
    for feature in kept:
        sorts[_sort(feature, spoken)].append(feature)
    if len(kept) > MOST_FEATURES:
        raise SystemExit(f"{len(kept)} features are more than the {MOST_FEATURES} that the file has room for")

    def parts(sort: str) -> tuple["array[int]", "array[int]"]:
        apart = [feature.replace(" _ ", " ").rpartition(" ") for feature in sorts[sort]]
        return array("H", [numbers[one] for one, _, _ in apart]), array("H", [numbers[one] for _, _, one in apart])

    hashes = array("I", [crc32(feature.encode()) for feature in sorts["single"]])
    return Features(hashes, parts("pairs"), parts("skips"), parts("triples"))


def _parts(feature: str) -> set[str]:
    """Return the words of a feature, and the pairs of a triple: the ear looks for those first."""
    words = feature.split(" ")
    return {*words, *(" ".join(words[at : at + 2]) for at in range(len(words) - 1))}


def _models(found: Mapping[str, Sequence[Example]], vocabulary: Mapping[str, float]) -> dict[str, LogisticRegression]:
    """Return a model for each rule, of the features in ``vocabulary`` with their rarity."""
    numbers = {feature: number for number, feature in enumerate(vocabulary)}
    rarity = np.array(list(vocabulary.values()))
    models = {}
    for pool, rules in POOLS.items():
        matrix = _matrix(found[pool], numbers, rarity)
        weights = {0: 1.0, 1: WEIGHT_OF_POSITIVES[pool]}
        for rule in rules:
            model = LogisticRegression(
                C=STRENGTH, class_weight=weights, solver="liblinear", max_iter=300, random_state=0
            )
            models[rule] = model.fit(matrix, [rule in one.rules for one in found[pool]])
    return models


def _rarities(pool: Sequence[Example], least: int) -> dict[str, float]:
    """Return the inverse document frequency of each feature that stands in ``least`` examples or more."""
    counts = Counter(feature for one in pool for feature in set(one.features))
    return {
        feature: math.log((1 + len(pool)) / (1 + count)) + 1
        for feature, count in sorted(counts.items())
        if count >= least
    }


def _matrix(pool: Sequence[Example], numbers: Mapping[str, int], rarity: "np.ndarray") -> csr_matrix:
    """Return a row of length 1 for each example, with the rarity of each feature that stands in it."""
    rows = [sorted({numbers[feature] for feature in one.features if feature in numbers}) for one in pool]
    places = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    columns = np.array([number for row in rows for number in row])
    return normalize(csr_matrix((rarity[columns], columns, places), shape=(len(rows), len(numbers))))


def main() -> None:
    """Make the file anew and say what it knows."""
    drafts = scoring.drafts("tuning")
    ear = learn(drafts, replace(load_language(), ear=None))
    path = BUILT_IN / "ear.bin"
    write_ear(path, scoring.digest("tuning"), *ear)
    print(f"{len(drafts)} drafts, {len(ear[1])} features, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
