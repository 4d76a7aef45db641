"""Marking over HTTP."""

from __future__ import annotations

import pytest

from api_program import Program
from loopready.app.sample import CV, JOB
from loopready.web.api.shapes import Marked

ANSWER = (
    "I had ninety engineers on the ledger, and we were late. I decided to stop the release, because two customers had been billed twice, "
    "and I told both of them myself. We went out a week later, with no double bill since. From then on each bill has a key."
)


def test_an_answer_is_marked_alike_from_json_and_from_a_form(program: Program) -> None:
    asked = {"question": "questions/mistake", "answer": ANSWER, "guide": "general", "today": "2026-11-26"}
    texted = program.post("/mark", json={**asked, "cv_text": CV})
    assert texted.status_code == 200
    card = Marked.model_validate(texted.json())
    assert card.question == "questions/mistake" and card.overall is not None and card.claims
    assert all(ANSWER[claim.start : claim.end] == claim.text for claim in card.claims)
    filed = program.post("/mark", files={"cv": ("cv.txt", CV.encode())}, data=asked)
    assert filed.json() == texted.json()


def test_without_a_cv_no_claim_is_judged(program: Program) -> None:
    card = program.post("/mark", json={"question": "Why us?", "answer": ANSWER}).json()
    assert card["claims"] == [] and card["question"].startswith("own/")


@pytest.mark.parametrize(
    ("json", "status", "code"),
    [
        ({}, 422, "invalid"),
        ({"question": "questions/mistakes", "answer": ANSWER, "guide": "general"}, 422, "no_question"),
        ({"question": "mistake", "answer": " "}, 422, "empty"),
        ({"question": "mistake", "answer": "word " * 20_000}, 422, "too_long"),
        ({"question": "mistake", "answer": "I \x00 decided"}, 422, "binary"),
        ({"question": "mistake", "answer": ANSWER, "guide": "generel"}, 404, "no_guide"),
        ({"question": "mistake", "answer": ANSWER, "prep": "0123"}, 404, "not_found"),
        ({"question": "mistake", "answer": ANSWER, "prep": "../x"}, 422, "invalid"),
        ({"question": "mistake", "answer": ANSWER, "seconds": 0}, 422, "invalid"),
        ({"question": "mistake", "answer": ANSWER, "cv_text": "  "}, 422, "empty"),
        ({"question": "mistake", "answer": ANSWER, "x": 1}, 422, "invalid"),
        ({"question": "?", "answer": ANSWER}, 422, "empty"),
    ],
)
def test_bad_requests_say_what_to_do(program: Program, json: dict[str, object], status: int, code: str) -> None:
    answer = program.post("/mark", json=json)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_markup_and_code_are_words_like_others(program: Program) -> None:
    card = program.post("/mark", json={"question": "mistake", "answer": "<script>alert(1)</script>"}).json()
    assert card["overall"] is None and card["unscored"]


def test_a_preparation_of_another_is_not_found(hosted: Program, program: Program) -> None:
    begun = program.post("/prep", files={"cv": ("cv.txt", CV.encode()), "job": ("job.txt", JOB.encode())}).json()
    answer = hosted.post("/mark", json={"question": "mistake", "answer": ANSWER, "prep": "f" * len(begun["id"])})
    assert answer.status_code == 404


def test_a_hosted_server_wants_a_token(hosted_app: object) -> None:
    from fastapi import FastAPI

    assert isinstance(hosted_app, FastAPI)
    assert Program(hosted_app).post("/mark", json={"question": "mistake", "answer": ANSWER}).status_code == 401
