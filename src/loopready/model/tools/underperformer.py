"""What the plan for somebody who falls short takes and gives. The person is a role; nothing is asked about their life."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

Known = Literal["yes", "no", "not known"]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
CheckName = Literal["written", "told", "rota", "same_bar", "tools", "own_side", "routed", "hr", "adjust"]
StepName = Literal[
    "own_side", "hr", "cover", "talk", "facts", "diagnose", "write", "agree", "checkin", "halfway", "decide", "say", "plan_start",
    "plan_checkin", "plan_halfway", "outcome", "close",
]  # fmt: skip


class Expectation(Noun):
    """Something that is expected of the role, in the words it was given."""

    area: str = Field(default="", title="Area", description="Such as on-call, updates in incidents, reviews.")
    expectation: str = Field(default="", title="Expected", description="In words that the person could check for themselves.")
    written: dt.date | None = Field(
        default=None, title="Written on", description="When they had it in writing; empty where they never did."
    )


class Measure(Noun):
    """Something that can be counted, for them and for the others who do the same."""

    measure: str = Field(default="", title="Measure", description="What is counted, with its unit.")
    theirs: float = Field(default=0, title="Theirs", description="Over the same weeks as the others'.")
    others: float = Field(default=0, title="Others", description="The usual value of the others.")
    better: Literal["lower", "higher"] = Field(default="lower", title="Better is", description="Which way is good.")
    cases: int = Field(default=0, title="Cases", description="How many theirs rests on.")


class UnderperformerInputs(Noun):
    """A person who falls short, what was expected, what is measured, and your own side of it. What stands here is invented."""

    start: dt.date = Field(default=dt.date(2026, 12, 7), title="First day", description="The day you begin.")
    role: str = Field(default="Senior engineer", title="Role", description="The role, never the name.")
    weekday: Weekday = Field(default="Wednesday", title="Check-in on", description="The day of the weekly check-in.")
    days_off: tuple[dt.date, ...] = Field(
        default=(dt.date(2026, 12, 24), dt.date(2026, 12, 25), dt.date(2027, 1, 1)),
        title="Days off",
        description="Days on which nobody meets. No reason is needed. Steps move to the next working day.",
    )
    decision_day: int = Field(default=45, title="Decision day", description="Days from the first.", json_schema_extra={"unit": "days"})
    plan_days: int = Field(default=38, title="Formal plan", description="How long one would run.", json_schema_extra={"unit": "days"})
    expectations: tuple[Expectation, ...] = Field(
        default=(
            Expectation(area="On-call", expectation="A page is acknowledged within five minutes", written=dt.date(2026, 3, 2)),
            Expectation(area="Incidents", expectation="An update every thirty minutes, with the next time named"),
            Expectation(area="Reviews", expectation="A review is begun within one working day", written=dt.date(2026, 3, 2)),
        ),
        title="What was expected",
        description="What the role asks for, and when the person had it in writing.",
    )
    measures: tuple[Measure, ...] = Field(
        default=(
            Measure(measure="Minutes to acknowledge a page", theirs=11, others=4, better="lower", cases=19),
            Measure(measure="Incident updates on time, %", theirs=40, others=85, better="higher", cases=5),
            Measure(measure="Days to begin a review", theirs=0.8, others=0.9, better="lower", cases=31),
        ),
        title="What is measured",
        description="Work alone, over the same weeks for everybody.",
    )
    pages: int = Field(default=57, title="Their pages", description="Pages in their shifts.", json_schema_extra={"unit": "pages"})
    shifts: float = Field(default=9, title="Their shifts", description="Over the same weeks.", json_schema_extra={"unit": "shifts"})
    others_pages: int = Field(
        default=148, title="The others' pages", description="All others together.", json_schema_extra={"unit": "pages"}
    )
    others_shifts: float = Field(
        default=40, title="The others' shifts", description="All others together.", json_schema_extra={"unit": "shifts"}
    )
    told: Known = Field(default="no", title="Told before", description="Were they told before now, with an example and its date?")
    same_bar: Known = Field(
        default="not known", title="Same bar", description="Is everybody in the role held to the same words, by the same evidence?"
    )
    tools: Known = Field(default="yes", title="Means", description="Did they have the access, tools and time that the others had?")
    own_side: Known = Field(default="no", title="Your part", description="Were the 1:1s held and the help given that you promised?")
    routed: Known = Field(
        default="yes", title="Routed around", description="Does the team go around them, so that the work no longer reaches them?"
    )
    hr: Known = Field(
        default="no", title="HR", description="Does HR know, and has it said that nothing in the timing needs its care first?"
    )
    adjust: Known = Field(
        default="not known", title="Adjustments", description="Do they know whom to ask for an adjustment, with no reason owed to you?"
    )


class FairnessCheck(Noun):
    """One check of your own side: it holds, it does not, or nobody knows."""

    name: CheckName
    state: Literal["holds", "mend", "find out"]


class MeasureRead(Noun):
    """A measure held against the others': how many times theirs is, and whether it falls short."""

    measure: str
    theirs: float
    others: float
    ratio: float | None
    short: bool
    few: bool


class RotaRead(Noun):
    """Pages a shift, theirs against the others', with the exact interval of the ratio. ``state`` says what may be said."""

    theirs: float
    others: float
    ratio: float | None
    low: float | None
    high: float | None
    chance: float | None
    state: Literal["heavier", "lighter", "not told apart", "no pages"]


class PlanStep(Noun):
    """A step on a working day. ``number`` counts check-ins; ``gate`` is a point of decision."""

    name: StepName
    day: int
    date: dt.date
    gate: bool = False
    number: int = 0
    moved: bool = Field(default=False, description="Moved to a later working day.")


class UnderperformerResult(Noun):
    """The steps with their dates, the checks, and what the measures and the rota say."""

    steps: tuple[PlanStep, ...]
    checks: tuple[FairnessCheck, ...]
    measures: tuple[MeasureRead, ...]
    rota: RotaRead
    unwritten: tuple[str, ...]
    decision: dt.date
    decision_wanted: int
    decision_day: int = Field(description="After the wait for evidence that counts.")
    last: dt.date
    evidence_from: int = Field(description="The day from which evidence counts: everything expected is written, the load is fair.")
    weeks_of_evidence: int = Field(description="Weekly check-ins between that day and the decision.")
