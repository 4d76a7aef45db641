"""Controlled experiments, retention, exposure in a staged rollout, and load under retries."""

from __future__ import annotations

import math
from statistics import NormalDist

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_NORMAL = NormalDist()
_TWO_PROPORTIONS = "two-sided test of two proportions, pooled under no difference (Fleiss); as R's power.prop.test"
_CHI_SQUARE = "Pearson's chi-square with one degree of freedom"
_INDEPENDENT = "probability of independent events"
_GEOMETRIC = "geometric series"


def _inside(name: str, value: float) -> tuple[bool, str]:
    return 0 < value < 100, f"{name} must lie between 0 and 100 per cent, not {value:g}"


def _arm(passed: float, users: float) -> None:
    demand(
        whole("conversions", passed),
        whole("users", users, least=1),
        (passed <= users, "more conversions than users"),
    )


@calculator(unit="standard deviations", says="the normal quantile below which a percentage lies", source="standard normal distribution")
def normal_quantile(percent: float) -> float:
    """z with ``percent`` per cent of the standard normal distribution below it; 97.5 gives 1.96, 80 gives 0.8416.

    ValueError outside 0 to 100.
    """
    demand(_inside("percentage", percent))
    return _NORMAL.inv_cdf(percent / 100)


@calculator(unit="users in each arm", says="the users each arm needs to see an effect", source=_TWO_PROPORTIONS)
def users_per_arm(baseline: float, points: float, alpha: float = 5, power: float = 80) -> int:
    """Users in each of two equal arms: ceil of (z(1 - alpha/2) sqrt(2 p q) + z(power) sqrt(p1 q1 + p2 q2))^2 / (p2 - p1)^2.

    ``baseline`` in per cent, ``points`` the smallest effect to see in percentage points (negative for a fall), two-sided
    ``alpha`` and ``power`` in per cent; p is the mean of p1 and p2. ValueError where a rate leaves 0 to 100.
    """
    after = baseline + points
    demand(
        _inside("baseline", baseline),
        (points != 0, "the effect must not be 0"),
        _inside("the rate with the effect", after),
        _inside("alpha", alpha),
        (50 <= power < 100, f"power must lie from 50 to below 100 per cent, not {power:g}"),
    )
    one, two = baseline / 100, after / 100
    mean = (one + two) / 2
    spread = normal_quantile(100 - alpha / 2) * math.sqrt(2 * mean * (1 - mean))
    spread += normal_quantile(power) * math.sqrt(one * (1 - one) + two * (1 - two))
    return math.ceil(spread * spread / (two - one) ** 2 - 1e-9)


@calculator(
    unit="users in each arm",
    says="the users each arm needs, by rule of thumb",
    source="Lehr's rule, n = 16 variance / effect^2 (5 per cent two-sided, 80 per cent power)",
)
def users_by_rule_of_16(baseline: float, points: float) -> float:
    """16 p (1 - p) / d^2 with ``baseline`` p in per cent and ``points`` d in percentage points. ValueError for no effect."""
    demand(_inside("baseline", baseline), (points != 0, "the effect must not be 0"))
    return 16 * baseline * (100 - baseline) / (points * points)


@calculator(unit="percentage points", says="the smallest effect that a number of users can show", source="normal approximation, equal arms")
def detectable_points(baseline: float, users: float, alpha: float = 5, power: float = 80) -> float:
    """(z(1 - alpha/2) + z(power)) sqrt(2 p (1 - p) / users), in percentage points, for ``users`` in each of two arms."""
    demand(
        _inside("baseline", baseline),
        positive("users", users),
        _inside("alpha", alpha),
        (50 <= power < 100, f"power must lie from 50 to below 100 per cent, not {power:g}"),
    )
    rate = baseline / 100
    return (normal_quantile(100 - alpha / 2) + normal_quantile(power)) * math.sqrt(2 * rate * (1 - rate) / users) * 100


