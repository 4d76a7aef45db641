"""The home page and the way to a brief."""

from __future__ import annotations

from loopready.app.sample import CV, JOB
from web_site import Site


def test_a_cv_and_a_pasted_posting_become_a_brief(site: Site) -> None:
    id = site.prepare()
    page = site.get(f"/preparations/{id}")
    assert page.status_code == 200
    assert 'id="summary"' in page.text and "Noor Halvorsen-Achebe" in page.text


def test_a_fault_keeps_what_was_given(site: Site) -> None:
    answer = site.post("/preparations", {"posting": ""}, files={"cv": ("mine.txt", CV.encode())})
    assert answer.status_code == 422
    assert "paste the job description" in answer.text
    answer = site.post("/preparations", {"posting": JOB, "on": "2020-01-01"}, files={"cv": ("mine.txt", CV.encode())})
    assert answer.status_code == 422
    assert "Cold Storage" in answer.text and "lies before today" in answer.text


def test_the_example_is_one_click(site: Site) -> None:
    answer = site.post("/try")
    assert answer.status_code == 200
    id = answer.url.path.rsplit("/", 1)[-1]
    site.wait(id)
    assert "Firn Cloud" in site.get(f"/preparations/{id}").text


def test_swapped_files_stop_with_a_line_and_a_way_on(site: Site) -> None:
    answer = site.post("/preparations", {"posting": CV}, files={"cv": ("job.txt", JOB.encode())})
    id = answer.url.path.rsplit("/", 1)[-1]
    site.wait(id)
    page = site.get(f"/preparations/{id}").text
    assert "This could not be finished" in page and "Go on with it anyway" in page


def test_events_tell_the_stages_and_end(site: Site) -> None:
    id = site.prepare()
    with site.client.stream("GET", f"/preparations/{id}/events") as answer:
        said = "".join(answer.iter_text())
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert said.count("is-done") == 5 and f"event: finished\ndata: /preparations/{id}" in said
