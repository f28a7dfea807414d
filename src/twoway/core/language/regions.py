"""The stretches of a draft that are not the writer's own prose: addresses, code, quoted threads, signatures.

Only patterns that look at each character a bounded number of times: no draft can make them slow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DOMAINS = (
    "com|org|net|io|co|ai|app|dev|biz|info|edu|gov|eu|us|uk|de|fr|es|it|nl|ch|at|be|se|no|dk|fi|pl|jp|in|br|ca|au|nz|za"
    "|example|test"
)
_ADDRESS = re.compile(
    r"\b(?:https?://|ftp://|www\.|mailto:)[^\s<>\"]+"
    r"|(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}"
    rf"|(?<![\w.@-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?:{_DOMAINS})\b(?:/[^\s<>\"]*)?"
    r"|(?<![\w/.])(?:/[\w.-]{1,64}){2,8}/?"
    r"|(?<!\w)@\w[\w.]{1,40}",
    re.IGNORECASE,
)
_MAYBE_ADDRESS = re.compile(r"(?<!\S)\S*?(?:[@/]|[.:]\S)\S*")
"""A stretch with no space in which an address may stand: a look at few of them is quicker than one at every letter."""
_CODE = re.compile(r"```[^`]*```|`[^`\n]{1,200}`|\{\{[^{}\n]{0,80}\}\}")
_CODE_MARK = re.compile(r"==|=>|:=|\(\)|</|\{[ ]*$", re.MULTILINE)
_THREAD_HEAD = re.compile(
    r"^[ ]*(?:-{2,}[ ]?(?:Original|Forwarded)\b[^\n]{0,60}|Begin forwarded message:"
    r"|_{10,}(?=\s{1,4}From:)|\*?From:\*?[^\n]{1,200}\n(?:[^\n]{0,200}\n)?\*?(?:Sent|Date|To):)",
    re.MULTILINE | re.IGNORECASE,
)
_COLON = re.compile(r":[ ]*$", re.MULTILINE)
_WROTE = re.compile(r".*\b(?:wrote|schrieb|écrit|escribió|scritto|schreef|escreveu)[ ]?", re.DOTALL)
_WROTE_START = re.compile(r"[ ]*(?:On|Am|Le|El|Il|Op|Em)\b(?=.{0,200}\d)", re.DOTALL)
_LONGEST_HEAD = 320
_LONGEST_WROTE = 12
_LONGEST_CODE_LINE = 160
_QUOTED_LINE = re.compile(r"^[ ]{0,3}(?:>[^\n]*)$", re.MULTILINE)
_DASHES = re.compile(r"^-- ?$", re.MULTILINE)
_SIGN_OFF = re.compile(
    r"^[ ]{0,3}(?:"
    r"(?:with )?(?:(?:best|kind|kindest|warm|warmest|many|with|friendly) )?(?:regards|wishes|thanks)"
    r"|best|cheers|thanks(?: again| so much| a lot)?|thank you|thx|all the best|talk soon|br|rgds|vg|mfg"
    r"|sincerely(?: yours)?|yours(?: (?:sincerely|truly|faithfully))?|respectfully|cordially"
    r"|gr(?:eetings|üße|uesse)[^\n]{0,20}|saludos|cordialement|saluti"
    r")[ ]?[,.!]?[ ]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNATURE_LINES = 9
_LONGEST_LINE = 110
_POSTSCRIPT = re.compile(r"^[ ]{0,3}p\.?[ ]?s\b", re.MULTILINE | re.IGNORECASE)

WHY = {
    "address": "part of an address, which names no relationship",
    "code": "code, which makes no claim",
    "thread": "in a quoted thread: not your words",
    "signature": "in a signature, which is left alone",
}


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch that is left alone, and what it is: a key of :data:`WHY`."""

    start: int
    end: int
    kind: str


def regions(folded: str) -> list[Region]:
    """Return the stretches of ``folded`` that are left alone, in order; they do not overlap."""
    threads = sorted(_threads(folded), key=lambda region: region.start)
    written = len(folded.rstrip())
    body_end = next((region.start for region in threads if region.end >= written), len(folded))
    found = [*threads, *_signature(folded, body_end)]
    found += [Region(match.start(), match.end(), "code") for match in _CODE.finditer(folded)]
    found += _code_lines(folded)
    for stretch in _MAYBE_ADDRESS.finditer(folded):
        found += [Region(*match.span(), "address") for match in _ADDRESS.finditer(folded, *stretch.span())]
    return _apart(found)


def _threads(folded: str) -> Iterator[Region]:
    quoted = [Region(match.start(), match.end(), "thread") for match in _QUOTED_LINE.finditer(folded)]
    yield from quoted
    last_quoted = quoted[-1].start if quoted else -1
    body = len(folded) - len(folded.lstrip())
    for start, end in sorted([*_wrote_heads(folded), *(head.span() for head in _THREAD_HEAD.finditer(folded))]):
        if start <= body:
            continue  # the draft's own header
        if last_quoted < end:
            yield Region(start, len(folded), "thread")
            return
        yield Region(start, end, "thread")  # answers may stand between the quoted lines


def _wrote_heads(folded: str) -> Iterator[tuple[int, int]]:
    """Find "On Monday, 3 November 2025, Dana Reyes wrote:", on one line or two."""
    for colon in _COLON.finditer(folded):
        if not _WROTE.fullmatch(folded, max(0, colon.start() - _LONGEST_WROTE), colon.start()):
            continue
        start = folded.rfind("\n", max(0, colon.start() - _LONGEST_HEAD), colon.start()) + 1
        before = folded.rfind("\n", max(0, start - 1 - _LONGEST_HEAD), max(0, start - 1)) + 1
        for begin in (start, before):
            head = folded[begin : colon.end()]
            if len(head) <= _LONGEST_HEAD and _WROTE_START.match(head):
                yield begin, colon.end()
                break


def _code_lines(folded: str) -> Iterator[Region]:
    done = 0
    while mark := _CODE_MARK.search(folded, done):
        start = folded.rfind("\n", 0, mark.start()) + 1
        end = folded.find("\n", mark.end())
        done = len(folded) if end < 0 else end
        if done - start <= _LONGEST_CODE_LINE:  # a longer one is a paragraph that mentions some
            yield Region(start, done, "code")


def _signature(folded: str, end: int) -> Iterator[Region]:
    """Find where the last sign-off, or a line of two dashes, ends the message."""
    dashes = next(iter(_DASHES.finditer(folded, 0, end)), None)
    if dashes:
        yield Region(dashes.start(), end, "signature")
        return
    for sign_off in reversed(list(_SIGN_OFF.finditer(folded, 0, end))[-3:]):
        postscript = _POSTSCRIPT.search(folded, sign_off.end(), end)
        stop = postscript.start() if postscript else end
        lines = [line.strip() for line in folded[sign_off.end() : stop].splitlines() if line.strip()]
        if len(lines) <= _SIGNATURE_LINES and all(len(line) <= _LONGEST_LINE for line in lines):
            yield Region(sign_off.start(), stop, "signature")
            return


def _apart(found: list[Region]) -> list[Region]:
    """Return the regions in order; where two overlap, the one that began first has the shared part."""
    kept: list[Region] = []
    for region in sorted(found, key=lambda one: (one.start, -one.end)):
        start = max(region.start, kept[-1].end) if kept else region.start
        if start < region.end:
            kept.append(Region(start, region.end, region.kind))
    return kept
