"""The debrief of an incident as a Report: the levels with their moments, what each order was worth, the timeline, what it was."""

from __future__ import annotations

from loopready.engines.passage import expand
from loopready.engines.simulation import Played
from loopready.model import Chart, Column, Figure, Limit, Moment, Move, Point, Report, ReportSection, Series, Table, Tone
from loopready.model.incident import BookMove
from loopready.practice.incident.criteria import Level, criteria, levels, overall
from loopready.practice.incident.moves import chosen, title_of
from loopready.practice.incident.record import Record
from loopready.practice.incident.state import State
from loopready.practice.incident.telling import credits_of
from loopready.practice.incident.world import Incident
from loopready.practice.incident.worth import COUNTS, best_change

_POINTS = 160
_LABEL = 44
_IN_WORDS = 12


def judged_of(world: Incident, played: Played[State]) -> tuple[Level, ...]:
    """The levels of a course."""
    return levels(Record(world, played))


def score_of(world: Incident, played: Played[State]) -> float | None:
    """The overall of a course, 0 to 100; None where nothing had shown itself yet."""
    return overall(judged_of(world, played))


def debrief(world: Incident, played: Played[State]) -> Report:
    """Everything there is to say about a course once it is over."""
    record = Record(world, played)
    judged = levels(record)
    reached = overall(judged)
    sections = (
        _criteria(judged),
        _otherwise(record),
        _pictures(record),
        _money(record),
        _people(record),
        _what_it_was(world),
        _course(world),
        _events(record),
    )
    passage = expand(world.scenario.pattern)
    return Report(
        title=f"Debrief: {world.scenario.title}",
        lead=_lead(record, reached),
        figures=_figures(record, reached),
        sections=sections,
        sources=passage.facts,
    )


def _lead(record: Record, reached: float | None) -> tuple[str, ...]:
    state, sign = record.state, record.sign
    if sign is None:
        return ("It stopped before anything had shown itself.",)
    felt = f"{state.tally.bad:.1f} minutes of full outage" + (
        f" and {state.tally.wrong:.1f} minutes of wrong data" if state.tally.wrong > 0.05 else ""
    )
    ended = "was ended by you" if state.ended is not None else "was taken out of your hands"
    steady = (
        f"From minute {record.recovered} on nothing was felt any more."
        if record.recovered is not None
        else "Customers still felt it at the end."
    )
    score = f"By the written criteria that is {reached:.0f} of 100." if reached is not None else ""
    return (
        f"The first sign came in minute {sign}; the incident {ended} in minute {record.end}. "
        f"Customers had, over the whole service, {felt}. {steady}",
        f"{score} It judges this course by these criteria; it predicts no interviewer.".strip(),
    )


def _figures(record: Record, reached: float | None) -> tuple[Figure, ...]:
    state, service = record.state, record.world.scenario.service
    allowed = (100 - service.target) / 100 * 30 * 1440
    spent = service.spent + 100 * state.tally.bad / allowed
    declared = record.first("declare")
    helped = min(record.helpful, key=lambda each: each.move.at, default=None) if record.sign is not None else None
    owed = sum(row[4] for row in credits_of(record.world.plant, state))
    tone: Tone = "plain" if reached is None else "good" if reached >= 75 else "warn" if reached >= 40 else "bad"
    out = [
        Figure(label="Overall", value=_of_hundred(reached), because="100 x (mean level - 1) / 4", tone=tone),
        Figure(label="Outage", value=f"{state.tally.bad:.1f} min", because="sum over the minutes of the share of requests that failed"),
        Figure(
            label="Month's error budget used", value=f"{spent:,.0f}%", tone="bad" if spent > 100 else "plain",
            because=f"{service.spent:g}% before + {state.tally.bad:.2f} min / {allowed:.2f} min ({service.target:g}% over 30 days)",
        ),
        Figure(label="To declare", value=f"{record.after(declared.at)} min" if declared else "never", because="from the first sign"),
        Figure(
            label="To the first order that helped", value=f"{record.after(helped.move.at)} min" if helped else "never",
            because="from the first sign; played again with the orders up to it and without it",
        ),
        Figure(label="Credits at most", value=f"${owed:,.0f}", because="sum of bill x credit band, if every customer claims"),
    ]  # fmt: skip
    if state.tally.wrong > 0.05:
        out.insert(
            2,
            Figure(
                label="Wrong data",
                value=f"{state.tally.wrong:.1f} min",
                because="sum over the minutes of the share of wrong data",
                tone="bad",
            ),
        )
    return tuple(out)


