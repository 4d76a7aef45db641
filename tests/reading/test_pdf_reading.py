"""PDF -> Document: what is seen is read, in order; what is not seen is told; bad files end in one clear line."""

from __future__ import annotations

import struct
import zlib

import pytest

from loopready.model import Document, InputError
from loopready.reading import read_pdf, read_profile
from loopready.reading.registry import read_document, reader_for

from .cv_layouts import bullets, compiled, esc, page, sidebar_left
from .cv_people import CHEF, ENGINEER


def read(source: str, *, name: str = "x.pdf") -> Document:
    return read_pdf(compiled(source), kind="cv", name=name)


def test_lines_stand_in_the_text_with_their_boxes_and_styles() -> None:
    document = read(page() + "#strong[Ada Okoro], baker\\ #text(size: 20pt)[Large]\n")
    assert document.text.split("\n")[:2] == ["Ada Okoro, baker", "Large"]
    first, second = document.lines[:2]
    assert document.text[first.start : first.end] == "Ada Okoro, baker"
    assert [(document.text[run.start : run.end], run.bold) for run in first.runs] == [("Ada Okoro", True), (", baker", False)]
    assert first.box is not None and second.box is not None and first.box.y1 <= second.box.y1
    assert second.size == 20.0 and document.pages == 1


@pytest.mark.parametrize("style", ["fill: white", "size: 1pt", 'fill: rgb("#fffffe")'])
def test_text_one_can_not_see_is_left_out_and_told(style: str) -> None:
    document = read(page() + f"Baker of bread\n\n#text({style})[python kubernetes leadership]\n")
    assert "kubernetes" not in document.text
    assert [notice.code for notice in document.notices] == ["hidden_text"]


def test_text_outside_the_page_is_left_out() -> None:
    document = read(page() + "Baker\n#place(top + left, dx: -400pt, dy: 20pt)[kubernetes]\n")
    assert "kubernetes" not in document.text and "Baker" in document.text


def test_white_text_on_a_dark_ground_is_read() -> None:
    document = read(page() + '#block(fill: rgb("#223344"), inset: 8pt)[#text(fill: white)[Ada Okoro]]\n')
    assert document.text.startswith("Ada Okoro")
    assert document.notices == ()


def test_addresses_of_link_marks_are_appended_once() -> None:
    source = page() + '#link("https://linkedin.com/in/ada-okoro-example")[Ada] #link("https://linkedin.com/in/ada-okoro-example")[me]\n\n'
    document = read(source + '#link("https://okoro.example.org")[okoro.example.org]\n\nExperience\n\nBaker, Rye Ltd 2019 - 2020\n')
    assert document.text.count("linkedin.com/in/ada-okoro-example") == 1
    assert document.text.count("okoro.example.org") == 1
    assert "Links in the file\n" in document.text
    person = read_profile(document).person
    assert [(link.network, link.username) for link in person.profiles] == [("LinkedIn", "ada-okoro-example")]


def test_an_address_broken_over_lines_is_taken_from_its_link_mark() -> None:
    source = "#set page(width: 150pt, height: 300pt, margin: 20pt)\n#set text(size: 10pt)\nAda Okoro\n\n"
    address = "https://linkedin.com/in/ada-okoro-example-baker"
    mail = "ada.okoro.of.the.bakery@example.org"
    source += f'#link("{address}")[#"https://linkedin.com/in/ada-ok"\\ #"oro-example-baker"]\n\n'
    source += f'#link("mailto:{mail}")[#"ada.okoro.of.the.bakery@exam"\\ #"ple.org"]\n\n'
    person = read_profile(read(source + "= Experience\n\nBaker, Rye Ltd\\ 2019 - 2020\n")).person
    assert [link.url.value for link in person.profiles] == [address]
    assert person.email is not None and person.email.value == mail


def test_rows_of_two_texts_that_no_gutter_parts_are_told() -> None:
    row = "#grid(columns: (1fr, 1fr), [these five words stand left], [and these five words right])\n\n"
    full = (
        "#box(width: 100%)["
        + "a line that runs across the whole width of the page and crosses every gutter there could be, " * 1
        + "so]\n\n"
    )
    document = read(page() + (row + full) * 6)
    assert [notice.code for notice in document.notices] == ["mixed_columns"]


