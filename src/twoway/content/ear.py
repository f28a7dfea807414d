"""The file of the language check's ear: what it learned from the labelled drafts, as numbers.

The first line is JSON: how many features there are of each sort, the SHA-256 of the drafts, and each rule's bias, scale
and limits. Then come, compressed by zlib, least significant byte first: the CRC-32 of the single features (4 bytes
each); of the pairs, those with a word between, and the triples, the numbers of their first part (2 each) and of their
last word (2 each); the squares of all features' rarity (4, float), and the weights (2, signed) of each rule in the
order of the first line. ``tests/language/make_ear.py`` makes it.
"""

import json
import sys
import zlib
from array import array
from dataclasses import dataclass
from pathlib import Path

from twoway.core.language.ear import Ear, Opinion, joined

Parts = tuple["array[int]", "array[int]"]
_JOINED = ("pairs", "skips", "triples")
_UNSIGNED = "I" if array("I").itemsize == 4 else "L"  # noqa: PLR2004 - the size depends on the machine


@dataclass(frozen=True)
class Features:
    """The features of an ear: hashes of the single ones, and of each other sort the two parts (see :class:`Ear`)."""

    single: "array[int]"
    pairs: "Parts"
    skips: "Parts"
    triples: "Parts"


def read_ear(path: Path) -> Ear:
    """Return the ear that is written in the file at ``path``."""
    head, _, packed = path.read_bytes().partition(b"\n")
    told = json.loads(head)
    body = zlib.decompress(packed)
    hashes, at = _column(body, 0, _UNSIGNED, told["single"])
    single = {one: number for number, one in enumerate(hashes)}
    known = {}
    count = len(hashes)
    for sort in _JOINED:
        firsts, at = _column(body, at, "H", told[sort])
        lasts, at = _column(body, at, "H", told[sort])
        known[sort] = {joined(*both): number for number, both in enumerate(zip(firsts, lasts, strict=True), count)}
        count += told[sort]
    squares, at = _column(body, at, "f", count)
    opinions = {}
    for rule, numbers in told["opinions"].items():
        weights, at = _column(body, at, "h", count)
        opinions[rule] = Opinion(weights, **numbers)
    return Ear(single, **known, squares=squares, opinions=opinions)


def _column(body: bytes, at: int, kind: str, count: int) -> "tuple[array[int], int]":
    column = array(kind)
    end = at + count * column.itemsize
    column.frombytes(body[at:end])
    if sys.byteorder == "big":
        column.byteswap()
    return column, end


def write_ear(
    path: Path, made_from: str, features: Features, squares: "array[float]", opinions: dict[str, Opinion]
) -> None:
    """Write what an ear knows to the file at ``path``; the weights of ``opinions`` are arrays."""
    told = {
        rule: {"scale": one.scale, "bias": one.bias, "drop": one.drop, "doubt": one.doubt, "add": one.add}
        for rule, one in opinions.items()
    }
    joint = {sort: getattr(features, sort) for sort in _JOINED}
    columns = [features.single, *(part for parts in joint.values() for part in parts), squares]
    columns += [array("h", one.weights) for one in opinions.values()]
    counts = {"single": len(features.single), **{sort: len(firsts) for sort, (firsts, _) in joint.items()}}
    head = json.dumps({**counts, "made_from": made_from, "opinions": told})
    path.write_bytes(head.encode() + b"\n" + zlib.compress(b"".join(map(_bytes, columns)), 9))


def _bytes(column: "array[int] | array[float]") -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()
