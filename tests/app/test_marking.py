"""Answers marked: marks, claims beside a CV, prompts, delivery; questions by id and as text; bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loopready.adapters.database import Database
from loopready.app.content import current_library
from loopready.app.mark_batch import MOST_LINES, marked_records
from loopready.app.marking import MOST_WORDS, Beside, Ground, Marker, checked_answer, decoded, ground_of, read_answer
from loopready.app.prepare import Pipeline
from loopready.app.service import Service
from loopready.model import Answer, InputError

CV = """Dale Osterfeld
Site Supervisor, Kilnworth Electrical, Derby | March 2019 - present
- Supervises 12 electricians on hospital refits
- Snags per handover from 40 to 15
Electrician, Kilnworth Electrical | 2013 - 2019
City & Guilds level 3, 2013
"""
ANSWER = (
    "Two years ago we were three weeks behind on the theatres, and the hospital would have lost its winter list. I asked Marek what he "
    "needed, and then I decided to take the night shift off the wards, because the wards could wait and the theatres could not. I told the "
    "ward managers myself. I supervise thirty electricians, and four of them worked the nights. We handed over on the day, with 15 snags "
    "where it had been 40. Since then I ask for the list of what may wait before I ask for people."
)


@pytest.fixture(scope="module")
def marker(pipeline: Pipeline) -> Marker:
    return Marker(pipeline)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(guide=current_library().guides["general"])


@pytest.fixture(scope="module")
def beside(marker: Marker) -> Beside:
    return marker.cv(CV)


def test_a_scorecard_has_all_parts(marker: Marker, ground: Ground, beside: Beside) -> None:
    question = ground.question("questions/mistake")
    card = marker.mark(question, Answer(text=ANSWER, seconds=50, spoken=True), beside=beside, today="2026-11-26")
    assert card.question == "questions/mistake" and card.overall is not None
    for mark in card.marks:
        if mark.quote is not None:
            assert mark.start is not None and ANSWER[mark.start : mark.end] == mark.quote
    states = {claim.state: claim for claim in card.claims}
    assert "thirty electricians" in states["contradicted"].text
    assert {"supported", "contradicted"} <= set(states)
    for claim in card.claims:
        assert ANSWER[claim.start : claim.end] == claim.text
        assert claim.cv is None or CV[claim.cv.start : claim.cv.end] == claim.cv.quote
    assert any("Marek" in caution for caution in card.cautions)
    assert card.delivery is not None and card.delivery.seconds == 50
    assert card.segments


def test_the_cv_moves_no_mark(marker: Marker, ground: Ground, beside: Beside) -> None:
    question = ground.question("questions/mistake")
    with_cv = marker.mark(question, Answer(text=ANSWER), beside=beside, today="2026-11-26")
    without = marker.mark(question, Answer(text=ANSWER), today="2026-11-26")
    assert with_cv.marks == without.marks and with_cv.overall == without.overall
    assert without.claims == ()


def test_equal_input_gives_equal_output(marker: Marker, ground: Ground, beside: Beside) -> None:
    question = ground.question("Tell me about a delay")
    cards = [marker.mark(question, Answer(text=ANSWER), beside=beside, today="2026-11-26") for _ in range(2)]
    assert cards[0] == cards[1]


def test_what_was_taken_back_is_asked_after_when_it_is_said_again(marker: Marker, ground: Ground, beside: Beside) -> None:
    at = CV.index("Snags per handover from 40 to 15")
    taken_back = Beside(document=beside.document, profile=beside.profile, retracted=((at, at + 32),))
    said = "I decided to check every board twice, because we had too many faults, and snags per handover went from 40 to 15 in the end."
    question = ground.question("questions/mistake")
    claims = marker.mark(question, Answer(text=said), beside=taken_back, today="2026-11-26").claims
    flagged = [claim for claim in claims if claim.retracted]
    assert len(flagged) == 1
    assert flagged[0].state == "supported" and flagged[0].ask is not None and flagged[0].ask.endswith("?")
    assert not any(claim.retracted for claim in marker.mark(question, Answer(text=said), beside=beside, today="2026-11-26").claims)


def test_a_question_is_found_by_id_by_its_end_by_its_words_or_is_ones_own(ground: Ground) -> None:
    whole = ground.question("questions/mistake")
    assert ground.question("mistake") == whole
    assert ground.question(whole.text.upper()) == whole
    own = ground.question("When did you last change your mind?")
    assert own.id.startswith("own/") and own.text == "When did you last change your mind?" and own.checks


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        ("questions/mistakes", "no_question", "did you mean questions/mistake"),
        ("bank/nothing_like_it_at_all", "no_question", "loopready ask --list"),
        ("  ", "empty", "question"),
        ("?!", "empty", "question"),
        ("why " * 400, "too_long", "1,000"),
    ],
)
def test_a_question_that_is_none(ground: Ground, asked: str, code: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        ground.question(asked)
    assert caught.value.code == code and says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", "empty", "is empty"),
        (" \n\t ", "empty", "is empty"),
        ("word " * 20_000, "too_long", "3,000 words"),
        ("x" * 200_000, "too_long", "3,000 words"),
        ("I decided\x00 to wait", "binary", "control characters"),
    ],
)
def test_an_answer_that_can_not_be_taken(text: str, code: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_answer(text)
    assert caught.value.code == code and says in str(caught.value) and str(caught.value).count("\n") == 0


def test_the_longest_answer_is_taken() -> None:
    checked_answer("word " * MOST_WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe damals entschieden, dass wir die Auslieferung um eine Woche verschieben, weil die Prüfung noch nicht fertig war.",
        "def main():\n    x = {1: 2}\n    for i in range(10):\n        print(x[i]);\n    return foo(bar());\n",
        "<script>alert(1)</script><script>document.cookie;</script>",
        "yes",
    ],
)
def test_what_can_not_be_judged_says_why_and_has_no_number(marker: Marker, ground: Ground, text: str) -> None:
    card = marker.mark(ground.question("questions/mistake"), Answer(text=text), today="2026-11-26")
    assert card.overall is None and card.unscored


def test_in_a_session_nothing_is_thrown(marker: Marker, ground: Ground) -> None:
    card = marker.in_session(ground.question("questions/mistake"), Answer(text="word " * 20_000), None)
    assert card.overall is None and card.unscored is not None and "3,000 words" in card.unscored


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x00\x01\x02PNG", "binary"), ("Müsli".encode("latin-1"), "encoding"), (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"), (b"  \n", "empty")],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "answer.txt"
    file.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_answer(str(file))
    assert caught.value.code == code and str(file) in str(caught.value)


def test_text_with_a_mark_of_its_order_is_read() -> None:
    assert decoded("héllo".encode("utf-16"), name="x") == "héllo"
    assert decoded("héllo".encode("utf-8-sig"), name="x") == "héllo"


def _batch(lines: list[Any], marker: Marker, ground: Ground) -> list[dict[str, Any]]:
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()
    return list(marked_records(data, name="batch.jsonl", marker=marker, ground=ground, today="2026-11-26"))


def test_a_batch_gives_a_record_a_line_in_order(marker: Marker, ground: Ground, tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text(CV)
    records = _batch(
        [
            {"id": "a", "question": "questions/mistake", "answer": ANSWER},
            {"id": "b", "question": "questions/mistake", "answer": ANSWER, "cv": CV},
            {"id": "c", "question": "questions/mistake", "answer": ANSWER, "cv": str(tmp_path / "cv.txt")},
            "{broken",
            "",
            {"id": "e", "question": "questions/nothing", "answer": ANSWER},
            {"id": "f", "answer": ANSWER},
            {"id": "g", "question": "mistake", "answer": ANSWER, "cv": str(tmp_path / "gone.txt")},
            {"id": "h", "question": "mistake", "answer": ""},
            {"id": "i", "question": "mistake", "answer": ANSWER, "extra": 1},
            [1, 2],
            {"id": 5, "question": "mistake", "answer": ANSWER},
            {"id": "m", "question": "mistake", "answer": ANSWER},
        ],
        marker,
        ground,
    )
    assert [record["id"] for record in records] == ["a", "b", "c", None, "e", "f", "g", "h", "i", None, None, "m"]
    assert [("error" in record) for record in records] == [False, False, False, *[True] * 8, False]
    assert records[0]["claims"] == [] and records[1]["claims"] == records[2]["claims"] != []
    assert records[0]["overall"] == records[11]["overall"] is not None
    codes = [record["error"]["code"] for record in records if "error" in record]
    assert codes == ["no_json", "no_question", "invalid", "missing", "empty", "invalid", "no_json", "invalid"]
    assert records[3]["line"] == 4 and records[4]["line"] == 6


def test_a_batch_has_an_end(marker: Marker, ground: Ground) -> None:
    with pytest.raises(InputError, match="10,000"):
        list(marked_records(b"\n" * (MOST_LINES + 1), name="batch.jsonl", marker=marker, ground=ground))


def test_the_ground_is_the_guide_named_else_the_general_one(pipeline: Pipeline, tmp_path: Path) -> None:
    service = Service(database=Database(tmp_path / "a.sqlite"), pipeline=pipeline)
    assert ground_of(service).guide.path == "general"
    path = next(path for path in current_library().guides if path != "general")
    assert ground_of(service, guide=path).guide.path == path
    with pytest.raises(InputError) as caught:
        ground_of(service, guide="generel")
    assert caught.value.code == "no_guide" and "did you mean general" in str(caught.value)
    with pytest.raises(InputError):
        ground_of(service, prep="0123")
    service.jobs.close()
    service.database.close()
