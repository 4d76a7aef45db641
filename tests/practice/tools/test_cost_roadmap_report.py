"""The roadmap report: plans side by side, each conflict in words that say what to do."""

from __future__ import annotations

import pytest

from loopready.engines.tools.roadmap import work
from loopready.model import Report
from loopready.model.tools.roadmap import RoadmapConflict, RoadmapInputs
from loopready.practice.tools.roadmap import _said, report


def made(**given: object) -> Report:
    inputs = RoadmapInputs(**given)  # type: ignore[arg-type]
    return report(inputs, work(inputs))


def test_the_example_compares_three_plans():
    of = made()
    side = next(section for section in of.sections if section.title == "Side by side")
    rows = {row[0]: row[1:] for row in side.tables[0].rows}
    assert rows["Within the error budget after"] == ("quarter 4", "quarter 2", "quarter 4")
    assert rows["Features (50 to 60%)"] and rows["Platform (20%)"] and rows["Conflicts"] == ("4", "3", "3")
    assert "58% of the calendar" in of.lead[0] and "12.96 minutes a month are lost where 99.99% allows 4.32" in of.lead[1]
    assert [section.title for section in of.sections[1:4]] == ["Split as usual", "Error budget first", "Cost first"]


def test_two_plans_and_a_budget_in_order():
    of = made(plan_names=("A", "B"), attained=99.995)
    assert "there is some left" in of.lead[1] and len(of.sections[0].tables[0].columns) == 3


@pytest.mark.parametrize(
    ("conflict", "words"),
    [
        (RoadmapConflict(kind="capacity", about="one", quarter=2, value=131, limit=130), "Move or cut 1."),
        (RoadmapConflict(kind="allocation", about="cost", value=3, limit=5, other="5 to 10"), "outside 5 to 10%"),
        (RoadmapConflict(kind="budget", about="first", quarter=1, value=55, limit=0), "features stay under 40%"),
        (RoadmapConflict(kind="order", about="y", quarter=2, value=3, other="x"), "it needs x, which is in Q3"),
        (RoadmapConflict(kind="order", about="y", quarter=2, other="x"), "which is not in this plan"),
        (RoadmapConflict(kind="specialist", about="s", quarter=2, value=1, limit=1, other="x"), "one person has it, for x"),
        (RoadmapConflict(kind="specialist", about="s", quarter=2, value=1, other="x"), "nobody has it"),
        (RoadmapConflict(kind="goal", about="retention", value=4, limit=5), "who owns the rest"),
        (RoadmapConflict(kind="goal", about="cost", value=4, limit=500), "Savings come to $4 a month of $500"),
        (RoadmapConflict(kind="goal", about="availability", value=7, limit=4.32), "4.32 are allowed"),
    ],
)
def test_each_conflict_says_what_to_do(conflict, words):
    assert words in _said(conflict)


def test_a_full_year_is_warned_of():
    assert any("more than 85% of the year" in warning for warning in made().warnings)
