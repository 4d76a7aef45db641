"""Plans of programmes: networks of tasks, estimates with their spread, throughput, risk, supply and earned value.

Durations keep the unit they came in (weeks, days), chances are per cent.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share

_NORMAL = NormalDist()


@calculator(unit="as the duration", says="the earliest finish of a task", source="critical path method, forward pass")
def earliest_finish(duration: float, *predecessors: float) -> float:
    """The latest of the predecessors' finishes (0 where there is none) + duration. ValueError for negative values."""
    demand(
        not_negative("duration", duration), *((finish >= 0, f"a finish must not be negative, not {finish:g}") for finish in predecessors)
    )
    return max(predecessors, default=0.0) + duration


@calculator(unit="as the duration", says="the latest start that delays nothing", source="critical path method, backward pass")
def latest_start(duration: float, *successors: float) -> float:
    """The earliest of the successors' latest starts - duration; the end of the programme counts as a successor.

    Below 0 the task can no longer be in time. ValueError for a negative duration or no successor.
    """
    demand(not_negative("duration", duration), (bool(successors), "a task needs a successor or the end of the programme"))
    return min(successors) - duration


@calculator(unit="as the slip", says="the part of a slip that reaches the end", source="slip beyond total float")
def slip_at_the_end(slip: float, total_float: float) -> float:
    """max(0, slip - total_float): a slip eats the float of its path first. ValueError for negative values."""
    demand(not_negative("slip", slip), not_negative("float", total_float))
    return max(0.0, slip - total_float)


@calculator(unit="weeks", says="the calendar weeks that working days take", source="days / (days a week x (1 - lost))")
def calendar_weeks(working_days: float, days_a_week: float = 5, lost: float = 0) -> float:
    """working_days / (days_a_week x (1 - lost / 100)); ``lost`` is the share of days lost to leave, holidays and other work, in per cent.

    ValueError for negative days, a week outside 1 to 7 days, or everything lost.
    """
    demand(
        not_negative("working days", working_days),
        (1 <= days_a_week <= 7, f"a week has 1 to 7 days, not {days_a_week:g}"),
        (0 <= lost < 100, f"the lost share must lie from 0 to below 100 per cent, not {lost:g}"),
    )
    return working_days / (days_a_week * (1 - lost / 100))


def _three_points(low: float, likely: float, high: float) -> None:
    demand(not_negative("lowest estimate", low), (low <= likely <= high, "the three estimates must rise"))


@calculator(unit="as the estimates", says="the mean of a three-point estimate", source="PERT: (low + 4 x likely + high) / 6")
def pert_mean(low: float, likely: float, high: float) -> float:
    """(low + 4 x likely + high) / 6. ValueError unless 0 <= low <= likely <= high."""
    _three_points(low, likely, high)
    return (low + 4 * likely + high) / 6


@calculator(unit="as the estimates", says="the standard deviation of a three-point estimate", source="PERT: (high - low) / 6")
def pert_sd(low: float, likely: float, high: float) -> float:
    """(high - low) / 6. ValueError unless 0 <= low <= likely <= high."""
    _three_points(low, likely, high)
    return (high - low) / 6


@calculator(
    unit="as the deviations",
    says="the standard deviation of a sum of independent parts",
    source="variances add: root of the sum of squares",
)
def chain_sd(*deviations: float) -> float:
    """sqrt(sum of squares). Right for independent parts; fully dependent ones add up plainly. ValueError for a negative deviation."""
    demand((bool(deviations), "no deviation given"), *(not_negative("a deviation", each) for each in deviations))
    return math.sqrt(math.fsum(each * each for each in deviations))


@calculator(unit="per cent", says="the chance of being done by a date", source="normal distribution of the sum of the tasks")
def chance_by(due: float, mean: float, sd: float) -> float:
    """The chance that a normally distributed duration is at most ``due``. ValueError for a deviation of 0 or less."""
    demand(positive("standard deviation", sd))
    return NormalDist(mean, sd).cdf(due) * 100


