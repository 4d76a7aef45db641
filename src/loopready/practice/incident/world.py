"""The world of an incident: the rules that ``engines.simulation`` plays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from loopready.engines.simulation import draw, stream
from loopready.model import Event, Move
from loopready.model.incident import Scenario
from loopready.practice.incident import asking, measures, telling
from loopready.practice.incident.grid import fresh_grid, minute, seen_by
from loopready.practice.incident.moves import ME, MITIGATIONS, fault
from loopready.practice.incident.plant import plant_of
from loopready.practice.incident.state import Crew, State, Tally, Told

STEADY = 10
"""Minutes without failures worth naming after which a service counts as steady."""
_ALARM = 0.02
_FALSE_ALARMS = 3
_LATEST_FALSE = 240
_AFTER_END = frozenset(
    {
        "update_executives",
        "call_customers",
        "brief_accounts",
        "decide_credits",
        "status_page",
        "rest_people",
        "hand_over",
        "ask_impact",
        "write_postmortem",
    }
)


class Incident:
    """The rules of one scenario's world. A tick is a minute."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.plant = plant_of(scenario)

    def begin(self, seed: int) -> tuple[State, Sequence[Event]]:
        """The hour before: everything works."""
        plant = self.plant
        grid = replace(fresh_grid(plant), done=frozenset())
        people = len(self.scenario.customers)
        tally = Tally(regions=(0.0,) * len(self.scenario.regions), customers=(0.0,) * people)
        state = State(0, minute(plant, grid, 0, seed), Crew(), Told(mood=telling.first_mood(plant)), tally)
        return state, (Event(at=0, kind="situation", by="", text=self.scenario.summary),)

    def tick(self, state: State, at: int, seed: int) -> tuple[State, Sequence[Event]]:
        """A minute: the service, work that ends, people who join, signs, moods, the tally."""
        plant, events = self.plant, list[Event]()
        before = state
        state = replace(state, at=at, grid=minute(plant, state.grid, at, seed))
        if any(work.ends <= at for work in state.grid.works):
            state, done = self._finished(state, at)
            events += done
        state, told = asking.arrivals(plant, state, seed)
        events += told
        state, signs = self._signs(before, state, seed)
        events += signs
        seen = tuple(seen_by(plant, state.grid, index) for index in range(len(self.scenario.customers)))
        feelings, tickets = telling.feel(plant, state, seen, seed)
        events += tickets
        state = replace(state, told=feelings, tally=_counted(state, seen))
        state, ended = self._ends(state)
        return state, events + ended

    def move(self, state: State, move: Move, seed: int) -> tuple[State, Sequence[Event]]:
        """A move of the person's."""
        if move.name in MITIGATIONS:
            state, event = measures.order(self.plant, state, move, seed)
            return state, (event,)
        if move.name in _PLAIN:
            return _PLAIN[move.name](self, state, move)
        return _SEEDED[move.name](self.plant, state, move, seed)

    def refused(self, state: State, move: Move) -> str | None:
        """Why a move can not be made."""
        if (wrong := fault(self.plant.forms, move)) is not None:
            return wrong
        if state.crew.away_until > state.at:
            return f"you are at the keyboard until minute {state.crew.away_until}; wait"
        if state.ended is not None and move.name not in _AFTER_END:
            return "the incident is ended; what is left is to tell, to rest, to decide on credits, and the postmortem"
        refusal = _REFUSALS.get(move.name)
        return refusal(self, state, move) if refusal else None

    def is_over(self, state: State) -> bool:
        """The postmortem is written, or somebody else has taken over for good."""
        return state.over

    def _finished(self, state: State, at: int) -> tuple[State, list[Event]]:
        grid, events = state.grid, list[Event]()
        for work in grid.works:
            if work.ends <= at:
                grid, told = measures.finish(self.plant, grid, work, at)
                events += told
        return replace(state, grid=replace(grid, works=tuple(work for work in grid.works if work.ends > at))), events

    def _signs(self, before: State, state: State, seed: int) -> tuple[State, list[Event]]:
        """Alarms of the monitoring, some of them false, and the scenario's own signs."""
        at, events = state.at, list[Event]()
        for index, region in enumerate(self.scenario.regions):
            now, then = state.grid.error[index], before.grid.error[index]
            if now >= _ALARM > then:
                shown = asking.shown_error(self.plant, state, index, seed)
                text = f"Error budget of {self.scenario.service.name} burns in {region.name}: {shown:.1%} of requests fail."
                events.append(Event(at=at, kind="alarm", by="monitoring", text=text, data={"region": region.id}))
            elif then >= _ALARM > now:
                events.append(
                    Event(
                        at=at,
                        kind="calm",
                        by="monitoring",
                        text=f"{region.name} is back under {_ALARM:.0%} failing requests.",
                        data={"region": region.id},
                    )
                )
        begins = self.plant.begins(seed)
        for index, signal in enumerate(self.scenario.signals):
            if begins + signal.after == at:
                events.append(
                    Event(at=at, kind=signal.kind, by=signal.by, text=signal.text, data={"false": signal.unrelated, "signal": index})
                )
        if at in _false_alarms(seed):
            text = _FALSE[int(draw(seed, "false alarm", at) * len(_FALSE))]
            events.append(Event(at=at, kind="alarm", by="monitoring", text=text, data={"false": True}))
        true = any(each.kind in ("alarm", "ticket", "message") and not each.data.get("false") for each in events)
        sign = state.at if state.sign is None and true and state.grid.begun is not None else state.sign
        return replace(state, sign=sign), events

    def _ends(self, state: State) -> tuple[State, list[Event]]:
        if state.ended is not None and not state.closed and telling.is_hurt(state) and state.at - state.ended >= 5:
            text = "It is back: customers report failures again. The incident is open again."
            return replace(state, ended=None, reopened=state.reopened + 1), [Event(at=state.at, kind="ticket", by="customers", text=text)]
        if state.at >= self.scenario.ends:
            return replace(state, over=True), [Event(at=state.at, kind="situation", by="", text="Your director takes over for good.")]
        return state, []


