"""Build plain data from a stream of opened groups, opened lists and values, with the line of every piece.

YAML and JSON are read through this one builder, without recursion, so that no input can exhaust the stack.
"""

from dataclasses import dataclass, field

from twoway.core.reading import Path, Problem

DEEPEST = 60
"""Groups within groups beyond this are a mistake or an attack, never a rubric, a case or a deal."""


class UnreadableError(Exception):
    """The text cannot be read on; ``line``, counted from 1, is where."""

    def __init__(self, line: int, message: str) -> None:
        """Keep the place and what to do about it."""
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass
class _Open:
    """A group or list that is still being filled; ``key`` waits for its value in a group."""

    value: dict[str, object] | list[object]
    path: Path
    key: str | None = None


@dataclass
class Tree:
    """What has been built so far: the root value, the line of each path, and what was wrong on the way."""

    root: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)

    def open_group(self, line: int) -> None:
        """Begin a group of named values; raises :class:`UnreadableError` when nested too deeply."""
        self._begin({}, line)

    def open_list(self, line: int) -> None:
        """Begin a list; raises :class:`UnreadableError` when nested too deeply."""
        self._begin([], line)

    def close(self) -> None:
        """End the group or list that was begun last."""
        self._open.pop()

    @property
    def wants_key(self) -> bool:
        """Whether the next piece is the name of a value in a group."""
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._open[-1].key is None

    @property
    def here(self) -> Path:
        """The path of the group or list that is open."""
        return self._open[-1].path if self._open else ()

    def key(self, name: str, line: int) -> None:
        """Name the next value; a name that its group has already is a problem, and the first value stays."""
        top = self._open[-1]
        path = (*top.path, name)
        if isinstance(top.value, dict) and name in top.value:
            self.problems.append(Problem(path, f"'{name}' stands here twice, again on line {line}: keep one of them"))
        self.lines.setdefault(path, line)
        top.key = name

    def value(self, value: object, line: int) -> Path:
        """Put a value in its place and return its path."""
        if not self._open:
            self.root = value
            self.lines.setdefault((), line)
            return ()
        top = self._open[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            top.value.append(value)
            self.lines.setdefault(path, line)
            return path
        name, top.key = top.key or "", None
        top.value.setdefault(name, value)
        return (*top.path, name)

    def _begin(self, container: dict[str, object] | list[object], line: int) -> None:
        if len(self._open) >= DEEPEST:
            raise UnreadableError(
                line, f"more than {DEEPEST} groups inside each other: is a bracket or an indent wrong?"
            )
        path = self.value(container, line)
        self._open.append(_Open(container, path))
