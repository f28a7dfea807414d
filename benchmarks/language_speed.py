"""Seconds per MB of the language check, by kind and size of text.

A MB is a million characters. A kind whose seconds per MB grow by more than half from 100 KB to the largest size, or
that needs more than two seconds for a MB, is marked; a kind that would take over a minute at a size is not run at it.
"""

import argparse
import cProfile
import gc
import pstats
import re
import sys
import time
from itertools import cycle
from pathlib import Path

import yaml

from twoway.content.language import load_language
from twoway.core.language.check import check
from twoway.core.language.rules import Language

LABELLED = Path(__file__).parents[1] / "tests" / "language" / "labelled"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
BASE = 100_000
GROWTH = 1.5
GOAL = 2.0
PATIENCE = 60.0
RUNS = 3

REPEATED = {
    "partner": "partner ",
    "partner, no space": "partner",
    "we are your partner": "we are your partner ",
    "we are your partner.": "We are your partner. ",
    "partner.": "partner. ",
    "partner?": "partner?\n",
    "partner lines": "our partnership\n",
    "channel partner": "our channel partner, ",
    "nested quotes": "“'\"«",
    "quoted partner": 'they say "partner" ',
    '"partner"': '"partner" ',
    "'partner'": "'partner' ",
    "&quot;partner&quot;": "<p>&quot;partner&quot; ",
    "unclosed “": "“partner ",
    "unclosed '": " 'we are partner",
    "unclosed quote lines": '"we are your partner\n',
    "no spaces": "abcdefghij",
    "newlines": "\n",
    "CR": "\r",
    "CRLF": "\r\n",
    "spaces": " ",
    "tabs and lines": " \t\n",
    "punctuation": ".,;:!?",
    "full stops": ".",
    "dashes": "-",
    "apostrophes": "n't'",
    "On 1 wrote:": "On 1 wrote:\n",
    "On 1": "On 1 ",
    "wrote:": "wrote:\n",
    "From: To:": "From: a\nTo: b\n",
    "From:": "From:\n",
    "<": "<",
    "<p ": "<p ",
    "<p>": "<p>",
    "<b>partner</b>": "<b>we are your</b> partner ",
    "<!--": "<br><!--",
    "<!-- closed": "<br><!-- x -->",
    "<style>": "<p><style>",
    "&": "&",
    "&amp;": "<p>&amp;",
    "&#1": "<p>&#1",
    "@": "@",
    "a@": "a@",
    "@a.": "@a.",
    "a.a.a.": "a.",
    "a-a-a-": "a-",
    "a/a/a/": "/a",
    "http://": "http://",
    "http:// words": "http://a.com/partner ",
    "www.": "www.",
    "> lines": "> we are your partner\n",
    ">": ">",
    ">>>> lines": ">>>>>>>>\n",
    "==": "== ",
    "=> lines": "a=>\n",
    "== lines": "we are ==\n",
    "`": "`",
    "```": "``` ",
    "{{": "{{",
    "__ From:": "__________ From:",
    "---": "--- Original\n",
    "Regards": "Best regards\n",
    "p.s.": "p.s. we are your partner\n",
    "-- ": "-- \n",
    "bullets": "- we will build it\n",
    "1. a": "1. a\n",
    "1)": "1) ",
    "we will": "we will ",
    "could you": "could you ",
    "could you?": "Could you send it? ",
    "if we when you": "if we when you ",
    "not not": "not ",
    "and": "we and you and ",
    "checking in": "Just checking in. ",
    "whatever it takes": "whatever it takes ",
    "long sentence": "the pump in the plant ran for a day and ",
    "capitals": "WE ARE YOUR PARTNER ",
    "Names": "Dana Reyes Partner ",
    "numbers": "1,000.5 ",
    "digits": "1",
    "1.1.1.": "1.",
    "combining marks": "\u0301",
    "a with marks": "a\u0301",
    "glue": "\u200b",
    "partner in glue": "part\u200bner ",
    "emoji": "🙌🏽 ",
    "Chinese": "我们是你的伙伴",
    "İ": "İ ",
}


HIDES = re.compile(r"wrote:|skrev|From:|Original Message|^-- ?$|```|<!--", re.MULTILINE)
"""A quoted thread, or a line of two dashes, would hide all drafts that follow."""


