"""The ear of the language check: what it hears, takes away and adds, and that the drafts as they are have made it."""

import json
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
import scoring
from hypothesis import given, settings
from hypothesis import strategies as st

from twoway.content.ear import Features, read_ear, write_ear
from twoway.content.language import BUILT_IN, load_language
from twoway.core.language.check import check
from twoway.core.language.draft import take_apart
from twoway.core.language.ear import Ear, Opinion, features, joined, spelled
from twoway.core.language.rules import Language
from twoway.core.language.sentences import Sentence

WORDS = st.one_of(
    st.sampled_from(("we", "our", "are", "your", "you", "partner", "Partner", "Lindqvist", "the", "team", "not", ",")),
    st.sampled_from((":", "trusted", "advisor", "14", "14:30", "it's", "an", "extension", "of", "us")),
)


def language() -> Language:
    """Return the kit's own rules, with their ear."""
    return load_language()


def ear() -> Ear:
    """Return the ear."""
    found = language().ear
    assert found is not None
    return found


def only(text: str) -> Sentence:
    """Return the one sentence of ``text``."""
    (sentence,) = take_apart(text, language().typos).sentences
    return sentence


def plainly(sentence: Sentence) -> frozenset[int]:
    """Return the known features of ``sentence`` of which the words, and the pairs in a triple, are known too."""
    found: set[int] = set()
    for _, _, feature in features(spelled(sentence)):
        found.add(number_of(feature))
    return frozenset(found - {-1})


def number_of(feature: str) -> int:
    """Return the number of a feature of a sentence, of one with parts by the numbers of these."""
    first, space, last = feature.replace(" _ ", " ").rpartition(" ")
    if not space or ".." in feature:
        return next(iter(ear().numbers([feature])), -1)
    both = joined(number_of(first), number_of(last))
    sort = ear().skips if " _ " in feature else ear().triples if " " in first else ear().pairs
    return sort.get(both, -1)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30), st.sampled_from(("", ".", "?", "!")))
def test_the_ear_hears_every_feature_that_it_knows(words: list[str], end: str) -> None:
    """The quick way through a sentence finds the same features as the plain one that the ear is made with."""
    for sentence in take_apart(" ".join(words) + end, language().typos).sentences:
        assert ear().hear(sentence) == plainly(sentence)


def test_the_ear_hears_every_feature_of_the_drafts() -> None:
    """So it is on the drafts that it is made from."""
    for draft in scoring.drafts("tuning")[::17]:
        for sentence in take_apart(draft.text, language().typos).sentences:
            assert ear().hear(sentence) == plainly(sentence)


def test_the_ear_is_made_from_the_drafts_as_they_are() -> None:
    """Whoever changes a labelled draft makes the ear anew: python tests/language/make_ear.py."""
    head = (BUILT_IN / "ear.bin").read_bytes().partition(b"\n")[0]
    assert json.loads(head)["made_from"] == scoring.digest("tuning")


def test_a_chance_is_a_chance() -> None:
    """It lies between 0 and 1 for every rule, for a sentence that it knows nothing of too."""
    for text in ("We are your trusted partner.", "Xyzzy plugh.", "The pump ran for 41 days."):
        heard = ear().hear(only(text))
        assert all(0 < ear().chance(rule, heard) < 1 for rule in ear().opinions)


def test_the_ear_takes_away_what_sounds_harmless() -> None:
    """In the drafts with nothing to find it takes away most of what the phrases find there."""
    clean = [draft.text for draft in scoring.drafts("tuning") if not draft.expected][::9]
    deaf = replace(language(), ear=None)
    phrases = sum(len(check(text, deaf).findings) for text in clean)
    assert phrases > 4 * sum(len(check(text, language()).findings) for text in clean) > 0


def test_the_ear_leaves_a_companys_own_phrases_alone(tmp_path: Path) -> None:
    """What a company forbids is marked, whatever the ear thinks of it."""
    path = tmp_path / "language.yaml"
    path.write_text("rules:\n  - id: servile\n    phrases: [the pump ran]\n", encoding="utf-8")
    (finding,) = check("The pump ran for 41 days.", load_language(path)).findings
    assert (finding.rule, finding.text) == ("servile", "The pump ran")


