"""The pages of the plan and of the day before: kept at once, ticked and taken back, two windows, the calendar."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from icalendar import Calendar

from loopready.app.accounts import utc_now
from loopready.app.conversing import Conversations
from loopready.app.planning import Planner
from loopready.app.sample import CV
from loopready.app.service import Service
from web_site import Site

ME = "me"
TODAY = dt.date.today()
SETTINGS = {"minutes_a_day": "30", "new_a_day": "5", "at": "07:15", "zone": "Europe/Zurich", "version": "0"}


def day(ahead: int) -> str:
    return (TODAY + dt.timedelta(days=ahead)).isoformat()


@pytest.fixture
def id(site: Site) -> str:
    return site.prepare(on=day(12))


def first_done(page: str) -> dict[str, str]:
    """The fields of the first act that can be ticked."""
    form = re.search(r'action="[^"]+/plan/done">(.*?)</form>', page, re.S)
    assert form
    return dict(re.findall(r'name="(key|minutes|left)" value="([^"]*)"', form.group(1)))


def test_the_plan_says_what_to_do_now_on_which_day_and_why(site: Site, id: str) -> None:
    page = site.get(f"/preparations/{id}/plan").text
    assert "In 12 days" in page and "45 minutes for today" in page and "the last evening" in page
    assert "Why it stands here" in page and "Likelihood 0." in page and "not a forecast" in page
    assert not re.search(r"<[^>]+ style=", page) and "overdue" not in page.casefold() and "late" not in page.casefold().replace("later", "")
    some = site.get(f"/preparations/{id}/plan?minutes=20").text
    assert "In 20 minutes" in some


def test_settings_are_kept_at_once_and_from_an_older_page_they_are_not(site: Site, service: Service, id: str) -> None:
    kept = site.post(f"/preparations/{id}/plan", {**SETTINGS, "days_off": ["5", "6"]})
    assert (kept.status_code == 200 and "Kept." in kept.text and "30 minutes for today" in kept.text) or "day off" in kept.text
    held = Planner(service, ME).settings(id)
    assert (held.minutes_a_day, held.new_a_day, held.at, held.zone, held.days_off) == (30, 5, "07:15", "Europe/Zurich", (5, 6))
    older = site.post(f"/preparations/{id}/plan", {**SETTINGS, "minutes_a_day": "90"})
    assert older.status_code == 409 and "another window" in older.text and 'value="30"' in older.text


def test_a_setting_that_is_none_is_told_in_one_line(site: Site, service: Service, id: str) -> None:
    for field, value, says in (
        ("minutes_a_day", "4", "5 to 480"), ("minutes_a_day", "x", "incomplete"), ("zone", "Mars/Olympus", "no time zone"),
        ("at", "25:00", "18:00"), ("new_a_day", "51", "0 to 50"), ("days_off", "9", "days of the week"),
    ):  # fmt: skip
        answer = site.post(f"/preparations/{id}/plan", {**SETTINGS, field: value})
        assert answer.status_code == 422 and says in answer.text and 'class="problem"' in answer.text
    assert Planner(service, ME).settings(id).version == 0


def test_what_is_done_goes_can_be_taken_back_and_counts_once(site: Site, service: Service, id: str) -> None:
    fields = first_done(site.get(f"/preparations/{id}/plan").text)
    done = site.post(f"/preparations/{id}/plan/done", fields)
    assert "Done. What is left" in done.text and first_done(done.text)["key"] != fields["key"]
    assert f"{fields['minutes']} of them done" in done.text
    twice = site.post(f"/preparations/{id}/plan/done", fields)
    assert twice.status_code == 409 and "done already" in twice.text
    assert len(Planner(service, ME).plan(id, now=dt.datetime.now(dt.UTC)).done) == 1
    held = re.search(r'name="done" value="([0-9a-f]+)"', done.text)
    assert held
    back = site.post(f"/preparations/{id}/plan/undone", {"done": held.group(1)})
    assert "Taken back" in back.text and first_done(back.text)["key"] == fields["key"]
    assert site.post(f"/preparations/{id}/plan/undone", {"done": held.group(1)}).status_code == 404
    assert site.post(f"/preparations/{id}/plan/done", {**fields, "key": "nosuch"}).status_code == 404


def test_a_part_of_an_act_leaves_the_rest(site: Site, service: Service, id: str) -> None:
    planner, now = Planner(service, ME), dt.datetime.now(dt.UTC)
    planner.do(id, "walk", now=now, minutes=4)
    stale = {"key": "walk", "minutes": "10", "left": "10"}
    answer = site.post(f"/preparations/{id}/plan/done", stale)
    assert answer.status_code == 409 and "another window" in answer.text
    assert sum(each.minutes for each in planner.plan(id, now=now).done) == 4


def test_the_calendar_reads_back(site: Site, id: str) -> None:
    site.post(f"/preparations/{id}/plan", SETTINGS)
    answer = site.get(f"/preparations/{id}/plan.ics")
    assert answer.headers["content-type"].startswith("text/calendar") and ".ics" in answer.headers["content-disposition"]
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    days = [event["dtstart"].dt.date() for event in events]
    assert len(events) >= 10 and min(days) >= TODAY - dt.timedelta(days=1) and max(days) < dt.date.fromisoformat(day(12))
    assert len({str(event["uid"]) for event in events}) == len(events)


@pytest.mark.parametrize(("ahead", "says"), [(1, "Nothing new from here on"), (0, "Today is the day")])
def test_the_last_day_is_calm(site: Site, ahead: int, says: str) -> None:
    id = site.prepare(on=day(ahead))
    page = site.get(f"/preparations/{id}/plan").text
    assert says in page and f"/preparations/{id}/day-before" in page
    assert "Likelihood" not in page and "/plan/done" not in page
    some = site.get(f"/preparations/{id}/plan?minutes=60").text
    assert "/plan/done" not in some


def test_a_day_that_has_passed_is_told_and_without_a_date_there_is_a_week(site: Site, service: Service) -> None:
    id = site.prepare(on=day(3))
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=9)
    assert Planner(service, ME).plan(id, now=later).passed
    free = site.prepare(cv=CV.replace("Noor", "Nora"))
    page = site.get(f"/preparations/{free}/plan").text
    assert "No date is set" in page and len(Planner(service, ME).plan(free, now=dt.datetime.now(dt.UTC)).days) == 7


def test_the_page_of_the_day_before_has_its_ticks(site: Site, service: Service, id: str) -> None:
    page = site.get(f"/preparations/{id}/day-before").text
    assert (
        "Openings" in page
        and "Your questions" in page
        and "From the guide" in page
        and page.count('class="tick" aria-pressed="false"') == 6
    )
    ticked = site.post(f"/preparations/{id}/day-before", {"key": "day_before/way", "ready": "yes"})
    site.post(f"/preparations/{id}/day-before", {"key": "day_before/way", "ready": "yes"})
    assert ticked.text.count('class="tick" aria-pressed="true"') == 1
    assert len(Planner(service, ME).plan(id, now=dt.datetime.now(dt.UTC)).done) == 1
    back = site.post(f"/preparations/{id}/day-before", {"key": "day_before/way", "ready": "no"})
    assert 'class="tick" aria-pressed="true"' not in back.text
    assert site.post(f"/preparations/{id}/day-before", {"key": "walk", "ready": "yes"}).status_code == 404


def test_a_finished_conversation_is_ticked_off_and_moves_readiness_and_cards(site: Site, service: Service) -> None:
    made = site.prepare(on=day(12), guide="technology_software/cloud_hyperscale/engineering_management")
    planner, talks = Planner(service, ME), Conversations(service)
    first = planner.plan(made, now=utc_now())
    acts = [each.act for one in first.days for each in one.acts] + list(first.left)
    assert {"incident", "conversation", "design", "paper"} <= {each.kind for each in acts}
    offered = next(each for each in acts if each.kind == "conversation")
    page = site.get(f"/preparations/{made}/plan").text
    assert f'href="{offered.place}"' in page and "Its criteria speak to: Raises an engineer" in page
    talk = talks.start(case=offered.place.partition("#")[2], seed=1)
    for move in ("ask_load", "tell_concern"):
        talk = talks.act(talk.id, move, "On Tuesday the page at 2:10 was answered after 14 minutes.", version=talk.version)
    talks.act(talk.id, "to_end", version=talk.version)
    after = planner.plan(made, now=utc_now())
    assert [each.key for each in after.done] == [offered.key] and after.done[0].exercise == talk.id
    assert sum(each.spent for each in after.days) == after.done[0].minutes
    assert offered.key not in {each.act.key for one in after.days for each in one.acts}
    page = site.get(f"/preparations/{made}/plan").text
    assert "by doing it" in page and "Sit through ninety days with" in page
    assert "With somebody whose work falls short" in site.get(f"/preparations/{made}/cards").text
    assert f'the conversation <a href="/conversations/{talk.id}">' in site.get(f"/preparations/{made}/progress").text
