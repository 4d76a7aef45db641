"""Levels of an estimate or a decision worked aloud. That figures follow from the givens is counted, not that they are right."""

from __future__ import annotations

from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, found


def frame(held: Evidence) -> Finding:
    """What is to be decided, on which assumptions."""
    assumed = held.holding("assume", held.reading.said)
    spans = [held.clause_span("situation", each, "assume") for each in assumed]
    counted = [each for each in assumed if each.figures]
    return found(1 + bool(assumed) + bool(counted) + bool(len(counted) > 1) + bool(len(counted) > 3), spans)


def method(held: Evidence) -> Finding:
    """Steps that can be followed: sentences that join figures or causes."""
    steps = [each for each in held.reading.said if len(each.figures) > 1 or (each.figures and each.has("chain"))]
    spans = [held.span("figure", (each.start, each.end)) for each in steps]
    return found(1 + bool(steps) + bool(len(steps) > 1) + bool(len(steps) > 2) + bool(len(steps) > 4), spans)


def numbers(held: Evidence, given: frozenset[float]) -> Finding:
    """Figures that are not among the givens, worked out in the answer."""
    new = [
        (each.start + n.start, each.start + n.end, n.value)
        for each in held.reading.said
        for n in each.numbers
        if n.value not in given and n.value > 1
    ]
    values = {value for _, _, value in new}
    spans = [held.span("figure", (a, b)) for a, b, _ in new]
    return found(1 + bool(values) + bool(len(values) > 2) + bool(len(values) > 5) + bool(len(values) > 8), spans)


def decision(held: Evidence) -> Finding:
    """A decision, its reason, and what would change it."""
    there = held.holding("decide", held.reading.said)
    spans = [held.clause_span("own_act", each, "decide") for each in there]
    turns = held.holding("turn", held.reading.said)
    counted = [each for each in turns if each.figures]
    return found(1 + 2 * bool(there) + bool(there and turns) + bool(there and counted), spans)


def check(held: Evidence) -> Finding:
    """What guards against being wrong."""
    there = held.holding("guard", held.reading.said)
    spans = [held.clause_span("diagnosis", each, "guard") for each in there]
    return found(
        1 + bool(there) + bool(len(there) > 1 or any(each.particulars for each in there)) + bool(len(there) > 1) + bool(len(there) > 2),
        spans,
    )
