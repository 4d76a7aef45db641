"""The debrief of a conversation as a report: what became of it, the criteria with their moments, what was hidden and what shows it."""

from __future__ import annotations

from loopready.model.conversation import Move
from loopready.model.report import Chart, Column, Figure, Limit, Moment, Point, Report, ReportSection, Series, Table, Tone
from loopready.practice.conversation.scoring import fits, hurts, score
from loopready.practice.conversation.world import ACTS_ON, DECISION_WEEK, MET, NOTED, State, World, is_lifted

LAW = (
    "Employment law differs by country: what may be asked, written and decided, notice, works councils, leave and disability. "
    "Check locally, with HR and where needed with counsel, before any written step."
)
_TOPICS = {
    "open": "asking openly",
    "load": "asking about the pager and the nights",
    "clarity": "asking what they think is expected",
    "role": "asking which parts fit",
    "incident": "having them walk you through an incident",
    "team": "asking how work reaches them",
    "future": "asking what they want in a year",
}
_LANES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Said", ("tell_concern", "own_part", "offer_route", "agree_expectations")),
    ("HR and manager", ("hr_ask", "hr_formal", "up_tell", "up_verdict")),
    ("Acts", ("off_primary", "strip_pager", "stop_detour", *ACTS_ON)),
    ("Decision", ("decide_met", "decide_formal", "decide_seat", "decide_exit", "decide_wait")),
)
_SHORT = {
    "tell_concern": "concern said",
    "own_part": "your part said",
    "offer_route": "route offered",
    "agree_expectations": "written down",
    "hr_ask": "HR asked",
    "hr_formal": "plan prepared",
    "up_tell": "manager told",
    "up_verdict": "called lost",
    "off_primary": "off primary",
    "strip_pager": "off the rota",
    "stop_detour": "detour ended",
    "share_rota": "nights shared",
    "coach_incidents": "paired",
    "reshape_role": "own piece",
    "mediate": "both at a table",
    "grow_path": "next step written",
    "decide_met": "met",
    "decide_formal": "formal plan",
    "decide_seat": "another seat",
    "decide_exit": "leaving agreed",
    "decide_wait": "put off",
}


def debrief(world: World, state: State) -> Report:
    """The report of a play that has ended."""
    judged = score(world, state)
    sections = [_criteria(world, state), _hidden(world, state), _days(state), _looks(world)]
    bad = hurts(state)
    if bad:
        items = tuple(f"Day {event.day}: “{quote}”" for event, quote in bad)
        text = ("Each of these cost trust, and none of them told you anything.",)
        sections.insert(1, ReportSection(title="What hurt", text=text, items=items))
    return Report(
        title=f"Debrief: ninety days with {world.case.name}",
        lead=(
            world.fill(world.book.endings[judged.ending]) if judged.ending else "It is still under way.",
            "What is judged is what you did with what could be known, not how it ended: not every right act works.",
        ),
        figures=(
            Figure(label="By the criteria", value=f"{judged.overall} of 100", because="100 x (mean of the eight levels - 1) / 4"),
            Figure(
                label="Facts found",
                value=f"{len(state.found)} of {len(world.case.findings)}",
                because="Those that were there to be asked for",
            ),
            _decided(state),
        ),
        sections=tuple(sections),
        warnings=(LAW,),
        sources=tuple(dict.fromkeys((*world.book.sources, *world.case.sources))),
    )


def _decided(state: State) -> Figure:
    if state.decided is None:
        return Figure(label="Decision", value="none", because=f"The decision day was in week {DECISION_WEEK}", tone="bad")
    move, week = state.decided
    tone: Tone = "good" if week <= DECISION_WEEK else "warn"
    return Figure(
        label="Decision", value=f"{_SHORT[move]}, week {week}", because=f"The decision day was in week {DECISION_WEEK}", tone=tone
    )


def _criteria(world: World, state: State) -> ReportSection:
    rows = tuple(
        (
            each.title,
            f"{each.level} of 5",
            each.why,
            (f"Day {each.day}: “{_cut(each.quote)}”" if each.quote else f"Day {each.day}") if each.day else "no moment",
        )
        for each in score(world, state).marks
    )
    columns = (Column(title="Criterion"), Column(title="Level", align="right"), Column(title="Why"), Column(title="The moment"))
    table = Table(caption="Eight criteria, each by the moment that it rests on", columns=columns, rows=rows)
    return ReportSection(title="By the criteria", tables=(table,))


