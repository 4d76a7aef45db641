"""Levels of an answer about a weakness, or a failure of one's own."""

from __future__ import annotations

from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, found


def real_cost(held: Evidence) -> Finding:
    """A true weakness, and who paid for it with what."""
    if disguised(held):
        return found(2 if held.holding("stakes") and held.own_acts else 1, held.of("stakes"))
    costs = held.holding("stakes")
    spans = [held.clause_span("stakes", each, "stakes") for each in costs]
    whom = [each for each in costs if each.has("affected") or each.has("people_noun")]
    particular = [each for each in costs if each.figures or each.particulars]
    own = bool(held.holding("learning") or held.own_acts)
    return found(
        1 + bool(costs) + bool(own and whom) + bool(own and whom and particular) + bool(own and len(whom) > 1 and particular), spans
    )


def ownership(held: Evidence) -> Finding:
    """The act or omission that was the speaker's."""
    owned = held.of("learning")
    acts = held.of("own_act")
    blames = len({each.plain for each in held.holding("blame", held.reading.sentences)})
    if not owned and not acts:
        return found(1, [])
    if disguised(held):
        return Finding(1)
    level = 2 + bool(owned) + bool(owned and acts) + bool(owned and len(acts) > 1)
    passed_on = blames > 1 and blames >= len([each for each in held.lessons if not each.has("blame")])
    return found(min(level, 2) if passed_on else level, [*owned, *acts])


def insight(held: Evidence) -> Finding:
    """What made them see it, and why it happened."""
    if disguised(held):
        return Finding(1)
    saw, why = held.of("diagnosis"), held.of("reason")
    owned = held.of("learning")
    if not owned and not saw:
        return Finding(1)
    return found(1 + bool(saw or owned) + bool(saw) + bool(why) + bool(saw and why and owned), [*saw, *why, *owned])


def changed_habit(held: Evidence) -> Finding:
    """A habit, rule or mechanism that is different now."""
    if disguised(held):
        return Finding(1)
    habits = held.habits
    spans = held.of("changed_habit")
    particular = [each for each in habits if each.figures or each.particulars or each.has("mechanism_change")]
    return found(1 + 2 * bool(habits) + bool(particular) + bool(len(habits) > 1), spans)


def proof(held: Evidence) -> Finding:
    """A later occasion, or what is still not good."""
    if disguised(held) or not held.habits:
        return Finding(1)
    later = held.holding("later_case")
    particular = [each for each in later if each.figures or each.acts or each.has("outcome")]
    limits = held.of("limit")
    spans = [held.clause_span("outcome", each, "later_case") for each in later] + limits
    return found(1 + 2 * bool(later or limits) + bool(particular) + bool(particular and (limits or len(particular) > 1)), spans)


def disguised(held: Evidence) -> bool:
    """Whether a strength, or a trifle, is told as the weakness."""
    return bool(held.holding("disguise", held.reading.sentences))
