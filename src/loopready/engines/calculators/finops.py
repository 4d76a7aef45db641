"""Cloud cost: unit cost, discounts and commitments, growth, idle capacity."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share

_FINOPS = "FinOps practice"


@calculator(unit="money per unit", says="the cost of one unit of work", source=f"{_FINOPS}: unit economics")
def unit_cost(cost: float, units: float) -> float:
    """cost / units, in the currency of the cost. ValueError for a negative cost or no units."""
    demand(not_negative("cost", cost), positive("units", units))
    return cost / units


@calculator(unit="as the spend", says="the money saved by a discount on part of the spend", source="spend x share x rate")
def savings(spend: float, share_percent: float, rate_percent: float) -> float:
    """spend x share_percent / 100 x rate_percent / 100: the share of the spend that the rate applies to. ValueError outside 0 to 100."""
    demand(not_negative("spend", spend), share("share", share_percent), share("rate", rate_percent))
    return spend * share_percent / 100 * rate_percent / 100


@calculator(unit="per cent", says="the share of eligible use that commitments cover", source=f"{_FINOPS}: commitment coverage")
def commitment_coverage(covered: float, eligible: float) -> float:
    """covered / eligible x 100, both in the same measure. ValueError where more is covered than eligible, or nothing is eligible."""
    demand(not_negative("covered use", covered), positive("eligible use", eligible), (covered <= eligible, "more is covered than eligible"))
    return covered / eligible * 100


@calculator(unit="per cent", says="the saving on all use after coverage and waste", source=f"{_FINOPS}: effective savings rate")
def effective_savings_rate(coverage: float, discount: float, utilisation: float = 100) -> float:
    """Saving against paying list price for everything, in per cent: coverage x (utilisation - (100 - discount)) / 100 / utilisation x 100.

    ``coverage`` is the share of use that commitments cover, ``discount`` their discount, ``utilisation`` the share of the
    commitment that is used, all in per cent. Negative where unused commitment eats the discount. ValueError outside 0 to 100 or
    for a utilisation of 0.
    """
    demand(
        share("coverage", coverage), share("discount", discount), share("utilisation", utilisation), positive("utilisation", utilisation)
    )
    return coverage * (1 - (100 - discount) / utilisation)


@calculator(unit="per cent", says="the utilisation at which a commitment pays", source="price committed = price on demand x utilisation")
def break_even_utilisation(discount: float) -> float:
    """100 - discount, in per cent: under this utilisation a commitment costs more than paying on demand. ValueError outside 0 to 100."""
    demand(share("discount", discount))
    return 100 - discount


@calculator(unit="as the cost", says="the cost after growth at a steady rate", source="compound growth")
def cost_after_growth(cost: float, percent: float, periods: float) -> float:
    """cost x (1 + percent / 100) ^ periods. ValueError for a negative cost or periods, or a rate of -100 per cent or less."""
    demand(not_negative("cost", cost), not_negative("periods", periods), (percent > -100, "the rate must be above -100 per cent"))
    return cost * math.pow(1 + percent / 100, periods)


@calculator(unit="as the cost", says="what idle capacity costs", source="cost x (1 - utilisation)")
def idle_cost(cost: float, utilisation: float) -> float:
    """cost x (1 - utilisation / 100). ValueError for a negative cost or a utilisation outside 0 to 100."""
    demand(not_negative("cost", cost), share("utilisation", utilisation))
    return cost * (100 - utilisation) / 100


@calculator(unit="per cent", says="the gross margin on revenue", source="(revenue - cost) / revenue")
def gross_margin(revenue: float, cost: float) -> float:
    """(revenue - cost) / revenue x 100, in per cent; negative for a loss. ValueError for no revenue or a negative cost."""
    demand(positive("revenue", revenue), not_negative("cost", cost))
    return (revenue - cost) / revenue * 100


@calculator(unit="as the costs", says="the money a cut in unit cost saves at a volume", source="(before - after) x units")
def unit_saving(before: float, after: float, units: float) -> float:
    """(before - after) x units; negative where the unit became dearer. ValueError for negative costs or units."""
    demand(not_negative("cost before", before), not_negative("cost after", after), not_negative("units", units))
    return (before - after) * units
