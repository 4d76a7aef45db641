"""What is asked of a language model, and what comes back."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

from pydantic import Field

from loopready.model.base import Noun

Purpose = Literal["phrase", "converse", "story", "judge", "firm"]
"""What an answer is for: better words of claims, an interviewer's turn, a story's draft, a mark, facts of a firm's papers."""

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile(r"[<>]|\[(?=/?(?:INST|SYS|SYSTEM|TOOL|AVAILABLE|ASSISTANT|USER|IMG|BOS|EOS)[^\]\s]{0,20}\])", re.IGNORECASE)


class Quoted(Noun):
    """Words of others that a model is to work on: data, never an instruction."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="What the instructions call it.")
    text: str


class Prompt(Noun):
    """What is asked of a language model: our instructions, and apart from them what others wrote."""

    purpose: Purpose
    instructions: str = Field(min_length=1, description="Ours alone: nothing that a person, a CV or a posting says.")
    data: tuple[Quoted, ...] = ()
    answer_schema: dict[str, Any] | None = Field(default=None, description="JSON Schema of the answer; None for plain text.")
    max_tokens: int = Field(gt=0, le=32_000, description="The longest answer.")

    def quoted(self) -> str:
        """The data as one JSON array of ``{"name", "text"}``; "" where there are none.

        Nothing in a text can end its quotes: JSON escapes them, and the marks by which chat templates tell who speaks ("<", ">",
        "[INST]") are written as escapes. Characters that no reader sees (controls, zero width, directions, tags) are left out.
        """
        if not self.data:
            return ""
        text = json.dumps([{"name": each.name, "text": seen(each.text)} for each in self.data], ensure_ascii=False, indent=0)
        return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class Completion(Noun):
    """A model's answer as it came; nothing in it is checked but its shape, where a schema was given."""

    text: str
    model: str = Field(description="The name by which the server calls itself or was asked.")
    tokens_in: int = Field(default=0, ge=0)
    tokens_out: int = Field(default=0, ge=0)
    cached: bool = Field(default=False, description="Whether it came from an earlier call, at no cost.")


class ModelChoice(Noun):
    """Whether and how a person lets a language model be used. Nothing is sent unless ``on_for`` names the very server that is set."""

    on_for: str = Field(default="", max_length=64, description="The mark of the server that the person agreed to; empty: off.")
    hides_employers: bool = Field(default=True, description="Whether employers go out as placeholders too.")
    per_brief: int | None = Field(default=500_000, ge=0, description="What a brief may cost, in millionths; None for any sum.")
    per_month: int | None = Field(default=5_000_000, ge=0, description="What a month may cost, in millionths; None for any sum.")


def seen(text: str) -> str:
    """A text without the characters that no reader sees."""
    return _UNSEEN.sub("", text)
