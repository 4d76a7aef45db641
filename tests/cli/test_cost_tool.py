"""The cost, on-call and roadmap tools at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from focus_files import bill_of
from loopready.cli.commands import app
from loopready.model import InputError


def told(*words: str) -> dict[str, str]:
    answer = CliRunner().invoke(app, ["tool", *words, "--format", "json"])
    if answer.exception is not None:
        raise answer.exception
    return {figure["label"]: figure["value"] for figure in json.loads(answer.stdout)["figures"]}


def test_the_invented_bill_and_a_month_of_it() -> None:
    assert told("cost")["Cost"] == "$8.00M"
    assert told("cost", "--set", "month=2026-03")["Cost"] == "$7.38M"


def test_a_bill_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "bill.csv"
    file.write_text(bill_of({"Tags": '{"owner": "a"}'}, {"EffectiveCost": "1.5"}), encoding="utf-8")
    figures = told("cost", "--input", str(file), "--set", "team_key=owner")
    assert figures["Cost"] == "$10.00" and figures["Usage without a team"] == "15.0%"


def test_a_hostile_file_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "bill.csv"
    file.write_text(bill_of({"BilledCost": "=1+1"}, {"ChargePeriodEnd": "1999-01-01"}), encoding="utf-8")
    with pytest.raises(InputError, match=r"row 2: BilledCost is '=1\+1'.*row 3: ChargePeriodEnd") as caught:
        told("cost", "--input", str(file))
    assert "\n" not in str(caught.value)


def test_the_other_two_take_changes() -> None:
    assert told("oncall")["People in the rota"] == "7 of 8"
    assert told("oncall", "--set", "posts=1")["Time on call, each"] == "14.3%"
    assert told("roadmap", "--set", "attained=99.98")["Downtime now"] == "8.64 min a month"


def test_the_invented_bill_is_written_and_opened_again_it_gives_the_same_figures(tmp_path: Path) -> None:
    file = tmp_path / "bill.csv"
    done = CliRunner().invoke(app, ["tool", "cost", "--example-file", "-o", str(file)])
    assert done.exit_code == 0 and file.read_text(encoding="utf-8").startswith("BillingAccountId,")
    assert told("cost", "--input", str(file), "--set", "month=all") == told("cost", "--set", "month=all")
    assert told("cost", "--input", str(file)) == told("cost")
    with pytest.raises(InputError, match="no file"):
        told("sla", "--example-file")
