"""What the roadmap tool says: the plans side by side, what conflicts in each, and what a year of people really holds."""

from __future__ import annotations

from loopready.engines.tools.roadmap import FEATURES_WHILE_SPENT, MINUTES, RELIABILITY_WHILE_SPENT, WEEKS
from loopready.model import Chart, Column, Figure, Limit, Point, Report, ReportSection, Series, Table
from loopready.model.tools.roadmap import THEMES, RoadmapConflict, RoadmapInputs, RoadmapPlan, RoadmapResult
from loopready.practice.tools.words import money, number, per_cent

_SOURCES = (
    "alloc.seed", "alloc.move", "nrr.def", "nrr.bench", "nrr.5pts", "nrr.engineering", "okr.types", "pm.partner", "oc.25",
    "tt.service_vs_platform",
)  # fmt: skip


def report(inputs: RoadmapInputs, result: RoadmapResult) -> Report:
    """The report on a year of plans."""
    return Report(
        title="Roadmap: plans compared", lead=_lead(inputs, result), figures=_figures(inputs, result),
        sections=(
            _compared(inputs, result), *(_plan(plan, inputs, result) for plan in result.plans), _capacity(inputs, result), _rules(inputs),
        ),
        warnings=_warnings(inputs, result), sources=_SOURCES,
    )  # fmt: skip


def _one(value: float) -> str:
    return number(value, digits=1)


def _lead(inputs: RoadmapInputs, result: RoadmapResult) -> tuple[str, ...]:
    capacity = sum(result.capacity.values())
    held = (
        f"{_one(result.gross)} person-weeks a quarter are {_one(capacity)} after leave, on-call and meetings: "
        f"{per_cent(capacity / result.gross * 100, digits=0)} of the calendar."
    )
    over = result.lost / result.allowed
    spent = (
        f"{number(result.lost)} minutes a month are lost where {inputs.target:g}% allows {number(result.allowed)}: the budget is spent "
        f"{_one(over)} times over, so reliability comes first until it holds."
        if result.lost > result.allowed + 1e-9
        else f"{number(result.lost)} minutes a month are lost, {number(result.allowed)} are within {inputs.target:g}%: there is some left."
    )
    counts = ", ".join(f"{plan.name} {len(plan.conflicts)}" for plan in result.plans)
    return held, spent, f"Conflicts found: {counts}. A count is no verdict: one late dependency can outweigh three shares."


def _figures(inputs: RoadmapInputs, result: RoadmapResult) -> tuple[Figure, ...]:
    capacity = sum(result.capacity.values())
    return (
        Figure(label="Capacity of a quarter", value=f"{_one(capacity)} person-weeks",
               because=f"sum over teams of people × {WEEKS} × (1 - leave) × (1 - on call) × (1 - other)"),
        Figure(label="Downtime now", value=f"{number(result.lost)} min a month",
               because=f"(100 - {inputs.attained:g})% × {MINUTES:,} minutes",
               tone="bad" if result.lost > result.allowed + 1e-9 else "good"),
        Figure(label="Allowed", value=f"{number(result.allowed)} min a month", because=f"(100 - {inputs.target:g})% × {MINUTES:,} minutes"),
    )  # fmt: skip


def _compared(inputs: RoadmapInputs, result: RoadmapResult) -> ReportSection:
    plans = result.plans
    rows = (
        ("Person-weeks planned", *(_one(plan.weeks) for plan in plans)),
        ("Of the year's capacity", *(per_cent(plan.use, digits=0) for plan in plans)),
        *(
            (f"{theme.capitalize()}{_wanted(theme, inputs)}", *(per_cent(plan.themes[theme], digits=0) for plan in plans))
            for theme in THEMES
        ),
        (f"Net retention, points (goal {inputs.retention_goal:g})", *(_one(plan.retention) for plan in plans)),
        (f"Saved a month at the end (goal {money(inputs.saving_goal)})", *(money(plan.saves) for plan in plans)),
        ("Saved within the year", *(money(plan.saved_in_year) for plan in plans)),
        ("Within the error budget after", *(_within(plan) for plan in plans)),
        ("Left out", *(", ".join(plan.left_out) or "nothing" for plan in plans)),
        ("Conflicts", *(str(len(plan.conflicts)) for plan in plans)),
    )  # fmt: skip
    table = Table(caption="The plans side by side", columns=(Column(title="Plan"), *(Column(title=plan.name) for plan in plans)), rows=rows)
    said = "; ".join(
        f"{plan.name}: " + ", ".join(f"{theme} {per_cent(plan.themes[theme], digits=0)}" for theme in THEMES) for plan in plans
    )
    chart = Chart(
        kind="stacked", title="The split of each plan", unit="%", alt=f"{said}.",
        series=tuple(
            Series(name=theme.capitalize(), points=tuple(Point(x=plan.name, y=plan.themes[theme]) for plan in plans)) for theme in THEMES
        ),
    )  # fmt: skip
    lines = Chart(
        kind="lines", title="Downtime a month after each quarter", unit="minutes", x_unit="quarters",
        limits=(Limit(label="Allowed", value=result.allowed),),
        alt="; ".join(f"{plan.name}: " + ", ".join(_one(quarter.lost) for quarter in plan.quarters) for plan in plans)
        + f"; allowed {number(result.allowed)}.",
        series=tuple(
            Series(name=plan.name, points=(Point(x=0, y=result.lost), *(Point(x=each.quarter, y=each.lost) for each in plan.quarters)))
            for plan in plans
        ),
    )  # fmt: skip
    return ReportSection(title="Side by side", tables=(table,), charts=(chart, lines))


