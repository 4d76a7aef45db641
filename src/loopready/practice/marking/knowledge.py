"""Levels of an answer that says how something works. Whether it is right is not judged: rules can not tell."""

from __future__ import annotations

from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, found


def correct(_held: Evidence) -> Finding:
    """Not judged."""
    return Finding(None)


def mechanism(held: Evidence) -> Finding:
    """Causes with their effects, or steps in order."""
    there = held.holding("chain", held.reading.said)
    spans = [held.clause_span("reason", each, "chain") for each in there]
    links = sum(len(each.spans("chain")) for each in there)
    return found(1 + bool(links) + bool(links > 1) + bool(links > 3) + bool(links > 5), spans)


def limits(held: Evidence) -> Finding:
    """Where it fails, and what is then done."""
    there = held.holding("limit", held.reading.said)
    spans = [held.clause_span("limit", each, "limit") for each in there]
    followed = [each for each in there if each.has("chain")]
    return found(1 + 2 * bool(there) + bool(followed) + bool(followed and len(there) > 2), spans)


def practice(held: Evidence) -> Finding:
    """A case of the speaker's, or a figure worked."""
    cases = held.holding("case_own", held.reading.said)
    spans = [held.clause_span("situation", each, "case_own") for each in cases]
    counted = [each for each in held.reading.said if each.figures]
    figures = [held.span("figure", (each.start + a, each.start + b)) for each in counted for a, b in each.figures]
    particular = [each for each in cases if each.figures or each.particulars]
    return found(
        1 + bool(figures or cases) + bool(cases) + bool(cases and counted) + bool(particular and len(cases) > 1), [*spans, *figures]
    )
