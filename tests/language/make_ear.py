"""Make the ear of the language check anew from the drafts that rules are made with: ``python tests/language/make_ear.py``.

It needs scikit-learn (``pip install -e ".[ear]"``), which the kit itself does not. The limits, at which the ear takes a mark
away or makes one, were chosen on drafts that neither the phrases nor the ear had seen (see docs/language-check.md).
"""

from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from zlib import crc32

import numpy as np
import scoring
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from twoway.content.ear import write_ear
from twoway.content.language import BUILT_IN, load_language
from twoway.core.language.check import check
from twoway.core.language.draft import take_apart
from twoway.core.language.ear import Opinion, features, spelled
from twoway.core.language.rules import DRAFT_RULES, PHRASE_RULES, Language

LEAST = 3
"""Sentences in which a feature has to stand."""
STRENGTH = 20.0
"""The inverse of the regularization (C of logistic regression); of 10, 20 and 50 it makes no difference which."""
WEIGHT_OF_POSITIVES = 3
LIMITS = {
    "self-claimed-partner": (0.05, 0.85),
    "self-claimed-status": (0.10, 0.75),
    "servile": (0.08, 0.85),
    "presumptuous": (0.05, 0.75),
    "empty-follow-up": (0.05, 0.70),
    "one-sided-ask": (0.05, 0.70),
    "one-sided-give": (0.05, 0.80),
}
"""Below the first chance a mark is taken away, above the second one is made."""
MOST = 32_000


@dataclass(frozen=True)
class Example:
    """A sentence or a draft to learn from: what the ear hears of it, and the rules that readers marked in it."""

    features: Sequence[str]
    rules: frozenset[str]


def examples(drafts: Sequence[scoring.Draft], language: Language) -> tuple[list[Example], list[Example]]:
    """Return the sentences, and the whole drafts, to learn from."""
    sentences, wholes = [], []
    for draft in drafts:
        heard: list[str] = []
        for sentence in take_apart(draft.text, language.typos).sentences:
            found = [feature for _, _, feature in features(spelled(sentence))]
            rules = {rule for rule, start, end in draft.expected if start < sentence.end and sentence.start < end}
            sentences.append(Example(found, frozenset(rules)))
            heard += found
        line = asdict(check(draft.text, language).two_sided)
        flags = [f"{'+' if there else '-'}{part}" for part, there in line.items()]
        wholes.append(Example([*heard, *flags], frozenset(rule for rule, _, _ in draft.expected)))
    return sentences, wholes


def learn(drafts: Sequence[scoring.Draft], language: Language) -> tuple["array[int]", "array[float]", dict[str, Opinion]]:
    """Return the features' CRC-32, their squared rarity, and an opinion for each rule."""
    sentences, wholes = examples(drafts, language)
    flags = sorted({feature for whole in wholes for feature in whole.features if feature[0] in "+-" and feature[1:2].isalpha()})
    counted = TfidfVectorizer(analyzer=list, binary=True, min_df=LEAST).fit([one.features for one in sentences])
    vocabulary = [*sorted(counted.vocabulary_), *(flag for flag in flags if flag not in counted.vocabulary_)]
    vectors = TfidfVectorizer(analyzer=list, binary=True, vocabulary=vocabulary)
    vectors.fit([*(one.features for one in sentences), *(one.features for one in wholes)])
    opinions = {}
    for pool, rules in ((sentences, [one for one in PHRASE_RULES if one not in DRAFT_RULES]), (wholes, DRAFT_RULES)):
        matrix: csr_matrix = vectors.transform([one.features for one in pool])
        for rule in rules:
            model = LogisticRegression(
                C=STRENGTH, class_weight={0: 1, 1: WEIGHT_OF_POSITIVES}, solver="liblinear", max_iter=300, random_state=0
            ).fit(matrix, [rule in one.rules for one in pool])
            weights = model.coef_[0] * vectors.idf_  # a feature counts with its rarity, over the length of all
            scale = float(np.abs(weights).max() / MOST)
            opinions[rule] = Opinion(
                array("h", np.round(weights / scale).astype(int).tolist()), scale, float(model.intercept_[0]), *LIMITS[rule]
            )
    hashes = array("I", [crc32(feature.encode()) for feature in vocabulary])
    return hashes, array("f", (vectors.idf_**2).tolist()), opinions


def main() -> None:
    """Make the file anew and say what it knows."""
    drafts = scoring.drafts("tuning")
    ear = learn(drafts, load_language())
    path = BUILT_IN / "ear.bin"
    write_ear(path, scoring.digest("tuning"), ear)
    print(f"{len(drafts)} drafts, {len(ear[0])} features, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
