"""Which currency a symbol, a code or a name stands for (ISO 4217)."""

from twoway.crm.exports.words import listed, words

CODES = frozenset(
    listed("""
        AED; AFN; ALL; AMD; ANG; AOA; ARS; AUD; AWG; AZN; BAM; BBD; BDT; BGN; BHD; BIF; BMD; BND; BOB; BRL; BSD;
        BTN; BWP; BYN; BZD; CAD; CDF; CHF; CLP; CNY; COP; CRC; CUP; CVE; CZK; DJF; DKK; DOP; DZD; EGP; ERN; ETB;
        EUR; FJD; FKP; GBP; GEL; GHS; GIP; GMD; GNF; GTQ; GYD; HKD; HNL; HRK; HTG; HUF; IDR; ILS; INR; IQD; IRR;
        ISK; JMD; JOD; JPY; KES; KGS; KHR; KMF; KPW; KRW; KWD; KYD; KZT; LAK; LBP; LKR; LRD; LSL; LYD; MAD; MDL;
        MGA; MKD; MMK; MNT; MOP; MRU; MUR; MVR; MWK; MXN; MYR; MZN; NAD; NGN; NIO; NOK; NPR; NZD; OMR; PAB; PEN;
        PGK; PHP; PKR; PLN; PYG; QAR; RON; RSD; RUB; RWF; SAR; SBD; SCR; SDG; SEK; SGD; SHP; SLE; SOS; SRD; SSP;
        STN; SVC; SYP; SZL; THB; TJS; TMT; TND; TOP; TRY; TTD; TWD; TZS; UAH; UGX; USD; UYU; UZS; VES; VND; VUV;
        WST; XAF; XCD; XOF; XPF; YER; ZAR; ZMW; ZWL""")
)

THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies whose amounts have three decimals; all others have two or none (ISO 4217)."""

SYMBOLS = {
    "€": "EUR", "£": "GBP", "$": "USD", "us$": "USD", "u$s": "USD", "¥": "JPY", "jp¥": "JPY", "cn¥": "CNY", "元": "CNY",
    "円": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP",
    "₦": "NGN", "₴": "UAH", "₸": "KZT", "₡": "CRC", "₲": "PYG", "₵": "GHS", "r$": "BRL", "a$": "AUD", "au$": "AUD",
    "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "sg$": "SGD", "mx$": "MXN", "nt$": "TWD",
    "zł": "PLN", "kč": "CZK", "ft": "HUF", "fr": "CHF", "fr.": "CHF", "sfr": "CHF", "sfr.": "CHF", "r": "ZAR",
    "lei": "RON", "лв": "BGN", "лв.": "BGN", "руб": "RUB", "руб.": "RUB", "tl": "TRY", "euro": "EUR", "euros": "EUR",
}  # fmt: skip
"""What stands beside an amount, in lower case."""

DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "HKD", "SGD", "MXN", "TWD", "ARS", "CLP", "COP", "BRL"})
SHARED = {"$": DOLLARS, "¥": frozenset({"JPY", "CNY"}), "£": frozenset({"GBP", "EGP", "GIP"})}
"""Symbols that more than one currency uses: a currency column may say which is meant."""

UNSURE = frozenset({"kr", "kr.", "rs", "rs."})
"""Symbols that several currencies share with none of them the usual one."""

_NAMES = {
    "us dollar": "USD", "us dollars": "USD", "dollar": "USD", "united states dollar": "USD", "euro": "EUR",
    "euros": "EUR", "pound": "GBP", "pound sterling": "GBP", "british pound": "GBP", "gb pound": "GBP",
    "uk pound": "GBP", "pfund": "GBP", "swiss franc": "CHF", "schweizer franken": "CHF", "franken": "CHF",
    "franc suisse": "CHF", "japanese yen": "JPY", "yen": "JPY", "canadian dollar": "CAD", "australian dollar": "AUD",
    "new zealand dollar": "NZD", "singapore dollar": "SGD", "hong kong dollar": "HKD", "indian rupee": "INR",
    "swedish krona": "SEK", "norwegian krone": "NOK", "danish krone": "DKK", "polish zloty": "PLN", "zloty": "PLN",
    "brazilian real": "BRL", "real": "BRL", "mexican peso": "MXN", "chinese yuan": "CNY", "yuan": "CNY",
    "renminbi": "CNY", "south african rand": "ZAR", "rand": "ZAR", "turkish lira": "TRY", "czech koruna": "CZK",
    "hungarian forint": "HUF", "romanian leu": "RON", "israeli shekel": "ILS", "south korean won": "KRW",
    "uae dirham": "AED", "saudi riyal": "SAR", "dolar estadounidense": "USD",
}  # fmt: skip


def currency_of(text: str) -> str | None:
    """Return the ISO code that a cell of a currency column states; blank for none stated, None for an unknown one."""
    bare = text.strip()
    if not bare:
        return ""
    if bare.upper() in CODES:
        return bare.upper()
    if bare.lower() in SYMBOLS:
        return SYMBOLS[bare.lower()]
    name = words(bare)
    if name in _NAMES:
        return _NAMES[name]
    codes = [part for part in name.upper().split() if part in CODES]  # "EUR - Euro", "US Dollar (USD)"
    return codes[0] if len(codes) == 1 else None
