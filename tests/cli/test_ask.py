"""The mock interview at the terminal: asked, kept line by line, left by Ctrl-C or a kill, and gone on with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from loopready.adapters.database import Database, Interviews
from loopready.model import Interview
from program import run_text

LINES = ("We had 31 pages a night on one queue.", "I gave it to the storage team for one engineer.", "Pages fell from 31 to 12 in a month.")


def env_of(folder: Path) -> dict[str, str]:
    env = {**os.environ, "LOOPREADY_DATA_DIR": str(folder)}
    env.pop("LOOPREADY_DATABASE_URL", None)
    return env


def run(folder: Path, *args: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return run_text("ask", *args, env=env_of(folder), input=typed)


def kept(folder: Path) -> list[Interview]:
    database = Database(folder / "loopready.sqlite")
    try:
        return Interviews(database, "me").all()
    finally:
        database.close()


def begun(folder: Path, *args: str) -> subprocess.Popen[str]:
    """An interview under way, whose input stays open."""
    return subprocess.Popen(
        [sys.executable, "-m", "loopready", "ask", *args], env=env_of(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def until(held: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not held():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)


def test_from_standard_input_to_the_debrief(tmp_path: Path) -> None:
    made = run(tmp_path, "--guide", "general", "--round", "panel", typed="\n".join([*LINES, "", "/end", ""]))
    assert made.returncode == 0, made.stderr
    assert "Question 1 of" in made.stdout and "What it tests" in made.stdout and "Debrief:" in made.stdout
    assert "What would have changed it:" in made.stdout
    (held,) = kept(tmp_path)
    assert held.ended is not None and held.turns[0].answer == "\n".join(LINES) and held.turns[0].state == "answered"


def test_live_shows_no_help_and_marks_at_the_end(tmp_path: Path) -> None:
    made = run(tmp_path, "--guide", "general", "--question", "weakness", "--live", typed="\n".join([*LINES, "", "/end", ""]))
    assert made.returncode == 0 and "What it tests" not in made.stdout and "minutes" in made.stderr
    assert made.stdout.index("Debrief:") > made.stdout.index("Question 1 of 1")


def test_input_that_ends_early_keeps_the_session_and_says_how_to_go_on(tmp_path: Path) -> None:
    made = run(tmp_path, "--guide", "general", "--round", "panel", typed="")
    assert made.returncode == 0 and "loopready ask --resume" in made.stderr
    again = run(tmp_path, "--resume", typed="/skip\n/end\n")
    assert again.returncode == 0 and "Question 1 of" in again.stdout and "Question 2 of" in again.stdout
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_what_was_entered_survives_ctrl_c_and_a_kill(tmp_path: Path, sign: signal.Signals) -> None:
    process = begun(tmp_path, "--guide", "general", "--round", "panel")
    assert process.stdin is not None and process.stdout is not None
    while "Question 1 of" not in process.stdout.readline():
        assert process.poll() is None
    process.stdin.write("\n".join(LINES[:2]) + "\n")
    process.stdin.flush()
    until(lambda: kept(tmp_path)[0].turns[0].answer == "\n".join(LINES[:2]))
    process.send_signal(sign)
    _, said = process.communicate(timeout=30)
    if sign == signal.SIGINT:
        assert process.returncode == 130 and "What you entered is kept. Go on with: loopready ask --resume" in said
    again = run(tmp_path, "--resume", typed=f"{LINES[2]}\n\n/end\n")
    assert again.returncode == 0, again.stderr
    assert f"So far:\n{LINES[0]}" in again.stdout
    assert kept(tmp_path)[0].turns[0].answer == "\n".join(LINES)


def test_an_empty_answer_is_asked_for_again(tmp_path: Path) -> None:
    made = run(tmp_path, "--guide", "general", "--question", "weakness", typed="\n/end\n")
    assert made.returncode == 0 and "Nothing is written yet." in made.stderr


def test_the_list_names_rounds_roles_and_questions(tmp_path: Path) -> None:
    made = run(tmp_path, "--guide", "technology_software/cloud_hyperscale/engineering_management", "--list")
    assert made.returncode == 0
    for word in ("people ", "assessor", "hiring manager", "questions/weakness", "worked at, not talked through"):
        assert word in made.stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "nothing is prepared yet"),
        (("--resume",), "no session is under way"),
        (("--guide", "no/such"), "no guide of that path"),
        (("--guide", "general", "--round", "no_such"), "this loop has no such round"),
        (("--guide", "general", "--question", "no_such"), "no such question"),
        (("--guide", "general", "--who", "astronaut"), "asks nothing in this loop"),
        (("--guide", "general", "--loop", "--round", "panel"), "choose one of --round, --question and --loop"),
        (("--guide", "general", "--prep", "x"), "choose one of --prep and --guide"),
        (("--prep", "0000"), "there is no such preparation"),
    ],
)
def test_what_can_not_be_is_told_in_one_line(tmp_path: Path, args: tuple[str, ...], says: str) -> None:
    made = run(tmp_path, *args)
    assert made.returncode == 2, made.stderr
    assert says in made.stderr and made.stderr.count("\n") == 1
