"""What the cost tool takes and gives. Costs are in the bill's currency, exact; percentages run from 0 to 100."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from loopready.model.base import Noun

Rule = Literal["proportional", "even", "usage"]
RULES: tuple[Rule, ...] = ("proportional", "even", "usage")
RULE_NAMES = {"proportional": "What each has of its own", "even": "Equal parts", "usage": "Use"}
_READ, _LEVERS = "How the bill is read", "What the levers assume"
_ASSUMED = "Assumed: put what you measured here."


def _percent(default: float, title: str, description: str, *, group: str = _LEVERS) -> Any:
    """A field for a share from 0 to 100."""
    return Field(default=default, title=title, description=description, ge=0, le=100, json_schema_extra={"unit": "%", "group": group})


def _key(default: str, title: str, description: str) -> Any:
    """A field for the key of a tag."""
    return Field(default=default, title=title, description=description, max_length=120, json_schema_extra={"group": _READ})


class UsageRow(Noun):
    """How much of a shared thing somebody uses."""

    name: str = Field(title="Who", min_length=1, max_length=120)
    units: float = Field(title="Units", gt=0, le=1e18, allow_inf_nan=False)


class VolumeRow(Noun):
    """What was delivered in a month."""

    month: str = Field(title="Month", pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="Written as 2026-06.")
    units: float = Field(title="Units", gt=0, le=1e18, allow_inf_nan=False)


class CostInputs(Noun):
    """A bill and how to read it. Without a bill of one's own it is the invented one; each lever's share is an assumption."""

    bill: str = Field(
        default="", title="Bill", json_schema_extra={"file": ".csv"},
        description="A CSV in FOCUS 1.0 to 1.2 columns; left empty, the invented bill. Never an employer's: a bill is confidential.",
    )  # fmt: skip
    month: str = Field(
        default="", title="Month shown", description="As 2026-06; empty for the last one of the bill, all for the whole bill."
    )
    team_key: str = Field(default="team", title="Team's tag", description="The tag's key; or account, to go by sub-account.")
    customer_key: str = Field(default="customer", title="Customer's tag", description="The tag's key; or account, to go by sub-account.")
    environment_key: str = Field(
        default="environment", title="Environment's tag", description="The key that tells production from the rest."
    )
    shared_teams: tuple[str, ...] | None = Field(
        default=("platform",), title="Shared teams", description="Values of the team's tag whose cost the other teams carry, with commas."
    )
    team_rule: Rule = Field(
        default="proportional", title="Shared cost to teams by", description="How what belongs to no team is shared out.",
        json_schema_extra={"labels": {**RULE_NAMES}},
    )  # fmt: skip
    team_usage: tuple[UsageRow, ...] = Field(
        default=(UsageRow(name="api", units=62), UsageRow(name="ingest", units=23), UsageRow(name="query", units=15)),
        title="Teams' use", description="For the rule by use: what each team draws of what is shared.",
    )  # fmt: skip
    customer_rule: Rule = Field(
        default="usage", title="Shared cost to customers by", description="How what carries no customer's tag is shared out.",
        json_schema_extra={"labels": {**RULE_NAMES}},
    )  # fmt: skip
    customer_usage: tuple[UsageRow, ...] = Field(
        default=(
            UsageRow(name="Aster", units=8_400_000), UsageRow(name="Birch", units=6_000_000), UsageRow(name="Cedar", units=4_100_000),
            UsageRow(name="Dahlia", units=1_900_000), UsageRow(name="All others", units=19_600_000),
        ),
        title="Customers' use", description="Units of each customer in the month shown. FOCUS 1.0 to 1.2 have no column for it.",
    )  # fmt: skip
    unit_name: str = Field(default="thousand calls", title="Unit", description="What one unit of the product is.")
    volumes: tuple[VolumeRow, ...] = Field(
        default=(
            VolumeRow(month="2026-01", units=36_900_000), VolumeRow(month="2026-02", units=37_300_000),
            VolumeRow(month="2026-03", units=38_200_000), VolumeRow(month="2026-04", units=38_800_000),
            VolumeRow(month="2026-05", units=39_500_000), VolumeRow(month="2026-06", units=40_000_000),
        ),
        title="Units by month", description="What was delivered, for the cost of one unit.",
    )  # fmt: skip
    anomaly_percent: float = _percent(
        20, "Jump", "A service's cost a day is pointed out when it moves by more than this in a month.", group=_READ
    )
    anomaly_share: float = _percent(0.5, "Jump that matters", "And when the move is at least this share of the month's usage.", group=_READ)
    not_production: tuple[str, ...] | None = Field(
        default=("development", "staging", "test"), title="Not production",
        description="Values of the environment's tag that may be off at night.", json_schema_extra={"group": _READ},
    )  # fmt: skip
    on_hours: float = Field(
        default=60, title="Hours they are needed", description=f"Of the 168 of a week. {_ASSUMED}", ge=0, le=168,
        json_schema_extra={"unit": "hours a week", "group": _LEVERS},
    )  # fmt: skip
    idle_share: float = _percent(8, "Idle", f"Share of on-demand machines that nothing uses. {_ASSUMED}")
    oversized_share: float = _percent(35, "Too large", f"Share of on-demand machines and databases larger than needed. {_ASSUMED}")
    oversized_saves: float = _percent(50, "A size down saves", "One size down usually halves the price. Assumed.")
    cold_share: float = _percent(40, "Cold data", f"Share of stored data hardly read. {_ASSUMED}")
    cold_saves: float = _percent(45, "A colder tier saves", f"After fees for reading it back. {_ASSUMED}")
    transfer_share: float = _percent(
        30, "Avoidable transfer", f"Share that caching, compression or keeping traffic local removes. {_ASSUMED}"
    )
    logs_share: float = _percent(35, "Logs nobody reads", f"Share that sampling and shorter keeping remove. {_ASSUMED}")
    target_coverage: float = _percent(
        80, "Coverage aimed at", "Share of machines and databases under a commitment. Often 70 to 85 in practice."
    )
    commitment_discount: float = _percent(
        28, "Commitment's discount", "Against the contracted price. Assumed, for one year without prepayment."
    )
    commitment_use: float = _percent(95, "Commitment's use", "Share of the new commitment that will be used. Assumed.")
    chip_share: float = _percent(20, "Can change chip", f"Share of on-demand machines whose work runs on another processor. {_ASSUMED}")
    chip_saves: float = _percent(
        15, "Another chip saves", "For the same work. Vendors claim up to 40% better price-performance, which is 29% less at most. Assumed."
    )


class Named(Noun):
    """A cost with a name, rounded to the cent so that all of its table add up to the total."""

    name: str
    cost: Decimal


class MonthCost(Noun):
    """A month of the bill. ``days`` are those the bill covers of it; ``whole`` is whether that is all of them."""

    month: str
    days: int
    whole: bool
    effective: Decimal
    billed: Decimal
    usage: Decimal
    credits: Decimal
    units: float | None = None
    unit_cost: float | None = None


class Allocated(Noun):
    """What one team or customer carries: its own cost, its part of what is shared by each rule, and the whole by the rule chosen."""

    name: str
    direct: Decimal
    proportional: Decimal | None = None
    even: Decimal
    usage: Decimal | None = None
    total: Decimal
    units: float | None = None


class Allocation(Noun):
    """Cost divided among the values of a tag. ``shared`` is what carries no such tag (``untagged``) or belongs to a shared team."""

    key: str
    found: bool = Field(description="Whether any charge carries the tag.")
    rule: Rule
    direct: Decimal
    shared: Decimal
    untagged: Decimal
    untagged_percent: float | None = Field(description="Of usage only: taxes, credits and fees carry no tags.")
    rows: tuple[Allocated, ...]
    without_units: tuple[str, ...] = Field(default=(), description="Whose use is not given, so that the rule by use can not be applied.")


class Savings(Noun):
    """What usage would cost at list and contracted prices, what it costs, and why. Fees of commitments are left out: usage carries them."""

    list_cost: Decimal
    contracted: Decimal
    effective: Decimal
    negotiated: Decimal = Field(description="list - contracted")
    committed: Decimal = Field(description="contracted - effective of what commitments cover")
    other: Decimal = Field(description="contracted - effective of the rest, such as spot prices")
    wasted: Decimal = Field(description="effective cost of unused commitment")
    over_list: float | None = Field(description="effective savings rate against list prices")
    over_contracted: float | None = Field(description="effective savings rate against contracted prices")


class CommitmentUse(Noun):
    """One commitment: what was used and not used of it, at its own price."""

    name: str
    used: Decimal
    unused: Decimal
    utilisation: float | None
    discount: float | None = Field(description="Of what it covers, against contracted prices; above 100 - utilisation it still pays.")


class Coverage(Noun):
    """Commitments as a whole. Coverage is at contracted prices, of machines and databases that are not at spot prices."""

    eligible: Decimal
    covered: Decimal
    coverage: float | None
    utilisation: float | None
    commitments: tuple[CommitmentUse, ...]


class Anomaly(Noun):
    """A service whose cost a day moved. ``percent`` is None where there was none before."""

    service: str
    month: str
    before: Decimal
    now: Decimal
    percent: float | None
    extra: Decimal = Field(description="What the month costs more (or less) than at the rate of the month before.")
    team: str
    team_extra: Decimal


LeverId = Literal["unused", "off_hours", "idle", "rightsize", "tiering", "transfer", "logs", "commit", "chip"]


class Lever(Noun):
    """A way to spend less a month: what it acts on after the levers before it, and what it saves. ``alone``: with no other before it."""

    id: LeverId
    base: Decimal
    saves: Decimal
    alone: Decimal
    extra: Decimal = Field(default=Decimal(0), description="For a new commitment: what it covers, at contracted prices.")


class UnitChange(Noun):
    """Why the cost moved between the first and last whole month with a volume: more units, or dearer units. The two add up."""

    first: str
    last: str
    change: Decimal
    by_volume: Decimal
    by_rate: Decimal
    volume_percent: float
    cost_percent: float


class CostResult(Noun):
    """Everything the tool works out. ``period`` is the month shown, or all."""

    currency: str
    invented: bool
    rows: int
    period: str
    lever_month: str
    months: tuple[MonthCost, ...]
    total: Decimal
    billed: Decimal
    kinds: tuple[Named, ...]
    services: tuple[Named, ...]
    teams: Allocation
    customers: Allocation
    savings: Savings
    coverage: Coverage
    anomalies: tuple[Anomaly, ...]
    levers: tuple[Lever, ...] = Field(description="In the order in which they are applied.")
    largest: tuple[LeverId, ...] = Field(description="The five that save most, largest first.")
    saves: Decimal = Field(description="All levers one after another, a month.")
    unit_change: UnitChange | None
    keys: tuple[str, ...] = Field(description="The tags' keys that the bill holds.")
    bad_tags: int
    no_contract: int
    read_as: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...] = Field(
        default=(), description="Fields that still held the invented example's rows beside a bill of one's own."
    )
    unknown_volumes: tuple[str, ...] = Field(default=(), description="Months with a volume that the bill does not hold.")
