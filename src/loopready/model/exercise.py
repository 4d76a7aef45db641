"""Exercise: a piece of practice that is worked on over time and kept as it stands. Moments are UTC."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field

from loopready.model.base import Noun

ExerciseKind = Literal["drill", "incident", "conversation", "design", "paper", "tool", "firm"]
""""firm" is a document on a firm that the person gave, with what it says: `GivenPaper`."""
ExerciseState = Literal["open", "done"]


class Exercise(Noun):
    """A drill under way, a simulation, a draft or a tool's inputs. ``data`` is the JSON of a noun of its kind; ``version`` guards it
    against two tabs.

    Only what the person did is kept (answers, moves, words, inputs): what follows from it is worked out again when it is looked at.
    """

    id: str
    owner: str
    preparation: str | None = None
    kind: ExerciseKind
    item: str = Field(description="The drill, scenario, case, prompt, paper or tool.")
    guide: str | None = Field(default=None, description="The guide that a drill is of.")
    seed: int = 0
    title: str = ""
    data: dict[str, Any] = {}
    state: ExerciseState = "open"
    score: float | None = Field(default=None, ge=0, le=100)
    marks: dict[str, float] = Field(default={}, description="Criterion -> 0 to 100, of those that were judged, where it is judged by any.")
    seconds: float | None = None
    version: int = 1
    created: dt.datetime
    updated: dt.datetime
    ended: dt.datetime | None = None
