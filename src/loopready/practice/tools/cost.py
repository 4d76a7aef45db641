"""What the cost tool says: where the money goes, who carries it, what a unit costs, what the rates are worth, and what could be saved."""

from __future__ import annotations

import calendar
from decimal import Decimal

from loopready.engines.tools.apportion import exact_sum
from loopready.model import Chart, Figure, Report, ReportSection, Table, Tone
from loopready.model.tools.cost import RULES, Allocation, Anomaly, CostInputs, CostResult, Rule, UnitChange
from loopready.practice.tools.cost_levers import largest_said, levers_section
from loopready.practice.tools.cost_words import bars, column, named, share, short, small, table, total_of

_SPECIFICATION = "https://github.com/FinOps-Open-Cost-and-Usage-Spec/FOCUS_Spec/tree/v1.2/specification/columns"
_SOURCES = (
    "focus.costs",
    "FOCUS 1.2, ListCost and EffectiveCost: purchases that pay ahead are left out of savings; what was used and unused makes up the fee. "
    f"{_SPECIFICATION}",
    f"FOCUS 1.2, ChargeCategory and CommitmentDiscountStatus: the kinds of charge, each positive or negative. {_SPECIFICATION}",
    "focus.cols.customer",
    "FinOps Foundation, use cases of FOCUS: the effective savings rate against list and against contracted prices. "
    "https://finops.org/assets/use-cases/effective-savings-rate-services",
    "kpi.unit.formula", "kpi.breakeven", "lever.order", "waste.flexera",
    "Rules of thumb (a compilation of 2026, not confirmed): idle 10-15% of a bill, 35-45% of machines larger than needed. "
    "https://byteiota.com/",
    "Targets often named in practice (from memory, not confirmed): 90% allocated, 95% utilisation, 70-85% coverage. "
    "https://www.finops.org/wg/finops-kpis/",
    "si.graviton", "sla.cost.nine",
)  # fmt: skip
_SHOWN = 12
_MOST_NAMES = 30
"""Rows of a table; the rest is one row."""
_HEADS: dict[Rule, str] = {"proportional": "By own cost", "even": "In equal parts", "usage": "By use"}
_RULES: dict[Rule, str] = {
    "proportional": "in proportion to what each has of its own",
    "even": "in equal parts",
    "usage": "by use",
}


def report(inputs: CostInputs, result: CostResult) -> Report:
    """The report on a bill."""
    return Report(
        title=f"Cost: {_period(result.period)}" + (" (invented bill)" if result.invented else ""), lead=_lead(inputs, result),
        figures=_figures(inputs, result),
        sections=(
            _where(result), _divided("Teams", result.teams, inputs, result), _divided("Customers", result.customers, inputs, result),
            _over_time(inputs, result), _rates(result), levers_section(inputs, result), _rules(),
        ),
        warnings=_warnings(inputs, result), sources=_SOURCES,
    )  # fmt: skip


def _period(period: str) -> str:
    if period == "all":
        return "the whole bill"
    year, month = period.split("-")
    return f"{calendar.month_name[int(month)]} {year}"


def _lead(inputs: CostInputs, result: CostResult) -> tuple[str, ...]:
    money = result.currency
    cost = f"{_period(result.period).capitalize()} cost {short(result.total, money)}"
    if result.total != result.billed:
        cost += f" and was invoiced at {short(result.billed, money)}; what is paid ahead is spread over its term in the first alone"
    out = [f"{cost}."]
    if result.unit_change:
        out.append(_change_said(result.unit_change, money))
    out.append(largest_said(result))
    return tuple(out)


def _change_said(change: UnitChange, currency: str) -> str:
    moved = "rose" if change.change >= 0 else "fell"
    unit = "dearer" if change.by_rate >= 0 else "cheaper"
    return (
        f"From {_period(change.first)} to {_period(change.last)} cost {moved} by {short(abs(change.change), currency)} "
        f"({change.cost_percent:+.1f}%) while units moved by {change.volume_percent:+.1f}%: {short(change.by_volume, currency)} of it is "
        f"volume, {short(change.by_rate, currency)} is a {unit} unit."
    )


