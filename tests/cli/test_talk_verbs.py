"""The conversation and the design talk at the terminal, from a file and typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loopready.cli.commands import app
from loopready.model import InputError


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("LOOPREADY_DATABASE_URL", raising=False)


def ran(*args: str, typed: str | None = None) -> str:
    answer = CliRunner().invoke(app, list(args), input=typed, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_conversation_from_a_file_and_one_typed(tmp_path: Path) -> None:
    file = tmp_path / "moves.txt"
    file.write_text(
        "# by the records first\nsee_pages\nfly\nsay: How do your nights look in a pager week?\nto_end\nask_open\n", encoding="utf-8"
    )
    said = ran("converse", "--case", "joost", "--seed", "3", "--moves", str(file), "--format", "md")
    assert "noted:" in said and "I am up at one" in said and "What was hidden" in said
    again = ran("converse", "--case", "joost", "--seed", "3", "--moves", str(file), "--format", "md")
    assert again == said
    typed = ran("converse", "--case", "teo", "--seed", "1", typed="1\n/notes\nHow does work reach you?\n99\n\n/leave\n")
    assert "Week 1 of 13" in typed and "It reaches me when it is late already" in typed and "--resume" in typed
    told = ran("converse", "--resume", "--moves", str(file), "--format", "json")
    assert json.JSONDecoder().raw_decode(told[told.index("{\n") :])[0]["title"].startswith("Debrief")
    assert "ask_open" in ran("converse", "--list")


def test_a_design_talk_from_a_file_and_one_typed(tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    file.write_text(
        "How many changes a day are there, and who makes them?\n---\nA risky change goes to one cell, then one region, so few see it. "
        "It rolls back automatically when the owner's health metrics are worse. Machines start from the last good copy on disk.\n",
        encoding="utf-8",
    )
    said = ran("design", "config_rollout", "--answer", str(file))
    assert "Six hundred changes a day" in said and "The checklist" in said
    typed = ran("design", "metering", typed="How late do events come?\n\nEach event has a key.\n/leave\n")
    assert "one in ten thousand" in typed and "--resume" in typed
    assert "Debrief" in ran("design", "--resume", typed="/end\n")
    assert "data_api" in ran("design", "--list")


def test_bad_input_is_one_clear_line(tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty.txt", tmp_path / "binary.txt"
    empty.write_text("\n\n", encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00\x01")
    for args in (
        ["converse", "--case", "nobody"], ["converse", "--moves", str(tmp_path / "none.txt")], ["converse", "--moves", str(empty)],
        ["converse", "--moves", str(binary)], ["converse", "--resume"], ["converse", "--format", "pdf"],
        ["design", "nothing"], ["design", "--resume"], ["design", "metering", "--answer", str(empty)],
    ):  # fmt: skip
        with pytest.raises(InputError):
            CliRunner().invoke(app, args, catch_exceptions=False)
