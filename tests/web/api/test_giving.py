"""A language model over HTTP: refused while it is off; its opinion beside the marks, and documents with what they say."""

from __future__ import annotations

import json

import pytest

from api_program import Program
from database_things import prepared
from guest_host import Seated
from loopready.app import given_papers, opinions
from loopready.app.service import PERSONAL, Service
from loopready.model import GivenPaper, Prompt
from loopready.web.api.shapes import Marked

ANSWER = (
    "I had ninety engineers on the ledger, and we were late. I decided to stop the release, because two customers had been billed twice."
)
SAID = "Recovery took 94 minutes because the rollback tool ran in the region that was gone."
ASKED = {"question": "questions/mistake", "answer": ANSWER, "guide": "general", "second_opinion": True}
DOCUMENT = {"name": "post.md", "text": f"# What went wrong\n\n{SAID}\n"}


def says(prompt: Prompt) -> str:
    if prompt.purpose == "firm":
        return json.dumps({"statements": [{"text": SAID, "quote": SAID}]})
    if "level" in str(prompt.answer_schema):
        return json.dumps({"level": 3, "quotes": ["I decided to stop the release"]})
    return json.dumps({"checks": []})


def test_while_it_is_off_it_is_refused(program: Program, service: Service) -> None:
    id = prepared(service.database, owner=PERSONAL).id
    for answer in (program.post("/mark", json=ASKED), program.post(f"/prep/{id}/given", json=DOCUMENT)):
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "model_off")
    assert program.get(f"/prep/{id}/given").json() == []


def test_an_opinion_and_a_document(program: Program, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (opinions, given_papers):
        monkeypatch.setattr(module, "Guests", lambda service, owner: Seated(says))
    id = prepared(service.database, owner=PERSONAL).id
    card = Marked.model_validate(program.post("/mark", json=ASKED).json())
    assert card.second_opinion is not None and card.second_opinion.overall is not None and card.second_opinion.by == "fake"
    made = program.post(f"/prep/{id}/given", json=DOCUMENT)
    assert made.status_code == 201
    paper = GivenPaper.model_validate(made.json())
    assert [each.quote for each in paper.statements] == [SAID] and program.get(f"/prep/{id}/given").json() == [made.json()]
    other = prepared(service.database, owner=PERSONAL).id
    assert program.client.delete(f"/api/v1/prep/{other}/given/{paper.id}").status_code == 404
    assert program.client.delete(f"/api/v1/prep/{id}/given/{paper.id}").status_code == 204
    assert program.get(f"/prep/{id}/given").json() == []
