"""The drill verb: printing forms, answers from a file, and a run question by question from standard input."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from loopready.cli import main

DRILL = "two_offers"


class Ran(NamedTuple):
    """What the verb printed and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def ran(folder: Path, *args: str, given: str = "") -> Ran:
    """The verb in this process, as the command line runs it, on a data folder of its own."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("LOOPREADY_DATA_DIR", str(folder))
        patch.delenv("LOOPREADY_DATABASE_URL", raising=False)
        patch.setattr(sys, "argv", ["loopready", "drill", *args])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8"))
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    return Ran(code, out.getvalue(), err.getvalue())


def test_it_is_printed_as_before(tmp_path: Path) -> None:
    assert "general:two_offers\tTwo offers on one measure (20 min)\n" in ran(tmp_path, "--list").stdout
    text = ran(tmp_path, DRILL, "--seed", "4").stdout
    assert text.startswith("Two offers on one measure\n\nOffer A pays") and "1. How many hours" in text and "Two journeys" not in text
    assert "Two journeys" in ran(tmp_path, DRILL, "--seed", "4", "--solution").stdout
    made = json.loads(ran(tmp_path, DRILL, "--seed", "4", "--format", "json").stdout)
    assert made["drill"] == "two_offers" and made["seed"] == 4
    assert ran(tmp_path, "--next").stdout.strip()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "name a drill"), ((DRILL, "--next"), "name a drill"), (("nothing",), "no drill of that id"),
        ((DRILL, "--format", "yaml"), "text or json"), ((DRILL, "--ask", "--level", "7"), "level from 1 to 5"),
        ((DRILL, "--answers", "missing.json"), "missing.json"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_in_one_line(tmp_path: Path, args: tuple[str, ...], says: str) -> None:
    found = ran(tmp_path, *args)
    assert found.returncode == 2 and says in found.stderr and found.stderr.count("\n") == 1


def test_answers_of_a_file_are_marked(tmp_path: Path) -> None:
    made = json.loads(ran(tmp_path, DRILL, "--seed", "4", "--format", "json").stdout)
    commute, real_a, *_ = (question["answer"] for question in made["questions"])
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"commute": commute / 2, "real_a": f"about {real_a:.2f}", "ask_for": "More money, and two days at home."}))
    found = json.loads(ran(tmp_path, DRILL, "--seed", "4", "--answers", str(file), "--format", "json").stdout)
    assert [(mark["question"], mark["state"], mark["mistake"]) for mark in found["marks"][:2]] == [
        ("commute", "wrong", "one_way"), ("real_a", "right", None),
    ]  # fmt: skip
    assert found["scorecards"]["ask_for"]["question_type"] == "drill" and 0 < found["score"] < 100
    text = ran(tmp_path, DRILL, "--seed", "4", "--answers", "-", given=json.dumps({"commute": commute})).stdout
    assert "Right: " in text and "Score: 100 of 100" in text


@pytest.mark.parametrize("given", ["", "no json", "[1]", '{"commute": true}', '{"commute": {"a": 1}}', '{"none": "1"}'])
def test_answers_that_are_none(tmp_path: Path, given: str) -> None:
    found = ran(tmp_path, DRILL, "--answers", "-", given=given)
    assert found.returncode == 2 and found.stderr.count("\n") == 1


def test_a_run_from_standard_input_is_kept_and_goes_on(tmp_path: Path) -> None:
    first = ran(tmp_path, DRILL, "--ask", given="/hint\nno idea\n\n").stdout
    assert "Hint: " in first and "No number is found" in first and "Nothing is written" in first.replace("nothing", "Nothing")
    assert "What you answered is kept" in first
    words = "I would like to come to you. I have another offer and answer by Friday.\nIs a day at home possible?\n\n"
    rest = ran(tmp_path, DRILL, "--ask", given=f"3\n/step\n/step\n/step\n{words}").stdout
    assert "Hint: " in rest, "the hint that was opened stands"
    assert rest.count("The step: ") == 4
    assert "Score: " in rest and "0 of 5 answered right" in rest
    again = ran(tmp_path, DRILL, "--ask", given="/end\n").stdout
    assert "Level 1" in again and "Score: 0 of 100" in again
