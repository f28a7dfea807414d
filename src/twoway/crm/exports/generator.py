"""Made-up exports in every dialect, with planted defects and the truth beside them: for tests and demonstrations.

Every person, company and figure is invented. The same seed gives the same bytes.
"""

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from twoway.core.imports import ImportedDeal, Status
from twoway.crm.exports.generator_dialects import WRITERS, Style

DIALECTS = ("salesforce", "salesforce-api", "hubspot", "pipedrive", "dynamics", "dynamics-xlsx", "zoho", "table")
DEFECTS = (
    "repeated-headings",
    "duplicate-row",
    "blank-row",
    "crooked-row",
    "bad-amount",
    "bad-date",
    "unknown-stage",
    "footer",
    "title",
)
"""What can be planted; each leaves a trace in :attr:`Made.planted`."""

_ACCOUNTS = (
    "Nordlicht Logistik",
    "Kaveri Foods",
    "Açaí do Norte",
    "Bäckerei Zöllner",
    "Dlamini & Sons",
    "Ōsaka Print",
    "Señal Azul",
    "Larsen Tidewater",
    "Çınar Tekstil",
    "Okafor Medical, Ltd.",
    "Müller “Feinwerk”",
    "Riverbend Co-op",
    "Łódź Glass",
    "Te Awa Dairy",
)
_LATIN_ACCOUNTS = (
    "Nordlicht Logistik",
    "Kaveri Foods",
    "Bäckerei Zöllner",
    "Dlamini & Sons",
    "Señal Azul",
    "Riverbend Co-op",
)
_OWNERS = ("Inês Duarte", "Tomás Vidal", "Aroha Ngata", "Jürgen Koch", "Fatou Diallo", "Priya Menon")
_WHAT = ("rollout", "renewal", "pilot", "second site", "cold chain", "line 3; upgrade", "data feed", "service, year 2")
_STEPS = (
    "",
    "Send the minutes",
    "Ask for their top two results",
    "They test by Friday,\nwe join",
    'He said: "next week"',
)
_STAGES: tuple[tuple[str, Status, int], ...] = (
    ("Prospecting", "open", 10),
    ("Qualification", "open", 20),
    ("Proposal", "open", 50),
    ("Negotiation", "open", 75),
    ("Closed Won", "won", 100),
    ("Closed Lost", "lost", 0),
)


@dataclass(frozen=True)
class Made:
    """A made-up export: its bytes, a name for the file, and the deals that are to be found in it.

    ``planted`` pairs each defect with the row that it is in, as a spreadsheet counts.
    """

    data: bytes
    name: str
    deals: tuple[ImportedDeal, ...]
    planted: tuple[tuple[str, int], ...] = ()


