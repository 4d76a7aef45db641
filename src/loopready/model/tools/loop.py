"""What the design of an interview loop takes and gives."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun


class LoopSignal(Noun):
    """Something the loop must find out."""

    signal: str = Field(default="", title="Signal", description="What must be found out, in a few words.")
    voices: int = Field(default=1, title="Voices", description="Interviewers who must ask it: 2 where it decides, else 1.")


class LoopInterviewer(Noun):
    """An interviewer: a role, not a name."""

    interviewer: str = Field(default="", title="Interviewer", description="The role, never a person's name.")
    may: str = Field(default="", title="May ask", description="Signals they are trained for, parted by commas.")
    asks: str = Field(default="", title="Asks now", description="Signals they ask in the loop as it stands.")
    most: int = Field(default=2, title="At most", description="Signals in one round of theirs.")
    team: bool = Field(default=False, title="Of the hiring team", description="Reports to, or works with, the hiring manager's team.")
    assessor: bool = Field(default=False, title="Assessor", description="Trained to judge for the whole firm (at Amazon: bar raiser).")
    week: int = Field(default=0, title="Interviews this week", description="Already agreed to.")
    limit: int = Field(default=3, title="Limit a week", description="The most they should give.")


class LoopInputs(Noun):
    """Signals and interviewers of a loop. The people and roles that stand here are invented."""

    signals: tuple[LoopSignal, ...] = Field(
        default=(
            LoopSignal(signal="Owns an outage", voices=2),
            LoopSignal(signal="People judgement", voices=2),
            LoopSignal(signal="System design", voices=1),
            LoopSignal(signal="Delivery across teams", voices=1),
            LoopSignal(signal="Cost and customers", voices=1),
        ),
        title="Signals",
        description="What the loop must find out.",
    )
    interviewers: tuple[LoopInterviewer, ...] = Field(
        default=(
            LoopInterviewer(
                interviewer="Hiring manager",
                may="Owns an outage, People judgement, Delivery across teams",
                asks="People judgement, Delivery across teams, Owns an outage",
                team=True,
                week=2,
            ),
            LoopInterviewer(interviewer="Principal engineer", may="System design, Owns an outage", asks="System design", team=True, week=1),
            LoopInterviewer(interviewer="Product lead", may="Delivery across teams, Cost and customers", week=1),
            LoopInterviewer(
                interviewer="Manager of another team",
                may="People judgement, Owns an outage, Cost and customers",
                asks="System design",
                week=3,
            ),
            LoopInterviewer(
                interviewer="Assessor from another department",
                may="People judgement, Owns an outage, Delivery across teams",
                asks="Owns an outage",
                assessor=True,
                week=1,
            ),
        ),
        title="Interviewers",
        description="Who can ask what, who asks what now, and what they can carry.",
    )
    assessor: bool = Field(
        default=True, title="Needs an assessor", description="Somebody from outside the hiring team who judges for the firm."
    )
    minutes: float = Field(default=60, title="A round", description="Minutes with the candidate.", json_schema_extra={"unit": "minutes"})
    writing: float = Field(default=30, title="Preparing and writing", description="Minutes a round.", json_schema_extra={"unit": "minutes"})
    debrief: float = Field(default=45, title="Debrief", description="Minutes, with everybody.", json_schema_extra={"unit": "minutes"})


Cover = Literal["uncovered", "short", "covered", "over"]


class SignalCover(Noun):
    """A signal and who asks it."""

    signal: str
    voices: int
    asked_by: tuple[str, ...]
    state: Cover


class InterviewerLoad(Noun):
    """What an interviewer carries in the loop as it stands."""

    interviewer: str
    asks: tuple[str, ...]
    untrained: tuple[str, ...] = Field(description="Signals they ask without being trained for them.")
    too_many: bool
    over_limit: bool


class Proposal(Noun):
    """A loop that covers every signal with the fewest rounds: who asks what, and what changes."""

    rounds: tuple[tuple[str, tuple[str, ...]], ...]
    added: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str], ...]
    hours: float


class LoopResult(Noun):
    """The loop as it stands, and the proposal; without one, what nobody can cover."""

    signals: tuple[SignalCover, ...]
    interviewers: tuple[InterviewerLoad, ...]
    assessors: tuple[str, ...] = Field(description="Those in the loop who judge from outside the team.")
    biased_assessors: tuple[str, ...] = Field(description="Assessors of the hiring team.")
    rounds: int
    hours: float
    proposal: Proposal | None
    missing: tuple[tuple[str, int], ...] = Field(description="Signals and the voices that nobody available can give.")
    lacks_assessor: bool = Field(description="Nobody available can be the independent assessor.")
    unavailable: tuple[str, ...] = Field(description="Interviewers whose week is full.")
