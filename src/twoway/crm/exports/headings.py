"""What the headings of the common CRMs and of plain tables stand for, in several languages."""

from twoway.crm.exports.words import words

FLAGS = ("is_won", "is_lost", "is_closed")
"""Yes-or-no columns from which the status follows."""

_KNOWN = {
    "id": """
        opportunity id; deal id; record id; id; opportunityid; do not modify opportunity; do not modify deal;
        id opportunity; opportunity opportunity id; case safe id; 18 digit opportunity id; opportunity 18 digit id;
        opportunity id 18; deal record id; object id; hs object id; external id; crm id; opp id; oppty id; sfdc id;
        salesforce id; deal number; opportunity number; datensatz id; deal id; opportunity nr; chance id;
        id de l enregistrement; id d enregistrement; id de fiche d informations; id d opportunite; id transaction;
        id de registro; id del registro; id de objeto; id do registro; id do objeto; id do negocio; id del negocio;
        id de oportunidad; id da oportunidade; id record; id dell opportunita; id affare; record id deal;
        deal record; レコード id; レコードid; 记录id; 取引 id; ref; reference; deal ref; no; nr; key;
        pipedrive system id; system id; pipedrive id; copper id; hubspot id; zoho id; dynamics id; oppty id;
        opportunity no; opportunity number id; case safe opportunity id; kennung; 商談 id""",
    "name": """
        opportunity name; deal name; deal title; opportunity opportunity name; opportunity; deal; dealname; topic;
        deal topic; title; opportunity title; potential name; name; subject of deal; project name; project;
        opportunity topic; pursuit; pursuit name; opp name; oppty name; deal description; verkaufschance;
        name der verkaufschance; opportunity bezeichnung; deal titel; titel; bezeichnung; thema; chance; projekt;
        projektname; nom de l opportunite; opportunite; nom de la transaction; transaction; nom de l affaire;
        affaire; titre; nom; projet; sujet; intitule; nombre de la oportunidad; nombre de oportunidad; oportunidad;
        nombre del negocio; negocio; titulo; nombre del trato; nombre; proyecto; trato; nome da oportunidade;
        oportunidade; nome do negocio; nome do trato; nome; projeto; nome del negocio; nome opportunita;
        opportunita; nome dell opportunita; nome dell affare; nome affare; nome trattativa; trattativa; affare;
        titolo; progetto; naam opportunity; naam verkoopkans; verkoopkans; dealnaam; deal naam; naam van deal; naam;
        onderwerp; project naam; affarens namn; affar; affarsnamn; namn; aftale; aftalenavn; navn; szansa;
        nazwa transakcji; nazwa; 取引名; 案件名; 商談名; 商机名称; 交易名称;
        rubrique; argomento; tema; onderwerp verkoopkans; oppty name; deal; deal nome; deal nom; deal nombre""",
    "account": """
        account name; account account name; account; company name; company; customer name; customer;
        organization name; organisation name; deal organization; deal organisation; organization; organisation;
        associated company; primary company; associated company names; primary associated company;
        associated company primary; potential customer; client; client name; associated company name;
        parent account; buyer; prospect name; company account; deal company; deal account; opportunity account name;
        customer account; potential customer account; associated companies; company primary;
        associated company names primary; accountname; kunde; kundenname; firma; firmenname; unternehmen;
        unternehmensname; organisationsname; potenzieller kunde; kunde firma; zugehoriges unternehmen;
        verknupftes unternehmen; auftraggeber; nom du compte; compte; entreprise; client; nom du client; societe;
        nom de l entreprise; organisation nom; entreprise associee; client potentiel; raison sociale;
        nombre de la cuenta; nombre de cuenta; cuenta; empresa; cliente; nombre de la empresa; organizacion;
        empresa asociada; cliente potencial; nombre del cliente; compania; nome da conta; conta; nome da empresa;
        organizacao; empresa associada; nome do cliente; nome account; azienda; nome azienda; nome dell account;
        organizzazione; societa; azienda associata; nome cliente; ragione sociale; accountnaam; bedrijf;
        bedrijfsnaam; klant; klantnaam; organisatie; gekoppeld bedrijf; naam klant; relatie; foretag; foretagsnamn;
        kund; konto; firma navn; virksomhed; klient; nazwa firmy; asiakas; 会社名; 取引先名; 関連する会社; 顧客;
        客户名称; 公司;
        accounts; sales account; sales account name; lead name; account person; end customer; kunde name; endkunde;
        empresa nombre; organizzazione nome; organisation name; unternehmen name; klantorganisatie; 取引先; 会社""",
    "owner": """
        opportunity owner; deal owner; owner; opportunity owner full name; owner name; owner full name; deal owner
        name; opportunity owner name; sales rep; salesperson; sales person; rep; account executive; ae; seller;
        assigned to; owned by; account manager; sales owner; sales representative; responsible; opportunity owner
        alias; hubspot owner id; deal user; potential owner; record owner; opportunity inhaber; deal inhaber;
        besitzer; inhaber; verantwortlich; verantwortlicher; zustandiger mitarbeiter; zustandiger mitarbeiter fur
        deal; deal besitzer; vertriebsmitarbeiter; verkaufer; betreuer; eigentumer; zustandig; proprietaire de l
        opportunite; proprietaire; proprietaire de la transaction; commercial; responsable; vendeur; propietario de
        la oportunidad; propietario de oportunidad; propietario; propietario del negocio; vendedor; comercial;
        proprietario da oportunidade; proprietario; proprietario do negocio; responsavel; dono do negocio; titolare
        opportunita; titolare; proprietario dell affare; proprietario affare; venditore; commerciale; responsabile;
        proprietario della trattativa; eigenaar; deal eigenaar; eigenaar van deal; eigenaar deal; verkoper;
        verantwoordelijke; accountmanager; agare; affarsagare; ejer; eier; wlasciciel; 担当者; 取引担当者; 所有者;
        负责人; salesperson name; owned by; assigned user name; assigned user; user name; deal owner full name; ae
        name; 商談 所有者; 商談所有者; 所有者名; 案件担当者; opportunity owner name full; vertriebler; vendeur
        assigne; besitzername""",
    "stage": """
        stage; opportunity stage; deal stage; stage name; sales stage; pipeline stage; dealstage; deal phase; phase;
        pipeline phase; opportunity phase; stagename; current stage; forecast stage; potential stage;
        opportunity stage name; process stage; stage of deal; step; dealphase; verkaufsphase; vertriebsphase; stufe;
        verkaufsstufe; pipeline phase; etape; phase de la transaction; phase d affaire; etape de la transaction;
        etape du pipeline; phase de vente; etape de l opportunite; etapa; etapa del negocio; fase;
        etapa de la oportunidad; fase del negocio; etapa del trato; fase de venta; etapa de ventas;
        etapa do negocio; etapa da oportunidade; fase do negocio; estagio; estagio do negocio; fase dell affare;
        fase trattativa; fase affare; fase della trattativa; fase opportunita; stato avanzamento; deal fase;
        dealfase; verkoopfase; stadium; affarsfas; fas; aftalefase; etap; 取引ステージ; ステージ; フェーズ;
        商談フェーズ; 阶段; 商机阶段;
        status label; sales stage name; phase name; stage pipeline; deal stage pipeline; deal phase pipeline;
        フェーズ名; etapa de oportunidad; etapa de la venta; stadio; pipelinefase""",
    "status": """
        deal status; opportunity status; status; state; won lost; outcome; status won lost; dealstatus;
        opportunitystatus; estado; statut; stato; statecode; status der verkaufschance; statut de l opportunite;
        statut de l affaire; estado del negocio; estado de la oportunidad; status do negocio; situacao;
        stato dell affare; tila; stan; ステータス; 状态;
        status type; sales status; deal state; status reason; statusgrund; raison du statut; razon para el estado;
        razon del estado; motivo stato; statusreden; motivo do status""",
    "amount": """
        amount; opportunity amount; deal amount; deal value; amount original; est revenue; estimated revenue;
        estimated value; estimatedvalue; revenue; value; deal size; potential amount; opportunity value; contract
        value; total contract value; tcv; acv; arr; annual contract value; price; total; total value; total amount;
        deal revenue; size; budget; pipeline value; booking; bookings; opp amount; deal worth; est value; net amount;
        total price; sum; contract amount; annual recurring revenue; mrr; opportunity amount original; betrag; wert;
        deal wert; dealwert; volumen; auftragswert; umsatz; geschatzter umsatz; summe; angebotswert; auftragsvolumen;
        erwarteter umsatz gesch; deal betrag; gesch umsatz; voraussichtl umsatz; montant; montant de l opportunite;
        valeur; valeur de l affaire; revenu estime; montant de la transaction; chiffre d affaires; ca; montant ht;
        importe; cantidad; valor; valor del negocio; monto; ingresos estimados; importe del negocio; valor de la
        oportunidad; monto del negocio; valor do negocio; quantia; montante; receita estimada; valor da oportunidade;
        importo; valore; valore dell affare; ammontare; ricavi stimati; importo dell affare; valore affare;
        fatturato; bedrag; waarde; dealwaarde; deal waarde; geschatte omzet; omzet; waarde van deal; belopp; varde;
        belob; vaerdi; kwota; wartosc; arvo; 金額; 金额; 取引額; value formatted; total contract amount; deal value
        amount; opp value; potential revenue; chiffre d affaires estime; ca estime; ingresos est; ingresos previstos;
        ricavi previsti; ricavi stim; valor estimado; geschatte opbrengst; deal wert betrag; deal valeur; deal valor;
        deal importo; deal bedrag; acv usd; nettobetrag; netto betrag; angebotssumme; auftragsvolumen netto; montant
        total; ca previsionnel; importe total; valor total; valore totale""",
    "amount_converted": """
        amount converted; opportunity amount converted; amount in company currency; est revenue base;
        estimated revenue base; amount base; amount in home currency; betrag umgerechnet; betrag konvertiert;
        betrag in unternehmenswahrung; montant converti; montant dans la devise de l entreprise; importe convertido;
        cantidad en la moneda de la empresa; valor convertido; importo convertito; bedrag geconverteerd""",
    "currency": """
        currency; currency iso code; currency code; deal currency; deal currency of value; currency of value; deal
        currency code; opportunity currency; transactioncurrencyid; transaction currency; iso currency; curr; ccy;
        wahrung; deal wahrung; wahrung von wert; wahrungscode; devise; code devise; moneda; divisa; codigo de moneda;
        moeda; codigo da moeda; valuta; valuta code; munt; waluta; 通貨; 货币; 币种; currencyisocode; value currency;
        iso currency code; deal currency of deal value; currency id name; devise iso; devise de valeur; moneda de
        valor; valuta van waarde; wahrung iso; 通貨コード""",
    "close_date": """
        close date; expected close date; deal expected close date; closing date; est close date; estimated close
        date; closedate; expected close; forecast close date; opportunity close date; close; target close date;
        projected close date; estimatedclosedate; anticipated close date; expected closing date; deal close date;
        potential close date; planned close date; expected close period; close dt; est closing; decision date; deal
        closed on; actual close date; won time; deal won time; schlusstermin; abschlussdatum; schlussdatum;
        erwartetes abschlussdatum; voraussichtliches abschlussdatum; gesch abschlussdatum; abschluss; geplanter
        abschluss; erwarteter abschluss; voraussichtlicher abschluss; abschlusstermin; deal erwartetes
        abschlussdatum; gesch abschlussdatum; date de cloture; date de fermeture; date de cloture prevue; date de
        cloture estimee; cloture prevue; date de signature prevue; date de conclusion; cloture; date de fermeture
        prevue; date de cloture attendue; fecha de cierre; fecha de cierre prevista; fecha de cierre estimada; fecha
        prevista de cierre; cierre; cierre previsto; fecha prevista cierre; fecha de cierre esperada; data de
        fechamento; data de fechamento prevista; data prevista de fechamento; fechamento; data de fechamento
        esperada; data de fecho; fecho previsto; data de encerramento; data prevista; data di chiusura; data
        chiusura; data di chiusura prevista; chiusura prevista; data prevista chiusura; data di chiusura stimata;
        chiusura; sluitingsdatum; verwachte sluitingsdatum; geschatte sluitingsdatum; afsluitdatum; verwachte
        afsluitdatum; sluiting; verwachte slotdatum; slotdatum; stangningsdatum; forvantat avslutsdatum;
        avslutsdatum; lukkedato; forventet lukkedato; data zamkniecia; sulkemispaiva; クローズ日; 完了予定日;
        预计成交日期; 结束日期; est close; est closing date; estimated closing date; exp close; exp close date;
        expected close dt; expected closing; expected signature date; target close; target date; target closing date;
        close date expected; closing; close date est; abschluss gepl; gepl abschluss; abschluss geplant; abschluss
        erwartet; erw abschluss; erw abschlussdatum; gepl abschlussdatum; vsl abschluss; vsl abschlussdatum;
        voraussichtlich abgeschlossen am; date de fermeture estimee; date cloture; date de cloture est; fermeture
        estimee; fecha est de cierre; fecha cierre; fecha est cierre; data chiusura prev; data chiusura prevista;
        data prev chiusura; data de fechamento est; geschatte sluiting; verwachte sluiting; closed date; closed on;
        date won; deal closed on; 完了日; 受注予定日; クローズ予定日""",
    "created_date": """
        created date; create date; created on; created; created time; deal created; deal deal created; createdate;
        createddate; creation date; date created; created at; opportunity created date; deal add time; add time;
        createdon; created date time; opened; open date; opportunity created; record created on; deal created date;
        erstelldatum; erstellt am; erstellungsdatum; angelegt am; deal erstellt; erstellt; anlagedatum; deal deal
        erstellt; date de creation; cree le; creee le; creation; fecha de creacion; creado; creado el; fecha
        creacion; data de criacao; criado em; criado; data di creazione; data creazione; creato il; creato;
        aanmaakdatum; gemaakt op; aangemaakt op; aangemaakt; datum aangemaakt; skapad; skapat datum; oprettet;
        oprettelsesdato; opprettet; data utworzenia; luotu; 作成日; 创建日期; 创建时间; deal erstellt am; deal deal
        erstellt am; date created; erstellt; angelegt; anlage; fecha de creacion del negocio; criado; data criacao;
        cree; creation date time; created at date""",
    "next_step": """
        next step; next steps; nextstep; deal next step; next action; next activity; opportunity next step; deal next
        activity; hs next step; next step notes; nachster schritt; nachste schritte; nachste aktivitat; prochaine
        etape; etape suivante; prochaines etapes; prochaine action; proximo paso; siguiente paso; proximos pasos;
        proxima accion; paso siguiente; proxima etapa; proximo passo; proximos passos; proxima acao; passaggio
        successivo; prossimo passo; fase successiva; prossima azione; passo successivo; volgende stap; volgende
        stappen; volgende actie; nasta steg; naeste skridt; nastepny krok; 次のステップ; 下一步; opportunity next
        steps; next activity summary; next steps notes; naechster schritt; naechste schritte; etapa siguiente""",
    "probability": """
        probability; opportunity probability; deal probability; deal stage probability; win probability; likelihood;
        probability of close; closeprobability; close probability; confidence percent; win likelihood;
        chance of winning; prob; winrate; wahrscheinlichkeit; deal wahrscheinlichkeit; abschlusswahrscheinlichkeit;
        gewinnwahrscheinlichkeit; probabilite; probabilite de la transaction; probabilidad;
        probabilidad del negocio; probabilidad de cierre; probabilidade; probabilidade do negocio; probabilita;
        probabilita dell affare; waarschijnlijkheid; kans; slagingskans; dealwaarschijnlijkheid; sannolikhet;
        sandsynlighed; prawdopodobienstwo; 確度; 取引の確率; 概率;
        win probability percent; close probability; probability percent; confidence; gewinnchance; chance in prozent;
        chance in; wahrsch; w keit; prob percent; proba; probab; 確度 percent; 受注確度""",
    "is_won": """
        is won; won; is closed won; hs is closed won; iswon; opportunity won; closed won flag; gewonnen; gagne;
        gagnee; ganada; ganho; vinta; ist gewonnen; won flag""",
    "is_lost": "is lost; is closed lost; hs is closed lost; lost; islost; verloren; perdu; perdue; perdida; lost flag",
    "is_closed": """
        is closed; closed; hs is closed; isclosed; is deal closed; opportunity closed; geschlossen; abgeschlossen;
        cloture; cloturee; fermee; cerrada; cerrado; fechada; fechado; chiusa; gesloten; closed flag;
        ist geschlossen""",
}

KNOWN: dict[str, tuple[str, int]] = {}
"""Field and rank (0 is the surest) of each heading, as :func:`words` writes it."""
for _field, _names in _KNOWN.items():
    for _rank, _name in enumerate(_names.split(";")):
        KNOWN.setdefault(words(_name), (_field, _rank))
