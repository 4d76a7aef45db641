"""Formats beside PDF: told by content, read in order, refused in one clear line."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pytest

from loopready.model import InputError
from loopready.reading import read_document, read_profile
from loopready.reading.formats.json_resume import profile_from_json_resume


def a_docx() -> bytes:
    file = docx.Document()
    file.add_heading("Ilse Varga-Okafor", 0)
    file.add_paragraph("ilse@example.org | +44 20 7946 0018 | Leeds")
    file.add_heading("Experience", 1)
    row = file.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text = "Team Lead, Fenwick Data Ltd"
    row.cells[1].text = "Mar 2019 - present"
    file.add_paragraph("Led 6 engineers on the billing service", style="List Bullet")
    hidden = file.add_paragraph().add_run("hidden words for machines")
    hidden.font.hidden = True
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def a_zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


def test_docx_keeps_table_rows_lists_and_leaves_hidden_text_out() -> None:
    document = read_document(a_docx(), kind="cv", name="cv.pdf")
    assert "Team Lead, Fenwick Data Ltd  Mar 2019 - present" in document.text
    assert "- Led 6 engineers on the billing service" in document.text
    assert "hidden words" not in document.text
    assert [notice.code for notice in document.notices] == ["hidden_text", "wrong_extension"]
    work = read_profile(document).work
    assert [(one.position and one.position.value, one.start and one.start.value, one.ongoing) for one in work] == [
        ("Team Lead", "2019-03", True)
    ]


def test_markdown_marks_do_not_end_up_in_values() -> None:
    text = b"# Ilse **Varga**\n\n## Experience\n\n**Team Lead**, *Fenwick Data Ltd*, 2019 - 2022\n\n- Cut [cost](https://example.org/x) by `9%`, kept snake_case\n"  # noqa: E501
    document = read_document(text, kind="cv", name="cv.md")
    assert document.text.startswith("Ilse Varga\n")
    assert "Team Lead, Fenwick Data Ltd, 2019 - 2022" in document.text
    assert "- Cut cost by 9%, kept snake_case" in document.text
    assert "https://example.org/x" in document.text


def test_json_resume_gives_back_what_it_says() -> None:
    said = {
        "basics": {"name": "Ilse Varga", "email": "ilse@example.org"},
        "work": [
            {
                "position": "Team Lead",
                "name": "Fenwick Data Ltd",
                "startDate": "2019-03-01",
                "highlights": ["Led 6 engineers", "- odd start"],
            }
        ],
        "education": [{"institution": "University of Leeds", "area": "Physics", "studyType": "BSc", "endDate": "2012"}],
        "skills": [{"name": "Tools", "keywords": ["Go", "SQL"]}],
    }
    document = read_document(json.dumps(said).encode(), kind="cv", name="cv.json")
    profile = profile_from_json_resume(document)
    back = profile.json_resume()
    assert back["work"] == [
        {"name": "Fenwick Data Ltd", "position": "Team Lead", "startDate": "2019-03", "highlights": ["Led 6 engineers", "- odd start"]}
    ]
    assert back["education"] == [{"institution": "University of Leeds", "area": "Physics", "studyType": "BSc", "endDate": "2012"}]
    assert back["skills"] == [{"name": "Tools", "keywords": ["Go", "SQL"]}]
    assert document.text[slice(*profile.spans()["/work/0/highlights/1"])] == "- odd start"


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><document><body>&b;</body></document>'
NESTED = b"<d>" * 5000 + b"</d>" * 5000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "damaged"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"MZ\x90\0\x03\0", "unknown_type"),
        (a_docx()[:900], "damaged"),
        (a_zip(notes=b"x"), "unknown_type"),
        (a_zip(word__document=b"<document>" + b" " * 3_000_000), "too_big"),
        (a_zip(word__document=LAUGHS), "unsafe"),
        (a_zip(word__document=NESTED), "damaged"),
        (b'{"basics": ' + b"[" * 100_000, "damaged"),
        (b'{"basics": {"name": 1' + b"0" * 5000 + b"}}", "too_big"),
        (b'{"a": 1}', "unknown_type"),
        (b"{\\rtf1 " + b"{" * 5000, "too_big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_files_end_in_a_code(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(data, kind="cv", name="cv.docx")
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("end", [None, "Present", "now"])
def test_a_json_resume_post_without_an_end_goes_on(end: str | None) -> None:
    entry = {"name": "Fenwick Data", "position": "Team Lead", "startDate": "2019-03", **({"endDate": end} if end else {})}
    data = json.dumps({"basics": {"name": "Ada Lindqvist"}, "work": [entry]}).encode()
    (work,) = read_profile(read_document(data, kind="cv", name="cv.json")).work
    assert work.ongoing and work.end is None


def test_json_resume_says_which_values_it_could_not_read_and_takes_null_as_left_out() -> None:
    resume = {
        "basics": {"name": "Ada Voss", "email": None, "label": ["Baker"], "phone": 44, "profiles": None, "unknown": {"a": 1}},
        "work": [{"name": "Oak Ltd", "position": ["Cook"], "highlights": "Baked", "endDate": None}, "Elm Ltd", None],
        "skills": {"name": "Bread"},
        "languages": None,
        "extra": [1],
    }
    document = read_document(json.dumps(resume).encode(), kind="cv", name="cv.json")
    (notice,) = document.notices
    assert notice.code == "wrong_types"
    assert "/basics/label, /work/0/position, /work/0/highlights, /work/1, /work/2 and 1 more" in notice.message
    assert [work.name.value for work in read_profile(document).work if work.name] == ["Oak Ltd"]
