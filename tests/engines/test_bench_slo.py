"""Error budgets, alerts, availability and shards, against published worked examples and closed forms."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.engines.calculators.slo import (
    availability,
    blast_radius,
    budget_consumed,
    burn_rate,
    downtime_minutes,
    hours_to_exhaustion,
    k_of_n_availability,
    parallel_availability,
    request_budget,
    request_budget_consumed,
    serial_availability,
    shard_combinations,
    shard_overlap,
)
from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.slo import alert_of, part_of, work
from loopready.model.tools.slo import AlertRule, PartGroup, SloInputs

SRE_BOOK = [
    # Site Reliability Engineering, appendix A, Availability Table: target, days of the window, downtime allowed in minutes
    (90, 365, 36.5 * 1_440), (95, 365, 18.25 * 1_440), (99, 365, 3.65 * 1_440), (99.5, 365, 1.83 * 1_440), (99.9, 365, 8.76 * 60),
    (99.95, 365, 4.38 * 60), (99.99, 365, 52.6), (99.999, 365, 5.26), (99, 30, 7.2 * 60), (99.5, 30, 3.6 * 60), (99.9, 30, 43.2),
    (99.95, 30, 21.6), (99.99, 30, 4.32), (99.999, 30, 25.9 / 60), (99, 7, 1.68 * 60), (99.9, 7, 10.1), (99.95, 7, 5.04), (99.99, 7, 1.01),
    (99.9, 1, 1.44), (99.99, 1, 8.64 / 60),
]  # fmt: skip


@pytest.mark.parametrize(("target", "days", "minutes"), SRE_BOOK)
def test_the_availability_table_of_the_sre_book(target: float, days: float, minutes: float) -> None:
    assert downtime_minutes(target, days) == pytest.approx(minutes, rel=5e-3)


@pytest.mark.parametrize(("burn", "hours"), [(1, 720), (2, 360), (10, 72), (1_000, 43.2 / 60)])
def test_the_workbooks_burn_rates_and_time_to_exhaustion(burn: float, hours: float) -> None:
    """The Site Reliability Workbook, chapter 5, table 5-4: 30, 15 and 3 days, and 43 minutes."""
    assert hours_to_exhaustion(burn, 30) == pytest.approx(hours)


@pytest.mark.parametrize(
    ("severity", "share", "hours", "burn", "short"),
    [("page", 2, 1, 14.4, 5), ("page", 5, 6, 6, 30), ("ticket", 10, 72, 1, 360)],
)
def test_the_workbooks_recommended_alerts_are_derived(severity: str, share: float, hours: float, burn: float, short: float) -> None:
    """The Site Reliability Workbook, chapter 5, table 5-8 (slo.mwmb.table)."""
    rule = AlertRule.model_validate({"severity": severity, "share": share, "long": hours})
    found = alert_of(rule, target=99.9, window=30, short=12, burn=1_000)
    assert (found.burn, found.short_minutes) == pytest.approx((burn, short))


def test_sloths_fourth_alert_is_derived() -> None:
    """Sloth, google-30d.yaml (slo.sloth.windows of our facts): 10 per cent within a day is a burn rate of 3 with 2 hours beside it."""
    found = alert_of(AlertRule(share=10, long=24), target=99.9, window=30, short=12, burn=1_000)
    assert (found.burn, found.short_minutes) == pytest.approx((3, 120))


def test_a_total_outage_is_seen_by_the_workbooks_36_hour_window_after_two_minutes() -> None:
    """Chapter 5, increased alert window: 36 hours at the objective's own error rate of 0.1 per cent is 5 per cent of the budget."""
    found = alert_of(AlertRule(share=5, long=36), target=99.9, window=30, short=1, burn=burn_rate(100, 99.9))
    assert found.burn == pytest.approx(1)
    assert found.detect == pytest.approx(2 + 10 / 60, rel=5e-3)


