"""The draft as the rules see it: a text of exactly the same length, so that a place in one is a place in both.

Curly quotes become straight ones, odd spaces become spaces, invisible characters and HTML markup become blanks.
Nothing is moved, so offsets need no mapping back. Every step looks at a character a bounded number of times.
"""

import re

GLUE = "\u200b"
"""Stands for characters that are as good as not there, inside a word too."""

_STRAIGHT = {
    **dict.fromkeys("“”„‟″〝〞«»", '"'),
    **dict.fromkeys("‘’‚‛′´ʼ", "'"),
    **dict.fromkeys("\u2010\u2011", "-"),  # the other dashes part clauses, and stay
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\v\f", " "),
    **dict.fromkeys("\u2028\u2029\x85\x1c\x1d\x1e", "\n"),
    **dict.fromkeys("\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f", GLUE),
}
_HTML = re.compile(
    r"</?(?:p|div|br|span|b|i|a|li|ul|ol|td|tr|table|html|body|font|strong|em|blockquote)\b[ />]", re.IGNORECASE
)
_MARKUP = re.compile(
    r"</?([a-zA-Z][a-zA-Z0-9:]{0,19})(?:[ \n/][^<>]{0,2000})?>|&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "html",
        "body",
        "hr",
        "pre",
        "section",
        "article",
    ]
)
_HIDDEN = (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>"), ("<head>", "</head>"))
_ENTITIES = {
    **dict.fromkeys(("&quot;", "&ldquo;", "&rdquo;", "&laquo;", "&raquo;", "&bdquo;"), '"'),
    **dict.fromkeys(("&#34;", "&#8220;", "&#8221;"), '"'),
    **dict.fromkeys(("&apos;", "&rsquo;", "&lsquo;", "&#39;", "&#x27;", "&#8216;", "&#8217;"), "'"),
    "&amp;": "&", "&mdash;": "—", "&ndash;": "–", "&hellip;": "…", "&lt;": "<", "&gt;": ">",
}  # fmt: skip


def fold(text: str) -> str:
    """Return ``text`` made plain, character for character: the result is as long as ``text``."""
    folded = text.replace("\r\n", " \n").replace("\r", "\n")
    for odd, plain in _STRAIGHT.items():  # most do not occur, which is told faster than all characters are translated
        folded = folded.replace(odd, plain)
    if "<" in folded and _HTML.search(folded):
        for opening, closing in _HIDDEN:
            folded = _without(folded, opening, closing)
        folded = _MARKUP.sub(_blank, folded)
    return folded


def _without(text: str, opening: str, closing: str) -> str:
    """Blank what stands between ``opening`` and ``closing``, both included; what is never closed stays."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when lowered
        lower = text
    kept, done = [], 0
    while (start := lower.find(opening, done)) >= 0 and (end := lower.find(closing, start)) >= 0:
        stop = end + len(closing)
        kept += [text[done:start], "\n", GLUE * (stop - start - 1)]
        done = stop
    return "".join([*kept, text[done:]])


def _blank(markup: re.Match[str]) -> str:
    """Return a stand-in of the same length: line break for a block, glue inside a word, the character for an entity."""
    whole = markup.group()
    if whole.startswith("&"):
        return _ENTITIES.get(whole.lower(), " ") + GLUE * (len(whole) - 1)
    return ("\n" if markup.group(1).lower() in _BLOCKS else GLUE) + GLUE * (len(whole) - 1)
