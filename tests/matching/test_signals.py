"""Signals of the shipped guide against invented CVs: what is shown, what is not, and which words count as evidence."""

from __future__ import annotations

from typing import Any

import pytest

from loopready.adapters.embedder import MiniLM
from loopready.library import load_library
from loopready.matching import match
from loopready.model import FacetResult, Match, SignalRow

from .making import TODAY, make_cv, make_posting

PATH = "technology_software/cloud_hyperscale/engineering_management"
SIGNAL, FACET = "people_performance", "case"


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return MiniLM()


def _matched(embedder: MiniLM, *lines: str, firm: str = "Fernhill Software", earlier: str | None = None, summary: str = "") -> Match:
    posts: list[dict[str, Any]] = [{"title": "Engineering Manager", "firm": firm, "start": "2021-03", "end": None, "lines": list(lines)}]
    if earlier is not None:
        posts.append({"title": "Engineering Manager", "firm": "Old Quay", "start": "2008-01", "end": "2012-01", "lines": [earlier]})
    (cv, profile), (job, posting) = make_cv({"posts": posts, "summary": summary}), make_posting([("must", "Experience leading engineers")])
    return match(
        profile, posting, load_library().guides[PATH], documents={cv.id: cv, job.id: job}, embedder=embedder, today=TODAY
    )  # fmt: skip


def _signal(found: Match) -> SignalRow:
    return next(row for row in found.signals if row.signal == SIGNAL)


def _facet(found: Match) -> FacetResult:
    return next(facet for facet in _signal(found).facets if facet.facet == FACET)


def test_a_case_is_shown_by_its_own_line(embedder: MiniLM) -> None:
    line = "Moved two engineers out after improvement plans of ten weeks each"
    found = _matched(embedder, "Planned the quarter with product", line)
    assert _facet(found).evidence[0].quote == line
    assert 0 < _signal(found).strength < 0.25
    assert _signal(found).shown == "absent"


def test_more_facets_raise_absent_to_half_and_shown(embedder: MiniLM) -> None:
    lines = [
        "Ended 2 improvement plans, one engineer stayed",
        "Held weekly 1:1s with 8 reports",
        "Chaired calibration for 3 teams",
        "Promoted 4 engineers to senior",
        "Regretted attrition of 4% in three years",
        "Wrote a coaching plan for a struggling engineer",
    ]
    assert _signal(_matched(embedder, *lines[:3])).shown == "half"
    assert _signal(_matched(embedder, *lines)).shown == "shown"


def test_a_cv_of_other_things_shows_nothing(embedder: MiniLM) -> None:
    found = _matched(embedder, "Baked bread for forty guests", "Painted the harbour wall")
    assert _facet(found).evidence == ()
    assert _signal(found).shown == "absent"
    assert _signal(found).strength == 0.0


@pytest.mark.parametrize(
    "line",
    [
        "Never ran an improvement plan",
        "Improvement plans were run by the director",
        "Attended a two-day course on performance management",
        "Keen to learn performance management",
    ],
)
def test_denied_learnt_wished_or_anothers_act_shows_nothing(line: str, embedder: MiniLM) -> None:
    assert _facet(_matched(embedder, line)).evidence == ()


def test_a_figure_makes_a_facet_stand_firmer(embedder: MiniLM) -> None:
    plain = _signal(_matched(embedder, "Ran an improvement plan to a fair end"))
    counted = _signal(_matched(embedder, "Ran an improvement plan for 3 engineers to a fair end"))
    assert counted.strength > plain.strength > 0


def test_helping_counts_less_than_doing(embedder: MiniLM) -> None:
    done = _signal(_matched(embedder, "Ran an improvement plan to a fair end"))
    helped = _signal(_matched(embedder, "Helped the director with an improvement plan"))
    assert done.strength > helped.strength


def test_current_work_comes_before_old_work_and_work_before_the_summary(embedder: MiniLM) -> None:
    now, then, said = "Ran an improvement plan in spring", "Ran an improvement plan in autumn", "Manager who has run an improvement plan."
    found = _matched(embedder, now, earlier=then, summary=said)
    assert [evidence.quote for evidence in _facet(found).evidence] == [now, then, said]


def test_an_employers_name_is_never_evidence(embedder: MiniLM) -> None:
    found = _matched(embedder, "Planned the quarter with product", firm="Improvement Plan Partners")
    quotes = [evidence.quote for row in found.signals for facet in row.facets for evidence in facet.evidence]
    assert not any("Partners" in quote for quote in quotes)


@pytest.mark.parametrize(
    ("line", "signal", "facet"),
    [
        ("Interviewed 70 candidates in three years; trained 6 interviewers", "strategy_tradeoffs", "horizon"),
        ("Technical lead for the routing plane: four teams, about 30 engineers, 14 regions", "hiring_growth", "volume"),
        ("Eight years of leading people, six before that as an engineer", "hiring_growth", "volume"),
    ],
)
def test_a_span_of_years_and_a_size_are_no_plan_and_no_hiring(line: str, signal: str, facet: str, embedder: MiniLM) -> None:
    (row,) = [each for each in _matched(embedder, line).signals if each.signal == signal]
    (found,) = [each for each in row.facets if each.facet == facet]
    assert found.evidence == ()


def test_a_plan_named_by_its_years_is_shown(embedder: MiniLM) -> None:
    found = _matched(embedder, "Set the two-year direction of the routing group")
    assert "horizon" in {facet.facet for row in found.signals for facet in row.facets if facet.evidence}