@calculator(unit="days", says="the days until every arm is filled", source="users needed / new users a day")
def experiment_days(users_in_arm: float, arms: float, new_users_a_day: float, exposed_percent: float = 100) -> int:
    """ceil(users_in_arm x arms / (new_users_a_day x exposed_percent / 100)). New users: those not yet in the experiment."""
    demand(
        positive("users in each arm", users_in_arm),
        whole("arms", arms, least=2),
        positive("new users a day", new_users_a_day),
        share("exposed share", exposed_percent),
        positive("exposed share", exposed_percent),
    )
    return math.ceil(users_in_arm * arms / (new_users_a_day * exposed_percent / 100) - 1e-9)


@calculator(unit="chi-square", says="how far a split lies from the planned one", source=_CHI_SQUARE)
def srm_chi_square(users_a: float, users_b: float, planned_a: float = 50) -> float:
    """Sum of (seen - planned)^2 / planned over the two arms; ``planned_a`` is the first arm's share in per cent.

    ValueError for negative or fractional counts, or no users.
    """
    demand(
        whole("users of A", users_a),
        whole("users of B", users_b),
        (users_a + users_b > 0, "there must be users"),
        _inside("planned share", planned_a),
    )
    total = users_a + users_b
    expected = total * planned_a / 100
    return (users_a - expected) ** 2 / expected + (users_b - (total - expected)) ** 2 / (total - expected)


@calculator(unit="probability", says="the chance of so uneven a split if assignment works", source=_CHI_SQUARE)
def srm_p_value(users_a: float, users_b: float, planned_a: float = 50) -> float:
    """P(chi-square with one degree of freedom > srm_chi_square), from 0 to 1: erfc(sqrt(chi-square / 2))."""
    return math.erfc(math.sqrt(srm_chi_square(users_a, users_b, planned_a) / 2))


def _difference(passed_a: float, users_a: float, passed_b: float, users_b: float, confidence: float) -> tuple[float, float]:
    _arm(passed_a, users_a)
    _arm(passed_b, users_b)
    demand(_inside("confidence", confidence))
    one, two = passed_a / users_a, passed_b / users_b
    half = normal_quantile(50 + confidence / 2) * math.sqrt(one * (1 - one) / users_a + two * (1 - two) / users_b)
    return (two - one - half) * 100, (two - one + half) * 100


@calculator(unit="percentage points", says="the lower end of the interval of a difference of rates", source="Wald interval, unpooled")
def difference_low(passed_a: float, users_a: float, passed_b: float, users_b: float, confidence: float = 95) -> float:
    """(pB - pA) - z sqrt(pA qA / nA + pB qB / nB), in percentage points; A is the control. ValueError for impossible counts."""
    return _difference(passed_a, users_a, passed_b, users_b, confidence)[0]


@calculator(unit="percentage points", says="the upper end of the interval of a difference of rates", source="Wald interval, unpooled")
def difference_high(passed_a: float, users_a: float, passed_b: float, users_b: float, confidence: float = 95) -> float:
    """(pB - pA) + z sqrt(pA qA / nA + pB qB / nB), in percentage points; A is the control. ValueError for impossible counts."""
    return _difference(passed_a, users_a, passed_b, users_b, confidence)[1]


@calculator(unit="probability", says="the chance of so large a difference if there is none", source="pooled z test of two proportions")
def difference_p_value(passed_a: float, users_a: float, passed_b: float, users_b: float) -> float:
    """Two-sided p of the pooled z test, from 0 to 1. ValueError for impossible counts, or where nobody or everybody converted."""
    _arm(passed_a, users_a)
    _arm(passed_b, users_b)
    pooled = (passed_a + passed_b) / (users_a + users_b)
    demand((0 < pooled < 1, "the pooled rate must lie between 0 and 1"))
    z = (passed_b / users_b - passed_a / users_a) / math.sqrt(pooled * (1 - pooled) * (1 / users_a + 1 / users_b))
    return math.erfc(abs(z) / math.sqrt(2))


@calculator(unit="per cent", says="the chance of at least one false positive among tests", source=_INDEPENDENT)
def any_false_positive(tests: float, alpha: float = 5) -> float:
    """(1 - (1 - alpha)^tests) x 100 for independent tests without any true effect; ``alpha`` in per cent."""
    demand(whole("tests", tests), share("alpha", alpha))
    return (1 - math.pow(1 - alpha / 100, tests)) * 100


