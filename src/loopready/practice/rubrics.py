"""The written rubric: criteria with their anchors, caps, the manager's criteria. Its one source is the lexicon's ``marking_rubric``."""

from __future__ import annotations

from functools import cache
from typing import Any

from loopready.engines.lexicon import table
from loopready.model.marking import QuestionType, Rubric, RubricCap, RubricCriterion


def rubric_version() -> int:
    """The version of the rubric; a scorecard names the one it was made by."""
    return int(table("marking_rubric")["version"])


@cache
def rubric_of(type: QuestionType) -> Rubric:
    """The rubric of a question type."""
    group = table("marking_rubric")["types"][type]
    return Rubric(
        type=type,
        asks=group["asks"],
        criteria=tuple(_criterion(each) for each in group["criteria"]),
        caps=tuple(RubricCap(id=each["id"], at_most=each["at_most"], when=each["when"]) for each in group["caps"]),
    )


@cache
def lens_criteria() -> dict[str, RubricCriterion]:
    """The manager's criteria by lens; a question names those that are marked with it."""
    return {each["id"]: _criterion(each) for each in table("marking_rubric")["managers"]["criteria"]}


def _criterion(value: dict[str, Any]) -> RubricCriterion:
    return RubricCriterion(
        id=value["id"], looks_for=value["looks_for"], anchors={int(level): text for level, text in value["anchors"].items()}
    )
