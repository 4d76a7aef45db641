"""Changes, shares, growth and payback."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive

_ARITHMETIC = "plain arithmetic"


@calculator(unit="per cent", says="the change as a share of what it was before", source=_ARITHMETIC)
def percent_change(before: float, after: float) -> float:
    """Change from ``before`` to ``after`` in per cent of ``before``: (after - before) / before x 100. ValueError for a base of 0."""
    demand((before != 0, "the value before must not be 0"))
    return (after - before) / abs(before) * 100


@calculator(unit="percentage points", says="the distance between two percentages", source=_ARITHMETIC)
def point_change(before: float, after: float) -> float:
    """``after`` - ``before``, both in per cent; the result is in percentage points."""
    return after - before


@calculator(unit="as the change", says="the whole of which a change is the stated share", source=_ARITHMETIC)
def base_of(change: float, percent: float) -> float:
    """The base on which ``change`` is ``percent`` per cent: change / percent x 100. Signs do not count. ValueError for 0 per cent."""
    demand((percent != 0, "the percentage must not be 0"))
    return abs(change) / abs(percent) * 100


@calculator(unit="as the base", says="a share of an amount", source=_ARITHMETIC)
def percent_of(percent: float, amount: float) -> float:
    """``percent`` per cent of ``amount``."""
    return amount * percent / 100


@calculator(unit="per cent", says="a part as a share of its whole", source=_ARITHMETIC)
def share_of(part: float, total: float) -> float:
    """``part`` / ``total`` x 100, in per cent. ValueError for a total of 0."""
    demand((total != 0, "the total must not be 0"))
    return part / total * 100


@calculator(unit="amount per unit", says="an amount per unit", source=_ARITHMETIC)
def per_unit(amount: float, units: float) -> float:
    """``amount`` / ``units``. ValueError for no units."""
    demand(positive("units", units))
    return amount / units


@calculator(unit="times", says="how many times one amount goes into another", source=_ARITHMETIC)
def ratio(amount: float, to: float) -> float:
    """``amount`` / ``to``. ValueError where ``to`` is 0."""
    demand((to != 0, "the amount compared with must not be 0"))
    return amount / to


@calculator(unit="as the start", says="an amount grown by a rate over periods", source="compound interest")
def compound(start: float, percent: float, periods: float) -> float:
    """``start`` x (1 + percent / 100) ^ periods. ValueError for a rate of -100 per cent or less, or negative periods."""
    demand((percent > -100, f"the rate must be above -100 per cent, not {percent:g}"), not_negative("periods", periods))
    return start * math.pow(1 + percent / 100, periods)


@calculator(unit="per cent a period", says="the steady rate that leads from one amount to another", source="compound annual growth rate")
def growth_rate(start: float, end: float, periods: float) -> float:
    """((end / start) ^ (1 / periods) - 1) x 100, in per cent a period. ValueError for amounts or periods of 0 or less."""
    demand(positive("start", start), positive("end", end), positive("periods", periods))
    return (math.pow(end / start, 1 / periods) - 1) * 100


@calculator(unit="months", says="the months until a saving has paid for its cost", source="simple payback, not discounted")
def payback_months(cost: float, saving_per_month: float) -> float:
    """``cost`` / ``saving_per_month``. ValueError for a negative cost or a saving of 0 or less."""
    demand(not_negative("cost", cost), positive("saving per month", saving_per_month))
    return cost / saving_per_month


@calculator(unit="per cent", says="net revenue retention of a cohort of customers", source="net revenue retention as SaaS reports it")
def nrr(start: float, expansion: float, contraction: float, churn: float) -> float:
    """(start + expansion - contraction - churn) / start x 100, recurring revenue of one cohort over one period, in per cent.

    ValueError for a start of 0 or less, negative parts, or a loss above the start.
    """
    demand(
        positive("start", start),
        not_negative("expansion", expansion),
        not_negative("contraction", contraction),
        not_negative("churn", churn),
        (contraction + churn <= start, "contraction and churn together exceed the revenue at the start"),
    )
    return (start + expansion - contraction - churn) / start * 100
