"""Incidents, conversations, design talks and papers in a browser: played by buttons and typed, clean for axe in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import live_site

pytestmark = pytest.mark.browser


DRAFT = (
    "The migration moved from 3 March to 17 March, since the vendor is late; Ana decides on Friday whether we go without them.\n\n"
    "Done this week: two of the three cells moved, 41 of 60 customers are on the new path. Risk: the third cell may not fit before the "
    "freeze on 20 March; the lead of storage answers by Tuesday."
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("simulations")
    with live_site(folder) as (found, _):
        yield found


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=address, viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    made = context.new_page()
    made.set_default_timeout(60_000)
    yield made
    context.close()


def look(page: Page) -> list[str]:
    """What is wrong with a page as it stands, in light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        violations = checked(page).response["violations"]
        found += [f"{page.url} {scheme}: {each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{page.url}: wider than the window by {wide}"] if wide > 0 else [])


@pytest.mark.parametrize("path", ["/conversations", "/designs", "/papers", "/workbench"])
def test_a_list_or_tool_is_clean(page: Page, path: str) -> None:
    page.goto(path)
    assert look(page) == []


def test_an_incident_is_played_by_buttons_to_its_debrief(page: Page) -> None:
    page.goto("/incidents")
    found = look(page)
    page.get_by_label("Seed").fill("4")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="15 min").click()
    expect(page.get_by_text("Minute 15")).to_be_visible()
    page.locator("summary").filter(has_text="Declare an incident").click()
    page.get_by_role("button", name="Declare an incident").click()
    expect(page.locator(".in-sev")).to_have_text("SEV-1")
    page.wait_for_load_state("load")
    page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
    found += look(page)
    page.get_by_role("button", name="Let it run to its end").click()
    expect(page.get_by_role("heading", name="What it was")).to_be_visible()
    page.wait_for_load_state("load")
    page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
    assert found + look(page) == []


def test_a_conversation_of_three_moves(page: Page) -> None:
    page.goto("/conversations")
    page.get_by_role("button", name="Teo").click()
    page.get_by_role("button", name="Ask how they see the last months").click()
    expect(page.get_by_text("5 exchanges left")).to_be_visible()
    page.get_by_label("In your own words").fill("On Tuesday the page at 2:10 was answered after 14 minutes.")
    page.get_by_role("button", name="Say just this").click()
    expect(page.locator(".you").last).to_contain_text("the page at 2:10")
    page.get_by_role("button", name="On to the next week").click()
    expect(page.get_by_text("Week 2 of 13")).to_be_visible()
    assert look(page) == []


def test_a_paper_is_drafted_and_its_words_are_kept(page: Page) -> None:
    page.goto("/papers")
    page.get_by_role("button", name="Empty page: Weekly status with risks").click()
    field = page.get_by_label("Your draft")
    field.fill(DRAFT)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    expect(field).to_have_value(DRAFT)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("of 7 found")).to_be_visible()
    assert look(page) == []


def test_a_design_talk_is_held_and_ended(page: Page) -> None:
    page.goto("/designs")
    page.get_by_role("button", name="A data API over several regions").click()
    page.get_by_label("Ask, or say how you would go about it").fill("Who uses it and for what, and how old may an answer be elsewhere?")
    page.get_by_role("button", name="Say it", exact=True).click()
    expect(page.get_by_role("button", name="End, and see the marks")).to_be_visible()
    found = look(page)
    page.get_by_role("button", name="End, and see the marks").click()
    expect(page.get_by_role("heading", name="The checklist")).to_be_visible()
    assert found + look(page) == []
