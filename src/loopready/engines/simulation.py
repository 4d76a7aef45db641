"""A small engine for simulations that are replayed: a world is a fold over ticks and moves, and its noise is drawn by name.

The rules of a world are pure: they take a frozen state and give another. What a person keeps is a ``Course`` (item, seed, moves, the
tick reached); ``play`` makes the world of it again, and gives what ``made`` and ``waited`` gave while it was lived.

Noise: ``draw(seed, "alarm", "eu-1", 17)`` is one number between 0 and 1 that hangs on these names alone.
Why: with one stream of random numbers one more move would shift every later draw, and no two courses could be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import zip_longest
from random import Random
from statistics import NormalDist
from typing import Generic, Protocol, TypeVar

from loopready.model import Course, Event, InputError, Move
from loopready.model.simulation import MOST_MOVES

S = TypeVar("S")
Name = str | int
_WORD = 2**53
_NORMAL = NormalDist()


class Rules(Protocol[S]):
    """A world: how it begins, what a tick does, what a move does, which moves it refuses, and when it is over.

    Every method is pure. A tick is whatever unit of time the world has: a minute, a day.
    """

    def begin(self, seed: int) -> tuple[S, Sequence[Event]]:
        """The state at tick 0, and what is told then."""
        ...

    def tick(self, state: S, at: int, seed: int) -> tuple[S, Sequence[Event]]:
        """The state at tick ``at`` from the one at ``at - 1``."""
        ...

    def move(self, state: S, move: Move, seed: int) -> tuple[S, Sequence[Event]]:
        """What a move that is not refused makes of the state, within its tick."""
        ...

    def refused(self, state: S, move: Move) -> str | None:
        """Why a move can not be made now, in one line that says what to do instead; None where it can."""
        ...

    def is_over(self, state: S) -> bool:
        """Whether nothing more can happen."""
        ...


@dataclass(frozen=True, slots=True)
class Played(Generic[S]):
    """A course and its world: the state now, all that was told, and ``states[t]`` as it was at the end of tick ``t``, moves included."""

    course: Course
    state: S
    events: tuple[Event, ...]
    states: tuple[S, ...]
    over: bool

    @property
    def now(self) -> int:
        """The tick reached."""
        return self.course.now


def begun(rules: Rules[S], *, item: str, seed: int, revision: int = 1) -> Played[S]:
    """A new course at tick 0."""
    return play(rules, Course(item=item, seed=seed, revision=revision))


def play(rules: Rules[S], course: Course, *, like: Played[S] | None = None) -> Played[S]:
    """The world of a course. A move that the world refuses is told as an event of kind ``refused`` and changes nothing.

    ``like`` is a course of the same item and seed already played: what both have in common is taken from it, not counted again.
    Why: a course with one move changed ("what if") may make a later move impossible, and is still a course.
    """
    now, state, events, states = _common(rules, course, like)
    left = [move for move in course.moves if move.at >= now]
    over = rules.is_over(state)
    while True:
        while left and left[0].at == now:
            state, happened, over = _moved(rules, state, left.pop(0), course.seed, over)
            events += happened
        states[now] = state
        if now == course.now or over:
            break
        now += 1
        state, happened = rules.tick(state, now, course.seed)
        events += happened
        states.append(state)
        over = rules.is_over(state)
    cut = {"now": now, "moves": tuple(each for each in course.moves if each.at <= now)}
    kept = course if now == course.now else course.model_copy(update=cut)
    return Played(kept, state, tuple(events), tuple(states), over)


def made(rules: Rules[S], played: Played[S], move: Move) -> Played[S]:
    """One more move, at the tick reached.

    Raises:
        InputError: the world refuses it, it is not of this tick, or there were too many.
    """
    if move.at != played.now:
        raise InputError("not_now", f"the clock stands at {played.now}; make the move for that time, not for {move.at}")
    if len(played.course.moves) >= MOST_MOVES:
        raise InputError("too_many_moves", f"{MOST_MOVES} moves are the most; wait, or end it")
    why = "it is over" if played.over else rules.refused(played.state, move)
    if why is not None:
        raise InputError("not_possible", why)
    state, happened, over = _moved(rules, played.state, move, played.course.seed, played.over)
    course = played.course.model_copy(update={"moves": (*played.course.moves, move)})
    return Played(course, state, (*played.events, *happened), (*played.states[:-1], state), over)


def waited(rules: Rules[S], played: Played[S], ticks: int) -> Played[S]:
    """So many ticks later, or at the end where that comes first."""
    state, over, now = played.state, played.over, played.now
    events, states = list(played.events), list(played.states)
    for _ in range(ticks):
        if over:
            break
        now += 1
        state, happened = rules.tick(state, now, played.course.seed)
        events += happened
        states.append(state)
        over = rules.is_over(state)
    return replace(
        played, course=played.course.model_copy(update={"now": now}), state=state, events=tuple(events), states=tuple(states), over=over
    )


def changed(course: Course, *, without: int | None = None, also: Move | None = None, now: int | None = None) -> Course:
    """The course with the move of index ``without`` left out, the move ``also`` put in at its time (before the moves of the same tick),
    and another tick reached. ``play`` tells what would have come of it."""
    moves = [move for index, move in enumerate(course.moves) if index != without]
    if also is not None:
        moves.insert(sum(move.at < also.at for move in moves), also)
    end = max([course.now if now is None else now, *(move.at for move in moves)])
    return course.model_copy(update={"moves": tuple(moves), "now": end})


def draw(seed: int, *names: Name) -> float:
    """A number from 0 to below 1 that hangs on the seed and these names alone."""
    return (_hash(seed, names) % _WORD) / _WORD


def bell(seed: int, *names: Name) -> float:
    """A number of the standard normal distribution (mean 0, deviation 1) by name; within about 8 of 0."""
    return _NORMAL.inv_cdf((_hash(seed, names) % _WORD + 0.5) / _WORD)


def stream(seed: int, *names: Name) -> Random:
    """A generator of its own by name, to shuffle or to choose several with."""
    return Random(_hash(seed, names))  # noqa: S311


def _common(rules: Rules[S], course: Course, like: Played[S] | None) -> tuple[int, S, list[Event], list[S]]:
    """The tick to play on from, before its moves, with its state, and the events and states up to it."""
    if like is None or (like.course.item, like.course.seed, like.course.revision) != (course.item, course.seed, course.revision):
        state, told = rules.begin(course.seed)
        return 0, state, list(told), [state]
    pairs = zip_longest(like.course.moves, course.moves)
    first = next((min(move.at for move in pair if move is not None) for pair in pairs if pair[0] != pair[1]), min(like.now, course.now) + 1)
    shared = min(first, like.now + 1, course.now + 1) - 1
    if shared < 1:
        return _common(rules, course, None)
    state, told = rules.tick(like.states[shared - 1], shared, course.seed)
    before = [event for event in like.events if event.at < shared]
    return shared, state, [*before, *told], [*like.states[:shared], state]


def _hash(seed: int, names: tuple[Name, ...]) -> int:
    text = "\x1f".join((str(seed), *(f"{type(name).__name__[0]}{name}" for name in names)))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _moved(rules: Rules[S], state: S, move: Move, seed: int, over: bool) -> tuple[S, Sequence[Event], bool]:
    why = "it is over" if over else rules.refused(state, move)
    if why is not None:
        return state, (Event(at=move.at, kind="refused", text=why, data={"move": move.name}, hidden=True),), over
    state, happened = rules.move(state, move, seed)
    return state, happened, rules.is_over(state)
