from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import expect

from axe_checks import checked
from loopready.rendering import unfolded_words

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
def test_axe_finds_no_violation(open_page: Any, size: dict[str, int], scheme: str) -> None:
    page = open_page(**size, color_scheme=scheme).page
    closed = checked(page)
    assert closed.violations_count == 0, closed.generate_report()
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    page.locator("#fit .shown a.q").first.click()
    opened = checked(page)
    assert opened.violations_count == 0, opened.generate_report()
    page.locator("#panel [data-close]").click()
    page.locator("#concepts .m-fact").first.click()
    ground = checked(page)
    assert ground.violations_count == 0, ground.generate_report()


@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_the_page_asks_nothing_of_the_network_and_breaks_no_policy(open_page: Any, name: str) -> None:
    opened = open_page(name)
    page = opened.page
    page.locator("[data-fold=open]").click()
    for cite in page.locator("main a[data-note]").all()[:40]:
        cite.click()
    page.keyboard.press("Escape")
    assert opened.requests == []
    assert opened.complaints == []
    assert page.evaluate("document.title") == page.evaluate("document.querySelector('title').textContent")


def test_a_guides_page_holds_up_the_same_way(open_page: Any) -> None:
    opened = open_page("guide", **PHONE)
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    page.locator("#concepts .m-fact").click()
    assert "Contracts pay 10% under 99.9%" in page.locator("#panel").inner_text()
    report = checked(page)
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert opened.requests == opened.complaints == []


def test_the_summary_fits_one_screen(open_page: Any) -> None:
    page = open_page(**DESKTOP).page
    box = page.locator("#summary").bounding_box()
    assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"width": 820, "height": 1180}], ids=["desktop", "phone", "tablet"])
@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_nothing_runs_out_of_the_page(open_page: Any, name: str, size: dict[str, int]) -> None:
    page = open_page(name, **size).page
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_cite_shows_the_document_with_its_words_marked(open_page: Any, sample: ModuleType, size: dict[str, int]) -> None:
    page = open_page(**size).page
    cite = page.locator("#fit .shown a.q").nth(2)
    words = cite.inner_text().strip("“”")
    cite.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    assert panel.is_visible()
    marked = panel.locator("mark.on")
    assert "".join(marked.all_inner_texts()) == words
    body, mark = panel.locator(".body").bounding_box(), marked.first.bounding_box()
    assert body["y"] <= mark["y"] <= body["y"] + body["height"]
    assert sample.CV.split("\n")[0] in panel.inner_text()
    seen = cite.bounding_box()
    top = panel.bounding_box()["y"] if size is PHONE else size["height"]
    assert 0 <= seen["y"] < top
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.textContent") == cite.inner_text()


def test_every_quote_opens_on_exactly_its_words(open_page: Any) -> None:
    page = open_page().page
    wrong = page.evaluate(
        """() => {
          const wrong = [];
          document.querySelectorAll('details').forEach(part => { part.open = true });
          for (const cite of document.querySelectorAll('main a[data-note^="cv-"], main a[data-note^="job-"]')) {
            cite.click();
            const marked = [...document.querySelectorAll('#panel mark.on')].map(mark => mark.textContent).join('');
            const wanted = document.querySelector('#n-' + cite.dataset.note + ' a').textContent;
            if (marked.replace(/\\s+/g, ' ').trim() !== wanted) wrong.push([wanted, marked]);
          }
          return wrong;
        }"""
    )
    assert wrong == []


def test_other_cites_show_what_they_rest_on(open_page: Any) -> None:
    page = open_page().page
    page.locator("#concepts .m-fact").first.click()
    assert "Usual object storage contracts pay 10%" in page.locator("#panel").inner_text()
    page.locator("#summary .m-calculated").nth(1).click()
    said = page.locator("#panel").inner_text()
    assert "slo.allowed_downtime" in said
    assert "availability = 0.9999, days = 30" in said
    assert "4.32 min" in said
    page.get_by_role("button", name="Posting").click()
    assert "Brumal Cloud · Zürich" in page.locator("#panel").inner_text()


