"""One minute of the service: traffic meets capacity, faults and retries, and some of it fails.

The formulas, for a cell: attempts = fresh requests x (1 + retries x what failed the minute before); load = attempts / capacity. Up to a
load of 1 all are served; above it a cell serves less than it could (it spends itself on requests that end in time-outs): capacity x
max(0.35, 1 - (load - 1) / 2). Independent causes of failure multiply: failed = 1 - (1 - overload)(1 - fault)(1 - passing)(1 - writes).
Why: that is enough for the known ways down: a storm of retries keeps itself alive after its trigger is gone, and a healthy region that
takes over more than it carries goes down too.
"""

from __future__ import annotations

from dataclasses import replace

from loopready.engines.simulation import bell
from loopready.practice.incident.plant import Plant
from loopready.practice.incident.state import Grid

_FLOOR = 0.35
_FALL = 0.5
_NOISE = 0.02
_CALM_RETRIES = 0.05


def fresh_grid(plant: Plant) -> Grid:
    """The service before anything happened."""
    cells, regions = len(plant.region_of), len(plant.cells_of)
    return Grid(
        wrong=(0.0,) * cells,
        failed=(0.0,) * cells,
        routes=tuple(tuple(1.0 if a == b else 0.0 for b in range(regions)) for a in range(regions)),
        added=(1.0,) * regions,
        error=(0.0,) * regions,
        load=(0.0,) * regions,
        demand=(0.0,) * regions,
    )


def minute(plant: Plant, grid: Grid, at: int, seed: int) -> Grid:
    """The service one minute on, with no regard to work or people."""
    grid = _trouble(plant, grid, at, seed)
    demand = tuple(_demand(plant, grid, region, at, seed) for region in range(len(plant.cells_of)))
    arriving = [sum(demand[a] * grid.routes[a][b] for a in range(len(demand))) for b in range(len(demand))]
    failed, load, error = list(grid.failed), [], []
    shed, strength = shed_share(plant, grid), _strength(plant, grid)
    for region, cells in enumerate(plant.cells_of):
        open_cells = [cell for cell in cells if cell not in grid.isolated]
        if not open_cells:
            load.append(0.0)
            error.append(1.0 if arriving[region] > 0 else 0.0)
            for cell in cells:
                failed[cell] = 0.0
            continue
        attempts = carried = lost = fresh = 0.0
        for cell in open_cells:
            tried, room, bad = _cell(plant, grid, cell, arriving[region] / len(open_cells), strength, shed, at)
            own = arriving[region] / len(open_cells)
            attempts, carried, fresh, lost = attempts + tried, carried + room, fresh + own, lost + own * bad
            failed[cell] = (failed[cell] + bad) / 2
        for cell in cells:
            if cell in grid.isolated:
                failed[cell] = 0.0
        load.append(attempts / carried)
        error.append(lost / fresh if fresh > 0 else 0.0)
    refused = _refused(plant, grid)
    total = sum(demand)
    went = sum(demand[a] * grid.routes[a][b] * error[b] for a in range(len(demand)) for b in range(len(demand)))
    service = refused + (1 - refused) * (went / total if total > 0 else 0.0)
    return replace(
        grid,
        failed=tuple(failed),
        demand=demand,
        load=tuple(load),
        error=tuple(error),
        service=service,
        damaged=_damaged(plant, grid),
        passing=tuple(each for each in grid.passing if each.until > at),
    )


def seen_by(plant: Plant, grid: Grid, customer: int) -> tuple[float, float]:
    """What a customer gets: the share of its requests that fails, and the share of wrong data among what it reads."""
    scenario = plant.scenario
    tier = scenario.customers[customer].tier
    lost = wrong = 0.0
    for cell, weight in plant.lives[customer]:
        region = plant.region_of[cell]
        away = grid.routes[region][region] < 1
        if away:
            lost += weight * sum(share * grid.error[to] for to, share in enumerate(grid.routes[region]))
        elif cell in grid.isolated:
            lost += weight * grid.error[region]
        else:
            lost += weight * grid.failed[cell]
        wrong += weight * grid.wrong[cell]
    refused = {"free": 1.0 if grid.shed in ("free", "half") else 0.0}.get(tier, 0.5 if grid.shed == "half" else 0.0)
    return min(1.0, refused + (1 - refused) * lost), min(1.0, wrong)


