"""Library, preparations and home in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import live_site
from loopready.app.sample import CV, JOB
from loopready.app.service import Service

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
GUIDE = "/library/technology_software/cloud_hyperscale/engineering_management"
ENGINEER = "technology_software/cloud_hyperscale/engineering_ic"
NEWER = CV.replace("TALKS", "COMPLIANCE\n\n- Led the service through SOC 2 Type II and ISO 27001 audits in 2023 and 2024\n\nTALKS")
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Service]]:
    with live_site(tmp_path_factory.mktemp("live")) as made:
        yield made


@pytest.fixture
def visit(chromium: Browser, running: tuple[str, Service]) -> Iterator[Visit]:
    contexts = []

    def go(path: str, *, size: dict[str, int] = DESKTOP, **options: Any) -> Page:
        context = chromium.new_context(viewport=size, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(running[0] + path)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def made(chromium: Browser, running: tuple[str, Service]) -> dict[str, str]:
    """Two versions of a CV against one job, one of them against another job too: the ids."""
    page = chromium.new_page()
    out = {}
    other = JOB.replace("Cold Storage", "Warm Storage").replace("- Experience of managing managers\n", "")
    for name, cv, job in (("old", CV, JOB), ("new", NEWER, JOB), ("other", CV, other)):
        page.goto(running[0] + "/")
        page.set_input_files("#cv", {"name": f"{name[:3]}-cv.txt", "mimeType": "text/plain", "buffer": cv.encode()})
        page.fill("#posting", job)
        page.click("button.primary")
        page.wait_for_selector("#summary", timeout=90_000)
        out[name] = page.url.rsplit("/", 1)[-1]
    page.close()
    return out


def files_of(running: tuple[str, Service], made: dict[str, str]) -> tuple[str, str]:
    asked = running[1].desk().preparations.get(made["old"]).asked
    assert asked.job is not None
    return asked.cv.sha256, asked.job.sha256


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
def test_axe_finds_no_violation_and_nothing_runs_out(
    visit: Visit, running: tuple[str, Service], made: dict[str, str], size: dict[str, int], scheme: str
) -> None:
    cv, job = files_of(running, made)
    paths = (
        "/", f"/?job={made['old']}", "/library", "/library?q=error+budget", "/library?q=zzqx", "/library/nowhere",
        f"/library/delta?from={ENGINEER}&to={GUIDE.removeprefix('/library/')}", "/preparations", "/preparations?words=zzqx",
        f"/preparations/{made['old']}/rename", f"/preparations/{made['old']}/delete", f"/preparations/compare?cv={cv}",
        f"/preparations/compare?job={job}",
    )  # fmt: skip
    page = visit("/", size=size, color_scheme=scheme)
    for path in paths:
        page.goto(running[0] + path)
        page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(part => { part.open = true })")
        report = checked(page)
        assert report.violations_count == 0, f"{path}: {report.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_a_guide_holds_up(visit: Visit, size: dict[str, int], scheme: str) -> None:
    page = visit(GUIDE, size=size, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    report = checked(page)
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.locator("#questions .contents a").nth(2).click()
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < size["height"] / 2
    page.locator(".k-drill .r-solution summary").first.click()
    expect(page.locator(".k-drill .r-solution .said").first).to_be_visible()
    page.locator("#concepts .m-fact").first.click()
    expect(page.locator("#panel")).to_be_visible()
    assert complaints == []


def test_search_answers_as_one_types_and_without_scripts(visit: Visit, running: tuple[str, Service]) -> None:
    page = visit("/library")
    page.locator("#q").press_sequentially("error bud")
    expect(page.locator(".hit").first).to_be_visible(timeout=20_000)
    assert page.locator("mark.lit").first.inner_text().lower() == "error"
    page.locator(".passages a").first.click()
    page.wait_for_url(re.compile(r"/library/.+#i-"))
    bare = visit("/library", java_script_enabled=False)
    bare.fill("#q", "error budget")
    bare.press("#q", "Enter")
    expect(bare.locator(".hit").first).to_be_visible()
    expect(bare.locator("#q")).to_have_value("error budget")


def test_the_list_narrows_compares_and_its_menu_closes(visit: Visit, made: dict[str, str]) -> None:
    page = visit("/preparations")
    compare = page.get_by_role("button", name="Compare those chosen")
    expect(compare).to_be_disabled()
    page.locator("#words").press_sequentially("warm storage")
    expect(page.locator(".prep")).to_have_count(1, timeout=20_000)
    page.locator("#words").fill("")
    expect(page.locator(".prep")).to_have_count(3, timeout=20_000)
    menu = page.locator(".menu").first
    menu.locator("summary").press("Enter")
    expect(menu.get_by_role("link", name="Rename")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Rename")).to_be_hidden()
    for id in (made["old"], made["new"]):
        page.check(f'.pick[value="{id}"]')
    compare.click()
    expect(page.locator("#h-gained")).to_contain_text("Gained")
    expect(page.locator(".c-of-gained")).to_contain_text("SOC 2 Type II")


def test_renamed_duplicated_and_deleted_without_scripts(visit: Visit, made: dict[str, str]) -> None:
    page = visit("/preparations", java_script_enabled=False)
    row = page.locator(".prep", has=page.locator(f'.pick[value="{made["other"]}"]'))
    row.locator("summary").click()
    row.get_by_role("button", name="Duplicate").click()
    copy = page.url.rsplit("/", 1)[-1]
    page.wait_for_selector("#summary", timeout=90_000)
    page.goto(page.url.replace(f"/{copy}", f"/{copy}/rename"))
    page.fill("#title", "The copy")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Renamed")
    expect(page.locator("main")).to_contain_text("The copy")
    page.goto(page.url.split("/preparations")[0] + f"/preparations/{copy}/delete")
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("main")).to_contain_text("Deleted")
    expect(page.locator("main")).not_to_contain_text("The copy")


DROP = """
(files) => {
  const held = new DataTransfer();
  for (const [name, text] of files) held.items.add(new File([text], name, { type: "text/plain" }));
  const target = document.querySelector("h1");
  target.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
}
"""


@pytest.mark.parametrize(
    "files", [["noor-cv.txt", "posting.txt"], ["job description.txt", "noor.txt"], ["Lebenslauf.txt", "firn.txt"], ["a.txt", "Résumé.txt"]]
)
def test_two_files_dropped_at_once_find_their_fields(visit: Visit, files: list[str]) -> None:
    page = visit("/")
    page.evaluate(DROP, [[name, "text"] for name in files])
    names = page.evaluate("['cv', 'job'].map(id => document.getElementById(id).files[0].name)")
    cv = next(name for name in files if name in ("noor-cv.txt", "noor.txt", "Lebenslauf.txt", "Résumé.txt"))
    assert names == [cv, next(name for name in files if name != cv)]
    shown = page.locator("[data-file-name]").all_inner_texts()
    assert shown == names


SEND = """
(times) => {
  const sent = [];
  window.addEventListener("submit", (event) => {
    sent.push(!event.defaultPrevented);
    event.preventDefault();
  });
  const button = document.querySelector("button.primary");
  for (let n = 0; n < times; n++) button.click();
  return sent;
}
"""


def test_the_form_is_sent_once_and_says_so(visit: Visit) -> None:
    page = visit("/")
    page.fill("#posting", JOB)
    assert page.evaluate(SEND, 3) == [True, False, False]
    expect(page.locator("button.primary")).to_have_text("Reading…")
