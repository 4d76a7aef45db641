"""A play as it is shown while it goes on: the weeks as they were told, what is known, and the moves of each meeting."""

from __future__ import annotations

from dataclasses import dataclass

from loopready.model.conversation import Event, Meeting, Tone
from loopready.practice.conversation.playing import cue
from loopready.practice.conversation.world import DECISION_WEEK, NOTED, WEEKS, State, World, moves_of, why_not

MEETINGS: dict[Meeting, str] = {
    "person": "The 1:1",
    "desk": "Your desk",
    "team": "The team",
    "hr": "HR",
    "manager": "Your manager",
    "act": "Act",
    "decide": "Decide",
}
"""Where moves are made, in the order shown."""
HEARD: dict[Tone, str] = {
    "open_question": "an open question",
    "leading": "a question that gives its answer",
    "precise": "something seen, with its time or number",
    "vague": "words that could mean anything",
    "blame": "blame",
    "threat": "a threat",
    "compare": "a comparison with others",
    "private": "a question about what is private",
    "promise": "a promise that you may not be able to hold",
    "own_part": "your own part",
    "heard": "saying back what you heard",
    "thanks": "thanks",
}
"""What typed words were read as, in words."""


@dataclass(frozen=True, kw_only=True)
class MoveShown:
    """A move as it is offered; ``why_not`` says why it can not be made now."""

    id: str
    label: str
    words: str
    takes: int
    why_not: str


@dataclass(frozen=True, kw_only=True)
class LineShown:
    """Something that happened, as it is told. ``heard`` are the readings of words that were typed."""

    day: int
    kind: str
    label: str
    said: str
    heard: tuple[str, ...]
    reply: str
    by: str
    note: str
    noted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Known:
    """A fact that was found: its note, and on which day."""

    title: str
    day: int


@dataclass(frozen=True, kw_only=True)
class View:
    """Where a play stands."""

    name: str
    scenario: str
    week: int
    weeks: int
    day: int
    decision_week: int
    hours: int
    exchanges: int
    cue: str
    known: tuple[Known, ...]
    thought: str
    decided: bool
    over: bool
    told: tuple[tuple[int, tuple[LineShown, ...]], ...]
    moves: dict[str, tuple[MoveShown, ...]]


def view_of(world: World, state: State) -> View:
    """A play as it is shown."""
    weeks: dict[int, list[LineShown]] = {state.week: []} if not state.ending else {}
    for event in state.events:
        if event.kind != "refused":
            weeks.setdefault((event.day - 1) // 7 + 1, []).append(_line(world, event))
    days = {id: event.day for event in state.events for id in event.found}
    thought = next((each.title for each in world.book.causes if each.id == state.thought), "")
    return View(
        name=world.case.name,
        scenario=world.fill(world.book.scenario),
        week=state.week,
        weeks=WEEKS,
        day=state.day,
        decision_week=DECISION_WEEK,
        hours=state.hours,
        exchanges=state.exchanges,
        cue=cue(world, state),
        known=tuple(Known(title=world.fill(world.finding(id).title), day=days[id]) for id in state.found),
        thought=thought,
        decided=state.decided is not None,
        over=bool(state.ending),
        told=tuple((week, tuple(lines)) for week, lines in sorted(weeks.items())),
        moves={meeting: _moves(world, state, meeting) for meeting in MEETINGS},
    )


def _moves(world: World, state: State, meeting: Meeting) -> tuple[MoveShown, ...]:
    return tuple(
        MoveShown(id=each.id, label=each.label, words=world.fill(each.words), takes=each.takes, why_not=why_not(world, state, each))
        for each in moves_of(world)
        if each.meeting == meeting
    )


def _line(world: World, event: Event) -> LineShown:
    move = next((each for each in moves_of(world) if each.id == event.move), None)
    own = move is not None and event.said not in ("", world.fill(move.words)) and not event.move.startswith(NOTED)
    heard = tuple(HEARD[each.tone] for each in event.readings if each.tone in HEARD) if own and event.move != "tell_concern" else ()
    if event.move == "tell_concern" and any(each.tone in ("vague", "blame", "threat", "private", "compare") for each in event.readings):
        heard = tuple(HEARD[each.tone] for each in event.readings if each.tone in HEARD)
    return LineShown(
        day=event.day,
        kind=event.kind,
        label=move.label if move is not None else "",
        said=event.said,
        heard=heard,
        reply=event.reply,
        by=event.by,
        note=event.note,
        noted=tuple(world.fill(world.finding(id).title) for id in event.found),
    )
