"""RTF tokens -> flows: which text is seen, in which look, and where it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from loopready.reading.formats.rtf.flow import Flow, Paragraph
from loopready.reading.formats.rtf.tokens import LETTERS, SYMBOLS, Token, in_page, page_of, page_of_charset
from loopready.reading.formats.seen import is_hidden
from loopready.reading.formats.sheet import Columns, Piece, Row, address

_SKIPPED = frozenset(
    [
        "stylesheet", "info", "pict", "object", "objdata", "footnote", "annotation", "atnid", "atnauthor", "themedata",
        "datastore", "xmlnstbl", "nonshppict", "shprslt", "sp", "listtable", "listoverridetable", "revtbl", "rsidtbl",
        "generator", "mmathPr", "tc", "xe", "rxe", "txe", "bkmkstart", "bkmkend", "ftnsep", "aftnsep", "pgdsctbl", "filetbl",
        "upr",
    ]
)  # fmt: skip
_STARRED_BUT_READ = frozenset({"shpinst", "fldinst", "pnseclvl"})
_MARKS = frozenset({"listtext", "pntext"})
_BOXES = frozenset({"shptxt", "dptxbxtext"})
_HEADS = frozenset({"header", "headerl", "headerr", "headerf"})
_FEET = frozenset({"footer", "footerl", "footerr", "footerf"})
_LINK = re.compile(r'HYPERLINK\s+"([^"]{1,2048})"')
_SIZE = 12.0
_TWIP = 0.05
"""Points in a twip."""


@dataclass(slots=True)
class _State:
    """What a group inherits from the one round it. ``into``: text, skip, mark, link, fonts or colours."""

    into: str = "text"
    bold: bool = False
    italic: bool = False
    size: float = _SIZE
    colour: int = 0
    fill: int = 0
    hidden: bool = False
    deleted: bool = False
    page: str = "cp1252"
    fallback: int = 1
    url: str | None = None
    opens: Flow | None = None
    edge: str = ""


@dataclass(slots=True)
class Parsing:
    """Takes tokens one by one. ``body``, ``heads``, ``feet`` and ``boxes`` (each with whether text stood before it) are the outcome."""

    body: Flow = field(default_factory=Flow)
    heads: list[Row | Columns] = field(default_factory=list)
    feet: list[Row | Columns] = field(default_factory=list)
    boxes: list[tuple[list[Row | Columns], bool]] = field(default_factory=list)
    hidden: int = 0
    _state: _State = field(default_factory=_State)
    _stack: list[_State] = field(default_factory=list)
    _flows: list[Flow] = field(default_factory=list)
    _paragraph: Paragraph = field(default_factory=Paragraph)
    _paragraphs: list[Paragraph] = field(default_factory=list)
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _colours: list[str | None] = field(default_factory=list)
    _mixing: list[int] = field(default_factory=lambda: [-1, -1, -1])
    _link: str = ""
    _star: bool = False
    _skip: int = 0
    _bytes: str = ""
    _high: int = 0

    def take(self, token: Token) -> None:
        """Take in the next token."""
        if token.kind == "byte" and not self._skip and self._state.into != "skip":
            self._bytes += token.value
            return
        if token.kind == "byte":
            self._skip = max(0, self._skip - 1)
            return
        self._flush()
        if token.kind == "open":
            self._stack.append(replace(self._state, opens=None, edge=""))
            self._stack[-1], self._state = self._state, self._stack[-1]
            self._skip = 0
        elif token.kind == "close":
            self._close()
            self._skip = 0
        elif token.kind == "text":
            skip, self._skip = self._skip, max(0, self._skip - len(token.value))
            self._text(in_page(token.value[skip:], self._state.page))
        elif token.kind == "symbol":
            self._symbol(token.value)
        else:
            self._word(token.value, token.number)
            self._star = False

    def _flush(self) -> None:
        """Bytes that stood one after another, as text: a letter may have two."""
        if self._bytes:
            letters, self._bytes = in_page(self._bytes, self._state.page), ""
            self._text(letters)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._star = True
        elif self._skip:
            self._skip -= 1
        elif symbol in "\r\n":
            self._break("par")
        elif symbol == "\t":
            self._break("tab")
        else:
            self._text(SYMBOLS.get(symbol, ""))

    def _close(self) -> None:
        state = self._state
        if state.opens is not None and self._flows:
            self._flows.pop()
            rows = state.opens.finished()
            self._paragraph = self._paragraphs.pop()
            if state.edge == "head":
                self.heads += rows
            elif state.edge == "foot":
                self.feet += rows
            elif any(isinstance(row, Columns) or row.text for row in rows):
                self.boxes.append((rows, self.body.begun))
        if not self._stack:
            return
        self._state = self._stack.pop()
        if state.into == "link" and self._state.into != "link":
            found = _LINK.search(self._link)
            self._state.url, self._link = address(found[1]) if found else None, ""

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if state.into == "skip":
            return
        if self._star and word not in _STARRED_BUT_READ and word not in _MARKS:
            state.into = "skip"
        elif word == "u" and number is not None:
            self._unicode(number % 65536)
        elif self._opens(word) or self._looks(word, number) or self._sets(word, number):
            return
        elif state.into == "fonts":
            self._in_fonts(word, number)
        elif state.into == "colours" and word in ("red", "green", "blue"):
            self._mixing[("red", "green", "blue").index(word)] = min(255, max(0, number or 0))
        elif word in LETTERS:
            self._text(LETTERS[word])
        elif word in ("par", "line", "tab", "cell", "row", "nestcell", "nestrow", "sect", "page", "column", "softline"):
            self._break(word)

    def _opens(self, word: str) -> bool:
        """Whether the word makes its group a destination."""
        state = self._state
        if word in _SKIPPED:
            state.into = "skip"
        elif word in _MARKS:
            state.into = "mark"
        elif word == "fldinst":
            state.into, self._link = "link", ""
        elif word in ("fonttbl", "colortbl"):
            state.into = "fonts" if word == "fonttbl" else "colours"
        elif word in _BOXES or word in _HEADS or word in _FEET:
            if len(self._flows) > 8:
                state.into = "skip"
                return True
            state.opens, state.into = Flow(), "text"
            state.edge = "head" if word in _HEADS else "foot" if word in _FEET else "box"
            self._flows.append(state.opens)
            self._paragraphs.append(self._paragraph)
            self._paragraph = Paragraph()
        else:
            return False
        return True

    def _looks(self, word: str, number: int | None) -> bool:
        """Whether the word changes how letters look."""
        state, on = self._state, number != 0
        if word in ("b", "i", "v"):
            setattr(state, {"b": "bold", "i": "italic", "v": "hidden"}[word], on)
        elif word == "deleted":
            state.deleted = on
        elif word == "fs":
            state.size = min(200.0, max(0.0, (number or 0) / 2))
        elif word == "cf":
            state.colour = max(0, number or 0)
        elif word in ("highlight", "cb", "chcbpat"):
            state.fill = max(0, number or 0)
        elif word == "f" and state.into != "fonts":
            state.page = self._fonts.get(number or 0, state.page)
        elif word == "plain":
            state.bold = state.italic = state.hidden = state.deleted = False
            state.size, state.colour, state.fill = _SIZE, 0, 0
        elif word == "uc":
            state.fallback = min(20, max(0, number or 0))
        elif word == "ansicpg":
            state.page = page_of(number)
        else:
            return False
        return True

    def _sets(self, word: str, number: int | None) -> bool:
        """Whether the word sets a paragraph or a table's row."""
        look, points = self._paragraph, min(2000.0, max(0.0, (number or 0) * _TWIP))
        if word == "pard":
            self._paragraph = Paragraph()
        elif word == "intbl":
            look.in_table = True
        elif word in ("li", "lin"):
            look.left = points
        elif word in ("sb", "sa"):
            setattr(look, "above" if word == "sb" else "below", min(200.0, points))
        elif word == "cbpat":
            look.fill = max(0, number or 0)
        elif word == "outlinelevel":
            look.level = number
        elif word == "trowd":
            self._flow.define_row()
        elif word == "trleft":
            self._flow.define_left(points)
        elif word == "clcbpat":
            self._flow.fill = max(0, number or 0)
        elif word == "cellx":
            self._flow.define_cell(points)
        else:
            return False
        return True

    def _in_fonts(self, word: str, number: int | None) -> None:
        if word == "f":
            self._font = number or 0
        elif word in ("fcharset", "cpg"):
            page = page_of_charset(number) if word == "fcharset" else page_of(number)
            if page and number != 0 and len(self._fonts) < 1000:
                self._fonts[self._font] = page

    def _break(self, word: str) -> None:
        if self._state.into != "text":
            return
        if word == "tab":
            self._flow.add(Piece("", gap=True))
        elif word in ("line", "softline"):
            self._flow.line()
        elif word == "cell":
            self._flow.cell(self._paragraph)
        elif word == "row":
            self._flow.row()
        else:
            self._flow.paragraph(self._paragraph)

    def _unicode(self, code: int) -> None:
        self._skip = self._state.fallback
        high, self._high = self._high, 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                self._text(chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)))
        else:
            self._text(chr(code))

    def _text(self, text: str) -> None:
        state = self._state
        if not text or state.into in ("skip", "fonts"):
            return
        if state.into == "colours":
            for _ in range(min(500, text.count(";"))):
                mixed = None if min(self._mixing) < 0 else "{:02x}{:02x}{:02x}".format(*self._mixing)
                self._colours.append(mixed)
                self._mixing = [-1, -1, -1]
        elif state.into == "link":
            self._link = (self._link + text)[:4096]
        elif state.into == "mark":
            self._flow.add_mark(text)
        elif state.hidden or state.deleted or is_hidden(self._colour(state.colour), self._under(), size=state.size):
            self.hidden += 0 if state.deleted else sum(1 for letter in text if not letter.isspace())
        else:
            colour = self._colour(state.colour)
            shown = None if colour == "000000" else colour
            self._flow.add(
                Piece(text, bold=state.bold, italic=state.italic, size=max(1.0, state.size), colour=shown, url=state.url, right=True)
            )  # fmt: skip

    @property
    def _flow(self) -> Flow:
        return self._flows[-1] if self._flows else self.body

    def _colour(self, at: int) -> str | None:
        return self._colours[at] if 0 < at < len(self._colours) else None

    def _under(self) -> str | None:
        """The colour that the letters stand on; None for the page's own, ``any`` where it is not known (a text box)."""
        flow = self._flow
        if flow is not self.body and self._state.edge == "box":
            return "any"
        cell = flow.shade() if self._paragraph.in_table else 0
        return self._colour(self._state.fill) or self._colour(self._paragraph.fill) or self._colour(cell)
