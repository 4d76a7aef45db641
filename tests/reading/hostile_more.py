# ruff: noqa: E501 - one case a line
"""More files that are broken, huge or made to harm: loops, passwords, letters on one spot, lines that regular expressions dread."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable

from . import hostile
from .hostile import CATALOG, FONT, docx, odt, pages_pdf, paragraph, pdf, stream, word_xml, zipped

TREE = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"


def drawn(content: bytes, *, font: bytes = FONT, page: bytes = PAGE) -> bytes:
    """A PDF of one page with that content stream."""
    return pdf([CATALOG, TREE, font, stream(content), page])


def xref_loop() -> bytes:
    """Tables of places that each name the other as the one before."""
    data = pages_pdf(1, text="Ilse Varga")
    at = data.rindex(b"startxref\n") + len(b"startxref\n")
    return data.replace(b"/Size", b"/Prev %d /Size" % int(data[at:].split(b"\n")[0]), 1)


def object_stream_cycle() -> bytes:
    """An object stream that extends itself and says to hold itself and the catalogue."""
    inner = b"6 0 1 30 " + b"<< /Type /ObjStm /N 2 >>      << /Type /Catalog /Pages 2 0 R >>"
    held = stream(inner, extra=b"/Type /ObjStm /N 2 /First 9 /Extends 6 0 R")
    return pdf([b"6 0 R", TREE, FONT, stream(b"BT /F 9 Tf 60 700 Td (x) Tj ET"), PAGE, held], trailer=b"/Root 1 0 R")


def parent_cycle() -> bytes:
    """A page that is its own parent and takes its box from there."""
    page = b"<< /Type /Page /Parent 5 0 R /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    return drawn(b"BT /F 9 Tf 60 700 Td (Ilse Varga) Tj ET", page=page)


def length_cycle() -> bytes:
    """A stream whose length is said by itself."""
    return pdf([CATALOG, TREE, FONT, stream(b"BT /F 9 Tf 60 700 Td (Ilse Varga) Tj ET").replace(b"/Length 39", b"/Length 4 0 R"), PAGE])


def form_once() -> bytes:
    """A form that draws itself once."""
    form = stream(b"/X Do", extra=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    page = PAGE.replace(b"/Font << /F 3 0 R >>", b"/Font << /F 3 0 R >> /XObject << /X 6 0 R >>")
    return pdf([CATALOG, TREE, FONT, stream(b"BT /F 9 Tf 60 700 Td (Ilse Varga) Tj ET /X Do"), page, form])


_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(*, user: bytes, owner: bytes) -> bytes:
    """A PDF encrypted with both passwords by the standard handler's first revision (RC4, 40 bits)."""
    id_ = bytes(range(16))
    lock = _rc4(hashlib.md5((owner + _PAD)[:32]).digest()[:5], (user + _PAD)[:32])
    key = hashlib.md5((user + _PAD)[:32] + lock + struct.pack("<i", -4) + id_).digest()[:5]
    content = b"BT /F 11 Tf 60 700 Td (Ilse Varga, Team Lead) Tj ET"
    own = hashlib.md5(key + (4).to_bytes(3, "little") + bytes(2)).digest()[:10]
    said = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (lock.hex().encode(), _rc4(key, _PAD).hex().encode())
    trailer = b"/Root 1 0 R /Encrypt 6 0 R /ID [<%s> <%s>]" % ((id_.hex().encode(),) * 2)
    return pdf([CATALOG, TREE, FONT, stream(_rc4(own, content)), PAGE, said], trailer=trailer)


def no_letters() -> bytes:
    """A font that names glyphs by number and says nowhere which letters they are."""
    inner = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [" + inner + b"] >>"
    return drawn(b"BT /F 11 Tf 60 700 Td <" + b"00450046014702480349" * 4 + b"> Tj ET", font=font)


def one_spot(count: int = 400_000) -> bytes:
    """So many letters, all at one place."""
    return drawn(b"BT /F 11 Tf\n" + b"1 0 0 1 60 700 Tm (x) Tj\n" * count + b"ET")


def spread(count: int = 50_001) -> bytes:
    """So many letters, each at a place of its own, in no order."""
    places = b"".join(b"1 0 0 1 %d %d Tm (x) Tj\n" % (i * 7919 % 590, i * 104729 % 840) for i in range(count))
    return drawn(b"BT /F 4 Tf\n" + places + b"ET")


