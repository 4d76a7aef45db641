"""Calculators of experiments against published worked figures, closed forms and sums."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import CALCULATORS, experiment

steady = settings(deadline=None, derandomize=True, max_examples=100)
rates = st.floats(1, 99)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        # Tables of the normal distribution.
        ("normal_quantile", (97.5,), 1.959964),
        ("normal_quantile", (80,), 0.841621),
        ("normal_quantile", (50,), 0),
        # R's help page of power.prop.test gives n = 76.7 for 0.50 against 0.75 at 90 per cent power.
        ("users_per_arm", (50, 25, 5, 90), 77),
        # A published chart of sample sizes: 1 per cent, a tenth more, 80 per cent power.
        ("users_per_arm", (1, 0.1), 163_095),
        # Kohavi, Longbotham, Sommerfield and Henne 2009: 5 per cent, a change of a twentieth of it.
        ("users_by_rule_of_16", (5, 0.25), 121_600),
        ("detectable_points", (50, 2, 100 - 68.26894921, 50), 50),
        ("experiment_days", (163_095, 2, 40_000), 9),
        ("experiment_days", (1_000, 2, 1_000, 50), 4),
        # Kohavi, Tang and Xu 2020, chapter 21: 821,588 against 815,482 users have p = 1.8E-6.
        ("srm_chi_square", (821_588, 815_482), 2 * 3053**2 / 818_535),
        ("srm_p_value", (821_588, 815_482), 1.8218e-6),
        ("srm_chi_square", (60, 40), 4),
        ("srm_p_value", (60, 40), 0.0455003),
        ("srm_chi_square", (90, 10, 90), 0),
        ("difference_low", (50, 100, 60, 100), 10 - 1.959964 * math.sqrt(0.0049) * 100),
        ("difference_high", (50, 100, 60, 100), 10 + 1.959964 * math.sqrt(0.0049) * 100),
        ("difference_p_value", (40, 100, 60, 100), math.erfc(2)),
        ("any_false_positive", (20, 5), 64.151408),
        ("any_false_positive", (1, 5), 5),
        # Kohavi, Deng and Vermeer 2022, table of false positive risk by success rate.
        ("false_positive_risk", (8,), 26.436782),
        ("false_positive_risk", (10,), 21.951220),
        ("false_positive_risk", (15,), 15.044248),
        ("met_at_least_once", (1, 2), 1.99),
        ("met_at_least_once", (50, 0), 0),
        ("days_to_adopt", (75, 50), 2),
        ("steady_actives", (1_000, 90), 10_000),
        ("cohort_left", (50, 3), 12.5),
        ("value_within", (2, 50, 3), 3.5),
        ("lifetime_value", (2, 50), 4),
        ("lifetime_value", (1, 80, 10), 1.1 / 0.3),
        ("load_with_retries", (1_000, 50, 3), 1_875),
        ("load_with_retries", (1_000, 100, 2), 3_000),
    ],
)
def test_worked_figures(name: str, arguments: tuple[float, ...], value: float) -> None:
    assert CALCULATORS[name].function(*arguments) == pytest.approx(value, rel=2e-5, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "arguments", "fault"),
    [
        ("normal_quantile", (100,), "between 0 and 100"),
        ("users_per_arm", (99, 2), "rate with the effect"),
        ("users_per_arm", (5, 0), "must not be 0"),
        ("users_per_arm", (5, 1, 5, 40), "power"),
        ("users_by_rule_of_16", (5, 0), "must not be 0"),
        ("detectable_points", (5, 0), "users"),
        ("experiment_days", (100, 1, 10), "arms"),
        ("experiment_days", (100, 2, 10, 0), "exposed share"),
        ("srm_chi_square", (0, 0), "there must be users"),
        ("srm_p_value", (1, 1, 100), "planned share"),
        ("difference_low", (2, 1, 1, 2), "more conversions than users"),
        ("difference_p_value", (0, 5, 0, 5), "pooled rate"),
        ("any_false_positive", (1.5,), "tests"),
        ("false_positive_risk", (101,), "success rate"),
        ("met_at_least_once", (101, 1), "each time"),
        ("days_to_adopt", (100, 10), "below 100"),
        ("steady_actives", (1, 100), "below 100"),
        ("cohort_left", (101, 1), "retention"),
        ("value_within", (1, 100, 2), "below 100"),
        ("lifetime_value", (1, 100), "below 100"),
        ("load_with_retries", (1, 10, -1), "retries"),
    ],
)
def test_impossible_input_is_refused(name: str, arguments: tuple[float, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        CALCULATORS[name].function(*arguments)


@steady
@given(st.floats(2, 98), st.floats(0.05, 2))
def test_the_rule_of_16_is_near_the_formula(baseline: float, points: float) -> None:
    assume(points <= 0.2 * min(baseline, 100 - baseline - points))
    assert experiment.users_by_rule_of_16(baseline, points) == pytest.approx(experiment.users_per_arm(baseline, points), rel=0.13, abs=2)


@steady
@given(st.floats(2, 98), st.integers(10_000, 1_000_000))
def test_the_detectable_effect_is_the_inverse_of_the_sample(baseline: float, users: int) -> None:
    points = experiment.detectable_points(baseline, users)
    assume(points < 0.1 * min(baseline, 100 - baseline))
    assert experiment.users_per_arm(baseline, points) == pytest.approx(users, rel=0.12)
    assert experiment.detectable_points(baseline, 4 * users) == pytest.approx(points / 2)


@steady
@given(st.integers(1, 500), st.integers(1, 500), st.integers(501, 5_000), st.integers(501, 5_000))
def test_an_interval_lies_evenly_about_the_difference(passed_a: int, passed_b: int, users_a: int, users_b: int) -> None:
    low = experiment.difference_low(passed_a, users_a, passed_b, users_b)
    high = experiment.difference_high(passed_a, users_a, passed_b, users_b)
    assert (low + high) / 2 == pytest.approx((passed_b / users_b - passed_a / users_a) * 100)
    assert experiment.difference_low(passed_b, users_b, passed_a, users_a) == pytest.approx(-high)
    assert experiment.difference_p_value(passed_a, users_a, passed_b, users_b) == pytest.approx(
        experiment.difference_p_value(passed_b, users_b, passed_a, users_a)
    )


@steady
@given(st.floats(0, 99), st.integers(0, 60))
def test_sums_of_a_cohort(retention: float, periods: int) -> None:
    summed = math.fsum(experiment.cohort_left(retention, period) / 100 for period in range(periods))
    assert experiment.value_within(3, retention, periods) == pytest.approx(3 * summed)
    assert experiment.steady_actives(3, retention) == pytest.approx(experiment.lifetime_value(3, retention))
    assert experiment.value_within(3, retention, periods) <= experiment.lifetime_value(3, retention) * (1 + 1e-9)


@steady
@given(rates, rates)
def test_adoption_and_its_days_are_inverse(wanted: float, daily: float) -> None:
    assert experiment.met_at_least_once(daily, experiment.days_to_adopt(wanted, daily)) == pytest.approx(wanted)


@steady
@given(rates, st.integers(1, 40))
def test_chances_of_independent_tests(alpha: float, tests: int) -> None:
    assert experiment.any_false_positive(tests, alpha) == pytest.approx(experiment.met_at_least_once(alpha, tests))
    assert experiment.any_false_positive(tests, alpha) <= tests * alpha + 1e-9
