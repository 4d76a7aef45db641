"""Guides and drills over HTTP, and what the API says of itself."""

from __future__ import annotations

from typing import Any

import pytest

from api_program import Program
from loopready.app import drills, guides


def test_guides_are_listed_and_found(program: Program) -> None:
    every = program.get("/guides").json()["guides"]
    assert {each["path"] for each in every} == {each.path for each in guides.listed()}
    found = program.get("/guides", params={"find": every[0]["title"]}).json()["guides"]
    assert found[0] == every[0] and len(found) < len(every)
    assert program.get("/guides", params={"find": "qqqzzz"}).json() == {"guides": []}
    assert program.get("/guides", params={"find": " "}).status_code == 422


def test_a_guide_comes_as_json_and_as_markdown(program: Program) -> None:
    path = guides.listed()[0].path
    whole = program.get(f"/guides/{path}").json()
    assert whole["path"] == path and whole["signals"] and whole["questions"]
    text = program.get(f"/guides/{path}", params={"format": "md"})
    assert text.headers["content-type"].startswith("text/markdown") and text.text.startswith("# ")
    assert program.get(f"/guides/{path}", params={"format": "pdf"}).status_code == 422


def test_no_file_is_a_guide(program: Program, tmp_path: Any) -> None:
    (tmp_path / "guide.yaml").write_text("path: x\n")
    for path in (f"/{tmp_path}/guide.yaml", "../../etc/passwd", "pyproject.toml", "guide.json", "%2e%2e%2fguide.yaml"):
        answer = program.get(f"/guides/{path}")
        assert answer.status_code == 404, path


def test_a_misspelt_option_is_told(program: Program) -> None:
    answer = program.get("/prep", params={"limt": 3})
    assert answer.status_code == 422 and "limit" in answer.json()["error"]["message"]


def _number_drill() -> tuple[str, Any, Any]:
    for id, _, _ in drills.listed():
        made = drills.made(id, seed=7)
        for question in made.questions:
            if question.kind == "number":
                return id, made, question
    raise AssertionError("no drill asks for a number")


def test_a_drill_is_drawn_by_seed_and_marked(program: Program) -> None:
    id, made, question = _number_drill()
    drawn = program.post(f"/drills/{id}", json={"seed": 7}).json()
    assert drawn["marks"] is None and drawn["values"] == made.values
    marked = program.post(f"/drills/{id}", json={"seed": 7, "answers": {question.id: question.answer}}).json()
    assert [(mark["question"], mark["state"]) for mark in marked["marks"]] == [(question.id, "right")]
    wrong = program.post(f"/drills/{id}", json={"seed": 7, "answers": {question.id: "no idea"}}).json()
    assert wrong["marks"][0]["state"] == "unread"
    assert program.get("/drills").json()["drills"][0]["id"] == drills.listed()[0][0]


@pytest.mark.parametrize(
    "body", [{"seed": -1}, {"seed": 2**60}, {"seed": True}, {"seed": "7"}, {"answers": {"nothing": "1"}}, {"answers": []}, {"x": 1}, []]
)
def test_a_drill_is_held_to_its_body(program: Program, body: Any) -> None:
    assert program.post(f"/drills/{_number_drill()[0]}", json=body).status_code == 422


@pytest.mark.parametrize("said", ["NaN", "Infinity", "1e400", "1" * 400])
def test_numbers_that_are_none_are_refused(program: Program, said: str) -> None:
    id, _, question = _number_drill()
    body = f'{{"answers": {{"{question.id}": {said}}}}}'
    assert program.post(f"/drills/{id}", content=body.encode(), headers={"content-type": "application/json"}).status_code == 422


@pytest.mark.parametrize("said", ["", "x" * 10_000, "9" * 5000, "1e999", "-", "½", "٣", ["a"], [], 1e15, "(a)"])
def test_any_answer_gets_a_mark(program: Program, said: Any) -> None:
    for id, _, _ in drills.listed():
        questions = {question.id: said for question in drills.made(id, seed=1).questions}
        answer = program.post(f"/drills/{id}", json={"seed": 1, "answers": questions})
        assert answer.status_code == 200 and len(answer.json()["marks"]) == len(questions)


def test_an_unknown_drill_is_404(program: Program) -> None:
    assert program.post("/drills/nothing", json={}).status_code == 404


def test_the_description_is_of_the_api_alone(program: Program) -> None:
    described = program.get("/openapi.json").json()
    assert described["servers"] == [{"url": "/api/v1"}]
    assert not any(path.startswith(("/static", "/preparations")) for path in described["paths"])
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["security"] == [{"token": []}] and operation["description"], (method, path)
            assert "401" in operation["responses"]


def test_an_address_names_all_its_methods(program: Program) -> None:
    answer = program.client.put("/api/v1/prep")
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, POST"
    assert program.get("/nothing").status_code == 404 and program.get("/nothing").json()["error"]["code"] == "not_found"
