"""How far groups differ beyond what luck gives: parts of the variance, means drawn together, a shuffling test, Student's t."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import NamedTuple

_SHUFFLES = 1_999
_TINY = 1e-300
_STEPS = 200


class Drawn(NamedTuple):
    """A group's mean against that of all: as it is with its interval, and drawn towards it with its own.

    ``kept`` is the part of the difference that is kept, 0 to 1.
    """

    size: int
    mean: float
    apart: float
    low: float
    high: float
    kept: float
    drawn: float
    drawn_low: float
    drawn_high: float


class Parts(NamedTuple):
    """One-way variance: within groups, between groups (never below 0), the common mean, and each group drawn together."""

    within: float
    between: float
    mean: float
    groups: tuple[Drawn, ...]


def variance_parts(groups: Sequence[Sequence[float]]) -> Parts | None:
    """The parts of the variance by the analysis of variance (unequal sizes allowed), and best linear unbiased predictions of the groups.

    None where they can not be told: fewer than two groups, or no group with two values. Intervals are at 95 per cent: the plain one by
    Student's t with the pooled variance, the drawn one given the parts as estimated.
    """
    sizes = [len(group) for group in groups]
    total, degrees = sum(sizes), sum(sizes) - len(groups)
    if len(groups) < 2 or min(sizes) < 1 or degrees < 1:
        return None
    means = [sum(group) / len(group) for group in groups]
    plain = sum(map(sum, groups)) / total
    within = sum((value - mean) ** 2 for group, mean in zip(groups, means, strict=True) for value in group) / degrees
    among = sum(size * (mean - plain) ** 2 for size, mean in zip(sizes, means, strict=True)) / (len(groups) - 1)
    effective = (total - sum(size * size for size in sizes) / total) / (len(groups) - 1)
    between = max(0.0, (among - within) / effective)
    weights = [1 / (between + within / size) if between + within else 1.0 for size in sizes]
    mean = sum(weight * value for weight, value in zip(weights, means, strict=True)) / sum(weights)
    reach = student_quantile(0.975, degrees)
    drawn = tuple(_drawn(size, value, mean, within, between, reach) for size, value in zip(sizes, means, strict=True))
    return Parts(within, between, mean, drawn)


def _drawn(size: int, mean: float, common: float, within: float, between: float, reach: float) -> Drawn:
    apart, error = mean - common, math.sqrt(within / size)
    kept = between / (between + within / size) if between else 0.0
    spread = 1.96 * math.sqrt(between * (1 - kept))
    return Drawn(
        size, mean, apart, apart - reach * error, apart + reach * error, kept, kept * apart, kept * apart - spread, kept * apart + spread
    )


def shuffled_chance(groups: Sequence[Sequence[float]], *, seed: int = 0, shuffles: int = _SHUFFLES) -> float:
    """The chance that groups of these sizes differ as much when the values are dealt out at random (permutation test, seeded).

    Why: ratings are few and lumpy, and dealing them out again supposes nothing about their shape.
    """
    sizes = [len(group) for group in groups]
    values = [value for group in groups for value in group]
    seen = _spread(values, sizes)
    dealer, as_far = random.Random(seed), 1  # noqa: S311 - dealt out again, nothing is kept secret by it
    for _ in range(shuffles):
        dealer.shuffle(values)
        as_far += _spread(values, sizes) >= seen - 1e-9
    return as_far / (shuffles + 1)


def _spread(values: Sequence[float], sizes: Sequence[int]) -> float:
    total, at = 0.0, 0
    for size in sizes:
        if size:
            total += sum(values[at : at + size]) ** 2 / size
        at += size
    return total


def student_quantile(share: float, degrees: float) -> float:
    """The value below which Student's t lies with a chance of ``share``, by halving its distribution. ValueError outside 0.5 to 1."""
    if not 0.5 <= share < 1 or degrees <= 0:
        raise ValueError("the share must lie from 0.5 to 1, and there must be degrees of freedom")
    low, high = 0.0, 1.0
    while _student_below(high, degrees) < share:
        high *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _student_below(middle, degrees) < share else (low, middle)
    return (low + high) / 2


def _student_below(value: float, degrees: float) -> float:
    return 1 - incomplete_beta(degrees / (degrees + value * value), degrees / 2, 0.5) / 2


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8, Lentz's method)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    over, under = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    total = under
    for step in range(1, _STEPS):
        for part in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            under = 1 / _off_zero(1 + part * under)
            over = _off_zero(1 + part / over)
            total *= under * over
        if abs(under * over - 1) < 1e-15:
            break
    return total


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
