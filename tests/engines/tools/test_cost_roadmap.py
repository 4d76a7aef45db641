"""The roadmap tool against closed forms, what is published, and plans made to conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.roadmap import work
from loopready.model.tools.roadmap import (
    THEMES,
    RoadmapInputs,
    RoadmapPlan,
    RoadmapRange,
    RoadmapSkill,
    RoadmapTeam,
    RoadmapWork,
)

TEAM = RoadmapTeam(team="one", people=10, leave=0, on_call=0, other=0)


def piece(name: str, quarter: int, weeks: float = 10, **more: object) -> RoadmapWork:
    return RoadmapWork.model_validate({"work": name, "team": "one", "weeks": weeks, "a": quarter, **more})


def planned(*works: RoadmapWork, **given: object) -> RoadmapPlan:
    calm: dict[str, object] = {
        "teams": (TEAM,), "plan_names": ("A",), "ranges": (), "skills": (), "attained": 99.99, "retention_goal": 0, "saving_goal": 0,
    }  # fmt: skip
    return work(RoadmapInputs.model_validate(calm | given | {"work": works})).plans[0]


def kinds(plan: RoadmapPlan) -> list[str]:
    return [conflict.kind for conflict in plan.conflicts]


def test_eighteen_people_are_not_eighteen_times_twelve_months():
    """Two teams of 10 and 8: 234 person-weeks a quarter on paper; 0.88 × 0.8 × 0.85 and 0.88 × 0.75 × 0.85 of them are left."""
    result = work(RoadmapInputs())
    assert result.gross == 234
    assert result.capacity == {"service": pytest.approx(130 * 0.88 * 0.8 * 0.85), "storage": pytest.approx(104 * 0.88 * 0.75 * 0.85)}


def test_the_second_drill_s_minutes():
    """99.97% attained is 12.96 minutes of a month of 30 days, 99.99% allows 4.32."""
    result = work(RoadmapInputs())
    assert result.lost == pytest.approx(12.96) and result.allowed == pytest.approx(4.32)


def test_the_default_split_is_the_outline_s():
    """Fact alloc.seed: 50-60 features, 20 platform, 15-20 reliability, 5-10 cost."""
    assert {row.theme: (row.low, row.high) for row in RoadmapInputs().ranges} == {
        "features": (50, 60), "platform": (20, 20), "reliability": (15, 20), "cost": (5, 10),
    }  # fmt: skip


def test_a_calm_plan_has_no_conflict():
    plan = planned(piece("x", 1, 100), piece("y", 2, 130, needs="x"))
    assert plan.conflicts == () and plan.use == pytest.approx(230 / 520 * 100) and plan.within_budget == 0


def test_more_work_than_people_is_found_in_its_quarter():
    plan = planned(piece("x", 1, 100), piece("y", 1, 31))
    (found,) = plan.conflicts
    assert (found.kind, found.about, found.quarter, found.value, found.limit) == ("capacity", "one", 1, 131, 130)


def test_a_spent_budget_and_a_first_quarter_of_features_conflict():
    """Fact alloc.move: features 35-40 and reliability 35-40 while 99.97 is attained against 99.99."""
    heavy = planned(piece("f", 1, 41), piece("r", 1, 59, theme="reliability", minutes=9), attained=99.97)
    assert kinds(heavy) == ["budget"] and heavy.conflicts[0].value == 41
    light = planned(piece("f", 1, 40), piece("r", 1, 60, theme="reliability", minutes=9), attained=99.97)
    assert kinds(light) == [] and light.within_budget == 1
    idle = planned(
        piece("f", 1, 40), piece("p", 1, 26, theme="platform"), piece("r", 1, 34, theme="reliability", minutes=9), attained=99.97
    )
    assert kinds(idle) == ["budget"]


@pytest.mark.parametrize(("needed", "then"), [(3, 3), (2, 2), (0, 0)])
def test_what_is_needed_later_at_the_same_time_or_never_is_found(needed, then):
    (found,) = planned(piece("x", needed), piece("y", 2, needs="X ")).conflicts
    assert (found.kind, found.about, found.other, found.value) == ("order", "y", "x", then)


def test_a_specialism_of_one_person_or_of_too_few_is_found():
    skills = (RoadmapSkill(skill="storage", people=2), RoadmapSkill(skill="keys", people=1))
    plan = planned(piece("x", 1, skill="storage"), piece("y", 1, skill="Storage"), piece("z", 2, skill="storage"), skills=skills)
    assert kinds(plan) == []
    many = planned(
        *(piece(name, 1, skill="storage") for name in "abc"), piece("k", 2, skill="keys"), piece("n", 3, skill="radio"), skills=skills
    )
    assert [(each.about, each.quarter, each.value, each.limit) for each in many.conflicts] == [
        ("keys", 2, 1, 1), ("radio", 3, 1, 0), ("storage", 1, 3, 2),
    ]  # fmt: skip


def test_a_share_outside_its_range_is_found_beyond_the_leeway():
    ranges = (RoadmapRange(theme="features", low=50, high=60),)
    works = [piece("f", 1, 65), piece("p", 1, 35, theme="platform")]
    assert kinds(planned(*works, ranges=ranges, leeway=5)) == []
    (found,) = planned(*works, ranges=ranges, leeway=4.9).conflicts
    assert (found.kind, found.about, found.value, found.limit) == ("allocation", "features", 65, 60)


def test_goals_that_are_not_reached_are_named():
    plan = planned(piece("x", 1, retention=4.9, saves=100_000, minutes=5), retention_goal=5, saving_goal=100_001, attained=99.97, leeway=0)
    assert [each.about for each in plan.conflicts if each.kind == "goal"] == ["retention", "cost", "availability"]
    assert plan.quarters[-1].lost == pytest.approx(7.96) and plan.within_budget is None


def test_savings_count_from_the_next_quarter():
    """A saving of 10 a month won in the first quarter of four holds for nine months, in the fourth for none."""
    assert planned(piece("x", 1, saves=10)).saved_in_year == 90 and planned(piece("x", 4, saves=10)).saved_in_year == 0


def test_what_a_plan_leaves_out_is_named_and_not_counted():
    plan = planned(piece("x", 1), piece("y", 0, retention=9))
    assert plan.left_out == ("y",) and plan.weeks == 10 and plan.retention == 0


def test_the_example_s_plans_differ_in_what_conflicts():
    plans = {plan.id: plan for plan in work(RoadmapInputs()).plans}
    assert set(kinds(plans["a"])) == {"capacity", "allocation", "budget", "specialist"}
    assert "budget" not in kinds(plans["b"]) and plans["b"].within_budget == 2 < (plans["a"].within_budget or 0)


@given(st.lists(st.tuples(st.sampled_from(THEMES), st.integers(0, 4), st.floats(0.5, 80)), min_size=1, max_size=15))
def test_shares_and_weeks_add_up(rows):
    plan = planned(*(piece(f"w{at}", quarter, weeks, theme=theme) for at, (theme, quarter, weeks) in enumerate(rows)))
    chosen = sum(weeks for _, quarter, weeks in rows if quarter)
    assert plan.weeks == pytest.approx(chosen)
    assert sum(sum(quarter.used.values()) for quarter in plan.quarters) == pytest.approx(chosen)
    assert sum(plan.themes.values()) == pytest.approx(100 if chosen else 0)
    over = {quarter.quarter for quarter in plan.quarters if quarter.used["one"] > 130 + 1e-9}
    assert over == {each.quarter for each in plan.conflicts if each.kind == "capacity"}


def test_faults_come_all_at_once_each_by_its_field():
    inputs = RoadmapInputs(
        quarters=2, teams=(TEAM, TEAM), skills=(RoadmapSkill(skill="s"), RoadmapSkill(skill="S ")),
        work=(piece("x", 3, needs="nowhere"), piece("X", 1, team="other"), piece("y", 1, needs="y")),
        ranges=(RoadmapRange(theme="cost", low=90, high=10), RoadmapRange(theme="cost", low=20, high=30)),
    )  # fmt: skip
    with pytest.raises(FaultyInputsError) as caught:
        work(inputs)
    assert {field for field, _ in caught.value.faults} == {
        "teams", "skills", "work.0.a", "work.0.needs", "work.0.work", "work.1.work", "work.1.team", "work.2.needs", "ranges.0.low",
        "ranges",
    }  # fmt: skip
