"""Interview and Turn: a practice session and what was said in it. Moments are UTC."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun
from loopready.model.marking import PracticeQuestion, Scorecard

Mode = Literal["practice", "live"]
"""``practice`` shows hints, and the anchors afterwards; ``live`` is timed and helps with nothing until the end."""
InterviewScope = Literal["question", "round", "loop"]
TurnState = Literal["waiting", "open", "answered", "skipped"]


class Turn(Noun):
    """One question or follow-up, the answer as it was typed so far, and its mark once it is given.

    ``version`` guards the answer against two tabs. A follow-up names the turn it follows (``of``) and the missing piece it asks for.
    """

    id: str
    interview: str
    position: int
    question: PracticeQuestion
    said: str = Field(description="The question in the interviewer's words.")
    of: str | None = None
    piece: str | None = None
    state: TurnState = "waiting"
    answer: str = ""
    spoken: bool = False
    seconds: float | None = Field(default=None, description="Time from question to the answer's end, pauses of the session left out.")
    version: int = 1
    scorecard: Scorecard | None = None
    asked: dt.datetime | None = None
    answered: dt.datetime | None = None


class Interview(Noun):
    """A practice session: one question, a round, or a whole loop; ``who`` sits opposite, as a role."""

    id: str
    owner: str
    preparation: str | None = None
    guide: str
    mode: Mode = "practice"
    scope: InterviewScope = "round"
    round: str | None = None
    who: str | None = None
    seed: int = 0
    title: str = ""
    created: dt.datetime
    updated: dt.datetime
    ended: dt.datetime | None = None
    turns: tuple[Turn, ...] = ()