def _figures(inputs: CostInputs, result: CostResult) -> tuple[Figure, ...]:
    money, savings, coverage = result.currency, result.savings, result.coverage
    shown = next((month for month in result.months if month.month == result.period), None)
    out = [Figure(label="Cost", value=short(result.total, money), because="sum of EffectiveCost over all charges of the period")]
    if shown and shown.units and shown.unit_cost is not None:
        because = f"{short(result.total, money)} / {shown.units:,.0f} {inputs.unit_name}"
        out.append(Figure(label=f"One unit ({inputs.unit_name})", value=small(shown.unit_cost, money), because=because))
    if result.teams.untagged_percent is not None:
        out.append(
            Figure(
                label="Usage without a team", value=share(result.teams.untagged_percent),
                because=f"EffectiveCost of usage without the tag {named(result.teams.key)} / all usage",
                tone="warn" if result.teams.untagged_percent > 10 else "plain",
            )
        )  # fmt: skip
    out.append(
        Figure(
            label="Effective savings rate", value=share(savings.over_list),
            because=f"1 - {short(savings.effective, money)} effective / {short(savings.list_cost, money)} list, usage only; "
            f"{share(savings.over_contracted)} against contracted prices",
        )
    )  # fmt: skip
    if coverage.commitments:
        out += [
            Figure(
                label="Commitment coverage", value=share(coverage.coverage),
                because=f"{short(coverage.covered, money)} covered / {short(coverage.eligible, money)} eligible, at contracted prices",
            ),
            Figure(
                label="Commitment utilisation", value=share(coverage.utilisation), because="EffectiveCost used / (used + unused)",
                tone=_used_well(coverage.utilisation),
            ),
        ]  # fmt: skip
    return tuple(out)


def _used_well(utilisation: float | None) -> Tone:
    if utilisation is None:
        return "plain"
    return "good" if utilisation >= 95 else "warn"


def _where(result: CostResult) -> ReportSection:
    money = result.currency
    rows = [(item.name, item.cost) for item in result.services[:_SHOWN]]
    if rest := result.services[_SHOWN:]:
        rows.append((f"{len(rest)} others", sum((item.cost for item in rest), Decimal(0))))
    shown = total_of([cost for _, cost in rows], money)
    cells = [(named(name), text, _part(cost, result.total)) for (name, cost), text in zip(rows, shown, strict=False)]
    services = table("Cost by service", ("Service",), ("Cost", "Share"), [*cells, ("All", shown[-1], _part(result.total, result.total))])
    kinds = total_of([kind.cost for kind in result.kinds], money)
    kind_rows = [(kind.name, text) for kind, text in zip(result.kinds, kinds, strict=False)]
    by_kind = table(
        "Cost by kind of charge", ("ChargeCategory",), ("Cost",), [*kind_rows, ("All", kinds[-1])],
        note="A purchase that pays ahead has an EffectiveCost of 0: its cost stands with the usage it covers. Credits stay negative.",
    )  # fmt: skip
    top = [(named(name), cost) for name, cost in rows if cost > 0]
    said = ", ".join(f"{name} {short(cost, money)}" for name, cost in top[:5])
    charts = (
        (Chart(kind="bars", title="Cost by service", alt=f"Largest first: {said}.", unit=money, series=(bars("Cost", top),)),)
        if top
        else ()
    )
    return ReportSection(title="Where it goes", tables=(services, by_kind), charts=charts)


def _part(cost: Decimal, total: Decimal) -> str:
    return share(float(cost / total * 100)) if total > 0 else "–"


def _divided(title: str, of: Allocation, inputs: CostInputs, result: CostResult) -> ReportSection:
    money = result.currency
    if not of.rows:
        keys = ", ".join(named(key) for key in result.keys[:10]) or "none"
        return ReportSection(
            title=title, text=(f"No charge carries the tag {named(of.key)}. The bill's tags are: {keys}; account goes by sub-account.",)
        )
    text = [
        f"{short(of.direct, money)} belongs to somebody by the tag {named(of.key)}. {short(of.shared, money)} does not "
        f"({short(of.untagged, money)} has no such tag) and is shared out {_RULES[of.rule]}."
    ]
    if of.without_units and any(row.units for row in of.rows):
        text.append(f"By use can not be worked out: there are no units for {', '.join(named(name) for name in of.without_units[:5])}.")
    if any(row.direct <= 0 for row in of.rows) and any(row.direct > 0 for row in of.rows):
        text.append(
            "Who has no cost of their own carries nothing in proportion to it, however much they use: that rule charges only who is tagged."
        )
    shown = of.rows[:_SHOWN]
    chart = Chart(
        kind="stacked", title=f"{title}: own and shared cost, {_RULES[of.rule]}", unit=money,
        alt="; ".join(f"{named(row.name)} {short(row.total, money)}, of it {short(row.direct, money)} its own" for row in shown),
        series=(
            bars("Own", [(named(row.name), max(row.direct, Decimal(0))) for row in shown]),
            bars("Shared", [(named(row.name), max(row.total - row.direct, Decimal(0))) for row in shown]),
        ),
    )  # fmt: skip
    return ReportSection(title=title, text=tuple(text), tables=(_by_rule(title, of, result),), charts=(chart,))


