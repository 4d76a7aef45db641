"""A debrief by evidence: each signal stands by what was seen, and the outcome follows by a rule that never adds votes up.

The rule: a deciding signal that is doubted with evidence, and by nobody's evidence supported, is no hire. Else, where a deciding signal
was not asked, or has only votes or late notes, the loop is not ready. Else, where evidence on a deciding signal goes both ways, talk.
Else hire.
"""

from __future__ import annotations

from loopready.engines.text import words
from loopready.engines.tools.faults import Faults
from loopready.engines.tools.ranges import named, unknown, within
from loopready.model.tools.debrief import (
    DebriefInputs,
    DebriefNote,
    DebriefResult,
    DebriefSignal,
    NoteRead,
    Outcome,
    SignalRead,
    SignalState,
    Turn,
)

_YES, _NO = ("strong yes", "yes"), ("no", "strong no")


def work(inputs: DebriefInputs) -> DebriefResult:
    """The debrief of ``inputs``.

    Raises:
        ValueError: no signals, unknown or repeated ones; all faults in one, each naming its field.
    """
    _check(inputs)
    read = tuple(_read(signal, inputs) for signal in inputs.signals)
    states = [(each.decides, each.state) for each in read]
    outcome, because = _outcome(states)
    return DebriefResult(
        signals=read,
        outcome=outcome,
        because=tuple(read[at].signal for at in because),
        turns=_turns(read, states, outcome),
        yes_votes=sum(note.vote in _YES for note in inputs.notes),
        no_votes=sum(note.vote in _NO for note in inputs.notes),
        late=tuple(
            (note.interviewer.strip(), note.signal.strip()) for note in inputs.notes if note.written == "after" and note.vote != "none"
        ),
    )


def _check(inputs: DebriefInputs) -> None:
    faults = Faults()
    names = [row.signal.strip() for row in inputs.signals]
    named(faults, "signals", "signal", names, most=20)
    faults.check(any(row.decides for row in inputs.signals), "signals", "mark at least one signal that decides")
    faults.check(len(inputs.notes) <= 120, "notes", "give at most 120 rows")
    lowered = {name.lower() for name in names}
    seen: set[tuple[str, str]] = set()
    for at, note in enumerate(inputs.notes):
        who, what = note.interviewer.strip(), note.signal.strip()
        faults.check(bool(who), f"notes.{at}.interviewer", "name the interviewer by role")
        faults.check(what.lower() in lowered, f"notes.{at}.signal", unknown(what, names, kind="signal"))
        faults.check((who.lower(), what.lower()) not in seen, f"notes.{at}.signal", f"{who} has a note on it above; put them into one")
        seen.add((who.lower(), what.lower()))
    within(faults, "words", inputs.words, 1, 50)
    faults.end()


def _read(signal: DebriefSignal, inputs: DebriefInputs) -> SignalRead:
    notes = [note for note in inputs.notes if note.signal.strip().lower() == signal.signal.strip().lower() and note.vote != "none"]
    read = [_note(note, inputs.words) for note in notes]
    supports = tuple(note for note in read if note.counts and note.vote in _YES)
    against = tuple(note for note in read if note.counts and note.vote in _NO)
    return SignalRead(
        signal=signal.signal.strip(),
        decides=signal.decides,
        state=_state(read, supports, against),
        supports=supports,
        against=against,
        bare=tuple(note for note in read if not note.counts),
        voices=sum(not note.late for note in (*supports, *against)),
    )


def _note(note: DebriefNote, least: int) -> NoteRead:
    evidence = " ".join(note.evidence.split())
    return NoteRead(
        interviewer=note.interviewer.strip(),
        vote=note.vote,
        evidence=evidence,
        counts=len(words(evidence)) >= least,
        late=note.written == "after",
    )


def _state(read: list[NoteRead], supports: tuple[NoteRead, ...], against: tuple[NoteRead, ...]) -> SignalState:
    if not read:
        return "not asked"
    if not supports and not against:
        return "without evidence"
    in_time = [note for note in (*supports, *against) if not note.late]
    if not in_time:
        return "written late"
    pro, con = any(note in in_time for note in supports), any(note in in_time for note in against)
    return "contested" if pro and con else "shown" if pro else "doubted"


def _outcome(states: list[tuple[bool, SignalState]]) -> tuple[Outcome, list[int]]:
    def deciding(*wanted: SignalState) -> list[int]:
        return [at for at, (decides, state) in enumerate(states) if decides and state in wanted]

    if found := deciding("doubted"):
        return "no hire", found
    if found := deciding("not asked", "without evidence", "written late"):
        return "not ready", found
    if found := deciding("contested"):
        return "talk", found
    return "hire", deciding("shown")


def _turns(read: tuple[SignalRead, ...], states: list[tuple[bool, SignalState]], outcome: Outcome) -> tuple[Turn, ...]:
    found = []
    settled: tuple[SignalState, ...] = ("shown", "doubted")
    for at, each in enumerate(read):
        for state in settled:
            if state == each.state:
                continue
            changed, _ = _outcome([*states[:at], (each.decides, state), *states[at + 1 :]])
            if changed != outcome:
                found.append(Turn(signal=each.signal, state=state, outcome=changed))
    return tuple(found)
