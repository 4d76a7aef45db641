# ruff: noqa: E501 - seeds are long
"""What the fuzz run feeds to the readers: per file type a seed corpus, a mutation that keeps the shape, and the file made of it.

A target's input is not always the file: for DOCX and ODT it is the XML parts, for PDF the bodies of its objects, so that a change
gets past the container. ``file_of`` makes the file.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from loopready.model import Document
from loopready.reading import read_document
from reading import hostile

ROOT = Path(__file__).parents[1]
PART = b"\n%%part\n"
LONGEST = 12_000
"""Longest input in bytes, seeds included."""

WORDS = (
    "2019 - 2022", "01/2020 – present", "Jan 2019 to Dec 2021", "since 2018", "2021", "03.2015–heute", "1899 - 2250", "13/2020 - 00/2021",
    "me@example.org", "@", "+44 20 7946 0000", "(0)", "https://example.org/a", "www.example.org", "linkedin.com/in/x", "github.com/x",
    "Experience", "Education", "Skills", "Berufserfahrung", "Requirements", "Nice to have", "Responsibilities", "Benefits", "About us",
    "Senior Manager, Fenwick Data Ltd, Leeds", "BSc Mathematics", "at least 5 years of Python", "degree or equivalent", "5-7+ years",
    "•", "- ", "* ", "1. ", "◦ ", "|", " | ", "\t", "  ", " – ", " / ", ":", "...", "\u00a0", "\u2028", "\x0b", "\x1c", "\x85", "\r", "\n", "\n\n",
    "\u202e", "\u200b", "\u00ad", "\ufeff", "\ufffd", "\ue000", "İ", "ß", "ŉ", "ﬁ", "ﬃ", "e\u0301", "\u0301", "\u1e9e", "Ⅳ", "²", "½", "٣", "𝟗", "一",
    "مرحبا", "שלום", "👩‍💻", "\U000e0001", "A" * 300, "9" * 300, "$120k", "£1.2m - £3m", "€", "%", "10,000,000", "1e400", "-0", "NaN",
    "**", "__", "`", "[x](y)", "# ", "> ", "<b>", "&amp;", "&#0;", "&", "<", "\\", "{", "}", "(", ")", '"', "'",
)  # fmt: skip
NUMBERS = (b"0", b"-1", b"1", b"2", b"0.5", b"-0.0001", b"7", b"100", b"255", b"256", b"65535", b"65536", b"2147483647", b"-2147483648",
           b"4294967296", b"1e38", b"99999999999999999999", b"-99999999999999999999", b"0.00000000001", b"nan", b"400", b"842")  # fmt: skip
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")

Mutate = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """One file type: what to call the file, how an input becomes one, how an input is changed, and where to begin."""

    name: str
    file_name: str
    file_of: Callable[[bytes], bytes]
    mutate: Mutate | None
    seeds: Callable[[], Iterator[bytes]]


def _zip_of(names: tuple[str, ...], fixed: dict[str, bytes]) -> Callable[[bytes], bytes]:
    def made(data: bytes) -> bytes:
        parts = dict(zip(names, data.split(PART), strict=False))
        return hostile.zipped({**fixed, **parts}, stored=True)

    return made


def _pdf_of(data: bytes) -> bytes:
    bodies = [_sized(body) for body in data.split(PART)]
    return hostile.pdf(bodies)


def _sized(body: bytes) -> bytes:
    """An object's body, its stream's length set right where it has one."""
    head, mark, rest = body.partition(b"\nstream\n")
    if not mark:
        return body
    inner = rest.removesuffix(b"\nendstream")
    return re.sub(rb"/Length \d+", b"/Length %d" % len(inner), head, count=1) + mark + inner + b"\nendstream"


def _word(source: random.Random) -> str:
    return source.choice(WORDS)


def mutate_lines(data: bytes, source: random.Random) -> bytes:
    """Lines doubled, dropped, moved, joined; telling words put in."""
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(source.randint(1, 4)):
        at = source.randrange(len(lines))
        turn = source.randrange(7)
        if turn == 0:
            lines.insert(source.randrange(len(lines) + 1), lines[at])
        elif turn == 1 and len(lines) > 1:
            del lines[at]
        elif turn == 2:
            lines[at] = _word(source)
        elif turn == 3 and len(lines) > 1:
            taken = lines.pop(at)
            at = source.randrange(len(lines))
            lines[at] = (lines[at] + source.choice(("", " ", "  ", ", ", "\t", " | ")) + taken)[:4000]
        elif turn == 4:
            lines[at] = source.choice((str.upper, str.lower, str.title, str.strip))(lines[at])
        else:
            cut = source.randint(0, len(lines[at]))
            lines[at] = lines[at][:cut] + _word(source) + lines[at][cut + source.choice((0, 0, 1, 5)) :]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def mutate_numbers(data: bytes, source: random.Random) -> bytes:
    """Some numbers exchanged for telling ones."""
    places = list(_NUMBER.finditer(data))
    for found in sorted(source.sample(places, min(len(places), source.randint(1, 4))), key=lambda one: -one.start()):
        data = data[: found.start()] + source.choice(NUMBERS) + data[found.end() :]
    return data


def mutate_pdf(data: bytes, source: random.Random) -> bytes:
    """Objects doubled, exchanged and bent: numbers, names, operators, whole lines of a content stream."""
    bodies = data.split(PART)
    at = source.randrange(len(bodies))
    turn = source.randrange(6)
    if turn == 0:
        bodies[at] = mutate_numbers(bodies[at], source)
    elif turn == 1:
        bodies.append(bodies[at])
    elif turn == 2:
        other = source.randrange(len(bodies))
        bodies[at], bodies[other] = bodies[other], bodies[at]
    elif turn == 3:
        keys = re.findall(rb"/[A-Za-z]+", data)
        if keys:
            bodies[at] = bodies[at].replace(source.choice(keys), source.choice(keys), 1)
    else:
        longest = max(range(len(bodies)), key=lambda i: len(bodies[i]))
        lines = bodies[longest].split(b"\n")
        where = source.randrange(len(lines))
        if turn == 4:
            lines[where] = mutate_numbers(lines[where], source)
        elif source.random() < 0.5:
            lines.insert(where, source.choice(lines))
        else:
            word = _word(source).encode("cp1252", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
            lines[where] = re.sub(rb"\((?:[^()\\]|\\.)*\)", lambda found: b"(" + word + b")", lines[where], count=1)
        bodies[longest] = b"\n".join(lines)
    return PART.join(bodies)


def mutate_tree(root: Any, source: random.Random) -> None:
    """Elements of a tree doubled, dropped, moved, renamed; attributes and texts exchanged."""
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    for _ in range(source.randint(1, 4)):
        node, other = source.choice(nodes), source.choice(nodes)
        parent, turn = node.getparent(), source.randrange(8)
        if turn == 0 and parent is not None:
            parent.insert(source.randrange(len(parent) + 1), etree.fromstring(etree.tostring(node, with_tail=False)))
        elif turn == 1 and parent is not None and len(nodes) > 3:
            parent.remove(node)
            nodes = [one for one in root.iter() if isinstance(one.tag, str)]
        elif turn == 2 and node is not root and node not in other.iterancestors() and node is not other:
            other.append(node)
        elif turn == 3:
            node.tag = other.tag
        elif turn == 4 and (node.attrib or other.attrib):
            key = source.choice(list(node.attrib) or list(other.attrib))
            node.set(key, source.choice([*(number.decode() for number in NUMBERS), *other.attrib.values(), "", "true", "none"]))
        elif turn == 5 and other.attrib:
            node.attrib.update(dict(other.attrib))
        else:
            node.text = "".join(letter for letter in (node.text or "")[: source.randrange(40)] + _word(source) if letter.isprintable())


def mutate_xml(data: bytes, source: random.Random) -> bytes:
    """One of the parts, changed as a tree; where it is no tree, as lines."""
    parts = data.split(PART)
    at = 0 if source.random() < 0.7 else source.randrange(len(parts))
    try:
        root = etree.fromstring(parts[at], etree.XMLParser(resolve_entities=False, no_network=True))
        mutate_tree(root, source)
        parts[at] = etree.tostring(root)
    except (etree.LxmlError, ValueError, TypeError):
        parts[at] = mutate_lines(parts[at], source)
    return PART.join(parts)


def mutate_html(data: bytes, source: random.Random) -> bytes:
    """A page changed as a tree, or as lines."""
    if source.random() < 0.4:
        return mutate_lines(data, source)
    try:
        root = html.document_fromstring(data)
        mutate_tree(root, source)
        return bytes(etree.tostring(root, method="html"))
    except (etree.LxmlError, ValueError, TypeError, AssertionError):
        return mutate_lines(data, source)


def mutate_json(data: bytes, source: random.Random) -> bytes:
    """A value of another place or kind put in somewhere."""
    try:
        root = json.loads(data)
    except (ValueError, RecursionError):
        return mutate_lines(data, source)
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            places.append((value, key))
            walk(value[key])

    walk(root)
    for _ in range(source.randint(1, 3)):
        if places:
            held, key = source.choice(places)
            others: list[Any] = [_word(source), None, 0, -1.5, True, [], {}, [_word(source)], "\ud800", {"name": _word(source)}]
            held[key] = source.choice([*others, json.loads(json.dumps(source.choice(places)[0])) if len(places) < 400 else ""])
    return json.dumps(root).encode()


def _texts() -> Iterator[bytes]:
    """The examples' texts, whole and in pieces of some lines: short inputs are read more often."""
    for text in _whole_texts():
        yield text
        lines = text.split(b"\n")
        for at in range(0, len(lines), 14):
            yield b"\n".join(lines[at : at + 14])


