"""Messages with blanks: which blanks there are, how they are filled, and how long a message may be."""

import re
from collections.abc import Mapping

from twoway.core.reading import Node, did_you_mean

WORD_LIMIT = 70
"""An ask is a whole message of at most this many words (RUBRIC, Verdict)."""

MESSAGE_BLANKS = ("hello", "our_day", "their_day")
GOAL_BLANKS = (*MESSAGE_BLANKS, "goal")
CAUSE_BLANKS = ("title", "level", "needed", "effective", "who", "date", "days")

_BLANK = re.compile(r"\{([^{}\n]*)\}")
_SAMPLE = {
    "hello": "Hello Dana,",
    "our_day": "Wednesday 25 November",
    "their_day": "Wednesday 25 November",
    "goal": "late deliveries down from nine to three in a hundred",
}


def fill(template: str, facts: Mapping[str, str]) -> str:
    """Put ``facts`` into the blanks of ``template`` in one pass; a blank without a fact becomes nothing.

    Braces inside a fact stay as they are: what a customer wrote is never read as a blank.
    """
    return _BLANK.sub(lambda blank: facts.get(blank.group(1), ""), template).strip()


def word_count(text: str) -> int:
    """Return the number of words, as somebody counting by eye would."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def message(plain: str, with_goal: str, facts: Mapping[str, str]) -> str:
    """Return the message with ``facts`` (hello, our_day, their_day, goal) filled in.

    ``with_goal`` is used when it is there, the goal is known and one line, and the whole keeps within
    :data:`WORD_LIMIT`; else ``plain``. Where a long name alone breaks the limit, the greeting goes without it.
    """
    goal = " ".join(facts.get("goal", "").split()).strip(" \"'“”‘’.")
    if with_goal and goal:
        filled = fill(with_goal, {**facts, "goal": goal})
        if word_count(filled) <= WORD_LIMIT:
            return filled
    filled = fill(plain, facts)
    return filled if word_count(filled) <= WORD_LIMIT else fill(plain, {**facts, "hello": "Hello,"})


def template(node: Node, blanks: tuple[str, ...], *, words: int | None = None, needs: tuple[str, ...] = ()) -> str:
    """Read a text that may use ``blanks``, must use ``needs``, and filled in has at most ``words`` words."""
    text = node.filled()
    if not text:
        return ""
    found = [blank.group(1) for blank in _BLANK.finditer(text)]
    for name in found:
        if name not in blanks:
            node.refuse(f"unknown blank '{{{name}}}'" + (did_you_mean(name, blanks) or "; this text has no blanks"))
    if "{" in _BLANK.sub("", text) or "}" in _BLANK.sub("", text):
        node.refuse("a brace stands alone: blanks are written {so}")
    for name in needs:
        if name not in found:
            node.refuse(f"the blank '{{{name}}}' is missing")
    length = word_count(fill(text, _SAMPLE))
    if words is not None and length > words:
        node.refuse(f"this message has {length} words once filled in, and may have {words}: shorten it")
    return text
