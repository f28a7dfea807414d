"""Read a worksheet's tasks from plain data, strictly; every problem at once."""

from collections.abc import Callable, Iterable, Mapping

from twoway.core.case_reading import raw_html
from twoway.core.dimensions import IDS, MOST
from twoway.core.exercise import AnyTask, Choose, Item, Order, Rate, Several, Task, Worksheet, Write
from twoway.core.reading import Node, did_you_mean

LEAST_TASKS, MOST_TASKS = 3, 6
"""How many tasks a worksheet has."""

LEAST_OPTIONS = 3
"""Options of a choice, steps to order, or lines of a checklist that a task needs."""

_COMMON = ("id", "kind", "title", "question", "reason")
_OWN_KEYS: Mapping[str, tuple[str, ...]] = {
    "choose": ("options", "answer"),
    "several": ("options", "answer"),
    "order": ("options", "answer"),
    "rate": ("dimension", "answer", "levels"),
    "write": ("model", "checklist"),
}
KINDS = tuple(_OWN_KEYS)


def read_worksheet(node: Node) -> Worksheet:
    """Read a worksheet.

    Args:
        node: the root of ``solutions/<worksheet>.yaml``.

    Raises:
        InvalidDataError: with everything that is wrong, when anything is.

    """
    node.keys(required=["worksheet", "title", "tasks"])
    tasks = node.at("tasks")
    places = tuple(tasks.items())
    worksheet = Worksheet(node.at("worksheet").filled(), node.at("title").filled(), tuple(map(_read_task, places)))
    _refuse_repeats((place.at("id") for place in places), "task")
    if not tasks.missing and not LEAST_TASKS <= len(places) <= MOST_TASKS:
        tasks.refuse(f"a worksheet has {LEAST_TASKS} to {MOST_TASKS} tasks; this has {len(places)}")
    node.finish()
    return worksheet


def _read_task(node: Node) -> AnyTask:
    kind = node.at("kind").choice(KINDS, KINDS[0]) if isinstance(node.value, Mapping) else KINDS[0]
    node = node.keys(required=[*_COMMON, *_OWN_KEYS[kind]], optional=["situation", "hints"])
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
    levels = node.at("levels")
    feedback = levels.each(_prose)
    if not levels.missing and len(feedback) != MOST + 1:
        levels.refuse(f"'levels' needs {MOST + 1} texts, for level 0 to {MOST}; there are {len(feedback)}")
    right = node.at("answer").integer(0, MOST)
    return Rate(**vars(common), dimension=dimension, right=right or 0, feedback=feedback)


def _read_write(node: Node, common: Task) -> AnyTask:
    return Write(**vars(common), model=_prose(node.at("model")), checklist=_read_items(node.at("checklist")))


_READERS: Mapping[str, Callable[[Node, Task], AnyTask]] = {
    "choose": _read_choose,
    "several": _read_several,
    "order": _read_order,
    "rate": _read_rate,
    "write": _read_write,
}


def _read_items(node: Node) -> tuple[Item, ...]:
    items = node.each(_read_item)
    _refuse_repeats((place.at("id") for place in node.items()), "option")
    if not node.missing and len(items) < LEAST_OPTIONS:
        node.refuse(f"at least {LEAST_OPTIONS} are needed here; there are {len(items)}")
    said: set[str] = set()
    for place, item in zip(node.items(), items, strict=False):
        if item.feedback and item.feedback in said:
            place.at("feedback").refuse("this repeats the feedback of another option; each one teaches its own thing")
        said.add(item.feedback)
    return items


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
