"""What a debrief by evidence takes and gives. Candidates and interviewers are roles, never names."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

Vote = Literal["strong yes", "yes", "no", "strong no", "none"]
SignalState = Literal["shown", "doubted", "contested", "without evidence", "written late", "not asked"]
Outcome = Literal["hire", "no hire", "talk", "not ready"]


class DebriefSignal(Noun):
    """A signal that the loop was to find out."""

    signal: str = Field(default="", title="Signal", description="As the loop was designed.")
    decides: bool = Field(default=False, title="Decides", description="Without it there is no offer.")


class DebriefNote(Noun):
    """What one interviewer wrote on one signal."""

    interviewer: str = Field(default="", title="Interviewer", description="The role, never a person's name.")
    signal: str = Field(default="", title="Signal", description="One of the signals above.")
    vote: Vote = Field(default="none", title="Vote", description="On this signal alone; none where it was not asked.")
    evidence: str = Field(
        default="",
        title="Evidence",
        description="What the candidate said or did, in their words where you have them.",
        json_schema_extra={"long": True},
    )
    written: Literal["before", "after"] = Field(default="before", title="Written", description="Before or after the debrief began.")


class DebriefInputs(Noun):
    """Signals and written notes of a loop. The candidate and the words that stand here are invented."""

    signals: tuple[DebriefSignal, ...] = Field(
        default=(
            DebriefSignal(signal="Owns an outage", decides=True),
            DebriefSignal(signal="People judgement", decides=True),
            DebriefSignal(signal="System design", decides=True),
            DebriefSignal(signal="Cost and customers"),
        ),
        title="Signals",
        description="What the loop was to find out, and what decides.",
    )
    notes: tuple[DebriefNote, ...] = Field(
        default=(
            DebriefNote(
                interviewer="Assessor",
                signal="Owns an outage",
                vote="strong yes",
                evidence="Stopped all deploys in minute six, named a commander and kept out of the console; told the"
                " customer before the cause was known",
            ),
            DebriefNote(
                interviewer="Hiring manager",
                signal="Owns an outage",
                vote="yes",
                evidence="Wrote the review with dated owners; three of five actions were done when asked a quarter later",
            ),
            DebriefNote(
                interviewer="Hiring manager",
                signal="People judgement",
                vote="yes",
                evidence="Moved one engineer out after ten weeks with weekly written evidence and HR from the first written step",
            ),
            DebriefNote(
                interviewer="Assessor",
                signal="People judgement",
                vote="no",
                evidence="Could not say what the engineer thought of the plan; had not checked that the expectation was ever written",
            ),
            DebriefNote(interviewer="Principal engineer", signal="System design", vote="yes", evidence="Great communicator, solid"),
            DebriefNote(
                interviewer="Product lead",
                signal="Cost and customers",
                vote="yes",
                evidence="Gave the cost of a million requests, and which customer paid for the peak",
                written="after",
            ),
        ),
        title="Notes",
        description="One row for each interviewer and signal.",
    )
    words: int = Field(
        default=6,
        title="Words of evidence",
        description="A note with fewer words is a verdict, not evidence.",
        json_schema_extra={"unit": "words"},
    )


class NoteRead(Noun):
    """A note as it was judged: whether its words are evidence."""

    interviewer: str
    vote: Vote
    evidence: str
    counts: bool
    late: bool


class SignalRead(Noun):
    """A signal with its evidence for and against, and the votes that carry none."""

    signal: str
    decides: bool
    state: SignalState
    supports: tuple[NoteRead, ...]
    against: tuple[NoteRead, ...]
    bare: tuple[NoteRead, ...] = Field(description="Votes without enough words to be evidence.")
    voices: int = Field(description="Interviewers whose evidence was written before.")


class Turn(Noun):
    """What the outcome would be if one signal came to stand otherwise."""

    signal: str
    state: SignalState
    outcome: Outcome


class DebriefResult(Noun):
    """The outcome by rule, and what would change it."""

    signals: tuple[SignalRead, ...]
    outcome: Outcome
    because: tuple[str, ...] = Field(description="The signals that the outcome rests on.")
    turns: tuple[Turn, ...]
    yes_votes: int
    no_votes: int
    late: tuple[tuple[str, str], ...] = Field(description="(interviewer, signal) of notes written after the debrief began.")