def _by_rule(title: str, of: Allocation, result: CostResult) -> Table:
    """The same cost by each rule that can be applied. The smallest are one row, so that the last row is always the bill."""
    money, rules = result.currency, [rule for rule in RULES if getattr(of.rows[0], rule) is not None]
    groups = [*((row,) for row in of.rows[:_MOST_NAMES]), *((of.rows[_MOST_NAMES:],) if of.rows[_MOST_NAMES:] else ())]
    names = [
        *(named(row.name) for row in of.rows[:_MOST_NAMES]),
        *([f"{len(groups[-1])} others"] if len(groups) > _MOST_NAMES else []),
        "All",
    ]
    columns = [total_of([exact_sum(getattr(row, of_) for row in group) for group in groups], money) for of_ in ("direct", *rules)]
    rows = list(zip(names, *columns, strict=True))
    numbers = ["Own cost", *(_HEADS[rule] for rule in rules)]
    if title == "Customers" and not of.without_units:
        units = [*(sum(row.units or 0.0 for row in group) for group in groups), sum(row.units or 0.0 for row in of.rows)]
        costs = [*(exact_sum(row.total for row in group) for group in groups), result.total]
        rows = [(*row, _per_unit(cost, unit, money)) for row, cost, unit in zip(rows, costs, units, strict=True)]
        numbers.append(f"A unit, {_HEADS[of.rule].lower()}")
    note = "Own cost, then own cost with shared cost by each rule. By any rule the column adds up to the bill."
    return table(f"{title}: the same cost by each rule", (title[:-1],), numbers, rows, note=note)


def _per_unit(cost: Decimal, units: float | None, currency: str) -> str:
    return small(float(cost) / units, currency) if units else ""


def _over_time(inputs: CostInputs, result: CostResult) -> ReportSection:
    money = result.currency
    effective, billed = (column([getattr(month, name) for month in result.months], money) for name in ("effective", "billed"))
    rows = [
        (
            month.month + ("" if month.whole else f" ({month.days} days)"), cost, invoice, f"{month.units:,.0f}" if month.units else "–",
            small(month.unit_cost, money) if month.unit_cost is not None else "–",
        )
        for month, cost, invoice in zip(result.months, effective, billed, strict=True)
    ]  # fmt: skip
    months = table("Month by month", ("Month",), ("Cost", "Invoiced", f"Units ({named(inputs.unit_name)})", "Cost of a unit"), rows)
    limits = f"more than {inputs.anomaly_percent:g}% and by at least {inputs.anomaly_share:g}% of the month's usage"
    text: tuple[str, ...] = (
        f"A service is pointed out where its cost a day moved by {limits}. Months are compared by the day, since they differ in length.",
    )
    tables = [months]
    if result.anomalies:
        found = [_anomaly(each, money) for each in result.anomalies[:_SHOWN]]
        tables.append(
            table("What moved", ("Month", "Service", "Most of it in"), ("Before", "Now", "A day", "More than before"), found,
                  note="More than before: cost - cost of the month before / its days × days.")
        )  # fmt: skip
    else:
        text = (*text, "Nothing did.")
    known = [month for month in result.months if month.unit_cost is not None]
    charts: tuple[Chart, ...] = ()
    if len(known) > 1:
        points = [(month.month, Decimal(repr(month.unit_cost))) for month in known]
        alt = "Cost of a unit by month: " + ", ".join(f"{month.month} {small(month.unit_cost or 0.0, money)}" for month in known)
        charts = (
            Chart(kind="bars", title=f"Cost of a unit ({named(inputs.unit_name)})", alt=alt, unit=money, series=(bars("Unit", points),)),
        )
    return ReportSection(title="Over time", text=text, tables=tuple(tables), charts=charts)


