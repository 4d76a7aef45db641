"""Words typed before a page's script is there are kept as others are: on a slow line nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from live import LiveSite, running
from loopready.app.sample import CV, JOB

pytestmark = pytest.mark.browser
_LATE = re.compile(r"/(?:stories|interview|after)\b[^/]*\.js")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    with running(tmp_path_factory.mktemp("early")) as made:
        yield made


@pytest.fixture
def page(chromium: Browser, site: LiveSite) -> Iterator[Page]:
    context = chromium.new_context(base_url=site.address, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def typed_before_the_script(page: Page, words: str) -> Page:
    """The page's address opened anew, its own script held back until the words stand in its first field."""
    held: list[Route] = []
    late = page.context.new_page()

    def hold(route: Route) -> None:
        held.append(route)

    late.route(_LATE, hold)
    late.goto(page.url, wait_until="commit")
    late.locator("textarea").first.fill(words)
    for route in held:
        route.continue_()
    return late


def test_of_a_paper(page: Page) -> None:
    page.goto("/papers")
    page.get_by_role("button", name="Empty page: Weekly status with risks").click()
    page.get_by_label("Your draft").wait_for()
    late = typed_before_the_script(page, "The date holds.")
    expect(late.locator("[data-state]")).to_have_text("Saved")
    page.reload()
    expect(page.get_by_label("Your draft")).to_have_value("The date holds.")


def test_of_an_answer(page: Page) -> None:
    page.goto("/practice/new?guide=general")
    page.get_by_role("button", name="Start with one question").click()
    page.get_by_label("Your answer").wait_for()
    late = typed_before_the_script(page, "We had 31 pages a night.")
    expect(late.locator("[data-state]")).to_have_text("Saved")
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("We had 31 pages a night.")


def test_of_a_note_after_a_round(page: Page, site: LiveSite) -> None:
    id = site.prepare(CV.encode(), JOB.encode()).id
    page.goto(f"/preparations/{id}/after")
    page.get_by_role("button", name="Begin the note").click()
    page.locator("form[data-keeps]").wait_for()
    late = typed_before_the_script(page, "Why this team?")
    expect(late.locator("form[data-keeps] [data-state]")).to_have_text("Kept.")
    page.reload()
    expect(page.locator("form[data-keeps] textarea").first).to_have_value("Why this team?")
