"""Open, won or lost: what flags, a status and the stages of the common CRMs say, in several languages."""

import re
from collections.abc import Mapping

from twoway.core.imports import Status
from twoway.crm.exports.words import listed, words

_WON = """
        won; closed won; closed and won; close won; win; closed win; deal won; won deal; won closed; status won;
        signed won; closedwon; verbal won closed; contract won; gewonnen; abgeschlossen gewonnen; abgeschlossen und
        gewonnen; geschlossen gewonnen; geschlossen und gewonnen; gewonnen geschlossen; deal gewonnen; abschluss
        gewonnen; erfolgreich abgeschlossen; auftrag gewonnen; gagne; gagnee; ferme gagne; fermee gagnee; cloture
        gagne; cloturee gagnee; conclu gagne; ferme et gagne; affaire gagnee; fermee et gagnee; conclue gagnee;
        transaction gagnee; gagne conclu; ganado; ganada; cerrado ganado; cerrada ganada; cierre ganado; cerrado y
        ganado; negocio ganado; cerrado con exito; ganho; ganha; fechado ganho; fechada ganha; fechado e ganho;
        negocio fechado ganho; negocio ganho; concluido ganho; vinto; vinta; chiuso vinto; chiusa vinta; chiuso e
        vinto; chiuso con successo; affare vinto; trattativa vinta; gesloten gewonnen; gesloten en gewonnen;
        afgesloten gewonnen; deal gewonnen gesloten; opdracht gewonnen; vunnen; vundet; vunnet; stangd vunnen; lukket
        vundet; lukket vunnet; avslutad vunnen; voitettu; suljettu voitettu; wygrana; wygrane; zamknieta wygrana;
        vyhrano; kazanildi; kazanilan; 契約成立; 成立; 受注; 商談成立; 成約; 成約済み; 成約済; 受注済み;
        クローズ成立; negocio fechado; conclue; conclu; lograda; logrado; closed sold; sold; booked; vente conclue;
        gagnee conclue; zakonczona wygrana; abgeschlossen erfolgreich; erfolg; signed and won; 赢单; 赢得"""
_LOST = """
        lost; closed lost; closed and lost; close lost; loss; closed loss; deal lost; lost deal; lost closed;
        closedlost; closed lost to competition; lost to competition; lost to competitor; closed lost to competitor;
        out sold; outsold; canceled; cancelled; closed canceled; closed cancelled; disqualified; closed disqualified;
        no decision; abandoned; closed no decision; lost no decision; closed abandoned; not won; verloren;
        abgeschlossen verloren; abgeschlossen und verloren; geschlossen verloren; geschlossen und verloren; verloren
        geschlossen; deal verloren; abgesagt; storniert; auftrag verloren; perdu; perdue; ferme perdu; fermee perdue;
        cloture perdu; cloturee perdue; conclu perdu; ferme et perdu; abandonne; fermee et perdue; conclue perdue;
        abandonnee; annule; annulee; affaire perdue; transaction perdue; perdu conclu; perdido; perdida; cerrado
        perdido; cerrada perdida; cierre perdido; cerrado y perdido; negocio perdido; cancelado; fechado perdido;
        fechada perdida; fechado e perdido; concluido perdido; cancelada; perso; persa; chiuso perso; chiusa persa;
        chiuso e perso; annullato; annullata; affare perso; trattativa persa; gesloten verloren; gesloten en
        verloren; afgesloten verloren; geannuleerd; opdracht verloren; forlorad; tabt; tapt; stangd forlorad; lukket
        tabt; lukket tapt; avslutad forlorad; havitty; suljettu havitty; przegrana; przegrane; zamknieta przegrana;
        prohrano; kaybedildi; 失注; 商談不成立; 不成立; 失注済み; クローズ不成立; 输单; 丢单; closed dead; dead;
        declined; rejected; withdrawn; abgelehnt; refuse; refusee; nicht gewonnen; lost no budget; closed lost no
        budget; lost price; cierre perdida; vente perdue"""
