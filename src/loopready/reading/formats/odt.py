"""ODT -> Document: paragraphs, headings, lists, tables and text boxes of an OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from loopready.model import Document, DocumentKind, InputError
from loopready.reading.formats.archive import Archive
from loopready.reading.formats.seen import is_hidden
from loopready.reading.formats.sheet import BESIDE, Columns, Piece, Row, Sheet, address, without_repeats
from loopready.reading.formats.tables import Cell, table_rows
from loopready.reading.formats.unread import odt_notices
from loopready.reading.formats.xml import attribute, child, local, parsed
from loopready.reading.marks import bullet_length, number_length

_UNITS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d{1,4}(?:\.\d{1,6})?)(pt|cm|mm|in|px|%)")
_SKIP = frozenset(
    [
        "tracked-changes",
        "note",
        "annotation",
        "annotation-end",
        "page-number",
        "page-count",
        "forms",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "hidden-text",
        "hidden-paragraph",
        "table-of-content",
        "alphabetical-index",
        "binary-data",
        "event-listeners",
        "desc",
        "title",
    ]
)
_FLOWS = frozenset({"section", "list-item", "list-header", "index-body", "deletion"})
_HEADING_SIZES = {1: 16.0, 2: 14.0, 3: 12.5}
_DEEPEST = 20
_MOST_REPEATED = 60


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
    if b"encryption-data" in (archive.part("META-INF/manifest.xml") or b""):
        raise InputError("encrypted", "the file is protected by a password; save it without one and try again.", name=name)
    data = archive.part("content.xml")
    content = parsed(data, name=name) if data is not None else None
    text = child(child(content, "body"), "text")
    if text is None:
        raise InputError("damaged", "the file holds no text document; save it again as DOCX or PDF.", name=name)
    styled = archive.part("styles.xml")
    styles = parsed(styled, name=name) if styled is not None else None
    reading = _Reading()
    reading.learn(styles)
    reading.learn(content)
    heads, feet = _edge(reading, styles, "header"), _edge(reading, styles, "footer")
    rows = reading.rows(text)
    sheet = Sheet()
    sheet.hidden = reading.hidden
    sheet.flow(without_repeats(heads, rows))
    for early in (box for box, late in reading.boxes if not late):
        sheet.flow(early)
        sheet.blank()
    sheet.flow(rows)
    for beside in (box for box, late in reading.boxes if late):
        sheet.beside(beside, x=BESIDE)
    sheet.flow(without_repeats(feet, rows))
    return sheet.document(kind=kind, name=name, notices=odt_notices(text))


def _edge(reading: _Reading, styles: Any | None, key: str) -> list[Row | Columns]:
    """What the page styles' headers (or footers, as furniture) say."""
    out: list[Row | Columns] = []
    pages = child(styles, "master-styles")
    for page in pages if pages is not None else ():
        for edge in page:
            if local(edge) in (key, f"{key}-first"):
                out += reading.rows(edge)
    for row in out:
        if isinstance(row, Row):
            row.furniture = key == "footer"
    return out


