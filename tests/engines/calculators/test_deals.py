from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import CALCULATORS, deals

steady = settings(deadline=None, derandomize=True, max_examples=100)
multiples = st.floats(2, 20)
earnings = st.floats(1, 500)
percents = st.floats(0, 40)

WORKED = [
    # spreadsheet documentation: the worked examples of IRR and XIRR
    ("irr", (-70_000, 12_000, 15_000, 18_000, 21_000, 26_000), 8.6630948),
    ("irr", (-70_000, 12_000, 15_000, 18_000, 21_000), -2.1244848),
    ("irr_dated", (0, -10_000, 60, 2_750, 303, 4_250, 411, 3_250, 456, 2_750), 37.3362535),
    ("irr", (-100, 0, 0, 0, 0, 200), 14.8698355),
    ("irr", (100, -121), 21),
    ("irr_dated", (0, -100, 365, 120), 20),
    ("moic", (400, 1_000), 2.5),
    ("irr_from_moic", (2, 5), 14.8698355),
    ("irr_from_moic", (3, 5), 24.5730940),
    ("irr_from_moic", (1, 5), 0),
    ("moic_from_irr", (20, 5), 2.48832),
    ("moic_from_irr", (25, 3), 1.953125),
    ("enterprise_value", (20, 10), 200),
    ("ev_multiple", (200, 20), 10),
    ("entry_equity", (20, 10, 5), 100),
    ("entry_equity", (20, 10, 5, 2, 3), 107),
    ("exit_equity", (30, 10, 60), 240),
    ("exit_equity", (10, 5, 60), -10),
    ("cash_for_debt", (20, 8, 4, 25, 3, 1), 6),
    ("cash_for_debt", (10, 12, 4, 25, 0, 0), -2),
    # no growth, no interest, no tax, half of EBITDA left: 5 x 10 comes off
    ("debt_after_sweep", (100, 0, 20, 0, 5, 0, 0, 50, 0), 50),
    # interest alone eats the cash: the balance stands
    ("debt_after_sweep", (100, 10, 10, 0, 3, 0, 0, 0, 0), 100),
    ("debt_after_sweep", (100, 10, 20, 10, 1, 25, 20, 20, 5), 100 - (22 - 10 - (22 - 4.4 - 10) * 0.25 - 4.4 - 1.1)),
    ("leverage", (100, 20), 5),
    ("interest_cover", (20, 8), 2.5),
    ("debt_service_cover", (20, 2, 3, 0, 8, 2), 1.5),
    ("covenant_headroom", (100, 25, 5), 20),
    ("covenant_headroom", (150, 25, 5), -20),
    ("equity_cure", (120, 20, 5), 20),
    ("equity_cure", (90, 20, 5), 0),
    ("ebitda_cure", (120, 20, 5), 4),
    ("ebitda_cure", (90, 20, 5), 0),
    ("growth_effect", (20, 30, 10), 100),
    ("multiple_effect", (20, 10, 11), 20),
    ("combined_effect", (20, 30, 10, 11), 10),
    ("revenue_effect", (100, 150, 20, 10), 100),
    ("margin_effect", (150, 20, 22, 10), 30),
    ("exit_multiple_for", (100, 20, 2, 30, 60), 6.8),
    ("affordable_equity", (144, 20, 2), 100),
    ("completion_price", (200, 60, 18, 20), 138),
    ("locked_box_price", (365, 10, 100, 4), 371),
    ("sweet_equity", (200, 100, 10, 2, 10), 7.9),
    ("sweet_equity", (110, 100, 10, 2, 10), 0),
    # 100 in, 200 out after 5 years at 8 and 20: full catch-up gives 20 of the 100 profit, a hard hurdle 20% of what is above
    ("carried_interest", (100, 200, 8, 5, 20), 20),
    ("carried_interest", (100, 200, 8, 5, 20, 0), 10.6134385),
    ("carried_interest", (100, 140, 8, 5, 20), 0),
    ("carried_interest", (100, 110, 8, 1, 20), 2),
    ("carried_interest", (100, 109, 8, 1, 20), 1),
    ("carried_interest", (100, 112, 8, 1, 20, 50), 2),
    ("catch_up_complete", (100, 8, 1, 20), 10),
    ("catch_up_complete", (100, 6, 1, 20, 50), 10),
    ("dpi", (60, 100), 0.6),
    ("tvpi", (60, 90, 100), 1.5),
]


