"""Claim and Brief: what is said, and the words it rests on."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun
from loopready.model.document import Document
from loopready.model.match import Match
from loopready.model.posting import Posting
from loopready.model.profile import Profile

SECTION_IDS = (
    "summary", "deciders", "role", "signals", "fit", "walkthrough", "questions", "probes", "concepts", "drills",
    "firm", "asks", "loop", "stories", "plan", "related", "sources",
)  # fmt: skip
BRIEF_SCHEMA: Literal["loopready.brief/1"] = "loopready.brief/1"


class QuoteCite(Noun):
    """Words of the CV or the posting: ``documents[source].text[start:end] == quote``."""

    source: Literal["cv", "job"]
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str = Field(min_length=1)


class GuideCite(Noun):
    """An item of a guide as ``questions/decision``, of the general guide as ``general:topics/offer``, of a firm as ``firm:aws/loop``."""

    source: Literal["guide"] = "guide"
    item: str


class FactCite(Noun):
    """A fact of the library."""

    source: Literal["fact"] = "fact"
    id: str


class CalculatedCite(Noun):
    """A value that an engine calculated from these inputs."""

    source: Literal["calculated"] = "calculated"
    engine: str
    inputs: dict[str, Any] = {}
    result: Any


class PersonCite(Noun):
    """A correction or answer of the person."""

    source: Literal["person"] = "person"
    item: str


Cite = Annotated[QuoteCite | GuideCite | FactCite | CalculatedCite | PersonCite, Field(discriminator="source")]


class Claim(Noun):
    """One statement and what it rests on. A blank to fill is ``____`` in the text."""

    id: str
    text: str = Field(min_length=1)
    made_by: Literal["engine", "writer", "person"] = "engine"
    cites: tuple[Cite, ...] = Field(min_length=1)


class Block(Noun):
    """Claims that play one role in an item (evidence, doubt, great, story ...)."""

    role: str
    claims: tuple[Claim, ...] = Field(min_length=1)


class Item(Noun):
    """One thing of a section. ``folded`` items (and blocks named in ``folds``) are closed until opened."""

    id: str
    title: str
    kind: str
    blocks: tuple[Block, ...] = ()
    folded: bool = False
    folds: tuple[str, ...] = Field(default=(), description="Roles of blocks that are folded inside an unfolded item.")
    state: str | None = Field(default=None, description="met, partial, shown, half ... where the item has a verdict.")
    strength: float | None = None
    minutes: int | None = None


class Section(Noun):
    """A section of the brief."""

    id: str
    title: str
    items: tuple[Item, ...] = Field(min_length=1)


class GuideChoice(Noun):
    """Which guide carries the brief. ``path`` is None where none fits and the general guide does."""

    path: str | None
    title: str
    revision: int
    confidence: float = Field(ge=0.0, le=1.0)
    runner_up: str | None = None
    chosen_by: Literal["routing", "person"] = "routing"


class ScopePoint(Noun):
    """What a work entry states of its scope, for drawing: people and teams led in a span of months (``YYYY-MM``)."""

    work: str
    label: str
    start: str
    end: str
    ongoing: bool = False
    people: int | None = None
    teams: int | None = None
    period: str | None = None
    """The dates as precisely as the CV gives them: "2011 to 2015", "2019-06 to now"."""


class Groundedness(Noun):
    """What the brief rests on, counted over its claims."""

    claims: int
    by_source: dict[str, int]
    blanks: int
    dropped: int = Field(default=0, description="Sentences of a writer that were refused.")


class Writing(Noun):
    """What a writer made of a brief: ``asked`` sentences were put to it, ``stand`` are in its words, ``refused`` said what their cites do
    not, ``late`` came not at all or not in time. The rest it left as they were. ``again`` were put to it a second time, since their
    first words were refused."""

    by: str = Field(description="The writer: the model and where it runs.")
    asked: int = 0
    stand: int = 0
    refused: int = 0
    late: int = 0
    again: int = 0
    note: str = Field(default="", description="Why sentences are missing, where they are: the server, the time, the budget.")


class Brief(Noun):
    """Everything for one loop. Sections are complete and in order."""

    schema_: Literal["loopready.brief/1"] = Field(default=BRIEF_SCHEMA, alias="schema")
    cv: Document
    job: Document
    revision: str
    today: str
    on: str | None = None
    guide: GuideChoice
    profile: Profile
    posting: Posting
    match: Match
    scope: tuple[ScopePoint, ...] = ()
    sections: tuple[Section, ...]
    facts: dict[str, str] = Field(default={}, description="Fact id -> its line for the sources (statement, source, date).")
    guide_items: dict[str, str] = Field(default={}, description="Guide item, or answer of the person, that is cited -> its title.")
    groundedness: Groundedness
    writing: Writing | None = Field(default=None, description="Where a writer was asked.")
    seconds: dict[str, float] = {}

    @model_validator(mode="after")
    def _complete_and_grounded(self) -> Brief:
        if tuple(section.id for section in self.sections) != SECTION_IDS:
            raise ValueError("the sections are not those of the design, in order")
        texts = {"cv": self.cv.text, "job": self.job.text}
        seen: set[str] = set()
        for claim in self.claims():
            if claim.id in seen:
                raise ValueError(f"two claims have the id {claim.id}")
            seen.add(claim.id)
            for cite in claim.cites:
                if isinstance(cite, QuoteCite) and texts[cite.source][cite.start : cite.end] != cite.quote:
                    raise ValueError(f"claim {claim.id} quotes words that do not stand at {cite.start}-{cite.end} of the {cite.source}")
        return self

    def claims(self) -> list[Claim]:
        """All claims, in reading order."""
        return [claim for section in self.sections for item in section.items for block in item.blocks for claim in block.claims]

    def section(self, id: str) -> Section:
        """The section with this id; KeyError for another word."""
        for section in self.sections:
            if section.id == id:
                return section
        raise KeyError(id)


class Override(Noun):
    """A correction by the person that survives re-runs.

    ``target`` is ``profile/work/<id>/<field>``, ``profile/education/<id>/<field>``, ``profile/person/<field>``, ``posting/<field>``,
    ``posting/requirements/<id>/kind`` (``none``: no requirement), or, with value None, ``profile/work/<id>``,
    ``profile/education/<id>``, ``profile/skills/<slug>`` (left out), ``profile/work/<id>/lines/<hash of the line>`` (left out; with a
    value: as the person leaves it standing) and ``claim/<id>`` (retracted, never to return).
    """

    id: str
    target: str
    value: str | None = None
