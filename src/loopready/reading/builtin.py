"""The built-in readers of PDF, pictures and plain text; those of other formats are in ``formats``."""

from __future__ import annotations

from loopready.model import Document, DocumentKind, FindRecogniser, no_ocr
from loopready.reading.formats.coding import decoded, is_text
from loopready.reading.image import read_image, sure_of_image
from loopready.reading.pdf import read_pdf
from loopready.reading.plain import document_from_text


class PdfReader:
    """PDF, told by its signature."""

    name = "pdf"

    def accepts(self, head: bytes, name: str) -> float:
        """Certain where the signature stands within the first kilobyte."""
        return 1.0 if b"%PDF-" in head[:1024] else 0.0

    def read(self, data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
        """The PDF's text in reading order."""
        return read_pdf(data, kind=kind, name=name, ocr=ocr)


class ImageReader:
    """PNG, JPEG, TIFF and WebP, told by their signatures."""

    name = "image"

    def accepts(self, head: bytes, name: str) -> float:
        """Certain where the file begins as such an image."""
        return sure_of_image(head, name)

    def read(self, data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
        """The picture's text by OCR."""
        return read_image(data, kind=kind, name=name, ocr=ocr)


class TextReader:
    """Plain text in UTF-8, UTF-16, Windows-1252 or MacRoman; the last resort."""

    name = "text"

    def accepts(self, head: bytes, name: str) -> float:
        """Some confidence in anything that can be text."""
        if b"\0" in head:
            return 0.4 if is_text(head) else 0.0
        return 0.2

    def read(self, data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
        """The text as it stands, line ends unified."""
        return document_from_text(decoded(data), kind=kind, name=name)


PDF = PdfReader()
IMAGE = ImageReader()
TEXT = TextReader()
