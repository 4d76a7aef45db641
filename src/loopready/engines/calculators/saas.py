"""Subscription software: retention, payback, lifetime value, cost to serve, shares of a shared capacity, migrations of customers."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share

_REPORTED = "as subscription software firms report it"


@calculator(unit="per cent", says="gross revenue retention of a cohort of customers", source=f"gross revenue retention {_REPORTED}")
def grr(start: float, contraction: float, churn: float) -> float:
    """(start - contraction - churn) / start x 100, recurring revenue of one cohort over one period, in per cent; never above 100.

    ValueError for a start of 0 or less, negative parts, or a loss above the start.
    """
    demand(
        positive("start", start),
        not_negative("contraction", contraction),
        not_negative("churn", churn),
        (contraction + churn <= start, "contraction and churn together exceed the revenue at the start"),
    )
    return (start - contraction - churn) / start * 100


@calculator(unit="months", says="the months until a customer's gross profit has paid for winning them", source=f"CAC payback {_REPORTED}")
def cac_payback(cost: float, monthly_revenue: float, margin: float) -> float:
    """cost / (monthly revenue x margin / 100); ``margin`` is the gross margin in per cent.

    ValueError for a negative cost, no revenue, or a margin outside 0 to 100 or at 0.
    """
    demand(
        not_negative("cost", cost),
        positive("monthly revenue", monthly_revenue),
        share("gross margin", margin),
        positive("gross margin", margin),
    )
    return cost / (monthly_revenue * margin / 100)


@calculator(unit="as the revenue", says="the gross profit expected of a customer until they leave", source="revenue x gross margin / churn")
def customer_ltv(revenue: float, margin: float, churn: float) -> float:
    """revenue a period x margin / churn, both in per cent of the same period: the sum of the profit at a constant rate of leaving.

    ValueError for negative revenue, a margin outside 0 to 100, or a churn of 0 or above 100.
    """
    demand(not_negative("revenue", revenue), share("gross margin", margin), share("churn", churn), positive("churn", churn))
    return revenue * margin / churn


@calculator(unit="per cent", says="growth and margin together", source="the rule of 40: growth rate + profit margin")
def rule_of_40(growth: float, margin: float) -> float:
    """growth + margin, both in per cent of revenue; the rule asks for 40 or more.

    ValueError for a growth of -100 or less, or a margin above 100.
    """
    demand(
        (growth > -100, f"growth must be above -100 per cent, not {growth:g}"),
        (margin <= 100, f"a margin cannot pass 100 per cent: {margin:g}"),
    )
    return growth + margin


@calculator(unit="as the cost", says="what one customer costs to serve", source="direct cost + shared cost x share of the usage driver")
def cost_to_serve(direct: float, shared: float, usage: float) -> float:
    """direct + shared x usage / 100; ``usage`` is the customer's share of the driver by which shared cost is spread, in per cent.

    ValueError for negative costs or a share outside 0 to 100.
    """
    demand(not_negative("direct cost", direct), not_negative("shared cost", shared), share("usage share", usage))
    return direct + shared * usage / 100


@calculator(
    unit="as the capacity",
    says="what is left for the others when one takes its share",
    source="capacity - use of the largest, over the rest",
)
def left_for_each(capacity: float, largest: float, others: float) -> float:
    """(capacity - largest) / others, the equal part of each of the others; 0 where the largest takes it all.

    ValueError for no capacity, negative use, or no others.
    """
    demand(positive("capacity", capacity), not_negative("use of the largest", largest), positive("others", others))
    return max(capacity - largest, 0.0) / others


@calculator(
    unit="weeks",
    says="the weeks to move all customers when the last ones go slower",
    source="easy / rate + hard / slower rate, each rounded up",
)
def move_weeks(customers: float, a_week: float, hard: float, hard_a_week: float) -> int:
    """Whole weeks for the easy customers at ``a_week`` and then the ``hard`` ones (a number of customers) at ``hard_a_week``.

    ValueError for more hard customers than there are, negative numbers or rates of 0.
    """
    demand(
        not_negative("customers", customers),
        positive("customers a week", a_week),
        not_negative("hard customers", hard),
        positive("hard customers a week", hard_a_week),
        (hard <= customers, "more hard customers than there are"),
    )
    return math.ceil((customers - hard) / a_week) + math.ceil(hard / hard_a_week)
