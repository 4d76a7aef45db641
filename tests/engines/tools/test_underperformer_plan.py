"""The plan for somebody who falls short: order and dates of the steps, evidence that counts, load by an exact test."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest

from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.underperformer import work
from loopready.model.tools.underperformer import Expectation, Measure, UnderperformerInputs

MONDAY = dt.date(2026, 9, 7)
WRITTEN = (Expectation(area="On-call", expectation="Five minutes", written=dt.date(2026, 1, 5)),)


def planned(**given: object) -> UnderperformerInputs:
    return UnderperformerInputs.model_validate(
        {"start": MONDAY, "days_off": (), "expectations": WRITTEN, "pages": 40, "shifts": 10, **given}
    )


def test_the_shape_of_the_facts() -> None:
    """Fact drill1.timeline: the talk in the first week, writing in the second, day 45 to decide, a plan of 30-45 days, done by day 90."""
    days = {step.name: step.day for step in work(planned()).steps}
    assert days["talk"] <= 7 < days["write"] <= days["agree"] <= 14 and days["decide"] == 45
    assert 30 <= days["outcome"] - days["plan_start"] <= 45 and days["close"] <= 90
    assert days["own_side"] < days["hr"] < days["write"], "your own side, then HR, before anything is written to them"


def test_steps_stand_on_working_days_in_order_for_any_start() -> None:
    chance = random.Random(1)
    for _ in range(80):
        start = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randint(0, 700))
        off = tuple(start + dt.timedelta(days=chance.randint(0, 100)) for _ in range(8))
        given = planned(start=start, days_off=off, expectations=(), decision_day=chance.randint(28, 90), plan_days=chance.randint(14, 90))
        result = work(given)
        dates = [step.date for step in result.steps]
        assert dates == sorted(dates) and all(date.weekday() < 5 and date not in off for date in dates)
        single = [step.name for step in result.steps if "checkin" not in step.name]
        assert single == [
            "own_side", "hr", "cover", "talk", "facts", "diagnose", "write", "agree", "halfway", "decide", "say", "plan_start",
            "plan_halfway", "outcome", "close",
        ]  # fmt: skip
        assert all(step.day == (step.date - start).days for step in result.steps)
        assert [step.name for step in result.steps if step.gate] == ["diagnose", "decide", "outcome"]


def test_evidence_counts_only_once_it_is_in_writing_and_the_load_is_fair() -> None:
    fair = work(planned())
    assert fair.evidence_from == 0 and fair.decision_day == 45
    unwritten = work(planned(expectations=(Expectation(area="Updates", expectation="Every thirty minutes"),), decision_day=30))
    assert unwritten.evidence_from == 10 and unwritten.decision_day == 38 and unwritten.unwritten == ("Updates",)
    loaded = work(planned(pages=90, decision_day=30))
    assert loaded.rota.state == "heavier" and loaded.evidence_from == 7 and loaded.decision_day == 35
    assert unwritten.weeks_of_evidence >= 3


def test_the_load_is_compared_by_the_exact_test_of_rs_manual() -> None:
    """R: ?poisson.test, 11 in 800 against 21 in 3,011: ratio 1.9715, interval 0.858 to 4.277, p 0.0797: not told apart."""
    rota = work(planned(pages=11, shifts=800, others_pages=21, others_shifts=3011)).rota
    assert rota.state == "not told apart" and rota.ratio == pytest.approx(1.9715, abs=1e-4)
    assert rota.chance == pytest.approx(0.0797, abs=1e-4)
    assert (rota.low, rota.high) == (pytest.approx(0.8584, abs=1e-3), pytest.approx(4.2773, abs=1e-3))
    assert work(planned(pages=0, others_pages=0)).rota.state == "no pages"
    alone = work(planned(pages=20, others_pages=0)).rota
    assert alone.state == "heavier" and alone.ratio is None and alone.high is None
    assert work(planned(pages=5)).rota.state == "lighter"


def test_every_check_of_ones_own_side_has_its_state() -> None:
    good = work(planned(told="yes", same_bar="yes", tools="yes", own_side="yes", routed="no", hr="yes", adjust="yes"))
    assert {check.state for check in good.checks} == {"holds"} and len(good.checks) == 9
    unknown = dict.fromkeys(("told", "same_bar", "tools", "own_side", "routed", "hr", "adjust"), "not known")
    assert sum(check.state == "find out" for check in work(planned(**unknown)).checks) == 7
    states = {check.name: check.state for check in work(planned(told="no", routed="yes", pages=90, expectations=())).checks}
    assert states["told"] == states["routed"] == states["rota"] == states["written"] == "mend"


def test_a_measure_falls_short_on_its_bad_side_only() -> None:
    rows = (
        Measure(measure="slow", theirs=11, others=4, better="lower", cases=19),
        Measure(measure="quick", theirs=3, others=4, better="lower", cases=3),
        Measure(measure="many", theirs=40, others=85, better="higher", cases=30),
        Measure(measure="none", theirs=1, others=0, better="lower", cases=30),
        Measure(measure="same", theirs=4, others=4, better="higher", cases=30),
    )
    read = work(planned(measures=rows)).measures
    assert [(each.short, each.few) for each in read] == [(True, False), (False, True), (True, False), (True, False), (False, False)]
    assert read[0].ratio == pytest.approx(2.75) and read[3].ratio is None


def test_check_ins_are_weekly_on_the_day_chosen() -> None:
    result = work(planned(weekday="Friday"))
    first = [step for step in result.steps if step.name == "checkin"]
    assert {step.date.weekday() for step in first} == {4} and [step.number for step in first] == list(range(1, len(first) + 1))
    assert all(later.date - earlier.date == dt.timedelta(days=7) for earlier, later in itertools.pairwise(first))


def test_faults_come_at_once() -> None:
    with pytest.raises(FaultyInputsError) as found:
        work(
            planned(
                decision_day=5,
                plan_days=500,
                shifts=0,
                pages=-1,
                measures=(Measure(theirs=-1),),
                expectations=(Expectation(expectation="x", written=MONDAY + dt.timedelta(days=1)), Expectation(area="only")),
            )
        )
    assert {
        "decision_day", "plan_days", "shifts", "pages", "measures.0.measure", "measures.0.theirs", "expectations.0.written",
        "expectations.1.expectation",
    } == {field for field, _ in found.value.faults}  # fmt: skip
    with pytest.raises(ValueError, match="no working day in the two months"):
        work(planned(days_off=tuple(MONDAY + dt.timedelta(days=at) for at in range(90))))
