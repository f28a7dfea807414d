"""What the import of live deals shows: the columns and how they are read, the questions, the deals, what changes."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from twoway.core.imports import Change, Import, ImportedDeal
from twoway.crm.exports.stages import status_of

if TYPE_CHECKING:
    from twoway.ui.importer import Importer

NAMES = {
    "id": "Id", "name": "Deal", "account": "Customer", "owner": "Owner", "stage": "Stage", "status": "Status",
    "amount": "Amount", "currency": "Currency", "close_date": "Close date", "created_date": "Created on",
    "next_step": "Next step", "probability": "Probability",
}  # fmt: skip
"""What each field is called on the screen."""

FLAGS = {"is_won": "Won, yes or no", "is_lost": "Lost, yes or no", "is_closed": "Closed, yes or no"}
OPTIONS = {
    "dayfirst": "The day comes first", "monthfirst": "The month comes first",
    "decimal-point": "The point is the decimal mark", "decimal-comma": "The comma is the decimal mark",
}  # fmt: skip
CLAIM = (
    "Stage, next step and probability are the CRM's claims. They are kept beside the deal, and never count as evidence."
)
START = "Export your deals from your CRM as CSV or XLSX, and choose the file here. It stays on this computer."
_PROGRAMS = {
    "salesforce": "an export of Salesforce", "hubspot": "an export of HubSpot", "pipedrive": "an export of Pipedrive",
    "dynamics": "an export of Dynamics 365", "zoho": "an export of Zoho", "plain": "a plain table",
    "template": "Twoway's own template",
}  # fmt: skip
_PREVIEW = 8
_PROBLEMS = 60


def look(importer: "Importer") -> dict[str, Any]:
    """Return the control's view."""
    found = importer.found
    if found is None:
        return {"step": "choose", "start": START}
    chosen = importer.chosen()
    statuses = Counter(deal.status for deal in found.deals)
    comparison = importer.comparison()
    names = {deal.id: deal.name or deal.account or deal.id for deal in chosen}
    return {
        "step": "taken" if importer.taken else "look",
        "file": importer.file,
        "kicker": _kicker(found),
        "columns": _columns(found),
        "questions": [
            {
                "column": one.column,
                "message": one.message,
                "options": [[key, OPTIONS.get(key, key)] for key in one.options],
            }
            for one in found.questions
        ],
        "counts": {status: statuses[status] for status in ("open", "won", "lost")},
        "sums": _sums(found),
        "stages": _stages(importer, found),
        "told_by": _told_by(found),
        "totals": [f"{total:,.2f} {currency or '(no currency stated)'}" for currency, total in found.totals().items()],
        "rows": [_row(deal) for deal in chosen[:_PREVIEW]],
        "more": max(0, len(chosen) - _PREVIEW),
        "chosen": len(chosen),
        "problems": [_problem(found, number) for number in range(min(len(found.problems), _PROBLEMS))],
        "more_problems": max(0, len(found.problems) - _PROBLEMS),
        "new": len(comparison.new),
        "changed": [
            {"name": names[deal], "changes": [_change(change) for change in changes]}
            for deal, changes in comparison.changed.items()
        ],
        "same": len(comparison.same),
        "vanished": [importer.name_of(deal) for deal in comparison.vanished],
        "open_only": importer.open_only,
        "alias": importer.alias,
        "claim": CLAIM,
        "taken": importer.taken.sentence() if importer.taken else "",
    }


def _sums(found: Import) -> list[dict[str, Any]]:
    """Return, for each status that occurs, how many deals have it and their amounts by currency."""
    sums = []
    for status in ("open", "won", "lost"):
        deals = tuple(deal for deal in found.deals if deal.status == status)
        totals = replace(found, deals=deals).totals()
        amounts = [f"{total:,.2f} {currency or '(no currency stated)'}" for currency, total in totals.items()]
        sums.append({"status": status, "count": len(deals), "amounts": amounts})
    return sums


def _told_by(found: Import) -> str:
    """Return the columns that say themselves whether a deal is won or lost; blank when its stage has to tell."""
    return " and ".join(heading for heading, field in found.mapping.items() if field in (*FLAGS, "status"))


def _stages(importer: "Importer", found: Import) -> list[dict[str, Any]]:
    """Return the stages, the unknown ones first, with what each counts as; none where other columns tell that."""
    if _told_by(found):
        return []
    counts = Counter(deal.stage for deal in found.deals if deal.stage)
    statuses = {deal.stage: deal.status for deal in found.deals}
    known = {stage: status_of(stage, {}) is not None for stage in counts}
    notes = {stage: "" if known[stage] else "not known here" for stage in counts}
    notes |= {stage: "as you said" for stage in importer.stages if stage in counts}
    rows = [
        {"name": stage, "count": counts[stage], "status": statuses[stage], "note": notes[stage]} for stage in counts
    ]
    return sorted(rows, key=lambda row: known[str(row["name"])])


def _kicker(found: Import) -> str:
    written = "a spreadsheet" if found.encoding == "xlsx" else f"a text in {found.encoding.upper()}"
    return f"Read as {_PROGRAMS.get(found.dialect, found.dialect)}, {written}"


def _columns(found: Import) -> list[dict[str, Any]]:
    fields = [["", "not read"], *([key, name] for key, name in NAMES.items())]
    columns = []
    for heading, field in found.mapping.items():
        options = [*fields, [field, FLAGS[field]]] if field in FLAGS else fields
        columns.append(
            {"heading": heading, "sample": found.samples.get(heading, ""), "field": field, "options": options}
        )
    return sorted(columns, key=lambda column: not column["field"])


def _row(deal: ImportedDeal) -> dict[str, str]:
    return {
        "id": deal.id,
        "name": deal.name or deal.account or deal.id,
        "account": deal.account,
        "status": deal.status,
        "stage": deal.stage,
        "amount": _amount(deal),
        "close_date": deal.close_date or "",
    }


def _amount(deal: ImportedDeal) -> str:
    return "" if deal.amount is None else f"{deal.amount:,.2f} {deal.currency}".strip()


def _problem(found: Import, number: int) -> dict[str, str]:
    problem = found.problems[number]
    place = ", ".join(part for part in (f"row {problem.row}" if problem.row else "", problem.column) if part)
    return {"place": place, "message": problem.message, "severity": problem.severity}


def _change(change: Change) -> str:
    before, after = (_value(value) for value in (change.before, change.after))
    return f"{NAMES.get(change.field, change.field)}: {before} → {after}"


def _value(value: object) -> str:
    if value in (None, ""):
        return "nothing"
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def plain_text(importer: "Importer") -> str:
    """Return the view as Markdown."""
    found = importer.found
    if found is None:
        return f"# Bring in your live deals\n\n{START}"
    lines = [f"# {importer.file}\n", f"{_kicker(found)}: {len(found.deals)} deals.\n"]
    lines += [f"**{question.message}**\n" for question in found.questions]
    if importer.taken:
        lines.append(importer.taken.sentence() + "\n")
    rows = importer.chosen()[:_PREVIEW]
    if rows:
        lines += ["| Deal | Customer | Status | Amount | Close date |", "|---|---|---|---|---|"]
        lines += [
            f"| {deal.name} | {deal.account} | {deal.status} | {_amount(deal)} | {deal.close_date or ''} |"
            for deal in rows
        ]
    lines += [f"\n- {one['place']}: {one['message']}" for one in look(importer)["problems"]]
    return "\n".join(lines)
