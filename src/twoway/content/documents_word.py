"""A Word file (.docx): paragraphs, lists, tables, text boxes, headers, footers, footnotes; no comments or deletions."""

import io
from collections.abc import Iterator
from typing import Any

from twoway.content.documents_office import damaged
from twoway.content.documents_parts import Extract, Part, UnreadableDocumentError, joined

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What a program too old for a drawing shows instead of it: the same words again."""
_LEFT_OUT = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}tblPr", f"{W}sectPr", f"{W}sdtPr", _FALLBACK}
)
_CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_word(data: bytes) -> Extract:
    """Return the words of a Word file.

    Raises:
        UnreadableDocumentError: when it is damaged, or holds macros or a template instead of a document.

    """
    from docx import Document  # noqa: PLC0415 - 100 ms that a text does not need

    try:
        document = Document(io.BytesIO(data))
        return joined(_parts(document))
    except UnreadableDocumentError:
        raise
    except Exception as error:  # a damaged file can fail in any layer: zip, XML, python-docx
        if isinstance(error, ValueError) and "content type" in str(error):
            raise UnreadableDocumentError(
                "this is a Word template or a file with macros; open it and save it as a plain .docx"
            ) from error
        raise damaged("Word file") from error


def _parts(document: Any) -> Iterator[Part]:  # noqa: ANN401 - the body's XML has no useful type
    lists = {style.style_id for style in document.styles if (style.name or "").startswith("List")}
    seen: set[Any] = set()
    for name in ("header", "footer"):
        for section in document.sections:
            for kind in ("", "first_page_", "even_page_"):
                furniture = getattr(section, f"{kind}{name}")
                if furniture.is_linked_to_previous or furniture.part.partname in seen:
                    continue
                seen.add(furniture.part.partname)
                story = furniture._element  # noqa: SLF001 - python-docx has no public way to it
                yield from (Part(part.text, name, tight=part.tight) for part in _Body(name, lists).parts(story))
    body = _Body("paragraph", lists)
    yield from body.parts(document.element.body)
    yield from _footnotes(document, lists)


def _footnotes(document: Any, lists: set[str]) -> Iterator[Part]:  # noqa: ANN401
    from docx.oxml import parse_xml  # noqa: PLC0415

    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{W}type") not in _SEPARATORS:
                    yield from (Part(part.text, kind.removesuffix("s")) for part in _Body("", lists).parts(note))


class _Body:
    """Walks a story of the document (body, header, note) and counts its paragraphs and tables."""

    def __init__(self, name: str, lists: set[str]) -> None:
        self._name = name
        self._lists = lists
        self._paragraphs = self._tables = 0
        self._was_item = False

    def parts(self, story: Any) -> Iterator[Part]:  # noqa: ANN401 - lxml element
        """Yield the paragraphs in the order of the page."""
        for element in story:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._tables += 1
                yield from self._table(element, f"table {self._tables}")
                self._was_item = False
            elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
                yield from self.parts(element)  # content controls and the like hold paragraphs

    def _paragraph(self, element: Any) -> Iterator[Part]:  # noqa: ANN401
        boxes: list[Any] = []
        text = "".join(_characters(element, boxes)).strip()
        if text:
            self._paragraphs += 1
            item = self._is_item(element)
            yield Part(f"- {text}" if item else text, f"{self._name} {self._paragraphs}", tight=item and self._was_item)
            self._was_item = item
        for box in boxes:
            inside = _Body("", self._lists)
            yield from (Part(part.text, "text box", tight=part.tight) for part in inside.parts(box))

    def _table(self, table: Any, name: str) -> Iterator[Part]:  # noqa: ANN401
        for row, line in enumerate(_rows(table), start=1):
            for column, cell in enumerate(line, start=1):
                place = f"{name}, row {row}, column {column}"
                inside = _Body("", self._lists)
                yield from (Part(part.text, place, tight=part.tight) for part in inside.parts(cell))

    def _is_item(self, element: Any) -> bool:  # noqa: ANN401
        properties = element.find(f"{W}pPr")
        if properties is None:
            return False
        style = properties.find(f"{W}pStyle")
        named = style is not None and style.get(f"{W}val") in self._lists
        return named or properties.find(f"{W}numPr") is not None


def _rows(table: Any) -> Iterator[list[Any]]:  # noqa: ANN401
    """Yield the cells of each row; of cells that are merged downward only the first, as the others are empty."""
    for row in _within(table, f"{W}tr"):
        yield list(_within(row, f"{W}tc"))


def _within(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children called ``tag``, also those that a content control or an insertion wraps."""
    for child in element:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in (*_LEFT_OUT, f"{W}tr", f"{W}tc", f"{W}tbl", f"{W}p"):
            yield from _within(child, tag)


def _characters(element: Any, boxes: list[Any]) -> Iterator[str]:  # noqa: ANN401
    """Yield the text of a paragraph as it reads with all changes accepted; put its text boxes aside in ``boxes``."""
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == f"{W}txbxContent":
            boxes.append(child)
        elif isinstance(tag, str) and tag not in _LEFT_OUT:
            yield from _characters(child, boxes)
