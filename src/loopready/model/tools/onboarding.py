"""What a 30/60/90 onboarding takes and gives."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

Who = Literal["engineer", "manager"]
Phase = Literal[30, 60, 90]
Area = Literal["people", "system", "delivery", "on-call", "feedback"]
OncallKind = Literal["shadow", "drill", "secondary", "primary"]


class OwnMilestone(Noun):
    """A milestone of your own beside the proposed ones."""

    day: int = Field(default=30, title="By day", description="Days from the first.")
    milestone: str = Field(default="", title="Milestone", description="What is done by then.")
    seen: str = Field(default="", title="Seen by", description="What shows it: a link, a change, a sentence by somebody.")


class OnboardingInputs(Noun):
    """Somebody new, their first project and their way into on-call. What stands here is invented."""

    who: Who = Field(default="engineer", title="Who", description="An engineer on your team, or you as its new manager.")
    role: str = Field(default="Senior engineer", title="Role", description="The role, never the name.")
    start: dt.date = Field(default=dt.date(2027, 1, 11), title="First day", description="Their first day at work.")
    days_off: tuple[dt.date, ...] = Field(
        default=(dt.date(2027, 3, 26), dt.date(2027, 3, 29)),
        title="Days off",
        description="Public holidays and days on which nobody meets; steps move to the next working day.",
    )
    project: str = Field(
        default="Show each customer's quota use in the operators' console",
        title="First project",
        description="Small, wanted by somebody, off the path of the highest tier.",
    )
    project_days: int = Field(
        default=15, title="Its size", description="Working days for somebody who knows the system.", json_schema_extra={"unit": "days"}
    )
    project_on_path: bool = Field(
        default=False, title="On the highest tier's path", description="A fault in it could break the highest tier."
    )
    project_undo: bool = Field(default=True, title="Can be undone", description="Behind a flag, or rolled back in minutes.")
    buddy: bool = Field(default=True, title="Has a buddy", description="Somebody who answers daily, and is not their manager.")
    oncall: bool = Field(default=True, title="On-call", description="The role carries a pager.")
    rota: int = Field(
        default=6, title="People in the rota", description="With them in it; a shift is a week.", json_schema_extra={"unit": "people"}
    )
    shadows: int = Field(
        default=2,
        title="Shadow shifts",
        description="Weeks beside somebody before they carry anything.",
        json_schema_extra={"unit": "shifts"},
    )
    primary_day: int = Field(
        default=75, title="Primary from", description="The first day as primary that you have in mind.", json_schema_extra={"unit": "days"}
    )
    own: tuple[OwnMilestone, ...] = Field(
        default=(
            OwnMilestone(
                day=45, milestone="Explains one past outage of the service to the team", seen="Fifteen minutes in the weekly review"
            ),
        ),
        title="Milestones of your own",
        description="Beside the proposed ones.",
    )


MilestoneName = Literal[
    "set_up", "first_change", "map_people", "read_reviews", "expectations", "feedback_30", "project_plan", "project_half", "own_review",
    "feedback_60", "project_done", "takes_over", "teach_back", "feedback_90", "own",
    "listen", "read_record", "no_change", "customers", "say_30", "two_priorities", "one_mend", "say_60", "plan_out", "successor", "say_90",
]  # fmt: skip


class Milestone(Noun):
    """A milestone with its day. ``text`` and ``seen`` are those of the person's own ones; the others' words are the report's."""

    name: MilestoneName
    phase: Phase
    area: Area
    day: int
    date: dt.date
    text: str = ""
    seen: str = ""


class OncallStep(Noun):
    """A step into on-call: from a day, until another (for a shift)."""

    kind: OncallKind
    number: int
    day: int
    date: dt.date
    until: dt.date


FaultName = Literal[
    "project_large", "project_on_path", "project_no_undo", "no_buddy", "no_shadow", "primary_early", "small_rota", "unseen", "crowded"
]  # fmt: skip


class OnboardingFault(Noun):
    """Something that makes the first months harder than they need be."""

    name: FaultName
    detail: str = ""


class OnboardingResult(Noun):
    """Milestones, the way into on-call, and what to mend before the first day."""

    milestones: tuple[Milestone, ...]
    oncall: tuple[OncallStep, ...]
    talks: tuple[dt.date, ...] = Field(description="Weekly 1:1s; the last is in the week of day 90.")
    faults: tuple[OnboardingFault, ...]
    primary_day: int | None = Field(description="First day as primary, after shadow shifts, a drill and a shift as secondary.")
    primary_moved: bool
    calendar_days: int = Field(description="What the first project takes a newcomer: half speed to day 60 is our judgement.")
