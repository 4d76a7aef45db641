from __future__ import annotations

import json

from rendering_sample import CV, JOB, hostile_brief, sample_brief

from loopready.model import SECTION_IDS
from loopready.rendering import brief_json, render


def test_brief_has_the_shape_of_the_contract() -> None:
    brief = json.loads(render(sample_brief(), format="json"))
    assert brief["schema"] == "loopready.brief/1"
    assert brief["documents"] == {"cv": {"name": "marit-dahlgren-osei.pdf", "text": CV}, "job": {"name": "object-store.html", "text": JOB}}
    assert {"path", "confidence", "runner_up"} <= set(brief["guide"])
    assert [section["id"] for section in brief["sections"]] == list(SECTION_IDS)
    assert {"revision", "profile", "spans", "posting", "match", "groundedness", "seconds", "today", "on", "scope"} <= set(brief)


def test_every_quote_stands_at_its_place() -> None:
    brief = json.loads(render(hostile_brief(), format="json"))
    checked = 0
    for section in brief["sections"]:
        for item in section["items"]:
            for block in item["blocks"]:
                for claim in block["claims"]:
                    assert claim["made_by"] == "engine"
                    for cite in claim["cites"]:
                        if cite["source"] in ("cv", "job"):
                            checked += 1
                            assert brief["documents"][cite["source"]]["text"][cite["start"] : cite["end"]] == cite["quote"]
    assert checked > 150


def test_profile_is_json_resume_with_spans() -> None:
    brief = brief_json(sample_brief())
    assert brief["profile"]["basics"]["name"] == "Marit Dahlgren-Osei"
    start, end = brief["spans"]["/work/0/position"]
    assert CV[start:end] == brief["profile"]["work"][0]["position"] == "Senior Engineering Manager"


def test_posting_and_match_carry_offsets() -> None:
    brief = brief_json(sample_brief())
    for requirement in brief["posting"]["requirements"]:
        assert JOB[requirement["start"] : requirement["end"]] == requirement["text"]
        assert {"id", "kind", "skills", "years", "degree"} <= set(requirement)
    for row in brief["match"]["rows"]:
        assert JOB[row["requirement"]["start"] : row["requirement"]["end"]] == row["requirement"]["text"]
        assert all(CV[found["start"] : found["end"]] == found["quote"] for found in row["evidence"])
    assert brief["match"]["verdict"] == "credible"
    assert brief["match"]["caps"] == [{"name": "level", "because": "14 people against 24"}]


def test_a_lone_surrogate_still_gives_utf8() -> None:
    text = render(sample_brief(cv=CV + "broken \ud800 letter\n"), format="json")
    assert isinstance(text, str)
    assert json.loads(text.encode("utf-8"))["documents"]["cv"]["text"].endswith("broken \ud800 letter\n")