def shed_share(plant: Plant, grid: Grid) -> float:
    """The share of all traffic that is refused before it costs anything."""
    background = plant.scenario.service.background
    if grid.shed == "background":
        return background
    if grid.shed == "free":
        return background + (1 - background) * plant.free
    return background + (1 - background) * (plant.free + (1 - plant.free) / 2) if grid.shed == "half" else 0.0


def _refused(plant: Plant, grid: Grid) -> float:
    """Of the traffic under the promise, the share refused; background work is outside the promise."""
    if grid.shed == "free":
        return plant.free
    return plant.free + (1 - plant.free) / 2 if grid.shed == "half" else 0.0


def _demand(plant: Plant, grid: Grid, region: int, at: int, seed: int) -> float:
    base = plant.scenario.service.peak * plant.scenario.regions[region].share * plant.hour_factor(region, at)
    return base * (1 - shed_share(plant, grid)) * max(0.5, 1 + _NOISE * bell(seed, "traffic", region, at))


def _strength(plant: Plant, grid: Grid) -> float:
    """How strongly the trouble bites, from 0 to 1."""
    return grid.left * min(1.0, grid.progress / plant.scenario.trouble.ramp) if grid.begun is not None else 0.0


def _cell(plant: Plant, grid: Grid, cell: int, fresh: float, strength: float, shed: float, at: int) -> tuple[float, float, float]:
    """Attempts at a cell, what it can carry, and the share of its requests that fails."""
    scenario, trouble = plant.scenario, plant.scenario.trouble
    region = plant.region_of[cell]
    bites = strength if cell in grid.hit else 0.0
    retries = _CALM_RETRIES if grid.retries_off else scenario.service.retries
    tried = fresh * (1 + (trouble.hot - 1) * bites) * (1 + retries * grid.failed[cell])
    room = scenario.regions[region].capacity / len(plant.cells_of[region]) * grid.added[region] * (1 - (1 - trouble.capacity) * bites)
    load = tried / room
    overload = 0.0 if load <= 1 else 1 - max(_FLOOR, 1 - _FALL * (load - 1)) / load
    fault = trouble.fails * bites * (1 - trouble.by_retries * grid.retries_off) * (1 - trouble.by_load * shed)
    passing = max((each.fails for each in grid.passing if cell in each.cells and each.until > at), default=0.0)
    stopped = scenario.service.writes if grid.writes_off else 0.0
    return tried, room, 1 - (1 - overload) * (1 - fault) * (1 - passing) * (1 - stopped)


def _trouble(plant: Plant, grid: Grid, at: int, seed: int) -> Grid:
    """The trouble one minute on: it begins, grows, spreads by its waves, damages data, heals."""
    trouble = plant.scenario.trouble
    if grid.begun is None:
        if at < plant.begins(seed):
            return grid
        return replace(grid, begun=at, hit=frozenset(plant.indices(trouble.cells)), progress=1.0)
    since = at - grid.begun
    if trouble.heals is not None and since >= trouble.heals:
        return replace(grid, left=0.0, stopped=True)
    hit, waves = grid.hit, grid.waves
    if not grid.stopped and grid.left > 0:
        while waves < len(trouble.waves) and since >= trouble.waves[waves].after:
            if not any(move in grid.done for move in trouble.waves[waves].held_by):
                hit |= frozenset(plant.indices(trouble.waves[waves].cells))
            waves += 1
    grown = 0.0 if grid.stopped else 1 - (trouble.frozen_slows if grid.frozen else 0.0)
    wrong = grid.wrong
    if trouble.wrong and not grid.stopped and not grid.writes_off and grid.left > 0:
        rate = trouble.wrong * grid.left * grown
        wrong = tuple(w + rate * (1 - w) if cell in hit and cell not in grid.isolated else w for cell, w in enumerate(wrong))
    return replace(grid, hit=hit, waves=waves, progress=grid.progress + grown, wrong=wrong)


def _damaged(plant: Plant, grid: Grid) -> float:
    """The share of wrong data over the service, by the regions' traffic."""
    return sum(
        region.share * sum(grid.wrong[cell] for cell in plant.cells_of[index]) / len(region.cells)
        for index, region in enumerate(plant.scenario.regions)
    )
