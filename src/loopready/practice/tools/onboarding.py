"""A 30/60/90 onboarding in words: milestones with what shows them, the way into on-call, the first project, and what to mend before."""

from __future__ import annotations

from loopready.model.report import Chart, Dated, Figure, Moment, Report, ReportSection, Table, Tone
from loopready.model.tools.onboarding import Milestone, OnboardingInputs, OnboardingResult, OncallStep, Phase
from loopready.practice.tools.onboarding_words import FAULTS, MILESTONES, ONCALL
from loopready.practice.tools.privately import out_of_place
from loopready.practice.tools.wording import cell, citing, columns, count, day, when

_PHASES: tuple[tuple[Phase, str, str], ...] = (
    (30, "To day 30: learn", "Safe to ask anything, small things live."),
    (60, "To day 60: contribute", "A scoped project, and a voice in reviews."),
    (90, "To day 90: own", "A piece of the service with their name on it."),
)
_MANAGER_PHASES: tuple[tuple[Phase, str, str], ...] = (
    (30, "To day 30: listen", "Change little; a promise made in the first month is kept for years."),
    (60, "To day 60: choose", "Two priorities and what stops for them; one mended thing that everybody felt."),
    (90, "To day 90: plan", "A plan that carries objections, and a team that runs a week without you."),
)
_SOURCES = ("onb.pd", "onb.meta", "oo.google")
_from = citing(_SOURCES)


def report(inputs: OnboardingInputs, result: OnboardingResult) -> Report:
    """The onboarding as a report, with its days for the calendar."""
    manager = inputs.who == "manager"
    sections = [_mend(result), *(_phase(each, result) for each in (_MANAGER_PHASES if manager else _PHASES))]
    if not manager:
        sections += [_oncall(inputs, result), _project(inputs, result)]
    sections += [_talks(inputs, result), _picture(result)]
    return Report(
        title="Your first ninety days as the team's manager" if manager else f"First ninety days: {inputs.role.strip()}",
        lead=tuple(_lead(inputs, result)),
        figures=tuple(_figures(inputs, result)),
        sections=tuple(sections),
        warnings=tuple(_warnings(inputs)),
        sources=_SOURCES,
        dates=tuple(_dates(result)),
    )


def _lead(inputs: OnboardingInputs, result: OnboardingResult) -> list[str]:
    last = result.milestones[-1]
    lines = [
        f"{count(len(result.milestones), 'milestone')} from {day(inputs.start)} to {day(last.date)}, each with what shows that it is done."
    ]
    if result.primary_day is not None:
        primary = next(step for step in result.oncall if step.kind == "primary")
        lines.append(
            f"Primary on-call from {day(primary.date)} (day {result.primary_day}), after"
            f" {count(inputs.shadows, 'shadow shift')}, a drill and a"
            " shift as secondary."
        )
    if result.faults:
        lines.append(f"{count(len(result.faults), 'thing')} to mend before the first day.")
    return lines


def _figures(inputs: OnboardingInputs, result: OnboardingResult) -> list[Figure]:
    tone: Tone = "good" if not result.faults else "warn"
    figures = [Figure(label="To mend first", value=str(len(result.faults)), because="the checks below", tone=tone)]
    if result.primary_day is not None:
        because = "shadow shifts two weeks apart from day 14, a drill, a week as secondary, then primary"
        figures.append(
            Figure(
                label="Primary from", value=f"day {result.primary_day}", because=because, tone="warn" if result.primary_moved else "plain"
            )
        )
    if inputs.who == "engineer":
        figures.append(
            Figure(
                label="First project",
                value=f"{result.calendar_days} calendar days",
                because=f"{inputs.project_days} working days / 0.5 for a newcomer (our judgement) x 7 / 5",
            )
        )
    return figures


def _mend(result: OnboardingResult) -> ReportSection:
    if not result.faults:
        return ReportSection(
            title="Before the first day", text=("Nothing stands in the way. Send the plan a week before, so that they can object.",)
        )
    return ReportSection(
        title="Before the first day", items=tuple(FAULTS[fault.name].format(detail=fault.detail) for fault in result.faults)
    )


def _words(milestone: Milestone) -> tuple[str, str]:
    return (milestone.text, milestone.seen or "not said") if milestone.name == "own" else MILESTONES[milestone.name][:2]


def _short(milestone: Milestone) -> str:
    return milestone.text if milestone.name == "own" else MILESTONES[milestone.name].short