@dataclass(slots=True)
class _Reading:
    """Styles by name, what was left out, and the text boxes met on the way (each with whether text stood before it)."""

    hidden: int = 0
    boxes: list[tuple[list[Row | Columns], bool]] = field(default_factory=list)
    _styles: dict[str, Any] = field(default_factory=dict)
    _numbered: dict[str, set[int]] = field(default_factory=dict)
    _default: _Look = field(default_factory=_Look)
    _begun: bool = False

    def learn(self, root: Any | None) -> None:
        """Take in the styles of a part."""
        if root is None:
            return
        for holder in root:
            if local(holder) not in ("styles", "automatic-styles"):
                continue
            for style in holder:
                name = attribute(style, "name") or ""
                if local(style) == "style":
                    self._styles[name] = style
                elif local(style) == "default-style" and attribute(style, "family") == "paragraph":
                    self._default = _look_with(self._default, style)
                elif local(style) == "list-style":
                    levels = [one for one in style if local(one) == "list-level-style-number" and attribute(one, "num-format")]
                    self._numbered[name] = {_whole(attribute(one, "level")) for one in levels}

    def _look(self, name: str | None, look: _Look) -> _Look:
        chain: list[Any] = []
        while name and name in self._styles and len(chain) < _DEEPEST:
            chain.insert(0, self._styles[name])
            name = attribute(chain[0], "parent-style-name")
        for style in chain:
            look = _look_with(look, style)
        return look

    def rows(self, parent: Iterable[Any], *, fill: str | None = None, left: float = 0.0) -> list[Row | Columns]:
        """The rows of a text, cell, section, text box, header or footer."""
        out: list[Row | Columns] = []
        below = 0.0
        for element in parent:
            key = local(element)
            made: list[Row | Columns]
            if key in ("p", "h"):
                look = self._look(attribute(element, "style-name"), self._default)
                made = list(self._paragraph(element, look, fill, left))
                made[0].above = max(below, look.above)  # type: ignore[union-attr]
                out += made
                below = look.below
                continue
            if key == "list":
                out += self._list(element, fill, None, 0)
            elif key == "table":
                out += self._table(element, fill)
            elif key in _FLOWS:
                out += self.rows(element, fill=fill, left=left)
            elif key == "frame":
                self._frame(element)
            below = 0.0
        return out

    def _list(self, element: Any, fill: str | None, style: str | None, level: int) -> list[Row | Columns]:
        style = attribute(element, "style-name") or style
        numbered = level + 1 in self._numbered.get(style or "", set())
        out: list[Row | Columns] = []
        for count, item in enumerate((one for one in element if local(one) in ("list-item", "list-header")), 1):
            marked = False
            for inner in item:
                if local(inner) == "list":
                    out += self._list(inner, fill, style, min(level + 1, 8))
                    continue
                rows = self.rows([inner], fill=fill, left=14.0 * (level + 1))
                first = next((row for row in rows if isinstance(row, Row) and row.text), None)
                if first is not None and not marked and not first.heading:
                    marked = True
                    own = bullet_length(first.text) or number_length(first.text)
                    first.mark = "" if own else f"{count}. " if numbered else "- "
                out += rows
        return out

    def _table(self, table: Any, fill: str | None) -> list[Row | Columns]:
        rows: list[list[Cell]] = []
        for row in _table_rows(table):
            cells: list[Cell] = []
            at = 0
            for cell in row:
                if local(cell) in ("table-cell", "covered-table-cell"):
                    under = self._look(attribute(cell, "style-name"), _Look()).fill or fill
                    cells.append(Cell(self.rows(cell, fill=under), x=120.0 * at))
                    at += max(1, min(_MOST_REPEATED, _whole(attribute(cell, "number-columns-repeated"))))
            rows.append(cells)
        return table_rows(rows)

    def _frame(self, frame: Any) -> None:
        late = self._begun
        for box in frame:
            if local(box) == "text-box":
                rows = self.rows(box, fill="any")
                if any(isinstance(row, Columns) or row.text for row in rows):
                    self.boxes.append((rows, late))
        self._begun = late

    def _paragraph(self, element: Any, look: _Look, fill: str | None, left: float) -> list[Row]:
        heading = local(element) == "h"
        if heading and look.size <= self._default.size:
            level = _whole(attribute(element, "outline-level"))
            look = replace(look, bold=True, size=max(look.size, _HEADING_SIZES.get(level, 12.0)))
        lines: list[list[Piece]] = [[]]
        self._inline(element, look, look.fill or fill, lines, None)
        return [Row(pieces, x=max(left, look.left), heading=heading) for pieces in lines]

    def _inline(self, element: Any, look: _Look, fill: str | None, lines: list[list[Piece]], url: str | None) -> None:
        self._text(element.text, look, fill, lines, url)
        for inner in element:
            key = local(inner)
            if key in ("span", "a", "ruby", "ruby-base", "meta", "meta-field", "bookmark-ref", "text-input", "placeholder"):
                own = self._look(attribute(inner, "style-name"), look)
                target = address(attribute(inner, "href")) if key == "a" else None
                if key != "placeholder":
                    self._inline(inner, own, own.fill or fill, lines, target or url)
            elif key == "s":
                self._text(" " * max(1, min(200, _whole(attribute(inner, "c")))), look, fill, lines, url)
            elif key == "tab":
                lines[-1].append(Piece("", gap=True))
            elif key == "line-break":
                lines.append([])
            elif key == "frame":
                self._frame(inner)
            elif key and key not in _SKIP and len(inner) == 0:
                self._text(inner.text, look, fill, lines, url)
            self._text(inner.tail, look, fill, lines, url)

    def _text(self, text: str | None, look: _Look, fill: str | None, lines: list[list[Piece]], url: str | None) -> None:
        if not text:
            return
        if look.hidden or is_hidden(look.colour, fill, size=look.size):
            self.hidden += sum(1 for letter in text if not letter.isspace())
            return
        self._begun = self._begun or bool(text.strip())
        clean = text.replace("\n", " ").replace("\t", " ")
        lines[-1].append(Piece(clean, bold=look.bold, italic=look.italic, size=look.size, colour=look.colour, url=url, right=True))


def _table_rows(table: Any) -> Iterator[Any]:
    for element in table:
        if local(element) == "table-row":
            yield element
        elif local(element) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _table_rows(element)


def _look_with(look: _Look, style: Any) -> _Look:
    """A look with what a style element changes."""
    changes: dict[str, Any] = {}
    for part in style:
        key = local(part)
        if key == "text-properties":
            weight, slant, size = attribute(part, "font-weight"), attribute(part, "font-style"), attribute(part, "font-size")
            if weight is not None:
                changes["bold"] = weight == "bold" or weight in ("600", "700", "800", "900")
            if slant is not None:
                changes["italic"] = slant in ("italic", "oblique")
            if size is not None:
                changes["size"] = _length(size, look.size) or look.size
            colour, shown = attribute(part, "color"), attribute(part, "display")
            if colour is not None:
                changes["colour"] = colour.lstrip("#").lower() if len(colour) == 7 and colour != "#000000" else None
            if shown is not None:
                changes["hidden"] = shown == "none"
        elif key == "paragraph-properties":
            for name, target in (("margin-top", "above"), ("margin-bottom", "below"), ("margin-left", "left")):
                said = attribute(part, name)
                if said is not None:
                    changes[target] = min(200.0, max(0.0, _length(said, 0.0)))
        if key in ("text-properties", "paragraph-properties", "table-cell-properties"):
            under = attribute(part, "background-color")
            if under is not None and (under.startswith("#") or under == "transparent"):
                changes["fill"] = under.lstrip("#").lower() if under.startswith("#") else None
    return replace(look, **changes)


def _length(said: str, whole: float) -> float:
    """A length in points; a share is of ``whole``."""
    found = _LENGTH.fullmatch(said)
    if found is None:
        return 0.0
    return float(found[1]) * (whole / 100 if found[2] == "%" else _UNITS[found[2]])


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else 1
