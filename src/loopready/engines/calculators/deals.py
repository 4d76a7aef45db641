"""Buyouts and funds: returns, sources and uses, debt, covenants, the value bridge, price mechanics, management equity, carry.

Rates, growth and shares are per cent (20 is 20 per cent); multiples are times; money keeps the currency and size it came in.
"""

from __future__ import annotations

import math
from itertools import pairwise

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_IRR = "the rate at which the flows' present value is 0"
_MULTIPLE = "enterprise value = EBITDA x multiple"
_BRIDGE = "value bridge: change in equity = growth + multiple + both together + net debt paid down"
_COVENANT = "leverage covenant: net debt / EBITDA at most the limit"
_SWEEP = "cash after interest, tax, capital expenditure and working capital repays debt; interest on the opening balance"
_WATERFALL = "whole-fund waterfall: capital, preferred return, catch-up, split"
_FUND = "fund multiples on paid-in capital"


def _root(times: list[float], amounts: list[float]) -> float:
    """The yearly rate (per cent) at which the amounts' present value is 0; flows must change sign exactly once, so it is the only one."""
    signs = [amount > 0 for amount in amounts if amount]
    changes = sum(before != after for before, after in pairwise(signs))
    demand((changes == 1, "the flows must change sign exactly once, else there is no single rate"))

    def value(growth: float) -> float:
        return sum(amount * math.exp(-growth * time) for amount, time in zip(amounts, times, strict=True))

    sign = 1.0 if signs[0] else -1.0  # at high rates the first flow decides, at low rates the last ones
    low, high = -20.0 / max(times[-1], 1.0), 20.0 / max(min(t for t in times if t > 0), 1e-3)
    demand((sign * value(low) < 0 < sign * value(high), "the rate lies outside what can be worked out"))
    for _ in range(200):
        middle = (low + high) / 2
        if sign * value(middle) < 0:
            low = middle
        else:
            high = middle
    return math.expm1((low + high) / 2) * 100


@calculator(unit="per cent a year", says="the internal rate of return of yearly flows", source=_IRR)
def irr(*flows: float) -> float:
    """The rate r at which sum of flow_t / (1 + r)^t is 0, flows at years 0, 1, 2 ... (money in negative), in per cent a year.

    Found by bisection. ValueError for fewer than two flows, or for flows that do not change sign exactly once.
    """
    demand((len(flows) >= 2, "give at least two flows"))
    return _root([float(year) for year in range(len(flows))], list(flows))


@calculator(unit="per cent a year", says="the internal rate of return of dated flows", source=_IRR + ", days over 365")
def irr_dated(*pairs: float) -> float:
    """The rate r at which sum of flow / (1 + r)^(day / 365) is 0, given as day, flow, day, flow ..., in per cent a year.

    Days count from the first flow, which is day 0. ValueError for an odd number of values, days that do not rise, or flows that
    do not change sign exactly once.
    """
    demand((len(pairs) >= 4 and len(pairs) % 2 == 0, "give at least two pairs of day and flow"))
    days, flows = pairs[::2], pairs[1::2]
    demand(
        (days[0] == 0, "the first day must be 0"),
        (all(before < after for before, after in pairwise(days)), "the days must rise"),
    )
    return _root([day / 365 for day in days], list(flows))


@calculator(unit="times", says="the multiple of invested capital", source="money out / money in")
def moic(invested: float, returned: float) -> float:
    """``returned`` / ``invested``. ValueError for nothing invested or a negative return."""
    demand(positive("invested", invested), not_negative("returned", returned))
    return returned / invested


@calculator(
    unit="per cent a year", says="the rate of return that a multiple over years amounts to", source="IRR = multiple^(1 / years) - 1"
)
def irr_from_moic(multiple: float, years: float) -> float:
    """(multiple ^ (1 / years) - 1) x 100: one payment in, one out. ValueError for a multiple or years of 0 or less."""
    demand(positive("multiple", multiple), positive("years", years))
    return (math.pow(multiple, 1 / years) - 1) * 100


@calculator(unit="times", says="the multiple that a rate of return over years amounts to", source="multiple = (1 + IRR)^years")
def moic_from_irr(rate: float, years: float) -> float:
    """(1 + rate / 100) ^ years. ValueError for a rate of -100 per cent or less, or negative years."""
    demand((rate > -100, f"the rate must be above -100 per cent, not {rate:g}"), not_negative("years", years))
    return math.pow(1 + rate / 100, years)


