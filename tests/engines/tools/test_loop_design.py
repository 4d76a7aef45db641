"""The design of a loop: cover, overload, independence, and a proposal that keeps every rule."""

from __future__ import annotations

import itertools
import random

import pytest

from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.loop import work
from loopready.model.tools.loop import LoopInputs, LoopInterviewer, LoopSignal


def loop(signals: dict[str, int], *people: LoopInterviewer, assessor: bool = False) -> LoopInputs:
    rows = tuple(LoopSignal(signal=name, voices=voices) for name, voices in signals.items())
    return LoopInputs(signals=rows, interviewers=people, assessor=assessor)


def test_the_worked_example_is_read_and_mended() -> None:
    result = work(LoopInputs())
    assert {cover.signal: cover.state for cover in result.signals} == {
        "Owns an outage": "covered", "People judgement": "short", "System design": "over", "Delivery across teams": "covered",
        "Cost and customers": "uncovered",
    }  # fmt: skip
    loads = {load.interviewer: load for load in result.interviewers}
    assert loads["Hiring manager"].too_many and loads["Manager of another team"].over_limit
    assert loads["Manager of another team"].untrained == ("System design",)
    assert result.unavailable == ("Manager of another team",) and result.assessors == ("Assessor from another department",)
    assert result.proposal is not None and len(result.proposal.rounds) == 4
    assert result.hours == pytest.approx(4 * (60 + 30 + 45) / 60)


def test_the_smallest_loop_wins_then_the_fewest_changes() -> None:
    both, one, two = (
        LoopInterviewer(interviewer=name, may=may, asks=asks)
        for name, may, asks in (("Both", "A, B", ""), ("One", "A", "A"), ("Two", "B", "B"))
    )
    alone = work(loop({"A": 1, "B": 1}, one, two, both)).proposal
    assert alone is not None and alone.rounds == (("Both", ("A", "B")),), "one round is fewer than two"
    twice = work(loop({"A": 2, "B": 1}, one, two, both)).proposal
    assert twice is not None and dict(twice.rounds) == {"One": ("A",), "Both": ("A", "B")}


def test_an_assessor_of_the_hiring_team_is_not_independent() -> None:
    inside = LoopInterviewer(interviewer="Inside", may="A", asks="A", assessor=True, team=True)
    result = work(loop({"A": 1}, inside, assessor=True))
    assert result.assessors == () and result.biased_assessors == ("Inside",) and result.lacks_assessor and result.proposal is None
    outside = LoopInterviewer(interviewer="Outside", may="A", assessor=True)
    mended = work(loop({"A": 1}, inside, outside, assessor=True)).proposal
    assert mended is not None and mended.rounds == (("Outside", ("A",)),)


def test_what_nobody_can_cover_is_named() -> None:
    full = LoopInterviewer(interviewer="Full", may="A, B", week=3, limit=3)
    free = LoopInterviewer(interviewer="Free", may="A")
    result = work(loop({"A": 2, "B": 1}, full, free))
    assert result.proposal is None and dict(result.missing) == {"A": 1, "B": 1} and result.unavailable == ("Full",)


def test_any_proposal_keeps_every_rule() -> None:
    chance = random.Random(5)
    proposed = 0
    for _ in range(60):
        names = [f"S{at}" for at in range(chance.randint(1, 5))]
        signals = {name: chance.randint(1, 2) for name in names}
        people = [
            LoopInterviewer(
                interviewer=f"P{at}",
                may=", ".join(name for name in names if chance.random() < 0.6),
                asks=", ".join(name for name in names if chance.random() < 0.3),
                most=chance.randint(1, 3),
                team=chance.random() < 0.5,
                assessor=chance.random() < 0.4,
                week=chance.randint(0, 3),
            )
            for at in range(chance.randint(1, 7))
        ]
        result = work(loop(signals, *people, assessor=chance.random() < 0.5))
        assert (result.proposal is None) == bool(result.missing or result.lacks_assessor)
        if result.proposal is None:
            continue
        proposed += 1
        by_name = {row.interviewer: row for row in people}
        voices = dict.fromkeys(names, 0)
        for person, asked in result.proposal.rounds:
            row = by_name[person]
            assert 1 <= len(asked) <= row.most and row.week < row.limit
            assert set(asked) <= {part.strip() for part in row.may.split(",")}
            for name in asked:
                voices[name] += 1
        assert voices == signals
    assert proposed > 15


def by_trying(signals: dict[str, int], people: list[LoopInterviewer]) -> tuple[int, int, int] | None:
    """(rounds, changes, interviews in the week) of the best loop, found by trying every one."""
    free = [row for row in people if row.week < row.limit]
    pairs = [(at, name) for at, row in enumerate(free) for name in signals if name in row.may.split(", ")]
    best = None
    for chosen in itertools.combinations(pairs, sum(signals.values())):
        if any(sum(name == signal for _, name in chosen) != voices for signal, voices in signals.items()):
            continue
        if any(sum(at == person for at, _ in chosen) > row.most for person, row in enumerate(free)):
            continue
        used = {at for at, _ in chosen}
        changes = sum(name not in free[at].asks.split(", ") for at, name in chosen)
        found = (len(used), changes, sum(free[at].week for at in used))
        best = found if best is None or found < best else best
    return best


def test_no_smaller_or_nearer_loop_is_missed() -> None:
    chance = random.Random(8)
    for _ in range(80):
        names = [f"S{at}" for at in range(chance.randint(1, 3))]
        signals = {name: chance.randint(1, 2) for name in names}
        people = [
            LoopInterviewer(
                interviewer=f"P{at}",
                may=", ".join(name for name in names if chance.random() < 0.7),
                asks=", ".join(name for name in names if chance.random() < 0.4),
                most=chance.randint(1, 2),
                week=chance.randint(0, 3),
            )
            for at in range(chance.randint(1, 5))
        ]
        result, best = work(loop(signals, *people)), by_trying(signals, people)
        if best is None:
            assert result.proposal is None
            continue
        assert result.proposal is not None
        weeks = {row.interviewer: row.week for row in people}
        rounds = result.proposal.rounds
        assert (len(rounds), len(result.proposal.added), sum(weeks[person] for person, _ in rounds)) == best


def test_faults_name_the_cell_and_the_nearest_signal() -> None:
    people = (LoopInterviewer(interviewer="A", may="Owns an outtage", most=9), LoopInterviewer(interviewer="a", asks="Nothing like it"))
    with pytest.raises(FaultyInputsError) as found:
        work(loop({"Owns an outage": 0}, *people))
    says = dict(found.value.faults)
    assert says["interviewers.0.may"] == '"Owns an outtage" is no signal; did you mean "Owns an outage"?'
    assert says["interviewers.1.asks"] == '"Nothing like it" is no signal; add it to the signals'
    assert {"signals.0.voices", "interviewers.0.most", "interviewers.1.interviewer"} <= says.keys()
    with pytest.raises(FaultyInputsError, match="give from 1 to 12 rows"):
        work(LoopInputs(signals=(), interviewers=()))
