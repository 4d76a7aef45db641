"""A move and what comes of it: who answers what, which fact it shows, and how the person takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from loopready.model.conversation import Event, Finding, Move, Reading, Said, Tone
from loopready.practice.conversation.reading import Heard, heard, offers_route
from loopready.practice.conversation.world import (
    ACTS_ON,
    ANSWERS,
    DECISION_WEEK,
    ENDS_SOON,
    NOTED,
    WEEKS,
    State,
    World,
    band,
    ending_of,
    founded,
    moves_of,
    shown_by,
    speaks_for,
    through_week,
    told_by_person,
    why_not,
)

RECORDS = ("see_pages", "see_rota", "see_tickets", "see_reviews", "see_expectations")
_TAKEN: dict[Tone, tuple[float, float]] = {
    "blame": (-13, 14),
    "threat": (-15, 16),
    "compare": (-7, 8),
    "private": (-15, 13),
    "promise": (-2, 2),
    "vague": (-3, 5),
    "leading": (-1, 2),
    "open_question": (2, -2),
    "precise": (3, 2),
}
"""Tone -> what it does to trust and to defence."""
_ANSWERED: tuple[tuple[Tone, str], ...] = (
    ("private", "private"),
    ("threat", "threatened"),
    ("blame", "blamed"),
    ("compare", "compared"),
    ("promise", "promised"),
)
_TAKEN_IN: tuple[tuple[Tone, str], ...] = (
    ("precise", "told_precise"),
    ("vague", "told_vague"),
    ("own_part", "own_part"),
    ("heard", "heard"),
    ("thanks", "thanked"),
)
_LOST = 8
"""With less trust than this at the end of a week, the person gives notice."""


def play(world: World, moves: Iterable[Said]) -> State:
    """The state after these moves, from the first day."""
    state = world.start()
    for said in moves:
        state = step(world, state, said)
    return state


def step(world: World, state: State, said: Said) -> State:
    """The state after one more move. One that can not be made now changes nothing but is noted as refused."""
    move = next((each for each in moves_of(world) if each.id == said.move), None)
    reason = "There is no such move." if move is None else why_not(world, state, move)
    if move is None or reason:
        return _with(state, Event(day=state.day, kind="refused", move=said.move, note=reason))
    if move.id == "to_end":
        while not state.ending:
            state = _next_week(world, state, "to_end")
        return state
    if move.meeting == "time":
        return _next_week(world, state, move.id)
    if move.meeting == "person":
        return _said_to_person(world, state, move, said.words)
    if move.meeting == "decide":
        return _decided(world, state, move, said.words)
    return _elsewhere(world, state, move, said.words)


def _with(state: State, event: Event) -> State:
    return replace(state, events=(*state.events, event))


def _marked(state: State, move: Move) -> State:
    """The state with the move done and its cost paid: an exchange of the 1:1, or hours of the week."""
    hours = state.hours - (move.takes if move.meeting not in ("person", "decide") else 0)
    exchanges = state.exchanges - (move.meeting == "person")
    return replace(state, done=(*state.done, (move.id, state.week)), hours=hours, exchanges=exchanges)


def line(world: World, state: State, reply: str) -> str:
    """A line of the person for a reply, in their own words where the case has them; not the one that was said last."""
    own = world.case.lines.get(reply, {}).get(state.stance, ())
    lines = own or world.book.lines[reply][state.stance]
    said = [event.reply for event in state.events]
    fresh = [each for each in lines if world.fill(each) not in said] or list(lines)
    return world.fill(world.random(f"{reply} {len(state.events)}").choice(fresh))


def cue(world: World, state: State) -> str:
    """How the person sits there this week."""
    lines = world.book.tired if state.energy < 30 else world.book.cues[state.stance]
    return world.fill(world.random(f"cue {state.week}").choice(lines))


def _found(state: State, finding: Finding | None) -> State:
    return replace(state, found=(*state.found, finding.id)) if finding is not None else state


def _said_to_person(world: World, state: State, move: Move, words: str) -> State:
    """One exchange of the 1:1: typed words are read; without any the move's own words are said."""
    typed = words.strip()
    spoken = typed or (_concern(world, state) if move.id == "tell_concern" else world.fill(move.words))
    read = _as_said(world, state, move, typed)
    after = _marked(state, move)
    for each in read.readings:
        trust, defence = _TAKEN.get(each.tone, (0, 0))
        after = after.felt(trust=trust * _weight(state, each.tone), defence=defence)
    after, reply, finding = _answer(world, state, after, move, read, typed)
    after = _found(after, finding)
    note = _review_note(world, state) if move.id == "review_week" and state.did("agree_expectations") else ""
    return _with(
        after,
        Event(
            day=state.day,
            kind="move",
            move=move.id,
            said=spoken,
            readings=read.readings,
            reply=reply,
            by=world.case.name,
            found=(finding.id,) if finding else (),
            note=note,
        ),
    )


