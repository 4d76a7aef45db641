"""What another site in the same browser may not do."""

from __future__ import annotations

import pytest

from loopready.app.sample import CV, JOB
from web_site import Site


def test_another_host_name_is_refused(site: Site) -> None:
    assert site.client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert site.client.get("/", headers={"host": "127.0.0.1:8000"}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_another_origin_changes_nothing(site: Site, headers: dict[str, str]) -> None:
    site.get("/")
    answer = site.post("/try", headers=headers)
    assert answer.status_code == 403
    assert "evil" not in site.get("/").text


def test_a_form_without_the_token_is_refused(site: Site) -> None:
    site.get("/")
    answer = site.client.post("/preparations", data={"posting": JOB}, files={"cv": ("cv.txt", CV.encode())})
    assert answer.status_code == 403
    answer = site.client.post("/preparations", data={"posting": JOB, "csrf": "x" * 43}, files={"cv": ("cv.txt", CV.encode())})
    assert answer.status_code == 403


def test_every_answer_has_the_policy(site: Site) -> None:
    for path in ("/", "/nowhere", "/static/x/app.css"):
        headers = site.client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_inline_script_or_style(site: Site) -> None:
    id = site.prepare()
    for path in ("/", f"/preparations/{id}", "/nowhere"):
        text = site.get(path).text
        assert "<style" not in text and " style=" not in text and "<script>" not in text and " onclick" not in text


def test_a_body_over_the_limit_is_refused(site: Site) -> None:
    assert site.client.post("/try", headers={"content-length": str(10**9)}).status_code == 413
