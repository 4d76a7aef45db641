"""The record of a course: what the criteria are judged by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from loopready.engines.simulation import Played
from loopready.model import Event, Move
from loopready.practice.incident.measures import tiredness
from loopready.practice.incident.moves import MITIGATIONS
from loopready.practice.incident.state import State
from loopready.practice.incident.telling import CALM
from loopready.practice.incident.world import Incident
from loopready.practice.incident.worth import COUNTS, Worth, worths


@dataclass(frozen=True)
class Record:
    """A course and what can be read off it. Minutes are those of the clock; None where a thing did not happen."""

    world: Incident
    played: Played[State]

    @property
    def state(self) -> State:
        """The state at the end."""
        return self.played.state

    @property
    def moves(self) -> tuple[Move, ...]:
        """What was done, without what was refused."""
        return self.played.course.moves

    @property
    def sign(self) -> int | None:
        """The minute of the first true sign."""
        return self.state.sign

    @cached_property
    def end(self) -> int:
        """The minute at which the incident was ended for good, or the last one."""
        return self.state.ended if self.state.ended is not None else self.played.now

    @cached_property
    def recovered(self) -> int | None:
        """The minute after which nothing was felt any more; None where it still is."""
        if self.sign is None:
            return None
        hurt = [at for at, state in enumerate(self.played.states) if state.grid.service > CALM or state.grid.damaged > CALM]
        last = max(hurt, default=self.sign)
        return last + 1 if last < self.played.now else None

    @cached_property
    def worths(self) -> tuple[Worth, ...]:
        """What each order to change the service was worth."""
        return worths(self.world, self.played)

    @cached_property
    def harmful(self) -> tuple[Worth, ...]:
        """Orders that cost minutes."""
        return tuple(each for each in self.worths if each.saved <= -COUNTS)

    @cached_property
    def helpful(self) -> tuple[Worth, ...]:
        """Orders that saved minutes."""
        return tuple(each for each in self.worths if each.saved >= COUNTS)

    @cached_property
    def tired_at(self) -> int | None:
        """The first minute before the end at which those at work were tired."""
        plant = self.world.plant
        return next((at for at, state in enumerate(self.played.states[: self.end + 1]) if tiredness(plant, state.crew, at) > 0), None)

    def named(self, *names: str) -> list[Move]:
        """The moves of these names, in order."""
        return [move for move in self.moves if move.name in names]

    def first(self, *names: str) -> Move | None:
        """The first move of these names."""
        return next(iter(self.named(*names)), None)

    def orders(self) -> list[Move]:
        """Orders to change the service."""
        return [move for move in self.moves if move.name in MITIGATIONS]

    def events(self, *kinds: str) -> Iterable[Event]:
        """What was told of these kinds."""
        return (event for event in self.played.events if event.kind in kinds)

    def after(self, at: int) -> int:
        """Minutes after the first sign."""
        return at - (self.sign or 0)
