"""The kit's cases, and what an author is told about a broken one."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from twoway.cli import main
from twoway.cli.check import check as check_command
from twoway.content.cases import (
    cases_root,
    check,
    list_cases,
    load_author_note,
    load_case,
    load_facilitator,
)
from twoway.content.yamlfile import ContentError, parse, read
from twoway.core.case import Reference
from twoway.core.case_reading import raw_html, read_case
from twoway.core.judge import judge
from twoway.core.play import follow, roads

REPOSITORY = Path(__file__).parents[2]
GOLDEN = {
    entry["deal"]["id"]: entry["expect"]
    for entry in json.loads((REPOSITORY / "tests/unit/golden.json").read_text(encoding="utf-8"))["deals"]
}
CASES = list_cases(cases_root())
REFERENCES = [(slug, reference) for slug in CASES for reference in load_case(slug).reference]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a copy of the kit's cases that a test may break."""
    return Path(shutil.copytree(cases_root(), tmp_path / "casestudies"))


def break_case(library: Path, before: str, after: str, name: str = "declined-vp-call/case.yaml") -> int:
    """Replace the one place where ``before`` stands in a file by ``after``, and return its line."""
    path = library / name
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def test_kit_has_its_two_seed_cases() -> None:
    """Both cases that come from the articles are there."""
    assert {"declined-vp-call", "earned-word"} <= set(CASES)


def test_kits_cases_are_well() -> None:
    """Nothing is wrong with the kit's own cases."""
    assert check() == []


@pytest.mark.parametrize(
    ("slug", "reference"),
    [pair for pair in REFERENCES if pair[1].deal.id in GOLDEN],
    ids=[reference.deal.id for _, reference in REFERENCES if reference.deal.id in GOLDEN],
)
def test_reference_ratings_give_the_golden_verdict(slug: str, reference: Reference) -> None:
    """Where the rules' golden examples have the same deal, the authors' ratings give the same result."""
    expected = GOLDEN[reference.deal.id]
    result = judge(reference.deal, reference.as_of)
    step = result.step
    assert {
        "verdict": result.verdict,
        "qualified": result.qualified,
        "flags": list(result.flags),
        "word": result.word,
        "next_step": {"kind": step.kind, "dimension": step.dimension} if step else None,
        "reasons": [
            {"gate": reason.gate.id, "dimension": reason.gate.dimension, "cause": reason.cause}
            for reason in result.reasons
        ],
        "effective": {dimension: stands.effective for dimension, stands in result.standings.items()},
    } == {key: value for key, value in expected.items() if key != "waiting_until"}
    assert slug in CASES


@pytest.mark.parametrize(
    ("slug", "reference"), REFERENCES, ids=[f"{slug}-{reference.id}" for slug, reference in REFERENCES]
)
def test_reference_ratings_are_dated_within_the_story(slug: str, reference: Reference) -> None:
    """No rating looks further ahead than the case's own day."""
    assert reference.as_of <= load_case(slug).as_of


def test_list_of_cases_counts_what_there_is_to_play() -> None:
    """The command lists twelve cases, each with more than one decision, branch and ending."""
    listed = json.loads(CliRunner().invoke(main, ["cases", "--json"]).output)["cases"]
    assert set(CASES) == {case["slug"] for case in listed}
    assert len(listed) == 12
    assert all(case["decisions"] > 1 and case["branches"] > 0 and case["endings"] > 2 for case in listed)
    assert "declined-vp-call" in CliRunner().invoke(main, ["cases"]).output


@pytest.mark.parametrize("slug", CASES)
def test_reference_evidence_says_where_it_stands(slug: str) -> None:
    """Every piece of reference evidence beyond belief names its document."""
    pieces = [
        piece
        for reference in load_case(slug).reference
        for rating in reference.deal.ratings.values()
        for piece in rating.evidence
        if piece.kind != "belief"
    ]
    assert pieces
    assert [piece for piece in pieces if not (piece.valid and piece.quote and piece.where)] == []


@pytest.mark.parametrize("slug", CASES)
def test_every_road_has_decisions_and_an_ending(slug: str) -> None:
    """Whoever plays a case decides at least twice, on every road, and all endings come up."""
    case = load_case(slug)
    walks = [follow(case, dict(road)) for road in roads(case)]
    assert min(len(walk.road) for walk in walks) >= 2
    assert {walk.ending for walk in walks} == set(case.endings)
    assert len(case.endings) >= 3


