"""What holds for the language check on every text: exact places, order, fixes that touch nothing else, no failure."""

import gc
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import scoring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twoway.content.language import load_language
from twoway.core.language.check import check
from twoway.core.language.fold import fold
from twoway.core.language.report import Allowed, Finding, Report, apply_fix
from twoway.core.language.rules import DRAFT_RULES, RULES, Language

PHRASES = (
    "We are your trusted partner", "as your partner", "we want to partner with you", "our partnership",
    "more than a vendor",
    "your trusted advisor", "an extension of your team", "we will do whatever it takes", "at your service",
    "sorry to bother you again", "when you sign", "I'm sure you'll agree", "just checking in", "Any updates?",
    "circling back on this", "Could you send me the order form?", "We will build a demo for you.", 'a "partner"',
    "Customers call us a “partner”", "channel partner", "As Amara wrote, 'you are a real partner'",
    "What would make us a partner?", "Shall we partner on this?", "Partner Portal", "partner@example.com",
    "On Mon, 3 Nov 2025, Dana Reyes wrote:", "> you are our partner", "Best regards", "-- ", "Subject: Offer",
    "by 3 March", "your goal of 12 percent", "YOUR PARTNER IN COATINGS", "we are your trusetd partnre", "w/ you",
)  # fmt: skip
SENTENCES = (
    "We are your trusted partner in Porto.",
    "As your partner, we look after the pumps.",
    "We want to partner with you!",
    "Our partnership matters to us.",
    "We are more than a vendor.",
    "I am your trusted advisor on tariffs.",
    "Think of us as an extension of your team.",
    "We will do whatever it takes.",
    "We are at your service 🙌🏽.",
    "Sorry to bother you again.",
    "When you sign, we start.",
    "I'm sure you’ll agree.",
    "Just checking in.",
    "Any updates?",
    "Circling back on this.",
    "Could you send me the order form?",
    "We will build a demo for you.",
    "Customers call us a “partner”.",
    "Our channel partner in Oslo installs it.",
    "Amara wrote: “You are a real partner.”",
    "What would make us a partner?",
    "Shall we partner on this?",
    "The Partner Portal is down.",
    "José was on site, Zoë too.",
    "Your goal is 12 percent fewer stops by 3 March.",
    "WE ARE YOUR PARTNER IN COATINGS.",
    "We are your trusetd partnre.",
    "We are not just another supplier, we are your partner for life.",
    "If it is no priority, a no is fine.",
)
WORDS = ("we", "you", "your", "our", "are", "partner", "not", "the", "Łódź", "Zoë", "a", "will", "is", "n't", "please")
MARKS = (
    " ", " ", " ", "  ", "\n", "\r\n", "\r\n\r\n", "\n\n", "\r", "\t", ". ", ", ", "? ", "! ", ": ", "; ", "… ", " – ",
    "—",
    "“", "”", "‘", "’", "'", '"', "«", "»", "`", "```", "(", ")", "[", "]", "- ", "• ", "> ", "&", "&amp;",
    "&nbsp;", "<br>",
    "<p>", "</p>", "<b>", "</b>", "<!--", "-->", "<style>", "</style>", "<", "&quot;", "<div class='x'>", "==",
    "{{", "}}",
    "🙌", "🙌🏽", "👩\u200d💻", "\u0301", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u00a0", "\u2028", "İ", "ẞ", "ﬁ",
    "ß", "1", "12.5%", "@",
    "http://", "www.a.com", "\u202e", "\0", "\x1c", "\x85",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PHRASES), st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=40).map(
    "".join
)
spaced = st.lists(st.one_of(st.sampled_from(PHRASES), st.sampled_from(WORDS)), min_size=1, max_size=12)
drafts = st.one_of(
    texts, spaced.map(" ".join), st.text(max_size=60), st.tuples(texts, st.text(max_size=20), texts).map("".join)
)

natural = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", " ", "\n", "\n\n"])).map("".join),
    min_size=1,
    max_size=6,
).map("".join)

usual = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def language() -> Language:
    """Return the built-in rules, read once."""
    return load_language()


def checked(draft: str) -> Report:
    """Check a draft with the built-in rules."""
    return check(draft, language())


def exact(draft: str, marked: Sequence[Finding | Allowed]) -> None:
    """Assert that every mark quotes the draft at its place, and that they are in its order."""
    for one in marked:
        assert 0 <= one.start < one.end <= len(draft)
        assert one.text == draft[one.start : one.end]
    assert [one.start for one in marked] == sorted(one.start for one in marked)


def in_the_fix(one: Finding, fixed: Finding) -> bool:
    """Whether ``one``, found after a fix, is of the same rule and shares a character with the new words."""
    end = fixed.fix_start + len(fixed.suggestion)
    return one.rule == fixed.rule and one.start < end and fixed.fix_start < one.end


@usual
@given(drafts)
def test_places_are_exact(draft: str) -> None:
    """Each finding and each word left alone quotes the draft at its place, in the order of the text."""
    report = checked(draft)
    exact(draft, report.findings)
    exact(draft, report.allowed)


@usual
@given(drafts)
def test_findings_of_a_rule_do_not_overlap(draft: str) -> None:
    """No two findings of one rule share a character, nor do two words left alone."""
    report = checked(draft)
    for rule in language().rules:
        found = [finding for finding in report.findings if finding.rule == rule]
        assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(first.end <= second.start for first, second in pairwise(report.allowed))


