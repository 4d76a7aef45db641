"""Which numbers of a drill lead to others, and what follows from an earlier wrong one."""

from __future__ import annotations

from typing import Any

import pytest

from loopready.engines.drill import check, instance
from loopready.engines.drill_steps import carried, ends, steps_to
from loopready.model import Drill


def number(id: str, answer: str, unit: str = "units") -> dict[str, Any]:
    return {
        "id": id, "ask": f"What is {id}?", "kind": "number", "unit": unit, "answer": answer, "tolerance": {"relative": 0.01},
        "solution": "So.", "hints": ["Think."],
    }  # fmt: skip


DRILL = Drill.model_validate(
    {
        "id": "chain", "title": "A chain", "scenario": "There are {{ n }}.", "minutes": 5,
        "parameters": [{"name": "n", "label": "N", "default": 10, "low": 5, "high": 50, "step": 5}],
        "derived": [
            {"name": "double", "formula": "2 * n"}, {"name": "cost", "formula": "double * 7"}, {"name": "apart", "formula": "n + 1"},
        ],
        "questions": [number("double", "double"), number("apart", "apart"), number("cost", "cost"), number("share", "cost / apart")],
    }
)  # fmt: skip


def test_what_leads_to_what() -> None:
    assert steps_to(DRILL) == {
        "double": frozenset(), "apart": frozenset(), "cost": frozenset({"double"}), "share": frozenset({"double", "apart", "cost"}),
    }  # fmt: skip
    assert ends(DRILL) == ("share",)


@pytest.mark.parametrize(
    ("question", "said", "earlier", "mistake"),
    [
        ("cost", "105", {"double": 15.0}, "carried"),
        ("cost", "106", {"double": 15.0}, "carried"),
        ("cost", "120", {"double": 15.0}, None),
        ("cost", "105", {}, None),
        ("cost", "105", {"apart": 15.0}, None),
        ("share", "9.545", {"double": 15.0}, "carried"),
        ("share", "10", {"cost": 110.0}, "carried"),
        ("share", "7", {"apart": 20.0}, "carried"),
    ],
)
def test_a_right_step_from_a_wrong_number(question: str, said: str, earlier: dict[str, float], mistake: str | None) -> None:
    made = instance(DRILL)
    asked = next(each for each in made.questions if each.id == question)
    mark = carried(DRILL, made, check(asked, said), earlier)
    assert mark.state == "wrong"
    assert mark.mistake == mistake


def test_a_right_answer_stays_right() -> None:
    made = instance(DRILL)
    mark = check(made.questions[2], "140")
    assert carried(DRILL, made, mark, {"double": 15.0}) == mark
    assert mark.state == "right"
