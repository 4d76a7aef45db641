from __future__ import annotations

import inspect
import math
import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import CALCULATORS, capacity, credit, finops, funnel, general, schedule, slo
from loopready.engines.calculators.registry import calculator

steady = settings(deadline=None, derandomize=True, max_examples=100)
targets = st.floats(50, 99.999)
minutes = st.floats(0, 43_200)
rates = st.floats(1, 100)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("downtime_minutes", (99.99, 30), 4.32),
        ("downtime_minutes", (99.9, 365), 525.6),
        ("downtime_minutes", (100, 30), 0),
        ("availability", (240, 30), 100 - 240 / 432),
        ("budget_consumed", (240, 99.99, 30), 240 / 4.32 * 100),
        ("budget_left", (10, 99.9, 30), 33.2),
        ("burn_rate", (0.1, 99.9), 1),
        ("hours_to_exhaustion", (14.4, 30), 50),
        ("alert_burn_rate", (2, 1, 30), 14.4),
        ("alert_burn_rate", (5, 6, 30), 6),
        ("alert_burn_rate", (10, 72, 30), 1),
        ("alert_error_percent", (14.4, 99.9), 1.44),
        ("alert_error_percent", (14.4, 90), 100),
        ("request_budget", (1_000_000, 99.9), 1_000),
        ("request_budget_consumed", (250, 1_000_000, 99.9), 25),
        ("serial_availability", (99.9, 99.9), 99.8001),
        ("parallel_availability", (99, 99), 99.99),
        ("k_of_n_availability", (2, 3, 90), 97.2),
        ("blast_radius", (12,), 100 / 12),
        ("shard_combinations", (8, 2), 28),
        ("shard_overlap", (8, 2, 2), 100 / 28),
        ("weighted_attainment", (99.9, 1, 99.5, 3), 99.6),
        ("credit_percent", (99.5, 99.99, 10, 99, 25, 95, 100), 10),
        ("credit_percent", (99.99, 99.99, 10, 99, 25, 95, 100), 0),
        ("credit_percent", (98.99, 99.99, 10, 99, 25, 95, 100), 25),
        ("credit_percent", (90, 99.99, 10, 99, 25, 95, 100), 100),
        ("credit_exposure", (8_000_000, 10, 60), 480_000),
        ("minutes_to_next_band", (240, 30, 99.99, 10, 99, 25), 192),
        ("regional_availability", (3, 2, 240, 30), 100 - 2 / 3 * 240 / 432),
        ("unit_cost", (300, 1_000), 0.3),
        ("savings", (1_000, 60, 30), 180),
        ("commitment_coverage", (60, 80), 75),
        ("effective_savings_rate", (70, 30, 100), 21),
        ("effective_savings_rate", (70, 30, 70), 0),
        ("effective_savings_rate", (100, 30, 50), -40),
        ("break_even_utilisation", (30,), 70),
        ("cost_after_growth", (100, 10, 2), 121),
        ("idle_cost", (100, 35), 65),
        ("gross_margin", (100, 30), 70),
        ("unit_saving", (0.5, 0.3, 1_000), 200),
        ("peak_qps", (86_400_000, 3), 3_000),
        ("servers_needed", (3_000, 250, 40, 1), 21),
        ("servers_needed", (1_000, 250, 0, 0), 4),
        ("survivor_load_factor", (3, 1), 1.5),
        ("safe_utilisation", (3, 1), 200 / 3),
        ("storage_needed", (100, 3, 75), 400),
        ("bandwidth_gbps", (1_000, 125), 1),
        ("transfer_hours", (4.5, 10), 1),
        ("in_flight", (200, 50), 10),
        ("periods_until_full", (50, 100, 100), 1),
        ("funnel_yield", (50, 20), 10),
        ("funnel_left", (200, 50, 20), 20),
        ("candidates_needed", (3, 50, 20), 30),
        ("conversion", (5, 20), 25),
        ("interview_hours", (4, 20, 80, 6), 150),
        ("weeks_to_hire", (6, 5, 10, 4), 16),
        ("on_call_share", (6,), 100 / 6),
        ("weeks_between_turns", (8, 2), 4),
        ("rota_size", (4, 2), 8),
        ("pages_per_shift", (14, 7), 2),
        ("toil_hours", (30, 40), 20),
        ("team_capacity", (8, 12, 10, 20, 0), 69.12),
        ("ramped_capacity", (2, 3, 12, 4), 14),
        ("ramped_capacity", (1, 10, 12, 4), 0.5),
        ("capacity_left", (69, 40, 20), 9),
        ("headcount_after", (20, 10, 4), 22),
        ("minutes_per_report", (8, 8), 60),
        ("percent_change", (31, 6), -25 / 31 * 100),
        ("point_change", (99.91, 99.98), 0.07),
        ("base_of", (1.9, 27), 1.9 / 0.27),
        ("percent_of", (27, 200), 54),
        ("share_of", (6, 9), 200 / 3),
        ("per_unit", (9, 3), 3),
        ("ratio", (240, 4.32), 240 / 4.32),
        ("compound", (100, 10, 3), 133.1),
        ("growth_rate", (100, 121, 2), 10),
        ("payback_months", (120_000, 10_000), 12),
        ("nrr", (100, 20, 5, 8), 107),
    ],
)
def test_worked_figures(name: str, arguments: tuple[float, ...], value: float) -> None:
    assert CALCULATORS[name].function(*arguments) == near(value)


