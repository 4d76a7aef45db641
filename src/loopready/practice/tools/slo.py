"""What the SLO tool says: the budget and its pace, the alerts and what they catch, the policy, the parts together, the blast radius."""

from __future__ import annotations

from loopready.model import Chart, Column, Figure, Limit, Point, Report, ReportSection, Series, Table
from loopready.model.tools.slo import AlertResult, SloInputs, SloResult
from loopready.practice.tools.words import number, per_cent, span, uptime

_WORKBOOK = "The Site Reliability Workbook, chapter 5, Alerting on SLOs (2018): https://sre.google/workbook/alerting-on-slos/"
_BETA = "Beta-factor model of common-cause failures (as in IEC 61508-6, annex D)"
_SOURCES = (
    "burn.formula", "slo.burn.14_4", "slo.mwmb.table", _WORKBOOK, "slo.policy.freeze", "slo.policy.20", "slo.policy.must", "dep.serial",
    "dep.parallel", "dep.kofn", _BETA, "cell.blast", "shuffle.math",
)  # fmt: skip
_SEVERITY = {"page": "Page", "ticket": "Ticket"}


def report(inputs: SloInputs, result: SloResult) -> Report:
    """The report of a service level."""
    return Report(
        title=f"Error budget of {per_cent(inputs.target, digits=4)} over {number(inputs.window)} days", lead=_lead(inputs, result),
        figures=_figures(inputs, result),
        sections=(_budget(inputs, result), _alerts(inputs, result), _policy(result), _composite(inputs, result), _reach(inputs, result)),
        warnings=_warnings(result), sources=_SOURCES,
    )  # fmt: skip


def _amount(value: float, result: SloResult) -> str:
    return span(value) if result.unit == "time" else f"{number(value, digits=0)} requests"


def _lead(inputs: SloInputs, result: SloResult) -> tuple[str, ...]:
    spent = result.used_share >= 100
    first = (
        f"The budget is overspent: {per_cent(result.used_share, digits=0)} of it is gone"
        if spent
        else f"{per_cent(100 - result.used_share, digits=0)} of the budget is left"
    )
    first += f" after {per_cent(result.elapsed_share, digits=0)} of the window."
    if spent:
        second = "Nothing of it comes back before the failures leave the window."
    elif result.projected_share > 100:
        second = f"At the pace so far it ends at {per_cent(result.projected_share, digits=0)}: the objective would be missed."
    else:
        second = f"At the pace so far it ends at {per_cent(result.projected_share, digits=0)} of the budget, inside the objective."
    return first, second, _now(inputs, result)


def _now(inputs: SloInputs, result: SloResult) -> str:
    rate = per_cent(inputs.error_rate, digits=3)
    if result.burn <= 1:
        return f"An error rate of {rate} burns at {number(result.burn)}: a whole window of it stays inside the objective."
    first = min((each for each in result.alerts if each.detect is not None), key=lambda each: each.detect or 0.0, default=None)
    told = f"the first alert comes after {span(first.detect or 0.0)}" if first else "no alert fires"
    lasts = span((result.hours_left or 0.0) * 60)
    return f"An error rate of {rate} burns at {number(result.burn)}: {told}, and what is left is gone in {lasts}."


def _figures(inputs: SloInputs, result: SloResult) -> tuple[Figure, ...]:
    whole = f"{number(inputs.requests, digits=0)} requests" if result.unit == "requests" else f"{number(inputs.window)} days"
    tone = "bad" if result.used_share >= 100 else "warn" if result.projected_share > 100 else "good"
    return (
        Figure(
            label="Budget", value=_amount(result.budget, result), because=f"(100% - {per_cent(inputs.target, digits=4)}) × {whole}",
        ),
        Figure(
            label="Left", value=_amount(result.left, result), tone=tone,
            because=f"budget - {_amount(result.used, result)} used; {per_cent(result.used_share)} is gone",
        ),
        Figure(
            label="Pace so far", value=f"{number(result.pace)} × allowed", tone="warn" if result.pace > 1 else "good",
            because=f"{per_cent(result.used_share)} of the budget / {per_cent(result.elapsed_share)} of the window",
        ),
        Figure(
            label="Burn rate at the error rate", value=number(result.burn), tone="warn" if result.burn > 1 else "good",
            because=f"{per_cent(inputs.error_rate, digits=3)} / (100% - {per_cent(inputs.target, digits=4)})",
        ),
    )  # fmt: skip