def _anomaly(found: Anomaly, currency: str) -> tuple[str, ...]:
    team = named(found.team, empty="no team")
    before, now = (short(value, currency) for value in (found.before, found.now))
    moved = f"{found.percent:+.1f}%" if found.percent is not None else "new"
    return (
        found.month,
        named(found.service),
        f"{team} ({short(found.team_extra, currency)})",
        before,
        now,
        moved,
        short(found.extra, currency),
    )


def _rates(result: CostResult) -> ReportSection:
    money, savings, coverage = result.currency, result.savings, result.coverage
    steps = (
        ("Usage at list prices", savings.list_cost, "sum of ListCost"),
        ("Less: negotiated prices", -savings.negotiated, "ContractedCost - ListCost"),
        ("Less: commitments, on what they cover", -savings.committed, "EffectiveCost - ContractedCost where Used"),
        ("Less: spot and other prices", -savings.other, "the same, of the rest"),
        ("More: commitment paid for and not used", savings.wasted, "EffectiveCost where Unused"),
    )
    texts = total_of([cost for _, cost, _ in steps], money)
    rows = [(name, because, text) for (name, _, because), text in zip(steps, texts, strict=False)]
    rates = table("From list price to cost", ("Step", "How"), ("Amount",), [*rows, ("Usage as it cost", "sum of EffectiveCost", texts[-1])])
    if not coverage.commitments:
        return ReportSection(title="What the rates are worth", text=("No usage runs under a commitment.",), tables=(rates,))
    uses = [
        (named(use.name), short(use.used, money), short(use.unused, money), share(use.utilisation), share(use.discount),
         share(100 - use.discount if use.discount is not None else None))
        for use in coverage.commitments[:_SHOWN]
    ]  # fmt: skip
    commitments = table(
        "Commitments", ("Commitment",), ("Used", "Unused", "Utilisation", "Discount", "Pays above"), uses,
        note="Pays above: 100% - discount. Under that utilisation the commitment costs more than paying on demand.",
    )  # fmt: skip
    text = (
        f"Coverage is {share(coverage.coverage)} of the machines and databases that could be covered, and utilisation is "
        f"{share(coverage.utilisation)}. The first says how much is left to commit, the second whether what was committed was right.",
    )
    return ReportSection(title="What the rates are worth", text=text, tables=(rates, commitments))


def _rules() -> ReportSection:
    return ReportSection(
        title="How it is worked out",
        items=(
            "Cost is EffectiveCost, which spreads what is paid ahead over the usage it covers: the one to show to teams. "
            "BilledCost is the invoice.",
            "Savings are taken over usage alone. Fees for commitments are left out, since the usage they cover carries them. So is the "
            "list price of unused commitment: nobody would have bought it at that price.",
            "Credits, refunds and corrections stay negative; taxes and fees without a tag are shared out like the rest.",
            "Sums are exact decimals. Where parts are rounded, missing cents go to the largest remainders, so that columns add up.",
            "By own cost: own cost / all own cost. In equal parts: one each. By use: units / all units. That share of the shared "
            "cost is added to the own cost.",
            "A charge belongs to the month in which its charge period starts.",
        ),
    )  # fmt: skip


def _warnings(inputs: CostInputs, result: CostResult) -> tuple[str, ...]:
    out = ["Use invented or public bills, never an employer's: a bill shows customers, prices and plans."]
    if result.invented:
        out.append("The bill, its company and its customers are invented; the shares behind the levers are assumptions to replace.")
    if result.left_out:
        out.append("The example's teams, customers and volumes were left out beside your bill: put your own rows in.")
    partial = [month.month for month in result.months if not month.whole]
    if partial:
        out.append(f"The bill covers only a part of {', '.join(partial[:4])}: its sums are not those of a whole month.")
    if result.bad_tags:
        out.append(f"The Tags of {result.bad_tags:,} lines are no JSON object; those lines count as untagged.")
    if result.no_contract:
        out.append(f"{result.no_contract:,} lines have no ContractedCost; it is taken to be their ListCost.")
    out += [f"The column {named(found)} is read as {meant}, its name from FOCUS 1.0 on." for found, meant in result.read_as]
    if result.unknown_volumes:
        out.append(f"The bill does not hold {', '.join(result.unknown_volumes[:6])}; the volumes of those months are not used.")
    if result.total <= 0:
        out.append("The period's cost is not above zero, so that shares of it are not shown.")
    return tuple(out)
