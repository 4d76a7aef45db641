"""A drill as it is done in a browser: the start, a wrong number, words, the summary; clean for axe, and whole without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import running


def axe(page: Page) -> list[str]:
    found = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in checked(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"wider than the window by {wide}"] if wide > 0 else [])


@pytest.mark.parametrize(("width", "scheme", "scripts"), [(1280, "light", True), (390, "dark", True), (390, "light", False)])
def test_a_drill_from_start_to_summary(chromium: Browser, tmp_path: Path, width: int, scheme: str, scripts: bool) -> None:
    with running(tmp_path) as site:
        context = chromium.new_context(
            base_url=site.address, viewport={"width": width, "height": 844}, color_scheme=scheme, java_script_enabled=scripts
        )  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(60_000)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        pages: list[str] = []

        def look() -> None:
            pages.extend(f"{page.url}: {each}" for each in (axe(page) if scripts else ()))

        page.goto("/drills")
        look()
        page.goto("/drills/general:shift_order")
        look()
        page.get_by_role("button", name="Start").click()
        page.get_by_label("Your number").fill("no idea")
        if scripts:
            expect(page.locator("[data-state]")).to_have_text("Saved")
        page.get_by_role("button", name="A hint").click()
        expect(page.get_by_text("Hint 1.")).to_be_visible()
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("alert")).to_contain_text("No number is found")
        look()
        page.get_by_label("Your number").fill("155")
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("status").first).to_contain_text("Take the available minutes off")
        look()
        page.get_by_role("link", name="Next question").click()
        for _ in range(2):
            page.get_by_role("button", name="Show the step").click()
            page.get_by_role("link", name="Next question").click()
        expect(page.get_by_role("heading", name="Put the acts of the day in order.")).to_be_visible()
        expect(page.locator("select")).to_have_count(6)
        for at in range(6):
            page.locator("select").nth(at).select_option(str(at + 1))
        look()
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("link", name="Next question")).to_be_visible()
        look()
        page.get_by_role("link", name="Next question").click()
        page.get_by_label("Your answer").fill("No, the list is 30 minutes too long. The records wait until four, since they harm nobody.")
        look()
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("heading", name="A worked answer")).to_be_visible()
        look()
        page.get_by_role("link", name="To the summary").click()
        expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
        look()
        assert (pages, said) == ([], [])
        context.close()
