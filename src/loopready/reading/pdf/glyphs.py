"""The characters of a PDF page with place, size, weight and colour, through pdfium."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi|[-,_](?:bd|sb)(?:$|[-,_])|cmbx|sfbx|bx\d|-medium|[-_]medi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obliq|slant|[-,_]it(?:$|[-,_])|cmti|cmsl", re.IGNORECASE)
_TEX_LIGATURES = {11: "ff", 12: "fi", 14: "ffi", 15: "ffl", 27: "ff", 28: "fi", 29: "fl", 30: "ffi", 31: "ffl"}
"""Places of ligatures in TeX's font encodings, met where a file gives no Unicode for them."""
_HYPHENS = {"\x02", "\ufffe", "\uffff"}


@dataclass(frozen=True, slots=True)
class Style:
    """What the letters of a stretch of text look like. ``size`` in points, ``colour`` as red, green, blue (0-255)."""

    size: float
    bold: bool
    italic: bool
    colour: tuple[int, int, int]
    font: str
    hidden: bool = False
    turned: bool = False


@dataclass(slots=True)
class Glyph:
    """One character. x from the page's left edge, ``y`` the baseline from its upper edge, both in points."""

    text: str
    x0: float
    x1: float
    y: float
    style: Style
    space_before: bool = False
    text_object: int = 0


def page_glyphs(page: Any, textpage: Any) -> tuple[list[Glyph], tuple[float, float]]:
    """The page's characters in content order, and its width and height.

    White space is dropped, but marked on what follows it. U+FFFD stands for what the file gives no letter for.
    """
    from pypdfium2 import raw

    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    count = raw.FPDFText_CountChars(textpage)
    unicode_at, generated_at, hyphen_at = raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated, raw.FPDFText_IsHyphen
    box_at, origin_at, object_at = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetTextObject
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    out: list[Glyph] = []
    styles = _Styles(raw, page, textpage)
    space = False
    half: int | None = None
    for i in range(count):
        code = unicode_at(textpage, i)
        if code in (32, 160, 9, 10, 13) or (code >= 0x2000 and code <= 0x200B):
            space = True
            continue
        if generated_at(textpage, i) == 1 or code in (0x200C, 0x200D, 0xFEFF):
            continue
        if code == 0:
            code = 0xFFFD
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code < 0xE000:
            if half is None:
                continue
            code = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00)
        half = None
        letter = _TEX_LIGATURES.get(code) or chr(code)
        if letter in _HYPHENS or hyphen_at(textpage, i) == 1:
            letter = "-"
        elif (code < 32 and code not in _TEX_LIGATURES) or 0x7F <= code < 0xA0:
            continue
        box_at(textpage, i, box)
        origin_at(textpage, i, x, y)
        text_object = object_at(textpage, i)
        address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        style = styles.of(i, text_object, address)
        x0, x1 = (box.left, box.right) if box.left <= box.right else (box.right, box.left)
        out.append(Glyph(letter, x0 - left, x1 - left, top - y.value, style, space, address))
        space = False
    _put_back_ligatures(out)
    return out, (width, height)


def _put_back_ligatures(glyphs: list[Glyph]) -> None:
    """Give the letters of a ligature that the file spells out, but pdfium sets elsewhere, their place between their neighbours."""
    i = 1
    while i < len(glyphs) - 2:
        before, length = glyphs[i - 1], 1
        if glyphs[i].text == "f" and abs(glyphs[i].y - before.y) > before.style.size:
            while i + length < len(glyphs) - 1 and length < 3 and glyphs[i + length].text in "fil" and glyphs[i + length].y == glyphs[i].y:
                length += 1
            after = glyphs[i + length]
            width = after.x0 - before.x1
            if length > 1 and after.y == before.y and 0.2 * before.style.size < width < 1.3 * before.style.size:
                for n, glyph in enumerate(glyphs[i : i + length]):
                    glyph.x0, glyph.x1 = before.x1 + width * n / length, before.x1 + width * (n + 1) / length
                    glyph.y, glyph.style = before.y, before.style
        i += length


class _Styles:
    """Styles per text object, read once each."""

    def __init__(self, raw: Any, page: Any, textpage: Any) -> None:
        self._raw, self._page, self._textpage = raw, page, textpage
        self._known: dict[int, Style] = {}
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        self._matrix = raw.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def of(self, i: int, text_object: Any, address: int) -> Style:
        style = self._known.get(address) if address else None
        if style is None:
            style = self._read(i, text_object, address)
            if address:
                self._known[address] = style
        return style

    def _read(self, i: int, text_object: Any, address: int) -> Style:
        raw, matrix = self._raw, self._matrix
        if not raw.FPDFText_GetMatrix(self._textpage, i, matrix):
            matrix.a, matrix.b, matrix.c, matrix.d = 1.0, 0.0, 0.0, 1.0
        size = abs(raw.FPDFText_GetFontSize(self._textpage, i)) * math.hypot(matrix.c, matrix.d)
        turned = abs(matrix.b) > 0.3 * abs(matrix.a) if matrix.a or matrix.b else False
        font = ctypes.cast(raw.FPDFTextObj_GetFont(text_object), ctypes.c_void_p).value if address else None
        named = self._fonts.get(font) if font else None
        if named is None:
            named = self._font(i)
            if font:
                self._fonts[font] = named
        colour = self._colour
        if not raw.FPDFText_GetFillColor(self._textpage, i, *colour):
            for part, value in zip(colour, (0, 0, 0, 255), strict=True):
                part.value = value
        mode = raw.FPDFTextObj_GetTextRenderMode(text_object) if address else 0
        hidden = mode in (3, 7) or (colour[3].value == 0 and mode == 0)
        return Style(
            size=round(size, 2),
            bold=named[1],
            italic=named[2] or (abs(matrix.c) > 0.1 * abs(matrix.d) and not turned),
            colour=(colour[0].value, colour[1].value, colour[2].value),
            font=named[0],
            hidden=hidden,
            turned=turned,
        )

    def _font(self, i: int) -> tuple[str, bool, bool]:
        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(128)
        self._raw.FPDFText_GetFontInfo(self._textpage, i, buffer, 128, flags)
        name = buffer.value.decode("utf-8", "replace").rsplit("+", 1)[-1]
        weight = self._raw.FPDFText_GetFontWeight(self._textpage, i)
        bold = bool(_BOLD_NAME.search(name)) or weight >= 600
        return name, bold, bool(_ITALIC_NAME.search(name)) or bool(flags.value & 64)
