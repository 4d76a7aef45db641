"""What is looked for in an answer to a question: the rubric of its type, and the lenses of the seat."""

from __future__ import annotations

from loopready.model import PracticeQuestion, Rubric
from loopready.practice.rubrics import lens_criteria, rubric_of


def rubric_for(question: PracticeQuestion) -> Rubric:
    """The rubric by which an answer is judged; it is fixed before the answer is given."""
    return rubric_of(question.type)


def lens_looks(question: PracticeQuestion) -> tuple[tuple[str, str], ...]:
    """The further criteria that a question seeks: id and what each looks for."""
    criteria = lens_criteria()
    return tuple((lens, criteria[lens].looks_for) for lens in question.lenses)
