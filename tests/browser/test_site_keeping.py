"""Cards and the plan in a browser: keys alone, what is changed is kept at once, the phone, and axe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import running
from loopready.app.planning import Planner
from loopready.app.reviewing import CardBox
from loopready.app.sample import CV, JOB

SOON = 60_000


def axe(page: Page) -> list[str]:
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in checked(page).response["violations"]]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.fixture
def sizes(chromium: Browser) -> Iterator[list[Page]]:
    """A wide light page and a narrow dark one; console errors fail the test."""
    said: list[str] = []
    pages = []
    for width, scheme in ((1280, "light"), (390, "dark")):
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(SOON)
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        pages.append(page)
    yield pages
    for page in pages:
        page.context.close()
    assert said == []


def test_cards_by_keys_and_a_plan_that_keeps_at_once(sizes: list[Page], tmp_path: Path) -> None:
    with running(tmp_path) as site:
        wide, narrow = sizes
        on = (dt.date.today() + dt.timedelta(days=9)).isoformat()
        id = site.prepare(CV.encode(), JOB.encode(), on=on).id
        wide.goto(f"{site.address}/preparations/{id}/cards")
        for key in "341":
            wide.wait_for_load_state("load")  # its script turns keys into ratings
            before = wide.locator(".rate").get_attribute("action")
            expect(wide.locator(".ratings")).to_be_hidden()
            wide.keyboard.press("Space")
            expect(wide.locator(".ratings")).to_be_visible()
            wide.keyboard.press(key)
            expect(wide.locator(".rate")).not_to_have_attribute("action", before or "")
        deck = CardBox(site.service, "me").deck(id, now=dt.datetime.now(dt.UTC))
        assert [review.rating for review in deck.reviews] == [3, 4, 1] and all(review.seconds is not None for review in deck.reviews)
        wide.goto(f"{site.address}/preparations/{id}/plan")
        wide.get_by_label("Minutes a day").fill("25")
        wide.get_by_label("Minutes a day").blur()
        expect(wide.locator("#now")).to_contain_text("25 minutes for today")
        assert Planner(site.service, "me").settings(id).minutes_a_day == 25
        first = wide.locator("#now .act form button").first
        told = first.get_attribute("aria-label") or ""
        first.click()
        expect(wide.locator("#now")).not_to_contain_text(told.removeprefix("Done: "))
        expect(wide.locator(".acts.done")).to_contain_text(told.removeprefix("Done: "))
        for page in sizes:
            for path in ("cards", "plan", "plan?minutes=20", "day-before"):
                page.goto(f"{site.address}/preparations/{id}/{path}")
                assert axe(page) == [] and fits(page), path
        narrow.goto(f"{site.address}/preparations/{id}/cards")
        narrow.locator(".kind summary").first.click()
        narrow.locator(".deck a").first.click()
        expect(narrow.locator("#h-history")).to_be_visible()
        assert axe(narrow) == [] and fits(narrow)
