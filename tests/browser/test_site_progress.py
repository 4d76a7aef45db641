"""Progress and the note after a round in a browser: no violation, no overflow, words kept as they are typed, useful without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import served
from loopready.adapters.database import Database
from loopready.adapters.database.briefs import Briefs
from loopready.app.service import PERSONAL, Service
from practice_briefs import brief_of, guide_of
from practice_rows import ACT, interview, keep, question, turn

pytestmark = pytest.mark.browser


class Kept:
    """A site with a preparation that was practised in two sessions."""

    def __init__(self, service: Service, address: str) -> None:
        self.address = address
        self.id = Briefs(service.database, PERSONAL, reader="test").save(brief_of())
        asked = [question(f"questions/{each.id}", *each.signals, text=each.text) for each in guide_of().questions[:4]]
        first = interview("s1", turn("t1", asked[0], overall=40), turn("t2", asked[1], overall=60), preparation=self.id)
        second = interview(
            "s2", turn("t3", asked[0], day=2, overall=80), turn("t4", asked[2], day=2, overall=90), preparation=self.id, day=2
        )
        keep(service.database, first, second)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    service = Service(database=Database(tmp_path_factory.mktemp("progress") / "site.sqlite"))
    with served(service) as address:
        yield Kept(service, address)
    service.close()


@pytest.fixture
def browse(chromium: Browser, site: Kept) -> Iterator[Any]:
    contexts = []

    def opener(path: str, **options: Any) -> Page:
        context = chromium.new_context(base_url=site.address, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.on("console", lambda message: pytest.fail(message.text) if "Content Security Policy" in message.text else None)
        page.goto(f"/preparations/{site.id}{path}")
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/progress", "/after"])
def test_axe_finds_nothing_and_it_fits_a_phone(browse: Any, path: str, scheme: str) -> None:
    page = browse(path, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert [each["id"] for each in checked(page).response["violations"]] == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert [each["id"] for each in checked(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_figure_is_drawn_and_told(browse: Any) -> None:
    page = browse("/progress")
    drawn = page.locator("svg.pr-steps").first
    assert (drawn.get_attribute("aria-label") or "").startswith("Over time: ")
    assert page.locator("svg.pr-steps path").count() == page.locator(".pr-signals > li").count()
    assert drawn.evaluate("each => each.getBoundingClientRect().height") > 20
    page.locator("main details.alt > summary").first.click()
    expect(page.get_by_role("region", name="Readiness by signal as a table")).to_contain_text("of 60")


def test_a_note_is_kept_as_it_is_typed_and_two_windows_lose_nothing(browse: Any) -> None:
    page = browse("/after")
    page.get_by_role("button", name="Begin the note").click()
    field = page.get_by_label("What they asked, in the order it came")
    field.fill("Why this team?")
    expect(page.locator("[data-state]")).to_have_text("Kept.")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_label("What they asked, in the order it came")).to_have_value("Why this team?")
    field.fill("Why this team? And why now?")
    expect(page.locator("[data-state]")).to_have_text("Kept.")
    other.get_by_label("What they asked, in the order it came").fill("Something else")
    expect(other.locator("[data-state]")).to_contain_text("Your words are still in the fields")
    other.get_by_role("button", name="Keep and go back").click()
    expect(other.get_by_role("alert")).to_contain_text("another window")
    expect(other.locator("textarea").first).to_have_value("Something else")
    expect(other.locator(".pr-kept-there")).to_contain_text("Why this team? And why now?")


def test_the_list_is_ticked_without_scripts(browse: Any) -> None:
    page = browse("/after", java_script_enabled=False)
    page.locator(".pr-ticks input").first.check()
    page.locator("#ours button.primary").click()
    expect(page.locator(".pr-ticks input").first).to_be_checked()
    expect(page.get_by_role("region", name="Recall and precision")).to_contain_text("1 of 1 asked were ours")


def test_the_brief_shows_the_answer_and_its_history(browse: Any) -> None:
    page = browse("")
    decider = page.locator("#deciders .decider", has_text=ACT).first
    expect(decider).to_contain_text("your words")
    decider.get_by_text("History").click()
    expect(decider).to_contain_text("took its place")
