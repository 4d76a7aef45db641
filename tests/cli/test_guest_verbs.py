"""A language model at the terminal: off until it is turned on; then its second opinion, its draft and its documents, from a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from database_things import prepared
from loopready.adapters.database import Database, Stories, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.app import guests
from loopready.app.api import read_cv
from loopready.app.sample import CV
from loopready.app.service import PERSONAL
from loopready.cli.commands import app
from loopready.model import InputError
from loopready.practice.stories import drafts
from model_server import Body, ModelServer, open_model_server

ANSWER = (
    "I had thirty electricians on the refit, and we were late. I decided to stop the night work, because two of them had been hurt, and I "
    "told the client myself. Mail me at dale@kiln.example. We handed over a week late, with nobody hurt again."
)
QUOTE = "I decided to stop the night work"
SAID = "Recovery took 94 minutes because the rollback tool ran in the region that was gone."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "answer.txt").write_text(ANSWER)
    (tmp_path / "post.md").write_text(f"# What went wrong\n\n{SAID}\n")
    return tmp_path


@pytest.fixture
def server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A server that is set and turned on."""
    with open_model_server() as made:
        monkeypatch.setattr(guests, "SECONDS", 120.0)  # the client is imported within the first call; a machine may be busy
        monkeypatch.setenv("LOOPREADY_MODEL_URL", made.url)
        monkeypatch.setenv("LOOPREADY_MODEL", "small")
        monkeypatch.setenv("LOOPREADY_MODEL_ON", "1")
        made.says = said
        yield made


def said(body: Body) -> str:
    """What a well-behaved model says, by the shape that it is asked for."""
    asked: dict[str, Any] = body["response_format"]["json_schema"]["schema"]["properties"]
    if "level" in asked:
        return json.dumps({"level": 5, "quotes": [QUOTE]})
    if "checks" in asked:
        return json.dumps({"checks": []})
    if "statements" in asked:
        return json.dumps({"statements": [{"text": SAID, "quote": SAID}, {"text": "Recovery took 9 days.", "quote": SAID}]})
    return json.dumps({"parts": [{"part": "action", "sentences": ["I won an award for it."]}]})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=True)


MARK = ("mark", "--question", "questions/mistake", "--guide", "general", "--second-opinion")


def test_a_second_opinion_stands_beside_the_marks(folder: Path, server: ModelServer) -> None:
    made = run(*MARK, "--answer", str(folder / "answer.txt"), "--format", "json")
    assert made.exit_code == 0, made.output
    card = json.loads(made.stdout)
    opinion = card["second_opinion"]
    plain = json.loads(run(*MARK[:-1], "--answer", str(folder / "answer.txt"), "--format", "json").stdout)
    assert {name: value for name, value in card.items() if name != "second_opinion"} == plain, "the marks are what they were"
    assert {each["criterion"] for each in opinion["marks"]} == {each["criterion"] for each in card["marks"]}
    assert all(ANSWER[quote["start"] : quote["end"]] == quote["quote"] for each in opinion["marks"] for quote in each["quotes"])
    assert opinion["unscored"] is None, opinion["unscored"]
    assert opinion["differences"] and b"dale@kiln.example" not in server.raw and b"[EMAIL" in server.raw
    calls = len(server.bodies)
    text = run(*MARK, "--answer", str(folder / "answer.txt"))
    assert len(server.bodies) == calls, "the same answer twice costs nothing"
    assert "Second opinion by small" in text.stdout and "They do not agree on" in text.stdout and "not averaged" in text.stdout
    assert "Sends the question and your answer to small" in text.stderr


def test_without_a_model_nothing_is_asked(folder: Path) -> None:
    made = run(*MARK, "--answer", str(folder / "answer.txt"))
    assert isinstance(made.exception, InputError) and made.exception.code == "model_off"
    batch = run("mark", "--batch", str(folder / "answer.txt"), "--second-opinion")
    assert isinstance(batch.exception, InputError) and "one answer at a time" in str(batch.exception)


def filled(folder: Path) -> tuple[str, str]:
    """A data folder with a preparation and a story; their ids."""
    (folder / "data").mkdir()
    database = Database(folder / "data" / "loopready.sqlite")
    upgrade(database)
    ensure_personal(database, PERSONAL)
    cv, profile = read_cv(CV.encode())
    draft = next(each for each in drafts(profile, cv) if "“" in each.parts["action"].text)
    ids = prepared(database, owner=PERSONAL).id, Stories(database, PERSONAL).add(draft).id
    database.close()
    return ids


def test_a_document_and_a_story_at_the_terminal(folder: Path, server: ModelServer) -> None:
    preparation, story = filled(folder)
    assert "no document was given" in run("firm").output
    made = run("firm", str(folder / "post.md"), "--prep", preparation)
    assert made.exit_code == 0, made.output
    assert f"- {SAID[:40]}" in made.stdout and "1 refused" in made.stdout and "has not checked them" in made.stdout
    kept = json.loads(run("firm", "--format", "json").stdout)
    assert [each["quote"] for each in kept["statements"]] == [SAID]
    assert run("firm", "--delete", kept["id"]).exit_code == 0 and "no document was given" in run("firm").output
    drafted = run("story", "propose", story)
    assert "1 sentence said more or less than your CV" in drafted.stdout and "award" not in drafted.stdout
    assert len(server.bodies) == 2