def _wanted(theme: str, inputs: RoadmapInputs) -> str:
    row = next((row for row in inputs.ranges if row.theme == theme), None)
    if row is None:
        return ""
    return f" ({row.low:g}%)" if row.low == row.high else f" ({row.low:g} to {row.high:g}%)"


def _within(plan: RoadmapPlan) -> str:
    if plan.within_budget is None:
        return "not in this plan"
    return f"quarter {plan.within_budget}" if plan.within_budget else "is now"


def _plan(plan: RoadmapPlan, inputs: RoadmapInputs, result: RoadmapResult) -> ReportSection:
    items = tuple(_said(conflict) for conflict in plan.conflicts) or ("Nothing conflicts.",)
    teams = tuple(result.capacity)
    rows = tuple(
        (f"Q{quarter.quarter}", *(f"{_one(quarter.used[team])} of {_one(result.capacity[team])}" for team in teams),
         *(per_cent(quarter.themes[theme], digits=0) for theme in THEMES),
         ", ".join(each.work for each in inputs.work if getattr(each, plan.id) == quarter.quarter) or "nothing")
        for quarter in plan.quarters
    )  # fmt: skip
    columns = (
        Column(title="Quarter"), *(Column(title=team, align="right") for team in teams),
        *(Column(title=theme.capitalize(), align="right") for theme in THEMES), Column(title="Work"),
    )  # fmt: skip
    return ReportSection(
        title=plan.name, items=items, tables=(Table(caption=f"{plan.name}: quarter by quarter", columns=columns, rows=rows),)
    )


def _said(found: RoadmapConflict) -> str:
    quarter = f"Q{found.quarter}"
    if found.kind == "capacity":
        over = _one(found.value - found.limit)
        return f"{quarter}, {found.about}: {_one(found.value)} person-weeks are planned, {_one(found.limit)} are there. Move or cut {over}."
    if found.kind == "allocation":
        share = per_cent(found.value, digits=0)
        return f"The share of {found.about} is {share} over the year, outside {found.other}%. Say why, or move work."
    if found.kind == "budget":
        return (
            f"The error budget is overspent and the first quarter gives {per_cent(found.value, digits=0)} to features and "
            f"{per_cent(found.limit, digits=0)} to reliability; until it holds, features stay under {FEATURES_WHILE_SPENT:g}% "
            f"and reliability over {RELIABILITY_WHILE_SPENT:g}%."
        )
    if found.kind == "order":
        when = f"in Q{found.value:g}" if found.value else "not in this plan"
        return f"{quarter}, {found.about}: it needs {found.other}, which is {when}. It has to come in an earlier quarter."
    if found.kind == "specialist":
        held = "nobody has it" if not found.limit else "one person has it" if found.limit == 1 else f"{found.limit:g} people have it"
        return f"{quarter}, {found.about}: {held}, for {found.other}. Pair a second person a quarter before, or move the work."
    if found.about == "availability":
        return f"At the year's end {number(found.value)} minutes a month are still lost; {number(found.limit)} are allowed."
    if found.about == "retention":
        points = f"{_one(found.value)} points of {_one(found.limit)}"
        return f"Net retention comes to {points}: say which part engineering owns, and who owns the rest."
    return f"Savings come to {money(found.value)} a month of {money(found.limit)}."


def _capacity(inputs: RoadmapInputs, result: RoadmapResult) -> ReportSection:
    rows = tuple(
        (team.team, number(team.people), _one(team.people * WEEKS), per_cent(team.leave, digits=0), per_cent(team.on_call, digits=0),
         per_cent(team.other, digits=0), _one(held))
        for team, held in zip(inputs.teams, result.capacity.values(), strict=True)
    )  # fmt: skip
    heads = ("People", "Weeks on paper", "Leave", "On call", "Other", "Person-weeks a quarter")
    columns = (Column(title="Team"), *(Column(title=head, align="right") for head in heads))
    table = Table(caption="What a quarter holds", columns=columns, rows=rows, note="Each share is taken of what the one before leaves.")
    return ReportSection(title="Capacity", tables=(table,))


def _rules(inputs: RoadmapInputs) -> ReportSection:
    return ReportSection(
        title="How conflicts are found",
        items=(
            "Over capacity: a team's work of a quarter is more than its person-weeks.",
            f"Split: a theme's share of the year's work lies more than {inputs.leeway:g} points outside its range.",
            f"Error budget: downtime is above what is allowed, and the first quarter has over {FEATURES_WHILE_SPENT:g}% features or under "
            f"{RELIABILITY_WHILE_SPENT:g}% reliability. Write the exit down: three straight months at target, then back to the split.",
            "Order: work is planned in or before the quarter of what it needs, or without it.",
            "Specialism: one person or nobody has it, or a quarter has more such work than people who have it.",
            "Goals: retention, savings and availability at the plan's end, from your own estimates. Savings count from the next quarter.",
        ),
    )  # fmt: skip


def _warnings(inputs: RoadmapInputs, result: RoadmapResult) -> tuple[str, ...]:
    out = [
        "Use invented or rounded figures, never an employer's confidential ones.",
        "Effects are estimates: they are added up as if each held by itself.",
    ]
    full = [plan.name for plan in result.plans if plan.use > 85]
    if full:
        out.append(f"{', '.join(full)}: more than 85% of the year is planned. What nobody foresaw has no room.")
    return tuple(out)