@pytest.mark.parametrize("slug", CASES)
def test_first_decision_has_several_defensible_options(slug: str) -> None:
    """The first answer is a choice among three or four, and the debrief asks what the buyer did."""
    case = load_case(slug)
    assert 3 <= len(next(iter(case.decisions())).options) <= 4
    questions = [item.question for item in case.debrief]
    assert "What did the *buyer* do?" in questions
    assert "What would change your rating?" in questions


@pytest.mark.parametrize("slug", CASES)
def test_facilitators_page_and_authors_note_load(slug: str) -> None:
    """Each case comes with a page for the facilitator and a note by its author."""
    assert load_facilitator(slug).what_if["cynic"]
    assert load_author_note(slug).startswith("# Author's note")


def test_declined_call_shows_why_the_call_was_wanted() -> None:
    """Whoever takes the call reads the report that it was for."""
    case = load_case("declined-vp-call")
    walk = follow(case, {"first-answer": "take-call"})
    bodies = " ".join(document.body for document in walk.scenes[-1].documents)
    assert "we are all set" in bodies
    assert "Followed up with them, as you asked." in bodies


def test_definition_is_quoted_with_its_source() -> None:
    """The definition of a partner stands in the customer's letter, and the case credits where it comes from."""
    case = load_case("earned-word")
    letter = case.scene("letter")
    assert letter is not None
    assert "a partner acts like an Owner and thinks like a Customer" in letter.documents[0].body
    assert "Steve Thompson of Value Lifecycle" in case.credit


def test_participants_load_needs_one_file(tmp_path: Path) -> None:
    """A participant's case opens where the facilitator's page is not there."""
    folder = tmp_path / "earned-word"
    folder.mkdir()
    shutil.copy(cases_root() / "earned-word/case.yaml", folder)
    assert load_case(folder) == load_case("earned-word") == load_case(folder / "case.yaml")


def test_unknown_slug_names_the_nearest() -> None:
    """A misspelled slug is answered with the case that was probably meant."""
    with pytest.raises(ContentError, match="no case 'earned-wrod' in casestudies; did you mean 'earned-word'"):
        load_case("earned-wrod")


def test_broken_target_is_reported_with_file_line_and_remedy(library: Path) -> None:
    """An option that leads nowhere is reported in the form that the author's guide promises."""
    line = break_case(library, "goes_to: free-hands", "goes_to: free-hand")
    assert check(library)[0] == (
        f"casestudies/declined-vp-call/case.yaml:{line}: option 'close' leads to 'free-hand', which does not exist; "
        "did you mean 'free-hands'?"
    )
    with pytest.raises(ContentError, match="did you mean 'free-hands'"):
        load_case("declined-vp-call", library)


def test_all_problems_come_at_once_each_with_its_line(library: Path) -> None:
    """An unknown key, a wrong kind, HTML, a missing number and a bad date are reported together."""
    name = "earned-word/case.yaml"
    lines = [
        break_case(library, "title: The earned word\n", "titel: The earned word\n", name),
        break_case(library, "as_of: 2026-11-22\nsummary", "as_of: 2026-11-31\nsummary", name),
        break_case(library, "Three colleagues have forwarded", "Three <b>colleagues</b> have forwarded", name),
        break_case(library, "kind: letter", "kind: leter", name),
        break_case(library, "who-awards", "Who Awards", name),
    ]
    problems = check(library)
    assert [problem for problem in problems if not problem.startswith("casestudies/earned-word/case.yaml:")] == []
    found = {int(problem.split(":")[1]) for problem in problems}
    assert set(lines) <= found
    text = "\n".join(problems)
    assert "unknown key 'titel'; did you mean 'title'?" in text
    assert "there is no such day as '2026-11-31'" in text
    assert "raw HTML ('<b…') is not shown in a case" in text
    assert "did you mean 'letter'?" in text
    assert "'Who Awards' cannot be an id" in text


def test_rated_dimension_needs_its_line(library: Path) -> None:
    """A reference rating without the line that supports it is refused."""
    name = "earned-word/case.yaml"
    break_case(
        library,
        "      change: She mentions Galicia and says that its meaning is open. No impact, no owner so far.\n",
        "",
        name,
    )
    (problem,) = check(library)
    assert problem.endswith("'change' is rated, but no line here says what supports it")