def _budget(inputs: SloInputs, result: SloResult) -> ReportSection:
    projected = min(result.projected_share, 400.0)
    chart = Chart(
        kind="lines", title="Budget used over the window", unit="% of the budget", x_unit="days",
        alt=f"After {number(inputs.elapsed)} of {number(inputs.window)} days {per_cent(result.used_share)} of the budget is used; "
        f"at this pace it ends at {per_cent(result.projected_share, digits=0)}, "
        f"an even pace would be at {per_cent(result.elapsed_share, digits=0)}.",
        series=(
            Series(name="Used, then at this pace", points=(
                Point(x=0.0, y=0), Point(x=inputs.elapsed, y=min(result.used_share, 400.0)), Point(x=inputs.window, y=projected),
            )),
            Series(name="Even pace", points=(Point(x=0.0, y=0), Point(x=inputs.window, y=100))),
        ),
        limits=(Limit(label="All of it", value=100),),
    )  # fmt: skip
    text = (f"Attained so far: {uptime(result.attained)}, against an objective of {per_cent(inputs.target, digits=4)}.",)
    note = ("The picture ends at four times the budget.",) if result.projected_share > projected else ()
    return ReportSection(title="The budget and its pace", text=(*text, *note), charts=(chart,))


def _alerts(inputs: SloInputs, result: SloResult) -> ReportSection:
    if not result.alerts:
        return ReportSection(title="Alerts", text=("No alert is given; without one, the first to tell are customers.",))
    heads = ("Budget share", "Long window", "Short window", "Burn rate", "Error rate", "Fires after", "Quiet after")
    rows = tuple(
        (_SEVERITY[each.severity], per_cent(each.share), span(each.long_hours * 60), span(each.short_minutes), number(each.burn),
         per_cent(each.error_rate, digits=3) if each.error_rate <= 100 else "never: above 100%",
         "never" if each.detect is None else span(each.detect), "" if each.reset is None else span(each.reset))
        for each in result.alerts
    )  # fmt: skip
    table = Table(
        caption="Alerts, derived from budget share and window", rows=rows,
        columns=(Column(title="Kind"), *(Column(title=head, align="right") for head in heads)),
        note=f"Burn rate = budget share × {number(inputs.window * 24)} h / long window; short = long / {number(inputs.short)}. "
        f"Fires after = burn rate × long window / {number(result.burn)}; quiet after = short × (1 - burn rate / {number(result.burn)}), "
        "for a failure that outlasts the short window. It fires only while both windows are above the burn rate.",
    )  # fmt: skip
    fired = [each for each in result.alerts if each.detect is not None]
    charts = (_detection(fired, inputs),) if fired else ()
    text = [f"Tried on a steady error rate of {per_cent(inputs.error_rate, digits=3)} after a clean stretch."]
    if not fired and result.burn > 1:
        text.append("It burns too slowly for every alert and would use up the budget unseen: add one with a longer window.")
    return ReportSection(title="Alerts and what they catch", text=tuple(text), tables=(table,), charts=charts)


def _detection(fired: list[AlertResult], inputs: SloInputs) -> Chart:
    called = [f"{_SEVERITY[each.severity]}, {span(each.long_hours * 60)}" for each in fired]
    told = "; ".join(f"{name} after {span(each.detect or 0.0)}" for name, each in zip(called, fired, strict=True))
    return Chart(
        kind="bars", title=f"Until it fires, and until it is quiet, at {per_cent(inputs.error_rate, digits=3)} errors", unit="minutes",
        alt=f"Alerts that fire: {told}.",
        series=(
            Series(name="Fires after", points=tuple(Point(x=name, y=each.detect or 0.0) for name, each in zip(called, fired, strict=True))),
            Series(name="Quiet after", points=tuple(Point(x=name, y=each.reset or 0.0) for name, each in zip(called, fired, strict=True))),
        ),
    )  # fmt: skip


def _policy(result: SloResult) -> ReportSection:
    if result.used_share >= 100:
        head = (
            "Under Google's sample policy: all changes and releases stop, but for top-priority and security fixes, until it is back inside."
        )
    elif result.projected_share > 100:
        head = "Under Google's sample policy nothing stops yet; at this pace it will. This is when to talk with product, not after."
    else:
        head = "Under Google's sample policy releases go on: the budget is there to be spent."
    items = [
        head,
        f"The largest incident spent {per_cent(result.worst_share)} of the budget: "
        + (
            "above 20%, so a postmortem with at least one top-priority action."
            if result.worst_share > 20
            else "not above 20%, so no postmortem is forced by it."
        ),
        "Whose cause it was decides what follows: the team's own bug or procedure makes reliability work mandatory, a company-wide "
        "network fault or another team that is frozen already does not.",
        "Say beforehand who decides an exception, and for how long; a freeze that everybody is excepted from is none.",
    ]  # fmt: skip
    return ReportSection(title="What a freeze policy would say", items=tuple(items))