def make_export(
    dialect: str, seed: int, rows: int = 40, *, style: Style | None = None, defects: Sequence[str] = ()
) -> Made:
    """Make an export of ``rows`` deals.

    Args:
        dialect: one of :data:`DIALECTS`.
        seed: what all is drawn from.
        rows: how many deals.
        style: how the text is written; not for ``dynamics-xlsx``.
        defects: which of :data:`DEFECTS` to plant.

    """
    random, style = Random(seed), style or Style()  # noqa: S311 - nothing secret
    deals = _deals(random, dialect, rows, latin=style.encoding == "cp1252")
    headings, write = WRITERS[dialect](style)
    table: list[list[object]] = [list(headings)]
    found: list[ImportedDeal] = []
    planted: list[tuple[str, int]] = []
    if "title" in defects:
        table[:0] = [["My open pipeline"], []]
    for number, deal in enumerate(deals):
        kind = defects[number // 3 - 1] if number and number % 3 == 0 and number // 3 <= len(defects) else ""
        cells, told, row = _plant(kind, write(deal), deal, table, headings)
        if row is not None:
            planted.append((kind, row))
        if told is not None:
            found.append(told._replace(source_row=len(table) + 1))
        table.append(cells)
    if "footer" in defects:
        table += [[], [f"Grand Totals ({rows} records)"], [], ["Confidential Information - Do Not Distribute"]]
        table.append(["Copyright (c) 2000-2026 example.com, inc. All rights reserved."])
    if dialect == "dynamics-xlsx":
        return Made(_book(table), f"{dialect}.xlsx", tuple(found), tuple(planted))
    stream = io.StringIO(newline="")
    csv.writer(
        stream, delimiter=style.delimiter, quoting=csv.QUOTE_ALL if style.quoted else csv.QUOTE_MINIMAL
    ).writerows(table)
    return Made(stream.getvalue().encode(style.encoding), f"{dialect}.csv", tuple(found), tuple(planted))


def _deals(random: Random, dialect: str, rows: int, *, latin: bool) -> list[ImportedDeal]:
    accounts = _LATIN_ACCOUNTS if latin else _ACCOUNTS
    deals = []
    for number in range(rows):
        stage, status, chance = random.choice(_STAGES)
        created = datetime.date(2026, 1, 1) + datetime.timedelta(days=random.randrange(200))
        closing = created + datetime.timedelta(days=random.randrange(10, 200))
        account = random.choice(accounts)
        deals.append(
            ImportedDeal(
                _id(random, dialect, number),
                f"{account.split(',')[0]} {random.choice(_WHAT)}",
                account,
                random.choice(_OWNERS),
                stage,
                status,
                random.randrange(500, 90_000_00) / 100,
                "USD" if dialect == "zoho" else random.choice(("EUR", "USD", "GBP")),
                closing.isoformat(),
                created.isoformat(),
                random.choice(_STEPS),
                chance,
                0,
            )
        )
    return deals


def _id(random: Random, dialect: str, number: int) -> str:
    if dialect.startswith("salesforce"):
        return "0065g00000" + "".join(random.choices("ABCDEFGHabcdefgh0123456789", k=4)) + f"{number:04d}"
    if dialect.startswith("dynamics"):
        return f"{random.getrandbits(32):08x}-{number:04x}-eb11-a812-{random.getrandbits(48):012x}"
    if dialect == "zoho":
        return f"zcrm_4876876000000{number:06d}"
    return str(7_300_000_000 + number * 13 + 1)


def _plant(
    kind: str, cells: list[object], deal: ImportedDeal, table: list[list[object]], headings: Sequence[object]
) -> tuple[list[object], ImportedDeal | None, int | None]:
    """Plant one defect before or into a row; return its cells, what is to be read in it, and the defect's row."""
    if kind in ("repeated-headings", "duplicate-row", "blank-row"):
        table.append({"repeated-headings": list(headings), "duplicate-row": list(table[-1]), "blank-row": []}[kind])
        return cells, deal, len(table)
    here = len(table) + 1
    if kind == "crooked-row":
        return [*cells[:2], "moved", *cells[2:]], None, here
    if kind == "bad-amount":
        symbol = any(mark in str(cells[_place(headings, "amount")]) for mark in "€$£")
        cells[_place(headings, "amount")] = "to be agreed"
        return cells, deal._replace(amount=None, currency="" if symbol else deal.currency), here
    if kind == "bad-date":
        cells[_place(headings, "close_date")] = "next quarter"
        return cells, deal._replace(close_date=None), here
    if kind == "unknown-stage":
        cells = ["Waiting for the board" if cell == deal.stage else cell for cell in cells]
        flagged = any(heading in ("IsWon", "Status", "Deal - Status") for heading in headings)
        return cells, deal._replace(stage="Waiting for the board", status=deal.status if flagged else "open"), here
    return cells, deal, None


def _place(headings: Sequence[object], field: str) -> int:
    from twoway.crm.exports.mapping import map_columns  # noqa: PLC0415 - the reader's own reading of these headings

    return map_columns(headings, [True] * len(headings), {}).fields[field]


def _book(table: Sequence[Sequence[object]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - 100 ms that text does not need

    book = Workbook()
    sheet = book.worksheets[0]
    for row in table:
        sheet.append(list(row))
    for letter in "ABC":
        sheet.column_dimensions[letter].hidden = True
    hidden = book.create_sheet("hiddenSheet")
    hidden.sheet_state = "veryHidden"
    hidden.append(["opportunity:checksum"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
