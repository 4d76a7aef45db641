"""A report's days as a calendar file: whole days, private, stable names; read back by icalendar."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar

from loopready.model import Dated, InputError, Report
from loopready.rendering.report import render_report
from loopready.rendering.report_calendar import report_calendar

FIRST = dt.date(2027, 1, 11)
HOSTILE = "One\r\nBEGIN:VEVENT; two, three\\ " + "äöü " * 40


def plan(*days: Dated, title: str = "A plan") -> Report:
    return Report(title=title, dates=days)


def test_days_come_back_whole_private_and_in_order() -> None:
    data = report_calendar(plan(Dated(day=FIRST + dt.timedelta(days=2), title="Later"), Dated(day=FIRST, title="First", text="Why")))
    events = Calendar.from_ical(data).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["First", "Later"]
    first, later = events
    assert first["dtstart"].dt == FIRST and first["dtend"].dt == FIRST + dt.timedelta(days=1)
    assert str(first["class"]) == "PRIVATE" and str(first["transp"]) == "TRANSPARENT" and str(first["description"]) == "Why"
    assert "description" not in later and later["dtstamp"].dt == dt.datetime(2027, 1, 11, tzinfo=dt.UTC)


def test_names_are_stable_and_parted() -> None:
    days = (Dated(day=FIRST, title="One"), Dated(day=FIRST, title="Two"))

    def uids(report: Report) -> list[str]:
        return [str(event["uid"]) for event in Calendar.from_ical(report_calendar(report)).walk("VEVENT")]

    assert uids(plan(*days)) == uids(plan(*days)) and len(set(uids(plan(*days)))) == 2
    assert not set(uids(plan(*days))) & set(uids(plan(*days, title="Another")))
    assert report_calendar(plan(*days)) == report_calendar(plan(*days))


def test_hostile_words_stay_words() -> None:
    data = report_calendar(plan(Dated(day=FIRST, title=HOSTILE, text=HOSTILE)))
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 1
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_no_days_is_one_clear_line() -> None:
    with pytest.raises(InputError, match="no days in this"):
        render_report(plan(), format="ics", facts={})
    assert isinstance(render_report(plan(Dated(day=FIRST, title="One")), format="ics", facts={}), bytes)
