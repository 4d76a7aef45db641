"""What the SLA tool says: three lines for a CFO, each region under the contract, the customers, what is excluded and how to claim."""

from __future__ import annotations

from loopready.model import Chart, Column, Figure, Limit, Point, Report, ReportSection, Series, Table
from loopready.model.tools.sla import COUNTINGS, SlaInputs, SlaRegionResult, SlaResult
from loopready.practice.tools.words import day, money, number, per_cent, span, uptime

_NO_PROMISE = "This is arithmetic on published or typed terms, not a legal reading; the contract in force and counsel decide."
_ALWAYS = ("sla.pattern.evidence", "drill3.accrual")
_RIGHT = "right"


def report(inputs: SlaInputs, result: SlaResult) -> Report:
    """The report of a month under a contract."""
    terms = result.terms
    name = f"{terms.provider}, {terms.service}" if terms.service else terms.provider
    return Report(
        title=f"Credits under a contract: {name}", lead=_cfo(inputs, result), figures=_figures(inputs, result),
        sections=(_regions(result), _customers(result), _steps(result), _rules(inputs, result)), warnings=_warnings(inputs, result),
        sources=tuple(dict.fromkeys((*terms.facts, *_ALWAYS))),
    )  # fmt: skip


def _cfo(inputs: SlaInputs, result: SlaResult) -> tuple[str, ...]:
    """Most, likely, and what decides: never a promise."""
    share = f" ({per_cent(result.most / result.spend * 100)} of the month's {money(result.spend)})" if result.spend else ""
    unknown = sum(each.most for each in result.customers if each.claims == "unknown")
    most = f"Most: if every customer who was reached claims, the credits come to {money(result.most)}{share}."
    likely = (
        f"Likely: {money(result.likely)}, if the named customers do as noted"
        + (" (half of the credit where it is not known)" if unknown else "")
        + f" and {per_cent(inputs.claiming)} of the others' spend claims; that share is your estimate."
    )
    return most, likely, f"What decides: {_decides(result)} {_NO_PROMISE}"


def _decides(result: SlaResult) -> str:
    if not result.most:
        return "no region reached a credit step" + (f"; the nearest is {_nearest(result)}." if _nearest(result) else ".")
    worst = max(result.regions, key=lambda each: each.most)
    edge = f", and {_nearest(result)}" if _nearest(result) else ""
    return f"{worst.region} carries {per_cent(worst.most / result.most * 100, digits=0)} of it; who was reached, who claims in time{edge}."


def _nearest(result: SlaResult) -> str:
    """The region that is closest to its next step."""
    ahead = [each for each in result.regions if each.to_next is not None and each.reached_spend]
    if not ahead:
        return ""
    found = min(ahead, key=lambda each: each.to_next or 0.0)
    return f"{found.region}, {span(found.to_next or 0.0)} of counted downtime short of its next step"


def _figures(inputs: SlaInputs, result: SlaResult) -> tuple[Figure, ...]:
    terms = result.terms
    missed = [each for each in result.regions if each.uptime < terms.target]
    until = day(terms.claim_until) if terms.claim_until else "see the contract"
    return (
        Figure(
            label="Most exposure", value=money(result.most), tone="bad" if result.most else "good",
            because="sum over regions of spend reached × credit of the step reached",
        ),
        Figure(
            label="Likely exposure", value=money(result.likely),
            because=f"named customers as noted + others × {per_cent(inputs.claiming)}",
        ),
        Figure(
            label="Regions under target", value=f"{len(missed)} of {len(result.regions)}", tone="warn" if missed else "good",
            because=f"target {per_cent(terms.target, digits=3)}: {span(result.allowed)} in a month of {result.days} days",
        ),
        Figure(label="Last day to claim", value=until, because=terms.claim_says),
    )  # fmt: skip


def _regions(result: SlaResult) -> ReportSection:
    rows = tuple(
        (each.region, span(each.minutes), span(each.counted), uptime(each.plain), uptime(each.uptime), per_cent(each.credit),
         "none ahead" if each.to_next is None else span(each.to_next), money(each.reached_spend), money(each.most), money(each.likely))
        for each in result.regions
    )  # fmt: skip
    heads = ("Down", "Counted", "Uptime by the clock", "Uptime as counted", "Credit", "To the next step", "Spend reached", "Most", "Likely")
    table = Table(
        caption="Each region under the contract", columns=(Column(title="Region"), *(Column(title=head, align=_RIGHT) for head in heads)),
        rows=rows, note=f"Counted: {_counting(result)}. Uptime = (1 - counted minutes / {result.window:,.0f}) × 100.",
    )  # fmt: skip
    text = (
        f"Over all regions, weighted by spend, the service was up {uptime(result.mean_uptime)}. No contract pays by that figure: "
        "credits are owed by region, to the customers who were reached.",
    )
    charts = (_exposure(result.regions),) if result.most else ()
    return ReportSection(title="By region", text=text, tables=(table,), charts=charts)


