"""Read a rubric's wording strictly from plain data, and report everything that is wrong with it at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from twoway.core.dimensions import GATES, IDS, MOST, TWO_WAY, WORD
from twoway.core.messages import CAUSE_BLANKS, GOAL_BLANKS, MESSAGE_BLANKS, WORD_LIMIT, template
from twoway.core.reading import Node, did_you_mean
from twoway.core.rubric import (
    Advice,
    Comfort,
    Decline,
    DimensionWording,
    GateWording,
    LevelWording,
    Rubric,
    VerdictWording,
    in_order,
)

T = TypeVar("T")

FEWEST_EXAMPLES = 2
"""A level is understood from what one could see; one example reads as the only way to get there."""

OURS = "our-actions"
WORD_RESULTS = ("say-nothing", "quote-customer")
FLAGS = ("one-sided", "we-owe-them", "word-outruns-deeds", "show-the-deeds")
VERDICTS = ("decline", "ask", "fix-first", "pursue", "rate-on")
COMFORT = (
    "budget-approved",
    "met-all-influencers",
    "they-like-us",
    "executive-interest",
    "stage",
    "probability",
    "long-demo",
)
CAUSES = ("unknown", "level", "stale", "evidence")

_GATED = frozenset(gate.dimension for gate in GATES)
_WORDS = ("title", "question", "why", "facilitator", "trap", "levels")
_MESSAGES = ("ask", "reconfirm")
_SECTIONS = ("decline", "word", "flags", "verdicts", "comfort", "causes", "gates")


def read_rubric(node: Node, base: Rubric | None = None) -> Rubric:
    """Return the rubric in ``node``; what it leaves out beside the dimensions comes from ``base``.

    Partner and deal dimensions may be left out, the five two-way ones never. Without a ``base`` every section is
    needed. Raises :class:`twoway.core.reading.InvalidDataError` with every problem.
    """
    node.keys(required=("dimensions",) if base else ("dimensions", *_SECTIONS), optional=_SECTIONS if base else ())
    rubric = Rubric(
        dimensions=_dimensions(node.at("dimensions")),
        decline=_decline(node.at("decline"), base),
        word=_table(node.at("word"), WORD_RESULTS, _advice, base.word if base else {}),
        flags=_table(node.at("flags"), FLAGS, _advice, base.flags if base else {}),
        verdicts=_table(node.at("verdicts"), VERDICTS, _verdict, base.verdicts if base else {}),
        comfort=_table(node.at("comfort"), COMFORT, _comfort, base.comfort if base else {}),
        causes=_table(node.at("causes"), CAUSES, _cause, base.causes if base else {}),
        gates=_table(node.at("gates"), tuple(gate.id for gate in GATES), _gate, base.gates if base else {}),
    )
    node.finish()
    return rubric


def _dimensions(node: Node) -> tuple[DimensionWording, ...]:
    found: dict[str, DimensionWording] = {}
    given: set[str] = set()
    for name, item in node.members():
        given.add(name)
        if name in IDS:
            found[name] = _dimension(item, name)
        else:
            item.refuse(f"there is no dimension '{name}'{did_you_mean(name, IDS)}")
    if not node.missing:
        for name in TWO_WAY:
            if name not in given:
                node.refuse(
                    f"'{name}' is missing: the five two-way dimensions decide every verdict, so none can be left out"
                )
    return in_order(found)


def _dimension(node: Node, name: str) -> DimensionWording:
    team = name in TWO_WAY
    required, optional = _fields(name)
    node.keys(required=(*required, "team") if team else required, optional=optional)
    wording = _wording(node, name)
    if not team or node.at("team").missing:
        return wording
    part = node.at("team").keys(required=required, optional=optional)
    return replace(wording, team=_wording(part, name))


def _fields(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the required and optional fields of a dimension: who asks for what (RUBRIC, the ask table)."""
    if name == WORD:
        return (*_WORDS, "if_missing"), ()
    asks = () if name == OURS else _MESSAGES
    condition = ("condition",) if name in _GATED else ()
    return (*_WORDS, *asks, "homework", *condition), tuple(f"{field}_with_goal" for field in asks)


