"""The set made by evals/blind: it follows from the seed, both halves hold layouts and postings, and files show their truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.blind.layouts import LAYOUTS
from evals.blind.people import occupations, person
from evals.blind.postings import SCORED, postings
from evals.blind.view import STYLES, Dates, Layout, file_truth, length, view
from evals.blind.word import word_cv
from evals.own.alike import plain, shown
from evals.own.layouts.pdf import html_page, pages

TEMPLATES = Path(__file__).parents[2] / "evals" / "blind" / "templates"


def test_equal_seeds_give_equal_people_and_others_do_not() -> None:
    job = occupations()[0]
    assert person(4, 0, job) == person(4, 0, job)
    assert person(4, 0, job) != person(5, 0, job)


@pytest.mark.parametrize("style", STYLES)
def test_a_span_shows_both_years(style: str) -> None:
    said = Dates(style, "en", "now").span(2018 * 12 + 2, 2021 * 12 + 5)
    assert "18" in said and "21" in said


def test_lengths_count_both_months() -> None:
    assert length(2020 * 12, 2021 * 12 + 2) == "1 year 3 months"


def test_both_halves_hold_layouts_and_postings_and_every_line_has_a_kind() -> None:
    made = postings()
    assert {layout.half for layout in LAYOUTS} == {posting["half"] for posting in made} == {"tune", "check"}
    for posting in made:
        assert all(line["kind"] in SCORED and line["text"] in posting["text"] for line in posting["lines"])


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if not layout.scan], ids=lambda layout: layout.name)
def test_a_file_shows_its_truth(layout: Layout, tmp_path: Path) -> None:
    someone = person(1, 2, occupations()[2])
    page = view(someone, layout, 1)
    path = tmp_path / ("cv.docx" if layout.engine == "docx" else "cv.html")
    path.write_bytes(word_cv(layout.name, page) if layout.engine == "docx" else html_page(layout.name, page, pages(TEMPLATES)).encode())
    text = shown(path) or ""
    truth = file_truth(someone, layout, page)
    wanted = [truth["name"], truth["email"], *(work[key] for work in truth["work"] for key in ("company", "title"))]
    assert [value for value in wanted if plain(value) not in text] == []
