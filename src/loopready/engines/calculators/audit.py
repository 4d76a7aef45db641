"""Audit arithmetic: materiality, monetary unit and attribute sampling, projection, receivables, leases, roll-back of a count.

Confidence, risk, rates and taintings are per cent. Factors are exact, so published tables, which round up, differ in the last digit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_MUS = "monetary unit sampling with Poisson confidence factors, as tabled in the AICPA audit guide Audit Sampling"
_ATTRIBUTE = "binomial distribution, as tabled in the AICPA audit guide Audit Sampling"


@calculator(unit="as the benchmark", says="overall materiality from a benchmark", source="benchmark x percentage (ISA 320)")
def overall_materiality(benchmark: float, percent: float) -> float:
    """|benchmark| x percent / 100; the sign of a loss does not count. ValueError for a percentage outside 0 to 100."""
    demand(share("percentage", percent), positive("percentage", percent))
    return abs(benchmark) * percent / 100


@calculator(unit="as the materiality", says="a threshold below overall materiality", source="materiality x percentage (ISA 320, ISA 450)")
def materiality_share(materiality: float, percent: float) -> float:
    """materiality x percent / 100: performance materiality or the clearly trivial amount. ValueError above 100 per cent."""
    demand(positive("materiality", materiality), share("percentage", percent))
    return materiality * percent / 100


@calculator(unit="factor", says="the Poisson confidence factor for so many misstatements", source=_MUS)
def confidence_factor(confidence: float, misstatements: float = 0) -> float:
    """The mean at which a Poisson count of at most ``misstatements`` has probability 100 - ``confidence``.

    With none it is -ln(1 - confidence): 3.00 at 95 and 2.31 at 90 per cent (tables round up). ValueError for a confidence outside 0 to 100.
    """
    demand(
        (0 < confidence < 100, f"confidence must lie between 0 and 100 per cent, not {confidence:g}"), whole("misstatements", misstatements)
    )
    if misstatements == 0:
        return -math.log(1 - confidence / 100)
    return _factor(confidence / 100, misstatements)


@lru_cache(maxsize=1_024)
def _factor(wanted: float, misstatements: float) -> float:
    """The mean at which a share of ``wanted`` lies above this many misstatements; asked again and again by one drill."""
    return _rising(lambda mean: _gamma_share(misstatements + 1, mean) - wanted, high=misstatements + 1)


@calculator(unit="items", says="the monetary unit sample by the factor formula", source=_MUS)
def mus_sample_size(book: float, confidence: float, tolerable: float, expected: float = 0, expansion: float = 1.6) -> int:
    """ceil(book x factor for none / (tolerable - expected x expansion)); the expansion factor is 1.6 at 95 and 1.5 at 90 per cent.

    ValueError where the expected misstatement, expanded, uses up what is tolerable.
    """
    demand(
        positive("book value", book),
        positive("tolerable misstatement", tolerable),
        not_negative("expected misstatement", expected),
        (expansion >= 1, f"the expansion factor must be at least 1, not {expansion:g}"),
        (tolerable > expected * expansion, "the expected misstatement, expanded, must lie below the tolerable one"),
    )
    return math.ceil(book * confidence_factor(confidence) / (tolerable - expected * expansion) - 1e-9)


@calculator(unit="items", says="the smallest monetary unit sample that the Poisson model supports", source=_MUS)
def mus_sample_size_exact(book: float, confidence: float, tolerable: float, expected: float = 0) -> int:
    """The smallest n at which finding the expected rate still bounds misstatement by the tolerable rate: P(1 + n e, n t) >= confidence.

    ValueError where the expected misstatement is not below the tolerable one.
    """
    demand(
        positive("book value", book),
        positive("tolerable misstatement", tolerable),
        not_negative("expected misstatement", expected),
        (0 < confidence < 100, f"confidence must lie between 0 and 100 per cent, not {confidence:g}"),
        (expected <= 0.9 * tolerable, "the expected misstatement must lie well below the tolerable one"),
    )
    found, allowed = expected / book, tolerable / book
    size = _rising(lambda n: _gamma_share(1 + n * found, n * allowed) - confidence / 100, high=1 / allowed)
    return math.ceil(size - 1e-6)


@calculator(unit="as the book value", says="the sampling interval", source="book value / sample size")
def sampling_interval(book: float, items: float) -> float:
    """book / items: one selection falls in every interval, so an item of that size is always selected. ValueError for no items."""
    demand(positive("book value", book), positive("items", items))
    return book / items


@calculator(unit="as the book value", says="the misstatement projected from a monetary unit sample", source=_MUS)
def mus_projected(interval: float, *pairs: float) -> float:
    """Sum over items given as book value, audited value, book value, audited value ...

    An item below the interval counts tainting x interval, tainting being (book - audited) / book; an item of the interval or more
    counts its own difference. Overstatement is positive. ValueError for an odd number of values or a book value of 0.
    """
    return sum(projected for projected, _ in _misstatements(interval, pairs))


@calculator(unit="as the book value", says="the upper limit of overstatement in a monetary unit sample", source=_MUS)
def mus_upper_limit(interval: float, confidence: float, *pairs: float) -> float:
    """Projected misstatement + basic precision + incremental allowance, for overstatements (pairs as for ``mus_projected``).

    Basic precision is factor for none x interval. The taintings below the interval are ranked from the largest down and each widens
    the limit by (factor k - factor k-1 - 1) x its projection. Understatements and items of the interval or more add no allowance.
    """
    found = _misstatements(interval, pairs)
    ranked = sorted((projected for projected, sampled in found if sampled and projected > 0), reverse=True)
    factors = [confidence_factor(confidence, k) for k in range(len(ranked) + 1)]
    widened = sum((factors[k + 1] - factors[k] - 1) * projected for k, projected in enumerate(ranked))
    return sum(projected for projected, _ in found if projected > 0) + factors[0] * interval + widened


@calculator(unit="as the book value", says="a sample's misstatement projected by the ratio of values", source="ratio projection (ISA 530)")
def ratio_projection(misstatement: float, sample_book: float, population_book: float) -> float:
    """misstatement / sample_book x population_book, both without the items tested in full. ValueError for a sample above its population."""
    demand(positive("sample's book value", sample_book), (population_book >= sample_book, "the population must hold the sample"))
    return misstatement / sample_book * population_book


@calculator(
    unit="as the misstatement", says="a sample's misstatement projected by the number of items", source="difference projection (ISA 530)"
)
def difference_projection(misstatement: float, sample_items: float, population_items: float) -> float:
    """misstatement / sample_items x population_items. ValueError for a sample above its population."""
    demand(positive("sample items", sample_items), (population_items >= sample_items, "the population must hold the sample"))
    return misstatement / sample_items * population_items


@calculator(unit="items", says="the sample for a test of a control", source=_ATTRIBUTE)
def attribute_sample_size(tolerable: float, confidence: float, deviations: float = 0) -> int:
    """The smallest n for which at most ``deviations`` found bounds the deviation rate by ``tolerable`` per cent.

    With none expected it is ceil(ln(1 - confidence) / ln(1 - tolerable)): 59 at 95 and 45 at 90 per cent for a tolerable rate of 5.
    """
    demand(
        (0 < tolerable < 100, f"the tolerable rate must lie between 0 and 100 per cent, not {tolerable:g}"),
        (0 < confidence < 100, f"confidence must lie between 0 and 100 per cent, not {confidence:g}"),
        whole("deviations", deviations),
        (deviations <= 50, "more than 50 expected deviations are no basis for relying on a control"),
    )
    low, high = int(deviations), int(deviations) + 1
    while _binomial_at_most(int(deviations), high, tolerable / 100) > 1 - confidence / 100:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        fits = _binomial_at_most(int(deviations), middle, tolerable / 100) <= 1 - confidence / 100
        low, high = (low, middle) if fits else (middle, high)
    return high


@calculator(unit="per cent", says="the upper limit of a control's deviation rate", source=_ATTRIBUTE)
def deviation_upper_limit(items: float, deviations: float, confidence: float) -> float:
    """The rate, in per cent, at which ``deviations`` or fewer in ``items`` have probability 100 - ``confidence``: one-sided, exact."""
    demand(
        whole("items", items, least=1),
        whole("deviations", deviations),
        (deviations < items, "fewer deviations than items are needed"),
        (0 < confidence < 100, f"confidence must lie between 0 and 100 per cent, not {confidence:g}"),
    )
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        above = _binomial_at_most(int(deviations), int(items), middle) > 1 - confidence / 100
        low, high = (middle, high) if above else (low, middle)
    return high * 100


@calculator(
    unit="as the amounts", says="the part of a difference that is above the threshold", source="substantive analytical procedure (ISA 520)"
)
def difference_over_threshold(recorded: float, expected: float, threshold: float) -> float:
    """max(0, |recorded - expected| - threshold). The whole difference is to be investigated once this is above 0."""
    demand(not_negative("threshold", threshold))
    return max(0.0, abs(recorded - expected) - threshold)


@calculator(unit="days", says="the days of sales in receivables", source="receivables / revenue x days")
def receivable_days(receivables: float, revenue: float, days: float = 365) -> float:
    """receivables / revenue x days, both gross or both net of sales tax. ValueError for no revenue."""
    demand(not_negative("receivables", receivables), positive("revenue", revenue), positive("days", days))
    return receivables / revenue * days


@calculator(unit="as the balances", says="the allowance by age of the debt", source="provision matrix: balance x loss rate (IFRS 9)")
def ageing_allowance(*pairs: float) -> float:
    """Sum of balance x loss rate / 100, given as balance, rate, balance, rate ... ValueError for no pairs or a rate outside 0 to 100."""
    demand((bool(pairs) and len(pairs) % 2 == 0, "give pairs of balance and loss rate"))
    demand(*(share("each loss rate", rate) for rate in pairs[1::2]))
    return sum(balance * rate / 100 for balance, rate in zip(pairs[::2], pairs[1::2], strict=True))


@calculator(unit="as the cost", says="a straight-line charge", source="(cost - residual) / life x part of the year")
def straight_line_charge(cost: float, residual: float, years: float, months: float = 12) -> float:
    """(cost - residual) / years x months / 12. ValueError for a residual above cost, no life, or months outside 0 to 12."""
    demand(
        not_negative("residual", residual),
        (cost >= residual, "the residual value is above the cost"),
        positive("years", years),
        (0 <= months <= 12, f"months must lie from 0 to 12, not {months:g}"),
    )
    return (cost - residual) / years * months / 12


@calculator(unit="as the payment", says="the present value of equal payments", source="annuity (IFRS 16 lease liability)")
def lease_liability(payment: float, rate: float, periods: float, advance: float = 0) -> float:
    """payment x (1 - (1 + r)^-n) / r, times (1 + r) where ``advance`` is 1; the liability before the first payment.

    ``rate`` is per cent a period. ValueError for a negative rate, no periods, or ``advance`` other than 0 or 1.
    """
    demand(not_negative("rate", rate), positive("periods", periods), (advance in (0, 1), "advance is 0 or 1"))
    if rate == 0:
        return payment * periods
    r = rate / 100
    return payment * (1 - math.pow(1 + r, -periods)) / r * (1 + r if advance else 1)


@calculator(
    unit="as the start",
    says="the carrying amount under the effective interest method",
    source="effective interest method (IFRS 9, IFRS 16)",
)
def effective_interest_carrying(start: float, rate: float, payment: float, periods: float) -> float:
    """start x (1 + r)^n - payment x ((1 + r)^n - 1) / r: the amount after so many payments in arrears. ValueError for a negative rate."""
    demand(not_negative("rate", rate), not_negative("periods", periods))
    if rate == 0:
        return start - payment * periods
    grown = math.pow(1 + rate / 100, periods)
    return start * grown - payment * (grown - 1) / (rate / 100)


@calculator(unit="times", says="the current or quick ratio", source="(current assets - what is left out) / current liabilities")
def liquidity_ratio(current_assets: float, current_liabilities: float, left_out: float = 0) -> float:
    """(current_assets - left_out) / current_liabilities; ``left_out`` is inventory for the quick ratio. ValueError for no liabilities."""
    demand(positive("current liabilities", current_liabilities), not_negative("what is left out", left_out))
    return (current_assets - left_out) / current_liabilities


@calculator(
    unit="as the count",
    says="stock at the year end worked back from a later count",
    source="count - received + despatched at cost (ISA 501)",
)
def count_roll_back(counted: float, received: float, despatched: float) -> float:
    """counted - received + despatched, both between the year end and the count and at cost. ValueError for negative movements."""
    demand(not_negative("received", received), not_negative("despatched", despatched))
    return counted - received + despatched


@calculator(unit="as the sales", says="sales brought to cost", source="sales x (1 - gross margin)")
def sales_at_cost(sales: float, margin: float) -> float:
    """sales x (1 - margin / 100); a margin is a share of the sale, a mark-up one of the cost. ValueError outside 0 to 100 per cent."""
    demand(not_negative("sales", sales), share("gross margin", margin))
    return sales * (1 - margin / 100)


def _misstatements(interval: float, pairs: tuple[float, ...]) -> list[tuple[float, bool]]:
    """The projection of each item, and whether it was sampled rather than certain to be selected."""
    demand(positive("interval", interval), (len(pairs) % 2 == 0, "give pairs of book value and audited value"))
    books, audited = pairs[::2], pairs[1::2]
    demand(*(positive("each book value", book) for book in books))
    return [
        (book - right, False) if book >= interval else ((book - right) / book * interval, True)
        for book, right in zip(books, audited, strict=True)
    ]


def _binomial_at_most(k: int, n: int, p: float) -> float:
    """The probability of at most k in n."""
    if p <= 0:
        return 1.0
    if p >= 1:
        return 1.0 if k >= n else 0.0
    logs = (
        math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * math.log(p) + (n - i) * math.log1p(-p) for i in range(k + 1)
    )
    return math.fsum(math.exp(log) for log in logs)


def _gamma_share(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function P(shape, x), by its series; shape may be a fraction."""
    if x <= 0:
        return 0.0
    term = total = 1 / shape
    step = shape
    while term > total * 1e-15:
        step += 1
        term *= x / step
        total += term
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape))


def _rising(function: Callable[[float], float], *, high: float) -> float:
    """The zero of a rising function above 0: doubled until it is passed, then halved to it."""
    low = 0.0
    for _ in range(60):
        if function(high) >= 0:
            break
        low, high = high, high * 2
    demand((function(high) >= 0, "no sample of any size would do"))
    for _ in range(100):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (low, middle) if function(middle) >= 0 else (middle, high)
    return high
