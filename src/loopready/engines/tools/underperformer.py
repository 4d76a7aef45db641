"""The plan for somebody who falls short: steps on working days, checks of one's own side, and from when evidence counts.

The shape is that of the fact drill1.timeline: facts and the direct talk in the first week, expectations in writing in the second, weekly
evidence to a decision day, then a formal plan or an exit by agreement. Evidence counts from the day on which all that is expected is in
writing and the load is fair; four weeks of it are needed before a decision, and the decision day moves where they are not there.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Literal, get_args

from loopready.engines.small_numbers import rate_ratio
from loopready.engines.tools.faults import Faults
from loopready.engines.tools.ranges import within
from loopready.engines.tools.working_days import weekly, working
from loopready.model.tools.underperformer import (
    FairnessCheck,
    Known,
    Measure,
    MeasureRead,
    PlanStep,
    RotaRead,
    StepName,
    UnderperformerInputs,
    UnderperformerResult,
    Weekday,
)

_FIXED: tuple[tuple[StepName, int], ...] = (
    ("own_side", 0),
    ("hr", 1),
    ("cover", 2),
    ("talk", 3),
    ("facts", 4),
    ("diagnose", 7),
    ("write", 9),
    ("agree", 10),
)
_WRITTEN, _MENDED = 10, 7
"""The days on which what is expected is agreed in writing, and on which an unfair load has been mended."""
_LEAST_EVIDENCE = 28
_FEW = 10
_GATES = ("diagnose", "decide", "outcome")


def work(inputs: UnderperformerInputs) -> UnderperformerResult:
    """The plan of ``inputs``.

    Raises:
        ValueError: dates upside down, days or counts out of range; all faults in one, each naming its field.
    """
    _check(inputs)
    rota = _rota(inputs)
    unwritten = tuple(row.area.strip() or row.expectation.strip() for row in inputs.expectations if row.written is None)
    evidence_from = max(_WRITTEN if unwritten or not inputs.expectations else 0, _MENDED if rota.state == "heavier" else 0)
    decision_day = max(inputs.decision_day, evidence_from + _LEAST_EVIDENCE)
    steps = _steps(inputs, decision_day)
    decision = next(step.date for step in steps if step.name == "decide")
    counted = inputs.start + dt.timedelta(days=evidence_from)
    return UnderperformerResult(
        steps=steps,
        checks=_checks(inputs, rota, bool(unwritten) or not inputs.expectations),
        measures=tuple(_measure(row) for row in inputs.measures),
        rota=rota,
        unwritten=unwritten,
        decision=decision,
        decision_wanted=inputs.decision_day,
        decision_day=decision_day,
        last=steps[-1].date,
        evidence_from=evidence_from,
        weeks_of_evidence=sum(step.name == "checkin" and step.date > counted for step in steps),
    )


def _check(inputs: UnderperformerInputs) -> None:
    faults = Faults()
    within(faults, "decision_day", inputs.decision_day, 28, 120)
    within(faults, "plan_days", inputs.plan_days, 14, 120)
    within(faults, "pages", inputs.pages, 0, 100_000)
    within(faults, "others_pages", inputs.others_pages, 0, 1_000_000)
    within(faults, "shifts", inputs.shifts, 0.1, 10_000)
    within(faults, "others_shifts", inputs.others_shifts, 0.1, 100_000)
    faults.check(len(inputs.days_off) <= 120, "days_off", "give at most 120 days")
    faults.check(len(inputs.expectations) <= 20, "expectations", "give at most 20 rows; choose the ones that matter")
    faults.check(len(inputs.measures) <= 20, "measures", "give at most 20 rows; choose the ones that matter")
    for at, row in enumerate(inputs.expectations):
        faults.check(bool(row.expectation.strip()), f"expectations.{at}.expectation", "say what is expected")
        late = row.written is not None and row.written > inputs.start
        faults.check(not late, f"expectations.{at}.written", "lies after the first day; leave it empty until it is written")
    for at, measure in enumerate(inputs.measures):
        faults.check(bool(measure.measure.strip()), f"measures.{at}.measure", "say what is counted")
        faults.check(measure.theirs >= 0, f"measures.{at}.theirs", "must not be negative")
        faults.check(measure.others >= 0, f"measures.{at}.others", "must not be negative")
        within(faults, f"measures.{at}.cases", measure.cases, 0, 1_000_000)
    faults.end()


def _rota(inputs: UnderperformerInputs) -> RotaRead:
    theirs, others = inputs.pages / inputs.shifts, inputs.others_pages / inputs.others_shifts
    ratio = rate_ratio((inputs.pages, inputs.shifts), (inputs.others_pages, inputs.others_shifts))
    if ratio is None:
        return RotaRead(theirs=theirs, others=others, ratio=None, low=None, high=None, chance=None, state="no pages")
    state: Literal["heavier", "lighter", "not told apart"] = "not told apart"
    if ratio.low > 1:
        state = "heavier"
    elif ratio.high < 1:
        state = "lighter"
    bounded = ratio.high if math.isfinite(ratio.high) else None
    value = ratio.value if math.isfinite(ratio.value) else None
    return RotaRead(theirs=theirs, others=others, ratio=value, low=ratio.low, high=bounded, chance=ratio.chance, state=state)


def _measure(row: Measure) -> MeasureRead:
    short = row.theirs > row.others if row.better == "lower" else row.theirs < row.others
    return MeasureRead(
        measure=row.measure.strip(),
        theirs=row.theirs,
        others=row.others,
        ratio=row.theirs / row.others if row.others else None,
        short=short,
        few=row.cases < _FEW,
    )


def _checks(inputs: UnderperformerInputs, rota: RotaRead, unwritten: bool) -> tuple[FairnessCheck, ...]:
    def read(answer: Known, *, good: Known = "yes") -> Literal["holds", "mend", "find out"]:
        return "find out" if answer == "not known" else "holds" if answer == good else "mend"

    return (
        FairnessCheck(name="written", state="mend" if unwritten else "holds"),
        FairnessCheck(name="told", state=read(inputs.told)),
        FairnessCheck(name="rota", state="mend" if rota.state == "heavier" else "holds"),
        FairnessCheck(name="same_bar", state=read(inputs.same_bar)),
        FairnessCheck(name="tools", state=read(inputs.tools)),
        FairnessCheck(name="own_side", state=read(inputs.own_side)),
        FairnessCheck(name="routed", state=read(inputs.routed, good="no")),
        FairnessCheck(name="hr", state=read(inputs.hr)),
        FairnessCheck(name="adjust", state=read(inputs.adjust)),
    )


def _steps(inputs: UnderperformerInputs, decision_day: int) -> tuple[PlanStep, ...]:
    off, weekday = frozenset(inputs.days_off), get_args(Weekday).index(inputs.weekday)
    plan_start = decision_day + 4
    plan_end = plan_start + inputs.plan_days
    single: list[tuple[StepName, int]] = [
        *_FIXED,
        ("halfway", (_WRITTEN + decision_day) // 2),
        ("decide", decision_day),
        ("say", decision_day + 1),
        ("plan_start", plan_start),
        ("plan_halfway", plan_start + inputs.plan_days // 2),
        ("outcome", plan_end),
        ("close", plan_end + 1),
    ]
    steps: list[PlanStep] = []
    at_least = inputs.start
    for name, day in single:
        wanted = inputs.start + dt.timedelta(days=day)
        at_least = working(max(wanted, at_least), off)
        steps.append(PlanStep(name=name, day=(at_least - inputs.start).days, date=at_least, gate=name in _GATES, moved=at_least != wanted))
    dates = {step.name: step.date for step in steps}
    one_day = dt.timedelta(days=1)
    steps += _checkins("checkin", dates["agree"] + one_day, dates["decide"] - one_day, inputs.start, weekday, off)
    steps += _checkins("plan_checkin", dates["plan_start"] + one_day, dates["outcome"] - one_day, inputs.start, weekday, off)
    return tuple(sorted(steps, key=lambda step: (step.date, get_args(StepName).index(step.name))))


def _checkins(name: StepName, first: dt.date, last: dt.date, start: dt.date, weekday: int, off: frozenset[dt.date]) -> list[PlanStep]:
    found: list[PlanStep] = []
    for wanted in weekly(first, last, weekday=weekday):
        date = working(wanted, off)
        if date <= last:
            found.append(PlanStep(name=name, day=(date - start).days, date=date, number=len(found) + 1, moved=date != wanted))
    return found
