"""The calculators of subscription software against closed forms and published worked figures."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import CALCULATORS, general, saas

steady = settings(deadline=None, derandomize=True, max_examples=100)
amounts = st.floats(1, 1e6)
percents = st.floats(1, 100)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("grr", (1_000_000, 15_000, 30_000), 95.5),  # published example: 80,000 of expansion on top make 103.5 net
        ("grr", (10_000_000, 500_000, 500_000), 90),
        ("grr", (100, 0, 0), 100),
        ("grr", (100, 40, 60), 0),
        ("cac_payback", (120_000, 10_000, 80), 15),
        ("cac_payback", (0, 10_000, 80), 0),
        ("cac_payback", (120_000, 10_000, 100), 12),
        ("customer_ltv", (100_000, 80, 100), 80_000),
        ("customer_ltv", (100_000, 80, 10), 800_000),
        ("customer_ltv", (0, 80, 10), 0),
        ("rule_of_40", (25, 15), 40),
        ("rule_of_40", (60, -30), 30),
        ("cost_to_serve", (2_000, 100_000, 5), 7_000),
        ("cost_to_serve", (0, 100_000, 0), 0),
        ("left_for_each", (1_000, 700, 30), 10),
        ("left_for_each", (1_000, 1_200, 30), 0),
        ("move_weeks", (100, 20, 0, 1), 5),
        ("move_weeks", (100, 20, 10, 2), 10),
        ("move_weeks", (101, 20, 10, 3), 9),
        ("move_weeks", (0, 5, 0, 1), 0),
    ],
)
def test_worked_figures(name: str, arguments: tuple[float, ...], value: float) -> None:
    assert CALCULATORS[name].function(*arguments) == near(value)


@pytest.mark.parametrize(
    ("name", "arguments", "faults"),
    [
        ("grr", (0, -1, -1), ["start", "contraction", "churn"]),
        ("grr", (100, 60, 60), ["exceed"]),
        ("cac_payback", (-1, 0, 0), ["cost", "monthly revenue", "gross margin"]),
        ("cac_payback", (1, 1, 101), ["gross margin"]),
        ("customer_ltv", (-1, 101, 0), ["revenue", "gross margin", "churn"]),
        ("rule_of_40", (-100, 101), ["growth", "margin"]),
        ("cost_to_serve", (-1, -1, 101), ["direct", "shared", "usage share"]),
        ("left_for_each", (0, -1, 0), ["capacity", "largest", "others"]),
        ("move_weeks", (-1, 0, -1, 0), ["customers", "a week", "hard"]),
        ("move_weeks", (5, 1, 6, 1), ["more hard"]),
    ],
)
def test_impossible_input_names_every_fault(name: str, arguments: tuple[float, ...], faults: list[str]) -> None:
    with pytest.raises(ValueError) as caught:
        CALCULATORS[name].function(*arguments)
    assert all(fault in str(caught.value) for fault in faults)


@steady
@given(amounts, st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 2))
def test_gross_retention_is_net_retention_without_expansion(start: float, contraction: float, churn: float, expansion: float) -> None:
    contraction, churn, expansion = contraction * start, churn * start, expansion * start
    assume(contraction + churn <= start)
    gross = saas.grr(start, contraction, churn)
    assert gross == near(general.nrr(start, 0, contraction, churn))
    assert gross <= 100
    assert general.nrr(start, expansion, contraction, churn) == pytest.approx(gross + expansion / start * 100)


@steady
@given(amounts, amounts, percents)
def test_after_the_payback_the_gross_profit_equals_the_cost(cost: float, revenue: float, margin: float) -> None:
    months = saas.cac_payback(cost, revenue, margin)
    assert months * revenue * margin / 100 == pytest.approx(cost)
    assert months >= general.payback_months(cost, revenue) * (1 - 1e-9)


@steady
@given(amounts, percents, st.floats(5, 100))
def test_lifetime_value_is_the_sum_of_the_geometric_series(revenue: float, margin: float, churn: float) -> None:
    stay = 1 - churn / 100
    total = math.fsum(revenue * margin / 100 * stay**period for period in range(2_000))
    assert saas.customer_ltv(revenue, margin, churn) == pytest.approx(total)


@steady
@given(amounts, st.lists(st.floats(0.1, 10), min_size=1, max_size=20))
def test_costs_to_serve_add_up_to_the_shared_cost(shared: float, use: list[float]) -> None:
    total = sum(use)
    assert sum(saas.cost_to_serve(0, shared, min(part / total * 100, 100)) for part in use) == pytest.approx(shared)


@steady
@given(amounts, st.floats(0, 1), st.integers(1, 50))
def test_parts_of_a_capacity_add_up(capacity: float, part: float, others: int) -> None:
    assert saas.left_for_each(capacity, capacity * part, others) * others + capacity * part == pytest.approx(capacity)


@steady
@given(st.integers(0, 300), st.integers(1, 30), st.integers(0, 60), st.integers(1, 30))
def test_a_migration_against_week_by_week(customers: int, a_week: int, hard: int, hard_a_week: int) -> None:
    assume(hard <= customers)
    easy, last, weeks = customers - hard, hard, 0
    while easy > 0:
        easy, weeks = easy - a_week, weeks + 1
    while last > 0:
        last, weeks = last - hard_a_week, weeks + 1
    assert saas.move_weeks(customers, a_week, hard, hard_a_week) == weeks
