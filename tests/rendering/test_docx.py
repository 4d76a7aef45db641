from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from rendering_sample import HOSTILE, STEERING, hostile_brief, sample_brief

from loopready.model import Brief
from loopready.rendering import render
from loopready.rendering.clean import one_line


def _render(brief: Brief) -> bytes:
    made = render(brief, format="docx")
    assert isinstance(made, bytes)
    return made


def _open(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def _paragraphs(document: Any) -> list[str]:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [line.text for line in (*document.paragraphs, *(line for cell in cells for line in cell.paragraphs))]


@pytest.fixture(scope="module")
def made() -> bytes:
    return _render(sample_brief())


def test_same_brief_same_bytes(made: bytes) -> None:
    assert _render(sample_brief()) == made
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sections_are_headings_and_tables_have_heads(made: bytes) -> None:
    document = _open(made)
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert headings == [*(section.title for section in sample_brief().sections), "In more depth", "Grounds"]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)
    assert document.core_properties.created.isoformat().startswith("2026-11-23T00:00:00")


def test_every_claims_words_are_written(made: bytes) -> None:
    text = "\n".join(re.sub(r" (cv|job|guide|fact|calc|you)\u00a0\d+", "", line) for line in _paragraphs(_open(made)))
    for claim in sample_brief().claims():
        for part in claim.text.split("____"):
            assert part.strip() in text


def test_fit_writes_the_states_out(made: bytes) -> None:
    table = next(table for table in _open(made).tables if table.rows[0].cells[0].text == "The posting asks")
    assert [row.cells[1].text for row in table.rows[1:]] == ["Partial", "Met", "Met", "Partial", "Met", "Unjudgeable", "Missing"]


def test_hostile_text_is_text() -> None:
    lines = _paragraphs(_open(_render(hostile_brief())))
    for said in (*HOSTILE, one_line(STEERING)):
        assert said in lines or any(line.startswith(said) for line in lines)