def _whole_texts() -> Iterator[bytes]:
    for path in sorted((ROOT / "examples").glob("*/*.txt")) + sorted((ROOT / "examples").glob("*/job.md")):
        if path.name in ("cv.txt", "job.txt", "job.md"):
            yield path.read_bytes()
    for kind, path in _readable():
        document = read_document(path.read_bytes(), kind=kind, name=path.name)
        yield document.text.encode()
    yield "\n".join(WORDS).encode()


def _readable() -> Iterator[tuple[Any, Path]]:
    for path in sorted((ROOT / "examples").glob("*/cv.*")):
        yield "cv", path
    for path in sorted((ROOT / "examples").glob("*/job.html")):
        yield "job", path


def _marked() -> Iterator[bytes]:
    for text in _texts():
        yield re.sub(rb"(?m)^([A-Z][A-Za-z ]{3,24})$", rb"## **\1**", text)
    yield b"# Ilse Varga\n[mail](mailto:a@example.org) | <https://example.org>\n\n## Work\n**Team Lead**, *Fenwick* (2019 - 2022)\n- built `x`\n"
    yield b"| Company | Years |\n|---|---|\n| Fenwick | 2019 - 2022 |\n\nWork\n====\n> a quote\n```\ncode\n```\n<!-- no -->\n"


