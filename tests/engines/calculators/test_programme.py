"""The calculators of programmes against closed forms and worked figures that others have published."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import CALCULATORS, programme

steady = settings(deadline=None, derandomize=True, max_examples=100)
durations = st.floats(0, 200)
rates = st.floats(0.5, 100)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("earliest_finish", (5,), 5),
        ("earliest_finish", (5, 3, 8, 6), 13),
        ("latest_start", (5, 20), 15),
        ("latest_start", (5, 20, 12), 7),
        ("slip_at_the_end", (3, 2), 1),
        ("slip_at_the_end", (2, 3), 0),
        ("calendar_weeks", (30,), 6),
        ("calendar_weeks", (30, 5, 25), 8),
        ("pert_mean", (5, 8, 17), 9),
        ("pert_sd", (5, 8, 17), 2),
        ("chain_sd", (3, 4), 5),
        ("chance_by", (10, 10, 2), 50),
        ("date_at_chance", (50, 10, 2), 10),
        ("chance_all", (80, 80, 80), 51.2),
        ("chance_any", (20, 50), 60),
        ("expected_value", (30, 50_000, 10, 200_000), 35_000),
        ("expected_value", (40, -20_000), -8_000),
        ("risk_sd", (50, 10), 5),
        ("risk_sd", (100, 10), 0),
        ("migration_weeks", (400, 20), 20),
        ("migration_weeks", (400, 20, 4), 22),
        ("migration_weeks", (400, 20, 0, 10, 4), 28),
        ("migration_weeks", (10, 20, 4), 2),
        ("weeks_at_chance", (400, 20, 10, 50), 20),
        ("safety_stock", (50, 20, 10, 5), 0),
        ("reorder_point", (50, 20, 10, 5), 200),
        ("order_by", (52, 40), 12),
        ("schedule_index", (2_500, 3_000), 2_500 / 3_000),
        ("cost_index", (2_500, 2_800), 2_500 / 2_800),
        ("estimate_at_completion", (4_000, 2_500, 2_800), 4_480),
        ("to_complete_index", (4_000, 2_500, 2_800), 1.25),
        ("pairs_between", (8,), 28),
        ("pairs_between", (0,), 0),
    ],
)
def test_worked_figures(name: str, arguments: tuple[float, ...], value: float) -> None:
    assert CALCULATORS[name].function(*arguments) == near(value)


def test_all_of_them_are_worked() -> None:
    worked = {mark.args[1][i][0] for mark in test_worked_figures.pytestmark for i in range(len(mark.args[1]))}  # type: ignore[attr-defined]
    ours = {name for name, entry in CALCULATORS.items() if entry.function.__module__ == programme.__name__}
    assert ours <= worked


def test_a_textbook_pert_network() -> None:
    """Taylor, Introduction to Management Science, chapter 8: path 1-3-5-7 of 24 weeks, variance 5, 28 weeks at .9633 (z by table)."""
    path = ((5, 8, 17), (3, 5, 7), (4, 6, 8), (3, 4, 5))
    mean = sum(programme.pert_mean(*task) for task in path)
    sd = programme.chain_sd(*(programme.pert_sd(*task) for task in path))
    assert mean == near(24)
    assert sd**2 == near(5)
    assert programme.chance_by(28, mean, sd) == pytest.approx(96.33, abs=0.05)


def test_a_published_case_with_two_dates() -> None:
    """The Poseidon case: 26 weeks, variance 4.11; 25 weeks at .311 and 30 weeks at .975 or .976, by table."""
    assert programme.chance_by(25, 26, math.sqrt(4.11)) == pytest.approx(31.1, abs=0.1)
    assert programme.chance_by(30, 26, math.sqrt(4.11)) == pytest.approx(97.55, abs=0.1)


def test_published_reorder_points() -> None:
    """Taylor's carpet store (326.1 yards at z 1.65), Stevenson's sand (9.4 tons at z 1.88), and two published calculations."""
    assert programme.reorder_point(95, 30, 10, 5) == pytest.approx(326.1, abs=0.15)
    assert programme.safety_stock(97, 50, 1, 5) == pytest.approx(9.40, abs=0.02)
    assert programme.reorder_point(95, 120, 10, 35) == pytest.approx(1382.05, abs=0.05)
    assert programme.safety_stock(95, 100, 7, 20, 2) == pytest.approx(342, abs=2)


def test_a_published_earned_value_exercise() -> None:
    """The four-sided fence: planned 3,000, earned 2,500, spent 2,800 of 4,000; indices .833 and .893, at completion 4,479."""
    assert programme.schedule_index(2_500, 3_000) == pytest.approx(0.833, abs=5e-4)
    assert programme.cost_index(2_500, 2_800) == pytest.approx(0.893, abs=5e-4)
    assert programme.estimate_at_completion(4_000, 2_500, 2_800) == pytest.approx(4_479, abs=1.5)


def test_published_expected_values() -> None:
    """PMI's example of rain: 80 per cent of 30,000 is 24,000; threats and an opportunity on one ledger: -27,000."""
    assert programme.expected_value(80, 30_000) == near(24_000)
    assert programme.expected_value(30, -50_000, 40, 20_000, 10, -200_000) == near(-27_000)


