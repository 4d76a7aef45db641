"""The verb mark: one answer and a file of them, as text and as JSON; bad input."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from program import run

CV = "Dale Osterfeld\nSite Supervisor, Kilnworth Electrical, Derby, 2019 - present\n- Supervises 12 electricians\n"
ANSWER = (
    "I had thirty electricians on the refit, and we were late. I decided to stop the night work, because two of them had been hurt, and I "
    "told the client myself. We handed over a week late, with nobody hurt again. Since then I ask for the hours before I agree a date.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cv.txt").write_text(CV)
    (tmp_path / "answer.txt").write_text(ANSWER)
    return tmp_path


def loopready(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    places = {**os.environ, "LOOPREADY_DATA_DIR": str(folder / "data")}
    return run(*arguments, cwd=folder, env=places, input=stdin)


def test_an_answer_is_marked_as_json(folder: Path) -> None:
    done = loopready(
        "mark", "--question", "questions/mistake", "--answer", "-", "--cv", "cv.txt", "--today", "2026-11-26", "--format", "json",
        folder=folder, stdin=ANSWER.encode(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    card = json.loads(done.stdout)
    assert {"question_type", "overall", "marks", "missing", "claims", "unscored"} <= set(card)
    assert 0 <= card["overall"] <= 100 and card["unscored"] is None
    for mark in card["marks"]:
        assert {"criterion", "level", "quote", "start", "end", "why"} <= set(mark)
        assert mark["quote"] is None or ANSWER[mark["start"] : mark["end"]] == mark["quote"]
    against = [claim for claim in card["claims"] if claim["state"] == "contradicted"]
    assert ["thirty electricians" in claim["text"] for claim in against] == [True]
    assert CV[against[0]["cv"]["start"] : against[0]["cv"]["end"]] == against[0]["cv"]["quote"]


def test_an_answer_is_marked_for_people(folder: Path) -> None:
    done = loopready(
        "mark", "--question", "Tell me about a delay", "--answer", "answer.txt", "--cv", "cv.txt", "--seconds", "40", folder=folder
    )
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert said.startswith("Tell me about a delay\n")
    assert "It predicts no" in said and "Beside your CV" in said and "Which is it" in said and "a minute" in said
    assert not any(word in said.lower() for word in ("great job", "well done", "excellent", "!"))


def test_a_batch_goes_on_after_a_broken_line_and_ends_with_2(folder: Path) -> None:
    lines = [
        json.dumps({"id": "a", "question": "questions/mistake", "answer": ANSWER, "cv": "cv.txt"}),
        "{",
        json.dumps({"id": "c", "question": "questions/mistake", "answer": ANSWER, "cv": CV}),
    ]
    (folder / "batch.jsonl").write_text("\n".join(lines) + "\n")
    done = loopready("mark", "--batch", "batch.jsonl", folder=folder)
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 2
    assert [record["id"] for record in records] == ["a", None, "c"]
    assert records[1]["error"]["code"] == "no_json"
    assert {**records[0], "id": ""} == {**records[2], "id": ""}
    assert done.stderr.decode() == "loopready: batch.jsonl, line 2: is no JSON object; a line holds id, question, answer and perhaps cv\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--answer", "answer.txt"], "--question"),
        (["--question", "questions/mistakes", "--answer", "answer.txt"], "did you mean questions/mistake"),
        (["--question", "mistake", "--answer", "gone.txt"], "gone.txt: no such file"),
        (["--question", "mistake", "--answer", "-"], "standard input"),
        (["--question", "mistake", "--answer", "answer.txt", "--cv", "gone.pdf"], "gone.pdf"),
        (["--question", "mistake", "--answer", "answer.txt", "--guide", "generel"], "did you mean general"),
        (["--question", "mistake", "--answer", "answer.txt", "--prep", "abc"], "abc"),
        (["--question", "mistake", "--answer", "answer.txt", "--format", "xml"], "--format"),
        (["--question", "mistake", "--answer", "long.txt"], "3,000 words"),
        (["--batch", "batch.jsonl", "--question", "mistake"], "--batch"),
        (["--question", "mistake", "--answer", "answer.txt", "--today", "tomorrow"], "YYYY-MM-DD"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(folder: Path, arguments: list[str], says: str) -> None:
    (folder / "long.txt").write_text("word " * 20_000)
    done = loopready("mark", *arguments, folder=folder)
    line = done.stderr.decode()
    assert done.returncode == 2 and done.stdout == b"", line
    assert says in line and line.startswith("loopready: ") and line.count("\n") == 1
