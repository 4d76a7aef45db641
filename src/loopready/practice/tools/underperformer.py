"""The plan for somebody who falls short, in words: your own side first, the steps with their decisions and records, both ends real."""

from __future__ import annotations

from loopready.model.report import Chart, Dated, Figure, Moment, Report, ReportSection, Table, Tone
from loopready.model.tools.underperformer import (
    FairnessCheck,
    MeasureRead,
    PlanStep,
    RotaRead,
    UnderperformerInputs,
    UnderperformerResult,
)
from loopready.practice.tools.privately import out_of_place
from loopready.practice.tools.underperformer_words import CHECKS, NEVER, STEPS
from loopready.practice.tools.wording import cell, chance, citing, columns, count, day, listed, number, when

_STATES = {"holds": "holds", "mend": "mend this first", "find out": "find out"}
_SOURCES = (
    "drill1.timeline",
    "drill1.measures",
    "pip.shrm",
    "pip.contents",
    "pip.length",
    "Exact conditional comparison of two Poisson rates (Przyborowski and Wilenski, Biometrika 31, 1940), interval by"
    " Clopper and Pearson (1934)",
)
_from = citing(_SOURCES)


def report(inputs: UnderperformerInputs, result: UnderperformerResult) -> Report:
    """The plan as a report, with its days for the calendar."""
    return Report(
        title="Ninety days with somebody who falls short",
        lead=tuple(_lead(inputs, result)),
        figures=tuple(_figures(inputs, result)),
        sections=(
            _own_side(result),
            _facts(result),
            _counts(inputs, result),
            _plan(result),
            _ends(),
            ReportSection(title="Never", items=NEVER),
            _records(result),
        ),
        warnings=tuple(_warnings(inputs)),
        sources=_SOURCES,
        dates=tuple(_dated(step) for step in result.steps),
    )


def _open(result: UnderperformerResult) -> list[FairnessCheck]:
    return [check for check in result.checks if check.state != "holds"]


def _lead(inputs: UnderperformerInputs, result: UnderperformerResult) -> list[str]:
    lines, open_checks = [], _open(result)
    if open_checks:
        lines.append(
            f"{len(open_checks)} of the {len(result.checks)} checks of your own side do not hold yet, or nobody knows. Start there."
        )
    else:
        lines.append("All checks of your own side hold. Keep their answers with the date.")
    short = [measure for measure in result.measures if measure.short]
    if result.measures and not short:
        lines.append(
            "Nothing that is measured here falls short of the others. On these figures there is no case; look again at what you saw."
        )
    elif short:
        good = len(result.measures) - len(short)
        rest = (
            f"; {good} of {len(result.measures)} measures {'is' if good == 1 else 'are'} as good or better, and you say that too"
            if good
            else ""
        )
        lines.append(f"Short of the others: {listed([measure.measure for measure in short])}{rest}.")
    moved = f", moved from day {result.decision_wanted}" if result.decision_day != result.decision_wanted else ""
    weeks = count(result.weeks_of_evidence, "weekly check-in")
    lines.append(
        f"The decision falls on {day(result.decision)} (day {result.decision_day}{moved}), after {weeks} that count. Both ends are real."
    )
    return lines


def _figures(inputs: UnderperformerInputs, result: UnderperformerResult) -> list[Figure]:
    held = len(result.checks) - len(_open(result))
    because = (
        "all expected is in writing and the load is fair from the start"
        if not result.evidence_from
        else "what was expected was not in writing, or the load not fair, before"
    )
    tone: Tone = "good" if held == len(result.checks) else "warn"
    return [
        Figure(label="Your own side", value=f"{held} of {len(result.checks)} hold", because="the checks below", tone=tone),
        Figure(
            label="Decision",
            value=day(result.decision),
            because=f"day {result.decision_day}, moved to a working day; 28 days of evidence at least",
        ),
        Figure(label="Evidence counts from", value=f"day {result.evidence_from}", because=because),
        Figure(
            label="Last day",
            value=day(result.last),
            because=f"decision + 4 days + a formal plan of {inputs.plan_days} days, if it is needed (30, 60 or 90 are"
            f" usual, {_from('pip.length')})",
        ),
    ]


def _own_side(result: UnderperformerResult) -> ReportSection:
    rows = tuple(
        (CHECKS[check.name][0], _STATES[check.state], CHECKS[check.name][1] if check.state != "holds" else "-") for check in result.checks
    )
    table = Table(caption="Checks", columns=columns("Check", "State", "What to do"), rows=rows)
    text = (
        "A plan is fair where it would have been the same for anybody in the role. These come before any step, since each"
        " can be the reason"
        f" for what you see ({_from('pip.shrm')}).",
    )
    return ReportSection(title="Your own side", text=text, tables=(table,))


def _facts(result: UnderperformerResult) -> ReportSection:
    rows = tuple(_measure(measure) for measure in result.measures)
    tables = (
        (
            Table(
                caption="Held against the others, over the same weeks",
                columns=columns("Measure", "Theirs", "Others", "Times", "So", right=("Theirs", "Others", "Times")),
                rows=rows,
                note="Few: fewer than ten cases. Then ask what happened in each; the mean says little.",
            ),
        )
        if rows
        else ()
    )
    return ReportSection(title="What the figures say", text=(_rota(result.rota),), tables=tables)


def _measure(measure: MeasureRead) -> tuple[str, ...]:
    so = "falls short" if measure.short else "as good or better"
    ratio = f"{measure.ratio:.1f}" if measure.ratio is not None else "-"
    return (measure.measure, number(measure.theirs), number(measure.others), ratio, f"{so}; few" if measure.few else so)


