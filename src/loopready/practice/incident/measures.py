"""Measures: how long an order takes with these people, and what it does to the service when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from loopready.engines.simulation import draw
from loopready.model import Event, Move
from loopready.model.incident import Remedy
from loopready.practice.incident.moves import chosen, target, title_of
from loopready.practice.incident.plant import Plant
from loopready.practice.incident.state import Crew, Grid, Passing, State, Work

_MINUTES = {
    "stop_change": 2, "isolate_cell": 5, "drain_region": 6, "return_traffic": 4, "roll_back": 12, "shed_load": 3, "stop_shedding": 2,
    "disable_retries": 5, "stop_writes": 3, "resume_writes": 3, "restore_backup": 80, "emergency_change": 18, "add_capacity": 25,
}  # fmt: skip
_STEPS = 20
_NO_COMMANDER = 1.5
_NO_HANDS = 1.5
_NO_BRIEF = 1.6
_BRIEF_LASTS = 30
_CROSSED = 0.3
_LONG_DAY = 420
_TIRED_OVER = 240
_THIRD = 4 / 3


def tiredness(plant: Plant, crew: Crew, at: int) -> float:
    """How tired those at work are, from 0 to 1: it begins seven hours after they began and is complete four hours later."""
    if crew.handed is not None:
        awake = float(at - crew.handed)
    else:
        there = [
            each.awake
            for each in plant.scenario.staff
            if each.id not in crew.resting and ("hands" in each.can or each.id == crew.commander)
        ]
        awake = at + (sum(there) / len(there) if there else 0.0)
    return min(1.0, max(0.0, (awake - _LONG_DAY) / _TIRED_OVER))


def order(plant: Plant, state: State, move: Move, seed: int) -> tuple[State, Event]:
    """Work is begun; it ends later, in ``finish``."""
    crew, grid = state.crew, state.grid
    remedy = remedy_of(plant, move.name, target(move))
    tired = tiredness(plant, crew, state.at)
    hands = sum("hands" in each.can and each.id not in crew.resting for each in plant.scenario.staff) - (crew.looking_until > state.at)
    minutes = float(remedy.minutes if remedy and remedy.minutes else _MINUTES[move.name])
    if move.name == "return_traffic" and move.options.get("pace") == "steps":
        minutes = _STEPS
    minutes *= 1.0 if crew.commander else _NO_COMMANDER
    minutes *= 1.0 if len(grid.works) < max(1, hands) else _NO_HANDS
    minutes *= _NO_BRIEF if not crew.briefed and crew.handed is not None and state.at < crew.handed + _BRIEF_LASTS else 1.0
    minutes *= (1 + 0.6 * tired) * (0.9 + 0.3 * draw(seed, "work", move.name, target(move), state.at))
    crossed = (not crew.commander and bool(grid.works)) or tired > 0.5
    botched = crossed and draw(seed, "crossed", move.name, state.at) < _CROSSED
    work = Work(
        move.name, target(move), state.at, state.at + max(1, round(minutes)), move.options.get("to", move.options.get("pace", "")), botched
    )
    event = Event(
        at=state.at, kind="order", by="you", text=f"{chosen(plant.forms, move)}. Expected by minute {work.ends}.", data={"ends": work.ends}
    )
    return replace(state, grid=replace(grid, works=(*grid.works, work))), event


def finish(plant: Plant, grid: Grid, work: Work, at: int) -> tuple[Grid, list[Event]]:
    """What work that has ended does: its mechanics, and what the scenario says of it beyond them."""
    name = title_of(work.move) + (f" ({_name(plant, work)})" if work.choice else "")
    if work.botched:
        says = "Two orders crossed, or somebody was too tired: it did not take. Give it again if it is still wanted."
        return grid, [Event(at=at, kind="failed", by="responders", text=f"{name}: {says}", data={"move": work.move})]
    before = grid
    grid = _MECHANICS.get(work.move, _as_it_is)(plant, grid, work, at)
    grid = replace(grid, done=grid.done | {work.move, f"{work.move}:{work.choice}"})
    remedy = remedy_of(plant, work.move, work.choice)
    says = remedy.says if remedy else _PLAIN.get(work.move, "It is done, and the graphs look the same.")
    if remedy is not None:
        if all(need in grid.done for need in remedy.needs):
            grid = _cured(plant, grid, remedy)
        else:
            says = "It ran, and the graphs look as before: something that had to come first was missing."
        if remedy.harm is not None:
            passing = Passing(at + remedy.harm.minutes, remedy.harm.fails, plant.indices(remedy.harm.cells))
            grid = replace(grid, passing=(*grid.passing, passing))
    event = Event(at=at, kind="done", by="responders", text=f"{name}: done. {says}", data={"move": work.move, "changed": grid != before})
    return grid, [event]


def remedy_of(plant: Plant, move: str, choice: str) -> Remedy | None:
    """What the scenario says of a measure: the entry for this choice, else the one for any."""
    found = [each for each in plant.scenario.remedies if each.move == move and each.choice in (choice, "")]
    return max(found, key=lambda each: bool(each.choice), default=None)


def _cured(plant: Plant, grid: Grid, remedy: Remedy) -> Grid:
    """What a measure does beyond its mechanics. One that carries the trouble on carries damaged data as damaged as it is."""
    hit, wrong = grid.hit, tuple(share * (1 - remedy.restores) for share in grid.wrong)
    if remedy.spreads and grid.begun is not None:
        to = plant.indices(remedy.spreads)
        hit |= frozenset(to)
        worst = max(wrong)
        wrong = tuple(max(share, worst) if cell in to else share for cell, share in enumerate(wrong))
    left, stopped = grid.left * (1 - remedy.cures), grid.stopped or remedy.stops
    return replace(grid, left=left, stopped=stopped, hit=hit, wrong=wrong)


def _name(plant: Plant, work: Work) -> str:
    for field in plant.forms[work.move].fields:
        for value, title in field.choices:
            if value == work.choice:
                return title
    return work.choice


def _as_it_is(plant: Plant, grid: Grid, work: Work, at: int) -> Grid:
    return grid


def _isolate(plant: Plant, grid: Grid, work: Work, at: int) -> Grid:
    return replace(grid, isolated=grid.isolated | {plant.cell[work.choice]})


def _drain(plant: Plant, grid: Grid, work: Work, at: int) -> Grid:
    """Routes a region's traffic away, to one region, or over the others by the room they have left now."""
    source, count = plant.region[work.choice], len(plant.cells_of)
    in_service = [index for index in range(count) if index != source and grid.routes[index][index] == 1]
    if work.extra in plant.region:
        share = {plant.region[work.extra]: 1.0}
    else:
        rooms = {index: plant.scenario.regions[index].capacity * grid.added[index] - grid.demand[index] for index in in_service}
        room = {index: max(0.05 * plant.scenario.regions[index].capacity, each) for index, each in rooms.items()}
        share = {index: each / sum(room.values()) for index, each in room.items()}
    row = tuple(share.get(index, 0.0) for index in range(count))
    routes = [row if index == source else own for index, own in enumerate(grid.routes)]
    for index, own in enumerate(routes):  # whoever sent traffic to the drained region now sends it where that region's own goes
        if index != source and own[source] > 0:
            moved = [a + own[source] * b for a, b in zip(own, row, strict=True)]
            moved[source] = 0.0
            routes[index] = tuple(each / sum(moved) for each in moved)
    return replace(grid, routes=tuple(routes))


