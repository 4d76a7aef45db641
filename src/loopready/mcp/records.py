"""The shapes of results: the records of the public contract in pieces, as far as a client has to know them. They grow by addition."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Records = list[dict[str, Any]]


class Record(BaseModel):
    """A result. ``left_out`` names fields that were shortened so that it fits."""

    model_config = ConfigDict(extra="allow")
    left_out: list[str] = []


class Paged(Record):
    """A result in pages, counted from 1."""

    page: int = 1
    pages: int = 1


class BriefRecord(Paged):
    """A brief's digest (verdict, strengths, risks, next, sections), or a page of one section or document."""

    prep: str = Field(description="Id of the kept preparation.")
    name: str = ""
    verdict: Literal["strong", "credible", "stretch", "weak", "withheld"] | None = None
    strengths: Records = Field(default=[], description="Claims: id, text, made_by, cites.")
    risks: Records = []
    next: Records = []
    sections: Records = Field(default=[], description="id, title, items, claims, pages, uri.")
    section: str = ""
    items: Records = Field(default=[], description="Items of blocks of claims; each claim has its cites.")
    text: str = Field(default="", description="A piece of a document, from start to end in Unicode code points.")


class MatchRecord(Paged):
    """A page of a match: how far the CV shows each requirement."""

    verdict: Literal["strong", "credible", "stretch", "weak", "withheld"]
    caps: Records
    rows: Records = Field(description="requirement, coverage, strength, reasons, evidence with quotes of the CV.")


class GuidesRecord(Paged):
    """Role guides."""

    guides: Records = Field(description="path, title, status, own, uri.")


class GuideRecord(Paged):
    """A guide's contents, or a page of one of its parts."""

    path: str
    title: str
    revision: int
    contents: Records = Field(default=[], description="Items by id and title.")
    part: str = ""
    items: Records = Field(default=[], description="Items with their prose, cites by JSON pointer, and the facts cited.")


class AskRecord(Paged):
    """A mock interview: what to say now, or the debrief, or what there is to ask."""

    state: Literal["open", "ended", "list"]
    session: str = ""
    say: str = Field(default="", description="The question or follow-up to put to the person.")
    follow_up: bool = False
    question: dict[str, Any] | None = Field(default=None, description="What it tests and the criteria, fixed before the answer.")
    debrief: dict[str, Any] | None = None
    questions: Records = []
    rounds: Records = []
    roles: Records = []


class MarkRecord(Record):
    """A scorecard. Each mark quotes the answer: answer[start:end] == quote. No score predicts an interviewer."""

    question_type: str
    overall: int | None = Field(description="0 to 100; null where it could not be judged, and unscored says why.")
    marks: Records
    missing: list[str]
    claims: Records = Field(description="The answer's claims beside the CV: supported, absent or contradicted.")
    unscored: str | None
    session: str = ""
    state: Literal["open", "ended", ""] = Field(default="", description="Of the session, after this answer.")
    text: str = Field(default="", description="The text that places count in, where it is not the answer as given.")


class DrillRecord(Paged):
    """Drills, or one as it is asked, or the marks of answers to it."""

    drills: Records = []
    drill: str = ""
    title: str = ""
    seed: int | None = None
    scenario: str = ""
    questions: Records = []
    marks: Records = []
    score: float | None = None


class StoryRecord(Paged):
    """Stories of the bank, drafts from the CV, or which story goes to which question."""

    prep: str = ""
    stories: Records = []
    drafts: Records = []
    rows: Records = []
    scorecard: dict[str, Any] | None = None


class PlanRecord(Paged):
    """What to do on which day until the interview."""

    prep: str
    name: str
    today: str
    on: str | None = None
    days: Records = Field(description="day, budget, minutes, acts with key, text, minutes, why, cites.")
    left: Records = Field(default=[], description="What the time does not suffice for.")
