"""A debrief in words: per signal the evidence as it was written, what is missing, the outcome by rule and what would change it."""

from __future__ import annotations

from loopready.model.report import Figure, Report, ReportSection, Table, Tone
from loopready.model.tools.debrief import DebriefInputs, DebriefResult, NoteRead, Outcome, SignalRead, SignalState, Turn
from loopready.practice.tools.privately import out_of_place
from loopready.practice.tools.wording import citing, columns, count, listed

_OUTCOMES: dict[Outcome, str] = {
    "hire": "Hire",
    "no hire": "No hire",
    "talk": "Talk it through",
    "not ready": "Not ready to decide",
}
_TONES: dict[Outcome, Tone] = {"hire": "good", "no hire": "bad", "talk": "warn", "not ready": "warn"}
_STATES: dict[SignalState, str] = {
    "shown": "shown",
    "doubted": "doubted",
    "contested": "both ways",
    "without evidence": "votes, no evidence",
    "written late": "written after it began",
    "not asked": "not asked",
}
_BECAUSE: dict[Outcome, str] = {
    "hire": "every deciding signal is shown by evidence, and none is doubted: {signals}",
    "no hire": "a deciding signal is doubted with evidence, and nobody's evidence speaks for it: {signals}",
    "talk": "on {signals} the evidence goes both ways; the room weighs what was seen, not who saw it",
    "not ready": "on what decides there is no evidence that was written before: {signals}",
}
_SOURCES = ("interview.panel_agreement", "interview.validity_limit", "interview.first_impressions", "amz.br.debrief", "amz.br.50")
_from = citing(_SOURCES)


def report(inputs: DebriefInputs, result: DebriefResult) -> Report:
    """The debrief as a report."""
    because = _BECAUSE[result.outcome].format(signals=listed(result.because))
    return Report(
        title="Debrief by evidence",
        lead=(f"{_OUTCOMES[result.outcome]}: {because}.", *_against_the_count(result)),
        figures=(
            Figure(label="Outcome by rule", value=_OUTCOMES[result.outcome], because=because, tone=_TONES[result.outcome]),
            Figure(
                label="Deciding signals shown",
                value=f"{sum(each.state == 'shown' for each in result.signals if each.decides)} of"
                f" {sum(each.decides for each in result.signals)}",
                because="evidence for, none against, written before the debrief",
            ),
        ),
        sections=(_overview(result), *(_signal(each) for each in result.signals), _changes(result), _missing(inputs, result), _rule()),
        warnings=tuple(_warnings(inputs)),
        sources=_SOURCES,
    )


def _against_the_count(result: DebriefResult) -> list[str]:
    yes, no = result.yes_votes, result.no_votes
    if result.outcome != "hire" and yes > no:
        return [
            f"{yes} of {yes + no} votes say yes. They are not added up: a strength does not pay for a deciding signal that is not shown."
        ]
    if result.outcome == "hire" and no:
        return [f"{count(no, 'vote says', 'votes say')} no, on what does not decide. Say it to the new manager as something to watch."]
    return []


def _overview(result: DebriefResult) -> ReportSection:
    rows = tuple(
        (
            each.signal,
            "yes" if each.decides else "no",
            _STATES[each.state],
            str(len(each.supports)),
            str(len(each.against)),
            str(len(each.bare)),
        )
        for each in result.signals
    )
    head = columns(
        "Signal", "Decides", "State", "For", "Against", "Votes without evidence", right=("For", "Against", "Votes without evidence")
    )
    return ReportSection(title="Where it stands", tables=(Table(caption="Signals by their evidence", columns=head, rows=rows),))


def _signal(each: SignalRead) -> ReportSection:
    items = [f"For, {_quoted(note)}" for note in each.supports]
    items += [f"Against, {_quoted(note)}" for note in each.against]
    items += [
        f"Not evidence: {note.interviewer} votes {note.vote}" + (f" with \u201c{note.evidence}\u201d" if note.evidence else "")
        for note in each.bare
    ]
    text = [f"{_STATES[each.state][0].upper()}{_STATES[each.state][1:]}."]
    if each.state in ("shown", "doubted") and each.voices == 1:
        text.append("One voice only. Before it decides, ask what others heard that bears on it.")
    return ReportSection(title=each.signal, text=tuple(text), items=tuple(items))


def _quoted(note: NoteRead) -> str:
    late = ", written after the debrief began" if note.late else ""
    return f"{note.interviewer} ({note.vote}{late}): \u201c{note.evidence}\u201d"


def _changes(result: DebriefResult) -> ReportSection:
    if not result.turns:
        return ReportSection(
            title="What would change it",
            text=("No single signal would: more than one of them stands in the way. Take them in the order above.",),
        )
    return ReportSection(title="What would change it", items=tuple(_turn(turn) for turn in result.turns))


def _turn(turn: Turn) -> str:
    if turn.state == "shown":
        need = "a dated act of their own, seen by somebody who has not asked it yet, and nothing left against it"
        return f"{turn.signal}, shown: {_OUTCOMES[turn.outcome].lower()}. It takes {need}."
    return f"{turn.signal}, doubted: {_OUTCOMES[turn.outcome].lower()}. It takes words or an act against it, and none for it that hold."


def _missing(inputs: DebriefInputs, result: DebriefResult) -> ReportSection:
    items = []
    for each in result.signals:
        if each.state == "not asked":
            items.append(f"{each.signal}: nobody asked it. Put one conversation in, with one interviewer and this signal alone.")
        items += [f"{each.signal}: {note.interviewer} owes the words behind \u201c{note.vote}\u201d." for note in each.bare]
        if each.state == "contested":
            asked = listed([note.interviewer for note in (*each.supports, *each.against)])
            items.append(f"{each.signal}: a third interviewer asks what {asked} left open, and has read none of their notes.")
    items += [
        f"{signal}: {who} wrote after the debrief began, and may have been led; it stands beside, not for, the others."
        for who, signal in result.late
    ]
    text = () if items else (f"Nothing: {count(len(inputs.notes), 'note')} with evidence, all written before.",)
    return ReportSection(title="What is missing", text=text, items=tuple(items))


def _rule() -> ReportSection:
    items = (
        "Each reads their notes before anybody speaks; the least senior speaks first, the hiring manager last.",
        f"A rule that was set beforehand beats an overall impression ({_from('interview.validity_limit')}). Here"
        " it is by signal and"
        " not a mean of votes,"
        " because a mean lets charm in one round hide a hole in another.",
        f"People who sit together agree more than people who do not ({_from('interview.panel_agreement')}), so"
        " what is written before"
        " counts as a voice of"
        " its own, and what is written after does not.",
        "Looks, manner and self-promotion move ratings more than they move work"
        f" ({_from('interview.first_impressions')}): a note"
        " without an act is left out.",
    )
    return ReportSection(title="The rule", items=items)


def _warnings(inputs: DebriefInputs) -> list[str]:
    found = [
        "Candidates and interviewers are roles here, and the words invented or agreed to: a debrief is a personal record by"
        " law in many places."
    ]
    return [*found, *out_of_place((note.evidence for note in inputs.notes), where="a hiring note")]
