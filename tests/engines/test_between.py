"""Parts of the variance against a published analysis, Student's t against the printed tables, and the shuffling test."""

from __future__ import annotations

import pytest

from loopready.engines.between import incomplete_beta, shuffled_chance, student_quantile, variance_parts

DYESTUFF = (
    (1545, 1440, 1440, 1520, 1580),
    (1540, 1555, 1490, 1560, 1495),
    (1595, 1550, 1605, 1510, 1560),
    (1445, 1440, 1595, 1465, 1545),
    (1595, 1630, 1515, 1635, 1625),
    (1520, 1455, 1450, 1480, 1445),
)
"""Yield of dyestuff by batch: Davies, Statistical Methods in Research and Production (1947); the data set Dyestuff of R's lme4."""


def test_the_dyestuff_analysis() -> None:
    """Bates, lme4: Mixed-effects modeling with R (2010), chapter 1: REML gives 1764 between batches, 2451 within, mean 1527.5."""
    parts = variance_parts(DYESTUFF)
    assert parts is not None
    assert (parts.between, parts.within, parts.mean) == (pytest.approx(1764.05), pytest.approx(2451.25), pytest.approx(1527.5))
    kept = 1764.05 / (1764.05 + 2451.25 / 5)
    assert [group.drawn for group in parts.groups] == pytest.approx(
        [kept * (mean - 1527.5) for mean in (1505, 1528, 1564, 1498, 1600, 1470)]
    )


@pytest.mark.parametrize(("degrees", "value"), [(1, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (24, 2.064), (30, 2.042), (120, 1.980)])
def test_students_t_gives_the_printed_table(degrees: int, value: float) -> None:
    """Fisher and Yates, Statistical Tables, table III: two-sided 5 per cent."""
    assert student_quantile(0.975, degrees) == pytest.approx(value, abs=6e-4)


def test_the_incomplete_beta_at_its_known_points() -> None:
    assert incomplete_beta(0.3, 1, 1) == pytest.approx(0.3)
    assert incomplete_beta(0.5, 2, 2) == pytest.approx(0.5)
    assert incomplete_beta(0.4, 3, 1) == pytest.approx(0.4**3)
    assert (incomplete_beta(0, 2, 3), incomplete_beta(1, 2, 3)) == (0, 1)
    assert incomplete_beta(0.2, 2, 5) == pytest.approx(1 - incomplete_beta(0.8, 5, 2))


def test_groups_that_do_not_differ_are_drawn_to_the_middle() -> None:
    parts = variance_parts([(3, 4, 2), (4, 3, 2), (2, 3, 4)])
    assert parts is not None and parts.between == 0
    assert all(group.drawn == 0 == group.kept for group in parts.groups)


def test_a_small_group_is_drawn_further_than_a_large_one() -> None:
    parts = variance_parts([(5, 4), (4, 5, 5, 4, 5, 4, 4, 5), (2, 1, 2, 1, 2, 2)])
    assert parts is not None
    small, large, _ = parts.groups
    assert small.mean == large.mean == 4.5 and 0 < small.kept < large.kept < 1 and small.drawn < large.drawn
    assert small.high - small.low > large.high - large.low


def test_what_can_not_be_told_is_none() -> None:
    assert variance_parts([(1, 2, 3)]) is None
    assert variance_parts([(1,), (3,)]) is None


def test_shuffling_tells_the_clear_from_the_unclear_and_is_the_same_each_time() -> None:
    assert shuffled_chance([(1, 1, 2, 1, 2), (4, 5, 4, 5, 5)]) < 0.02
    assert shuffled_chance([(3, 3, 3), (3, 3, 3)]) == 1
    groups = [(3, 4, 2), (4, 3, 3), (2, 3, 4)]
    assert shuffled_chance(groups) == shuffled_chance(groups) > 0.3
    exact = 2 / 20
    assert shuffled_chance([(1, 2, 3), (4, 5, 6)]) == pytest.approx(exact, abs=0.02), "two of the twenty ways to deal six values"


def test_bad_quantiles_are_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.5 to 1"):
        student_quantile(1, 3)
