"""HTML -> Document. A job page goes to the postings' reader; a CV keeps its headings, lists, tables and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from loopready.model import Document, DocumentKind, InputError
from loopready.reading import dates
from loopready.reading.formats.coding import decoded
from loopready.reading.formats.html_style import Styles, is_picture, is_unseen
from loopready.reading.formats.seen import is_hidden
from loopready.reading.formats.sheet import SIZE, Columns, Piece, Row, Sheet, address
from loopready.reading.formats.tables import Cell, table_rows

_SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "select",
        "option",
        "object",
        "video",
        "audio",
        "canvas",
        "head",
        "dialog",
        "button",
        "input",
        "textarea",
    ]
)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    ]
)
_SIZES = {"h1": 20.0, "h2": 15.0, "h3": 12.5, "h4": 11.5, "h5": 11.0, "h6": 11.0}
_ABOVE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "section", "dl"))
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,3})?)(px|pt|(?=\s*(?:;|$|!)))", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*(#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|white\b)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*(#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|[a-z(])", re.IGNORECASE)
_DEEPEST = 120
_MOST = 5_000_000
_MOST_TAGS = 50_000
_MOST_OPEN = 1_000
_CONTAINER = re.compile(
    rb"<(/?)(?:a|article|b|blockquote|center|div|em|font|form|i|main|ol|section|small|span|strong|table|ul)\b", re.IGNORECASE
)
"""Elements that only their end tags close."""


def read_html(data: bytes, *, kind: DocumentKind, name: str) -> Document:
    """The text of an HTML page.

    Raises:
        InputError: empty, no_text, too_long, too_big, needs_login or needs_browser.
    """
    from selectolax.lexbor import LexborHTMLParser

    if len(data) > _MOST or data.count(b"<") > _MOST_TAGS or _deeper(data):
        raise InputError("too_big", "the page is far larger than a CV or posting; copy its text into a file and give that.", name=name)
    text = decoded(data, named=True).replace("\0", "")
    if kind == "job":
        from loopready.reading.job.page import html_document

        return html_document(text, kind=kind, name=name)
    tree = LexborHTMLParser(text)
    reading = _Reading(Styles(tree))
    body = tree.body
    rows = reading.flow(body, _Look()) if body is not None else []
    sheet = Sheet()
    sheet.hidden = reading.hidden
    sheet.flow(rows)
    return sheet.document(kind=kind, name=name)


def _deeper(data: bytes) -> bool:
    """Whether elements nest deeper than any page does: the parser's time grows with the square of their depth."""
    depth = 0
    for found in _CONTAINER.finditer(data):
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > _MOST_OPEN:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    size: float = SIZE
    colour: str | None = None
    fill: str | None = None
    url: str | None = None
    heading: bool = False
    depth: int = 0
    indent: int = 0


@dataclass(slots=True)
class _Reading:
    """Walks a page; ``hidden`` counts the letters that were left out."""

    styles: Styles
    hidden: int = 0
    _rows: list[Row | Columns] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _mark: str = ""
    _above: float = 0.0

    def flow(self, node: Any, look: _Look) -> list[Row | Columns]:
        """The rows of an element."""
        outer = self._rows, self._pieces, self._mark, self._above
        self._rows, self._pieces, self._mark, self._above = [], [], "", 0.0
        self._walk(node, look)
        self._close(look)
        rows = self._rows
        self._rows, self._pieces, self._mark, self._above = outer
        return rows

    def _walk(self, node: Any, look: _Look) -> None:
        number = 0
        previous: Any = None
        for inner in node.iter(include_text=True):
            tag = inner.tag or ""
            if tag == "-text":
                self._text(inner.text(deep=False), look)
            elif tag not in _SKIP and not tag.startswith(("-", "!", "_")):
                own = _look_of(inner, tag, look, self.styles)
                if own is None:
                    self.hidden += sum(1 for letter in _words(inner) if not letter.isspace())
                    continue
                if _is_menu(inner, tag) or (inner.attributes and is_picture(tag, inner.attributes.get("class") or "", _words(inner))):
                    continue
                if _parted(previous, inner) and self._pieces:
                    self._pieces.append(Piece("", gap=True))
                number += tag == "li"
                self._element(inner, tag, own, look, number)
            previous = inner

    def _element(self, node: Any, tag: str, own: _Look, outer: _Look, number: int) -> None:
        if own.depth > _DEEPEST:
            self._text(_words(node), own)
        elif tag == "br":
            self._close(outer)
        elif tag == "table":
            self._close(outer)
            self._rows += self._table(node, own)
        elif tag in _BLOCK:
            self._close(outer)
            self._above = max(self._above, 8.0 if tag in _ABOVE and not own.indent else 0.0)
            if tag == "li":
                parent = node.parent.tag if node.parent is not None else "ul"
                self._mark = "" if _is_entry(node) else f"{number}. " if parent == "ol" else "- "
            before = len(self._rows)
            self._walk(node, own)
            self._close(own)
            if tag == "footer" and _is_imprint(_words(node)):
                _as_furniture(self._rows[before:])
            self._mark = "" if tag == "li" else self._mark
            self._above = max(self._above, 6.0 if tag in _SIZES or tag == "p" else 0.0) if tag != "li" else 0.0
        else:
            self._walk(node, own)

    def _table(self, table: Any, look: _Look) -> list[Row | Columns]:
        rows: list[list[Cell]] = []
        for row in _within(table, "tr"):
            cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
            rows.append([])
            for i, cell in enumerate(cells):
                own = _look_of(cell, cell.tag, look, self.styles)
                if own is not None:
                    rows[-1].append(Cell(self.flow(cell, own), x=160.0 * i))
        return table_rows(rows)

    def _text(self, text: str | None, look: _Look) -> None:
        if not text:
            return
        if is_hidden(look.colour, look.fill, size=look.size):
            self.hidden += sum(1 for letter in text if not letter.isspace())
            return
        flat = re.sub(r"[ \t\r\n\f]+", " ", text)
        self._pieces.append(Piece(flat, bold=look.bold, italic=look.italic, size=look.size, colour=look.colour, url=look.url, right=True))

    def _close(self, look: _Look) -> None:
        if any(piece.text.strip() for piece in self._pieces):
            heading = look.heading
            self._rows.append(Row(self._pieces, x=14.0 * look.indent, above=self._above, mark=self._mark, heading=heading))
            self._mark, self._above = "", 0.0
        self._pieces = []


