"""Ways to play an incident without a person: doing nothing, by panic, and by the scenario's worked course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loopready.engines.simulation import Played, begun, made, waited
from loopready.model import InputError, Move
from loopready.model.incident import BookMove
from loopready.practice.incident.state import State
from loopready.practice.incident.world import STEADY, Incident

Style = Literal["nothing", "panic", "book"]


@dataclass(frozen=True, slots=True)
class _Due:
    """A move of a written course, and when it is next due; None while what it waits for has not come."""

    move: BookMove
    at: int | None = None


def play_out(world: Incident, style: Style, *, seed: int) -> Played[State]:
    """A whole course in a style, to its end."""
    return follow(world, () if style == "nothing" else world.scenario.book if style == "book" else panic(world), seed=seed)


def follow(world: Incident, course: tuple[BookMove, ...], *, seed: int) -> Played[State]:
    """A written course: each move so many minutes after the first sign, after recovery, or after the end. What is refused is left out."""
    scenario = world.scenario
    played = begun(world, item=scenario.id, seed=seed, revision=scenario.revision)
    due = [_Due(move) for move in course]
    recovered: int | None = None
    ended: int | None = None
    while not played.over:
        state = played.state
        if recovered is None and state.sign is not None and state.tally.steady >= STEADY:
            recovered = state.at
        ended = ended if ended is not None else state.ended
        since = {"": state.sign, "recovered": recovered, "ended": ended}
        past = {"": False, "recovered": recovered is not None, "ended": state.ended is not None}
        for index, each in enumerate(due):
            anchor = since[each.move.once]
            if each.at is None and anchor is not None:
                due[index] = _Due(each.move, anchor + each.move.after)
            at = due[index].at
            if at is None or at > played.now or past[each.move.until] or played.over:
                continue
            played = _attempt(world, played, each.move)
            due[index] = _Due(each.move, at + each.move.every if each.move.every else scenario.ends + 1)
        played = waited(world, played, 1)
    return played


def panic(world: Incident) -> tuple[BookMove, ...]:
    """What fear does, whatever the scenario: late, alone, at the keyboard, all at once, with promises and blame."""
    scenario = world.scenario
    hit = set(scenario.trouble.cells)
    first = next(region.id for region in scenario.regions if hit & set(region.cells))
    other = next(region.id for region in scenario.regions if region.id != first)
    voice = next(each.id for each in scenario.staff if "hands" in each.can)
    return (
        BookMove(after=4, move="ask_cause", options={"who": voice}),
        BookMove(after=9, move="roll_back", options={"change": scenario.changes[0].id}),
        BookMove(after=10, move="take_keyboard"),
        BookMove(after=24, move="drain_region", options={"region": first, "to": other}),
        BookMove(after=26, move="declare", options={"severity": "sev2"}),
        BookMove(after=27, move="name_commander", options={"who": "me"}),
        BookMove(after=32, move="emergency_change", options={"fix": scenario.fixes[0].id}),
        BookMove(after=40, move="status_page", options={"tone": "promise", "next": "none"}),
        BookMove(after=44, move="update_executives", options={"say": "cause"}),
        BookMove(after=50, move="override_commander"),
        BookMove(after=52, move="call_customers", options={"who": "all", "say": "credits"}),
        BookMove(after=66, move="roll_back", options={"change": scenario.changes[1].id}),
        BookMove(after=80, move="decide_credits", options={"say": "all"}),
        BookMove(after=95, move="status_page", options={"tone": "blame", "next": "none"}),
        BookMove(after=110, move="take_keyboard"),
        BookMove(once="recovered", after=0, move="end_incident"),
        BookMove(
            once="ended", after=5, move="write_postmortem",
            options={"account": "person", "actions": scenario.actions[-1].id, "dated": "none", "share": "inside"},
        ),
    )  # fmt: skip


def _attempt(world: Incident, played: Played[State], move: BookMove) -> Played[State]:
    try:
        return made(world, played, Move(at=played.now, name=move.move, options=dict(move.options), text=move.text))
    except InputError:
        return played
