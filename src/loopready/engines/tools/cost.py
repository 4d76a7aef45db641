"""The cost tool: what a bill in FOCUS columns says about services, teams, customers, commitments and what could be saved."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from loopready.engines.tools.apportion import exact_sum, percent, rounded, rounded_parts
from loopready.engines.tools.cost_allocation import allocate, listed, tag_of
from loopready.engines.tools.cost_levers import MACHINES, largest, levers
from loopready.engines.tools.faults import Faults, FaultyInputsError
from loopready.engines.tools.focus import read_bill
from loopready.engines.tools.invented_bill import invented_bill
from loopready.model.tools.cost import (
    Allocation,
    Anomaly,
    CommitmentUse,
    CostInputs,
    CostResult,
    Coverage,
    MonthCost,
    Named,
    Rule,
    Savings,
    UnitChange,
    UsageRow,
)
from loopready.model.tools.focus import Bill, Charge

ALL = "all"


def work(inputs: CostInputs) -> CostResult:
    """What the bill says. FaultyInputsError, a ValueError, with all faults of the inputs at once, each with its field."""
    bill = _bill(inputs)
    inputs, left_out = (inputs, ()) if bill.invented else _own(inputs)
    held = tuple(sorted({charge.month for charge in bill.charges}))
    _check(inputs, held)
    period = inputs.month.strip().lower() or held[-1]
    charges = tuple(charge for charge in bill.charges if period in (ALL, charge.month))
    months = _months(bill, held, inputs)
    lever_month = _lever_month(period, months)
    found = levers([charge for charge in bill.charges if charge.month == lever_month], inputs)
    teams, customers = _allocations(charges, inputs)
    return CostResult(
        currency=bill.currency, invented=bill.invented, rows=bill.rows, period=period, lever_month=lever_month, months=months,
        total=rounded(_cost(charges)), billed=rounded(exact_sum(charge.billed for charge in charges)),
        kinds=_named(charges, lambda charge: charge.charge), services=_named(charges, lambda charge: charge.service), teams=teams,
        customers=customers, savings=_savings(charges), coverage=_coverage(charges), anomalies=_anomalies(bill, months, inputs),
        levers=found, largest=largest(found), saves=exact_sum(lever.saves for lever in found), unit_change=_unit_change(months),
        keys=tuple(sorted({key for charge in bill.charges for key, _ in charge.tags})), bad_tags=bill.bad_tags,
        no_contract=bill.no_contract, read_as=bill.read_as, left_out=left_out,
        unknown_volumes=tuple(row.month.strip() for row in inputs.volumes if row.month.strip() not in held),
    )  # fmt: skip


def _bill(inputs: CostInputs) -> Bill:
    if not inputs.bill.strip():
        return invented_bill()
    try:
        read = read_bill(inputs.bill)
    except ValueError as error:
        raise FaultyInputsError((("bill", str(error)),)) from error
    # The invented bill, taken along as a file and opened again, is still the invented one and keeps the example's rows.
    return read.model_copy(update={"invented": read.charges == invented_bill().charges})


def _own(inputs: CostInputs) -> tuple[CostInputs, tuple[str, ...]]:
    """The inputs for a bill of one's own: rows that still are the invented example's are taken out, and which they were.

    Why: a page sends all of its fields, and invented customers beside real charges would share their cost.
    """
    example = CostInputs()
    left_out = tuple(name for name in ("team_usage", "customer_usage", "volumes") if getattr(inputs, name) == getattr(example, name))
    changes: dict[str, object] = dict.fromkeys(left_out, ())
    for who in ("team", "customer"):
        if f"{who}_usage" in left_out and getattr(inputs, f"{who}_rule") == "usage":
            changes[f"{who}_rule"] = "proportional"
    return inputs.model_copy(update=changes), left_out


def _check(inputs: CostInputs, held: Sequence[str]) -> None:
    faults = Faults()
    span = held[0] if len(held) == 1 else f"{held[0]} to {held[-1]}"
    known = inputs.month.strip().lower() in ("", ALL, *held)
    faults.check(known, "month", f"the bill holds {span}: give one of its months, written as {held[-1]}, or all")
    for name, cell in (("team_usage", "name"), ("customer_usage", "name"), ("volumes", "month")):
        seen = set()
        for at, row in enumerate(getattr(inputs, name)):
            said = getattr(row, cell).strip()
            faults.check(said not in seen, f"{name}.{at}.{cell}", f"{said[:40]} stands there twice: keep one row")
            seen.add(said)
    faults.end()


def _allocations(charges: Sequence[Charge], inputs: CostInputs) -> tuple[Allocation, Allocation]:
    faults = Faults()

    def divided(who: str, key: str, rule: Rule, usage: Sequence[UsageRow], shared: frozenset[str]) -> Allocation | None:
        try:
            return allocate(charges, key=key.strip(), shared=shared, rule=rule, usage=usage)
        except ValueError as error:
            faults.check(False, f"{who}_rule", str(error))
            return None

    teams = divided("team", inputs.team_key, inputs.team_rule, inputs.team_usage, listed(inputs.shared_teams))
    customers = divided("customer", inputs.customer_key, inputs.customer_rule, inputs.customer_usage, frozenset())
    faults.end()
    assert teams is not None and customers is not None
    return teams, customers


def _cost(charges: Iterable[Charge]) -> Decimal:
    return exact_sum(charge.effective for charge in charges)


def _named(charges: Sequence[Charge], name_of: Callable[[Charge], str]) -> tuple[Named, ...]:
    """Effective cost by name, largest first; the parts add up to the total."""
    sums: dict[str, list[Decimal]] = defaultdict(list)
    for charge in charges:
        sums[name_of(charge)].append(charge.effective)
    whole = sorted(((name, exact_sum(costs)) for name, costs in sums.items()), key=lambda pair: (-pair[1], pair[0]))
    parts = rounded_parts([cost for _, cost in whole])
    return tuple(Named(name=name, cost=part) for (name, _), part in zip(whole, parts, strict=True))


def _months(bill: Bill, held: Sequence[str], inputs: CostInputs) -> tuple[MonthCost, ...]:
    volumes = {row.month.strip(): row.units for row in inputs.volumes}
    out = []
    for month in held:
        charges = [charge for charge in bill.charges if charge.month == month]
        days, whole = _days(month, bill)
        cost, units = _cost(charges), volumes.get(month)
        out.append(
            MonthCost(
                month=month, days=days, whole=whole, effective=rounded(cost),
                billed=rounded(exact_sum(charge.billed for charge in charges)),
                usage=rounded(_cost(charge for charge in charges if charge.charge == "Usage")),
                credits=rounded(_cost(charge for charge in charges if charge.charge == "Credit")), units=units,
                unit_cost=float(Fraction(cost) / Fraction(units)) if units else None,
            )
        )  # fmt: skip
    return tuple(out)


def _days(month: str, bill: Bill) -> tuple[int, bool]:
    """The days of a month that the bill's charge periods reach over, and whether that is all of them."""
    first = dt.date.fromisoformat(f"{month}-01")
    length = calendar.monthrange(first.year, first.month)[1]
    start, end = max(first, bill.start), min(first + dt.timedelta(days=length), bill.end)
    return max(1, (end - start).days), (end - start).days == length


