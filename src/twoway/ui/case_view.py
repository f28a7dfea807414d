"""What the case control shows, from a player's state: steps, comparison, debrief; and the same as plain text."""

from collections.abc import Iterator
from typing import Any, Protocol

from twoway.core.case import Case, Decision, Document, Ending, Option, Reference, Scene
from twoway.core.judge import judge
from twoway.core.play import Commit, Record, Walk
from twoway.core.rubric import Rubric
from twoway.core.tell import tell
from twoway.ui.markdown import to_html

ENDINGS = {
    "two-sided": "Where this road ends: both sides know where they stand",
    "one-sided": "Where this road ends: one side gave, or took, alone",
    "unsettled": "Where this road ends: nobody knows yet",
}
DOCUMENTS = {"call-note": "Call note", "calendar": "Calendar entry", "forecast": "Forecast line", "plan": "Plan"}
ROLES = {"customer-success": "customer success", "cross-functional": "cross-functional teams", "seller": "sellers"}


class Player(Protocol):
    """What the view needs to know of a play."""

    case: Case

    @property
    def again(self) -> str | None:
        """The decision that is being retaken, if any."""

    def walk(self) -> Walk:
        """Follow the answers that count now."""

    def record(self) -> Record:
        """Fold everything ever committed."""

    def tried(self) -> set[tuple[str, str]]:
        """List the pairs of decision and option that were ever on a road."""

    def endings_seen(self) -> tuple[Ending, ...]:
        """List the endings that any road has reached."""

    def reflections(self) -> dict[str, str]:
        """Return the answers to the debrief questions."""

    def draft(self, decision: str) -> dict[str, Any]:
        """Return what is chosen and typed but not committed."""


def view(player: Player, rubric: Rubric) -> dict[str, Any]:
    """Return everything that the control shows."""
    case, walk = player.case, player.walk()
    steps = list(_steps(player, walk))
    commits = [n for n, step in enumerate(steps) if step["kind"] == "taken"]
    latest = next((n for n, step in enumerate(steps) if step.get("again")), commits[-1] if commits else 0)
    shown: dict[str, Any] = {
        "kicker": kicker(case),
        "title": case.title,
        "summary": to_html(case.summary),
        "people": [{"name": who.name, "role": who.role, "about": who.about} for who in case.people],
        "credit": case.credit,
        "steps": steps,
        "latest": latest,
        "position": f"{len(player.record().roads)}/{walk.road}/{player.again}",
        "compare": None,
        "debrief": [],
        "roads": "",
        "untried": [],
    }
    if walk.ending is not None:
        shown.update(_afterwards(player, walk, rubric))
    return shown


def kicker(case: Case) -> str:
    """Say for whom a case is and how long it takes."""
    roles = [ROLES.get(role, f"{role}s") for role in case.roles]
    return f"Case · for {', '.join(roles)} · about {case.minutes.planned} minutes"


def _steps(player: Player, walk: Walk) -> Iterator[dict[str, Any]]:
    taken, now, first = dict(walk.road), player.record().now, player.record().first
    for scene in walk.scenes:
        yield _scene(scene)
        decision = scene.decision
        if decision is None:
            continue
        option = decision.option(taken.get(decision.id, ""))
        before = decision.option(first[decision.id].option) if decision.id in first else None
        if option is not None:
            yield _taken(decision, option, now[decision.id], before)
        else:
            yield _open(decision, player.draft(decision.id), before)
    if walk.ending is not None:
        ending = walk.ending
        shown = {"id": ending.id, "title": ending.title, "html": to_html(ending.text), "label": ENDINGS[ending.kind]}
        yield {"kind": "ending", **shown}


def _scene(scene: Scene) -> dict[str, Any]:
    return {
        "kind": "scene",
        "id": scene.id,
        "title": scene.title,
        "when": scene.when,
        "html": to_html(scene.text),
        "documents": [_document(document) for document in scene.documents],
    }


def head(document: Document) -> dict[str, str]:
    """Return a document's heading: who wrote it to whom, when, and about what; blanks where nothing is known."""
    day = f"{document.date:%b} {document.date.day}, {document.date.year}" if document.date else ""
    people = [document.sender, f"to {document.to}" if document.to else "", f"cc {document.cc}" if document.cc else ""]
    return {
        "people": " ".join(part for part in people if part),
        "when": ", ".join(part for part in (day, document.time) if part),
        "subject": document.subject,
        "kind": "" if document.kind == "email" else document_kind(document),
    }


def document_kind(document: Document) -> str:
    """Name the kind of a document."""
    return DOCUMENTS.get(document.kind, document.kind.capitalize())