def test_a_word_broken_at_a_lines_end_is_whole_in_the_value_and_raw_in_the_text() -> None:
    narrow = '#set page(width: 210pt, height: 300pt, margin: 20pt)\n#set text(size: 10pt, hyphenate: true, lang: "en")\n'
    narrow += "#set par(justify: true)\n"
    words = "Administered anticoagulation according to international recommendations throughout hospitalisation"
    document = read(narrow + f"= Work\n\n*Nurse*, Hexby Hospital\\ 2019 - 2020\n- {words}\n")
    (leaf,) = read_profile(document).work[0].highlights
    assert leaf.value == words
    assert "-\n" in document.text


def test_running_headers_and_footers_stand_after_the_body_and_break_no_bullet() -> None:
    footer = 'context [#counter(page).display("1/1", both: true)]'
    furniture = f'#set page(paper: "a6", margin: 1.4cm, header: [Matteo Brandvold · CV], footer: {footer})\n'
    source = furniture + "#set text(size: 9pt)\n= Experience\n\n"
    for job in CHEF.jobs:
        source += f"*{job.title}*, {esc(job.firm)}\\ 2010 - 2020\n" + bullets(job) * 3
    document = read(source)
    assert document.pages is not None and document.pages > 1
    rows = [document.text[line.start : line.end] for line in document.lines]
    marked = [document.text[line.start : line.end] for line in document.lines if line.part == "furniture"]
    assert "2/" in " ".join(marked) and marked == rows[-len(marked) :]
    read_bullets = [leaf.value for job in read_profile(document).work for leaf in job.highlights]
    assert read_bullets == [text for job in CHEF.jobs for _ in range(3) for text in job.bullets]


def test_bullets_drawn_as_shapes_are_bullets() -> None:
    dot = "#box(width: 8pt)[#circle(radius: 1.3pt, fill: black)]"
    source = page() + "= Work\n\n*Baker*, Rye Ltd\\ 2019 - 2020\n\n"
    source += "".join(f"#grid(columns: (12pt, 1fr), {f'[{dot}]'}, [{text}])\n" for text in ("Shaped loaves", "Kept starters alive"))
    profile = read_profile(read(source))
    assert [leaf.value for leaf in profile.work[0].highlights] == ["Shaped loaves", "Kept starters alive"]


def test_a_sidebar_goes_on_where_the_page_before_left_it() -> None:
    long = ENGINEER.__class__(**{**ENGINEER.__dict__, "jobs": ENGINEER.jobs * 4})
    source = sidebar_left(long).replace("rows: 100%, ", "").replace("height: 100%, inset: 14pt", "inset: 14pt")
    profile = read_profile(read(source))
    assert len(profile.work) == 12
    assert [len(job.highlights) for job in profile.work] == [len(job.bullets) for job in long.jobs]
    assert [leaf.value for group in profile.skills for leaf in group.keywords] == list(ENGINEER.skills)


def test_right_to_left_and_wide_scripts_stay_whole() -> None:
    document = read(page(font="DejaVu Sans") + "Experience\n\nשלום עולם\n")
    assert "שלום עולם" in document.text


ERRORS = {
    "empty": (b"", "empty"),
    "cut off": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "damaged"),
    "blank": (None, "no_text"),
}


@pytest.mark.parametrize("case", ERRORS)
def test_bad_files_end_in_a_code_and_the_files_name(case: str) -> None:
    data, code = ERRORS[case]
    with pytest.raises(InputError) as caught:
        read_pdf(compiled(page()) if data is None else data, kind="cv", name="bad.pdf")
    assert caught.value.code == code
    assert str(caught.value).startswith("bad.pdf: ")
    assert "\n" not in str(caught.value)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_picture_of_text_asks_for_ocr() -> None:
    pixel = zlib.compress(b"\0\x80")
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    source = page() + f"#image(bytes(({', '.join(str(byte) for byte in png)})), width: 300pt)\n"
    with pytest.raises(InputError) as caught:
        read(source, name="scan.pdf")
    assert caught.value.code == "needs_ocr"
    assert "OCR" in str(caught.value)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        read(page() + "a #pagebreak() " * 60 + "b")
    assert caught.value.code == "too_many_pages"


def test_the_registry_tells_files_by_content() -> None:
    pdf = compiled(page() + "Hello")
    assert reader_for(pdf, "cv.txt")[0].name == "pdf"
    assert read_document("Žofie Krejčí\n".encode("cp1252", "replace"), kind="cv", name="a").text == "Žofie Krej?í\n"
    assert read_document("Žofie\n".encode("utf-16"), kind="cv", name="a").text == "Žofie\n"
    assert read_document(b"\xef\xbb\xbfJos\xc3\xa9\n", kind="cv", name="a").text == "José\n"
    with pytest.raises(InputError):
        reader_for(b"", "nothing")
