"""Preparations over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api_program import Program
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.model import STAGES, Asked
from loopready.rendering import render
from loopready.web.api import preparing
from loopready.web.api.shapes import BriefRecord

HEADS = {"html": b"<!doctype html>", "md": b"# ", "pdf": b"%PDF", "docx": b"PK", "json": b"{"}


def events_of(text: str) -> list[tuple[str, dict[str, Any]]]:
    out = []
    for message in filter(None, text.split("\n\n")):
        if message.startswith(":"):
            continue
        name, data = message.split("\n", 1)
        out.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return out


def test_the_whole_way(program: Program, service: Service) -> None:
    answer = program.post("/prep", files={"cv": ("cv.txt", CV.encode())}, data={"job_text": JOB, "interviewers": ["recruiter", "engineer"]})
    assert answer.status_code == 202 and answer.headers["location"] == f"/api/v1/prep/{answer.json()['id']}"
    id = answer.json()["id"]
    with program.client.stream("GET", answer.json()["events"]) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        events = events_of("".join(stream.iter_text()))
    done = [data["stage"] for name, data in events if name == "stage" and data["state"] == "done"]
    assert done == list(STAGES)
    assert events[-1][0] == "done" and events[-1][1]["id"] == id and events[-1][1]["digest"]["firm"] == "Firn Cloud"
    assert any("Noor Halvorsen-Achebe" in data.get("findings", ()) for _, data in events)
    record = program.get(f"/prep/{id}").json()
    assert record["state"] == "done" and record["asked"]["interviewers"] == ["recruiter", "engineer"]
    for format, head in HEADS.items():
        got = program.get(f"/prep/{id}/brief.{format}")
        assert got.status_code == 200 and got.content.startswith(head), format
        assert got.headers["content-disposition"].startswith("attachment; ")
    brief = service.desk().brief(id)
    assert brief is not None and program.get(f"/prep/{id}/brief.json").text == render(brief, format="json")
    BriefRecord.model_validate(program.get(f"/prep/{id}/brief.json").json())
    assert program.client.delete(f"/api/v1/prep/{id}").status_code == 204
    assert program.get(f"/prep/{id}").status_code == 404 and program.get("/prep").json() == {"total": 0, "preparations": []}


def test_the_list_is_cut_and_counted(program: Program, service: Service) -> None:
    desk = service.desk()
    cv, job = desk.put(CV.encode(), name="cv.txt"), desk.put(JOB.encode(), name="job.txt")
    made = [desk.preparations.add(Asked(cv=cv, job=job), title=f"No {n}").id for n in range(5)]
    first, second = (program.get("/prep", params={"limit": 3, "offset": offset}).json() for offset in (0, 3))
    assert first["total"] == 5 and len(first["preparations"]) == 3 and len(second["preparations"]) == 2
    assert {each["id"] for each in first["preparations"] + second["preparations"]} == set(made)
    assert program.get("/prep", params={"archived": "true"}).json()["total"] == 0


def test_a_run_that_fails_says_why(program: Program) -> None:
    id = program.prepare(cv_text=JOB, job_text=CV)
    record = program.get(f"/prep/{id}").json()
    assert record["state"] == "failed" and record["failure"]["code"] == "swapped"
    assert events_of(program.get(f"/prep/{id}/events").text)[-1][0] == "failed"
    answer = program.get(f"/prep/{id}/brief.md")
    assert answer.status_code == 409 and answer.json()["error"]["code"] == "not_ready"


def test_a_brief_in_the_making_is_409(program: Program, service: Service) -> None:
    desk = service.desk()
    made = desk.preparations.add(Asked(cv=desk.put(CV.encode(), name="cv.txt"), job=desk.put(JOB.encode(), name="job.txt")))
    answer = program.get(f"/prep/{made.id}/brief.json")
    assert answer.status_code == 409 and "being made" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "path", ["/prep/0123456789abcdef", "/prep/nothing", "/prep/%00", "/prep/0123456789abcdef/events", "/prep/x/brief.md"]
)
def test_what_is_not_there_is_404(program: Program, path: str) -> None:
    answer = program.get(path)
    assert answer.status_code == 404 and answer.json()["error"]["code"] == "not_found"


def test_another_format_is_refused(program: Program) -> None:
    assert program.get("/prep/0123456789abcdef/brief.exe").status_code in (404, 422)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"on": "2020-01-01"}, "date_passed"),
        ({"on": "soon"}, "invalid"),
        ({"guide": "no/such"}, "unknown_guide"),
        ({"start": "no/such"}, "unknown_guide"),
        ({"interviewers": ["the CEO himself"]}, "invalid"),
        ({"cv_text": None}, "no_cv"),
        ({"job_text": None}, "no_posting"),
    ],
)
def test_faults_are_told_at_once(program: Program, fields: dict[str, Any], code: str) -> None:
    answer = program.post("/prep", json={"cv_text": CV, "job_text": JOB, **fields})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert program.get("/prep").json()["total"] == 0


def test_too_many_at_a_time_are_429(program: Program, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "MOST_UNFINISHED", 1)
    desk = service.desk()
    desk.preparations.add(Asked(cv=desk.put(CV.encode(), name="cv.txt"), address="https://jobs.example/1"))
    answer = program.post("/prep", json={"cv_text": CV, "job_text": JOB})
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many")


def test_a_posting_in_the_servers_own_network_ends_the_run(hosted: Program) -> None:
    id = hosted.prepare(job_text=None, job_url="http://localhost/")
    failure = hosted.get(f"/prep/{id}").json()["failure"]
    assert failure["code"] == "address_refused" and not failure["outside"]
