"""Queueing against closed forms and published worked figures."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import queueing

steady = settings(max_examples=50, deadline=None)


def test_littles_law_in_both_directions() -> None:
    assert queueing.little_time_ms(400, 2_000) == pytest.approx(200)
    assert queueing.little_throughput(200, 50) == pytest.approx(4_000)


def test_a_backlog_drains_by_the_spare_capacity_only() -> None:
    assert queueing.drain_minutes(600_000, 3_000, 2_000) == pytest.approx(10)
    with pytest.raises(ValueError, match="above the arrivals"):
        queueing.drain_minutes(1, 1_000, 1_000)


@pytest.mark.parametrize(("busy", "times"), [(50, 2), (80, 5), (90, 10), (95, 20), (99, 100)])
def test_mm1_response_is_the_service_time_over_what_is_idle(busy: float, times: float) -> None:
    assert queueing.mm1_response_ms(busy, 10) == pytest.approx(10 * times)
    assert queueing.mm1_wait_ms(busy, 10) == pytest.approx(10 * times - 10)
    assert queueing.utilisation(busy, 10) == pytest.approx(busy)


def test_mm1_percentiles_are_those_of_an_exponential() -> None:
    assert queueing.mm1_percentile_ms(50, 10, 50) == pytest.approx(20 * math.log(2))
    assert queueing.mm1_percentile_ms(50, 10, 99) / queueing.mm1_response_ms(50, 10) == pytest.approx(4.605, abs=1e-3)


def test_a_queue_that_is_full_is_refused() -> None:
    for call in (queueing.mm1_wait_ms, queueing.mm1_response_ms):
        with pytest.raises(ValueError, match="without end"):
            call(100, 10)
    with pytest.raises(ValueError, match="without end"):
        queueing.erlang_c(1_000, 10, 10)


@pytest.mark.parametrize(
    ("load", "servers", "percent"),
    [(1, 2, 33.333), (2, 3, 44.444), (5, 10, 3.610), (8, 10, 40.918)],
)
def test_erlang_c_against_tables(load: float, servers: int, percent: float) -> None:
    assert queueing.erlang_c(load * 100, 10, servers) == pytest.approx(percent, abs=2e-3)


@steady
@given(st.floats(0.01, 0.98), st.floats(1, 1_000))
def test_one_server_of_mmc_is_mm1(rho: float, service: float) -> None:
    qps = rho / service * 1_000
    assert queueing.erlang_c(qps, service, 1) == pytest.approx(rho * 100)
    assert queueing.mmc_wait_ms(qps, service, 1) == pytest.approx(queueing.mm1_wait_ms(qps, service))


@steady
@given(st.integers(1, 60), st.floats(0.05, 0.95))
def test_erlang_c_is_the_sum_of_its_states(servers: int, rho: float) -> None:
    load = servers * rho
    idle = sum(load**k / math.factorial(k) for k in range(servers))
    queued = load**servers / math.factorial(servers) / (1 - rho)
    assert queueing.erlang_c(load * 1_000, 1, servers) == pytest.approx(queued / (idle + queued) * 100, rel=1e-6)


def test_retries_multiply_down_the_stack() -> None:
    """Five layers with three tries each: 243, the figure of the Amazon Builders' Library."""
    assert queueing.retry_amplification(3, 5) == 243
    assert queueing.retry_amplification(4, 0) == 1
    assert queueing.mean_attempts(0, 3) == 1
    assert queueing.mean_attempts(50, 3) == pytest.approx(1.75)
    assert queueing.mean_attempts(100, 3) == 3


def test_the_tail_of_a_fan_out() -> None:
    """Dean and Barroso: one slow answer in a hundred over a hundred leaves slows 63 per cent of requests."""
    assert queueing.fan_out_slow(1, 100) == pytest.approx(63.4, abs=0.05)
    assert queueing.fan_out_slow(0.01, 2_000) == pytest.approx(18.1, abs=0.05)


@steady
@given(st.floats(0.01, 50), st.integers(1, 500))
def test_the_leaf_allowance_undoes_the_fan_out(root: float, leaves: int) -> None:
    assert queueing.fan_out_slow(queueing.leaf_allowance(root, leaves), leaves) == pytest.approx(root, rel=1e-6)


def test_backoff_doubles_up_to_its_cap() -> None:
    assert [queueing.backoff_ceiling(0.1, retry, 1) for retry in (1, 2, 3, 4, 5, 6)] == pytest.approx([0.1, 0.2, 0.4, 0.8, 1, 1])
    assert queueing.backoff_mean_total(1, 3, 60) == pytest.approx(3.5)
    assert queueing.backoff_mean_total(1, 0, 60) == 0


def test_a_client_throttles_only_when_more_than_half_is_refused() -> None:
    assert queueing.throttle_share(1_000, 500) == 0
    assert queueing.throttle_share(999, 0) == pytest.approx(99.9)
    assert queueing.throttle_share(1_999, 500) == pytest.approx(49.95)


def test_what_makes_no_sense_is_refused() -> None:
    for broken in (
        lambda: queueing.little_time_ms(1, 0),
        lambda: queueing.mm1_percentile_ms(50, 10, 100),
        lambda: queueing.retry_amplification(0, 3),
        lambda: queueing.mean_attempts(101, 3),
        lambda: queueing.fan_out_slow(1, -1),
        lambda: queueing.backoff_ceiling(2, 1, 1),
        lambda: queueing.throttle_share(1, 2),
        lambda: queueing.utilisation(1, 1, 0),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            broken()
