"""Addresses behind a page's link marks."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LinkMark:
    """An address and the rectangle one clicks; points, y downwards."""

    url: str
    x0: float
    y0: float
    x1: float
    y1: float
    page: int


def page_links(document: Any, page: Any, number: int) -> list[LinkMark]:
    """The page's links with a web, mail or phone address, in the file's order."""
    from pypdfium2 import raw

    left, _, _, top = page.get_cropbox()
    at, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    out: list[LinkMark] = []
    while raw.FPDFLink_Enumerate(page, at, link) and len(out) < 500:
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI or not raw.FPDFLink_GetAnnotRect(link, rect):
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < length <= 2048:
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document, action, buffer, length)
        url = "".join(letter for letter in buffer.value.decode("utf-8", "replace") if letter.isprintable()).strip()
        if url:
            y0, y1 = sorted((top - rect.top, top - rect.bottom))
            out.append(LinkMark(url, rect.left - left, y0, rect.right - left, y1, number))
    return out