def test_the_normal_table() -> None:
    for z, area in ((0.84, 79.95), (1.0, 84.13), (1.28, 89.97), (1.65, 95.05), (2.0, 97.72)):
        assert programme.chance_by(z, 0, 1) == pytest.approx(area, abs=0.01)


@pytest.mark.parametrize(
    ("name", "arguments", "faults"),
    [
        ("earliest_finish", (-1, -2), ["duration", "finish"]),
        ("latest_start", (3,), ["successor"]),
        ("slip_at_the_end", (-1, -1), ["slip", "float"]),
        ("calendar_weeks", (10, 8, 100), ["1 to 7", "lost"]),
        ("pert_mean", (5, 4, 9), ["rise"]),
        ("pert_sd", (-1, 4, 9), ["lowest"]),
        ("chain_sd", (), ["no deviation"]),
        ("chance_by", (1, 1, 0), ["standard deviation"]),
        ("date_at_chance", (100, 1, 1), ["chance"]),
        ("date_at_chance", (50, 1, 0), ["standard deviation"]),
        ("chance_all", (), ["no chance"]),
        ("chance_any", (120,), ["chance"]),
        ("expected_value", (30,), ["pairs"]),
        ("risk_sd", (130, 5), ["chance"]),
        ("migration_weeks", (10, 0, -1, 10), ["rate", "ramp", "tail"]),
        ("weeks_at_chance", (10, 0, -1, 80), ["rate", "deviation"]),
        ("weeks_at_chance", (10, 1, 1, 0), ["chance"]),
        ("safety_stock", (40, -1, -1), ["service level", "rate", "lead"]),
        ("reorder_point", (100, 1, 1), ["service level"]),
        ("order_by", (10, -1, 1, 80), ["lead time"]),
        ("schedule_index", (1, 0), ["planned"]),
        ("cost_index", (-1, 0), ["earned", "actual"]),
        ("estimate_at_completion", (100, 120, 50), ["more is earned"]),
        ("estimate_at_completion", (100, 0, 50), ["earned value"]),
        ("to_complete_index", (100, 50, 100), ["spent"]),
        ("pairs_between", (-1,), ["count"]),
    ],
)
def test_impossible_input_names_every_fault(name: str, arguments: tuple[float, ...], faults: list[str]) -> None:
    with pytest.raises(ValueError) as caught:
        CALCULATORS[name].function(*arguments)
    assert all(fault in str(caught.value) for fault in faults)


@steady
@given(st.lists(durations, min_size=4, max_size=4), durations)
def test_forward_and_backward_pass_agree_with_the_paths(tasks: list[float], slip: float) -> None:
    """A diamond A -> (B | C) -> D: the end is its longest path, and a slip of B moves the end by what the paths say."""
    a, b, c, d = tasks

    def end(second: float) -> float:
        first = programme.earliest_finish(a)
        return programme.earliest_finish(d, programme.earliest_finish(second, first), programme.earliest_finish(c, first))

    assert end(b) == pytest.approx(max(a + b + d, a + c + d))
    free = programme.latest_start(b, programme.latest_start(d, end(b))) - a
    assert end(b + slip) - end(b) == pytest.approx(programme.slip_at_the_end(slip, max(0.0, free)), abs=1e-9)


@steady
@given(st.floats(1, 99), st.floats(-50, 200), st.floats(0.1, 30))
def test_date_and_chance_are_inverse(percent: float, mean: float, sd: float) -> None:
    assert programme.chance_by(programme.date_at_chance(percent, mean, sd), mean, sd) == pytest.approx(percent)


