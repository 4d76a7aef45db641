"""Answers are held against the shape that was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from loopready.engines.json_shape import misfit

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "phrases": {
            "type": "array",
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {"claim": {"enum": ["claim_1", "claim_2"]}, "text": {"type": "string", "maxLength": 10}},
                "required": ["claim", "text"],
                "additionalProperties": False,
            },
        },
        "level": {"type": ["integer", "null"], "minimum": 1, "maximum": 5},
    },
    "required": ["phrases"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    "value",
    [
        {"phrases": []},
        {"phrases": [{"claim": "claim_1", "text": "so"}], "level": None},
        {"phrases": [], "level": 5},
        {"phrases": [], "level": 4.0},
    ],
)
def test_what_fits(value: Any) -> None:
    assert misfit(value, SCHEMA) is None


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "the answer is no object"),
        ({}, "the answer has no phrases"),
        ({"phrases": {}}, "the answer.phrases is no array"),
        ({"phrases": [], "more": 1}, "the answer has a member more"),
        ({"phrases": [{"claim": "claim_9", "text": "so"}]}, "the answer.phrases[0].claim is none of claim_1, claim_2"),
        ({"phrases": [{"claim": "claim_1", "text": "x" * 11}]}, "the answer.phrases[0].text is too short or too long"),
        ({"phrases": [{"claim": "claim_1", "text": "a"}] * 3}, "the answer.phrases has more than 2"),
        ({"phrases": [], "level": True}, "the answer.level is no integer or null"),
        ({"phrases": [], "level": 6}, "the answer.level is too small or too large"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(value: Any, says: str) -> None:
    assert (misfit(value, SCHEMA) or "").startswith(says)


def test_definitions_and_alternatives() -> None:
    schema = {"$defs": {"word": {"type": "string", "pattern": "^[a-z]+$"}}, "anyOf": [{"$ref": "#/$defs/word"}, {"const": 4}]}
    assert misfit("abc", schema) is None
    assert misfit(4, schema) is None
    assert misfit("A", schema) == "the answer is not of the form ^[a-z]+$"


def test_a_schema_of_unknown_words_is_not_taken_for_one_that_everything_fits() -> None:
    with pytest.raises(ValueError, match="oneOf"):
        misfit(1, {"oneOf": []})
    with pytest.raises(ValueError, match="no definition"):
        misfit(1, {"$ref": "#/$defs/none"})
