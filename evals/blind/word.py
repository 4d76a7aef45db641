"""DOCX of the blind set: a text processor's built-in templates, in paragraphs and as one table."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.shared import Cm, Pt
from docx.table import _Cell
from evals.own.layouts.word import plain_body


def _chrono_work(cell: Any, shown: dict[str, Any]) -> None:
    for e in shown["work"]:
        cell.add_paragraph(e["dates"])
        paragraph = cell.add_paragraph()
        paragraph.add_run(e["title"]).bold = True
        paragraph.add_run(f" • {e['company']} • {e['place']}")
        for bullet in e["bullets"]:
            cell.add_paragraph(bullet)


def _table_work(cell: Any, shown: dict[str, Any]) -> None:
    for e in shown["work"]:
        cell.add_paragraph().add_run(f"{e['title']} | {e['company']}").bold = True
        cell.add_paragraph(f"{e['dates']} | {e['place']}")
        for bullet in e["bullets"]:
            cell.add_paragraph(bullet, style="List Bullet")


def _section(cell: Any, shown: dict[str, Any], key: str, *, chrono: bool) -> None:
    """The body of a section into a document or a cell."""
    if key == "work":
        (_chrono_work if chrono else _table_work)(cell, shown)
    elif key == "education":
        for e in shown["education"]:
            if chrono:
                cell.add_paragraph(e["dates"])
                cell.add_paragraph(f"{e['degree']} • {e['school']}")
            else:
                cell.add_paragraph().add_run(e["degree"]).bold = True
                cell.add_paragraph(f"{e['school']}, {e['dates']}")
    else:
        for line in plain_body(shown, key):
            cell.add_paragraph(line)


def _creative(document: Any, shown: dict[str, Any], contacts: list[str]) -> None:
    """One row of two cells: a bar with contacts and the sections beside, and the rest."""
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Cm(5.2), Cm(11.3)
    right.paragraphs[0].style = document.styles["Title"]
    right.paragraphs[0].add_run(shown["name"])
    right.add_paragraph(shown["label"])
    left.paragraphs[0].add_run(contacts[0])
    for contact in contacts[1:]:
        left.add_paragraph(contact)
    for cell, sections in ((left, shown["aside"]), (right, shown["main"])):
        for section in sections:
            cell.add_paragraph(section["heading"].upper(), style="Heading 2")
            if section["id"] == "work":
                for e in shown["work"]:
                    cell.add_paragraph(f"{e['title']}, {e['company']}", style="Heading 3")
                    cell.add_paragraph(f"{e['dates']}, {e['place']}")
                    for bullet in e["bullets"]:
                        cell.add_paragraph(bullet, style="List Bullet")
            elif section["id"] == "education":
                for e in shown["education"]:
                    cell.add_paragraph(e["school"], style="Heading 3")
                    cell.add_paragraph(e["degree"])
                    cell.add_paragraph(e["dates"])
            else:
                for line in plain_body(shown, section["id"]):
                    cell.add_paragraph(line)


def _write_cell(cell: _Cell, text: str) -> None:
    cell.paragraphs[0].add_run(text).bold = True


def word_cv(template: str, shown: dict[str, Any]) -> bytes:
    """A CV as DOCX: ``word_chrono``, ``word_table`` or ``word_creative``."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(10)
    contacts = [c for c in (shown["place"], shown["phone"], shown["email"], *shown["links"]) if c]
    if template == "word_creative":
        _creative(document, shown, contacts)
    elif template == "word_chrono":
        document.add_paragraph(shown["name"], style="Title")
        document.add_paragraph(" • ".join(contacts))
        for section in shown["main"]:
            document.add_heading(section["heading"], level=1)
            _section(document, shown, section["id"], chrono=True)
    else:
        table = document.add_table(rows=0, cols=2)
        left, right = table.add_row().cells
        _write_cell(left, shown["name"])
        right.text = "\n".join(contacts)
        for section in shown["main"]:
            left, right = table.add_row().cells
            left.width, right.width = Cm(4), Cm(12.5)
            _write_cell(left, section["heading"].upper())
            _section(right, shown, section["id"], chrono=False)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
