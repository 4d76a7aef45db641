"""Move, Event and Course: a simulation as what is kept of it. The world itself is always played again from these."""

from __future__ import annotations

from itertools import pairwise

from pydantic import Field, model_validator

from loopready.model.base import Noun

MOST_MOVES = 400
MOST_WORDS = 20_000


class Move(Noun):
    """What the person did: the tick it was done at, its name, what was chosen with it, and what was written."""

    at: int = Field(ge=0)
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    options: dict[str, str] = {}
    text: str = Field(default="", max_length=MOST_WORDS, description="The person's own words, where the move asks for some.")


class Event(Noun):
    """Something that happened: when, of what kind (the rules' own word), from whom, and in words.

    ``hidden`` events are not shown while the simulation runs; the debrief may tell them.
    """

    at: int = Field(ge=0)
    kind: str
    by: str = ""
    text: str
    data: dict[str, str | int | float | bool] = {}
    hidden: bool = False


class Course(Noun):
    """A course through a simulation: which item with which seed, the tick that was reached, and the moves in order.

    ``revision`` is that of the item's content when the course began: other content would play another world.
    """

    item: str
    seed: int = Field(ge=0, le=2**31 - 1)
    revision: int = 1
    now: int = Field(default=0, ge=0)
    moves: tuple[Move, ...] = Field(default=(), max_length=MOST_MOVES)

    @model_validator(mode="after")
    def _in_order(self) -> Course:
        if any(later.at < earlier.at for earlier, later in pairwise(self.moves)):
            raise ValueError("the moves of a course stand in the order of their time")
        if self.moves and self.moves[-1].at > self.now:
            raise ValueError("a course has reached the time of its last move")
        return self
