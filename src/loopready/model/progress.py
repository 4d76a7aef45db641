"""What practice has changed, and what the real interview asked. Moments are UTC.

A figure of readiness counts what is shown and what was practised. It predicts no interviewer.
"""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from loopready.model.base import Noun
from loopready.model.exercise import ExerciseKind


class Practised(Noun):
    """A session that was practised: how many of its questions were answered, and the mean of their marks out of 100, where any has one."""

    interview: str
    preparation: str | None = None
    title: str = ""
    mode: str
    answered: int
    mean: int | None = None
    created: dt.datetime


class Stood(Noun):
    """What stood on a signal's line of the deciders' page: the CV's words, or those of an answer. ``rank`` is 0 to 5.

    ``until`` is None for the line that stands now.
    """

    text: str
    turn: str | None = Field(default=None, description="The answer it rests on; None for the CV.")
    rank: float = Field(ge=0, le=5)
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    by: str | None = Field(default=None, description="The answer that took its place.")


class Exercised(Noun):
    """An exercise that shows something of signals, such as the run of a drill. ``item`` is what it is a run of: the best of it counts."""

    exercise: str
    kind: ExerciseKind
    item: str
    title: str
    signals: tuple[str, ...]
    overall: int = Field(ge=0, le=100)
    at: dt.datetime


class Moved(Noun):
    """An answer, or an exercise (``turn`` and ``interview`` are empty then), that changed the figure of a signal."""

    at: dt.datetime
    turn: str
    interview: str
    question: str
    before: int
    after: int
    overall: int
    exercise: str | None = None
    kind: ExerciseKind | None = None


class SignalProgress(Noun):
    """A signal's readiness, 0 to 100: ``cv`` of it by the CV's words, the rest by answers; and every line that stood on its page."""

    signal: str
    title: str
    weight: float
    cv: int
    now: int
    wanted: int = Field(description="How many different questions count.")
    practised: int = Field(description="How many different questions have a mark.")
    moved: tuple[Moved, ...] = ()
    lines: tuple[Stood, ...] = ()


class HabitCount(Noun):
    """How many of a session's marked answers show a habit."""

    interview: str
    created: dt.datetime
    count: int
    of: int


class Habit(Noun):
    """A habit counted over sessions, oldest first, and what to do instead."""

    id: str
    title: str
    instead: str
    count: int
    of: int
    sessions: tuple[HabitCount, ...]


class Progress(Noun):
    """What practice changed for one preparation."""

    signals: tuple[SignalProgress, ...]
    habits: tuple[Habit, ...]
    sessions: tuple[Practised, ...]
    answers: int


class RoundNote(Noun):
    """The ten minutes after a real round, in the person's words. ``version`` guards them against two tabs; ``held`` is YYYY-MM-DD."""

    id: str
    preparation: str
    round: str
    held: str
    texts: dict[str, str] = {}
    version: int = 1
    created: dt.datetime
    updated: dt.datetime


class RealQuestion(Noun):
    """A question of the real interview: one of ours that was asked or not (``question``), or one that nobody foresaw (``own``)."""

    id: str
    preparation: str
    question: str | None = None
    guide: str | None = None
    signal: str | None = None
    own: str | None = None
    asked: bool
    created: dt.datetime


class Foreseen(Noun):
    """How our questions did: ``listed`` of ours, ``hit`` of them asked, ``missed`` asked that we had not listed."""

    listed: int = 0
    hit: int = 0
    missed: int = 0
    in_bank: int = Field(default=0, description="How many of the missed the guide's bank holds.")
    interviews: int | None = Field(default=None, description="Over how many preparations; None where that is not kept.")

    @property
    def recall(self) -> float | None:
        """The share of the questions asked that were listed; None where none was asked."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else None

    @property
    def precision(self) -> float | None:
        """The share of the questions listed that were asked; None where none was listed."""
        return self.hit / self.listed if self.listed else None


class Odds(Noun):
    """How often something was listed, and how often it was then asked."""

    listed: int = 0
    asked: int = 0
