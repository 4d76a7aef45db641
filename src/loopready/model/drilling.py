"""DrillRun: a drill as one person works through it, question by question, and what its mistakes say over many runs."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun
from loopready.model.drill import DrillInstance, DrillMark
from loopready.model.marking import Scorecard

DrillAnswerState = Literal["open", "checked", "shown"]
"""``shown``: the worked step was looked at without an answer that could be judged."""


class DrillAnswer(Noun):
    """One question's answer as typed so far, and its mark once it was checked. ``hints`` is how many were opened before."""

    question: str
    typed: str = ""
    hints: int = 0
    seconds: float = Field(default=0.0, description="Time on it; pauses of more than ten minutes count as ten.")
    state: DrillAnswerState = "open"
    mark: DrillMark | None = None
    card: Scorecard | None = Field(default=None, description="The marks of an answer in words.")
    late: bool = Field(default=False, description="Given after the time of the run was over.")
    points: float | None = Field(default=None, ge=0, le=1, description="None while open, and where words could not be judged.")


class DrillLevel(Noun):
    """How hard a run is. ``hints`` is how many a question gives (None: all), ``pace`` the share of the drill's time (None: no clock)."""

    number: int = Field(ge=1)
    drawn: bool = Field(description="Fresh numbers, rather than the guide's own.")
    hints: int | None = None
    pace: float | None = None
    whole: bool = Field(default=False, description="Numbers that lead to another number asked for are not asked: steps are joined.")
    says: str


class DrillRun(Noun):
    """A drill as it was drawn for one person, with what they answered. ``drill`` is the guide's path, a colon, the drill's own id."""

    drill: str
    level: DrillLevel
    minutes: int
    instance: DrillInstance
    answers: tuple[DrillAnswer, ...]
    touched: dt.datetime

    @property
    def current(self) -> DrillAnswer | None:
        """The first that waits for an answer; None where all were given."""
        return next((answer for answer in self.answers if answer.state == "open"), None)

    @property
    def seconds(self) -> float:
        """Time on all questions."""
        return sum(answer.seconds for answer in self.answers)

    @property
    def limit(self) -> float | None:
        """Seconds that the run has; None where no clock runs."""
        return None if self.level.pace is None else 60.0 * self.minutes * self.level.pace


class DrillStanding(Noun):
    """Where a person stands with a drill. ``best`` is the best share of it shown, 0 to 1: score times what its level is worth."""

    drill: str
    runs: int = 0
    level: int = Field(default=1, description="The level of the next run.")
    last: float | None = Field(default=None, description="The score of the last run, 0 to 100.")
    best: float = 0.0


class DrillSlip(Noun):
    """A mistake that was made in runs of a drill: how often, when last, and whether its question was right since."""

    drill: str
    title: str
    question: str
    ask: str
    mistake: str
    says: str
    step: str = ""
    times: int = 1
    last: dt.datetime
    right_since: bool = False
