"""The list of preparations, and what can be done with each."""

from __future__ import annotations

import re

import pytest

from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.model import Asked, Digest
from web_site import Site


def stored(service: Service, count: int, *, verdict: str = "credible") -> list[str]:
    """Finished preparations that no stage ran for."""
    desk = service.desk()
    cv, job = desk.put(CV.encode(), name="cv.txt"), desk.put(JOB.encode(), name="job.txt")
    made = []
    for number in range(count):
        preparation = desk.preparations.add(Asked(cv=cv, job=job, on="2099-01-01" if number == 0 else None), title=f"Seat {number}")
        digest = Digest(seat="Manager", firm=f"Firm {number}", verdict=verdict, musts={"met": 4, "partial": 1, "missing": 2})
        service.stages._stages.complete(preparation.id, 1, "composing", digest, digest=digest, seconds=1.0)
        made.append(preparation.id)
    return made


def test_an_empty_list_says_what_to_do(site: Site) -> None:
    page = site.get("/preparations").text
    assert "There is no preparation yet" in page and 'href="/"' in page
    assert "Nothing is archived" in site.get("/preparations?shelf=archived").text


def test_each_line_tells_how_it_stands(site: Site, service: Service) -> None:
    stored(service, 1)
    page = site.get("/preparations").text
    assert "4 of 7 musts met, 1 in part, 2 not shown" in page
    assert "Interview in" in page and "Thu 1 Jan 2099" in page
    assert page.count('<rect class="c-') == 3


def test_the_list_comes_a_page_at_a_time_and_a_page_too_far_is_the_last(site: Site, service: Service) -> None:
    stored(service, 45)
    first, second, far = (site.get(f"/preparations?page={number}").text for number in (1, 2, 900))
    assert first.count('class="prep"') == 40 and second.count('class="prep"') == far.count('class="prep"') == 5
    assert "page 1 of 2" in first and 'rel="next"' in first and 'rel="prev"' in second
    for odd in ("0", "-1", "x", "²", "9" * 30):
        assert site.get("/preparations", params={"page": odd}).status_code == 200


def test_words_narrow_it_and_nothing_found_says_what_to_do(site: Site, service: Service) -> None:
    stored(service, 12)
    found = site.get("/preparations?words=firm+11").text
    assert found.count('class="prep"') == 1 and "Seat 11" in found
    none = site.get("/preparations", params={"words": "<script>alert(1)</script>"}).text
    assert "Try fewer words" in none and "<script>alert" not in none


def test_the_search_field_gets_the_rows_alone(site: Site, service: Service) -> None:
    stored(service, 2)
    part = site.get("/preparations?words=seat", headers={"HX-Request": "true", "HX-Target": "div#rows"}).text
    assert "<html" not in part and part.count('class="prep"') == 2


def test_what_stopped_says_so_and_where_to_go(site: Site) -> None:
    answer = site.post("/preparations", {"posting": CV}, files={"cv": ("job.txt", JOB.encode())})
    id = answer.url.path.rsplit("/", 1)[-1]
    site.wait(id)
    page = site.get("/preparations").text
    assert "Stopped" in page and "looks like a job description" in page and "See what to do" in page


def test_rename_keeps_what_was_typed_where_another_window_was_faster(site: Site, service: Service) -> None:
    (id,) = stored(service, 1)
    assert "Seat 0" in site.get(f"/preparations/{id}/rename").text
    assert "Dream seat" in site.post(f"/preparations/{id}/rename", {"title": "Dream seat", "version": "1"}).text
    late = site.post(f"/preparations/{id}/rename", {"title": "My other name", "version": "1"})
    assert late.status_code == 409
    assert "My other name" in late.text and "Dream seat" in late.text and 'value="2"' in late.text
    long = site.post(f"/preparations/{id}/rename", {"title": "x" * 201, "version": "2"})
    assert long.status_code == 422 and "200 characters" in long.text
    cleared = site.post(f"/preparations/{id}/rename", {"title": " ", "version": "2"}).text
    assert "Manager at Firm 0" in cleared


