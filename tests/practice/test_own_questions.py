"""Questions on the CV's claims and on what the posting asks for and the CV does not show."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready import prepare
from loopready.model import Brief, QuoteCite
from loopready.practice.own_questions import LETTERS, MOST_CLAIMS, MOST_REQUIREMENTS, claim_questions, posting_questions

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module", params=["saas-manager", "nurse"])
def brief(request: pytest.FixtureRequest) -> Brief:
    folder = EXAMPLES / str(request.param)
    return prepare(str(next(folder.glob("cv.*"))), str(next(folder.glob("job.*"))), today="2026-11-25")


def test_each_claim_is_quoted_from_the_cv(brief: Brief) -> None:
    found = claim_questions(brief)
    assert 0 < len(found) <= MOST_CLAIMS
    for likely in found:
        (cite,) = likely.question.cites
        assert isinstance(cite, QuoteCite) and cite.source == "cv"
        assert brief.cv.text[cite.start : cite.end] == cite.quote
        assert likely.question.id.startswith("claims/") and " ".join(cite.quote.split())[:20].strip("-• ") in likely.question.text
        assert len(likely.question.text) < LETTERS + 160 and "____" not in "".join(likely.question.follow_ups)
        assert likely.question.checks and likely.question.by
    ranks = [likely.rank for likely in found]
    assert ranks == sorted(ranks, reverse=True)


def test_the_reason_of_a_gap_is_never_asked(brief: Brief) -> None:
    asked = {likely.question.id.removeprefix("claims/") for likely in claim_questions(brief)}
    others = {item.id.removeprefix("probes/") for item in brief.section("probes").items if item.kind != "claim"}
    assert not asked & others


def test_only_what_is_missing_or_partial_is_asked_of_the_posting(brief: Brief) -> None:
    rows = {f"requirements/{row.requirement.id}": row for row in brief.match.rows}
    found = posting_questions(brief)
    assert 0 < len(found) <= MOST_REQUIREMENTS
    for likely in found:
        assert rows[likely.question.id].coverage in ("missing", "partial")
        (cite,) = likely.question.cites
        assert isinstance(cite, QuoteCite) and brief.job.text[cite.start : cite.end] == cite.quote
        assert likely.gap == pytest.approx(1 - rows[likely.question.id].strength, abs=0.001)