def prose(size: int) -> str:
    """Return ``size`` characters of the drafts that rules are tuned on, again and again: the densest there is."""
    texts = [
        item["text"]
        for path in sorted(LABELLED.glob("tuning-*.yaml"))
        for item in yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - one of the two safe loaders
        if not HIDES.search(item["text"])
    ]
    pieces, length = [], 0
    for text in cycle(texts):
        if length >= size:
            break
        pieces.append(text)
        length += len(text) + 2
    return "\n\n".join(pieces)[:size]


def ordinary(size: int) -> str:
    """Return ``size`` characters of the kit's docs and cases, without their markup, again and again."""
    root = Path(__file__).parents[1]
    paths = [*sorted(root.glob("docs/*.md")), *sorted(root.glob("casestudies/*/case.yaml"))]
    text = re.sub(r"[`{}<>#|*=]", "", " ".join(path.read_text(encoding="utf-8") for path in paths))
    text = HIDES.sub("", " ".join(text.split()))
    return (text * (size // len(text) + 1))[:size]


def make(kind: str, size: int) -> str:
    """Return ``size`` characters of a kind of text."""
    if kind in ("ordinary prose", "prose"):
        return ordinary(size) if kind == "ordinary prose" else prose(size)
    if kind == "prose, one line":
        return prose(size).replace("\n", " ")
    if kind == "prose, no full stop":
        return prose(size).translate(str.maketrans("", "", ".?!\n"))
    if kind == "nested quotes, deep":
        return "“‘" * (size // 4) + "’”" * (size // 4)
    if kind == "> lines, blank end":
        return "> a\n" * (size // 4) + " \n"
    piece = REPEATED[kind]
    return (piece * (size // len(piece) + 1))[:size]


KINDS = (
    "ordinary prose",
    "prose",
    "prose, one line",
    "prose, no full stop",
    "nested quotes, deep",
    "> lines, blank end",
    *REPEATED,
)


def seconds(text: str, language: Language) -> float:
    """Return the processor seconds of a check: the best of a few runs, of one where it takes long."""
    best = float("inf")
    for _ in range(RUNS):
        gc.collect()
        start = time.process_time()
        check(text, language)
        best = min(best, time.process_time() - start)
        if best > 1:
            break
    return best


def row(kind: str, sizes: tuple[int, ...], language: Language) -> bool:
    """Print the line of a kind; return whether it keeps the goals."""
    found: dict[int, float] = {}
    cells = []
    for size in sizes:
        if next(reversed(found.values()), 0.0) * 10 > PATIENCE:
            cells.append(f"{'-':>9}")
            continue
        found[size] = seconds(make(kind, size), language)
        cells.append(f"{found[size] / size * 1e6:>9.2f}")
        sys.stdout.flush()
    last = max(found)
    growth = (found[last] / last) / (found[BASE] / BASE) if BASE in found and last > BASE else 1.0
    slow = max(taken / size * 1e6 for size, taken in found.items() if size >= BASE or len(found) == 1) > GOAL
    marks = " ".join(mark for mark, wrong in (("GROWS", growth > GROWTH), ("SLOW", slow)) if wrong)
    print(f"{kind:<24}{''.join(cells)}{growth:>9.2f}  {marks}".rstrip(), flush=True)
    return not marks


def profile(kind: str, size: int, language: Language) -> None:
    """Print where the time goes."""
    text, profiler = make(kind, size), cProfile.Profile()
    profiler.runcall(check, text, language)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(18)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--most", type=float, default=10, help="MB of the largest text")
    parser.add_argument("--profile", action="store_true", help="show where the time goes in a MB of each kind")
    chosen = parser.parse_args()
    unknown = [kind for kind in chosen.kinds if kind not in KINDS]
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}; --help lists them")
    sizes = tuple(size for size in SIZES if size <= chosen.most * 1e6)
    language = load_language()
    start = time.process_time()
    check(ordinary(1_000_000), language)  # what is prepared once: the index, and the steps of phrases
    check(prose(1_000_000), language)
    print(f"the first MB of ordinary prose, and of drafts: {time.process_time() - start:.1f} s\n")
    print(f"{'seconds per MB':<24}{''.join(f'{size // 1000:>6} KB' for size in sizes)}{'growth':>9}")
    marked = [kind for kind in chosen.kinds or KINDS if not row(kind, sizes, language)]
    print(f"\nover {GOAL:.0f} s per MB, or growing by more than {GROWTH}: {', '.join(marked) or 'none'}")
    if chosen.profile:
        for kind in chosen.kinds or KINDS:
            print(f"\n{kind}")
            profile(kind, 1_000_000, language)


if __name__ == "__main__":
    main()
