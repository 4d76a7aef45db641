"""What the on-call tool says: the rota against published limits, how evenly it falls, what pays back, and what to protect."""

from __future__ import annotations

from loopready.engines.tools.oncall import CAP, MOST_EVENTS
from loopready.model import Chart, Column, Figure, Limit, Point, Report, ReportSection, Series, Table, Tone
from loopready.model.tools.oncall import OncallInputs, OncallLoad, OncallResult
from loopready.practice.tools.words import number, per_cent

_SOURCES = ("oc.25", "oc.dual", "oc.two", "oc.seed18", "oc.escalate", "oc.attrition.pd", "slo.toilcap", "sre.toil")
_TWO_YEARS = 104


def report(inputs: OncallInputs, result: OncallResult) -> Report:
    """The report on a rota."""
    return Report(
        title="On-call health", lead=_lead(inputs, result), figures=_figures(inputs, result),
        sections=(_limits(inputs, result), _fairness(inputs, result), _burn_down(inputs, result), _protect(inputs, result)),
        warnings=_warnings(inputs, result), sources=_SOURCES,
    )  # fmt: skip


def _lead(inputs: OncallInputs, result: OncallResult) -> tuple[str, ...]:
    short = result.least - result.people
    size = (
        f"The rota has {result.people} people where the published least is {result.least}: {_people(short)} too few."
        if short > 0
        else f"The rota has {result.people} people; the published least is {result.least}."
    )
    load = (
        f"Each is on call {_one(result.share)}% of the time, every {_one(result.turn_weeks)} weeks, and a shift brings "
        f"{_one(result.pages_a_shift)} pages; pages, events and hand-overs take {_one(result.hours_a_week)} hours a week."
    )
    if not result.fixes:
        return size, load
    after = f"from {_one(result.pages_a_week)} to {_one(result.pages_after)} pages a week"
    paid = f"has paid back by week {result.pays_back}" if result.pays_back else "does not pay back within two years in hours alone"
    return size, load, f"The reliability work that pays back within two years takes the rota {after} and {paid}."


def _one(value: float) -> str:
    return number(value, digits=1)


def _people(count: int) -> str:
    return "one person" if count == 1 else f"{count} people"


def _figures(inputs: OncallInputs, result: OncallResult) -> tuple[Figure, ...]:
    rule = f"{inputs.posts} on call at once / {CAP:g}% of the time" if inputs.sites == "one" else "six at each of two sites"
    share = f"{inputs.posts} on call at once / {result.people} people" + (" / 2 sites" if inputs.sites == "two" else "")
    over = sum(load.above_cap for load in result.loads)
    return (
        Figure(label="People in the rota", value=f"{result.people} of {result.least}", because=f"least: {rule}",
               tone=_tone(result.people < result.least)),
        Figure(label="Time on call, each", value=per_cent(result.share, digits=1), because=f"{share}; at most {CAP:g}% is published",
               tone=_tone(result.share > CAP + 1e-9)),
        Figure(label="Over the cap in this window", value=_people(over) if over else "nobody", tone=_tone(over > 0),
               because="shifts × hours / (weeks × 168)"),
        Figure(label="Events in twelve hours", value=number(result.events_per_12_hours),
               tone=_tone(result.events_per_12_hours > MOST_EVENTS),
               because=f"events / (primary shifts × {inputs.shift_hours:g} / 12); at most {MOST_EVENTS:g}, and the median near none"),
        Figure(label="Pages at night", value=f"{_one(result.night_a_week)} a week", tone=_tone(result.night_a_week > inputs.night_limit),
               because=f"your own limit: {inputs.night_limit:g}"),
        Figure(label="Work that interrupts", value=f"{number(result.hours_a_week, digits=1)} h a week",
               because=f"pages × {inputs.page_minutes:g} min + events × {inputs.event_hours:g} h + "
               f"{_one(result.handover_hours)} h of hand-overs; "
               f"{per_cent(result.of_the_team, digits=1)} of the team's time"),
    )  # fmt: skip


def _tone(broken: bool) -> Tone:
    return "warn" if broken else "good"