def _composite(inputs: SloInputs, result: SloResult) -> ReportSection:
    if not result.parts:
        return ReportSection(title="The parts together", text=("No parts are given.",))
    rows = tuple(
        (
            each.part,
            f"{given.needed} of {given.copies}",
            uptime(given.availability),
            uptime(each.independent),
            uptime(each.availability),
            span(each.minutes),
        )
        for each, given in zip(result.parts, inputs.parts, strict=True)
    )  # fmt: skip
    heads = ("Needed", "One copy", "If independent", "With shared causes", f"Down in {number(inputs.window)} days")
    table = Table(
        caption="Each part, and what it costs", rows=rows,
        columns=(Column(title="Part"), *(Column(title=head, align="right") for head in heads)),
        note=f"k of n copies by the binomial sum; {per_cent(inputs.shared)} of a copy's failure time hits all at once, so it is in series.",
    )  # fmt: skip
    enough = result.composite >= inputs.target
    worst = max(result.parts, key=lambda each: each.minutes)
    text = (
        f"All parts in series give {uptime(result.composite)}, {span(result.composite_minutes)} down in {number(inputs.window)} days; "
        f"if the copies were independent it would be {uptime(result.independent)}.",
        f"That {'holds' if enough else 'does not hold'} an objective of {per_cent(inputs.target, digits=4)}, whose budget is "
        f"{span((100 - inputs.target) / 100 * inputs.window * 1_440)}, before a single change of your own goes wrong. "
        f"What costs most: {worst.part}.",
    )  # fmt: skip
    chart = Chart(
        kind="bars", title=f"Down in {number(inputs.window)} days, by part", unit="minutes",
        alt="Downtime by part: " + ", ".join(f"{each.part} {span(each.minutes)}" for each in result.parts) + ".",
        series=(Series(name="Down", points=tuple(Point(x=each.part, y=each.minutes) for each in result.parts)),),
        limits=(Limit(label="Budget of the objective", value=(100 - inputs.target) / 100 * inputs.window * 1_440),),
    )  # fmt: skip
    return ReportSection(title="The parts together", text=text, tables=(table,), charts=(chart,))


def _reach(inputs: SloInputs, result: SloResult) -> ReportSection:
    full = result.overlaps[-1].chance
    text = (
        f"One of {inputs.cells} equal cells reaches {per_cent(result.cell_share)} of customers: {span(inputs.cell_minutes)} down in it are "
        f"{span(result.cell_mean_minutes)} on the mean of all, and still {span(inputs.cell_minutes)} to those in it.",
        f"{inputs.nodes} nodes give {result.combinations:,} shards of {inputs.shard}. A customer who brings down a whole shard takes along "
        f"another wholly with a chance of 1 in {result.combinations:,} ({per_cent(full, digits=6)}); plain shards of {inputs.shard} would "
        f"take along {per_cent(min(100.0, inputs.shard / inputs.nodes * 100))} of all.",
    )  # fmt: skip
    table = Table(
        caption="Nodes that two customers share",
        rows=tuple((str(each.nodes), per_cent(each.chance, digits=6)) for each in result.overlaps),
        columns=(Column(title="Shared nodes"), Column(title="Chance", align="right")),
        note="C(s, m) × C(n - s, s - m) / C(n, s). Customers who share some nodes but not all stay up where clients retry on another node.",
    )  # fmt: skip
    chart = Chart(
        kind="bars", title="Nodes that two customers share", unit="% of pairs",
        alt="; ".join(f"{each.nodes} shared: {per_cent(each.chance, digits=4)}" for each in result.overlaps),
        series=(Series(name="Chance", points=tuple(Point(x=f"{each.nodes} shared", y=each.chance) for each in result.overlaps)),),
    )  # fmt: skip
    return ReportSection(title="How far a failure reaches", text=text, tables=(table,), charts=(chart,))


def _warnings(result: SloResult) -> tuple[str, ...]:
    out = []
    never = [each for each in result.alerts if each.error_rate > 100]
    if never:
        out.append(f"{len(never)} of the alerts can never fire: their error rate is above 100%. Take a smaller share or a longer window.")
    fastest = min((each.burn for each in result.alerts), default=None)
    if result.one_failure_burn is not None and fastest is not None and result.one_failure_burn >= fastest:
        out.append(
            f"With {number(result.requests_an_hour)} requests an hour a single failure burns at {number(result.one_failure_burn)} in the "
            "shortest window: alerts on so little traffic cry wolf. Probe it, join services, or look at longer windows."
        )
    return tuple(out)
