"""The hosted site's pages in a browser: no violation that axe finds, no overflow, and a comment from words that are selected."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from hosted_site import PASSWORD, account_for, open_door
from live import leave, served
from loopready.adapters.database import Database, Pairings
from loopready.app.coaching import CoachDesk, Coached
from loopready.app.commenting import items_of
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.model import Asked
from loopready.web import WebSettings
from practice_rows import interview, keep, question, turn
from warm import warm_pipeline

OWN_GUIDE = """\
path: own/watch/keeper
title: Keeper of the watch
revision: 1
reviewed: 2026-11-20
extends: [technology_software/saas_enterprise/engineering_management]
nonsense: a field that no guide has, so that the page tells what to mend
"""
pytestmark = pytest.mark.browser


class Live:
    """A hosted server on a port of this machine, with a coach, a candidate and a finished brief."""

    def __init__(self, folder: Path) -> None:
        self.service = Service(database=Database(folder / "live.sqlite"), pipeline=warm_pipeline())
        open_door(self.service)
        self.root = account_for(self.service, "root@example.org", "admin", name="Rosa Root")
        self.coach = account_for(self.service, "coach@example.org", "coach", name="Carla Coach")
        self.ada = account_for(self.service, "ada@example.org", name="Ada Featherstonehaugh-Cholmondeley")
        self.new = account_for(self.service, "new@example.org", name="Nils New")
        self.pairing = Pairings(self.service.database, self.coach.id).offer(self.ada.id).id
        Coached(self.service, self.ada.id).answer(self.pairing, accept=True)
        Pairings(self.service.database, self.coach.id).offer(self.new.id)
        self.id = self._prepared()
        brief = self.service.desk(self.ada.id).brief(self.id)
        assert brief is not None
        desk = CoachDesk(self.service, self.coach)
        desk.comment(self.pairing, self.id, item=next(iter(items_of(brief))), text="Say the number first")
        desk.set_homework(self.pairing, text="Write the walk down", due="2026-01-05", preparation=self.id)
        answered = interview("s1", turn("t1", question(), overall=40), owner=self.ada.id, preparation=self.id)
        keep(self.service.database, answered)
        self.own = self.service.desk(self.ada.id).own.put_guide(OWN_GUIDE, path="own/watch/keeper").id
        settings = WebSettings(hosted=True, hosts=frozenset({"127.0.0.1"}))
        self._ends = ExitStack()
        self.address = self._ends.enter_context(served(self.service, settings=settings))

    def _prepared(self) -> str:
        desk = self.service.desk(self.ada.id)
        cv, job = desk.put(CV.encode(), name="cv.txt"), desk.put(JOB.encode(), name="job.txt")
        made = desk.submit(Asked(cv=cv, job=job))
        end = time.monotonic() + 300
        while desk.preparations.get(made.id).state != "done":
            assert time.monotonic() < end, "the run does not end"
            time.sleep(0.05)
        return made.id

    def close(self) -> None:
        """Stop the server."""
        self._ends.close()
        leave(self.service)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    made = Live(tmp_path_factory.mktemp("live"))
    yield made
    made.close()


def signed_in(browser: Browser, live: Live, email: str) -> Page:
    """A page of somebody who came in by the form."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(f"{live.address}/sign-in")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    page.wait_for_url(f"{live.address}/")
    return page


def faults(page: Page) -> list[str]:
    """What axe finds and what overflows, on a desktop in light and on a phone in dark."""
    found = []
    for width, scheme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{width} {scheme}: {each['id']}" for each in checked(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{width}: overflows")
    return found


