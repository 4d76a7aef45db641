"""The tools on hiring and people at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from loopready.cli.commands import app
from loopready.model import InputError

IDS = ("hiring", "loop", "debrief", "underperformer", "calibration", "onboarding")


def run(*words: str) -> str:
    answer = CliRunner().invoke(app, ["tool", *words])
    if answer.exception is not None:
        raise answer.exception
    return answer.stdout


@pytest.mark.parametrize("id", IDS)
def test_each_tool_works_its_example_as_text_and_markdown(id: str) -> None:
    assert len(run(id)) > 1500 and run(id, "--format", "md").startswith("# ")


def test_the_days_of_a_plan_are_written_as_a_calendar_file(tmp_path: Path) -> None:
    out = tmp_path / "plan.ics"
    assert run("underperformer", "--set", "days_off=2026-12-24, 2026-12-25", "--format", "ics", "-o", str(out)).strip() == str(out)
    titles = {str(event["summary"]) for event in Calendar.from_ical(out.read_bytes()).walk("VEVENT")}
    assert "1:1" in titles and "Private: day 45" in titles
    with pytest.raises(InputError, match="no days in this"):
        run("loop", "--format", "ics")


def test_figures_are_read_as_people_type_them() -> None:
    told = json.loads(run("hiring", "--set", "hires=two", "--set", "sure=90%", "--set", "sources.0.entered=1.2k", "--format", "json"))
    assert "For 2 seats with 90% certainty" in told["lead"][1] and "of 1388" in told["lead"][0]


def test_a_manager_plans_their_own_ninety_days() -> None:
    assert run("onboarding", "--set", "who=manager", "--format", "md").startswith("# Your first ninety days as the team's manager")


def test_all_faults_are_told_in_one_line() -> None:
    with pytest.raises(InputError, match=r"sources\.0\.loop: 99 reached this.*by: must come after"):
        run("hiring", "--set", "sources.0.loop=99", "--set", "by=2026-01-01")
    with pytest.raises(InputError, match="did you mean"):
        run("loop", "--set", "interviewers.0.may=Owns an outige")
