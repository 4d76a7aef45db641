"""The on-call tool: a rota's load against published limits, how evenly it falls, and what reliability work gives back."""

from __future__ import annotations

import math
from collections.abc import Sequence

from loopready.engines.calculators.schedule import on_call_share, rota_size, toil_hours, weeks_between_turns
from loopready.engines.tools.faults import Faults
from loopready.model.tools.oncall import (
    OncallFix,
    OncallInputs,
    OncallLoad,
    OncallPaid,
    OncallPerson,
    OncallResult,
    OncallWeek,
)

CAP = 25.0
"""Per cent of the time on call, at most (SRE book, Being On-Call)."""
MOST_EVENTS = 2.0
"""Events in twelve hours, at most (the same)."""
_LEAST_OF_TWO_SITES = 6
_WEEK = 168.0
_SITES_SWAP = 14
"""Hand-overs in a week between two sites that each take twelve hours of the day."""
_DAY = 8.0
_WORKING_WEEK = 40.0
_UNLIKELY = 0.025
_HORIZON = 104


def work(inputs: OncallInputs) -> OncallResult:
    """What the rota's window shows. FaultyInputsError, a ValueError, with all faults at once."""
    _check(inputs)
    people, posts = len(inputs.people), inputs.posts
    turns = inputs.weeks * _WEEK / inputs.shift_hours
    shifts = sum(person.primary for person in inputs.people)
    pages, night, events = (sum(getattr(person, name) for person in inputs.people) for name in ("pages", "night", "events"))
    handover = 2 * inputs.handover / 60 * posts * (_SITES_SWAP if inputs.sites == "two" else _WEEK / inputs.shift_hours)
    hours = toil_hours(pages / inputs.weeks, inputs.page_minutes) + events / inputs.weeks * inputs.event_hours + handover
    half = 0.5 if inputs.sites == "two" else 1.0
    loads = tuple(_load(person, inputs, shifts=shifts, pages=pages) for person in inputs.people)
    shares = [load.share for load in loads]
    fixes = _paid(inputs)
    weeks = _burn_down(fixes, pages / inputs.weeks, inputs)
    return OncallResult(
        people=people, least=_least(inputs), share=on_call_share(people, posts) * half,
        turn_weeks=weeks_between_turns(people, posts, inputs.shift_hours / _WEEK / half),
        share_without_one=on_call_share(people - 1, posts) * half if people > posts else None, shifts=shifts,
        covered=shifts / (turns * half) * 100, pages_a_week=pages / inputs.weeks, pages_a_shift=pages / shifts,
        night_a_week=night / inputs.weeks, events_per_12_hours=events / (shifts * inputs.shift_hours / 12), hours_a_week=hours,
        handover_hours=handover, of_a_person=hours / _WORKING_WEEK * 100, of_the_team=hours / _WORKING_WEEK / people * 100, loads=loads,
        most_pages=max(loads, key=lambda load: load.pages).person, spread=max(shares) / min(shares) if min(shares) else None, fixes=fixes,
        weeks=weeks, pays_back=next((week.week for week in weeks if week.net >= 0 and week.week >= _spent_by(fixes)), None),
        pages_after=weeks[-1].pages,
    )  # fmt: skip


def _check(inputs: OncallInputs) -> None:
    faults = Faults()
    faults.check(len(inputs.people) >= inputs.posts, "people", f"a rota with {inputs.posts} on call at once needs at least as many people")
    seen = set()
    for at, person in enumerate(inputs.people):
        name = person.person.strip().lower()
        faults.check(name not in seen, f"people.{at}.person", f"{person.person[:30]} stands there twice: keep one row for each")
        seen.add(name)
        faults.check(person.night <= person.pages, f"people.{at}.night", "more pages at night than pages: night pages are part of them")
        idle = person.primary == 0 and (person.pages or person.events)
        faults.check(not idle, f"people.{at}.primary", "pages without a shift as primary: count those shifts, or move the pages")
    faults.check(any(person.primary for person in inputs.people), "people", "nobody had a shift as primary: count the shifts of the window")
    most = inputs.weeks * _WEEK / inputs.shift_hours
    for at, person in enumerate(inputs.people):
        fits = max(person.primary, person.secondary) <= most * 1.001 + 1
        faults.check(fits, f"people.{at}.primary", f"the window has {most:g} shifts: count fewer, or make the window longer")
    names = set()
    for at, fix in enumerate(inputs.fixes):
        faults.check(fix.fix.strip().lower() not in names, f"fixes.{at}.fix", "stands there twice: keep one row")
        names.add(fix.fix.strip().lower())
    for what in ("pages", "events"):
        held, caused = (sum(getattr(row, what) for row in rows) for rows in (inputs.people, inputs.fixes))
        faults.check(caused <= held, "fixes", f"the work would touch {caused} {what} while the window had {held}: count each once")
    faults.end()


