"""The design of a loop: which signal is covered by whom, who carries too much, and the smallest loop that covers everything."""

from __future__ import annotations

import itertools

from loopready.engines.assignment import Assignment, assign
from loopready.engines.tools.faults import Faults
from loopready.engines.tools.ranges import named, unknown, within
from loopready.model.tools.loop import Cover, InterviewerLoad, LoopInputs, LoopInterviewer, LoopResult, Proposal, SignalCover

_MOST_SIGNALS, _MOST_INTERVIEWERS = 12, 12
_NEW = 1
"""What it costs to give an interviewer a signal they do not ask now."""


def work(inputs: LoopInputs) -> LoopResult:
    """The loop of ``inputs`` and a proposal.

    Raises:
        ValueError: unknown signals, names twice, limits that can not be; all faults in one, each naming its field.
    """
    may, asks = _check(inputs)
    names = [row.signal.strip() for row in inputs.signals]
    in_loop = [at for at, asked in enumerate(asks) if asked]
    people = inputs.interviewers
    available = [at for at, row in enumerate(people) if _has_room(row)]
    proposal, missing, lacks = _proposal(inputs, may, asks, available)
    return LoopResult(
        signals=tuple(_cover(inputs, asks, at) for at in range(len(names))),
        interviewers=tuple(_load(row, names, asked, can) for row, asked, can in zip(people, asks, may, strict=True)),
        assessors=tuple(people[at].interviewer.strip() for at in in_loop if people[at].assessor and not people[at].team),
        biased_assessors=tuple(people[at].interviewer.strip() for at in in_loop if people[at].assessor and people[at].team),
        rounds=len(in_loop),
        hours=_hours(inputs, len(in_loop)),
        proposal=proposal,
        missing=tuple((names[at], count) for at, count in enumerate(missing) if count),
        lacks_assessor=lacks,
        unavailable=tuple(row.interviewer.strip() for row in people if not _has_room(row)),
    )


def _check(inputs: LoopInputs) -> tuple[list[set[int]], list[set[int]]]:
    """What each interviewer may ask and asks, as places of signals."""
    faults = Faults()
    names = [row.signal.strip() for row in inputs.signals]
    named(faults, "signals", "signal", names, most=_MOST_SIGNALS)
    named(faults, "interviewers", "interviewer", [row.interviewer for row in inputs.interviewers], most=_MOST_INTERVIEWERS)
    for at, signal in enumerate(inputs.signals):
        faults.check("," not in signal.signal, f"signals.{at}.signal", "leave the comma out: it parts signals")
        within(faults, f"signals.{at}.voices", signal.voices, 1, 4)
    for at, row in enumerate(inputs.interviewers):
        within(faults, f"interviewers.{at}.most", row.most, 1, 4)
        within(faults, f"interviewers.{at}.week", row.week, 0, 40)
        within(faults, f"interviewers.{at}.limit", row.limit, 0, 40)
    may = [_places(row.may, names, f"interviewers.{at}.may", faults) for at, row in enumerate(inputs.interviewers)]
    asks = [_places(row.asks, names, f"interviewers.{at}.asks", faults) for at, row in enumerate(inputs.interviewers)]
    within(faults, "minutes", inputs.minutes, 10, 480)
    within(faults, "writing", inputs.writing, 0, 240)
    within(faults, "debrief", inputs.debrief, 0, 240)
    faults.end()
    return may, asks


def _places(words: str, names: list[str], field: str, faults: Faults) -> set[int]:
    lowered = {name.lower(): at for at, name in enumerate(names)}
    said = [part.strip() for part in words.split(",") if part.strip()]
    for word in said:
        faults.check(word.lower() in lowered, field, unknown(word, names, kind="signal"))
    return {lowered[word.lower()] for word in said if word.lower() in lowered}


def _has_room(row: LoopInterviewer) -> bool:
    return row.week < row.limit


def _cover(inputs: LoopInputs, asks: list[set[int]], at: int) -> SignalCover:
    signal = inputs.signals[at]
    askers = tuple(row.interviewer.strip() for row, asked in zip(inputs.interviewers, asks, strict=True) if at in asked)
    state: Cover = "covered"
    if not askers:
        state = "uncovered"
    elif len(askers) < signal.voices:
        state = "short"
    elif len(askers) > signal.voices:
        state = "over"
    return SignalCover(signal=signal.signal.strip(), voices=signal.voices, asked_by=askers, state=state)


