"""The library's pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from loopready.app import guides
from web_site import Site

GUIDE = "technology_software/cloud_hyperscale/engineering_management"
ENGINEER = "technology_software/cloud_hyperscale/engineering_ic"


def test_the_tree_names_every_guide_with_its_numbers(site: Site) -> None:
    page = site.get("/library").text
    for each in guides.listed():
        assert f'href="/library/{each.path}"' in page
    assert "signals ·" in page and "Revision 2, reviewed" in page
    assert 'role="alert"' not in page and ">Yours<" not in page


def test_a_folder_lists_what_is_in_it(site: Site) -> None:
    page = site.get("/library/technology_software/cloud_hyperscale").text
    assert f'href="/library/{GUIDE}"' in page and "financial_services" not in page
    assert site.get("/library/technology_software/").url.path == "/library/technology_software"


def test_an_unknown_path_offers_near_ones(site: Site) -> None:
    answer = site.get("/library/technology_software/cloud_hyperscale/engineering-managers")
    assert answer.status_code == 404 and f'href="/library/{GUIDE}"' in answer.text
    hostile = site.get("/library/%3Cscript%3Ealert(1)%3C/script%3E")
    assert hostile.status_code == 404 and "<script>alert" not in hostile.text
    assert site.get("/library/..%2f..%2fetc/passwd").status_code == 404


def test_a_guide_is_read_in_the_frame(site: Site) -> None:
    page = site.get(f"/library/{GUIDE}").text
    for id in ("signals", "questions", "bank", "concepts", "drills", "asks", "loop", "sources", "lineage"):
        assert f'<section id="{id}"' in page and f'href="#{id}"' in page
    assert f"/?guide={GUIDE.replace('/', '%2F')}" in page or f"/?guide={GUIDE}" in page
    assert "Worked solution" in page and "From roles/engineering_management" in page
    assert "<style" not in page and " style=" not in page and "<script>" not in page


def test_home_has_the_guide_chosen(site: Site) -> None:
    assert f'value="{GUIDE}" selected' in site.get(f"/?guide={GUIDE}").text


def test_a_guide_seen_already_is_not_sent_again(site: Site) -> None:
    site.get("/library")
    first = site.get(f"/library/{GUIDE}")
    mark = first.headers["etag"]
    again = site.get(f"/library/{GUIDE}", headers={"If-None-Match": mark})
    assert again.status_code == 304 and not again.content and again.headers["etag"] == mark
    assert again.headers["cache-control"] == "private, no-cache"
    stranger = TestClient(site.client.app, base_url="http://localhost").get(f"/library/{GUIDE}", headers={"If-None-Match": mark})
    assert stranger.status_code == 200 and stranger.headers["etag"] != mark


@pytest.mark.parametrize(("format", "type"), [("md", "text/markdown"), ("html", "text/html"), ("json", "application/json")])
def test_a_guide_is_a_file_in_the_formats_of_the_command_line(site: Site, format: str, type: str) -> None:
    answer = site.get(f"/library/{GUIDE}?as={format}")
    assert answer.headers["content-type"].startswith(type)
    assert f'filename="{GUIDE.replace("/", "-")}.{format}"' in answer.headers["content-disposition"]
    assert answer.text == guides.shown(GUIDE, format=format)
    if format == "json":
        assert json.loads(answer.text)["path"] == GUIDE


def test_an_unknown_format_is_told(site: Site) -> None:
    answer = site.get(f"/library/{GUIDE}?as=docx.exe")
    assert answer.status_code == 422 and "md, pdf, html or json" in answer.text


def test_words_are_found_and_lit(site: Site) -> None:
    page = site.get("/library?q=error+budget").text
    assert '<mark class="lit">error</mark>' in page and f'href="/library/{GUIDE}#i-' in page
    part = site.get("/library?q=error+budget", headers={"HX-Target": "div#found"}).text
    assert "<html" not in part and 'class="hit"' in part
    none = site.get("/library", params={"q": "zzqx<b>"}).text
    assert "Nothing found" in none and "look through the tree" in none and "<b>”" not in none
    assert "no word in it" in site.get("/library?q=%E2%80%94").text


def test_the_step_between_two_seats(site: Site) -> None:
    page = site.get(f"/library/delta?from={ENGINEER}&to={GUIDE}").text
    assert '<section id="new"' in page and '<section id="carries"' in page
    assert page.count(" selected") == 2
    assert "Both are the same seat" in site.get(f"/library/delta?from={GUIDE}&to={GUIDE}").text
    assert "Choose the seat you have" in site.get("/library/delta").text
    assert site.get(f"/library/delta?from=no/such&to={GUIDE}").status_code == 404


def test_own_guides_are_marked_and_broken_ones_told(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mine" / "guides" / "harbour"
    folder.mkdir(parents=True)
    own = f"path: harbour/pilot\ntitle: Harbour <pilot>\nrevision: 1\nreviewed: '2026-11-01'\nextends: [{GUIDE}]\n"
    (folder / "pilot.yaml").write_text(own, encoding="utf-8")
    (folder / "tug.yaml").write_text("path: harbour/tug\ntitle: Tug\n", encoding="utf-8")
    monkeypatch.setenv("LOOPREADY_LIBRARY", str(tmp_path / "mine"))
    page = site.get("/library").text
    assert "Harbour &lt;pilot&gt;" in page and ">Yours<" in page
    assert "1 of your own files is left out" in page and "harbour/tug" in page
    assert ">Yours<" in site.get("/library/harbour/pilot").text
    assert "From " + GUIDE in site.get("/library/harbour/pilot").text
