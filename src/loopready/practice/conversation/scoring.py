"""The judgement of a play: eight written criteria from 1 to 5, each with the moment that it rests on. Luck is not judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from loopready.model.conversation import ConversationScore, CriterionMark, Event, Reading
from loopready.practice.conversation.world import ACTS_ON, DECISION_WEEK, ENDS_SOON, MET, MIDDLE, NOTED, State, World, speaks_for

_HURTS = ("private", "blame", "threat", "compare")
_HURTING = {
    "strip_pager": "off the rota for good, as a punishment",
    "gossip": "told to others behind their back",
    "up_verdict": "called lost before anything was decided",
}
_EARLY, _IN_TIME, _LATE = 3, 5, 9
"""Weeks: a reason found early, in time for the decision, and a decision that is late but made."""
_AT_ONCE = 2
"""More acts than this at a time are no answer to a reason."""
_COVERED = ("off_primary", "share_rota", "coach_incidents")
_WRITTEN = ("agree_expectations", "decide_formal")


class Level(NamedTuple):
    """A level, why, and the event that it rests on."""

    level: int
    why: str
    event: Event | None = None
    quote: str = ""


def score(world: World, state: State) -> ConversationScore:
    """The judgement as far as the play has gone; it is meant for one that has ended."""
    marks = []
    for each in world.book.criteria:
        level, why, event, quote = _LEVELS[each.id](world, state)
        said = quote or _quote(event)
        marks.append(
            CriterionMark(
                id=each.id,
                title=each.title,
                level=level,
                why=f"{each.levels[level]} {why}".strip(),
                day=event.day if event else None,
                quote=said,
            )
        )
    mean = sum(each.level for each in marks) / len(marks)
    return ConversationScore(marks=tuple(marks), overall=int(100 * (mean - 1) / 4 + 0.5), ending=state.ending)


def _quote(event: Event | None) -> str:
    if event is None:
        return ""
    return event.said or event.note


def _first(state: State, *moves: str) -> Event | None:
    return next((event for event in state.events if event.kind == "move" and event.move in moves), None)


def _told(state: State, tone: str) -> Event | None:
    """The first time the concern was said in this tone; hints and blame are no telling."""
    return next((event for event in state.events if event.by and any(each.tone == tone for each in event.readings)), None)


def _diagnosis(world: World, state: State) -> Level:
    named = next((event for event in reversed(state.events) if event.kind == "move" and event.move.startswith(NOTED)), None)
    behind = speaks_for(world, state, world.case.cause)
    if named is None:
        finding = next((event for event in state.events if set(event.found) & {each.id for each in behind}), None)
        if len(behind) >= 3:
            return Level(3, "What you found points to it, and you never wrote down what you make of it.", finding)
        return Level(2 if behind else 1, "Little was found, and nothing was made of it." if behind else "", finding)
    right, week = state.thought == world.case.cause, (named.day - 1) // 7 + 1
    before = _known_before(world, state, named)
    if not right:
        return Level(2, "What you wrote down was another one.", named)
    if before < 2:
        return Level(2 if not before else 3, "It was right, with too little behind it to know.", named)
    acted = _first(state, *ACTS_ON)
    if acted is not None and state.events.index(acted) < state.events.index(named):
        return Level(3, "You acted first and found the reason afterwards.", named)
    if sum(state.did(each) for each in ACTS_ON) > _AT_ONCE:
        return Level(3, "You did so many things at once that nobody can say which it was.", named)
    return Level(5 if week <= _EARLY else 4 if week <= _IN_TIME else 3, f"{before} facts were behind it in week {week}.", named)


def _known_before(world: World, state: State, event: Event) -> int:
    """How many facts that speak for the true cause were known at an event."""
    known = {id for each in state.events[: state.events.index(event)] for id in each.found}
    return sum(each.id in known for each in speaks_for(world, state, world.case.cause))


def _own_side(world: World, state: State) -> Level:
    written, rota = state.week_of("see_expectations"), state.week_of("see_rota")
    first = _first(state, "see_expectations", "see_rota")
    if written is None and rota is None:
        return Level(1, "")
    if written is None or rota is None:
        missed = "what was ever written" if written is None else "whether the rota is fair"
        week = written or rota or 0
        return Level(3 if week <= _EARLY else 2, f"You did not look at {missed}.", first)
    later, owned = max(written, rota), _first(state, "own_part") or _told(state, "own_part")
    if later <= 2 and owned is not None:
        return Level(5, "", owned)
    if later <= _EARLY:
        return Level(4, "" if owned else "You never said what was yours.", owned or first)
    return Level(3, "", first)


def _directness(world: World, state: State) -> Level:
    precise, vague = _told(state, "precise"), _told(state, "vague")
    if precise is None:
        other = vague or _told(state, "blame")
        return Level(2, "They could not know what was meant.", other) if other is not None else Level(1, "")
    week = (precise.day - 1) // 7 + 1
    if vague is not None and state.events.index(vague) < state.events.index(precise):
        return Level(3, "It was hinted at before it was said.", precise)
    return Level(5 if week == 1 else 4 if week == 2 else 3, "", precise)


def _hr(world: World, state: State) -> Level:
    asked, written, formal = _first(state, "hr_ask", "hr_formal"), _first(state, *_WRITTEN), _first(state, "decide_formal")
    order = state.events.index
    if formal is not None and (asked is None or order(asked) > order(formal)):
        return Level(1, "", formal)
    if asked is None:
        return Level(2, "")
    if state.week_of("hr_ask", "hr_formal") is not None and written is not None and order(asked) > order(written):
        early = (asked.day - 1) // 7 + 1 < DECISION_WEEK
        return Level(4 if early else 3, "", asked)
    if written is None and (asked.day - 1) // 7 + 1 >= DECISION_WEEK:
        return Level(3, "", asked)
    looked = next((event for event in state.events[: order(asked)] if event.found), None)
    return Level(5 if looked is not None else 4, "", asked)


def _evidence(world: World, state: State) -> Level:
    weeks = state.weeks_of("review_week")
    first = state.week_of("agree_expectations") or 1
    last = (
        state.decided[1]
        if state.decided and state.decided[0] in ENDS_SOON
        else max(DECISION_WEEK, state.decided[1] if state.decided else 0)
    )
    due = max(3, last - first)
    held = [week for week in weeks if week <= last]
    share = min(1.0, len(held) / due)
    noted = len(state.weeks_of("note_down"))
    event = next((event for event in reversed(state.events) if event.move == "review_week" and event.note), None)
    said = f"{len(held)} of {due} weeks." if weeks else ""
    if _same_for_long(state):
        return Level(3 if share >= 0.4 else 2, "It said the same for weeks, and you changed nothing.", event, event.note if event else "")
    if share >= 0.8:
        return Level(
            5 if noted >= 3 else 4, said if noted >= 3 else f"{said} Too little of it was noted.", event, event.note if event else ""
        )
    return Level(4 if share >= 0.6 and noted else 3 if share >= 0.4 else 2 if weeks else 1, said, event, event.note if event else "")


def _same_for_long(state: State) -> bool:
    """Whether four weeks looked at together were all poor up to the decision, with one act or none tried and no decision to match."""
    poor = [work < MIDDLE for week, work, _ in state.course if week in state.weeks_of("review_week")][:4]
    return len(poor) == 4 and all(poor) and (state.decided is None or state.decided[0] == "decide_met")


def hurts(state: State) -> list[tuple[Event, str]]:
    """What hurt the person: the event and the words, or what was done."""
    out: list[tuple[Event, str]] = []
    for event in state.events:
        bad: list[Reading] = [each for each in event.readings if each.tone in _HURTS]
        out += [(event, each.quote) for each in bad]
        if event.kind == "move" and event.move in _HURTING:
            out.append((event, event.said or _HURTING[event.move]))
    return out


def _dignity(world: World, state: State) -> Level:
    bad = hurts(state)
    if state.withdrawn:
        formal = _first(state, "decide_formal")
        if formal is not None:
            bad.append((formal, formal.said))
    if bad:
        event, quote = bad[0]
        private = any(each.tone == "private" for each in event.readings)
        why = "Health, family and papers are theirs to speak of; you offer the way and ask nothing." if private else ""
        return Level(1 if len(bad) > 1 else 2, why, event, quote)
    route, heard = (
        _first(state, "offer_route"),
        next((event for event in state.events if any(each.tone == "heard" for each in event.readings)), None),
    )
    route = route or next(
        (event for event in state.events if event.by and state.did("offer_route") and "adjust" in event.said.lower()), None
    )
    heard = heard if state.did("hear_back") else None
    return Level(3 + (route is not None) + (heard is not None), "", heard or route)


def fits(world: World, state: State) -> int:
    """How a decision fits what the work showed on its day: 2 fits, 1 can be defended, 0 does not."""
    if state.decided is None:
        return 0
    decision, week = state.decided
    work = next((each for at, each, _ in state.course if at == week), state.work)
    before = next((each for at, each, _ in state.course if at == week - 1), work)
    if max(work, before) >= MET - 4:
        return 2 if decision == "decide_met" else 1 if decision == "decide_seat" and world.case.cause == "role" else 0
    tried = any(state.did(move) for move in world.lifts)
    if decision in world.case.right_ends and tried:
        return 2
    if decision == "decide_formal":
        return 2 if tried and state.did("agree_expectations") and len(state.weeks_of("review_week")) >= 3 else 1
    return 1 if decision == "decide_seat" and state.did("told_precise") and len(state.found) >= 4 else 0


def _decision(world: World, state: State) -> Level:
    event = _first(state, state.decided[0]) if state.decided else _first(state, "decide_formal", "decide_wait")
    if state.decided is None:
        return Level(1, "", event)
    week, fit = state.decided[1], fits(world, state)
    if state.decided[0] == "decide_exit" and fit == 0:
        return Level(1, "They went for a reason that nobody had found.", event)
    if week <= 2 or (not state.found and fit < 2):
        return Level(1, "", event)
    informed = state.did("hr_ask", "hr_formal") and state.did("up_tell")
    if fit == 2:
        if week <= DECISION_WEEK:
            return Level(5 if informed else 4, "", event)
        return Level(4 if week <= _LATE else 3, f"It came in week {week}.", event)
    if fit == 1:
        return Level(3 if week <= _LATE else 2, "", event)
    return Level(2, "", event)


def _team(world: World, state: State) -> Level:
    talked = _first(state, "gossip")
    if talked is not None:
        return Level(1, "", talked)
    detour, covered = state.week_of("stop_detour"), state.week_of(*_COVERED)
    event = _first(state, "stop_detour", *_COVERED)
    if detour is None and covered is None:
        return Level(1 if state.did("strip_pager") else 2, "", _first(state, "strip_pager"))
    if detour is None or covered is None:
        return Level(3, "The detour was never ended." if detour is None else "Nobody covered the load.", event)
    level = 5 if detour <= _EARLY else 4 if detour <= _IN_TIME else 3
    return Level(level, "", event)


_LEVELS: dict[str, Callable[[World, State], Level]] = {
    "diagnosis": _diagnosis,
    "own_side": _own_side,
    "directness": _directness,
    "hr": _hr,
    "evidence": _evidence,
    "dignity": _dignity,
    "decision": _decision,
    "team": _team,
}
CRITERIA = tuple(_LEVELS)