def _document(document: Document) -> dict[str, Any]:
    kind = document_kind(document)
    about = document.subject or document.sender
    return {
        "kind": document.kind,
        "label": f"{kind}: {about}" if about else kind,
        "head": head(document),
        "html": to_html(document.body),
    }


def _taken(decision: Decision, option: Option, commit: Commit, before: Option | None) -> dict[str, Any]:
    return {
        "kind": "taken",
        "id": decision.id,
        "question": decision.question,
        "label": option.label,
        "why": commit.why,
        "first": before.label if before else "",
        "consequence": to_html(option.consequence),
        "coach": to_html(option.coach),
    }


def _open(decision: Decision, draft: dict[str, Any], before: Option | None) -> dict[str, Any]:
    return {
        "kind": "open",
        "id": decision.id,
        "question": decision.question,
        "options": [{"id": one.id, "label": one.label, "detail": one.detail} for one in decision.options],
        "chosen": draft.get("option"),
        "why": draft.get("why", ""),
        "hint": to_html(decision.hint) if decision.hint else "",
        "again": before is not None,
        "first": before.label if before else "",
    }


def _afterwards(player: Player, walk: Walk, rubric: Rubric) -> dict[str, Any]:
    case, first, tried = player.case, player.record().first, player.tried()
    seen, total = len(player.endings_seen()), len(case.endings)
    met = [decision for decision in case.decisions() if decision.id in dict(walk.road)]
    untried = [d for d in met if any((d.id, option.id) not in tried for option in d.options)]
    kept = player.reflections()
    return {
        "roads": f"You have seen {seen} of the {total} ways in which this story can end.",
        "untried": [{"id": decision.id, "title": decision.question} for decision in untried],
        "compare": {
            "decisions": [
                _compared(decision, first[decision.id]) for decision in case.decisions() if decision.id in first
            ],
            "ratings": [_rated(reference, rubric) for reference in case.reference],
        },
        "debrief": [
            {
                "id": str(n),
                "question": item.question.replace("*", ""),
                "thought": to_html(item.thought),
                "answer": kept.get(str(n), ""),
            }
            for n, item in enumerate(case.debrief)
        ],
    }


def _compared(decision: Decision, first: Commit) -> dict[str, Any]:
    yours, reference = decision.option(first.option), decision.option(decision.reference.option)
    return {
        "id": decision.id,
        "question": decision.question,
        "first": yours.label if yours else "",
        "reference": reference.label if reference else "",
        "reason": to_html(decision.reference.why),
        "others": [
            {"label": option.label, "coach": to_html(option.coach)}
            for option in decision.options
            if option is not yours
        ],
    }


def _rated(reference: Reference, rubric: Rubric) -> dict[str, Any]:
    judgement = judge(reference.deal, reference.as_of, rubric.ids)
    told = tell(judgement, rubric)
    rows = []
    for dimension, rating in reference.deal.ratings.items():
        effective = judgement.standings[dimension].effective
        lowered = effective != rating.level
        rows.append(
            {
                "title": rubric.dimension(dimension, reference.deal.relationship).title,
                "level": f"{rating.level} → {effective}" if lowered else f"{rating.level}",
                "why": reference.why.get(dimension, ""),
            }
        )
    return {
        "id": reference.id,
        "title": reference.title,
        "verdict": judgement.verdict,
        "verdict_title": rubric.verdicts[judgement.verdict].title,
        "line": told["qualified_text"],
        "rows": rows,
    }


def plain(player: Player) -> str:
    """Return the case so far as Markdown."""
    case = player.case
    parts = [f"# {case.title}", kicker(case), case.summary]
    walk = player.walk()
    taken, now = dict(walk.road), player.record().now
    for scene in walk.scenes:
        parts += [f"## {scene.title}", f"*{scene.when}*", scene.text]
        for document in scene.documents:
            top = " · ".join(part for part in head(document).values() if part)
            parts.append("\n".join(f"> {line}" for line in [f"**{top}**", "", *document.body.splitlines()]))
        if scene.decision is not None:
            parts += _plain_decision(scene.decision, taken.get(scene.decision.id), now)
    if walk.ending is not None:
        parts += [f"## {walk.ending.title}", f"*{ENDINGS[walk.ending.kind]}*", walk.ending.text]
    return "\n\n".join(part.strip() for part in [*parts, f"*{case.credit}*"] if part)


def _plain_decision(decision: Decision, taken: str | None, now: Any) -> list[str]:  # noqa: ANN401 - a mapping of commits
    option = decision.option(taken or "")
    if option is None:
        return [f"### {decision.question}", "\n".join(f"- **{one.label}** {one.detail}" for one in decision.options)]
    why = now[decision.id].why
    said = [f"*Because: {why}*"] if why else []
    return [f"### {decision.question}", f"**You: {option.label}**", *said, option.consequence, f"Coach: {option.coach}"]
