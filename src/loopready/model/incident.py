"""Scenario: an incident to live through, as data. The world that it makes is in ``practice.incident``."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun
from loopready.model.simulation import Course

Tier = Literal["enterprise", "business", "free"]
Duty = Literal["command", "comms", "customers", "hands"]
"""What a person can be asked to do in an incident: command it, write updates, speak to customers, do the work."""
Until = Literal["", "recovered", "ended"]
_ID = r"^[a-z][a-z0-9-]*$"


class Service(Noun):
    """The service that is hit. The firm is invented."""

    firm: str
    name: str
    target: float = Field(gt=90, lt=100, description="Availability promised for a month, in per cent.")
    bands: tuple[tuple[float, float], ...] = Field(
        min_length=1, description="Below this availability, this credit; both per cent, from the highest."
    )
    peak: float = Field(gt=0, description="Requests a second at the busiest hour.")
    background: float = Field(ge=0, lt=1, description="Share of the traffic that can wait: batch and re-indexing, outside the promise.")
    writes: float = Field(ge=0, le=1, description="Share of requests that write.")
    spent: float = Field(ge=0, le=100, description="Per cent of this month's error budget that was gone before.")
    retries: float = Field(ge=0, le=5, description="Further attempts that a client makes for a failed request.")


class Region(Noun):
    """A region: its share of the traffic, what it can carry (requests a second), its cells, and its clock against UTC."""

    id: str = Field(pattern=_ID)
    name: str
    share: float = Field(gt=0, le=1)
    capacity: float = Field(gt=0)
    cells: tuple[str, ...] = Field(min_length=1)
    hours: int = Field(default=0, ge=-12, le=14)


class Customer(Noun):
    """A customer (invented): tier, share of traffic, monthly spend in dollars, where it lives, and its mood from 0 to 100."""

    id: str = Field(pattern=_ID)
    name: str
    tier: Tier
    share: float = Field(gt=0, le=1)
    spend: float = Field(ge=0)
    mood: float = Field(default=75, ge=0, le=100)
    lives: dict[str, float] = Field(min_length=1, description="Region or cell -> the part of its traffic that goes there.")


class Staff(Noun):
    """Somebody who can be asked to take part, by role. ``awake`` is how many minutes they have worked when it begins."""

    id: str = Field(pattern=_ID)
    role: str
    can: tuple[Duty, ...]
    skill: float = Field(default=0.8, gt=0, le=1)
    awake: int = Field(default=60, ge=0)


class Choice(Noun):
    """One thing that can be chosen: a change, a repair, a backup, a team."""

    id: str = Field(pattern=_ID)
    title: str
    told_by: tuple[str, ...] = Field(
        default=(), description="It is offered once one of these has told something right; empty: from the beginning."
    )


class Wave(Noun):
    """Cells that are hit so many minutes after the beginning, unless one of the moves in ``held_by`` was carried out before."""

    after: int = Field(gt=0)
    cells: tuple[str, ...] = Field(min_length=1)
    held_by: tuple[str, ...] = ()


class Trouble(Noun):
    """What goes wrong: when, where, how strongly, how it spreads."""

    begins: int = Field(ge=0, description="Minute; the seed moves it by up to five.")
    cells: tuple[str, ...] = Field(min_length=1)
    fails: float = Field(ge=0, le=1, description="Share of the requests to a hit cell that fail by it at full strength.")
    ramp: int = Field(default=1, ge=1, description="Minutes to full strength.")
    capacity: float = Field(default=1, gt=0, le=1, description="Part of its capacity that a hit cell keeps.")
    hot: float = Field(default=1, ge=1, description="Times the usual demand that a hit cell gets.")
    wrong: float = Field(default=0, ge=0, le=0.2, description="Growth a minute of the share of wrong data, while it writes.")
    heals: int | None = Field(default=None, gt=0, description="Minutes after the beginning at which it ends by itself.")
    by_retries: float = Field(default=0, ge=0, le=1, description="Part of the failing that ends when clients stop trying again.")
    by_load: float = Field(default=0, ge=0, le=1, description="Part of the failing that goes with the share of traffic shed.")
    frozen_slows: float = Field(default=0, ge=0, lt=1, description="How much slower it grows while change is stopped.")
    waves: tuple[Wave, ...] = ()


class Harm(Noun):
    """A passing harm of a measure: so many of the requests to these cells (all, where none are named) fail for so long."""

    fails: float = Field(gt=0, le=1)
    minutes: int = Field(gt=0)
    cells: tuple[str, ...] = ()


class Remedy(Noun):
    """What a measure does in this scenario beyond its mechanics. ``choice`` is what was chosen with it; empty for any.

    ``needs`` are measures that must be done first, as ``move`` or ``move:choice``; without them it runs and does nothing but its harm.
    """

    move: str
    choice: str = ""
    minutes: int | None = Field(default=None, gt=0)
    cures: float = Field(default=0, ge=0, le=1, description="Part of the failing that is gone afterwards.")
    stops: bool = Field(default=False, description="Nothing spreads or grows any more.")
    restores: float = Field(default=0, ge=0, le=1, description="Part of the wrong data that is put right.")
    needs: tuple[str, ...] = ()
    spreads: tuple[str, ...] = Field(default=(), description="Cells that it hits.")
    harm: Harm | None = None
    says: str


class Clue(Noun):
    """What somebody knows or believes, from a minute after the beginning on. What is not ``right`` is a wrong idea held in good faith."""

    by: str
    after: int = Field(ge=0)
    right: bool = True
    text: str


class Signal(Noun):
    """A sign that comes by itself, so many minutes after the beginning (or before it): an alarm, a ticket, a message."""

    after: int
    kind: Literal["alarm", "ticket", "message"]
    by: str
    text: str
    unrelated: bool = Field(default=False, description="It has nothing to do with the trouble.")


class Action(Noun):
    """An action that a postmortem may settle. A mechanism is worth an owner; an exhortation is not."""

    id: str = Field(pattern=_ID)
    title: str
    worth: Literal["mechanism", "partial", "exhortation"]


class BookMove(Noun):
    """A move of the worked course: minutes after the first sign, and once, or every so many minutes, until the service is steady."""

    after: int = Field(ge=0)
    move: str
    options: dict[str, str] = {}
    text: str = ""
    every: int | None = Field(default=None, gt=0)
    until: Until = ""
    once: Until = Field(default="", description="Waits for this before its minutes begin.")
    because: str = Field(default="", description="Why the worked course does it.")


class Scenario(Noun):
    """An incident as it is written."""

    id: str = Field(pattern=_ID, description="Seen before it is played, so it says nothing of the cause: the day on which it happens.")
    revision: int = Field(default=1, ge=1)
    title: str = Field(description="What is seen from outside; no word of the cause.")
    summary: str = Field(description="What is known when it begins; no word of the cause.")
    pattern: str = Field(description="Which public incidents it is drawn from, with their facts, and what they teach; shown afterwards.")
    cause: str = Field(description="What it was; shown afterwards.")
    drills: tuple[str, ...] = Field(default=(), description="Drills that this is the long form of, as `guide path:drill`.")
    hour: int = Field(ge=0, le=23, description="The hour (UTC) at which it begins.")
    shift: int = Field(default=240, gt=0, description="The minute at which the shift ends.")
    ends: int = Field(default=480, gt=0, le=1440, description="The minute at which somebody else takes over for good.")
    service: Service
    regions: tuple[Region, ...] = Field(min_length=2)
    customers: tuple[Customer, ...] = Field(min_length=3)
    staff: tuple[Staff, ...] = Field(min_length=4)
    changes: tuple[Choice, ...] = Field(min_length=1)
    fixes: tuple[Choice, ...] = Field(min_length=2)
    backups: tuple[Choice, ...] = Field(min_length=2)
    teams: tuple[Choice, ...] = Field(min_length=2)
    trouble: Trouble
    remedies: tuple[Remedy, ...] = Field(min_length=1)
    clues: tuple[Clue, ...] = Field(min_length=2)
    signals: tuple[Signal, ...] = Field(min_length=2)
    actions: tuple[Action, ...] = Field(min_length=3)
    book: tuple[BookMove, ...] = Field(min_length=5)

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell, region by region."""
        return tuple(cell for region in self.regions for cell in region.cells)

    @model_validator(mode="after")
    def _holds_together(self) -> Scenario:
        faults = [*self._unknown(), *self._sums()]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _unknown(self) -> list[str]:
        cells, places = set(self.cells), {*self.cells, *(region.id for region in self.regions)}
        hit = [*self.trouble.cells, *(cell for wave in self.trouble.waves for cell in wave.cells)]
        hit += [cell for remedy in self.remedies for cell in (*remedy.spreads, *(remedy.harm.cells if remedy.harm else ()))]
        faults = [f"there is no cell {cell}" for cell in sorted(set(hit) - cells)]
        faults += [f"{who.name} lives in {place}: no such place" for who in self.customers for place in who.lives if place not in places]
        groups = (self.regions, self.customers, self.staff, self.changes, self.fixes, self.backups, self.teams, self.actions)
        tellers = {clue.by for clue in self.clues if clue.right}
        late = [each for group in (self.changes, self.fixes, self.backups, self.teams) for each in group]
        faults += [f"{each.id} waits for {by}, who tells nothing right" for each in late for by in each.told_by if by not in tellers]
        faults += [f"two have the id {id}" for group in groups for id in _doubled([each.id for each in group])]
        return faults + [f"two cells are called {cell}" for cell in _doubled(list(self.cells))]

    def _sums(self) -> list[str]:
        faults = []
        if abs(sum(region.share for region in self.regions) - 1) > 0.005:
            faults.append("the regions' shares of traffic add up to 1")
        if sum(customer.share for customer in self.customers) > 1.005:
            faults.append("the customers' shares of traffic are 1 at most")
        uneven = [who.name for who in self.customers if abs(sum(who.lives.values()) - 1) > 0.005]
        faults += [f"what {name} has in its places adds up to 1" for name in uneven]
        limits = [limit for limit, _ in self.service.bands]
        if limits != sorted(limits, reverse=True) or limits[0] != self.service.target:
            faults.append("the credit bands fall from the target on")
        return faults


def _doubled(ids: list[str]) -> list[str]:
    return sorted({id for id in ids if ids.count(id) > 1})


Clock = Literal["fast", "brisk", "real"]
CLOCKS: dict[Clock, int | None] = {"fast": None, "brisk": 10, "real": 60}
"""Seconds of a simulated minute; None where the clock is stepped by moves and waiting."""


class KeptIncident(Noun):
    """What an exercise keeps of an incident: the course, how its clock runs, and when a running clock was last looked at (UTC)."""

    course: Course
    clock: Clock = "fast"
    looked: dt.datetime
