"""The CV and the posting beside the brief."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready.app.pictures import Pictures
from loopready.app.sample import CV
from loopready.app.service import Service
from loopready.model import InputError
from loopready.web.routes.documents import lit_lines
from web_site import Site

_EXAMPLE = Path(__file__).parents[2] / "examples" / "saas-manager"


def prepared(site: Site) -> str:
    """A preparation whose CV is a PDF."""
    files = {"cv": ("cv.pdf", (_EXAMPLE / "cv.pdf").read_bytes()), "job": ("job.md", (_EXAMPLE / "job.md").read_bytes())}
    answer = site.post("/preparations", {}, files=files)
    id = answer.url.path.rsplit("/", 1)[-1]
    site.wait(id)
    return id


def test_words_are_lit_in_the_text_across_lines() -> None:
    assert lit_lines("one two\nthree\nfour", 4, 10) == [("one ", "two", ""), ("", "th", "ree"), ("", "", "four")]
    assert lit_lines("one\ntwo", None, None) == [("one", "", ""), ("two", "", "")]
    assert lit_lines("a𝒳b", 1, 2) == [("a", "𝒳", "b")]


def test_words_are_lit_on_the_pages_picture(site: Site, service: Service) -> None:
    id = prepared(site)
    text = service.desk().brief(id).cv.text  # type: ignore[union-attr]
    start = text.index("Senior Engineering Manager")
    part = site.get(f"/preparations/{id}/documents/cv?start={start}&end={start + 26}&part=true").text
    assert 'data-view="picture"' in part and part.count("<rect") == 1 and " style=" not in part
    assert '<p class="cited">Senior Engineering Manager</p>' in part
    picture = site.client.get(f"/preparations/{id}/documents/cv/pages/1.jpg")
    assert picture.content[:3] == b"\xff\xd8\xff" and picture.headers["content-type"] == "image/jpeg"
    assert picture.headers["cache-control"] == "private, no-cache"
    held = site.client.get(f"/preparations/{id}/documents/cv/pages/1.jpg", headers={"If-None-Match": picture.headers["etag"]})
    assert held.status_code == 304
    assert site.get(f"/preparations/{id}/documents/cv/pages/9.jpg").status_code == 404
    assert site.get(f"/preparations/{id}/documents/job/pages/1.jpg").status_code == 404


def test_without_scripts_it_is_a_page_with_the_words_marked(site: Site) -> None:
    id = site.prepare()
    page = site.get(f"/preparations/{id}/documents/cv?start=0&end=4").text
    assert f'<mark class="on" id="lit">{CV[:4]}</mark>' in page and "Back to the brief" in page
    assert "view=picture" not in page
    posting = site.get(f"/preparations/{id}/documents/job?start=0&end=99999999")
    assert posting.status_code == 200 and "<mark" not in posting.text
    assert site.get(f"/preparations/{id}/documents/letter").status_code == 422


def test_a_file_that_can_not_be_drawn_is_shown_as_text_and_not_tried_again(
    site: Site, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = prepared(site)
    tried = []

    def fails(*_: object, **__: object) -> None:
        tried.append(1)
        raise InputError("too_slow", "took too long")

    monkeypatch.setattr(service.stages.pictures, "_workers", type("Slow", (), {"run": staticmethod(fails)}))
    for _ in range(2):
        part = site.get(f"/preparations/{id}/documents/cv?start=0&end=4&part=true").text
        assert "can not be drawn" in part and 'data-view="text"' in part and '<mark class="on"' in part
    assert tried == [1]


def test_pictures_are_dropped_with_their_preparation(site: Site, service: Service) -> None:
    id = prepared(site)
    site.get(f"/preparations/{id}/documents/cv?part=true")
    pictures: Pictures = service.stages.pictures
    assert pictures._held.bytes > 10_000
    service.desk().delete(id)
    assert pictures._held.bytes == 0
