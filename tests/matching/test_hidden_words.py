"""Words that no reader of a CV can see are told of and count for nothing: white, tiny or switched off, in PDF, DOCX and HTML."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from loopready.adapters.embedder import MiniLM
from loopready.matching import match
from loopready.model import Document, Match
from loopready.reading import read_document, read_profile

from .making import TODAY, make_posting

ASKED = "Hands-on experience with Kafka"
HIDDEN = "Ran Kafka clusters of ninety brokers in production"
LINES = ("Edited the parish newsletter, 900 copies a month", "Kept the mailing list of 2,400 readers")


def _pdf(style: str) -> bytes:
    import typst

    hidden = f"- #text({style})[{HIDDEN}]\n" if style else f"- {HIDDEN}\n"
    lines = "".join(f"- {line}\n" for line in LINES)
    source = f"= Ada Example\n\n== Experience\n\n*Editor*, Lorne Press \\\nJanuary 2021 -- present\n\n{lines}{hidden}"
    return bytes(typst.compile(source.encode("utf-8"), format="pdf"))


def _docx(hide: str) -> bytes:
    import docx
    from docx.shared import Pt, RGBColor

    file = docx.Document()
    file.add_heading("Ada Example", 0)
    file.add_heading("Experience", 1)
    file.add_paragraph("Editor, Lorne Press, January 2021 - present")
    for line in LINES:
        file.add_paragraph(line, style="List Bullet")
    font = file.add_paragraph(style="List Bullet").add_run(HIDDEN).font
    if hide == "vanish":
        font.hidden = True
    elif hide == "white":
        font.color.rgb = RGBColor(255, 255, 255)
    elif hide == "tiny":
        font.size = Pt(1)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _html(style: str) -> bytes:
    lines = "".join(f"<li>{line}</li>" for line in LINES)
    head = "<html><body><h1>Ada Example</h1><h2>Experience</h2><h3>Editor, Lorne Press, January 2021 - present</h3>"
    return f'{head}<ul>{lines}<li style="{style}">{HIDDEN}</li></ul></body></html>'.encode()


CASES: list[tuple[str, Callable[[str], bytes], str]] = [
    ("cv.pdf", _pdf, "fill: white"),
    ("cv.pdf", _pdf, "size: 1pt"),
    ("cv.docx", _docx, "vanish"),
    ("cv.docx", _docx, "white"),
    ("cv.docx", _docx, "tiny"),
    ("cv.html", _html, "display:none"),
    ("cv.html", _html, "color:#fff"),
]


def _matched(data: bytes, name: str) -> tuple[Document, Match]:
    document = read_document(data, kind="cv", name=name)
    job, posting = make_posting([("must", ASKED)])
    profile = read_profile(document)
    return document, match(profile, posting, documents={document.id: document, job.id: job}, embedder=MiniLM(), today=TODAY)


@pytest.mark.parametrize(("name", "make", "style"), CASES, ids=[f"{name} {style}" for name, _, style in CASES])
def test_words_nobody_sees_are_told_of_and_not_counted(name: str, make: Callable[[str], bytes], style: str) -> None:
    document, found = _matched(make(style), name)
    assert "hidden_text" in [notice.code for notice in document.notices]
    assert "Kafka" not in document.text
    assert LINES[0] in document.text
    assert found.rows[0].coverage == "missing"


@pytest.mark.parametrize(("name", "make"), [("cv.pdf", _pdf), ("cv.docx", _docx), ("cv.html", _html)])
def test_the_same_words_in_sight_are_counted(name: str, make: Callable[[str], bytes]) -> None:
    document, found = _matched(make(""), name)
    assert "hidden_text" not in [notice.code for notice in document.notices]
    assert found.rows[0].coverage == "met"
    assert found.rows[0].evidence[0].quote.strip(" -•") == HIDDEN
