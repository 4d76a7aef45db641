"""The conversation: a person whose work falls short, over ninety days of meetings. What a case holds, and what is kept of a play."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

Meeting = Literal["person", "desk", "team", "hr", "manager", "act", "decide", "time"]
"""With whom, or where, a move is made: the 1:1, the records, the team, HR, the own manager; acts and decisions; the next week."""
Stance = Literal["open", "guarded", "closed"]
"""How somebody sits there: what they say depends on it."""
Tone = Literal[
    "neutral",
    "open_question",
    "leading",
    "precise",
    "vague",
    "blame",
    "threat",
    "compare",
    "private",
    "promise",
    "own_part",
    "heard",
    "thanks",
]
"""What words are read as: a question that leaves the answer open, one that gives it, a thing seen with its date, and so on."""


class Move(Noun):
    """Something a manager can do. ``takes`` is its cost in the hours of a week (0 where it is free); in the 1:1 it is one exchange."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    meeting: Meeting
    label: str
    words: str = Field(default="", description="What is said where the person types nothing of their own.")
    asks: str | None = Field(default=None, description="The topic it opens: facts with this topic may come.")
    tone: Tone = "neutral"
    takes: int = Field(default=1, ge=0)
    once: bool = False
    says: str = Field(default="", description="What comes of it, where nobody answers.")


class Cause(Noun):
    """What may lie behind the same three complaints, what it looks like, and the acts that lift it."""

    id: str
    title: str
    says: str
    lifts: tuple[str, ...] = Field(min_length=1, description="Moves that take it away, all of them together.")
    shows: str = Field(description="What would have shown it.")


class CriterionSaid(Noun):
    """A criterion of the debrief: its title, what it looks for, and what each level from 1 to 5 is."""

    id: str
    title: str
    looks_for: str
    levels: dict[int, str]


class ConversationBook(Noun):
    """What all cases share: moves, causes, criteria, the lines of people in general, and the weeks' happenings."""

    title: str
    scenario: str
    moves: tuple[Move, ...]
    causes: tuple[Cause, ...]
    criteria: tuple[CriterionSaid, ...]
    lines: dict[str, dict[Stance, tuple[str, ...]]] = Field(description="Reply -> stance -> lines, of which one is said.")
    cues: dict[Stance, tuple[str, ...]] = Field(description="How the person sits there, for the one who plays.")
    tired: tuple[str, ...] = Field(description="The same, where their strength is low.")
    happenings: dict[str, tuple[str, ...]] = Field(description="What a week brings, by how the work goes: low, middle, good.")
    endings: dict[str, str] = Field(description="Ending -> what became of it.")
    sources: tuple[str, ...] = Field(description="Ids of facts.")

    def move(self, id: str) -> Move | None:
        """A move by its id; None where there is none."""
        return next((each for each in self.moves if each.id == id), None)


class Finding(Noun):
    """A fact of a case that is there to be found: where, by which topic, and after what.

    ``where`` is the move that shows it; for a talk, ``topic`` is what has to be asked. ``trust`` is what the person must have before
    they tell it. ``points_to`` are the causes that it speaks for; a fact may mislead.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str = Field(description="The note that is made of it.")
    text: str = Field(description="The record as it reads, or the words of who tells it.")
    where: str = Field(description="A move of the desk or the team, or `person`.")
    topic: str | None = None
    needs: tuple[str, ...] = ()
    trust: int = Field(default=0, ge=0, le=100)
    points_to: tuple[str, ...] = ()
    own_side: bool = Field(default=False, description="It speaks of the manager's side: what was never written, what was not fair.")


class ConversationCase(Noun):
    """One person with one hidden cause. Texts are templates over ``values`` and ``{name}``."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    seat: str
    cause: str
    values: dict[str, tuple[int, int]] = Field(default_factory=dict, description="Name -> lowest and highest whole number a seed draws.")
    trust: tuple[int, int] = (38, 52)
    energy: tuple[int, int] = (45, 65)
    ceiling: tuple[int, int] = Field(default=(72, 92), description="How good the work can become once the cause is lifted.")
    stays: float = Field(default=1.0, ge=0, le=1, description="Chance that lifting the cause lifts the work: not every right act works.")
    findings: tuple[Finding, ...] = Field(min_length=4)
    lines: dict[str, dict[Stance, tuple[str, ...]]] = Field(default_factory=dict, description="Own lines, before those of the book.")
    hidden: str = Field(description="What was so all along.")
    right_ends: tuple[str, ...] = Field(min_length=1, description="Decisions that fit, where the work did not come back.")
    sources: tuple[str, ...] = ()


class Said(Noun):
    """A move as it was made: its id, and the words that were typed with it."""

    move: str
    words: str = Field(default="", max_length=4_000)


class ConversationTape(Noun):
    """What is kept of a play: case, seed and moves. The rest is played again from them. ``draft`` is what stands in the field."""

    case: str
    seed: int
    moves: tuple[Said, ...] = ()
    draft: str = Field(default="", max_length=4_000)


class Reading(Noun):
    """A tone that words were read as, and the words."""

    tone: Tone
    quote: str


class Event(Noun):
    """Something that happened: the day, what was done or said, what came back, the facts that it showed."""

    day: int
    kind: Literal["move", "week", "refused", "end"]
    move: str = ""
    said: str = ""
    readings: tuple[Reading, ...] = ()
    reply: str = ""
    by: str = ""
    found: tuple[str, ...] = ()
    note: str = ""


class CriterionMark(Noun):
    """A criterion's level from 1 to 5, why, and the moment that it rests on."""

    id: str
    title: str
    level: int = Field(ge=1, le=5)
    why: str
    day: int | None = None
    quote: str = ""


class ConversationScore(Noun):
    """The judgement of a play: ``overall`` is 100 x (mean level - 1) / 4, halves up."""

    marks: tuple[CriterionMark, ...]
    overall: int = Field(ge=0, le=100)
    ending: str
