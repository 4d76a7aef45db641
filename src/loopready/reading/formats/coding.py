"""Bytes -> text for files that are text."""

from __future__ import annotations

import re

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_NAMED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)


def decoded(data: bytes, *, named: bool = False) -> str:
    """Bytes as text: by their byte-order mark, by the encoding they name (``named``: HTML, XML), else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    said = _NAMED.search(data[:4096]) if named else None
    for choice in (said[1].decode("ascii") if said else "utf-8", "utf-8"):
        try:
            return data.decode(choice)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


def is_text(head: bytes) -> bool:
    """Whether a file's beginning can be text: no NUL byte, or a mark of an encoding that has them."""
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
