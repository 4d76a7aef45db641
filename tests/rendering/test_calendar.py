"""The calendar file is valid by RFC 5545: line ends and folding, escaping, stamps in UTC, stable names; read back by icalendar."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from icalendar import Calendar

from loopready.model import Act, InputError, Plan, PlanDay, PlannedAct, PlanSettings
from loopready.rendering.calendar import begins, plan_calendar

TODAY, NOW = dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 12, 0, 0, 987, tzinfo=dt.UTC)
HOSTILE = "Line one\r\nBEGIN:VEVENT; commas, semicolons; back\\slash “quotes” and \u202e a very long line " + "öäü " * 60


def planned(text: str = "Say the walk aloud", minutes: int = 10) -> PlannedAct:
    act = Act(key="walk", kind="walk", text=text, minutes=minutes, likelihood=1, gap=1, importance=1)
    return PlannedAct(act=act, minutes=minutes)


def plan(*days: PlanDay, version: int = 3, zone: str = "Europe/Zurich", at: str = "18:30") -> Plan:
    return Plan(today=TODAY, on=dt.date(2026, 12, 7), settings=PlanSettings(version=version, zone=zone, at=at), days=days)


def day(n: int, *acts: PlannedAct) -> PlanDay:
    return PlanDay(day=TODAY + dt.timedelta(days=n), budget=45, acts=acts)


def written(made: Plan, name: str = "Manager, Storage; Firn") -> bytes:
    return plan_calendar(made, id="abc123", name=name, now=NOW)


def test_it_reads_back_with_times_in_utc_and_a_stamp() -> None:
    data = written(plan(day(0, planned()), day(1), day(2, planned(), planned("Two", 20))))
    calendar = Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert str(calendar["version"]) == "2.0" and str(calendar["prodid"]).startswith("-//loopready//")
    assert len(events) == 2, "a day without acts is no event"
    first, second = events
    assert first["dtstart"].dt == dt.datetime(2026, 11, 25, 17, 30, tzinfo=dt.UTC)
    assert second["dtend"].dt - second["dtstart"].dt == dt.timedelta(minutes=30)
    assert first["dtstamp"].dt == NOW.replace(microsecond=0) and int(first["sequence"]) == 3
    assert str(first["uid"]) == "plan-abc123-20261125@loopready" != str(second["uid"])
    assert str(first["summary"]) == "Manager, Storage; Firn: practice, 10 min"
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART"} <= event.keys() and event["dtend"].dt > event["dtstart"].dt


def test_lines_end_and_fold_as_the_standard_asks_and_text_is_escaped() -> None:
    data = written(plan(day(0, planned(HOSTILE))))
    assert data.endswith(b"END:VCALENDAR\r\n") and not re.search(rb"[^\r]\n|\r[^\n]", data)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    unfolded = data.replace(b"\r\n ", b"").decode("utf-8")
    assert unfolded.count("\nBEGIN:VEVENT") == 1
    said = next(line for line in unfolded.split("\r\n") if line.startswith("DESCRIPTION:"))
    assert "\\," in said and "\\;" in said and "\\\\" in said and not re.search(r"(?<!\\)[;,]", said)
    assert re.findall(r"DT(?:START|END|STAMP):(\S+)\r", unfolded) and all(
        re.fullmatch(r"\d{8}T\d{6}Z", value) for value in re.findall(r"DT(?:START|END|STAMP):(\S+)\r", unfolded)
    )
    assert "\u202e" not in unfolded


def test_equal_plans_give_equal_bytes_and_summer_time_is_reckoned_in() -> None:
    made = plan(day(0, planned()))
    assert written(made) == written(made)
    assert begins(dt.date(2026, 7, 1), at="18:30", zone="Europe/Zurich").hour == 16
    assert begins(dt.date(2026, 12, 1), at="18:30", zone="Europe/Zurich").hour == 17
    assert begins(dt.date(2026, 12, 1), at="00:30", zone="Asia/Tokyo").date() == dt.date(2026, 11, 30)


def test_a_plan_without_anything_to_do_is_no_calendar() -> None:
    with pytest.raises(InputError) as fault:
        written(plan(day(0)))
    assert fault.value.code == "nothing_planned"
