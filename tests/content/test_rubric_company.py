"""A company brings its own words: what it may leave out, and how a mistake in its file is told."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from twoway.content.rubric import BUILT_IN, load_rubric
from twoway.content.yamlfile import ContentError, load
from twoway.core.dimensions import DEAL, PARTNER, TWO_WAY

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "own-rubric.md"


@pytest.fixture
def own() -> dict[str, Any]:
    """Return the kit's wording as plain data, to be changed."""
    value = load(BUILT_IN).node.value
    assert isinstance(value, dict)
    return copy.deepcopy(value)


def saved(data: object, folder: Path) -> Path:
    """Write ``data`` as a company's file and return its path."""
    path = folder / "own.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def problems(data: object, folder: Path) -> list[str]:
    """Return what is wrong with a company's file, without the folder in front."""
    with pytest.raises(ContentError) as refused:
        load_rubric(saved(data, folder))
    return [problem.removeprefix(str(folder) + "/") for problem in refused.value.problems]


def test_partner_and_deal_dimensions_may_be_left_out(own: dict[str, Any], tmp_path: Path) -> None:
    """A rubric of the five two-way dimensions is a rubric, and what stands beside them is the kit's."""
    five = {"dimensions": {name: own["dimensions"][name] for name in reversed(TWO_WAY)}}
    rubric = load_rubric(saved(five, tmp_path))
    assert rubric.ids == TWO_WAY
    assert rubric.verdicts == load_rubric().verdicts


@pytest.mark.parametrize("left_out", [*PARTNER, *DEAL])
def test_any_one_of_them_may_be_left_out(left_out: str, own: dict[str, Any], tmp_path: Path) -> None:
    """Each partner and deal dimension can go by itself."""
    del own["dimensions"][left_out]
    assert left_out not in load_rubric(saved(own, tmp_path)).ids


@pytest.mark.parametrize("left_out", TWO_WAY)
def test_the_two_way_dimensions_never(left_out: str, own: dict[str, Any], tmp_path: Path) -> None:
    """A rubric without one of the five two-way dimensions is refused, with the reason."""
    del own["dimensions"][left_out]
    (problem,) = problems(own, tmp_path)
    assert problem.startswith(f"own.yaml:1: '{left_out}' is missing: the five two-way dimensions decide every verdict")


def test_own_words_are_used(own: dict[str, Any], tmp_path: Path) -> None:
    """What the company writes is what is shown; what it leaves alone stays the kit's."""
    own["dimensions"]["change"]["title"] = "Winds"
    own = {"dimensions": own["dimensions"], "verdicts": {"pursue": {"title": "Go", "line": "Go.", "feeling": "Joy."}}}
    rubric = load_rubric(saved(own, tmp_path))
    assert rubric.dimension("change").title == "Winds"
    assert rubric.verdicts["pursue"].title == "Go"
    assert rubric.verdicts["ask"] == load_rubric().verdicts["ask"]


def test_every_problem_comes_at_once_with_its_line(own: dict[str, Any], tmp_path: Path) -> None:
    """A file with ten mistakes is refused once, with ten lines in the file's order."""
    goal, theirs, word = (own["dimensions"][name] for name in ("shared-goal", "their-actions", "earned-word"))
    goal["levels"].pop()
    goal["ask"] += " word" * 40
    goal["reconfirm"] = goal["reconfirm"].replace("{our_day}", "{ourday}")
    theirs["levels"][2]["examples"].pop()
    theirs["levels"][3]["examples"][0] = theirs["levels"][4]["examples"][0]
    theirs["homework"] = ""
    del theirs["team"]
    word["ask"] = "{hello} Call us a partner by {their_day}; we do it by {our_day}."
    own["dimensions"]["budget"] = {}
    own["comfort"]["lunch"] = {"title": "Lunch", "why": "Nice."}
    found = problems(own, tmp_path)
    lines = [int(problem.split(":")[1]) for problem in found]
    text = (tmp_path / "own.yaml").read_text(encoding="utf-8").splitlines()
    expected = [
        ("exactly 5 levels, 0 to 4; found 4", "levels:"),
        ("words once filled in, and may have 70", "ask:"),
        ("unknown blank '{ourday}'; did you mean 'our_day'?", "reconfirm:"),
        ("the blank '{our_day}' is missing", "reconfirm:"),
        ("'team' is missing", "their-actions:"),
        ("level 2 needs at least 2 examples, found 1", "examples:"),
        ("this example stands at level 3 already", "- "),
        ("expected a text, found a blank one", "homework:"),
        ("unknown key 'ask'", "ask:"),
        ("there is no dimension 'budget'", "budget:"),
        ("unknown key 'lunch'", "lunch:"),
    ]
    assert lines == sorted(lines)
    assert len(found) == len(expected)
    for problem, line, (message, at) in zip(found, lines, expected, strict=True):
        assert message in problem
        assert text[line - 1].strip().startswith(at)


@pytest.mark.parametrize("data", [None, [], "text", {"dimensions": []}, {"dimensions": {"shared-goal": 3}}, {}])
def test_something_else_altogether_is_refused(data: object, tmp_path: Path) -> None:
    """A file that is no rubric at all is refused in sentences, not with a crash."""
    assert all(problem.startswith("own.yaml:") for problem in problems(data, tmp_path))


def test_the_guides_example_is_right(own: dict[str, Any], tmp_path: Path) -> None:
    """The dimension shown in the guide for companies is accepted as it stands there."""
    shown = GUIDE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "guide.yaml"
    path.write_text(shown, encoding="utf-8")
    value = load(path).node.value
    assert isinstance(value, dict)
    own["dimensions"].update(value["dimensions"])
    rubric = load_rubric(saved({**own, **value, "dimensions": own["dimensions"]}, tmp_path))
    assert rubric.dimension("change").title == value["dimensions"]["change"]["title"]