def _weight(state: State, tone: Tone) -> float:
    """What is hard to hear weighs more the second time."""
    before = sum(reading.tone == tone for event in state.events for reading in event.readings)
    if tone in ("blame", "threat", "compare", "private"):
        return 1 + 0.5 * before
    return 1 if before < 6 else 0.3


def _as_said(world: World, state: State, move: Move, typed: str) -> Heard:
    """What is heard: the typed words, and for moves that mean one thing, that thing with them."""
    if not typed:
        if move.id == "say":
            return Heard(())
        tone: Tone = move.tone
        if move.id == "tell_concern" and not any(world.finding(id).where in RECORDS for id in state.found):
            tone = "vague"
        said = _concern(world, state) if move.id == "tell_concern" else move.words
        return Heard((Reading(tone=tone, quote=said),) if tone != "neutral" else (), (move.asks,) if move.asks else ())
    read = heard(typed)
    if move.id in ("own_part", "hear_back", "recognise") and not read.has(move.tone):
        return Heard((*read.readings, Reading(tone=move.tone, quote=typed)), read.asked, read.named)
    if move.id == "tell_concern" and not read.has("precise", "vague", "blame", "threat", "private", "compare"):
        return Heard((*read.readings, Reading(tone="vague", quote=typed)), read.asked, read.named)
    if move.asks and read.has("open_question", "leading"):
        return Heard(read.readings, (move.asks, *read.asked), read.named)
    return read


