"""A saved mail (.eml): its subject and its words, quoted replies included, which the check skips; no attachments."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32

from twoway.content.documents_html import html_words
from twoway.content.documents_parts import Extract, Part, UnreadableDocumentError, joined, without_surrogates
from twoway.content.documents_text import decode_charset

_LONGEST_HEADER = 4000
_MOST_MULTIPARTS = 100
"""Parts that hold others; the standard library's parser looks at every line once for each that it is in."""
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HEADER = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]{1,60}:")
_QUOTED = re.compile(r">*")


class _ShortHeaders(Compat32):
    """Reads headers of any length without reading all of them: some of their grammars take the square of it."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the header's name and as much of its value as a header has."""
        name, value = super().header_source_parse([line[:_LONGEST_HEADER] for line in sourcelines[:200]])
        return name, value[:_LONGEST_HEADER]


def read_mail(data: bytes) -> Extract:
    """Return the subject and the words of a mail, and notes on its attachments.

    Raises:
        UnreadableDocumentError: for something else than a mail, or a mail that is damaged or encrypted.

    """
    if not _HEADER.match(data.lstrip(b"\xef\xbb\xbf\r\n")):
        raise UnreadableDocumentError(
            "this is not a mail that can be read; save it from your mail program as .eml, or paste its words to: "
            "twoway language -"
        )
    if sum(1 for _ in _MULTIPART.finditer(data)) > _MOST_MULTIPARTS:
        raise UnreadableDocumentError(
            "this mail holds too many mails within mails; copy its words and paste them to: twoway language -"
        )
    try:
        return _read(data.lstrip(b"\xef\xbb\xbf\r\n"))
    except UnreadableDocumentError:
        raise
    except Exception as error:  # the standard library's mail parser fails in many ways on damaged mails
        raise UnreadableDocumentError(
            "this mail is damaged; save it anew from your mail program, or paste its words to: twoway language -"
        ) from error


def _read(data: bytes) -> Extract:
    mail = message_from_bytes(data, policy=_ShortHeaders())
    notes: list[str] = []
    body = list(_bodies(mail, notes))
    if not any(text.strip() for text in body) and mail.get_content_type() in (
        "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime",
    ):  # fmt: skip
        raise UnreadableDocumentError("this mail is encrypted; copy its words and paste them to: twoway language -")
    subject = _CONTROL.sub(" ", _header(mail, "subject")).strip()
    parts = [Part(f"Subject: {subject}", "subject")] if subject else []
    parts += [Part(text.replace("\r\n", "\n").replace("\r", "\n"), "message", lines=True) for text in body]
    return joined(parts, notes)


def _bodies(mail: Message, notes: list[str]) -> Iterator[str]:
    """Yield the texts of a mail in order; of the same text in several forms the plain one, unless it is blank."""
    kind = mail.get_content_type()
    if mail.get_content_disposition() == "attachment" or not (mail.is_multipart() or _is_text(kind)):
        notes.append(_left_out(mail))
    elif kind == "message/rfc822":
        notes.append("a mail that is attached was not checked")
    elif kind == "multipart/alternative":
        yield from _best(mail, notes)
    elif mail.is_multipart():
        for part in _inside(mail):
            yield from _bodies(part, notes)
    else:
        yield _text(mail)


def _best(mail: Message, notes: list[str]) -> list[str]:
    """Return the plain form, or another that has words in it, and note what only that form leaves out."""
    forms = sorted(_inside(mail), key=lambda part: part.get_content_type() != "text/plain")
    for form in forms:
        left_out: list[str] = []
        texts = list(_bodies(form, left_out))
        if any(text.strip() for text in texts):
            notes += left_out
            return texts
    return []


def _inside(mail: Message) -> list[Message]:
    payload = mail.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _is_text(kind: str) -> bool:
    return kind in ("text/plain", "text/html", "text/enriched", "text/markdown")


def _text(mail: Message) -> str:
    payload = mail.get_payload(decode=True)
    text = decode_charset(payload if isinstance(payload, bytes) else b"", mail.get_content_charset())
    if mail.get_content_type() == "text/html":
        return html_words(text)
    if str(mail.get_param("format", "")).lower() == "flowed":
        return unflowed(text, joined_words=str(mail.get_param("delsp", "")).lower() == "yes")
    return text


def unflowed(text: str, *, joined_words: bool = False) -> str:
    """Put the lines together that a mail program wrapped (RFC 3676, section 4).

    ``joined_words``: the space at the end of a wrapped line is no part of the text (DelSp=yes).
    """
    lines: list[list[str]] = []
    open_depth = -1
    for raw in text.replace("\r\n", "\n").split("\n"):
        marks = _QUOTED.match(raw)
        depth = marks.end() if marks else 0
        line = raw[depth:].removeprefix(" ")  # a space that only keeps "From" and ">" from being misread
        if depth == open_depth and line != "-- ":
            lines[-1].append(line)
        else:
            lines.append([f"{'>' * depth} {line}" if depth else line])
        flows = line.endswith(" ") and line != "-- "
        open_depth = depth if flows else -1
        if flows and joined_words:
            lines[-1][-1] = lines[-1][-1][:-1]
    return "\n".join("".join(pieces) for pieces in lines)


def _header(mail: Message, name: str) -> str:
    try:
        return without_surrogates(str(make_header(decode_header(mail.get(name, "")))))
    except (LookupError, ValueError):
        return ""  # an encoding that nobody knows; the mail itself can still be read


def _left_out(mail: Message) -> str:
    named = _CONTROL.sub(" ", without_surrogates(str(mail.get_filename() or ""))).strip()[:80]
    return f"the attachment {named} was not checked" if named else "an attachment was not checked"