def _lever_month(period: str, months: Sequence[MonthCost]) -> str:
    """The month shown where the bill covers it wholly, or else the last whole one there is: what can be saved is said a month."""
    whole = [month.month for month in months if month.whole]
    if period in whole or not whole:
        return period if period != ALL else months[-1].month
    return whole[-1]


def _savings(charges: Sequence[Charge]) -> Savings:
    """Savings on usage. Unused commitment has an effective cost and, whatever its list cost says, no use to set it against."""
    usage = [charge for charge in charges if charge.charge == "Usage"]
    real = [charge for charge in usage if charge.status != "Unused"]
    listing, contracted = (exact_sum(getattr(charge, cost) for charge in real) for cost in ("list_cost", "contracted"))
    covered = exact_sum(charge.contracted - charge.effective for charge in real if charge.status == "Used")
    other = exact_sum(charge.contracted - charge.effective for charge in real if charge.status != "Used")
    wasted = _cost(charge for charge in usage if charge.status == "Unused")
    effective = _cost(usage)
    return Savings(
        list_cost=listing, contracted=contracted, effective=effective, negotiated=listing - contracted, committed=covered, other=other,
        wasted=wasted, over_list=percent(listing - effective, listing),
        over_contracted=percent(contracted - effective, contracted),
    )  # fmt: skip


