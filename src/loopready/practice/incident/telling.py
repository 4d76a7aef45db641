"""What is told: the status page, the executives, customers, credits; and what silence and broken promises do to people's mood."""

from __future__ import annotations

from dataclasses import replace

from loopready.engines.calculators.credit import credit_exposure, credit_percent
from loopready.engines.calculators.slo import availability, downtime_minutes
from loopready.engines.lexicon import pattern
from loopready.engines.simulation import draw
from loopready.model import Event, Move
from loopready.practice.incident.plant import Plant
from loopready.practice.incident.state import State, Told

MONTH_DAYS = 30.0
Seen = tuple[tuple[float, float], ...]
"""By customer: the share of its requests that fails, and the share of wrong data it reads."""
CALM = 0.005
"""Up to this share of failing requests, and this share of wrong data, the service counts as steady."""
STALE = 45
_FIXED_IN = 30
_LEVELS = (55, 35, 15)
_GRACE = 5


def first_mood(plant: Plant) -> tuple[float, ...]:
    """The customers' mood before it begins."""
    return tuple(each.mood for each in plant.scenario.customers)


def is_hurt(state: State) -> bool:
    """Whether customers feel something now."""
    return state.grid.service > CALM or state.grid.damaged > CALM


def told_in_words(move: Move) -> str:
    """What the person's own words on the status page make of the update: ``blame``, ``promise``, or nothing."""
    if pattern("incident_words", "blame").search(move.text):
        return "blame"
    return "promise" if pattern("incident_words", "promise").search(move.text) else ""


def status(plant: Plant, state: State, move: Move) -> tuple[State, list[Event]]:
    """An update of the status page."""
    told, tone = state.told, told_in_words(move) or move.options["tone"]
    minutes = int(move.options["next"]) if move.options["next"] != "none" else None
    false_end = tone == "resolved" and (
        is_hurt(state) or (state.grid.begun is not None and state.grid.left > 0.2 and state.ended is None and state.tally.steady < 5)
    )
    mood = told.mood
    if tone == "blame":
        mood = tuple(max(0.0, each - 4) for each in mood)
    told = replace(
        told,
        status=state.at,
        honest=tone in ("honest", "resolved") and not false_end,
        promised=state.at + minutes if minutes else None,
        fixed_by=state.at + _FIXED_IN if tone == "promise" else told.fixed_by,
        broken=told.broken + false_end,
        mood=mood,
    )
    late = "" if state.crew.comms else " You wrote it yourself."
    note = f" Next update by minute {told.promised}." if told.promised else " No time is given for the next one."
    trust = state.crew.trust - (8 if tone == "blame" else 0)
    data = {"tone": tone, "false_end": false_end, "hurt": is_hurt(state)}
    event = Event(at=state.at, kind="status", by="you", text=f"Status page: {_SAID[tone]}.{note}{late}", data=data)
    return replace(state, told=told, crew=replace(state.crew, trust=max(0.0, trust))), [event]


def executives(plant: Plant, state: State, move: Move) -> tuple[State, list[Event]]:
    """A word upwards."""
    gain = {"facts": 6.0, "calm": -2.0, "cause": -3.0}[move.options["say"]]
    told = replace(state.told, executives=state.at, board=min(100.0, max(0.0, state.told.board + gain)))
    answer = {
        "facts": "Thank you. The CFO asks for the credit exposure when you have it measured.",
        "calm": "The chief operating officer asks what that means in customers and minutes.",
        "cause": "The chief operating officer repeats your guess to a customer as if it were known.",
    }[move.options["say"]]
    return replace(state, told=told), [Event(at=state.at, kind="message", by="executives", text=answer)]


def call(plant: Plant, state: State, move: Move) -> tuple[State, list[Event]]:
    """Calls to the largest three customers, or to all who pay."""
    order = sorted(range(len(plant.scenario.customers)), key=lambda each: -plant.scenario.customers[each].spend)
    paying = [each for each in order if plant.scenario.customers[each].tier != "free"]
    called = paying if move.options["who"] == "all" else paying[:3]
    gain = {"facts": 7.0, "cause": 1.0, "credits": 3.0}[move.options["say"]]
    recent = state.told.called is not None and state.at - state.told.called < 20
    mood = tuple(min(100.0, m + (0.0 if recent else gain)) if index in called else m for index, m in enumerate(state.told.mood))
    told = replace(state.told, mood=mood, called=state.at, called_all=state.told.called_all or move.options["who"] == "all")
    who = "the customer lead with you" if state.crew.customers else "alone, one after the other"
    text = f"{len(called)} customers were called, {who}. {_HEARD[move.options['say']]}"
    return replace(state, told=told), [Event(at=state.at, kind="message", by="customers", text=text)]


def credits_of(plant: Plant, state: State) -> list[tuple[str, float, float, float, float]]:
    """By customer: name, minutes down this month, availability, credit in per cent of the bill, and credit in dollars."""
    service = plant.scenario.service
    before = downtime_minutes(service.target, MONTH_DAYS) * service.spent / 100
    bands = [value for band in service.bands for value in band]
    rows = []
    for index, customer in enumerate(plant.scenario.customers):
        down = before + state.tally.customers[index]
        reached = availability(down, MONTH_DAYS)
        percent = 0.0 if customer.tier == "free" else credit_percent(reached, *bands)
        rows.append((customer.name, down, reached, percent, credit_exposure(customer.spend, percent)))
    return rows


