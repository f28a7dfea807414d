"""The newcomer's welcome: what do you do, which way is yours, and a made-up deal for those who have none at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from twoway.content.paths import kit_root
from twoway.content.practice import practice_deal
from twoway.content.role_paths import Stop, role_path
from twoway.ui.session import Session
from twoway.ui.surface import Interaction, UserError
from twoway.workbook.deals import shown_name

QUESTION = "What do you do?"
SCOPE = "welcome"
"""Where the workbook keeps the choice."""

SCORECARD = "04-score-your-live-deal.ipynb"
"""The lesson with the scorecard and the pipeline."""

HOUR = 60


@dataclass(frozen=True)
class Role:
    """A choice: how a person would say it, and which of the lessons' roles it stands for."""

    id: str
    label: str
    detail: str
    roles: tuple[str, ...]


ROLES = (
    Role("seller", "I sell", "To new customers, or more to those you have.", ("seller",)),
    Role("customer-success", "I look after customers", "Onboarding, service, renewals.", ("customer-success",)),
    Role("manager", "I lead a team", "Your people's deals, and your own questions.", ("manager",)),
    Role(
        "executive",
        "I run the company, or work across teams",
        "You set the tone, or deliver what others promised.",
        ("executive", "cross-functional"),
    ),
)


class Welcome(Interaction):
    """One learner's welcome. The choice is kept in the workbook, and can be changed at any time.

    Example:
        ``tw.welcome()``, or without a front end ``tw.welcome().choose_role("manager")``

    """

    control = "welcome"
    events = frozenset({"choose_role", "practice", "put_away"})

    def __init__(self, session: Session) -> None:
        """Work on the learner's workbook."""
        super().__init__()
        self._session = session

    def choose_role(self, role: str) -> "Welcome":
        """Keep what the person does: the id of one of :data:`ROLES`."""
        if role not in {one.id for one in ROLES}:
            raise UserError("Choose one of the four; the nearest will do.")
        self._session.answers.put(SCOPE, "role", role)
        self.saved()
        return self

    def practice(self) -> "Welcome":
        """Add the made-up deal to the learner's deals, unless it is there."""
        if self.made_up() is None:
            self._session.deals.add(practice_deal())
            self.saved()
        return self

    def put_away(self) -> "Welcome":
        """Take the made-up deal out of the lists again; its history stays in the workbook."""
        deal = self.made_up()
        if deal is not None:
            self._session.deals.change(deal["id"], "removed", True)
            self.saved()
        return self

    @property
    def role(self) -> Role | None:
        """What was chosen; None before."""
        kept = self._session.answers.get(SCOPE).get("role")
        return next((one for one in ROLES if one.id == kept), None)

    def made_up(self) -> Mapping[str, Any] | None:
        """Return the made-up deal as it stands in the workbook; None when it is not there."""
        return next((deal for deal in self._session.deals.all() if deal.get("as_of")), None)

    def view(self) -> dict[str, Any]:
        """Return the question with its choices, the path for what was chosen, and the made-up deal's state."""
        role, deal = self.role, self.made_up()
        return {
            "question": QUESTION,
            "roles": [{"id": one.id, "label": one.label, "detail": one.detail} for one in ROLES],
            "role": role.id if role else None,
            "path": _shown(role) if role else None,
            "deal": shown_name(deal) if deal else "",
            "scorecard": SCORECARD,
        }

    def plain(self) -> str:
        """Return the same as Markdown; before the choice, with the path for each."""
        roles = (self.role,) if self.role else ROLES
        parts = [f"# {QUESTION}"]
        for role in roles:
            shown = _shown(role)
            lines = [
                f"{n}. [{step['title']}]({step['file']}), {step['about']}" for n, step in enumerate(shown["steps"], 1)
            ]
            parts.append("\n".join([f"**{role.label}.** {shown['total']}\n", *lines]))
        deal = self.made_up()
        where = f"[lesson 04]({SCORECARD})"
        parts.append(
            f"The made-up deal, *{shown_name(deal)}*, is among your deals in {where}."
            if deal
            else f"No deal at hand? `tw.welcome().practice()` adds a made-up one to your deals in {where}."
        )
        return "\n\n".join(parts)


@cache
def _path(roles: tuple[str, ...]) -> tuple[Stop, ...]:
    return role_path(kit_root(), roles)


def _shown(role: Role) -> dict[str, Any]:
    stops = _path(role.roles)
    return {
        "steps": [{"file": stop.file, "title": stop.title, "about": _about(stop)} for stop in stops],
        "total": f"{_duration(sum(stop.minutes for stop in stops))} in all, in as many sittings as you like.",
    }


def _about(stop: Stop) -> str:
    cases = " and ".join(f"“{case.title}” ({case.minutes})" for case in stop.cases)
    return f"{stop.minutes} minutes{', with ' if cases else ''}{cases}"


def _duration(minutes: int) -> str:
    """Return minutes in words, to the nearest quarter of an hour: ``About 1¾ hours``."""
    quarters = round(minutes / (HOUR / 4))
    whole, rest = divmod(quarters, 4)
    number = f"{whole or ''}{('', '¼', '½', '¾')[rest]}"
    return f"About {number} {'hour' if quarters <= 4 else 'hours'}"  # noqa: PLR2004 - quarters of an hour


def open_welcome(session: Session) -> Welcome:
    """Return the welcome on the learner's workbook."""
    return Welcome(session)
