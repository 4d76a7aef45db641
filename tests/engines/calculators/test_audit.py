"""Audit calculators against closed forms and the tables of the AICPA audit guide Audit Sampling."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import CALCULATORS, audit

steady = settings(deadline=None, derandomize=True, max_examples=60)
confidences = st.floats(50, 99)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("overall_materiality", (-4_000_000, 5), 200_000),
        ("materiality_share", (200_000, 75), 150_000),
        ("confidence_factor", (95,), -math.log(0.05)),
        ("mus_sample_size", (6_000_000, 95, 300_000), 60),
        ("mus_sample_size", (6_000_000, 90, 300_000, 60_000, 1.5), math.ceil(6_000_000 * -math.log(0.1) / 210_000)),
        ("mus_sample_size_exact", (6_000_000, 95, 300_000), 60),
        ("sampling_interval", (6_000_000, 60), 100_000),
        ("mus_projected", (100_000, 2_000, 1_500, 150_000, 140_000, 400, 500), 25_000 + 10_000 - 25_000),
        ("mus_upper_limit", (100_000, 95), 100_000 * -math.log(0.05)),
        ("mus_upper_limit", (100_000, 95, 150_000, 140_000), 100_000 * -math.log(0.05) + 10_000),
        ("ratio_projection", (2_000, 100_000, 3_000_000), 60_000),
        ("difference_projection", (2_000, 50, 1_500), 60_000),
        ("attribute_sample_size", (5, 95), 59),
        ("deviation_upper_limit", (59, 0, 95), (1 - 0.05 ** (1 / 59)) * 100),
        ("difference_over_threshold", (1_300, 1_000, 200), 100),
        ("difference_over_threshold", (900, 1_000, 200), 0),
        ("receivable_days", (1_000, 3_650), 100),
        ("receivable_days", (1_000, 600, 30), 50),
        ("ageing_allowance", (1_000, 1, 500, 10, 200, 50), 160),
        ("straight_line_charge", (120_000, 20_000, 5, 9), 15_000),
        ("lease_liability", (100, 10, 3), 100 / 1.1 + 100 / 1.21 + 100 / 1.331),
        ("lease_liability", (100, 10, 3, 1), 100 + 100 / 1.1 + 100 / 1.21),
        ("lease_liability", (100, 0, 3), 300),
        ("effective_interest_carrying", (1_000, 0, 50, 2), 900),
        ("liquidity_ratio", (300, 200), 1.5),
        ("liquidity_ratio", (300, 200, 100), 1),
        ("count_roll_back", (1_000, 300, 200), 900),
        ("sales_at_cost", (200, 40), 120),
    ],
)
def test_worked_figures(name: str, arguments: tuple[float, ...], value: float) -> None:
    assert CALCULATORS[name].function(*arguments) == near(value)


@pytest.mark.parametrize(
    ("confidence", "tabled"),
    [(95, (3.00, 4.75, 6.30, 7.76, 9.16, 10.52)), (90, (2.31, 3.89, 5.33, 6.69, 8.00, 9.28)), (80, (1.61, 3.00, 4.28, 5.52, 6.73, 7.91))],
)
def test_the_tabled_confidence_factors(confidence: float, tabled: tuple[float, ...]) -> None:
    """AICPA, Audit Sampling: Poisson factors by number of overstatements; the table rounds up to two places."""
    for misstatements, factor in enumerate(tabled):
        exact = audit.confidence_factor(confidence, misstatements)
        assert 0 <= factor - exact <= 0.0101


@pytest.mark.parametrize(
    ("confidence", "ratio", "tabled"),
    [
        (95, 0, (6, 10, 30, 38, 50, 60, 75, 100, 150, 300, 600)),
        (95, 20, (10, 16, 47, 58, 78, 93, 116, 155, 232, 463, 925)),
        (95, 50, (24, 39, 116, 145, 193, 231, 289, 385, 577, 1154, 2308)),
        (90, 0, (5, 8, 24, 29, 39, 47, 58, 77, 116, 231, 461)),
        (90, 30, (9, 15, 44, 55, 73, 87, 109, 145, 217, 433, 866)),
    ],
)
def test_the_tabled_monetary_unit_samples(confidence: float, ratio: float, tabled: tuple[int, ...]) -> None:
    """AICPA, Audit Sampling, table C-1: by tolerable misstatement and expected misstatement as a share of it."""
    tolerable = (50, 30, 10, 8, 6, 5, 4, 3, 2, 1, 0.5)
    found = [audit.mus_sample_size_exact(100, confidence, rate, rate * ratio / 100) for rate in tolerable]
    assert found == list(tabled)


@pytest.mark.parametrize(
    ("confidence", "tolerable", "tabled"),
    [
        (95, 5, (59, 93, 124, 153, 181, 208, 234)),
        (95, 10, (29, 46, 61, 76, 89)),
        (95, 2, (149, 236, 313, 386)),
        (90, 5, (45, 77, 105, 132, 158)),
        (90, 10, (22, 38, 52, 65, 78)),
    ],
)
def test_the_tabled_samples_for_controls(confidence: float, tolerable: float, tabled: tuple[int, ...]) -> None:
    """AICPA, Audit Sampling, tables A-1 and A-2, by the deviations expected in the sample."""
    assert [audit.attribute_sample_size(tolerable, confidence, k) for k in range(len(tabled))] == list(tabled)


@pytest.mark.parametrize(
    ("confidence", "items", "tabled"),
    [(95, 25, (11.3, 17.7, 23.2)), (95, 60, (4.9, 7.7, 10.2, 12.5)), (90, 25, (8.8, 14.7, 20.0)), (90, 60, (3.8, 6.4, 8.7, 10.8))],
)
def test_the_tabled_deviation_rates(confidence: float, items: int, tabled: tuple[float, ...]) -> None:
    """AICPA, Audit Sampling, tables A-3 and A-4; they round up to one place."""
    for deviations, rate in enumerate(tabled):
        assert math.ceil(audit.deviation_upper_limit(items, deviations, confidence) * 10 - 1e-9) / 10 == rate


def test_a_textbook_upper_limit() -> None:
    """Course notes at 90 per cent: interval 42,373, taintings 60, 30 and 10, one item above; 172,988 by rounded factors."""
    limit = audit.mus_upper_limit(42_373, 90, 3_555, 1_422, 30_081, 30_081 * 0.7, 18_996, 18_996 * 0.9, 71_330, 60_631)
    assert limit == pytest.approx(172_988, rel=0.01)


def test_the_amortised_cost_example_of_ifrs_9() -> None:
    """IFRS 9, implementation guidance B.26: 1,000 at 10 per cent with 59 a year gives 1,041, 1,086, 1,136 and 1,190."""
    assert [round(audit.effective_interest_carrying(1_000, 10, 59, year)) for year in range(1, 5)] == [1_041, 1_086, 1_136, 1_190]


@steady
@given(confidences, st.integers(0, 12))
def test_a_factor_is_the_poisson_bound(confidence: float, misstatements: int) -> None:
    mean = audit.confidence_factor(confidence, misstatements)
    at_most = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(misstatements + 1))
    assert at_most == pytest.approx(1 - confidence / 100)


@steady
@given(st.integers(1, 200), st.integers(0, 8), confidences)
def test_a_deviation_limit_is_the_binomial_bound(items: int, deviations: int, confidence: float) -> None:
    assume(deviations < items)
    rate = audit.deviation_upper_limit(items, deviations, confidence) / 100
    at_most = math.fsum(math.comb(items, k) * rate**k * (1 - rate) ** (items - k) for k in range(deviations + 1))
    assert at_most == pytest.approx(1 - confidence / 100)


@steady
@given(st.floats(1, 20), confidences, st.integers(0, 5))
def test_a_control_sample_is_the_smallest_that_bounds_the_rate(tolerable: float, confidence: float, deviations: int) -> None:
    items = audit.attribute_sample_size(tolerable, confidence, deviations)
    assert audit.deviation_upper_limit(items, deviations, confidence) <= tolerable + 1e-6
    if items - 1 > deviations:
        assert audit.deviation_upper_limit(items - 1, deviations, confidence) > tolerable - 1e-6


@steady
@given(st.lists(st.tuples(st.floats(100, 5_000), st.floats(0, 100)), min_size=1, max_size=6))
def test_an_upper_limit_is_above_what_is_projected(items: list[tuple[float, float]]) -> None:
    pairs = [value for book, right in items for value in (book, book * right / 100)]
    basic = audit.mus_upper_limit(10_000, 95)
    assert audit.mus_upper_limit(10_000, 95, *pairs) >= audit.mus_projected(10_000, *pairs) + basic - 1e-6


@steady
@given(st.floats(1, 1_000), st.floats(0.5, 20), st.integers(1, 30))
def test_a_lease_is_paid_off_at_its_rate(payment: float, rate: float, periods: int) -> None:
    start = audit.lease_liability(payment, rate, periods)
    assert audit.effective_interest_carrying(start, rate, payment, periods) == pytest.approx(0, abs=1e-6 * payment * 1e3)
    assert audit.lease_liability(payment, rate, periods, 1) == pytest.approx(start * (1 + rate / 100))


@pytest.mark.parametrize(
    ("name", "arguments", "faults"),
    [
        ("overall_materiality", (100, 0), ["percentage"]),
        ("materiality_share", (0, 120), ["materiality", "percentage"]),
        ("confidence_factor", (100, 0.5), ["confidence", "whole"]),
        ("mus_sample_size", (100, 95, 10, 8), ["expanded"]),
        ("mus_sample_size", (0, 95, 0, -1, 0.5), ["book value", "tolerable", "expected", "expansion"]),
        ("mus_sample_size_exact", (100, 95, 10, 9.5), ["well below"]),
        ("sampling_interval", (100, 0), ["items"]),
        ("mus_projected", (100, 5), ["pairs"]),
        ("mus_projected", (100, 0, 5), ["book value"]),
        ("ratio_projection", (1, 10, 5), ["population"]),
        ("difference_projection", (1, 0, 5), ["sample items"]),
        ("attribute_sample_size", (0, 100, 1.5), ["tolerable", "confidence", "whole"]),
        ("attribute_sample_size", (5, 95, 51), ["no basis"]),
        ("deviation_upper_limit", (2, 2, 95), ["fewer deviations"]),
        ("difference_over_threshold", (1, 1, -1), ["threshold"]),
        ("receivable_days", (-1, 0, 0), ["receivables", "revenue", "days"]),
        ("ageing_allowance", (100,), ["pairs"]),
        ("ageing_allowance", (100, 101), ["loss rate"]),
        ("straight_line_charge", (1, 2, 0, 13), ["residual", "years", "months"]),
        ("lease_liability", (1, -1, 0, 2), ["rate", "periods", "advance"]),
        ("effective_interest_carrying", (1, -1, 0, -1), ["rate", "periods"]),
        ("liquidity_ratio", (1, 0, -1), ["liabilities", "left out"]),
        ("count_roll_back", (1, -1, -1), ["received", "despatched"]),
        ("sales_at_cost", (-1, 101), ["sales", "margin"]),
    ],
)
def test_impossible_input_names_every_fault(name: str, arguments: tuple[float, ...], faults: list[str]) -> None:
    with pytest.raises(ValueError) as caught:
        CALCULATORS[name].function(*arguments)
    assert all(fault in str(caught.value) for fault in faults)
