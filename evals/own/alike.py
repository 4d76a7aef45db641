"""When two values count as the same: the definitions every score of this set rests on."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from rapidfuzz import fuzz


def plain(text: object) -> str:
    """Letters and digits alone: no accents, case, spaces, points, or hyphens at a line's end."""
    folded = unicodedata.normalize("NFKD", str(text or ""))
    folded = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9+#]+", "", re.sub(r"[-\u2010-\u2015\u00ad]\s*", "", folded))


def alike(truth: object, said: object, least: float = 90) -> bool:
    """Whether two texts are the same but for ``least`` of a hundred."""
    one, other = plain(truth), plain(said)
    return bool(one and other) and (one == other or fuzz.ratio(one, other) >= least)


def same_date(truth: str | None, said: str | None, *, year_only: bool = False) -> bool:
    """Whether two dates agree as far as both go; "present" is no date. With ``year_only`` the file shows no months."""
    true, read = truth or "", said or ""
    if true in ("", "present") or not read:
        return true in ("", "present") and not read
    if year_only or len(true) == 4 or len(read) == 4:
        return true[:4] == read[:4]
    return true[:7] == read[:7]


def f1(hits: float, said: float, true: float) -> float:
    """F1 of hits among what was said and what is true."""
    return 2 * hits / (said + true) if said + true else 0.0


def macro_f1(true: Sequence[str], said: Sequence[str]) -> float:
    """Mean F1 over the classes that occur in the truth."""
    classes = sorted(set(true))
    scores = [f1(sum(t == s == c for t, s in zip(true, said, strict=True)), said.count(c), true.count(c)) for c in classes]
    return sum(scores) / len(scores) if scores else 0.0


def _xml_text(data: bytes, names: tuple[str, ...]) -> str:
    """The words of XML members of an archive, with the tags taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = "".join(archive.read(n).decode() for n in archive.namelist() if n in names)
    return html.unescape(re.sub(r"<[^>]+>", " ", xml))


def shown(path: Path) -> str | None:
    """The plain text a file shows. None where it is not looked into (RTF): there the file shows all it was given."""
    data = path.read_bytes()
    match path.suffix:
        case ".pdf":
            with pypdfium2.PdfDocument(data) as document:
                return plain(" ".join(page.get_textpage().get_text_range() for page in document))
        case ".docx":
            return plain(_xml_text(data, ("word/document.xml",)))
        case ".odt":
            return plain(_xml_text(data, ("content.xml",)))
        case ".html":
            return plain(html.unescape(re.sub(r"<[^>]+>", " ", data.decode())))
        case ".rtf":
            return None
        case _:
            return plain(data.decode())
