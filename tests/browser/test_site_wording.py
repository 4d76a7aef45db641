"""A language model's sentences come into the open brief as they pass, and nothing moves or changes under the reader's eyes and hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import LiveSite, running
from loopready.adapters.breaker import breaker_of
from loopready.app.modelling import Modelling, set_up
from loopready.app.wording import worded
from model_server import ModelServer, Paced, open_model_server

pytestmark = pytest.mark.browser

_EXAMPLE = Path(__file__).parents[2] / "examples" / "saas-manager"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
_ALL = 1000
_BY = "main [data-claim] .by"
_IN_SIGHT = """() => Object.fromEntries([...document.querySelectorAll('main [data-claim]')]
  .filter(place => !place.closest('details:not([open])')
    && [...place.getClientRects()].some(box => box.bottom > 0 && box.top < innerHeight && box.width > 0))
  .map(place => [place.dataset.claim, place.textContent]))"""
_TOPS = """() => [...document.querySelectorAll('main h3, main p, main li')].filter(part => !part.closest('.news'))
  .map((part, at) => [at + ' ' + part.textContent.slice(0, 60), part.getBoundingClientRect()])
  .filter(([at, box]) => box.height > 0 && box.bottom > 60 && box.top < innerHeight).map(([at, box]) => [at, Math.round(box.top)])"""
_SPOKEN = """() => { window.spoken = []; new MutationObserver(changes => changes.forEach(change => {
  const near = (change.target.nodeType === 1 ? change.target : change.target.parentElement).closest('[aria-live]');
  if (near && near.getAttribute('aria-live') !== 'off') window.spoken.push(near.textContent);
})).observe(document.body, {subtree: true, childList: true, characterData: true}); }"""


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with open_model_server() as made:
        yield made


@pytest.fixture(scope="module")
def site(server: ModelServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPREADY_DATA_DIR", str(folder))
        patch.setenv("LOOPREADY_CACHE_DIR", str(folder / "cache"))
        patch.setitem(worded.__kwdefaults__, "seconds", 300.0)
        with running(folder) as made:
            modelling = Modelling(made.service.database, "me")
            set_up(
                modelling, url=server.url, model="small", key="sk-secret", price_in="", price_out="", per_brief=None, per_month=None,
                hide_employers=None,
            )  # fmt: skip
            modelling.choose(on=True)
            yield made


@pytest.fixture
def paced(server: ModelServer, site: LiveSite) -> Iterator[Paced]:
    breaker_of.cache_clear()
    Modelling(site.service.database, "me").forget()
    made = Paced(server)
    yield made
    made.let(_ALL)


@pytest.fixture
def id(site: LiveSite, paced: Paced) -> str:
    """A brief that is done, and of which no sentence is worded yet."""
    cv, job = ((_EXAMPLE / name).read_bytes() for name in ("cv.pdf", "job.md"))
    return site.prepare(cv, job, cv_name="cv.pdf", job_name="job.md").id


@pytest.fixture
def browse(chromium: Browser, site: LiveSite) -> Iterator[Any]:
    contexts = []

    def opener(path: str, *, size: dict[str, int] = DESKTOP, context: Any = None, **options: Any) -> Page:
        made = context or chromium.new_context(viewport=size, base_url=site.address, reduced_motion="reduce", **options)
        contexts.append(made)
        page: Page = made.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
        page.goto(path)
        return page

    yield opener
    for context in contexts:
        context.close()


def _scrolled(page: Page) -> None:
    """All opened, and the page at a sentence in its middle that may yet be worded."""
    page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true; })")
    middle = "const all = document.querySelectorAll('main [data-claim]'); all[all.length >> 1]"
    page.evaluate(f"() => {{ {middle}.scrollIntoView({{block: 'center', behavior: 'instant'}}); }}")
    assert page.evaluate("window.scrollY") > 500
    page.wait_for_function("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")


def _count(page: Page, least: int) -> None:
    page.wait_for_function("([what, least]) => document.querySelectorAll(what).length >= least", arg=[_BY, least])


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_readers_place_stays_while_sentences_come(browse: Any, paced: Paced, id: str, size: dict[str, int]) -> None:
    page = browse(f"/preparations/{id}", size=size)
    page.evaluate("window.same = true")
    page.evaluate(_SPOKEN)
    _scrolled(page)
    tops, words, height = page.evaluate(_TOPS), page.evaluate(_IN_SIGHT), page.evaluate("document.documentElement.scrollHeight")
    assert words and page.locator(_BY).count() == 0
    paced.let(3)
    _count(page, 15)
    expect(page.locator("[data-so-far]")).not_to_have_text("0 of 96")
    paced.let(_ALL)
    expect(page.locator(".news")).to_contain_text("sentences are in the words of small")
    now = page.evaluate(_TOPS)
    assert [part for part, _ in now] == [part for part, _ in tops]
    assert all(abs(top - before) <= 1 for (_, top), (_, before) in zip(now, tops, strict=True)), (now, tops)
    assert page.evaluate(_IN_SIGHT) == words
    assert page.evaluate("document.documentElement.scrollHeight") != height, "nothing would have moved anyhow"
    waiting = page.locator("main [data-claim]:not(:has(.by))").count()
    assert 0 < waiting <= len(words) + 4
    assert f"{waiting} in sight wait" in page.locator(".news .still").inner_text()
    spoken = page.evaluate("window.spoken")
    assert len(set(spoken)) <= 2 and all("sentences are in the words" in said for said in spoken), spoken
    page.evaluate("window.scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    expect(page.locator("main [data-claim]:not(:has(.by))")).to_have_count(0)
    assert page.locator(".news .still").count() == 0
    assert page.evaluate("window.same"), "the page was loaded anew"
    expect(page.locator("footer").last).to_contain_text("sentences are in the words of small")


def test_what_is_in_hand_waits_until_it_is_left(browse: Any, paced: Paced, id: str) -> None:
    page = browse(f"/preparations/{id}")
    _scrolled(page)
    selected = page.locator("main [data-claim]").last
    focused = page.locator("main [data-claim]:has(a.q)").nth(20)
    noted = page.locator("main .item:has([data-claim]):has(.own-note)").first
    noted.locator(".own-note").click()
    noted.locator("textarea").fill("Ask for the figures")
    selected.evaluate("part => getSelection().selectAllChildren(part)")
    focused.locator("a.q").first.evaluate("link => link.focus({preventScroll: true})")
    page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
    paced.let(_ALL)
    expect(page.locator(".news")).to_contain_text("sentences are in the words of small")
    for place in (selected, focused, noted.locator("[data-claim]").first):
        assert place.locator(".by").count() == 0
    assert page.evaluate("String(getSelection())").strip()
    assert focused.locator("a.q:focus").count() == 1
    assert noted.locator("textarea").input_value() == "Ask for the figures"
    page.evaluate("getSelection().removeAllRanges()")
    expect(selected.locator(".by")).to_have_count(1)
    page.evaluate("document.activeElement.blur()")
    expect(focused.locator(".by")).to_have_count(1)
    noted.locator("[data-note-close]").evaluate("button => button.click()")
    page.evaluate("document.activeElement.blur(); window.scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    expect(noted.locator("[data-claim] .by").first).to_be_attached()


def test_who_does_nothing_has_all_at_the_end_and_who_asks_for_it_at_once(browse: Any, paced: Paced, id: str) -> None:
    page = browse(f"/preparations/{id}", size=PHONE)
    other = browse(f"/preparations/{id}", context=page.context)
    before = page.evaluate(_IN_SIGHT)
    assert before
    other.evaluate("window.scrollBy({top: 60, behavior: 'instant'})")
    paced.let(3)
    for each in (page, other):
        _count(each, 10)
    assert page.evaluate(_IN_SIGHT) == before
    paced.let(_ALL)
    expect(page.locator("main [data-claim]:not(:has(.by))")).to_have_count(0)
    expect(other.locator(".news .still")).to_contain_text("in sight wait")
    assert checked(other).violations_count == 0, checked(other).generate_report()
    other.locator(".news .still button").evaluate("button => button.click()")
    expect(other.locator("main [data-claim]:not(:has(.by))")).to_have_count(0)
    assert page.locator(".came").count() > 0
    assert page.locator(".came").first.evaluate("part => getComputedStyle(part).animationName") == "none", "motion though it is not wished"


def test_without_scripts_and_after_a_reload_what_came_is_there(browse: Any, paced: Paced, id: str) -> None:
    page = browse(f"/preparations/{id}")
    plain = browse(f"/preparations/{id}", java_script_enabled=False)
    assert plain.locator("main .by").count() == 0
    paced.let(3)
    _count(page, 15)
    plain.locator(".news a").click()
    plain.wait_for_load_state("load")
    assert plain.locator("main .by").count() >= 15
    page.reload()
    assert page.locator(_BY).count() >= 15
    paced.let(_ALL)
    expect(page.locator("main [data-claim]:not(:has(.by))")).to_have_count(0)
    expect(page.locator(".news")).to_contain_text("sentences are in the words of small")
    plain.reload()
    assert plain.locator("main .by").count() == page.locator("main .by").count()


def test_a_model_that_is_cut_off_leaves_what_came(browse: Any, paced: Paced, site: LiveSite, id: str) -> None:
    page = browse(f"/preparations/{id}")
    _scrolled(page)
    paced.let(2)
    _count(page, 10)
    came = page.locator(_BY).count()
    now = site.service.stages.wording.pop(id)  # as a process finds it that takes over from one that was ended
    expect(page.locator(".news")).to_contain_text("cut off")
    assert page.locator(_BY).count() >= came
    site.service.stages.wording[id] = now