@usual
@given(drafts)
def test_findings_are_whole(draft: str) -> None:
    """Each finding is of a rule there is, with its severity, a reason, and a confidence above 0 and at most 1."""
    for finding in checked(draft).findings:
        assert finding.severity == language().rules[finding.rule].severity
        assert finding.reason
        assert 0 < finding.confidence <= 1


def test_fixes_are_of_whole_words() -> None:
    """On the drafts that the rules are tuned on, no fix begins or ends within a word."""
    cut = [
        f"{draft.source}: {finding.rule}: {draft.text[max(0, finding.fix_start - 9) : finding.fix_end + 9]!r}"
        for draft in scoring.drafts("tuning")
        for finding in checked(draft.text).findings
        if (
            re.search(r"[\w'’]\Z", draft.text[: finding.fix_start])
            and re.match(r"\w|['’]\w", draft.text[finding.fix_start :])
        )
        or (re.search(r"\w\Z", draft.text[: finding.fix_end]) and re.match(r"\w|['’]\w", draft.text[finding.fix_end :]))
    ]
    assert cut == []


@usual
@given(st.one_of(drafts, st.text()))
def test_fold_keeps_the_length(draft: str) -> None:
    """The draft as the rules see it has as many characters as the draft."""
    assert len(fold(draft)) == len(draft)


@usual
@given(drafts)
def test_a_fix_touches_nothing_else(draft: str) -> None:
    """Fixing one mark leaves every character before and after it as it was."""
    for finding in checked(draft).findings:
        fixed = apply_fix(draft, finding)
        assert 0 <= finding.fix_start <= finding.start < finding.end <= finding.fix_end <= len(draft)
        assert fixed == draft[: finding.fix_start] + finding.suggestion + draft[finding.fix_end :]


@usual
@given(natural)
def test_a_fix_is_not_flagged_again(draft: str) -> None:
    """What takes the place of a marked phrase is not marked by the same rule."""
    for finding in checked(draft).findings:
        again = checked(apply_fix(draft, finding)).findings
        assert [one for one in again if in_the_fix(one, finding)] == []


@usual
@given(drafts)
def test_checking_is_deterministic(draft: str) -> None:
    """The same draft has the same report, also with rules that were read anew."""
    assert checked(draft) == checked(draft)


def test_rules_read_anew_say_the_same() -> None:
    """Reading the rules again changes no report."""
    for phrase in PHRASES:
        assert check(phrase, load_language()) == checked(phrase)


@usual
@given(st.text(max_size=400))
def test_any_text(draft: str) -> None:
    """No text makes the check fail, and each place in its report is exact."""
    report = checked(draft)
    exact(draft, report.findings)
    exact(draft, report.allowed)
    assert set(report.as_data()) == {"findings", "allowed", "two_sided"}


@pytest.mark.parametrize("gap", ["", " ", "\n", "\r\n", "\u0301", "👩\u200d💻", "<b>", '"', "”", ">", "On 1 wrote:\n"])
@pytest.mark.parametrize("word", ["partner", "we are your partner", "“", "<!--", "&", "@a.", "http://", "== ", "> "])
def test_repeated(word: str, gap: str) -> None:
    """Nothing repeated hundreds of times makes the check fail, or moves a place."""
    draft = (word + gap) * 300
    report = checked(draft)
    exact(draft, report.findings)
    exact(draft, report.allowed)


@usual
@given(natural, st.sampled_from(["🙌🏽 ", "e\u0301 ", "“𝔸” ", "<br>", "\r\n"]))
def test_what_stands_before_moves_the_places(draft: str, before: str) -> None:
    """Characters before a sentence move the findings after it by exactly their number.

    A letter more may change what is thought of the draft as a whole.
    """

    def found(text: str, moved: int) -> list[tuple[str, int, str]]:
        looked_at = set(RULES) - set(DRAFT_RULES if re.search(r"\w", before.replace("<br>", "")) else ())
        return [
            (one.rule, one.start - moved, one.text)
            for one in checked(f"{text}Hello all!\n\n{draft}").findings
            if one.rule in looked_at
        ]

    assert found(before, len(before)) == found("", 0)


@usual
@given(natural, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_make_no_difference(draft: str, end: str) -> None:
    """The same words are found whichever way a program ends its lines."""
    plain = [(one.rule, one.text) for one in checked(draft).findings]
    others = [(one.rule, one.text.replace(end, "\n")) for one in checked(draft.replace("\n", end)).findings]
    assert others == plain


def test_a_check_leaves_nothing_for_the_garbage_collector() -> None:
    """It is kept still during a check, which is right only as long as no part of a draft points back to itself."""
    texts = [draft.text for draft in scoring.drafts("tuning")[::200]]
    reports = [checked(texts[0])]
    gc.collect()
    gc.disable()
    try:
        reports += map(checked, texts)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_every_process_says_the_same() -> None:
    """The order in which Python keeps a set differs between processes; the reports do not."""
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); from scoring import drafts\n"
        "from twoway.content.language import load_language; from twoway.core.language.check import check\n"
        "language = load_language(); reports = [check(draft.text, language) for draft in drafts('tuning')[::8]]\n"
        "print(hashlib.sha256(repr(reports).encode()).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    outputs = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_fixes_of_the_tuning_drafts() -> None:
    """On the drafts that the rules are tuned on, no fix is marked again by the rule that asked for it."""
    again: list[str] = []
    for draft in scoring.drafts("tuning"):
        for finding in checked(draft.text).findings:
            again += [
                f"{draft.source}: {one.rule}: {one.text!r} in {finding.suggestion!r}"
                for one in checked(apply_fix(draft.text, finding)).findings
                if in_the_fix(one, finding)
            ]
    assert again == []
