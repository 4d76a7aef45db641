"""The workbench in a browser: a whole way with its script and without, no violation, no overflow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import live_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("workbench")
    with live_site(folder) as (found, _):
        yield found


def _fine(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert checked(page).response["violations"] == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_tool_shows_no_violation_and_fits(chromium: Browser, address: str, width: int, scheme: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/workbench/slo")
    page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
    _fine(page)
    assert page.locator("svg.rp-svg:visible").count() == page.locator("figure.rp-chart").count()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_whole_way(chromium: Browser, address: str, scripts: bool) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/workbench")
    page.get_by_role("link", name="SLA and credits").click()
    page.get_by_role("button", name="Add a row").first.click()
    page.locator("#f-regions-3-region").fill("region D")
    page.locator("#f-regions-3-minutes").fill("9 hours")
    page.locator("#f-regions-3-spend").fill("lots")
    page.get_by_role("button", name="Work it out").last.click()
    expect(page.get_by_role("alert")).to_contain_text("'lots' is no single number")
    expect(page.locator("#f-regions-3-minutes")).to_have_value("9 hours")
    page.wait_for_load_state("load")  # its script keeps the field
    page.locator("#f-regions-3-spend").fill("$1M")
    page.locator("#f-regions-3-spend").press("Enter")
    expect(page.get_by_role("alert")).to_have_count(0)
    row = page.locator("tr").filter(has=page.get_by_role("rowheader", name="region D", exact=True)).first
    expect(row).to_contain_text("$250,000")
    if scripts:
        expect(page.locator("#f-regions-3-spend")).to_be_focused()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    page.get_by_role("button", name="Delete what is kept").click()
    expect(page.get_by_role("status")).to_contain_text("Deleted.")
    context.close()