def _of_hundred(reached: float | None) -> str:
    return f"{reached:.0f} of 100" if reached is not None else "not judged"


def _criteria(judged: tuple[Level, ...]) -> ReportSection:
    anchors = {criterion.id: criterion.anchors for _, criterion in criteria()}
    rows = []
    for each in judged:
        higher = anchors[each.criterion][each.level + 1] if each.level is not None and each.level < 5 else ""
        rows.append(
            (each.title, f"{each.level} of 5" if each.level is not None else "not judged", each.why, " ".join(each.rests_on), higher)
        )
    return ReportSection(
        title="By the written criteria",
        text=("Each level rests on a moment, or on something that did not happen.",),
        tables=(
            Table(
                caption="Criteria, levels and the moments they rest on",
                columns=tuple(
                    Column(title=title) for title in ("Criterion", "Level", "That level means", "It rests on", "One level higher")
                ),
                rows=tuple(rows),
            ),
        ),
    )


def _otherwise(record: Record) -> ReportSection:
    forms = record.world.plant.forms
    rows = (
        tuple((f"{each.move.at}", chosen(forms, each.move), _worth(each.saved)) for each in record.worths)
        if record.sign is not None
        else ()
    )
    best = best_change(record.world, record.played, record.worths) if record.sign is not None else None
    if best is None:
        text = "No single move, left out or made earlier, would have saved a minute or more."
    elif best.left_out:
        less = f"customers would have had {best.saved:.0f} minutes less of it, all else as you did it."
        text = f"Without “{best.words}” in minute {best.move.at} {less}"
    else:
        why = f" {best.because}" if best.because else ""
        text = f"“{best.words}” in minute {best.move.at} would have saved {best.saved:.0f} minutes, all else as you did it.{why}"
    tables = (
        Table(
            caption="What your orders were worth",
            columns=(
                Column(title="Minute", align="right"),
                Column(title="Order"),
                Column(title="Minutes of outage or wrong data", align="right"),
            ),
            rows=rows,
            note="The same course with the orders up to this one, against the course with those before it.",
        ),
    )
    return ReportSection(title="What would have happened otherwise", text=(text,), tables=tables if rows else ())


def _worth(saved: float) -> str:
    if abs(saved) < COUNTS:
        return "no difference"
    return f"saved {saved:.0f}" if saved > 0 else f"cost {-saved:.0f}"


