"""The hiring funnel: shares with honest intervals, sources compared, leaks, what must enter and by when, hours.

Why people count once: a share of a stage is of those who reached it and whose process has ended, so shares multiply to the whole and
each is binomial. The hires lost at a stage are those who left x accepted / (reached - left): the later shares cancel out.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math

from loopready.engines.calculators.funnel import candidates_needed
from loopready.engines.small_numbers import chances_of_sum, fisher, holm, newcombe, tries_needed, wilson
from loopready.engines.tools.faults import Faults
from loopready.engines.tools.ranges import named, within
from loopready.model.tools.hiring import (
    STAGES,
    Comparison,
    HiringInputs,
    HiringResult,
    Leak,
    Need,
    Share,
    SourceResult,
    SourceRow,
    Stage,
    StageRow,
    Step,
)

_WIDE, _FEW = 0.20, 5
"""An interval wider than this, or fewer who passed, says little: the count is small."""
_MOST = 1_000_000
_LONGEST = 3_650
_APART = 0.05


def work(inputs: HiringInputs) -> HiringResult:
    """The funnel of ``inputs``.

    Raises:
        ValueError: counts that rise from stage to stage, dates upside down and the like; all faults in one, each naming its field.
    """
    _check(inputs)
    rows = {row.stage: row for row in inputs.stages}
    totals = _totals(inputs.sources)
    overall = _share(totals["accepted"], totals["entered"])
    days = sum(row.days for row in inputs.stages)
    hours = sum(totals[stage] * row.hours for stage, row in rows.items())
    chances = chances_of_sum([(row.open_now, _rest(totals, stage)) for stage, row in rows.items() if row.open_now])
    expected = sum(at * chance for at, chance in enumerate(chances))
    need = _need(overall, inputs.hires, chances, inputs.sure / 100)
    last = inputs.by - dt.timedelta(days=math.ceil(days + inputs.notice_days))
    weeks = max(0.0, (last - inputs.today).days / 7)
    entering = need.sure
    hours_per_entry = hours / totals["entered"]
    return HiringResult(
        steps=_steps(totals),
        overall=overall,
        sources=tuple(_source(row, rows) for row in inputs.sources),
        comparisons=_comparisons(inputs.sources),
        leaks=_leaks(totals, rows),
        acceptance=_share(totals["accepted"], totals["offer"]) if totals["offer"] else None,
        days=days,
        hours_per_hire=hours / totals["accepted"] if totals["accepted"] else None,
        open_chances=(*chances[: inputs.hires], max(0.0, 1 - sum(chances[: inputs.hires]))),
        open_expected=expected,
        open_fills=max(0.0, 1 - sum(chances[: inputs.hires])),
        need=need,
        last_entry=last,
        weeks=weeks,
        per_week=entering / weeks if entering is not None and weeks > 0 else None,
        hours_needed=entering * hours_per_entry if entering is not None else None,
        hours_given=inputs.hours_a_week * max(0.0, (inputs.by - inputs.today).days - inputs.notice_days) / 7,
        earliest=inputs.today + dt.timedelta(days=math.ceil(days + inputs.notice_days)),
    )


def _check(inputs: HiringInputs) -> None:
    faults = Faults()
    named(faults, "sources", "source", [row.source for row in inputs.sources], most=20)
    falls = True
    for at, row in enumerate(inputs.sources):
        counts = [getattr(row, stage) for stage in STAGES]
        for stage, each in zip(STAGES, counts, strict=True):
            within(faults, f"sources.{at}.{stage}", each, 0, _MOST)
        for (before, earlier), (after, later) in itertools.pairwise(zip(STAGES, counts, strict=True)):
            says = f"{later} reached this, but only {earlier} the stage before ({before.replace('_', ' ')})"
            falls &= faults.check(later <= earlier, f"sources.{at}.{after}", says)
    faults.check(any(row.entered > 0 for row in inputs.sources), "sources", "nobody entered; give the counts of a past period")
    _check_stages(inputs, faults, counts_hold=falls)
    within(faults, "hires", inputs.hires, 1, 500)
    within(faults, "notice_days", inputs.notice_days, 0, 400)
    within(faults, "hours_a_week", inputs.hours_a_week, 0, 10_000)
    within(faults, "sure", inputs.sure, 50, 99)
    faults.check(inputs.by > inputs.today, "by", f"must come after {inputs.today.isoformat()}")
    faults.check((inputs.by - inputs.today).days <= _LONGEST, "by", "lies more than ten years ahead")
    faults.end()


def _check_stages(inputs: HiringInputs, faults: Faults, *, counts_hold: bool) -> None:
    totals = _totals(inputs.sources)
    seen: set[Stage] = set()
    for at, row in enumerate(inputs.stages):
        faults.check(row.stage not in seen, f"stages.{at}.stage", "stands in a row above; give each stage one row")
        faults.check(row.stage != "accepted", f"stages.{at}.stage", "accepted is the end: leave its row out")
        seen.add(row.stage)
        within(faults, f"stages.{at}.days", row.days, 0, 400)
        within(faults, f"stages.{at}.hours", row.hours, 0, 200)
        within(faults, f"stages.{at}.open_now", row.open_now, 0, 300)
        if row.stage == "accepted" or not counts_hold:
            continue
        lost = max(0, totals[row.stage] - totals[_next(row.stage)])
        says = f"{row.withdrew} withdrew, but {lost} of those who reached it did not go on"
        faults.check(0 <= row.withdrew <= lost, f"stages.{at}.withdrew", says)


def _totals(sources: tuple[SourceRow, ...]) -> dict[Stage, int]:
    return {stage: sum(getattr(row, stage) for row in sources) for stage in STAGES}


def _next(stage: Stage) -> Stage:
    return STAGES[STAGES.index(stage) + 1]


def _share(passed: int, entered: int) -> Share:
    value, low, high = wilson(passed, entered)
    return Share(passed=passed, entered=entered, value=value, low=low, high=high, is_small=high - low > _WIDE or passed < _FEW)


def _steps(totals: dict[Stage, int]) -> tuple[Step, ...]:
    return tuple(
        Step(stage=one, next=two, share=_share(totals[two], totals[one]) if totals[one] else None)
        for one, two in itertools.pairwise(STAGES)
    )


def _rest(totals: dict[Stage, int], stage: Stage) -> float:
    return totals["accepted"] / totals[stage] if totals[stage] else 0.0


def _source(row: SourceRow, stages: dict[Stage, StageRow]) -> SourceResult:
    counts = _totals((row,))
    hours = sum(counts[stage] * each.hours for stage, each in stages.items())
    return SourceResult(
        source=row.source.strip(),
        kind=row.kind,
        steps=_steps(counts),
        overall=_share(row.accepted, row.entered) if row.entered else None,
        per_hire=row.entered / row.accepted if row.accepted else None,
        hours_per_hire=hours / row.accepted if row.accepted else None,
        hours=hours,
    )


def _comparisons(sources: tuple[SourceRow, ...]) -> tuple[Comparison, ...]:
    found: list[Comparison] = []
    for what, passed, entered in (("overall", "accepted", "entered"), ("loop", "offer", "loop")):
        pairs = [
            (one, two, (getattr(one, passed), getattr(one, entered)), (getattr(two, passed), getattr(two, entered)))
            for one, two in itertools.combinations(sources, 2)
            if getattr(one, entered) and getattr(two, entered)
        ]
        chances = holm([fisher(first, second) for _, _, first, second in pairs])
        for (one, two, first, second), chance in zip(pairs, chances, strict=True):
            gap, low, high = newcombe(first, second)
            values = {"one": one.source.strip(), "two": two.source.strip(), "what": what, "gap": gap, "low": low, "high": high}
            found.append(Comparison.model_validate(values | {"chance": chance, "apart": chance < _APART}))
    return tuple(found)


def _leaks(totals: dict[Stage, int], rows: dict[Stage, StageRow]) -> tuple[Leak, ...]:
    found = []
    for stage in STAGES[:-1]:
        reached = totals[stage]
        if stage == "offer":
            left = reached - totals["accepted"]
            if left:
                found.append(Leak(stage=stage, left=left, reached=reached, hires=left, low=left, high=left))
            continue
        left = rows[stage].withdrew if stage in rows else 0
        if not left or reached == left:
            continue
        share = wilson(totals["accepted"], reached - left)
        found.append(Leak(stage=stage, left=left, reached=reached, hires=left * share.value, low=left * share.low, high=left * share.high))
    return tuple(sorted(found, key=lambda leak: -leak.hires))


def _need(share: Share, hires: int, chances: list[float], sure: float) -> Need:
    expected = sum(at * chance for at, chance in enumerate(chances))
    missing = max(0.0, hires - expected)
    sured = (tries_needed(hires, rate, sure=sure, already=chances) for rate in (share.value, share.high, share.low))
    by_mean = None if share.value == 0 and missing else candidates_needed(missing, share.value * 100) if missing else 0
    return Need(missing=missing, by_mean=by_mean, **dict(zip(("sure", "at_best", "at_worst"), sured, strict=True)))
