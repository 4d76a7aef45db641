"""The world of a conversation: what is so, as numbers, after each move. Pure: case, seed and moves give the same play each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random

from loopready.model.conversation import ConversationBook, ConversationCase, Event, Finding, Move, Stance

WEEKS, DECISION_WEEK = 13, 7
"""Ninety days, and the week of the decision day."""
HOURS, EXCHANGES = 4, 6
"""What a week leaves for this beside all else, and what a 1:1 holds."""
MET, MIDDLE = 60, 45
"""From here the work meets what was written; below the second it is poor."""
NOTED = "think_"
"""Moves that name a cause begin with it."""
ANSWERS = "+"
"""An act that answered something that was found is noted once more with this; one that answers nothing is not taken up."""
ACTS_ON = ("share_rota", "coach_incidents", "reshape_role", "mediate", "grow_path")
ENDS_SOON = frozenset({"decide_seat", "decide_exit"})


@dataclass(frozen=True)
class World:
    """What a play takes place in: the book, the case, the seed, and what the seed drew."""

    book: ConversationBook
    case: ConversationCase
    seed: int

    def random(self, purpose: str) -> Random:
        """A generator of its own for each purpose, so that one more draw changes nothing else."""
        return Random(f"{self.case.id}:{self.seed}:{purpose}")  # noqa: S311

    @cached_property
    def values(self) -> dict[str, object]:
        """The name and the numbers that texts are filled with."""
        draw = self.random("values")
        return {"name": self.case.name, "seat": self.case.seat} | {
            key: draw.randint(*self.case.values[key]) for key in sorted(self.case.values)
        }

    def fill(self, text: str) -> str:
        """A text with the seed's numbers in place."""
        return text.format_map(self.values) if "{" in text else text

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """All moves there are: those of the book, and naming a cause."""
        says = "You write it down as what you think now, with the reasons."
        thoughts = (Move(id=NOTED + each.id, meeting="desk", label=each.title, takes=0, says=says) for each in self.book.causes)
        return (*self.book.moves, *thoughts)

    @cached_property
    def works(self) -> bool:
        """Whether lifting the cause brings the work back with this seed; not every right act works."""
        return self.random("works").random() < self.case.stays

    @cached_property
    def ceiling(self) -> int:
        """How good the work can become once the cause is lifted."""
        return self.random("ceiling").randint(*self.case.ceiling)

    @cached_property
    def lifts(self) -> tuple[str, ...]:
        """The moves that lift the cause."""
        return next(each.lifts for each in self.book.causes if each.id == self.case.cause)

    def finding(self, id: str) -> Finding:
        """A fact of the case."""
        return next(each for each in self.case.findings if each.id == id)

    def start(self) -> State:
        """The first day."""
        draw = self.random("start")
        return State(
            trust=draw.randint(*self.case.trust),
            defence=draw.randint(34, 46),
            energy=draw.randint(*self.case.energy),
            work=draw.randint(30, 38),
        )


@dataclass(frozen=True)
class State:
    """Where a play stands. Scales run from 0 to 100. ``done`` are the moves made, with their weeks; ``found`` the facts in order."""

    trust: float
    defence: float
    energy: float
    work: float
    week: int = 1
    hours: int = HOURS
    exchanges: int = EXCHANGES
    found: tuple[str, ...] = ()
    done: tuple[tuple[str, int], ...] = ()
    thought: str = ""
    decided: tuple[str, int] | None = None
    withdrawn: bool = False
    ending: str = ""
    events: tuple[Event, ...] = ()
    course: tuple[tuple[int, float, float], ...] = field(default=(), repr=False)

    @property
    def day(self) -> int:
        """The first day of the week, from 1."""
        return (self.week - 1) * 7 + 1

    @property
    def stance(self) -> Stance:
        """How the person sits there."""
        at = self.trust - self.defence / 2
        return "open" if at >= 36 else "guarded" if at >= 8 else "closed"

    def week_of(self, *moves: str) -> int | None:
        """The first week in which one of these was done; None where none was."""
        return next((week for move, week in self.done if move in moves), None)

    def weeks_of(self, move: str) -> list[int]:
        """The weeks in which a move was made, each once."""
        return sorted({week for each, week in self.done if each == move})

    def did(self, *moves: str) -> bool:
        """Whether one of these was done."""
        return self.week_of(*moves) is not None

    def felt(self, *, trust: float = 0, defence: float = 0, energy: float = 0) -> State:
        """The state after something that moved the person."""
        return replace(
            self, trust=_bounded(self.trust + trust), defence=_bounded(self.defence + defence), energy=_bounded(self.energy + energy)
        )


