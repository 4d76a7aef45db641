"""A story in a model's words: the CV's and no other, its blanks kept, the skeleton where a sentence falls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from loopready.model import QuoteCite, Story, StoryData, StoryPart, StoryProposal
from loopready.practice.guest.drafting import parts_to_draft, proposal_of, story_prompt
from practice_things import NOW

LINE = "Cut failover from 40 minutes to 6 by splitting the cluster by region; led 5 engineers"


def cite(quote: str) -> QuoteCite:
    at = LINE.index(quote)
    return QuoteCite(source="cv", start=at, end=at + len(quote), quote=quote)


def quoted(text: str, *quotes: str) -> StoryPart:
    return StoryPart(text=text, cites=tuple(cite(quote) for quote in quotes))


PLACE = QuoteCite(source="cv", start=0, end=28, quote="Engineering Manager, Quillbox")


def story(**parts: StoryPart) -> Story:
    given = {
        "situation": StoryPart(text="Engineering Manager, Quillbox. ____", cites=(PLACE,)),
        "task": StoryPart(text="____"),
        "action": quoted("“splitting the cluster by region”; “led 5 engineers” ____", "splitting the cluster by region", "led 5 engineers"),
        "result": quoted("“Cut failover from 40 minutes to 6” ____", "Cut failover from 40 minutes to 6"),
        "learning": StoryPart(text="", by="person"),
    }
    return Story.model_validate(
        {
            "id": "s1", "owner": "me", "key": "k", "title": "Failover", "parts": {**given, **parts}, "created": NOW, "updated": NOW,
            "data": StoryData(line=LINE, place="Engineering Manager, Quillbox", cites=(cite(LINE),)),
        }
    )  # fmt: skip


def proposed(part: str, *sentences: str, held: Story | None = None) -> StoryProposal:
    said: Mapping[str, Any] = {"parts": [{"part": part, "sentences": list(sentences)}]}
    return proposal_of(held or story(), said, by="fake")


def text_of(found: StoryProposal, name: str) -> tuple[str, str]:
    return next((part.text, part.by) for part in found.parts if part.name == name)


@pytest.mark.parametrize(
    ("part", "sentences"),
    [
        ("result", ("I cut failover from 40 minutes to 6.",)),
        ("result", ("Failover was cut from 40 minutes to 6.",)),
        ("action", ("I led 5 engineers.", "I was splitting the cluster by region.")),
        ("situation", ("I was an Engineering Manager at Quillbox.",)),
    ],
)
def test_the_cvs_words_in_sentences_stand_with_the_blanks_behind(part: str, sentences: tuple[str, ...]) -> None:
    found = proposed(part, *sentences)
    assert text_of(found, part) == (" ".join([*sentences, "____"]), "model") and found.dropped == 0
    assert [each.name for each in found.drafted] == [part]


@pytest.mark.parametrize(
    "sentence",
    [
        "I cut failover from 40 minutes to 4.",
        "I cut failover from 6 minutes to 40.",
        "I cut failover from 40 minutes to 6, saving two million.",
        "I cut failover from 40 minutes to 6 with Kubernetes.",
        "I cut failover from 40 minutes to 6 and was promoted.",
        "I cut failover from 40 minutes to 6 because customers complained.",
        "I cut failover from 40 minutes to 6 for ____ customers.",
        "I proudly cut failover from 40 minutes to 6.",
        "I cut failover from 40 minutes to 6. The board was happy.",
        "I think I cut failover at Meridian from 40 minutes to 6.",
    ],
)
def test_a_sentence_that_adds_or_turns_falls_and_the_skeleton_stands(sentence: str) -> None:
    found = proposed("result", "I cut failover from 40 minutes to 6.", sentence)
    assert text_of(found, "result") == ("“Cut failover from 40 minutes to 6” ____", "cv") and found.dropped == 1


def test_what_the_cv_leaves_open_and_what_the_person_wrote_is_not_drafted() -> None:
    mine = story(action=StoryPart(text="I split it with Ana by hand.", by="person"))
    assert set(parts_to_draft(mine)) == {"situation", "result"}
    prompt = story_prompt(mine)
    assert prompt is not None and "Ana" not in prompt.quoted()
    found = proposed("action", "I led 5 engineers.", held=mine)
    assert text_of(found, "action") == ("I split it with Ana by hand.", "person") and text_of(found, "task") == ("____", "cv")
    assert proposed("task", "I had to cut failover.").drafted == ()


def test_without_words_of_the_cv_nothing_is_asked() -> None:
    blank = {name: StoryPart(text="____") for name in ("situation", "action", "result")}
    assert story_prompt(story(**blank)) is None
    found = proposal_of(story(), None, by="fake", note="gave no answer in time")
    assert found.drafted == () and found.note and [part.by for part in found.parts][:4] == ["cv"] * 4
