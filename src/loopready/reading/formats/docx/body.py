"""Paragraphs, tables and text boxes of a DOCX body -> rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from loopready.reading.formats.docx.styles import Look, Numbering, Shape, Styles, fill_of, number, twips
from loopready.reading.formats.seen import is_hidden
from loopready.reading.formats.sheet import Columns, Piece, Row, address
from loopready.reading.formats.tables import Cell, table_rows
from loopready.reading.formats.xml import attribute, child, local
from loopready.reading.marks import bullet_length, number_length

_INLINE = frozenset({"ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo", "sdtContent", "fldSimple", "ruby", "rubyBase"})
_WRAPS = frozenset({"ins", "moveTo", "customXml", "sdtContent"})
_COUNTED = re.compile(r"\b(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_ADDRESS = re.compile(r'HYPERLINK\s+"([^"]+)"')
_HEADS = 6
"""Outline levels up to this one are headings; deeper ones are text."""
_MOST_FIELDS = 50


@dataclass(slots=True)
class _Field:
    said: str = ""
    result: bool = False


@dataclass(slots=True)
class TextBox:
    """A text box's rows; ``late`` where text of the body stands before its anchor."""

    rows: list[Row | Columns]
    late: bool


@dataclass(slots=True)
class Reading:
    """What goes through a body: styles, lists, links, and what was left out on the way."""

    styles: Styles
    numbering: Numbering
    links: Mapping[str, str] = field(default_factory=dict)
    hidden: int = 0
    boxes: list[TextBox] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _begun: bool = False

    def rows(self, parent: Any, *, fill: str | None = None) -> list[Row | Columns]:
        """The rows of a body, cell, text box, header or footer."""
        out: list[Row | Columns] = []
        below, style = 0.0, None
        for element in blocks(parent):
            if local(element) == "tbl":
                out += self._table(element, fill)
                below, style = 0.0, None
                continue
            shape, look = self.styles.paragraph(child(element, "pPr"))
            tight = shape.contextual and style is not None and shape.style == style
            made = self._paragraph(element, shape, look, shape.fill or fill)
            made[0].above = 0.0 if tight else max(below, shape.above)
            out += made
            below, style = shape.below, shape.style
        return out

    def _table(self, table: Any, fill: str | None) -> list[Row | Columns]:
        grid = child(table, "tblGrid")
        widths = [twips(attribute(column, "w")) for column in grid if local(column) == "gridCol"] if grid is not None else []
        rows: list[list[Cell]] = []
        for row in _within(table, "tr"):
            cells: list[Cell] = []
            at = 0
            for cell in _within(row, "tc"):
                properties = child(cell, "tcPr")
                span, shading = child(properties, "gridSpan"), child(properties, "shd")
                under = (fill_of(shading) if shading is not None else None) or fill
                cells.append(Cell(self.rows(cell, fill=under), x=sum(widths[:at])))
                at += max(1, min(63, int(number(attribute(span, "val"))))) if span is not None else 1
            rows.append(cells)
        return table_rows(rows)

    def _paragraph(self, paragraph: Any, shape: Shape, look: Look, fill: str | None) -> list[Row]:
        line = _Line(look, fill, shape.right_stop)
        self._inline(paragraph, line, None)
        heading = shape.outline is not None and shape.outline <= _HEADS
        mark, left = self._mark(shape, "".join(piece.text for piece in line.lines[0]).strip(), heading=heading)
        inner = left + (10.0 if mark else 0.0)
        return [
            Row(pieces, x=left if i == 0 else inner, mark=mark if i == 0 else "", heading=heading) for i, pieces in enumerate(line.lines)
        ]

    def _mark(self, shape: Shape, text: str, *, heading: bool) -> tuple[str, float]:
        left = max(0.0, shape.left - max(0.0, shape.hanging))
        if heading or not text or (shape.list_id is None and not shape.bulleted):
            return "", left
        mark, own = "- ", left
        if shape.list_id is not None:
            mark, own = self.numbering.mark(shape.list_id, shape.level)
        return "" if bullet_length(text) or number_length(text) else mark, shape.left or own

    def _inline(self, parent: Any, line: _Line, url: str | None) -> None:
        for element in parent:
            key = local(element)
            if key == "r":
                self._run(element, line, url)
            elif key == "sdt":
                content = child(element, "sdtContent")
                if content is not None and child(child(element, "sdtPr"), "showingPlcHdr") is None:
                    self._inline(content, line, url)
            elif key in _INLINE:
                said = attribute(element, "instr") or ""
                if not _COUNTED.search(said):
                    target = self.links.get(attribute(element, "id") or "") if key == "hyperlink" else _said_address(said)
                    self._inline(element, line, address(target) or url)
            elif key == "AlternateContent":
                self._inline(_choice(element), line, url)

    def _run(self, run: Any, line: _Line, url: str | None) -> None:
        look = self.styles.run(line.look, child(run, "rPr"))
        for element in run:
            key = local(element)
            if key == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif key == "instrText":
                if self._fields and not self._fields[-1].result:
                    self._fields[-1].said = (self._fields[-1].said + (element.text or ""))[:2200]
            elif key in ("drawing", "pict", "object", "AlternateContent"):
                self._boxes(element)
            elif key == "ruby":
                self._inline(element, line, url)
            elif key in ("br", "cr"):
                line.lines.append([])
            elif key in ("tab", "ptab"):
                line.lines[-1].append(Piece("", gap=True))
            elif text := _text_of(element, key):
                self._text(text, look, line, url)

    def _text(self, text: str, look: Look, line: _Line, url: str | None) -> None:
        if any(_COUNTED.search(one.said) for one in self._fields):
            return
        if look.vanish or is_hidden(look.colour, look.fill or line.fill, size=look.size):
            self.hidden += sum(1 for letter in text if not letter.isspace())
            return
        self._begun = self._begun or bool(text.strip())
        target = url or next((found for one in self._fields if (found := address(_said_address(one.said)))), None)
        line.lines[-1].append(
            Piece(text, bold=look.bold, italic=look.italic, size=look.size, colour=look.colour, url=target, right=line.right_stop)
        )

    def _field(self, kind: str | None) -> None:
        if kind == "begin" and len(self._fields) < _MOST_FIELDS:
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _boxes(self, element: Any) -> None:
        late, outer = self._begun, self._fields
        for box in _text_boxes(element):
            self._fields = []
            rows = self.rows(box, fill="any")
            if any(isinstance(row, Columns) or row.text for row in rows):
                self.boxes.append(TextBox(rows, late))
        self._fields, self._begun = outer, late


