"""Readers and the door they come through, the built-in ones included."""

from __future__ import annotations

from pathlib import PurePath
from typing import Protocol

from loopready.model import Document, DocumentKind, FindRecogniser, InputError, Notice, no_ocr
from loopready.reading.formats import READERS
from loopready.reading.formats.coding import decoded, is_text, recoded
from loopready.reading.image import read_image, sure_of_image
from loopready.reading.pdf import read_pdf
from loopready.reading.plain import MAX_CHARACTERS, MAX_LINES, document_from_text


class Reader(Protocol):
    """Reads one kind of file."""

    name: str

    def accepts(self, head: bytes, name: str) -> float:
        """How sure the reader is that it can read a file that begins with ``head`` (at most 4096 bytes): 0 no, 1 certain."""
        ...

    def read(self, data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
        """The file's text, pictures of text by the engine that ``ocr`` finds; InputError where the file is at fault."""
        ...


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


_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Add a reader; one with the same name is replaced."""
    _readers[:] = [other for other in _readers if other.name != reader.name]
    _readers.append(reader)


def readers() -> tuple[Reader, ...]:
    """The readers that are registered, in order."""
    return tuple(_readers)


def reader_for(data: bytes, name: str) -> Reader:
    """The reader that is surest of the file; the first registered where two are equally sure.

    Raises:
        InputError: empty or unknown_type.
    """
    if not data:
        raise InputError("empty", "the file is empty; give a file with text.", name=name)
    head = data[:4096]
    sure, at = max(((reader.accepts(head, name), -i) for i, reader in enumerate(_readers)), default=(0.0, 0))
    if sure <= 0.0:
        raise InputError("unknown_type", "the file is of no type that can be read; give a PDF or a text file.", name=name)
    return _readers[-at]


def read_document(data: bytes, *, kind: DocumentKind, name: str, charset: str | None = None, ocr: FindRecogniser = no_ocr) -> Document:
    """The text of a file of any registered type, told by its content; a wrong extension is a notice. Raises InputError as readers do.

    ``charset`` is the encoding that was said along with a text's bytes; only a byte-order mark outweighs it. ``ocr`` is asked for an
    engine when a page needs one. Without any, pictures of text are refused (needs_ocr), or named in a notice where other pages hold text.
    """
    if charset is not None:
        data = recoded(data, charset)
    reader = reader_for(data, name)
    document = reader.read(data, kind=kind, name=name, ocr=ocr)
    if len(document.text) > MAX_CHARACTERS or len(document.lines) > MAX_LINES:
        says = f"the file holds more than {MAX_CHARACTERS:,} characters or {MAX_LINES:,} lines; give the CV or the posting alone."
        raise InputError("too_large", says, name=name)
    suffix = PurePath(name).suffix.lower()
    if reader.name in _SUFFIXES.get(suffix, (reader.name,)):
        return document
    says = f"The file is named {suffix} and holds another type of file ({reader.name}); it was read by what it holds."
    return document.model_copy(update={"notices": (*document.notices, Notice(code="wrong_extension", message=says))})


_SUFFIXES = {
    ".pdf": ("pdf",), ".docx": ("package",), ".odt": ("package",), ".rtf": ("rtf",), ".html": ("html",), ".htm": ("html",),
    ".json": ("json_resume",), ".jsonld": ("json_resume",),
}  # fmt: skip
"""Extensions that say what a file is, and the readers that read it."""


register(PdfReader())
register(ImageReader())
register(TextReader())
for _reader in READERS:
    register(_reader)