def _pictures(record: Record) -> ReportSection:
    states, sign = record.played.states, record.sign or 0
    last = min(len(states) - 1, record.end + 20)
    step = max(1, (last + 1) // _POINTS)
    shown = range(0, last + 1, step)
    series = [
        Series(name=region.name, points=tuple(Point(x=float(at), y=round(100 * states[at].grid.error[index], 2)) for at in shown))
        for index, region in enumerate(record.world.scenario.regions)
    ]
    worst = max((point.y for each in series for point in each.points), default=0.0)
    if record.state.tally.wrong > 0.05:
        series.append(
            Series(name="Wrong data", points=tuple(Point(x=float(at), y=round(100 * states[at].grid.damaged, 2)) for at in shown))
        )
    lines = Chart(
        kind="lines",
        title="Failing requests by region",
        unit="% over minutes",
        alt=f"Failing requests by region over {last} minutes; the worst value is {worst:.0f}%, the first sign is in minute {sign}.",
        series=tuple(series),
        limits=(Limit(label="An alarm rings", value=2.0),),
    )
    moments = _moments(record, last)
    line = Chart(
        kind="timeline",
        title="The timeline",
        unit="min",
        alt="Signs, what you did, what was done and what was told, by minute: "
        + "; ".join(f"{each.at:.0f} {each.label}" for each in moments[:_IN_WORDS]),
        moments=moments,
    )
    return ReportSection(title="How it went", charts=(lines, line))


def _events(record: Record) -> ReportSection:
    rows = tuple((str(each.at), each.by or "the situation", each.text) for each in record.played.events if not each.hidden)
    columns = (Column(title="Minute", align="right"), Column(title="From"), Column(title="What"))
    return ReportSection(title="Everything that was said", folded=True, tables=(Table(caption="By minute", columns=columns, rows=rows),))


def _moments(record: Record, last: int) -> tuple[Moment, ...]:
    forms = record.world.plant.forms
    out = [Moment(at=float(record.sign), label="First sign", lane="Signs", tone="bad")] if record.sign is not None else []
    if record.recovered is not None:
        out.append(Moment(at=float(record.recovered), label="Nothing felt any more", lane="Signs", tone="good"))
    worth = {each.index: each.saved for each in record.worths} if record.sign is not None else {}
    for index, move in enumerate(record.moves):
        form = forms[move.name]
        lane = {"mitigate": "Orders", "tell": "Told", "facts": "Asked"}.get(form.group, "People")
        saved = worth.get(index, 0.0)
        tone: Tone = (
            "good" if saved >= COUNTS else "bad" if saved <= -COUNTS or move.name in ("take_keyboard", "override_commander") else "plain"
        )
        out.append(Moment(at=float(move.at), label=_cut(title_of(move.name)), lane=lane, tone=tone))
    return tuple(sorted((each for each in out if each.at <= last), key=lambda each: each.at)) or (
        Moment(at=0.0, label="It began", lane="Signs"),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LABEL else text[:_LABEL].rsplit(" ", 1)[0] + " …"


def _money(record: Record) -> ReportSection:
    service = record.world.scenario.service
    bands = ", ".join(f"below {limit:g}%: {credit:g}%" for limit, credit in service.bands)
    rows = tuple(
        (name, f"{down:.1f}", f"{reached:.3f}%", f"{percent:g}%", f"${owed:,.0f}")
        for name, down, reached, percent, owed in credits_of(record.world.plant, record.state)
    )
    return ReportSection(
        title="What it costs by contract",
        text=(
            f"Credits by the contract's bands ({bands}), on the month's bill, where customers claim them. What renewals cost is not in it.",
        ),
        tables=(
            Table(
                caption="By customer",
                columns=(
                    Column(title="Customer"),
                    Column(title="Minutes down this month", align="right"),
                    Column(title="Availability", align="right"),
                    Column(title="Credit", align="right"),
                    Column(title="At most", align="right"),
                ),
                rows=rows,
                note="Availability = 1 - minutes down / 43,200; the free tier has no contract. All customers and bills are invented.",
            ),
        ),
    )  # fmt: skip


def _people(record: Record) -> ReportSection:
    first, last = record.played.states[0].told.mood, record.state.told.mood
    rows = tuple((each.name, f"{a:.0f}", f"{b:.0f}") for each, a, b in zip(record.world.scenario.customers, first, last, strict=True))
    rows += (
        ("The executives' trust", "75", f"{record.state.told.board:.0f}"),
        ("The team's trust", "75", f"{record.state.crew.trust:.0f}"),
    )
    return ReportSection(
        title="What people felt",
        tables=(
            Table(
                caption="Mood from 0 to 100",
                columns=(Column(title="Who"), Column(title="Before", align="right"), Column(title="After", align="right")),
                rows=rows,
            ),
        ),
    )


def _what_it_was(world: Incident) -> ReportSection:
    wrong = tuple(f"Believed in good faith, and wrong: {clue.text}" for clue in world.scenario.clues if not clue.right)
    return ReportSection(title="What it was", text=(world.scenario.cause, expand(world.scenario.pattern).text), items=wrong)


def _course(world: Incident) -> ReportSection:
    rows = tuple(
        (_when(move), chosen(world.plant.forms, Move(at=move.after, name=move.move, options=dict(move.options))), move.because)
        for move in world.scenario.book
    )
    return ReportSection(
        title="A course that works",
        folded=True,
        text=("One way among several. Minutes are counted from the first sign, from recovery, or from the end.",),
        tables=(Table(caption="The worked course", columns=(Column(title="When"), Column(title="Move"), Column(title="Why")), rows=rows),),
    )


def _when(move: BookMove) -> str:
    since = {"": "", "recovered": " after recovery", "ended": " after the end"}[move.once]
    every = f", then every {move.every}" if move.every else ""
    return f"+{move.after} min{since}{every}"