@pytest.mark.parametrize(("name", "arguments", "value"), WORKED)
def test_worked_figures(name: str, arguments: tuple[float, ...], value: float) -> None:
    assert CALCULATORS[name].function(*arguments) == pytest.approx(value, rel=1e-7, abs=1e-7)


def test_every_calculator_of_deals_is_worked() -> None:
    ours = {name for name, entry in CALCULATORS.items() if entry.function.__module__ == deals.__name__}
    assert ours == {name for name, _, _ in WORKED}


@pytest.mark.parametrize(
    ("name", "arguments", "faults"),
    [
        ("irr", (5,), ["two flows"]),
        ("irr", (100, 50), ["sign"]),
        ("irr", (-100, 230, -132), ["exactly once"]),
        ("irr", (0, 0), ["sign"]),
        ("irr_dated", (0, -100, 30), ["pairs"]),
        ("irr_dated", (1, -100, 1, 120), ["first day", "rise"]),
        ("moic", (0, -1), ["invested", "returned"]),
        ("irr_from_moic", (0, 0), ["multiple", "years"]),
        ("moic_from_irr", (-100, -1), ["rate", "years"]),
        ("entry_equity", (20, 5, 6), ["equity left"]),
        ("ev_multiple", (100, 0), ["EBITDA"]),
        ("cash_for_debt", (10, -1, -1, 120, 0, 0), ["tax", "interest", "depreciation"]),
        ("debt_after_sweep", (-1, -1, 0, 0, 1.5, 0, 0, 0, 0), ["debt", "rate", "EBITDA", "years"]),
        ("interest_cover", (10, 0), ["interest"]),
        ("covenant_headroom", (100, 0, 0), ["EBITDA", "limit"]),
        ("locked_box_price", (0, 5, -1, -1), ["equity", "days", "leakage"]),
        ("carried_interest", (100, 200, 8, 5, 20, 20), ["catch-up"]),
        ("catch_up_complete", (100, 8, 5, 20, 10), ["catch-up"]),
    ],
)
def test_impossible_input_names_every_fault(name: str, arguments: tuple[float, ...], faults: list[str]) -> None:
    with pytest.raises(ValueError) as caught:
        CALCULATORS[name].function(*arguments)
    assert all(fault in str(caught.value) for fault in faults)


@steady
@given(st.floats(0.1, 20), st.integers(1, 15))
def test_the_rate_of_one_payment_has_a_closed_form(multiple: float, years: int) -> None:
    flows = [-1.0, *[0.0] * (years - 1), multiple]
    assert deals.irr(*flows) == pytest.approx(deals.irr_from_moic(multiple, years), abs=1e-6)
    assert deals.irr_dated(0, -1, 365 * years, multiple) == pytest.approx(deals.irr_from_moic(multiple, years), abs=1e-6)
    assert deals.moic_from_irr(deals.irr_from_moic(multiple, years), years) == pytest.approx(multiple)


@steady
@given(st.lists(st.floats(0, 100), min_size=1, max_size=12), st.floats(1, 200))
def test_present_value_is_nothing_at_the_rate(back: list[float], paid: float) -> None:
    assume(sum(back) > paid / 20)
    rate = deals.irr(-paid, *back)
    value = sum(flow / (1 + rate / 100) ** year for year, flow in enumerate([-paid, *back]))
    assert value == pytest.approx(0, abs=1e-6 * paid)


