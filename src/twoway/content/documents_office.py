"""What Word and PowerPoint files have in common: an archive, which may be damaged, locked or made to do harm."""

import io
import re
import zipfile

from twoway.content.documents_parts import UnreadableDocumentError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files begin, and new ones with a password."""

_MOST_UNPACKED = 400_000_000
"""Bytes, pictures included; an archive that unpacks to more was made to do harm, or is no draft."""
_MOST_XML = 120_000_000
"""Bytes of XML, which takes many times its size in memory."""
_MOST_MEMBERS = 20_000
_MAIN = {
    "docx": re.compile(r"word/document\d{0,3}\.xml"),
    "pptx": re.compile(r"ppt/presentation\d{0,3}\.xml"),
    "xlsx": re.compile(r"xl/workbook\d{0,3}\.(?:xml|bin)"),
    "odt": re.compile(r"content\.xml"),
    "pages": re.compile(r"Index/Document\.iwa"),
}


def archive_kind(data: bytes) -> str:
    """Return what the archive ``data`` holds: docx, pptx, xlsx, odt, pages, or zip for anything else.

    Raises:
        UnreadableDocumentError: for a damaged archive, or one that unpacks to far more than a draft.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise damaged("file") from error
    xml = sum(one.file_size for one in members if one.filename.lower().endswith((".xml", ".rels")))
    if sum(one.file_size for one in members) > _MOST_UNPACKED or xml > _MOST_XML or len(members) > _MOST_MEMBERS:
        raise UnreadableDocumentError(
            "this file unpacks to far more than a draft; copy the pages to check into a new file"
        )
    names = [one.filename for one in members]
    return next((kind for kind, main in _MAIN.items() if any(map(main.fullmatch, names))), "zip")


def ole_sentence(data: bytes) -> str:
    """Say what an old Office file, one with a password, or an Outlook message is, and what to do."""
    if _stream("EncryptedPackage") in data:
        return "this file has a password; open it, save it without one, and try again"
    if _stream("__substg1.0_") in data or _stream("__nameid_version1.0") in data:
        return "this is an Outlook message (.msg); save it as .eml, or paste its words to: twoway language -"
    if _stream("WordDocument") in data:
        return "this is an old Word file (.doc); open it and save it as .docx"
    if _stream("PowerPoint Document") in data:
        return "this is an old PowerPoint file (.ppt); open it and save it as .pptx"
    return "this is an old Office file, or one with a password; open it and save it as .docx or .pptx without one"


def damaged(what: str) -> UnreadableDocumentError:
    """Return the error for a ``what`` (Word file, PowerPoint file) that no reader can make sense of."""
    return UnreadableDocumentError(f"this {what} is damaged; open it in the program that made it and save it anew")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")
