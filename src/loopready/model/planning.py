"""Act, PlanDay and Plan: what to do until the interview, on which day, and why each act stands there."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, field_validator

from loopready.model.base import Noun
from loopready.model.brief import Cite

ActKind = Literal[
    "row",
    "fact",
    "question",
    "concept",
    "drill",
    "walk",
    "firm",
    "asks",
    "cards",
    "claim",
    "story",
    "practise",
    "day_before",
    "incident",
    "conversation",
    "design",
    "paper",
]
DayKind = Literal["work", "last_evening"]


class Act(Noun):
    """One thing to do. ``gain`` is likelihood x gap x importance of the whole act, ``minutes`` what is left of it.

    ``new`` says that it brings new material, which the last evening never does. ``why`` says why it stands where it does.
    """

    key: str
    kind: ActKind
    text: str
    minutes: int = Field(gt=0)
    likelihood: float = Field(ge=0, le=1)
    gap: float = Field(ge=0, le=1)
    importance: float = Field(ge=0, le=1)
    new: bool = True
    why: str = ""
    item: str | None = Field(default=None, description="The item of the brief that it is about.")
    place: str = Field(default="", description="The page on which it is done, where that is not one of the preparation's own.")
    cites: tuple[Cite, ...] = ()

    @property
    def gain(self) -> float:
        """Expected gain of the whole act."""
        return self.likelihood * self.gap * self.importance

    @property
    def rate(self) -> float:
        """Expected gain a minute."""
        return self.gain / self.minutes


class PlannedAct(Noun):
    """An act, or a part of one that does not fit into a day, with the minutes set aside for it."""

    act: Act
    minutes: int = Field(gt=0)
    part: int | None = Field(default=None, description="1, 2, ... where the act is spread over days.")


class DoneAct(Noun):
    """An act that was done: minutes it took, and when. What a finished exercise ticked off (``exercise``) is not taken back by hand."""

    id: str
    key: str
    minutes: int
    at: dt.datetime
    exercise: str | None = None


class PlanDay(Noun):
    """A day of the plan: the minutes asked for it, those spent already, and what to do in the rest."""

    day: dt.date
    kind: DayKind = "work"
    budget: int
    spent: int = 0
    acts: tuple[PlannedAct, ...] = ()

    @property
    def minutes(self) -> int:
        """Minutes of what is planned."""
        return sum(act.minutes for act in self.acts)


class PlanSettings(Noun):
    """What a plan goes by. ``at`` and ``zone`` say when the sessions of a calendar begin; ``version`` guards against two tabs."""

    minutes_a_day: int = Field(default=45, ge=5, le=480)
    days_off: tuple[int, ...] = Field(default=(), description="Days of the week without practice, 0 is Monday.")
    new_a_day: int = Field(default=8, ge=0, le=50, description="New cards a day.")
    at: str = Field(default="18:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    zone: str = Field(default="UTC", max_length=64, description="An IANA name.")
    version: int = 0

    @field_validator("days_off")
    @classmethod
    def _days_of_a_week(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if any(day not in range(7) for day in days):
            raise ValueError("days of the week are 0 (Monday) to 6 (Sunday)")
        return tuple(sorted(set(days)))


class Plan(Noun):
    """Everything to do until the interview as things stand ``today``. ``left`` is what the time does not suffice for.

    ``quiet`` holds from the day before the interview on: nothing new, and no figure of readiness.
    """

    today: dt.date
    on: dt.date | None = None
    settings: PlanSettings = PlanSettings()
    days: tuple[PlanDay, ...] = ()
    left: tuple[Act, ...] = ()
    done: tuple[DoneAct, ...] = ()
    quiet: bool = False
    passed: bool = Field(default=False, description="The day of the interview lies behind.")

    @property
    def now(self) -> PlanDay | None:
        """What to do today; None on a day off, on the day itself and after it."""
        return next((day for day in self.days if day.day == self.today), None)


class Opening(Noun):
    """The first sentence of an answer; ``text`` is empty where it is still to be written."""

    question: str
    text: str
    item: str
    cites: tuple[Cite, ...] = ()


class ToAsk(Noun):
    """A question to ask, as the brief chose it (to whom, and the words)."""

    text: str
    item: str


class Logistic(Noun):
    """Something to lay ready, and whether it is."""

    key: str
    text: str
    done: bool = False


class DayBefore(Noun):
    """The page of the day before: openings to say once, questions to ask, and what to lay ready. Nothing of it is new."""

    on: dt.date | None
    openings: tuple[Opening, ...] = ()
    asks: tuple[ToAsk, ...] = ()
    advice: tuple[str, ...] = Field(default=(), description="What the library says of the day before and of the day itself.")
    logistics: tuple[Logistic, ...] = ()
