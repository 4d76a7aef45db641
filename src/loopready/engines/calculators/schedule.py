"""On-call load, rotas, and a team's capacity in person-months."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole


@calculator(unit="per cent of the time", says="the share of time each person is on call", source="posts / people")
def on_call_share(people: float, posts: float = 1) -> float:
    """posts / people x 100: ``posts`` places (primary, secondary) to be filled all the time. ValueError for fewer people than posts."""
    demand(whole("posts", posts, least=1), (people >= posts, "fewer people than posts"))
    return posts / people * 100


@calculator(unit="weeks", says="how often each person's turn comes", source="people / posts")
def weeks_between_turns(people: float, posts: float = 1, weeks_per_turn: float = 1) -> float:
    """people x weeks_per_turn / posts: six people on one post are on call every sixth week. ValueError for fewer people than posts."""
    demand(whole("posts", posts, least=1), (people >= posts, "fewer people than posts"), positive("weeks per turn", weeks_per_turn))
    return people * weeks_per_turn / posts


@calculator(unit="people", says="the people a rota needs", source="ceil(posts x frequency)")
def rota_size(every_weeks: float, posts: float = 1) -> int:
    """People so that each is on call at most one week in ``every_weeks``: ceil(posts x every_weeks). ValueError for less than one week."""
    demand((every_weeks >= 1, f"the frequency must be at least one week, not {every_weeks:g}"), whole("posts", posts, least=1))
    return math.ceil(every_weeks * posts - 1e-9)


@calculator(unit="pages a shift", says="the pages that fall in one shift", source="pages / shifts")
def pages_per_shift(pages_per_week: float, shifts_per_week: float) -> float:
    """pages_per_week / shifts_per_week. ValueError for negative pages or no shift."""
    demand(not_negative("pages", pages_per_week), positive("shifts", shifts_per_week))
    return pages_per_week / shifts_per_week


@calculator(unit="hours a week", says="the time that pages take", source="pages x minutes each")
def toil_hours(pages_per_week: float, minutes_per_page: float) -> float:
    """pages_per_week x minutes_per_page / 60. ValueError for negative values."""
    demand(not_negative("pages", pages_per_week), not_negative("minutes per page", minutes_per_page))
    return pages_per_week * minutes_per_page / 60


@calculator(unit="person-months", says="the work a team can do", source="people x months x (1 - leave) x (1 - on-call) x (1 - other)")
def team_capacity(people: float, months: float, leave: float = 0, on_call: float = 0, other: float = 0) -> float:
    """people x months, less shares (in per cent, each of what the one before leaves) for leave, on-call and other work.

    ValueError for negative people or months, or a share outside 0 to 100.
    """
    demand(
        not_negative("people", people),
        not_negative("months", months),
        share("leave", leave),
        share("on-call", on_call),
        share("other work", other),
    )
    return people * months * (1 - leave / 100) * (1 - on_call / 100) * (1 - other / 100)


@calculator(unit="person-months", says="what a new hire adds within the plan", source="linear ramp from 0 to full")
def ramped_capacity(hires: float, start_month: float, months: float, ramp_months: float = 0) -> float:
    """Person-months of ``hires`` who start ``start_month`` months into a plan of ``months`` and ramp linearly over ``ramp_months``.

    ValueError for negative values, or a start after the plan's end.
    """
    demand(
        not_negative("hires", hires),
        not_negative("start", start_month),
        not_negative("ramp", ramp_months),
        (start_month <= months, "the hires start after the plan's end"),
    )
    here = months - start_month
    if here <= ramp_months:
        return hires * (here * here / (2 * ramp_months) if ramp_months else 0.0)
    return hires * (here - ramp_months / 2)


@calculator(unit="person-months", says="what is left after promised work", source="capacity - sum of commitments")
def capacity_left(capacity: float, *commitments: float) -> float:
    """capacity less the commitments, in person-months; negative where the plan is overfull. ValueError for negative values."""
    demand(not_negative("capacity", capacity), *(not_negative("each commitment", commitment) for commitment in commitments))
    return capacity - sum(commitments)


@calculator(unit="people", says="the team after leavers and hires", source="start x (1 - attrition) + hires")
def headcount_after(start: float, attrition: float, hires: float) -> float:
    """start x (1 - attrition / 100) + hires over one period, attrition in per cent. ValueError for negative values."""
    demand(not_negative("start", start), share("attrition", attrition), not_negative("hires", hires))
    return start * (1 - attrition / 100) + hires


@calculator(unit="minutes a week", says="the time each report gets", source="time / reports")
def minutes_per_report(hours_per_week: float, reports: float) -> float:
    """hours_per_week x 60 / reports. ValueError for no reports or negative time."""
    demand(not_negative("hours", hours_per_week), positive("reports", reports))
    return hours_per_week * 60 / reports
