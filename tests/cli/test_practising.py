"""review and plan on the command line: one card after the other from standard input, the plan in three formats, what is done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from icalendar import Calendar

from loopready.app.sample import CV, JOB

TODAY = ("--today", "2026-11-25")


def run(folder: Path, *args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LOOPREADY_DATA_DIR": str(folder)}
    env.pop("LOOPREADY_DATABASE_URL", None)
    return subprocess.run([sys.executable, "-m", "loopready", *args], check=False, env=env, capture_output=True, text=True, input=given)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a brief for 7 December."""
    folder = tmp_path_factory.mktemp("practising")
    (folder / "cv.txt").write_text(CV, encoding="utf-8")
    (folder / "job.txt").write_text(JOB, encoding="utf-8")
    made = run(folder, "prep", str(folder / "cv.txt"), str(folder / "job.txt"), "--on", "2026-12-07", *TODAY, "--save", "--format", "md")
    assert made.returncode == 0, made.stderr
    return folder


def test_cards_are_asked_one_after_the_other_and_ratings_are_kept(saved: Path) -> None:
    out = run(saved, "review", "--limit", "3", *TODAY, given="\n3\n1\n\nx\n4\n")
    assert out.returncode == 0 and out.stdout.endswith("3 cards reviewed\n"), out.stderr
    assert out.stdout.count("(Enter shows the answer; q ends)") == 3 and "Type 1, 2, 3 or 4." in out.stdout
    assert "1 again (1 min)" in out.stdout
    stats = run(saved, "review", "--stats", *TODAY)
    assert "3 reviews" in stats.stdout and "by FSRS" in stats.stdout
    ended = run(saved, "review", *TODAY, given="\nq\n")
    assert ended.returncode == 0 and ended.stdout.endswith("0 cards reviewed\n")
    quiet = run(saved, "review", "--stats", "--today", "2026-12-06")
    assert "3 reviews" in quiet.stdout and "FSRS" not in quiet.stdout, "no figure on the day before"


def test_the_deck_goes_to_a_file_for_anki(saved: Path) -> None:
    file = saved / "deck.apkg"
    out = run(saved, "review", "--anki", str(file))
    assert out.stdout == f"{file}\n" and zipfile.is_zipfile(file)


def test_the_plan_in_its_formats(saved: Path) -> None:
    text = run(saved, "plan", *TODAY)
    assert text.stdout.startswith("# Plan: ") and "12 days to Mon 7 Dec" in text.stdout and "the last evening" in text.stdout
    made = json.loads(run(saved, "plan", "--format", "json", *TODAY).stdout)
    assert made["schema"] == "loopready.plan/1" and [day["day"] for day in made["days"]][-1] == "2026-12-06"
    assert run(saved, "plan", "--format", "json", *TODAY).stdout == run(saved, "plan", "--format", "json", *TODAY).stdout
    file = saved / "plan.ics"
    assert run(saved, "plan", "--format", "ics", "-o", str(file), *TODAY).stdout == f"{file}\n"
    assert Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    some = json.loads(run(saved, "plan", "--minutes", "20", "--format", "json", *TODAY).stdout)
    assert some["schema"] == "loopready.session/1" and sum(act["minutes"] for act in some["acts"]) <= 20


def test_minutes_a_day_are_kept_and_what_is_done_goes(saved: Path) -> None:
    first = json.loads(run(saved, "plan", "--minutes-a-day", "25", "--format", "json", *TODAY).stdout)
    again = json.loads(run(saved, "plan", "--format", "json", *TODAY).stdout)
    assert first["settings"]["minutes_a_day"] == again["settings"]["minutes_a_day"] == 25
    key = next(act["act"]["key"] for day in again["days"] for act in day["acts"] if act["act"]["new"])
    done = json.loads(run(saved, "plan", "--done", key, "--format", "json", *TODAY).stdout)
    assert key not in json.dumps(done["days"]) and [each["key"] for each in done["done"]] == [key]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("plan", "--done", "nosuch"), "nothing of that key is open"),
        (("plan", "--minutes", "0"), "give 1 to 480 minutes"),
        (("plan", "--minutes-a-day", "1000"), "give 5 to 480 minutes a day"),
        (("plan", "--format", "pdf"), "md, json or ics"),
        (("plan", "--today", "soon"), "is no date"),
        (("plan", "--prep", "0000"), "no such preparation"),
        (("review", "--prep", "0000"), "no such preparation"),
    ],
)
def test_bad_input_is_told_in_one_line(saved: Path, args: tuple[str, ...], says: str) -> None:
    out = run(saved, *args)
    assert out.returncode == 2 and says in out.stderr and out.stderr.count("\n") == 1


def test_without_a_brief_it_says_how_to_make_one(tmp_path: Path) -> None:
    for verb in ("review", "plan"):
        out = run(tmp_path, verb)
        assert out.returncode == 2 and "loopready prep CV JOB --save" in out.stderr
