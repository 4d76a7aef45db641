"""The incident room: incidents begun, directed, left and taken up again, and their debriefs. Only the course is kept."""

from __future__ import annotations

import datetime as dt
import functools
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from loopready.adapters.database import Exercises
from loopready.app.content import current_library
from loopready.app.service import PERSONAL, Service
from loopready.engines.simulation import Played, begun, made, play, waited
from loopready.library.scenarios import load_scenarios
from loopready.model import Course, Exercise, Fact, InputError, Move, Report
from loopready.model.incident import CLOCKS, Clock, KeptIncident, Scenario
from loopready.practice.incident.board import Board, board
from loopready.practice.incident.criteria import marks_of, overall
from loopready.practice.incident.debrief import debrief, judged_of
from loopready.practice.incident.moves import Forms, fault, forms, offered
from loopready.practice.incident.state import State
from loopready.practice.incident.typed import script
from loopready.practice.incident.world import Incident
from loopready.rendering.report import render_report

MOST_WAIT = 120
_GAP = 120
"""Seconds after which a running clock counts as left: what passed meanwhile does not count."""
_SEEDS = 1_000_000
_LONGEST_QUIET = 60


@dataclass(frozen=True, kw_only=True)
class Lived:
    """An incident under way or done: what is kept of it, its world, and where it stands."""

    exercise: Exercise
    kept: KeptIncident
    world: Incident
    played: Played[State]

    @property
    def seen(self) -> str:
        """Names the state a page shows, so that another tab's move is not made on top of a state it did not see."""
        moves = len(self.played.course.moves)
        return f"{moves}.{self.played.now}" if CLOCKS[self.kept.clock] is None else f"{moves}"

    @property
    def forms(self) -> Forms:
        """The moves with the choices that may be shown now: what would give the cause away is offered once somebody has told of it."""
        state, clues = self.played.state, self.world.scenario.clues
        told = frozenset(clues[index].by for index in state.crew.heard if clues[index].right)
        return offered(self.world.plant.forms, told=told, ended=state.ended is not None)

    @property
    def board(self) -> Board:
        """The situation as it is shown."""
        return board(self.world, self.played)


def scenarios() -> tuple[Scenario, ...]:
    """All incidents, by title."""
    return tuple(sorted(load_scenarios().values(), key=lambda each: each.title))


def incidents_for(drill: str) -> tuple[Scenario, ...]:
    """The incidents that are the long form of a drill, by its id with or without its guide's path."""
    return tuple(each for each in scenarios() if any(drill in (named, named.split(":")[-1]) for named in each.drills))


def find_scenario(id: str) -> Scenario:
    """The incident of this id, or of this number in the list. InputError where there is none."""
    found = load_scenarios()
    if id.isdecimal() and 1 <= int(id) <= len(found):
        return scenarios()[int(id) - 1]
    if id not in found:
        raise InputError(
            "not_found",
            f"there is no such incident; give its number, 1 to {len(found)} (see: loopready incident --list), or its id",
            name=id[:60],
        )
    return found[id]


@functools.cache
def world_of(id: str) -> Incident:
    """The world of an incident, made once."""
    return Incident(find_scenario(id))


@functools.lru_cache(maxsize=24)
def _played(course: str) -> Played[State]:
    """A course played, by its JSON."""
    found = Course.model_validate_json(course)
    return play(world_of(found.item), found)


def played_script(id: str, text: str, *, seed: int) -> Played[State]:
    """An incident played by a file of moves, to its end.

    Raises:
        InputError: a line that can not be read, or a move that is refused, with its minute.
    """
    world = world_of(find_scenario(id).id)
    played = begun(world, item=world.scenario.id, seed=seed, revision=world.scenario.revision)
    for move in script(text, forms(world.scenario)):
        played = waited(world, played, move.at - played.now)
        try:
            played = made(world, played, move)
        except InputError as error:
            raise InputError("moves", f"minute {move.at}, {move.name}: {error.message}", name="--moves") from error
    return waited(world, played, world.scenario.ends)


