"""Headings and stage names compared as words: case, accents, punctuation and spacing do not matter."""

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[\W_]+")


def words(text: str) -> str:
    """Return ``text`` as lower-case words with single spaces: ``Close Date *`` and ``closeDate`` are the same."""
    if " " not in text.strip():
        text = _CAMEL.sub(" ", text)
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", bare)).strip()


def listed(text: str) -> list[str]:
    """Return the entries of a list written with semicolons between them."""
    return [" ".join(part.split()) for part in text.split(";")]


def all_words(text: str) -> frozenset[str]:
    """Return the entries of a list written with semicolons, each as :func:`words` writes it."""
    return frozenset(words(part) for part in text.split(";"))