def test_without_a_script_a_cite_leads_to_the_marked_words(open_page: Any) -> None:
    page = open_page(java_script_enabled=False).page
    cite = page.locator("#fit .shown a.q").first
    words = cite.inner_text().strip("“”")
    cite.click()
    mark = page.locator(".doc .a:target + mark")
    assert mark.inner_text() == words
    assert mark.is_visible()
    assert page.locator(".tools").is_hidden()
    page.locator("#concepts .m-fact").first.click()
    assert "Usual object storage contracts" in page.locator(".grounds li:target").inner_text()


def test_navigation_marks_where_one_is(open_page: Any) -> None:
    page = open_page().page
    assert page.locator(".nav [aria-current]").inner_text() == "Summary"
    page.locator(".nav a", has_text="Requirement by requirement").click()
    expect(page.locator(".nav [aria-current]")).to_have_text("Requirement by requirement")
    box = page.locator("#fit h2").bounding_box()
    assert 48 <= box["y"] < 400
    page.evaluate("window.scrollTo(0, 0)")
    expect(page.locator(".nav [aria-current]")).to_have_text("Summary")


@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"width": 320, "height": 640}], ids=["desktop", "phone", "small"])
def test_open_all_and_close_all(open_page: Any, size: dict[str, int]) -> None:
    page = open_page(**size).page
    tools = page.locator(".tools").bounding_box()
    assert tools["x"] >= 0
    assert tools["x"] + tools["width"] <= size["width"]
    folds = page.locator("main details:not(.docs)")
    total = folds.count()
    page.get_by_role("button", name="Open all").click()
    assert page.locator("main details:not(.docs)[open]").count() == total > 20
    page.get_by_role("button", name="Close all").click()
    assert page.locator("main details:not(.docs)[open]").count() == 0


def test_a_link_to_a_folded_item_opens_it(open_page: Any) -> None:
    page = open_page().page
    page.evaluate("location.hash = '#i-questions-q5'")
    expect(page.locator("#i-questions-q5")).to_have_attribute("open", "")


def test_dark_and_light_by_system_and_by_choice(open_page: Any) -> None:
    page = open_page(color_scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    toggle = page.get_by_role("button", name="Dark mode")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    page.wait_for_function(f"{ground} !== {dark!r}")
    page.reload()
    expect(toggle).to_have_attribute("aria-pressed", "false")


def test_words_counted_are_the_words_seen(open_page: Any, sample: ModuleType) -> None:
    page = open_page().page
    page.evaluate("document.querySelectorAll('.m, .m-print, .appendix, svg, .alt').forEach(part => part.remove())")
    seen = sum(1 for token in page.locator("main").inner_text().split() if re.search(r"\w", token.replace("_", "")))
    counted = unfolded_words(sample.sample_brief())
    assert counted == pytest.approx(seen, rel=0.02)


def _printed(page: Any, path: Path, paper: str) -> list[str]:
    page.pdf(path=str(path), format=paper)
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[at].get_textpage().get_text_range() for at in range(len(document))]
    finally:
        document.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_folds_stay_as_they_are_and_grounds_are_numbered(open_page: Any, tmp_path: Path, paper: str) -> None:
    page = open_page().page
    closed = _printed(page, tmp_path / "closed.pdf", paper)
    text = " ".join("".join(closed).split())
    assert "Mitigation before root cause" in text
    assert "240 minutes against 4.32" not in text
    assert "Open all" not in text
    assert "Skip to" not in text
    assert "Numbered grounds" in text
    assert "CV, line 8 Lead two teams (14 engineers)" in text
    deciders = [at for at, sheet in enumerate(closed) if "Scope and level" in sheet]
    assert len(deciders) == 1
    assert "inputs minutes = 240" not in text.lower()
    page.locator("#drills summary", has_text="Worked solution").click()
    opened = " ".join("".join(_printed(page, tmp_path / "open.pdf", paper)).split())
    assert "240 minutes against 4.32" in opened
    assert "inputs minutes = 240" in opened.lower()
