"""What the capacity tool says: load, replicas and what they survive, concurrency, bandwidth, storage, cost, now and later."""

from __future__ import annotations

from collections.abc import Callable

from loopready.model import Chart, Column, Figure, Limit, Point, Report, ReportSection, Series, Table
from loopready.model.tools.capacity import CapacityInputs, CapacityResult, Stand
from loopready.practice.tools.words import money, number, per_cent

_SOURCES = (
    "sre.nalsd", "static.stability", "J. D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 9 (1961)",
    "Site Reliability Engineering, chapter 18, Software Engineering in SRE: capacity planning (2016): https://sre.google/sre-book/software-engineering-in-sre/",
)  # fmt: skip
_LOAD: tuple[tuple[str, int, Callable[[Stand], float]], ...] = (
    ("Mean requests a second", 0, lambda each: each.mean_qps),
    ("Peak requests a second", 0, lambda each: each.peak_qps),
    ("Requests in the service at peak", 0, lambda each: each.in_flight),
    ("Sent at peak, Gbit a second", 2, lambda each: each.gbps),
    ("Sent in a month, TB", 0, lambda each: each.sent_tb),
    ("Replicas in each zone", 0, lambda each: each.zone),
    ("Replicas", 0, lambda each: each.replicas),
)
"""What the load's table shows: name, digits, value."""
_COSTS: tuple[tuple[str, Callable[[Stand], float]], ...] = (
    ("Replicas", lambda each: each.replica_cost),
    ("Storage", lambda each: each.storage_cost),
    ("Sent", lambda each: each.transfer_cost),
)
_EVEN = "kB, TB and Gbit are powers of ten; a month has 30 days."


def report(inputs: CapacityInputs, result: CapacityResult) -> Report:
    """The report of a service's capacity."""
    return Report(
        title="Capacity: load, replicas, storage and cost", lead=_lead(inputs, result), figures=_figures(inputs, result),
        sections=(_replicas(inputs, result), _load(inputs, result), _storage(inputs, result), _cost(inputs, result)),
        warnings=_warnings(inputs, result), sources=_SOURCES,
    )  # fmt: skip


def _zones(count: int) -> str:
    return f"{count} zone{'s' if count != 1 else ''}"


def _lead(inputs: CapacityInputs, result: CapacityResult) -> tuple[str, ...]:
    now, then = result.now, result.then
    without = f", and still carry the peak without {_zones(inputs.lost)}" if inputs.lost else ""
    return (
        f"{now.replicas:,} replicas in {_zones(inputs.zones)} serve a peak of {number(now.peak_qps, digits=0)} requests a second{without}; "
        f"{now.bare:,} would do if nothing ever failed.",
        f"In {inputs.months} months, at {per_cent(inputs.growth)} a year: {number(then.peak_qps, digits=0)} requests a second, "
        f"{then.replicas:,} replicas, {number(then.raw_tb, digits=0)} TB of disks, "
        f"{money(then.cost)} a month instead of {money(now.cost)}.",
    )  # fmt: skip


def _figures(inputs: CapacityInputs, result: CapacityResult) -> tuple[Figure, ...]:
    now = result.now
    tone = "good" if now.after_loss <= 100 - inputs.headroom + 1e-9 else "warn"
    return (
        Figure(
            label="Peak", value=f"{number(now.peak_qps, digits=0)} requests a second",
            because=f"{number(inputs.daily, digits=0)} a day / 86,400 s × {number(inputs.peak)}",
        ),
        Figure(
            label="Replicas", value=f"{now.replicas:,}",
            because=f"{inputs.zones} × (⌈peak / ({inputs.zones - inputs.lost} zones left × {number(inputs.replica)} × "
            f"{per_cent(100 - inputs.headroom)})⌉ + {inputs.spares})",
        ),
        Figure(
            label=f"Busy at peak without {_zones(inputs.lost)}", value=per_cent(now.after_loss, digits=1), tone=tone,
            because=f"peak / ({now.zone * (inputs.zones - inputs.lost):,} replicas left × {number(inputs.replica)}); "
            f"{per_cent(now.usual, digits=1)} with all",
        ),
        Figure(
            label="In the service at once", value=f"{number(now.in_flight, digits=0)} requests",
            because=f"Little's law: {number(now.peak_qps, digits=0)} a second × {number(inputs.latency)} ms",
        ),
        Figure(
            label="Sent at peak", value=f"{number(now.gbps)} Gbit a second", because=f"peak × {number(inputs.sent)} kB × 8",
        ),
        Figure(
            label="A month", value=money(now.cost), because=f"{money(now.cost_per_million)} a million requests",
        ),
    )  # fmt: skip


