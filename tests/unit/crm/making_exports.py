"""Short ways to read a file in a test."""

from twoway.core.imports import Import, ImportedDeal
from twoway.crm.exports.choices import Choices
from twoway.crm.exports.read import read_export


def read(text: str | bytes, **choices: object) -> Import:
    """Read a text, or bytes."""
    return read_export(text if isinstance(text, bytes) else text.encode(), Choices(**choices))  # type: ignore[arg-type]


def only(text: str | bytes, **choices: object) -> ImportedDeal:
    """Read a file with one deal."""
    (deal,) = read(text, **choices).deals
    return deal


def grave(found: Import) -> list[tuple[int | None, str]]:
    """Return row and column of what is more than information."""
    return [(problem.row, problem.column) for problem in found.problems if problem.severity != "info"]


def column(heading: str, *cells: str) -> str:
    """Return a tab-separated text of deals with one column of interest."""
    lines = (
        [f"Deal name\tStage\tClose date\t{heading}"]
        if heading != "Close date"
        else ["Deal name\tStage\tAmount\tClose date"]
    )
    filling = "2026-03-31" if heading != "Close date" else "500"
    return "\n".join([*lines, *(f"Deal {n}\tProposal\t{filling}\t{cell}" for n, cell in enumerate(cells))]) + "\n"


def amounts(*cells: str, **choices: object) -> list[float | None]:
    """Read a column of amounts."""
    return [deal.amount for deal in read(column("Amount", *cells), **choices).deals]


def closing(*cells: str, **choices: object) -> list[str | None]:
    """Read a column of close dates."""
    return [deal.close_date for deal in read(column("Close date", *cells), **choices).deals]