def _pages() -> Iterator[bytes]:
    for path in sorted((ROOT / "examples").glob("*/job.html")):
        yield path.read_bytes()
    posting = {"@type": "JobPosting", "title": "Engineer", "hiringOrganization": {"name": "Fenwick"}, "description": "<p>You build.</p><ul><li>5 years of Go</li></ul>" * 6,
               "jobLocation": [{"address": {"addressLocality": "Leeds"}}], "baseSalary": {"currency": "GBP", "value": {"minValue": 1, "maxValue": 2, "unitText": "YEAR"}},
               "experienceRequirements": {"monthsOfExperience": 24}, "educationRequirements": [{"credentialCategory": "bachelor degree"}]}  # fmt: skip
    yield (
        b'<html><script type="application/ld+json">'
        + json.dumps({"@graph": [posting]}).encode()
        + b"</script><body><h1>Engineer</h1></body></html>"
    )
    for text in _texts():
        lines = text.decode("utf-8", "replace").split("\n")
        body = "".join(
            f"<li>{line[2:]}</li>" if line[:1] in "-•*" else f"<h2>{line}</h2>" if line.istitle() else f"<p>{line}</p>"
            for line in lines
            if line
        )
        yield f"<html><body><main>{body}</main><table><tr><td>2019</td><td>Fenwick</td></tr></table></body></html>".encode()


