"""The invented CV and posting show a newcomer what a brief can do."""

from __future__ import annotations

from collections import Counter

from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB, sample_files


def test_the_first_brief_a_newcomer_sees_has_evidence_gaps_and_figures(pipeline: Pipeline) -> None:
    with sample_files() as (cv, job):
        prepared = pipeline.prepare(cv, job, today="2026-11-23")
    brief = prepared.brief
    musts = Counter(row.coverage for row in brief.match.rows if row.requirement.kind == "must")
    assert musts["met"] >= 4 and musts["partial"] >= 1 and musts["missing"] >= 1
    assert brief.guide.path == "technology_software/cloud_hyperscale/engineering_management"
    assert {row.shown for row in brief.match.signals} >= {"shown", "half"}
    assert sum(len(work.highlights) for work in brief.profile.work) >= 15
    assert len(brief.scope) >= 2
    assert not prepared.refused and not brief.profile.notices and not brief.posting.notices


def test_it_is_invented_and_about_two_pages() -> None:
    assert "example.org" in CV
    assert 350 <= len(CV.split()) <= 700 and 200 <= len(JOB.split()) <= 500