@calculator(unit="as the EBITDA", says="the enterprise value at a multiple of EBITDA", source=_MULTIPLE)
def enterprise_value(ebitda: float, multiple: float) -> float:
    """``ebitda`` x ``multiple``. ValueError for a multiple of 0 or less."""
    demand(positive("multiple", multiple))
    return ebitda * multiple


@calculator(unit="times", says="the multiple of EBITDA that a price is", source=_MULTIPLE)
def ev_multiple(value: float, ebitda: float) -> float:
    """``value`` / ``ebitda``. ValueError for an EBITDA of 0 or less, on which a multiple means nothing."""
    demand(positive("EBITDA", ebitda))
    return value / ebitda


@calculator(unit="as the EBITDA", says="the sponsor's cheque: uses less debt", source="sources = uses: equity = price + fees + cash - debt")
def entry_equity(ebitda: float, multiple: float, leverage: float, fees: float = 0, cash: float = 0) -> float:
    """ebitda x multiple x (1 + fees / 100) + cash - ebitda x leverage: the equity that closes sources and uses.

    ``fees`` in per cent of enterprise value, ``cash`` left in the company. ValueError where debt covers all uses.
    """
    demand(positive("EBITDA", ebitda), positive("multiple", multiple), not_negative("leverage", leverage), not_negative("fees", fees))
    equity = ebitda * multiple * (1 + fees / 100) + cash - ebitda * leverage
    demand(positive("the equity left after debt", equity))
    return equity


@calculator(unit="as the value", says="the equity left of an enterprise value", source="equity value = enterprise value - net debt")
def exit_equity(ebitda: float, multiple: float, net_debt: float) -> float:
    """``ebitda`` x ``multiple`` - ``net_debt``; negative where the debt is not covered. ValueError for a multiple of 0 or less."""
    return enterprise_value(ebitda, multiple) - net_debt


@calculator(unit="as the EBITDA", says="the cash of a year that can repay debt", source=_SWEEP)
def cash_for_debt(ebitda: float, interest: float, depreciation: float, tax: float, capex: float, working_capital: float) -> float:
    """EBITDA - interest - tax - capex - investment in working capital, tax on what is left of EBITDA after depreciation and interest.

    ``tax`` in per cent; a loss pays none. ValueError for a tax rate outside 0 to 100 or negative interest or depreciation.
    """
    demand(share("tax", tax), not_negative("interest", interest), not_negative("depreciation", depreciation))
    profit = ebitda - depreciation - interest
    return ebitda - interest - max(0.0, profit) * tax / 100 - capex - working_capital


@calculator(unit="as the debt", says="the net debt left after years of full cash sweep", source=_SWEEP)
def debt_after_sweep(
    debt: float,
    rate: float,
    ebitda: float,
    growth: float,
    years: float,
    tax: float,
    depreciation: float,
    capex: float,
    working_capital: float,
) -> float:
    """Net debt after whole years in which all cash repays debt, EBITDA growing by ``growth`` per cent a year from ``ebitda``.

    Interest at ``rate`` per cent on the opening balance (none earned on net cash, which is a negative result);
    depreciation, capex and working-capital investment in per cent of the year's EBITDA; ``tax`` in per cent.
    """
    demand(not_negative("debt", debt), not_negative("rate", rate), positive("EBITDA", ebitda), whole("years", years))
    for year in range(1, int(years) + 1):
        earned = ebitda * math.pow(1 + growth / 100, year)
        interest = max(0.0, debt) * rate / 100
        debt -= cash_for_debt(earned, interest, earned * depreciation / 100, tax, earned * capex / 100, earned * working_capital / 100)
    return debt


@calculator(unit="times EBITDA", says="the leverage", source=_COVENANT)
def leverage(net_debt: float, ebitda: float) -> float:
    """``net_debt`` / ``ebitda``. ValueError for an EBITDA of 0 or less."""
    demand(positive("EBITDA", ebitda))
    return net_debt / ebitda


@calculator(unit="times", says="how many times EBITDA covers the interest", source="interest cover = EBITDA / cash interest")
def interest_cover(ebitda: float, interest: float) -> float:
    """``ebitda`` / ``interest``. ValueError for interest of 0 or less."""
    demand(positive("interest", interest))
    return ebitda / interest


