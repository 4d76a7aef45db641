"""The shapes of answers: the records of the public contract, typed and said."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from loopready.model import Asked, Digest, DrillInstance, DrillMark, Failure, Preparation, Scorecard, SecondOpinion, State

Kind = Literal["must", "nice", "responsibility", "about", "benefit", "other"]
Coverage = Literal["met", "partial", "missing", "unjudgeable", "unreadable"]


class _Open(BaseModel):
    """A record that may gain fields: the contract grows by addition."""

    model_config = ConfigDict(extra="allow")


class Place(_Open):
    """Words of a document: ``text[start:end]``, in Unicode code points."""

    start: int
    end: int


class Words(Place):
    """Words with their place."""

    text: str


class Warned(_Open):
    """Something the reader wants known."""

    code: str
    message: str


class CvReading(_Open):
    """A CV as read: the record of ``loopready read cv``."""

    path: str = Field(description="The file's name.")
    ok: Literal[True]
    profile: dict[str, Any] = Field(description="JSON Resume 1.0; dates YYYY-MM or YYYY, no endDate is the present.")
    text: str = Field(description="The document's text, which places count in.")
    spans: dict[str, list[int]] = Field(description="JSON pointer into profile -> [start, end] in text.")
    warnings: list[Warned]
    seconds: float


class Years(_Open):
    """Years of experience that are asked for."""

    min: float | None
    of: str | None


class JobLine(Words):
    """A line of a posting and its kind."""

    kind: Kind


class JobRequirement(Words):
    """A requirement of a posting."""

    id: str
    kind: Kind
    skills: list[str]
    years: Years | None
    degree: str | None


class PostingRecord(_Open):
    """A posting as read."""

    title: str | None
    firm: str | None
    location: str | None
    level: str | None
    lines: list[JobLine]
    requirements: list[JobRequirement]


class JobReading(_Open):
    """A job description as read: the record of ``loopready read job``."""

    path: str = Field(description="The file's name, or the address without what may be secret in it.")
    ok: Literal[True]
    posting: PostingRecord
    text: str = Field(description="The document's text, which places count in.")
    warnings: list[Warned]
    seconds: float


class Reason(_Open):
    """A part of a row's strength, by name."""

    name: str
    weight: float


class Evidence(Place):
    """Words of the CV."""

    document: Literal["cv"]
    quote: str


class MatchedRequirement(Words):
    """The requirement a row is about."""

    id: str
    kind: Kind


class MatchRow(_Open):
    """A requirement and how far the CV shows it. The reasons sum to the strength."""

    requirement: MatchedRequirement
    coverage: Coverage
    strength: float
    reasons: list[Reason]
    evidence: list[Evidence]


class Cap(_Open):
    """What holds the verdict down."""

    name: str
    because: str


class MatchRecord(_Open):
    """A CV against a posting."""

    rows: list[MatchRow]
    signals: list[dict[str, Any]]
    verdict: Literal["strong", "credible", "stretch", "weak", "withheld"]
    caps: list[Cap]


class Text(_Open):
    """A document's name and text."""

    name: str
    text: str


class Texts(_Open):
    """The two documents."""

    cv: Text
    job: Text


class Matched(MatchRecord):
    """The object of ``loopready match``: the match and the texts it cites."""

    documents: Texts


class ClaimRecord(_Open):
    """A sentence of the brief and what it rests on."""

    id: str
    text: str
    made_by: Literal["engine", "writer", "person"]
    cites: list[dict[str, Any]] = Field(description="Each has a source: cv or job (start, end, quote), guide, fact, calculated or person.")


class BlockRecord(_Open):
    """Claims of one role."""

    role: str
    claims: list[ClaimRecord]


class ItemRecord(_Open):
    """An item of a section; its id is stable over runs."""

    id: str
    title: str
    kind: str
    blocks: list[BlockRecord]


class SectionRecord(_Open):
    """A section of the brief."""

    id: str
    title: str
    items: list[ItemRecord]


class BriefRecord(_Open):
    """A brief: the object of ``loopready prep --format json``."""

    schema_: str = Field(alias="schema", examples=["loopready.brief/1"])
    documents: Texts
    revision: str | int
    guide: dict[str, Any]
    profile: dict[str, Any]
    posting: PostingRecord
    match: MatchRecord
    sections: list[SectionRecord]
    groundedness: dict[str, Any]
    writing: dict[str, Any] | None = None
    seconds: dict[str, float]


class PreparationRecord(BaseModel):
    """One CV against one job, and how far its brief is."""

    id: str
    name: str = Field(description="What a list calls it.")
    title: str | None = Field(description="The person's own title for it.")
    state: State = Field(description="queued, running, done or failed.")
    stage: str | None = Field(description="The stage that runs: reading_cv, reading_job, guide, matching or composing.")
    run: int = Field(description="How often the brief has been begun.")
    version: int = Field(description="Counts the person's changes.")
    asked: Asked
    failure: Failure | None = Field(description="Why it stopped, where it did.")
    digest: Digest | None = Field(description="The last brief in a line.")
    seconds: float | None = Field(description="From the submission to the brief, or from the last change.")
    archived: bool
    created: dt.datetime
    updated: dt.datetime

    @classmethod
    def of(cls, preparation: Preparation) -> PreparationRecord:
        """The record of a preparation."""
        return cls(name=preparation.name, **{name: getattr(preparation, name) for name in cls.model_fields if name != "name"})


class PreparationList(BaseModel):
    """Preparations, the latest first."""

    total: int = Field(description="How many there are of this kind, whatever the limit.")
    preparations: list[PreparationRecord]


class Begun(BaseModel):
    """A preparation that was taken in; its brief is being made."""

    id: str
    state: State
    events: str = Field(description="Where to follow it.", examples=["/api/v1/prep/0123456789abcdef/events"])
    brief: str = Field(description="Where its brief will be.", examples=["/api/v1/prep/0123456789abcdef/brief.json"])


class GuideLine(BaseModel):
    """A line of the list of guides."""

    path: str
    title: str
    status: str = Field(description="ready or draft.")
    own: bool = Field(description="Whether it is of the person's own library.")


class Guides(BaseModel):
    """Role guides."""

    guides: list[GuideLine]


class GuideRecord(_Open):
    """A guide whole; ``schema/compiled_guide.schema.json`` has all its fields."""

    path: str
    title: str
    revision: int
    signals: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    areas: list[dict[str, Any]]
    drills: list[dict[str, Any]]


class DrillLine(BaseModel):
    """A line of the list of drills."""

    id: str
    title: str
    minutes: int


class Drills(BaseModel):
    """Drills."""

    drills: list[DrillLine]


class DrawnDrill(DrillInstance):
    """A drill with its numbers drawn, and the marks of the answers that were sent."""

    marks: list[DrillMark] | None
    scorecards: dict[str, Scorecard] | None = Field(description="Of the answers in words, by question.")
    score: float | None = Field(description="0 to 100 over the answers that were sent; null where nothing could be judged.")


class Marked(Scorecard):
    """The scorecard of an answer: the object of ``loopready mark --format json``."""

    second_opinion: SecondOpinion | None = Field(default=None, description="A language model's marks beside these, where asked for.")
