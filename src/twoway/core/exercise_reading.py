"""Read a worksheet's tasks from plain data, strictly; every problem at once."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from twoway.core.case_reading import raw_html, read_retrieval
from twoway.core.dimensions import IDS, MOST, TWO_WAY
from twoway.core.interchange import RELATIONSHIPS
from twoway.core.reading import Node, did_you_mean
from twoway.core.tasks import (
    SLOTS,
    AnyTask,
    Build,
    Choose,
    Item,
    Mark,
    Order,
    Piece,
    Rate,
    Several,
    Slot,
    Task,
    Worksheet,
    Write,
)

LEAST_TASKS, MOST_TASKS = 3, 6
"""How many tasks a worksheet has."""

LEAST_OPTIONS = 3
"""Options of a choice, steps to order, phrases to mark, or lines of a checklist that a task needs."""

LEAST_PARTS = 2
"""Parts to choose from in each slot of an ask: a date has seldom three that are worth telling apart."""

_PHRASE = re.compile(r"\[\[\s*([a-z0-9-]+)\s*\|([^\[\]|]+)\]\]")
"""A phrase that can be marked, as authors write it: ``[[its-id|the phrase]]``."""

_COMMON = ("id", "kind", "title", "question", "reason")
_OWN_KEYS: Mapping[str, tuple[str, ...]] = {
    "choose": ("options", "answer"),
    "several": ("options", "answer"),
    "order": ("options", "answer"),
    "rate": ("dimension", "answer", "levels"),
    "write": ("model", "checklist"),
    "mark": ("text", "phrases", "answer"),
    "build": ("slots",),
}
_OPTIONAL_KEYS: Mapping[str, tuple[str, ...]] = {"build": ("message",), "rate": ("relationship",)}
KINDS = tuple(_OWN_KEYS)


def read_worksheet(node: Node) -> Worksheet:
    """Read a worksheet.

    Args:
        node: the root of ``solutions/<worksheet>.yaml``.

    Raises:
        InvalidDataError: with everything that is wrong, when anything is.

    """
    node.keys(required=["worksheet", "title", "tasks"], optional=["retrieval"])
    tasks, retrieval = node.at("tasks"), node.at("retrieval")
    places = tuple(tasks.items())
    worksheet = Worksheet(
        node.at("worksheet").filled(),
        node.at("title").filled(),
        tuple(map(_read_task, places)),
        retrieval.each(read_retrieval),
    )
    _refuse_repeats((place.at("id") for place in places), "task")
    _refuse_repeats((place.at("id") for place in retrieval.items()), "question")
    for place in retrieval.items():
        _refuse_repeats((option.at("id") for option in place.at("options").items()), "option")
    if not tasks.missing and not LEAST_TASKS <= len(places) <= MOST_TASKS:
        tasks.refuse(f"a worksheet has {LEAST_TASKS} to {MOST_TASKS} tasks; this has {len(places)}")
    node.finish()
    return worksheet


def _read_task(node: Node) -> AnyTask:
    kind = node.at("kind").choice(KINDS, KINDS[0]) if isinstance(node.value, Mapping) else KINDS[0]
    node = node.keys(
        required=[*_COMMON, *_OWN_KEYS[kind]], optional=["situation", "hints", *_OPTIONAL_KEYS.get(kind, ())]
    )
    common = Task(
        id=node.at("id").filled(),
        title=node.at("title").filled(),
        question=node.at("question").filled(),
        reason=_prose(node.at("reason")),
        situation="" if node.at("situation").missing else _prose(node.at("situation")),
        hints=node.at("hints").each(_prose),
    )
    return _READERS[kind](node, common)


def _read_choose(node: Node, common: Task) -> AnyTask:
    options = _read_items(node.at("options"))
    right = node.at("answer").text()
    _known(node.at("answer"), right, options)
    return Choose(**vars(common), options=options, right=right)


def _read_several(node: Node, common: Task) -> AnyTask:
    options = _read_items(node.at("options"))
    right = _read_ids(node.at("answer"), options)
    if right and len(right) == len(options):
        node.at("answer").refuse("every option belongs, so there is nothing to choose; add some that do not")
    return Several(**vars(common), options=options, right=right)


def _read_order(node: Node, common: Task) -> AnyTask:
    options = _read_items(node.at("options"))
    right = _read_ids(node.at("answer"), options)
    shown = tuple(option.id for option in options)
    if set(right) != set(shown):
        node.at("answer").refuse("the right order must name every step once")
    elif right == shown:
        node.at("options").refuse("the steps are shown in the right order already; list them in another one")
    return Order(**vars(common), options=options, right=right)


def _read_rate(node: Node, common: Task) -> AnyTask:
    dimension = node.at("dimension").choice(IDS, IDS[0])
    team = node.at("relationship").choice(RELATIONSHIPS, "deal") == "team"
    if team and dimension not in TWO_WAY:
        node.at("dimension").refuse(f"a team is rated on {', '.join(TWO_WAY)} only; '{dimension}' is for deals")
    levels = node.at("levels")
    feedback = levels.each(_prose)
    if not levels.missing and len(feedback) != MOST + 1:
        levels.refuse(f"'levels' needs {MOST + 1} texts, for level 0 to {MOST}; there are {len(feedback)}")
    right = node.at("answer").integer(0, MOST)
    return Rate(
        **vars(common),
        dimension=dimension,
        right=right or 0,
        feedback=feedback,
        relationship="team" if team else "deal",
    )


def _read_write(node: Node, common: Task) -> AnyTask:
    return Write(**vars(common), model=_prose(node.at("model")), checklist=_read_items(node.at("checklist")))


def _read_mark(node: Node, common: Task) -> AnyTask:
    pieces = tuple(_pieces(_prose(node.at("text"))))
    order = [piece.phrase for piece in pieces if piece.phrase]
    said = dict(node.at("phrases").each(_read_phrase))
    _refuse_repeats((place.at("id") for place in node.at("phrases").items()), "phrase")
    if not node.at("text").missing and not node.at("phrases").missing:
        _check_phrases(node, order, tuple(said))
    options = tuple(Item(piece.phrase, piece.text, said.get(piece.phrase, "")) for piece in pieces if piece.phrase)
    right = _read_ids(node.at("answer"), options)
    if right and len(right) == len(options):
        node.at("answer").refuse("every phrase belongs, so there is nothing to find; add some that do not")
    return Mark(**vars(common), options=options, right=right, pieces=pieces)


def _pieces(text: str) -> Iterator[Piece]:
    """Cut a text into phrases that can be marked and what stands between them."""
    end = 0
    for found in _PHRASE.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        yield Piece(found[2].strip(), found[1])
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def _read_phrase(node: Node) -> tuple[str, str]:
    node = node.keys(required=["id", "feedback"])
    return node.at("id").filled(), _prose(node.at("feedback"))


def _check_phrases(node: Node, order: list[str], known: tuple[str, ...]) -> None:
    text = node.at("text")
    if len(order) < LEAST_OPTIONS:
        text.refuse(
            f"at least {LEAST_OPTIONS} phrases are needed, each written [[its-id|the phrase]]; there are {len(order)}"
        )
    for phrase in order:
        if phrase not in known:
            text.refuse(f"'{phrase}' has no feedback under 'phrases'{did_you_mean(phrase, known)}")
    for phrase in dict.fromkeys(phrase for phrase in order if order.count(phrase) > 1):
        text.refuse(f"the phrase '{phrase}' stands in the text twice; ids must differ")
    for place in node.at("phrases").items():
        phrase = str(place.at("id").value or "")
        if phrase and phrase not in order:
            place.refuse(f"the text has no [[{phrase}|…]]{did_you_mean(phrase, order)}")
    _refuse_same_feedback(node.at("phrases"))


def _read_build(node: Node, common: Task) -> AnyTask:
    slots = node.at("slots")
    places = slots if slots.missing else slots.keys(required=SLOTS)
    read = tuple(_read_slot(slot, places.at(slot)) for slot in SLOTS)
    _refuse_repeats((option.at("id") for slot in SLOTS for option in places.at(slot).at("options").items()), "option")
    message = node.at("message")
    template = " ".join(f"{{{slot}}}" for slot in SLOTS) if message.missing else _prose(message)
    for slot in SLOTS:
        if template.count(f"{{{slot}}}") != 1:
            message.refuse(f"the message must say {{{slot}}} once, where that part goes")
    return Build(**vars(common), slots=read, template=template)


def _read_slot(identity: str, node: Node) -> Slot:
    if node.missing:
        return Slot(identity, (), "")
    node = node.keys(required=["options", "answer"])
    options = _read_items(node.at("options"), LEAST_PARTS)
    right = node.at("answer").text()
    _known(node.at("answer"), right, options)
    return Slot(identity, options, right)


_READERS: Mapping[str, Callable[[Node, Task], AnyTask]] = {
    "choose": _read_choose,
    "several": _read_several,
    "order": _read_order,
    "rate": _read_rate,
    "write": _read_write,
    "mark": _read_mark,
    "build": _read_build,
}


def _read_items(node: Node, least: int = LEAST_OPTIONS) -> tuple[Item, ...]:
    items = node.each(_read_item)
    _refuse_repeats((place.at("id") for place in node.items()), "option")
    if not node.missing and len(items) < least:
        node.refuse(f"at least {least} are needed here; there are {len(items)}")
    _refuse_same_feedback(node)
    return items


def _refuse_same_feedback(node: Node) -> None:
    said: set[str] = set()
    for place in node.items():
        feedback = place.at("feedback").value
        text = feedback.strip() if isinstance(feedback, str) else ""
        if text and text in said:
            place.at("feedback").refuse("this repeats the feedback of another option; each one teaches its own thing")
        said.add(text)


def _read_item(node: Node) -> Item:
    node = node.keys(required=["id", "label", "feedback"], optional=["detail"])
    return Item(
        node.at("id").filled(), node.at("label").filled(), _prose(node.at("feedback")), node.at("detail").text()
    )


def _read_ids(node: Node, options: tuple[Item, ...]) -> tuple[str, ...]:
    ids = []
    for place in node.items():
        identity = place.text()
        _known(place, identity, options)
        ids.append(identity)
    if not node.missing and not ids:
        node.refuse("name at least one right answer")
    return tuple(ids)


def _known(node: Node, identity: str, options: tuple[Item, ...]) -> None:
    known = [option.id for option in options]
    if identity and identity not in known:
        node.refuse(f"there is no option '{identity}' here{did_you_mean(identity, known)}")


def _refuse_repeats(places: Iterable[Node], what: str) -> None:
    seen: set[str] = set()
    for place in places:
        identity = place.value if isinstance(place.value, str) else ""
        if identity and identity in seen:
            place.refuse(f"{what} '{identity}' exists already; ids must differ")
        seen.add(identity)


def _prose(node: Node) -> str:
    text = node.filled()
    tag = raw_html(text)
    if tag:
        node.refuse(f"raw HTML ('{tag}…') is not shown; write Markdown, or put it in `backticks`")
    return text
