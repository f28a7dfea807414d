"""The rules of the language check as data: their examples, their rewordings, and what a company may add."""

from pathlib import Path

import pytest

from twoway.cli.check import check_content
from twoway.content.language import load_language
from twoway.content.yamlfile import ContentError
from twoway.core.language.check import check
from twoway.core.language.examples import wrong_examples
from twoway.core.language.patterns import Pattern, PhraseError, refuse_unreadable
from twoway.core.language.report import Report
from twoway.core.language.rewording import filled
from twoway.core.language.sentences import Sentence
from twoway.core.language.words import Word

FACTS = {
    "goal": "late deliveries down from nine to three in a hundred",
    "our_action": "send the carrier plan",
    "our_day": "Wednesday, November 25",
    "their_action": "send the list of late orders",
    "their_day": "Tuesday, November 24",
}


def said_of(draft: str) -> Report:
    """Return the report of the built-in rules."""
    return check(draft, load_language())


def test_every_example_comes_out_as_its_rule_says() -> None:
    """Each rule flags what it must, and leaves alone what it must not."""
    assert list(wrong_examples(load_language())) == []


@pytest.mark.parametrize("facts", [{}, FACTS], ids=["blanks", "filled"])
def test_every_rewording_passes_the_check_itself(facts: dict[str, str]) -> None:
    """With the deal's facts, and with its blanks still open, no rewording is marked in turn."""
    language = load_language()
    sentences = {"one-sided-give": "We will mark the slow docks."}
    for rule in language.rules.values():
        for template in (rule.suggestion, *rule.instead.values(), *(phrase.instead for phrase in rule.phrases)):
            words = filled(template, language, facts, sentences.get(rule.id, "Could you name the two depots?"))
            assert said_of(words).findings == (), f"{rule.id}: {words}"


def test_the_message_for_an_empty_draft_is_two_sided() -> None:
    """What is missing, put together, has all six parts and no mark."""
    whole = check("Hello Dana,", load_language(), FACTS).message
    report = said_of(whole)
    assert report.findings == ()
    assert report.two_sided.missing == ()


def test_the_deals_facts_fill_the_rewording() -> None:
    """Goal, actions and days of the deal stand where the blanks were."""
    (finding,) = check("We want to be your partner.", load_language(), FACTS).findings
    assert "late deliveries down from nine to three in a hundred" in finding.suggestion
    assert "[" not in finding.suggestion


def test_a_company_adds_its_own_phrases(tmp_path: Path) -> None:
    """Phrases of a company's file are flagged like the kit's own."""
    own = tmp_path / "language.yaml"
    own.write_text(
        "lists:\n  our-products: [northfold]\nrules:\n  - id: presumptuous\n    phrases:\n"
        "      - the magic of {our-products}\n    must:\n      - You will feel the magic of Northfold.\n",
        encoding="utf-8",
    )
    found = check("You will feel the magic of Northfold.", load_language(own)).findings
    assert [finding.rule for finding in found] == ["presumptuous"]
    assert check_content(own) == (["language rules"], [])


def test_a_company_file_is_refused_with_every_problem(tmp_path: Path) -> None:
    """Each mistake is named with its line, all at once."""
    own = tmp_path / "language.yaml"
    own.write_text(
        "rules:\n  - id: presumtuous\n    phrases: [no]\n  - id: servile\n    phrases:\n      - at {nowhere}\n"
        "      - '~9 days'\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError) as caught:
        load_language(own)
    text = "\n".join(caught.value.problems)
    assert "presumptuous" in text
    assert "language.yaml:6: there is no list '{nowhere}'" in text
    assert "language.yaml:7" in text


def test_an_example_that_fails_is_named(tmp_path: Path) -> None:
    """``twoway check`` runs the examples of a company's own rules."""
    own = tmp_path / "language.yaml"
    own.write_text("rules:\n  - id: servile\n    must:\n      - We deliver on Friday.\n", encoding="utf-8")
    _, problems = check_content(own)
    assert len(problems) == 1
    assert "does not flag its own example 'We deliver on Friday.'" in problems[0]


@pytest.mark.parametrize(
    ("phrase", "draft", "found"),
    [
        ("whatever it takes", "we do whatever it takes", ["whatever it takes"]),
        ("sign|close now", "please close now", ["close now"]),
        ("(sign up|close) now", "please sign up now", ["sign up now"]),
        ("very? good", "this is good", ["good"]),
        ("very? good", "very good , very good", ["very good", "very good"]),
        ("(as soon as)? possible", "as soon as possible", ["as soon as possible"]),
        ("drop ~2 everything", "we drop right here everything", ["drop right here everything"]),
        ("drop ~2 everything", "we drop right here and everything", []),
        ("drop ~2 everything", "drop , everything", []),
        ("drop ~2 everything", "drop everything everything", ["drop everything"]),
        ("we ~3!{seam} partner", "we your partner", []),
        ("!{seam} partner", "true partner", ["true partner"]),
        ("be {grown}? big", "be very well grown big", ["be very well grown big"]),
        ("^ ping $", "ping", ["ping"]),
        ("^ ping $", "a ping", []),
        ("ping (now|$)", "a ping", ["ping"]),
        ("*ing soon", "calling soon", ["calling soon"]),
        ("we are [ your partner ]", "we are your partner", ["your partner"]),
        ("partner {Name}", "our partner Kanto Freight came", ["partner kanto freight"]),
        ("{Name} came", "so Kanto and Sons and came", []),
        ("{Name} came", "so Kanto and Sons came", ["kanto and sons came"]),
        ("^partner portal", "the Partner Portal , the partner portal", ["partner portal"]),
    ],
)
def test_the_small_language_of_phrases(phrase: str, draft: str, found: list[str]) -> None:
    """Each element means what the documentation says."""
    raw = draft.split()
    words = tuple(Word(one.lower(), at, at, one) for at, one in enumerate(raw))
    lists = {"seam": ("your", "the"), "grown": ("grown", "very well grown")}
    refuse_unreadable(phrase, lists)
    pattern = Pattern(phrase, lists)
    places = Sentence((*words,), 0).places
    assert [" ".join(one.norm for one in words[first:last]) for first, last in pattern.found(places)] == found


@pytest.mark.parametrize(
    "phrase",
    [
        "we [ partner",
        "we ) partner",
        "~2",
        "at {nowhere}",
        "~0 days",
        "really?",
        "so ({we}|you)",
        "a (~2|b)",
        "a (b?|c)",
        "*ing|b",
        "(a||b)",
    ],
)
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    """With a sentence that quotes it."""
    with pytest.raises(PhraseError):
        refuse_unreadable(phrase, {})
