"""The first ninety days: shadow before primary, a first project that ends, milestones on working days."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.onboarding import work
from loopready.model.tools.onboarding import OnboardingInputs, OwnMilestone

MONDAY = dt.date(2026, 9, 7)


def onboard(**given: object) -> OnboardingInputs:
    return OnboardingInputs.model_validate({"start": MONDAY, "days_off": (), "own": (), **given})


def test_nobody_is_primary_before_shadowing_a_drill_and_a_shift_as_secondary() -> None:
    chance = random.Random(4)
    for _ in range(60):
        result = work(
            onboard(
                shadows=chance.randint(0, 6), primary_day=chance.randint(1, 120), start=MONDAY + dt.timedelta(days=chance.randint(0, 300))
            )
        )
        kinds = [step.kind for step in sorted(result.oncall, key=lambda step: step.date)]
        assert kinds[-1] == "primary" and kinds[-2] == "secondary" and kinds.count("drill") == 1
        assert all(earlier.until < later.date for earlier, later in zip(result.oncall, result.oncall[1:], strict=False))
        assert result.primary_day == result.oncall[-1].day


def test_a_week_of_shadowing_is_the_least_that_is_published() -> None:
    """Fact onb.pd: PagerDuty has every new employee shadow for a week."""
    assert "no_shadow" in {fault.name for fault in work(onboard(shadows=0)).faults}
    one = work(onboard(shadows=1))
    shadow = one.oncall[0]
    assert (
        shadow.kind == "shadow" and (shadow.until - shadow.date).days + 1 == 7 and "no_shadow" not in {fault.name for fault in one.faults}
    )


def test_primary_too_early_is_moved_and_said() -> None:
    early = work(onboard(primary_day=20, shadows=2))
    assert early.primary_moved and early.primary_day == 49 and "primary_early" in {fault.name for fault in early.faults}
    assert not work(onboard(primary_day=75)).primary_moved


def test_the_first_project_takes_a_newcomer_twice_as_long() -> None:
    result = work(onboard(project_days=10))
    assert result.calendar_days == 28
    days = {milestone.name: milestone.day for milestone in result.milestones}
    assert days["project_plan"] == 32 and days["project_half"] == 46 and days["project_done"] == 60
    assert "project_large" in {fault.name for fault in work(onboard(project_days=25)).faults}


def test_what_makes_it_hard_is_named() -> None:
    given = onboard(
        project_on_path=True, project_undo=False, buddy=False, rota=3, own=tuple(OwnMilestone(day=1, milestone=f"m{at}") for at in range(4))
    )
    names = {fault.name for fault in work(given).faults}
    assert names == {"project_on_path", "project_no_undo", "no_buddy", "small_rota", "unseen", "crowded"}


def test_a_manager_has_a_way_of_their_own_and_no_pager() -> None:
    result = work(onboard(who="manager", project_on_path=True))
    names = [milestone.name for milestone in result.milestones]
    assert names[0] == "no_change" and "plan_out" in names and "first_change" not in names
    assert result.oncall == () and result.primary_day is None and result.faults == ()


def test_milestones_stand_on_working_days_in_every_phase() -> None:
    for who in ("engineer", "manager"):
        off = tuple(MONDAY + dt.timedelta(days=day) for day in (7, 14, 18, 30))
        result = work(onboard(who=who, days_off=off, own=(OwnMilestone(day=61, milestone="Own", seen="Seen"),)))
        assert {milestone.phase for milestone in result.milestones} == {30, 60, 90}
        assert all(milestone.date.weekday() < 5 and milestone.date not in off for milestone in result.milestones)
        assert [milestone.date for milestone in result.milestones] == sorted(milestone.date for milestone in result.milestones)
        assert 12 <= len(result.talks) <= 14


def test_no_pager_no_way_into_on_call() -> None:
    assert work(onboard(oncall=False)).oncall == ()


def test_faults_come_at_once() -> None:
    with pytest.raises(FaultyInputsError) as found:
        work(onboard(role=" ", project_days=0, rota=0, shadows=99, primary_day=0, own=(OwnMilestone(day=-1),)))
    assert {field for field, _ in found.value.faults} == {
        "role",
        "project_days",
        "rota",
        "shadows",
        "primary_day",
        "own.0.milestone",
        "own.0.day",
    }