def test_an_alert_on_ten_minutes_fires_with_two_hundredths_of_a_per_cent_spent() -> None:
    """Chapter 5, target error rate: ten minutes at 0.1 per cent consume 0.02 per cent of 30 days."""
    assert budget_consumed(10 * 0.001, 99.9, 30) == pytest.approx(0.0231, abs=5e-5)


def test_waiting_an_hour_with_everything_down_spends_140_per_cent() -> None:
    """Chapter 5, incrementing alert duration: after an hour of 100 per cent errors 140 per cent of 30 days' budget is consumed."""
    assert budget_consumed(60, 99.9, 30) == pytest.approx(140, abs=1.5)


def test_a_burn_rate_of_35_is_never_seen_by_an_alert_at_36_and_spends_all_in_20_hours() -> None:
    """Chapter 5, alert on burn rate: 5 per cent in one hour is a rate of 36; a rate of 35 consumes all of it in 20.5 hours."""
    found = alert_of(AlertRule(share=5, long=1), target=99.9, window=30, short=12, burn=35)
    assert found.burn == pytest.approx(36) and found.detect is None
    assert hours_to_exhaustion(35, 30) == pytest.approx(20.5, abs=0.1)


def test_one_failure_among_ten_requests_an_hour() -> None:
    """Chapter 5, low-traffic services: ten requests an hour, one failure is 10 per cent of them and 13.9 per cent of 30 days' budget."""
    assert request_budget_consumed(1, 10 * 24 * 30, 99.9) == pytest.approx(13.9, abs=0.05)
    assert burn_rate(10, 99.9) == pytest.approx(100)


def test_five_nines_are_gone_in_26_seconds() -> None:
    """Chapter 5, extreme availability goals: with 99.999 per cent a total outage exhausts 30 days' budget in 26 seconds."""
    assert hours_to_exhaustion(burn_rate(100, 99.999), 30) * 3_600 == pytest.approx(26, abs=0.1)


def test_an_objective_of_90_burns_at_most_at_ten() -> None:
    """Chapter 5, extreme availability goals: everything failing is a rate of 10, which no alert at 14.4 sees."""
    assert burn_rate(100, 90) == pytest.approx(10)
    found = alert_of(AlertRule(share=2, long=1), target=90, window=30, short=12, burn=10)
    assert found.error_rate > 100 and found.detect is None


def test_a_million_requests_in_four_weeks_leave_a_thousand_failures() -> None:
    """The Site Reliability Workbook, chapter 2, Implementing SLOs: 99.9 per cent of 1,000,000 requests allow 1,000 errors."""
    assert request_budget(1_000_000, 99.9) == pytest.approx(1_000)


def test_burn_rate_100_lasts_seven_hours() -> None:
    """Datadog, burn-rate documentation (burn.formula): at 100 a 30-day budget is gone in 7.2 hours."""
    assert hours_to_exhaustion(100, 30) == pytest.approx(7.2)


def test_two_copies_and_two_of_three() -> None:
    """Facts dep.parallel and dep.kofn; AWS, Availability with redundancy (Well-Architected): two at 99.9 give 99.9999."""
    assert parallel_availability(99.9, 99.9) == pytest.approx(99.9999)
    assert k_of_n_availability(2, 3, 99.9) == pytest.approx(99.9997, abs=1e-4)


def test_two_hard_dependencies_in_series() -> None:
    """AWS Well-Architected, reliability: a workload and a dependency of 99.99 per cent each come to 99.98."""
    assert serial_availability(99.99, 99.99) == pytest.approx(99.98, abs=1e-3)


@pytest.mark.parametrize(
    ("nodes", "size", "shards"),
    [
        pytest.param(8, 2, 28, id="Builders' Library: eight workers in pairs"),
        pytest.param(100, 5, 75_287_520, id="AWS Architecture Blog, Shuffle Sharding: 100 endpoints in fives"),
        pytest.param(2_048, 4, 730_862_190_080, id="Builders' Library: Route 53, 2,048 name servers in fours, 730 billion"),
    ],
)
def test_published_numbers_of_shards(nodes: int, size: int, shards: int) -> None:
    assert shard_combinations(nodes, size) == shards


