"""The brief's page in a browser: cites, folds, notes, corrections, and that nothing changes under the reader's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import LiveSite, running

pytestmark = pytest.mark.browser

_EXAMPLE = Path(__file__).parents[2] / "examples" / "saas-manager"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    with running(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def id(live_site: LiveSite) -> str:
    """A finished preparation whose CV is a PDF."""
    cv, job = ((_EXAMPLE / name).read_bytes() for name in ("cv.pdf", "job.md"))
    return live_site.prepare(cv, job, cv_name="cv.pdf", job_name="job.md", interviewers=("engineer",)).id


@pytest.fixture
def browse(chromium: Browser, live_site: LiveSite) -> Iterator[Any]:
    contexts = []

    def opener(path: str, *, size: dict[str, int] = DESKTOP, context: Any = None, **options: Any) -> Page:
        made = context or chromium.new_context(viewport=size, base_url=live_site.address, reduced_motion="reduce", **options)
        contexts.append(made)
        page: Page = made.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto(path)
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
def test_axe_finds_no_violation(browse: Any, id: str, size: dict[str, int], scheme: str) -> None:
    page = browse(f"/preparations/{id}", size=size, color_scheme=scheme)
    for step in ("closed", "panel", "note"):
        if step == "panel":
            page.locator("main a.q[data-note^=cv-]:visible").first.click()
            expect(page.locator("#panel .lit rect").first).to_be_attached()
        elif step == "note":
            page.locator("main .own-note:visible").first.click()
        report = checked(page)
        assert report.violations_count == 0, (step, report.generate_report())
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    for path in ("reading?item=plan/first", "share", "documents/cv?start=0&end=9&view=picture", "notes?item=plan/first"):
        page.goto(f"/preparations/{id}/{path}")
        report = checked(page)
        assert report.violations_count == 0, (path, report.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path


def test_a_cite_lights_its_words_on_the_page_and_in_the_text(browse: Any, id: str) -> None:
    page = browse(f"/preparations/{id}")
    cite = page.locator("main a.q[data-note^=cv-]:visible").first
    cite.click()
    lit = page.locator("#panel .lit rect")
    expect(lit.first).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == "panel-title"
    picture = page.locator("#panel image").first.get_attribute("href")
    assert page.request.get(picture).headers["content-type"] == "image/jpeg"
    page.locator("#panel [data-view=text]").click()
    mark = page.locator("#panel mark.on")
    expect(mark.first).to_be_in_viewport()
    assert " ".join("".join(mark.all_inner_texts()).split()) == cite.inner_text().strip("“”…")
    page.reload()
    page.locator("main a.q[data-note^=cv-]:visible").first.click()
    expect(page.locator("#panel mark.on").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == cite.inner_text()


def test_next_and_previous_cite_by_keyboard(browse: Any, id: str) -> None:
    page = browse(f"/preparations/{id}")
    page.locator("main a.q[data-note^=cv-]:visible").first.click()
    expect(page.locator("#panel .doc-part")).to_be_visible()
    first = page.locator(".current-cite").get_attribute("href")
    page.keyboard.press("n")
    second = page.locator(".current-cite").get_attribute("href")
    assert second != first
    expect(page.locator(".current-cite")).to_be_in_viewport()
    page.keyboard.press("p")
    assert page.locator(".current-cite").get_attribute("href") == first
    page.keyboard.press("Escape")
    page.locator("main .own-note:visible").first.click()
    page.keyboard.type("n p")
    expect(page.locator("#panel")).to_be_hidden()


def test_other_grounds_and_documents_open_beside_it(browse: Any, id: str) -> None:
    page = browse(f"/preparations/{id}")
    page.locator("#summary .m-calculated").first.click()
    expect(page.locator("#panel")).to_contain_text("Calculated by")
    page.locator("#summary a.q").first.click()
    expect(page.locator("#panel .doc-part")).to_be_visible()
    page.get_by_role("link", name="Posting", exact=True).click()
    expect(page.locator("#panel .doc-part[data-source=job]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_folds_are_remembered_before_the_first_paint(browse: Any, id: str) -> None:
    page = browse(f"/preparations/{id}")
    page.locator("#concepts .fold-section").click()
    expect(page.locator("#concepts .item").first).to_be_hidden()
    page.locator("#drills details.item summary").first.click()
    page.reload()
    expect(page.locator("#concepts .item").first).to_be_hidden()
    expect(page.locator("#concepts .fold-section")).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#drills details.item").first).to_have_attribute("open", "")
    page.locator(".nav a", has_text="Concepts").click()
    expect(page.locator("#concepts .item").first).to_be_visible()
    page.get_by_role("button", name="Open all").click()
    assert page.locator("main details:not(.docs):not([open])").count() == 0


def test_a_note_is_kept_as_it_is_typed_and_when_one_leaves(browse: Any, id: str, live_site: LiveSite) -> None:
    page = browse(f"/preparations/{id}")
    own = page.locator("main .own:visible").first
    own.locator(".own-note").click()
    page.keyboard.type("<b>Bring</b> the figure")
    expect(own.locator(".note-state")).to_have_text("Saved")
    page.keyboard.type(", and the date")
    page.goto("/")
    notes = live_site.service.desk().notes(id)
    page.wait_for_timeout(500)
    assert [note.text for note in notes.all()] == ["<b>Bring</b> the figure, and the date"]
    page.goto(f"/preparations/{id}")
    expect(page.locator("main .own-words:visible").first).to_have_text("<b>Bring</b> the figure, and the date")


def test_words_outlive_a_server_that_does_not_answer(browse: Any, id: str, live_site: LiveSite) -> None:
    page = browse(f"/preparations/{id}")
    # Why not a route: it ends with its page, and what a leaving page sends would arrive.
    page.add_init_script("window.fetch = () => Promise.reject(new TypeError('nobody answers'))")
    page.reload()
    own = page.locator("main .own:visible").first
    own.locator(".own-note").click()
    page.keyboard.type("typed into the void")
    expect(own.locator(".note-state")).to_contain_text("Not saved")
    page.keyboard.press("Escape")
    expect(own.locator("textarea")).to_be_visible()
    again = browse(f"/preparations/{id}", context=page.context)
    expect(again.locator(".own .note-state").first).to_have_text("Saved")
    assert [note.text for note in live_site.service.desk().notes(id).all()] == ["typed into the void"]


def test_two_tabs_show_both_texts(browse: Any, id: str, live_site: LiveSite) -> None:
    page = browse(f"/preparations/{id}")
    own = page.locator("main .own:visible").first
    item = own.get_attribute("data-item")
    live_site.service.desk()._notes.write(id, item, "from the other tab", version=0)
    own.locator(".own-note").click()
    page.keyboard.type("from this tab")
    expect(own.locator(".conflict")).to_be_visible()
    expect(own.locator(".theirs")).to_have_text("from the other tab")
    assert own.locator("textarea").input_value() == "from this tab"
    assert checked(page).violations_count == 0
    own.get_by_role("button", name="Put both together").click()
    expect(own.locator(".note-state")).to_have_text("Saved")
    assert live_site.service.desk().notes(id).of(item).text == "from the other tab\n\nfrom this tab"  # type: ignore[union-attr]


def test_what_is_done_is_shown_and_counted(browse: Any, id: str) -> None:
    page = browse(f"/preparations/{id}")
    count = page.locator(".nav a[href='#plan'] .count .n")
    assert count.inner_text() == "0"
    page.locator("#plan .own-done").first.click()
    expect(count).to_have_text("1")
    expect(page.locator("#plan .did").first).to_be_visible()
    page.reload()
    expect(count).to_have_text("1")
    page.locator("#plan .own-done").first.click()
    expect(page.locator("#plan .did").first).to_be_hidden()


def test_a_newer_brief_is_offered_and_not_put_under_the_hands(browse: Any, id: str, live_site: LiveSite) -> None:
    page = browse(f"/preparations/{id}")
    other = browse(f"/preparations/{id}/reading", context=page.context)
    other.locator("[name='posting/firm']").fill("Fjord AS")
    other.get_by_role("button", name="Save and make the brief again").first.click()
    live_site.ended(id)
    page.locator("main .own-note:visible").first.click()
    page.keyboard.type("typed meanwhile")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".news")).to_contain_text("The new brief is ready")
    assert page.locator("main textarea").input_value() == "typed meanwhile"
    assert "Fjord AS" not in page.locator(".hero").inner_text()
    page.locator(".news a", has_text="Show it").click()
    expect(page.locator(".hero")).to_contain_text("Fjord AS")
    expect(page.locator(".brief-tools")).to_contain_text("Made with 1 correction of yours")


def test_without_scripts_all_of_it_works_by_links_and_forms(browse: Any, id: str) -> None:
    page = browse(f"/preparations/{id}", java_script_enabled=False)
    cite = page.locator("main a.q[data-note^=cv-]:visible").first
    words = cite.inner_text().strip("“”…")
    cite.click()
    assert words in " ".join(page.locator("mark.on").first.inner_text().split())
    page.get_by_role("link", name="Back to the brief").click()
    page.locator("#plan .own-note").first.click()
    page.locator("#text").fill("By a plain form")
    page.get_by_label("Done").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#plan .own-words").first).to_have_text("By a plain form")
    assert page.locator(".own-done").first.is_hidden()
    page.locator(".menu summary").click()
    with page.expect_download() as got:
        page.locator(".menu a", has_text="Markdown").click()
    assert got.value.suggested_filename.endswith("- brief.md")


def test_what_was_read_is_shown_on_its_document(browse: Any, id: str) -> None:
    page = browse(f"/preparations/{id}/reading")
    page.locator("#e-person .where-read").first.click()
    expect(page.locator("#panel .lit rect").first).to_be_attached()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    page.locator("input[id$='-start']").first.fill("some day")
    page.get_by_role("button", name="Save and make the brief again").first.click()
    expect(page.locator(".fault")).to_contain_text("is no date here")
    assert page.locator("input[id$='-start']").first.input_value() == "some day"
