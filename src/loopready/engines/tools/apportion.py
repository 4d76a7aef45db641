"""Dividing money so that the parts add up: exact sums, and rounding by the largest remainder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import floor

CENT = Decimal("0.01")
WIDE = Context(prec=120)
"""Wide enough that a sum of a hundred thousand costs of 18 digits before the point and 40 behind it is never rounded."""


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """The sum without any rounding, which the usual 28 digits of a decimal would bring."""
    with localcontext(WIDE):
        return sum(values, Decimal(0))


def rounded(value: Decimal | Fraction, *, step: Decimal = CENT) -> Decimal:
    """The multiple of ``step`` nearest to a value; a half goes to the even one."""
    return _steps(round(Fraction(value) / Fraction(step)), step)


def rounded_parts(parts: Sequence[Decimal | Fraction], *, step: Decimal = CENT) -> tuple[Decimal, ...]:
    """Parts rounded to multiples of ``step`` that add up to their rounded sum, none moved by a whole step; parts may be negative.

    Every part is rounded down, and the steps that are missing go to the largest remainders, the first of equal ones first.
    """
    units = [Fraction(part) / Fraction(step) for part in parts]
    whole = [floor(unit) for unit in units]
    missing = round(sum(units, Fraction(0))) - sum(whole)
    first = sorted(range(len(units)), key=lambda at: (whole[at] - units[at], at))
    for at in first[:missing]:
        whole[at] += 1
    return tuple(_steps(count, step) for count in whole)


def apportioned(total: Decimal, weights: Sequence[Decimal | Fraction]) -> tuple[Fraction, ...]:
    """A total divided in proportion to weights, exactly. ValueError for negative weights or where none is above zero."""
    exact = [Fraction(weight) for weight in weights]
    if any(weight < 0 for weight in exact):
        raise ValueError("a weight is negative")
    everything = sum(exact, Fraction(0))
    if not everything:
        raise ValueError("no weight is above 0")
    return tuple(Fraction(total) * weight / everything for weight in exact)


def percent(part: Decimal | Fraction, whole: Decimal | Fraction) -> float | None:
    """part / whole in per cent; None where the whole is not above zero."""
    return float(Fraction(part) / Fraction(whole) * 100) if whole > 0 else None


def _steps(count: int, step: Decimal) -> Decimal:
    with localcontext(WIDE):
        return count * step
