"""Design as a manager is asked it: a prompt, what the interviewer gives when asked, the written checklist, and a talk worked through."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun


class DesignFact(Noun):
    """Something that the interviewer tells only to one who asks. ``cues`` are patterns of the question that asks it."""

    id: str
    title: str
    answer: str
    cues: tuple[str, ...] = Field(min_length=1)


class DesignElement(Noun):
    """A part of a point: what it is, and the patterns that a sentence must hold, all of ``cues`` and, where given, a number."""

    id: str
    says: str
    cues: tuple[str, ...] = Field(min_length=1, description="Patterns that must all be found in one sentence.")
    number: bool = False


class DesignPoint(Noun):
    """A point of the checklist: what strong, average and weak answers hold, its elements, and the interviewer's probe for it."""

    id: str
    title: str
    looks_for: str
    strong: str
    average: str
    weak: str
    asks: bool = Field(default=False, description="It is made by asking, or by saying what is taken for granted; the others by saying.")
    elements: tuple[DesignElement, ...] = Field(min_length=2)
    full: int = Field(ge=2, description="Elements that make it strong.")
    probe: str


class DesignNumber(Noun):
    """A figure of the talk, worked out: ``cues`` find the sentence in which a candidate gives it, in ``unit``."""

    id: str
    says: str
    formula: str
    unit: str
    cues: tuple[str, ...] = Field(min_length=1)
    tolerance: float = Field(default=0.1, gt=0, description="Share of the value that an answer may lie off.")


class DesignTurn(Noun):
    """A turn of the talk that is worked through, and the points that it makes."""

    who: Literal["interviewer", "candidate"]
    said: str
    points: tuple[str, ...] = ()


class DesignPrompt(Noun):
    """A design question with all that belongs to it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    minutes: int = Field(gt=0)
    prompt: str
    case: tuple[str, ...] = Field(min_length=1, description="Patterns of the case's own things, which other systems do not have.")
    facts: tuple[DesignFact, ...] = Field(min_length=4)
    points: tuple[DesignPoint, ...] = Field(min_length=6)
    numbers: tuple[DesignNumber, ...] = Field(min_length=1)
    traps: tuple[str, ...] = ()
    worked: tuple[DesignTurn, ...] = Field(min_length=6)
    sources: tuple[str, ...] = Field(min_length=1)


class DesignSaid(Noun):
    """One turn as it was held: what the candidate said, and the interviewer's reply with the facts given and the point asked for."""

    said: str = Field(max_length=20_000)
    reply: str
    given: tuple[str, ...] = ()
    probe: str | None = None


class DesignTape(Noun):
    """What is kept of a design talk. ``draft`` is what stands in the field."""

    prompt: str
    turns: tuple[DesignSaid, ...] = ()
    draft: str = Field(default="", max_length=20_000)


class DesignQuote(Noun):
    """Words of the candidate that an element rests on: ``said[start:end]`` of the turn."""

    element: str
    turn: int
    start: int
    end: int
    quote: str


class PointMark(Noun):
    """A point's mark: 5 strong, 3 average, 1 weak, 2 and 4 between them, what it rests on and what was not heard."""

    id: str
    title: str
    level: int = Field(ge=1, le=5)
    word: Literal["strong", "average", "weak"]
    why: str
    quotes: tuple[DesignQuote, ...] = ()
    missing: tuple[str, ...] = ()


class NumberMark(Noun):
    """A figure of the talk beside the worked one."""

    id: str
    says: str
    right: bool
    said: str
    worked: str


class DesignScore(Noun):
    """The judgement of a design talk: ``overall`` is 100 x (mean level - 1) / 4, halves up; None where nothing could be marked."""

    marks: tuple[PointMark, ...]
    numbers: tuple[NumberMark, ...] = ()
    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    overall: int | None
    unscored: str | None = None