def _looks(world: World) -> ReportSection:
    looks = tuple(f"{each.title}: {each.looks_for} Level 5: {each.levels[5]}" for each in world.book.criteria)
    return ReportSection(title="What the criteria look for", items=looks, folded=True)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 160 else flat[:157].rsplit(" ", 1)[0] + "…"


def _hidden(world: World, state: State) -> ReportSection:
    cause = next(each for each in world.book.causes if each.id == world.case.cause)
    text = [f"{cause.title}.", world.fill(world.case.hidden), f"What shows it: {_lower(cause.shows)}"]
    if is_lifted(world, state) and not world.works:
        text.append(
            "You lifted it, and the work did not come back all the same. That happens; what counts then is an honest decision in time."
        )
    if state.decided is not None and fits(world, state) == 2:
        text.append("Your decision fits what the work showed on its day.")
    table = Table(
        caption="What was there to be found",
        columns=(Column(title="Fact"), Column(title="Where"), Column(title="Found")),
        rows=tuple(
            (world.fill(each.title), _where(world, each.where, each.topic), _found_on(state, each.id)) for each in world.case.findings
        ),
    )
    return ReportSection(title="What was hidden", text=tuple(text), tables=(table,))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _where(world: World, where: str, topic: str | None) -> str:
    if where == "person":
        return _TOPICS.get(topic or "", "asking them")
    move: Move | None = world.book.move(where)
    return move.label if move is not None else where


def _found_on(state: State, id: str) -> str:
    event = next((event for event in state.events if id in event.found), None)
    return f"day {event.day}" if event is not None else "not found"


def _days(state: State) -> ReportSection:
    moments = _moments(state)
    line = Chart(
        kind="lines",
        title="The work and their trust, week by week",
        alt=_told(state),
        unit="of 100",
        series=(
            Series(name="Work", points=tuple(Point(x=week, y=round(work, 1)) for week, work, _ in state.course)),
            Series(name="Trust", points=tuple(Point(x=week, y=round(trust, 1)) for week, _, trust in state.course)),
        ),
        limits=(Limit(label="as written", value=MET),),
    )
    days = Chart(
        kind="timeline",
        title="What you did, and when",
        alt="; ".join(f"day {moment.at:.0f}: {moment.label}" for moment in moments),
        unit="day",
        moments=moments,
    )
    return ReportSection(title="The ninety days", charts=((line,) if state.course else ()) + (days,))


def _told(state: State) -> str:
    if not state.course:
        return "No week went by."
    (_, first, trust), (last, work, after) = state.course[0], state.course[-1]
    return f"Work went from {first:.0f} in week 1 to {work:.0f} in week {last}, trust from {trust:.0f} to {after:.0f}; {MET} is as written."


def _moments(state: State) -> tuple[Moment, ...]:
    out = [Moment(at=DECISION_WEEK * 7 - 4, label="decision day", lane="Decision")]
    for lane, moves in _LANES:
        for move in moves:
            event = next((each for each in state.events if each.kind == "move" and each.move == move), None)
            if event is not None:
                bad = move in ("strip_pager", "up_verdict", "decide_wait")
                out.append(Moment(at=event.day, label=_SHORT[move], lane=lane, tone="bad" if bad else "plain"))
    for event in state.events:
        if event.move.startswith(NOTED):
            out.append(Moment(at=event.day, label="reason named", lane="Found"))
    out += [Moment(at=event.day, label="hurt", lane="Said", tone="bad") for event, _ in hurts(state)]
    out += _found_weeks(state)
    out += [Moment(at=event.day, label="the end", lane="Decision") for event in state.events if event.kind == "end"]
    lanes = {name: at for at, name in enumerate(("Found", *(lane for lane, _ in _LANES)))}
    return tuple(sorted(out, key=lambda moment: (lanes[moment.lane], moment.at, moment.label)))


def _found_weeks(state: State) -> list[Moment]:
    days: dict[int, int] = {}
    for event in state.events:
        if event.found:
            days[event.day] = days.get(event.day, 0) + len(event.found)
    return [Moment(at=day, label=f"{count} fact{'s' if count > 1 else ''}", lane="Found", tone="good") for day, count in days.items()]
