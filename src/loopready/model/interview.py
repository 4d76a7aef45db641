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

    ``version`` guards the answer against two tabs. A follow-up names the question's turn (``of``) and the missing piece it asks for; its
    scorecard judges all that was answered to the question so far (``Interview.told``), and its spans are those of that text.
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

    @property
    def round(self) -> str | None:
        """The round of the guide in which it is asked, where the session has rounds."""
        return self.question.rounds[0] if self.question.rounds else None


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

    @property
    def current(self) -> Turn | None:
        """The turn that waits for an answer; None where there is none left."""
        return next((turn for turn in self.turns if turn.state in ("waiting", "open")), None)

    def turn(self, id: str) -> Turn | None:
        """The turn of this id."""
        return next((turn for turn in self.turns if turn.id == id), None)

    def questions(self) -> tuple[Turn, ...]:
        """The turns that are questions, without their follow-ups, in order."""
        return tuple(turn for turn in self.turns if turn.of is None)

    def thread(self, turn: Turn) -> tuple[Turn, ...]:
        """A question's turn and its follow-ups, in order."""
        root = turn.of or turn.id
        return tuple(each for each in self.turns if root in (each.id, each.of))

    def told(self, turn: Turn) -> str:
        """All that was answered to a question up to this turn, an empty line between the answers: what the turn's scorecard judges."""
        thread = self.thread(turn)
        texts = [each.answer for each in thread if each.position <= turn.position and each.answer.strip()]
        return "\n\n".join(texts)

    def judged(self, turn: Turn) -> Turn:
        """The turn of a question's thread whose scorecard counts: the last that was marked."""
        marked = [each for each in self.thread(turn) if each.scorecard is not None]
        return marked[-1] if marked else turn
