"""``twoway check``: find the mistakes in the kit's content, or in a company's own, all of them at once."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from twoway.content import cases
from twoway.content.language import BUILT_IN as LANGUAGE
from twoway.content.language import load_language
from twoway.content.lessons import check_lessons
from twoway.content.paths import KitNotFoundError, kit_root
from twoway.content.readable import PageReading, readings
from twoway.content.rubric import load_rubric
from twoway.content.worksheets import check_worksheets
from twoway.content.yamlfile import ContentError, load
from twoway.core.language.examples import wrong_examples

OTHER_PARTS = ("rubric", "language rules", "worksheets", "lessons")
"""What the kit has beside its cases."""


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--readability", is_flag=True, help="Print each page's reading grade too; it never fails.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def check(path: Path | None, *, as_json: bool, readability: bool) -> None:
    """Check cases, wording, the language check's rules, worksheets and lessons; exit 2 when anything is wrong.

    PATH is a folder of cases, one case's folder, a rubric file, or a file of phrases for the language check. Without
    it, the kit's own content is checked.
    """
    checked, problems = check_content(path)
    pages = _readings() if readability else ()
    if as_json:
        shown: dict[str, Any] = {"checked": checked, "problems": problems}
        if readability:
            shown["readability"] = [asdict(page) for page in pages]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        for page in pages:
            click.echo(f"grade {page.grade:4.1f}  {page.words:6,} words  {page.page}")
        for problem in problems:
            click.echo(problem)
        click.echo(_summary(checked, problems), err=bool(problems))
    if problems:
        sys.exit(2)


def check_content(path: Path | None = None) -> tuple[list[str], list[str]]:
    """Return what was checked (slugs of cases, and the other parts), and every problem as ``file:line: message``."""
    if path is not None and path.is_file() and path.name != cases.CASE:
        if _is_language(path):
            return ["language rules"], _language_problems(path)
        return ["rubric"], _rubric_problems(path)
    try:
        root = path or cases.cases_root()
    except KitNotFoundError as error:
        return [], [str(error)]
    if path is not None and (path.name == cases.CASE or (path / cases.CASE).exists()):
        folder = path.parent if path.name == cases.CASE else path
        return [folder.resolve().name], cases.check(path)
    checked = list(cases.list_cases(root))
    if path is not None:
        return checked, cases.check(root)
    kit = kit_root()
    wording = [*_rubric_problems(None), *_language_problems(None)]
    problems = [*cases.check(root), *wording, *check_worksheets(kit), *check_lessons(kit)]
    return [*checked, *OTHER_PARTS], problems


def _readings() -> tuple[PageReading, ...]:
    """Return the reading grades of the kit's pages; none where the kit is missing, which is said as a problem."""
    try:
        return readings(kit_root())
    except KitNotFoundError:
        return ()


def _rubric_problems(path: Path | None) -> list[str]:
    try:
        load_rubric(path)
    except ContentError as error:
        return error.problems
    return []


def _is_language(path: Path) -> bool:
    """Tell a file of phrases from a rubric, by what it has at its top."""
    try:
        value = load(path).node.value
    except ContentError:
        return False
    return isinstance(value, dict) and bool({"rules", "lists", "cues", "typing-slips"} & set(value))


def _language_problems(path: Path | None) -> list[str]:
    try:
        language = load_language(path)
    except ContentError as error:
        return error.problems
    return [f"{path or LANGUAGE}: {problem}" for problem in wrong_examples(language)]


def _summary(checked: list[str], problems: list[str]) -> str:
    if problems:
        return f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} to mend."
    number = len([name for name in checked if name not in OTHER_PARTS])
    others = [f"the {name}" for name in checked if name in OTHER_PARTS]
    parts = [f"{number} {'case' if number == 1 else 'cases'}"] if number or not others else []
    return f"{', '.join([*parts, *others])}, all well."