def _wording(node: Node, name: str) -> DimensionWording:
    def message(field: str, blanks: tuple[str, ...] = MESSAGE_BLANKS, needs: tuple[str, ...] = MESSAGE_BLANKS) -> str:
        return template(node.at(field), blanks, words=WORD_LIMIT, needs=needs)

    def text(field: str) -> str:
        return template(node.at(field), ())

    return DimensionWording(
        id=name,
        title=text("title"),
        question=text("question"),
        why=text("why"),
        facilitator=text("facilitator"),
        trap=text("trap"),
        levels=_levels(node.at("levels")),
        ask=message("ask"),
        ask_with_goal=message("ask_with_goal", GOAL_BLANKS, GOAL_BLANKS),
        reconfirm=message("reconfirm"),
        reconfirm_with_goal=message("reconfirm_with_goal", GOAL_BLANKS, GOAL_BLANKS),
        homework=text("homework"),
        condition=text("condition"),
        if_missing=text("if_missing"),
    )


def _levels(node: Node) -> tuple[LevelWording, ...]:
    seen: dict[str, int] = {}
    levels = []
    for number, item in enumerate(node.items()):
        item.keys(required=("label", "text", "examples"))
        examples = item.at("examples").each(Node.filled)
        if not item.at("examples").missing and len(examples) < FEWEST_EXAMPLES:
            item.at("examples").refuse(
                f"level {number} needs at least {FEWEST_EXAMPLES} examples, found {len(examples)}"
            )
        for position, example in enumerate(examples):
            if example and example in seen:
                Node(example, (*item.path, "examples", position), node.problems).refuse(
                    f"this example stands at level {seen[example]} already: find another"
                )
            seen.setdefault(example, number)
        levels.append(LevelWording(item.at("label").filled(), item.at("text").filled(), examples))
    if isinstance(node.value, list | tuple) and len(levels) != MOST + 1:
        node.refuse(f"a dimension has exactly {MOST + 1} levels, 0 to {MOST}; found {len(levels)}")
    return tuple(levels)


def _decline(node: Node, base: Rubric | None) -> Decline:
    if node.missing and base:
        return base.decline
    if node.missing:
        return Decline("", "")
    node.keys(required=("new", "existing"))
    return Decline(
        *(template(node.at(field), MESSAGE_BLANKS, words=WORD_LIMIT, needs=("hello",)) for field in ("new", "existing"))
    )


def _table(node: Node, ids: Iterable[str], read: Callable[[Node], T], base: Mapping[str, T]) -> Mapping[str, T]:
    """Read a group with a fixed set of names; all of them, or none where ``base`` has them."""
    if node.missing:
        return base
    ids = tuple(ids)
    node.keys(required=() if base else ids, optional=ids if base else ())
    return {**base, **{name: read(item) for name, item in node.members() if name in ids and not item.missing}}


def _advice(node: Node) -> Advice:
    node.keys(required=("title", "advice"))
    return Advice(node.at("title").filled(), node.at("advice").filled())


def _verdict(node: Node) -> VerdictWording:
    node.keys(required=("title", "line", "feeling"))
    return VerdictWording(node.at("title").filled(), node.at("line").filled(), node.at("feeling").filled())


def _comfort(node: Node) -> Comfort:
    node.keys(required=("title", "why"))
    return Comfort(node.at("title").filled(), node.at("why").filled())


def _gate(node: Node) -> GateWording:
    node.keys(required=("title",), optional=("team",))
    return GateWording(node.at("title").filled(), node.at("team").filled())


def _cause(node: Node) -> str:
    return template(node, CAUSE_BLANKS)