def _is_menu(node: Any, tag: str) -> bool:
    """Whether an element leads through the page and to no address."""
    return tag == "nav" and not any(address((link.attributes or {}).get("href")) for link in node.css("a"))


def _is_imprint(words: str) -> bool:
    return "@" not in words and ("©" in words or "copyright" in words.lower())


def _as_furniture(rows: Sequence[Row | Columns]) -> None:
    for row in rows:
        if isinstance(row, Row):
            row.furniture = True


def _is_entry(node: Any) -> bool:
    """Whether a list's item holds a whole entry (a title of its own, or dates among several blocks) rather than a line of a list."""
    for inner in node.iter(include_text=True):
        words = inner.text(deep=False) if inner.tag == "-text" else "" if inner.tag in _BLOCK else _words(inner)
        if (words or "").strip():
            return False
    if node.css_first("h1,h2,h3,h4,h5,h6") is not None:
        return True
    return len(node.css("div,p")) > 1 and bool(dates.find_dates(_words(node)[:400]))


def _look_of(node: Any, tag: str, look: _Look, styles: Styles) -> _Look | None:
    """How an element is set in one of that look; None where it is not shown."""
    attributes = node.attributes or {}
    style = styles.of(node)
    if "hidden" in attributes or is_unseen(style, attributes.get("class") or "", linked=look.url is not None):
        return None
    changes: dict[str, Any] = {"depth": look.depth + 1}
    if tag in _SIZES:
        changes |= {"size": _SIZES[tag], "bold": True, "heading": True}
    elif tag in ("b", "strong", "th") or "font-weight:bold" in style.replace(" ", "").lower():
        changes["bold"] = True
    elif tag in ("i", "em", "cite"):
        changes["italic"] = True
    elif tag in ("ul", "ol"):
        changes["indent"] = look.indent + 1
    elif tag == "a":
        changes["url"] = address(attributes.get("href"))
    if style:
        sizes, colours, grounds = _SIZE.findall(style), _COLOUR.findall(style), _GROUND.findall(style)
        if sizes:
            number, unit = sizes[-1]
            changes["size"] = float(number) * (0.75 if unit.lower() == "px" else 1.0) if unit or not float(number) else look.size
        if colours:
            changes["colour"] = _hex(colours[-1])
        if grounds:
            changes["fill"] = _hex(grounds[-1]) or "any"
    if "class" in attributes and "fill" not in changes and not styles.whole:
        changes["fill"] = look.fill or "any"
    return replace(look, **changes)


def _hex(said: str) -> str | None:
    low = said.lower()
    if low == "white":
        return "ffffff"
    if not low.startswith("#"):
        return None
    return low[1:] if len(low) == 7 else "".join(2 * letter for letter in low[1:])


def _parted(before: Any, node: Any) -> bool:
    """Whether two inline elements that touch in the source are set apart by their classes or styles."""
    if (
        before is None
        or before.tag not in ("span", "time", "b", "strong", "em", "i", "a", "small")
        or node.tag not in ("span", "time", "em", "i", "small", "a")
    ):
        return False
    return any(key in (one.attributes or {}) for one in (before, node) for key in ("class", "style"))


def _words(node: Any) -> str:
    return str(node.text(deep=True, separator=" ") or "")


def _within(node: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, not those of tables inside it."""
    for inner in node.iter():
        if inner.tag == tag:
            yield inner
        elif inner.tag in ("thead", "tbody", "tfoot"):
            yield from _within(inner, tag)
