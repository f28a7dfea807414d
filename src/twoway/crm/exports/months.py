"""The names of months in the languages of the exports (English, German, French, Spanish, Portuguese, Italian, Dutch…).

No short form stands for two different months in these languages, so that a name never has to be guessed at.
"""

from twoway.crm.exports.words import listed, words

_NAMES = (
    """january jan januar janner jaenner janvier janv enero ene janeiro gennaio gen januari januar styczen stycznia
    tammikuu ocak""",
    """february feb februar febr fevrier fevr fev febrero fevereiro febbraio februari luty lutego helmikuu subat""",
    """march mar maerz marz mars marzo marco maart mrt marts marzec marca maaliskuu mart""",
    """april apr avril avr abril abr aprile aprilis kwiecien kwietnia huhtikuu nisan""",
    """may mai mayo maio maggio mag mei maj toukokuu mayis""",
    """june jun juni juin junho junio giugno giu czerwiec czerwca kesakuu haziran""",
    """july jul juli juillet juil julho julio luglio lug lipiec lipca heinakuu temmuz""",
    """august aug aout agosto ago augustus augusti sierpien sierpnia elokuu agustos""",
    """september sep sept septembre septiembre setembro settembre set wrzesien wrzesnia syyskuu eylul""",
    """october oct oktober okt octobre octubre outubro out ottobre ott pazdziernik pazdziernika lokakuu ekim""",
    """november nov novembre noviembre novembro listopad listopada marraskuu kasim""",
    """december dec dezember dez decembre diciembre dic dezembro dicembre grudzien grudnia joulukuu aralik""",
)

MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""The number of each month, by its name as :func:`words` writes it."""

_DAYS = frozenset(
    listed("""
        mon; tue; tues; wed; thu; thur; thurs; fri; sat; sun; monday; tuesday; wednesday; thursday; friday;
        saturday; sunday; mo; di; mi; do; fr; sa; so; montag; dienstag; mittwoch; donnerstag; freitag; samstag;
        sonntag; lun; mar; mer; jeu; ven; sam; dim; lundi; mardi; mercredi; jeudi; vendredi; samedi; dimanche;
        lunes; martes; miercoles; jueves; viernes; sabado; domingo; mie; jue; vie; sab; dom; seg; ter; qua; qui;
        sex; segunda; terca; quarta; quinta; sexta; feira; lunedi; martedi; mercoledi; giovedi; venerdi; domenica;
        gio; ma; woe; vr; za; zo; maandag; dinsdag; woensdag; donderdag; vrijdag; zaterdag; zondag""")
)
_FILLERS = frozenset({"de", "del", "of", "the", "den", "le", "el", "il", "er", "1er", "st", "nd", "rd", "th"})


def named_date(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a date that names its month; None when ``text`` is no such date.

    The year has four digits, or two behind the month: ``16 Apr, 2021``, ``16-Apr-21``, ``2021-Apr-16``.
    """
    parts = [part for part in words(_split_ordinals(text)).split() if part not in _FILLERS]
    if len(parts) == _WITH_WEEKDAY and parts[0] in _DAYS:
        parts = parts[1:]
    named = [position for position, part in enumerate(parts) if part in MONTHS]
    if len(parts) != _PARTS or len(named) != 1:
        return None
    month = MONTHS[parts[named[0]]]
    first, second = (part for part in parts if part not in MONTHS)
    if not all(part.isascii() and part.isdigit() for part in (first, second)):
        return None
    if len(first) == _FULL_YEAR and named[0] == 1 and len(second) <= _SHORT:
        return int(first), month, int(second)
    if len(first) <= _SHORT and len(second) in (_FULL_YEAR, _SHORT) and named[0] <= 1:
        return full_year(second), month, int(first)
    return None


_WITH_WEEKDAY, _PARTS, _FULL_YEAR, _SHORT = 4, 3, 4, 2


def full_year(digits: str) -> int:
    """Return a year of four digits; two digits mean 1969 to 2068, as spreadsheets and Unix read them."""
    year = int(digits)
    if len(digits) == _FULL_YEAR:
        return year
    return year + (2000 if year <= 68 else 1900)  # noqa: PLR2004 - POSIX strptime %y


def _split_ordinals(text: str) -> str:
    """Take ``st``, ``nd``, ``rd``, ``th`` and the like away from the day's digits."""
    kept = text.replace("º", " ").replace("ª", " ").replace("'", " ")
    for suffix in ("st", "nd", "rd", "th", "er", "e"):
        for digit in "0123456789":
            kept = kept.replace(f"{digit}{suffix} ", f"{digit} ").replace(f"{digit}{suffix},", f"{digit} ")
    return kept
