"""Error budgets, multiwindow alerts, composite availability, and how far a failure reaches."""

from __future__ import annotations

from loopready.engines.calculators.slo import (
    alert_burn_rate,
    blast_radius,
    burn_rate,
    downtime_minutes,
    hours_to_exhaustion,
    k_of_n_availability,
    request_budget,
    serial_availability,
    shard_combinations,
    shard_overlap,
)
from loopready.engines.tools.faults import Faults
from loopready.model.tools.slo import AlertResult, AlertRule, Overlap, PartGroup, PartResult, SloInputs, SloResult

_MINUTES = 60.0


def work(inputs: SloInputs) -> SloResult:
    """Everything that follows from the inputs. FaultyInputsError names every field that does not go with the others."""
    _check(inputs)
    whole = inputs.requests if inputs.basis == "requests" else inputs.window * 1_440
    gone = whole * inputs.elapsed / inputs.window
    budget = request_budget(whole, inputs.target) if inputs.basis == "requests" else downtime_minutes(inputs.target, inputs.window)
    used = inputs.failed if inputs.basis == "requests" else inputs.down
    burn = burn_rate(inputs.error_rate, inputs.target)
    left = max(0.0, 1 - used / budget) * 100
    parts = tuple(part_of(part, shared=inputs.shared, window=inputs.window) for part in inputs.parts)
    composite = serial_availability(*(part.availability for part in parts)) if parts else 100.0
    shortest = min((rule.long for rule in inputs.alerts), default=None)
    an_hour = inputs.requests / (inputs.window * 24)
    return SloResult(
        unit=inputs.basis, budget=budget, used=used, used_share=used / budget * 100, left=budget - used,
        elapsed_share=inputs.elapsed / inputs.window * 100, pace=used / budget / (inputs.elapsed / inputs.window),
        projected_share=used / budget * 100 * inputs.window / inputs.elapsed, attained=(1 - used / gone) * 100,
        worst_share=used / budget * inputs.worst, burn=burn,
        hours_left=hours_to_exhaustion(burn, inputs.window, left) if burn > 0 else None,
        alerts=tuple(alert_of(rule, target=inputs.target, window=inputs.window, short=inputs.short, burn=burn) for rule in inputs.alerts),
        requests_an_hour=an_hour,
        one_failure_burn=None if shortest is None else burn_rate(min(100.0, 100 / (an_hour * shortest)), inputs.target),
        parts=parts, independent=serial_availability(*(part.independent for part in parts)) if parts else 100.0, composite=composite,
        composite_minutes=downtime_minutes(composite, inputs.window), cell_share=blast_radius(inputs.cells),
        cell_mean_minutes=inputs.cell_minutes / inputs.cells, combinations=shard_combinations(inputs.nodes, inputs.shard),
        overlaps=tuple(Overlap(nodes=m, chance=shard_overlap(inputs.nodes, inputs.shard, m)) for m in range(inputs.shard + 1)),
    )  # fmt: skip


def _check(inputs: SloInputs) -> None:
    faults = Faults()
    faults.check(inputs.elapsed <= inputs.window, "elapsed", f"the window has only {inputs.window:g} days")
    gone = inputs.elapsed / inputs.window
    if inputs.basis == "requests":
        came = inputs.requests * gone
        faults.check(inputs.failed <= came, "failed", f"only {came:,.0f} requests came in the days gone")
    else:
        faults.check(inputs.down <= inputs.elapsed * 1_440, "down", f"the days gone have only {inputs.elapsed * 1_440:,.0f} minutes")
    for at, rule in enumerate(inputs.alerts):
        faults.check(rule.long <= inputs.window * 24, f"alerts.{at}.long", f"is longer than the window of {inputs.window * 24:,.0f} hours")
    for at, part in enumerate(inputs.parts):
        faults.check(part.needed <= part.copies, f"parts.{at}.needed", f"there are only {part.copies} copies")
    faults.check(inputs.shard <= inputs.nodes, "shard", f"there are only {inputs.nodes} nodes")
    faults.end()


def alert_of(rule: AlertRule, *, target: float, window: float, short: float, burn: float) -> AlertResult:
    """An alert derived from its budget share and window, tried on a steady failure at the rate ``burn``.

    Burn threshold = share x window / long window. It fires when the long window's mean reaches the threshold: threshold x long / burn
    after the first failure (the short window is there earlier). It is quiet when the short window's mean falls under the threshold:
    short x (1 - threshold / burn) after the last failure. Source: The Site Reliability Workbook, chapter 5.
    """
    threshold = alert_burn_rate(rule.share, rule.long, window)
    minutes = rule.long * _MINUTES
    fires = burn >= threshold * (1 - 1e-12)
    return AlertResult(
        severity=rule.severity, share=rule.share, long_hours=rule.long, short_minutes=minutes / short, burn=threshold,
        error_rate=threshold * (100 - target), detect=threshold * minutes / burn if fires else None, spent=rule.share if fires else None,
        reset=max(0.0, minutes / short * (1 - threshold / burn)) if fires else None,
    )  # fmt: skip


def part_of(part: PartGroup, *, shared: float, window: float) -> PartResult:
    """A part's availability: k of n copies that fail by themselves, in series with what hits all of them at once (beta-factor model)."""
    down = (100 - part.availability) / 100
    beta = shared / 100 if part.copies > 1 else 0.0
    independent = k_of_n_availability(part.needed, part.copies, part.availability)
    alone = k_of_n_availability(part.needed, part.copies, 100 * (1 - down * (1 - beta)))
    together = serial_availability(alone, 100 * (1 - down * beta))
    return PartResult(part=part.part, independent=independent, availability=together, minutes=downtime_minutes(together, window))
