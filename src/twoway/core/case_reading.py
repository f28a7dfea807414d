"""Read a case and its facilitator's page from plain data, strictly; every problem at once."""

import datetime
import re
from types import MappingProxyType
from typing import cast

from twoway.core.case import (
    DOCUMENT_KINDS,
    ENDING_KINDS,
    ROLES,
    WHAT_IF,
    Answer,
    Case,
    DebriefQuestion,
    Decision,
    Document,
    DocumentKind,
    Ending,
    EndingKind,
    Facilitator,
    Minutes,
    Option,
    Person,
    ReasonedAnswer,
    Reference,
    RetrievalQuestion,
    Scene,
    TalkStep,
)
from twoway.core.dimensions import IDS
from twoway.core.interchange import read_deal
from twoway.core.reading import Node, did_you_mean

MOST_MINUTES = 240
RAW_HTML = re.compile(r"<(?!https?://)[A-Za-z/!?][^\s>]*")
"""The beginning of a tag, a comment or a declaration; an address in angle brackets is Markdown and passes."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"`[^`\n]*`")


def raw_html(text: str) -> str:
    """Return the first piece of raw HTML in a Markdown ``text``, or a blank; code spans are left alone."""
    found = RAW_HTML.search(_CODE.sub("", text))
    return found.group() if found else ""


def read_case(node: Node) -> Case:
    """Read a participant's part of a case.

    Args:
        node: the root of ``case.yaml``.

    Raises:
        InvalidDataError: with everything that is wrong, when anything is. Whether the story holds together is
            checked apart, by :func:`twoway.core.case_check.checks`.

    """
    node.keys(
        required=[
            *("slug", "title", "roles", "credit", "as_of", "summary", "minutes", "people", "start"),
            *("scenes", "endings", "reference", "debrief", "retrieval"),
        ]
    )
    case = Case(
        slug=_identity(node.at("slug")),
        title=node.at("title").filled(),
        roles=node.at("roles").each(lambda item: item.choice(ROLES, ROLES[0])),
        credit=_prose(node.at("credit")),
        as_of=_day(node.at("as_of")),
        summary=_prose(node.at("summary")),
        minutes=_read_minutes(node.at("minutes")),
        people=node.at("people").each(_read_person),
        start=_identity(node.at("start")),
        scenes=node.at("scenes").each(_read_scene),
        endings=node.at("endings").each(_read_ending),
        reference=node.at("reference").each(_read_reference),
        debrief=node.at("debrief").each(_read_debrief),
        retrieval=node.at("retrieval").each(read_retrieval),
    )
    node.finish()
    return case


def read_facilitator(node: Node) -> Facilitator:
    """Read a facilitator's page from the root of ``facilitator.yaml``; raises as :func:`read_case` does."""
    node.keys(required=["objectives", "key_points", "talk_track", "debrief", "what_if"])
    what_if = node.at("what_if")
    if not what_if.missing:
        what_if = what_if.keys(required=WHAT_IF)
    facilitator = Facilitator(
        objectives=node.at("objectives").each(_prose),
        key_points=node.at("key_points").each(_prose),
        talk_track=node.at("talk_track").each(_read_talk),
        debrief=node.at("debrief").each(_read_debrief),
        what_if=MappingProxyType({key: _prose(what_if.at(key)) for key in WHAT_IF}),
    )
    node.finish()
    return facilitator


def _identity(node: Node) -> str:
    text = node.filled()
    if text and not _ID.fullmatch(text):
        node.refuse(f"'{text}' cannot be an id; use small letters, digits and single hyphens, such as 'first-answer'")
    return text


def _prose(node: Node) -> str:
    text = node.filled()
    tag = raw_html(text)
    if tag:
        node.refuse(f"raw HTML ('{tag}…') is not shown in a case; write Markdown, or put it in `backticks`")
    return text


def _day(node: Node) -> datetime.date:
    day = node.date()
    if day is None and node.value == "":
        node.refuse("expected a date such as 2026-11-22, found a blank text")
    return day or datetime.date.min


def _minutes(node: Node) -> int:
    return node.integer(1, MOST_MINUTES) or 1


def _read_minutes(node: Node) -> Minutes:
    if node.missing:
        return Minutes(1, 1, 1)
    node = node.keys(required=["least", "planned", "most"])
    before = len(node.problems)
    minutes = Minutes(_minutes(node.at("least")), _minutes(node.at("planned")), _minutes(node.at("most")))
    if len(node.problems) == before and not minutes.least <= minutes.planned <= minutes.most:
        node.refuse("minutes must rise: least, planned, most")
    return minutes


def _read_person(node: Node) -> Person:
    node = node.keys(required=["name", "role"], optional=["about"])
    about = node.at("about")
    return Person(node.at("name").filled(), node.at("role").filled(), "" if about.missing else _prose(about))