def _resumes() -> Iterator[bytes]:
    entry = {
        "name": "Fenwick",
        "position": "Team Lead",
        "location": "Leeds",
        "startDate": "2019-01",
        "endDate": "present",
        "highlights": ["Led 5", "Cut 20%"],
    }
    basics = {"name": "Ilse", "label": "Lead", "email": "a@example.org", "phone": "+1", "url": "x", "location": {"city": "Leeds"},
              "profiles": [{"network": "x", "username": "y", "url": "https://example.org"}]}  # fmt: skip
    study = {"institution": "Leeds", "area": "Maths", "studyType": "BSc", "startDate": "2010", "endDate": "2013"}
    yield json.dumps({"basics": basics, "work": [entry, entry], "education": [study], "skills": [{"name": "Go", "keywords": ["a", "b"]}],
                      "awards": [{"title": "x"}], "languages": [{"language": "German", "fluency": "C1"}]}).encode()  # fmt: skip


def _rtfs() -> Iterator[bytes]:
    yield rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset2 Symbol;}}{\colortbl;\red255\green0\blue0;}\f0\fs24 Ilse Varga\par\b Work\b0\par{\v gone}\u8226 ?\tab Led\'e9 5\par}"
    yield rb'{\rtf1\ansi\trowd\cellx100\cellx200 Fenwick\cell 2019 - 2022\cell\row{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt x}}\line\bullet\emdash}'
    for text in _texts():
        yield rb"{\rtf1\ansi " + text.decode("utf-8", "replace").encode("cp1252", "replace").replace(b"\n", b"\\par\n") + b"}"


def _packages(names: tuple[str, ...]) -> Iterator[bytes]:
    for path in sorted((ROOT / "examples").glob("*/cv.docx")):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
            parts = [packed.read(name) if name in packed.namelist() else b"<a/>" for name in names]
        parts[1] = parts[1] if len(parts[1]) < 8000 else b"<a/>"
        yield PART.join(parts)
        yield PART.join([parts[0], *[b"<a/>" for _ in names[1:]]])
    para = hostile.paragraph
    table = b"<w:tbl><w:tr><w:tc>" + para(b"2019 - 2022") + b"</w:tc><w:tc>" + para(b"Fenwick") + b"</w:tc></w:tr></w:tbl>"
    styled = b'<w:p><w:pPr><w:pStyle w:val="h"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="40"/><w:vanish w:val="0"/><w:color w:val="FF0000"/></w:rPr><w:t>Work</w:t><w:tab/><w:br/><w:sym w:char="F0B7"/></w:r></w:p>'
    styles = (
        hostile.word_xml(b"")
        .replace(b"w:document", b"w:styles")
        .replace(
            b"<w:body></w:body>",
            b'<w:style w:styleId="h" w:type="paragraph"><w:basedOn w:val="h2"/><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style><w:style w:styleId="h2"><w:basedOn w:val="h"/></w:style>',
        )
    )
    numbers = (
        hostile.word_xml(b"")
        .replace(b"w:document", b"w:numbering")
        .replace(
            b"<w:body></w:body>",
            b'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        )
    )
    yield PART.join([hostile.word_xml(para(b"Ilse Varga") + styled * 2 + table + para(b"Led 5 people")), styles, numbers])


def _odts() -> Iterator[bytes]:
    styles = b'<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-size="20pt" fo:font-weight="bold"/></style:style>'
    body = (b'<text:h text:style-name="P1">Work</text:h><text:p>Fenwick<text:tab/>2019<text:s text:c="3"/>- 2022<text:line-break/></text:p>'
            b'<text:list><text:list-item><text:p>Led <text:a xlink:href="https://example.org">5</text:a></text:p></text:list-item></text:list>'
            b'<table:table><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table>')  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(hostile.odt(body, styles=styles))) as packed:
        yield PART.join([packed.read("content.xml"), b"<a/>"])


