"""Zip packages: DOCX or OpenDocument, told by their members; others refused."""

from __future__ import annotations

from loopready.model import Document, DocumentKind, InputError
from loopready.reading.formats.archive import Archive
from loopready.reading.formats.docx import main_part, read_docx
from loopready.reading.formats.odt import read_odt

_OTHERS = (
    ("xl/", "is a spreadsheet; give the CV or posting as DOCX, PDF or text."),
    ("ppt/", "is a set of slides; save it as PDF."),
    ("Index/", "is a Pages file; export it as DOCX or PDF."),
    ("OEBPS/", "is an e-book; give the CV or posting as DOCX, PDF or text."),
)


def read_package(data: bytes, *, kind: DocumentKind, name: str) -> Document:
    """The text of a DOCX or ODT file.

    Raises:
        InputError: unknown_type for another package, else as ``read_docx`` and ``read_odt`` do.
    """
    archive = Archive(data, name=name)
    if main_part(archive, name=name) is not None:
        return read_docx(archive, kind=kind, name=name)
    mime = (archive.part("mimetype") or b"")[:200]
    if b"opendocument.text" in mime or (not mime and "content.xml" in archive.names):
        return read_odt(archive, kind=kind, name=name)
    for folder, says in _OTHERS:
        if any(member.startswith(folder) for member in archive.names):
            raise InputError("unknown_type", f"the file {says}", name=name)
    if b"opendocument" in mime:
        raise InputError("unknown_type", "the file is an OpenDocument file, but no text; save it as DOCX or PDF.", name=name)
    if any(member.startswith("word/") for member in archive.names) or "[Content_Types].xml" in archive.names:
        raise InputError("damaged", "the file looks like DOCX but holds no document; save it again as DOCX or PDF.", name=name)
    raise InputError("unknown_type", "the file is a zip archive; unpack it and give the document inside.", name=name)