def test_the_pages_of_each_role_have_no_fault(chromium: Browser, live: Live) -> None:
    invitation = live.service.reception.invite(live.coach)
    reset = live.service.reception.reset_link(None, "new@example.org")
    client = f"/coach/clients/{live.pairing}"
    pages = {
        "": ["/sign-in", f"/invitations/{invitation}", f"/reset/{reset}", "/reset/gone"],
        "root@example.org": ["/admin", "/account"],
        "coach@example.org": [
            "/coach",
            client,
            f"{client}/preparations/{live.id}/comments",
            f"{client}/preparations/{live.id}/answers",
        ],
        "ada@example.org": [
            "/", "/account", "/account/seen", f"/preparations/{live.id}/comments", "/own", "/own/question", f"/own/{live.own}",
            f"/preparations/{live.id}/reading",
        ],
        "new@example.org": ["/", "/coach"],
    }  # fmt: skip
    found = {}
    for email, paths in pages.items():
        page = signed_in(chromium, live, email) if email else chromium.new_context().new_page()
        for path in paths:
            page.goto(live.address + path)
            if told := faults(page):
                found[path] = told
        page.context.close()
    assert found == {}


def test_a_form_that_outlived_its_sign_in_has_no_fault(chromium: Browser, live: Live) -> None:
    page = signed_in(chromium, live, "ada@example.org")
    page.goto(f"{live.address}/own")
    page.fill("textarea[name=text]", "title: Mine\n" * 20)
    page.context.clear_cookies()
    page.locator("form:has(textarea[name=text]) button.primary").click()
    page.fill("#email", "ada@example.org")
    page.fill("#password", PASSWORD)
    page.click("main button.primary")
    assert page.locator("h1").inner_text() == "You are signed in again"
    assert page.locator("main textarea").input_value() == "title: Mine\n" * 20
    assert faults(page) == []
    page.context.close()


def said_on_words(chromium: Browser, live: Live, words: str) -> tuple[str, str]:
    """Comments as the coach on the first words of the brief: the words, and the address it comes to."""
    page = signed_in(chromium, live, "coach@example.org")
    page.goto(f"{live.address}/coach/clients/{live.pairing}/preparations/{live.id}")
    page.evaluate(
        """() => { const words = document.querySelector("#summary .cell p"), range = document.createRange();
        range.selectNodeContents(words); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.click(".say-of")
    quote = page.locator("#summary .on-words:visible").inner_text().removeprefix("On “").removesuffix("”")
    page.keyboard.type(words)
    page.click("#summary .remarks[open] form button:visible")
    page.wait_for_url("**#comment-*")
    expect(page.locator(".said-of .text", has_text=words)).to_be_visible()
    url = page.url
    page.context.close()
    return quote, url


def test_a_comment_on_words_stands_beside_them_and_is_answered_there(chromium: Browser, live: Live) -> None:
    quote, url = said_on_words(chromium, live, "These words, <b>exactly</b>")
    anchor = url.split("#")[1]
    page = signed_in(chromium, live, "ada@example.org")
    page.goto(f"{live.address}/preparations/{live.id}")
    marks = page.locator(f'main :not(.remarks *) > mark.remark[data-remark="{anchor}"]')
    assert "".join("".join(marks.all_inner_texts()).split()) == "".join(quote.split())
    marks.first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .said-of .text", has_text="These words").inner_text() == "These words, <b>exactly</b>"
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.click("#panel .answer > summary")
    page.fill("#panel textarea", "It is so")
    page.click("#panel .remark-foot button")
    page.wait_for_url("**#comment-*")
    expect(page.locator("main .said-of .text", has_text="It is so")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.locator(f'main :not(.remarks *) > mark.remark[data-remark="{anchor}"]').first.click()
    assert page.evaluate("document.activeElement.id") == anchor and page.locator("#panel").is_hidden()
    page.context.close()


def test_comments_are_read_and_answered_in_the_brief_without_scripts(chromium: Browser, live: Live) -> None:
    said_on_words(chromium, live, "Without a script")
    script = signed_in(chromium, live, "ada@example.org")
    context = chromium.new_context(java_script_enabled=False, storage_state=script.context.storage_state())
    page = context.new_page()
    page.goto(f"{live.address}/preparations/{live.id}")
    expect(page.locator(".said-of .text", has_text="Without a script")).to_be_visible()
    page.locator(".remarks[open] .answer > summary").first.click()
    form = page.locator(".remarks[open] form").first
    form.locator("textarea").fill("Nor an answer")
    form.locator("button").click()
    expect(page.locator(".said-of .text", has_text="Nor an answer")).to_be_visible()
    assert "#comment-" in page.url
    context.close()
    script.context.close()
