"""Postings as files: text, Markdown, HTML with and without schema.org data, PDF and DOCX."""

from __future__ import annotations

import functools
import io
import json
import random
from html import escape
from typing import Any

import docx
from evals.own.layouts.pdf import Typst
from evals.own.postings import Part, Posting
from evals.own.written import table

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {firm} careers</title>{head}</head>
<body><div class="cookie">We use cookies to keep this site working. <button>Accept</button> <button>Reject</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/jobs">All jobs</a></li><li><a href="/login">Sign in</a></li></ul></nav>
<main><h1>{title}</h1><p class="where">{firm} · {place}</p>
{body}
<p><a class="apply" href="/apply">Apply now</a></p></main>
<aside><h4>Similar jobs</h4><ul><li><a href="/jobs/1">Night porter</a></li><li><a href="/jobs/2">Archivist</a></li></ul></aside>
<footer><p>© {firm}. Privacy · Imprint</p></footer></body></html>
"""


def _lines(posting: Posting, mark: str, wrap: str) -> list[str]:
    """The parts as lines of text; ``wrap`` is how a heading is set. Where a house marks its lines, the firm's own words stay unmarked."""
    out = []
    for part in posting.parts:
        out.append("")
        if part.heading:
            out.append(wrap.format(part.heading))
        out += [("" if part.kind == "about" else mark) + line.text for line in part.lines]
    return out


def _opening(posting: Posting, rng: random.Random) -> list[str]:
    """The first lines of a text: title, firm and place in the orders houses use."""
    p = posting
    return rng.choice([
        [p.title, f"{p.firm}, {p.place}"],
        [p.title, p.firm, p.place],
        [f"Job title: {p.title}", f"Company: {p.firm}", f"Location: {p.place}"],
        [f"{p.title} – {p.place}", p.firm],
    ])  # fmt: skip


@functools.cache
def _typst() -> Typst:
    return Typst()


def _html_part(part: Part) -> str:
    head = f"<h3>{escape(part.heading)}</h3>" if part.heading else ""
    if part.kind == "about":
        return head + "".join(f"<p>{escape(line.text)}</p>" for line in part.lines)
    return head + "<ul>" + "".join(f"<li>{escape(line.text)}</li>" for line in part.lines) + "</ul>"


def _html(posting: Posting, head: str = "") -> bytes:
    body = "\n".join(map(_html_part, posting.parts))
    return _PAGE.format(title=escape(posting.title), firm=escape(posting.firm), place=escape(posting.place), head=head, body=body).encode()


def _json_ld(posting: Posting, *, split: bool) -> bytes:
    """The page with a schema.org JobPosting: one description, or the parts under their own properties."""
    data: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": posting.title, "datePosted": "2026-10-01",
        "hiringOrganization": {"@type": "Organization", "name": posting.firm},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": posting.place}},
    }  # fmt: skip
    if split:
        names = {"about": "description", "responsibility": "responsibilities", "must": "qualifications", "benefit": "jobBenefits"}
        data |= {names[part.kind]: _html_part(part) for part in posting.parts}
    else:
        data["description"] = "".join(map(_html_part, posting.parts))
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return _html(posting, f'<script type="application/ld+json">{text}</script>')


def _docx(posting: Posting) -> bytes:
    document = docx.Document()
    document.add_heading(posting.title, level=0)
    document.add_paragraph(f"{posting.firm}, {posting.place}")
    for part in posting.parts:
        if part.heading:
            document.add_heading(part.heading, level=1)
        for line in part.lines:
            document.add_paragraph(line.text, style=None if part.kind == "about" else "List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(posting: Posting, columns: int) -> bytes:
    shown = {
        "title": posting.title, "firm": posting.firm, "place": posting.place, "columns": columns,
        "parts": [{"kind": p.kind, "heading": p.heading, "lines": [line.text for line in p.lines]} for p in posting.parts],
    }  # fmt: skip
    return _typst()("posting", shown)


def posting_file(posting: Posting, seed: int) -> tuple[str, bytes]:
    """The name and the bytes of a posting's file."""
    rng = random.Random(f"{seed}/posting file/{posting.key}")
    manner = table("houses")["houses"][posting.house]
    mark = manner["mark"]
    match manner["format"]:
        case "text":
            return f"{posting.key}.txt", "\n".join([*_opening(posting, rng), *_lines(posting, mark, "{}"), ""]).encode()
        case "markdown":
            lines = [f"# {posting.title}", f"{posting.firm}, {posting.place}", *_lines(posting, mark, "## {}"), ""]
            return f"{posting.key}.md", "\n".join(lines).encode()
        case "markdown_bold":
            lines = [f"**{posting.title}**", "", f"{posting.firm} in {posting.place}", *_lines(posting, mark, "**{}**"), ""]
            return f"{posting.key}.md", "\n".join(lines).encode()
        case "docx":
            return f"{posting.key}.docx", _docx(posting)
        case "html":
            return f"{posting.key}.html", _html(posting)
        case "jsonld" | "jsonld_split" as form:
            return f"{posting.key}.html", _json_ld(posting, split=form == "jsonld_split")
        case "pdf" | "pdf_columns" as form:
            return f"{posting.key}.pdf", _pdf(posting, 2 if form == "pdf_columns" else 1)
        case other:
            raise ValueError(f"houses.yaml: unknown format {other!r} of house {posting.house}")
