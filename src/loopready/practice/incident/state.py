"""The state of an incident at a minute: the service, the people, what was told, and the tally. All of it frozen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """Work under way: what was ordered with which choice, from when until when. ``botched`` work ends without effect."""

    move: str
    choice: str
    began: int
    ends: int
    extra: str = ""
    botched: bool = False


@dataclass(frozen=True, slots=True)
class Passing:
    """A harm that passes: so many requests to these cells fail until a minute."""

    until: int
    fails: float
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The service. Tuples run over cells or regions in the scenario's order; shares lie from 0 to 1.

    ``left`` is the part of the trouble that no measure has cured, ``progress`` the minutes of growth it has had, ``routes`` where each
    region's traffic goes, ``failed`` what failed in each cell in the minute before.
    """

    hit: frozenset[int] = frozenset()
    begun: int | None = None
    left: float = 1.0
    progress: float = 0.0
    stopped: bool = False
    waves: int = 0
    wrong: tuple[float, ...] = ()
    failed: tuple[float, ...] = ()
    routes: tuple[tuple[float, ...], ...] = ()
    isolated: frozenset[int] = frozenset()
    shed: str = ""
    retries_off: bool = False
    writes_off: bool = False
    frozen: bool = False
    added: tuple[float, ...] = ()
    passing: tuple[Passing, ...] = ()
    works: tuple[Work, ...] = ()
    done: frozenset[str] = frozenset()
    error: tuple[float, ...] = ()
    load: tuple[float, ...] = ()
    demand: tuple[float, ...] = ()
    service: float = 0.0
    damaged: float = 0.0


@dataclass(frozen=True, slots=True)
class Crew:
    """The people. ``severity`` is empty until declared; a duty is empty until somebody has it. ``trust`` runs from 0 to 100."""

    severity: str = ""
    declared: int | None = None
    commander: str = ""
    comms: str = ""
    customers: str = ""
    resting: frozenset[str] = frozenset()
    joined: tuple[tuple[str, int], ...] = ()
    handed: int | None = None
    briefed: bool = True
    away_until: int = 0
    trust: float = 75.0
    heard: frozenset[int] = frozenset()
    looking_until: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What was said to whom and when. By minute ``promised`` the next update was to come, by ``fixed_by`` the repair."""

    status: int | None = None
    honest: bool = False
    promised: int | None = None
    fixed_by: int | None = None
    executives: int | None = None
    called: int | None = None
    called_all: bool = False
    briefed: bool = False
    impact: int | None = None
    capacity: int | None = None
    credits: str = ""
    broken: int = 0
    mood: tuple[float, ...] = ()
    board: float = 75.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over the minutes: full-outage minutes of the service and by region and customer, minutes of wrong data, the worst."""

    bad: float = 0.0
    wrong: float = 0.0
    regions: tuple[float, ...] = ()
    customers: tuple[float, ...] = ()
    worst: float = 0.0
    steady: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """Everything at the end of a minute. ``sign`` is the minute of the first true sign; ``over`` once nothing more can happen."""

    at: int
    grid: Grid
    crew: Crew
    told: Told
    tally: Tally
    sign: int | None = None
    ended: int | None = None
    reopened: int = 0
    over: bool = False
    closed: bool = False
