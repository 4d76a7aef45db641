"""Levels of the manager's criteria."""

from __future__ import annotations

from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, found


def people_impact(held: Evidence) -> Finding:
    """What it meant for a person or the team, and that the manager saw to it."""
    people = held.holding("people_noun")
    touched = [each for each in people if each.has("people_impact")]
    toward = [each for each in people if any(act.who == "i" and act.concrete and act.verb in ("tell", "give") for act in each.acts)]
    since = [each for each in touched if each.has("outcome")]
    spans = [held.clause_span("people_impact", each, "people_noun") for each in [*touched, *toward]] or [
        held.clause_span("people_impact", each, "people_noun") for each in people
    ]
    return found(1 + bool(people) + bool(touched or toward) + bool(touched and toward) + bool(since and toward), spans)


def diagnosis_first(held: Evidence) -> Finding:
    """Something found out before acting."""
    looked = held.holding("diagnosis")
    spans = held.of("diagnosis")
    own = [act for act in held.own_acts if act.verb in ("look", "tell")]
    guess = [each for each in looked if each.has("learning")]
    return found(1 + bool(looked) + bool(looked and own) + bool(looked and len(held.own_acts) > 2) + bool(guess and own), spans)


def system_over_heroics(held: Evidence) -> Finding:
    """A change in how things run that holds without the manager."""
    changed = [each for each in held.holding("mechanism_change") if each.has("habit") or any(act.who != "other" for act in each.acts)]
    lasting = [each for each in held.holding("habit") if each.has("mechanism_change")]
    alone = held.holding("runs_without")
    spans = [held.clause_span("mechanism_change", each, "mechanism_change") for each in changed]
    return found(1 + bool(changed) + bool(lasting) + bool(lasting and alone) + bool(lasting and len(alone) > 1), spans)


def customer_cost_lens(held: Evidence) -> Finding:
    """Customers, service level or budget as a reason or a result, with a figure."""
    worth = [each for each in held.reading.told if each.has("customer") or each.has("service_level") or each.has("cost")]
    spans = [span for kind in ("customer", "service_level", "cost") for span in held.of(kind)]
    counted = [each for each in worth if each.figures]
    bore = [
        each for each in worth if each.has("reason") or each.has("outcome") or each.has("price") or any(a.who == "i" for a in each.acts)
    ]
    return found(1 + bool(worth) + bool(bore) + bool(counted and bore) + bool(len(counted) > 1 and bore and held.own_acts), spans)