def _exposure(regions: tuple[SlaRegionResult, ...]) -> Chart:
    owed = [each for each in regions if each.most]
    said = "; ".join(f"{each.region} {money(each.most)}, of it {money(each.named)} named customers" for each in owed)
    return Chart(
        kind="stacked", title="Exposure by region, if all claim", unit="USD", alt=f"Credits by region: {said}.",
        series=(
            Series(name="Named customers", points=tuple(Point(x=each.region, y=each.named) for each in regions)),
            Series(name="Other customers", points=tuple(Point(x=each.region, y=each.most - each.named) for each in regions)),
        ),
    )  # fmt: skip


def _customers(result: SlaResult) -> ReportSection:
    if not result.customers:
        return ReportSection(title="By customer", text=("No customer is looked at by name. Name the largest: they ask first.",))
    words = {"yes": "will claim", "no": "will not claim", "unknown": "not known"}
    rows = tuple(
        (each.customer, each.region, money(each.spend), per_cent(each.credit), money(each.most), words[each.claims])
        for each in sorted(result.customers, key=lambda each: -each.most)
    )
    heads = (
        Column(title="Customer"),
        Column(title="Region"),
        *(Column(title=head, align=_RIGHT) for head in ("Month's bill", "Credit", "Owed")),
    )
    table = Table(caption="Customers named, the largest credit first", columns=(*heads, Column(title="Claim")), rows=rows)
    text = ("A credit is a share of the bill for the affected service, not of the customer's losses; large customers often ask for more.",)
    return ReportSection(title="By customer", text=text, tables=(table,))


def _steps(result: SlaResult) -> ReportSection:
    terms = result.terms
    if not terms.steps:
        text = ("There are no steps: credit share = minutes out / minutes of the month × share of the customer's users affected.",)
        return ReportSection(title="The contract's steps", text=text)
    rows = tuple(
        (f"below {per_cent(step.below, digits=3)}", span((100 - step.below) / 100 * result.window), per_cent(step.credit))
        for step in terms.steps
    )
    table = Table(
        caption=f"Steps in a month of {result.days} days", rows=rows,
        note="More downtime than this reaches the step: (100 - threshold) / 100 × minutes of the month.",
        columns=(Column(title="Uptime"), Column(title="Downtime above", align=_RIGHT), Column(title="Credit", align=_RIGHT)),
    )  # fmt: skip
    chart = Chart(
        kind="bars", title="Counted downtime against the steps", unit="minutes",
        alt="Counted downtime by region: " + ", ".join(f"{each.region} {number(each.counted)} minutes" for each in result.regions)
        + f"; the first step begins above {number(result.allowed)} minutes.",
        series=(Series(name="Counted downtime", points=tuple(Point(x=each.region, y=each.counted) for each in result.regions)),),
        limits=_limits(result),
    )  # fmt: skip
    return ReportSection(title="The contract's steps", tables=(table,), charts=(chart,))


def _limits(result: SlaResult) -> tuple[Limit, ...]:
    """The steps that can be told on the picture: up to the first that no region reached."""
    worst = max((each.counted for each in result.regions), default=0.0)
    out: list[Limit] = []
    for step in result.terms.steps:
        at = (100 - step.below) / 100 * result.window
        out.append(Limit(label=f"{per_cent(step.credit)} credit above", value=at))
        if at > worst:
            break
    return tuple(out)


def _rules(inputs: SlaInputs, result: SlaResult) -> ReportSection:
    terms = result.terms
    until = f" For this incident that is {day(terms.claim_until)}." if terms.claim_until else ""
    items = [
        f"How it counts: {_counting(result)}" + ("." if terms.counts_cited else "; the text seen does not say so, it is taken here."),
        f"How to claim: {terms.claim_says}.{until} Credits are seldom automatic, so what is paid stays under the exposure.",
        "What a claim holds: account or project, resources, start and end with time zone, measured evidence, the customer's arithmetic.",
        "What is usually excluded: causes outside the provider's control or beyond its network edge, the customer's own acts or software, "
        "suspension, set-ups that the promise does not cover (one zone only), previews and free tiers. Each claim is held against these.",
        "The credit is the only remedy and goes against later bills; goodwill beyond it is a decision of yours, to be named as such.",
    ]
    if terms.counts == "zones":
        items.append("A single zone down does not break this promise: regions with fewer than two zones down count no minute here.")
    if terms.counts == "slices":
        items.append("Every slice of the month weighs the same, however many requests it had: minutes × error rate are counted.")
    return ReportSection(title="What the terms say, and what they leave out", items=tuple(items))


def _warnings(inputs: SlaInputs, result: SlaResult) -> tuple[str, ...]:
    out = ["Use invented or rounded figures, never an employer's confidential ones."]
    low = {"aws_ec2_region", "aws_lambda", "azure_vm_zones", "gcp_compute_zones", "gcp_storage_multi"}
    if result.terms.id in low:
        out.append(
            "A part of this contract's terms is not confirmed from its text (see the sources): look at the page before you quote it."
        )
    if not result.terms.facts and inputs.contract == "own":
        out.append("The terms are yours; nothing published stands behind them.")
    return tuple(out)


def _counting(result: SlaResult) -> str:
    return str(COUNTINGS[result.terms.counts]).lower()