def _return(plant: Plant, grid: Grid, work: Work, at: int) -> Grid:
    region, count = plant.region[work.choice], len(plant.cells_of)
    row = tuple(1.0 if index == region else 0.0 for index in range(count))
    grid = replace(grid, routes=tuple(row if index == region else own for index, own in enumerate(grid.routes)))
    if work.extra == "once":
        grid = replace(grid, passing=(*grid.passing, Passing(at + 8, 0.3, plant.cells_of[region])))
    return grid


def _add(plant: Plant, grid: Grid, work: Work, at: int) -> Grid:
    region = plant.region[work.choice]
    return replace(grid, added=tuple(each * _THIRD if index == region else each for index, each in enumerate(grid.added)))


_MECHANICS: dict[str, Callable[[Plant, Grid, Work, int], Grid]] = {
    "isolate_cell": _isolate,
    "drain_region": _drain,
    "return_traffic": _return,
    "add_capacity": _add,
    "stop_change": lambda plant, grid, work, at: replace(grid, frozen=True),
    "shed_load": lambda plant, grid, work, at: replace(grid, shed=work.choice),
    "stop_shedding": lambda plant, grid, work, at: replace(grid, shed=""),
    "disable_retries": lambda plant, grid, work, at: replace(grid, retries_off=True),
    "stop_writes": lambda plant, grid, work, at: replace(grid, writes_off=True),
    "resume_writes": lambda plant, grid, work, at: replace(grid, writes_off=False),
}
_PLAIN = {
    "stop_change": "Nothing is deployed or restarted anywhere until you say so.",
    "isolate_cell": "The cell takes no traffic; its customers are on the other cells of the region.",
    "drain_region": "Its traffic goes elsewhere. Watch what it does to the load there.",
    "return_traffic": "Its traffic is back.",
    "roll_back": "It is rolled back, and the graphs look the same.",
    "shed_load": "The rest has more room.",
    "stop_shedding": "All requests are taken again.",
    "disable_retries": "Attempts are down to what people ask for.",
    "stop_writes": "The service only reads.",
    "resume_writes": "The service writes again.",
    "restore_backup": "The data is as it was then.",
    "emergency_change": "It is made, and the graphs look the same.",
    "add_capacity": "The region carries a third more.",
}
