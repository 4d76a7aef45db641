"""The plan and the cards over the API: the plan as its noun, the calendar and the Anki package as files, nothing of what is not there."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

from icalendar import Calendar

from loopready.model import Plan
from web_site import Site


def test_the_plan_and_its_files(site: Site) -> None:
    on = dt.date.today() + dt.timedelta(days=9)
    id = site.prepare(on=on.isoformat())
    plan = Plan.model_validate(site.client.get(f"/api/v1/prep/{id}/plan").json())
    assert plan.on == on and plan.days and plan.days[0].acts
    calendar = site.client.get(f"/api/v1/prep/{id}/plan.ics")
    assert calendar.headers["content-type"].startswith("text/calendar") and Calendar.from_ical(calendar.content).walk("VEVENT")
    cards = site.client.get(f"/api/v1/prep/{id}/cards.apkg")
    assert zipfile.is_zipfile(BytesIO(cards.content)) and ".apkg" in cards.headers["content-disposition"]
    for path in ("plan", "plan.ics", "cards.apkg"):
        missing = site.client.get(f"/api/v1/prep/0000/{path}")
        assert missing.status_code == 404 and missing.json()["error"]["code"] == "not_found"
