"""Reads ``.cvx``: a CV as ``key: value`` lines below a first line ``%cvx 1``."""

from __future__ import annotations

from loopready.model import Document, DocumentKind, FindRecogniser, InputError, no_ocr
from loopready.reading import document_from_text

_HEADINGS = {"job": "Experience", "study": "Education", "skill": "Skills"}


class CvxReader:
    """The reader called ``cvx``."""

    name = "cvx"

    def accepts(self, head: bytes, name: str) -> float:
        """Certain of the first line; a file's name alone says little."""
        return 1.0 if head.startswith(b"%cvx ") else 0.0

    def read(self, data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
        """The values as the text of a CV, which loopready reads like any other."""
        try:
            lines = data.decode("utf-8").splitlines()
        except UnicodeDecodeError:
            raise InputError("damaged", "a .cvx file is UTF-8; save it again", name=name) from None
        out: list[str] = []
        section = ""
        for line in lines[1:]:
            key, _, value = line.strip().partition(":")
            if line.lstrip().startswith("* "):
                out.append("- " + line.strip()[2:])
                continue
            if key in _HEADINGS and key != section:
                section = key
                out += ["", _HEADINGS[key]]
            if value.strip():
                out.append(" | ".join(part.strip() for part in value.split("|")))
        return document_from_text("\n".join(out).strip() + "\n", kind=kind, name=name)


READER = CvxReader()