_OPEN = """
        open; in progress; active; new; pending; on hold; ongoing; working; prospecting; prospect; qualification;
        qualified; qualify; develop; propose; close; needs analysis; value proposition; id decision makers;
        discovery; identify decision makers; perception analysis; proposal price quote; proposal; proposal sent;
        proposal made; quote; negotiation review; negotiation; negotiations; negotiations started; negotiating; in
        negotiation; verbal; verbal commit; commit; appointment scheduled; appointmentscheduled; qualified to buy;
        qualifiedtobuy; presentation scheduled; quote sent; presentationscheduled; decision maker bought in;
        decisionmakerboughtin; contract sent; contractsent; demo; contract; demo scheduled; contact made; lead in;
        lead; lead generated; qualified lead; discovery call; initial contact; meeting; meeting scheduled; demo
        completed; evaluation; trial; pilot; procurement; legal; legal review; solution; scoping; proposal price
        quote negotiation; identified; engaged; interest; interested; opportunity; best case; pipeline; review;
        offen; neu; in bearbeitung; laufend; qualifiziert; qualifizierung; bedarfsanalyse; angebot; angebot gesendet;
        angebot erstellt; verhandlung; in verhandlung; termin vereinbart; erstgesprach; analyse; prasentation;
        vertrag gesendet; ouvert; ouverte; en cours; nouveau; nouvelle; qualifie; qualifiee; negociation;
        proposition; devis; prospection; devis envoye; analyse des besoins; rendez vous planifie; en negociation;
        contrat envoye; proposition envoyee; decouverte; abierto; abierta; en curso; en proceso; nuevo; nueva;
        calificado; calificacion; cualificacion; propuesta; negociacion; prospeccion; analisis de necesidades; cita
        programada; contrato enviado; presupuesto enviado; propuesta enviada; aberto; aberta; em andamento; novo;
        nova; qualificado; qualificacao; proposta; negociacao; contato feito; prospeccao; proposta enviada; em
        negociacao; reuniao agendada; aperto; aperta; in corso; nuovo; nuova; qualificato; qualificazione; offerta;
        negoziazione; trattativa; proposta inviata; offerta inviata; appuntamento fissato; in trattativa; lopend;
        nieuw; gekwalificeerd; kwalificatie; offerte; onderhandeling; in onderhandeling; offerte verstuurd; in
        behandeling; afspraak gepland; oppen; pagaende; aben; apen; avoin; otwarta; otwarte; otevreno; acik;
        proposition; negotiations in progress; negociation revision; verhandlung uberprufung; negociacion revision;
        angebot preisangebot; proposition de prix devis; wertversprechen; identifizierung von entscheidungstragern;
        negoziazione revisione; ouvrir; ouverts; identification; contacted; nurturing; stalled; warm; hot; cold;
        needs assessment; technical evaluation; security review; poc; proof of concept; upside; closing; verbal
        agreement; verhandlungen; vertragsverhandlung; erstkontakt; bedarf ermittelt; 见客; 見込み; アプローチ;
        ヒアリング; 商談; 見積; 進行; 进行中; 商談中; 進行中; 提案; 交渉"""

MAP: dict[str, Status] = {
    **{words(name): "open" for name in _OPEN.split(";")},
    **{words(name): "lost" for name in _LOST.split(";")},
    **{words(name): "won" for name in _WON.split(";")},
}
"""What each stage or status means, by its name as :func:`words` writes it."""

_NUMBERED = re.compile(r"(?:stage |phase |step |s |st |etape |etapa |fase )?[0-9]{1,3}[a-z]? |(?:s|p)[0-9]{1,2} ")
_BEHIND = re.compile(r"\s*[\[(][^\])]*[\])]\s*$")
"""What stands in brackets behind a stage: the pipeline that it belongs to, as HubSpot and Pipedrive write it."""
_PERCENT = re.compile(r"\s*[\[(]?\b[0-9]{1,3}\s?%[\])]?\s*")
_TRUE = frozenset(
    listed("""
        true; 1; yes; y; t; x; ✓; ✔; checked; on; ja; j; wahr; oui; o; vrai; si; sim; s; verdadero; verdadeiro;
        vero; waar; sand; sant; tak; はい; 是""")
)
_FALSE = frozenset(
    listed("""
        false; 0; no; n; f; unchecked; off; nein; falsch; non; faux; nao; falso; onwaar; nee; falsk; nej; nei; nie;
        いいえ; 否""")
)


def status_of(stage: str, own: Mapping[str, Status]) -> Status | None:
    """Return what a stage means: ``own`` map first (keys as :func:`words` writes them), then the built-in one.

    Numbers before the name, percentages and the pipeline behind it are passed over: ``6 - Closed Won (100%)``,
    ``Closed won (Sales Pipeline)``. None for an unknown stage.
    """
    name = words(stage)
    if name in own:
        return own[name]
    if name in MAP:
        return MAP[name]
    for text in (stage, _BEHIND.sub("", stage)):
        bare = words(_PERCENT.sub(" ", text))
        bare = _NUMBERED.sub("", bare, count=1) if _NUMBERED.match(bare) else bare
        known = own.get(bare) or MAP.get(bare)
        if known:
            return known
    return None


def truth(value: object) -> bool | None:
    """Return what a flag says; None for a blank or unreadable one."""
    if isinstance(value, bool):
        return value
    text = words(str(value)) or str(value).strip()
    if isinstance(value, int | float):
        text = str(int(value)) if value in (0, 1) else ""
    return True if text in _TRUE else False if text in _FALSE else None
