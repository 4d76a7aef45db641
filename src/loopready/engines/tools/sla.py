"""Credits under a published contract: what it counts, the step reached, the exposure by region and customer, the last day to claim."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from loopready.engines.calculators.credit import credit_exposure, credit_percent, minutes_to_next_band, weighted_attainment
from loopready.engines.calculators.slo import availability, downtime_minutes
from loopready.engines.lexicon import table
from loopready.engines.tools.faults import Faults
from loopready.model.tools.sla import (
    Counting,
    SlaCustomerResult,
    SlaInputs,
    SlaRegion,
    SlaRegionResult,
    SlaResult,
    SlaStep,
    SlaTerms,
)

_TABLE = "sla_contracts"
_FRIDAY = 4
_UNKNOWN = 50.0
"""Where it is not known whether a named customer claims, the likely case counts half of the credit."""


def work(inputs: SlaInputs) -> SlaResult:
    """Credits of the month. FaultyInputsError names every field that does not go with the others."""
    days = calendar.monthrange(inputs.incident.year, inputs.incident.month)[1]
    _check(inputs, window=days * 1_440.0)
    terms = terms_of(inputs)
    regions = tuple(_region(region, inputs, terms, days=days) for region in inputs.regions)
    credit = {region.region: region.credit for region in regions}
    customers = tuple(
        SlaCustomerResult(
            customer=each.customer, region=each.region, spend=each.spend, claims=each.claims, credit=credit[each.region] if each.hit else 0,
            most=credit_exposure(each.spend, credit[each.region]) if each.hit else 0,
        )
        for each in inputs.customers
    )  # fmt: skip
    spend = sum(region.spend for region in inputs.regions)
    weights = [(result.uptime, region.spend if spend else 1) for result, region in zip(regions, inputs.regions, strict=True)]
    return SlaResult(
        terms=terms, days=days, window=days * 1_440.0, allowed=downtime_minutes(terms.target, days), regions=regions, customers=customers,
        spend=spend, most=sum(region.most for region in regions), likely=sum(region.likely for region in regions),
        mean_uptime=weighted_attainment(*(value for pair in weights for value in pair)),
    )  # fmt: skip


def _check(inputs: SlaInputs, *, window: float) -> None:
    faults = Faults()
    faults.check(bool(inputs.regions), "regions", "name at least one region")
    seen: dict[str, SlaRegion] = {}
    for at, region in enumerate(inputs.regions):
        faults.check(region.region not in seen, f"regions.{at}.region", f"{region.region} is there twice; add its minutes up in one row")
        faults.check(region.minutes <= window, f"regions.{at}.minutes", f"the month has only {window:,.0f} minutes")
        seen.setdefault(region.region, region)
    named: dict[str, float] = {}
    for at, each in enumerate(inputs.customers):
        if faults.check(each.region in seen, f"customers.{at}.region", f"{each.region} is no region above; write one of {', '.join(seen)}"):
            named[each.region] = named.get(each.region, 0.0) + each.spend
    for at, region in enumerate(inputs.regions):
        held = named.get(region.region, 0.0)
        faults.check(
            held <= region.spend * (1 + 1e-9), f"regions.{at}.spend",
            f"the customers named here pay {held:,.0f} together, more than the region's bill of {region.spend:,.0f}",
        )  # fmt: skip
    if inputs.contract == "own":
        steps = inputs.own_steps
        proportional = inputs.own_counting == "proportional"
        faults.check(bool(steps) or proportional, "own_steps", "give at least one step")
        for at in range(1, len(steps)):
            faults.check(steps[at].below < steps[at - 1].below, f"own_steps.{at}.below", "must be below the step before it")
            faults.check(
                steps[at].credit >= steps[at - 1].credit, f"own_steps.{at}.credit", "must not be under the credit of the step before it"
            )
    faults.end()


def terms_of(inputs: SlaInputs) -> SlaTerms:
    """The contract as the data file has it, or the person's own."""
    if inputs.contract == "own":
        target = inputs.own_steps[0].below if inputs.own_steps else 100.0
        return SlaTerms(
            id="own", provider="Your own contract", service="", target=target, steps=inputs.own_steps, counts=inputs.own_counting,
            counts_cited=True, error_rate=inputs.own_error_rate, least_run=inputs.own_least_run, claim_says="as your contract says",
            claim_until=None, facts=(),
        )  # fmt: skip
    found: dict[str, Any] = table(_TABLE)["contracts"][inputs.contract]
    claim: dict[str, Any] = table(_TABLE)["claims"][found["claim"]]
    return SlaTerms(
        id=inputs.contract, provider=found["provider"], service=found["service"], target=found["target"],
        steps=tuple(SlaStep(below=below, credit=credit) for below, credit in found["steps"]), counts=found["counts"],
        counts_cited=found["counting"] == "cited",
        error_rate=inputs.own_error_rate, least_run=inputs.own_least_run, claim_says=claim["says"],
        claim_until=claim_until(inputs.incident, claim), facts=(*found["facts"], *claim["facts"]),
    )  # fmt: skip


