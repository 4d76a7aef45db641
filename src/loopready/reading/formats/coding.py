"""Bytes -> text for files that are text."""

from __future__ import annotations

import codecs
import re
from collections import Counter

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
_WINDOWS_MARKS = frozenset((0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99))
_MAC_MARKS = frozenset((0xC7, 0xC8, 0xC9, 0xCA, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5))
_NAMED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)


def decoded(data: bytes, *, named: bool = False) -> str:
    """Bytes as text: by their byte-order mark, by the encoding they name (``named``), else UTF-8, else Windows-1252 or MacRoman."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data.decode(marked, "replace")
    wide = _wide(data)
    if wide is not None:
        return data.decode(wide, "replace")
    said = _NAMED.search(data[:4096]) if named else None
    for choice in (said[1].decode("ascii") if said else "utf-8", "utf-8"):
        try:
            return data.decode(encoding(choice))
        except (LookupError, UnicodeError):
            continue
    return data.decode("mac_roman" if _from_mac(data) else "cp1252", "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by NUL bytes at every other place; None for other bytes."""
    head = data[:2000]
    if len(head) < 8 or head.count(0) < 0.3 * len(head):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) > 0.02 * len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _from_mac(data: bytes) -> bool:
    """Whether bytes of one letter each were written on an old Mac: their accented letters lie where Windows has hardly any."""
    counts = Counter(data)
    mac = sum(count for code, count in counts.items() if 0x80 <= code < 0xA0 and code not in _WINDOWS_MARKS)
    windows = sum(count for code, count in counts.items() if code >= 0xC0 and code not in _MAC_MARKS)
    return mac > 1 and mac > 2 * windows


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
    """Whether a file's beginning can be text: no NUL byte, or an encoding that has them."""
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(head) is not None
