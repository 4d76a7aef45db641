"""Progress and the note after a round at the terminal, over the store that the site uses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from loopready.adapters.database import Database
from loopready.adapters.database.briefs import Briefs
from loopready.app.owning import PERSONAL, database_address, opened
from loopready.cli.commands import app
from loopready.model import InputError
from practice_briefs import brief_of
from practice_rows import ACT, interview, keep, question, turn


@pytest.fixture
def id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A finished preparation in a data folder of its own, with one answer."""
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("LOOPREADY_DATABASE_URL", raising=False)
    brief = brief_of()
    with opened() as (database, owner):
        made = Briefs(database, owner, reader="test").save(brief)
    signal = brief.match.signals[0].signal
    database = Database(database_address())
    keep(database, interview("s1", turn("t1", question("questions/a", signal), overall=90), owner=PERSONAL, preparation=made))
    database.close()
    return made


def run(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def test_progress_says_what_moved(id: str) -> None:
    told = run("progress")
    assert told.exit_code == 0 and f"your answer: “{ACT}" in told.stdout and "by “Tell me of a.”" in told.stdout
    made = json.loads(run("progress", "--prep", id, "--format", "json").stdout)
    assert made["preparation"] == id and made["silent"] is False and made["answers"] == 1
    assert any(each["moved"] for each in made["signals"]) and made["habits"]
    assert isinstance(run("progress", "--prep", "gone").exception, InputError)
    assert isinstance(run("progress", "--format", "xml").exception, InputError)


def test_after_keeps_the_note_the_ticks_and_what_was_not_foreseen(id: str) -> None:
    first = run("after")
    assert first.exit_code == 0 and "nothing is told yet" in first.stdout and "questions/decision" in first.stdout
    made = run("after", "--round", "People", "--held", "2026-11-26", "--note", "asked=Why “this” team?", "--asked", "questions/decision",
               "--added", "What would you cut?", "--format", "json")  # fmt: skip
    told = json.loads(made.stdout)
    assert told["notes"][0]["texts"] == {"asked": "Why “this” team?"} and told["added"] == ["What would you cut?"]
    assert (told["here"]["hit"], told["here"]["missed"], told["here"]["recall"]) == (1, 1, 0.5) and told["machine"]["listed"] > 5
    assert "50% recall" in run("after", "--note", "told=the queue").stdout
    for wrong in (("--note", "asked"), ("--note", "wrong=x"), ("--asked", "questions/none"), ("--round", "x", "--held", "soon")):
        assert isinstance(run("after", *wrong).exception, InputError), wrong
