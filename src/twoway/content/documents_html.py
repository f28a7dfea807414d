"""The words of an HTML mail, a line for each line that a reader sees."""

import re
from collections.abc import Mapping

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_MANY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "hr", "pre"})
_LINES = frozenset(
    {"div", "li", "tr", "td", "th", "br", "section", "article", "header", "footer", "center", "dd", "dt", "body"}
)
_SKIPPED = frozenset({"head", "style", "script", "title", "template", "noscript"})
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none", re.IGNORECASE)
_MOST_DEPTH = 20
"""Quotations within quotations that are still told apart."""


class _Words:
    """Collects the words while lxml reads the HTML; a quoted mail gets the ``>`` of a plain one."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._quoted = 0
        self._skipped: list[str] = []
        self._kept_spaces = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a line where the element does."""
        if self._skipped:
            if tag not in _EMPTY:
                self._skipped.append(tag)
            return
        if (tag in _SKIPPED or _HIDDEN.search(attributes.get("style") or "")) and tag not in _EMPTY:
            self._skipped.append(tag)
            return
        self._break(tag)
        if tag == "blockquote":
            self._quoted += 1
        elif tag == "li":
            self._line.append("- ")
        elif tag == "pre":
            self._kept_spaces += 1

    def end(self, tag: str) -> None:
        """End the line with the element."""
        if self._skipped:
            if tag not in _EMPTY:
                self._skipped.pop()
            return
        if tag == "br":
            return
        self._break(tag)
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)
        elif tag == "pre":
            self._kept_spaces = max(0, self._kept_spaces - 1)

    def data(self, data: str) -> None:
        """Add words to the line."""
        if self._skipped:
            return
        if self._kept_spaces:
            first, *others = data.splitlines() or [""]
            self._line.append(first)
            for line in others:
                self._finish()
                self._line.append(line)
            return
        self._line.append(_SPACE.sub(" ", data))

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> str:
        """Return the whole text."""
        self._finish()
        return _MANY_LINES.sub("\n\n", "\n".join(self.lines)).strip("\n")

    def _break(self, tag: str) -> None:
        if tag == "br":
            self._finish(always=True)
        elif tag in _APART:
            self._finish()
            self.lines.append("")
        elif tag in _LINES:
            self._finish()

    def _finish(self, *, always: bool = False) -> None:
        line = "".join(self._line)
        self._line.clear()
        if not self._kept_spaces:
            line = re.sub(" {2,}", " ", line).strip(" ")
        if line or always:
            self.lines.append("> " * min(self._quoted, _MOST_DEPTH) + line)


def html_words(html: str) -> str:
    """Return the text of an HTML mail: an empty line between paragraphs, ``- `` for items, ``> `` for quotations."""
    from lxml import etree  # noqa: PLC0415 - not needed for anything but mails

    parser = etree.HTMLParser(target=_Words(), encoding="utf-8", huge_tree=True)
    text: str = etree.fromstring(html.encode("utf-8", "replace") or b" ", parser) or ""
    return text
