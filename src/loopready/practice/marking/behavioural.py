"""Levels of an answer that tells of something that happened."""

from __future__ import annotations

from loopready.model.marking import AnswerSpan
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, found
from loopready.practice.marking.reading import Sentence


def stakes(held: Evidence) -> Finding:
    """One event, what was at risk, and whether it can be weighed: how much, for whom, by when."""
    told = held.reading.told
    event = held.particulars + sum(len(each.roles) for each in told)
    risks = held.holding("stakes")
    spans = [held.clause_span("stakes", each, "stakes") for each in risks]
    if not told or not event:
        return Finding(1)
    if not risks:
        return found(2, particular_spans(held)[:1]) if event > 1 else Finding(1)
    counted = [each for each in risks if each.figures]
    whom = [each for each in risks if each.has("affected")]
    timed = any(each.has("time") for each in told)
    level = 2 + bool(whom or counted) + bool((counted or timed) and whom) + bool(counted and whom and timed and len(risks) > 1)
    return found(level, spans)


def own_act(held: Evidence) -> Finding:
    """Acts of the speaker's that can be pictured."""
    acts = held.of("own_act")
    if not acts:
        weak = [held.span("own_act", (act.start, act.end)) for act in held.weak_acts]
        return found(2, weak)
    return found(3 if len(acts) == 1 else 4 if len(acts) == 2 else 5, acts)


def reasoning(held: Evidence) -> Finding:
    """Reasons of the case, what else was open, what was found out first, and the price."""
    kinds = {kind: held.of(kind) for kind in ("alternative", "diagnosis", "price", "reason")}
    there = [kind for kind, spans in kinds.items() if spans]
    return found(1 + len(there), [span for kind in there for span in kinds[kind]])


def outcome(held: Evidence) -> Finding:
    """States of things after the act that an outsider could check, with base or time."""
    states = held.holding("outcome")
    spans = [held.clause_span("outcome", each, "outcome") for each in states]
    if not states:
        return found(2, [held.clause_span("outcome", each, "soft_outcome") for each in held.holding("soft_outcome")])
    based = [each for each in states if each.has("base") or each.has("time")]
    counted = [each for each in states if each.figures]
    level = 3 + bool(len(states) > 1 and (based or counted)) + bool(based and counted and len(states) > 1)
    return found(level, spans)


def learning(held: Evidence) -> Finding:
    """A judgement on one's own conduct, and the habit or rule that changed."""
    lessons, habits = held.of("learning"), held.of("changed_habit")
    if habits:
        return found(5 if lessons else 4, [*habits, *lessons])
    return found(3, lessons)


def particular_spans(held: Evidence) -> list[AnswerSpan]:
    """Particulars of the told sentences as spans."""

    def of(each: Sentence) -> list[AnswerSpan]:
        return [held.span("situation", (each.start + a, each.start + b)) for a, b in each.particulars]

    return [span for each in held.reading.told for span in of(each)]
