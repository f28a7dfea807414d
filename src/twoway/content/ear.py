"""The file of the language check's ear: what it learned from the labelled drafts, as numbers.

The first line is JSON: the number of features, the SHA-256 of the drafts, and each rule's bias, scale and limits. Then
come, compressed by zlib, least significant byte first: the features' CRC-32 (4 bytes each), the squares of their rarity
(4, float), and the weights (2, signed) of each rule in the order of the first line. ``tests/language/make_ear.py``
makes it.
"""

import json
import sys
import zlib
from array import array
from pathlib import Path

from twoway.core.language.ear import Ear, Opinion

_UNSIGNED = "I" if array("I").itemsize == 4 else "L"  # noqa: PLR2004 - the size depends on the machine


def read_ear(path: Path) -> Ear:
    """Return the ear that is written in the file at ``path``."""
    head, _, packed = path.read_bytes().partition(b"\n")
    told = json.loads(head)
    count, body = told["features"], zlib.decompress(packed)
    hashes, at = _column(body, 0, _UNSIGNED, count)
    squares, at = _column(body, at, "f", count)
    opinions = {}
    for rule, numbers in told["opinions"].items():
        weights, at = _column(body, at, "h", count)
        opinions[rule] = Opinion(weights, **numbers)
    return Ear({one: number for number, one in enumerate(hashes)}, squares, opinions)


def _column(body: bytes, at: int, kind: str, count: int) -> "tuple[array[int], int]":
    column = array(kind)
    end = at + count * column.itemsize
    column.frombytes(body[at:end])
    if sys.byteorder == "big":
        column.byteswap()
    return column, end


def write_ear(path: Path, made_from: str, ear: "tuple[array[int], array[float], dict[str, Opinion]]") -> None:
    """Write features, squares and opinions, of which the weights are arrays, to the file at ``path``."""
    hashes, squares, opinions = ear
    told = {
        rule: {"scale": one.scale, "bias": one.bias, "drop": one.drop, "doubt": one.doubt, "add": one.add}
        for rule, one in opinions.items()
    }
    columns = [_bytes(hashes), _bytes(squares), *(_bytes(array("h", one.weights)) for one in opinions.values())]
    head = json.dumps({"features": len(hashes), "made_from": made_from, "opinions": told})
    path.write_bytes(head.encode() + b"\n" + zlib.compress(b"".join(columns), 9))


def _bytes(column: "array[int] | array[float]") -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()