def test_a_cell_of_ten() -> None:
    """AWS Well-Architected, bulkheads (cell.blast): 90 per cent are unaffected, and 240 minutes there are 24 on the mean."""
    found = work(SloInputs(cells=10, cell_minutes=240))
    assert (100 - found.cell_share, found.cell_mean_minutes) == (90, 24)
    assert blast_radius(10) == 10


@given(n=st.integers(1, 40), data=st.data())
def test_shared_nodes_are_a_distribution(n: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, min(n, 12)))
    chances = [shard_overlap(n, size, m) for m in range(size + 1)]
    assert math.isclose(sum(chances), 100, rel_tol=1e-9)
    assert math.isclose(chances[-1], 100 / shard_combinations(n, size), rel_tol=1e-9)


@given(target=st.floats(80, 99.999), window=st.floats(1, 90), share=st.floats(0.5, 50), part=st.floats(0.01, 1), rate=st.floats(0.001, 100))
def test_what_an_alert_has_spent_when_it_fires_is_its_share(target: float, window: float, share: float, part: float, rate: float) -> None:
    """Closed form: until it fires, rate x time has spent exactly the budget share."""
    rule = AlertRule(share=share, long=window * 24 * part)
    burn = burn_rate(rate, target)
    found = alert_of(rule, target=target, window=window, short=12, burn=burn)
    if found.detect is None:
        assert burn < found.burn
        return
    assert found.detect <= rule.long * 60 * (1 + 1e-9)
    assert burn * found.detect / (window * 1_440) * 100 == pytest.approx(share)
    assert found.reset is not None and 0 <= found.reset <= found.short_minutes


@given(p=st.floats(90, 99.9999), n=st.integers(1, 6), data=st.data(), shared=st.floats(0, 100))
def test_shared_causes_lie_between_independent_copies_and_one(p: float, n: int, data: st.DataObject, shared: float) -> None:
    k = data.draw(st.integers(1, n))
    found = part_of(PartGroup(part="x", availability=p, copies=n, needed=k), shared=shared, window=28)
    alone = part_of(PartGroup(part="x", availability=p, copies=n, needed=k), shared=0, window=28)
    assert alone.availability == pytest.approx(alone.independent)
    if k == 1:
        assert p - 1e-9 <= found.availability <= found.independent + 1e-9


@given(elapsed=st.floats(0.1, 28), failed=st.floats(0, 1_000))
def test_the_projection_goes_on_at_the_same_pace(elapsed: float, failed: float) -> None:
    found = work(SloInputs(target=99.9, window=28, elapsed=elapsed, requests=1_000_000_000, failed=failed))
    assert found.projected_share == pytest.approx(found.pace * 100)
    assert found.left == pytest.approx(found.budget - failed)
    assert found.attained <= 100


def test_time_and_requests_agree_where_load_is_even() -> None:
    """Downtime of every request for a while is the same share of either budget."""
    by_time = work(SloInputs(basis="time", target=99.9, window=30, elapsed=30, down=10))
    by_requests = work(SloInputs(target=99.9, window=30, elapsed=30, requests=43_200_000, failed=10_000))
    assert by_time.used_share == pytest.approx(by_requests.used_share) == pytest.approx(budget_consumed(10, 99.9, 30))
    assert by_time.attained == pytest.approx(by_requests.attained) == pytest.approx(availability(10, 30))


def test_all_faults_are_told_at_once() -> None:
    inputs = SloInputs(
        window=1, elapsed=2, failed=1e17, alerts=(AlertRule(share=1, long=25),), nodes=2, shard=3,
        parts=(PartGroup(part="x", availability=99, copies=1, needed=2),),
    )  # fmt: skip
    with pytest.raises(FaultyInputsError) as caught:
        work(inputs)
    assert {field for field, _ in caught.value.faults} == {"elapsed", "failed", "alerts.0.long", "parts.0.needed", "shard"}
