"""Levels of a walk through a career."""

from __future__ import annotations

from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, found


def thread(held: Evidence) -> Finding:
    """What joins the posts."""
    said = held.holding("thread")
    moves = held.holding("move")
    spans = [held.clause_span("situation", each, "thread") for each in said] or [
        held.clause_span("situation", each, "move") for each in moves
    ]
    reasons = held.of("reason")
    return found(1 + bool(moves and reasons) + bool(len(moves) > 2 and reasons) + 2 * bool(said) - bool(said and not moves), spans)


def turns(held: Evidence) -> Finding:
    """Reasons for the moves."""
    moves = [each for each in held.holding("move") if each.has("reason") or each.has("learning") or each.has("awkward")]
    awkward = held.holding("awkward")
    spans = [held.clause_span("reason", each, "move") for each in moves]
    return found(1 + bool(held.holding("move")) + bool(moves) + bool(len(moves) > 1) + bool(moves and awkward), spans)


def growth(held: Evidence) -> Finding:
    """Scope in particulars."""
    scope = [
        each for each in held.reading.told if each.figures and (each.has("affected") or each.has("people_noun") or each.has("customer"))
    ]
    spans = [span for each in scope for span in held.figure_spans(each)]
    based = [each for each in scope if each.has("base") or each.has("outcome")]
    return found(1 + 2 * bool(scope) + bool(len(scope) > 1) + bool(based), spans)


def evidence(held: Evidence) -> Finding:
    """Something done that counts."""
    states = [each for each in held.states if each.figures or each.own]
    spans = held.state_spans(states) or held.of("own_act")
    based = [each for each in states if each.has("base")]
    return found(1 + bool(spans) + bool(states) + bool(states and based) + bool(based and len(states) > 1), spans)


def destination(held: Evidence) -> Finding:
    """Why the way ends here."""
    there = [each for each in held.reading.said if each.has("seat_particular") and not each.has("brand")]
    spans = [held.clause_span("reason", each, "seat_particular") for each in there]
    reasoned = [each for each in there if each.has("seat_daily") or each.particulars or each.has("reason")]
    owns = [each for each in there if each.has("give_up") or each.own]
    return found(1 + bool(there) + bool(reasoned) + bool(reasoned and owns) + bool(len(there) > 1 and owns), spans)
