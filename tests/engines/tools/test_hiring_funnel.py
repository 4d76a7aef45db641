"""The hiring funnel: published sums, closed forms, and inputs that can not be."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from loopready.engines.calculators.funnel import candidates_needed, wilson_high, wilson_low
from loopready.engines.small_numbers import binomial_at_least
from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.hiring import work
from loopready.model.tools.hiring import STAGES, HiringInputs, SourceRow, StageRow


def one_source(*counts: int, name: str = "All", **more: object) -> HiringInputs:
    row = SourceRow.model_validate({"source": name, **dict(zip(STAGES, counts, strict=True))})
    return HiringInputs.model_validate({"sources": (row,), "stages": (), **more})


def test_the_planning_sum_of_the_facts() -> None:
    """Fact fun.calc: 80 screens, 40 manager screens, 20 loops, 5 offers, 4 hires."""
    result = work(one_source(80, 80, 40, 20, 5, 4, hires=4))
    assert [step.share.value if step.share else None for step in result.steps] == [1, 0.5, 0.5, 0.25, 0.8]
    assert result.overall.value == pytest.approx(4 / 80)
    assert result.need.by_mean == 80 == candidates_needed(4, 50, 50, 25, 80)
    assert result.acceptance is not None and result.acceptance.value == pytest.approx(0.8)


def test_levers_published_figures_come_back() -> None:
    """Lever, Little Grey Book of recruiting benchmarks (2016), fact fun.lever: one hire per 16 referrals, 72 sourced, 152 applicants."""
    rows = tuple(
        SourceRow(source=name, kind=kind, entered=many * 10, recruiter_screen=10, manager_screen=10, loop=10, offer=10, accepted=10)
        for name, kind, many in (("r", "referral", 16), ("s", "sourced", 72), ("a", "inbound", 152))
    )
    result = work(HiringInputs(sources=rows, stages=()))
    assert [source.per_hire for source in result.sources] == [16, 72, 152]
    overall = {(each.one, each.two): each for each in result.comparisons if each.what == "overall"}
    assert all(each.apart for each in overall.values() if "r" in (each.one, each.two)) and overall["r", "a"].gap > 0


def test_shares_carry_wilsons_interval_and_say_when_they_are_small() -> None:
    """Newcombe 1998, table I: 15 of 148 gives 6.24 to 16.05 per cent."""
    share = work(one_source(148, 15, 15, 15, 15, 15)).steps[0].share
    assert share is not None and not share.is_small
    assert (share.low, share.high) == (pytest.approx(0.0624, abs=6e-5), pytest.approx(0.1605, abs=6e-5))
    assert (share.low, share.high) == (wilson_low(15, 148) / 100, wilson_high(15, 148) / 100)
    for passed, entered, small in ((4, 4000, True), (5, 4000, False), (5, 9, True), (900, 1000, False)):
        found = work(one_source(entered, passed, passed, passed, passed, passed)).steps[0].share
        assert found is not None and found.is_small is small


def test_a_leak_is_priced_at_the_rate_of_those_who_stayed() -> None:
    """100 reach the loop, 20 leave by themselves, 16 are hired: of the 80 who stayed a fifth is hired, so 20 x 0.2 = 4 hires lost."""
    stages = (StageRow(stage="loop", withdrew=20),)
    result = work(one_source(100, 100, 100, 100, 20, 16).model_copy(update={"stages": stages}))
    leaks = {leak.stage: leak for leak in result.leaks}
    assert leaks["loop"].hires == pytest.approx(4) and leaks["loop"].low < 4 < leaks["loop"].high
    assert (leaks["offer"].left, leaks["offer"].hires, leaks["offer"].low) == (4, 4, 4), "a declined offer is a hire lost"


def test_the_need_is_the_fewest_that_are_sure_enough() -> None:
    result = work(one_source(1000, 500, 200, 100, 40, 30, hires=3, sure=80))
    need = result.need.sure
    assert need is not None and result.need.by_mean == 100
    assert binomial_at_least(3, need, 0.03) >= 0.8 > binomial_at_least(3, need - 1, 0.03)
    assert need > 100, "the mean need does it about every second time"
    assert result.need.at_best is not None and result.need.at_worst is not None and result.need.at_best < need < result.need.at_worst


def test_people_in_it_now_count_first() -> None:
    stages = (StageRow(stage="offer", open_now=2),)
    result = work(one_source(100, 80, 60, 40, 20, 10, hires=2).model_copy(update={"stages": stages}))
    assert result.open_chances == pytest.approx((0.25, 0.5, 0.25)) and result.open_fills == pytest.approx(0.25)
    assert result.open_expected == pytest.approx(1)
    sure = work(one_source(100, 80, 60, 40, 20, 20, hires=2).model_copy(update={"stages": stages}))
    assert sure.need.sure == 0 and sure.per_week == 0, "two offers that are always accepted fill two seats"


def test_days_add_up_to_the_last_day_of_entry() -> None:
    stages = (StageRow(stage="entered", days=10), StageRow(stage="loop", days=4))
    given = one_source(100, 80, 60, 40, 20, 10, today=dt.date(2027, 1, 1), by=dt.date(2027, 6, 1), notice_days=30)
    result = work(given.model_copy(update={"stages": stages}))
    assert result.days == 14 and result.last_entry == dt.date(2027, 6, 1) - dt.timedelta(days=44)
    assert result.earliest == dt.date(2027, 1, 1) + dt.timedelta(days=44)
    late = work(given.model_copy(update={"stages": stages, "by": dt.date(2027, 1, 20)}))
    assert late.weeks == 0 and late.per_week is None


def test_hours_a_hire_are_those_of_everybody_who_passed_through() -> None:
    stages = (StageRow(stage="recruiter_screen", hours=0.5), StageRow(stage="loop", hours=6))
    result = work(one_source(100, 40, 20, 10, 4, 2).model_copy(update={"stages": stages}))
    assert result.hours_per_hire == pytest.approx((40 * 0.5 + 10 * 6) / 2)
    assert result.sources[0].hours_per_hire == result.hours_per_hire


def test_nobody_hired_is_said_and_not_divided_by() -> None:
    result = work(one_source(50, 20, 10, 4, 1, 0))
    assert result.overall.value == 0 and result.overall.high > 0
    assert result.need.sure is None and result.need.by_mean is None and result.hours_per_hire is None
    assert result.need.at_best is not None and result.need.at_worst is None


def test_any_sensible_funnel_holds_its_own_rules() -> None:
    chance = random.Random(11)
    for _ in range(60):
        rows = []
        for at in range(chance.randint(1, 4)):
            counts = [chance.randint(1, 400)]
            for _ in STAGES[1:]:
                counts.append(chance.randint(0, counts[-1]))
            rows.append(SourceRow.model_validate({"source": f"S{at}", **dict(zip(STAGES, counts, strict=True))}))
        result = work(HiringInputs(sources=tuple(rows), stages=(StageRow(stage="loop", days=3, hours=5, open_now=chance.randint(0, 5)),)))
        assert result.overall.low <= result.overall.value <= result.overall.high
        assert sum(result.open_chances) == pytest.approx(1)
        assert all(each.low - 1e-9 <= each.gap <= each.high + 1e-9 and 0 <= each.chance <= 1 for each in result.comparisons)
        needs = [result.need.at_best, result.need.sure, result.need.at_worst]
        known = [need for need in needs if need is not None]
        assert known == sorted(known)


def test_all_faults_come_at_once_each_with_its_field() -> None:
    rows = (SourceRow(source="A", entered=5, recruiter_screen=9), SourceRow(source=" a ", entered=-1))
    stages = (StageRow(stage="loop", days=-1), StageRow(stage="loop", withdrew=3), StageRow(stage="accepted"))
    with pytest.raises(FaultyInputsError) as found:
        work(HiringInputs(sources=rows, stages=stages, hires=0, sure=100, today=dt.date(2027, 2, 1), by=dt.date(2027, 1, 1)))
    fields = {field for field, _ in found.value.faults}
    assert {
        "sources.0.recruiter_screen", "sources.1.source", "sources.1.entered", "stages.0.days", "stages.1.stage",
        "stages.2.stage", "hires", "sure", "by",
    } <= fields  # fmt: skip
    says = dict(found.value.faults)
    assert says["sources.0.recruiter_screen"] == "9 reached this, but only 5 the stage before (entered)"
    with pytest.raises(FaultyInputsError, match=r"stages\.0\.withdrew: 3 withdrew, but 0 of those who reached it did not go on"):
        work(one_source(9, 5, 5, 5, 5, 5).model_copy(update={"stages": (StageRow(stage="loop", withdrew=3),)}))
    with pytest.raises(FaultyInputsError, match="nobody entered"):
        work(one_source(0, 0, 0, 0, 0, 0))
