"""Running headers and footers: rows at a page's edge that come again on other pages, or number the pages."""

from __future__ import annotations

import re
from collections import Counter

from loopready.reading.lexicon import flat
from loopready.reading.pdf.rows import Row

_EDGE = 0.085
_PAGE_NUMBER = re.compile(
    r"(?:.{0,50}[\s|·–—-]+)?(?:page|seite|pagina|p\.)?\s*\d{1,2}\s*(?:/|of|von|de|sur|van|di)\s*\d{1,2}(?:\s*[|·–—-].{0,40})?|[-–—|]?\s*(?:page|seite|pagina|p\.)?\s*\d{1,2}\s*[-–—|]?"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""An address of the first page in the top line of a later one tells a running head."""
_UPDATED = re.compile(r"last (?:updated|modified)\b.{0,30}|(?:updated|stand|version)\W.{0,20}\d{4}", re.IGNORECASE)


def mark_furniture(pages: list[tuple[list[Row], float]]) -> None:
    """Set ``part`` of the rows that are page furniture. ``pages``: each page's rows and height in points."""
    seen: Counter[str] = Counter()
    for rows, height in pages:
        seen.update({_key(row) for row in rows if _edge(row, height)})
    addresses = {address for rows, _ in pages[:1] for row in rows for address in _EMAIL.findall(row.text)}
    for number, (rows, height) in enumerate(pages):
        for row in rows:
            where = _edge(row, height)
            if not where:
                continue
            text = row.text.strip()
            again = seen[_key(row)] > 1 and len(pages) > 1 and not (number == 0 and where == "top")
            again = again or (number > 0 and where == "top" and not addresses.isdisjoint(_EMAIL.findall(text)))
            if again or _UPDATED.fullmatch(text) or (_PAGE_NUMBER.fullmatch(flat(text)) and (where == "bottom" or number)):
                row.part = "furniture"


def _edge(row: Row, height: float) -> str:
    if row.y < _EDGE * height:
        return "top"
    return "bottom" if row.y > (1 - _EDGE) * height else ""


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", flat(row.text))
