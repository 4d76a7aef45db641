"""What the on-call tool takes and gives. A shift has hours, a window has weeks; nobody is named but by role or initials."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun


class OncallPerson(Noun):
    """What one person of the rota had in the window."""

    person: str = Field(title="Who", min_length=1, max_length=60, description="Initials or a role, never a name.")
    primary: int = Field(default=0, title="Shifts as primary", ge=0, le=5_000)
    secondary: int = Field(default=0, title="As secondary", ge=0, le=5_000)
    pages: int = Field(default=0, title="Pages", ge=0, le=1_000_000, description="While primary.")
    night: int = Field(default=0, title="Of them at night", ge=0, le=1_000_000)
    events: int = Field(default=0, title="Events", ge=0, le=100_000, description="Incidents with analysis and write-up.")


class OncallFix(Noun):
    """A piece of reliability work, and the pages and events that it is to end."""

    fix: str = Field(title="Work", min_length=1, max_length=80)
    pages: int = Field(default=0, title="Pages it would touch", ge=0, le=1_000_000, description="In the window.")
    events: int = Field(default=0, title="Events", ge=0, le=100_000, description="In the window, with analysis and write-up.")
    removes: float = Field(default=80, title="Ends of them", ge=0, le=100, json_schema_extra={"unit": "%"})
    days: float = Field(default=5, title="Costs", ge=0, le=100_000, json_schema_extra={"unit": "person-days"})


class OncallInputs(Noun):
    """A rota over some weeks and the work that would calm it. The figures that stand here are invented."""

    weeks: float = Field(
        default=12, title="Window", gt=0, le=520, json_schema_extra={"unit": "weeks"}, description="The weeks looked back on."
    )
    shift_hours: float = Field(default=168, title="Length of a shift", gt=0, le=2_000, json_schema_extra={"unit": "hours"})
    posts: int = Field(default=2, title="On call at once", ge=1, le=10, description="Two for a primary and a secondary.")
    sites: Literal["one", "two"] = Field(
        default="one", title="Sites", json_schema_extra={"labels": {"one": "One, day and night", "two": "Two, that follow the sun"}}
    )
    people: tuple[OncallPerson, ...] = Field(
        default=(
            OncallPerson(person="AB", primary=2, secondary=2, pages=68, night=19, events=9),
            OncallPerson(person="CD", primary=2, secondary=1, pages=38, night=9, events=5),
            OncallPerson(person="EF", primary=1, secondary=2, pages=24, night=6, events=4),
            OncallPerson(person="GH", primary=3, secondary=1, pages=82, night=25, events=13),
            OncallPerson(person="IJ", primary=1, secondary=2, pages=19, night=3, events=2),
            OncallPerson(person="KL", primary=2, secondary=2, pages=37, night=9, events=6),
            OncallPerson(person="MN", primary=1, secondary=2, pages=22, night=5, events=3),
        ),
        title="People of the rota", description="Everybody who stands in it, by initials or role. With two sites, those of one site.",
    )  # fmt: skip
    page_minutes: float = Field(
        default=30, title="A page takes", ge=0, le=1_440, json_schema_extra={"unit": "minutes"},
        description="With finding back into other work. An estimate of yours.",
    )  # fmt: skip
    event_hours: float = Field(
        default=6, title="An event takes", ge=0, le=200, json_schema_extra={"unit": "hours"},
        description="With analysis and write-up; Google counts about six.",
    )  # fmt: skip
    actionable: float = Field(
        default=55, title="Pages that asked for an act", ge=0, le=100, json_schema_extra={"unit": "%"},
        description="The rest could have been a ticket or nothing.",
    )  # fmt: skip
    acknowledge: float = Field(default=4, title="Typical time to acknowledge", ge=0, le=1_440, json_schema_extra={"unit": "minutes"})
    handover: float = Field(
        default=30, title="A hand-over takes", ge=0, le=1_440, json_schema_extra={"unit": "minutes"},
        description="Of both people: what is open, what changed, what to watch.",
    )  # fmt: skip
    night_limit: float = Field(
        default=1, title="Nights you accept", ge=0, le=1_000, json_schema_extra={"unit": "pages at night in a week"},
        description="A limit of your own; no published one is used here.",
    )  # fmt: skip
    fixes: tuple[OncallFix, ...] = Field(
        default=(
            OncallFix(fix="Delete alerts without an act", pages=96, removes=90, days=4),
            OncallFix(fix="Retry with jitter and a budget", pages=62, events=9, removes=70, days=12),
            OncallFix(fix="Roll out by cell, with automatic rollback", pages=48, events=14, removes=60, days=35),
            OncallFix(fix="Certificates renew themselves", pages=14, events=3, removes=100, days=6),
            OncallFix(fix="Rewrite the scheduler", pages=22, events=4, removes=80, days=120),
        ),
        title="Reliability work", description="What would end pages, and what it costs.",
    )  # fmt: skip
    days_a_week: float = Field(
        default=5, title="Spent on it", gt=0, le=1_000, json_schema_extra={"unit": "person-days a week"},
        description="How much of the team works on it.",
    )  # fmt: skip


class OncallLoad(Noun):
    """One person's load. ``expected`` are the pages that fall to them by the shifts they had; ``chance`` how likely as many or more are."""

    person: str
    share: float = Field(description="Per cent of the time on call, in any post.")
    pages: int
    per_shift: float | None
    night_per_week: float | None = Field(description="Night pages in a week as primary.")
    events_per_12_hours: float | None
    expected: float
    chance: float
    above_cap: bool
    above_events: bool
    above_nights: bool
    unlucky: bool


class OncallPaid(Noun):
    """A fix: hours a week it gives back, when it pays back by itself, and when it is done if the work is done in this order."""

    fix: str
    pages_a_week: float
    hours_a_week: float
    hours: float
    weeks_to_pay: float | None = Field(description="None where it never pays back in pages alone.")
    done: float = Field(description="Weeks from now.")


class OncallWeek(Noun):
    """A week of the burn-down: pages a week, and hours given back less hours spent so far."""

    week: int
    pages: float
    net: float


class OncallResult(Noun):
    """Load against published limits, fairness, and the burn-down."""

    people: int
    least: int = Field(description="The published least size of a rota like this one.")
    share: float = Field(description="Per cent of the time that each is on call, were it even.")
    turn_weeks: float = Field(description="Weeks from the start of one's shift to the start of the next, in any post.")
    share_without_one: float | None
    shifts: int
    covered: float = Field(description="Per cent of the window that the primary shifts cover.")
    pages_a_week: float
    pages_a_shift: float
    night_a_week: float
    events_per_12_hours: float
    hours_a_week: float = Field(description="Of pages, events and hand-overs.")
    handover_hours: float
    of_a_person: float = Field(description="hours_a_week in per cent of a week of 40 hours.")
    of_the_team: float = Field(description="The same in per cent of all its people's weeks.")
    loads: tuple[OncallLoad, ...]
    most_pages: str
    spread: float | None = Field(description="Most over least time on call.")
    fixes: tuple[OncallPaid, ...]
    weeks: tuple[OncallWeek, ...]
    pays_back: int | None = Field(description="The week in which all of it has paid back, of those that pay back within two years.")
    pages_after: float
