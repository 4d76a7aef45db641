"""Reading and matching over HTTP."""

from __future__ import annotations

import socket
from typing import Any

import anyio
import pytest

from api_program import Program
from loopready.adapters.workers import Workers
from loopready.app.sample import CV, JOB
from loopready.web.api import reading
from loopready.web.api.shapes import CvReading, JobReading, Matched


def error_of(answer: Any) -> str:
    body = answer.json()
    assert set(body) == {"error"} and set(body["error"]) == {"code", "message"}
    return str(body["error"]["code"])


def test_a_cv_is_read_from_a_file_and_from_text_alike(program: Program) -> None:
    filed = program.post("/read/cv", files={"cv": ("mine.txt", CV.encode())}).json()
    texted = program.post("/read/cv", json={"cv_text": CV}).json()
    CvReading.model_validate(filed)
    assert filed["path"] == "mine.txt" and filed["profile"]["basics"]["name"] == "Noor Halvorsen-Achebe"
    assert filed["profile"] == texted["profile"] and filed["text"] == texted["text"]
    start, end = filed["spans"]["/basics/name"]
    assert filed["text"][start:end] == "Noor Halvorsen-Achebe"


def test_a_posting_is_read(program: Program) -> None:
    record = JobReading.model_validate(program.post("/read/job", files={"job_text": (None, JOB)}).json())
    assert record.posting.title == "Engineering Manager, Cold Storage"
    for requirement in record.posting.requirements:
        assert record.text[requirement.start : requirement.end]


def test_a_match_cites_both_texts(program: Program) -> None:
    answer = program.post("/match", files={"cv": ("cv.txt", CV.encode()), "job": ("job.txt", JOB.encode())}, data={"today": "2026-11-23"})
    record = Matched.model_validate(answer.json())
    quotes = [each for row in record.rows for each in row.evidence]
    assert quotes and all(record.documents.cv.text[each.start : each.end] == each.quote for each in quotes)
    assert all(abs(sum(reason.weight for reason in row.reasons) - row.strength) < 0.01 for row in record.rows)


