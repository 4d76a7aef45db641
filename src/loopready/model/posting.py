"""Posting: what a job description says, line by line, and what it asks for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun
from loopready.model.document import Notice, Span
from loopready.model.profile import Leaf

LineKind = Literal["must", "nice", "responsibility", "about", "benefit", "other"]
Degree = Literal["none", "diploma", "associate", "bachelor", "master", "doctorate", "professional"]


class PostingLine(Noun):
    """One line (or bullet) of the posting and what kind of line it is."""

    text: str
    kind: LineKind
    span: Span


class YearsAsked(Noun):
    """Experience asked in years: at least ``min``, of what (as the posting words it)."""

    min: float = Field(ge=0)
    of: str | None = None


class NamedSkill(Noun):
    """Words of a requirement that name a skill. ``origin``: ``words`` by the book of skills, capitals and frames; ``tagger`` by the
    trained tagger alone, which finds more and is less sure.
    """

    text: str
    span: Span
    origin: Literal["words", "tagger"]


class RequirementPart(Noun):
    """A part of a requirement that can be met on its own. Parts joined by ``or`` share an ``alternative`` number."""

    text: str
    span: Span
    alternative: int | None = None


class Requirement(Noun):
    """Something the posting asks for (must, nice) or will have the person do (responsibility).

    ``id`` is stable over re-runs: made of the words, with a number where the same words come twice.
    """

    id: str
    text: str
    kind: Literal["must", "nice", "responsibility"]
    span: Span
    skills: tuple[str, ...] = ()
    named: tuple[NamedSkill, ...] = Field(default=(), description="The places of the skills, and what found them.")
    years: YearsAsked | None = None
    degree: Degree | None = None
    parts: tuple[RequirementPart, ...] = ()


class Posting(Noun):
    """A job description as read. ``coverage`` is the share of its lines whose kind was told by something better than a guess."""

    document: str
    title: Leaf | None = None
    firm: Leaf | None = None
    location: Leaf | None = None
    level: Leaf | None = None
    pay: Leaf | None = None
    team: Leaf | None = Field(default=None, description="The words that say what team or service the seat owns.")
    lines: tuple[PostingLine, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    coverage: float = Field(default=0.0, ge=0.0, le=1.0)
    notices: tuple[Notice, ...] = ()
