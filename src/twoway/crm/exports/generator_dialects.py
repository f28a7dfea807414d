"""How each dialect writes a deal: its headings, and its cells."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from twoway.core.imports import ImportedDeal
from twoway.crm.exports.words import listed

Write = Callable[[ImportedDeal], list[object]]
"""Writes one deal as the cells of a row."""

_HUBSPOT = {
    "en": """Record ID; Deal Name; Deal Stage; Amount; Currency; Close Date; Create Date; Deal owner; Next step;
        Deal probability; Associated Company""",
    "de": """Datensatz-ID; Deal-Name; Deal-Phase; Betrag; Währung; Abschlussdatum; Erstellungsdatum;
        Zuständiger Mitarbeiter für Deal; Nächster Schritt; Deal-Wahrscheinlichkeit; Zugehöriges Unternehmen""",
    "fr": """ID de fiche d'informations; Nom de la transaction; Phase de la transaction; Montant; Devise;
        Date de fermeture; Date de création; Propriétaire de la transaction; Étape suivante;
        Probabilité de la transaction; Entreprise associée""",
    "es": """ID de registro; Nombre del negocio; Etapa del negocio; Valor; Moneda; Fecha de cierre; Fecha de creación;
        Propietario del negocio; Próximo paso; Probabilidad del negocio; Empresa asociada""",
    "pt": """ID do registro; Nome do negócio; Etapa do negócio; Valor; Moeda; Data de fechamento; Data de criação;
        Proprietário do negócio; Próximo passo; Probabilidade do negócio; Empresa associada""",
    "it": """ID record; Nome dell'affare; Fase dell'affare; Importo; Valuta; Data di chiusura; Data di creazione;
        Proprietario dell'affare; Prossimo passo; Probabilità dell'affare; Azienda associata""",
    "nl": """Record-ID; Dealnaam; Dealfase; Bedrag; Valuta; Sluitingsdatum; Aanmaakdatum; Deal-eigenaar; Volgende stap;
        Dealwaarschijnlijkheid; Gekoppeld bedrijf""",
}
LANGUAGES = tuple(_HUBSPOT)
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_CURRENCIES = {"EUR": "Euro", "USD": "US Dollar", "GBP": "Pound Sterling"}


@dataclass(frozen=True)
class Style:
    """How a text is written: encoding, separator, language of the headings, further columns, all cells in quotes."""

    encoding: str = "utf-8"
    delimiter: str = ","
    language: str = "en"
    extra: int = 0
    quoted: bool = False


def _day(iso: str | None) -> datetime.date:
    return datetime.date.fromisoformat(iso or "2026-01-01")


def _american(iso: str | None) -> str:
    day = _day(iso)
    return f"{day.month}/{day.day}/{day.year}"


def _amount(deal: ImportedDeal) -> float:
    return deal.amount or 0.0


def _salesforce(_style: Style) -> tuple[list[str], Write]:
    headings = """Opportunity Owner; Account Name: Account Name; Opportunity Name; Stage; Fiscal Period;
        Amount Currency; Amount; Amount (converted) Currency; Amount (converted); Expected Revenue; Probability (%);
        Close Date; Created Date; Next Step; Opportunity ID"""

    def write(deal: ImportedDeal) -> list[object]:
        money = [deal.currency, f"{_amount(deal):.2f}", "EUR", f"{_amount(deal) * 1.1:.2f}", "0.00", deal.probability]
        days = [_american(deal.close_date), _american(deal.created_date)]
        return [deal.owner, deal.account, deal.name, deal.stage, "Q1-2026", *money, *days, deal.next_step, deal.id]

    return listed(headings), write


def _salesforce_api(_style: Style) -> tuple[list[str], Write]:
    headings = """Id; Name; Account.Name; Owner.Name; StageName; IsWon; IsClosed; Amount; CurrencyIsoCode; CloseDate;
        CreatedDate; NextStep; Probability"""

    def write(deal: ImportedDeal) -> list[object]:
        flags = [str(deal.status == "won").lower(), str(deal.status != "open").lower()]
        days = [deal.close_date, f"{deal.created_date}T00:03:00.000Z"]
        front = [deal.id, deal.name, deal.account, deal.owner, deal.stage, *flags]
        return [*front, deal.amount, deal.currency, *days, deal.next_step, deal.probability]

    return listed(headings), write


def _hubspot(style: Style) -> tuple[list[str], Write]:
    def write(deal: ImportedDeal) -> list[object]:
        days = [f"{deal.close_date} 00:03", f"{deal.created_date} 17:30"]
        front = [deal.id, deal.name, deal.stage, deal.amount, deal.currency, *days, deal.owner, deal.next_step]
        return [*front, (deal.probability or 0) / 100, deal.account, *("" for _ in range(style.extra))]

    more = [f"Custom property {number // 2}" for number in range(style.extra)]  # each heading twice, as in real exports
    return [*listed(_HUBSPOT[style.language]), *more], write


def _pipedrive(_style: Style) -> tuple[list[str], Write]:
    headings = """Deal - ID; Deal - Title; Deal - Value; Organization - Name; Deal - Owner; Deal - Stage; Deal - Status;
        Deal - Expected close date *; Deal - Deal created; Deal - Probability; Person - Name"""

    def write(deal: ImportedDeal) -> list[object]:
        value = f"{_SYMBOLS[deal.currency]}{_amount(deal):,.2f}"
        front = [deal.id, deal.name, value, deal.account, deal.owner, deal.stage, deal.status.title()]
        return [*front, deal.close_date, f"{deal.created_date} 09:12:44", deal.probability, "Noa Peretz"]

    return listed(headings), write


def _dynamics(_style: Style) -> tuple[list[str], Write]:
    headings = """(Do Not Modify) Opportunity; (Do Not Modify) Row Checksum; (Do Not Modify) Modified On; Topic;
        Potential Customer; Owner; Pipeline Phase; Status; Est. Revenue; Currency; Est. Close Date; Created On;
        Next Step; Probability"""

    def write(deal: ImportedDeal) -> list[object]:
        days = [(_day(iso) - datetime.date(1899, 12, 30)).days for iso in (deal.close_date, deal.created_date)]
        front = [deal.id, "c2hlY2tzdW0=", days[1], deal.name, deal.account, deal.owner, deal.stage, deal.status.title()]
        return [*front, deal.amount, _CURRENCIES[deal.currency], *days, deal.next_step, deal.probability]

    return listed(headings), write


def _zoho(_style: Style) -> tuple[list[str], Write]:
    headings = """Record Id; Deal Owner; Deal Name; Amount; Closing Date; Account Name; Stage; Probability (%);
        Next Step; Created Time; Expected Revenue"""

    def write(deal: ImportedDeal) -> list[object]:
        closing, created = f"{_day(deal.close_date):%d %b, %Y}", f"{_day(deal.created_date):%d %b, %Y} 00:03:00"
        front = [deal.id, deal.owner, deal.name, f"${_amount(deal):,.2f}", closing, deal.account, deal.stage]
        return [*front, deal.probability, deal.next_step, created, "$0.00"]

    return listed(headings), write


def _plain(style: Style) -> tuple[list[str], Write]:
    german = style.language == "de"
    headings = "ID; Deal; Customer; Owner; Stage; Value; Currency; Close date; Created; Next step; Probability"
    if german:
        headings = """Nr; Projekt; Kunde; Verantwortlich; Phase; Betrag; Währung; Abschluss; Erstellt am;
            Nächster Schritt; Wahrscheinlichkeit"""

    def write(deal: ImportedDeal) -> list[object]:
        number, form = f"{_amount(deal):,.2f}", "%d.%m.%Y" if german else "%d/%m/%Y"
        if german:
            number = number.translate(str.maketrans(",.", ".,"))
        days = [_day(iso).strftime(form) for iso in (deal.close_date, deal.created_date)]
        front = [deal.id, deal.name, deal.account, deal.owner, deal.stage, number, deal.currency]
        return [*front, *days, deal.next_step, f"{deal.probability} %"]

    return listed(headings), write


WRITERS: dict[str, Callable[[Style], tuple[list[str], Write]]] = {
    "salesforce": _salesforce,
    "salesforce-api": _salesforce_api,
    "hubspot": _hubspot,
    "pipedrive": _pipedrive,
    "dynamics": _dynamics,
    "dynamics-xlsx": _dynamics,
    "zoho": _zoho,
    "table": _plain,
}
"""For each dialect, what returns its headings and its way of writing a deal."""
