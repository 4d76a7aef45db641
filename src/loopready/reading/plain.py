"""Plain text -> Document."""

from __future__ import annotations

import unicodedata

from loopready.model import Document, DocumentKind, InputError, Line

MAX_CHARACTERS = 2_000_000


def document_from_text(text: str, *, kind: DocumentKind, name: str) -> Document:
    """A document of a text: line ends unified, control characters left out, lines located.

    Raises:
        InputError: empty (nothing but white space) or too_large.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError("too_large", f"the text has more than {MAX_CHARACTERS:,} characters; give a shorter one.", name=name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\ufeff", "")
    text = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    if not text.strip():
        raise InputError("empty", "the file holds no text; give a file with text.", name=name)
    lines: list[Line] = []
    start = 0
    for row in text.split("\n"):
        lead = len(row) - len(row.lstrip())
        body = row.strip()
        if body:
            lines.append(Line(start=start + lead, end=start + lead + len(body)))
        start += len(row) + 1
    return Document.of(kind=kind, name=name, text=text, lines=tuple(lines))