def _limits(inputs: OncallInputs, result: OncallResult) -> ReportSection:
    without = result.share_without_one
    rows = (
        ("People in the rota", str(result.people), f"at least {result.least}", _held(result.people >= result.least)),
        ("Time on call, each", per_cent(result.share, digits=1), f"at most {CAP:g}%", _held(result.share <= CAP + 1e-9)),
        ("With one person less", per_cent(without, digits=1) if without is not None else "no rota", f"at most {CAP:g}%",
         _held(without is not None and without <= CAP + 1e-9)),
        ("Events in twelve hours, mean", number(result.events_per_12_hours), f"at most {MOST_EVENTS:g}",
         _held(result.events_per_12_hours <= MOST_EVENTS)),
        ("Work that interrupts, of the team's time", per_cent(result.of_the_team, digits=1), "at most 50% with all other toil",
         _held(result.of_the_team <= 50)),
        ("Time to acknowledge", f"{inputs.acknowledge:g} min", "5 min, then the backup is called", _held(inputs.acknowledge <= 5)),
        ("Someone in reserve", "yes" if inputs.posts > 1 else "no", "always", _held(inputs.posts > 1)),
    )  # fmt: skip
    heads = (Column(title="What"), Column(title="Here", align="right"), Column(title="Published limit"), Column(title="Holds"))
    text = [
        "A mean below the limit is not yet calm: a week of two hard nights and five quiet days has a low mean. Look at each shift.",
        f"{per_cent(100 - inputs.actionable, digits=0)} of pages asked for no act. Each of them teaches people to answer more slowly.",
    ]
    if result.of_a_person > 100:
        text.append(
            f"The interruptions of a week are {per_cent(result.of_a_person, digits=0)} of one person's 40 hours: whoever is primary can do "
            "nothing else, and that is not enough."
        )
    return ReportSection(title="Against published limits", text=tuple(text), tables=(Table(caption="Limits", columns=heads, rows=rows),))


def _held(holds: bool) -> str:
    return "yes" if holds else "no"


def _fairness(inputs: OncallInputs, result: OncallResult) -> ReportSection:
    rows = tuple(
        (load.person, per_cent(load.share, digits=1), str(load.pages), number(load.expected, digits=1),
         number(load.per_shift, digits=1) if load.per_shift is not None else "–",
         number(load.night_per_week, digits=1) if load.night_per_week is not None else "–", _flags(load) or "–")
        for load in sorted(result.loads, key=lambda load: (-load.share, -load.pages))
    )  # fmt: skip
    numbers = ("Time on call", "Pages", "By their shifts", "Pages a shift", "Nights a week as primary")
    columns = (Column(title="Who"), *(Column(title=title, align="right") for title in numbers), Column(title="Look at"))
    table = Table(
        caption="Load by person", columns=columns, rows=rows,
        note="By their shifts: all pages × own primary shifts / all primary shifts. More than chance: so many would come in fewer "
        "than 1 of 40 such windows if pages fell evenly and one by one; real pages come in bursts, so it is a reason to ask and no more.",
    )  # fmt: skip
    spread = f"Who is on call most has {number(result.spread)} times the time of who is on call least. " if result.spread else ""
    unlucky = [load.person for load in result.loads if load.unlucky]
    told = (
        f"{', '.join(unlucky)} had more pages than their shifts explain: ask which hours and services they stand for before "
        "you judge how fast they answer."
        if unlucky
        else "Nobody had more pages than their shifts explain."
    )
    chart = Chart(
        kind="bars", title="Time on call by person", unit="%", limits=(Limit(label="Published cap", value=CAP),),
        alt=f"Time on call, with a cap of {CAP:g}%: " + ", ".join(f"{load.person} {_one(load.share)}%" for load in result.loads) + ".",
        series=(Series(name="Time on call", points=tuple(Point(x=load.person, y=load.share) for load in result.loads)),),
    )  # fmt: skip
    return ReportSection(title="How evenly it falls", text=(f"{spread}{told}",), tables=(table,), charts=(chart,))


def _flags(load: OncallLoad) -> str:
    said = (
        (load.above_cap, "over the cap"), (load.above_events, "too many events"), (load.above_nights, "nights"),
        (load.unlucky, "more than chance"),
    )  # fmt: skip
    return ", ".join(words for holds, words in said if holds)


