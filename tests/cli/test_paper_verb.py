"""The verb paper: listed, shown, checked; bad input."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loopready.app.papers import find
from loopready.cli.commands import app
from loopready.model import InputError


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path / "data"))


def run(*arguments: str, stdin: str = "") -> str:
    done = CliRunner().invoke(app, ["paper", *arguments], input=stdin, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_papers_are_listed_and_shown() -> None:
    assert len(run("--list").splitlines()) == 8
    assert {json.loads(line)["id"] for line in run("--list", "--format", "json").splitlines()} >= {"rfc", "credit_note"}
    shown = run("postmortem")
    assert "What must be there" in shown and "What changes: At least three changes" in " ".join(shown.split()) and "[fact:" not in shown
    assert "invented firm" in run("rfc", "--example") and "____" in run("rfc", "--skeleton")
    assert "finds" not in json.loads(run("rfc", "--format", "json"))


def test_a_draft_is_checked(tmp_path: Path) -> None:
    weak = find("status_page").weak
    (tmp_path / "draft.md").write_text(weak, encoding="utf-8")
    text = run("status_page", "--check", str(tmp_path / "draft.md"))
    assert "[not found] When they hear next" in text and "[hurts] A guessed cause" in text and "It foretells no reader" in text
    mark = json.loads(run("status_page", "--check", "-", "--format", "json", stdin=weak))
    assert mark["score"] == 0 and all(weak[span["start"] : span["end"]] == span["quote"] for span in mark["harms"][0]["spans"])
    assert "## When they hear next: not found" in run("status_page", "--check", "-", "--format", "md", stdin=weak)
    assert "Not marked" in run("status_page", "--check", "-", stdin="All well.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name a paper"),
        (("novel",), "no such paper"),
        (("rfc", "--format", "xml"), "text, json or md"),
        (("rfc", "--example", "--skeleton"), "give one of"),
        (("rfc", "--check", "no-such-file.md"), "no such file"),
    ],
)
def test_bad_input_gets_one_line(arguments: tuple[str, ...], says: str) -> None:
    with pytest.raises(InputError, match=says):
        CliRunner().invoke(app, ["paper", *arguments], catch_exceptions=False)


def test_a_file_that_is_no_text_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "draft.docx").write_bytes(b"PK\x03\x04\xff\xfe\x00binary")
    with pytest.raises(InputError, match=r"save the draft as \.txt or \.md"):
        CliRunner().invoke(app, ["paper", "rfc", "--check", str(tmp_path / "draft.docx")], catch_exceptions=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
