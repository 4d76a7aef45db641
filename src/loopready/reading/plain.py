"""Plain text -> Document."""

from __future__ import annotations

import re
import unicodedata

from loopready.model import Document, DocumentKind, InputError, Line
from loopready.reading.typed import in_order

MAX_CHARACTERS = 500_000
"""Some 200 pages: far more than a CV or a posting."""
MAX_LINES = 5_000
_MOST_BLANKS = 100
_BLANKS = re.compile(rf"[^\S\n]{{{_MOST_BLANKS + 1},}}")
_EMPTY_LINES = re.compile(rf"\n(?:[^\S\n]*\n){{{_MOST_BLANKS},}}")
_RULE = re.compile(r"[-=_*~#+\u2500-\u257f\u2010-\u2015]{2,}")
"""A line drawn with letters, which says nothing by itself; below a title it makes that one a heading."""
_TITLE = 60


def document_from_text(text: str, *, kind: DocumentKind, name: str) -> Document:
    """A document of a text: line ends unified, control characters left out, endless white space cut to 100 blanks or lines, lines located.

    A CV is put in reading order.

    Raises:
        InputError: empty (nothing but white space) or too_large.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError("too_large", f"the text has more than {MAX_CHARACTERS:,} characters; give a shorter one.", name=name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\ufeff", "")
    text = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    text = _EMPTY_LINES.sub("\n" * _MOST_BLANKS, _BLANKS.sub(lambda found: found[0][:_MOST_BLANKS], text))
    if kind == "cv":
        text = in_order(text)
    if not text.strip():
        raise InputError("empty", "the file holds no text; give a file with text.", name=name)
    lines: list[Line] = []
    start = 0
    for row in text.split("\n"):
        lead = len(row) - len(row.lstrip())
        body = row.strip()
        if body and kind == "cv" and _RULE.fullmatch(body):
            under = lines and lines[-1].end == start - 1 and len(body) > 2
            lines[-1:] = [lines[-1].model_copy(update={"bold": True})] if under and lines[-1].end - lines[-1].start < _TITLE else lines[-1:]
        elif body:
            lines.append(Line(start=start + lead, end=start + lead + len(body)))
        start += len(row) + 1
    return Document.of(kind=kind, name=name, text=text, lines=tuple(lines))
