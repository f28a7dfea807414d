"""Markdown to HTML, with raw HTML switched off: what people write is shown, never run."""

from functools import cache

from markdown_it import MarkdownIt


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def to_html(text: str) -> str:
    """Return ``text`` (CommonMark with tables) as HTML; tags in it come out escaped."""
    return str(_parser().render(text))
