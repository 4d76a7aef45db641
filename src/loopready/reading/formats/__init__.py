"""Readers of the file types beside PDF and plain text, each told by content."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from loopready.model import Document, DocumentKind, FindRecogniser, no_ocr
from loopready.reading.formats.coding import decoded, is_text
from loopready.reading.formats.html import read_html
from loopready.reading.formats.json_resume import is_json, read_json_resume
from loopready.reading.formats.markdown import looks_marked, read_markdown
from loopready.reading.formats.package import read_package
from loopready.reading.formats.refused import refusal, refuse
from loopready.reading.formats.rtf import read_rtf

_HTML = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:div|p|ul|li|h[1-6]|table|section|article|span|main)\b[^<>]{0,300}>", re.IGNORECASE)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(slots=True)
class FormatReader:
    """A reader made of two functions: how sure it is of a file's beginning, and how the file is read."""

    name: str
    sure: Callable[[bytes, str], float]
    reads: Callable[..., Document]

    def accepts(self, head: bytes, name: str) -> float:
        """How sure the reader is of a file that begins so: 0 no, 1 certain."""
        return self.sure(head, name)

    def read(self, data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
        """The file's text; InputError where the file is at fault."""
        return self.reads(data, kind=kind, name=name)


def _sure_of_html(head: bytes, name: str) -> float:
    if _HTML.match(head):
        return 1.0
    return 0.6 if is_text(head) and head.lstrip().startswith(b"<") and len(_TAGS.findall(head)) > 1 else 0.0


def _sure_of_markdown(head: bytes, name: str) -> float:
    if not is_text(head):
        return 0.0
    return 0.5 if name.lower().endswith((".md", ".markdown")) else 0.45 if looks_marked(decoded(head)) else 0.0


def _refuse(data: bytes, *, kind: DocumentKind, name: str) -> Document:
    raise refuse(data, name=name)


PACKAGE = FormatReader("package", lambda head, name: 1.0 if head.startswith(_ZIP) else 0.0, read_package)
HTML = FormatReader("html", _sure_of_html, read_html)
RTF = FormatReader("rtf", lambda head, name: 1.0 if head.startswith(b"{\\rtf") else 0.0, read_rtf)
JSON_RESUME = FormatReader("json_resume", lambda head, name: 0.7 if is_text(head) and is_json(head) else 0.0, read_json_resume)
MARKDOWN = FormatReader("markdown", _sure_of_markdown, read_markdown)
REFUSED = FormatReader("refused", lambda head, name: 0.9 if refusal(head) else 0.0, _refuse)