@calculator(
    unit="per cent",
    says="the share of wins that are false",
    source="Bayes' rule, as Kohavi, Deng and Vermeer 2022 apply it to experiments",
)
def false_positive_risk(success_rate: float, power: float = 80, alpha: float = 5) -> float:
    """Share of significant improvements without a true effect: (alpha/2)(1 - s) / ((alpha/2)(1 - s) + power s), in per cent.

    ``success_rate`` s: the share of ideas that truly help. Half of the two-sided ``alpha`` falls on the side of improvement.
    """
    demand(share("success rate", success_rate), _inside("power", power), _inside("alpha", alpha))
    false = alpha / 2 * (100 - success_rate)
    return false / (false + power * success_rate) * 100


@calculator(unit="per cent", says="the chance of meeting an event at least once", source=_INDEPENDENT)
def met_at_least_once(percent_each: float, times: float) -> float:
    """(1 - (1 - p)^times) x 100: the share of users who meet a crash, from the share of sessions with one and sessions a user."""
    demand(share("the chance each time", percent_each), not_negative("times", times))
    return (1 - math.pow(1 - percent_each / 100, times)) * 100


@calculator(unit="days", says="the days until a share of users has the update", source="constant daily share of those left")
def days_to_adopt(wanted_percent: float, daily_percent: float) -> float:
    """ln(1 - wanted) / ln(1 - daily): ``daily_percent`` of those who have not updated do so each day."""
    demand(
        (0 <= wanted_percent < 100, f"the wanted share must lie from 0 to below 100 per cent, not {wanted_percent:g}"),
        _inside("daily share", daily_percent),
    )
    return math.log(1 - wanted_percent / 100) / math.log(1 - daily_percent / 100)


@calculator(unit="as the inflow", says="the active users that a steady inflow holds up", source=_GEOMETRIC)
def steady_actives(new_each_period: float, retention: float) -> float:
    """new / (1 - retention), where ``retention`` per cent of the active users of one period are active in the next."""
    demand(not_negative("new users", new_each_period), (0 <= retention < 100, f"retention must lie from 0 to below 100, not {retention:g}"))
    return new_each_period / (1 - retention / 100)


@calculator(unit="per cent", says="the share of a cohort left after some periods", source="constant retention from period to period")
def cohort_left(retention: float, periods: float) -> float:
    """retention^periods, in per cent, with ``retention`` in per cent a period."""
    demand(share("retention", retention), not_negative("periods", periods))
    return math.pow(retention / 100, periods) * 100


@calculator(unit="as the margin", says="the margin a user brings within some periods", source=_GEOMETRIC)
def value_within(margin: float, retention: float, periods: float) -> float:
    """margin x (1 - r^periods) / (1 - r): ``margin`` in each period a user is active, the first included; not discounted."""
    demand(whole("periods", periods), (0 <= retention < 100, f"retention must lie from 0 to below 100, not {retention:g}"))
    rate = retention / 100
    return margin * (1 - math.pow(rate, periods)) / (1 - rate)


@calculator(unit="as the margin", says="the margin a user brings over their lifetime", source=_GEOMETRIC)
def lifetime_value(margin: float, retention: float, discount: float = 0) -> float:
    """margin x (1 + d) / (1 + d - r): margin in every period a user is active, discounted by ``discount`` per cent a period."""
    demand((0 <= retention < 100, f"retention must lie from 0 to below 100, not {retention:g}"), not_negative("discount", discount))
    growth = 1 + discount / 100
    return margin * growth / (growth - retention / 100)


@calculator(unit="as the rate", says="the load when failed requests are retried", source=_GEOMETRIC)
def load_with_retries(rate: float, failed_percent: float, retries: float) -> float:
    """rate x (1 + f + f^2 + ... + f^retries): every failed attempt is tried again, up to ``retries`` times."""
    demand(not_negative("rate", rate), share("failed share", failed_percent), whole("retries", retries))
    return rate * math.fsum(math.pow(failed_percent / 100, attempt) for attempt in range(int(retries) + 1))
