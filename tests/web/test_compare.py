"""Jobs side by side, and CVs side by side."""

from __future__ import annotations

import re

import pytest

from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from web_site import Site

OTHER = """\
Ward Sister
Calderwick Hospital, Leeds

Requirements
- Registered nurse (adult) on the NMC register
- Experience of taking charge of an acute ward
- Experience with audits such as SOC 2 or ISO 27001
- At least five years of experience as a nurse

Responsibilities
- Lead a team of 45 nurses and healthcare assistants
"""
NEWER = CV.replace("TALKS", "COMPLIANCE\n\n- Led the service through SOC 2 Type II and ISO 27001 audits in 2023 and 2024\n\nTALKS")


def sha(service: Service, id: str, part: str) -> str:
    asked = service.desk().preparations.get(id).asked
    file = asked.cv if part == "cv" else asked.job
    assert file is not None
    return file.sha256


def test_jobs_for_one_cv_stand_in_the_order_of_the_rule(site: Site, service: Service) -> None:
    good, poor = site.prepare(), site.prepare(job=OTHER)
    page = site.get(f"/preparations/compare?cv={sha(service, good, 'cv')}").text
    assert page.index(f'id="job-{good}"') < page.index(f'id="job-{poor}"')
    assert "Fits best:" in page and "How they are put in order" in page and "The better verdict first" in page
    assert "Registered nurse (adult) on the NMC register" in page
    assert "Missing in several of these jobs" in page and "SOC 2 or ISO 27001" in page
    chosen = site.get("/preparations/compare", params={"id": [poor, good]}).text
    assert chosen.index(f'id="job-{good}"') < chosen.index(f'id="job-{poor}"')


def test_versions_of_a_cv_show_both_quotes(site: Site, service: Service) -> None:
    old, new = site.prepare(), site.prepare(cv=NEWER)
    page = site.get(f"/preparations/compare?job={sha(service, new, 'job')}").text
    gained = page[page.index('id="h-gained"') : page.index('id="h-lost"')]
    assert "Experience with audits such as SOC 2 or ISO 27001" in gained
    assert "No words of this CV bear on it" in gained and "Led the service through SOC 2 Type II" in gained
    assert "Nothing the older CV showed is lost" in page
    turned = site.get("/preparations/compare", params={"id": [old, new], "before": new, "after": old}).text
    assert "SOC 2 Type II" in turned[turned.index('id="h-lost"') :]


def test_one_alone_says_how_to_add_another(site: Site, service: Service) -> None:
    id = site.prepare()
    jobs = site.get(f"/preparations/compare?cv={sha(service, id, 'cv')}").text
    assert "only one job for this CV" in jobs and f"/?cv={id}" in jobs
    cvs = site.get(f"/preparations/compare?job={sha(service, id, 'job')}").text
    assert "only one finished brief" in cvs and f"/?job={id}" in cvs


@pytest.mark.parametrize(
    ("query", "status"), [("", 422), ("cv=" + "0" * 64, 404), ("id=nothing", 404), ("&".join(f"id={n}" for n in range(13)), 422)]
)
def test_what_can_not_be_compared_is_told(site: Site, query: str, status: int) -> None:
    answer = site.get(f"/preparations/compare?{query}")
    assert answer.status_code == status and re.search(r'<p class="lead">[^<]+', answer.text)


def test_two_that_share_nothing_are_refused(site: Site) -> None:
    one, other = site.prepare(), site.prepare(cv=NEWER, job=OTHER)
    answer = site.get("/preparations/compare", params={"id": [one, other]})
    assert answer.status_code == 422 and "share a CV" in answer.text


def test_what_has_no_brief_yet_is_left_out_and_named(site: Site, service: Service) -> None:
    id = site.prepare()
    stopped = site.post("/preparations", {"posting": "no posting at all"}, files={"cv": ("cv.txt", CV.encode())}).url.path.rsplit("/", 1)[
        -1
    ]
    site.wait(stopped)
    page = site.get(f"/preparations/compare?cv={sha(service, id, 'cv')}").text
    assert "Left out" in page and f"/preparations/{stopped}" in page
    assert JOB.splitlines()[0].split(",")[0] in page
