"""The first ninety days of somebody new: milestones on working days, the way into on-call, and what stands in their way.

On-call: shadow shifts begin in the third week, one a rota cycle at the soonest every second week; then a drill, a shift as secondary, and
only then primary. A newcomer is counted at half the speed of somebody who knows the system; that is our judgement.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import NamedTuple

from loopready.engines.tools.faults import Faults
from loopready.engines.tools.ranges import within
from loopready.engines.tools.working_days import weekly, working
from loopready.model.tools.onboarding import (
    Area,
    Milestone,
    MilestoneName,
    OnboardingFault,
    OnboardingInputs,
    OnboardingResult,
    OncallKind,
    OncallStep,
    OwnMilestone,
    Phase,
)


class _Set(NamedTuple):
    name: MilestoneName
    day: int
    area: Area


_PROJECT = 32
"""The day on which the first project is agreed; its half and its end follow from its size."""
_ENGINEER = (
    _Set("set_up", 2, "system"),
    _Set("expectations", 3, "feedback"),
    _Set("first_change", 7, "delivery"),
    _Set("map_people", 14, "people"),
    _Set("read_reviews", 18, "system"),
    _Set("feedback_30", 30, "feedback"),
    _Set("project_plan", _PROJECT, "delivery"),
    _Set("project_half", 46, "delivery"),
    _Set("own_review", 52, "system"),
    _Set("feedback_60", 60, "feedback"),
    _Set("project_done", 70, "delivery"),
    _Set("takes_over", 78, "delivery"),
    _Set("teach_back", 84, "people"),
    _Set("feedback_90", 90, "feedback"),
)
_MANAGER = (
    _Set("no_change", 1, "delivery"),
    _Set("expectations", 3, "feedback"),
    _Set("listen", 14, "people"),
    _Set("read_record", 18, "system"),
    _Set("customers", 25, "people"),
    _Set("say_30", 30, "feedback"),
    _Set("two_priorities", 42, "delivery"),
    _Set("one_mend", 55, "system"),
    _Set("say_60", 60, "feedback"),
    _Set("plan_out", 75, "delivery"),
    _Set("successor", 84, "people"),
    _Set("say_90", 90, "feedback"),
)
_FIRST_SHADOW, _SHIFT, _APART = 14, 7, 14
_NEWCOMER = 0.5
_LARGEST = 20
_SMALLEST_ROTA = 5
_CROWDED = 3


def work(inputs: OnboardingInputs) -> OnboardingResult:
    """The onboarding of ``inputs``.

    Raises:
        ValueError: days or sizes out of range, milestones without words; all faults in one, each naming its field.
    """
    _check(inputs)
    oncall, primary_day, ready = _oncall(inputs)
    project = math.ceil(inputs.project_days / _NEWCOMER * 7 / 5)
    milestones = _milestones(inputs, project)
    moved = primary_day is not None and ready > inputs.primary_day
    return OnboardingResult(
        milestones=milestones,
        oncall=oncall,
        talks=_talks(inputs),
        faults=_faults(inputs, milestones, carries=primary_day is not None, moved=moved),
        primary_day=primary_day,
        primary_moved=moved,
        calendar_days=project,
    )


def _check(inputs: OnboardingInputs) -> None:
    faults = Faults()
    faults.check(bool(inputs.role.strip()), "role", "name the role")
    within(faults, "project_days", inputs.project_days, 1, 260)
    within(faults, "rota", inputs.rota, 1, 60)
    within(faults, "shadows", inputs.shadows, 0, 12)
    within(faults, "primary_day", inputs.primary_day, 1, 365)
    faults.check(len(inputs.days_off) <= 120, "days_off", "give at most 120 days")
    faults.check(len(inputs.own) <= 20, "own", "give at most 20 rows; choose the ones that matter")
    for at, row in enumerate(inputs.own):
        faults.check(bool(row.milestone.strip()), f"own.{at}.milestone", "say what is done by then")
        within(faults, f"own.{at}.day", row.day, 0, 120)
    faults.end()


def _on(inputs: OnboardingInputs, day: int) -> tuple[int, dt.date]:
    date = working(inputs.start + dt.timedelta(days=day), frozenset(inputs.days_off))
    return (date - inputs.start).days, date


def _phase(day: int) -> Phase:
    return 30 if day <= 30 else 60 if day <= 60 else 90


def _milestones(inputs: OnboardingInputs, project: int) -> tuple[Milestone, ...]:
    found = []
    ends: dict[MilestoneName, int] = {"project_half": _PROJECT + project // 2, "project_done": _PROJECT + project}
    for each in _ENGINEER if inputs.who == "engineer" else _MANAGER:
        wanted = ends.get(each.name, each.day)
        day, date = _on(inputs, wanted)
        found.append(Milestone(name=each.name, phase=_phase(wanted), area=each.area, day=day, date=date))
    found += [_own(inputs, row) for row in inputs.own]
    return tuple(sorted(found, key=lambda milestone: milestone.date))


def _own(inputs: OnboardingInputs, row: OwnMilestone) -> Milestone:
    day, date = _on(inputs, row.day)
    text, seen = row.milestone.strip(), row.seen.strip()
    return Milestone(name="own", phase=_phase(row.day), area="delivery", day=day, date=date, text=text, seen=seen)


def _oncall(inputs: OnboardingInputs) -> tuple[tuple[OncallStep, ...], int | None, int]:
    """The steps into on-call, the first day as primary, and the day from which they could be."""
    if not inputs.oncall or inputs.who == "manager":
        return (), None, 0
    steps: list[OncallStep] = []
    at = _FIRST_SHADOW
    for number in range(1, inputs.shadows + 1):
        steps.append(_shift(inputs, "shadow", number, at))
        at += _APART
    drill_day, drill = _on(inputs, at - _SHIFT if inputs.shadows else at)
    steps.append(OncallStep(kind="drill", number=1, day=drill_day, date=drill, until=drill))
    secondary = _shift(inputs, "secondary", 1, max(at, drill_day + 1))
    steps.append(secondary)
    ready = secondary.day + _SHIFT
    primary = _shift(inputs, "primary", 1, max(inputs.primary_day, ready))
    return (*steps, primary), primary.day, ready


def _shift(inputs: OnboardingInputs, kind: OncallKind, number: int, at: int) -> OncallStep:
    day, date = _on(inputs, at)
    return OncallStep(kind=kind, number=number, day=day, date=date, until=date + dt.timedelta(days=_SHIFT - 1))


def _talks(inputs: OnboardingInputs) -> tuple[dt.date, ...]:
    off = frozenset(inputs.days_off)
    first, last = inputs.start, inputs.start + dt.timedelta(days=90)
    return tuple(dict.fromkeys(working(date, off) for date in weekly(first, last, weekday=working(first, off).weekday())))


def _faults(inputs: OnboardingInputs, milestones: tuple[Milestone, ...], *, carries: bool, moved: bool) -> tuple[OnboardingFault, ...]:
    engineer = inputs.who == "engineer"
    weeks: dict[int, int] = {}
    for each in milestones:
        weeks[each.day // 7] = weeks.get(each.day // 7, 0) + 1
    crowded = [str(week + 1) for week, many in sorted(weeks.items()) if many > _CROWDED]
    unseen = [each.text for each in milestones if each.name == "own" and not each.seen]
    found: list[tuple[bool, OnboardingFault]] = [
        (engineer and inputs.project_days > _LARGEST, OnboardingFault(name="project_large", detail=str(inputs.project_days))),
        (engineer and inputs.project_on_path, OnboardingFault(name="project_on_path")),
        (engineer and not inputs.project_undo, OnboardingFault(name="project_no_undo")),
        (not inputs.buddy, OnboardingFault(name="no_buddy")),
        (carries and inputs.shadows == 0, OnboardingFault(name="no_shadow")),
        (moved, OnboardingFault(name="primary_early", detail=str(inputs.primary_day))),
        (carries and inputs.rota < _SMALLEST_ROTA, OnboardingFault(name="small_rota", detail=str(inputs.rota))),
        (bool(unseen), OnboardingFault(name="unseen", detail="; ".join(unseen))),
        (bool(crowded), OnboardingFault(name="crowded", detail=", ".join(crowded))),
    ]
    return tuple(fault for holds, fault in found if holds)