def _drawn(document: Document) -> Iterator[bytes]:
    """Operators of a content stream that set a document's runs where they stood."""
    for line, run in ((held, run) for held in document.lines for run in held.runs):
        text = (
            document.text[run.start : run.end].encode("cp1252", "replace").replace(b"\\", b"/").replace(b"(", b"\\(").replace(b")", b"\\)")
        )
        y = 842 - (line.box.y1 if line.box else 100)
        yield b"BT /%s %.1f Tf %.1f %.1f Td (%s) Tj ET" % (b"G" if run.bold else b"F", run.size, run.x0, y, text)


def _pdfs() -> Iterator[bytes]:
    tree = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [7 0 R] /Resources << /Font << /F 3 0 R /G 6 0 R >> /XObject << /X 8 0 R >> >> >>"
    bold = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>"
    link = b"<< /Type /Annot /Subtype /Link /Rect [60 700 200 720] /A << /S /URI /URI (https://example.org) >> >>"
    form = hostile.stream(
        b"BT /F 9 Tf 60 700 Td (form) Tj ET",
        extra=b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>",
    )
    contents = [
        b"BT /F 11 Tf 60 780 Td (Ilse Varga) Tj ET\n/X Do\n0 0 0 rg 60 600 3 3 re f\nq 1 0 0 1 5 5 cm 1 1 1 rg BT 3 Tr /G 20 Tf 0 1 -1 0 300 400 Tm [(Tu) -300 (rned)] TJ T* ET Q"
    ]
    for path in sorted((ROOT / "examples").glob("*/cv.pdf")):
        drawn = list(_drawn(read_document(path.read_bytes(), kind="cv", name=path.name)))
        contents += [b"\n".join(drawn[at : at + 25]) for at in range(0, len(drawn), 25)]
    for content in contents:
        yield PART.join([hostile.CATALOG, tree, hostile.FONT, hostile.stream(content), page, bold, link, form])


def _raw() -> Iterator[bytes]:
    yield hostile.pages_pdf(2, text="Ilse Varga\nTeam Lead")
    yield hostile.docx(hostile.paragraph(b"Ilse Varga"))
    yield hostile.odt(b"<text:p>Ilse Varga</text:p>")
    for made in (hostile.cyclic_pages, hostile.encrypted, hostile.picture_pdf, hostile.traversal, hostile.png, hostile.program):
        yield made()


DOCX_PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
TARGETS = {
    target.name: target
    for target in (
        Target("pdf", "x.pdf", _pdf_of, mutate_pdf, _pdfs),
        Target("docx", "x.docx", _zip_of(DOCX_PARTS, {}), mutate_xml, lambda: _packages(DOCX_PARTS)),
        Target("odt", "x.odt", _zip_of(("content.xml", "styles.xml"), {"mimetype": hostile.MIME_ODT}), mutate_xml, _odts),
        Target("rtf", "x.rtf", lambda data: data if data.startswith(b"{\\rtf") else b"{\\rtf1 " + data, mutate_lines, _rtfs),
        Target("html", "x.html", lambda data: data if data.lstrip().startswith(b"<") else b"<html>" + data, mutate_html, _pages),
        Target("markdown", "x.md", bytes, mutate_lines, _marked),
        Target("text", "x.txt", bytes, mutate_lines, _texts),
        Target("json", "x.json", bytes, mutate_json, _resumes),
        Target("raw", "x", bytes, None, _raw),
    )
}