@steady
@given(st.lists(st.floats(0, 50), min_size=1, max_size=6))
def test_independent_spreads_add_up_to_less(deviations: list[float]) -> None:
    assert max(deviations) - 1e-9 <= programme.chain_sd(*deviations) <= sum(deviations) + 1e-9


@steady
@given(st.lists(st.floats(0, 100), min_size=1, max_size=5))
def test_all_and_any_are_complements(chances: list[float]) -> None:
    assert programme.chance_any(*chances) == pytest.approx(100 - programme.chance_all(*(100 - each for each in chances)), abs=1e-9)


@steady
@given(st.floats(0, 100), st.floats(1, 1e6), st.floats(0, 100), st.floats(1, 1e6))
def test_risks_against_all_outcomes(p: float, x: float, q: float, y: float) -> None:
    outcomes = [
        (p / 100 * q / 100, x + y),
        (p / 100 * (1 - q / 100), x),
        ((1 - p / 100) * q / 100, y),
        ((1 - p / 100) * (1 - q / 100), 0.0),
    ]
    mean = sum(chance * loss for chance, loss in outcomes)
    spread = math.sqrt(max(0.0, sum(chance * (loss - mean) ** 2 for chance, loss in outcomes)))
    assert programme.expected_value(p, x, q, y) == pytest.approx(mean, abs=1e-6)
    assert programme.risk_sd(p, x, q, y) == pytest.approx(spread, rel=1e-6, abs=1)


@steady
@given(st.floats(10, 5_000), rates, st.floats(0, 12), st.floats(0, 30), rates)
def test_a_migration_moves_its_units(units: float, rate: float, ramp: float, tail: float, tail_rate: float) -> None:
    """Summing what each sliver of time moves, along ramp, plateau and tail, gives the units back."""
    weeks = programme.migration_weeks(units, rate, ramp, tail, tail_rate)
    body_weeks = weeks - units * tail / 100 / tail_rate
    steps = 4_000
    width = body_weeks / steps
    body = sum(rate * min(1.0, (i + 0.5) * width / ramp if ramp else 1.0) * width for i in range(steps))
    assert body == pytest.approx(units * (1 - tail / 100), rel=2e-3)


@steady
@given(st.floats(10, 2_000), rates, st.floats(0, 20), st.floats(51, 99))
def test_weeks_at_a_chance_solve_their_equation(units: float, rate: float, sd: float, percent: float) -> None:
    weeks = programme.weeks_at_chance(units, rate, sd, percent)
    assume(sd > 0.01)
    assert 100 - programme.chance_by(units, rate * weeks, sd * math.sqrt(weeks)) == pytest.approx(percent, abs=1e-6)
    assert weeks >= units / rate - 1e-9


def test_weeks_at_a_chance_against_drawn_weeks() -> None:
    """Of 4,000 drawn runs at 20 a week (deviation 6), about 85 in a hundred are done by the 85 per cent week."""
    random = Random(7)
    limit = programme.weeks_at_chance(300, 20, 6, 85)
    done = 0
    for _ in range(4_000):
        whole = math.floor(limit)
        moved = sum(random.gauss(20, 6) for _ in range(whole)) + random.gauss(20 * (limit - whole), 6 * math.sqrt(limit - whole))
        done += moved >= 300
    assert done / 40 == pytest.approx(85, abs=1.5)


@steady
@given(st.floats(0, 300), st.floats(1, 120), st.floats(0, 20), st.floats(51, 99))
def test_a_safer_order_is_earlier(need: float, lead: float, sd: float, percent: float) -> None:
    assert programme.order_by(need, lead, sd, percent) <= programme.order_by(need, lead, sd) + 1e-9
    assert programme.order_by(need, lead, sd) == pytest.approx(need - lead)


@steady
@given(st.floats(1, 1e6), st.floats(0.05, 1), st.floats(0.05, 2))
def test_earned_value_identities(budget: float, done: float, efficiency: float) -> None:
    earned = budget * done
    actual = earned / efficiency
    assume(actual < budget * 0.999)
    eac = programme.estimate_at_completion(budget, earned, actual)
    assert eac == pytest.approx(budget / programme.cost_index(earned, actual))
    assert programme.to_complete_index(budget, earned, actual) * (budget - actual) == pytest.approx(budget - earned, abs=1e-6)
