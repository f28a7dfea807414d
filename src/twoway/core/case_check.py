"""Check that a case's story holds together: every road leads somewhere, every option teaches, nothing is endless."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from twoway.core.case import Case, Decision, Facilitator, Scene
from twoway.core.reading import Path, Problem, did_you_mean

LEAST_DECISIONS = 2
"""Decisions with at least this many options that a case needs:"""
LEAST_OPTIONS = 3
MOST_WORDS = 170
"""Words in a scene, its documents included: two screens of a phone."""
LEAST_RETRIEVAL = 3


def checks(case: Case) -> tuple[Problem, ...]:
    """Return everything that is wrong with ``case`` as a story, with paths as in ``case.yaml``."""
    return tuple(
        chain(
            _unique(case),
            _targets(case),
            _reachable(case),
            _loops(case),
            _decisions(case),
            _different(case),
            _lengths(case),
            _references(case),
            _retrieval(case),
        )
    )


def facilitator_checks(page: Facilitator, case: Case) -> tuple[Problem, ...]:
    """Return what is wrong with a facilitator's ``page`` for ``case``, with paths as in ``facilitator.yaml``."""
    problems: list[Problem] = []
    total = sum(step.minutes for step in page.talk_track)
    if total != case.minutes.planned:
        problems.append(
            Problem(("talk_track",), f"the steps take {total} minutes, but the case plans {case.minutes.planned}")
        )
    empty = [
        name
        for name, items in (
            ("objectives", page.objectives),
            ("key_points", page.key_points),
            ("debrief", page.debrief),
        )
        if not items
    ]
    problems.extend(Problem((name,), f"'{name}' is empty; write at least one") for name in empty)
    return tuple(problems)


def _unique(case: Case) -> Iterator[Problem]:
    places = [(("scenes", i, "id"), scene.id) for i, scene in enumerate(case.scenes)]
    places += [(("endings", i, "id"), ending.id) for i, ending in enumerate(case.endings)]
    yield from _repeats("scene or ending", places)
    decisions = [((*path, "id"), decision.id) for path, decision in _located(case)]
    yield from _repeats("decision", decisions)
    for path, decision in _located(case):
        ids = [((*path, "options", i, "id"), option.id) for i, option in enumerate(decision.options)]
        yield from _repeats("option", ids)
    yield from _repeats("reference", [(("reference", i, "id"), ref.id) for i, ref in enumerate(case.reference)])
    yield from _repeats("question", [(("retrieval", i, "id"), item.id) for i, item in enumerate(case.retrieval)])


