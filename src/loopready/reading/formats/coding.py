"""Bytes -> text for files that are text."""

from __future__ import annotations

import codecs
import re

_NO_TEXT = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"))
_OTHERS = (b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""How files begin that a server may send with an encoding that means nothing."""
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
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data.decode(marked, "replace")
    said = _NAMED.search(data[:4096]) if named else None
    for choice in (said[1].decode("ascii") if said else "utf-8", "utf-8"):
        try:
            return data.decode(encoding(choice))
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


def encoding(name: str) -> str:
    """The encoding of that name, as pages mean it. LookupError where there is none that texts are written in.

    Why: Latin-1 means Windows-1252 on the web; and Python also lists codecs that are no encodings of texts or take time that grows
    with the square of a file's length.
    """
    found = codecs.lookup(name).name
    if found in _NO_TEXT:
        raise LookupError(name)
    return "cp1252" if found == "iso8859-1" else found


def recoded(data: bytes, name: str) -> bytes:
    """A text's bytes in UTF-8 with a mark, read in the encoding that was named for them.

    As they are: files that are no text, bytes with a mark of their own, and those that the encoding can not be right for.
    """
    if data.startswith(_OTHERS) or any(data.startswith(mark) for mark, _ in _MARKS):
        return data
    try:
        return data.decode(encoding(name)).encode("utf-8-sig")
    except (LookupError, UnicodeError):
        return data


def is_text(head: bytes) -> bool:
    """Whether a file's beginning can be text: no NUL byte, or a mark of an encoding that has them."""
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
