"""Bullets that a page draws as shapes instead of letters."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from typing import Any

from loopready.reading.pdf.glyphs import Glyph

_REACH = 3.2
"""Letter heights by which a bullet may stand left of its text."""
_MOST = 4000
_MANY = 300
"""Dots from which on they are a drawing rather than bullets."""


def drawn_bullets(page: Any, glyphs: list[Glyph]) -> list[Glyph]:
    """A ``•`` for each small filled shape that stands before the first letter of a line, in that letter's style."""
    dots = _dots(page)
    if not dots or len(dots) > _MANY:
        return []
    bands: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        bands[int(glyph.y // 6)].append(glyph)
    out: list[Glyph] = []
    for x0, y0, x1, y1 in dots:
        middle = (y0 + y1) / 2
        near = [g for key in range(int(middle // 6), int((middle + 14) // 6) + 1) for g in bands.get(key, ()) if _level(g, middle)]
        right = [glyph for glyph in near if glyph.x0 >= x1 - 0.5]
        if not right:
            continue
        first = min(right, key=lambda glyph: glyph.x0)
        size = first.style.size
        if first.x0 - x1 > _REACH * size or x1 - x0 > 0.62 * size or any(x0 - 0.6 * size < g.x1 <= x0 + 1 for g in near):
            continue
        if any(other is not None and abs(other[1] - y0) < 1 and 0 < abs(other[0] - x0) < 4 * (x1 - x0) + 2 for other in dots):
            continue
        first.space_before = True
        out.append(Glyph("•", x0, x1, first.y, first.style))
    return out


def _level(glyph: Glyph, middle: float) -> bool:
    return glyph.y - 0.85 * glyph.style.size <= middle <= glyph.y + 0.1 * glyph.style.size


def _dots(page: Any) -> list[tuple[float, float, float, float]]:
    """Boxes of small, about square, painted shapes; points, y downwards."""
    from pypdfium2 import raw

    left, _, _, top = page.get_cropbox()
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    out: dict[tuple[float, float, float, float], None] = {}
    for i in range(min(raw.FPDFPage_CountObjects(page), _MOST)):
        shape = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(shape, x0, y0, x1, y1):
            continue
        width, height = x1.value - x0.value, y1.value - y0.value
        if not (1.0 <= width <= 7.0 and 0.6 <= width / max(height, 0.01) <= 1.7):
            continue
        raw.FPDFPath_GetDrawMode(shape, mode, stroke)
        if mode.value or stroke.value:
            out[(round(x0.value - left, 1), round(top - y1.value, 1), round(x1.value - left, 1), round(top - y0.value, 1))] = None
    return list(out)
