"""The papers of the library: loaded, cited, and each fault of one named where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from planted_content import Content
from pydantic import ValidationError

from loopready.library import lint, load_library, open_library
from loopready.library.resources import content_root
from loopready.model import ContentError, InputError, Paper

KINDS = {"rfc", "roadmap", "contract", "status", "memo", "status_page", "postmortem", "credit_note"}


def shipped(id: str) -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load(content_root().joinpath("papers", f"{id}.yaml").read_bytes())
    return value


def planted(content: Content, value: dict[str, Any]) -> Path:
    root = content.write()
    (root / "papers").mkdir()
    (root / "papers" / "one.yaml").write_text(yaml.safe_dump(value), encoding="utf-8")
    return root


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


def test_there_are_eight_and_each_rests_on_facts() -> None:
    library = load_library()
    assert set(library.papers) == KINDS
    for paper in library.papers.values():
        assert set(paper.sources) <= set(library.facts)
        assert all(each.looks_for != each.ask and each.thin for each in paper.criteria)


def test_an_unknown_paper_is_the_users_fault() -> None:
    with pytest.raises(InputError, match="there are contract"):
        load_library().paper("novel")


def test_a_library_without_papers_has_none(content: Content) -> None:
    assert dict(open_library(content.write()).papers) == {}


def test_a_paper_that_does_not_fit_is_refused(content: Content) -> None:
    value = shipped("status") | {"criteria": []}
    with pytest.raises(ContentError, match="criteria"):
        dict(open_library(planted(content, value)).papers)


@pytest.mark.parametrize(
    "change",
    [
        {"finds": {}},
        {"length": {"low": 9, "high": 3}},
        {"criteria": [*shipped("status")["criteria"], shipped("status")["criteria"][0]]},
        {"finds": shipped("status")["finds"] | {"next": [{"needs": ["day"]}]}},
        {"finds": shipped("status")["finds"] | {"next": [{"cues": ["next week"], "needs": ["two days"]}]}},
    ],
)
def test_a_paper_at_odds_with_itself_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Paper.model_validate(shipped("status") | change)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"sources": ["no.fact"]}, "unknown_fact", "no fact no.fact"),
        ({"harms": ["gossip"]}, "paper", "no harm gossip"),
        ({"finds": shipped("status")["finds"] | {"next": [{"cues": ["next week"], "needs": ["moonlight"]}]}}, "paper", "no sign moonlight"),
        ({"example": {"says": "A firm.", "draft": "Done by ____."}}, "paper", "invented"),
        ({"example": {"says": "An invented firm.", "draft": "Done by ____."}}, "paper", "blank left"),
        ({"skeleton": "# Status"}, "paper", "no blank"),
        ({"says": "It saves 40 percent."}, "number", "40"),
        ({"nonsense": 1}, "unknown_field", "nonsense"),
        ({"finds": shipped("status")["finds"] | {"next": [{"cues": ["--"]}]}}, "cue", "--"),
    ],
)
def test_lint_names_the_fault(content: Content, change: dict[str, Any], code: str, says: str) -> None:
    value = shipped("status") | {"sources": ["planted.fact"], "notes": ["A note."]} | change
    faults = [fault for fault in lint(root=planted(content, value)) if fault.file == "papers/one.yaml"]
    assert [fault for fault in faults if fault.code == code and says in fault.message], faults


def test_a_paper_without_a_fault_has_none(content: Content) -> None:
    value = shipped("status") | {"sources": ["planted.fact"], "notes": ["A note."]}
    assert [fault for fault in lint(root=planted(content, value)) if fault.file == "papers/one.yaml"] == []
