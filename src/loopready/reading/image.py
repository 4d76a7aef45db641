"""PNG, JPEG, TIFF and WebP files -> Document: every frame is a page that goes to an OCR engine."""

from __future__ import annotations

import time

from loopready.model import Document, DocumentKind, FindRecogniser, InputError, no_ocr
from loopready.reading.pdf import PagesRead, document_of_pages
from loopready.reading.pdf.pieces import pieces_of
from loopready.reading.scan.telling import GET_OCR, MOST_PICTURES, OCR_SECONDS

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def sure_of_image(head: bytes, name: str) -> float:
    """Certain of a file that begins as an image of a type that is decoded."""
    return 1.0 if head.startswith(_SIGNATURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP") else 0.0


def read_image(data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
    """The text of an image file by the engine that ``ocr`` finds, with lines, boxes and notices as for a PDF.

    Raises:
        InputError: needs_ocr, damaged, too_large, no_text or ocr_failed.
    """
    from loopready.reading.scan.picture import frames_of, picture_of
    from loopready.reading.scan.recognising import recognised_pages

    start = time.monotonic()
    frames, count = frames_of(data, name=name, most=MOST_PICTURES)
    recogniser = ocr()
    if recogniser is None:
        raise InputError("needs_ocr", f"the file is a picture of text. {GET_OCR}", name=name)
    pictures = [picture_of(grey, dpi=dpi) for grey, dpi in frames]
    found = recognised_pages(pictures, recogniser, seconds=OCR_SECONDS - (time.monotonic() - start), name=name)
    if not any(found.glyphs):
        raise InputError("no_text", "OCR found no text in the picture; give a sharper one, or a file with text.", name=name)
    pages = [
        (pieces_of(glyphs or []), list[str](), picture.height * 72 / picture.dpi)
        for glyphs, picture in zip(found.glyphs, pictures, strict=True)
    ]
    read = PagesRead(pages=pages, notices=found.notices(range(1, count + 1)))
    return document_of_pages(read, kind=kind, name=name)
