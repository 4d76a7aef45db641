"""A story in a language model's words out of the CV's, beside what the person has; what the CV leaves open stays blank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loopready.engines.gate import BLANK
from loopready.engines.text import sentences
from loopready.model import (
    TOLD_PARTS,
    Prompt,
    ProposedPart,
    QuoteCite,
    Quoted,
    Story,
    StoryPart,
    StoryPartName,
    StoryProposal,
)
from loopready.practice.guest.wording import instructions_of, overstates, stands, without_blanks

_QUOTES = str.maketrans({"“": "", "”": ""})
_TOKENS = 900


def parts_to_draft(story: Story) -> dict[StoryPartName, str]:
    """The parts that stand in the CV's words, without blanks and quotation marks: what there is to put into sentences."""
    out: dict[StoryPartName, str] = {}
    for name in TOLD_PARTS:
        part = story.part(name)
        said = without_blanks(part.text.translate(_QUOTES))
        if part.by == "cv" and any(letter.isalnum() for letter in said):
            out[name] = said
    return out


def story_prompt(story: Story) -> Prompt | None:
    """What is asked: sentences for the parts that the CV has words for; None where it has none."""
    parts = parts_to_draft(story)
    if not parts:
        return None
    data = [Quoted(name="cv_line", text=story.data.line), Quoted(name="cv_post", text=story.data.place)]
    data += [Quoted(name=f"part_{name}", text=text) for name, text in parts.items()]
    each = {
        "type": "object",
        "properties": {
            "part": {"type": "string", "enum": list(parts)},
            "sentences": {"type": "array", "items": {"type": "string", "maxLength": 500}, "maxItems": 4},
        },
        "required": ["part", "sentences"], "additionalProperties": False,
    }  # fmt: skip
    schema = {
        "type": "object", "properties": {"parts": {"type": "array", "items": each, "maxItems": 2 * len(parts)}},
        "required": ["parts"], "additionalProperties": False,
    }  # fmt: skip
    return Prompt(
        purpose="story", instructions=instructions_of("story"), data=tuple(each for each in data if each.text), answer_schema=schema,
        max_tokens=_TOKENS,
    )  # fmt: skip


def proposal_of(story: Story, said: Mapping[str, Any] | None, *, by: str, note: str = "") -> StoryProposal:
    """The draft. A part is in the model's words where each of its sentences stands on the words cited for the part, the line and the post;
    else the skeleton stands for it. What the skeleton leaves blank is blank behind the sentences too."""
    given: dict[str, list[str]] = {}
    for each in said["parts"] if said is not None else ():
        given.setdefault(each["part"], [" ".join(str(text).split()) for text in each["sentences"]])
    parts, dropped = [], 0
    drafted = parts_to_draft(story)
    for name in TOLD_PARTS:
        part = story.part(name)
        told = [text for text in given.get(name, []) if text] if name in drafted else []
        fallen = sum(not _sentence_stands(text, drafted[name], part, story) for text in told)
        if told and overstates(" ".join(told), drafted[name]):
            fallen = len(told)
        dropped += fallen
        if told and not fallen:
            text = " ".join([*told, *[BLANK] * part.text.count(BLANK)])
            parts.append(ProposedPart(name=name, text=text, by="model"))
        else:
            parts.append(ProposedPart(name=name, text=part.text, by=part.by))
    return StoryProposal(by=by, parts=tuple(parts), dropped=dropped, note=note)


def _sentence_stands(text: str, said: str, part: StoryPart, story: Story) -> bool:
    """Whether a sentence says no more than the part's words; a blank of the model's own is none of the skeleton's."""
    if "__" in text or len(sentences(text)) != 1:
        return False
    quotes = [" ".join(cite.quote.split()) for cite in (*part.cites, *story.data.cites) if isinstance(cite, QuoteCite)]
    return stands(text, said, person=[*quotes, story.data.line, story.data.place], allowed="telling")
