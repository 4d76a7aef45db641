"""The roadmap tool: plans of work against capacity, the split over themes, the error budget and the goals, and what conflicts in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from loopready.engines.calculators.schedule import team_capacity
from loopready.engines.tools.faults import Faults
from loopready.model.tools.roadmap import (
    PLANS,
    THEMES,
    Plan,
    RoadmapConflict,
    RoadmapInputs,
    RoadmapPlan,
    RoadmapQuarter,
    RoadmapResult,
    RoadmapWork,
)

WEEKS = 13
MINUTES = 30 * 24 * 60
FEATURES_WHILE_SPENT = 40.0
RELIABILITY_WHILE_SPENT = 35.0
"""Per cent of the first quarter's work while the error budget is overspent (fact alloc.move)."""
_MONTHS = 3


def work(inputs: RoadmapInputs) -> RoadmapResult:
    """The plans worked out. FaultyInputsError, a ValueError, with all faults at once."""
    _check(inputs)
    capacity = {team.team.strip(): float(team_capacity(team.people, WEEKS, team.leave, team.on_call, team.other)) for team in inputs.teams}
    lost = (100 - inputs.attained) / 100 * MINUTES
    plans = tuple(_plan(id, name.strip(), inputs, capacity, lost) for id, name in zip(PLANS, inputs.plan_names, strict=False))
    gross = sum(team.people for team in inputs.teams) * WEEKS
    return RoadmapResult(capacity=capacity, gross=gross, allowed=_allowed(inputs), lost=lost, plans=plans)


def _allowed(inputs: RoadmapInputs) -> float:
    return (100 - inputs.target) / 100 * MINUTES


def _check(inputs: RoadmapInputs) -> None:
    faults = Faults()
    teams = {team.team.strip().lower() for team in inputs.teams}
    names = [each.work.strip().lower() for each in inputs.work]
    faults.check(bool(inputs.teams), "teams", "name at least one team")
    faults.check(bool(inputs.work), "work", "name at least one piece of work")
    faults.check(len(teams) == len(inputs.teams), "teams", "a team stands there twice: keep one row for each")
    for at, each in enumerate(inputs.work):
        faults.check(
            each.team.strip().lower() in teams, f"work.{at}.team", f"there is no team {each.team[:30]!r}: use a name from the teams' table"
        )
        faults.check(names.count(names[at]) == 1, f"work.{at}.work", "stands there twice: give each piece of work its own name")
        needs = each.needs.strip().lower()
        faults.check(not needs or needs in names, f"work.{at}.needs", f"there is no work {each.needs[:40]!r}: use a name from this table")
        faults.check(needs != names[at], f"work.{at}.needs", "it can not need itself")
        for plan in PLANS:
            late = getattr(each, plan) > inputs.quarters
            faults.check(not late, f"work.{at}.{plan}", f"the plan has {inputs.quarters} quarters: give one of them, or 0 to leave it out")
    for at, row in enumerate(inputs.ranges):
        faults.check(row.low <= row.high, f"ranges.{at}.low", "is above its upper end: swap them")
    themes = [row.theme for row in inputs.ranges]
    faults.check(len(set(themes)) == len(themes), "ranges", "a theme stands there twice: keep one row for each")
    faults.check(sum(row.low for row in inputs.ranges) <= 100, "ranges", "the lower ends come to more than 100%: lower one")
    skills = [row.skill.strip().lower() for row in inputs.skills]
    faults.check(len(set(skills)) == len(skills), "skills", "a specialism stands there twice: keep one row for each")
    faults.end()


def _plan(id: Plan, name: str, inputs: RoadmapInputs, capacity: Mapping[str, float], lost: float) -> RoadmapPlan:
    chosen = [each for each in inputs.work if getattr(each, id)]
    quarters = _quarters(chosen, id, inputs, capacity, lost)
    weeks = sum(each.weeks for each in chosen)
    saves = sum(each.saves for each in chosen)
    year = inputs.quarters
    within = next((quarter.quarter for quarter in quarters if quarter.lost <= _allowed(inputs) + 1e-9), None)
    return RoadmapPlan(
        id=id, name=name, weeks=weeks, use=weeks / (sum(capacity.values()) * year) * 100 if sum(capacity.values()) else 0.0,
        themes=_shares(chosen), quarters=quarters, retention=sum(each.retention for each in chosen), saves=saves,
        saved_in_year=sum(each.saves * _MONTHS * (year - getattr(each, id)) for each in chosen),
        within_budget=0 if lost <= _allowed(inputs) + 1e-9 else within,
        left_out=tuple(each.work.strip() for each in inputs.work if not getattr(each, id)),
        conflicts=tuple(_conflicts(chosen, id, inputs, capacity, quarters, lost)),
    )  # fmt: skip


