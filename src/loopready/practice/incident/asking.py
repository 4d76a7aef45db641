"""What people can tell: the state of things with the error of the instruments, what they know, and what they wrongly believe."""

from __future__ import annotations

from dataclasses import replace

from loopready.engines.simulation import bell, draw
from loopready.model import Event, Move
from loopready.practice.incident.grid import seen_by
from loopready.practice.incident.moves import title_of
from loopready.practice.incident.plant import Plant
from loopready.practice.incident.state import State

_ERROR_OF_DASHBOARD = 0.06
_EAGER = 12
_LOOKING = 12
_BELIEVED = 0.75
_GONE = 0.2
REPORTS_EVERY = 15


def shown_error(plant: Plant, state: State, region: int, seed: int) -> float:
    """The error rate as the dashboard has it: some per cent beside the truth, and never below 0 or above 1."""
    true = state.grid.error[region]
    return min(1.0, max(0.0, true * (1 + _ERROR_OF_DASHBOARD * bell(seed, "dashboard", region, state.at))))


def condition(plant: Plant, state: State, move: Move, seed: int) -> tuple[State, list[Event]]:
    """Condition, actions, needs from somebody; and one thing more that they know, or think they know."""
    who = move.options["who"]
    state, clue = _next_clue(plant, state, who, seed, early=0)
    return state, [
        Event(at=state.at, kind="report", by=role_of(plant, who), text=_report(plant, state, seed) + (f" {clue}" if clue else ""))
    ]


def cause(plant: Plant, state: State, move: Move, seed: int) -> tuple[State, list[Event]]:
    """Somebody looks for the cause; they find what they can, and are away from the work for it."""
    who = move.options["who"]
    state, clue = _next_clue(plant, state, who, seed, early=_EAGER)
    crew = replace(state.crew, looking_until=state.at + _LOOKING)
    text = clue or "I do not know yet. I am looking at graphs instead of bringing it back."
    return replace(state, crew=crew), [Event(at=state.at, kind="report", by=role_of(plant, who), text=text)]


def impact(plant: Plant, state: State, move: Move, seed: int) -> tuple[State, list[Event]]:
    """Customers with what they lose now and have lost so far."""
    rows = []
    for index, customer in enumerate(plant.scenario.customers):
        lost, wrong = seen_by(plant, state.grid, index)
        parts = [f"{lost:.0%} of requests fail"] + ([f"{wrong:.1%} of what it reads is wrong"] if wrong > 0.001 else [])
        rows.append(f"{customer.name}: {', '.join(parts)}, {state.tally.customers[index]:.1f} minutes down so far")
    text = "; ".join(rows) + "."
    return replace(state, told=replace(state.told, impact=state.at)), [
        Event(at=state.at, kind="report", by="the customer lead" if state.crew.customers else "support", text=text)
    ]


def capacity(plant: Plant, state: State, move: Move, seed: int) -> tuple[State, list[Event]]:
    """Load against capacity by region, and what a drain of each would do to the others."""
    rooms = [region.capacity * state.grid.added[index] for index, region in enumerate(plant.scenario.regions)]
    lines = []
    for index, region in enumerate(plant.scenario.regions):
        arriving = sum(state.grid.demand[a] * state.grid.routes[a][index] for a in range(len(rooms)))
        lines.append(f"{region.name} is asked for {arriving / rooms[index]:.0%} of what it can carry")
    whole = sum(state.grid.demand)
    for index, region in enumerate(plant.scenario.regions):
        others = sum(rooms) - rooms[index]
        lines.append(f"without {region.name} the others together would stand at {whole / others:.0%}")
    return replace(state, told=replace(state.told, capacity=state.at)), [
        Event(at=state.at, kind="report", by="the SRE on call", text="; ".join(lines) + ". Retries come on top.")
    ]


def escalate(plant: Plant, state: State, move: Move, seed: int) -> tuple[State, list[Event]]:
    """Another team is paged and joins some minutes later."""
    team = move.options["team"]
    joins = state.at + 5 + int(draw(seed, "joins", team) * 8)
    crew = replace(state.crew, joined=(*state.crew.joined, (team, joins)))
    title = next(each.title for each in plant.scenario.teams if each.id == team)
    return replace(state, crew=crew), [Event(at=state.at, kind="order", by="you", text=f"{title} is paged.")]


def arrivals(plant: Plant, state: State, seed: int) -> tuple[State, list[Event]]:
    """Teams that join in this minute, and what they bring; the commander's report, every quarter of an hour."""
    events = []
    for team, joins in state.crew.joined:
        if joins == state.at:
            title = next(each.title for each in plant.scenario.teams if each.id == team)
            grid = replace(state.grid, done=state.grid.done | {"escalate", f"escalate:{team}"})
            state, clue = _next_clue(plant, replace(state, grid=grid), team, seed, early=_EAGER)
            events.append(
                Event(
                    at=state.at,
                    kind="report",
                    by=title,
                    text=f"We are here. {clue or 'On our side it looks normal; tell us what you need.'}",
                )
            )
    crew = state.crew
    since = state.at - (crew.declared or 0)
    if crew.commander and state.ended is None and crew.declared is not None and since > 0 and since % REPORTS_EVERY == 0:
        state, clue = _next_clue(plant, state, crew.commander, seed, early=0)
        if not clue:
            for each in plant.scenario.staff:
                if "hands" in each.can and not clue and each.id not in crew.resting:
                    state, clue = _next_clue(plant, state, each.id, seed, early=0)
        events.append(Event(at=state.at, kind="report", by="commander", text=_report(plant, state, seed) + (f" {clue}" if clue else "")))
    return state, events


def role_of(plant: Plant, id: str) -> str:
    """What somebody is called."""
    return next((each.role for each in plant.scenario.staff if each.id == id), "you")


def _next_clue(plant: Plant, state: State, by: str, seed: int, *, early: int) -> tuple[State, str]:
    """The first thing that somebody knows by now and has not told. A quarter of the wrong ideas do not come up in a course."""
    if state.grid.begun is None:
        return state, ""
    since = state.at - state.grid.begun + early
    for index, clue in enumerate(plant.scenario.clues):
        if clue.by != by or clue.after > since or index in state.crew.heard:
            continue
        if not clue.right and (state.grid.left < _GONE or draw(seed, "believed", index) > _BELIEVED):
            continue
        return replace(state, crew=replace(state.crew, heard=state.crew.heard | {index})), clue.text
    return state, ""


def _report(plant: Plant, state: State, seed: int) -> str:
    regions = plant.scenario.regions
    errors = ", ".join(f"{region.name} {shown_error(plant, state, index, seed):.1%}" for index, region in enumerate(regions))
    works = ", ".join(f"{title_of(work.move).lower()} (until minute {work.ends})" for work in state.grid.works)
    hot = [regions[index].name for index, load in enumerate(state.grid.load) if load > 1]
    if not state.crew.commander:
        needs = "one person who decides"
    elif hot:
        needs = f"less load on {', '.join(hot)}"
    elif not works and state.grid.service > 0.02:
        needs = "a decision on what to try"
    else:
        needs = "nothing now"
    return f"Condition: failing requests: {errors}. Actions: {works or 'none under way'}. Needs: {needs}."