@dataclass(slots=True)
class _Line:
    """A paragraph that is being read: the look it starts from, what lies under it, its lines so far."""

    look: Look
    fill: str | None
    right_stop: bool
    lines: list[list[Piece]] = field(default_factory=lambda: [[]])


def blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables below an element, through content controls and tracked insertions."""
    for element in parent:
        key = local(element)
        if key in ("p", "tbl"):
            yield element
        elif key in _WRAPS or (key == "sdt" and child(child(element, "sdtPr"), "showingPlcHdr") is None):
            yield from blocks(element)
        elif key == "AlternateContent":
            yield from blocks(_choice(element))


def _within(parent: Any, key: str) -> Iterator[Any]:
    """Rows of a table or cells of a row that are not deleted."""
    for element in parent:
        if local(element) == key:
            properties = child(element, "trPr")
            if properties is None or child(properties, "del") is None:
                yield element
        elif local(element) in (*_WRAPS, "sdt"):
            yield from _within(element, key)


def _choice(element: Any) -> Any:
    """The first alternative that holds anything."""
    found = [one for one in element if local(one) in ("Choice", "Fallback") and len(one)]
    return found[0] if found else element


def _text_boxes(element: Any) -> Iterator[Any]:
    """The outermost text boxes of a drawing."""
    if local(element) == "AlternateContent":
        element = _choice(element)
    for one in element:
        if local(one) == "txbxContent":
            yield one
        else:
            yield from _text_boxes(one)


def _text_of(element: Any, key: str) -> str:
    if key == "t":
        return element.text or ""
    if key == "noBreakHyphen":
        return "-"
    if key == "sym":
        code = attribute(element, "char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) and not "D8" <= code[:2].upper() <= "DF" else ""
    return ""


def _said_address(instruction: str) -> str | None:
    found = _ADDRESS.search(instruction)
    return found[1] if found else None