@calculator(
    unit="times",
    says="how many times cash flow covers interest and scheduled repayment",
    source="cash-flow cover = (EBITDA - tax - capex - working capital) / (interest + repayment)",
)
def debt_service_cover(ebitda: float, tax: float, capex: float, working_capital: float, interest: float, repayment: float) -> float:
    """(ebitda - tax - capex - working_capital) / (interest + repayment), all amounts. ValueError where nothing is to be served."""
    demand(positive("interest and repayment", interest + repayment))
    return (ebitda - tax - capex - working_capital) / (interest + repayment)


@calculator(unit="per cent of EBITDA", says="the fall of EBITDA that reaches the covenant", source=_COVENANT)
def covenant_headroom(net_debt: float, ebitda: float, limit: float) -> float:
    """(1 - net_debt / limit / ebitda) x 100; negative in breach. ValueError for an EBITDA or limit of 0 or less."""
    demand(positive("EBITDA", ebitda), positive("limit", limit))
    return (1 - net_debt / limit / ebitda) * 100


@calculator(unit="as the debt", says="the cash that cures a leverage covenant by repaying debt", source=_COVENANT)
def equity_cure(net_debt: float, ebitda: float, limit: float) -> float:
    """net_debt - limit x ebitda, 0 where the covenant holds. ValueError for a limit of 0 or less."""
    demand(positive("limit", limit))
    return max(0.0, net_debt - limit * ebitda)


@calculator(unit="as the debt", says="the cash that cures a leverage covenant where it counts as EBITDA", source=_COVENANT)
def ebitda_cure(net_debt: float, ebitda: float, limit: float) -> float:
    """net_debt / limit - ebitda, 0 where the covenant holds; debt unchanged. ValueError for a limit of 0 or less."""
    demand(positive("limit", limit))
    return max(0.0, net_debt / limit - ebitda)


@calculator(unit="as the EBITDA", says="the value added by EBITDA growth at the entry multiple", source=_BRIDGE)
def growth_effect(ebitda_before: float, ebitda_after: float, multiple_before: float) -> float:
    """(ebitda_after - ebitda_before) x multiple_before."""
    return (ebitda_after - ebitda_before) * multiple_before


@calculator(unit="as the EBITDA", says="the value added by the multiple on entry EBITDA", source=_BRIDGE)
def multiple_effect(ebitda_before: float, multiple_before: float, multiple_after: float) -> float:
    """ebitda_before x (multiple_after - multiple_before)."""
    return ebitda_before * (multiple_after - multiple_before)


@calculator(unit="as the EBITDA", says="the value added by growth and multiple together", source=_BRIDGE)
def combined_effect(ebitda_before: float, ebitda_after: float, multiple_before: float, multiple_after: float) -> float:
    """(ebitda_after - ebitda_before) x (multiple_after - multiple_before), the part neither effect holds alone."""
    return (ebitda_after - ebitda_before) * (multiple_after - multiple_before)


@calculator(unit="as the revenue", says="the value added by revenue growth at entry margin and multiple", source=_BRIDGE)
def revenue_effect(revenue_before: float, revenue_after: float, margin_before: float, multiple_before: float) -> float:
    """(revenue_after - revenue_before) x margin_before / 100 x multiple_before."""
    return (revenue_after - revenue_before) * margin_before / 100 * multiple_before


@calculator(unit="as the revenue", says="the value added by margin on exit revenue at the entry multiple", source=_BRIDGE)
def margin_effect(revenue_after: float, margin_before: float, margin_after: float, multiple_before: float) -> float:
    """revenue_after x (margin_after - margin_before) / 100 x multiple_before; with revenue_effect it adds up to growth_effect."""
    return revenue_after * (margin_after - margin_before) / 100 * multiple_before


@calculator(unit="times EBITDA", says="the exit multiple that a target return needs", source="exit equity = entry equity x (1 + IRR)^years")
def exit_multiple_for(equity: float, rate: float, years: float, ebitda: float, net_debt: float) -> float:
    """(equity x (1 + rate / 100)^years + net_debt) / ebitda, exit EBITDA and exit net debt. ValueError for an EBITDA of 0 or less."""
    demand(positive("equity", equity), positive("EBITDA", ebitda))
    return (equity * moic_from_irr(rate, years) + net_debt) / ebitda


