"""The interviewer's next question, chosen and put by a language model from what the engine would ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from loopready.engines.text import sentences
from loopready.model import PracticeQuestion, Prompt, Quoted
from loopready.practice.guest.wording import flatters, instructions_of, is_one_question, stands
from loopready.practice.probing import FollowUp

MOST_ANSWER = 6_000
"""Letters of the answer that go along, the last ones."""
_TOKENS = 200


def follow_up_prompt(question: PracticeQuestion, answer: str, candidates: Sequence[FollowUp]) -> Prompt:
    """What is asked: which of the candidates comes next, and in which words."""
    names = [f"probe_{number}" for number in range(1, len(candidates) + 1)]
    data = [Quoted(name="question", text=question.text), Quoted(name="answer", text=answer[-MOST_ANSWER:])]
    data += [Quoted(name=name, text=each.said) for name, each in zip(names, candidates, strict=True)]
    schema = {
        "type": "object", "properties": {"probe": {"type": "string", "enum": names}, "text": {"type": "string", "maxLength": 600}},
        "required": ["probe", "text"], "additionalProperties": False,
    }  # fmt: skip
    return Prompt(
        purpose="converse", instructions=instructions_of("converse"), data=tuple(data), answer_schema=schema, max_tokens=_TOKENS
    )  # fmt: skip


def follow_up_of(said: Mapping[str, Any], answer: str, candidates: Sequence[FollowUp]) -> FollowUp | None:
    """The follow-up of a model's answer; None where it chose none of the candidates, or its words may not stand.

    Words stand where they are one question without praise that asks for what the probe asks for; a sentence before it may say what one
    sentence of the answer says. A choice whose words fall is dropped with them: the engine's order is the better one where the model can
    not be trusted.
    """
    names = {f"probe_{number}": each for number, each in enumerate(candidates, start=1)}
    chosen, text = names.get(str(said.get("probe"))), " ".join(str(said.get("text", "")).split())
    if chosen is None:
        return None
    if text == chosen.said:
        return chosen
    if not is_one_question(text) or flatters(text, chosen.said):
        return None
    *before, asked = (text[start:end] for start, end in sentences(text))
    if not stands(asked, chosen.said, person=(answer,), allowed="asking", asks=True) or not all(_is_told(each, answer) for each in before):
        return None
    return FollowUp(said=text, piece=chosen.piece)


def _is_told(text: str, answer: str) -> bool:
    """Whether a sentence says what one sentence of the answer says."""
    return any(stands(text, answer[start:end], allowed="asking") for start, end in sentences(answer))