def _least(inputs: OncallInputs) -> int:
    """Least people: as many as keep each under the cap at one site; six at each of two, for a primary and a secondary."""
    if inputs.sites == "one":
        return int(rota_size(100 / CAP, inputs.posts))
    return max(_LEAST_OF_TWO_SITES, math.ceil(_LEAST_OF_TWO_SITES * inputs.posts / 2))


def _load(person: OncallPerson, inputs: OncallInputs, *, shifts: int, pages: int) -> OncallLoad:
    hours = person.primary * inputs.shift_hours
    expected = pages * person.primary / shifts
    share = (person.primary + person.secondary) * inputs.shift_hours / (inputs.weeks * _WEEK) * 100
    night = person.night / (hours / _WEEK) if hours else None
    events = person.events / (hours / 12) if hours else None
    chance = at_least(person.pages, expected)
    return OncallLoad(
        person=person.person.strip(), share=share, pages=person.pages, per_shift=person.pages / person.primary if person.primary else None,
        night_per_week=night, events_per_12_hours=events, expected=expected, chance=chance, above_cap=share > CAP + 1e-9,
        above_events=events is not None and events > MOST_EVENTS, above_nights=night is not None and night > inputs.night_limit,
        unlucky=chance < _UNLIKELY,
    )  # fmt: skip


def at_least(count: int, mean: float) -> float:
    """The probability of ``count`` or more where ``mean`` are expected and pages come independently (Poisson)."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    below = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))
    return min(1.0, max(0.0, 1 - below))


def _paid(inputs: OncallInputs) -> tuple[OncallPaid, ...]:
    """The work in the order of what pays back first, one after another at the pace given."""
    ordered = sorted(inputs.fixes, key=lambda fix: (_weeks_to_pay(fix, inputs) or math.inf, fix.days, fix.fix))
    out, day = [], 0.0
    for fix in ordered:
        day += fix.days
        out.append(
            OncallPaid(
                fix=fix.fix.strip(), pages_a_week=_ended(fix, inputs), hours_a_week=_hours(fix, inputs), hours=fix.days * _DAY,
                weeks_to_pay=_weeks_to_pay(fix, inputs), done=day / inputs.days_a_week,
            )
        )  # fmt: skip
    return tuple(out)


def _ended(fix: OncallFix, inputs: OncallInputs) -> float:
    return fix.pages / inputs.weeks * fix.removes / 100


def _hours(fix: OncallFix, inputs: OncallInputs) -> float:
    events = fix.events / inputs.weeks * fix.removes / 100
    return toil_hours(_ended(fix, inputs), inputs.page_minutes) + events * inputs.event_hours


def _weeks_to_pay(fix: OncallFix, inputs: OncallInputs) -> float | None:
    """Cost in hours over the hours a week that it gives back; None where it gives nothing back."""
    given = _hours(fix, inputs)
    return fix.days * _DAY / given if given > 0 else None


def _burn_down(fixes: Sequence[OncallPaid], pages: float, inputs: OncallInputs) -> tuple[OncallWeek, ...]:
    """Weeks from now until all has paid back, or two years: pages a week, and hours given back less hours spent.

    Work that does not pay back in pages alone is left to its own reasons and not in the plan.
    """
    planned, day = [], 0.0
    for fix in fixes:
        if fix.weeks_to_pay is not None and fix.weeks_to_pay <= _HORIZON:
            day += fix.hours / _DAY
            planned.append((fix, day / inputs.days_a_week))
    end = day / inputs.days_a_week
    out, net = [OncallWeek(week=0, pages=pages, net=0.0)], 0.0
    for week in range(1, _HORIZON + 1):
        spent = max(0.0, min(1.0, end - (week - 1))) * inputs.days_a_week * _DAY
        given = sum(fix.hours_a_week * max(0.0, min(1.0, week - done)) for fix, done in planned)
        net += given - spent
        left = pages - sum(fix.pages_a_week for fix, done in planned if done <= week)
        out.append(OncallWeek(week=week, pages=left, net=net))
        if week >= end and (net >= 0 or not planned):
            break
    return tuple(out)


def _spent_by(fixes: Sequence[OncallPaid]) -> float:
    """The week in which the planned work is done."""
    return max((fix.done for fix in fixes if fix.weeks_to_pay is not None and fix.weeks_to_pay <= _HORIZON), default=math.inf)