@lru_cache(maxsize=64)
def _false_alarms(seed: int) -> tuple[int, ...]:
    """The minutes of alarms that mean nothing."""
    return tuple(stream(seed, "false alarms").sample(range(1, _LATEST_FALSE), _FALSE_ALARMS))


def _counted(state: State, seen: telling.Seen) -> Tally:
    tally, grid = state.tally, state.grid
    return Tally(
        bad=tally.bad + grid.service,
        wrong=tally.wrong + grid.damaged,
        regions=tuple(a + b for a, b in zip(tally.regions, grid.error, strict=True)),
        customers=tuple(a + lost for a, (lost, _) in zip(tally.customers, seen, strict=True)),
        worst=max(tally.worst, grid.service),
        steady=0 if telling.is_hurt(state) or grid.begun is None else tally.steady + 1,
    )


def _declare(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
    crew = replace(state.crew, severity=move.options["severity"], declared=state.at if state.crew.declared is None else state.crew.declared)
    text = f"An incident is declared, {move.options['severity'].upper().replace('SEV', 'SEV-')}."
    return replace(state, crew=crew), (Event(at=state.at, kind="order", by="you", text=text),)


def _name(give: Callable[[Crew, str], Crew], words: str, yours: str) -> Callable[[Incident, State, Move], tuple[State, Sequence[Event]]]:
    def named(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
        who = move.options["who"]
        crew = give(state.crew, who)
        text = f"You {yours}." if who == ME else f"{asking.role_of(world.plant, who)} {words}."
        return replace(state, crew=crew), (Event(at=state.at, kind="order", by="you", text=text[:1].upper() + text[1:]),)

    return named


def _override(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
    works = tuple(replace(work, ends=max(state.at + 1, work.ends - 2)) for work in state.grid.works)
    crew = replace(state.crew, trust=max(0.0, state.crew.trust - 15), commander="")
    text = "You overrule the commander, who asks you whether you want to command. Nobody commands now."
    return replace(state, crew=crew, grid=replace(state.grid, works=works)), (Event(at=state.at, kind="order", by="you", text=text),)


def _keyboard(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
    works = tuple(replace(work, ends=max(state.at + 1, work.ends - 3)) for work in state.grid.works)
    crew = replace(state.crew, trust=max(0.0, state.crew.trust - 8), away_until=state.at + 10)
    text = "You type. The responders wait for you, and nobody answers the executives."
    return replace(state, crew=crew, grid=replace(state.grid, works=works)), (Event(at=state.at, kind="order", by="you", text=text),)


def _brief(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
    text = "Support and account managers have one text, and the time of the next one."
    return replace(state, told=replace(state.told, briefed=True)), (Event(at=state.at, kind="message", by="support", text=text),)


def _rest(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
    who = move.options["who"]
    crew = replace(state.crew, resting=state.crew.resting | {who}, commander="" if state.crew.commander == who else state.crew.commander)
    text = f"{asking.role_of(world.plant, who)} goes to rest."
    return replace(state, crew=crew), (Event(at=state.at, kind="order", by="you", text=text[:1].upper() + text[1:]),)


def _hand_over(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
    written = move.options["brief"] == "written"
    crew = replace(state.crew, handed=state.at, briefed=written, resting=frozenset(), heard=state.crew.heard if written else frozenset())
    if not written:
        crew = replace(crew, commander="", comms="", customers="")
    text = (
        "The next shift has read your brief and takes over."
        if written
        else "The next shift asks what was tried, who commands, and who was promised what."
    )
    return replace(state, crew=crew), (Event(at=state.at, kind="message", by="the next shift", text=text),)


def _end(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
    calm = state.tally.steady >= STEADY
    text = (
        "The incident is ended. People go home; the review is yours."
        if calm
        else "The incident is ended. The graphs have not been steady for long."
    )
    grid = replace(state.grid, works=())
    return replace(state, ended=state.at, grid=grid), (Event(at=state.at, kind="order", by="you", text=text, data={"early": not calm}),)


def _postmortem(world: Incident, state: State, move: Move) -> tuple[State, Sequence[Event]]:
    trust = state.crew.trust - (20 if move.options["account"] == "person" else 0)
    crew = replace(state.crew, trust=max(0.0, trust))
    return replace(state, crew=crew, over=True, closed=True), (
        Event(at=state.at, kind="order", by="you", text="The postmortem is written. That closes it."),
    )


def _no_double(field: str, message: str) -> Callable[[Incident, State, Move], str | None]:
    return lambda world, state, move: message if getattr(state.grid, field) else None


def _can_drain(world: Incident, state: State, move: Move) -> str | None:
    plant, source, to = world.plant, move.options["region"], move.options["to"]
    routes = state.grid.routes
    if source == to:
        return "a region can not be drained onto itself; choose another"
    if routes[plant.region[source]][plant.region[source]] < 1:
        return "this region is drained already; bring its traffic back first"
    staying = [index for index in range(len(routes)) if index != plant.region[source] and routes[index][index] == 1]
    if not staying or (to in plant.region and plant.region[to] not in staying):
        return "the region it would go to is drained itself; choose another"
    going = {work.choice for work in state.grid.works if work.move == "drain_region"}
    if going:
        return "a drain is under way; let it end before the next one"
    return None


def _can_return(world: Incident, state: State, move: Move) -> str | None:
    region = world.plant.region[move.options["region"]]
    return None if state.grid.routes[region][region] < 1 else "this region is not drained"


def _can_isolate(world: Incident, state: State, move: Move) -> str | None:
    return "this cell is isolated already" if world.plant.cell[move.options["cell"]] in state.grid.isolated else None


def _can_override(world: Incident, state: State, move: Move) -> str | None:
    return None if state.crew.commander else "nobody commands; name a commander first"


def _can_end(world: Incident, state: State, move: Move) -> str | None:
    return None if state.crew.declared is not None else "nothing was declared; declare an incident first"


def _can_write(world: Incident, state: State, move: Move) -> str | None:
    return None if state.ended is not None else "end the incident first; then write"


def _can_escalate(world: Incident, state: State, move: Move) -> str | None:
    return "that team is paged already" if any(team == move.options["team"] for team, _ in state.crew.joined) else None


def _can_rest(world: Incident, state: State, move: Move) -> str | None:
    return "they are resting already" if move.options["who"] in state.crew.resting else None


_PLAIN: dict[str, Callable[[Incident, State, Move], tuple[State, Sequence[Event]]]] = {
    "declare": _declare,
    "name_commander": _name(lambda crew, who: replace(crew, commander=who), "commands", "command"),
    "name_comms": _name(lambda crew, who: replace(crew, comms=who), "writes the updates", "write the updates"),
    "name_customer_lead": _name(lambda crew, who: replace(crew, customers=who), "leads for customers", "lead for customers"),
    "override_commander": _override,
    "take_keyboard": _keyboard,
    "brief_accounts": _brief,
    "rest_people": _rest,
    "hand_over": _hand_over,
    "end_incident": _end,
    "write_postmortem": _postmortem,
    "status_page": lambda world, state, move: telling.status(world.plant, state, move),
    "update_executives": lambda world, state, move: telling.executives(world.plant, state, move),
    "call_customers": lambda world, state, move: telling.call(world.plant, state, move),
    "decide_credits": lambda world, state, move: telling.decide(world.plant, state, move),
}
_SEEDED = {
    "ask_condition": asking.condition,
    "ask_cause": asking.cause,
    "ask_impact": asking.impact,
    "ask_capacity": asking.capacity,
    "escalate": asking.escalate,
}
_REFUSALS: dict[str, Callable[[Incident, State, Move], str | None]] = {
    "drain_region": _can_drain,
    "return_traffic": _can_return,
    "isolate_cell": _can_isolate,
    "override_commander": _can_override,
    "end_incident": _can_end,
    "write_postmortem": _can_write,
    "escalate": _can_escalate,
    "rest_people": _can_rest,
    "stop_writes": _no_double("writes_off", "writes are stopped already"),
    "disable_retries": _no_double("retries_off", "retries are off already"),
    "stop_change": _no_double("frozen", "all change is stopped already"),
    "take_keyboard": lambda world, state, move: None if state.grid.works else "there is no work under way to take over",
    "resume_writes": lambda world, state, move: None if state.grid.writes_off else "the service takes writes",
    "stop_shedding": lambda world, state, move: None if state.grid.shed else "no load is shed",
}
_FALSE = (
    "Disk of a build machine is 90% full.",
    "One synthetic check from one city failed twice and is green again.",
    "A licence of the wiki ends in 29 days.",
    "Memory of a reporting job is above its usual.",
    "A batch queue is longer than on other days.",
)
