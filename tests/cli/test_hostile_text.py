"""Markup in a CV or posting comes out as text, in every format."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest

from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB
from loopready.model import Brief
from loopready.rendering import render

SCRIPT = "<script>alert(1)</script>"
TEMPLATE = "{{7*7}}"
TYPST = "#set page(fill: red)"
MARKDOWN = "*_[x](javascript:alert(2))"
OTHER = '"><img src=x onerror=alert(3)> $x^2$ \\evil \u202etxet'


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Iterator[Brief]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    line = f"- Lead two teams, 14 engineers, who own {SCRIPT} {TEMPLATE} {TYPST} {MARKDOWN} {OTHER} and run the archive"
    cv = CV.replace("- Lead two teams, 14 engineers, who run the archive", line).replace("Kvist Systems", f"Kvist {SCRIPT} Systems")
    asked = next(each for each in JOB.splitlines() if "error budget" in each)
    job = JOB.replace(asked, f"{asked} {SCRIPT} {TEMPLATE} {TYPST} {MARKDOWN}")
    assert TYPST in cv and TYPST in job
    (folder / "cv.txt").write_text(cv, encoding="utf-8")
    (folder / "job.txt").write_text(job, encoding="utf-8")
    prepared = pipeline.prepare(folder / "cv.txt", folder / "job.txt", today="2026-11-23", anyway=True)
    assert any(SCRIPT in claim.text for claim in prepared.brief.claims())
    yield prepared.brief


def test_html_holds_it_as_text(brief: Brief) -> None:
    page = str(render(brief, format="html"))
    assert SCRIPT not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page and "{{7*7}}" in page
    assert 'href="javascript' not in page


def test_markdown_makes_no_link_and_no_tag_of_it(brief: Brief) -> None:
    text = str(render(brief, format="md"))
    assert SCRIPT not in text
    assert "](javascript:" not in text.replace("\\](", "")
    assert "7*7" in text.replace("\\", "")


def test_pdf_and_docx_hold_it_as_text(brief: Brief) -> None:
    pdf, word = render(brief, format="pdf"), render(brief, format="docx")
    assert isinstance(pdf, bytes) and isinstance(word, bytes)
    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    assert "#set page(fill: red)" in text and "{{7*7}}" in text
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs]
    assert any(SCRIPT in text for text in paragraphs)


def test_json_quotes_stand(brief: Brief) -> None:
    made = json.loads(str(render(brief, format="json")))
    cites = [c for s in made["sections"] for i in s["items"] for b in i["blocks"] for claim in b["claims"] for c in claim["cites"]]
    quotes = [cite for cite in cites if cite["source"] in ("cv", "job")]
    assert any(SCRIPT in cite["quote"] for cite in quotes)
    assert all(made["documents"][cite["source"]]["text"][cite["start"] : cite["end"]] == cite["quote"] for cite in quotes)