@steady
@given(earnings, earnings, multiples, multiples, st.floats(0, 300), st.floats(0, 300))
def test_the_bridge_adds_up(before: float, after: float, entry: float, exit: float, debt_before: float, debt_after: float) -> None:
    steps = (
        deals.growth_effect(before, after, entry)
        + deals.multiple_effect(before, entry, exit)
        + deals.combined_effect(before, after, entry, exit)
        + (debt_before - debt_after)
    )
    change = deals.exit_equity(after, exit, debt_after) - deals.exit_equity(before, entry, debt_before)
    assert steps == pytest.approx(change, abs=1e-6)


@steady
@given(earnings, earnings, percents, percents, multiples)
def test_revenue_and_margin_make_up_growth(before: float, after: float, margin_before: float, margin_after: float, multiple: float) -> None:
    parts = deals.revenue_effect(before, after, margin_before, multiple) + deals.margin_effect(after, margin_before, margin_after, multiple)
    assert parts == pytest.approx(deals.growth_effect(before * margin_before / 100, after * margin_after / 100, multiple), abs=1e-6)


@steady
@given(st.floats(0, 300), earnings, st.floats(1, 10))
def test_cures_end_at_the_limit(debt: float, ebitda: float, limit: float) -> None:
    assume(debt > limit * ebitda)
    assert deals.leverage(debt - deals.equity_cure(debt, ebitda, limit), ebitda) == pytest.approx(limit)
    assert deals.leverage(debt, ebitda + deals.ebitda_cure(debt, ebitda, limit)) == pytest.approx(limit)


@steady
@given(st.floats(1, 300), earnings, st.floats(1, 10))
def test_a_fall_by_the_headroom_reaches_the_limit(debt: float, ebitda: float, limit: float) -> None:
    fallen = ebitda * (1 - deals.covenant_headroom(debt, ebitda, limit) / 100)
    assert deals.leverage(debt, fallen) == pytest.approx(limit)


@steady
@given(st.floats(1, 500), st.floats(5, 40), st.integers(1, 8), earnings, st.floats(0, 300))
def test_the_exit_multiple_returns_the_target(equity: float, rate: float, years: int, ebitda: float, debt: float) -> None:
    multiple = deals.exit_multiple_for(equity, rate, years, ebitda, debt)
    assert deals.irr_from_moic(deals.moic(equity, deals.exit_equity(ebitda, multiple, debt)), years) == pytest.approx(rate, abs=1e-6)
    assert deals.affordable_equity(equity * deals.moic_from_irr(rate, years), rate, years) == pytest.approx(equity)


@steady
@given(st.floats(0, 400), st.floats(0, 12), st.integers(1, 10), st.floats(5, 30), st.floats(31, 100))
def test_carry_never_passes_its_share_and_investors_come_first(
    back: float, hurdle: float, years: int, carry: float, catch_up: float
) -> None:
    taken = deals.carried_interest(100, back, hurdle, years, carry, catch_up)
    profit = max(0.0, back - 100)
    preferred = 100 * (1 + hurdle / 100) ** years
    assert -1e-9 <= taken <= profit * carry / 100 + 1e-6
    assert back - taken >= min(back, preferred) - 1e-6
    if profit >= deals.catch_up_complete(100, hurdle, years, carry, catch_up):
        assert taken == pytest.approx(profit * carry / 100, abs=1e-6)


@steady
@given(st.floats(10, 300), st.floats(1, 12), earnings, st.integers(1, 8))
def test_more_years_of_sweep_leave_less_debt(debt: float, rate: float, ebitda: float, years: int) -> None:
    assume(ebitda > debt * rate / 100 * 3)
    left = [deals.debt_after_sweep(debt, rate, ebitda, 3, year, 25, 15, 15, 2) for year in (years - 1, years)]
    assert left[1] < left[0]