def test_archive_and_back(site: Site, service: Service) -> None:
    (id,) = stored(service, 1)
    page = site.post(f"/preparations/{id}/archive", {"version": "1", "to": "archive"}).text
    assert "It is kept under Archived" in page and 'class="prep"' not in page
    shelf = site.get("/preparations?shelf=archived").text
    assert "Seat 0" in shelf and "Back to the desk" in shelf
    site.post(f"/preparations/{id}/archive", {"version": "2", "to": "desk"})
    assert "Seat 0" in site.get("/preparations").text
    assert site.post(f"/preparations/{id}/archive", {"version": "1", "to": "archive"}).status_code == 409


def test_delete_says_first_what_goes(site: Site, service: Service) -> None:
    one, other = stored(service, 2)
    page = site.get(f"/preparations/{one}/delete").text
    assert "can not be undone" in page and "another preparation uses it" in page
    assert "Deleted" in site.post(f"/preparations/{one}/delete").text
    assert site.get(f"/preparations/{one}/delete").status_code == 404
    assert "no other preparation uses it" in site.get(f"/preparations/{other}/delete").text


def test_a_duplicate_goes_its_own_way(site: Site) -> None:
    id = site.prepare()
    answer = site.post(f"/preparations/{id}/duplicate")
    copy = answer.url.path.rsplit("/", 1)[-1]
    site.wait(copy)
    assert copy != id
    page = site.get("/preparations").text
    assert "Copy of Engineering Manager, Cold Storage at Firn Cloud" in page and page.count('class="prep"') == 2


@pytest.mark.parametrize("verb", ["rename", "archive", "duplicate", "delete"])
def test_another_persons_are_not_found(site: Site, service: Service, verb: str) -> None:
    from loopready.adapters.database.accounts import ensure_personal

    ensure_personal(service.database, "other")
    desk = service.desk("other")
    theirs = desk.preparations.add(Asked(cv=desk.put(b"their cv", name="cv.txt"), job=desk.put(b"their job", name="job.txt")))
    assert site.post(f"/preparations/{theirs.id}/{verb}", {"version": "1", "title": "mine"}).status_code == 404
    assert site.get(f"/preparations/compare?id={theirs.id}").status_code == 404
    assert "their" not in site.get("/preparations").text


def test_home_takes_a_cv_or_a_job_from_another(site: Site) -> None:
    answer = site.post("/preparations", {"posting": ""}, files={"cv": ("mine.txt", CV.encode()), "job": ("the role.txt", JOB.encode())})
    id = answer.url.path.rsplit("/", 1)[-1]
    site.wait(id)
    for_job = site.get(f"/?job={id}").text
    assert "Use the role.txt, given before" in for_job and not re.search(r'<option value="[0-9a-f]{64}/mine.txt" selected', for_job)
    for_cv = site.get(f"/?cv={id}").text
    assert re.search(r'<option value="[0-9a-f]{64}/mine.txt" selected', for_cv) and "given before</span>" not in for_cv
    kept = re.search(r'name="kept_job" value="([^"]+)"', for_job)
    assert kept is not None
    again = site.post("/preparations", {"posting": "", "kept_job": kept.group(1)}, files={"cv": ("new.txt", CV.encode() + b"\n")})
    assert again.status_code == 200 and again.url.path.startswith("/preparations/")
    site.wait(again.url.path.rsplit("/", 1)[-1])


def test_a_fault_loses_neither_file(site: Site) -> None:
    answer = site.post(
        "/preparations",
        {"posting": "", "on": "2020-01-01"},
        files={"cv": ("mine.txt", CV.encode()), "job": ("the role.txt", JOB.encode())},
    )
    assert answer.status_code == 422
    assert re.search(r'value="[0-9a-f]{64}/mine.txt" selected', answer.text) and "Use the role.txt, given before" in answer.text
    cv = re.search(r'value="([0-9a-f]{64}/mine.txt)"', answer.text)
    job = re.search(r'name="kept_job" value="([^"]+)"', answer.text)
    assert cv is not None and job is not None
    made = site.post("/preparations", {"posting": "", "kept_cv": cv.group(1), "kept_job": job.group(1)})
    assert made.status_code == 200 and made.url.path.startswith("/preparations/")
    site.wait(made.url.path.rsplit("/", 1)[-1])
    gone = site.post("/preparations", {"posting": JOB, "kept_cv": f"{'0' * 64}/x.txt"})
    assert gone.status_code == 404 and "Cold Storage" in gone.text
