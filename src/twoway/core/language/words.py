"""Words, numbers and marks of a folded draft, each with its place, in the one spelling that the rules know."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from twoway.core.language.fold import GLUE

LONGEST = 40
"""Characters; what is longer is no word, and never looked into."""

BLOB = "§"
"""Stands for something that is no word of the language: a very long word, an address, a quotation."""

_WORD = re.compile(
    rf"[^\W\d_]++(?:[\w\u0300-\u036f{GLUE}]++|['&-](?={GLUE}*[^\W_]))*+"
    r"|\d+(?:[.,:/]\d+)*+[%\w]*+"
    r"|[(){}\[\],;:—–•*#|>=+/&$€£\n-]"
    r"|\.{2,}|[.!?…]+"
    rf"|[\"']{GLUE}*",
)
_SPLIT = re.compile(r"(?P<head>.+?)(?P<tail>n't|'(?:ll|re|ve|m|d|s))$")
_TAILS = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would", "'s": "'s"}
_IS = frozenset({"it", "that", "what", "here", "there", "he", "she", "who", "where", "how", "when"})
_HEADS = {"ca": "can", "wo": "will", "sha": "shall"}
_WHOLE = {
    "let's": ("let", "us"), "lets": ("let", "us"), "dont": ("do", "not"), "cant": ("can", "not"),
    "wont": ("will", "not"), "didnt": ("did", "not"), "doesnt": ("does", "not"), "isnt": ("is", "not"),
    "im": ("i", "am"), "ive": ("i", "have"),
    "weve": ("we", "have"), "youre": ("you", "are"), "youve": ("you", "have"), "youll": ("you", "will"),
    "theyre": ("they", "are"), "thats": ("that", "is"), "cannot": ("can", "not"), "gonna": ("going", "to"),
    "wanna": ("want", "to"), "y'all": ("you", "all"), "u": ("you",), "ur": ("your",), "r": ("are",), "pls": ("please",),
    "plz": ("please",), "thx": ("thanks",), "&": ("and",), "w": ("with",),
}  # fmt: skip


def listed(text: str) -> frozenset[str]:
    """Return the words of ``text`` as a set: word lists read better as running text."""
    return frozenset(text.split())


class Word(NamedTuple):
    """A word as the rules spell it (``norm``), with its place in the draft; ``raw`` is what stands there."""

    norm: str
    start: int
    end: int
    raw: str

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital, as names are."""
        return self.raw[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, no mark."""
        return self.norm[:1].isalnum()


def words(folded: str, typos: Mapping[str, str]) -> list[Word]:
    """Return the words and marks of ``folded`` in order; ``typos`` maps a wrong spelling to the right one."""
    found: list[Word] = []
    append, find, new = found.append, folded.find, tuple.__new__  # this is the longest loop of the check
    whole: dict[str, str] = {}  # words of one part, as nearly all are
    apart: dict[str, tuple[str, tuple[tuple[str, int], ...]]] = {}
    end = 0
    for raw in _WORD.findall(folded):
        start = find(raw, end)  # what was skipped can be no word's beginning
        end = start + len(raw)
        norm = whole.get(raw)
        if norm is not None:
            append(new(Word, (norm, start, end, raw)))
            continue
        if raw not in apart:
            # markup that follows a word is no part of it
            bare = raw.rstrip(GLUE) if raw[0] not in "\"'" else raw
            apart[raw] = bare, _parts(bare, typos)
        bare, parts = apart[raw]
        if len(parts) == 1 and bare == raw:
            whole[raw] = parts[0][0]
        begin = start
        for norm, length in parts:
            append(Word(norm, begin, begin + length, bare))
            begin += length
    return found


def _parts(raw: str, typos: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Return the spellings that ``raw`` stands for, with the number of its characters that belong to each."""
    if len(raw) > LONGEST:
        return ((BLOB, len(raw)),)
    norm = plain(raw)
    if norm == "&":
        return (("and", len(raw)),)
    if not norm[:1].isalpha():
        return ((norm[:2] if norm[:1] in ".!?…" else norm.rstrip(GLUE), len(raw)),)
    whole = _WHOLE.get(norm)
    if whole:
        return (*((one, 0) for one in whole[:-1]), (whole[-1], len(raw))) if len(whole) > 1 else ((whole[0], len(raw)),)
    split = _SPLIT.match(norm) if "'" in norm else None
    if split is None:
        return ((typos.get(norm, norm), len(raw)),)
    head, tail = split["head"], split["tail"]
    second = "is" if tail == "'s" and head in _IS else _TAILS[tail]
    cut = len(raw) - len(tail) if len(norm) == len(raw) else len(raw)
    return ((typos.get(_HEADS.get(head, head), _HEADS.get(head, head)), cut), (second, len(raw) - cut))


def plain(raw: str) -> str:
    """Return ``raw`` in lower case without accents and invisible characters."""
    if raw.isascii():
        return raw.lower()
    apart = unicodedata.normalize("NFKD", raw.replace(GLUE, ""))
    return "".join(one for one in apart if not unicodedata.combining(one)).lower()


def slips(right: Iterable[str]) -> dict[str, str]:
    """Return the usual slips of the finger in the words ``right``: a letter left out, doubled, or two swapped."""
    known = list(right)
    wrong: dict[str, str] = {}
    for word in known:
        for at in range(1, len(word)):
            wrong.setdefault(word[:at] + word[at + 1 :], word)
            wrong.setdefault(word[:at] + word[at] + word[at:], word)
            wrong.setdefault(word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], word)
    return {slip: word for slip, word in wrong.items() if slip not in known}