@calculator(
    unit="as the proceeds", says="the equity that may be paid for proceeds at a target return", source="present value at the target rate"
)
def affordable_equity(proceeds: float, rate: float, years: float) -> float:
    """proceeds / (1 + rate / 100)^years. ValueError for negative proceeds."""
    demand(not_negative("proceeds", proceeds))
    return proceeds / moic_from_irr(rate, years)


@calculator(
    unit="as the value",
    says="the equity price under completion accounts",
    source="price = enterprise value - net debt + (working capital - peg)",
)
def completion_price(value: float, net_debt: float, working_capital: float, peg: float) -> float:
    """value - net_debt + working_capital - peg, the last three as at completion."""
    return value - net_debt + working_capital - peg


@calculator(
    unit="as the price",
    says="the price of a locked box at completion",
    source="price = equity at the box date x (1 + rate x days / 365) - leakage",
)
def locked_box_price(equity: float, rate: float, days: float, leakage: float = 0) -> float:
    """equity x (1 + rate / 100 x days / 365) - leakage, simple interest on the equity price. ValueError for negative days or leakage."""
    demand(positive("equity", equity), not_negative("days", days), not_negative("leakage", leakage))
    return equity * (1 + rate / 100 * days / 365) - leakage


@calculator(
    unit="as the proceeds",
    says="what ordinary shares behind a preferred instrument receive",
    source="(proceeds - preferred with coupon) x share held",
)
def sweet_equity(proceeds: float, preferred: float, coupon: float, years: float, held: float) -> float:
    """max(0, proceeds - preferred x (1 + coupon / 100)^years) x held / 100: ``held`` is the share of ordinary shares in per cent."""
    demand(not_negative("proceeds", proceeds), not_negative("preferred", preferred), share("share held", held))
    return max(0.0, proceeds - preferred * moic_from_irr(coupon, years)) * held / 100


@calculator(unit="as the capital", says="the carried interest of a whole-fund waterfall", source=_WATERFALL)
def carried_interest(paid_in: float, distributed: float, hurdle: float, years: float, carry: float, catch_up: float = 100) -> float:
    """The manager's carry where ``paid_in`` is drawn at once and ``distributed`` comes back after ``years``.

    First capital and the compounded hurdle to the investors, then ``catch_up`` per cent to the manager until it holds ``carry``
    per cent of the profit, then the split. ``catch_up`` 0 is a hard hurdle: carry on profit above it only.
    ValueError for a catch-up above 0 that is not above the carry.
    """
    demand(
        positive("paid in", paid_in),
        not_negative("distributed", distributed),
        share("carry", carry),
        share("catch-up", catch_up),
        (catch_up == 0 or catch_up > carry, "a catch-up must be above the carry, or 0"),
    )
    preferred = paid_in * (moic_from_irr(hurdle, years) - 1)
    above = max(0.0, distributed - paid_in - preferred)
    if catch_up == 0:
        return above * carry / 100
    zone = preferred * carry / (catch_up - carry)
    caught = min(above, zone)
    return caught * catch_up / 100 + (above - caught) * carry / 100


@calculator(unit="as the capital", says="the profit at which the catch-up is complete", source=_WATERFALL)
def catch_up_complete(paid_in: float, hurdle: float, years: float, carry: float, catch_up: float = 100) -> float:
    """preferred x catch_up / (catch_up - carry): from this profit on, carry is its full share of all profit."""
    demand(positive("paid in", paid_in), share("catch-up", catch_up), (catch_up > carry, "the catch-up must be above the carry"))
    return paid_in * (moic_from_irr(hurdle, years) - 1) * catch_up / (catch_up - carry)


@calculator(unit="times", says="distributions to paid-in capital", source=_FUND)
def dpi(distributed: float, paid_in: float) -> float:
    """``distributed`` / ``paid_in``. ValueError for nothing paid in."""
    demand(positive("paid in", paid_in), not_negative("distributed", distributed))
    return distributed / paid_in


@calculator(unit="times", says="total value to paid-in capital", source=_FUND)
def tvpi(distributed: float, remaining: float, paid_in: float) -> float:
    """(distributed + remaining value) / paid_in. ValueError for nothing paid in."""
    demand(positive("paid in", paid_in), not_negative("distributed", distributed), not_negative("remaining value", remaining))
    return (distributed + remaining) / paid_in
