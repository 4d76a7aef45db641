"""The set of interview answers holds what its README says, and its check bites."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from evals.answers_check import HERE, auc, faults, length_auc, lines, main, overall, sheet, table


def test_the_set_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert faults() == []
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "dev: 80 answers" in said and "test: 80 answers" in said
    assert "second set, tune: 52 answers" in said and "second set, check: 48 answers" in said


def test_auc_counts_pairs() -> None:
    assert auc([3, 4], [1, 2]) == 1
    assert auc([1], [1, 0]) == 0.75


@pytest.mark.parametrize(
    ("levels", "at_most", "mark"),
    [
        ([4, 5, 5, 5, 4, 4, 5, 4], [], 88),
        ([2, 2, 2, 1, 1, 1], [2, 3], 13),
        ([5, 5, 5, 5, 5], [], 100),
        ([5, 5, 5, 1, 3, 4], [3], 50),
        ([1, 1, 3, 1, 1, 2], [2, 2, 3], 13),
        ([3, None], [], 50),
        ([None], [], None),
    ],
)
def test_the_worked_markings_give_their_marks(levels: list[int | None], at_most: list[int], mark: int | None) -> None:
    assert overall({str(i): level for i, level in enumerate(levels)}, at_most) == mark


@pytest.mark.parametrize("part", ["dev", "test"])
def test_a_marker_sees_the_question_and_the_answer_alone(part: str) -> None:
    rows = list(sheet(part))
    assert len(rows) == 80
    for row in rows:
        assert set(row) == {"id", "type", "seat", "question", "tests", "managers", "answer"}


@pytest.mark.parametrize("part", ["dev", "test"])
def test_good_and_other_answers_share_their_lengths(part: str) -> None:
    rows = lines(f"answers.{part}.jsonl")
    assert 0.4 <= length_auc(rows) <= 0.6
    for least, most in ((70, 110), (150, 260)):
        here = [r["kind"] in ("good_short", "full") for r in rows if least <= r["words"] <= most]
        assert 4 <= sum(here) <= len(here) - 4


def test_second_language_is_on_both_sides() -> None:
    rows = [*lines("answers.dev.jsonl"), *lines("answers.test.jsonl")]
    for good in (True, False):
        side = [r for r in rows if (r["kind"] in ("good_short", "full")) is good]
        assert 0.18 <= sum("second_language" in r["traits"] for r in side) / len(side) <= 0.35


def test_worked_markings_of_the_handbook_are_not_in_the_set() -> None:
    quoted = [line[2:] for line in (HERE / "rubric.md").read_text(encoding="utf-8").splitlines() if line.startswith("> ")]
    texts = {r["text"] for part in ("dev", "test") for r in lines(f"answers.{part}.jsonl")}
    assert len(quoted) == 3 and not texts & set(quoted)


def _first(change: dict[str, Any]) -> Callable[[list[dict[str, Any]]], None]:
    return lambda rows: rows[0].update(change)


def _stretch(rows: list[dict[str, Any]]) -> None:
    """Every good answer longer than every other one."""
    for row in rows:
        if row["kind"] in ("weak", "vague_long"):
            row["text"] = "I would rather not say."
            row["words"] = 5


def _misquote(rows: list[dict[str, Any]]) -> None:
    next(r for r in rows if "cv" in r)["claims"][0]["text"] = "never said"


def _one_label(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row["label"] = "action"


def _from_the_other_set(rows: list[dict[str, Any]]) -> None:
    rows[0]["text"] = lines("segments_a.jsonl")[0]["text"]


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        ("answers.dev.jsonl", _first({"words": 3}), "3 words given"),
        ("answers.dev.jsonl", _first({"kind": "full", "question": "q99"}), "not each kind once"),
        ("answers.test.jsonl", _stretch, "the word count tells"),
        ("answers.test.jsonl", _misquote, "'never said' 0 times"),
        ("answers.second.jsonl", _first({"words": 3}), "3 words given"),
        ("answers.second.jsonl", _stretch, "second: the word count tells"),
        ("answers.second.jsonl", lambda rows: rows.reverse(), "second: an id twice, or the order"),
        ("marking_second_b.jsonl", _first({"levels": {}}), "not each criterion of its question is marked"),
        ("contradictions.jsonl", _first({"claims": []}), "contradicted claims in a"),
        ("contradictions.jsonl", lambda rows: rows.__delitem__(slice(20)), "at least 120"),
        ("segments_a.jsonl", _one_label, "out of balance"),
        ("segments_b.jsonl", _one_label, "out of balance"),
        ("segments_b.jsonl", lambda rows: rows.reverse(), "the order is not that of the ids"),
        ("segments_b.jsonl", _from_the_other_set, "is in both sets"),
    ],
)
def test_a_planted_fault_is_found(name: str, spoil: Callable[[list[dict[str, Any]]], None], said: str, tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    shutil.copytree(HERE, folder)
    rows = lines(name)
    spoil(rows)
    (folder / name).write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    assert any(said in fault for fault in faults(folder))


def test_a_planted_fault_of_the_rubric_or_the_questions_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    shutil.copytree(HERE, folder)
    rubric = (folder / "rubric.yaml").read_text(encoding="utf-8")
    (folder / "rubric.yaml").write_text(rubric.replace("at_most: 3", "at_most: 4", 1), encoding="utf-8")
    asked = (folder / "questions.yaml").read_text(encoding="utf-8")
    (folder / "questions.yaml").write_text(asked.replace("part: dev", "part: test", 1), encoding="utf-8")
    found = "\n".join(faults(folder))
    assert "at_most 2 or 3" in found
    assert "not of equal size" in found


def test_a_manager_s_criterion_is_asked_of_managers_only() -> None:
    asked = table("questions.yaml")
    for question in asked["questions"]:
        assert asked["seats"][question["seat"]]["manager"] or not question["managers"]