def _repeats(kind: str, places: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, identity in places:
        if identity in seen:
            yield Problem(path, f"{kind} '{identity}' exists already; ids must differ")
        seen.add(identity)


def _targets(case: Case) -> Iterator[Problem]:
    known = _places(case)
    if case.scene(case.start) is None:
        near = did_you_mean(case.start, [scene.id for scene in case.scenes])
        yield Problem(("start",), f"the case starts at scene '{case.start}', which does not exist{near}")
    for position, scene in enumerate(case.scenes):
        path: Path = ("scenes", position)
        if scene.next and scene.next not in known:
            near = did_you_mean(scene.next, known)
            yield Problem((*path, "next"), f"scene '{scene.id}' goes on to '{scene.next}', which does not exist{near}")
        for place, option in enumerate(scene.decision.options if scene.decision else ()):
            if option.goes_to not in known:
                near = did_you_mean(option.goes_to, known)
                yield Problem(
                    (*path, "decision", "options", place, "goes_to"),
                    f"option '{option.id}' leads to '{option.goes_to}', which does not exist{near}",
                )


def _reachable(case: Case) -> Iterator[Problem]:
    seen: set[str] = set()
    waiting = [case.start]
    while waiting:
        place = waiting.pop()
        scene = case.scene(place)
        if place not in seen and scene is not None:
            waiting.extend(scene.exits)
        seen.add(place)
    for position, scene in enumerate(case.scenes):
        if scene.id not in seen:
            yield Problem(("scenes", position, "id"), f"no road leads to scene '{scene.id}'")
    for position, ending in enumerate(case.endings):
        if ending.id not in seen:
            yield Problem(("endings", position, "id"), f"no road leads to ending '{ending.id}'")
    if not case.endings:
        yield Problem(("endings",), "the case has no ending; write at least two")


def _loops(case: Case) -> Iterator[Problem]:
    exits: Mapping[str, tuple[str, ...]] = {scene.id: scene.exits for scene in case.scenes}
    left = dict(exits)
    # Taking away whatever leads only outside, again and again, leaves the scenes that can come round to a loop.
    while free := [place for place, onward in left.items() if not any(target in left for target in onward)]:
        for place in free:
            del left[place]
    for position, scene in enumerate(case.scenes):
        if scene.id in left and scene.id in _ahead(scene, exits):
            yield Problem(("scenes", position, "id"), f"scene '{scene.id}' can come round to itself; a road must end")


def _ahead(scene: Scene, exits: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(exits[scene.id])
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            waiting.extend(exits.get(place, ()))
    return seen


def _decisions(case: Case) -> Iterator[Problem]:
    broad = sum(len(decision.options) >= LEAST_OPTIONS for decision in case.decisions())
    if broad < LEAST_DECISIONS:
        yield Problem(
            ("scenes",),
            f"a case needs at least {LEAST_DECISIONS} decisions with {LEAST_OPTIONS} or more options; this has {broad}",
        )
    for path, decision in _located(case):
        if len(decision.options) < 2:  # noqa: PLR2004 - a choice is between two
            yield Problem((*path, "options"), f"decision '{decision.id}' needs at least two options")
    if all(len(scene.exits) < 2 for scene in case.scenes):  # noqa: PLR2004 - a branch has two ways on
        yield Problem(("scenes",), "the story never branches; let two options of one decision lead to different scenes")


def _different(case: Case) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for path, decision in _located(case):
        for position, option in enumerate(decision.options):
            for key, text in (("consequence", option.consequence), ("coach", option.coach)):
                same = " ".join(text.split()).lower()
                if same and same in seen:
                    yield Problem(
                        (*path, "options", position, key),
                        f"option '{option.id}' repeats the text of {seen[same]}; every option teaches its own thing",
                    )
                seen.setdefault(same, f"option '{option.id}'")


def _lengths(case: Case) -> Iterator[Problem]:
    for position, scene in enumerate(case.scenes):
        words = sum(len(text.split()) for text in (scene.text, *(document.body for document in scene.documents)))
        if words > MOST_WORDS:
            yield Problem(
                ("scenes", position, "text"),
                f"scene '{scene.id}' has {words} words with its documents; keep to {MOST_WORDS}, or make two scenes",
            )


def _references(case: Case) -> Iterator[Problem]:
    if not case.reference:
        yield Problem(("reference",), "the case has no reference ratings; add the deal at one moment at least")
    for position, reference in enumerate(case.reference):
        if reference.as_of > case.as_of:
            yield Problem(
                ("reference", position, "as_of"), f"this moment is later than the case's own day, {case.as_of}"
            )


def _retrieval(case: Case) -> Iterator[Problem]:
    if len(case.retrieval) < LEAST_RETRIEVAL:
        yield Problem(("retrieval",), f"write at least {LEAST_RETRIEVAL} retrieval questions")
    for position, item in enumerate(case.retrieval):
        path: Path = ("retrieval", position, "options")
        yield from _repeats("option", [((*path, i, "id"), option.id) for i, option in enumerate(item.options)])
        if len(item.options) < LEAST_OPTIONS:
            yield Problem(path, f"question '{item.id}' needs at least {LEAST_OPTIONS} options")


def _places(case: Case) -> tuple[str, ...]:
    return (*(scene.id for scene in case.scenes), *(ending.id for ending in case.endings))


def _located(case: Case) -> Iterator[tuple[Path, Decision]]:
    for position, scene in enumerate(case.scenes):
        if scene.decision is not None:
            yield ("scenes", position, "decision"), scene.decision
