"""A real model in a real server: it answers in the shape that is asked for, and its nonsense does not get through the gate."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from loopready.adapters.openai_model import OpenAIModel
from loopready.engines.gate import faults, ground_of
from loopready.model import Prompt, Quoted
from small_model import model_file, serving

pytestmark = pytest.mark.skipif(model_file() is None, reason="the small model is not installed (make install does it)")

SAID = (
    ("Half shown in this CV: it has words for hiring, and none for handling a conflict between teams.", "Hired 9 engineers in two years"),
    ("Not in the CV. Anything of “Experience of managing managers” at Kvist Systems, even once? ____", "Kvist Systems"),
    ("The turn: from Team Lead to Engineering Manager at Kvist Systems. Why that move? The CV does not say.", "Team Lead, Kvist Systems"),
)


@pytest.fixture(scope="module")
def model() -> Iterator[OpenAIModel]:
    with serving() as url:
        made = OpenAIModel(url=url, model="SmolLM2-135M")
        yield made
        made.close()


def _prompt(text: str, *, shape: dict[str, object] | None = None) -> Prompt:
    return Prompt(
        purpose="phrase", instructions="Say in one sentence why the person of this text is a great candidate.",
        data=(Quoted(name="claim", text=text),), answer_schema=shape, max_tokens=40,
    )  # fmt: skip


def test_it_answers_in_the_shape_asked_for_piece_by_piece(model: OpenAIModel) -> None:
    text = {"type": "string", "maxLength": 60}
    shape = {"type": "object", "properties": {"text": text}, "required": ["text"], "additionalProperties": False}
    heard: list[str] = []
    made = model.complete(_prompt(SAID[0][0], shape=shape), seconds=60, heard=heard.append)
    assert set(json.loads(made.text)) == {"text"}
    assert "".join(heard) == made.text
    assert len(heard) > 3
    assert (made.tokens_in > 20, made.tokens_out > 3) == (True, True)


def test_what_it_makes_up_does_not_pass_the_gate(model: OpenAIModel) -> None:
    for said, quote in SAID:
        made = model.complete(_prompt(said), seconds=60).text
        assert faults(made, ground_of(said, person=[quote])), made
