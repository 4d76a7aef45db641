"""The rubric of each question type."""

from __future__ import annotations

from loopready.model import QuestionType, Rubric, RubricCriterion


def rubric_of(type: QuestionType) -> Rubric:
    """How answers to questions of one type are judged."""
    return Rubric(type=type, asks="", criteria=())


def lens_criteria() -> dict[str, RubricCriterion]:
    """The criteria of the manager's lenses."""
    return {}
