"""A plan as a calendar file (iCalendar, RFC 5545): an event a day, its times UTC, its name the same each time it is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from loopready.model import InputError, Plan, PlanDay
from loopready.rendering.clean import one_line

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//loopready//plan//EN"


def plan_calendar(plan: Plan, *, id: str, name: str, now: dt.datetime) -> bytes:
    """The days of a plan that have something to do. ``id`` is the preparation's; ``now`` stamps the events.

    An event's UID is made of the preparation and the day, and its SEQUENCE of the settings' version: taken in again, it replaces itself.

    Raises:
        InputError: nothing is planned, so that there is no event (a calendar without one is not valid).
    """
    from icalendar import Calendar

    days = [day for day in plan.days if day.acts]
    if not days:
        raise InputError("nothing_planned", "nothing is planned, so there is no calendar to write; set a day ahead", name=name)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in days:
        calendar.add_component(_event(plan, day, id=id, name=one_line(name), now=now))
    written: bytes = calendar.to_ical()
    return written


def begins(day: dt.date, *, at: str, zone: str) -> dt.datetime:
    """When the session of a day begins, UTC. ``at`` is HH:MM on the clocks of ``zone``."""
    hour, minute = at.split(":")
    return dt.datetime.combine(day, dt.time(int(hour), int(minute)), tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def _event(plan: Plan, day: PlanDay, *, id: str, name: str, now: dt.datetime) -> Event:
    from icalendar import Event as Made

    start = begins(day.day, at=plan.settings.at, zone=plan.settings.zone)
    event = Made()
    event.add("uid", f"plan-{id}-{day.day:%Y%m%d}@loopready")
    event.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=day.minutes))
    event.add("sequence", plan.settings.version)
    what = "the last evening" if day.kind == "last_evening" else "practice"
    event.add("summary", f"{name}: {what}, {day.minutes} min")
    event.add("description", "\n".join(f"- {one_line(act.act.text)} ({act.minutes} min)" for act in day.acts))
    event.add("categories", ["loopready"])
    return event