def _coverage(charges: Sequence[Charge]) -> Coverage:
    usage = [charge for charge in charges if charge.charge == "Usage"]
    covered = exact_sum(charge.contracted for charge in usage if charge.status == "Used")
    open_ = exact_sum(c.contracted for c in usage if not c.status and c.category in MACHINES and c.pricing != "Dynamic")
    named = sorted({charge.commitment for charge in usage if charge.status})
    uses = tuple(_use(name, [charge for charge in usage if charge.status and charge.commitment == name]) for name in named)
    return Coverage(
        eligible=covered + open_, covered=covered, coverage=percent(covered, covered + open_), commitments=uses,
        utilisation=percent(exact_sum(use.used for use in uses), exact_sum(use.used + use.unused for use in uses)),
    )  # fmt: skip


def _use(name: str, charges: Sequence[Charge]) -> CommitmentUse:
    used, unused = (_cost(charge for charge in charges if charge.status == status) for status in ("Used", "Unused"))
    worth = exact_sum(charge.contracted for charge in charges if charge.status == "Used")
    return CommitmentUse(
        name=name, used=used, unused=unused, utilisation=percent(used, used + unused), discount=percent(worth - used, worth)
    )


def _anomalies(bill: Bill, months: Sequence[MonthCost], inputs: CostInputs) -> tuple[Anomaly, ...]:
    """Services whose cost a day moved between neighbouring months by more than both limits, largest first."""
    sums: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for charge in bill.charges:
        if charge.charge == "Usage" and charge.status != "Unused":
            teams, team = sums[charge.month, charge.service], tag_of(charge, inputs.team_key.strip())
            teams[team] = exact_sum((teams.get(team, Decimal(0)), charge.effective))
    services = sorted({service for _, service in sums})
    out = []
    for before, now in pairwise(months):
        if not _neighbours(before.month, now.month):
            continue
        least = abs(Fraction(now.usage)) * Fraction(inputs.anomaly_share) / 100
        for service in services:
            old, new = sums.get((before.month, service), {}), sums.get((now.month, service), {})
            extra = _extra(exact_sum(old.values()), exact_sum(new.values()), before.days, now.days)
            then = Fraction(exact_sum(old.values())) / before.days
            moved = float(extra / now.days / then * 100) if then > 0 else None
            if not extra or abs(extra) < least or (moved is not None and abs(moved) <= inputs.anomaly_percent):
                continue
            by_team = {team: _extra(old.get(team, Decimal(0)), new.get(team, Decimal(0)), before.days, now.days) for team in {*old, *new}}
            team = max(sorted(by_team), key=lambda name: by_team[name] * (1 if extra > 0 else -1))
            out.append(
                Anomaly(
                    service=service, month=now.month, before=rounded(exact_sum(old.values())), now=rounded(exact_sum(new.values())),
                    percent=moved, extra=rounded(extra), team=team, team_extra=rounded(by_team[team]),
                )
            )  # fmt: skip
    return tuple(sorted(out, key=lambda anomaly: (-abs(anomaly.extra), anomaly.month, anomaly.service)))


def _extra(before: Decimal, now: Decimal, days_before: int, days_now: int) -> Fraction:
    return Fraction(now) - Fraction(before) / days_before * days_now


def _neighbours(before: str, now: str) -> bool:
    year, month = (int(part) for part in before.split("-"))
    return now == (f"{year}-{month + 1:02}" if month < 12 else f"{year + 1}-01")


def _unit_change(months: Sequence[MonthCost]) -> UnitChange | None:
    """Volume first: the units more at the old unit cost, then all units at the change of the unit cost."""
    known = [month for month in months if month.whole and month.units]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    was, now = Fraction(first.units or 0), Fraction(last.units or 0)
    volume = (now - was) * Fraction(first.effective) / was
    change = Fraction(last.effective) - Fraction(first.effective)
    by_volume, by_rate = rounded_parts([volume, change - volume])
    return UnitChange(
        first=first.month, last=last.month, change=rounded(change), by_volume=by_volume, by_rate=by_rate,
        volume_percent=float((now - was) / was * 100), cost_percent=percent(change, Fraction(first.effective)) or 0.0,
    )  # fmt: skip
