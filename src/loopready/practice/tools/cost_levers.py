"""The levers in words: what each acts on, the assumption it rests on, and its arithmetic."""

from __future__ import annotations

from decimal import Decimal

from loopready.engines.tools.apportion import exact_sum
from loopready.model import Chart, ReportSection
from loopready.model.tools.cost import CostInputs, CostResult, Lever, LeverId
from loopready.practice.tools.cost_words import bars, short, table

_MONTHLY = "a month"
NAMES: dict[LeverId, str] = {
    "unused": "End or fill unused commitment",
    "off_hours": "Switch non-production off",
    "idle": "Remove what is idle",
    "rightsize": "Size down",
    "tiering": "Move cold data to a colder tier",
    "transfer": "Avoid data transfer",
    "logs": "Keep fewer logs",
    "commit": "Commit to the steady part",
    "chip": "Change the processor",
}
_BASES: dict[LeverId, str] = {
    "unused": "commitment paid for and not used",
    "off_hours": "machines and databases on demand, not production",
    "idle": "machines on demand",
    "rightsize": "machines and databases on demand",
    "tiering": "storage",
    "transfer": "data transfer",
    "logs": "logs, metrics and traces",
    "commit": "production machines and databases on demand",
    "chip": "machines on demand that are not committed to",
}
_ASSUMES: dict[LeverId, str] = {
    "unused": "measured, not assumed. Filling it with usage that is on demand now saves more: the price on demand of what it could carry.",
    "off_hours": "assumes that nobody needs it at night and that it comes up by itself in the morning.",
    "idle": "assumes the share: list what had no request or no login in 30 days, ask its owner, then remove it.",
    "rightsize": "assumes that peak use fits the smaller size with the headroom that the service level needs; look at a month.",
    "tiering": "assumes that cold data stays cold: fees for reading back and for a least time of storage can eat the saving.",
    "transfer": "assumes that traffic can be cached, compressed or kept in its zone. Copies that a service level needs stay.",
    "logs": "assumes that sampling and shorter keeping leave what an incident and an auditor need.",
    "commit": "assumes that the use lasts as long as the term. Committing comes after sizing down: a commitment to waste keeps the waste.",
    "chip": "assumes that images and native code run on it. Vendors' figures are claims: measure on your own load.",
}


def largest_said(result: CostResult) -> str:
    """The five largest levers in a sentence."""
    by_id = {lever.id: lever for lever in result.levers}
    if not result.largest:
        return "No lever saves anything with these assumptions."
    money = result.currency
    five = exact_sum(by_id[id].saves for id in result.largest)
    named = ", ".join(f"{NAMES[id].lower()} {short(by_id[id].saves, money)}" for id in result.largest)
    month = next(month for month in result.months if month.month == result.lever_month)
    worth = (
        f"{short(five, money)} a month, {short(five * 12, money)} a year" if month.whole else f"{short(five, money)} over {month.days} days"
    )
    return f"The {_count(len(result.largest))} largest levers come to {worth}, if their assumptions hold: {named}."


def _span(result: CostResult) -> str:
    """Over what the levers save: a month, or the days that the bill covers of it."""
    month = next(month for month in result.months if month.month == result.lever_month)
    return _MONTHLY if month.whole else f"over {month.days} days"


def _count(number: int) -> str:
    return ("no", "one", "two", "three", "four", "five")[number]


def levers_section(inputs: CostInputs, result: CostResult) -> ReportSection:
    """All levers in order, with the arithmetic of each, and what they would seem to save if each were taken alone."""
    money = result.currency
    rows = [
        (f"{at}. {NAMES[lever.id]}", _arithmetic(lever, inputs, money), short(lever.saves, money), short(lever.alone, money))
        for at, lever in enumerate(result.levers, 1)
    ]
    apart = exact_sum(lever.alone for lever in result.levers)
    twice = apart - result.saves
    total = ("All, one after another", "", short(result.saves, money), short(apart, money))
    made = table(
        f"Levers on {result.lever_month}, in the order in which they are applied", ("Lever", "Arithmetic"),
        (f"Saves {_span(result)}", "Taken alone"), [*rows, total], note="Each acts on what the ones before it leave.",
    )  # fmt: skip
    text = [
        "Levers act on usage at the price on demand. Using less of what a commitment covers saves nothing before the commitment ends.",
        f"Added up as if each were alone they come to {short(apart, money)}: {short(twice, money)} of that would be saved twice.",
        "Capacity that is held for the loss of a zone or region looks idle and is not: it is what the service level costs. While the error "
        "budget is overspent, leave it alone.",
    ]
    by_id = {lever.id: lever for lever in result.levers}
    found = [(NAMES[id], by_id[id].saves) for id in result.largest]
    said = ", ".join(f"{name} {short(value, money)}" for name, value in found)
    charts = (
        Chart(
            kind="bars",
            title=f"The largest levers, {_span(result)}",
            alt=f"Largest first: {said}.",
            unit=money,
            series=(bars("Saves", found),),
        ),
    )
    items = tuple(
        f"{NAMES[id]}: {_ASSUMES[id]}" for id in (*result.largest, *(lever.id for lever in result.levers if lever.id not in result.largest))
    )
    return ReportSection(title="What could be saved", text=tuple(text), tables=(made,), charts=charts if found else (), items=items)


def _arithmetic(lever: Lever, inputs: CostInputs, currency: str) -> str:
    base = f"{short(lever.base, currency)} of {_BASES[lever.id]}"
    times: dict[LeverId, str] = {
        "unused": "",
        "off_hours": f" × (1 - {inputs.on_hours:g} / 168 hours)",
        "idle": f" × {inputs.idle_share:g}% idle",
        "rightsize": f" × {inputs.oversized_share:g}% too large × {inputs.oversized_saves:g}% saved",
        "tiering": f" × {inputs.cold_share:g}% cold × {inputs.cold_saves:g}% saved",
        "transfer": f" × {inputs.transfer_share:g}% avoidable",
        "logs": f" × {inputs.logs_share:g}% not needed",
        "chip": f" × {inputs.chip_share:g}% can change × {inputs.chip_saves:g}% saved",
    }
    return base + times[lever.id] if lever.id in times else _commitment(lever, inputs, currency, base)


def _commitment(lever: Lever, inputs: CostInputs, currency: str, base: str) -> str:
    if lever.extra == Decimal(0):
        return f"{base}: nothing more to cover for {inputs.target_coverage:g}%, or no gain at this discount and use"
    return (
        f"{short(lever.extra, currency)} of the {base}, to reach {inputs.target_coverage:g}% coverage, "
        f"× (1 - {100 - inputs.commitment_discount:g}% price / {inputs.commitment_use:g}% used)"
    )
