"""Levels of an answer that tells of something that happened."""

from __future__ import annotations

from loopready.model.marking import AnswerSpan, EvidenceKind
from loopready.practice.marking.evidence import Evidence, trimmed
from loopready.practice.marking.finding import Finding, found
from loopready.practice.marking.reading import Sentence

_REASONS: tuple[EvidenceKind, ...] = ("alternative", "diagnosis", "price", "reason")
_CLEAR = 2
"""Acts of one's own from which it is clear that the speaker acts."""


def stakes(held: Evidence) -> Finding:
    """One event, what was at risk, and whether it can be weighed: how much, for whom, by when."""
    told = held.reading.told
    event = held.particulars + sum(len(each.roles) for each in told)
    risks = sorted(held.holding("stakes"), key=lambda each: -bool(each.figures) - 2 * each.has("affected"))
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
    """Acts of the speaker's that can be pictured. Once two show whose story it is, what "we" did counts with them."""
    acts = held.of("own_act")
    if len(acts) >= _CLEAR:
        acts = sorted([*acts, *held.of("team_act")], key=lambda span: span.start)
    if not acts:
        weak = [held.span("own_act", (act.start, act.end)) for act in held.weak_acts]
        return found(2, weak)
    return found(3 if len(acts) == 1 else 4 if len(acts) == 2 else 5, acts)


def reasoning(held: Evidence) -> Finding:
    """Reasons of the case, what else was open, what was found out first, and the price."""
    kinds = {kind: [each for each in held.holding(kind) if each.tied and (each.own or not each.has("blame"))] for kind in _REASONS}
    there = [kind for kind, found_in in kinds.items() if found_in]
    spans = [held.clause_span(kind, each, kind) for kind in there for each in kinds[kind]]
    whole = "price" in there and ("alternative" in there or "diagnosis" in there)
    return found(1 + len(there) + (len(there) == 3 and whole), spans)


def outcome(held: Evidence) -> Finding:
    """States of things after the act that an outsider could check, with base or time; one told before anybody acts is quoted last."""
    begun = min((act.start for act in held.reading.acts("i", "we") if act.concrete and act.form == "past"), default=0)
    states = sorted(held.states, key=lambda each: (each.end <= begun, _weighs(each)))
    spans = held.state_spans(states)
    if not states:
        hinted = [held.clause_span("outcome", each, "base") for each in held.holding("base") if each.particulars and not each.own]
        soft = [each for each in held.reading.said if each.has("soft_outcome") and each.tied]
        return found(2, [*hinted, *(held.clause_span("outcome", each, "soft_outcome") for each in soft)])
    based = [each for each in states if each.has("base") or each.has("time")]
    counted = [each for each in states if each.figures]
    weighed = [each for each in counted if each in based]
    whole = any(each.has("base") and each.has("time") for each in weighed) or (bool(based and counted) and len(states) > 1)
    level = 5 if whole else 4 if weighed or ((based or counted) and len(states) > 1) else 3
    acted = any(act.concrete and act.form == "past" for act in held.reading.acts("i", "we"))
    return found(level if acted else 3, spans)


def _weighs(sentence: Sentence) -> int:
    """Where a state stands among those that are quoted: first what can be weighed, then what has no act of looking or telling in it."""
    found_out = any(act.who == "i" and act.verb == "look" for act in sentence.acts)
    return 2 * found_out - bool(sentence.figures) - sentence.has("base") - sentence.has("time")


def learning(held: Evidence) -> Finding:
    """A judgement on one's own conduct, and the habit or rule that changed."""
    lessons, habits = held.of("learning"), held.of("changed_habit")
    if habits:
        new = any(each.has("now") or each.has("newly") or each.has("condition") for each in held.habits)
        return found((5 if lessons else 4) if new else 3 if lessons else 2, [*habits, *lessons])
    return found(3, lessons)


def particular_spans(held: Evidence) -> list[AnswerSpan]:
    """The clauses of the told sentences that hold a particular."""
    out = []
    for each in held.reading.told:
        for start, end in each.clauses:
            if any(start <= at < end for at, _ in each.particulars):
                out.append(held.span("situation", trimmed(held.reading.text, (each.start + start, each.start + end))))
    return out