def claim_until(incident: dt.date, claim: dict[str, Any]) -> dt.date | None:
    """The last day to claim: by months after the incident's, days after its month, or business days after the incident."""
    if "months" in claim:
        return _month_end(incident, after=claim["months"])
    if "days_after_month" in claim:
        return _month_end(incident, after=0) + dt.timedelta(days=claim["days_after_month"])
    if "business_days" in claim:
        day, left = incident, claim["business_days"]
        while left:
            day += dt.timedelta(days=1)
            left -= day.weekday() <= _FRIDAY
        return day
    return None


def _month_end(day: dt.date, *, after: int) -> dt.date:
    months = day.year * 12 + day.month - 1 + after
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def counted_minutes(region: SlaRegion, counts: Counting, *, error_rate: float, least_run: float) -> float:
    """The minutes that a contract counts for a customer who was reached.

    Slices: minutes x error rate, since every slice of the month weighs the same. Threshold: all minutes where the error rate is above
    ``error_rate`` for at least ``least_run`` minutes, else none. Zones: none while fewer than two zones are down together.
    """
    if counts == "zones":
        return region.minutes if region.zones > 1 else 0.0
    if counts == "slices":
        return region.minutes * region.errors / 100
    if counts == "threshold":
        return region.minutes if region.errors > error_rate and region.minutes >= least_run else 0.0
    return region.minutes


def _region(region: SlaRegion, inputs: SlaInputs, terms: SlaTerms, *, days: int) -> SlaRegionResult:
    counted = counted_minutes(region, terms.counts, error_rate=terms.error_rate, least_run=terms.least_run)
    uptime = availability(counted, days)
    bands = [value for step in terms.steps for value in (step.below, step.credit)]
    if terms.counts == "proportional":
        credit, to_next = counted * region.errors / 100 / (days * 1_440) * 100, None
    else:
        credit = credit_percent(uptime, *bands)
        lowest = uptime < terms.steps[-1].below
        to_next = None if lowest else minutes_to_next_band(counted, days, *bands)
    here = [each for each in inputs.customers if each.region == region.region]
    rest = max(0.0, region.spend - sum(each.spend for each in here)) * region.reached / 100
    named = sum(credit_exposure(each.spend, credit) for each in here if each.hit)
    shares = {"yes": 100.0, "no": 0.0, "unknown": _UNKNOWN}
    named_likely = sum(credit_exposure(each.spend, credit, shares[each.claims]) for each in here if each.hit)
    return SlaRegionResult(
        region=region.region, minutes=region.minutes, counted=counted, plain=availability(region.minutes, days), uptime=uptime,
        credit=credit, to_next=to_next, reached_spend=rest + sum(each.spend for each in here if each.hit), named=named,
        most=named + credit_exposure(rest, credit), likely=named_likely + credit_exposure(rest, credit, inputs.claiming),
    )  # fmt: skip