def dots(count: int = 300_000) -> bytes:
    """So many small filled shapes and one line of white text on them."""
    shapes = b"".join(b"%d %d 3 3 re f\n" % (i * 7919 % 590, i * 104729 % 840) for i in range(count))
    return drawn(shapes + b"1 1 1 rg\n" + b"".join(b"BT /F 9 Tf 60 %d Td (white) Tj ET\n" % (800 - i % 790) for i in range(2_000)))


def odd_numbers() -> bytes:
    """Sizes and places that are negative, zero, beyond number or no number."""
    lines = [
        b"BT /F -11 Tf 60 700 Td (negative) Tj ET", b"BT /F 0 Tf 60 650 Td (nothing) Tj ET", b"BT /F nan Tf 60 600 Td (none) Tj ET",
        b"BT /F 99999999999999 Tf 60 550 Td (giant) Tj ET", b"BT /F 11 Tf 9e99 -9e99 Td (far) Tj ET", b"BT /F 11 Tf nan inf Td (no place) Tj ET",
        b"BT /F 11 Tf 99999999999999999999 0 0 99999999999999999999 0 0 Tm (wide) Tj ET", b"BT /F 11 Tf 0 0 0 0 60 450 Tm (flat) Tj ET",
        b"BT /F 11 Tf 1e-30 0 0 1e-30 60 400 Tm (small) Tj ET", b"BT /F 11 Tf -1 0 0 -1 300 350 Tm (turned round) Tj ET",
        b"BT /F 11 Tf 99999999 Tz 60 300 Td (stretched) Tj ET", b"BT 100 Tz /F 11 Tf 60 250 Td (Ilse Varga) Tj ET",
    ]  # fmt: skip
    return drawn(b"\n".join(lines))


def wide_page() -> bytes:
    """A page of two thousand million points, text in its corners."""
    page = PAGE.replace(b"[0 0 595 842]", b"[-2147483648 -2147483648 2147483647 2147483647]")
    return drawn(b"BT /F 11 Tf 60 700 Td (Ilse Varga) Tj 2000000000 2000000000 Td (corner) Tj ET", page=page)


def nested_zips(depth: int = 40) -> bytes:
    """A package whose main part is a package, and so on."""
    data = word_xml(paragraph(b"Ilse Varga"))
    for _ in range(depth):
        data = zipped({"word/document.xml": data})
    return data


def overlapping() -> bytes:
    """Two thousand members that all stand for the same packed bytes of 10 MB each."""
    data = zipped({"word/document.xml": word_xml(paragraph(b"Ilse Varga")), "a": b"\0" * 10_000_000})
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", data, end + 16)[0]
    second = data.index(b"PK\x01\x02", start + 4)
    entry = data[second:end]
    entries = [entry[:46].replace(b"PK\x01\x02", b"PK\x01\x02") + b"%c" % (97 + i % 26) + entry[47:] for i in range(2_000)]
    directory = data[start:second] + b"".join(entries)
    count = len(entries) + 1
    return data[:start] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)


