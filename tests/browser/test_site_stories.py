"""Stories and claims in a browser: kept as they are typed, told aloud for one's own ear, without a fault of access."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import LiveSite, running
from loopready.app.defending import ClaimsAtHand
from loopready.app.sample import CV, JOB
from loopready.app.stories import StoryBank

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
PATIENT = 60_000
"""Milliseconds that a busy machine may take to save."""
MICROPHONE = """
navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext(), tone = context.createOscillator(), out = context.createMediaStreamDestination();
  tone.connect(out); tone.start();
  return out.stream;
};
"""
"""A microphone that hears a tone. Why: a machine that tests has none."""


class Scene:
    """A running site with a preparation and a bank."""

    def __init__(self, site: LiveSite) -> None:
        self.site = site
        self.bank = StoryBank(site.service, "me")
        self.claims = ClaimsAtHand(site.service, "me")
        site.service.warm()
        site.service.wait_until_warm()
        self.id = site.prepare(CV.encode(), JOB.encode()).id
        self.bank.take(self.id, self.bank.suggested(self.id))
        self.stories = f"{site.address}/preparations/{self.id}/stories"

    def story(self) -> str:
        """The address of a story nobody has written in yet."""
        made = next(each for each in reversed(self.bank.all()) if each.version == 1)
        return f"{self.site.address}/stories/{made.id}?for={self.id}"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with running(tmp_path_factory.mktemp("stories")) as site:
        yield Scene(site)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    contexts = []

    def go(address: str, *, width: int = 1280, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)  # type: ignore[attr-defined]
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()


def faults(page: Page) -> list[str]:
    return [each["id"] for each in checked(page).response["violations"]]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_pages_have_no_fault_of_access_and_fit(scene: Scene, visit: Visit, width: int, scheme: str) -> None:
    for address in (scene.stories, scene.story(), f"{scene.stories.removesuffix('stories')}claims"):
        page = visit(address, width=width, color_scheme=scheme)
        assert faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
        assert page.complaints == []  # type: ignore[attr-defined]


def test_words_are_kept_as_they_are_typed_and_two_tabs_lose_none(scene: Scene, visit: Visit) -> None:
    address = scene.story()
    here, there = visit(address), visit(address)
    here.locator("#part-task").fill("Mine to decide.")
    expect(here.locator(".story [data-state]")).to_have_text("Saved", timeout=PATIENT)
    there.locator("#part-learning").fill("I ask first.")
    expect(there.locator(".story [data-state]")).to_have_text("Saved", timeout=PATIENT)
    expect(there.locator("#part-task")).to_have_value("Mine to decide.")
    here.locator("#part-learning").fill("I ask twice.")
    expect(here.locator("[data-theirs]")).to_have_text("I ask first.", timeout=PATIENT)
    assert faults(here) == []
    here.get_by_role("button", name="Put both together").click()
    expect(here.locator(".story [data-state]")).to_have_text("Saved", timeout=PATIENT)
    here.reload()
    expect(here.locator("#part-learning")).to_have_value("I ask first.\n\nI ask twice.")
    expect(here.locator("#part-task")).to_have_value("Mine to decide.")


def test_words_that_could_not_be_sent_wait_in_the_browser(scene: Scene, visit: Visit) -> None:
    address = scene.story()
    page = visit(address)
    page.add_init_script(
        "window.fetch = () => Promise.reject(new TypeError('nobody answers'))"
    )  # a route ends with its page, and what a leaving page sends would arrive
    page.reload()
    page.locator("#part-task").fill("typed while nobody answers")
    expect(page.locator(".story [data-state]")).to_contain_text("wait in this browser", timeout=PATIENT)
    again = page.context.new_page()
    page.close()
    again.goto(address)
    expect(again.locator(".story [data-state]")).to_have_text("Saved", timeout=PATIENT)
    again.reload()
    expect(again.locator("#part-task")).to_have_value("typed while nobody answers")


def test_a_story_told_aloud_stays_in_the_tab(scene: Scene, visit: Visit) -> None:
    page = visit(scene.story())
    page.evaluate(MICROPHONE)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if not request.url.startswith("blob:") else None)
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_label("Your recording")).to_be_visible()
    for _ in range(200):  # no wait_for_function: it polls by eval, which the site's policy refuses
        if page.evaluate("document.querySelector('[data-playback]').readyState > 0"):
            break
        page.wait_for_timeout(50)
    assert page.evaluate("document.querySelector('[data-playback]').readyState > 0")
    assert sent == [] and faults(page) == []
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_label("Your recording")).to_be_hidden()
    assert page.complaints == []  # type: ignore[attr-defined]


def test_the_way_works_without_scripts(scene: Scene, visit: Visit) -> None:
    page = visit(scene.stories, java_script_enabled=False)
    page.get_by_label("A story that no line of your CV holds").fill("The night in Oslo")
    page.get_by_role("button", name="Begin it").click()
    page.locator("#part-action").fill("I stopped the launch, told the customer and asked two teams to wait.")
    page.locator(".story").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Judge it").click()
    expect(page.locator("#strength")).to_contain_text("What is missing")
    assert page.locator("#strength .todo li").count() > 1
    page.goto(f"{scene.stories.removesuffix('stories')}claims")
    page.locator("details.claim[open] textarea").fill("Since March 2021; two leads run them.")
    page.get_by_role("button", name="I stand by it").first.click()
    expect(page.get_by_text("Defended.", exact=True)).to_be_visible()


def test_a_claim_s_answer_is_kept_as_it_is_typed(scene: Scene, visit: Visit) -> None:
    page = visit(f"{scene.stories.removesuffix('stories')}claims?state=open")
    one = page.locator("details.claim").nth(2)
    one.locator("summary").click()
    one.locator("textarea").fill("Counted by the billing report.")
    expect(one.locator("[data-state]")).to_have_text("Saved", timeout=PATIENT)
    assert [claim.answer for claim in scene.claims.all(scene.id) if claim.answer.startswith("Counted")] == [
        "Counted by the billing report."
    ]
