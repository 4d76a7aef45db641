"""The tools on hiring and people in the browser: days as a calendar file, faults by their cells."""

from __future__ import annotations

from icalendar import Calendar

from web_site import Site


def test_a_plan_with_days_is_taken_as_a_calendar_file(site: Site) -> None:
    page = site.get("/workbench/onboarding?start=2027-02-01")
    assert 'href="/workbench/onboarding/report.ics?start=2027-02-01"' in page.text
    answer = site.get("/workbench/onboarding/report.ics?start=2027-02-01")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(events[0]["dtstart"].dt) == "2027-02-03" and len(events) > 15


def test_a_tool_without_days_offers_none(site: Site) -> None:
    assert "report.ics" not in site.get("/workbench/hiring").text
    refused = site.get("/workbench/hiring/report.ics")
    assert refused.status_code == 422 and "no days in this" in refused.text


def test_faults_stand_by_their_cells_and_what_was_typed_is_kept(site: Site) -> None:
    page = site.get("/workbench/hiring?by=2026-01-01&sources.0.source=A&sources.0.kind=inbound&sources.0.entered=5&sources.0.loop=9")
    assert page.status_code == 422 and 'name="sources.0.loop" value="9"' in page.text
    counts = "&".join(
        f"sources.0.{name}={count}"
        for name, count in zip(("recruiter_screen", "manager_screen", "offer", "accepted"), (4, 3, 1, 1), strict=True)
    )
    page = site.get(f"/workbench/hiring?sources.0.source=A&sources.0.kind=inbound&sources.0.entered=5&sources.0.loop=9&{counts}")
    assert page.status_code == 422 and 'id="f-sources-0-loop-fault"' in page.text
    assert "9 reached this, but only 3 the stage before (manager screen)" in page.text


def test_names_and_private_matters_are_flagged_on_the_page(site: Site) -> None:
    page = site.get("/workbench/underperformer?role=Engineer+on+sick+leave")
    assert page.status_code == 200 and "has no place in a plan for work: take it out" in page.text
