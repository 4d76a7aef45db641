"""The situation as the person sees it: measured, with the instruments' error, and without what nobody has found out."""

from __future__ import annotations

from dataclasses import dataclass

from loopready.engines.simulation import Played
from loopready.model import Event
from loopready.practice.incident.asking import role_of, shown_error
from loopready.practice.incident.moves import ME, title_of
from loopready.practice.incident.state import State
from loopready.practice.incident.world import Incident

WINDOW = 60
_STEP = 0.05


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region: failing requests (0 to 1) as measured, load against capacity, where its traffic goes, and the last hour's errors."""

    name: str
    error: float
    load: float
    says: str
    past: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell: how it does, in a word and as a level from 0 (well) to 3."""

    name: str
    region: str
    says: str
    level: int


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer, with its mood from 0 to 100 and what that means."""

    name: str
    tier: str
    mood: float
    says: str


@dataclass(frozen=True, slots=True)
class Board:
    """What is on the wall at a minute."""

    minute: int
    clock: str
    regions: tuple[RegionRow, ...]
    cells: tuple[CellRow, ...]
    customers: tuple[CustomerRow, ...]
    severity: str
    roles: tuple[tuple[str, str], ...]
    works: tuple[tuple[str, int], ...]
    settings: tuple[str, ...]
    status: str
    budget: float
    events: tuple[Event, ...]
    ended: bool
    over: bool
    sign: bool


def board(world: Incident, played: Played[State]) -> Board:
    """The board of a course where it stands."""
    state, scenario = played.state, world.scenario
    hour = (scenario.hour * 60 + state.at) % 1440
    allowed = (100 - scenario.service.target) / 100 * 43_200
    return Board(
        minute=state.at,
        clock=f"{hour // 60:02d}:{hour % 60:02d} UTC",
        regions=tuple(_region(world, played, index) for index in range(len(scenario.regions))),
        cells=tuple(_cell(world, state, index) for index in range(len(scenario.cells))),
        customers=tuple(
            CustomerRow(each.name, each.tier, mood, _mood(mood)) for each, mood in zip(scenario.customers, state.told.mood, strict=True)
        ),
        severity=state.crew.severity.upper().replace("SEV", "SEV-"),
        roles=_roles(world, state),
        works=tuple((title_of(work.move) + (f": {work.choice}" if work.choice else ""), work.ends) for work in state.grid.works),
        settings=_settings(world, state),
        status=_status(state),
        budget=scenario.service.spent + 100 * state.tally.bad / allowed,
        events=tuple(event for event in reversed(played.events) if not event.hidden),
        ended=state.ended is not None,
        over=played.over,
        sign=state.sign is not None,
    )


def _region(world: Incident, played: Played[State], index: int) -> RegionRow:
    state, seed = played.state, played.course.seed
    past = tuple(shown_error(world.plant, each, index, seed) for each in played.states[-WINDOW:])
    routes, regions = state.grid.routes[index], world.scenario.regions
    if routes[index] == 1:
        says = "serving"
    else:
        says = "drained to " + ", ".join(regions[to].name for to, share in enumerate(routes) if share > 0.01)
    return RegionRow(regions[index].name, past[-1], state.grid.load[index], says, past)


def _cell(world: Incident, state: State, index: int) -> CellRow:
    plant = world.plant
    region = plant.region_of[index]
    name = world.scenario.cells[index]
    if index in state.grid.isolated:
        return CellRow(name, world.scenario.regions[region].name, "isolated", 0)
    if state.grid.routes[region][region] < 1 and not any(row[region] > 0 for row in state.grid.routes):
        return CellRow(name, world.scenario.regions[region].name, "no traffic", 0)
    failing = round(state.grid.failed[index] / _STEP) * _STEP
    level = 0 if failing < 0.02 else 1 if failing < 0.2 else 2 if failing < 0.5 else 3
    return CellRow(name, world.scenario.regions[region].name, f"about {failing:.0%} fail" if level else "well", level)


def _mood(mood: float) -> str:
    for least, says in ((60, "calm"), (40, "uneasy"), (20, "angry"), (0, "leaving")):
        if mood >= least:
            return says
    return "leaving"


def _roles(world: Incident, state: State) -> tuple[tuple[str, str], ...]:
    crew = state.crew
    named = (("Commander", crew.commander), ("Updates", crew.comms), ("Customers", crew.customers))
    return tuple((duty, "you" if who == ME else role_of(world.plant, who) if who else "nobody") for duty, who in named)


def _settings(world: Incident, state: State) -> tuple[str, ...]:
    grid = state.grid
    said = [
        (grid.frozen, "all change is stopped"),
        (grid.retries_off, "retries are off"),
        (grid.writes_off, "writes are stopped"),
        (bool(grid.shed), _SHED.get(grid.shed, "")),
        (bool(grid.isolated), "isolated: " + ", ".join(world.scenario.cells[each] for each in sorted(grid.isolated))),
    ]  # fmt: skip
    return tuple(text for holds, text in said if holds)


def _status(state: State) -> str:
    told = state.told
    if told.status is None:
        return "nothing published"
    promised = f"next promised for minute {told.promised}" if told.promised is not None else "no next one promised"
    late = ", which has passed" if told.promised is not None and state.at > told.promised and state.ended is None else ""
    return f"last update in minute {told.status}, {promised}{late}"


_SHED = {"background": "background work is refused", "free": "background and free tier are refused", "half": "half of all is refused"}
