"""Pages are drawn in groups, each when it is asked for; those with the words of a cite come first."""

from __future__ import annotations

import pytest

from loopready.adapters.workers import Workers
from loopready.app.pictures import AT_ONCE, MOST_DRAWN, Pictures, Shown, first_of, shown
from loopready.model import Box, Document, Line, PageImage, StoredFile

WORDS = "Page words"


def document(pages: int) -> Document:
    """A document with one line on each page."""
    step = len(WORDS) + 1
    box = Box(x0=10, y0=10, x1=100, y1=20)
    lines = tuple(Line(start=n * step, end=n * step + len(WORDS), page=n + 1, box=box) for n in range(pages))
    return Document(id="d", kind="cv", name="cv.pdf", text="\n".join([WORDS] * pages), lines=lines)


def looked(made: Document, **where: int | None) -> tuple[Shown, list[int]]:
    """What is shown, and the groups that were drawn for it."""
    asked: list[int] = []

    def pages(first: int) -> tuple[PageImage, ...]:
        asked.append(first)
        last = min(first + AT_ONCE - 1, len(made.lines))
        return tuple(PageImage(page=n, width=100.0, height=100.0, jpeg=b"x") for n in range(first, last + 1))

    return shown(made, pages, **{"start": None, "end": None, **where}), asked


def test_the_words_of_a_late_page_bring_its_group() -> None:
    start = 8 * (len(WORDS) + 1)
    found, asked = looked(document(14), start=start, end=start + 4)
    assert asked == [7] and [sheet.number for sheet in found.sheets] == list(range(7, 13)) and not found.unlit
    assert [sheet.number for sheet in found.sheets if sheet.lit] == [9]
    assert found.groups == ((1, 6), (7, 12), (13, 14))


def test_another_group_can_be_asked_for_and_short_documents_have_one() -> None:
    found, asked = looked(document(14), start=0, end=4, page=13)
    assert asked == [13] and [sheet.number for sheet in found.sheets] == [13, 14] and found.unlit
    assert looked(document(6))[0].groups == () and looked(document(6), page=99)[1] == [1]


def test_no_more_than_so_many_pages_are_drawn() -> None:
    found, asked = looked(document(200), page=150)
    assert asked == [first_of(MOST_DRAWN)] and found.groups[-1][1] == MOST_DRAWN
    with Workers() as workers:
        file = StoredFile(sha256="x", name="cv.pdf", size=1)
        assert Pictures(workers).pages("p", "cv", file, lambda: pytest.fail("drawn"), first=MOST_DRAWN + 1) == ()
