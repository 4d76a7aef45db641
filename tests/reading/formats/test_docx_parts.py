"""Parts of DOCX files beside plain paragraphs: text boxes, tracked changes, controls, symbols, fields, headers, pictures."""

from __future__ import annotations

import io
from typing import Any

from docx import Document as NewDocx
from docx.oxml import parse_xml

from loopready.model import Document
from loopready.reading import read_document

_SPACES = " ".join(
    f'xmlns:{key}="{url}"'
    for key, url in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wpg:wgp><wps:wsp>'
    "<wps:txbx>"
    "<w:txbxContent><w:p><w:r><w:t>Boxed words</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></wpg:wgp>"
    "</a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:group><v:shape><v:textbox><w:txbxContent><w:p><w:r>"
    "<w:t>Boxed words</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></v:group></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(*paragraphs: str, header: str = "", footer: str = "") -> Document:
    file: Any = NewDocx()
    file.add_paragraph("Ilse Marit Varga")
    if header:
        file.sections[0].header.paragraphs[0].text = header
    if footer:
        file.sections[0].footer.paragraphs[0].text = footer
    body = file.element.body
    for inner in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {_SPACES}>{inner}</w:p>"))
    out = io.BytesIO()
    file.save(out)
    return read_document(out.getvalue(), kind="cv", name="cv.docx")


def body(document: Document) -> list[str]:
    return [document.text[line.start : line.end] for line in document.lines if line.part == "body"]


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_grouped_text_box_is_read_once_and_a_footer_does_not_take_it_along() -> None:
    document = read(BOX, run("Below"), footer="Page of a CV")
    assert body(document).count("Boxed words") == 1
    assert document.text.count("Boxed words") == 1 and "Page of a CV" not in body(document)


def test_a_header_holds_contact_data() -> None:
    assert body(read(run("Below"), header="ilse@example.org"))[0] == "ilse@example.org"


def test_insertions_controls_and_smart_tags_are_read_deletions_comments_and_notes_are_not() -> None:
    inserted = (
        f'<w:ins w:id="1" w:author="x">{run("all ")}</w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>no </w:delText></w:r></w:del>'
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('reports ')}</w:sdtContent></w:sdt><w:smartTag>{run('here')}</w:smartTag>"
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    assert body(read(run("Moved ") + inserted + control + marks))[-1] == "Moved all reports here"


def test_symbols_fields_and_hidden_words() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
    field += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("work") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
    hidden = run("Secret", "<w:vanish/>") + run("White", '<w:color w:val="FFFFFF"/>') + run("Tiny", '<w:sz w:val="2"/>')
    document = read(symbol + run(" My ") + field, hidden)
    assert body(document)[-1].endswith("My work") and "https://example.org/a" in document.text
    assert not any(word in document.text for word in ("Secret", "White", "Tiny", "HYPERLINK"))
    assert [notice.code for notice in document.notices] == ["hidden_text"]


def test_large_pictures_and_objects_are_said_and_a_photograph_is_not() -> None:
    def picture(width: int, height: int) -> str:
        size = f'<wp:extent cx="{width * 12700}" cy="{height * 12700}"/>'
        drawn = '<a:graphic><a:graphicData uri="x"><a:blip/></a:graphicData></a:graphic>'
        return f"<w:r><w:drawing><wp:inline>{size}{drawn}</wp:inline></w:drawing></w:r>"

    assert [notice.code for notice in read(picture(110, 140)).notices] == []
    assert [notice.code for notice in read(picture(400, 300)).notices] == ["pictures_not_read"]
    embedded = '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>'
    assert [notice.code for notice in read(embedded).notices] == ["objects_not_read"]
