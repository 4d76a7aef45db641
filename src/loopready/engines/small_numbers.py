"""Honest statements from few cases: intervals and exact tests of counts, corrections for many tests, and agreement between raters.

Shares are from 0 to 1 here, and intervals are two-sided at 95 per cent unless said otherwise.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from loopready.engines.calculators.funnel import wilson_high, wilson_low

_TIE = 1 + 1e-7
"""Probabilities so near to that of what was seen count as equal to it: sums of floats differ in the last digits."""
_SLACK = 1e-12
_STEPS = 60
"""Halvings of an interval from 0 to 1: more than a float can hold."""


class Interval(NamedTuple):
    """A share, or a difference of shares, with the ends of its 95 per cent interval."""

    value: float
    low: float
    high: float


def wilson(passed: int, entered: int) -> Interval:
    """passed / entered with Wilson's score interval (1927). ValueError for impossible counts."""
    low, high = wilson_low(passed, entered) / 100, wilson_high(passed, entered) / 100
    return Interval(passed / entered, low if passed else 0.0, high if passed < entered else 1.0)


def newcombe(one: tuple[int, int], two: tuple[int, int]) -> Interval:
    """The difference of two independent shares, (passed, entered) each, by Newcombe's hybrid score interval (1998, method 10)."""
    first, second = wilson(*one), wilson(*two)
    gap = first.value - second.value
    low = gap - math.hypot(first.value - first.low, second.high - second.value)
    high = gap + math.hypot(first.high - first.value, second.value - second.low)
    return Interval(gap, max(-1.0, low), min(1.0, high))


def fisher(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Fisher's exact test that two shares are one, two-sided: the sum over all tables no likelier than the one seen.

    ``one`` and ``two`` are (passed, entered). ValueError for impossible counts.
    """
    for passed, entered in (one, two):
        if not 0 <= passed <= entered:
            raise ValueError(f"{passed} of {entered} can not have passed")
    (a, first), (b, second) = one, two
    passed, everyone = a + b, first + second
    tables = range(max(0, passed - second), min(first, passed) + 1)
    ways = [math.comb(first, k) * math.comb(second, passed - k) for k in tables]
    seen = math.comb(first, a) * math.comb(second, b)
    return sum(way for way in ways if way <= seen * _TIE) / math.comb(everyone, passed)


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """The chances of several tests made together, adjusted by Holm's step-down rule (1979), in the order given."""
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    adjusted, highest = [0.0] * len(chances), 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[at]))
        adjusted[at] = highest
    return tuple(adjusted)


def binomial_at_least(least: int, tries: int, share: float) -> float:
    """The chance of ``least`` or more successes in independent tries that succeed with one share."""
    if least <= 0:
        return 1.0
    if least > tries or share <= 0:
        return 0.0
    if share >= 1:
        return 1.0
    below = sum(math.exp(_log_binomial(k, tries, share)) for k in range(least))
    return max(0.0, 1 - below)


def tries_needed(successes: int, share: float, *, sure: float, already: Sequence[float] = (1.0,), most: int = 200_000) -> int | None:
    """The fewest tries that, with what there is already, give so many successes with a chance of at least ``sure``.

    ``already`` are the chances of 0, 1, 2 ... successes from elsewhere. None where ``most`` tries do not do.
    ValueError for a share outside 0 to 1 or a chance that is not between 0 and 1.
    """
    if not 0 <= share <= 1 or not 0 < sure < 1:
        raise ValueError("the share must lie from 0 to 1 and the chance between 0 and 1")

    def enough(tries: int) -> bool:
        return sum(chance * binomial_at_least(successes - at, tries, share) for at, chance in enumerate(already)) >= sure - _SLACK

    if enough(0):
        return 0
    if share == 0 or not enough(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def chances_of_sum(groups: Sequence[tuple[int, float]]) -> list[float]:
    """The chances of 0, 1, 2 ... successes in all over groups of (tries, share), each try independent: a convolution."""
    total = [1.0]
    for tries, share in groups:
        one = [math.exp(_log_binomial(k, tries, share)) if 0 < share < 1 else float(k == (tries if share else 0)) for k in range(tries + 1)]
        spread = [0.0] * (len(total) + tries)
        for at, chance in enumerate(total):
            for k, more in enumerate(one):
                spread[at + k] += chance * more
        total = spread
    return total


def _log_binomial(k: int, n: int, p: float) -> float:
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return ways + k * math.log(p) + (n - k) * math.log1p(-p)


def exact_share(passed: int, entered: int) -> Interval:
    """passed / entered with the exact interval of Clopper and Pearson (1934), by halving. ValueError for impossible counts."""
    if entered < 1 or not 0 <= passed <= entered:
        raise ValueError(f"{passed} of {entered} can not have passed")
    low = 0.0 if passed == 0 else _halved(lambda share: binomial_at_least(passed, entered, share) < 0.025)
    high = 1.0 if passed == entered else _halved(lambda share: 1 - binomial_at_least(passed + 1, entered, share) > 0.025)
    return Interval(passed / entered, low, high)


def _halved(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if is_below(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2


class RateRatio(NamedTuple):
    """How many times one rate is another: with the ends of its 95 per cent interval, and the chance of so much by luck alone."""

    value: float
    low: float
    high: float
    chance: float


def rate_ratio(one: tuple[int, float], two: tuple[int, float]) -> RateRatio | None:
    """Two rates, (events, exposure) each, compared by the exact conditional test of Poisson counts; None where nothing happened.

    Given all events together, those of the first are binomial with its part of the exposure. The ratio is infinite where the
    second has no events. ValueError for negative events or an exposure that is not above 0.
    """
    (events, exposure), (others, their) = one, two
    if events < 0 or others < 0 or exposure <= 0 or their <= 0:
        raise ValueError("events must not be negative and exposures must be above 0")
    together = events + others
    if together == 0:
        return None
    interval = exact_share(events, together)
    part = exposure / (exposure + their)
    likely = [math.exp(_log_binomial(k, together, part)) for k in range(together + 1)]
    chance = sum(each for each in likely if each <= likely[events] * _TIE)
    value, low, high = (math.inf if share >= 1 else share / (1 - share) * their / exposure for share in interval)
    return RateRatio(value, low, high, min(1.0, chance))


def ordinal_alpha(units: Sequence[Sequence[int]]) -> float | None:
    """Krippendorff's alpha for ordinal ratings: 1 is full agreement, 0 what chance gives; None where it can not be worked out.

    ``units`` are the ratings that each unit got, from however many raters. Units rated once do not count. Source: Krippendorff,
    Computing Krippendorff's alpha-reliability (2011).
    """
    paired = [list(unit) for unit in units if len(unit) > 1]
    weights: dict[tuple[int, int], float] = {}
    for unit in paired:
        for at, one in enumerate(unit):
            for other, two in enumerate(unit):
                if at != other:
                    weights[one, two] = weights.get((one, two), 0.0) + 1 / (len(unit) - 1)
    totals = Counter(rating for unit in paired for rating in unit)
    if len(totals) < 2:
        return None
    values, everyone = sorted(totals), sum(totals.values())

    def apart(one: int, two: int) -> float:
        low, high = min(one, two), max(one, two)
        return (sum(totals[value] for value in values if low <= value <= high) - (totals[low] + totals[high]) / 2) ** 2

    seen = sum(weight * apart(one, two) for (one, two), weight in weights.items())
    by_chance = sum(totals[one] * totals[two] * apart(one, two) for one in values for two in values)
    return 1 - (everyone - 1) * seen / by_chance
