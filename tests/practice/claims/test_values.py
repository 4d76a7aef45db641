"""Whether two values can be the same."""

from __future__ import annotations

import pytest

from loopready.practice.claims.quantities import Point
from loopready.practice.claims.values import far, fits, in_days_worked

_DAY = 86_400.0


def _length(days: float) -> Point:
    return Point("duration", days * _DAY, 0, 1)


def test_a_week_may_be_five_days_worked() -> None:
    week, five = _length(7), _length(5)
    assert any(fits(value, five.value, week, five) for value in in_days_worked(week.value, week, five))


@pytest.mark.parametrize(("said", "cv"), [(1, 2), (200, 300)])
def test_hours_and_months_are_not_told_in_days_worked(said: float, cv: float) -> None:
    one, two = _length(said), _length(cv)
    assert in_days_worked(one.value, one, two) == [one.value]


@pytest.mark.parametrize(("said", "cv", "apart"), [(10, 10.2, False), (10, 14, True), (10, 11.5, True)])
def test_values_are_apart_from_a_ratio_on(said: float, cv: float, apart: bool) -> None:
    one, two = Point("count", said, 0, 1), Point("count", cv, 0, 1)
    assert far(one.value, two.value, one, two, least=1.1) is apart


def test_more_than_ten_is_not_contradicted_by_twelve() -> None:
    over, twelve = Point("count", 10, 0, 1, exactness="over"), Point("count", 12, 0, 1)
    assert not far(over.value, twelve.value, over, twelve, least=1.1)
