"""The person's own words, as cards and the plan take them: openings of their stories, answers on lines of their CV, and what is open."""

from __future__ import annotations

from collections.abc import Iterable

from loopready.engines.figures import figures
from loopready.engines.text import BLANK, sentences
from loopready.model import TOLD_PARTS, Defence, Story
from loopready.practice.acts import OpenStory
from loopready.practice.cards import OwnStory


def answers_of(claims: Iterable[Defence]) -> dict[str, str]:
    """What the person says to the claims of each line of the CV, by the line's name in the brief; what they took back is left out."""
    out: dict[str, list[str]] = {}
    for claim in claims:
        if claim.state != "retracted" and claim.answer.strip():
            out.setdefault(line_of(claim), []).append(f"{claim.words}: {claim.answer.strip()}")
    return {name: "\n".join(said) for name, said in out.items()}


def open_claims(claims: Iterable[Defence]) -> dict[str, float]:
    """The share of each line's claims, 0 to 1, that the person neither defends nor took back, by the line's name in the brief."""
    states: dict[str, list[bool]] = {}
    for claim in claims:
        states.setdefault(line_of(claim), []).append(claim.state == "open")
    return {name: sum(found) / len(found) for name, found in states.items()}


def line_of(claim: Defence) -> str:
    """A claim's line as the brief names it: its entry and the hash of its words."""
    return "_".join(claim.key.split("/")[:2])


def openings_of(stories: Iterable[Story]) -> dict[str, OwnStory]:
    """The first sentence and the figures of each story that the person began in their own words, by the story's key."""
    return {story.key: OwnStory(opening=opening, figures=_figures(story)) for story in stories if (opening := _opening(story))}


def open_stories(stories: Iterable[Story]) -> tuple[OpenStory, ...]:
    """The stories with parts that are missing or blank, and the share of them."""
    out = []
    for story in stories:
        blank = sum(not story.part(name).text.strip() or BLANK in story.part(name).text for name in TOLD_PARTS)
        if blank:
            out.append(OpenStory(key=story.id, title=story.title, missing=blank / len(TOLD_PARTS)))
    return tuple(out)


def _opening(story: Story) -> str:
    """The first sentence that the person wrote of how it began; empty where there is none without a blank."""
    part = story.part("situation")
    if part.by != "person":
        return ""
    found = [part.text[start:end].strip() for start, end in sentences(part.text)]
    return next((sentence for sentence in found[:1] if sentence and BLANK not in sentence), "")


def _figures(story: Story) -> str:
    """The figures of what was done and of what came of it, each once."""
    told = "\n".join(story.part(name).text for name in ("action", "result"))
    return ", ".join(dict.fromkeys(figure.text for figure in figures(told) if figure.text))