def _bounded(value: float) -> float:
    return max(0.0, min(100.0, value))


def moves_of(world: World) -> tuple[Move, ...]:
    """All moves of a play: those of the book, and naming a cause."""
    return world.moves


def why_not(world: World, state: State, move: Move) -> str:
    """Why a move can not be made now; empty where it can."""
    if state.ending:
        return "The ninety days are over."
    if move.meeting == "time":
        return ""
    if move.once and state.did(move.id):
        return "That was done."
    if move.meeting == "decide" and state.decided is not None:
        return "That was decided."
    if move.meeting == "person" and state.exchanges < 1:
        return "This week's 1:1 is over."
    if move.meeting not in ("person", "decide") and move.takes > state.hours:
        return "No hours are left for it this week."
    return ""


def open_moves(world: World, state: State) -> tuple[Move, ...]:
    """The moves that can be made now."""
    return tuple(each for each in moves_of(world) if not why_not(world, state, each))


def shown_by(world: World, state: State, move: Move) -> Finding | None:
    """The fact that a look or a talk with others shows next."""
    return next((each for each in _due(world, state) if each.where == move.id), None)


def told_by_person(world: World, state: State, topics: Sequence[str], *, leading: bool) -> tuple[Finding | None, bool]:
    """The fact that the person tells next when asked on these topics, and whether they keep one back.

    A question that gives its answer is told less: it takes more trust.
    """
    due = [each for topic in topics for each in _due(world, state) if each.where == "person" and each.topic == topic]
    asked_more = 16 if leading else 0
    told = next((each for each in due if state.trust >= each.trust + asked_more), None)
    return told, bool(due) and told is None


def _due(world: World, state: State) -> list[Finding]:
    return [each for each in world.case.findings if each.id not in state.found and set(each.needs) <= set(state.found)]


def speaks_for(world: World, state: State, cause: str) -> tuple[Finding, ...]:
    """The found facts that speak for a cause."""
    return tuple(finding for id in state.found if cause in (finding := world.finding(id)).points_to)


def founded(world: World, state: State, move: str) -> bool:
    """Whether an act answers something that was found: a fact that speaks for the cause it lifts."""
    return any(speaks_for(world, state, cause.id) for cause in world.book.causes if move in cause.lifts)


def is_lifted(world: World, state: State) -> bool:
    """Whether the cause was taken away: by all its acts, each made in answer to what was found."""
    return all(state.did(move + ANSWERS if move in ACTS_ON else move) for move in world.lifts)


def through_week(world: World, state: State) -> State:
    """The state after a week's work: its quality moves towards what the causes allow; what was looked at together moves faster."""
    lifted = is_lifted(world, state)
    target = 34.0
    if state.did("agree_expectations"):
        target += 6
    if lifted:
        target = float(world.ceiling) if world.works else 48.0
    reviewed = state.week in state.weeks_of("review_week") and state.did("agree_expectations")
    pace = (0.36 if reviewed else 0.2) * (0.6 + 0.4 * state.trust / 60)
    drift = world.random(f"week {state.week}").uniform(-2.5, 2.5)
    work = _bounded(state.work + (target - state.work) * min(pace, 0.5) + drift)
    energy = (60 - state.energy) * 0.15 if lifted else -1.0
    calm = -3 if state.did("hear_back") else 0
    after = replace(state, work=work, course=(*state.course, (state.week, work, state.trust))).felt(
        trust=(48 - state.trust) * 0.05, energy=energy, defence=calm
    )
    return replace(after, week=state.week + 1, hours=HOURS, exchanges=EXCHANGES)


def band(work: float) -> str:
    """The work's level in words: low, middle, good."""
    return "low" if work < MIDDLE else "middle" if work < MET else "good"


def ending_of(world: World, state: State) -> str:
    """What became of it by day ninety."""
    met = state.work >= MET
    if state.decided is None:
        return "withdrawn" if state.withdrawn else "drifted_well" if met and not state.did("decide_wait") else "drifted"
    decision = state.decided[0]
    if decision == "decide_met":
        return "turned_round" if met else "slipped_back"
    if decision == "decide_formal":
        return "formal_kept" if met else "formal_exit"
    if decision == "decide_seat":
        return "new_seat" if world.case.cause == "role" or state.trust >= 42 else "seat_refused"
    return "respectful_exit" if state.trust >= 42 else "hard_exit"
