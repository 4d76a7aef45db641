"""Files that are broken, huge or made to harm, built byte by byte; equal calls give equal bytes."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Sequence

WORDS = "Ilse Varga-Okafor\\nTeam Lead, Fenwick Data Ltd, 2019 - 2022"


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"/Root 1 0 R", version: bytes = b"1.7") -> bytes:
    """A PDF file with these objects, numbered from 1, and a right table of places."""
    out = bytearray(b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)


def stream(data: bytes, *, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pages_pdf(count: int, *, text: str = "A line of text", trailer: bytes = b"/Root 1 0 R", extra: Sequence[bytes] = ()) -> bytes:
    """A PDF of that many equal pages."""
    first = 5 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + i) for i in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    drawn = b"".join(
        b"BT /F 11 Tf 60 %d Td (%s) Tj ET\n" % (780 - 16 * i, line.encode("latin-1")) for i, line in enumerate(text.split("\n"))
    )
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return pdf([CATALOG, tree, FONT, stream(drawn), *extra, *([page] * count)], trailer=trailer)


def no_pages() -> bytes:
    """A page tree without pages."""
    return pdf([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"])


def cyclic_pages() -> bytes:
    """A page tree whose branch holds the root of the tree."""
    return pdf([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 40 >>", b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 40 >>"])


def lying_count() -> bytes:
    """A page tree that says it has two thousand million pages."""
    return pages_pdf(1).replace(b"/Count 1 ", b"/Count 2000000000 ")


def object_stream_bomb() -> bytes:
    """Pages whose content unpacks to 400 MB, packed twice."""
    inner = zlib.compress(b"BT /F 9 Tf 60 700 Td (x) Tj ET\n" * 13_000_000, 9)
    body = stream(zlib.compress(inner, 9), extra=b"/Filter [/FlateDecode /FlateDecode]")
    tree = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    return pdf([CATALOG, tree, FONT, body, page])


def form_bomb(*, wide: int = 10, deep: int = 8, letters: bool = True) -> bytes:
    """Forms that draw forms: so many each, so deep; the innermost draws a letter, or a small picture."""
    first = 7
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    forms = [stream(b"/X Do\n" * wide, extra=box + b" /Resources << /XObject << /X %d 0 R >> >>" % (first + i + 1)) for i in range(deep)]
    drawn = b"BT /F 9 Tf 60 700 Td (x) Tj ET" if letters else b"q 500 0 0 700 40 40 cm /P Do Q"
    last = stream(drawn, extra=box + b" /Resources << /Font << /F 3 0 R >> /XObject << /P 6 0 R >> >>")
    tree = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 7 0 R /P 6 0 R >> >> >>"
    return pdf(
        [CATALOG, tree, FONT, stream(b"/X Do" if letters else b"/X Do " + b"q 500 0 0 700 40 40 cm /P Do Q"), page, image(), *forms, last]
    )


def self_drawing_form() -> bytes:
    """A form that draws itself."""
    form = stream(b"/X Do /X Do", extra=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    tree = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>"
    return pdf([CATALOG, tree, FONT, stream(b"/X Do"), page, form])


def huge_page() -> bytes:
    """A page far larger than any sheet, its text at places beyond number."""
    data = pages_pdf(1, text="x").replace(b"[0 0 595 842]", b"[-9e30 -9e30 9e30 9e30]")
    return data


def encrypted() -> bytes:
    """A PDF that can not be opened without a password: the check of the empty password fails."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32)
    return pages_pdf(
        1, trailer=b"/Root 1 0 R /Encrypt 5 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]", extra=[lock]
    )


def image(side: int = 100) -> bytes:
    """A grey square as an image object, a byte a dot; the data of one that is larger than 100 are cut short."""
    kind = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
    return stream(zlib.compress(b"\x80" * 10_000), extra=kind % (side, side))


def huge_image() -> bytes:
    """A page that holds nothing but an image that says it has a thousand million dots."""
    return picture_pdf(side=32_000)


def picture_pdf(side: int = 100) -> bytes:
    """A page that holds a picture and no text."""
    tree = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>"
    return pdf([CATALOG, tree, FONT, stream(b"500 0 0 700 40 40 cm /X Do"), page, image(side)])


def garbage_pdf(seed: int = 7) -> bytes:
    """The signature, then noise."""
    return b"%PDF-1.7\n" + random.Random(seed).randbytes(60_000)


def png() -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def program() -> bytes:
    """The head of a Windows program."""
    return b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + b"\0" * 200 + b"PE\0\0"


def zipped(members: dict[str, bytes], *, stored: bool = False) -> bytes:
    """A zip file of these members; dates fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return out.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MIME_ODT = b"application/vnd.oasis.opendocument.text"


def word_xml(body: bytes, *, before: bytes = b"") -> bytes:
    """A DOCX main part."""
    return before + b'<w:document xmlns:w="' + WORD.encode() + b'"><w:body>' + body + b"</w:body></w:document>"


def paragraph(text: bytes) -> bytes:
    """A DOCX paragraph."""
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def odt(body: bytes, *, styles: bytes = b"", before: bytes = b'<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """An ODT file with that content; ``styles`` are its automatic styles."""
    names = b"".join(
        b' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (short, long)
        for short, long in ((b"office", b"office"), (b"text", b"text"), (b"table", b"table"), (b"style", b"style"), (b"draw", b"drawing"))
    ) + b' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'  # fmt: skip
    content = (
        before + b"<office:document-content" + names + b"><office:automatic-styles>" + styles + b"</office:automatic-styles><office:body>"
        b"<office:text>" + body + b"</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": MIME_ODT, "content.xml": content})


def docx(body: bytes, *, before: bytes = b"") -> bytes:
    """A DOCX file of nothing but its main part."""
    return zipped({"word/document.xml": word_xml(body, before=before)})


def docx_bomb() -> bytes:
    """A main part of 60 MB in a file of 60 kB."""
    return docx(paragraph(b"ha " * 20_000_000))


def odt_bomb() -> bytes:
    """A content part of 60 MB in a file of 60 kB."""
    return odt(b"<text:p>" + b"ha " * 20_000_000 + b"</text:p>")


def lying_header(size: int = 10) -> bytes:
    """A DOCX whose main part unpacks to far more than its entry says."""
    data = bytearray(docx(paragraph(b"ha " * 3_000_000)))
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, size)
    struct.pack_into("<I", data, 22, size)
    return bytes(data)


def spaces_in_styles() -> bytes:
    """A text:s element that stands for a thousand million spaces, and a table cell repeated as often."""
    cell = b'<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000">'  # noqa: E501
    return odt(
        b'<text:p>Ilse<text:s text:c="1000000000"/>Varga</text:p>'
        + cell
        + b"<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    )


def traversal() -> bytes:
    """A DOCX with members that want to be written elsewhere."""
    names = ("../../outside.txt", "/outside.txt", "..\\outside.txt", "C:\\outside.txt")
    return zipped({"word/document.xml": word_xml(paragraph(b"Ilse Varga, Team Lead")), **dict.fromkeys(names, b"outside")})


EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
PARAMETER = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">'
