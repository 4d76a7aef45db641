"""Files for the person to keep: their names, and the headers that carry them."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from loopready.rendering.clean import one_line

_MOST = 80
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_NOT_ASCII = re.compile(r"[^A-Za-z0-9._ ()-]+")


def file_name(*parts: str, suffix: str) -> str:
    """A name that every file system takes, made of these words: ``Engineering Manager at Firn Cloud, brief.pdf``."""
    words = unicodedata.normalize("NFC", _UNSAFE.sub(" ", one_line(" ".join(part for part in parts if part))))
    kept = "".join(letter for letter in words if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    stem = " ".join(kept.split())[:_MOST].strip(" .") or "brief"
    return f"{stem}{suffix}"


def disposition(name: str) -> str:
    """A Content-Disposition that saves under this name (RFC 6266): plain letters for old programs, all of them for the others."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, dot, suffix = _NOT_ASCII.sub("-", plain).rpartition(".")
    return f"attachment; filename=\"{stem.strip(' -') or 'brief'}{dot}{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"
