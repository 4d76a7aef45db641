"""The whole way as a newcomer walks it: drop, watch, read, cite, correct, export, delete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import running

SOON = 60_000
EXAMPLES = Path(__file__).parents[2] / "examples"
CASE = EXAMPLES / "saas-manager"


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Page:  # type: ignore[misc]
    """A browser's page on the home page of a site of its own; console errors fail the test."""
    with running(tmp_path) as site:
        context = chromium.new_context(base_url=site.address, accept_downloads=True)
        made = context.new_page()
        made.set_default_timeout(60_000)
        said: list[str] = []
        made.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        made.on("pageerror", lambda error: said.append(str(error)))
        made.goto("/")
        yield made
        context.close()
        assert said == []


def axe(page: Page) -> list[str]:
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in checked(page).response["violations"]]


def test_from_the_drop_to_the_deletion(page: Page, tmp_path: Path) -> None:
    assert axe(page) == []
    page.set_input_files("#cv", CASE / "cv.pdf")
    page.fill("#posting", (CASE / "job.md").read_text(encoding="utf-8"))
    page.fill("#on", "2099-12-07")
    page.get_by_role("button", name="Write the brief").click()
    expect(page.locator("#summary")).to_be_visible(timeout=SOON)
    expect(page.locator("main h1")).to_have_text("Marit Sandvik-Oduya")
    brief = page.url
    page.wait_for_load_state("load")  # its script opens the panel

    page.locator("#summary a[data-note^='cv']").nth(1).click()
    expect(page.locator("#panel")).to_be_visible(timeout=SOON)
    expect(page.locator("#panel")).to_contain_text("Introduced an error budget policy with product")

    page.goto(f"{brief}/reading")
    page.get_by_label("Name", exact=True).first.fill("Marit S. Oduya")
    page.get_by_role("button", name="Save and make the brief again").click()
    expect(page.locator("main h1")).to_have_text("Marit S. Oduya", timeout=SOON)
    assert page.url.partition("?")[0].partition("#")[0] == brief

    with page.expect_download() as waiting:
        page.evaluate(
            "address => { const link = document.createElement('a'); link.href = address; link.download = ''; link.click(); }",
            f"{brief}/brief.json",
        )
    saved = tmp_path / "brief.json"
    waiting.value.save_as(saved)
    kept = json.loads(saved.read_text(encoding="utf-8"))
    assert kept["schema"] == "loopready.brief/1" and kept["profile"]["basics"]["name"] == "Marit S. Oduya"

    page.goto("/preparations")
    expect(page.get_by_role("link", name="Senior Engineering Manager, Regional Block Storage at Fjellgrunn Cloud")).to_be_visible(
        timeout=SOON
    )
    page.goto(f"{brief}/delete")
    page.get_by_role("button", name="Delete").click()
    expect(page.locator("main")).not_to_contain_text("Fjellgrunn")
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text("Fjellgrunn")


def test_the_stages_are_watched_and_what_they_found_is_told(page: Page) -> None:
    page.set_input_files("#cv", next((EXAMPLES / "nurse").glob("cv.*")))
    page.set_input_files("#job", next((EXAMPLES / "nurse").glob("job.*")))
    seen: list[str] = []
    page.on("response", lambda answer: seen.append(answer.url) if answer.url.endswith("/events") else None)
    page.get_by_role("button", name="Write the brief").click()
    expect(page.locator("#summary")).to_be_visible(timeout=SOON)
    assert len(seen) == 1


@pytest.mark.parametrize("case", ["nurse", "staff-engineer", "manager-with-gaps"])
def test_without_scripts_the_page_comes_by_itself(chromium: Browser, tmp_path: Path, case: str) -> None:
    with running(tmp_path) as site:
        context = chromium.new_context(base_url=site.address, java_script_enabled=False)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto("/")
        page.set_input_files("#cv", next((EXAMPLES / case).glob("cv.*")))
        page.set_input_files("#job", next((EXAMPLES / case).glob("job.*")))
        page.get_by_role("button", name="Write the brief").click()
        expect(page.locator("#summary")).to_be_visible(timeout=SOON)
        context.close()
