"""The days of a report as a calendar file (iCalendar, RFC 5545): whole days, private, that block nobody's time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from loopready.engines.text import short_hash
from loopready.model import Dated, InputError, Report
from loopready.rendering.calendar import PRODUCT
from loopready.rendering.clean import one_line

if TYPE_CHECKING:
    from icalendar import Event


def report_calendar(report: Report) -> bytes:
    """The report's days as events, in order.

    An event's UID is made of the report's title and first day, the day and its place among the events of that day: taken in again,
    it replaces itself.
    Equal reports give equal files: the stamp is the midnight (UTC) of the first day.

    Raises:
        InputError: the report has no days.
    """
    from icalendar import Calendar

    if not report.dates:
        raise InputError("no_days", "there are no days in this, so there is no calendar to write; take another format", name=report.title)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    days = sorted(report.dates, key=lambda dated: dated.day)
    stamp = dt.datetime.combine(days[0].day, dt.time(), tzinfo=dt.UTC)
    seen: dict[dt.date, int] = {}
    for dated in days:
        seen[dated.day] = seen.get(dated.day, 0) + 1
        uid = f"report-{short_hash(f'{report.title} {days[0].day}')}-{dated.day:%Y%m%d}-{seen[dated.day]}@loopready"
        calendar.add_component(_event(dated, uid=uid, stamp=stamp))
    written: bytes = calendar.to_ical()
    return written


def _event(dated: Dated, *, uid: str, stamp: dt.datetime) -> Event:
    from icalendar import Event as Made

    event = Made()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", dated.day)
    event.add("dtend", dated.day + dt.timedelta(days=1))
    event.add("summary", one_line(dated.title))
    if dated.text:
        event.add("description", one_line(dated.text))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