@pytest.mark.parametrize(
    ("path", "json", "status", "code"),
    [
        ("/read/cv", {}, 422, "no_cv"),
        ("/read/cv", {"cv_text": CV, "x": 1}, 422, "invalid"),
        ("/read/cv", {"cv_text": 5}, 422, "invalid"),
        ("/read/cv", {"cv_text": "a" * (1024 * 1024 + 1)}, 422, "invalid"),
        ("/read/cv", {"cv_text": "  \n "}, 422, "empty"),
        ("/read/job", {}, 422, "no_posting"),
        ("/read/job", {"job_text": JOB, "job_url": "https://jobs.example/1"}, 422, "no_posting"),
        ("/read/job", {"job_url": "jobs.example"}, 422, "address"),
        ("/read/job", {"job_url": "file:///etc/passwd"}, 422, "address"),
        ("/match", {"cv_text": CV, "job_text": JOB, "today": "2026-02-30"}, 422, "no_date"),
        ("/match", {"cv_text": CV, "job_text": JOB, "guide": "no/such"}, 422, "unknown_guide"),
        ("/match", {"cv_text": CV, "job_text": JOB, "guide": "../../guide.yaml"}, 422, "unknown_guide"),
        ("/match", {"cv_text": JOB, "job_text": CV}, 422, "swapped"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_that_says_what_to_do(program: Program, path: str, json: dict[str, Any], status: int, code: str) -> None:
    answer = program.post(path, json=json)
    assert (answer.status_code, error_of(answer)) == (status, code)
    assert "--" not in answer.json()["error"]["message"] and "\n" not in answer.json()["error"]["message"]


def test_bodies_that_a_web_form_could_send_are_refused(program: Program) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/json-patch"):
        answer = program.post("/read/cv", content=b'{"cv_text": "x"}', headers={"content-type": kind})
        assert (answer.status_code, error_of(answer)) == (415, "content_type")
    assert error_of(program.post("/read/cv", content=b"{", headers={"content-type": "application/json"})) == "invalid"
    damaged = program.post("/read/cv", content=b"nothing", headers={"content-type": "multipart/form-data; boundary=x"})
    assert damaged.status_code in (400, 422)
    assert program.post("/read/cv", content=b"x", headers={"content-type": "multipart/form-data"}).status_code == 400


def test_forms_are_held_to_their_fields(program: Program) -> None:
    cv = ("cv", ("cv.txt", CV.encode()))
    assert error_of(program.post("/read/cv", files=[cv, cv])) in ("invalid", "malformed")
    assert error_of(program.post("/read/cv", files={"other": ("cv.txt", CV.encode())})) == "invalid"
    assert error_of(program.post("/read/cv", files=[cv], data={"guide": "x"})) == "invalid"
    assert error_of(program.post("/match", files=[cv], data={"job_text": [JOB, JOB]})) == "invalid"


def test_a_file_over_the_limit_is_413(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loopready.web.api.bodies.MOST_BYTES", 10)
    answer = program.post("/read/cv", files={"cv": ("cv.txt", CV.encode())})
    assert (answer.status_code, error_of(answer)) == (413, "too_large")


def test_a_body_over_the_limit_is_413_also_without_its_length(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = program.post("/read/cv", content=b"{}", headers={"content-length": str(10**9), "content-type": "application/json"})
    assert (answer.status_code, error_of(answer)) == (413, "too_large")

    def drip() -> Any:
        for _ in range(70):
            yield b" " * (1024 * 1024)

    answer = program.post("/read/cv", content=drip(), headers={"content-type": "application/json"})
    assert (answer.status_code, error_of(answer)) == (413, "too_large")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://169.254.169.254/latest",
        "http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://localhost:8000/api/v1/prep", "http://me@127.0.0.1/",
    ],
)  # fmt: skip
def test_a_hosted_server_is_no_way_into_its_own_network(hosted: Program, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    connected: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *args, **more: connected.append(args))
    for path, more in (("/read/job", {}), ("/match", {"cv_text": CV})):
        answer = hosted.post(path, json={"job_url": url, **more})
        assert answer.status_code == 422 and error_of(answer) in ("address", "address_refused")
    assert connected == []


def test_what_a_name_stands_for_is_not_told(hosted: Program) -> None:
    answer = hosted.post("/read/job", json={"job_url": "http://localhost/"})
    assert "127.0.0.1" not in answer.text and "no public address" in answer.text


def test_readers_are_bounded_and_the_rest_is_told_to_wait(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(reading, "AT_ONCE", 1)
    assert program.post("/read/cv", json={"cv_text": CV}).status_code == 200
    limiter: anyio.CapacityLimiter = program.api.state.reading
    assert limiter.total_tokens == 1 and limiter.borrowed_tokens == 0
    with program.client as client:
        assert client.portal is not None
        client.portal.call(limiter.acquire_on_behalf_of_nowait, object())
        answer = program.post("/read/cv", json={"cv_text": CV})
    assert (answer.status_code, error_of(answer)) == (429, "too_many")


def test_files_are_read_in_a_child(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = Workers.run

    def noted(self: Workers, function: Any, *args: Any, name: str, **more: Any) -> Any:
        asked.append(function.__name__)
        return run(self, function, *args, name=name, **more)

    monkeypatch.setattr(Workers, "run", noted)
    program.post("/match", json={"cv_text": CV, "job_text": JOB})
    assert asked == ["_reading_cv", "_reading_job"]


def test_lone_surrogates_come_back_escaped(program: Program) -> None:
    assert program.post("/read/cv", content=b'{"cv_text": "\\ud800"}', headers={"content-type": "application/json"}).status_code == 422
    answer = program.post("/read/cv", content=b'{"\\ud800": 1}', headers={"content-type": "application/json"})
    assert answer.status_code == 422
