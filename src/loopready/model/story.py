"""Story, Defence and Portfolio: what a person has to tell, what they can stand by, and which question each story answers."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, get_args

from pydantic import Field, model_validator

from loopready.model.base import Noun
from loopready.model.brief import Cite, QuoteCite
from loopready.model.marking import Scorecard

StoryPartName = Literal["situation", "task", "action", "result", "learning", "secret"]
"""``secret`` is what the person knows from it that others in the room do not; it is kept apart from what is told."""
STORY_PARTS: tuple[StoryPartName, ...] = get_args(StoryPartName)
TOLD_PARTS: tuple[StoryPartName, ...] = ("situation", "task", "action", "result", "learning")
DefenceState = Literal["open", "defended", "retracted"]
ClaimKind = Literal["number", "act"]
_NUMBER = re.compile(r"\d+(?:[.,'’]\d+)*")


class StoryPart(Noun):
    """One part of a story. By the CV: its own words in quotation marks, ``____`` where it is silent. By the person: as it was typed."""

    text: str = ""
    by: Literal["cv", "person"] = "cv"
    cites: tuple[Cite, ...] = ()

    @model_validator(mode="after")
    def _rests_on_its_cites(self) -> StoryPart:
        if self.by == "cv":
            held = " ".join(cite.quote for cite in self.cites if isinstance(cite, QuoteCite))
            loose = [number for number in _NUMBER.findall(self.text) if number not in held]
            if loose:
                raise ValueError(f"{', '.join(loose)} does not occur in the words cited")
        return self


class Telling(Noun):
    """When and where a story was told. ``day`` is YYYY-MM-DD; ``where`` is the firm or the round, in the person's words."""

    day: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    where: str = ""
    preparation: str | None = None


class StoryData(Noun):
    """What a story has besides its texts. ``line`` is the CV's line that it was drafted from, ``place`` the post it stands under.

    ``ended`` is the month (or year) the post ended, None while it goes on or where no post is known. ``signals`` are the competences
    that it shows, as ids of ``guide``'s signals.
    """

    guide: str | None = None
    line: str = ""
    place: str = ""
    cites: tuple[Cite, ...] = ()
    ended: str | None = None
    dated: bool = Field(default=False, description="Whether the time of the post is known, so that ``ended`` None means that it goes on.")
    signals: tuple[str, ...] = ()
    told: tuple[Telling, ...] = ()


class StoryDraft(Noun):
    """A story as the CV holds it, not in the bank yet. ``key`` is made of the entry and the line, so that it is taken once."""

    key: str
    title: str
    parts: dict[StoryPartName, StoryPart]
    data: StoryData


class StoryEdition(Noun):
    """A story as it was told at one time, and how that was marked. ``question`` of the scorecard says against what."""

    number: int
    parts: dict[StoryPartName, StoryPart]
    scorecard: Scorecard | None = None
    created: dt.datetime


class Story(Noun):
    """A story of a person's bank in its latest edition. ``version`` counts changes and guards against two tabs."""

    id: str
    owner: str
    preparation: str | None = Field(default=None, description="The preparation it was first made for.")
    key: str
    title: str
    parts: dict[StoryPartName, StoryPart]
    data: StoryData = StoryData()
    edition: int = 1
    scorecard: Scorecard | None = Field(default=None, description="The mark of the latest edition that was marked.")
    marked_edition: int | None = None
    version: int = 1
    archived: bool = False
    created: dt.datetime
    updated: dt.datetime

    def part(self, name: StoryPartName) -> StoryPart:
        """A part; an empty one where the story has none of that name."""
        return self.parts.get(name, StoryPart())


class Defence(Noun):
    """A number or a strong verb of the CV that will be probed, and how far the person stands by it.

    ``words`` are the claim's own (``cites[0]`` quotes the line); ``version`` 0 says that nothing of it is kept yet.
    """

    key: str
    kind: ClaimKind
    words: str
    line: str
    place: str = ""
    probes: tuple[str, ...] = Field(min_length=1)
    cites: tuple[Cite, ...] = ()
    state: DefenceState = "open"
    answer: str = ""
    version: int = 0
    updated: dt.datetime | None = None


class Serving(Noun):
    """How well a story serves a question, and why in words. ``fit`` is for comparison only."""

    story: str
    fit: float
    because: tuple[str, ...] = ()


class PortfolioRow(Noun):
    """A likely question with the story that is to be told for it, and those that could be."""

    question: str
    text: str
    likelihood: float
    signals: tuple[str, ...] = ()
    story: str | None = None
    could: tuple[Serving, ...] = Field(default=(), description="Every story that serves it, best first.")
    offers: tuple[str, ...] = Field(default=(), description="Keys of drafts from the CV that would serve it, where no story does.")


class Overuse(Noun):
    """A story that more questions want than it may be told for, or that was told often enough in this loop."""

    story: str
    wanted: tuple[str, ...] = Field(default=(), description="The questions that it would be the best story for.")
    told: int = 0


class Portfolio(Noun):
    """Which story goes to which likely question, uncovered questions first."""

    rows: tuple[PortfolioRow, ...] = ()
    overused: tuple[Overuse, ...] = ()
    spare: tuple[str, ...] = Field(default=(), description="Stories that no question needs now.")
    unshown: tuple[str, ...] = Field(default=(), description="Signals that likely questions test and no chosen story shows.")
    value: float = 0.0

    @property
    def uncovered(self) -> tuple[PortfolioRow, ...]:
        """The questions that have no story."""
        return tuple(row for row in self.rows if row.story is None)
