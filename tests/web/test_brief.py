"""The brief's page: what it holds, how it is kept, and what it says while a new one is made."""

from __future__ import annotations

import re

import pytest

from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.web import WebSettings
from web_site import Site

HOSTILE = "<script>planted()</script><img src=x onerror=planted()>"


def test_cites_lead_to_the_documents_own_page(site: Site) -> None:
    id = site.prepare()
    page = site.get(f"/preparations/{id}").text
    links = re.findall(rf'<a class="q" href="(/preparations/{id}/documents/(?:cv|job)\?start=\d+&amp;end=\d+)"', page)
    assert len(links) > 50
    assert 'id="doc-cv"' not in page and 'href="#d-cv' not in page
    assert "<style" not in page and " style=" not in page and "\x00" not in page


def test_a_browser_that_holds_the_page_is_told_so(site: Site) -> None:
    id = site.prepare()
    first = site.get(f"/preparations/{id}")
    assert first.headers["cache-control"] == "private, no-cache"
    again = site.client.get(f"/preparations/{id}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    site.post(f"/preparations/{id}/notes", {"item": "plan/first", "version": "0", "text": "mine"})
    changed = site.client.get(f"/preparations/{id}", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200 and "mine" in changed.text


def test_the_packed_page_is_the_same_page(site: Site) -> None:
    id = site.prepare()
    packed = site.client.get(f"/preparations/{id}", headers={"Accept-Encoding": "gzip"})
    plain = site.client.get(f"/preparations/{id}", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert "Cookie" in packed.headers["vary"]


def test_each_browser_gets_its_own_token(service: Service) -> None:
    one, two = Site(service, WebSettings()), Site(service, WebSettings())
    id = one.prepare()
    pages = [each.get(f"/preparations/{id}").text for each in (one, two, one)]
    tokens = [re.findall(r"X-CSRF-Token&#34;: &#34;|X-CSRF-Token\": \"([^\"]+)", page)[0] for page in pages]
    assert tokens[0] == tokens[2] != tokens[1]


def test_the_page_is_laid_out_once_and_dropped_with_its_preparation(site: Site, service: Service) -> None:
    id = site.prepare()
    held = service.desk().held()
    site.get(f"/preparations/{id}")
    size = held.bytes
    assert size > 100_000
    site.get(f"/preparations/{id}")
    assert held.bytes == size
    service.desk().delete(id)
    assert held.bytes == 0
    assert site.get(f"/preparations/{id}").status_code == 404


def test_hostile_words_stay_words(site: Site) -> None:
    cv = CV.replace("Noor Halvorsen-Achebe", HOSTILE).replace("- ", f"- {HOSTILE} ", 3)
    id = site.prepare(cv=cv, job=JOB.replace("Firn Cloud", f"Firn {HOSTILE}"), anyway="1")
    site.post(f"/preparations/{id}/notes", {"item": "plan/first", "version": "0", "text": HOSTILE})
    for path in (
        "",
        "/reading",
        "/reading?item=plan/first",
        "/share",
        "/notes?item=plan/first",
        "/documents/cv",
        "/documents/cv?start=0&end=9&part=true",
    ):
        page = site.get(f"/preparations/{id}{path}")
        assert page.status_code == 200, path
        assert "<script>planted" not in page.text and "<img src=x" not in page.text, path


def test_the_old_brief_stays_while_a_new_one_is_made(site: Site, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    id = site.prepare()
    monkeypatch.setattr(service.jobs, "start", lambda preparation, run: None)
    page = site.post(f"/preparations/{id}/again", {"version": str(service.desk().preparations.get(id).version)})
    assert "A new brief is being made" in page.text and 'id="summary"' in page.text and "data-making" in page.text
    monkeypatch.undo()
    service.jobs.start(id, 2)
    site.wait(id)
    news = site.get(f"/preparations/{id}/news?run=1").text
    assert "The new brief is ready" in news
    assert "ready" not in site.get(f"/preparations/{id}/news?run=2").text


def test_a_new_run_that_fails_leaves_the_old_brief_readable(site: Site, service: Service) -> None:
    id = site.prepare()
    present = service.desk().preparations.get(id)
    service.desk().again(id, version=present.version, changes={"guide": "no/such/guide"})
    site.wait(id)
    page = site.get(f"/preparations/{id}").text
    assert "The new brief could not be made" in page and 'id="summary"' in page and "Try again" in page


def test_who_sits_opposite_is_marked(site: Site) -> None:
    id = site.prepare(interviewers=["hiring_manager", "engineer"])
    page = site.get(f"/preparations/{id}").text
    assert "In the order for your hiring manager, engineer" in page and 'class="tag opposite"' in page


def test_nothing_of_another_is_found(site: Site) -> None:
    for path in ("", "/reading", "/share", "/brief.html", "/documents/cv", "/documents/cv/pages/1.jpg", "/notes?item=x", "/news?run=1"):
        assert site.get(f"/preparations/0000000000000000{path}").status_code == 404, path
    for path in ("notes", "reading", "retract", "asked"):
        answer = site.post(f"/preparations/0000000000000000/{path}", {"version": "1", "item": "x", "text": "x", "claim": "x"})
        assert answer.status_code == 404, path
