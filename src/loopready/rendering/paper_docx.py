"""A draft in plain Markdown as DOCX: headings, paragraphs, lists, tables, bold. What it does not know stays as it was typed."""

from __future__ import annotations

import re
from typing import Any

from loopready.rendering.clean import plain
from loopready.rendering.docx import packed

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"^\s*(?:(?P<mark>[-*+•])|(?P<number>\d{1,3}[.)]))\s+(?P<text>.+)$")
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def draft_docx(text: str, *, title: str) -> bytes:
    """The draft as a DOCX file; ``title`` is its title among the file's properties. Equal drafts give equal bytes."""
    import docx
    from docx.shared import Mm, Pt

    document: Any = docx.Document()
    document.core_properties.title, document.core_properties.author = plain(title)[:250], ""
    paper = document.sections[0]
    paper.page_width, paper.page_height = Mm(210), Mm(297)
    paper.left_margin = paper.right_margin = Mm(22)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(11)
    rows: list[list[str]] = []
    paragraph: list[str] = []
    for line in [*_printable(text).split("\n"), ""]:
        is_row = line.startswith("|") and line.rstrip().endswith("|") and len(line.strip()) > 1
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if rows and not is_row:
            _table(document, rows)
            rows = []
        if paragraph and (is_row or heading or item or not line.strip()):
            _runs(document.add_paragraph(), " ".join(paragraph))
            paragraph = []
        if is_row:
            if not _RULE.match(line.strip()):
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif heading:
            document.add_heading(_BOLD.sub(r"\1", heading.group(2)), level=min(len(heading.group(1)), 4))
        elif item:
            _runs(document.add_paragraph(style="List Bullet" if item["mark"] else "List Number"), item["text"])
        elif line.strip():
            paragraph.append(line.strip())
    return packed(document)


def _printable(text: str) -> str:
    """The text without characters that XML can not hold."""
    return "".join(letter for letter in plain(text) if letter in "\n\t" or letter >= " ")


def _runs(paragraph: Any, text: str) -> None:
    for at, piece in enumerate(_BOLD.split(text)):
        if piece:
            paragraph.add_run(piece).bold = at % 2 == 1


def _table(document: Any, rows: list[list[str]]) -> None:
    """A table as wide as its widest row; the first row is its head."""
    width = max(len(row) for row in rows)
    made = document.add_table(rows=0, cols=width)
    made.style = "Table Grid"
    for at, row in enumerate(rows):
        cells = made.add_row().cells
        for cell, text in zip(cells, [*row, *[""] * (width - len(row))], strict=True):
            _runs(cell.paragraphs[0], text)
            for run in cell.paragraphs[0].runs:
                run.bold = run.bold or at == 0
    document.add_paragraph()