def _concern(world: World, state: State) -> str:
    """The concern in the words of the records that were looked at; without any there is nothing to hold on to."""
    seen = [world.fill(world.finding(id).title) for id in state.found if world.finding(id).where in ("see_pages", "see_tickets")]
    if not seen:
        return "Things have not been going well lately, and it can not go on like this."
    return (
        "I want to say it to you directly. I have looked at the records: "
        + "; ".join(_lower(each) for each in seen)
        + ". It cost customers time."
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _answer(world: World, before: State, after: State, move: Move, read: Heard, typed: str) -> tuple[State, str, Finding | None]:
    """What the person answers, and the fact that they tell."""
    for tone, reply in _ANSWERED:
        if read.has(tone):
            return after, line(world, after, reply), None
    if move.id == "offer_route" or (typed and offers_route(typed)):
        first = not before.did("offer_route")
        after = after.felt(trust=3, defence=-3) if first else after
        if move.id != "offer_route":
            after = replace(after, done=(*after.done, ("offer_route", after.week)))
        return after, line(world, after, "route"), None
    known = _meant(world, before, after, move, read)
    if known is not None:
        return *known, None
    if read.asked:
        finding, kept = told_by_person(world, after, read.asked, leading=read.has("leading") and not read.has("open_question"))
        if finding is not None:
            return after, world.fill(finding.text), finding
        if kept:
            return after, line(world, after, "held_back"), None
        reply = "leading" if read.has("leading") else "open_none" if read.asked[0] == "open" else "nothing_more"
        return after, line(world, after, reply), None
    for tone, reply in _TAKEN_IN:
        if read.has(tone):
            return _settled(after, before, tone), line(world, after, _fits(before, reply)), None
    return after, line(world, after, "unclear"), None


def _fits(before: State, reply: str) -> str:
    """Saying back needs something that was said; thanks wear off."""
    if reply == "heard" and not any(event.found and event.by for event in before.events):
        return "heard_nothing"
    return "thanked_again" if reply == "thanked" and len(before.weeks_of("recognise")) > 3 else reply


def _settled(after: State, before: State, tone: str) -> State:
    """How the person takes being told one's part, being said back to, and being thanked."""
    if tone == "own_part":
        gain = 0.0 if before.did("own_part") else 8.0
        return replace(after.felt(trust=gain, defence=-gain), done=(*after.done, ("own_part", after.week)))
    if tone == "heard":
        told = any(event.found and event.by for event in before.events)
        new = before.week not in before.weeks_of("hear_back") and len(before.weeks_of("hear_back")) < 4
        after = after.felt(trust=4, defence=-5) if told and new else after
        return replace(after, done=(*after.done, ("hear_back", after.week))) if told else after
    if tone == "thanks":
        return after.felt(trust=2.0 if len(before.weeks_of("recognise")) <= 3 else -1.0, energy=2)
    return replace(after, done=(*after.done, (f"told_{tone}", after.week)))


def _meant(world: World, before: State, after: State, move: Move, read: Heard) -> tuple[State, str] | None:
    """The answer to a move that means one thing, whatever words go with it; None for the others."""
    if move.id == "tell_concern":
        tone = "precise" if read.has("precise") else "vague"
        return _settled(after, before, tone), line(world, after, f"told_{tone}")
    if move.id == "hint":
        return _settled(after, before, "vague"), line(world, after, "told_vague")
    if move.id == "own_part":
        return _settled(after, before, "own_part"), line(world, after, "own_part")
    if move.id == "hear_back":
        reply = _fits(before, "heard")
        after = replace(after, done=after.done[:-1])  # counted only where something had been said
        return _settled(after, before, "heard"), line(world, after, reply)
    if move.id == "recognise":
        return _settled(after, before, "thanks"), line(world, after, _fits(before, "thanked"))
    if move.id == "agree_expectations":
        return after.felt(trust=2 if after.stance != "closed" else -2), line(world, after, "expectations")
    if move.id == "review_week":
        if not before.did("agree_expectations"):
            return replace(after, done=after.done[:-1]).felt(defence=2), line(world, after, "reviewed_none")
        return after.felt(trust=0.5, defence=-1), line(world, after, f"reviewed_{band(before.work)}")
    return None


def _review_note(world: World, state: State) -> str:
    """The week beside what was written, as figures."""
    pieces = {"low": 2, "middle": 3, "good": 4}[band(state.work)]
    worst = int(world.values.get("ack", 10))  # type: ignore[call-overload]
    minutes = max(3, round(worst - (worst - 4) * max(0.0, state.work - 30) / 40))
    gap = {"low": "over an hour", "middle": "thirty-five minutes", "good": "twenty minutes"}[band(state.work)]
    return f"Week {state.week}: pages answered in {minutes} minutes in the middle, {pieces} of 4 pieces on their day, updates every {gap}."


def _elsewhere(world: World, state: State, move: Move, words: str) -> State:
    """A look at records, a talk with others, or an act."""
    after = _marked(state, move)
    if move.id.startswith(NOTED):
        cause = move.id.removeprefix(NOTED)
        behind = "; ".join(world.fill(each.title) for each in speaks_for(world, state, cause))
        says = f"{move.says} Behind it: {behind}." if behind else "You write it down. Nothing that you have found speaks for it yet."
        return _with(
            replace(after, thought=cause),
            Event(day=state.day, kind="move", move=move.id, said=f"I think: {_lower(move.label)}.", note=says),
        )
    finding = shown_by(world, state, move)
    after = _found(after, finding)
    reply, by, note = "", "", move.says
    if move.asks:
        by = {"ask_peer": "A colleague", "ask_lead": "The lead"}.get(move.id, "")
        reply = world.fill(finding.text) if finding else "I have told you what I saw."
    elif finding is not None:
        note = f"{move.says} {world.fill(finding.text)}"
    elif move.id in RECORDS:
        note = f"{move.says} Nothing in it that you have not seen."
    after, answer = _taken(world, state, after, move)
    spoken = words.strip() or world.fill(move.words)
    return _with(
        after,
        Event(
            day=state.day,
            kind="move",
            move=move.id,
            said=spoken if move.meeting != "desk" else "",
            reply=answer or reply,
            by=world.case.name if answer else by,
            found=(finding.id,) if finding else (),
            note=note,
        ),
    )


def _taken(world: World, state: State, after: State, move: Move) -> tuple[State, str]:
    """How the person takes an act, and what they say to it; others' talk reaches them too."""
    if move.id in ACTS_ON:
        if founded(world, state, move.id):
            agreed = replace(after, done=(*after.done, (f"{move.id}{ANSWERS}", after.week)))
            return agreed.felt(trust=4, defence=-4, energy=3), line(world, after, "act_founded")
        return after.felt(trust=-5, defence=4, energy=-4), line(world, after, "act_unfounded")
    if move.id == "off_primary":
        told = state.did("told_precise")
        return after.felt(trust=1 if told else -5, energy=3), line(world, after, "lightened")
    if move.id == "strip_pager":
        return after.felt(trust=-12, defence=12), line(world, after, "stripped")
    if move.id == "gossip":
        return after.felt(trust=-14, defence=14), ""
    if move.id == "up_verdict":
        return after.felt(trust=-4, defence=4), ""
    return after, ""


def _decided(world: World, state: State, move: Move, words: str) -> State:
    """A decision told to the person. A formal plan that HR never heard of does not stand."""
    after = _marked(state, move)
    spoken = words.strip() or world.fill(move.words)
    readings = heard(words).readings if words.strip() else ()
    for each in readings:
        trust, defence = _TAKEN.get(each.tone, (0, 0))
        after = after.felt(trust=trust, defence=defence)
    reply, note = move.id.replace("decide_", "decided_"), ""
    if move.id == "decide_formal":
        known = state.did("hr_ask", "hr_formal")
        cold = not state.did("told_precise") or not state.did("agree_expectations")
        reply = "decided_formal_cold" if cold or not known else reply
        after = after.felt(trust=-22 if cold else -6, defence=20 if cold else 5)
        if not known:
            note = "HR takes the plan back within the week: it was given without them. A complaint is on file."
            after = replace(after.felt(trust=-10, defence=10), withdrawn=True)
    elif move.id == "decide_exit":
        after = after.felt(trust=-16 if state.week < 4 else -2)
    elif move.id == "decide_met":
        after = after.felt(trust=4, defence=-6)
    if move.id != "decide_wait" and not note:
        after = replace(after, decided=(move.id, state.week))
    return _with(
        after,
        Event(
            day=state.day,
            kind="move",
            move=move.id,
            said=spoken,
            readings=readings,
            reply=line(world, after, reply),
            by=world.case.name,
            note=note,
        ),
    )


def _next_week(world: World, state: State, move: str) -> State:
    """The week goes by: what it brings, and whether the ninety days are over."""
    after = through_week(world, state)
    if state.trust < _LOST and state.week >= 2:
        return _ended(world, after, "left_hurt")
    over = state.week >= WEEKS or (
        state.decided is not None and state.decided[0] in ENDS_SOON and state.week >= max(state.decided[1], min(DECISION_WEEK, WEEKS)) + 3
    )
    if over:
        return _ended(world, replace(after, week=state.week), ending_of(world, after))
    lines = world.book.happenings[band(after.work)]
    seen = [event.note for event in state.events if event.kind == "week"]
    fresh = [each for each in lines if world.fill(each) not in seen] or list(lines)
    note = world.fill(world.random(f"happening {after.week}").choice(fresh))
    if after.week == DECISION_WEEK:
        note += " It is the week of the decision day."
    return _with(after, Event(day=after.day, kind="week", move=move, note=note))


def _ended(world: World, state: State, ending: str) -> State:
    event = Event(day=min(90, state.day + 6), kind="end", note=world.fill(world.book.endings[ending]))
    return _with(replace(state, ending=ending), event)