def _burn_down(inputs: OncallInputs, result: OncallResult) -> ReportSection:
    if not result.fixes:
        return ReportSection(title="What pays back", text=("No reliability work is listed: add what would end the most pages.",))
    rows = tuple(
        (fix.fix, number(fix.pages_a_week, digits=1), number(fix.hours_a_week, digits=1), number(fix.hours, digits=0),
         f"{number(fix.weeks_to_pay, digits=0)} weeks" if fix.weeks_to_pay is not None else "never",
         f"week {number(fix.done, digits=1)}" if fix.weeks_to_pay is not None and fix.weeks_to_pay <= _TWO_YEARS else "not planned")
        for fix in result.fixes
    )  # fmt: skip
    numbers = ("Ends, pages a week", "Gives back, hours a week", "Costs, hours", "Pays back in", "Done")
    table = Table(
        caption="Reliability work, the soonest paid first", rows=rows,
        columns=(Column(title="Work"), *(Column(title=title, align="right") for title in numbers)),
        note="Pays back in: person-days × 8 / (pages ended × minutes + events ended × hours). Done: one after another at the pace given.",
    )  # fmt: skip
    text = (
        "Hours are the least of it: sleep, people who stay and an error budget that is not spent do not stand in this sum. Work that does "
        "not pay back in hours within two years needs one of those reasons, said openly.",
    )
    weeks = result.weeks
    charts = (
        Chart(
            kind="lines", title="Pages a week as the work is done", unit="pages", x_unit="weeks",
            alt=f"From {number(weeks[0].pages, digits=1)} now to {number(weeks[-1].pages, digits=1)} in week {weeks[-1].week}.",
            series=(Series(name="Pages a week", points=tuple(Point(x=week.week, y=week.pages) for week in weeks)),),
        ),
        Chart(
            kind="lines", title="Hours given back less hours spent", unit="hours", x_unit="weeks",
            limits=(Limit(label="Paid back", value=0),),
            alt=f"Lowest at {_one(min(week.net for week in weeks))} hours, {_one(weeks[-1].net)} in week {weeks[-1].week}.",
            series=(Series(name="Net hours", points=tuple(Point(x=week.week, y=week.net) for week in weeks)),),
        ),
    )  # fmt: skip
    return ReportSection(title="What pays back", text=text, tables=(table,), charts=charts)


def _protect(inputs: OncallInputs, result: OncallResult) -> ReportSection:
    items = []
    if result.people < result.least:
        items.append(
            f"The rota needs {result.least} people before anyone leaves it for long: hire, borrow from a neighbouring team, hand a service "
            "back, or put managers in it."
        )
    elif result.share_without_one is not None and result.share_without_one > CAP + 1e-9:
        items.append("The rota stands at its least: one leaver or one leave breaks it. Train the next person before that happens.")
    over = [load.person for load in result.loads if load.above_cap]
    if over:
        items.append(f"{', '.join(over)}: no extra shift in the next window, and say so in the plan rather than as a favour.")
    if any(load.above_nights for load in result.loads):
        items.append("The morning after a night page is free, without asking; deliverables of that week are planned without the primary.")
    if result.covered < 99.5:
        items.append(
            f"Primary shifts cover {per_cent(result.covered, digits=0)} of the window: somebody answers in the rest without being counted."
        )
    items += [
        "The work above has its own line in the roadmap. Interrupt time is planned as capacity that is gone.",
        "A page without an act is a defect: fix or delete it in the week it fires.",
        "Before slow answers are taken for poor work, look at the person's own load in this window.",
        "New people shadow first; on-call is neither a punishment nor a prize.",
    ]
    return ReportSection(title="What to protect", items=tuple(items))


def _warnings(inputs: OncallInputs, result: OncallResult) -> tuple[str, ...]:
    out = ["Use roles or initials and rounded figures; what is known of a colleague's health or leave does not belong here."]
    if result.covered > 100.5:
        out.append(
            f"The primary shifts come to {per_cent(result.covered, digits=0)} of the window: count each shift once, or check its length."
        )
    if inputs.sites == "two" and inputs.posts != 2:
        out.append("The published least for two sites is for a primary and a secondary; it is scaled here to the number on call at once.")
    return tuple(out)
