"""What each order was worth, and the one that would have saved most: the same course played again with one move changed."""

from __future__ import annotations

from dataclasses import dataclass

from loopready.engines.simulation import Played, changed, play
from loopready.model import Course, Move
from loopready.practice.incident.moves import MITIGATIONS, chosen, target
from loopready.practice.incident.state import State
from loopready.practice.incident.world import Incident

COUNTS = 1.0
"""Minutes from which an order is said to have helped or harmed."""
_AFTER = 45
_SOONEST = 2
_CLOSING = frozenset({"end_incident", "write_postmortem"})


@dataclass(frozen=True, slots=True)
class Worth:
    """An order of the course by its index, and the minutes it saved (below 0: cost)."""

    index: int
    move: Move
    saved: float


@dataclass(frozen=True, slots=True)
class Other:
    """A course with one move changed: what, when, why, and the minutes it would have saved."""

    move: Move
    words: str
    because: str
    saved: float
    left_out: bool = False


def harm(state: State) -> float:
    """Minutes of full outage and of wrong data that customers had, together."""
    return state.tally.bad + state.tally.wrong


def worths(world: Incident, played: Played[State]) -> tuple[Worth, ...]:
    """Every order to change the service, with what it saved beyond the orders before it: the course with the orders up to it, against
    the course with those before it. Together they are what the course saved against giving no order at all."""
    base = _open(world, played)
    orders = [index for index, move in enumerate(base.moves) if move.name in MITIGATIONS]
    before = play(world, _with(base, orders, 0), like=played)
    found = []
    for count, index in enumerate(orders, 1):
        after = play(world, _with(base, orders, count), like=before)
        found.append(Worth(played.course.moves.index(base.moves[index]), base.moves[index], harm(before.state) - harm(after.state)))
        before = after
    return tuple(found)


def _with(course: Course, orders: list[int], count: int) -> Course:
    """The course with the first so many of its orders."""
    left_out = set(orders[count:])
    return course.model_copy(update={"moves": tuple(move for index, move in enumerate(course.moves) if index not in left_out)})


def best_change(world: Incident, played: Played[State], known: tuple[Worth, ...]) -> Other | None:
    """The one move, left out or made at the time of the worked course, that would have saved most; None below a minute."""
    sign = played.state.sign
    if sign is None:
        return None
    base = _open(world, played)
    played_on = play(world, base, like=played)
    others = []
    for each in known:
        if each.saved <= -COUNTS:
            without = play(world, changed(base, without=base.moves.index(each.move)), like=played_on)
            saved = harm(played_on.state) - harm(without.state)
            others.append(Other(each.move, chosen(world.plant.forms, each.move), "It made things worse.", saved, left_out=True))
    for book in world.scenario.book:
        if book.move not in MITIGATIONS or book.once:
            continue
        move = Move(at=sign + max(_SOONEST, book.after), name=book.move, options=dict(book.options))
        if move.at >= base.now or any(_is_same(each, move) and each.at <= move.at for each in base.moves):
            continue
        saved = harm(played_on.state) - harm(play(world, changed(base, also=move), like=played_on).state)
        others.append(Other(move, chosen(world.plant.forms, move), book.because, saved))
    best = max(others, key=lambda each: each.saved, default=None)
    return best if best is not None and best.saved >= COUNTS else None


def _is_same(one: Move, other: Move) -> bool:
    return one.name == other.name and target(one) == target(other)


def _open(world: Incident, played: Played[State]) -> Course:
    """The course without its closing moves, and a while longer, so that courses with and without a move are compared over equal time."""
    moves = tuple(move for move in played.course.moves if move.name not in _CLOSING)
    now = min(world.scenario.ends, played.now + _AFTER)
    return played.course.model_copy(update={"moves": moves, "now": max([now, *(move.at for move in moves)])})
