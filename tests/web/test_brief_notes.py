"""Notes on the brief's page: by a plain form, and as they are typed."""

from __future__ import annotations

from loopready.app.service import Service
from web_site import Site

JSON = {"Accept": "application/json"}


def test_a_plain_form_keeps_a_note_and_leads_back(site: Site) -> None:
    id = site.prepare()
    page = site.get(f"/preparations/{id}/notes?item=plan/first")
    assert "Your note" in page.text and "Still to do" in page.text
    back = site.post(f"/preparations/{id}/notes", {"item": "plan/first", "version": "0", "text": "Twice\nat least", "done": "yes"})
    assert back.url.path == f"/preparations/{id}"
    assert '<p class="own-words">Twice\nat least</p>' in back.text
    assert '<span class="n">1</span>/' in back.text and '<span class="chip s-met did">Done</span>' in back.text


def test_as_it_is_typed_each_save_names_the_version_it_saw(site: Site) -> None:
    id = site.prepare()
    first = site.post(f"/preparations/{id}/notes", {"item": "plan/first", "version": "0", "text": "a"}, headers=JSON).json()
    assert first == {"text": "a", "version": 1, "done": False}
    done = site.post(f"/preparations/{id}/notes", {"item": "plan/first", "done": "yes"}, headers=JSON).json()
    assert done == {"text": "a", "version": 1, "done": True}
    second = site.post(f"/preparations/{id}/notes", {"item": "plan/first", "version": "1", "text": "ab"}, headers=JSON).json()
    assert second == {"text": "ab", "version": 2, "done": True}


def test_two_tabs_see_both_texts_and_lose_none(site: Site) -> None:
    id = site.prepare()
    site.post(f"/preparations/{id}/notes", {"item": "plan/first", "version": "0", "text": "from here"}, headers=JSON)
    other = {"item": "plan/first", "version": "0", "text": "from there"}
    answer = site.post(f"/preparations/{id}/notes", other, headers=JSON)
    assert answer.status_code == 409 and answer.json()["now"] == {"text": "from here", "version": 1, "done": False}
    page = site.post(f"/preparations/{id}/notes", other)
    assert page.status_code == 409
    assert "from here" in page.text and "from there</textarea>" in page.text and 'name="version" value="1"' in page.text
    site.post(f"/preparations/{id}/notes", {**other, "version": "1"})
    assert "from there" in site.get(f"/preparations/{id}").text


def test_notes_of_items_that_are_gone_are_listed(site: Site, service: Service) -> None:
    id = site.prepare()
    service.desk()._notes.write(id, "drills/of_old", "kept words", version=0)
    page = site.get(f"/preparations/{id}").text
    assert "Your notes on parts that are gone" in page and "kept words" in page
    answer = site.post(f"/preparations/{id}/notes", {"item": "drills/of_old", "version": "1", "text": "still mine"}, headers=JSON)
    assert answer.json()["version"] == 2


def test_a_note_on_nothing_or_of_great_length_is_refused_in_one_line(site: Site) -> None:
    id = site.prepare()
    assert site.get(f"/preparations/{id}/notes?item=no/such").status_code == 404
    answer = site.post(f"/preparations/{id}/notes", {"item": "no/such", "version": "0", "text": "x"}, headers=JSON)
    assert answer.status_code == 404 and "no such part" in answer.json()["error"]
    long = site.post(f"/preparations/{id}/notes", {"item": "plan/first", "version": "0", "text": "x" * 20_001})
    assert long.status_code == 413 and "x" * 20_001 in long.text


def test_a_note_without_our_token_is_refused(site: Site) -> None:
    id = site.prepare()
    answer = site.client.post(f"/preparations/{id}/notes", data={"item": "plan/first", "version": "0", "text": "x"})
    assert answer.status_code == 403
