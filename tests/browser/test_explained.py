"""The page of what was read, in a browser: accessible, lit by pointer and by key, silent towards the network, printable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from axe_checks import checked

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
LIT = "[...document.querySelectorAll('.on')].map(part => part.dataset.m)"


@pytest.mark.parametrize("name", ["seen-cv", "seen-columns", "seen-job", "seen-hostile"])
@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
def test_axe_finds_no_violation_and_nothing_runs_out(open_page: Any, name: str, size: dict[str, int], scheme: str) -> None:
    opened = open_page(name, **size, color_scheme=scheme)
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    report = checked(page)
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert opened.requests == opened.complaints == []


def test_an_entry_lights_its_box_and_a_box_its_entry(open_page: Any) -> None:
    page = open_page("seen-cv", **DESKTOP).page
    entry = page.locator(".read a.f", has_text="Tallyhook").first
    key = entry.get_attribute("data-m")
    entry.hover()
    assert set(page.evaluate(LIT)) == {key}
    assert page.locator(f".sheet a.b.on[data-m='{key}']").count() == 1
    page.locator("h1").hover()
    assert page.evaluate(LIT) == []
    box = page.locator(".sheet a.b").nth(9)
    box.locator("rect").first.hover(force=True)
    lit = page.evaluate(LIT)
    assert lit == [box.get_attribute("data-m")] * 2
    seen, panel = page.locator(".read a.f.on").bounding_box(), page.locator(".read").bounding_box()
    assert panel["y"] <= seen["y"] <= panel["y"] + panel["height"]


def test_keys_do_what_the_pointer_does(open_page: Any) -> None:
    page = open_page("seen-cv", **DESKTOP).page
    entry = page.locator(".read a.f").nth(30)
    key = entry.get_attribute("data-m")
    entry.focus()
    assert set(page.evaluate(LIT)) == {key}
    box = page.locator(f"#b-{key} rect").first.bounding_box()
    assert 0 <= box["y"] < DESKTOP["height"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"b-{key}"
    page.keyboard.press("Tab")
    following = page.evaluate("document.activeElement.dataset.m")
    assert following != key and set(page.evaluate(LIT)) == {following}
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"e-{following}"
    page.keyboard.press("Escape")
    assert page.evaluate(LIT) == []


def test_a_box_of_a_folded_entry_opens_it(open_page: Any) -> None:
    page = open_page("seen-cv", **DESKTOP).page
    assert page.locator(".read details[open]").count() == 0
    page.locator(".sheet a.k-heading").first.focus()
    assert page.locator(".read details[open] a.f.on").is_visible()


def test_text_without_pages_lights_up_the_same_way(open_page: Any) -> None:
    page = open_page("seen-job", **DESKTOP).page
    skill = page.locator(".text a.k-skill").first
    skill.hover()
    assert page.locator(".read a.f.on").inner_text().endswith(skill.inner_text().split("\n")[-1].removeprefix("skill"))


def test_the_box_lies_over_the_words(open_page: Any) -> None:
    page = open_page("seen-cv", **DESKTOP).page
    sheet = page.locator(".sheet").bounding_box()
    name = page.locator(".sheet a.k-name rect").bounding_box()
    assert abs((name["x"] + name["width"] / 2) - (sheet["x"] + sheet["width"] / 2)) < 0.03 * sheet["width"]
    assert 0.03 * sheet["height"] < name["y"] - sheet["y"] < 0.1 * sheet["height"]


def test_without_a_script_the_links_lead_to_the_marked_words(open_page: Any) -> None:
    page = open_page("seen-cv", **DESKTOP, java_script_enabled=False).page
    page.locator(".read a.f", has_text="Tallyhook").first.click()
    assert page.locator(".sheet a.b:target").count() == 1
    assert page.locator("[data-theme-toggle]").is_hidden()


def test_dark_and_light_by_choice(open_page: Any) -> None:
    page = open_page("seen-job", **DESKTOP, color_scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    toggle = page.get_by_role("button", name="Dark mode")
    assert toggle.get_attribute("aria-pressed") == "true"
    toggle.click()
    assert toggle.get_attribute("aria-pressed") == "false" and page.evaluate(ground) != dark


def test_hostile_text_runs_nothing(open_page: Any) -> None:
    opened = open_page("seen-hostile", **DESKTOP)
    assert opened.page.evaluate("window.planted === undefined")
    assert opened.page.locator("img").count() == 0
    assert opened.requests == opened.complaints == []


def test_on_paper_the_entries_follow_the_pages(open_page: Any, tmp_path: Path) -> None:
    page = open_page("seen-cv", **DESKTOP).page
    page.pdf(path=str(tmp_path / "printed.pdf"), format="A4")
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    sheets = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    document.close()
    text = " ".join(" ".join(sheets).split())
    assert "Position 5: Software Engineer" in text and "opens: work" in text
    assert "Dark mode" not in text and "Skip to" not in text
    assert [at for at, sheet in enumerate(sheets) if "The document" in sheet] == [1]
    assert "skill group" in sheets[1]
