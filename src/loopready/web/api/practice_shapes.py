"""The shapes of answers about exercises. Nothing of an incident's or a person's hidden cause is in them before the end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, Field

from loopready.model import Exercise, ExerciseKind, ExerciseState, PaperMark


class ExerciseRecord(BaseModel):
    """An exercise as it is kept."""

    id: str
    kind: ExerciseKind
    item: str = Field(description="What it is of: the incident, case, prompt, paper or tool.")
    title: str
    state: ExerciseState = Field(description="open or done.")
    score: float | None = Field(description="0 to 100, by its written criteria, where it was judged.")
    marks: dict[str, float] = Field(description="Criterion -> 0 to 100.")
    seed: int
    version: int = Field(description="Counts every change; a change names the version that it was read at.")
    created: dt.datetime
    updated: dt.datetime
    ended: dt.datetime | None

    @classmethod
    def of(cls, exercise: Exercise) -> ExerciseRecord:
        """The record of an exercise."""
        return cls(**{name: getattr(exercise, name) for name in cls.model_fields})


class Startable(BaseModel):
    """Something that can be begun."""

    id: str
    title: str
    says: str = Field(description="What is known of it beforehand.")
    minutes: int = Field(description="About how long it takes.")


class Judged(BaseModel):
    """A written criterion, fixed before anything is judged."""

    id: str
    title: str
    looks_for: str


class Startables(BaseModel):
    """What can be begun, by what it is judged, and what was begun."""

    items: list[Startable]
    criteria: list[Judged] = Field(description="Those that all of them share; empty where each has its own.")
    begun: list[ExerciseRecord]


class OfferedChoice(BaseModel):
    """A value that a field takes."""

    value: str
    title: str


class OfferedField(BaseModel):
    """Something to choose with a move."""

    name: str
    label: str
    many: bool
    choices: list[OfferedChoice]


class OfferedMove(BaseModel):
    """A move that can be made."""

    id: str
    title: str
    says: str
    takes: int = Field(description="Minutes of attention in an incident, hours or exchanges in a conversation.")
    fields: list[OfferedField] = []
    words: str = Field(default="", description="What own words are for, where it takes some.")
    meeting: str = Field(default="", description="In a conversation, where it is made.")
    refused: str = Field(default="", description="Why it can not be made now.")


class IncidentState(BaseModel):
    """An incident as it stands: what is measured, what was told, and the moves."""

    exercise: ExerciseRecord
    seen: str = Field(description="Goes along with the next move.")
    over: bool
    board: dict[str, Any] = Field(description="Minute, clock, regions, cells, customers, roles, work under way, budget, events.")
    moves: list[OfferedMove]


class ConversationState(BaseModel):
    """A conversation as it stands: the week, what was said, what is known, and the moves."""

    exercise: ExerciseRecord
    view: dict[str, Any] = Field(description="Week, day, what is left of it, what was told, what is known.")
    moves: list[OfferedMove]


class DesignTurnRecord(BaseModel):
    """A turn of a design talk."""

    said: str
    reply: str


class DesignState(BaseModel):
    """A design talk as it stands."""

    exercise: ExerciseRecord
    prompt: str
    turns: list[DesignTurnRecord]


class PaperState(BaseModel):
    """A draft as it stands, held against its paper's criteria."""

    exercise: ExerciseRecord
    text: str
    mark: PaperMark


class ToolLine(BaseModel):
    """A line of the list of tools."""

    id: str
    title: str
    says: str


class Tools(BaseModel):
    """The workbench's tools, and what is kept of them."""

    tools: list[ToolLine]
    kept: list[ExerciseRecord]


class ToolFieldRecord(BaseModel):
    """A field of a tool."""

    name: str
    title: str
    says: str
    kind: str
    unit: str
    needed: bool
    choices: list[OfferedChoice]
    columns: list[ToolFieldRecord] = Field(description="Of a table.")


class ToolRecord(ToolLine):
    """A tool with its fields."""

    fields: list[ToolFieldRecord]
    example: dict[str, str] = Field(description="The worked example as it would be typed.")


class ToolWorked(BaseModel):
    """A tool at work."""

    tool: str
    typed: dict[str, str] = Field(description="All inputs as they were read.")
    faults: dict[str, str] = Field(description="Field -> what is wrong with it; then there is no report.")
    report: dict[str, Any] | None = Field(description="The object of `loopready tool ID --format json`.")


class KeptTool(BaseModel):
    """A tool's inputs that are kept, worked anew."""

    exercise: ExerciseRecord
    worked: ToolWorked
