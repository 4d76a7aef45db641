"""ODT -> Document: paragraphs, headings, lists, tables and text boxes of an OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from loopready.model import Document, DocumentKind, InputError
from loopready.reading.formats.archive import Archive
from loopready.reading.formats.seen import is_hidden
from loopready.reading.formats.sheet import Columns, Piece, Row, Sheet, address
from loopready.reading.formats.tables import Cell, table_rows
from loopready.reading.formats.xml import attribute, child, local, parsed
from loopready.reading.marks import bullet_length, number_length

_UNITS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d{1,4}(?:\.\d{1,4})?)(pt|cm|mm|in|px|%)")
_SKIP = frozenset(
    "tracked-changes note annotation annotation-end page-number page-count forms sequence-decls variable-decls user-field-decls hidden-text hidden-paragraph "
    "bookmark bookmark-start bookmark-end change change-start change-end soft-page-break table-of-content alphabetical-index".split()
)
_HEADING_SIZES = {1: 16.0, 2: 14.0, 3: 12.5}
_DEEPEST = 20
_MOST_REPEATED = 60
_BOX_X = 300.0


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    size: float = 12.0
    colour: str | None = None
    fill: str | None = None
    hidden: bool = False
    above: float = 0.0
    below: float = 0.0
    left: float = 0.0


def read_odt(archive: Archive, *, kind: DocumentKind, name: str) -> Document:
    """The text of an ODT package; tracked deletions, comments and hidden text are left out.

    Raises:
        InputError: damaged, unsafe, encrypted, too_big, too_long, empty or no_text.
    """
    manifest = archive.part("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest:
        raise InputError("encrypted", "the file is protected by a password; save it without one and try again.", name=name)
    data = archive.part("content.xml")
    content = parsed(data, name=name) if data is not None else None
    text = child(child(content, "body"), "text")
    if text is None:
        raise InputError("damaged", "the file holds no text document; save it again as DOCX or PDF.", name=name)
    styled = archive.part("styles.xml")
    styles = parsed(styled, name=name) if styled is not None else None
    reading = _Reading()
    for root in (styles, content):
        reading.learn(root)
    heads, feet = _edges(reading, styles)
    early = list(reading.boxes)
    reading.boxes.clear()
    rows = reading.rows(text)
    sheet = Sheet()
    sheet.hidden = reading.hidden
    said = {row.text for row in rows if isinstance(row, Row)}
    sheet.flow([row for row in heads if isinstance(row, Columns) or row.text not in said])
    for box in (*early, *(box for box, late in reading.placed if not late)):
        sheet.flow(box)
        sheet.blank()
    sheet.flow(rows)
    for box in (box for box, late in reading.placed if late):
        sheet.beside(box, x=_BOX_X)
    if feet:
        sheet.blank()
        sheet.flow(feet)
    return sheet.document(kind=kind, name=name)
