"""RTF -> Document: paragraphs with their styles, lists, tables, text boxes, headers and links."""

from __future__ import annotations

import re

from loopready.model import Document, DocumentKind, InputError
from loopready.reading.formats.rtf.parsing import Parsing
from loopready.reading.formats.rtf.tokens import tokens
from loopready.reading.formats.sheet import BESIDE, Row, Sheet, without_repeats

_DEEPEST = 400
_MOST = 12_000_000
_MOST_TOKENS = 300_000
_TOO_BIG = "the file holds far more than a CV or posting; save it again as PDF or text."


def read_rtf(data: bytes, *, kind: DocumentKind, name: str) -> Document:
    """The text of an RTF file; hidden and deleted text, comments and pictures are left out.

    Raises:
        InputError: too_big, too_many_pages, empty or no_text.
    """
    source = data.decode("latin-1")
    if len(source) > _MOST or _depth(source) > _DEEPEST:
        raise InputError("too_big", _TOO_BIG, name=name)
    parsing = Parsing()
    for count, token in enumerate(tokens(source)):
        if count > _MOST_TOKENS:
            raise InputError("too_big", _TOO_BIG, name=name)
        parsing.take(token)
    rows = parsing.body.finished()
    for row in parsing.feet:
        if isinstance(row, Row):
            row.furniture = True
    sheet = Sheet()
    sheet.hidden = parsing.hidden
    sheet.flow(without_repeats(parsing.heads, rows))
    for early in (box for box, late in parsing.boxes if not late):
        sheet.flow(early)
        sheet.blank()
    sheet.flow(rows)
    for beside in (box for box, late in parsing.boxes if late):
        sheet.beside(beside, x=BESIDE)
    sheet.flow(without_repeats(parsing.feet, rows))
    return sheet.document(kind=kind, name=name)


def _depth(source: str) -> int:
    """How deep the groups nest."""
    deepest = depth = 0
    for brace in re.findall(r"\\[\\{}]|[{}]", source):
        if len(brace) == 1:
            depth += 1 if brace == "{" else -1
            deepest = max(deepest, depth)
    return deepest
