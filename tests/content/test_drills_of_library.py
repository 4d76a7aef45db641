"""Every drill of the library over many seeds: it passes its own check, mistakes miss, values are sensible, wrong numbers are traced."""

from __future__ import annotations

import math
from functools import cache

import pytest

from loopready.app.content import current_library
from loopready.engines.drill import check, instance, selfcheck
from loopready.engines.drill_steps import ends
from loopready.model import AskedQuestion, Drill

SEEDS = 7
"""Seeds a drill is drawn with here; the drills take different ones, so that several hundred are tried in all."""


@cache
def drills() -> tuple[Drill, ...]:
    library = current_library()
    found = {drill.model_dump_json(): drill for path in sorted(library.guides) for drill in library.guides[path].drills}
    return tuple(found.values())


def seeds(at: int) -> range:
    return range(at * SEEDS, at * SEEDS + SEEDS)


NUMBERED = [pytest.param(at, drill, id=f"{at}-{drill.id}") for at, drill in enumerate(drills())]


@pytest.mark.parametrize(("at", "drill"), NUMBERED)
def test_a_drill_holds_for_its_seeds(at: int, drill: Drill) -> None:
    assert selfcheck(drill, [None, *seeds(at)]) == []


def test_hundreds_of_seeds_are_tried() -> None:
    assert len(drills()) * SEEDS >= 280


@pytest.mark.parametrize(("at", "drill"), NUMBERED)
def test_values_are_sensible(at: int, drill: Drill) -> None:
    for seed in seeds(at):
        made = instance(drill, seed=seed)
        assert len(made.scenario) > 80 and "{{" not in made.scenario
        for question in made.questions:
            assert "{{" not in question.ask + question.solution and " nan" not in question.solution.lower()
            if question.answer is None:
                continue
            assert math.isfinite(question.answer) and abs(question.answer) < 1e13
            if question.unit == "%" and "%" in (question.unit or ""):
                assert -1000 < question.answer < 10_000, (question.id, question.answer)
            if question.unit in ("people", "engineers", "servers", "replicas", "disks", "minutes", "hours", "days"):
                assert question.answer >= 0, (question.id, question.answer)


@pytest.mark.parametrize(("at", "drill"), NUMBERED)
def test_every_mistake_is_named(at: int, drill: Drill) -> None:
    """The number that a mistake gives is traced to it, or to another that gives the same number here."""
    made = instance(drill, seed=at)
    for question in made.questions:
        for slip in question.mistakes:
            mark = check(question, slip.value)
            assert mark.state == "wrong", (question.id, slip.id)
            near = [each.id for each in question.mistakes if abs(each.value - slip.value) <= 0.011 * max(abs(slip.value), 1e-9)]
            assert mark.mistake in near, (question.id, slip.id, mark.mistake)
            assert mark.says and mark.step == question.solution


@pytest.mark.parametrize(("at", "drill"), NUMBERED)
def test_what_a_drill_has(at: int, drill: Drill) -> None:
    kinds = [question.kind for question in drill.questions]
    assert kinds.count("number") >= 3, "a drill calculates"
    assert "text" in kinds, "and has something to say in words"
    assert drill.constraints and drill.parameters
    assert len({instance(drill, seed=seed).scenario for seed in range(12)}) > 6, "its seeds differ"
    assert ends(drill)
    for question in drill.questions:
        assert question.hints, question.id
        if question.kind == "number":
            assert len(question.mistakes) >= 2, question.id
            assert len({mistake.formula for mistake in question.mistakes}) == len(question.mistakes), question.id


def written(question: AskedQuestion) -> str:
    """A right answer as somebody may type it."""
    assert question.answer is not None
    return f"about {question.answer:,.6g}"


@pytest.mark.parametrize(("at", "drill"), NUMBERED)
def test_right_answers_as_people_type_them(at: int, drill: Drill) -> None:
    for question in instance(drill, seed=at).questions:
        if question.answer is not None:
            mark = check(question, written(question))
            assert mark.state == "right", (question.id, written(question), mark.says)
