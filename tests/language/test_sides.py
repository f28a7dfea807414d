"""The two-sidedness line: goal, our action and day, their action and day, and an easy no (LANGUAGE)."""

from dataclasses import asdict

import pytest

from twoway.content.language import load_language
from twoway.content.rubric import load_rubric
from twoway.core.language.check import check
from twoway.core.language.report import PARTS, TwoSided

FACTS = {
    "hello": "Hello Dana,",
    "our_day": "Wednesday 25 November",
    "their_day": "Friday 20 November",
    "goal": "late deliveries down from nine to three in a hundred",
}
GOALS = (
    "late deliveries down from nine to three in a hundred",
    "close the books in four days",
    "no child waits longer than nine days for a cast",
)

TWO_SIDED = {
    "mail": (
        "Hi Bo,\n\nYou want churn under 4% by the end of the third quarter. By Tuesday we will compare "
        "the cancel reasons of the last two years."
        " Could you export them from the CRM by Friday? If it has moved down your list, one word is "
        "enough.\n\nAyla"
    ),
    "asks first": (
        "Hi Leila,\n\nwould you send the task list of the March close by Thursday? I will mark where the "
        "three days go, and you have it back on Monday"
        " 7 April. Your goal was to close the books in four days. If that is not for you now, no harm "
        "done.\n\nTobias"
    ),
    "formal": (
        "Dear Ms. Laurent,\n\nToward your target of 2% scrap by December, we shall install the two "
        "cameras on 3 May at our expense. Please name the"
        " line and a contact for each shift by 25 April. Should it no longer be a priority, tell me, and "
        "I'll put it away.\n\nYours sincerely,\nBram"
    ),
    "chat": (
        "u want the queue under 3 min by xmas, right? i'll rewrite the IVR by weds."
        " can u free up Dana by tmrw? if not just say so, no hard feelings"
    ),
    "recap": (
        "Recap of Tuesday. Goal, in your words: first parcels from Brno on 1 March. We deliver the "
        "conveyor drawings by 12 January. You send the fire"
        " certificate by 10 January. Either of us can stop; just say so."
    ),
    "conditional": (
        "You told us that late deliveries must fall to 3%. If you send the carrier list by 4 May, we "
        "will return the plan by 11 May. A no is fine, too."
    ),
    "list": (
        "To get the backlog under 200 by Easter:\n\n- we bring two adjusters on 4 March\n- you name the "
        "claims by 1 March\n\nIf it isn't the right"
        " time, a plain no helps us both."
    ),
    "passive": (
        "Your goal: fewer than ten returns a week. The samples will be tested in our lab by 12 June; the "
        "data sheets are to be supplied by you by 5 June."
        " If you would rather not, say no."
    ),
    "colleague": (
        "What matters most to you is the opening in Recife before carnival. My colleague Ines will load "
        "the tablets by 9 January. Would your team return"
        " the contract by 5 December? If priorities have changed, let me know, and we stop here."
    ),
    "question": (
        "Is a lead time of five days still the priority for this year? By Monday I'll send you the three "
        "longest orders. Could you tell me by Wednesday"
        " which one hurts most? If something else comes first, that is fine with me, just tell me."
    ),
    "negotiation": (
        "For your goal of 98% on time, start matters more than price. We could begin on 2 May. In return "
        "we would need your decision by 15 April."
        " Yes or no, both help us."
    ),
    "german English": (
        "For that your line in Dakar is running before the rain like you have said, we make the plan "
        "until Monday. Please you send the drawing of the"
        " roof until the 10 May. When it is not more a topic, you can say no."
    ),
}


def line(draft: str) -> TwoSided:
    """Return the two-sidedness line of ``draft``."""
    return check(draft, load_language()).two_sided


def default_asks() -> list[tuple[str, str]]:
    """Return every message of the rubric with its name."""
    found = []
    for dimension in load_rubric().dimensions:
        for whose, wording in (("deal", dimension), ("team", dimension.team)):
            if wording is None:
                continue
            for name in ("ask", "ask_with_goal", "reconfirm", "reconfirm_with_goal"):
                template = getattr(wording, name)
                found += [(f"{wording.id}-{whose}-{name}", template)] if template else []
    return found


def filled(template: str, goal: str) -> str:
    """Return ``template`` with the facts and ``goal`` in its blanks."""
    for blank, fact in {**FACTS, "goal": goal}.items():
        template = template.replace("{" + blank + "}", fact)
    return template


@pytest.mark.parametrize("draft", TWO_SIDED.values(), ids=TWO_SIDED)
def test_a_two_sided_draft_shows_all_six_parts_and_no_finding(draft: str) -> None:
    """Nothing is missing, and nothing marked."""
    report = check(draft, load_language())
    assert report.two_sided.missing == ()
    assert [finding.text for finding in report.findings] == []
    assert report.message == ""


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize(("name", "template"), default_asks(), ids=[name for name, _ in default_asks()])
def test_every_default_ask_of_the_rubric_is_two_sided_and_has_no_finding(name: str, template: str, goal: str) -> None:
    """What the kit proposes to send passes its own check."""
    report = check(filled(template, goal), load_language())
    assert report.two_sided.missing == ()
    assert [(name, finding.rule, finding.text) for finding in report.findings] == []


@pytest.mark.parametrize(
    ("draft", "parts"),
    [
        ("Please send us the org chart by Friday.", {"your_action", "your_date"}),
        ("We will build you a demo by Friday.", {"our_action", "our_date"}),
        ("Which two results must improve for you this year?", {"goal", "your_action"}),
        ("We are responsible for getting your picking errors below 0.5% by 30 June.", {"goal"}),
        ("If this is no priority now, a no is fine.", {"easy_no"}),
        ("Thank you for the lunch.", set()),
        ("Our hotline is open from seven to seven.", set()),
        (
            "We return the plan by Monday if you send the list by Friday.",
            {"our_action", "our_date", "your_action", "your_date"},
        ),
    ],
)
def test_the_line_names_what_is_there_and_no_more(draft: str, parts: set[str]) -> None:
    """Each part is seen where it stands, and nowhere else."""
    assert {name for name in PARTS if asdict(line(draft))[name]} == parts


@pytest.mark.parametrize(
    "no",
    [
        "If it is not for you, no harm done.",
        "One word is enough.",
        "If it's no longer a priority, tell me, and I'll put it away.",
        "If not, just say so.",
        "A plain no is fine.",
        "Feel free to say no.",
        "If the timing is off, we stop here, no hard feelings.",
        "Either of us can walk away.",
        "Should it have lost its place, a no helps us both.",
        "If you'd rather not, that is fine with me.",
        "No is a good answer.",
        "Say no, and I will close the file.",
        "A clear no is as welcome as a yes.",
        "If something else comes first, let me know and I'll drop it.",
    ],
)
def test_an_easy_no_can_be_said_in_many_ways(no: str) -> None:
    """Whatever its words, it leaves them free."""
    assert line(no).easy_no


@pytest.mark.parametrize(
    "other",
    [
        "We have no office in Oslo.",
        "There is no hurry.",
        "No news is good news.",
        "Say hello to Rosa.",
        "If you have questions, call me.",
        "You have no excuse to miss this.",
        "Do not say no to 20% off!",
    ],
)
def test_other_words_are_no_easy_no(other: str) -> None:
    """A no that is none."""
    assert not line(other).easy_no
