"""A draft from a file of any kind that sellers have: text, mail (.eml), Word (.docx), PowerPoint (.pptx)."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from twoway.content.documents_mail import read_mail
from twoway.content.documents_office import OLE, archive_kind, ole_sentence
from twoway.content.documents_parts import MOST_BYTES, MOST_TEXT, Extract, Part, UnreadableDocumentError, too_long
from twoway.content.documents_slides import read_slides
from twoway.content.documents_text import decode_text
from twoway.content.documents_word import read_word

_ENDINGS = {
    ".eml": "eml", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".pptx": "pptx", ".pptm": "pptx",
    ".potx": "pptx", ".ppsx": "pptx", ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".htm": "text", ".html": "text",
}  # fmt: skip
_NAMES = {"docx": "a Word document", "pptx": "a PowerPoint presentation", "eml": "a mail", "text": "a text"}
_REFUSED = {
    "xlsx": "this is a spreadsheet; copy the words to check into a text file, or paste them to: twoway language -",
    "odt": "this is an OpenDocument file; open it and save it as .docx or .pptx",
    "pages": "this is an Apple iWork file; export it as .docx or .pptx",
    "zip": "this is an archive; unpack it, and name a text, .eml, .docx or .pptx file that was in it",
    "pdf": "this is a PDF, which does not keep its sentences whole; save the original as .docx or .pptx, or paste its "
    "words to: twoway language -",
    "rtf": "this is a rich text file (.rtf); open it and save it as .docx",
}
_MAIL_HEADERS = re.compile(rb"(?:^|\n)(?:MIME-Version|Message-ID|Received|Return-Path):", re.IGNORECASE)
_HEADER_LINE = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]{1,60}:")
_HEAD = 20_000


def read_document(data: bytes, name: str = "") -> Extract:
    """Return the text of a file and the places of its parts.

    Args:
        data: the whole file.
        name: what it is called; its ending has to agree with what it holds. Without an ending the contents decide.

    Raises:
        UnreadableDocumentError: for a kind of file that is not read, a damaged one, one with a password, or one that
            is something else than its name says.

    """
    if len(data) > MOST_BYTES:
        raise UnreadableDocumentError(f"it has more than {MOST_BYTES // 1_000_000} MB; check it in pieces")
    ending = PurePath(name).suffix.lower()
    kind, named = _kind(data, ending), _ENDINGS.get(ending)
    if kind in _REFUSED:
        raise UnreadableDocumentError(_REFUSED[kind])
    if named and kind != named:
        raise UnreadableDocumentError(_mismatch(kind, named, ending))
    return _READERS[kind](data)


def _kind(data: bytes, ending: str) -> str:
    """Tell the kind by the first bytes; whether a text is a mail, by its ending, and without one by its headers."""
    if data.startswith(OLE):
        raise UnreadableDocumentError(ole_sentence(data))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return archive_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if ending in _ENDINGS:
        return "eml" if ending == ".eml" else "text"
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return "eml" if _HEADER_LINE.match(head) and _MAIL_HEADERS.search(head) else "text"


def _mismatch(kind: str, named: str, ending: str) -> str:
    if kind in ("docx", "pptx"):
        return f"this is {_NAMES[kind]}, though its name ends in {ending}; name it .{kind}"
    return (
        f"this is not {_NAMES[named]}, though its name ends in {ending}: it is damaged, or something else; open it in "
        f"the program that made it and save it anew, or name a plain text .txt"
    )


def _read_text(data: bytes) -> Extract:
    text, notes = decode_text(data)
    if len(text) > MOST_TEXT:
        raise too_long()
    return Extract(text, ((0, Part("", lines=True)),), notes)


_READERS: Mapping[str, Callable[[bytes], Extract]] = {
    "text": _read_text,
    "eml": read_mail,
    "docx": read_word,
    "pptx": read_slides,
}
