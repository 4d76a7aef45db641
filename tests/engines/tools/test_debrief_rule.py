"""The debrief's rule: evidence by signal, votes never added up, and what would change the outcome."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest

from loopready.engines.tools.debrief import work
from loopready.engines.tools.faults import FaultyInputsError
from loopready.model.tools.debrief import DebriefInputs, DebriefNote, DebriefResult, DebriefSignal, Vote

WORDS = "Stopped every deploy in minute six and told the customer"


def debrief(*notes: tuple[str, Vote, str] | tuple[str, Vote, str, str], signals: tuple[str, ...] = ("A*", "B")) -> DebriefResult:
    rows = tuple(DebriefSignal(signal=name.rstrip("*"), decides=name.endswith("*")) for name in signals)
    made = tuple(
        DebriefNote.model_validate(
            {"interviewer": f"I{at}", "signal": note[0], "vote": note[1], "evidence": note[2], "written": (*note, "before")[3]}
        )
        for at, note in enumerate(notes)
    )
    return work(DebriefInputs(signals=rows, notes=made))


def test_evidence_decides_and_not_the_count_of_votes() -> None:
    result = debrief(("B", "strong yes", WORDS), ("B", "strong yes", WORDS), ("B", "yes", WORDS), ("A", "no", WORDS))
    assert result.outcome == "no hire" and result.because == ("A",) and (result.yes_votes, result.no_votes) == (3, 1)


def test_a_strong_vote_weighs_no_more_than_its_evidence() -> None:
    for yes, no in itertools.product(("yes", "strong yes"), ("no", "strong no")):
        assert debrief(("A", yes, WORDS), ("A", no, WORDS)).outcome == "talk"


@pytest.mark.parametrize(
    ("notes", "state", "outcome"),
    [
        ((), "not asked", "not ready"),
        ((("A", "none", WORDS),), "not asked", "not ready"),
        ((("A", "yes", "great communicator"),), "without evidence", "not ready"),
        ((("A", "yes", WORDS, "after"),), "written late", "not ready"),
        ((("A", "yes", WORDS),), "shown", "hire"),
        ((("A", "no", WORDS),), "doubted", "no hire"),
        ((("A", "yes", WORDS), ("A", "no", WORDS)), "contested", "talk"),
        ((("A", "yes", WORDS), ("A", "no", WORDS, "after")), "shown", "hire"),
        ((("A", "yes", WORDS), ("A", "no", "no")), "shown", "hire"),
    ],
)
def test_the_state_of_a_signal_and_what_follows(notes: tuple[tuple[str, Vote, str], ...], state: str, outcome: str) -> None:
    result = debrief(*notes)
    assert (result.signals[0].state, result.outcome) == (state, outcome)


def test_what_does_not_decide_never_stops_a_hire() -> None:
    for vote in get_args(Vote):
        assert debrief(("A", "yes", WORDS), ("B", vote, WORDS)).outcome == "hire"


def test_turns_are_the_changes_that_change_the_outcome() -> None:
    result = debrief(("A", "yes", WORDS), ("A", "no", WORDS), ("B", "yes", WORDS))
    assert {(turn.signal, turn.state, turn.outcome) for turn in result.turns} == {("A", "shown", "hire"), ("A", "doubted", "no hire")}
    two = debrief(signals=("A*", "B*"))
    assert {(turn.signal, turn.state) for turn in two.turns} == {("A", "doubted"), ("B", "doubted")}, "one alone is no hire"


def test_late_notes_are_listed() -> None:
    assert debrief(("A", "yes", WORDS), ("B", "yes", WORDS, "after"), ("A", "none", "", "after")).late == (("I1", "B"),)


def test_faults_come_at_once() -> None:
    with pytest.raises(FaultyInputsError) as found:
        debrief(("C", "yes", WORDS), signals=("A", "a"))
    assert {field for field, _ in found.value.faults} == {"signals.1.signal", "signals", "notes.0.signal"}
    note = DebriefNote(interviewer="X", signal="A", vote="yes")
    with pytest.raises(FaultyInputsError, match="put them into one"):
        work(DebriefInputs(signals=(DebriefSignal(signal="A", decides=True),), notes=(note, note)))
