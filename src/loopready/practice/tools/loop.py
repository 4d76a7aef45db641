"""The design of a loop in words: what is not covered, who carries too much, and the smallest loop that covers everything."""

from __future__ import annotations

from loopready.model.report import Figure, Report, ReportSection, Table
from loopready.model.tools.loop import Cover, InterviewerLoad, LoopInputs, LoopResult
from loopready.practice.tools.wording import citing, columns, count, listed, number

_STATES: dict[Cover, str] = {"uncovered": "not covered", "short": "too few voices", "covered": "covered", "over": "more than asked for"}
_SOURCES = (
    "interview.structured_validity",
    "interview.structure_levels",
    "interview.panel_agreement",
    "ggl.four",
    "amz.br.what",
)
_from = citing(_SOURCES)
_FEW_ROUNDS = 4


def report(inputs: LoopInputs, result: LoopResult) -> Report:
    """The loop as a report."""
    return Report(
        title="Interview loop",
        lead=tuple(_lead(inputs, result)),
        figures=tuple(_figures(inputs, result)),
        sections=(_signals(result), _people(result), _assessor(inputs, result), _proposal(inputs, result), _ground()),
        warnings=("Interviewers are roles here. Keep people's names out: the sheet may be passed on.",),
        sources=_SOURCES,
    )


def _open(result: LoopResult) -> list[str]:
    return [cover.signal for cover in result.signals if cover.state in ("uncovered", "short")]


def _lead(inputs: LoopInputs, result: LoopResult) -> list[str]:
    lines, missing = [], _open(result)
    if missing:
        lines.append(f"The loop as it stands does not cover {listed(missing)} as you asked.")
    else:
        lines.append("The loop as it stands asks every signal as often as you want it asked.")
    if result.proposal:
        changed = count(len(result.proposal.added), "signal is", "signals are") + " given to somebody new"
        rounds = count(len(result.proposal.rounds), "round")
        lines.append(f"The smallest loop that covers all of it with free people has {rounds}; {changed}.")
    else:
        lines.append(f"No loop of the people who are free does: {_hindrance(result)}.")
    return lines


def _hindrance(result: LoopResult) -> str:
    parts = [f"{signal} lacks {count(voices, 'voice')}" for signal, voices in result.missing]
    if result.lacks_assessor:
        parts.append("no assessor from outside the hiring team fits in")
    return listed(parts)


def _figures(inputs: LoopInputs, result: LoopResult) -> list[Figure]:
    covered = sum(cover.state in ("covered", "over") for cover in result.signals)
    each = f"({inputs.minutes:g} + {inputs.writing:g} + {inputs.debrief:g} minutes) / 60"
    figures = [
        Figure(
            label="Signals covered",
            value=f"{covered} of {len(result.signals)}",
            because="asked by at least as many interviewers as wanted",
            tone="good" if covered == len(result.signals) else "bad",
        ),
        Figure(label="Hours a candidate", value=number(result.hours), because=f"{count(result.rounds, 'round')} x {each}"),
    ]
    if result.proposal:
        rounds = len(result.proposal.rounds)
        figures.append(Figure(label="Hours as proposed", value=number(result.proposal.hours), because=f"{count(rounds, 'round')} x {each}"))
    return figures


def _signals(result: LoopResult) -> ReportSection:
    rows = tuple((cover.signal, str(cover.voices), ", ".join(cover.asked_by) or "nobody", _STATES[cover.state]) for cover in result.signals)
    head = columns("Signal", "Voices wanted", "Asked by", "State", right=("Voices wanted",))
    once = [cover.signal for cover in result.signals if len(cover.asked_by) == 1]
    text = (
        (f"Asked by one person only: {listed(once)}. One voice has nobody to check it against; fine where it does not decide.",)
        if once
        else ()
    )
    return ReportSection(title="Signals", text=text, tables=(Table(caption="Who asks what", columns=head, rows=rows),))


def _people(result: LoopResult) -> ReportSection:
    rows = tuple(
        (load.interviewer, ", ".join(load.asks) or "not in the loop", "; ".join(_faults(load)) or "-") for load in result.interviewers
    )
    return ReportSection(
        title="Interviewers", tables=(Table(caption="What each carries", columns=columns("Interviewer", "Asks", "Look at"), rows=rows),)
    )


def _faults(load: InterviewerLoad) -> list[str]:
    found = []
    if load.untrained:
        found.append(f"not trained for {listed(load.untrained)}")
    if load.too_many:
        found.append("more signals than one round holds")
    if load.over_limit:
        found.append("their week is full")
    return found


def _assessor(inputs: LoopInputs, result: LoopResult) -> ReportSection:
    if result.assessors:
        words = f"{listed(result.assessors)} judges from outside the hiring team."
    elif result.biased_assessors:
        words = f"{listed(result.biased_assessors)} is of the hiring team, and so has a seat to fill: not independent."
    elif inputs.assessor:
        words = "Nobody in the loop judges from outside the hiring team. The team that is short of people then sets the bar alone."
    else:
        words = "You asked for no independent assessor. The team that is short of people then sets the bar alone."
    return ReportSection(title="Independence", text=(words,))


def _proposal(inputs: LoopInputs, result: LoopResult) -> ReportSection:
    busy = f" {listed(result.unavailable)} cannot take another interview this week." if result.unavailable else ""
    if result.proposal is None:
        stuck = f"With the people who are free there is no full loop: {_hindrance(result)}.{busy}"
        way_out = "Train or borrow somebody, or wait a week."
        return ReportSection(title="Proposal", text=(stuck, way_out))
    table = Table(
        caption="The smallest loop that covers everything",
        columns=columns("Interviewer", "Asks"),
        rows=tuple((person, ", ".join(signals)) for person, signals in result.proposal.rounds),
        note="Chosen for the fewest rounds, then the fewest changes, then the lightest weeks.",
    )
    items = [f"{person} takes {signal}" for person, signal in result.proposal.added]
    items += [f"{person} no longer asks {signal}" for person, signal in result.proposal.dropped]
    rounds = len(result.proposal.rounds)
    text = [f"It takes only people who are trained for what they ask and whose week has room.{busy}"]
    if rounds > _FEW_ROUNDS:
        text.append(
            f"{rounds} rounds is more than the four after which each further one adds little"
            f" ({_from('ggl.four')}): ask whether a signal can go."
        )
    return ReportSection(title="Proposal", text=tuple(text), items=tuple(items), tables=(table,))


def _ground() -> ReportSection:
    items = (
        "One written rubric a signal, the same main questions for every candidate: structure is what makes an interview predict"
        f" (.42 against .19 in the 2022 re-analysis, {_from('interview.structured_validity')}).",
        f"Structure pays up to a point and then levels off ({_from('interview.structure_levels')}); a script word by word is not needed.",
        f"People who sit together agree more (.74 against .44 apart, {_from('interview.panel_agreement')}). That"
        " is being heard by each other, not"
        " being right: two voices on a signal count as two only when they ask alone and write before they talk.",
    )
    return ReportSection(title="Why so", items=items)