@calculator(unit="as the mean", says="the date that holds with a chance", source="quantile of the normal distribution")
def date_at_chance(percent: float, mean: float, sd: float) -> float:
    """mean + z x sd with z of the chance: 80 per cent lies .84 deviations after the mean. ValueError for 0 or 100 per cent."""
    _quantile_is_finite(percent)
    demand(positive("standard deviation", sd))
    return NormalDist(mean, sd).inv_cdf(percent / 100)


def _quantile_is_finite(percent: float) -> None:
    demand((0 < percent < 100, f"the chance must lie above 0 and below 100 per cent, not {percent:g}"))


@calculator(unit="per cent", says="the chance that all of several independent things come true", source="product of independent chances")
def chance_all(*percents: float) -> float:
    """The product of the chances: three streams at 80 per cent are in time together in 51.2. ValueError outside 0 to 100."""
    demand((bool(percents), "no chance given"), *(share("a chance", each) for each in percents))
    return math.prod(each / 100 for each in percents) * 100


@calculator(
    unit="per cent", says="the chance that at least one of several independent things happens", source="1 - product of the complements"
)
def chance_any(*percents: float) -> float:
    """100 - the chance that none happens. ValueError outside 0 to 100."""
    demand((bool(percents), "no chance given"), *(share("a chance", each) for each in percents))
    return (1 - math.prod(1 - each / 100 for each in percents)) * 100


def _pairs(values: tuple[float, ...]) -> list[tuple[float, float]]:
    demand((len(values) >= 2 and len(values) % 2 == 0, "chances and impacts come in pairs"))
    pairs = list(zip(values[::2], values[1::2], strict=True))
    demand(*(share("a chance", chance) for chance, _ in pairs))
    return pairs


@calculator(unit="as the impacts", says="the expected value of risks", source="sum of chance x impact")
def expected_value(*chance_and_impact: float) -> float:
    """Sum of chance / 100 x impact over pairs (chance in per cent, impact). An opportunity has the other sign.

    ValueError for an odd count or a chance outside 0 to 100.
    """
    return math.fsum(chance / 100 * impact for chance, impact in _pairs(chance_and_impact))


@calculator(
    unit="as the impacts",
    says="the spread of risks around their expected value",
    source="variance of independent events: p (1 - p) x impact^2",
)
def risk_sd(*chance_and_impact: float) -> float:
    """sqrt(sum of p (1 - p) impact^2) over pairs (chance in per cent, impact) of independent risks. ValueError as ``expected_value``."""
    return math.sqrt(math.fsum(chance / 100 * (1 - chance / 100) * impact**2 for chance, impact in _pairs(chance_and_impact)))


@calculator(
    unit="weeks", says="the time a migration takes with its ramp and its tail", source="areas under a ramp, a plateau and a slower tail"
)
def migration_weeks(units: float, rate: float, ramp: float = 0, tail: float = 0, tail_rate: float = 0) -> float:
    """Weeks until ``units`` are moved: a linear ramp of ``ramp`` weeks to ``rate`` a week, the last ``tail`` per cent at ``tail_rate``.

    Where the ramp alone suffices for the body, the time within it: sqrt(2 x units x ramp / rate).
    ValueError for no rate, a tail without a rate, or a tail outside 0 to 100.
    """
    demand(
        not_negative("units", units),
        positive("rate", rate),
        not_negative("ramp", ramp),
        share("tail", tail),
        (tail == 0 or tail_rate > 0, "a tail needs a rate above 0"),
    )
    last = units * tail / 100
    body = units - last
    within_ramp = rate * ramp / 2
    weeks = math.sqrt(2 * body * ramp / rate) if body < within_ramp else ramp + (body - within_ramp) / rate
    return weeks + (last / tail_rate if last else 0.0)


@calculator(
    unit="weeks",
    says="the weeks that a count of units takes with a chance",
    source="normal sum of independent weeks: rate x w - z x sd x sqrt(w) = units",
)
def weeks_at_chance(units: float, rate: float, sd: float, percent: float) -> float:
    """The weeks w after which ``units`` are done with ``percent`` chance, at ``rate`` a week with deviation ``sd`` (weeks independent).

    Closed form: sqrt(w) = (z sd + sqrt(z^2 sd^2 + 4 rate units)) / (2 rate). At 50 per cent it is units / rate.
    ValueError for no rate, a negative deviation, or a chance of 0 or 100.
    """
    _quantile_is_finite(percent)
    demand(not_negative("units", units), positive("rate", rate), not_negative("standard deviation", sd))
    spread = _NORMAL.inv_cdf(percent / 100) * sd
    return ((spread + math.sqrt(spread * spread + 4 * rate * units)) / (2 * rate)) ** 2


