"""review and plan on the command line: one card after the other from standard input, the plan in three formats, what is done."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from icalendar import Calendar

from loopready.app.sample import CV, JOB
from loopready.cli import main

TODAY = ("--today", "2026-11-25")


class Ran(NamedTuple):
    """What a verb printed and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def ran(folder: Path, *args: str, given: str = "") -> Ran:
    """A verb in this process, as the command line runs it, on a data folder of its own."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("LOOPREADY_DATA_DIR", str(folder))
        patch.delenv("LOOPREADY_DATABASE_URL", raising=False)
        patch.setattr(sys, "argv", ["loopready", *args])
        patch.setattr(sys, "stdin", io.StringIO(given))
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a brief for 7 December."""
    folder = tmp_path_factory.mktemp("practising")
    (folder / "cv.txt").write_text(CV, encoding="utf-8")
    (folder / "job.txt").write_text(JOB, encoding="utf-8")
    made = ran(folder, "prep", str(folder / "cv.txt"), str(folder / "job.txt"), "--on", "2026-12-07", *TODAY, "--save", "--format", "md")
    assert made.returncode == 0, made.stderr
    return folder


def test_cards_are_asked_one_after_the_other_and_ratings_are_kept(saved: Path) -> None:
    out = ran(saved, "review", "--limit", "3", *TODAY, given="\n3\n1\n\nx\n4\n")
    assert out.returncode == 0 and out.stdout.endswith("3 cards reviewed\n"), out.stderr
    assert out.stdout.count("(Enter shows the answer; q ends)") == 3 and "Type 1, 2, 3 or 4." in out.stdout
    assert "1 again (1 min)" in out.stdout
    stats = ran(saved, "review", "--stats", *TODAY)
    assert "3 reviews" in stats.stdout and "by FSRS" in stats.stdout
    ended = ran(saved, "review", *TODAY, given="\nq\n")
    assert ended.returncode == 0 and ended.stdout.endswith("0 cards reviewed\n")
    quiet = ran(saved, "review", "--stats", "--today", "2026-12-06")
    assert "3 reviews" in quiet.stdout and "FSRS" not in quiet.stdout, "no figure on the day before"


def test_the_deck_goes_to_a_file_for_anki(saved: Path) -> None:
    file = saved / "deck.apkg"
    out = ran(saved, "review", "--anki", str(file))
    assert out.stdout == f"{file}\n" and zipfile.is_zipfile(file)


def test_the_plan_in_its_formats(saved: Path) -> None:
    text = ran(saved, "plan", *TODAY)
    assert text.stdout.startswith("# Plan: ") and "12 days to Mon 7 Dec" in text.stdout and "the last evening" in text.stdout
    made = json.loads(ran(saved, "plan", "--format", "json", *TODAY).stdout)
    assert made["schema"] == "loopready.plan/1" and [day["day"] for day in made["days"]][-1] == "2026-12-06"
    assert ran(saved, "plan", "--format", "json", *TODAY).stdout == ran(saved, "plan", "--format", "json", *TODAY).stdout
    file = saved / "plan.ics"
    assert ran(saved, "plan", "--format", "ics", "-o", str(file), *TODAY).stdout == f"{file}\n"
    assert Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    some = json.loads(ran(saved, "plan", "--minutes", "20", "--format", "json", *TODAY).stdout)
    assert some["schema"] == "loopready.session/1" and sum(act["minutes"] for act in some["acts"]) <= 20


def test_minutes_a_day_are_kept_and_what_is_done_goes(saved: Path) -> None:
    first = json.loads(ran(saved, "plan", "--minutes-a-day", "25", "--format", "json", *TODAY).stdout)
    again = json.loads(ran(saved, "plan", "--format", "json", *TODAY).stdout)
    assert first["settings"]["minutes_a_day"] == again["settings"]["minutes_a_day"] == 25
    key = next(act["act"]["key"] for day in again["days"] for act in day["acts"] if act["act"]["new"])
    done = json.loads(ran(saved, "plan", "--done", key, "--format", "json", *TODAY).stdout)
    assert key not in json.dumps(done["days"]) and [each["key"] for each in done["done"]] == [key]


def test_bad_input_is_told_in_one_line(saved: Path) -> None:
    for args, says in (
        (("plan", "--done", "nosuch"), "nothing of that key is open"),
        (("plan", "--minutes", "0"), "give 1 to 480 minutes"),
        (("plan", "--minutes-a-day", "1000"), "give 5 to 480 minutes a day"),
        (("plan", "--format", "pdf"), "md, json or ics"),
        (("plan", "--today", "soon"), "is no date"),
        (("plan", "--prep", "0000"), "no such preparation"),
        (("review", "--prep", "0000"), "no such preparation"),
    ):
        out = ran(saved, *args)
        assert out.returncode == 2 and says in out.stderr and out.stderr.count("\n") == 1, args


def test_without_a_brief_it_says_how_to_make_one(tmp_path: Path) -> None:
    for verb in ("review", "plan"):
        out = ran(tmp_path, verb)
        assert out.returncode == 2 and "loopready prep CV JOB --save" in out.stderr