def decide(plant: Plant, state: State, move: Move) -> tuple[State, list[Event]]:
    """A decision on credits, told to finance."""
    say = move.options["say"]
    owed = sum(row[4] for row in credits_of(plant, state))
    known = state.told.impact is not None
    told = replace(state.told, credits=say, board=min(100.0, state.told.board + (5 if say in ("exposure", "goodwill") and known else -4)))
    answer = {
        "exposure": f"Finance notes up to ${owed:,.0f} so far, if everybody claims."
        if known
        else "Finance asks for measured minutes by customer; there are none yet.",
        "goodwill": f"Finance notes up to ${owed:,.0f} so far and keeps the gesture open."
        if known
        else "Finance asks for measured minutes by customer; there are none yet.",
        "refund": "Finance answers that the contract pays by credit band, and not by the hour.",
        "all": "Finance asks who approved that, and by which contract.",
        "none": "Legal answers that the contract says otherwise.",
    }[say]
    return replace(state, told=told), [Event(at=state.at, kind="message", by="finance", text=answer)]


def feel(plant: Plant, state: State, seen: Seen, seed: int) -> tuple[Told, list[Event]]:
    """One minute of everybody's mood, with what each customer sees: what hurts, what is not told, what was promised and not kept."""
    told, at = state.told, state.at
    events: list[Event] = []
    informed = told.status is not None and at - told.status <= STALE and (told.promised is None or at <= told.promised + _GRACE)
    hurt = is_hurt(state)
    broken = told.broken
    late = told.promised is not None and at == told.promised + _GRACE + 1 and state.ended is None
    overdue = told.fixed_by is not None and at == told.fixed_by and hurt
    if late or overdue:
        broken += 1
        what = "The time of the next update has passed" if late else "The half hour has passed, and it is not fixed"
        events.append(Event(at=at, kind="ticket", by="customers", text=f"{what}; several customers write that they were told otherwise."))
    mood = tuple(_mood(plant, state, index, seen[index], informed, late or overdue, hurt) for index in range(len(told.mood)))
    for index, (before, after) in enumerate(zip(told.mood, mood, strict=True)):
        for level in _LEVELS:
            if after <= level < before:
                events.append(_ticket(plant, index, level, at, seed))
    board = told.board
    if state.sign is not None and state.ended is None:
        quiet = at - max(state.sign, told.executives or 0)
        board = max(0.0, board - (0.15 if quiet > STALE else 0.0))
        if told.executives is None and quiet in (25, 70):
            events.append(
                Event(
                    at=at,
                    kind="message",
                    by="the CFO",
                    text="A customer has written to me about an outage. What is it, and what does it cost us?",
                )
            )
    return replace(told, mood=mood, broken=broken, board=board), events


def _mood(plant: Plant, state: State, index: int, seen: tuple[float, float], informed: bool, broken: bool, hurt: bool) -> float:
    told, customer = state.told, plant.scenario.customers[index]
    lost, wrong = seen
    care = 0.6 if informed and told.honest else 0.85 if informed else 1.25
    care *= 0.7 if told.called is not None and state.at - told.called < 60 and customer.tier != "free" else 1.0
    care *= 0.9 if told.briefed else 1.0
    drop = (0.5 * lost + 1.5 * wrong) * care
    if hurt and not informed and state.sign is not None and state.at - state.sign > 15:
        drop += 0.06
    if broken:
        drop += 7
    mood = told.mood[index] - drop
    if lost <= CALM and wrong <= CALM and mood < customer.mood - 5:
        mood += 0.03
    return min(100.0, max(0.0, mood))


def _ticket(plant: Plant, index: int, level: int, at: int, seed: int) -> Event:
    customer = plant.scenario.customers[index]
    texts = _TICKETS[level]
    text = texts[int(draw(seed, "ticket", customer.id, level) * len(texts))]
    return Event(at=at, kind="ticket", by=customer.name, text=text, data={"mood": level})


_SAID = {
    "honest": "what is hit, for whom, what they can do, what is not known yet",
    "vague": "some users may see degraded performance",
    "promise": "it will be fixed within half an hour",
    "blame": "somebody else made a mistake",
    "resolved": "it is over, and what happens next",
}
_HEARD = {
    "facts": "They say that they can plan with that.",
    "cause": "Two of them ask about the cause you named; it is not confirmed.",
    "credits": "They will hold you to the credits, whatever the contract says.",
}
_TICKETS = {
    55: ("Our error rate is up. Is it you or us?", "We see failures since some minutes. Do you know about it?"),
    35: ("We have nothing to tell our own customers. When do we hear more?", "Our own support is overrun. Who is our contact for this?"),
    15: ("We want a call with somebody who is responsible, today.", "Our management asks whether we can stay with you."),
}
