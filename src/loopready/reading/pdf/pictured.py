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
_MOST_OBJECTS = 60_000
"""Objects of a page, those in forms counted wherever they are drawn, up to which it is drawn: a map or a page of outlines has fewer."""
_DEEPEST = 12
"""Forms within forms down to which a page is drawn; what programs write is two or three deep, a form that draws itself has no end."""
_MOST_PIXELS = 200_000_000
"""Pixels of a page's images together up to which it is drawn: A4 at 1200 dots an inch has 140 million."""


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


def may_be_drawn(page: Any) -> bool:
    """Whether drawing a page takes no more than a page should: its objects, their depth and its images' pixels are within limits.

    Why: a small file can hold forms that draw one another without end, or an image that unpacks to gigabytes.
    """
    from pypdfium2 import raw

    objects, pixels = 0, 0
    width, height = ctypes.c_uint(), ctypes.c_uint()
    waiting = [(raw.FPDFPage_GetObject(page, i), 0) for i in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS + 1))]
    while waiting:
        shape, depth = waiting.pop()
        objects += 1
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFImageObj_GetImagePixelSize(shape, width, height):
            pixels += width.value * height.value
        inner = raw.FPDFFormObj_CountObjects(shape) if kind == raw.FPDF_PAGEOBJ_FORM else 0
        if (depth >= _DEEPEST and inner > 0) or objects + len(waiting) + max(0, inner) > _MOST_OBJECTS or pixels > _MOST_PIXELS:
            return False
        waiting += [(raw.FPDFFormObj_GetObject(shape, i), depth + 1) for i in range(max(0, inner))]
    return True
