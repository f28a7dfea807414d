"""Play a case: which scenes are visible, which decision is open, and where a road ends. Pure; nothing is kept here.

A history is the list of everything ever committed in a case. Answering a decision again takes the other road from
there on; what was answered before stays in the history, and the first answer to each decision stays the first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from twoway.core.case import Case, Decision, Ending, Scene

Road = tuple[tuple[str, str], ...]
"""The answers along one road: pairs of decision id and option id, in the order in which they were met."""


@dataclass(frozen=True)
class Commit:
    """One committed answer, with the reason that its author gave."""

    decision: str
    option: str
    why: str = ""


@dataclass(frozen=True)
class Walk:
    """How far some answers lead: the scenes seen, the road taken, and then an open decision or an ending."""

    scenes: tuple[Scene, ...]
    road: Road
    open_decision: Decision | None = None
    ending: Ending | None = None


@dataclass(frozen=True)
class Record:
    """What a history amounts to: the answers that count now, the first to each decision, and all roads played.

    ``roads`` holds every road that was finished or left, oldest first, without repeats; the road now taken is last.
    """

    now: Mapping[str, Commit]
    first: Mapping[str, Commit]
    roads: tuple[Road, ...]

    @property
    def choices(self) -> dict[str, str]:
        """The answers that count now, as :func:`follow` takes them."""
        return {decision: commit.option for decision, commit in self.now.items()}


def follow(case: Case, choices: Mapping[str, str]) -> Walk:
    """Walk ``case`` from its start along ``choices`` (option id by decision id) until a decision is open or it ends.

    Choices for decisions off the road, and options that the case does not have, are passed over. A loop, which
    :func:`twoway.core.case_check.checks` refuses, ends the walk instead of going round.
    """
    scenes: list[Scene] = []
    road: list[tuple[str, str]] = []
    place = case.start
    while (scene := case.scene(place)) is not None and scene not in scenes:
        scenes.append(scene)
        if scene.decision is None:
            place = scene.next
            continue
        option = scene.decision.option(choices.get(scene.decision.id, ""))
        if option is None:
            return Walk(tuple(scenes), tuple(road), open_decision=scene.decision)
        road.append((scene.decision.id, option.id))
        place = option.goes_to
    return Walk(tuple(scenes), tuple(road), ending=case.ending(place))


def replay(case: Case, history: Iterable[Commit]) -> Record:
    """Fold ``history``, oldest first, into what counts now.

    An answer to the open decision goes on from there. An answer to a decision that was answered before goes back: the
    answers after it on the road no longer count. An answer to anything else (a decision off the road, an option
    that the case no longer has) is kept as a first answer and moves nothing.
    """
    now: dict[str, Commit] = {}
    first: dict[str, Commit] = {}
    roads: list[Road] = []
    for commit in history:
        first.setdefault(commit.decision, commit)
        decision = case.decision(commit.decision)
        if decision is None or decision.option(commit.option) is None:
            continue
        walk = follow(case, _options(now))
        met = [identity for identity, _ in walk.road]
        if commit.decision in met:
            roads.append(walk.road)
            now = {identity: now[identity] for identity in met[: met.index(commit.decision)]}
        elif walk.open_decision is None or walk.open_decision.id != commit.decision:
            continue
        now[commit.decision] = commit
    road_now = follow(case, _options(now)).road
    left = [road for road in dict.fromkeys(roads) if road != road_now]
    return Record(MappingProxyType(now), MappingProxyType(first), (*left, road_now) if road_now else tuple(left))


def roads(case: Case) -> Iterator[Road]:
    """Iterate over every road from the start of ``case`` to an ending."""
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        choices = waiting.pop()
        walk = follow(case, choices)
        if walk.open_decision is None:
            if walk.ending is not None:
                yield walk.road
            continue
        options = reversed(walk.open_decision.options)
        waiting.extend({**choices, walk.open_decision.id: option.id} for option in options)


def _options(commits: Mapping[str, Commit]) -> dict[str, str]:
    return {decision: commit.option for decision, commit in commits.items()}