def _load(row: LoopInterviewer, names: list[str], asked: set[int], may: set[int]) -> InterviewerLoad:
    return InterviewerLoad(
        interviewer=row.interviewer.strip(),
        asks=tuple(names[at] for at in sorted(asked)),
        untrained=tuple(names[at] for at in sorted(asked - may)),
        too_many=len(asked) > row.most,
        over_limit=bool(asked) and not _has_room(row),
    )


def _hours(inputs: LoopInputs, rounds: int) -> float:
    return rounds * (inputs.minutes + inputs.writing + inputs.debrief) / 60


def _proposal(
    inputs: LoopInputs, may: list[set[int]], asks: list[set[int]], available: list[int]
) -> tuple[Proposal | None, tuple[int, ...], bool]:
    """The smallest loop, or what stands in its way: voices missing by signal, and whether an assessor is."""
    voices, most = [row.voices for row in inputs.signals], [row.most for row in inputs.interviewers]
    costs = {(person, signal): 0 if signal in asks[person] else _NEW for person in available for signal in may[person]}
    everyone = assign(voices, most, costs, people=available)
    assessors = {at for at in available if inputs.interviewers[at].assessor and not inputs.interviewers[at].team and may[at]}
    lacks = inputs.assessor and not assessors
    if any(everyone.missing) or lacks:
        return None, everyone.missing, lacks
    for size in range(1, len(available) + 1):
        choices = [
            chosen
            for chosen in itertools.combinations(available, size)
            if (not inputs.assessor or assessors & set(chosen))
            and sum(most[at] for at in chosen) >= sum(voices)
            and _can_cover(voices, may, chosen)
        ]
        if best := _cheapest(inputs, choices, may=may, asks=asks, costs=costs):
            return _proposed(inputs, asks, best), everyone.missing, False
    return None, everyone.missing, True


def _cheapest(
    inputs: LoopInputs,
    choices: list[tuple[int, ...]],
    *,
    may: list[set[int]],
    asks: list[set[int]],
    costs: dict[tuple[int, int], int],
) -> Assignment | None:
    """The full assignment with the fewest changes, then the lightest weeks, in which everybody chosen has a round; None for none.

    Why sorted: no assignment changes less than what its people ask already allows, so the search ends at the first that reaches it.
    """
    voices, most = [row.voices for row in inputs.signals], [row.most for row in inputs.interviewers]

    def bound(chosen: tuple[int, ...]) -> tuple[int, int]:
        kept = sum(min(wanted, sum(signal in asks[at] & may[at] for at in chosen)) for signal, wanted in enumerate(voices))
        return _NEW * (sum(voices) - kept), sum(inputs.interviewers[at].week for at in chosen)

    best: tuple[tuple[int, int], Assignment] | None = None
    for least, chosen in sorted((bound(chosen), chosen) for chosen in choices):
        if best is not None and least >= best[0]:
            break
        found = assign(voices, most, costs, people=chosen)
        if any(found.missing) or {person for person, _ in found.pairs} != set(chosen):
            continue
        reached = (found.cost, least[1])
        if best is None or reached < best[0]:
            best = (reached, found)
    return best[1] if best else None


def _can_cover(voices: list[int], may: list[set[int]], chosen: tuple[int, ...]) -> bool:
    return all(sum(signal in may[person] for person in chosen) >= wanted for signal, wanted in enumerate(voices))


def _proposed(inputs: LoopInputs, asks: list[set[int]], found: Assignment) -> Proposal:
    names = [row.signal.strip() for row in inputs.signals]
    people = [row.interviewer.strip() for row in inputs.interviewers]
    now = {(person, signal) for person, asked in enumerate(asks) for signal in asked}
    after = set(found.pairs)
    rounds = sorted({person for person, _ in after})
    return Proposal(
        rounds=tuple((people[at], tuple(names[signal] for person, signal in sorted(after) if person == at)) for at in rounds),
        added=tuple((people[person], names[signal]) for person, signal in sorted(after - now)),
        dropped=tuple((people[person], names[signal]) for person, signal in sorted(now - after)),
        hours=_hours(inputs, len(rounds)),
    )