def other_packing(kind: int) -> bytes:
    """A DOCX packed by bzip2 or LZMA, its main part far larger than its entry says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as packed:
        packed.writestr(zipfile.ZipInfo("word/document.xml", (2020, 1, 1, 0, 0, 0)), word_xml(paragraph(b"ha " * 300_000)), kind)
    data = bytearray(out.getvalue())
    for at, field in ((0, 22), (data.rindex(b"PK\x01\x02"), 24)):
        struct.pack_into("<I", data, at + field, 1_000)
    return bytes(data)


LAUGHS = b"<!DOCTYPE x [<!ENTITY l0 'ha'>" + b"".join(
    b"<!ENTITY l%d '%s'>" % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 12)
) + b"]>"  # fmt: skip
"""Entities that stand for a hundred thousand million words."""

KINDS = {
    "digits": "7", "dashes": "-", "dots": ".", "at signs": "@", "open brackets": "(", "brackets": "[]", "angles": "<", "slashes": "/", "hashes": "#", "stars": "*",
    "underlines": "_", "commas": ",", "colons": ":", "quotes": '"', "pipes": "|", "bullets": "\u2022", "capitals": "A", "letters and dots": "a.",
    "letters and at signs": "a@", "digits and dashes": "1-", "digits and blanks": "1 ", "years": "2019 - ", "years in a row": "2019", "months": "Jan ",
    "words": "and ", "words without blanks": "word,", "plus signs": "+", "amounts": "$1,", "numbers and words": "5 years ", "marks": "\u0301", "emails": "a@b.cd ",
    "addresses": "http://a.b/", "backticks": "`", "tildes": "~", "equals": "=", "blanks between": "a" + " " * 999, "turned marks": "\u202e", "names": "Ada Byron ",
    "dated": "Jan 2019 - Mar 2020, ", "Chinese": "\u7ecf", "Arabic": "\u0645", "no-break blanks": "\u00a0x",
}  # fmt: skip
"""What a line may be nothing but."""
LINES: dict[str, Callable[[], bytes]] = {what: lambda text=text: (text * (50_000 // len(text))).encode() for what, text in KINDS.items()}  # type: ignore[misc]
"""One line each of 50,000 letters."""


def many_lines(line: str, count: int) -> bytes:
    """The same line over and over."""
    return (line + "\n").encode() * count


def resume(**fields: object) -> bytes:
    """A JSON Resume with these fields."""
    return json.dumps({"basics": {"name": "Ilse Varga"}, "work": [], **fields}).encode()


def deep_resume(depth: int = 100_000) -> bytes:
    """A JSON Resume with lists in one another."""
    return b'{"basics": {"name": "Ilse Varga"}, "work": ' + b"[" * depth + b"]" * depth + b"}"


def lone_surrogates() -> bytes:
    """UTF-16 text with halves of letters."""
    return b"\xff\xfe" + "Ilse Varga\nTeam Lead \ud800 and \udfff".encode("utf-16-le", "surrogatepass")


PDFS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "xref loop": (xref_loop, {"read", "damaged"}), "object stream cycle": (object_stream_cycle, {"read", "damaged", "no_text"}),
    "parent cycle": (parent_cycle, {"read", "damaged"}), "length cycle": (length_cycle, {"read", "no_text", "damaged"}),
    "a form that draws itself once": (form_once, {"read"}),
    "user password": (lambda: locked(user=b"pw", owner=b"boss"), {"encrypted"}),
    "owner password only": (lambda: locked(user=b"", owner=b"boss"), {"read"}),
    "no letters": (no_letters, {"read", "no_text", "needs_ocr"}), "400,000 letters on one spot": (one_spot, {"too_big", "too_large", "read"}),
    "50,001 letters in no order": (spread, {"too_big", "too_slow"}), "300,000 dots": (dots, {"read", "no_text", "too_big"}),
    "odd numbers": (odd_numbers, {"read"}), "a wide page": (wide_page, {"read", "no_text"}),
}  # fmt: skip
PACKAGES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zips in zips": (nested_zips, {"damaged"}), "overlapping members": (overlapping, {"too_big", "damaged"}),
    "bzip2 bomb": (lambda: other_packing(zipfile.ZIP_BZIP2), {"damaged", "too_big"}), "LZMA bomb": (lambda: other_packing(zipfile.ZIP_LZMA), {"damaged", "too_big"}),
    "docx, a thousand million laughs": (lambda: docx(paragraph(b"&l11;"), before=LAUGHS), {"unsafe", "damaged"}),
    "odt, a thousand million laughs": (lambda: odt(b"<text:p>&l11;</text:p>", before=LAUGHS), {"unsafe", "damaged"}),
    "docx, laughs in the styles": (
        lambda: zipped({"word/document.xml": word_xml(paragraph(b"Ilse")), "word/styles.xml": LAUGHS + b"<a>&l11;</a>"}), {"read", "unsafe", "damaged"},
    ),
    "docx, 5 MB in one paragraph": (lambda: docx(paragraph(hostile.random.Random(3).randbytes(2_500_000).hex().encode())), {"read", "too_big", "too_large", "too_many_pages"}),
    "docx, a million runs": (lambda: docx(b"<w:p>" + b"<w:r><w:t>x</w:t></w:r>" * 500_000 + b"</w:p>"), {"read", "too_big", "too_large", "too_many_pages"}),
    "docx, a table of 100,000 cells": (
        lambda: docx(b"<w:tbl>" + (b"<w:tr>" + (b"<w:tc>" + paragraph(b"x") + b"</w:tc>") * 1000 + b"</w:tr>") * 100 + b"</w:tbl>"), {"read", "too_big", "too_large", "too_many_pages"},
    ),
}  # fmt: skip
TEXTS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "nothing": (lambda: b"", {"empty"}), "lone surrogates in UTF-16": (lone_surrogates, {"read"}),
    "lone surrogates in a resume": (lambda: resume(work=[{"name": "\ud800", "position": "\udfff Lead"}]), {"read"}),
    "a resume of lists in one another": (deep_resume, {"damaged"}),
    "a resume of 100,000 posts": (lambda: resume(work=[{"name": "a"}] * 100_000), {"read", "too_big"}),
    "a resume of 400 posts with 400 lines": (lambda: resume(work=[{"name": "a", "highlights": ["x"] * 400}] * 400), {"too_large"}),
    "5 MB in a line": (lambda: b"word " * 1_000_000, {"too_large"}), "1.9 MB in a line": (lambda: b"word " * 380_000, {"read", "too_large"}),
    "200,000 lines": (lambda: many_lines("Experience with Go", 200_000), {"too_large"}),
    "2,000 lines": (lambda: many_lines("Experience with Go", 2_000), {"read"}),
    "2,000 bullets": (lambda: many_lines("- Led 5", 2_000), {"read"}),
    "2,000 headings": (lambda: many_lines("Skills", 2_000), {"read"}),
    "1,000 posts": (lambda: many_lines("Lead, Fenwick Ltd, 2019 - 2020", 1_000), {"read"}),
    "2,000 requirements": (lambda: many_lines("- At least 5 years of Python", 2_000), {"read"}),
    "5,001 lines": (lambda: many_lines("a", 5_001), {"too_large"}),
    "150,000 empty lines": (lambda: b"Ilse Varga" + b"\n \n" * 150_000 + b"Lead", {"read"}),
    "2,000 short lines": (lambda: many_lines("a", 2_000), {"read"}),
    "490,000 letters in a line": (lambda: b"word " * 98_000, {"read"}),
    "emphasis": (lambda: b"# Ilse\n# B\n" + b"*a **b ***c _d __e " * 9_000, {"read", "too_large", "too_many_pages"}),
    "emphasis in lines": (lambda: b"# Ilse\n# B\n" + (b"*a **b ***c _d __e " * 900 + b"\n") * 28, {"read", "too_large", "too_many_pages"}),
    "links in links": (lambda: b"# Ilse\n# B\n" + b"[" * 19_000 + b"](x)" * 19_000, {"read", "too_large"}),
    "tags in Markdown": (lambda: b"# Ilse\n# B\n" + (b"<a " * 6_000 + b"\n") * 27, {"read", "too_large", "too_many_pages"}),
    "comments without end": (lambda: b"# Ilse\n# B\n" + b"<!--" * 400_000, {"read", "too_large", "too_many_pages"}),
    "tables without end": (lambda: b"# Ilse\n# B\n" + b"|---" * 4_500 + b"\n" + b"| a " * 400_000, {"read", "too_large", "too_many_pages"}),
    "html, one long text": (lambda: b"<html><body><p>" + b"word " * 900_000, {"read", "too_big", "too_large", "too_many_pages"}),
    "html, 60,000 list items": (lambda: b"<html><body><ul>" + b"<li>Led 5 people" * 60_000, {"read", "too_big", "too_large", "too_many_pages"}),
    "html, 100,000 attributes": (lambda: b"<html><body><p " + b"a=1 " * 100_000 + b">Ilse Varga", {"read", "empty", "too_big"}),
    "html, comments": (lambda: b"<html><!--" * 30_000 + b"Ilse", {"read", "empty", "too_big", "unknown_type"}),
    "html, 90,000 line breaks": (lambda: b"<html><body>" + b"a<br>" * 90_000, {"read", "too_big", "too_large", "too_many_pages"}),
    "html, 60,000 cells": (lambda: b"<html><body><table>" + b"<tr><td>a<td>b" * 30_000, {"read", "too_big", "too_large", "too_many_pages"}),
    "rtf, 100,000 paragraphs": (lambda: rb"{\rtf1 " + rb"Led 5\par " * 100_000 + b"}", {"read", "too_big", "too_large", "too_many_pages"}),
    "rtf, 9 MB of hidden text": (lambda: rb"{\rtf1 Ilse\v " + rb"\v a" * 2_000_000 + b"}", {"read", "too_big", "too_large", "empty"}),
    "rtf, a million fonts": (lambda: rb"{\rtf1{\fonttbl" + rb"{\f1\fcharset2 A;}" * 200_000 + b"}Ilse}", {"read", "too_big", "too_large", "too_many_pages"}),
}  # fmt: skip
