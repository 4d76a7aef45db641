"""The written rubric: one text in the product and in the set it is judged by."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import yaml

from loopready.engines.lexicon import table
from loopready.model.marking import Lens, QuestionType
from loopready.practice.rubrics import lens_criteria, rubric_of, rubric_version

GOLD = Path(__file__).parents[2] / "evals" / "data" / "answers" / "rubric.yaml"


def test_the_product_s_rubric_is_the_one_the_gold_set_was_marked_by() -> None:
    assert table("marking_rubric") == yaml.safe_load(GOLD.read_text(encoding="utf-8"))


def test_every_type_and_lens_has_criteria_with_anchors_and_words_to_say() -> None:
    said, caps = table("marking_words")["criteria"], table("marking_words")["caps"]
    for type in get_args(QuestionType):
        rubric = rubric_of(type)
        assert rubric.criteria[-1].id == "fit" or type == "cv_walk"
        for criterion in rubric.criteria:
            assert set(criterion.anchors) == {1, 3, 5} and criterion.id in said
        assert all(cap.id in caps or cap.id in ("wrong", "wrong_turn") for cap in rubric.caps)
    assert set(lens_criteria()) == set(get_args(Lens))
    assert rubric_version() == 1
