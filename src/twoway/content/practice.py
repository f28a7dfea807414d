"""The made-up deal for people who have none at hand, with the day on which it is judged."""

from pathlib import Path
from typing import Any

from twoway.content.yamlfile import load, read
from twoway.core.interchange import read_deal, write_deal
from twoway.core.reading import Node

FILE = Path(__file__).with_name("example_deal.yaml")
"""Where it is written."""


def practice_deal() -> dict[str, Any]:
    """Return the made-up deal in the shape that the workbook takes, ``as_of`` (an ISO date) included.

    Raises :class:`twoway.content.yamlfile.ContentError` with every problem of its file.
    """
    return read(load(FILE), _read)


def _read(node: Node) -> dict[str, Any]:
    node.keys(required=["as_of", "deal"])
    as_of = node.at("as_of").date()
    deal = read_deal(node.at("deal"))
    written = {key: value for key, value in write_deal(deal).items() if key != "id"}
    return {**written, "as_of": as_of.isoformat() if as_of else ""}