def _phase(phase: tuple[Phase, str, str], result: OnboardingResult) -> ReportSection:
    number, title, says = phase
    rows = tuple((when(each.day, each.date), *_words(each)) for each in result.milestones if each.phase == number)
    table = Table(caption=f"Milestones to day {number}", columns=columns("By", "Done", "What shows it"), rows=rows)
    return ReportSection(title=title, text=(says,), tables=(table,))


def _name(step: OncallStep) -> str:
    return ONCALL[step.kind][0].format(number=step.number)


def _oncall(inputs: OnboardingInputs, result: OnboardingResult) -> ReportSection:
    if not result.oncall:
        return ReportSection(title="On-call", text=("The role carries no pager.",))
    rows = tuple(
        (
            when(step.day, step.date) + (f", to {cell(step.until)}" if step.until != step.date else ""),
            f"{_name(step)}. {ONCALL[step.kind][1]}.",
        )
        for step in result.oncall
    )
    text = (
        f"Nobody carries a pager for a thing they have not seen break. PagerDuty has everybody new shadow for a week ({_from('onb.pd')}).",
        f"In a rota of {inputs.rota} they are primary every {inputs.rota} weeks from then on. If they are not ready the"
        " date moves, not the bar.",
    )
    return ReportSection(
        title="On-call",
        text=text,
        tables=(Table(caption="The way into on-call", columns=columns("When", "Step"), rows=rows),),
    )


def _project(inputs: OnboardingInputs, result: OnboardingResult) -> ReportSection:
    named = inputs.project.strip() or "____"
    items = (
        f"What: {named}.",
        f"Size: {count(inputs.project_days, 'working day')} for somebody who knows the system, so about"
        f" {result.calendar_days} calendar days for somebody"
        " who does not.",
        "On the path of the highest tier: " + ("yes, which is to be mended." if inputs.project_on_path else "no."),
        "Can be undone: " + ("yes." if inputs.project_undo else "no, which is to be mended."),
        "Wanted by somebody who will say so when it works; not the ticket that nobody has taken for a year.",
    )
    return ReportSection(title="First project", items=items)


def _talks(inputs: OnboardingInputs, result: OnboardingResult) -> ReportSection:
    items = [
        f"A 1:1 every week, {len(result.talks)} to day 90; theirs to fill, yours to keep. Work, load, what they would"
        " change, and feedback with its example."
    ]
    if inputs.who == "engineer":
        items += [
            "The same milestones as for others at this level: write down where you change them, and why.",
            "A doubt is said at day 30 or 60, with its example and in writing. Day 90 holds no surprise.",
            "Hours, leave and anything they need are theirs to raise, with a way to HR; you ask for no reason.",
            "Somebody who comes in from a large firm may be used to six to ten weeks of schooling before a team"
            f" ({_from('onb.meta')}):"
            " say how yours differs.",
        ]
    else:
        items += [
            "Ask each engineer the same questions in the same words; what one said is never passed on to another.",
            "Who was passed over for your seat? Speak with them in the first week, directly.",
            "Ask your own manager which of the team's promises you inherit, and which one you may break.",
        ]
    return ReportSection(title="Talks", items=tuple(items))


def _picture(result: OnboardingResult) -> ReportSection:
    moments = [Moment(at=each.day, label=_short(each), lane=each.area) for each in result.milestones]
    moments += [
        Moment(
            at=step.day,
            until=step.day + (step.until - step.date).days + 1 if step.until != step.date else None,
            label=_name(step),
            lane="on-call",
        )
        for step in result.oncall
    ]
    chart = Chart(
        kind="timeline",
        title="Ninety days",
        unit="day",
        alt="Timeline: " + "; ".join(f"day {moment.at:g} {moment.label}" for moment in sorted(moments, key=lambda moment: moment.at)) + ".",
        moments=tuple(moments),
    )
    return ReportSection(title="At a glance", charts=(chart,))


def _dates(result: OnboardingResult) -> list[Dated]:
    found = [
        Dated(day=each.date, title=f"Day {each.day}: {_short(each)}", text=f"{_words(each)[0]}. Shown by: {_words(each)[1]}.")
        for each in result.milestones
    ]
    found += [Dated(day=step.date, title=f"On-call: {_name(step)}", text=ONCALL[step.kind][1]) for step in result.oncall]
    return sorted(found, key=lambda dated: dated.day)


def _warnings(inputs: OnboardingInputs) -> list[str]:
    found = ["Probation, notice and what may be asked of somebody new differ by country: check locally, with HR."]
    said = (inputs.role, inputs.project, *(row.milestone for row in inputs.own), *(row.seen for row in inputs.own))
    return [*found, *out_of_place(said, where="a plan that others read")]
