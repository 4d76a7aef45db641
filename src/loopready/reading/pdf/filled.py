"""What was typed into a PDF's form fields and text boxes: made a part of the page, so that it is read as the page's other text is."""

from __future__ import annotations

from typing import Any

_MOST = 2000
"""Annotations of a page that are looked at."""


def with_typed_text(pdf: Any, page: Any, number: int) -> Any:
    """The page ``number`` (from 1), loaded anew with its filled fields and text boxes drawn in; the very same where it has none.

    Why before any text is taken: pdfium gives a page's own text alone, and an application form's answers are all in its fields.
    """
    from pypdfium2 import raw

    kinds = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)
    if not any(_kind(page, at) in kinds for at in range(min(_MOST, raw.FPDFPage_GetAnnotCount(page)))):
        return page
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return pdf[number - 1]


def _kind(page: Any, at: int) -> int:
    from pypdfium2 import raw

    annotation = raw.FPDFPage_GetAnnot(page, at)
    if not annotation:
        return int(raw.FPDF_ANNOT_UNKNOWN)
    kind = int(raw.FPDFAnnot_GetSubtype(annotation))
    raw.FPDFPage_CloseAnnot(annotation)
    return kind
