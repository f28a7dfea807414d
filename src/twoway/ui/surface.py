"""The thin view: one widget for every control. It shows an interaction's state and passes on what the person did.

An interaction is a plain object (:class:`Interaction`) that can be used, and tested, without any front end: each thing
that a person can do is a method; ``view()`` is what the control shows; ``plain()`` is the same as readable Markdown.
"""

import datetime
import logging
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import anywidget
import traitlets

from twoway.controls import bundle, style

log = logging.getLogger("twoway")

SORRY = "Something went wrong on our side. Everything you entered before is saved. Run this cell again to go on."

CLIENTS = 8
"""How many open pages a widget remembers the last event of."""


def strict() -> bool:
    """Whether friendly errors must be raised (``TWOWAY_STRICT=1``): notebooks under test, never in front of people."""
    return os.environ.get("TWOWAY_STRICT") == "1"


class UserError(Exception):
    """Something that the person can mend: one sentence, shown to them as it is."""


class Surface(anywidget.AnyWidget):
    """The widget: ``fixed`` is sent once (wording), ``view`` after every event."""

    _esm = bundle() + "\nexport default { render: mount };\n"
    _css = style()
    fixed = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)


class Interaction(ABC):
    """Base of everything that is shown: keeps its widget, runs events, and turns errors into a sentence.

    Subclasses set ``control`` and ``events`` (the methods that a control may call), and implement ``view`` and
    ``plain``.
    """

    control: ClassVar[str]
    events: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        """Start without a widget; it is made when something shows it."""
        self._surface: Surface | None = None
        self._saved = ""
        self._seen: dict[str, int] = {}
        self.notices: tuple[str, ...] = ()

    def fixed(self) -> dict[str, Any]:
        """Return what never changes while this is on the screen, as JSON-able data."""
        return {}

    @abstractmethod
    def view(self) -> dict[str, Any]:
        """Return what the control shows now, as JSON-able data."""

    @abstractmethod
    def plain(self) -> str:
        """Return the same as Markdown, for where no widget can be shown."""

    def saved(self, now: datetime.datetime | None = None) -> None:
        """Note that the last change is on disk."""
        self._saved = f"Saved here {(now or datetime.datetime.now().astimezone()):%H:%M}"

    def handle(self, event: str, args: Mapping[str, Any]) -> None:
        """Run one event that a control sent, then show the new state. Under ``TWOWAY_STRICT=1`` errors are raised."""
        problem = ""
        try:
            self._method(event)(**args)
        except UserError as error:
            problem = str(error)
        except Exception as error:
            if strict():
                raise
            log.exception("event %s", event)
            problem = str(error) if type(error).__name__ == "WorkbookError" else SORRY
        self.refresh(problem)

    def _method(self, event: str) -> Callable[..., object]:
        if event not in self.events:
            raise UserError(f"This control has no '{event}'. Run this cell again.")
        method: Callable[..., object] = getattr(self, event)
        return method

    def refresh(self, problem: str = "") -> None:
        """Show the present state, if anything is on the screen."""
        if self._surface is not None:
            self._surface.view = self._whole_view(problem)

    def _whole_view(self, problem: str = "") -> dict[str, Any]:
        shared = {"control": self.control, "saved": self._saved, "problem": problem, "notices": list(self.notices)}
        return {**shared, **self.view(), "seen": dict(self._seen)}

    def widget(self) -> Surface:
        """Return the widget that shows this, made on first use."""
        if self._surface is None:
            self._surface = Surface(fixed=self.fixed(), view=self._whole_view())
            self._surface.on_msg(self._on_message)
        return self._surface

    def _on_message(self, _widget: object, content: Mapping[str, Any], _buffers: object) -> None:
        client, number = content.get("client"), content.get("number")
        if isinstance(client, str) and isinstance(number, int):
            self._seen.pop(client, None)
            self._seen[client] = number  # the newest last, so that pages long closed can be forgotten
            self._seen = dict(list(self._seen.items())[-CLIENTS:])
        self.handle(str(content.get("event")), dict(content.get("args") or {}))

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        from twoway.ui.markdown import to_html  # noqa: PLC0415 - only when something is shown

        text = self.plain()
        shown = {"text/plain": text, "text/html": f"<div>{to_html(text)}</div>"}
        rendered = self.widget()._repr_mimebundle_()
        data, metadata = rendered if isinstance(rendered, tuple) else (rendered or {}, {})
        return {**data, **shown}, metadata

    def __repr__(self) -> str:
        """Return the plain text, so that a print says something."""
        return self.plain()


class Message(Interaction):
    """A sentence in place of something that could not be opened."""

    control = "message"

    def __init__(self, text: str) -> None:
        """Show ``text``: what is wrong, what was kept, and what to do."""
        super().__init__()
        self.text = text

    def view(self) -> dict[str, Any]:
        """Return the sentence as the control's problem."""
        return {"problem": self.text}

    def plain(self) -> str:
        """Return the sentence."""
        return self.text