def test_the_ear_leaves_a_companys_own_excuses_alone(tmp_path: Path) -> None:
    """What a company lets pass is not marked by the ear either."""
    text = "We are something like a trusted advisor and a true ally of your team."
    path = tmp_path / "language.yaml"
    path.write_text("rules:\n  - id: self-claimed-status\n    unless: [something like]\n", encoding="utf-8")
    assert check(text, load_language()).findings
    excused = path.read_text("utf-8").replace("something like", "like a trusted advisor and a true ally of your team")
    path.write_text(excused, encoding="utf-8")
    assert check(text, load_language(path)).findings == ()


def test_looking_less_changes_no_report() -> None:
    """That a draft in which both sides act is no longer searched for that makes no difference to what is said of it."""
    drafts = [draft.text for draft in scoring.drafts("tuning")[::40]]
    thorough = replace(language())
    thorough.__dict__["claiming"] = None  # where the property keeps its value
    for texts in zip(*[iter(drafts)] * 9, strict=False):
        text = "\n\n".join(texts)
        assert check(text, language()) == check(text, thorough)


def test_what_the_ear_adds_stands_in_the_words_that_speak_for_it() -> None:
    """The loudest words of a sentence are those of the claim, and not its day or its place."""
    sentence = only("On Thursday in Oslo, after the talks, we are your trusted advisor.")
    first, last = ear().loudest("self-claimed-status", sentence)
    assert "advisor" in [word.norm for word in sentence.words[first:last]]
    assert "oslo" not in [word.norm for word in sentence.words[first:last]]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We do not claim to be your trusted advisor.", "self-claimed-status"),
        ("What would make somebody your trusted advisor?", "self-claimed-status"),
        ("We will never call ourselves your partner.", "self-claimed-partner"),
    ],
)
def test_the_ear_adds_nothing_that_is_denied_or_asked(text: str, rule: str) -> None:
    """A refusal and an open question sound like the claim, and are none."""
    assert rule not in {finding.rule for finding in check(text, language()).findings}


def test_a_word_in_quotation_marks_gets_one_mark() -> None:
    """It is whose-word's, and no serious claim of the whole sentence around it."""
    (finding,) = check("That is the kind of \u201cpartner\u201d that every site deserves.", language()).findings
    assert (finding.rule, finding.text) == ("whose-word", "\u201cpartner\u201d")


def test_an_ask_that_is_marked_has_nothing_beside_it() -> None:
    """The two-sidedness line says the same as the marks."""
    for draft in scoring.drafts("tuning")[::5]:
        report = check(draft.text, language())
        rules = {finding.rule for finding in report.findings}
        if "one-sided-ask" in rules:
            assert not report.two_sided.goal
            assert not report.two_sided.our_action
        if "one-sided-give" in rules:
            assert not report.two_sided.your_action
        assert not {"one-sided-ask", "one-sided-give"} <= rules


def test_an_ear_is_read_as_it_was_written(tmp_path: Path) -> None:
    """The file keeps features, rarities and opinions."""
    weights = array("h", [5, -32_000, 0, 7, 8])
    opinion = Opinion(weights, 0.5, -1.25, 0.1, 0.5, 0.9)
    pairs, skips = (array("H", [0]), array("H", [1])), (array("H", [1]), array("H", [0]))
    triples = (array("H", [2]), array("H", [0]))
    features = Features(array("I", [7, 4_000_000_000]), pairs, skips, triples)
    squares = array("f", [1, 2.5, 3, 4, 5])
    write_ear(tmp_path / "ear.bin", "abc", features, squares, {"servile": opinion})
    assert read_ear(tmp_path / "ear.bin") == Ear(
        {7: 0, 4_000_000_000: 1},
        {joined(0, 1): 2},
        {joined(1, 0): 3},
        {joined(2, 0): 4},
        squares,
        {"servile": opinion},
    )


def test_every_phrase_that_matches_is_looked_at() -> None:
    """The index leaves out no phrase that stands somewhere."""
    index = language().index
    for text in texts():
        for sentence in take_apart(text, language().typos).sentences:
            looked_at = set(map(id, index.possible(sentence.places)))
            for watched in index.watched:
                assert id(watched) in looked_at or not watched.pattern.found(sentence.places)


def texts() -> list[str]:
    """Return a few drafts of every kind."""
    return [draft.text for draft in scoring.drafts("tuning")[::251]]