def _quarters(
    chosen: Sequence[RoadmapWork], id: Plan, inputs: RoadmapInputs, capacity: Mapping[str, float], lost: float
) -> tuple[RoadmapQuarter, ...]:
    out, left = [], lost
    for quarter in range(1, inputs.quarters + 1):
        here = [each for each in chosen if getattr(each, id) == quarter]
        used = {team: sum(each.weeks for each in here if each.team.strip().lower() == team.lower()) for team in capacity}
        left = max(0.0, left - sum(each.minutes for each in here))
        out.append(RoadmapQuarter(quarter=quarter, used=used, themes=_shares(here), lost=left))
    return tuple(out)


def _shares(chosen: Sequence[RoadmapWork]) -> dict[str, float]:
    total = sum(each.weeks for each in chosen)
    return {theme: sum(each.weeks for each in chosen if each.theme == theme) / total * 100 if total else 0.0 for theme in THEMES}


def _conflicts(
    chosen: Sequence[RoadmapWork], id: Plan, inputs: RoadmapInputs, capacity: Mapping[str, float], quarters: Sequence[RoadmapQuarter],
    lost: float,
) -> Iterator[RoadmapConflict]:  # fmt: skip
    for quarter in quarters:
        for team, used in quarter.used.items():
            if used > capacity[team] + 1e-9:
                yield RoadmapConflict(kind="capacity", about=team, quarter=quarter.quarter, value=used, limit=capacity[team])
    yield from _split(chosen, inputs)
    first = quarters[0]
    if lost > _allowed(inputs) + 1e-9 and chosen:
        features, reliability = first.themes["features"], first.themes["reliability"]
        if features > FEATURES_WHILE_SPENT or reliability < RELIABILITY_WHILE_SPENT:
            yield RoadmapConflict(kind="budget", about="first quarter", quarter=1, value=features, limit=reliability)
    yield from _order(chosen, id, inputs)
    yield from _specialists(chosen, id, inputs)
    yield from _goals(chosen, inputs, quarters)


def _split(chosen: Sequence[RoadmapWork], inputs: RoadmapInputs) -> Iterator[RoadmapConflict]:
    if not chosen:
        return
    shares = _shares(chosen)
    for row in inputs.ranges:
        share = shares[row.theme]
        if not row.low - inputs.leeway - 1e-9 <= share <= row.high + inputs.leeway + 1e-9:
            limit = row.low if share < row.low else row.high
            yield RoadmapConflict(kind="allocation", about=row.theme, value=share, limit=limit, other=f"{row.low:g} to {row.high:g}")


def _order(chosen: Sequence[RoadmapWork], id: Plan, inputs: RoadmapInputs) -> Iterator[RoadmapConflict]:
    """Work before what it needs, or in the same quarter, or without it."""
    by_name = {each.work.strip().lower(): each for each in inputs.work}
    for each in chosen:
        if each.needs.strip():
            needed, quarter = by_name[each.needs.strip().lower()], getattr(each, id)
            then = getattr(needed, id)
            if not then or then >= quarter:
                yield RoadmapConflict(kind="order", about=each.work.strip(), quarter=quarter, value=then, other=needed.work.strip())


def _specialists(chosen: Sequence[RoadmapWork], id: Plan, inputs: RoadmapInputs) -> Iterator[RoadmapConflict]:
    """A specialism that one person or nobody has, or more work at once that needs it than people who have it."""
    people = {row.skill.strip().lower(): row.people for row in inputs.skills}
    asked: dict[tuple[str, int], list[str]] = defaultdict(list)
    named: dict[str, str] = {}
    for each in chosen:
        if each.skill.strip():
            asked[each.skill.strip().lower(), getattr(each, id)].append(each.work.strip())
            named.setdefault(each.skill.strip().lower(), each.skill.strip())
    for (skill, quarter), works in sorted(asked.items()):
        held = people.get(skill, 0)
        if held <= 1 or len(works) > held:
            yield RoadmapConflict(
                kind="specialist", about=named[skill], quarter=quarter, value=len(works), limit=held, other=", ".join(works)
            )


def _goals(chosen: Sequence[RoadmapWork], inputs: RoadmapInputs, quarters: Sequence[RoadmapQuarter]) -> Iterator[RoadmapConflict]:
    reached = (
        ("retention", sum(each.retention for each in chosen), inputs.retention_goal),
        ("cost", sum(each.saves for each in chosen), inputs.saving_goal),
    )
    for about, value, goal in reached:
        if value < goal - 1e-9:
            yield RoadmapConflict(kind="goal", about=about, value=value, limit=goal)
    if quarters[-1].lost > _allowed(inputs) + 1e-9:
        yield RoadmapConflict(kind="goal", about="availability", value=quarters[-1].lost, limit=_allowed(inputs))
