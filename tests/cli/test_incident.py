"""The verb `incident`: listed, played by a file, lived through line by line, taken up again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loopready.cli.commands import app
from loopready.model import InputError
from secrets_of_play import TELLING, scenario, told_of

RUN = CliRunner()


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path / "data"))


def test_incidents_are_listed() -> None:
    lines = RUN.invoke(app, ["incident", "--list"]).stdout.splitlines()
    assert (
        len(lines) == 6
        and "6\tTwo regions fail within minutes" in lines
        and all(told_of(scenario(id), " ".join(lines)) == [] for id in TELLING)
    )


def test_a_file_of_moves_gives_a_debrief(tmp_path: Path) -> None:
    file = tmp_path / "moves.txt"
    file.write_text("12: declare sev1\n13: stop_change\n14: roll_back policy-118\n", encoding="utf-8")
    arguments = ["incident", "thursday", "--seed", "1", "--moves", str(file), "--format", "json"]
    first, second = (RUN.invoke(app, arguments) for _ in range(2))
    assert first.exit_code == 0 and first.stdout == second.stdout
    assert json.loads(first.stdout)["title"] == "Debrief: Two regions fail within minutes"


def test_lines_are_moves_and_it_is_kept() -> None:
    done = RUN.invoke(app, ["incident", "thursday", "--seed", "4"], input="look\nwait 12\ndeclare sev1\nsing\nnext\nleave\n")
    assert done.exit_code == 0, done.output
    assert "is no move" in done.stdout and "An incident is declared, SEV-1." in done.stdout and "--resume" in done.stdout
    resumed = RUN.invoke(app, ["incident", "--resume"], input="moves\ngive up\n")
    assert "An incident is declared, SEV-1." in resumed.stdout and "roll_back" in resumed.stdout
    assert "By the written criteria" in resumed.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["incident"], "name an incident"),
        (["incident", "no-such"], "no such incident"),
        (["incident", "--resume"], "none|no incident is under way"),
        (["incident", "thursday", "--format", "docx"], "name it with -o"),
        (["incident", "thursday", "--format", "pdf"], "text, md, json or docx"),
        (["incident", "thursday", "--moves", "/no/such/file"], "can not be read"),
    ],
)
def test_what_is_missing_is_said(arguments: list[str], says: str) -> None:
    done = RUN.invoke(app, arguments)
    assert isinstance(done.exception, InputError)
    with pytest.raises(InputError, match=says):
        raise done.exception


def test_nothing_printed_before_the_end_tells_the_cause() -> None:
    done = RUN.invoke(app, ["incident", "saturday", "--seed", "4"], input="moves\nlook\nemergency_change x\nwait 30\nleave\n")
    assert "is none of restart" in done.stdout and told_of(scenario("saturday"), done.stdout) == []