def _rota(rota: RotaRead) -> str:
    if rota.state == "no pages":
        return "Nobody had a page in these weeks, so the load says nothing either way."
    rates = f"Pages a shift: {rota.theirs:.1f} theirs, {rota.others:.1f} the others'"
    low = f"{rota.low:.2f}" if rota.low is not None else "0"
    high = f"{rota.high:.2f}" if rota.high is not None else "no bound"
    times = f", {rota.ratio:.2f} times" if rota.ratio is not None else ""
    test = f"{times} ({low} to {high}; {chance(rota.chance or 0)}, exact test of two rates)"
    if rota.state == "heavier":
        return f"{rates}{test}. Their load is heavier than luck gives. Slow answers under it are no evidence until it is mended."
    if rota.state == "lighter":
        return f"{rates}{test}. Their load is lighter than the others', so it does not explain slow answers."
    return f"{rates}{test}. The load cannot be told apart from the others': it does not explain slow answers, nor is it ruled out."


def _counts(inputs: UnderperformerInputs, result: UnderperformerResult) -> ReportSection:
    rows = tuple(
        (row.area or "-", row.expectation, cell(row.written) if row.written else f"not yet; by day {result.evidence_from}")
        for row in inputs.expectations
    )
    text = ["The target is what the others in the role do, not more: a bar that rises for one person is not a bar."]
    if result.unwritten:
        text.append(
            f"Not in writing yet: {listed(result.unwritten)}. What went wrong before is an example for the talk, not"
            " evidence for a decision."
        )
    if not rows:
        text.append("Nothing expected is listed. Write it down first; without it there is nothing to fall short of.")
        return ReportSection(title="What counts", text=tuple(text))
    table = Table(caption="What is expected", columns=columns("Area", "Expected", "In writing since"), rows=rows)
    return ReportSection(title="What counts", text=tuple(text), tables=(table,))


def _plan(result: UnderperformerResult) -> ReportSection:
    single = [step for step in result.steps if step.name not in ("checkin", "plan_checkin")]
    rows = tuple((when(step.day, step.date), _said(step)) for step in single)
    checkins = [step for step in result.steps if step.name in ("checkin", "plan_checkin")]
    tables = (
        Table(caption="Steps", columns=columns("When", "Step"), rows=rows, note=_moved(result)),
        Table(
            caption="Weekly check-ins",
            columns=columns("When", "Which"),
            rows=tuple((when(step.day, step.date), f"{STEPS[step.name].title} {step.number}") for step in checkins),
            note=f"{STEPS['checkin'].do} {STEPS['checkin'].keep}",
        ),
    )
    chart = Chart(
        kind="timeline",
        title="The ninety days",
        unit="day",
        alt="Timeline of the plan: " + "; ".join(f"day {step.day} {STEPS[step.name].title}" for step in single) + ".",
        moments=(*(_moment(step) for step in single), *(_moment(step) for step in checkins)),
    )
    return ReportSection(title="The plan", tables=tables, charts=(chart,))


def _said(step: PlanStep) -> str:
    words = STEPS[step.name]
    return f"{words.title}{'' if words.title.endswith('?') else '.'} {words.do}"


def _moved(result: UnderperformerResult) -> str:
    moved = [step for step in result.steps if step.moved]
    return f"{count(len(moved), 'step', 'steps')} moved off weekends and days off." if moved else ""


def _moment(step: PlanStep) -> Moment:
    if step.name in ("checkin", "plan_checkin"):
        return Moment(at=step.day, label=f"check-in {step.number}", lane="Check-ins")
    lane = "Decisions" if step.gate else "Steps"
    return Moment(at=step.day, label=STEPS[step.name].short, lane=lane, tone="warn" if step.gate else "plain")


def _ends() -> ReportSection:
    items = (
        "It was clarity or load: you mend it, the plan ends at decision 1, and you say that it was yours.",
        "It gets better: ended in writing, on-call given back, no mark left on them that others may see.",
        "Another seat fits: offered because it fits, with its level and pay said, not as a place to park.",
        "An exit by agreement: HR leads, dates and reference agreed, said by them first to whom they choose.",
        "A dismissal: HR and the law lead. What you may say and do differs by country; check locally before every written step.",
    )
    text = ("Would you be glad if it worked? If not, do not start a plan: say what you have decided, to HR first.",)
    return ReportSection(title="The ends, all of them real", text=text, items=items)


def _records(result: UnderperformerResult) -> ReportSection:
    names = dict.fromkeys(step.name for step in result.steps)
    rows = tuple((STEPS[name].title, STEPS[name].keep) for name in names)
    text = (
        "Write as if they will read it, since they may: in many places they have the right. Facts and dates, no adjectives,"
        " nothing private."
        " Keep it where HR says, and no copy at home.",
    )
    return ReportSection(title="Records", text=text, tables=(Table(caption="What to keep", columns=columns("Step", "Keep"), rows=rows),))


def _dated(step: PlanStep) -> Dated:
    words = STEPS[step.name]
    return Dated(day=step.date, title=words.calendar if words.calendar == "1:1" else f"{words.calendar}: day {step.day}")


def _warnings(inputs: UnderperformerInputs) -> list[str]:
    found = [
        "Employment law differs by country, and so do works councils, notice and what may be written down: check locally,"
        " with HR, before every written step.",
        "Use a role and rounded or invented figures; a real person's record belongs in your firm's own system.",
        "The page's address holds what you typed, and stays in the browser's history: keep it to what may be seen.",
        "In the calendar file the steps are called 1:1 or Private: calendars are seen by others.",
    ]
    said = [inputs.role, *(row.expectation for row in inputs.expectations), *(row.area for row in inputs.expectations)]
    said += [row.measure for row in inputs.measures]
    return [*found, *out_of_place(said, where="a plan for work")]