def test_missing_files_are_named(library: Path) -> None:
    """A case without its facilitator's page or its author's note is not complete."""
    (library / "earned-word/facilitator.yaml").unlink()
    (library / "earned-word/author.md").write_text("\n", encoding="utf-8")
    (library / "declined-vp-call/case.yaml").unlink()
    assert [problem.split(": ")[0] for problem in check(library)] == [
        "casestudies/declined-vp-call/case.yaml",
        "casestudies/earned-word/facilitator.yaml",
        "casestudies/earned-word/author.md:1",
    ]


def test_folder_names_the_case(library: Path) -> None:
    """The slug inside must be the folder's name."""
    (library / "earned-word").rename(library / "earned-words")
    assert check(library) == [
        "casestudies/earned-words/case.yaml:1: slug 'earned-word' must be the folder's name, 'earned-words'"
    ]


@pytest.mark.parametrize("damage", ["scenes: [", "scenes:\n\t- id: a", "just a text", "", "- a\n- b", "{}"])
def test_damaged_file_never_raises(library: Path, damage: str) -> None:
    """Whatever the file holds, the author gets sentences."""
    (library / "earned-word/case.yaml").write_text(damage, encoding="utf-8")
    problems = check(library)
    assert problems
    assert all(problem.startswith("casestudies/earned-word/case.yaml") for problem in problems)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A <b>bold</b> claim", "<b"),
        ("<script>alert(1)</script>", "<script"),
        ("<!-- hidden -->", "<!--"),
        ("</div>", "</div"),
        ("31 < 40 and 6 > 5", ""),
        ("write `<b>` in code", ""),
        ("see <https://example.org>", ""),
        ("**bold** and > quote", ""),
    ],
)
def test_raw_html_is_found(text: str, found: str) -> None:
    """Tags are found wherever a renderer would take them for HTML, and comparisons are left alone."""
    assert raw_html(text).rstrip(">") == found.rstrip(">")


def test_command_says_that_all_is_well() -> None:
    """Without mistakes the command counts the cases and ends with 0."""
    result = CliRunner().invoke(check_command, [str(cases_root())])
    assert (result.exit_code, result.output) == (0, f"{len(CASES)} cases, all well.\n")


def test_command_lists_problems_and_ends_with_2(library: Path) -> None:
    """Each problem is a line, in JSON a string, and the exit code is 2."""
    break_case(library, "start: monday", "start: sunday")
    result = CliRunner().invoke(check_command, [str(library)])
    assert result.exit_code == 2
    assert "casestudies/declined-vp-call/case.yaml:" in result.output
    plain = CliRunner().invoke(check_command, [str(library), "--json"])
    assert plain.exit_code == 2
    assert json.loads(plain.output) == {"checked": list(CASES), "problems": check(library)}


def test_command_checks_one_folder(library: Path) -> None:
    """One case can be checked by its folder or its file."""
    for place in (library / "earned-word", library / "earned-word/case.yaml"):
        result = CliRunner().invoke(check_command, [str(place)])
        assert (result.exit_code, result.output) == (0, "1 case, all well.\n")


def test_command_refuses_a_folder_without_cases(tmp_path: Path) -> None:
    """A wrong folder is one sentence and exit code 2."""
    for place in (tmp_path, tmp_path / "nowhere"):
        result = CliRunner().invoke(check_command, [str(place)])
        assert result.exit_code == 2
        assert "cases" in result.output


def test_authors_guide_shows_what_the_reader_takes() -> None:
    """The examples in the author's guide are read without a problem."""
    guide = (REPOSITORY / "docs/write-a-case.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^    .*\n|^\n)+", guide, flags=re.MULTILINE)
    shown = [block for block in blocks if re.match(r"\s*(scenes|endings|reference):\n", block)]
    assert len(shown) == 3
    own = (cases_root() / "declined-vp-call/case.yaml").read_text(encoding="utf-8")
    head, rest = own[: own.index("\nscenes:")], own[own.index("\ndebrief:") :]
    text = (
        head
        + "\n"
        + "".join(re.sub("^    ", "", block.strip("\n"), flags=re.MULTILINE) + "\n" for block in shown)
        + rest
    )
    assert read(parse(text, "guide"), read_case).scenes[0].id == "monday"
