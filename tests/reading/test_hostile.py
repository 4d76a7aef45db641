"""Files made to harm end in one clear error or in a document, within the limits of a reader process."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx as word
import pytest

from loopready.adapters.workers import Workers
from loopready.model import Document, DocumentKind, InputError
from loopready.reading import read_document, read_posting, read_profile

from . import hostile

SECONDS = 20.0
PATIENCE = 120.0
"""For cases that are to be read: whether they take too long is told by their processor time, which a busy machine does not stretch."""


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(seconds=SECONDS) as pool:
        yield pool


def outcome(data: bytes, workers: Workers, *, name: str = "cv.pdf", kind: DocumentKind = "cv") -> str:
    """``read``, or the code of the error."""
    try:
        document = workers.run(read_whole, data, kind, name, name=name)
    except InputError as error:
        assert error.code and "\n" not in str(error) and name in str(error), repr(str(error))
        assert len(str(error)) < 300
        return error.code
    assert document.text.strip()
    document.text.encode("utf-8")
    return "read"


def read_whole(data: bytes, kind: DocumentKind, name: str) -> Document:
    """The document, after a profile or posting was read from it too."""
    start = time.process_time()
    document = read_document(data, kind=kind, name=name)
    if kind == "cv":
        read_profile(document)
    else:
        read_posting(document)
    if time.process_time() - start > SECONDS:
        raise InputError("too_slow", f"took over {SECONDS:.0f} s of processor time", name=name)
    return document


PDFS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "no pages": (hostile.no_pages, {"damaged"}),
    "cyclic page tree": (hostile.cyclic_pages, {"damaged", "no_text", "too_many_pages"}),
    "a count that lies": (hostile.lying_count, {"damaged", "too_many_pages", "read"}),
    "10,000 pages": (lambda: hostile.pages_pdf(10_000), {"too_many_pages"}),
    "61 pages": (lambda: hostile.pages_pdf(61), {"too_many_pages"}),
    "60 pages": (lambda: hostile.pages_pdf(60), {"read"}),
    "object stream bomb": (hostile.object_stream_bomb, {"too_big", "too_slow", "reader_stopped", "damaged", "no_text"}),
    "forms in forms": (hostile.form_bomb, {"too_big", "too_slow", "reader_stopped", "no_text", "needs_ocr", "read"}),
    "a form that draws itself": (hostile.self_drawing_form, {"too_big", "too_slow", "reader_stopped"}),
    "forms in forms, without a letter": (lambda: hostile.form_bomb(wide=4, letters=False), {"too_big"}),
    "a form in forms, deep": (lambda: hostile.form_bomb(wide=1, deep=20, letters=False), {"too_big"}),
    "an image of a thousand million dots": (hostile.huge_image, {"too_big"}),
    "a page without bounds": (hostile.huge_page, {"damaged", "no_text", "read"}),
    "encrypted": (hostile.encrypted, {"encrypted"}),
    "a picture": (hostile.picture_pdf, {"needs_ocr", "no_text"}),
    "garbage after the header": (hostile.garbage_pdf, {"damaged"}),
}


@pytest.mark.parametrize("case", PDFS)
def test_pdf(case: str, workers: Workers) -> None:
    made, codes = PDFS[case]
    assert outcome(made(), workers) in codes


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.98])
def test_pdf_cut_off(share: float, workers: Workers) -> None:
    whole = hostile.pages_pdf(3, text="Ilse Varga\nTeam Lead, Fenwick Data Ltd, 2019 - 2022")
    assert outcome(whole[: int(len(whole) * share)], workers) in {"damaged", "no_text", "read"}


def test_pdf_with_bytes_flipped(workers: Workers) -> None:
    whole = hostile.pages_pdf(2, text="Ilse Varga\nTeam Lead")
    source = random.Random(11)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(source.randint(1, 30)):
            data[source.randrange(len(data))] = source.randrange(256)
        assert outcome(bytes(data), workers) not in {"reader_stopped", "too_slow"}


def a_word_file() -> bytes:
    file = word.Document()
    file.add_heading("Ilse Varga", 0)
    file.add_paragraph("Team Lead, Fenwick Data Ltd, 2019 - 2022")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


PACKAGES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "docx bomb": (hostile.docx_bomb, {"too_big"}),
    "odt bomb": (hostile.odt_bomb, {"too_big"}),
    "a header that lies": (hostile.lying_header, {"damaged", "too_big"}),
    "spaces and cells beyond number": (hostile.spaces_in_styles, {"read", "too_big"}),
    "path traversal": (hostile.traversal, {"read"}),
    "docx, external entity": (lambda: hostile.docx(hostile.paragraph(b"&out;"), before=hostile.EXTERNAL), {"unsafe"}),
    "docx, external document type": (lambda: hostile.docx(hostile.paragraph(b"x"), before=hostile.PARAMETER), {"unsafe"}),
    "odt, external entity": (lambda: hostile.odt(b"<text:p>&out;</text:p>", before=hostile.EXTERNAL), {"unsafe"}),
    "docx, 4,001 members": (lambda: hostile.zipped({f"{i}.txt": b"" for i in range(4001)}), {"too_big"}),
    "docx, 200 tables in one another": (
        lambda: hostile.docx(b"<w:tbl><w:tr><w:tc>" * 80 + hostile.paragraph(b"x") + b"</w:tc></w:tr></w:tbl>" * 80), {"read", "damaged", "too_big"},  # noqa: E501
    ),
    "docx, a hundred thousand paragraphs": (lambda: hostile.docx(hostile.paragraph(b"one more line of text") * 100_000), {"read", "too_many_pages", "too_large", "too_big"}),  # noqa: E501
    "odt, lists in one another": (
        lambda: hostile.odt(b"<text:list><text:list-item>" * 120 + b"<text:p>x</text:p>" + b"</text:list-item></text:list>" * 120), {"read", "damaged", "too_big"},  # noqa: E501
    ),
    "docx without a body": (lambda: hostile.zipped({"word/document.xml": b"<a/>"}), {"damaged", "empty", "no_text"}),
    "docx, not XML": (lambda: hostile.zipped({"word/document.xml": b"\0\1\2 no XML"}), {"damaged"}),
}  # fmt: skip


@pytest.mark.parametrize("case", PACKAGES)
def test_package(case: str, workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made, codes = PACKAGES[case]
    assert outcome(made(), workers, name="cv.docx") in codes
    assert list(tmp_path.iterdir()) == [] and not (tmp_path.parent / "outside.txt").exists()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_package_cut_off(share: float, workers: Workers) -> None:
    whole = a_word_file()
    assert outcome(whole[: int(len(whole) * share)], workers, name="cv.docx") == "damaged"


def test_docx_parts_with_bytes_flipped(workers: Workers) -> None:
    """The XML is changed inside a sound zip: what is still well formed is read."""
    with zipfile.ZipFile(io.BytesIO(a_word_file())) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    source = random.Random(5)
    digits = [i for i, byte in enumerate(members["word/document.xml"]) if chr(byte).isdigit()]
    for _ in range(40):
        part = bytearray(members["word/document.xml"])
        for _ in range(source.randint(1, 8)):
            part[source.choice(digits) if source.random() < 0.7 else source.randrange(len(part))] = source.choice(b"0123456789-x<>&")
        made = hostile.zipped({**members, "word/document.xml": bytes(part)})
        assert outcome(made, workers, name="cv.docx") in {"read", "damaged", "empty", "no_text"}


CONTROL = "".join(map(chr, range(1, 32))) + "\x7f\x85\u202e\u2066\ufeff\ud800"
TEXTS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "html, 100,000 nested tags": (lambda: b"<html><body>" + b"<div>" * 100_000 + b"Ilse Varga", {"too_big"}),
    "html, 30,000 nested tables": (lambda: b"<html><body>" + b"<table><tr><td>" * 30_000 + b"Ilse Varga", {"too_big"}),
    "html, 5 MB of open angles": (lambda: b"<html><body>Ilse" + b"<" * 4_900_000, {"too_big"}),
    "html, entities": (lambda: b"<html><body>&#0;&#xd800;&#x110000;&#99999999999;Ilse", {"read"}),
    "json, surrogates": (lambda: rb'{"basics": {"name": "Il\ud800se \udfff \u0000 \u202e"}, "work": []}', {"read"}),
    "json, 100,000 deep": (lambda: b'{"basics": ' + b"[" * 100_000, {"damaged"}),
    "json, 100,000 deep and closed": (lambda: b'{"basics": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", {"damaged"}),
    "json, all kinds in wrong places": (
        lambda: json.dumps({"basics": {"name": [1], "location": 5, "profiles": {"a": 1}}, "work": [1, None, {"name": {}, "highlights": "x", "startDate": 7}],  # noqa: E501
                            "skills": "x", "education": {"a": 1}}).encode(), {"read", "empty"}),
    "NULs in text": (lambda: b"Ilse Varga\0\0 Team Lead\0", {"read", "unknown_type"}),
    "control characters": (lambda: ("Ilse Varga" + CONTROL + " Team Lead").encode("utf-8", "surrogatepass"), {"read"}),
    "noise": (lambda: random.Random(3).randbytes(200_000), {"unknown_type", "read"}),
    "rtf, giant numbers": (lambda: rb"{\rtf1\ansi\u99999999999999 ?\fs99999999999999999999 Ilse\bin99999999999 Varga\'zz}", {"read", "damaged"}),  # noqa: E501
    "rtf, cut off": (lambda: rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Ilse Varga\par Team Le", {"read", "damaged"}),
    "rtf, 100,000 groups": (lambda: rb"{\rtf1" + b"{" * 100_000, {"too_big"}),
    "rtf, 2 MB of backslashes": (lambda: rb"{\rtf1 Ilse" + b"\\" * 2_000_000 + b"}", {"too_many_pages"}),
    "25 MB of spaces": (lambda: b" " * (25 * 1024 * 1024), {"empty", "too_large"}),
    "25 MB of one word": (lambda: b"word " * (5 * 1024 * 1024), {"too_large"}),
    "a line of 200,000 letters": (lambda: b"a" * 200_000, {"read", "too_large"}),
    "a line of 400,000 open brackets": (lambda: b"- [" * 130_000, {"read", "too_large", "too_slow"}),
    "markdown, 100,000 quotes": (lambda: b"# Ilse\n" + b">" * 100_000 + b" x\n" + b"*_`[" * 50_000, {"read", "too_large"}),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
@pytest.mark.parametrize("kind", ["cv", "job"])
def test_text(case: str, kind: DocumentKind, workers: Workers) -> None:
    made, codes = TEXTS[case]
    assert outcome(made(), workers, name="cv.txt", kind=kind) in codes