def test_wilson_against_its_definition() -> None:
    """The ends of the interval are where the normal test of the observed rate just holds."""
    low, high = funnel.wilson_low(8, 20) / 100, funnel.wilson_high(8, 20) / 100
    for p in (low, high):
        assert abs(0.4 - p) == near(1.96 * math.sqrt(p * (1 - p) / 20))
    assert funnel.wilson_low(0, 10) == near(0)
    assert funnel.wilson_high(10, 10) == near(100)


@pytest.mark.parametrize(
    ("name", "arguments", "faults"),
    [
        ("downtime_minutes", (120, -1), ["target", "days"]),
        ("availability", (-1, 30), ["downtime"]),
        ("availability", (50_000, 30), ["do not fit"]),
        ("budget_consumed", (5, 100, 30), ["target"]),
        ("burn_rate", (-1, 100), ["error rate", "target"]),
        ("alert_burn_rate", (2, 800, 30), ["longer"]),
        ("k_of_n_availability", (4, 3, 120), ["k must be at most n", "part"]),
        ("shard_overlap", (4, 5, 6), ["rise"]),
        ("weighted_attainment", (99.9,), ["pairs"]),
        ("weighted_attainment", (99.9, 0), ["weights"]),
        ("credit_percent", (99, 95, 10, 99, 25), ["fall"]),
        ("credit_percent", (99, 99.9, 25, 99, 10), ["credits"]),
        ("minutes_to_next_band", (20_000, 30, 99.99, 10), ["reached already"]),
        ("commitment_coverage", (90, 80), ["more is covered"]),
        ("servers_needed", (-1, 0, 100, 0.5), ["load", "capacity", "headroom", "spares"]),
        ("survivor_load_factor", (3, 3), ["left"]),
        ("candidates_needed", (3, 0), ["rate"]),
        ("conversion", (5, 4), ["passed"]),
        ("wilson_low", (5.5, 0), ["passed", "entered"]),
        ("on_call_share", (1, 2), ["fewer people"]),
        ("ramped_capacity", (1, 13, 12), ["after the plan"]),
        ("nrr", (100, 0, 60, 60), ["exceed"]),
        ("growth_rate", (0, -1, 0), ["start", "end", "periods"]),
        ("payback_months", (-5, 0), ["cost", "saving"]),
        ("base_of", (5, 0), ["percentage"]),
    ],
)
def test_impossible_input_names_every_fault(name: str, arguments: tuple[float, ...], faults: list[str]) -> None:
    with pytest.raises(ValueError) as caught:
        CALCULATORS[name].function(*arguments)
    assert all(fault in str(caught.value) for fault in faults)


def test_every_calculator_is_described_and_worked() -> None:
    worked = {mark.args[1][i][0] for mark in test_worked_figures.pytestmark for i in range(len(mark.args[1]))}  # type: ignore[attr-defined]
    beside = "\n".join(file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parent / "calculators").glob("test_*.py")))
    worked |= {name for name in CALCULATORS if re.search(rf"\b{name}\b", beside)}
    assert set(CALCULATORS) - worked == {"wilson_low", "wilson_high"}
    for name, entry in CALCULATORS.items():
        assert name == entry.name == entry.function.__name__
        assert entry.unit
        assert entry.says
        assert entry.source
        assert inspect.getdoc(entry.function)


def test_a_module_has_one_calculator_of_a_name() -> None:
    def ratio(amount: float) -> float:
        return amount

    calculator(unit="", says="", source="")(ratio)
    with pytest.raises(ValueError, match="ratio"):
        calculator(unit="", says="", source="")(ratio)


@steady
@given(targets, st.floats(1, 400))
def test_downtime_and_availability_are_inverse(target: float, days: float) -> None:
    assert slo.availability(slo.downtime_minutes(target, days), days) == pytest.approx(target)
    assert slo.budget_consumed(slo.downtime_minutes(target, days), target, days) == pytest.approx(100)


