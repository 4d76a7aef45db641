"""Text that a reader of the page can not see: white on white, tiny, outside the page."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from typing import Any

from loopready.reading.pdf.glyphs import Glyph

_TINY = 2.0
_LIGHT = 225
_CONTRAST = 14
_MOST_FILLS = 4_000
"""Shapes that are looked at for what lies under a text: no page of text has more grounds, and a drawing may have a million."""

_Fill = tuple[float, float, float, float, tuple[int, int, int] | None]


def without_hidden(glyphs: list[Glyph], page: Any, size: tuple[float, float]) -> tuple[list[Glyph], int]:
    """The glyphs a reader can see, and how many were left out."""
    width, height = size
    backdrop = _Backdrop(page)
    verdicts: dict[int, bool] = {}
    out: list[Glyph] = []
    for glyph in glyphs:
        style = glyph.style
        outside = not (-2 <= (glyph.x0 + glyph.x1) / 2 <= width + 2 and -2 <= glyph.y - 0.3 * style.size <= height + 2)
        hidden = outside or style.size < _TINY
        if not hidden and (style.hidden or min(style.colour) >= _LIGHT):
            seen = verdicts.get(glyph.text_object)
            if seen is None or not glyph.text_object:
                seen = backdrop.hides(glyph)
                verdicts[glyph.text_object] = seen
            hidden = seen
        if not hidden:
            out.append(glyph)
    return out, len(glyphs) - len(out)


class _Backdrop:
    """What lies under the text: filled shapes and images of the page, read when first asked for."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._fills: Sequence[_Fill] | None = None

    def hides(self, glyph: Glyph) -> bool:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.3 * glyph.style.size
        if self._fills is None:
            self._fills = _fills(self._page)
        over = (fill for x0, y0, x1, y1, fill in reversed(self._fills) if x0 <= x <= x1 and y0 <= y <= y1)
        colour = next(over, (255, 255, 255))
        if glyph.style.hidden:
            return colour is not None
        if colour is None:
            return False
        return max(abs(one - other) for one, other in zip(colour, glyph.style.colour, strict=True)) < _CONTRAST


def _fills(page: Any) -> Sequence[_Fill]:
    """Filled paths and images in drawing order, the last ones of very many; colour None where a picture or shading gives no single one."""
    from pypdfium2 import raw

    left, _, _, top = page.get_cropbox()
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    colour = [ctypes.c_uint() for _ in range(4)]
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    out: deque[_Fill] = deque(maxlen=_MOST_FILLS)

    def walk(count: int, get: Any, shift: tuple[float, float]) -> None:
        for i in range(count):
            shape = get(i)
            kind = raw.FPDFPageObj_GetType(shape)
            if kind == raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(shape, x0, y0, x1, y1):
                continue
            place = (x0.value + shift[0] - left, top - y1.value - shift[1], x1.value + shift[0] - left, top - y0.value - shift[1])
            if kind == raw.FPDF_PAGEOBJ_PATH:
                raw.FPDFPath_GetDrawMode(shape, mode, stroke)
                if mode.value and raw.FPDFPageObj_GetFillColor(shape, *colour) and colour[3].value > 30:
                    out.append((*place, (colour[0].value, colour[1].value, colour[2].value)))
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM):
                out.append((*place, None))

    walk(raw.FPDFPage_CountObjects(page), lambda i: raw.FPDFPage_GetObject(page, i), (0.0, 0.0))
    return out
