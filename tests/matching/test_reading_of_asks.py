"""What a requirement asks and what it does not: traits, what is not needed, what is not enough; and what a moved share says."""

from __future__ import annotations

from typing import Any

import pytest

from loopready.adapters.embedder import HashEmbedder
from loopready.matching import asking, match
from loopready.matching.words import bare

from .making import TODAY, make_cv, make_posting


def _judged(person: dict[str, Any], asked: str) -> str:
    (cv, profile), (job, posting) = make_cv(person), make_posting([("must", asked)])
    return match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=HashEmbedder(), today=TODAY).rows[0].coverage


def _post(title: str, *lines: str, start: str = "2015-01", end: str | None = None) -> dict[str, Any]:
    return {"title": title, "firm": "Lorne Mill", "start": start, "end": end, "lines": list(lines)}


def test_a_frame_ends_where_its_word_ends() -> None:
    assert bare("Experience forecasting yarn stocks") == "forecasting yarn stocks"
    assert bare("Experience of forecasting yarn stocks") == "forecasting yarn stocks"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Fluent Dutch; Frisian is not needed", "Fluent Dutch"),
        ("Hired weavers: not only interviewed, decided", "Hired weavers, decided"),
        ("Dyed not only wool but also silk", "Dyed silk"),
        ("A loom licence is not required", "A loom licence is not required"),
    ],
)
def test_what_is_not_asked_is_left_out(text: str, kept: str) -> None:
    assert asking.without_unasked(text) == kept


@pytest.mark.parametrize(
    ("asked", "coverage"),
    [
        ("Able to stay calm under pressure", "unjudgeable"),
        ("Team player", "unjudgeable"),
        ("Calm handling of steam boilers", "missing"),
        ("Able to reduce yarn waste", "met"),
    ],
)
def test_a_trait_is_no_gap_and_a_moved_share_tells_its_way(asked: str, coverage: str) -> None:
    assert _judged({"posts": [_post("Weaver", "Yarn waste from 12% to 5% in a year", "Swept the yard")]}, asked) == coverage


@pytest.mark.parametrize(
    ("line", "coverage"),
    [
        ("Acting manager for 5 months while our manager was on leave", "missing"),
        ("Stood in as manager from January to September 2024", "partial"),
        ("Line manager for 6 weavers", "met"),
        ("Scrum master for one team of six", "missing"),
        ("Wove tweed", "missing"),
    ],
)
def test_years_of_managing_need_people(line: str, coverage: str) -> None:
    assert _judged({"posts": [_post("Weaver", line, "Wove tweed and twill")]}, "At least a year of line management of weavers") == coverage


@pytest.mark.parametrize(
    ("study", "asked", "coverage"),
    [
        ("BSc Weaving (2.1, expected), 2026", "A 2.1 honours degree (achieved or expected) in any subject", "met"),
        ("BSc Weaving (2.1, expected), 2026", "A 2.1 honours degree in any subject", "missing"),
        ("BSc Weaving (2.1), dropped out in year two", "A 2.1 honours degree (achieved or expected) in any subject", "missing"),
    ],
)
def test_a_degree_to_come_counts_where_it_may(study: str, asked: str, coverage: str) -> None:
    assert _judged({"posts": [_post("Weaver", "Wove tweed")], "education": [study]}, asked) == coverage


def test_languages_are_known_by_their_own_names() -> None:
    assert _judged({"posts": [_post("Weber", "Wove tweed")], "languages": ["Englisch (C1)"]}, "Fluent English") == "met"


def test_slashes_join_what_is_asked() -> None:
    person = {"posts": [_post("Weaver", "Wove tweed on hand looms")]}
    assert _judged(person, "Weaving tweed/lacquering cabinets/gilding frames") != "met"
