"""Intervals and exact tests, against the figures that their authors and R's manual published."""

from __future__ import annotations

import math

import pytest

from loopready.engines.small_numbers import (
    binomial_at_least,
    chances_of_sum,
    exact_share,
    fisher,
    holm,
    newcombe,
    ordinal_alpha,
    rate_ratio,
    tries_needed,
    wilson,
)


@pytest.mark.parametrize(
    ("passed", "entered", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_published_table(passed: int, entered: int, low: float, high: float) -> None:
    """Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3."""
    interval = wilson(passed, entered)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@pytest.mark.parametrize(
    ("one", "two", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_differences_give_newcombes_published_table(one: tuple[int, int], two: tuple[int, int], low: float, high: float) -> None:
    """Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998), table II, 10."""
    interval = newcombe(one, two)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@pytest.mark.parametrize(
    ("one", "two", "chance"),
    [
        ((3, 4), (1, 4), 0.4857),  # the lady tasting tea (Fisher 1935), R: ?fisher.test
        ((2, 12), (15, 18), 0.0005367),  # convictions of like-sex twins (Fisher 1962), R: ?fisher.test
        ((8, 10), (1, 6), 0.034965),  # whales and sharks, manual of scipy.stats.fisher_exact
        ((1, 12), (9, 12), 0.002759456),  # men and women who study, Wikipedia: Fisher's exact test
    ],
)
def test_fishers_exact_test(one: tuple[int, int], two: tuple[int, int], chance: float) -> None:
    assert fisher(one, two) == pytest.approx(chance, rel=2e-3)


def test_holm_gives_the_textbook_steps() -> None:
    """Holm, A simple sequentially rejective multiple test procedure (1979), with the four chances that are used to show it."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([]) == () and holm([0.7, 0.9]) == (1.0, 1.0)


def test_the_rate_ratio_of_rs_manual() -> None:
    """R: ?poisson.test, infants with malformations in Croatia (11 in 800 births against 21 in 3,011): ratio 1.9715, p 0.0797."""
    ratio = rate_ratio((11, 800), (6 + 8 + 7, 1083 + 1050 + 878))
    assert ratio is not None
    assert ratio.value == pytest.approx(1.971488, abs=1e-5)
    assert ratio.chance == pytest.approx(0.07967, abs=1e-4)
    assert (ratio.low, ratio.high) == (pytest.approx(0.8584264, rel=1e-3), pytest.approx(4.2772659, rel=1e-3))


def test_rates_without_events() -> None:
    assert rate_ratio((0, 5), (0, 9)) is None
    none_theirs = rate_ratio((4, 5), (0, 9))
    assert none_theirs is not None and none_theirs.value == math.inf == none_theirs.high and none_theirs.low > 1
    with pytest.raises(ValueError, match="exposures must be above 0"):
        rate_ratio((1, 0), (1, 1))


def test_the_exact_interval_of_rs_manual() -> None:
    """R: ?binom.test, Mendel's peas (Conover 1971): 682 of 925, 95 per cent interval 0.7076683 to 0.7654066."""
    interval = exact_share(682, 925)
    assert (interval.low, interval.high) == (pytest.approx(0.7076683, abs=1e-6), pytest.approx(0.7654066, abs=1e-6))
    assert exact_share(0, 10).low == 0 and exact_share(10, 10).high == 1
    assert exact_share(0, 10).high == pytest.approx(1 - 0.025**0.1, abs=1e-9)


def test_krippendorffs_worked_example() -> None:
    """Krippendorff, Computing Krippendorff's alpha-reliability (2011): four observers, twelve units, ordinal alpha 0.815."""
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    units = [[rating for rating in unit if rating is not None] for unit in zip(a, b, c, d, strict=True)]
    assert ordinal_alpha(units) == pytest.approx(0.815, abs=5e-4)
    assert ordinal_alpha([[3, 3], [3, 3]]) is None and ordinal_alpha([[2]]) is None
    assert ordinal_alpha([[1, 1], [5, 5]]) == 1


def test_tries_needed_is_the_fewest() -> None:
    for successes, share in ((1, 0.1), (4, 0.01), (12, 0.4)):
        tries = tries_needed(successes, share, sure=0.8)
        assert tries is not None
        assert binomial_at_least(successes, tries, share) >= 0.8 > binomial_at_least(successes, tries - 1, share)
    assert tries_needed(1, 0.5, sure=0.5) == 1 and tries_needed(0, 0.5, sure=0.5) == 0
    assert tries_needed(1, 0, sure=0.5) is None and tries_needed(3, 1, sure=0.99) == 3


def test_a_sum_of_groups_is_one_group_where_the_shares_are_alike() -> None:
    chances = chances_of_sum([(3, 0.2), (4, 0.2), (2, 0.0), (1, 1.0)])
    assert sum(chances) == pytest.approx(1) and len(chances) == 11
    assert sum(chances[3:]) == pytest.approx(binomial_at_least(2, 7, 0.2))


def test_impossible_counts_are_refused() -> None:
    for refused in (lambda: fisher((5, 4), (1, 2)), lambda: exact_share(3, 2), lambda: wilson(3, 2), lambda: wilson(0, 0)):
        with pytest.raises(ValueError, match=r"passed|must be"):
            refused()
