"""Caps on the verdict from how much was read, and rows where one shared word or a plan must not make "met"."""

from __future__ import annotations

from typing import Any

import pytest

from loopready.adapters.embedder import HashEmbedder, MiniLM
from loopready.matching import match
from loopready.model import Match

from .making import TODAY, make_cv, make_posting

WELDER: dict[str, Any] = {
    "summary": "Welder with long experience of teaching welding to apprentices.",
    "posts": [
        {"title": "Welder", "firm": "Brackwater Yard", "start": "2015-01", "end": None, "lines": [
            "Weld stainless pipework for dairies", "Lead three crews (12 welders) that repair pumps on call"]}
    ],
    "education": ["Welding inspection diploma: place offered for March 2027"],
}  # fmt: skip
ASKED: Any = [("must", "Welding of stainless pipework"), ("must", "Repair of pumps"), ("must", "Experience leading crews")]


def _found(asked: Any, *, person: dict[str, Any] | None = None, coverage: float = 1.0, meaning: bool = False) -> Match:
    (cv, profile), (job, posting) = make_cv(WELDER if person is None else person), make_posting(asked)
    posting = posting.model_copy(update={"coverage": coverage})
    embedder = MiniLM() if meaning else HashEmbedder()
    return match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=embedder, today=TODAY)


def _caps(found: Match) -> set[str]:
    return {cap.name for cap in found.caps}


def test_enough_read_leaves_the_verdict_alone() -> None:
    found = _found(ASKED)
    assert found.verdict in ("strong", "credible")
    assert not _caps(found) & {"few_requirements_read", "posting_hardly_read", "no_work_read"}


def test_few_requirements_hold_the_verdict() -> None:
    found = _found(ASKED[:2])
    assert {row.coverage for row in found.rows} == {"met"}
    assert "few_requirements_read" in _caps(found)
    assert found.verdict == "stretch"


def test_a_posting_hardly_read_holds_the_verdict() -> None:
    found = _found(ASKED, coverage=0.2)
    assert "posting_hardly_read" in _caps(found)
    assert found.verdict in ("stretch", "weak")


def test_no_work_entry_holds_the_verdict() -> None:
    found = _found(ASKED, person={**WELDER, "posts": [], "skills": ["stainless pipework", "pumps", "crews"]})
    assert "no_work_read" in _caps(found)
    assert found.verdict in ("stretch", "weak")


def test_no_requirement_withholds_the_verdict() -> None:
    assert _found([]).verdict == "withheld"


@pytest.mark.parametrize(
    ("asked", "coverage"),
    [
        ("Welding inspection qualification", "missing"),
        ("Experience of teaching welding to apprentices", "partial"),
        ("Led a team of 20 welders", "partial"),
        ("Led a team of 40 welders", "missing"),
        ("A certificate in radiography, or willing to study for it", "unjudgeable"),
    ],
)
def test_plans_summaries_and_smaller_figures_are_not_met(asked: str, coverage: str) -> None:
    assert _found([("must", asked)], meaning=True).rows[0].coverage == coverage
