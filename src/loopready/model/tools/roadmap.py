"""What the roadmap tool takes and gives. Work is in person-weeks, a quarter has 13 weeks, a plan gives each piece of work its quarter."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

Theme = Literal["features", "platform", "reliability", "cost"]
THEMES: tuple[Theme, ...] = ("features", "platform", "reliability", "cost")
Plan = Literal["a", "b", "c"]
PLANS: tuple[Plan, ...] = ("a", "b", "c")
ConflictKind = Literal["capacity", "allocation", "budget", "order", "specialist", "goal"]


class RoadmapTeam(Noun):
    """A team and what of its time is gone before any work is planned; each share is of what the one before leaves."""

    team: str = Field(title="Team", min_length=1, max_length=60)
    people: float = Field(title="People", gt=0, le=10_000)
    leave: float = Field(default=12, title="Leave", ge=0, le=100, json_schema_extra={"unit": "%"})
    on_call: float = Field(default=20, title="On call", ge=0, le=100, json_schema_extra={"unit": "%"}, description="Posts / people.")
    other: float = Field(default=15, title="Meetings, hiring, upkeep", ge=0, le=100, json_schema_extra={"unit": "%"})


class RoadmapWork(Noun):
    """A piece of work; ``a``, ``b`` and ``c`` are its quarter in each plan, 0 where the plan leaves it out."""

    work: str = Field(title="Work", min_length=1, max_length=80)
    theme: Theme = Field(default="features", title="Theme")
    team: str = Field(title="Team", min_length=1, max_length=60)
    weeks: float = Field(title="Costs", gt=0, le=100_000, json_schema_extra={"unit": "person-weeks"})
    a: int = Field(default=0, title="Quarter in plan A", ge=0, le=8)
    b: int = Field(default=0, title="In plan B", ge=0, le=8)
    c: int = Field(default=0, title="In plan C", ge=0, le=8)
    needs: str = Field(default="", title="Needs", max_length=80, description="The work that must be done before it.")
    skill: str = Field(default="", title="Specialism", max_length=60)
    retention: float = Field(default=0, title="Retention", ge=-100, le=100, json_schema_extra={"unit": "points"})
    saves: float = Field(default=0, title="Saves a month", ge=-1e12, le=1e12, json_schema_extra={"unit": "USD"})
    minutes: float = Field(default=0, title="Downtime it ends a month", ge=0, le=50_000, json_schema_extra={"unit": "minutes"})


class RoadmapSkill(Noun):
    """How many people can do a kind of work."""

    skill: str = Field(title="Specialism", min_length=1, max_length=60)
    people: int = Field(default=1, title="People who have it", ge=0, le=10_000)


class RoadmapRange(Noun):
    """The share of the work that a theme should have."""

    theme: Theme = Field(default="features", title="Theme")
    low: float = Field(title="From", ge=0, le=100, json_schema_extra={"unit": "%"})
    high: float = Field(title="To", ge=0, le=100, json_schema_extra={"unit": "%"})


def _work(name: str, theme: Theme, team: str, weeks: float, quarters: str, **more: float | str) -> RoadmapWork:
    a, b, c = (int(digit) for digit in quarters)
    return RoadmapWork.model_validate({"work": name, "theme": theme, "team": team, "weeks": weeks, "a": a, "b": b, "c": c, **more})


class RoadmapInputs(Noun):
    """Two teams, a year of work in three plans, and what it is to reach. The figures that stand here are invented."""

    quarters: int = Field(default=4, title="Quarters", ge=1, le=8)
    plan_names: tuple[str, ...] = Field(
        default=("Split as usual", "Error budget first", "Cost first"), title="Plans", min_length=1, max_length=3,
        description="Names of plans A, B and C; one or two are enough.",
    )  # fmt: skip
    teams: tuple[RoadmapTeam, ...] = Field(
        default=(RoadmapTeam(team="service", people=10, on_call=20), RoadmapTeam(team="storage", people=8, on_call=25)),
        title="Teams", description="What is left of people × 13 weeks is the capacity of a quarter.",
    )  # fmt: skip
    work: tuple[RoadmapWork, ...] = Field(
        default=(
            _work("Usage tiers and quotas", "features", "service", 54, "132", retention=1.5),
            _work("Bulk import", "features", "service", 52, "243", retention=1),
            _work("Customer-held keys", "features", "service", 46, "300", retention=0.8, skill="cryptography"),
            _work("Migration tool", "features", "service", 38, "411", retention=0.7),
            _work("One client library", "platform", "service", 22, "142"),
            _work("Load shedding and retry budgets", "reliability", "service", 22, "211", minutes=3.2),
            _work("Cells for the API", "reliability", "service", 42, "424", minutes=4.1, needs="Cells for storage"),
            _work("Roll out by cell", "reliability", "service", 20, "030", minutes=1.4, needs="Cells for the API"),
            _work("Size down and commit", "cost", "service", 14, "321", saves=650_000),
            _work("Cells for storage", "reliability", "storage", 56, "212", minutes=2.2, skill="storage engine"),
            _work("Provisioning by oneself", "platform", "storage", 56, "123"),
            _work("Colder tier for cold data", "cost", "storage", 24, "331", saves=240_000, skill="storage engine"),
            _work("Restore for customers", "features", "storage", 50, "444", retention=1.0, needs="Cells for storage"),
            _work("Checks of data integrity", "reliability", "storage", 26, "331", minutes=1.1, skill="storage engine"),
        ),
        title="Work", description="Effects are estimates of yours; they count from the quarter after the one the work is done in.",
    )  # fmt: skip
    skills: tuple[RoadmapSkill, ...] = Field(
        default=(RoadmapSkill(skill="storage engine", people=2), RoadmapSkill(skill="cryptography", people=1)), title="Specialisms"
    )
    ranges: tuple[RoadmapRange, ...] = Field(
        default=(
            RoadmapRange(theme="features", low=50, high=60), RoadmapRange(theme="platform", low=20, high=20),
            RoadmapRange(theme="reliability", low=15, high=20), RoadmapRange(theme="cost", low=5, high=10),
        ),
        title="Split to hold", description="Of the year's work. These figures are an outline's; no other source was found for them.",
    )  # fmt: skip
    leeway: float = Field(
        default=5,
        title="Leeway",
        ge=0,
        le=50,
        json_schema_extra={"unit": "points"},
        description="How far from the split is still within it.",
    )
    target: float = Field(
        default=99.99, title="Promised", gt=0, lt=100, json_schema_extra={"unit": "%"}, description="Availability a month."
    )
    attained: float = Field(default=99.97, title="Attained now", ge=0, le=100, json_schema_extra={"unit": "%"})
    retention_goal: float = Field(default=5, title="Goal: net retention", ge=0, le=100, json_schema_extra={"unit": "points"})
    saving_goal: float = Field(default=800_000, title="Goal: cost a month", ge=0, le=1e12, json_schema_extra={"unit": "USD"})


class RoadmapQuarter(Noun):
    """A quarter of a plan."""

    quarter: int
    used: dict[str, float] = Field(description="Person-weeks by team.")
    themes: dict[str, float] = Field(description="Per cent of the quarter's work by theme.")
    lost: float = Field(description="Minutes of downtime a month after it.")


class RoadmapConflict(Noun):
    """What does not go together, in plain values; the words are the report's."""

    kind: ConflictKind
    about: str
    quarter: int = 0
    value: float = 0
    limit: float = 0
    other: str = ""


class RoadmapPlan(Noun):
    """A plan worked out."""

    id: Plan
    name: str
    weeks: float
    use: float = Field(description="Per cent of the year's capacity.")
    themes: dict[str, float]
    quarters: tuple[RoadmapQuarter, ...]
    retention: float
    saves: float
    saved_in_year: float
    within_budget: int | None = Field(description="The quarter after which the downtime is within the target.")
    left_out: tuple[str, ...]
    conflicts: tuple[RoadmapConflict, ...]


class RoadmapResult(Noun):
    """Capacity, the plans, and the error budget as it stands."""

    capacity: dict[str, float] = Field(description="Person-weeks a quarter by team.")
    gross: float = Field(description="People × 13 weeks.")
    allowed: float = Field(description="Minutes of downtime a month within the target.")
    lost: float
    plans: tuple[RoadmapPlan, ...]
