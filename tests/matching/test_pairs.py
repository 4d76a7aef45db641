"""Invented people and postings with verdicts judged by hand: a floor under the accuracy, and no "met" where the CV denies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from loopready.adapters.embedder import MiniLM
from loopready.matching import match
from loopready.model import Match

from .making import TODAY, make_cv, make_posting

PAIRS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))
LEAST_RIGHT = 0.85
MOST_FALSE_MET = 0.08


@pytest.fixture(scope="module")
def matched() -> dict[str, Match]:
    embedder = MiniLM()
    out = {}
    for pair in PAIRS:
        (cv, profile), (job, posting) = make_cv(pair), make_posting([(kind, text) for kind, text, _ in pair["rows"]])
        out[pair["id"]] = match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=embedder, today=TODAY)
    return out


def _judged(matched: dict[str, Match]) -> list[tuple[str, str, str]]:
    return [
        (want, row.coverage, text)
        for pair in PAIRS
        for (_, text, want), row in zip(pair["rows"], matched[pair["id"]].rows, strict=True)
    ]  # fmt: skip


def test_verdicts_agree_with_the_hand_judged_ones(matched: dict[str, Match]) -> None:
    judged = _judged(matched)
    wrong = [(want, said, text) for want, said, text in judged if want != said]
    assert 1 - len(wrong) / len(judged) >= LEAST_RIGHT, wrong


def test_years_of_running_services_are_those_of_the_posts_that_run_them(matched: dict[str, Match]) -> None:
    """A site reliability engineer ran distributed systems, whatever the title says; a junior administrator of lab machines did not."""
    rows = {row.requirement.text: row for row in matched["object store manager"].rows}
    eight, ten, thirteen = (next(row for text, row in rows.items() if text.startswith(start)) for start in ("8+", "Ten", "13"))
    assert (eight.coverage, ten.coverage, thirteen.coverage) == ("met", "met", "partial")
    assert any("12 years 3 months" in (reason.note or "") for reason in thirteen.reasons), thirteen.reasons


def test_few_rows_are_met_that_should_not_be(matched: dict[str, Match]) -> None:
    others = [(said, text) for want, said, text in _judged(matched) if want != "met"]
    false = [text for said, text in others if said == "met"]
    assert len(false) / len(others) <= MOST_FALSE_MET, false


def test_what_a_cv_can_not_show_is_never_judged(matched: dict[str, Match]) -> None:
    rows = [said for want, said, _ in _judged(matched) if want == "unjudgeable"]
    assert rows
    assert set(rows) == {"unjudgeable"}


def test_every_quote_stands_in_the_cv_and_every_strength_adds_up(matched: dict[str, Match]) -> None:
    for pair in PAIRS:
        cv, _ = make_cv(pair)
        for row in matched[pair["id"]].rows:
            assert len(row.evidence) <= 3
            assert abs(sum(reason.weight for reason in row.reasons) - row.strength) < 1e-6
            for evidence in row.evidence:
                assert evidence.span.quote(cv) == evidence.quote
            if row.coverage in ("met", "partial"):
                assert row.evidence


def test_requirements_of_other_trades_are_seldom_met() -> None:
    """The postings of a chef, a teacher and a nurse against the CVs of a data engineer and a civil engineer."""
    embedder = MiniLM()
    people = {pair["id"]: pair for pair in PAIRS}
    said = []
    for asked in ("head chef", "secondary teacher", "ward nurse"):
        rows = [(kind, text) for kind, text, want in people[asked]["rows"] if want == "met" and "English" not in text]
        for other in ("data engineer", "project engineer"):
            (cv, profile), (job, posting) = make_cv(people[other]), make_posting(rows)
            found = match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=embedder, today=TODAY)
            said += [(row.coverage, row.requirement.text, other) for row in found.rows]
    assert sum(coverage == "met" for coverage, _, _ in said) / len(said) <= 0.03, said