def _read_scene(node: Node) -> Scene:
    node = node.keys(required=["id", "title", "when", "text"], optional=["documents", "decision", "next"])
    decision, following = node.at("decision"), node.at("next")
    if decision.missing == following.missing:
        node.refuse("a scene needs either a 'decision' or a 'next', and not both")
    return Scene(
        id=_identity(node.at("id")),
        title=node.at("title").filled(),
        when=node.at("when").filled(),
        text=_prose(node.at("text")),
        documents=node.at("documents").each(_read_document),
        decision=None if decision.missing else _read_decision(decision),
        next="" if following.missing else _identity(following),
    )


def _read_document(node: Node) -> Document:
    node = node.keys(required=["kind", "body"], optional=["from", "to", "cc", "date", "time", "subject"])
    return Document(
        kind=cast("DocumentKind", node.at("kind").choice(DOCUMENT_KINDS, DOCUMENT_KINDS[0])),
        body=_prose(node.at("body")),
        sender=node.at("from").text(),
        to=node.at("to").text(),
        cc=node.at("cc").text(),
        date=node.at("date").date(),
        time=node.at("time").text(),
        subject=node.at("subject").text(),
    )


def _read_decision(node: Node) -> Decision:
    node = node.keys(required=["id", "question", "options", "reference"], optional=["hint"])
    options = node.at("options").each(_read_option)
    reference = node.at("reference")
    if not reference.missing:
        reference = reference.keys(required=["option", "why"])
    chosen = reference.at("option")
    answer = ReasonedAnswer(chosen.text(), _prose(reference.at("why")))
    known = [option.id for option in options]
    if answer.option and answer.option not in known:
        chosen.refuse(f"there is no option '{answer.option}' here{did_you_mean(answer.option, known)}")
    hint = node.at("hint")
    return Decision(
        _identity(node.at("id")), _prose(node.at("question")), options, answer, "" if hint.missing else _prose(hint)
    )


def _read_option(node: Node) -> Option:
    node = node.keys(required=["id", "label", "detail", "goes_to", "consequence", "coach"])
    return Option(
        id=_identity(node.at("id")),
        label=node.at("label").filled(),
        detail=_prose(node.at("detail")),
        goes_to=node.at("goes_to").filled(),
        consequence=_prose(node.at("consequence")),
        coach=_prose(node.at("coach")),
    )


def _read_ending(node: Node) -> Ending:
    node = node.keys(required=["id", "title", "text", "kind"])
    kind = cast("EndingKind", node.at("kind").choice(ENDING_KINDS, ENDING_KINDS[0]))
    return Ending(_identity(node.at("id")), node.at("title").filled(), _prose(node.at("text")), kind)


def _read_reference(node: Node) -> Reference:
    node = node.keys(required=["id", "title", "as_of", "deal", "why"])
    deal = read_deal(node.at("deal"))
    why: dict[str, str] = {}
    for dimension, line in node.at("why").members():
        if dimension not in IDS:
            line.refuse(f"the rubric has no dimension '{dimension}'{did_you_mean(dimension, IDS)}")
        why[dimension] = _prose(line)
    for dimension, rating in deal.ratings.items():
        if rating.level is not None and dimension not in why:
            node.at("why").refuse(f"'{dimension}' is rated, but no line here says what supports it")
    return Reference(
        _identity(node.at("id")), node.at("title").filled(), _day(node.at("as_of")), deal, MappingProxyType(why)
    )


def _read_debrief(node: Node) -> DebriefQuestion:
    node = node.keys(required=["question", "thought"])
    return DebriefQuestion(_prose(node.at("question")), _prose(node.at("thought")))


def read_retrieval(node: Node) -> RetrievalQuestion:
    """Read a question that is asked again days later, of a case or of a worksheet; problems are noted in ``node``."""
    node = node.keys(required=["id", "question", "options", "answer", "why"])
    options = tuple(_read_answer(item) for item in node.at("options").items())
    answer = node.at("answer").text()
    known = [option.id for option in options]
    if answer and answer not in known:
        node.at("answer").refuse(f"there is no option '{answer}' here{did_you_mean(answer, known)}")
    return RetrievalQuestion(
        _identity(node.at("id")), _prose(node.at("question")), options, answer, _prose(node.at("why"))
    )


def _read_answer(node: Node) -> Answer:
    node = node.keys(required=["id", "text"])
    return Answer(_identity(node.at("id")), _prose(node.at("text")))


def _read_talk(node: Node) -> TalkStep:
    node = node.keys(required=["moment", "minutes", "say"])
    return TalkStep(node.at("moment").filled(), _minutes(node.at("minutes")), _prose(node.at("say")))
