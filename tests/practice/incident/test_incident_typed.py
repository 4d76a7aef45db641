"""Moves as they are typed, and files of them."""

from __future__ import annotations

import pytest

from loopready.library.scenarios import load_scenarios
from loopready.model import InputError
from loopready.practice.incident.moves import chosen, forms
from loopready.practice.incident.typed import move_of, script, wait_of

FORMS = forms(load_scenarios()["thursday"])


@pytest.mark.parametrize(
    ("line", "name", "options"),
    [
        ("declare sev1", "declare", {"severity": "sev1"}),
        ("1 sev2", "declare", {"severity": "sev2"}),
        ("drain_region us-1 spread", "drain_region", {"region": "us-1", "to": "spread"}),
        ("drain to=ap-1 region=us-1", "drain_region", {"region": "us-1", "to": "ap-1"}),
        ("roll_back pol", "roll_back", {"change": "policy-118"}),
        ("stop-change", "stop_change", {}),
        ("write_postmortem system stage,refuse both inside | Words, and more.", "write_postmortem",
         {"account": "system", "actions": "stage-config,refuse-empty", "dated": "both", "share": "inside"}),
    ],
)  # fmt: skip
def test_a_line_is_a_move(line: str, name: str, options: dict[str, str]) -> None:
    move = move_of(line, FORMS, at=4)
    assert (move.at, move.name, move.options) == (4, name, options)
    assert move.text == ("Words, and more." if "|" in line else "")
    assert chosen(FORMS, move)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "is no move"),
        ("99 x", "is no move"),
        ("name", "may be"),
        ("declare", "needs severity"),
        ("declare sev1 now", "does not take"),
        ("declare loud", "none of sev1"),
        ("roll_back", "needs change"),
        ("declare volume=11", "does not take"),
    ],
)
def test_a_line_that_is_none_says_what_to_type(line: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        move_of(line, FORMS, at=0)


def test_waiting_is_read_apart() -> None:
    assert [wait_of(line) for line in ("wait", "wait 5", "WAIT 15 min", "declare", "waiting 5")] == [1, 5, 15, None, None]
    for line in ("wait 0", "wait 121"):
        with pytest.raises(InputError, match="1 to 120"):
            wait_of(line)


def test_a_file_of_moves() -> None:
    moves = script("# the first ten minutes\n\n9: declare sev1\n10 stop_change\n", FORMS)
    assert [(move.at, move.name) for move in moves] == [(9, "declare"), (10, "stop_change")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("declare sev1", "line 1: begin with the minute"),
        ("5: declare sev1\n4: stop_change", "line 2: minute 4 stands after minute 5"),
        ("5: sing", "line 1: “sing” is no move"),
    ],
)
def test_a_file_with_a_fault_names_the_line(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        script(text, FORMS)