def report_of(played: Played[State]) -> Report:
    """The debrief of a course."""
    return _debriefed(played.course.model_dump_json())


@functools.lru_cache(maxsize=24)
def _debriefed(course: str) -> Report:
    played = _played(course)
    return debrief(world_of(played.course.item), played)


def facts() -> Mapping[str, Fact]:
    """The library's facts, which a debrief cites by id."""
    return current_library().facts


def written(report: Report, *, format: str) -> str | bytes:
    """A debrief as text, md, json or docx. InputError for another format."""
    return render_report(report, format=format, facts=facts())


class IncidentRoom:
    """One person's incidents."""

    def __init__(self, service: Service, owner: str = PERSONAL) -> None:
        self._exercises = Exercises(service.database, owner)

    def all(self) -> list[Exercise]:
        """The incidents of this person, the one touched last first."""
        return self._exercises.all(kind="incident")

    def last_open(self) -> Exercise:
        """The one that was left last. InputError where none is under way."""
        found = self._exercises.all(kind="incident", state="open", limit=1)
        if not found:
            raise InputError("not_found", "no incident is under way; begin one: loopready incident --list", name="--resume")
        return found[0]

    def start(self, id: str, *, seed: int | None = None, clock: Clock = "fast") -> Lived:
        """Begin an incident; without a seed another course of events each time.

        Raises:
            InputError: there is no such incident, or the seed is none.
        """
        scenario = find_scenario(id)
        drawn = secrets.randbelow(_SEEDS) if seed is None else seed
        if not 0 <= drawn < 2**31:
            raise InputError("no_number", "a seed is a whole number from 0 to 2147483647", name="--seed")
        course = Course(item=scenario.id, seed=drawn, revision=scenario.revision)
        kept = KeptIncident(course=course, clock=clock, looked=dt.datetime.now(dt.UTC))
        exercise = self._exercises.create(
            kind="incident", item=scenario.id, title=scenario.title, seed=drawn, data=kept.model_dump(mode="json")
        )
        return self._lived(exercise)

    def open(self, id: str) -> Lived:
        """An incident as it stands; nothing passes by looking at it.

        Raises:
            InputError: there is none of that id, or its scenario was rewritten since.
        """
        return self._lived(self._exercises.get(id, kind="incident"))

    def move(self, id: str, name: str, options: dict[str, str], *, text: str = "", seen: str) -> Lived:
        """Make a move now. With the fast clock the minutes of attention that it takes pass.

        Raises:
            InputError: it is refused, it is none, or the page showed another state (``changed_elsewhere``).
        """
        lived = self._current(id, seen)
        form = lived.forms.get(name)
        if form is None:
            raise InputError("not_found", "there is no such move", name=name[:40])
        try:
            move = Move(at=lived.played.now, name=name, options=options, text=text)
        except ValidationError as error:
            raise InputError("too_long", "these words are too long; 20,000 letters are the most", name=form.title) from error
        wrong = lived.world.refused(lived.played.state, move) or fault(lived.forms, move)
        if wrong is not None:
            raise InputError("not_possible", wrong)
        played = made(lived.world, lived.played, move)
        if CLOCKS[lived.kept.clock] is None and form.takes:
            takes = 12 if name == "call_customers" and not lived.played.state.crew.customers else form.takes
            played = waited(lived.world, played, takes)
        return self._keep(lived, played)

    def wait(self, id: str, minutes: int, *, seen: str) -> Lived:
        """Let minutes pass. InputError for fewer than 1 or more than 120, or a page that showed another state."""
        if not 1 <= minutes <= MOST_WAIT:
            raise InputError("no_number", f"wait for 1 to {MOST_WAIT} minutes at a time", name="wait")
        lived = self._current(id, seen)
        return self._keep(lived, waited(lived.world, lived.played, minutes))

    def wait_for_news(self, id: str, *, seen: str) -> Lived:
        """Let minutes pass until somebody says something, an hour at most."""
        lived = self._current(id, seen)
        played = lived.played
        for _ in range(_LONGEST_QUIET):
            known = len(played.events)
            played = waited(lived.world, played, 1)
            if played.over or any(not event.hidden for event in played.events[known:]):
                break
        return self._keep(lived, played)

    def tick(self, id: str, *, now: dt.datetime | None = None) -> Lived:
        """Let pass what the running clock says has passed since it was last looked at; nothing where it was left or is stepped by hand."""
        lived = self.open(id)
        pace = CLOCKS[lived.kept.clock]
        if pace is None or lived.played.over:
            return lived
        moment = now or dt.datetime.now(dt.UTC)
        elapsed = (moment - lived.kept.looked).total_seconds()
        if elapsed < pace:
            return lived
        if elapsed > max(_GAP, 2 * pace):
            return self._keep(lived, lived.played, looked=moment)
        minutes = int(elapsed // pace)
        looked = lived.kept.looked + dt.timedelta(seconds=minutes * pace)
        return self._keep(lived, waited(lived.world, lived.played, minutes), looked=looked)

    def set_clock(self, id: str, clock: Clock, *, seen: str) -> Lived:
        """Let the clock run, or step it by hand."""
        lived = self._current(id, seen)
        kept = lived.kept.model_copy(update={"clock": clock, "looked": dt.datetime.now(dt.UTC)})
        data = kept.model_dump(mode="json")
        return self._lived(self._exercises.save(id, data, version=lived.exercise.version))

    def debrief(self, id: str) -> Report:
        """What there is to say about one that is over. InputError while it runs."""
        lived = self.open(id)
        if not lived.played.over:
            raise InputError("not_over", "this incident is still under way; its debrief comes at the end", name=lived.exercise.title)
        return report_of(lived.played)

    def give_up(self, id: str, *, seen: str) -> Lived:
        """Let it run to its end without you."""
        lived = self._current(id, seen)
        return self._keep(lived, waited(lived.world, lived.played, lived.world.scenario.ends))

    def delete(self, id: str) -> None:
        """Delete one. InputError where there is none of that id."""
        self._exercises.get(id, kind="incident")
        self._exercises.delete(id)

    def _current(self, id: str, seen: str) -> Lived:
        lived = self.open(id)
        if lived.seen != seen:
            says = "it went on in another window meanwhile; reload to see where it stands, nothing of it is lost"
            raise InputError("changed_elsewhere", says, name=lived.exercise.title)
        return lived

    def _lived(self, exercise: Exercise) -> Lived:
        try:
            kept = KeptIncident.model_validate(exercise.data)
        except ValidationError as error:
            says = "what is kept of this incident can not be read; delete it and begin anew"
            raise InputError("not_found", says, name=exercise.title) from error
        world = world_of(kept.course.item)
        if kept.course.revision != world.scenario.revision:
            says = "this incident was rewritten since; what was played of it can not be shown any more. Begin it anew"
            raise InputError("not_found", says, name=exercise.title)
        return Lived(exercise=exercise, kept=kept, world=world, played=_played(kept.course.model_dump_json()))

    def _keep(self, lived: Lived, played: Played[State], *, looked: dt.datetime | None = None) -> Lived:
        running = CLOCKS[lived.kept.clock] is not None
        moment = looked or (lived.kept.looked if running else dt.datetime.now(dt.UTC))
        kept = lived.kept.model_copy(update={"course": played.course, "looked": moment})
        id, version, data = lived.exercise.id, lived.exercise.version, kept.model_dump(mode="json")
        if played.over:
            judged = judged_of(lived.world, played)
            return self._lived(self._exercises.finish(id, data, version=version, score=overall(judged), marks=marks_of(judged)))
        return self._lived(self._exercises.save(id, data, version=version))
