from __future__ import annotations

from pathlib import Path

import pytest
from planted_content import Content

from loopready.library import Library, cites_of, open_library, prose
from loopready.model import CalculatedCite, ContentError, FactCite


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(Content(tmp_path / "content").write())


def test_a_passage_rests_on_its_facts_and_calculations(library: Library) -> None:
    passage = prose("Nine in ten had a gate, so of 40 it is {{ 40 * 0.9 | int }}. [fact:planted.fact]", library=library)
    assert passage.text == "Nine in ten had a gate, so of 40 it is 36."
    assert cites_of(passage) == (
        FactCite(id="planted.fact"),
        CalculatedCite(engine="arithmetic", inputs={"formula": "40 * 0.9"}, result="36"),
    )


def test_a_calculator_is_named_and_its_names_are_inputs(library: Library) -> None:
    passage = prose("It fell by {{ percent_change(before, after) | pct0 }}.", names={"before": 50, "after": 40}, library=library)
    (cite,) = cites_of(passage)
    assert cite == CalculatedCite(
        engine="percent_change", inputs={"formula": "percent_change(before, after)", "before": 50, "after": 40}, result="-20%"
    )


def test_what_is_cited_twice_is_one_cite(library: Library) -> None:
    passage = prose("Gates. [fact:planted.fact] {{ 1 + 1 }} and {{ 1 + 1 }}. [fact:planted.fact]", library=library)
    assert len(cites_of(passage)) == 2


def test_a_fact_that_does_not_exist_is_refused(library: Library) -> None:
    with pytest.raises(ContentError, match=r"no fact no\.such"):
        prose("Gates. [fact:no.such]", library=library)
