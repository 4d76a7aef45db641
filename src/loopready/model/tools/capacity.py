"""What the capacity tool takes in and gives out. kB, TB and Gbit are powers of ten; money is US dollars a month."""

from __future__ import annotations

from pydantic import Field, JsonValue

from loopready.model.base import Noun

_PER_CENT: dict[str, JsonValue] = {"unit": "%"}
_STORAGE = "Storage"
_PRICES = "Prices"


def _kilobytes(group: str = "") -> dict[str, JsonValue]:
    return {"unit": "kB", "group": group}


class CapacityInputs(Noun):
    """A service's load, its servers, its data and what they cost. The defaults are invented."""

    daily: float = Field(default=864_000_000, title="Requests a day", ge=0, le=1e15)
    peak: float = Field(
        default=2.5, title="Peak over mean", ge=1, le=100, json_schema_extra={"unit": "times"},
        description="Of the busiest minutes to the day's mean. Plan for the peak; the mean is never served.",
    )  # fmt: skip
    growth: float = Field(default=40, title="Growth a year", ge=-90, le=1_000, json_schema_extra=_PER_CENT)
    months: int = Field(default=18, title="Look ahead", ge=1, le=60, json_schema_extra={"unit": "months"})
    sent: float = Field(default=20, title="Sent for a request", ge=0, le=1e9, json_schema_extra=_kilobytes())
    latency: float = Field(default=80, title="Mean time in the service", ge=0, le=3_600_000, json_schema_extra={"unit": "milliseconds"})
    replica: float = Field(
        default=400, title="Requests a second of one replica", gt=0, le=1e9,
        description="As measured under load, at a latency you would still sell.",
    )  # fmt: skip
    headroom: float = Field(
        default=30,
        title="Headroom",
        ge=0,
        lt=100,
        json_schema_extra=_PER_CENT,
        description="Kept free at peak, for noise, deploys and retries.",
    )
    zones: int = Field(default=3, title="Zones", ge=1, le=100, description="Or regions; load and replicas are spread evenly.")
    lost: int = Field(default=1, title="Zones it must survive without", ge=0, le=99)
    spares: int = Field(default=1, title="Spare replicas in each zone", ge=0, le=1_000, description="1 is N+1.")
    writes: float = Field(default=60_000_000, title="New records a day", ge=0, le=1e15, json_schema_extra={"group": _STORAGE})
    record: float = Field(default=4, title="Size of a record", ge=0, le=1e12, json_schema_extra=_kilobytes(_STORAGE))
    kept: int = Field(
        default=0,
        title="Kept for",
        ge=0,
        le=36_500,
        json_schema_extra={"unit": "days", "group": _STORAGE},
        description="0 keeps all for good.",
    )
    present: float = Field(
        default=50, title="Data there already", ge=0, le=1e9, json_schema_extra={"unit": "TB", "group": _STORAGE},
        description="One copy of it; it is taken to stay.",
    )  # fmt: skip
    copies: float = Field(
        default=3, title="Copies", ge=1, le=100, json_schema_extra={"group": _STORAGE},
        description="Or the overhead of an erasure code, such as 1.4.",
    )  # fmt: skip
    fill: float = Field(default=70, title="Disks may be filled to", gt=0, le=100, json_schema_extra={"unit": "%", "group": _STORAGE})
    disks: float = Field(
        default=800, title="Raw storage there is", ge=0, le=1e9, json_schema_extra={"unit": "TB", "group": _STORAGE},
        description="0 where there is no limit to hold it against.",
    )  # fmt: skip
    replica_price: float = Field(default=140, title="A replica a month", ge=0, le=1e9, json_schema_extra={"unit": "USD", "group": _PRICES})
    storage_price: float = Field(default=22, title="A raw TB a month", ge=0, le=1e9, json_schema_extra={"unit": "USD", "group": _PRICES})
    transfer_price: float = Field(
        default=30, title="A TB sent", ge=0, le=1e9, json_schema_extra={"unit": "USD", "group": _PRICES},
        description="The example's prices are invented; take those of your own bill, rounded.",
    )  # fmt: skip


class Stand(Noun):
    """The service at one time. ``month`` 0 is now."""

    month: int
    mean_qps: float
    peak_qps: float
    in_flight: float = Field(description="Requests in the service at once, at peak.")
    gbps: float = Field(description="Sent at peak, Gbit a second.")
    sent_tb: float = Field(description="Sent in a month of 30 days.")
    bare: int = Field(description="Replicas that carry the peak with headroom and nothing more.")
    zone: int = Field(description="Replicas in each zone, spares among them.")
    replicas: int
    usual: float = Field(description="How busy the replicas are at peak, per cent of what was measured.")
    after_loss: float = Field(description="The same without the zones to be survived.")
    data_tb: float = Field(description="One copy.")
    raw_tb: float
    replica_cost: float
    storage_cost: float
    transfer_cost: float
    cost: float
    cost_per_million: float = Field(description="Per million requests.")


class CapacityResult(Noun):
    """The service now, at the end of the look ahead, and month by month between."""

    now: Stand
    then: Stand
    stands: tuple[Stand, ...]
    resilience: int = Field(description="Replicas now that are there only for lost zones and spares.")
    safe: float = Field(description="How busy zones may be so that those left carry all, per cent.")
    full_in: int | None = Field(description="The first month in which the disks are too small; None within the look ahead.")
    each_in_flight: float = Field(description="Requests at once in a replica after the loss.")
