"""The curriculum as a whole: cases that share no sentence, solutions that come out right, feedback of one's own."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import nbformat
import pytest

from twoway.content.cases import cases_root, list_cases, load_case
from twoway.content.paths import kit_root
from twoway.content.role_paths import cases_in, lessons_for
from twoway.content.worksheets import list_worksheets, load_worksheet
from twoway.content.yamlfile import load
from twoway.core.exercise import check
from twoway.core.play import follow, roads
from twoway.core.tasks import AnyTask, Build, Mark, Rate, Write

CANONICAL_QUESTIONS = ("What did the *buyer* do?", "What would change your rating?")
"""The two debrief questions that every case asks, word for word."""

CASES = list_cases(cases_root())
WORKSHEETS = list_worksheets(kit_root())
LESSONS = sorted(path.stem for path in (kit_root() / "notebooks").glob("*.ipynb"))


def texts(value: object) -> Iterator[str]:
    """Iterate over all texts in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from texts(one)


def sentences(slug: str) -> Iterator[str]:
    """Iterate over the sentences of four words or more in everything that belongs to a case, in lower case."""
    folder = cases_root() / slug
    written = [load(folder / name).node.value for name in ("case.yaml", "facilitator.yaml")]
    for text in [*texts(written), *(folder / "author.md").read_text(encoding="utf-8").split("\n\n")]:
        for sentence in re.split(r"(?<=[.!?])[\"”’')\]]*\s+", " ".join(text.split())):
            plain = re.sub(r"[^\w\s']", "", sentence).lower().strip()
            if len(plain.split()) > 3:
                yield plain


def solved() -> Iterator[tuple[str, str, object, tuple[str, ...]]]:
    """Iterate over worksheet, task, answer and ticks of each ``.solution(…)`` call in the solutions."""
    for path in sorted((kit_root() / "solutions").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for node in ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ():
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "solution":
                    assert isinstance(node.func.value, ast.Call)
                    sheet, task = ast.literal_eval(node.func.value.args[0]).split("/")
                    ticks = {word.arg: ast.literal_eval(word.value) for word in node.keywords}.get("ticks", ())
                    yield sheet, task, ast.literal_eval(node.args[0]), tuple(ticks)


def test_no_two_cases_share_a_sentence() -> None:
    """Each case speaks for itself; only the two debrief questions that all of them ask are the same."""
    allowed = {re.sub(r"[^\w\s']", "", question).lower() for question in CANONICAL_QUESTIONS}
    counted = Counter(sentence for slug in CASES for sentence in set(sentences(slug)))
    assert sorted(sentence for sentence, number in counted.items() if number > 1 and sentence not in allowed) == []


@pytest.mark.parametrize("slug", CASES)
def test_every_road_leads_to_an_ending_and_every_ending_has_a_road(slug: str) -> None:
    """Whatever a person chooses, the story ends; and nothing was written that nobody can reach."""
    case = load_case(slug)
    reached = [follow(case, dict(road)).ending for road in roads(case)]
    assert None not in reached
    assert {ending.id for ending in reached if ending} == {ending.id for ending in case.endings}


def test_every_lesson_has_its_worksheet_and_solution() -> None:
    """Lessons, worksheets and solutions go together."""
    exercises = sorted(path.stem for path in (kit_root() / "exercises").glob("*.ipynb"))
    assert LESSONS == exercises == sorted(WORKSHEETS)
    assert len(LESSONS) >= 10


def test_every_case_is_played_in_a_lesson() -> None:
    """No case waits in a folder to which no lesson leads."""
    assert {slug for found in lessons_for(kit_root()) for slug in cases_in(found.node)} == set(CASES)


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_every_solution_comes_out_right(worksheet: str) -> None:
    """The solutions' answers, given to the checker that checks everybody's, are right; and none is missing."""
    sheet = load_worksheet(worksheet, kit_root())
    given = {
        task: check(sheet.task(task), answer, ticks) for name, task, answer, ticks in solved() if name == worksheet
    }
    assert set(given) == {task.id for task in sheet.tasks}
    assert [task for task, feedback in given.items() if feedback.right is False] == []


def test_each_answer_gets_a_feedback_of_its_own() -> None:
    """No option of any task is answered with words that another one gets too."""
    said = Counter(
        text
        for worksheet in WORKSHEETS
        for task in load_worksheet(worksheet, kit_root()).tasks
        for text in feedbacks(task)
    )
    assert [text for text, number in said.items() if number > 1 or not text] == []


def feedbacks(task: AnyTask) -> Iterator[str]:
    """Iterate over what a task says to each of its options, phrases, steps, parts, lines or levels."""
    if isinstance(task, Rate):
        yield from task.feedback
    else:
        yield from (item.feedback for item in (task.checklist if isinstance(task, Write) else task.options))


def test_nothing_but_the_answer_is_right() -> None:
    """In a text to mark, one phrase too many or too few is not right; nor is an ask with one thin part."""
    for task in (task for name in WORKSHEETS for task in load_worksheet(name, kit_root()).tasks):
        if isinstance(task, Mark):
            for option in task.options:
                marked = set(task.right) ^ {option.id}
                assert not marked or check(task, sorted(marked)).right is False
        elif isinstance(task, Build):
            for slot in task.slots:
                for option in slot.options:
                    parts = [option.id if slot.right == right else right for right in task.right]
                    assert check(task, parts).right is (option.id == slot.right)
