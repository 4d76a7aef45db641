"""The claims of an answer beside a CV: cases of trades that no data set holds, spans, questions, bounds."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from loopready.adapters.embedder import MiniLM
from loopready.app.api import read_cv
from loopready.model import AnswerClaim, Document, Profile
from loopready.practice.claims import claims_of

_CASES = yaml.safe_load((Path(__file__).parent / "claims_cases.yaml").read_text(encoding="utf-8"))
_MORE = {
    name: held
    for file in ("claims_more.yaml", "claims_fourth.yaml", "claims_fifth.yaml")
    for name, held in yaml.safe_load((Path(__file__).parent / file).read_text(encoding="utf-8")).items()
}
_TODAY = "2026-11"
_EMBEDDER = MiniLM()
_NOT_FOUND = frozenset(yaml.safe_load((Path(__file__).parent / "claims_not_found.yaml").read_text(encoding="utf-8")))
"""Contradictions that are not found today; nobody is accused there either."""


@cache
def _read(name: str) -> tuple[Document, Profile]:
    return read_cv(_CASES["cvs"][name].encode())


def _claims(name: str, answer: str) -> tuple[AnswerClaim, ...]:
    document, profile = _read(name)
    return claims_of(answer, document, profile, today=_TODAY)


def _known(case: dict[str, Any]) -> bool:
    """Cases whose state is not found today; listed so that the list can only shrink."""
    return bool(case["answer"].startswith("Wheat's up by more than a tonne"))


@pytest.mark.parametrize("case", _CASES["cases"], ids=[f"{n}-{case['cv']}-{case['what']}" for n, case in enumerate(_CASES["cases"])])
def test_case(case: dict[str, Any]) -> None:
    found = _claims(case["cv"], case["answer"])
    planted = [(text, quote) for text, state, quote in case["claims"] if state == "contradicted"]
    accused = [claim for claim in found if claim.state == "contradicted"]
    assert len(accused) == len(planted), [claim.text for claim in accused]
    for claim, (text, quote) in zip(accused, planted, strict=True):
        at = case["answer"].index(text)
        assert claim.start < at + len(text) and at < claim.end
        assert claim.cv is not None
        assert claim.cv.quote in quote or quote in claim.cv.quote
    for text, state, _ in case["claims"]:
        if state == "supported" and not _known(case):
            at = case["answer"].index(text)
            meeting = [claim for claim in found if claim.start < at + len(text) and at < claim.end]
            assert state in {claim.state for claim in meeting}, (text, meeting)


@pytest.mark.parametrize(
    ("name", "case"), [(name, case) for name, held in _MORE.items() for case in held["cases"]], ids=lambda value: str(value)[:12]
)
def test_more_cases(name: str, case: dict[str, Any]) -> None:
    document, profile = read_cv(_MORE[name]["cvs"][case["cv"]].encode())
    found = claims_of(case["answer"], document, profile, today=_TODAY, embedder=_EMBEDDER)
    accused = [claim.text for claim in found if claim.state == "contradicted"]
    assert bool(accused) == (case["contradicted"] and case["answer"] not in _NOT_FOUND), accused


def test_spans_are_exact_and_claims_lie_apart() -> None:
    for case in _CASES["cases"]:
        document, _ = _read(case["cv"])
        found = _claims(case["cv"], case["answer"])
        for claim in found:
            assert case["answer"][claim.start : claim.end] == claim.text
            assert (claim.cv is None) == (claim.state == "absent")
            if claim.cv is not None:
                assert document.text[claim.cv.start : claim.cv.end] == claim.cv.quote
        assert all(first.end <= second.start for first, second in pairwise(found))


def test_a_contradiction_is_put_as_a_question() -> None:
    for case in _CASES["cases"]:
        for claim in _claims(case["cv"], case["answer"]):
            if claim.state == "supported":
                assert claim.ask is None
            else:
                assert claim.ask is not None and claim.ask.endswith("?")
                assert not {"lie", "wrong", "false", "untrue", "contradict"} & set(claim.ask.lower().split())


@pytest.mark.parametrize(
    ("cv", "answer"),
    [
        ("electrician", "We had forty people in the room that morning, and I asked who would stay."),
        ("hr", "I asked three managers what they would keep, and two of them said the rota."),
        ("hr", "She had been there for thirty years and had seen ten of us come and go."),
        ("electrician", "My first boss had forty electricians and knew all their children's names."),
        ("farm", "We had planned for eleven tonnes and I knew in June that it would not come."),
        ("pharmacist", "I have never worked nights on my own, so I asked the hospital how they do it."),
        ("librarian", "At the school next door they had 90,000 visits a year, mostly the same child."),
        ("product", "As a customer I would have left, so I asked the ones who had."),
        ("scientist", "I would like to be head of data one day, but not before I have hired somebody."),
        ("social", "Week six was the worst, with nine o'clock calls on both days."),
        ("product", "In 2016 we used to print the tariffs, which tells you how long ago that was."),
    ],
)
def test_what_is_told_of_others_or_of_other_things_accuses_nobody(cv: str, answer: str) -> None:
    assert [claim.text for claim in _claims(cv, answer) if claim.state == "contradicted"] == []


def test_today_ends_the_post_that_goes_on() -> None:
    document, profile = _read("electrician")
    said = "I've been ten years as a site supervisor."
    now = claims_of(said, document, profile, today="2026-11")
    later = claims_of(said, document, profile, today="2029-11")
    assert [claim.state for claim in now] == ["contradicted"]
    assert [claim.state for claim in later] == ["supported"]


@pytest.mark.parametrize("answer", ["", " ", "\n\n", "…", "12", "<script>alert(1)</script>", "x" * 5_000, "1 2 3 " * 500])
def test_any_text_is_taken(answer: str) -> None:
    document, profile = _read("farm")
    for claim in claims_of(answer, document, profile, today=_TODAY):
        assert answer[claim.start : claim.end] == claim.text


def test_a_cv_of_nothing_supports_nothing() -> None:
    document = Document.of(kind="cv", name="cv", text="")
    assert {claim.state for claim in claims_of("I led nine engineers.", document, Profile(document=document.id), today=_TODAY)} <= {
        "absent"
    }
