"""ODT, RTF, HTML, Markdown and plain text, written letter by letter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from evals.own.layouts.pdf import html_page
from evals.own.layouts.word import plain_body

Block = tuple[str, str]
"""A kind (name, label, contact, heading, head, line, bullet) and its text."""


def _entry(e: dict[str, Any], form: str) -> Iterator[Block]:
    """The head of an entry by the order of its parts, then its bullets."""
    match form:
        case "title":
            yield "head", e["title"]
            yield "line", f"{e['company']}, {e['place']}"
            yield "line", e["dates"]
        case "company":
            yield "head", e["company"]
            yield "line", f"{e['title']}, {e['dates']}"
        case "dates":
            yield "head", f"{e['dates']}: {e['title']}"
            yield "line", f"{e['company']}, {e['place']}"
        case _:
            yield "head", f"{e['title']}, {e['company']} ({e['dates']})"
    for bullet in e["bullets"]:
        yield "bullet", bullet


def blocks(shown: dict[str, Any]) -> Iterator[Block]:
    """A CV as a run of blocks."""
    yield "name", shown["name"]
    yield "label", shown["label"]
    for contact in (shown["place"], shown["phone"], shown["email"], *shown["links"]):
        if contact:
            yield "contact", contact
    for section in shown["sections"]:
        yield "heading", section["heading"]
        if section["id"] == "work":
            for e in shown["work"]:
                yield from _entry(e, shown["form"])
        elif section["id"] == "education":
            for e in shown["education"]:
                yield "head", e["degree"]
                yield "line", f"{e['school']}, {e['dates']}"
        else:
            kind = "bullet" if section["id"] in ("certificates", "publications") else "line"
            for line in plain_body(shown, section["id"]):
                yield kind, line


def _text(shown: dict[str, Any]) -> bytes:
    """Headings underlined, a blank line before each head, bullets with a mark."""
    lines = []
    for kind, text in blocks(shown):
        if kind == "heading":
            lines += ["", "", text, "=" * len(text)]
        elif kind == "head":
            lines += ["", text]
        else:
            lines.append(f"  * {text}" if kind == "bullet" else text)
    return ("\n".join(lines) + "\n").encode()


def _text_bare(shown: dict[str, Any]) -> bytes:
    """Headings in capitals; a line of contacts; bullets are indented lines without a mark."""
    lines, contacts = [], []
    for kind, text in blocks(shown):
        if kind == "contact":
            contacts.append(text)
        elif kind == "heading":
            lines += [" / ".join(contacts)] if contacts else []
            contacts = []
            lines += ["", text.upper(), ""]
        else:
            lines.append(f"    {text}" if kind == "bullet" else text)
    return ("\n".join(lines) + "\n").encode()


def _markdown(shown: dict[str, Any]) -> bytes:
    before = {"name": "# ", "label": "*", "heading": "\n## ", "head": "\n### ", "bullet": "- ", "contact": "- "}
    lines = [before.get(kind, "") + text + ("*" if kind == "label" else "  " if kind == "line" else "") for kind, text in blocks(shown)]
    return ("\n".join(lines) + "\n").encode()


def _html(shown: dict[str, Any]) -> bytes:
    return html_page("page", shown).encode()


def _rtf_text(text: str) -> str:
    """A text as RTF: control letters escaped, letters beyond ASCII as signed UTF-16 units."""
    out = []
    for c in text:
        if c in "\\{}":
            out.append("\\" + c)
        elif ord(c) < 128:
            out.append(c)
        else:
            data = c.encode("utf-16-le")
            units = (int.from_bytes(data[i : i + 2], "little") for i in range(0, len(data), 2))
            out += [f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in units]
    return "".join(out)


def _rtf(shown: dict[str, Any]) -> bytes:
    form = {
        "name": r"\b\fs40 {}\b0\fs20",
        "heading": r"\sb200\b\fs26 {}\b0\fs20",
        "head": r"\sb80\b {}\b0",
        "bullet": r"\fi-200\li400\bullet\tab {}",
    }
    parts = [r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0\fs20"]
    parts += [r"\pard" + form.get(kind, " {}").replace("{}", _rtf_text(text)) + r"\par" for kind, text in blocks(shown)]
    return ("\n".join(parts) + "\n}").encode("ascii")


_ODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)  # fmt: skip
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)  # fmt: skip


def _odt(shown: dict[str, Any]) -> bytes:
    parts, run = [], list[str]()
    for kind, text in [*blocks(shown), ("end", "")]:
        if kind == "bullet":
            run.append(f"<text:list-item><text:p>{escape(text)}</text:p></text:list-item>")
            continue
        if run:
            parts.append(f"<text:list>{''.join(run)}</text:list>")
            run = []
        if kind in ("name", "heading", "head"):
            parts.append(f'<text:h text:outline-level="{("name", "heading", "head").index(kind) + 1}">{escape(text)}</text:h>')
        elif kind != "end":
            parts.append(f"<text:p>{escape(text)}</text:p>")
    out = io.BytesIO()
    stamp = (1980, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", stamp), "application/vnd.oasis.opendocument.text")
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml", stamp), _MANIFEST)
        archive.writestr(zipfile.ZipInfo("content.xml", stamp), _ODT.format("".join(parts)))
    return out.getvalue()


_WRITERS: dict[str, tuple[str, Callable[[dict[str, Any]], bytes]]] = {
    "odt": ("odt", _odt), "rtf": ("rtf", _rtf), "html": ("html", _html), "markdown": ("md", _markdown), "text": ("txt", _text),
    "text_bare": ("txt", _text_bare),
}  # fmt: skip


def text_cv(template: str, shown: dict[str, Any]) -> tuple[str, bytes]:
    """The extension and the bytes of a CV in a text format."""
    extension, write = _WRITERS[template]
    return extension, write(shown)