@calculator(
    unit="units", says="the stock that covers a spread of demand and lead time", source="safety stock: z x sqrt(L x sd_d^2 + d^2 x sd_L^2)"
)
def safety_stock(percent: float, rate: float, lead: float, rate_sd: float = 0, lead_sd: float = 0) -> float:
    """z x sqrt(lead x rate_sd^2 + rate^2 x lead_sd^2) for a service level in per cent; rate and lead in the same period.

    ValueError for negative values or a service level outside 50 to below 100.
    """
    demand(
        (50 <= percent < 100, f"the service level must lie from 50 to below 100 per cent, not {percent:g}"),
        not_negative("rate", rate),
        not_negative("lead time", lead),
        not_negative("deviation of the rate", rate_sd),
        not_negative("deviation of the lead time", lead_sd),
    )
    return _NORMAL.inv_cdf(percent / 100) * math.sqrt(lead * rate_sd**2 + rate**2 * lead_sd**2)


@calculator(unit="units", says="the stock at which to order", source="reorder point: demand over the lead time + safety stock")
def reorder_point(percent: float, rate: float, lead: float, rate_sd: float = 0, lead_sd: float = 0) -> float:
    """rate x lead + safety stock: order when stock on hand and on order falls to it. ValueError as ``safety_stock``."""
    return rate * lead + safety_stock(percent, rate, lead, rate_sd, lead_sd)


@calculator(unit="weeks", says="the latest week to order for a need", source="need - (lead time + z x its deviation)")
def order_by(need: float, lead: float, lead_sd: float = 0, percent: float = 50) -> float:
    """need - lead - z x lead_sd; below 0 the order is late today. ValueError for a negative lead time or a chance of 0 or 100."""
    _quantile_is_finite(percent)
    demand(not_negative("lead time", lead), not_negative("deviation of the lead time", lead_sd))
    return need - lead - _NORMAL.inv_cdf(percent / 100) * lead_sd


@calculator(unit="ratio", says="the schedule performance index", source="earned value / planned value (earned value management)")
def schedule_index(earned: float, planned: float) -> float:
    """earned / planned: below 1 less is done than planned. ValueError for no plan."""
    demand(not_negative("earned value", earned), positive("planned value", planned))
    return earned / planned


@calculator(unit="ratio", says="the cost performance index", source="earned value / actual cost (earned value management)")
def cost_index(earned: float, actual: float) -> float:
    """earned / actual: below 1 the work costs more than planned. ValueError for no cost."""
    demand(not_negative("earned value", earned), positive("actual cost", actual))
    return earned / actual


@calculator(unit="as the budget", says="the cost at completion at the present efficiency", source="EAC = budget at completion / CPI")
def estimate_at_completion(budget: float, earned: float, actual: float) -> float:
    """budget / (earned / actual). ValueError where nothing has been earned, or more than the budget."""
    demand(positive("budget", budget), positive("earned value", earned), positive("actual cost", actual))
    demand((earned <= budget, "more is earned than budgeted"))
    return budget * actual / earned


@calculator(
    unit="ratio", says="the efficiency the rest must have to meet the budget", source="TCPI = (budget - earned) / (budget - actual)"
)
def to_complete_index(budget: float, earned: float, actual: float) -> float:
    """(budget - earned) / (budget - actual). ValueError where the budget is spent, or more is earned than budgeted."""
    demand(
        not_negative("earned value", earned),
        not_negative("actual cost", actual),
        (earned <= budget, "more is earned than budgeted"),
        (actual < budget, "the budget is spent"),
    )
    return (budget - earned) / (budget - actual)


@calculator(unit="pairs", says="the lines of communication between so many", source="n (n - 1) / 2")
def pairs_between(count: float) -> float:
    """count x (count - 1) / 2: eight teams have 28 pairs. ValueError for a negative count."""
    demand(not_negative("count", count))
    return max(0.0, count * (count - 1) / 2)
