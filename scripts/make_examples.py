"""Makes the CV files of examples/ from their sources (Typst -> PDF, Markdown -> DOCX).

Run by hand after a source was changed: python scripts/make_examples.py
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import docx
import typst

EXAMPLES = Path(__file__).parent.parent / "examples"
MADE = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def pdf(case: str) -> None:
    """examples/<case>/source/cv.typ -> examples/<case>/cv.pdf."""
    source = EXAMPLES / case / "source" / "cv.typ"
    out = EXAMPLES / case / "cv.pdf"
    out.write_bytes(typst.compile(str(source), format="pdf", timestamp=int(MADE.timestamp())))


def word(case: str) -> None:
    """examples/<case>/source/cv.md -> examples/<case>/cv.docx, headings and lists as Word styles."""
    document = docx.Document()
    for line in (EXAMPLES / case / "source" / "cv.md").read_text(encoding="utf-8").splitlines():
        heading = re.match(r"(#+) (.*)", line)
        if heading:
            level = len(heading[1])
            document.add_heading(heading[2], level=0 if level == 1 else level - 1)
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line.strip():
            document.add_paragraph(line)
    document.core_properties.author = ""
    document.core_properties.created = MADE.replace(tzinfo=None)
    document.core_properties.modified = MADE.replace(tzinfo=None)
    document.save(str(EXAMPLES / case / "cv.docx"))


if __name__ == "__main__":
    pdf("saas-manager")
    pdf("manager-with-gaps")
    word("staff-engineer")
