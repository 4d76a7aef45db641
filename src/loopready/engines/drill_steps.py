"""How a drill's questions lead to one another: which number a later one needs, and what follows from an earlier wrong number."""

from __future__ import annotations

import math
from collections.abc import Mapping

from loopready.engines.formula import evaluate, names_in
from loopready.model import ContentError, Drill, DrillInstance, DrillMark, DrillQuestion

Number = int | float


def steps_to(drill: Drill) -> dict[str, frozenset[str]]:
    """For every number question the earlier number questions whose number it needs, by id."""
    used = _used(drill)
    named = _named(drill)
    out: dict[str, frozenset[str]] = {}
    for at, question in enumerate(drill.questions):
        if question.answer is None:
            continue
        needs = _closure(names_in(question.answer), used)
        out[question.id] = frozenset(
            earlier.id for earlier in drill.questions[:at] if earlier.id in named and named[earlier.id] in needs - {named.get(question.id)}
        )
    return out


def ends(drill: Drill) -> tuple[str, ...]:
    """The questions that remain where the numbers on the way are not asked for: no number question that another number question needs."""
    on_the_way = {id for needs in steps_to(drill).values() for id in needs}
    return tuple(question.id for question in drill.questions if question.id not in on_the_way)


def carried(drill: Drill, made: DrillInstance, mark: DrillMark, said: Mapping[str, float]) -> DrillMark:
    """The mark of a number, also where it is right but for an earlier wrong number that was carried into it.

    ``said`` are the wrong numbers given to earlier questions, in their units. A mark that is not wrong comes back as it is.
    """
    question = next((each for each in drill.questions if each.id == mark.question), None)
    asked = next((each for each in made.questions if each.id == mark.question), None)
    if mark.state != "wrong" or question is None or asked is None or not isinstance(mark.said, int | float) or asked.answer is None:
        return mark
    wrong = {id: value for id, value in said.items() if id in steps_to(drill).get(question.id, ())}
    follows = _from(drill, made, question, wrong) if wrong else None
    if follows is None or abs(follows - asked.answer) <= (asked.tolerance or 0.0):
        return mark
    near = (asked.tolerance or 0.0) * max(1.0, abs(follows / asked.answer) if asked.answer else 1.0)
    if abs(float(mark.said) - follows) > near:
        return mark
    says = "The step is right. It starts from your earlier number, and that one was not: the mistake is not counted twice."
    return mark.model_copy(update={"mistake": "carried", "also": None, "says": says})


def _from(drill: Drill, made: DrillInstance, question: DrillQuestion, wrong: Mapping[str, float]) -> float | None:
    """The answer that follows from wrong numbers; None where it can not be worked out from them."""
    named = _named(drill)
    fixed: dict[str, Number] = {named[id]: value for id, value in wrong.items() if id in named}
    values: dict[str, Number] = {parameter.name: made.values[parameter.name] for parameter in drill.parameters} | fixed
    try:
        for quantity in drill.derived:
            if quantity.name not in fixed:
                values[quantity.name] = evaluate(quantity.formula, values)
        answer = float(evaluate(str(question.answer), values))
    except ContentError:
        return None
    return answer if math.isfinite(answer) else None


def _named(drill: Drill) -> dict[str, str]:
    """The quantity that a number question asks for, where its answer is one, by the question's id."""
    names = {quantity.name for quantity in drill.derived}
    return {question.id: question.answer.strip() for question in drill.questions if question.answer and question.answer.strip() in names}


def _used(drill: Drill) -> dict[str, tuple[str, ...]]:
    return {quantity.name: names_in(quantity.formula) for quantity in drill.derived}


def _closure(names: tuple[str, ...], used: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left.extend(used.get(name, ()))
    return found
