"""RTF as Word and LibreOffice write it: styles, lists, tables, text boxes, links, code pages, what is not seen."""

from __future__ import annotations

import pytest

from loopready.model import Document, InputError
from loopready.reading import read_document, read_profile
from loopready.reading.formats.rtf.tokens import tokens

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Mincho;}}"
    r"{\colortbl;\red255\green255\blue255;\red31\green78\blue121;}{\stylesheet{\s1 heading 1;}}{\info{\author Nobody Asked}}"
)


def read(body: str) -> Document:
    return read_document((HEAD + body + "}").encode("latin-1"), kind="cv", name="cv.rtf")


def test_paragraphs_line_breaks_and_tabs_are_lines_and_gaps() -> None:
    document = read(r"\pard\plain\fs40\b Ilse Varga\b0\par\pard\plain\fs21 Nurse\line Leeds\par Oakfield Trust\tab 2019 \endash  2021\par")
    assert document.text.split("\n")[:4] == ["Ilse Varga", "Nurse", "Leeds", "Oakfield Trust  2019 – 2021"]
    first, *_, last = document.lines
    assert first.bold and first.size == 20.0
    assert last.runs[-1].gap


def test_what_is_no_text_of_the_page_is_left_out() -> None:
    document = read(r"\pard Seen{\v hidden words}{\deleted struck}{\*\comment whispered}{\pict\bin4 }}}}} words\par")
    assert document.text.strip() == "Seen words"
    assert [notice.code for notice in document.notices] == ["hidden_text"]


@pytest.mark.parametrize("look", [r"\cf1", r"\fs2", r"\v", r"\cf2\chcbpat2"])
def test_letters_that_cannot_be_seen_are_counted_and_not_read(look: str) -> None:
    document = read(r"\pard\plain\fs21 Ilse Varga\par{" + look + r" Kubernetes expert}\par")
    assert "Kubernetes" not in document.text
    assert [notice.code for notice in document.notices] == ["hidden_text"]


def test_white_letters_on_a_dark_cell_are_read() -> None:
    dark = r"\trowd\clcbpat2\cellx4000\cellx9000\pard\plain\intbl{\cf1 Skills}\cell\pard\plain\intbl Wound care\cell\row\pard\plain\par"
    assert "Skills" in read(dark).text
    light = dark.replace(r"\clcbpat2", "")
    assert "Skills" not in read(light).text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"caf\'e9", "café"),
        (r"\u8364?5m", "€5m"),
        (r"\uc2\u8364\'80\'80!", "€!"),
        (r"\uc0\u322 \u243 d\u378 ", "łódź"),
        (r"{\f1 \'cc\'ee\'f1\'ea\'e2\'e0}", "Москва"),
        (r"{\f2 \'93\'8c\'8b\'9e}", "東京"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a\~b\_c \{d\} e\\f", "a b‑c {d} e\\f"),
        (r"5\bullet 6\emdash 7", "5•6—7"),
    ],
)  # fmt: skip
def test_letters_of_every_code_page_are_whole(written: str, meant: str) -> None:
    assert read(r"\pard " + written + r"\par").text.strip() == meant


def test_a_list_keeps_its_bullets_and_numbers() -> None:
    body = (
        r"\pard{\listtext\pard\plain\f3\'b7\tab}\li720 Led 4 wards\par{\pntext\'95\tab}Cut falls by 12%\par"
        r"\pard{\listtext 1.\tab}First\par"
    )
    assert read(body).text.splitlines() == ["- Led 4 wards", "- Cut falls by 12%", "1. First"]


def test_cells_of_a_page_set_as_a_table_are_read_one_after_the_other() -> None:
    left = r"\pard\intbl{\b Skills}\par Wound care\par Triage\par Rota planning\cell"
    right = r"\pard\intbl{\b Experience}\par Nurse, Oakfield Trust\par 2019 - 2021\par Ran a ward of 24\cell"
    lines = read(r"\trowd\cellx3000\cellx9000" + left + right + r"\row\pard\par After").text.split("\n")
    expected = "Skills|Wound care|Triage|Rota planning|Experience|Nurse, Oakfield Trust|2019 - 2021|Ran a ward of 24|After"
    assert "|".join(line for line in lines if line) == expected


def test_cells_of_data_are_read_row_by_row() -> None:
    row = r"\trowd\cellx3000\cellx9000\pard\intbl {}\cell\pard\intbl {}\cell\row"
    body = row.replace("{}", "2019 - 2021", 1).replace("{}", "Nurse", 1) + row.replace("{}", "2016 - 2019", 1).replace("{}", "Carer", 1)
    assert [line for line in read(body + r"\pard\par").text.split("\n") if line] == ["2019 - 2021  Nurse", "2016 - 2019  Carer"]


def test_text_boxes_headers_and_footers_are_read_once() -> None:
    old = r"{\shprslt{\do{\dptxbxtext Skills: triage}}}"
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn fillColor}{\sv 1}}{\shptxt\pard Skills: triage\par}}" + old + "}"
    document = read(r"{\header\pard Ilse Varga\par}{\footer\pard Page 1\par}\pard Ilse Varga\par Nurse " + box + r"of ten years\par")
    assert document.text.count("Ilse Varga") == 1
    assert document.text.count("triage") == 1
    assert "Nurse of ten years" in document.text
    assert next(line for line in document.lines if document.text[line.start : line.end] == "Page 1").part == "furniture"


def test_a_link_is_kept_where_its_words_do_not_tell_it() -> None:
    field = r'{\field{\*\fldinst{HYPERLINK "https://example.org/ilse"}}{\fldrslt{\ul my page}}}'
    document = read(r"\pard See " + field + r" for more\par")
    assert document.text.startswith("See my page for more")
    assert "https://example.org/ilse" in document.text


def test_a_whole_cv_reads_into_its_fields() -> None:
    body = (
        r"\pard\plain\fs40\b Ilse Varga\par\pard\plain\fs21 ilse.varga@example.org\par"
        r"\pard\plain\fs28\b Experience\par\pard\plain\fs21\b Charge Nurse\b0 , Oakfield Trust\tab Mar 2019 \endash  present\par"
        r"\pard{\listtext\'b7\tab}Ran a ward of 24 beds\par\pard\plain\fs28\b Skills\par\pard\plain\fs21 Triage, Wound care\par"
    )
    profile = read_profile(read(body))
    assert profile.person.name is not None and profile.person.name.value == "Ilse Varga"
    (work,) = profile.work
    assert work.position is not None and work.position.value == "Charge Nurse"
    assert [bullet.value for bullet in work.highlights] == ["Ran a ward of 24 beds"]


def test_only_hidden_text_is_said_plainly() -> None:
    with pytest.raises(InputError, match="can be seen"):
        read(r"\pard{\v all of it}\par")


@pytest.mark.parametrize("many", [rb"\par", rb"\'e9 ", rb"\cell\row "])
def test_a_flood_of_one_word_ends_in_a_clear_error(many: bytes) -> None:
    with pytest.raises(InputError):
        read_document(HEAD.encode() + many * 300_001 + b"}", kind="cv", name="cv.rtf")


def test_every_letter_of_the_source_ends_in_a_token_or_is_white() -> None:
    source = r"{\rtf1 a\'e9\u20? \{b\}\bin3 xyz\~c\zz99 d}"
    kinds = [token.kind for token in tokens(source)]
    assert kinds[0] == "open" and kinds[-1] == "close"
    assert "".join(token.value for token in tokens(source) if token.kind == "text") == "a? {b}cd"
