"""Bytes of a text file into text, whatever program saved it."""

import codecs
import re

from twoway.content.documents_parts import UnreadableDocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSETS = re.compile(
    r"utf-?(?:8|16|32)(?:-?[lb]e)?|us-ascii|ascii|latin-?1|iso-?8859-?\d{1,2}|(?:windows|cp)-?\d{3,4}|koi8-[rut]"
    r"|gb(?:k|2312|18030)|big5(?:-?hkscs)?|euc-(?:jp|kr|cn)|shift[_-]?jis|iso-2022-(?:jp|kr)|tis-620|mac-?roman"
)
"""Names of real character sets; Python knows codecs that are none, and some of them are slow."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.01
_SAMPLE = 4000
_NOT_TEXT = "this is not a text; save it as a text in UTF-8, or paste its words to: twoway language -"


def decode_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a file's text without its byte order mark, and notes on how it was read. Line ends stay as they are.

    Raises:
        UnreadableDocumentError: for bytes that are no text.

    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked_utf16(data)
    if encoding:
        try:
            return _checked(data.decode(encoding)), ()
        except UnicodeDecodeError:
            if encoding != "utf-8-sig":
                raise UnreadableDocumentError(
                    "this text in UTF-16 or UTF-32 is damaged; save it anew, as UTF-8"
                ) from None
    return _guess(data)


def decode_charset(data: bytes, charset: str | None) -> str:
    """Return text whose mail says that it is in ``charset``; where that is wrong, as well as it can be read."""
    if charset and _CHARSETS.fullmatch(charset.lower()):
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Read UTF-8, else what Windows programs wrote before; a slip in a UTF-8 text does not make it the latter."""
    try:
        return _checked(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError:
        mended = data.decode("utf-8-sig", "replace")
    faults = mended.count("\ufffd")
    if sum(one > "\x7f" for one in mended) > 2 * faults:
        return _checked(mended), (f"{faults} damaged characters in this UTF-8 text were replaced",)
    text = data.decode("cp1252", "replace")
    return _checked(text), ("this is not UTF-8 and was read as Windows text (cp1252)",)


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: every other one, where the letters are Latin."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    if len(odd) >= 2 and len(data) % 2 == 0:  # noqa: PLR2004 - two characters
        if odd.count(0) > len(odd) / 2 and not even.count(0):
            return "utf-16-le"
        if even.count(0) > len(even) / 2 and not odd.count(0):
            return "utf-16-be"
    return None


def _checked(text: str) -> str:
    """Refuse what has the bytes of a picture or a program rather than of a text."""
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text) + 2:
        raise UnreadableDocumentError(_NOT_TEXT)
    return text
