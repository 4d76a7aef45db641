"""RTF -> Document, through striprtf."""

from __future__ import annotations

import re

from loopready.model import Document, DocumentKind, InputError
from loopready.reading.plain import document_from_text

_HIDDEN = re.compile(r"\\(?:v|deleted)(?![a-z0-9])[^{}\\]{0,5000}")
_LONG_NUMBER = re.compile(r"(\\[a-zA-Z]{1,32}-?)\d{8,}")
_DEEPEST = 400
_MOST = 12_000_000


def read_rtf(data: bytes, *, kind: DocumentKind, name: str) -> Document:
    """The text of an RTF file; hidden and deleted text is left out.

    Raises:
        InputError: damaged, too_long or empty.
    """
    from striprtf.striprtf import rtf_to_text

    source = data.decode("latin-1")
    if len(source) > _MOST or _depth(source) > _DEEPEST:
        raise InputError("too_big", "the file holds far more than a CV or posting; save it again as PDF or text.", name=name)
    source = _LONG_NUMBER.sub(r"\g<1>0", _HIDDEN.sub("", source)).replace("\0", "")
    try:
        text = rtf_to_text(source, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError, TypeError, AttributeError) as error:
        raise InputError(
            "damaged", "the file can not be read: it is cut off or damaged; save it again as DOCX or PDF.", name=name
        ) from error
    return document_from_text("".join(letter for letter in text if not "\ud800" <= letter <= "\udfff"), kind=kind, name=name)


def _depth(source: str) -> int:
    """How deep the groups nest."""
    deepest = depth = 0
    for letter in re.findall(r"(?<!\\)[{}]", source):
        depth += 1 if letter == "{" else -1
        deepest = max(deepest, depth)
    return deepest