@steady
@given(targets, targets)
def test_a_higher_target_leaves_less(one: float, other: float) -> None:
    assume(one < other)
    assert slo.downtime_minutes(one) > slo.downtime_minutes(other)
    assert slo.burn_rate(1, one) < slo.burn_rate(1, other)


@steady
@given(st.floats(1, 100), st.floats(0.5, 700))
def test_an_alert_burn_rate_spends_its_share(share: float, hours: float) -> None:
    burn = slo.alert_burn_rate(share, hours, 30)
    assert slo.hours_to_exhaustion(burn, 30) == pytest.approx(hours * 100 / share)


@steady
@given(st.integers(1, 6), st.integers(1, 6), st.floats(0, 100))
def test_k_of_n_against_all_outcomes(k: int, n: int, part: float) -> None:
    assume(k <= n)
    up = part / 100
    total = sum(up ** len(alive) * (1 - up) ** (n - len(alive)) for size in range(k, n + 1) for alive in combinations(range(n), size))
    assert slo.k_of_n_availability(k, n, part) == pytest.approx(total * 100)
    assert slo.k_of_n_availability(n, n, part) == pytest.approx(slo.serial_availability(*[part] * n))
    assert slo.k_of_n_availability(1, n, part) == pytest.approx(slo.parallel_availability(*[part] * n))


@steady
@given(st.integers(1, 12), st.integers(1, 12))
def test_shard_overlaps_add_up(nodes: int, size: int) -> None:
    assume(size <= nodes)
    assert sum(slo.shard_overlap(nodes, size, shared) for shared in range(size + 1)) == pytest.approx(100)


@steady
@given(minutes, minutes)
def test_more_downtime_never_earns_less_credit(one: float, other: float) -> None:
    bands = (99.99, 10, 99.0, 25, 95.0, 100)
    low, high = sorted((one, other))
    assert credit.credit_percent(slo.availability(low), *bands) <= credit.credit_percent(slo.availability(high), *bands)


@steady
@given(minutes)
def test_the_next_band_lies_where_it_is_said(down: float) -> None:
    bands = (99.99, 10, 99.0, 25, 95.0, 100)
    assume(down < 2_100)
    ahead = credit.minutes_to_next_band(down, 30, *bands)
    now = credit.credit_percent(slo.availability(down), *bands)
    assert credit.credit_percent(slo.availability(down + ahead + 0.01), *bands) > now


@steady
@given(rates, rates, st.floats(1, 100))
def test_effective_savings_from_first_principles(coverage: float, discount: float, used: float) -> None:
    committed = coverage / (used / 100)
    paid = committed * (1 - discount / 100) + (100 - coverage)
    assert finops.effective_savings_rate(coverage, discount, used) == pytest.approx(100 - paid, abs=1e-6)


@steady
@given(st.floats(1, 1e6), st.floats(-50, 100), st.integers(1, 20))
def test_growth_and_its_rate_are_inverse(start: float, percent: float, periods: int) -> None:
    assert general.growth_rate(start, general.compound(start, percent, periods), periods) == pytest.approx(percent, abs=1e-6)


@steady
@given(st.floats(1, 1e6), st.floats(1, 99))
def test_base_and_share_are_inverse(amount: float, percent: float) -> None:
    assert general.base_of(general.percent_of(percent, amount), percent) == pytest.approx(amount)
    assert general.share_of(general.percent_of(percent, amount), amount) == pytest.approx(percent)


@steady
@given(st.integers(1, 40), st.lists(st.floats(5, 100), min_size=1, max_size=5))
def test_candidates_needed_are_just_enough(hires: int, stages: list[float]) -> None:
    needed = funnel.candidates_needed(hires, *stages)
    assert funnel.funnel_left(needed, *stages) >= hires - 1e-6
    assert funnel.funnel_left(needed - 1, *stages) < hires


@steady
@given(st.floats(0, 1e5), st.floats(1, 1e3), st.floats(0, 90))
def test_servers_are_just_enough(qps: float, each: float, headroom: float) -> None:
    count = capacity.servers_needed(qps, each, headroom, 0)
    usable = each * (1 - headroom / 100)
    assert count * usable >= qps - 1e-3
    assert count == 0 or (count - 1) * usable < qps


@steady
@given(st.floats(1, 12), st.floats(0, 12), st.floats(0, 6))
def test_a_ramp_adds_what_summing_it_does(hires: float, start: float, ramp: float) -> None:
    steps = 2_000
    width = (12 - start) / steps
    summed = sum(min(1.0, ((i + 0.5) * width) / ramp if ramp else 1.0) * width for i in range(steps)) * hires
    assert schedule.ramped_capacity(hires, start, 12, ramp) == pytest.approx(summed, abs=0.02)
