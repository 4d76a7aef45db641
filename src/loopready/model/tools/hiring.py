"""What the hiring funnel takes and gives. Shares are from 0 to 1; hours and days are what one candidate costs."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

SourceKind = Literal["inbound", "sourced", "referral", "agency", "internal", "other"]
Stage = Literal["entered", "recruiter_screen", "manager_screen", "loop", "offer", "accepted"]
STAGES: tuple[Stage, ...] = ("entered", "recruiter_screen", "manager_screen", "loop", "offer", "accepted")
"""The stages in order; each counts the people who reached it."""


class SourceRow(Noun):
    """The people of one source, by the stage they reached. Each count includes all who went further."""

    source: str = Field(default="", title="Source", description="What you call it.")
    kind: SourceKind = Field(default="other", title="Kind", description="Sets the published figure it is held beside.")
    entered: int = Field(default=0, title="Entered", description="Applied, were referred, or replied to you.")
    recruiter_screen: int = Field(default=0, title="Recruiter screen", description="Reached the first call.")
    manager_screen: int = Field(default=0, title="Manager screen", description="Reached the hiring manager.")
    loop: int = Field(default=0, title="Loop", description="Reached the full loop.")
    offer: int = Field(default=0, title="Offer", description="Were made an offer.")
    accepted: int = Field(default=0, title="Accepted", description="Said yes.")


class StageRow(Noun):
    """What one stage takes, and who is in it now."""

    stage: Stage = Field(default="entered", title="Stage", description="Each stage once; accepted needs no row.")
    days: float = Field(
        default=0, title="Takes", description="Mean calendar days from reaching it to the next.", json_schema_extra={"unit": "days"}
    )
    hours: float = Field(
        default=0, title="Costs", description="Your people's hours for each candidate in it.", json_schema_extra={"unit": "hours"}
    )
    withdrew: int = Field(default=0, title="Withdrew", description="Of those counted above, how many left by themselves in this stage.")
    open_now: int = Field(default=0, title="In it now", description="People in it today, not counted above.")


class HiringInputs(Noun):
    """A funnel by source, what its stages take, and the seats to fill. The figures that stand here are invented."""

    sources: tuple[SourceRow, ...] = Field(
        default=(
            SourceRow(
                source="Careers page", kind="inbound", entered=640, recruiter_screen=72, manager_screen=34, loop=15, offer=5, accepted=3
            ),
            SourceRow(source="Sourced", kind="sourced", entered=150, recruiter_screen=48, manager_screen=26, loop=12, offer=5, accepted=3),
            SourceRow(source="Referrals", kind="referral", entered=38, recruiter_screen=24, manager_screen=15, loop=9, offer=4, accepted=3),
        ),
        title="People by source",
        description="Only people whose process has ended: those still under way would count as lost.",
    )
    stages: tuple[StageRow, ...] = Field(
        default=(
            StageRow(stage="entered", days=6, hours=0.1, withdrew=0, open_now=40),
            StageRow(stage="recruiter_screen", days=5, hours=0.5, withdrew=9, open_now=6),
            StageRow(stage="manager_screen", days=8, hours=1, withdrew=6, open_now=4),
            StageRow(stage="loop", days=9, hours=7.5, withdrew=4, open_now=2),
            StageRow(stage="offer", days=6, hours=1, withdrew=0, open_now=1),
        ),
        title="What the stages take",
        description="Time, hours, people who left by themselves, people in it now. Declined offers are counted from the table above.",
    )
    hires: int = Field(
        default=4, title="Seats to fill", description="People who should have said yes.", json_schema_extra={"unit": "people"}
    )
    today: dt.date = Field(default=dt.date(2026, 12, 1), title="From", description="The day you plan from.")
    by: dt.date = Field(default=dt.date(2027, 4, 30), title="At work by", description="The day the last of them should start.")
    notice_days: float = Field(
        default=60, title="Notice", description="Days from yes to the first day at work.", json_schema_extra={"unit": "days"}
    )
    sure: float = Field(
        default=80,
        title="How sure",
        description="The chance you want of filling all seats. The mean need fills them about every second time.",
        json_schema_extra={"unit": "%"},
    )
    hours_a_week: float = Field(
        default=14, title="Interview hours a week", description="What your people can give.", json_schema_extra={"unit": "hours"}
    )


class Share(Noun):
    """passed of entered with its 95 per cent Wilson interval; ``is_small`` where it is wider than 20 points or fewer than 5 passed."""

    passed: int
    entered: int
    value: float
    low: float
    high: float
    is_small: bool


class Step(Noun):
    """From one stage to the next, over all sources. ``share`` is None where nobody reached the stage."""

    stage: Stage
    next: Stage
    share: Share | None


class SourceResult(Noun):
    """One source: its steps, and hires over all who entered. Hours and per_hire are None where nobody was hired."""

    source: str
    kind: SourceKind
    steps: tuple[Step, ...]
    overall: Share | None
    per_hire: float | None
    hours_per_hire: float | None
    hours: float


class Comparison(Noun):
    """Two sources held beside each other: one minus two, Fisher's chance adjusted by Holm over all pairs of this step."""

    one: str
    two: str
    what: Literal["overall", "loop"]
    gap: float
    low: float
    high: float
    chance: float
    apart: bool


class Leak(Noun):
    """People who left by themselves at a stage, and the hires that they would have been at the rate of those who stayed."""

    stage: Stage
    left: int
    reached: int
    hires: float
    low: float
    high: float


class Need(Noun):
    """People who must still enter: for the hires missing on average, to be as sure as asked, and the same at the ends of the rate.

    None where the rate gives no hires at all.
    """

    missing: float
    by_mean: int | None
    sure: int | None
    at_best: int | None
    at_worst: int | None


class HiringResult(Noun):
    """The funnel worked out."""

    steps: tuple[Step, ...]
    overall: Share
    sources: tuple[SourceResult, ...]
    comparisons: tuple[Comparison, ...]
    leaks: tuple[Leak, ...]
    acceptance: Share | None
    days: float
    hours_per_hire: float | None
    open_chances: tuple[float, ...] = Field(
        description="The chance of 0, 1, 2 ... hires from the people in it now; the last is for all seats or more."
    )
    open_expected: float
    open_fills: float = Field(description="The chance that they alone fill all seats.")
    need: Need
    last_entry: dt.date
    weeks: float
    per_week: float | None
    hours_needed: float | None
    hours_given: float
    earliest: dt.date
