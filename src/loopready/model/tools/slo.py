"""What the SLO tool takes in and gives out. Percentages are per cent; windows are days, alerts' windows hours, downtime minutes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from loopready.model.base import Noun

Basis = Literal["time", "requests"]
Severity = Literal["page", "ticket"]
_CELLS = "Cells and shuffle shards"
_PER_CENT: dict[str, JsonValue] = {"unit": "%"}


class AlertRule(Noun):
    """An alert: it fires when a budget share would be spent within the long window, and the short window agrees."""

    severity: Severity = Field(default="page", title="Wakes or waits", json_schema_extra={"labels": {"page": "Page", "ticket": "Ticket"}})
    share: float = Field(title="Budget share", gt=0, le=100, json_schema_extra=_PER_CENT)
    long: float = Field(title="Long window", gt=0, le=8_760, json_schema_extra={"unit": "hours"})


class PartGroup(Noun):
    """A part of the service: ``copies`` alike, of which ``needed`` must be up."""

    part: str = Field(title="Part", min_length=1, max_length=60)
    availability: float = Field(title="Availability of one copy", ge=0, le=100, json_schema_extra=_PER_CENT)
    copies: int = Field(default=1, title="Copies", ge=1, le=1_000)
    needed: int = Field(default=1, title="Needed", ge=1, le=1_000)


class SloInputs(Noun):
    """A service level, how its budget stands, its alerts, its parts and its cells. The defaults are invented."""

    basis: Basis = Field(default="requests", title="Counted by", json_schema_extra={"labels": {"time": "Minutes", "requests": "Requests"}})
    target: float = Field(default=99.95, title="Objective", gt=0, lt=100, json_schema_extra=_PER_CENT)
    window: float = Field(default=28, title="Window", gt=0, le=366, json_schema_extra={"unit": "days"})
    elapsed: float = Field(
        default=12, title="Days of it gone", gt=0, le=366, json_schema_extra={"unit": "days"},
        description="In a rolling window that is filled, as many as the window has.",
    )  # fmt: skip
    requests: float = Field(
        default=600_000_000, title="Requests in the whole window", ge=1, le=1e18,
        description="Valid requests, as expected. They matter when requests are counted, and to see whether there are enough to alert on.",
    )  # fmt: skip
    failed: float = Field(default=171_000, title="Failed so far", ge=0, le=1e18, description="Requests, where those are counted.")
    down: float = Field(
        default=9, title="Down so far", ge=0, json_schema_extra={"unit": "minutes"}, description="Minutes, where those are counted."
    )
    worst: float = Field(
        default=35, title="The largest incident's part of what is spent", ge=0, le=100, json_schema_extra=_PER_CENT,
        description="Of all that failed so far.",
    )  # fmt: skip
    error_rate: float = Field(
        default=1, title="Error rate now, or of an incident", ge=0, le=100, json_schema_extra=_PER_CENT,
        description="The alerts below are tried on it, as if nothing had failed before.",
    )  # fmt: skip
    alerts: tuple[AlertRule, ...] = Field(
        default=(AlertRule(share=2, long=1), AlertRule(share=5, long=6), AlertRule(severity="ticket", share=10, long=72)),
        title="Alerts", description="The share of the budget that is gone when the alert fires, and the window it looks at.",
    )  # fmt: skip
    short: float = Field(
        default=12, title="The short window is the long one over", ge=1, le=1_000, description="12 in the workbook: 1 hour and 5 minutes."
    )
    parts: tuple[PartGroup, ...] = Field(
        default=(
            PartGroup(part="edge", availability=99.99, copies=2),
            PartGroup(part="application", availability=99.9, copies=3, needed=2),
            PartGroup(part="database", availability=99.95, copies=2),
            PartGroup(part="identity provider", availability=99.99),
        ),
        title="Parts in series", description="All are needed; within each, so many copies must be up.",
    )  # fmt: skip
    shared: float = Field(
        default=10, title="Failure time that hits all copies at once", ge=0, le=100, json_schema_extra=_PER_CENT,
        description="Deploys, configuration, DNS, certificates. 0 takes the copies as independent, which they rarely are. Your estimate.",
    )  # fmt: skip
    cells: int = Field(default=10, title="Cells", ge=1, le=10_000, json_schema_extra={"group": _CELLS})
    cell_minutes: float = Field(
        default=240, title="One cell is down for", ge=0, le=527_040, json_schema_extra={"unit": "minutes", "group": _CELLS}
    )
    nodes: int = Field(default=8, title="Nodes to shard over", ge=1, le=10_000, json_schema_extra={"group": _CELLS})
    shard: int = Field(default=2, title="Nodes of a customer's shard", ge=1, le=100, json_schema_extra={"group": _CELLS})


class AlertResult(Noun):
    """An alert as derived, and what it makes of the error rate. Minutes unless a name says otherwise; None is never."""

    severity: Severity
    share: float
    long_hours: float
    short_minutes: float
    burn: float = Field(description="The burn rate at which it fires.")
    error_rate: float = Field(description="The error rate at which it fires, per cent; above 100 it never can.")
    detect: float | None = Field(description="From the first failure until it fires.")
    spent: float | None = Field(description="Budget gone when it fires, per cent.")
    reset: float | None = Field(description="From the end of the failure until it is quiet.")


class PartResult(Noun):
    """A part with its copies."""

    part: str
    independent: float
    availability: float = Field(description="With shared causes.")
    minutes: float = Field(description="Down in a window.")


class Overlap(Noun):
    """The chance that another customer's shard shares so many nodes with a given one, per cent."""

    nodes: int
    chance: float


class SloResult(Noun):
    """The budget in ``unit``, its pace, the alerts, the parts together, and how far a failure reaches."""

    unit: Basis
    budget: float
    used: float = Field(description="In minutes or requests.")
    used_share: float
    left: float
    elapsed_share: float
    pace: float = Field(description="Mean burn rate so far.")
    projected_share: float
    attained: float = Field(description="What was attained so far, per cent of what came so far.")
    worst_share: float = Field(description="The largest incident's share of the budget.")
    burn: float = Field(description="Burn rate at the error rate.")
    hours_left: float | None = Field(description="Until the budget that is left is gone at that rate; None where it lasts.")
    alerts: tuple[AlertResult, ...]
    requests_an_hour: float
    one_failure_burn: float | None = Field(
        description="Burn rate of one failed request in the shortest long window, where alerts are given."
    )
    parts: tuple[PartResult, ...]
    independent: float
    composite: float
    composite_minutes: float
    cell_share: float
    cell_mean_minutes: float
    combinations: int
    overlaps: tuple[Overlap, ...]
