"""DOCX by python-docx: headings and lists, a table, a text box, tabs."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

_BOX = (
    '<w:r {w}><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape type="#_x0000_t202" '
    'style="position:absolute;left:330pt;top:0;width:150pt;height:420pt"><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r>'
)


def _head_lines(shown: dict[str, Any]) -> list[str]:
    """Contact lines."""
    return [c for c in (shown["place"], shown["phone"], shown["email"], *shown["links"]) if c]


def plain_body(shown: dict[str, Any], key: str) -> list[str]:
    """The lines of a section that has no entries."""
    match key:
        case "summary":
            return [shown["summary"]]
        case "skills":
            return [f"{g['name']}: {', '.join(g['entries'])}" for g in shown["skills"]]
        case "projects":
            return [f"{p['name']}: {p['text']}" for p in shown["projects"]]
        case "languages":
            return [", ".join(f"{x['name']} ({x['level']})" for x in shown["languages"])]
        case "interests":
            return [", ".join(shown["interests"])]
        case _:
            return list(shown[key])


def _bullets(document: Document, entries: list[str]) -> None:
    for entry in entries:
        document.add_paragraph(entry, style="List Bullet")


def _tabbed(document: Document, left: str, right: str, *, bold: bool) -> None:
    """A line with its right part at a right-aligned tab."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(left).bold = bold
    paragraph.add_run(f"\t{right}")


def _work_plain(document: Document, shown: dict[str, Any]) -> None:
    for e in shown["work"]:
        first, second = (e["title"], e["company"]) if shown["form"] == "title" else (e["company"], e["title"])
        document.add_paragraph().add_run(first).bold = True
        document.add_paragraph(f"{second}, {e['place']}")
        document.add_paragraph(e["dates"])
        _bullets(document, e["bullets"])


def _work_tabs(document: Document, shown: dict[str, Any]) -> None:
    """Firm and place, then each role with its dates at a tab; several roles stand under one firm."""
    for stay in shown["stays"]:
        if len(stay["roles"]) == 1:
            role = stay["roles"][0]
            first, second = (role["title"], stay["company"]) if shown["form"] == "title" else (stay["company"], role["title"])
            _tabbed(document, first, role["dates"], bold=True)
            document.add_paragraph(f"{second}, {stay['place']}")
            _bullets(document, role["bullets"])
            continue
        _tabbed(document, f"{stay['company']}, {stay['place']}", stay["dates"], bold=True)
        for role in stay["roles"]:
            _tabbed(document, role["title"], role["dates"], bold=False)
            _bullets(document, role["bullets"])


def _work_table(document: Document, shown: dict[str, Any]) -> None:
    table = document.add_table(rows=0, cols=2)
    for e in shown["work"]:
        left, right = table.add_row().cells
        left.width, right.width = Cm(3.8), Cm(12.5)
        left.text = e["dates"]
        right.paragraphs[0].add_run(e["title"]).bold = True
        right.add_paragraph(f"{e['company']}, {e['place']}")
        for bullet in e["bullets"]:
            right.add_paragraph(bullet, style="List Bullet")


def _text_box(document: Document, shown: dict[str, Any]) -> None:
    """Contacts, skills and languages in a floating box that hangs on the first paragraph."""
    box = parse_xml(_BOX.format(w=nsdecls("w")))
    content = next(iter(box.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent")))
    heads = {s["id"]: s["heading"] for s in shown["sections"]}
    lines = [(shown["heads"]["contact"], True), *((c, False) for c in _head_lines(shown))]
    for key in ("skills", "languages"):
        if key in heads:
            lines += [(heads[key], True), *((line, False) for line in plain_body(shown, key))]
    for text, bold in lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = bold
        content.append(copy.deepcopy(paragraph._p))
        paragraph._p.getparent().remove(paragraph._p)
    document.paragraphs[0]._p.append(box)


_WORK: dict[str, Callable[[Document, dict[str, Any]], None]] = {
    "plain": _work_plain, "tabs": _work_tabs, "table": _work_table, "textbox": _work_plain,
}  # fmt: skip


def word_cv(template: str, shown: dict[str, Any]) -> bytes:
    """A CV as DOCX."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(10)
    document.add_paragraph(shown["name"], style="Title")
    document.add_paragraph(shown["label"])
    boxed = ("skills", "languages") if template == "textbox" else ()
    if template == "textbox":
        _text_box(document, shown)
    else:
        document.add_paragraph(" | ".join(_head_lines(shown)))
    for section in shown["sections"]:
        key = section["id"]
        if key in boxed:
            continue
        document.add_heading(section["heading"], level=1)
        if key == "work":
            _WORK[template](document, shown)
        elif key == "education":
            for e in shown["education"]:
                if template == "tabs":
                    _tabbed(document, e["degree"], e["dates"], bold=True)
                    document.add_paragraph(e["school"])
                else:
                    document.add_paragraph(f"{e['degree']}, {e['school']}, {e['dates']}")
        elif key in ("certificates", "publications"):
            _bullets(document, plain_body(shown, key))
        else:
            for line in plain_body(shown, key):
                document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
