from __future__ import annotations

import re

import pypdfium2
import pytest
from rendering_sample import HOSTILE, hostile_brief, sample_brief

from loopready.model import Brief
from loopready.rendering import render
from loopready.rendering.brief_page import brief_page
from loopready.rendering.pdf import render_page


def _pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [document[at].get_textpage().get_text_range() for at in range(len(document))]
    finally:
        document.close()


def _squeezed(text: str) -> str:
    """Only letters, digits and signs: lines, soft hyphens and joiners left out."""
    return re.sub(r"[\s\u2060\u00ad\ufffe\ufffd]", "", text)


def _render(brief: Brief) -> bytes:
    made = render(brief, format="pdf")
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def made() -> bytes:
    return _render(sample_brief())


def test_same_brief_same_bytes_and_tagged(made: bytes) -> None:
    assert _render(sample_brief()) == made
    assert b"/MarkInfo" in made
    assert b"/StructTreeRoot" in made


def test_every_claims_words_are_on_paper(made: bytes) -> None:
    text = _squeezed("".join(_pages(made)))
    missing = []
    for claim in sample_brief().claims():
        for part in re.split(r"____|[“”]", claim.text):
            if _squeezed(part) not in text:
                missing.append(part)
    assert missing == []


def test_the_deciders_read_one_page(made: bytes) -> None:
    pages = _pages(made)
    brief = sample_brief()
    first = [at for at, page in enumerate(pages) if "The page the deciders read" in page]
    assert len(first) == 1
    alone = _squeezed(pages[first[0]])
    for item in brief.section("deciders").items:
        assert _squeezed(item.title) in alone
    assert _squeezed(brief.section("role").title) not in alone
    assert "Summary" not in pages[first[0]]


def test_pages_are_numbered_and_carry_a_running_head(made: bytes) -> None:
    pages = _pages(made)
    assert all(f"{at} / {len(pages)}" in page for at, page in enumerate(pages, start=1))
    assert all("Marit Dahlgren-Osei · Brumal Cloud" in page for page in pages[1:])


def test_cites_are_resolved_at_the_end(made: bytes) -> None:
    text = "".join(_pages(made)).replace("\u00a0", " ")
    end = text[text.rindex("Grounds") :]
    for note in brief_page(sample_brief()).notes:
        assert note.label in end


def test_hostile_text_is_set_as_text() -> None:
    text = _squeezed("".join(_pages(_render(hostile_brief()))))
    for said in HOSTILE:
        assert text.count(_squeezed(said)) >= 2


def test_letter_paper() -> None:
    document = pypdfium2.PdfDocument(render_page(brief_page(sample_brief()), paper="us-letter"))
    width, height = document[0].get_size()
    document.close()
    assert (round(width), round(height)) == (612, 792)


def test_letters_the_fonts_lack_are_owned_up_to() -> None:
    from rendering_sample import CV

    pages = _pages(_render(sample_brief(cv=CV.replace("Marit Dahlgren-Osei", "李小龍 Marit"))))
    assert "they are set in a font of the machine" in " ".join("".join(pages).split())
