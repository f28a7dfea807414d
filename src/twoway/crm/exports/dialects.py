"""Which CRM a file came from, by its headings. Nothing depends on it but the name that is told."""

import re
from collections.abc import Sequence

from twoway.crm.exports.mapping import KEEP_OUT
from twoway.crm.exports.words import all_words, words

TEMPLATE, PLAIN = "template", "plain"
DIALECTS = ("salesforce", "hubspot", "pipedrive", "dynamics", "zoho", TEMPLATE, PLAIN)

_HUBSPOT = all_words("""
        record id; deal stage; deal owner; create date; datensatz-id; deal-phase; dealphase;
        zuständiger mitarbeiter für deal; phase de la transaction; nom de la transaction;
        propriétaire de la transaction; id de fiche d'informations; etapa del negocio; nombre del negocio;
        propietario del negocio; id de registro; nome do negócio; etapa do negócio; proprietário do negócio;
        fase dell'affare; nome dell'affare; nome affare; proprietario dell'affare; id record; dealfase; dealnaam;
        deal-eigenaar; record-id; 取引名; 取引ステージ; is closed won; hs_object_id; dealname; dealstage;
        associated company; deal-name; deal-inhaber; deal name""")
_SALESFORCE = all_words("""
        opportunity name; opportunity owner; opportunity id; account name: account name; amount currency; amount
        (converted); fiscal period; probability (%); opportunity: opportunity name; opportunity-name;
        opportunity-inhaber; schlusstermin; accountname; nom de l'opportunité; propriétaire de l'opportunité; date de
        clôture; nombre de la oportunidad; propietario de oportunidad; nome opportunità; titolare opportunità; nome
        da oportunidade; proprietário da oportunidade; lead source; expected revenue; nombre de la oportunidad;
        nombre de la cuenta; periodo fiscal; período fiscal; geschäftsperiode; période fiscale; 商談名; 取引先名;
        商談 所有者; 商談所有者; 完了予定日; フェーズ; 会計期間; nombre de cuenta; phase; nom du compte; forecast
        category; account name; next step""")
_ZOHO = all_words("""
        closing date; deal owner; record id; account name; created time; modified time; potential name;
        contact name; expected revenue; deal name; lead source; record image""")
_OF_SALESFORCE_ALONE = all_words("""
        opportunity name; opportunity owner; opportunity id; account name: account name; amount currency; amount
        (converted); amount (converted) currency; opportunity: opportunity name; opportunity-name;
        opportunity-inhaber; accountname; nom de l'opportunité; propriétaire de l'opportunité; nombre de la
        oportunidad; propietario de oportunidad; propietario de la oportunidad; nome opportunità; titolare
        opportunità; nome da oportunidade; proprietário da oportunidade; naam opportunity; eigenaar opportunity;
        商談名; 商談 所有者; 商談所有者; opportunity owner: full name; opportunity id (18)""")
_API = frozenset(
    {"stagename", "iswon", "isclosed", "closedate", "currencyisocode", "ownerid", "accountid", "createddate"}
)
_DASHES = re.compile(r"\s[–—-]\s")
_PIPEDRIVE = ("deal - ", "organization - ", "organisation - ", "person - ", "organisatie - ", "organización - ")


def dialect_of(row: Sequence[object]) -> str:
    """Return the name of the program that writes such headings; ``plain`` when it is none that is known here."""
    raw = [_DASHES.sub(" - ", str(cell).replace("\0", "").strip()) for cell in row if cell is not None]
    names = {words(cell) for cell in raw}
    hubspot, salesforce, zoho = (len(known & names) for known in (_HUBSPOT, _SALESFORCE, _ZOHO))
    special = bool(_OF_SALESFORCE_ALONE & names) or any(cell.count(":") == 1 for cell in raw)
    rules = (
        ("dynamics", any(KEEP_OUT.match(cell) for cell in raw) or "est revenue" in names),
        ("pipedrive", sum(cell.lower().startswith(_PIPEDRIVE) for cell in raw) > 1),
        (TEMPLATE, {"id", "name", "customer"} <= names and any(name.startswith("shared goal") for name in names)),
        ("salesforce", len(_API & {cell.lower() for cell in raw}) > 1),
        ("dynamics", {"topic", "potential customer"} <= names),
        ("zoho", "closing date" in names and zoho > 2),  # noqa: PLR2004 - more than a coincidence
        ("hubspot", hubspot > 1 and hubspot >= salesforce),
        ("salesforce", salesforce > 1 and special),
        ("pipedrive", {"title", "organization", "value"} <= names),
    )
    return next((name for name, holds in rules if holds), PLAIN)
