"""A PowerPoint file (.pptx): slides in order, with titles, text, tables, groups, diagrams and the speaker's notes."""

import io
from collections.abc import Iterator
from typing import Any

from twoway.content.documents_office import damaged
from twoway.content.documents_parts import Extract, Part, UnreadableDocumentError, joined

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FURNITURE = ("SLIDE_NUMBER", "DATE", "SLIDE_IMAGE")
_LISTS = ("BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT")


def read_slides(data: bytes) -> Extract:
    """Return the words of a PowerPoint file, and notes on charts, whose words are not read.

    Raises:
        UnreadableDocumentError: when it is damaged, or holds macros or a slide show instead of a presentation.

    """
    from pptx import Presentation  # noqa: PLC0415 - 200 ms that a text does not need

    notes: list[str] = []
    try:
        presentation = Presentation(io.BytesIO(data))
        parts = [
            part
            for number, slide in enumerate(presentation.slides, start=1)
            for part in _slide(slide, f"slide {number}", notes)
        ]
        return joined(parts, notes)
    except UnreadableDocumentError:
        raise
    except Exception as error:  # a damaged file can fail in any layer: zip, XML, python-pptx
        if isinstance(error, ValueError) and "content type" in str(error):
            raise UnreadableDocumentError(
                "this is a slide show, a template or a file with macros; open it and save it as a plain .pptx"
            ) from error
        raise damaged("PowerPoint file") from error


def _slide(slide: Any, name: str, notes: list[str]) -> Iterator[Part]:  # noqa: ANN401 - python-pptx types shapes by mixins
    title = slide.shapes.title
    if title is not None:
        yield Part(" ".join(title.text_frame.text.split()), f"{name}, title")
    first = None if title is None else title.shape_id
    for shape in slide.shapes:
        if shape.shape_id != first:
            yield from _shape(shape, name, notes)
    for relation in slide.part.rels.values():
        if relation.reltype.endswith("/diagramData") and not relation.is_external:
            yield from _diagram(relation.target_part.blob, f"{name}, diagram")
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _frame(slide.notes_slide.notes_text_frame, f"{name}, notes", items=False)


def _shape(shape: Any, name: str, notes: list[str]) -> Iterator[Part]:  # noqa: ANN401
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    kind_name = kind.name if kind is not None else ""
    if kind_name in _FURNITURE:
        return
    if hasattr(shape, "shapes"):
        for inside in shape.shapes:
            yield from _shape(inside, name, notes)
    elif getattr(shape, "has_table", False):
        yield from _table(shape.table, name)
    elif getattr(shape, "has_chart", False):
        notes.append(f"{name}: the words in a chart were not checked")
    elif shape.has_text_frame:
        yield from _frame(shape.text_frame, name, items=kind_name in _LISTS)


def _table(table: Any, name: str) -> Iterator[Part]:  # noqa: ANN401
    for row_number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row.cells, start=1):
            if not cell.is_spanned:
                place = f"{name}, table, row {row_number}, column {column}"
                yield from _frame(cell.text_frame, place, items=False)


def _frame(frame: Any, place: str, *, items: bool) -> Iterator[Part]:  # noqa: ANN401
    """Yield the paragraphs of a text frame; several of them in the slide's main text are the items of a list."""
    texts = [paragraph.text.replace("\v", "\n").strip() for paragraph in frame.paragraphs]
    texts = [text for text in texts if text]
    listed = items and len(texts) > 1
    for number, text in enumerate(texts):
        yield Part(f"- {text}" if listed else text, place, tight=listed and number > 0)


def _diagram(xml: bytes, place: str) -> Iterator[Part]:
    from pptx.oxml import parse_xml  # noqa: PLC0415

    for paragraph in parse_xml(xml).iter(f"{A}p"):
        yield Part("".join(run.text or "" for run in paragraph.iter(f"{A}t")).strip(), place)
