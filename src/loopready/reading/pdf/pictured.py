"""Pages that are pictures of text."""

from __future__ import annotations

import ctypes
from typing import Any

_FEW = 25
"""Letters from which on a page has text of its own."""
_COVERS = 0.4
_OUTLINES = 150
"""Drawn shapes from which on a page without letters may be text that was turned into outlines."""
_MOST = 3000
_FORM_MOST = 20
_DEPTH = 3
"""Forms within forms in which an image is looked for."""


def is_picture(page: Any, *, letters: int) -> bool:
    """Whether a page with so many visible letters is a picture: an image, or drawn outlines, and hardly any letter."""
    from pypdfium2 import raw

    if letters >= _FEW:
        return False
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    width, height = page.get_size()
    largest, images, shapes = 0.0, 0, 0
    for i in range(min(raw.FPDFPage_CountObjects(page), _MOST)):
        shape = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_PATH:
            shapes += 1
        elif _holds_image(shape, _DEPTH) and raw.FPDFPageObj_GetBounds(shape, x0, y0, x1, y1):
            images += 1
            largest = max(largest, (x1.value - x0.value) * (y1.value - y0.value) / max(1.0, width * height))
    if letters:
        return largest >= _COVERS
    return images > 0 or shapes >= _OUTLINES


def _holds_image(shape: Any, depth: int) -> bool:
    """Whether an object is an image, or a form with one in it."""
    from pypdfium2 import raw

    kind = raw.FPDFPageObj_GetType(shape)
    if kind != raw.FPDF_PAGEOBJ_FORM or depth == 0:
        return bool(kind == raw.FPDF_PAGEOBJ_IMAGE)
    count = min(raw.FPDFFormObj_CountObjects(shape), _FORM_MOST)
    return any(_holds_image(raw.FPDFFormObj_GetObject(shape, i), depth - 1) for i in range(count))