def _replicas(inputs: CapacityInputs, result: CapacityResult) -> ReportSection:
    now = result.now
    text = (
        f"{result.resilience:,} of {now.replicas:,} replicas are there for lost zones and spares, "
        f"{money(result.resilience * inputs.replica_price)} a month: that is what surviving costs.",
        f"Zones may be at most {per_cent(result.safe, digits=1)} busy for those left to carry all: (zones - lost) / zones. The replicas "
        "are there before the loss; capacity that has to be started during an incident is not there.",
        f"After the loss each replica holds {number(result.each_in_flight, digits=1)} requests at once, so its threads, connections and "
        "memory must take them.",
    )
    chart = Chart(
        kind="bars", title="How busy the replicas are at peak", unit="% of what one was measured to carry",
        alt=f"With all zones {per_cent(now.usual, digits=1)}, without {_zones(inputs.lost)} {per_cent(now.after_loss, digits=1)}; "
        f"headroom begins at {per_cent(100 - inputs.headroom)}.",
        series=(Series(name="Busy", points=(
            Point(x="All zones", y=now.usual), Point(x=f"Without {_zones(inputs.lost)}", y=now.after_loss),
        )),),
        limits=(Limit(label="Headroom begins", value=100 - inputs.headroom),),
    )  # fmt: skip
    return ReportSection(title="Replicas and what they survive", text=text, charts=(chart,))


def _load(inputs: CapacityInputs, result: CapacityResult) -> ReportSection:
    rows = tuple(
        (name, number(value(result.now), digits=digits), number(value(result.then), digits=digits)) for name, digits, value in _LOAD
    )
    table = Table(
        caption="Load and replicas", rows=rows, note=f"Growth of {per_cent(inputs.growth)} a year, compounded. {_EVEN}",
        columns=(Column(title="What"), Column(title="Now", align="right"), Column(title=f"In {inputs.months} months", align="right")),
    )  # fmt: skip
    return ReportSection(title="Load", tables=(table,))


def _storage(inputs: CapacityInputs, result: CapacityResult) -> ReportSection:
    now, then = result.now, result.then
    kept = f"kept for {inputs.kept} days" if inputs.kept else "kept for good"
    text = [
        f"{number(inputs.writes, digits=0)} records a day of {number(inputs.record)} kB are "
        f"{number(inputs.writes * inputs.record / 1e6)} GB a day, {kept}. "
        f"One copy grows from {number(now.data_tb)} to {number(then.data_tb)} TB in {inputs.months} months.",
        f"Raw disks = data × {number(inputs.copies)} / {per_cent(inputs.fill)}: {number(now.raw_tb, digits=0)} TB now, "
        f"{number(then.raw_tb, digits=0)} TB then.",
    ]  # fmt: skip
    if inputs.disks:
        text.append(
            f"The {number(inputs.disks)} TB there are suffice for the look ahead."
            if result.full_in is None
            else f"The {number(inputs.disks)} TB there are suffice until month {result.full_in}."
            if result.full_in
            else f"The {number(inputs.disks)} TB there are do not suffice now."
        )
    chart = Chart(
        kind="lines", title="Raw storage by month", unit="TB", x_unit="months",
        alt=f"Raw storage rises from {number(now.raw_tb, digits=0)} TB to {number(then.raw_tb, digits=0)} TB in {inputs.months} months.",
        series=(Series(name="Needed", points=tuple(Point(x=float(each.month), y=each.raw_tb) for each in result.stands)),),
        limits=(Limit(label="There is", value=inputs.disks),) if inputs.disks else (),
    )  # fmt: skip
    return ReportSection(title="Storage", text=tuple(text), charts=(chart,))


def _cost(inputs: CapacityInputs, result: CapacityResult) -> ReportSection:
    stands = [each for each in result.stands if each.month % max(1, inputs.months // 3) == 0 or each is result.then]
    rows = tuple(
        (_when(each), money(each.replica_cost), money(each.storage_cost), money(each.transfer_cost), money(each.cost)) for each in stands
    )
    heads = ("Replicas", "Storage", "Sent", "Together")
    table = Table(
        caption="Cost a month", rows=rows, columns=(Column(title="When"), *(Column(title=head, align="right") for head in heads)),
        note=f"A million requests: {money(result.now.cost_per_million)} now, {money(result.then.cost_per_million)} then.",
    )  # fmt: skip
    chart = Chart(
        kind="stacked", title="Cost a month", unit="USD",
        alt="Cost a month: " + ", ".join(f"{_when(each).lower()} {money(each.cost)}" for each in stands) + ".",
        series=tuple(
            Series(name=name, points=tuple(Point(x=_when(each), y=value(each)) for each in stands))
            for name, value in _COSTS
        ),
    )  # fmt: skip
    return ReportSection(title="Cost", tables=(table,), charts=(chart,))


def _when(stand: Stand) -> str:
    return "Now" if stand.month == 0 else f"Month {stand.month}"


def _warnings(inputs: CapacityInputs, result: CapacityResult) -> tuple[str, ...]:
    out = []
    if inputs.zones == 1:
        out.append("One zone: its loss is an outage, whatever stands in it.")
    if result.full_in is not None:
        out.append(f"The disks are too small from month {result.full_in} on; count the lead time of new ones back from there.")
    if inputs.peak < 1.5:
        out.append("A peak under one and a half times the mean is rare; look at minutes, not at hours.")
    return tuple(out)
